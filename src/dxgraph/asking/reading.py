"""From what was understood to named queries: each reading of a question is one run of one query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
MOST_FIGURES: Final = 2
MOST_RUNS: Final = 8
"""So many queries are run for a question; one that would need more says too little."""


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
    universe: str = ""
    """Keep the rows of a ranking among so many provinces, by the slug of the universe."""

    @property
    def narrowed(self) -> bool:
        """Whether the answer is less than all that the query gives."""
        return bool(self.areas or self.documents or self.figure or self.order or self.universe)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why there is no reading: what is missing or does not fit."""

    what: str
    """A key of :data:`dxgraph.asking.wording.LACKING`."""
    words: tuple[str, ...] = ()


_QUIET: Final = frozenset({cues.PROMISE, cues.PILLAR, cues.SHARE, cues.NUMBER, cues.RANKED})
"""Cues that may stand in any question."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A kind of question: when it is asked, what may stand in it, and its readings.

    Whatever stands in a question that its kind does not take makes it another question.
    """

    asked: Callable[[Understood, Lexicon], bool]
    cues: frozenset[str]
    takes: frozenset[str]
    """Of areas, indicators, years, level, documents, pillar and figures, those that it takes."""
    make: Callable[[Understood, Lexicon], list[Reading] | Lacking]


