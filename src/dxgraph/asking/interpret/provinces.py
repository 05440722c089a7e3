"""Which provinces there are, and how many: today, before those of 2025 were merged, that came
through unmerged, or that were formed of so many.

A question is one of these where all its words are known to ask nothing else: they stand in the
files of words, as does what says which provinces are meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import words
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading
from dxgraph.evidence import Language
from dxgraph.search import fold
from dxgraph.terms import VIET_NAM

_SAID: Final[Mapping[Language, Mapping[str, Any]]] = {
    language: said["provinces"] for language, said in words.SAID.items()
}
_WORDS: Final = {language: frozenset(said["words"].split()) for language, said in _SAID.items()}
_PATTERNS: Final = {
    language: {
        name: re.compile(rf"\b(?:{pattern})\b")
        for name, pattern in said.items()
        if name not in ("words", "numbers")
    }
    for language, said in _SAID.items()
}
_MERGED_ON: Final = "2025-07-01"
"""The day on which provinces were merged."""
_LONGEST_FIRST: Final = (
    *("unmerged", "of-many", "before", "after", "day", "both", "cities", "formed", "today"),
    *("provinces", "counts", "which"),
)
"""In this order what says which provinces are meant is taken from a question."""
_SOME: Final = ("unmerged", "of-many", "formed")
"""What asks for some of them alone."""
_WORD: Final = re.compile(r"\w+(?:[./-]\w+)*")


def asked(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The reading of a question that asks for provinces alone; none of any other."""
    language, text = found.language, fold(found.asked)
    says = {name: pattern.search(text) for name, pattern in _PATTERNS[language].items()}
    left = text
    for name in _LONGEST_FIRST:
        left = _PATTERNS[language][name].sub(" ", left)
    some = {name for name in _SOME if says[name]}
    cities = bool(says["cities"]) and not says["both"]
    asks = (says["which"] and (some or cities)) or (
        says["counts"] and (some or cities or says["today"] or says["before"] or says["after"])
    )
    elsewhere = {area for several in found.areas for area in several} - {VIET_NAM}
    strange = {*_WORD.findall(left)} - _WORDS[language]
    things = says["both"] or says["provinces"] or cities
    # Which cities were formed or left is another question, and so is how many there were that day.
    of_cities = cities and (some or says["provinces"] or says["day"] or says["after"])
    if elsewhere or strange or of_cities or not (things and asks):
        return []
    if says["unmerged"]:
        merged = {*_formed(lexicon)}
        merged |= {later for area in merged for later in lexicon.successors.get(area, ())}
        kept = tuple(i for i in _existing(lexicon, before=False) if i not in merged)
        return [Reading("coverage-of-country", areas=kept, which="unmerged")]
    if some:
        named = said["many"] if (said := says["of-many"]) else ""
        many = int(_SAID[language]["numbers"].get(named, named or 0))
        formed = tuple(i for i in _formed(lexicon) if many in (0, len(lexicon.predecessors(i))))
        made = Reading("mergers", areas=formed, most=many)
        if not formed:
            raise Lacking("words", (found.asked,))
        return [made]
    before = bool(says["before"])
    kept = tuple(
        area
        for area in _existing(lexicon, before=before)
        if not cities or "city" in lexicon.kinds.get(area, ())
    )
    which = f"{'before' if before else 'today'}{'-cities' if cities else ''}"
    return [Reading("coverage-of-country", areas=kept, which=which)]


def _formed(lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that were formed of several."""
    return tuple(i for i in sorted(lexicon.changed) if len(lexicon.predecessors(i)) > 1)


def _existing(lexicon: Lexicon, *, before: bool) -> list[str]:
    """The provinces that there are; or those that there were on the eve of the mergers."""
    provinces = sorted(i for i, kind in lexicon.classes.items() if kind == "Province")
    if not before:
        return [area for area in provinces if area not in lexicon.successors]
    return [
        area
        for area in provinces
        if all(day < _MERGED_ON for day in lexicon.changed.get(area, ()))
        and not any(
            day < _MERGED_ON
            for later in lexicon.successors.get(area, ())
            for day in lexicon.changed.get(later, ())
        )
    ]
