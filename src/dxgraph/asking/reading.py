"""From what was understood to named queries: each reading of a question is one run of one query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Final

from dxgraph.asking import words as cues
from dxgraph.asking.lexicon import NATION, Lexicon
from dxgraph.asking.understanding import MOST_READINGS, Understood
from dxgraph.evidence import Figure
from dxgraph.terms import DOCUMENT, LEVEL, PROGRESS_STATE, VERDICT

NATIONAL_PROGRAMME: Final = DOCUMENT["viet-nam-2020-749-qd-ttg"]
MOST_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: a named query with its parameters, and which rows are kept."""

    query: str
    parameters: tuple[tuple[str, str], ...]
    """Names and values; things by their IRIs. The language of the labels is added."""
    area: str | None = None
    indicator: str | None = None
    level: str | None = None
    year: int | None = None
    areas: tuple[str, ...] = ()
    """Keep the rows of these areas."""
    documents: tuple[str, ...] = ()
    """Keep the rows that these documents state."""
    figure: Figure | None = None
    """Keep the rows whose printed figure is so."""
    order: str = ""
    """``highest`` or ``lowest``: say these first."""

    @property
    def narrowed(self) -> bool:
        """Whether the answer is less than all that the query gives."""
        return bool(self.areas or self.documents or self.figure or self.order)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why there is no reading: what is missing or does not fit."""

    what: str
    """A key of :data:`dxgraph.asking.wording.LACKING`."""
    words: tuple[str, ...] = ()


_Maker = Callable[[Understood, Lexicon], "list[Reading] | Lacking"]

_QUIET: Final = frozenset({cues.PROMISE, cues.PILLAR})
"""Cues that may stand in any question."""


def readings(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    """The readings of a question, or why there is none.

    A cue that the query does not answer to makes the question another one: no reading.
    """
    if found.unknown:
        return Lacking("words", tuple(found.unknown))
    if not found.parts:
        return Lacking("nothing")
    if len(found.years) > MOST_YEARS:
        return Lacking("years")
    if len(found.figures) > 1:
        return Lacking("figures")
    for applies, allowed, make in _QUESTIONS:
        if applies(found, lexicon):
            spare = [text for cue, text in found.cues.items() if cue not in allowed | _QUIET]
            return Lacking("words", tuple(spare)) if spare else make(found, lexicon)
    return Lacking("area")


# --- What several questions share -------------------------------------------------------------


def _indicators(found: Understood, lexicon: Lexicon, area: str | None = None) -> tuple[str, ...]:
    """The indicators that are meant: of those that were said equally well, the ones of which the
    graph has a target there."""
    if area is None:
        return found.indicators
    having = tuple(
        i
        for i in found.indicators
        if any(
            _fits_level(fact.level, found.level) and (not found.years or fact.year in found.years)
            for fact in lexicon.having(area=area, indicator=i)
        )
    )
    return (
        having
        or tuple(i for i in found.indicators if any(lexicon.having(area=area, indicator=i)))
        or found.indicators
    )


def _fits_level(has: str, asked: str | None) -> bool:
    return asked is None or has in (asked, LEVEL.all)


def _level_of(
    found: Understood, lexicon: Lexicon, area: str | None, indicator: str | None
) -> str | None:
    """The level to ask for: a target for all levels is one for each."""
    if found.level is None:
        return None
    levels = {fact.level for fact in lexicon.having(area=area, indicator=indicator)}
    return LEVEL.all if found.level not in levels and LEVEL.all in levels else found.level


def _areas(found: Understood, lexicon: Lexicon) -> tuple[str, ...] | Lacking:
    """The area that a question is about, in all that it may be."""
    if found.documents and not found.areas:
        places = dict.fromkeys(
            lexicon.territory[d] for d in found.documents[0] if d in lexicon.territory
        )
        return tuple(places) or Lacking("area")
    if not found.areas:
        return (NATION,) if cues.NATIONAL in found.cues else Lacking("area")
    return found.areas[0]


def _made(
    query: str,
    *,
    area: str | None = None,
    indicator: str | None = None,
    level: str | None = None,
    year: int | None = None,
    kept_level: str | None = None,
    areas: tuple[str, ...] = (),
    documents: tuple[str, ...] = (),
    figure: Figure | None = None,
    order: str = "",
    **others: str | None,
) -> Reading:
    """A reading; parameters without a value are left out.

    `kept_level` is for queries that have no parameter for the level, `others` are parameters more.
    """
    given = {"area": area, **others, "indicator": indicator, "level": level, "year": year}
    return Reading(
        query,
        tuple((name, str(value)) for name, value in given.items() if value is not None),
        area=area,
        indicator=indicator,
        level=level or kept_level,
        year=year,
        areas=areas,
        documents=documents,
        figure=figure,
        order=order,
    )


def _asked_back(found: Understood) -> Lacking | None:
    return Lacking("which") if len(found.indicators) > MOST_READINGS else None


# --- The questions, in the order in which they are tried --------------------------------------


def _targets(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    areas = _areas(found, lexicon)
    if isinstance(areas, Lacking):
        return areas
    if not found.indicators and not found.pillar and cues.PROMISE not in found.cues:
        # A place and a year are no question yet.
        return Lacking("indicator")
    made = []
    for area in areas:
        documents: tuple[str | None, ...] = (None,)
        if found.documents:
            documents = tuple(d for d in found.documents[0] if lexicon.territory.get(d) == area)
            if not documents:
                continue
        chosen = _indicators(found, lexicon, area)
        if len(chosen) > MOST_READINGS:
            return Lacking("which")
        for document, indicator, year in product(
            documents, chosen or (None,), found.years or (None,)
        ):
            made.append(
                _made(
                    "targets-of-area",
                    area=area,
                    document=document,
                    pillar=found.pillar,
                    indicator=indicator,
                    level=_level_of(found, lexicon, area, indicator),
                    year=year,
                )
            )
    return made or Lacking("document")


def _across(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if not found.indicators:
        return Lacking("indicator")
    chosen = _with_figures(found, lexicon)
    if len(chosen) > MOST_READINGS:
        return Lacking("which")
    order = next((cue for cue in (cues.HIGHEST, cues.LOWEST) if cue in found.cues), "")
    if order and not found.years:
        return Lacking("year")
    provinces = tuple(iri for iri, kind in lexicon.classes.items() if kind == "Province")
    areas = tuple(iri for several in found.areas for iri in several) or provinces
    if cues.NATIONAL in found.cues and found.areas:
        areas = (*areas, NATION)
    return [
        _made(
            "compare-areas",
            indicator=indicator,
            level=_level_of(found, lexicon, None, indicator),
            year=year,
            areas=areas,
            figure=found.figures[0] if found.figures else None,
            order=order,
        )
        for indicator, year in product(chosen, found.years or (None,))
    ]


def _with_figures(found: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    having = tuple(
        i
        for i in found.indicators
        if any(
            fact.area != NATION
            and _fits_level(fact.level, found.level)
            and (not found.years or fact.year in found.years)
            for fact in lexicon.having(indicator=i)
        )
    )
    return having or found.indicators


_VERDICTS: Final = {cues.HIGHER: "higher", cues.LOWER: "lower", cues.EQUAL: "equal"}


def _against(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if found.figures:
        return Lacking("figures")
    if back := _asked_back(found):
        return back
    yardsticks = [d for several in found.documents for d in several if d in lexicon.yardsticks]
    own = tuple(d for several in found.documents for d in several if d not in lexicon.yardsticks)
    verdict = next((VERDICT[name] for cue, name in _VERDICTS.items() if cue in found.cues), None)
    areas: tuple[str | None, ...] = (None,)
    if found.areas:
        areas = found.areas[0]
    elif own:
        areas = tuple(dict.fromkeys(lexicon.territory[d] for d in own if d in lexicon.territory))
    elif not found.indicators:
        return Lacking("indicator")
    made = []
    for area in areas:
        chosen = _indicators(found, lexicon, area) if area else _with_figures(found, lexicon)
        for indicator, year in product(chosen or (None,), found.years or (None,)):
            made.append(
                _made(
                    "against-national",
                    area=area,
                    indicator=indicator,
                    level=_level_of(found, lexicon, area, indicator),
                    year=year,
                    verdict=verdict,
                    national=yardsticks[0] if yardsticks else NATIONAL_PROGRAMME,
                    documents=own,
                )
            )
    return made


def _progress(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if found.figures:
        return Lacking("figures")
    if back := _asked_back(found):
        return back
    areas: tuple[str | None, ...]
    state = None
    if cues.ACROSS in found.cues:
        if not found.indicators:
            return Lacking("indicator")
        areas, state = (None,), PROGRESS_STATE.reached
    else:
        about = _areas(found, lexicon)
        if isinstance(about, Lacking):
            return about
        areas = about
    own = tuple(d for several in found.documents for d in several)
    return [
        _made(
            "targets-and-outcomes",
            area=area,
            indicator=indicator,
            year=year,
            state=state,
            kept_level=_level_of(found, lexicon, area, indicator),
            documents=own,
        )
        for area in areas
        for indicator, year in product(
            (_indicators(found, lexicon, area) if area else found.indicators) or (None,),
            found.years or (None,),
        )
    ]


def _inherited(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if not found.areas:
        return Lacking("area")
    areas = lexicon.with_predecessors(found.areas[0])
    if not areas:
        return Lacking("successor")
    if back := _asked_back(found):
        return back
    return [
        _made(
            "inherited-targets",
            area=area,
            indicator=indicator,
            year=year,
            kept_level=found.level,
        )
        for area in areas
        for indicator, year in product(found.indicators or (None,), found.years or (None,))
    ]


def _by_area(query: str, *, takes: frozenset[str], required: bool) -> _Maker:
    """The maker for a query that needs no more than an area and what narrows it."""

    def make(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:  # noqa: ARG001
        if found.figures:
            return Lacking("figures")
        if back := _asked_back(found):
            return back
        if found.years and "year" not in takes:
            return Lacking("words", tuple(map(str, found.years)))
        areas: tuple[str | None, ...] = (None,)
        if found.areas:
            areas = found.areas[0]
        elif required:
            return Lacking("area")
        return [
            _made(query, area=area, indicator=indicator, year=year, kept_level=found.level)
            for area in areas
            for indicator, year in product(found.indicators or (None,), found.years or (None,))
        ]

    return make


def _chain(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if not found.documents:
        return Lacking("document")
    if found.indicators or found.years or found.figures:
        return Lacking("words", found.said or tuple(map(str, found.years)))
    documents = [
        d
        for d in found.documents[0]
        if not found.areas or lexicon.territory.get(d) in found.areas[0]
    ]
    if len(documents) > MOST_READINGS:
        return Lacking("document")
    return [_made("document-chain", document=d) for d in documents] or Lacking("document")


def _is(cue: str) -> Callable[[Understood, Lexicon], bool]:
    return lambda found, lexicon: cue in found.cues  # noqa: ARG005


def _is_against(found: Understood, lexicon: Lexicon) -> bool:
    compares = {cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL} & set(found.cues)
    yardstick = any(d in lexicon.yardsticks for several in found.documents for d in several)
    return bool(compares) and (cues.NATIONAL in found.cues or yardstick)


def _is_across(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    ordered = {cues.ACROSS, cues.HIGHEST, cues.LOWEST} & set(found.cues)
    return (bool(ordered) and not found.areas and not found.documents) or len(found.areas) > 1


def _is_about_a_place(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    return bool(found.areas or found.documents or cues.NATIONAL in found.cues)


_QUESTIONS: Final[
    tuple[tuple[Callable[[Understood, Lexicon], bool], frozenset[str], _Maker], ...]
] = (
    (_is(cues.CHAIN), frozenset({cues.CHAIN}), _chain),
    (_is(cues.INHERITED), frozenset({cues.INHERITED}), _inherited),
    (
        _is(cues.GAPS),
        frozenset({cues.GAPS, cues.NATIONAL}),
        _by_area("national-gaps", takes=frozenset({"year"}), required=True),
    ),
    (
        _is(cues.QUALITATIVE),
        frozenset({cues.QUALITATIVE}),
        _by_area("qualitative-targets", takes=frozenset({"year"}), required=True),
    ),
    (
        _is(cues.CONFLICTS),
        frozenset({cues.CONFLICTS}),
        _by_area("conflicts", takes=frozenset(), required=True),
    ),
    (
        _is(cues.ABOLISHED),
        frozenset({cues.ABOLISHED}),
        _by_area("abolished-level", takes=frozenset(), required=True),
    ),
    (_is(cues.PROGRESS), frozenset({cues.PROGRESS, cues.ACROSS, cues.NATIONAL}), _progress),
    (
        _is_against,
        frozenset({cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL, cues.NATIONAL, cues.ACROSS}),
        _against,
    ),
    (
        _is(cues.RANKS),
        frozenset({cues.RANKS, cues.ACROSS}),
        _by_area("rank-targets", takes=frozenset({"year"}), required=False),
    ),
    (
        _is_across,
        frozenset({cues.ACROSS, cues.HIGHEST, cues.LOWEST, cues.AGAINST, cues.NATIONAL}),
        _across,
    ),
    (_is_about_a_place, frozenset({cues.NATIONAL}), _targets),
)
"""When a question is asked, which cues it answers to, and its readings."""
