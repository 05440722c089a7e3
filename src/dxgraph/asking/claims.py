"""The claims of a text, one a figure: its names are read as those of questions are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph.asking.claim_names import (
    indicators_of,
    is_of_name,
    named_within,
    without_asides,
    without_names,
)
from dxgraph.asking.lexicon import NATION, Lexicon
from dxgraph.asking.quoted import figures_of, read_otherwise
from dxgraph.asking.told import PROMISED, due_years, told
from dxgraph.asking.understanding import LONGEST, understand
from dxgraph.evidence import Figure, Language


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, in parts; a part that is missing is None."""

    text: str
    areas: tuple[str, ...]
    """What the named place may be: a province before and after a merger."""
    indicators: tuple[str, ...]
    year: int | None
    figure: Figure | None
    level: str | None = None
    document: tuple[str, ...] = ()
    told: str = PROMISED
    """Whether it says that this was promised or reached, by :mod:`dxgraph.asking.told`."""
    otherwise: tuple[Figure, ...] = ()
    """The figure as the other language reads its number, where that is another."""


def sentences_of(text: str) -> list[str]:
    """The sentences of a text. A point between digits, or within an abbreviation, ends none."""
    found, begin = [], 0
    for at, sign in enumerate(text):
        after = text[at + 1 : at + 3]
        ends = sign == "\n" or (
            sign in ".!?;…" and (not after or (after[0].isspace() and not after[1:].islower()))
        )
        if ends:
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    return [part for part in (*found, text[begin:].strip()) if part]


def claims_of(sentence: str, lexicon: Lexicon, language: Language) -> list[Claim]:
    """The claims of a sentence, one a figure: what the sentence names goes for each of them.

    Where it names two years, two levels or two places, which figure belongs to which is not
    guessed, but of figures of one indicator each of which has its year directly behind it.
    """
    plain = without_asides(sentence, language)
    found = understand(plain, lexicon)
    figures = [
        figure
        for figure in figures_of(sentence, language)
        if not _is_year(figure, sentence) and not is_of_name(figure, sentence, lexicon)
    ]
    verbs = without_names(sentence, lexicon)
    # Of a sentence that is too long to be read whole nothing is concluded.
    areas = found.areas[0] if len(found.areas) == 1 and len(sentence) <= LONGEST else ()
    if not found.areas and found.documents:
        areas = tuple(
            dict.fromkeys(
                lexicon.territory[d] for d in found.documents[0] if d in lexicon.territory
            )
        )
    elif not found.areas and "national" in found.cues:
        areas = (NATION,)
    years = due_years(sentence, found.years, language)
    dues = _each_its_year(sentence, figures, years)
    year = years[0] if len(years) == 1 else None
    documents = found.documents[0] if len(found.documents) == 1 else ()
    several_levels = len({part.iris for part in found.parts if part.kind == "level"}) > 1
    claims: list[Claim] = []
    for number, figure in enumerate(figures):
        begin = figures[number - 1].end if number else 0
        end = figures[number + 1].begin if number + 1 < len(figures) else len(sentence)
        if number + 1 < len(figures):
            end = _clause(plain, figure.end, end, lexicon, language)
        alone = found if len(figures) == 1 else None
        indicators = (
            ()
            if several_levels
            else indicators_of(plain, (begin, end), figure, lexicon, language, alone)
        )
        if dues and claims:
            indicators = claims[0].indicators
        claims.append(
            Claim(
                sentence,
                areas,
                indicators,
                dues[number] if dues else year,
                figure,
                found.level,
                documents,
                told(verbs, figure, language),
                read_otherwise(sentence, figure, language),
            )
        )
    return claims


_DUE: Final = re.compile(
    r"\s*(?:(?:of\s+)?GR?DP\b)?,?\s*(?:(?:vào|đến|trong|năm|vao|den|nam|by|in)\s+)+(20\d\d)\b(?!\s*[-–/])",
    re.IGNORECASE,
)
"""Directly behind a figure the year in which it is due."""
_NEXT: Final = re.compile(r"\s*[,;]?\s*(?:(?:và|va|and)\b)?\s*", re.IGNORECASE)
_END: Final = re.compile(r"[\s.!;]*")


def _each_its_year(
    sentence: str, figures: Sequence[Figure], years: Sequence[int]
) -> list[int] | None:
    """The years of figures that only "and" joins, each directly behind its own, and with nothing
    behind the last: "25% by 2025 and 35% by 2030". None where that is not the form."""
    if len(figures) < 2 or len({figure.unit for figure in figures}) > 1:
        return None
    found: list[int] = []
    at = figures[0].begin
    for figure in figures:
        due = _DUE.match(sentence, figure.end)
        if due is None or not _NEXT.fullmatch(sentence, at, figure.begin):
            return None
        found.append(int(due[1]))
        at = due.end()
    whole = _END.fullmatch(sentence, at) and sorted(found) == sorted(years)
    return found if whole else None


_JOINS: Final = re.compile(r"[,;]|\b(?:và|còn|and|while)\b", re.IGNORECASE)


def _clause(sentence: str, begin: int, end: int, lexicon: Lexicon, language: Language) -> int:
    """Where the words end that go with a figure, of those up to the next one: a name that begins
    behind "and" is what the next one counts."""
    joins = list(_JOINS.finditer(sentence, begin, end))
    named = joins and named_within(sentence[joins[-1].end() : end], lexicon, language)
    return joins[-1].start() if named else end


def _is_year(figure: Figure, text: str) -> bool:
    printed = "".join(text[begin:end] for begin, end in figure.numbers)
    return figure.unit in (None, "count") and len(printed) == 4 and printed[:2] in ("19", "20")
