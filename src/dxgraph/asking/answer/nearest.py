"""Questions that can be answered, near one that was not understood."""

from __future__ import annotations

import heapq
from typing import Final

from dxgraph.asking.answer.canonical import canonical
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret.intents import readings
from dxgraph.asking.language import cues
from dxgraph.asking.language.names import words_of
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading, places_of
from dxgraph.asking.understand.understanding import understand
from dxgraph.terms import VIET_NAM

_MOST_NEAREST: Final = 4
_MOST_TIMES: Final = 2
"""So often words are left out of a question."""


def nearest(found: Understood, lacking: Lacking, lexicon: Lexicon) -> list[str]:
    """Questions near one that was not understood: what it asks without the words that were not,
    and then those of the same places, indicators and years."""
    left = sorted(_without(found, lacking, lexicon), key=lambda each: not _is_held(each, lexicon))
    made = [canonical(reading, lexicon, found.language) for reading in left]
    near = [*filter(None, made), *_alike(found, lexicon)]
    return [*dict.fromkeys(near)][:_MOST_NEAREST]


def _without(found: Understood, lacking: Lacking, lexicon: Lexicon) -> list[Reading]:
    """How the question is read where the words that were not understood are left out, and those
    that are not understood then."""
    text = found.question
    for _ in range(_MOST_TIMES):
        strange = {word.folded for said in lacking.words for word in words_of(said)}
        for word in words_of(text):
            if word.folded in strange:
                text = text[: word.begin] + " " * (word.end - word.begin) + text[word.end :]
        made = readings(understand(text, lexicon, found.language), lexicon)
        if isinstance(made, list):
            return made
        if not made.words:
            return []
        lacking = made
    return []


def _is_held(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether something is held of an area that a reading asks for."""
    area, indicator, year = reading.area, reading.indicator, reading.year
    if not (area and indicator):
        return True
    measured = (o for o in lexicon.measured([area], [indicator]) if year in (None, o.year))
    promised = lexicon.having(area=area, indicator=indicator, year=year)
    return any(measured if reading.query == "outcomes" else promised)


def _alike(found: Understood, lexicon: Lexicon) -> list[str]:
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
        figure = found.figures[0] if len(found.figures) == 1 else None
        asked = [
            Reading("compare-areas", indicator=i, year=y, figure=figure, areas=(VIET_NAM,))
            for i, y in list(pairs)[:_MOST_NEAREST]
        ]
        return [canonical(reading, lexicon, found.language) for reading in asked]
    there = [key for key in lexicon.questions if key[0] in places]
    best = heapq.nsmallest(_MOST_NEAREST, there or lexicon.questions, key=last)
    # Where the indicator that was understood is held there, no other place is named.
    there = [key for key in best if key[0] in places and key[1] in found.indicators]
    best = there or best
    return [_of_area(*key, found, lexicon) for key in best]


def _of_area(
    area: str, indicator: str, year: int | None, found: Understood, lexicon: Lexicon
) -> str:
    reading = Reading("targets-of-area", area=area, indicator=indicator, year=year)
    return canonical(reading, lexicon, found.language)


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
    return [_of_area(*key, found, lexicon) for key in list(keys)[:_MOST_NEAREST]]
