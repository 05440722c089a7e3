"""New indicators of many documents, those that may be one put together.

A clerk writes "Tỷ lệ hồ sơ được số hóa", the next one "Tỷ lệ số hóa hồ sơ": a person then makes one
indicator of both, or two. Names are compared as a clause is with the names of known indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxgraph.drafting.batch.work import New
from dxgraph.drafting.knowledge import Indicator, Tongue
from dxgraph.drafting.understand.matching import Matcher
from dxgraph.drafting.understand.naming import THRESHOLD

_TONGUES: tuple[Tongue, Tongue] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A new indicator, and the documents that need it."""

    group: int
    """The same for those that may be one, from 1."""
    new: New
    documents: tuple[str, ...]


def together(needed: Iterable[tuple[str, New]]) -> list[Proposed]:
    """The new indicators of pairs of a document and what it needs.

    The group that most documents need comes first, and in it what most of them need.
    """
    documents: dict[tuple[str, str], list[str]] = {}
    news: dict[tuple[str, str], New] = {}
    for document, new in needed:
        key = (new.slug, new.unit or "")
        news.setdefault(key, new)
        documents.setdefault(key, []).append(document)
    keys = sorted(news, key=lambda key: (-len(documents[key]), key))
    groups = _groups([news[key] for key in keys])
    groups.sort(key=lambda group: (-sum(len(documents[keys[at]]) for at in group), group))
    return [
        Proposed(number, news[keys[at]], tuple(dict.fromkeys(documents[keys[at]])))
        for number, group in enumerate(groups, 1)
        for at in group
    ]


def _groups(news: Sequence[New]) -> list[list[int]]:
    """The places of the new indicators, those in one list that are alike its first, both ways."""
    likes: list[set[int]] = [set() for _ in news]
    for tongue in _TONGUES:
        names = {at: getattr(new, tongue) for at, new in enumerate(news)}
        matcher = Matcher(
            {
                str(at): Indicator(
                    str(at), {"vi": (name,), "en": (name,)}, None, None, change=False
                )
                for at, name in names.items()
                if name
            },
            tongue,
        )
        for at, name in names.items():
            near = matcher.candidates(name) if name else ()
            likes[at].update(int(item.slug) for item in near if item.score >= THRESHOLD)
    groups: list[list[int]] = []
    for at, new in enumerate(news):
        kind = (new.unit, new.change)
        for group in groups:
            head = group[0]
            same = kind == (news[head].unit, news[head].change)
            if same and head in likes[at] and at in likes[head]:
                group.append(at)
                break
        else:
            groups.append([at])
    return groups
