"""The parts of a sentence that goes over several places, years or levels, one a figure.

"95 % by 2025 and 100 % by 2030": which figure belongs to which is concluded only where there is one
way to part the sentence, at its commas and its "and"s, so that each figure has one of each. What
the sentence names once goes for all of its figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from typing import Final

from dxgraph.asking.language import cues
from dxgraph.asking.language.names import Word
from dxgraph.asking.language.words import ASIDE, SAID, in_either, word_sets
from dxgraph.evidence import Figure, Language

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """What a part of a sentence names."""

    areas: tuple[tuple[str, ...], ...] = ()
    """For each place what it may be: a province before and after a merger."""
    years: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()

    def each(self) -> tuple[tuple[object, ...], ...]:
        """The places, the years, the levels."""
        return self.areas, self.years, self.levels

    @property
    def several(self) -> bool:
        """Whether it names more than one of a kind."""
        return any(len(kind) > 1 for kind in self.each())


JOINS: Final = re.compile(
    rf"[;:(]|,(?!\d)|\s[-–—]\s|\b(?:{'|'.join(in_either('joining'))})\b", re.IGNORECASE
)
"""What joins the clauses of a sentence, of either language."""
_MOST_FIGURES: Final = 6
_MOST_WAYS: Final = 32


def parts_of(
    text: str, figures: Sequence[Figure], whole: Named, named: Callable[[Span], Named]
) -> list[tuple[Span, Named]] | None:
    """For each figure its part of the text and what goes for it; None where that is open.

    `whole` is what the text names, `named` says it of a part.
    """
    named = cache(named)
    found: dict[tuple[Named, ...], list[Span]] = {}
    for spans in _ways(text, figures):
        own = [named(span) for span in spans]
        if all(_has_its_own(part, whole) for part in own):
            # The last way is the one with the least before each figure.
            found[tuple(_with_shared(part, whole) for part in own)] = spans
    if len(found) != 1:
        return None
    [(own_named, at)] = found.items()
    return list(zip(at, own_named, strict=True))


def _ways(text: str, figures: Sequence[Figure]) -> Iterator[list[Span]]:
    """The ways to part a text so that each part has one figure, those first that part early."""
    gaps = [
        [match.start() for match in JOINS.finditer(text, first.end, second.begin)]
        for first, second in pairwise(figures)
    ]
    ways = 1
    for gap in gaps:
        ways *= len(gap)
    if len(figures) > _MOST_FIGURES or not 0 < ways <= _MOST_WAYS:
        return
    for borders in product(*gaps):
        yield list(pairwise((0, *borders, len(text))))


def _has_its_own(part: Named, whole: Named) -> bool:
    """Whether a part names one of each kind of which the whole names several, and no other."""
    return all(
        len(all_of) < 2 or len(own) == 1
        for own, all_of in zip(part.each(), whole.each(), strict=True)
    )


def _with_shared(part: Named, whole: Named) -> Named:
    return Named(part.areas or whole.areas, part.years or whole.years, part.levels or whole.levels)


_ELLIPTIC: Final = word_sets("elliptic")
"""Words of a part that leaves out what is counted, since the part before says it."""
TAIL: Final = "tail"
"""By what the words are taken that stand behind the figure before, too."""
COMPARING: Final = frozenset({cues.HIGHER, cues.LOWER, cues.AGAINST})
"""By what the words are taken that compare a figure with another: "below its target of 30%"."""
_TAKEN: Final = COMPARING | frozenset(
    {
        *("area", "year", "level", "document", "figure", "count", "kind", "day", TAIL),
        *(cues.NATIONAL, cues.PROMISE, cues.RANKED, cues.RESULT, cues.SHARE, ASIDE),
        *(cues.REACHED, cues.BEHIND),
    }
)
OF: Final = frozenset({"của", "cua", "of", "for"})


def is_elliptic(words: Sequence[tuple[Word, str | None]], language: Language) -> bool:
    """Whether words name nothing that is counted, but only where and when: "còn ở cấp xã là 60%".
    Words come each with by what it was taken."""
    for at, (word, kind) in enumerate(words):
        if kind in _TAKEN:
            continue
        following, behind = words[at + 1] if at + 1 < len(words) else (None, None)
        if following and f"{word.marked} {following.marked}" in SAID[language]["elliptic-pairs"]:
            continue
        if word.marked in OF and behind in ("area", "document", "figure", "year", TAIL):
            continue
        if word.marked not in _ELLIPTIC[language]:
            return False
    return True
