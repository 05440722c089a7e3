"""Questions that can be answered, near one that was not understood."""

from __future__ import annotations

import heapq
from typing import Final

from dxgraph.asking.answer.wording import asked_figure, say
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues
from dxgraph.asking.language.names import words_of
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import places_of
from dxgraph.evidence import Language
from dxgraph.terms import VIET_NAM

_MOST_NEAREST: Final = 4


def _question(
    area: str, indicator: str, year: int | None, lexicon: Lexicon, language: Language
) -> str:
    when = f" {say(language, 'by-year', year=year)}" if year else ""
    name, what = lexicon.label(area, language), lexicon.label(indicator, language)
    return say(language, "question", area=name, what=what, when=when)


def nearest(found: Understood, lexicon: Lexicon) -> list[str]:
    """Questions near one that was not understood: of the same places, indicators and years."""
    folded = {word.folded for text in (*found.said, *found.unknown) for word in words_of(text)}
    named = {name.iri for word in folded for name in lexicon.holding((word,))}
    scores = {iri: lexicon.likeness(iri, folded) for iri in named}
    for iri in (*found.indicators, *found.beside):
        scores[iri] = scores.get(iri, 0.0) + 1
    for iri in found.indicators:
        scores[iri] += 100
    places = places_of(found, lexicon)

    def last(key: tuple[str, str, int | None]) -> tuple[float, str, str, int]:
        area, indicator, year = key
        score = scores.get(indicator, 0.0) + lexicon.questions[key]
        if places:
            score += 10 if area in places else -10
        score += year in found.years
        return -score, area, indicator, year or 0

    if cues.ACROSS in found.cues and not places:
        pairs = dict.fromkeys(
            key[1:] for key in sorted(lexicon.questions, key=last) if key[2] and key[0] != VIET_NAM
        )
        return [_which(*pair, found, lexicon) for pair in list(pairs)[:_MOST_NEAREST]]
    there = [key for key in lexicon.questions if key[0] in places]
    best = heapq.nsmallest(_MOST_NEAREST, there or lexicon.questions, key=last)
    # Where the indicator that was understood is held there, no other place is named.
    there = [key for key in best if key[0] in places and key[1] in found.indicators]
    best = there or best
    return [_question(*key, lexicon, found.language) for key in best]


def _which(indicator: str, year: int | None, found: Understood, lexicon: Lexicon) -> str:
    what = lexicon.label(indicator, found.language)
    one = len(found.figures) == 1
    figure = asked_figure(found.figures[0], found.language) if one else ""
    asked = say(found.language, "question-of-areas", what=what, figure=figure, year=year)
    return " ".join(asked.split())


def beside(found: Understood, lexicon: Lexicon, *, nothing: bool) -> list[str]:
    """Questions of the same place for other indicators whose names hold the same words; where
    `nothing` was found also for those that are close to what was understood."""
    near = [iri for each in found.indicators for iri in lexicon.close.get(each, ()) if nothing]
    others = tuple(dict.fromkeys((*near, *found.beside)))
    if not found.areas or not others:
        return []
    keys = dict.fromkeys(
        (fact.area, fact.indicator, fact.year)
        for indicator in others
        for area in found.areas[0]
        for fact in lexicon.having(area=area, indicator=indicator)
        if not found.years or fact.year in found.years
    )
    return [_question(*key, lexicon, found.language) for key in list(keys)[:_MOST_NEAREST]]
