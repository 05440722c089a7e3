"""The kinds of questions: when each is asked, and what may stand in it."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret import makers, makers_of_things, provinces, records, whereabouts
from dxgraph.asking.interpret.settling import settle
from dxgraph.asking.language import cues
from dxgraph.asking.language.phrases import CUES, heard, says
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading, compares, documents_of

MOST_YEARS: Final = 3
MOST_FIGURES: Final = 2
MOST_RUNS: Final = 12
"""So many queries are run for a question; one that would need more says too little."""


_QUIET: Final = frozenset(
    {cues.PROMISE, cues.PILLAR, cues.SHARE, cues.NUMBER, cues.RANKED, cues.RATE, cues.WORDING}
)
"""Cues that may stand in any question."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A kind of question: when it is asked, what may stand in it, and its readings.

    Whatever stands in a question that its kind does not take makes it another question.
    """

    asked: Callable[[Understood, Lexicon], bool]
    cues: Set[str]
    takes: Set[str]
    """Which kinds of parts it takes, figures too."""
    make: Callable[[Understood, Lexicon], list[Reading]]


def readings(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    """The readings of a question, or why there is none."""
    try:
        return _readings(found, lexicon)
    except Lacking as lacking:
        return whereabouts.asked(found, lexicon) or lacking


def _readings(found: Understood, lexicon: Lexicon) -> list[Reading]:
    if of_provinces := provinces.asked(found, lexicon):
        found.skipped.clear()
        return of_provinces
    if found.unknown and not _is_issued(found, lexicon):
        elsewhere = bool(found.elsewhere) and {*found.unknown} <= {*found.elsewhere}
        raise Lacking("place" if elsewhere else "words", tuple(found.unknown))
    if not found.parts:
        raise Lacking("nothing")
    if len(found.years) > MOST_YEARS:
        raise Lacking("years")
    settle(found, lexicon)
    intent = next((intent for intent in INTENTS if intent.asked(found, lexicon)), None)
    if intent is None:
        raise Lacking("area")
    if spare := [text for cue, text in found.cues.items() if cue not in intent.cues | _QUIET]:
        draft = all(says("draft", text) for text in spare)
        raise Lacking("draft" if draft else "words", tuple(spare))
    if len(found.figures) > (MOST_FIGURES if "figure" in intent.takes else 0):
        raise Lacking("figures")
    if spare := [part.text for part in found.parts if part.kind in _THINGS - intent.takes]:
        raise Lacking("words", tuple(spare))
    made = _by_level(intent, found, lexicon)
    if len(made) > MOST_RUNS:
        # Of what nothing is held nothing can be told beside the rest.
        made = [reading for reading in made if _holds(reading, lexicon)] or made
    if len(made) > MOST_RUNS:
        raise Lacking("which")
    return made


def _holds(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the graph has a target or a result for what a reading asks of an area."""
    area, indicator, year = reading.area, reading.indicator, reading.year
    if reading.query == "targets-of-area":
        return any(lexicon.having(area=area, indicator=indicator, year=year))
    if reading.query == "outcomes" and area and indicator:
        held = lexicon.measured((area,), (indicator,))
        return any(year in (None, outcome.year) for outcome in held)
    return True


