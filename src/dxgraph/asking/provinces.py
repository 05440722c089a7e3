"""Which provinces there are, and how many: today, before those of 2025 were merged, that came
through unmerged, or that were formed of so many.

A question is one of these where all its words are known to ask nothing else: they stand in the
files of words, as does what says which provinces are meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dxgraph.asking import words
from dxgraph.asking.lexicon import NATION, Lexicon
from dxgraph.asking.question import Understood
from dxgraph.asking.reading import Reading, made_of
from dxgraph.evidence import Language
from dxgraph.search import fold

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
    *("unmerged", "of-many", "before", "after", "day", "cities", "merged", "today"),
    *("things", "counts", "which"),
)
"""In this order what says which provinces are meant is taken from a question."""
_WORD: Final = re.compile(r"\w+(?:[./-]\w+)*")


def asked(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The reading of a question that asks for provinces alone; none of any other."""
    language, text = found.language, fold(found.asked)
    says = {name: pattern.search(text) for name, pattern in _PATTERNS[language].items()}
    left = text
    for name in _LONGEST_FIRST:
        left = _PATTERNS[language][name].sub(" ", left)
    which = says["which"] and any(
        says[name] for name in ("unmerged", "of-many", "merged", "cities")
    )
    counts = says["counts"] and any(
        says[name] for name in says.keys() - {"counts", "which", "things", "provinces", "day"}
    )
    elsewhere = {area for several in found.areas for area in several} - {NATION}
    strange = {*_WORD.findall(left)} - _WORDS[language]
    if elsewhere or strange or not (says["things"] and (which or counts)):
        return []
    cities = bool(says["cities"]) and not says["provinces"]
    if says["of-many"] and not cities and not says["unmerged"]:
        several = str(_SAID[language]["numbers"].get(many := says["of-many"]["many"], many))
        formed = (i for i in _formed(lexicon) if str(len(lexicon.predecessors(i))) == several)
        return [made_of("mergers", areas=tuple(formed), most=int(several))]
    day = _MERGED_ON if not says["before"] else ""
    if says["unmerged"]:
        merged = {*_formed(lexicon)}
        merged |= {later for area in merged for later in lexicon.successors.get(area, ())}
        kept = tuple(i for i in _existing(lexicon, _MERGED_ON) if i not in merged)
        return [replace(made_of("coverage-of-country", areas=kept), which="unmerged")]
    if says["merged"] and not (says["before"] or says["after"] or cities):
        return [made_of("mergers", areas=_formed(lexicon))]
    kept = tuple(
        area
        for area in _existing(lexicon, day)
        if not cities or "city" in lexicon.kinds.get(area, ())
    )
    made = made_of("coverage-of-country", areas=kept)
    return [replace(made, which="today" if day else "before")]


def _formed(lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that were formed of several."""
    return tuple(i for i in sorted(lexicon.changed) if len(lexicon.predecessors(i)) > 1)


def _existing(lexicon: Lexicon, since: str) -> list[str]:
    """The provinces that there are; those of the eve of the mergers where no day is given."""
    provinces = sorted(i for i, kind in lexicon.classes.items() if kind == "Province")
    if since:
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