def readings(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    """The readings of a question, or why there is none."""
    if found.unknown:
        return Lacking("words", tuple(found.unknown))
    if not found.parts:
        return Lacking("nothing")
    if len(found.years) > MOST_YEARS:
        return Lacking("years")
    intent = next((intent for intent in INTENTS if intent.asked(found, lexicon)), None)
    if intent is None:
        return Lacking("area")
    if spare := [text for cue, text in found.cues.items() if cue not in intent.cues | _QUIET]:
        return Lacking("words", tuple(spare))
    if len(found.figures) > (MOST_FIGURES if "figures" in intent.takes else 0):
        return Lacking("figures")
    if spare := [
        part.text
        for part in found.parts
        if part.kind in _FIELDS and _FIELDS[part.kind] not in intent.takes
    ]:
        return Lacking("words", tuple(spare))
    made = intent.make(found, lexicon)
    return Lacking("which") if not isinstance(made, Lacking) and len(made) > MOST_RUNS else made


_FIELDS: Final = {
    "area": "areas",
    "indicator": "indicators",
    "year": "years",
    "level": "level",
    "document": "documents",
    "pillar": "pillar",
}
"""Kinds of parts, by what of a question they fill."""


# --- What several questions share -------------------------------------------------------------


def _indicators(
    found: Understood, lexicon: Lexicon, areas: Iterable[str | None]
) -> tuple[str, ...] | Lacking:
    """The indicators that are meant: of those that were said equally well, the ones of which the
    graph has something there. Too many are asked back."""
    said = found.indicators
    places = tuple(areas)
    if len(said) > 1:
        for years in (tuple(found.years), ()):
            held = tuple(i for i in said if _held(i, places, years, found, lexicon))
            if held:
                said = held
                break
    return Lacking("which") if len(said) > MOST_READINGS else said


def _by_area_chosen(
    found: Understood, lexicon: Lexicon, areas: Iterable[str | None]
) -> list[tuple[str | None, tuple[str, ...]]] | Lacking:
    """The areas with the indicators that are meant there. What is called by a part of a name is
    never said to be absent: areas of which nothing is held then are left out."""
    pairs: list[tuple[str | None, tuple[str, ...]]] = []
    for area in areas:
        chosen = _indicators(found, lexicon, (area,))
        if isinstance(chosen, Lacking):
            return chosen
        years = tuple(found.years)
        if not found.guessed or any(_held(i, (area,), years, found, lexicon) for i in chosen):
            pairs.append((area, chosen))
    return pairs or Lacking("which")


def _held(
    indicator: str,
    areas: tuple[str | None, ...],
    years: tuple[int, ...],
    found: Understood,
    lexicon: Lexicon,
) -> bool:
    everywhere = None in areas
    for fact in lexicon.having(indicator=indicator):
        if (
            (everywhere or fact.area in areas)
            and _fits_level(fact.level, found.level)
            and (not years or fact.year in years)
        ):
            return True
    return any(
        (everywhere or outcome.area in areas) and (not years or outcome.year in years)
        for outcome in lexicon.outcomes
        if outcome.indicator == indicator
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
    """The areas that a question is about, each in all that it may be.

    "the national target" is not that of a province that is named beside it.
    """
    if found.areas:
        named = tuple(dict.fromkeys(area for several in found.areas for area in several))
        beside = cues.NATIONAL in found.cues and NATION not in named and not _compares(found)
        if beside and cues.GAPS not in found.cues:
            return Lacking("words", (found.cues[cues.NATIONAL],))
        return named
    places = dict.fromkeys(
        lexicon.territory[d] for d in _documents(found) if d in lexicon.territory
    )
    if len(places) > MOST_READINGS:
        return Lacking("document")
    if places:
        return tuple(places)
    return (NATION,) if cues.NATIONAL in found.cues else Lacking("area")


def _documents(found: Understood) -> tuple[str, ...]:
    return tuple(document for several in found.documents for document in several)


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
    universe: str = "",
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
        universe=universe,
    )


def _universe(found: Understood) -> str:
    return next((cue for cue in (cues.AMONG_34, cues.AMONG_63) if cue in found.cues), "")


def _asks_for_targets(found: Understood) -> bool:
    """Where nothing says whether a promise or a result is meant, both are."""
    return cues.PROMISE in found.cues or cues.RESULT not in found.cues


def _asks_for_results(found: Understood, lexicon: Lexicon) -> bool:
    if cues.RESULT in found.cues:
        return True
    measured = {outcome.year for outcome in lexicon.outcomes if outcome.year}
    promised = cues.PROMISE in found.cues or found.documents or found.pillar or found.level
    past = not found.years or min(found.years) <= max(measured, default=0)
    return not promised and past and any(True for _ in measured)


# --- The questions ----------------------------------------------------------------------------


def _of_a_place(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    areas = _areas(found, lexicon)
    if isinstance(areas, Lacking):
        return areas
    if (
        not found.indicators
        and not found.pillar
        and not {cues.PROMISE, cues.RESULT} & {*found.cues}
    ):
        # A place and a year are no question yet.
        return Lacking("indicator")
    results = _asks_for_results(found, lexicon)
    if cues.RESULT in found.cues and (found.level or found.documents or found.pillar):
        return Lacking("words", (found.cues[cues.RESULT],))
    # "30% or about 30%?" is answered with all that is printed.
    figure = found.figures[0] if len(found.figures) == 1 else None
    pairs = _by_area_chosen(found, lexicon, areas)
    if isinstance(pairs, Lacking):
        return pairs
    made: list[Reading] = []
    for area, chosen in pairs:
        documents: tuple[str | None, ...] = (None,)
        if found.documents:
            documents = tuple(d for d in _documents(found) if lexicon.territory.get(d) == area)
        for indicator, year in product(chosen or (None,), found.years or (None,)):
            if _asks_for_targets(found) and not _universe(found):
                level = _level_of(found, lexicon, area, indicator)
                made += [
                    _made(
                        "targets-of-area",
                        area=area,
                        document=document,
                        pillar=found.pillar,
                        indicator=indicator,
                        level=level,
                        year=year,
                        figure=figure,
                    )
                    for document in documents
                ]
            if results:
                made.append(
                    _made(
                        "outcomes",
                        area=area,
                        indicator=indicator,
                        year=year,
                        figure=figure,
                        universe=_universe(found),
                    )
                )
    return made or Lacking("document")


def _across(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if not found.indicators:
        return Lacking("indicator")
    order = next((cue for cue in (cues.HIGHEST, cues.LOWEST) if cue in found.cues), "")
    if order and not found.years:
        return Lacking("year")
    named = tuple(iri for several in found.areas for iri in several)
    if any(iri not in lexicon.regions and lexicon.classes[iri] == "Region" for iri in named):
        return Lacking("area")
    areas = tuple(province for iri in named for province in lexicon.regions.get(iri, (iri,)))
    provinces = tuple(iri for iri, kind in lexicon.classes.items() if kind == "Province")
    areas = areas or provinces
    if cues.NATIONAL in found.cues and found.areas:
        areas = (*areas, NATION)
    chosen = _indicators(found, lexicon, areas)
    if isinstance(chosen, Lacking):
        return chosen
    if len(found.figures) > 1:
        return Lacking("figures")
    figure = found.figures[0] if found.figures else None
    made: list[Reading] = []
    for indicator, year in product(chosen, found.years or (None,)):
        if _asks_for_targets(found) and not _universe(found):
            level = _level_of(found, lexicon, None, indicator)
            made.append(
                _made(
                    "compare-areas",
                    indicator=indicator,
                    level=level,
                    year=year,
                    areas=areas,
                    figure=figure,
                    order=order,
                )
            )
        if _asks_for_results(found, lexicon):
            made.append(
                _made(
                    "outcomes",
                    indicator=indicator,
                    year=year,
                    areas=areas,
                    figure=figure,
                    order=order,
                    universe=_universe(found),
                )
            )
    return made


_VERDICTS: Final = {cues.HIGHER: "higher", cues.LOWER: "lower", cues.EQUAL: "equal"}


def _against(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    yardsticks = [d for d in _documents(found) if d in lexicon.yardsticks]
    own = tuple(d for d in _documents(found) if d not in lexicon.yardsticks)
    if len(yardsticks) > 1:
        return Lacking("document")
    verdict = next((VERDICT[name] for cue, name in _VERDICTS.items() if cue in found.cues), None)
    areas: tuple[str | None, ...] = (None,)
    if found.areas or own:
        places = _areas(found, lexicon)
        if isinstance(places, Lacking):
            return places
        areas = places
    elif not found.indicators:
        return Lacking("indicator")
    pairs = _by_area_chosen(found, lexicon, areas)
    if isinstance(pairs, Lacking):
        return pairs
    made = []
    for area, chosen in pairs:
        made += [
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
            for indicator, year in product(chosen or (None,), found.years or (None,))
        ]
    return made


_BEHIND: Final = (PROGRESS_STATE["overdue-and-below"], PROGRESS_STATE.behind)


def _progress(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if len(found.figures) > 1:
        return Lacking("figures")
    areas: tuple[str | None, ...]
    states: tuple[str | None, ...] = (None,)
    if cues.ACROSS in found.cues and not found.areas and not found.documents:
        if not found.indicators:
            return Lacking("indicator")
        areas = (None,)
        if cues.BEHIND in found.cues:
            states = _BEHIND
        elif {cues.REACHED, cues.RESULT} & set(found.cues):
            states = (PROGRESS_STATE.reached,)
    else:
        about = _areas(found, lexicon)
        if isinstance(about, Lacking):
            return about
        areas = about
        if cues.BEHIND in found.cues and not found.indicators:
            states = _BEHIND
    pairs = _by_area_chosen(found, lexicon, areas)
    if isinstance(pairs, Lacking):
        return pairs
    made = []
    figure = found.figures[0] if found.figures else None
    for area, chosen in pairs:
        for indicator, year in product(chosen or (None,), found.years or (None,)):
            if area and indicator and not any(lexicon.having(area=area, indicator=indicator)):
                # Nothing was promised that could be reached; what was measured can be told.
                made.append(_made("outcomes", area=area, indicator=indicator, year=year))
                continue
            made += [
                _made(
                    "targets-and-outcomes",
                    area=area,
                    indicator=indicator,
                    year=year,
                    state=state,
                    figure=figure,
                    kept_level=_level_of(found, lexicon, area, indicator),
                    documents=_documents(found),
                )
                for state in states
            ]
    return made


def _inherited(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    if not found.areas:
        return Lacking("area")
    areas = lexicon.with_predecessors(area for several in found.areas for area in several)
    if not areas:
        # "… before the merger", of the provinces that were merged.
        said = found.cues[cues.INHERITED].lower()
        merged = said.startswith(("trước", "truoc", "before"))
        return _of_a_place(found, lexicon) if merged else Lacking("successor")
    before = tuple(old for area in areas for old in lexicon.predecessors(area))
    return _by_area("inherited-targets", areas, before)(found, lexicon)


def _by_area(
    query: str, areas: tuple[str | None, ...] = (), held_of: tuple[str | None, ...] = ()
) -> Callable[[Understood, Lexicon], list[Reading] | Lacking]:
    """The maker for a query that needs no more than areas and what narrows it."""

    def make(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
        about: tuple[str | None, ...] | Lacking = areas or _areas(found, lexicon)
        if isinstance(about, Lacking):
            if query != "rank-targets" or found.documents:
                return about
            about = (None,)
        chosen = _indicators(found, lexicon, held_of or about)
        if isinstance(chosen, Lacking):
            return chosen
        return [
            _made(query, area=area, indicator=indicator, year=year, kept_level=found.level)
            for area in about
            for indicator, year in product(chosen or (None,), found.years or (None,))
        ]

    return make


def _chain(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    places = {area for several in found.areas for area in several}
    documents = [d for d in _documents(found) if not places or lexicon.territory.get(d) in places]
    if not documents or len(documents) > MOST_READINGS:
        return Lacking("document")
    return [_made("document-chain", document=d) for d in documents]


def _is(*one_of: str) -> Callable[[Understood, Lexicon], bool]:
    return lambda found, lexicon: not found.cues.keys().isdisjoint(one_of)  # noqa: ARG005


def _is_progress(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """ "has reached … its target" asks how a promise and a result stand to each other."""
    both = {cues.RESULT, cues.PROMISE} <= found.cues.keys()
    return both or bool({cues.PROGRESS, cues.REACHED, cues.BEHIND} & found.cues.keys())


def _compares(found: Understood) -> bool:
    return not {cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL}.isdisjoint(found.cues)


def _is_against(found: Understood, lexicon: Lexicon) -> bool:
    yardstick = any(d in lexicon.yardsticks for d in _documents(found))
    return _compares(found) and (cues.NATIONAL in found.cues or yardstick)


def _is_across(found: Understood, lexicon: Lexicon) -> bool:
    ordered = {cues.ACROSS, cues.HIGHEST, cues.LOWEST} & found.cues.keys()
    region = any(lexicon.classes[iri] == "Region" for several in found.areas for iri in several)
    alone = bool(ordered) and not found.areas and not found.documents
    return alone or region or len(found.areas) > 1


def _is_of_a_place(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    return bool(found.areas or found.documents or cues.NATIONAL in found.cues)


_PLACE: Final = frozenset({"areas", "indicators", "level"})
INTENTS: Final[tuple[Intent, ...]] = (
    Intent(_is(cues.CHAIN), frozenset({cues.CHAIN}), frozenset({"areas", "documents"}), _chain),
    Intent(_is(cues.INHERITED), frozenset({cues.INHERITED}), _PLACE | {"years"}, _inherited),
    Intent(
        _is(cues.GAPS),
        frozenset({cues.GAPS, cues.NATIONAL}),
        _PLACE | {"years"},
        _by_area("national-gaps"),
    ),
    Intent(
        _is(cues.QUALITATIVE),
        frozenset({cues.QUALITATIVE}),
        _PLACE | {"years"},
        _by_area("qualitative-targets"),
    ),
    Intent(_is(cues.CONFLICTS), frozenset({cues.CONFLICTS}), _PLACE, _by_area("conflicts")),
    Intent(_is(cues.ABOLISHED), frozenset({cues.ABOLISHED}), _PLACE, _by_area("abolished-level")),
    Intent(
        _is_progress,
        frozenset(
            {cues.PROGRESS, cues.REACHED, cues.BEHIND, cues.RESULT, cues.ACROSS, cues.NATIONAL}
        ),
        _PLACE | {"years", "documents", "figures"},
        _progress,
    ),
    Intent(
        _is_against,
        frozenset({cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL, cues.NATIONAL, cues.ACROSS}),
        _PLACE | {"years", "documents"},
        _against,
    ),
    Intent(
        _is(cues.RANKS),
        frozenset({cues.RANKS, cues.ACROSS}),
        _PLACE | {"years"},
        _by_area("rank-targets"),
    ),
    Intent(
        _is_across,
        frozenset(
            {
                *(cues.ACROSS, cues.HIGHEST, cues.LOWEST, cues.AGAINST, cues.NATIONAL),
                *(cues.RESULT, cues.AMONG_34, cues.AMONG_63),
            }
        ),
        _PLACE | {"years", "figures"},
        _across,
    ),
    Intent(
        _is_of_a_place,
        frozenset({cues.NATIONAL, cues.RESULT, cues.AMONG_34, cues.AMONG_63}),
        _PLACE | {"years", "documents", "pillar", "figures"},
        _of_a_place,
    ),
)
"""The kinds of questions, in the order in which they are tried."""
