"""Figures of a claim that are told around what they count, or twice: read as those that are known.

"Từ 80% hồ sơ công việc trở lên" has its bound before and behind what is counted, "đứng thứ 53/63"
is a place among 63, and of "one in two adults, that is 50%" the second says the first. The patterns
are in the files of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from dxgraph.asking.claims.quoted import figures_of
from dxgraph.asking.claims.told import patterns
from dxgraph.asking.language import cues
from dxgraph.asking.language.words import SAID
from dxgraph.evidence import Figure, Language

_AMONG: Final = {"63": cues.AMONG_63, "34": cues.AMONG_34}


def among_all(text: str, language: Language) -> tuple[str, str, int]:
    """A text in which a place among all provinces, "53/63", is written as a place; among which it
    is, as a cue says it; and where its number begins. Nothing, and -1, where there is none."""
    match = patterns(language)["of-all"].search(text)
    if not match:
        return text, "", -1
    return _blank(text, match.span("all")), _AMONG[match["many"]], match.start("place")


def bounds_around(
    text: str, figures: Sequence[Figure], language: Language
) -> tuple[str, list[Figure]]:
    """A text without the two halves of a bound around what is counted, and its figures, of which
    those between them are bounds, and hold no more than their numbers and units."""
    bounds: dict[int, str] = {}
    said = patterns(language)
    for figure in figures:
        begin, end = figure.numbers[0] if figure.numbers else (figure.begin, figure.end)
        ahead = said["bound-ahead"].search(text[:begin])
        behind = said["bound-behind"].match(text[end:])
        if len(figure.numbers) == 1 and ahead and behind:
            half = "least" if behind["least"] else "most"
            first, last = behind.span(half)
            bounds[begin] = f"at-{half}"
            text = _blank(_blank(text, ahead.span("bound")), (end + first, end + last))
    found = [
        replace(figure, comparator=bounds.get(figure.numbers[0][0], figure.comparator))
        if figure.numbers
        else figure
        for figure in (figures_of(text, language) if bounds else figures)
    ]
    return text, found


def told_once(text: str, figures: Sequence[Figure], language: Language) -> str:
    """A text without a part of so many that its only share says again: "cứ hai người thì một
    người, tức 50%". Where the two differ, both are left."""
    shares = [figure.value for figure in figures if figure.unit == "percent"]
    said = (patterns(language)[name].search(text) for name in ("one-of", "one-in"))
    match = next(filter(None, said), None)
    if not match or len(shares) != 1:
        return text
    part, whole = (_number(match[name], language) for name in ("part", "whole"))
    if 100 * part != shares[0] * whole:
        return text
    for name in ("first", "second"):
        text = _blank(text, match.span(name))
    return text


def _number(said: str, language: Language) -> Decimal:
    if said.isdigit():
        return Decimal(said)
    return Decimal(SAID[language]["amounts"]["numbers"].get(said.lower(), 1))


def _blank(text: str, span: tuple[int, int]) -> str:
    begin, end = span
    return f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
