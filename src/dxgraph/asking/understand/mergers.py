"""What a text says of the merger that an area comes from or went into: the area before it is meant,
or the one since, and the areas that it was merged with are spoken of no further.

"Hải Phòng, thời điểm chưa nhập với Hải Dương", "before its merger with Phu Yen", "the newly merged
An Giang". The phrases are ``before-merger`` and ``since-merger`` of the files of words; behind them
may stand with whom (``merger-with``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import lists
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import match_of, matches_of
from dxgraph.asking.language.words import passed_over
from dxgraph.evidence import Language

NEXT_AREA: Final = re.compile(r"(?:\s?,\s?|\s(?:và|va|and|với|voi)\s|\s)?(?:(?:tỉnh|tinh)\s)?")
"""What stands before each area of a list."""
_STATES: Final = (("before-merger", True), ("since-merger", False))
_SAYING_NOTHING: Final = ("anywhere", "claims")
_MOST: Final = 5
"""So many words has the longest of their phrases that is looked for."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An area that is named, with where its name stands."""

    begin: int
    end: int
    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mergers:
    """A text without what it says of mergers, and what that says of its areas."""

    text: str
    """With blanks for it: no place moves."""
    _old: tuple[tuple[tuple[str, ...], bool], ...] = field(default=())

    def meant(self, areas: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
        """Of one area before and after a merger the one that is meant; none where no such one is
        there, and both where nothing says it."""
        said = {old for iris, old in self._old if not iris or not {*iris}.isdisjoint(areas)}
        if not said:
            return areas
        return tuple(
            area
            for area in areas
            if said == {area in lexicon.successors}
            and (True in said or _is_of_several(area, lexicon))
        )


def _is_of_several(area: str, lexicon: Lexicon) -> bool:
    """Whether an area came of several ones, itself or before it got another name or rank."""
    before = lexicon.predecessors(area)
    return len(before) > 1 or any(_is_of_several(one, lexicon) for one in before)


def without_mergers(text: str, lexicon: Lexicon, language: Language) -> Mergers:
    """A text without its phrases of mergers, where it is sure of which area they are: whom it was
    merged with must be so in the graph, and no other noun may stand behind them."""
    found = [
        (match.start(), match.end(), old)
        for name, old in _STATES
        for match in matches_of(name, text)
    ]
    found = [
        each
        for each in found
        if not any(one[0] <= each[0] < one[1] for one in found if one[:2] != each[:2])
    ]
    bare = text
    for begin, end, _ in found:
        bare = _blank(bare, begin, end)
    named = list(_areas(bare, lexicon))
    states: list[tuple[tuple[str, ...], bool]] = []
    for begin, end, old in found:
        partners = _behind(text, end, named)
        others = [each for each in named if each not in partners]
        ahead = [each for each in others if each.end <= begin]
        subject = ahead[-1] if ahead else next(iter(others), None)
        if partners and not _are_one(subject, partners, lexicon):
            # "Sau sáp nhập với Hải Dương, Hải Phòng đặt …": it is said of the last one.
            subject = partners.pop()
            if not _are_one(subject, partners, lexicon):
                continue
        stop = partners[-1].end if partners else end
        if partners or _ends(text, stop, named, lexicon, language):
            states.append((subject.iris if subject else (), old))
            text = _blank(text, begin, stop)
            named = [each for each in named if each not in partners]
    return Mergers(text, tuple(states))


def _blank(text: str, begin: int, end: int) -> str:
    return f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"


def _areas(text: str, lexicon: Lexicon) -> Iterator[_Named]:
    words, at = words_of(text), 0
    while at < len(words):
        areas = [(n, m.iris) for n, m in lexicon.mentions(words, at) if m.kind == "area"]
        many, iris = max(areas, default=(1, ()))
        if iris:
            yield _Named(words[at].begin, words[at + many - 1].end, iris)
        at += many


def _behind(text: str, begin: int, named: Sequence[_Named]) -> list[_Named]:
    """The areas of the list that begins there, behind "with" or at once."""
    joined = match_of("merger-with", text[begin:])
    begin += joined.end() if joined else 0
    found: list[_Named] = []
    while True:
        ahead = begin + len(NEXT_AREA.match(text, begin)[0])  # type: ignore[index]
        each = next((e for e in named if e.begin == ahead), None)
        if each is None:
            return found
        found.append(each)
        begin = each.end


def _are_one(subject: _Named | None, partners: Sequence[_Named], lexicon: Lexicon) -> bool:
    """Whether an area was merged with others."""

    def after(each: _Named) -> set[str]:
        return {*chain.from_iterable(lexicon.successors.get(iri, ()) for iri in each.iris)}

    return subject is not None and all(after(subject) & after(each) for each in partners)


def _ends(
    text: str, at: int, named: Sequence[_Named], lexicon: Lexicon, language: Language
) -> bool:
    """Whether a phrase of a merger ends there: no noun goes on that something else is merged of."""
    behind = text[at:].lstrip()
    words = words_of(behind)
    if not words or not behind[0].isalnum():
        return True
    first = len(text) - len(behind)
    if any(each.begin in (first, first + len(NEXT_AREA.match(behind)[0])) for each in named):  # type: ignore[index]
        return True
    said = (
        lists.standing(words[:_MOST], language, s, plain=text.isascii()) for s in _SAYING_NOTHING
    )
    return (
        lexicon.cue(words, 0, language) is not None
        or passed_over(words[0].marked, language)
        or any(places.start == 0 for each in said for places in each)
    )