def _by_level(intent: Intent, found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The readings, for each of several levels that a question names."""
    if (
        len(found.levels) < 2
        or "level" not in intent.takes
        or intent.make is makers_of_things.defined
    ):
        return intent.make(found, lexicon)
    made: list[Reading] = []
    for level in found.levels:
        of_level = intent.make(replace(found, levels=[level]), lexicon)
        made += (reading for reading in of_level if reading not in made)
    return made


_THINGS: Final = frozenset({"area", "indicator", "year", "day", "level", "document", "pillar"})
"""Kinds of parts that a kind of question must take."""


def _is(*one_of: str) -> Callable[[Understood, Lexicon], bool]:
    return lambda found, lexicon: not found.cues.keys().isdisjoint(one_of)  # noqa: ARG005


def _is_of_documents(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    ordered = {cues.EARLIEST, cues.LATEST, cues.READ_WHOLE} & found.cues.keys()
    return bool(ordered) and not (found.indicators or found.documents or found.figures)


def _is_defined(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """What a thing is; "what is" asks so only where nothing is said that has a figure."""
    if cues.DEFINED in found.cues:
        return True
    named = found.areas or found.documents or found.years or found.figures or found.cues
    return found.question.lower().startswith(("what is ", "what are ")) and not named


def _is_issued(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    asked = {cues.ISSUED, cues.WHEN} & found.cues.keys()
    if not (asked or found.areas or found.indicators or found.unknown):
        # "Which province does 33/KH-UBND belong to?"
        asked = {cues.MERGED} & found.cues.keys()
    promised = {cues.PROMISE, cues.RESULT} & found.cues.keys()
    return bool(asked and found.documents) and not (promised or found.years or found.figures)


def _is_merged(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Which areas became one: not what they promised, nor what the new one takes over."""
    said = {cues.MERGED, cues.INHERITED} & found.cues.keys()
    takes_over = heard("takes-over", found.cues.get(cues.INHERITED, ""))
    promised = {cues.PROMISE, cues.RESULT} & found.cues.keys() or found.indicators
    counted = makers_of_things.counts_areas(found)
    named = found.areas or (counted and not found.documents)
    return bool(said and named) and not (takes_over or promised or found.figures)


def _is_listed(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Which documents there are; "which document sets …" asks for the figure, and names both."""
    promised = found.indicators or found.figures or found.pillar
    # "… ban hành năm 2026": the year of issue.
    issued = heard("issuing", found.cues.get(cues.LISTED, ""))
    dated = not found.years or issued or cues.ISSUED in found.cues
    place = found.areas or cues.NATIONAL in found.cues
    return cues.LISTED in found.cues and bool(place and dated) and not promised


def _is_progress(found: Understood, lexicon: Lexicon) -> bool:
    """ "has reached … its target" asks how a promise and a result stand to each other."""
    measured = bool({cues.RESULT, cues.NOW} & found.cues.keys())
    both = cues.PROMISE in found.cues and measured
    states = bool({cues.REACHED, cues.BEHIND} & found.cues.keys())
    if cues.PROGRESS in found.cues and not (both or states) and _is_between_goals(found, lexicon):
        return False
    return both or states or cues.PROGRESS in found.cues


def _is_between_goals(found: Understood, lexicon: Lexicon) -> bool:
    """ "How far above the national goal is …?" compares two goals, where nothing was measured and
    nothing is said of what was or is."""
    compared = {cues.HIGHER, cues.LOWER} & found.cues.keys() and cues.NATIONAL in found.cues
    if not compared or heard("of-a-state", found.question):
        return False
    areas = [area for several in found.areas for area in several]
    held = lexicon.measured(areas, found.indicators)
    return not any(not found.years or outcome.year in found.years for outcome in held)


def _is_against(found: Understood, lexicon: Lexicon) -> bool:
    yardstick = any(d in lexicon.yardsticks for d in documents_of(found))
    return compares(found) and (cues.NATIONAL in found.cues or yardstick)


def _is_across(found: Understood, lexicon: Lexicon) -> bool:
    ordered = {cues.ACROSS, *makers.ORDERS} & found.cues.keys()
    region = any(lexicon.classes[iri] == "Region" for several in found.areas for iri in several)
    alone = bool(ordered) and not found.areas and not found.documents
    return alone or region or len(found.areas) > 1


def _is_of_a_place(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    return bool(found.areas or found.documents or cues.NATIONAL in found.cues)


_PLACE: Final = frozenset({"area", "indicator", "level"})
INTENTS: Final[tuple[Intent, ...]] = (
    Intent(
        _is_of_documents,
        {
            *(cues.EARLIEST, cues.LATEST, cues.READ_WHOLE, cues.LISTED, cues.ISSUED),
            *(cues.ACROSS, cues.WHEN, cues.NATIONAL, cues.NOW),
        },
        {"area", "level"},
        makers_of_things.of_documents,
    ),
    Intent(
        _is(cues.REVISED),
        {cues.REVISED, cues.LISTED, cues.ISSUED, cues.WHEN, cues.CHAIN, cues.ACROSS},
        {"document", "year"},
        makers_of_things.revised,
    ),
    Intent(
        _is(cues.CHAIN),
        {cues.CHAIN},
        {"area", "document"},
        makers_of_things.chain,
    ),
    Intent(
        _is(cues.CONFLICTS),
        {cues.CONFLICTS, cues.LISTED, cues.NATIONAL},
        _PLACE | {"year"},
        makers.conflicts,
    ),
    Intent(
        _is(cues.ABOLISHED),
        {cues.ABOLISHED, cues.LISTED, cues.WHEN},
        _PLACE,
        makers_of_things.abolished,
    ),
    Intent(
        _is_issued,
        {cues.ISSUED, cues.WHEN, *CUES["vi"]},
        {"area", "document", "indicator", "level"},
        records.issued,
    ),
    Intent(
        _is_defined,
        {cues.DEFINED, cues.RESULT, cues.AGAINST},
        {"indicator", "level"},
        makers_of_things.defined,
    ),
    Intent(
        _is_merged,
        {cues.MERGED, cues.INHERITED, cues.WHEN, cues.ACROSS},
        {"area", "year", "day"},
        makers_of_things.merged,
    ),
    Intent(
        _is_listed,
        {cues.LISTED, cues.ISSUED, cues.MERGED, cues.NATIONAL, cues.WHEN},
        {"area", "year"},
        makers_of_things.listed,
    ),
    Intent(
        _is(cues.MERGED, cues.INHERITED),
        {cues.MERGED, cues.INHERITED},
        _PLACE | {"year"},
        makers_of_things.inherited,
    ),
    Intent(
        _is(cues.TREND),
        {cues.TREND, cues.RESULT, cues.NOW, cues.NATIONAL},
        {"area", "indicator", "level", "year"},
        makers.trend,
    ),
    Intent(
        _is(cues.GAPS),
        {cues.GAPS, cues.NATIONAL, cues.AGAINST},
        _PLACE | {"year", "document"},
        makers.gaps,
    ),
    Intent(
        _is(cues.QUALITATIVE),
        {cues.QUALITATIVE},
        _PLACE | {"year"},
        makers.by_area("qualitative-targets"),
    ),
    Intent(
        _is_progress,
        {
            *(cues.PROGRESS, cues.REACHED, cues.BEHIND, cues.RESULT, cues.ACROSS),
            *(cues.NATIONAL, cues.NOW),
        },
        _PLACE | {"year", "document", "figure"},
        makers.progress,
    ),
    Intent(
        _is_against,
        {
            *(cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL, cues.NATIONAL),
            *(cues.ACROSS, cues.PROGRESS),
        },
        _PLACE | {"year", "document", "figure"},
        makers.against,
    ),
    Intent(
        _is(cues.RANKS),
        {cues.RANKS, cues.ACROSS},
        _PLACE | {"year"},
        makers.by_area("rank-targets"),
    ),
    Intent(
        _is_across,
        {
            *(cues.ACROSS, *makers.ORDERS, cues.AGAINST, cues.NATIONAL),
            *(cues.RESULT, cues.NOW, cues.AMONG_34, cues.AMONG_63),
            *(cues.HIGHER, cues.LOWER, cues.EQUAL),
        },
        _PLACE | {"year", "figure"},
        makers.across,
    ),
    Intent(
        _is_of_a_place,
        {
            *(cues.NATIONAL, cues.RESULT, cues.NOW, cues.AMONG_34, cues.AMONG_63),
            *(cues.LISTED, cues.WHEN),
        },
        _PLACE | {"year", "document", "pillar", "figure"},
        makers.of_a_place,
    ),
)
"""The kinds of questions, in the order in which they are tried."""
