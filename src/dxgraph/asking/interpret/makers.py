"""The readings of each kind of question: which query is asked, with which parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import (
    NO_YEAR,
    Lacking,
    Reading,
    a_body_said,
    among_themselves,
    areas_of,
    asks_for_both,
    asks_for_results,
    asks_for_targets,
    by_area_chosen,
    carrying_out,
    documents_of,
    indicators_of,
    is_quoted,
    kinds_in,
    level_of,
    of_kinds,
    of_the_body,
    universe_of,
    yardsticks_of,
)
from dxgraph.evidence import Figure
from dxgraph.search import fold
from dxgraph.terms import LEVEL, PROGRESS_STATE, VERDICT, VIET_NAM


def of_a_place(found: Understood, lexicon: Lexicon) -> list[Reading]:
    areas = areas_of(found, lexicon)
    # "10.08% is in which document?", or "30% or about 30%?"
    quoted = ({cues.WORDING, cues.LISTED} & {*found.cues} and found.figures) or (
        (found.documents or found.figures) and heard("any-figure", found.question)
    )
    if (
        not found.indicators
        and not found.pillar
        and not quoted
        and not {cues.PROMISE, cues.RESULT} & {*found.cues}
    ):
        # A place and a year are no question yet.
        raise Lacking("indicator")
    results = asks_for_results(found, lexicon)
    by_when = heard("by-when", found.cues.get(cues.WHEN, ""))
    if cues.WHEN in found.cues and cues.PROMISE not in found.cues and not by_when:
        raise Lacking("words", (found.cues[cues.WHEN],))
    results = results and not by_when
    if cues.RESULT in found.cues and (found.documents or found.pillar):
        raise Lacking("words", (found.cues[cues.RESULT],))
    figures = _figures_asked(found)
    # Asked which word stands there, only the number is named.
    words_meant = len(figures) == len(found.figures) and cues.WORDING not in found.cues
    made: list[Reading] = []
    for of_place, figure in product(_asked(found, lexicon, areas), figures):
        exact = words_meant and figure is not None and is_quoted(found.question, figure)
        asked = replace(of_place, figure=figure, quoted=exact)
        of_body = of_the_body(found, lexicon, asked.area)
        if asks_for_targets(found) and not universe_of(found):
            documents: tuple[str | None, ...] = _of_place(found, asked.area, lexicon)
            if not found.documents or (not documents and asks_for_both(found, lexicon)):
                # "… theo 749, còn Điện Biên thì sao?": it is not the nation's document there.
                documents = (None,)
            of_kind = of_body or _of_the_kind(found, asked, lexicon)
            target = replace(asked, pillar=found.pillar, documents=of_kind)
            made += [replace(target, document=document) for document in documents]
        if results and of_body is None:
            course = _course(found)
            year = None if course else asked.year
            measured = replace(_measured(asked, found), quoted=False)
            made.append(replace(measured, year=year, years=course))
    if not made:
        raise Lacking("document")
    return made


def _figures_asked(found: Understood) -> list[Figure | None]:
    """The figures of which each is asked; "30% or about 30%?" asks for one number, and which of two
    words stands there for all that is printed."""
    if len(found.figures) < 2:
        return list(found.figures) or [None]
    if len({figure.value for figure in found.figures}) == 1:
        return [next((f for f in found.figures if f.comparator == "equal"), None)]
    return [None] if cues.WORDING in found.cues else list(found.figures)


def _of_the_kind(found: Understood, asked: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Of the documents of an area that say what is asked those of the kind that is asked for: "kế
    hoạch nào … đặt …?"; where none is of it, all are told."""
    kinds, figure = kinds_in(found.cues.get(cues.LISTED, "")), asked.figure
    if not kinds or not asked.area:
        return ()
    facts = lexicon.having(area=asked.area, indicator=asked.indicator, year=asked.year)
    value = figure.value if figure and figure.comparator == "equal" else None
    held = {fact.document for fact in facts if value is None or fact.value == value}
    return of_kinds((d for d in lexicon.documents_of(asked.area) if d in held), kinds, lexicon)


def _asked(found: Understood, lexicon: Lexicon, areas: Iterable[str | None]) -> Iterator[Reading]:
    """What is asked of the targets of each area: of each indicator that is meant there, for each
    year."""
    for area, chosen in by_area_chosen(found, lexicon, areas):
        for indicator, year in product(chosen or (None,), found.years or (None,)):
            level = level_of(found, lexicon, area, indicator)
            yield Reading("targets-of-area", area=area, indicator=indicator, level=level, year=year)


def _course(found: Understood) -> tuple[int, ...]:
    """The first and the last year of a period, of which only the last is taken for a goal."""
    named = sorted(int(part.text) for part in found.parts if part.kind == "year")
    return tuple(named) if len(named) == 2 and len(found.years) == 1 else ()


def _measured(asked: Reading, found: Understood) -> Reading:
    """What was measured of it."""
    return replace(asked, query="outcomes", level=found.level, universe=universe_of(found))


ORDERS: Final = {
    cues.HIGHEST: cues.HIGHEST,
    cues.LOWEST: cues.LOWEST,
    cues.FASTEST: cues.HIGHEST,
    cues.SLOWEST: cues.LOWEST,
    cues.FIRST: cues.HIGHEST,
    cues.LAST: cues.LOWEST,
}


def _stood(found: Understood, lexicon: Lexicon, indicator: str, year: int | None) -> bool:
    """Whether a place in a ranking that was held is asked for, not one that was promised."""
    placed = any(f.unit == "rank" and f.comparator == "equal" for f in found.figures)
    ranks = lexicon.units.get(indicator) in ("rank", "index-value")
    ends = {cues.FIRST, cues.LAST, *((cues.HIGHEST, cues.LOWEST) if ranks else ())}
    leads = not ends.isdisjoint(found.cues)
    held = any(o.indicator == indicator and o.year == year for o in lexicon.outcomes)
    # Who came first is not who promised to, also where nobody has been ranked yet.
    ranks = leads and lexicon.units.get(indicator) == "rank"
    return (placed or leads) and cues.PROMISE not in found.cues and (held or ranks)


def _placed_by(found: Understood, lexicon: Lexicon, ranks: str, year: int | None) -> str:
    """By what is told who came first or last: the points, of a year for which no rank is printed,
    and for the last where more have points than a rank."""
    points = ranks.replace("-rank", "-value")
    asked = cues.PROMISE not in found.cues and {cues.FIRST, cues.LAST} & found.cues.keys()
    held = Counter(o.indicator for o in lexicon.outcomes if o.year == year)
    last = cues.LAST in found.cues and not universe_of(found)
    scored = bool(heard("by-points", found.question)) and held[points] >= held[ranks]
    more = scored or (held[points] > held[ranks] if last else held[points] and not held[ranks])
    return points if asked and more else ranks


def _newest(found: Understood, lexicon: Lexicon) -> int:
    """The year of the newest index, where it is named and no year is; 0 elsewhere."""
    named = "dti" in fold(found.question) and cues.PROMISE not in found.cues
    return lexicon.years_measured(found.indicators)[1] if named else 0


def across(found: Understood, lexicon: Lexicon) -> list[Reading]:
    if not found.indicators:
        raise Lacking("indicator")
    if of_body := a_body_said(found):
        raise Lacking("words", (of_body,))
    whole = among_themselves(found) or heard("both-years", found.question)
    if whole and not found.areas:
        raise Lacking("words", (whole,))
    order = next((order for cue, order in ORDERS.items() if cue in found.cues), "")
    if order and not found.years:
        newest = _newest(found, lexicon)
        if not newest:
            raise Lacking("year")
        found = replace(found, years=[newest], cues={**found.cues, cues.NOW: "newest"})
    if found.most and not order:
        raise Lacking("words", (found.cues[cues.ACROSS],))
    named = tuple(iri for several in found.areas for iri in several)
    if any(iri not in lexicon.regions and lexicon.classes[iri] == "Region" for iri in named):
        raise Lacking("area")
    areas = tuple(province for iri in named for province in lexicon.regions.get(iri, (iri,)))
    provinces = tuple(iri for iri, kind in lexicon.classes.items() if kind == "Province")
    of_today = universe_of(found) and cues.PROMISE in found.cues and not areas
    if of_today:
        # "Trong 34 tỉnh hiện nay": the areas that there are, or that there were.
        there = cues.AMONG_34 in found.cues
        kinds = (lambda i: i not in lexicon.successors) if there else lexicon.is_old
        provinces = tuple(filter(kinds, provinces))
    if heard("cities-alone", found.question):
        provinces = tuple(i for i in provinces if "city" in lexicon.kinds.get(i, ()))
    areas = areas or provinces
    if cues.NATIONAL in found.cues and found.areas:
        areas = (*areas, VIET_NAM)
    chosen = indicators_of(found, lexicon, areas)
    if len(found.figures) > 1:
        raise Lacking("figures")
    held = any(f.area in areas for i in chosen for f in lexicon.having(indicator=i))
    if found.areas and found.guessed and not held and not any(lexicon.measured(areas, chosen)):
        # What is called by a part of a name is not said to be absent.
        raise Lacking("which")
    figure = found.figures[0] if found.figures else None
    quoted = figure is not None and is_quoted(found.question, figure)
    result = found.cues.get(cues.RESULT, "")
    reached = cues.PROMISE not in found.cues and heard("has-reached", result)
    if figure and reached and figure.comparator == "equal" and figure.unit != "rank":
        # Who has 46% has reached 30%.
        figure = replace(figure, comparator="at-least")
    periods = len([part for part in found.parts if part.kind == "year"]) > len(found.years)
    if periods and not asks_for_targets(found):
        # "… từ 2020 đến 2023": each of the years, not the last.
        raise Lacking("years")
    made: list[Reading] = []
    listed = bool(order and not found.most and heard("each-of-them", found.question))
    if (pairs := _each_with_its_year(found)) and not order:
        return [
            Reading("compare-areas", indicator=i, level=found.level, year=year, areas=several)
            for i in chosen
            for several, year in pairs
        ]
    for of_all_names, year in product(chosen, found.years or (None,)):
        indicator = _placed_by(found, lexicon, of_all_names, year)
        stood = _stood(found, lexicon, indicator, year)
        only = _only_measured(areas, indicator, year, lexicon)
        promised = asks_for_targets(found) and (of_today or not universe_of(found))
        of_all = Reading(
            "outcomes",
            indicator=indicator,
            level=found.level,
            year=year,
            areas=areas,
            figure=figure,
            quoted=quoted,
            order=order,
            most=found.most,
        )
        if promised and not stood and not only:
            level = level_of(found, lexicon, None, indicator)
            levels = dict.fromkeys((level, LEVEL.all if level else None))
            made += [
                replace(of_all, query="compare-areas", level=each, listed=listed) for each in levels
            ]
        measured = lexicon.measured(areas, (indicator,))
        either = bool(order and year) and cues.PROMISE not in found.cues
        either = either and any(outcome.year == year for outcome in measured)
        if only or stood or either or asks_for_results(found, lexicon):
            # Who is highest in a year that was measured may be asked of what was set, too.
            made.append(replace(of_all, universe=universe_of(found)))
    return made


def _only_measured(
    areas: tuple[str, ...], indicator: str, year: int | None, lexicon: Lexicon
) -> bool:
    """Whether nothing was promised there, and something measured: of points nobody sets any."""
    facts = (f for f in lexicon.having(indicator=indicator, year=year) if f.area in areas)
    measured = lexicon.measured(areas, (indicator,))
    return not any(True for _ in facts) and any(year in (None, o.year) for o in measured)


def _each_with_its_year(found: Understood) -> list[tuple[tuple[str, ...], int]]:
    """ "Bắc Ninh 2030 và Cần Thơ 2025": two areas, each with a year of its own behind it."""
    text = found.question
    alone = [p for p in found.parts if p.kind in ("area", "year") and text.count(p.text) == 1]
    said = sorted(alone, key=lambda part: text.find(part.text))
    if [part.kind for part in said] != ["area", "year"] * 2 or len(found.years) != len(found.areas):
        return []
    pairs = zip(said[::2], said[1::2], strict=True)
    return [(place.iris, int(when.text)) for place, when in pairs]


_VERDICTS: Final = {cues.HIGHER: "higher", cues.LOWER: "lower", cues.EQUAL: "equal"}


def against(found: Understood, lexicon: Lexicon) -> list[Reading]:
    yardsticks = [d for d in documents_of(found) if d in lexicon.yardsticks]
    own = tuple(d for d in documents_of(found) if d not in lexicon.yardsticks)
    if len(yardsticks) > 1:
        # Two documents of the nation: what each prints.
        if found.areas or own or not found.indicators:
            raise Lacking("document")
        return of_a_place(found, lexicon)
    if any(f.unit == "count" and _are_shares(found, lexicon) for f in found.figures):
        raise Lacking("figures")
    if not (found.areas or own) and (alike := among_themselves(found)):
        # "Các quyết định của Thủ tướng có khác nhau …?" compares no province with them.
        if cues.ACROSS in found.cues or found.documents:
            raise Lacking("words", (alike,))
        return by_area("yardsticks-disagree", (None,), (VIET_NAM,))(found, lexicon)
    said = [VERDICT[name] for cue, name in _VERDICTS.items() if cue in found.cues]
    # Of an area that is named it is told how it stands, whichever way that was asked, but where it
    # is asked which of its targets stand so.
    alone = found.indicators or heard("how-it-stands", found.question)
    stands = alone and (found.areas or own)
    verdict = said[0] if len(said) == 1 and not stands else None
    areas: tuple[str | None, ...] = (None,)
    if found.areas or own:
        areas = areas_of(found, lexicon)
    elif not found.indicators:
        raise Lacking("indicator")
    return [
        replace(
            asked,
            query="against-national",
            verdict=verdict,
            national=national,
            documents=own or of_the_body(found, lexicon, asked.area) or (),
        )
        for asked in _asked(found, lexicon, areas)
        for national in yardsticks or yardsticks_of(asked.indicator, asked.year, lexicon)
    ]


def _are_shares(found: Understood, lexicon: Lexicon) -> bool:
    return bool(found.indicators) and all(
        lexicon.units.get(indicator) == "percent" for indicator in found.indicators
    )


_BEHIND: Final = (PROGRESS_STATE["overdue-and-below"], PROGRESS_STATE.behind)
_REACHED: Final = (PROGRESS_STATE.reached, PROGRESS_STATE["reached-as-declared"])


def progress(found: Understood, lexicon: Lexicon) -> list[Reading]:
    if len(found.figures) > 1:
        raise Lacking("figures")
    areas: tuple[str | None, ...]
    states: tuple[str | None, ...] = (None,)
    provinces: tuple[str, ...] = ()
    if cues.ACROSS in found.cues and not found.areas and not found.documents:
        if not found.indicators:
            raise Lacking("indicator")
        areas = (None,)
        if cues.BEHIND in found.cues:
            states = _BEHIND
        elif {cues.REACHED, cues.RESULT} & set(found.cues):
            states = _REACHED
        if cues.NATIONAL not in found.cues:
            provinces = tuple(i for i, kind in lexicon.classes.items() if kind == "Province")
    else:
        areas = areas_of(found, lexicon)
        kept = heard("which-were-kept", found.question)
        if cues.BEHIND in found.cues and not found.indicators:
            states = _BEHIND
        elif cues.REACHED in found.cues and not found.indicators and kept:
            states = _REACHED
    made: list[Reading] = []
    figure = found.figures[0] if found.figures else None
    if figure and None not in areas and figure.comparator == "greater-than":
        # "Has it gone beyond 35%?" names the target by its number.
        figure = replace(figure, comparator="equal")
    for asked in _asked(found, lexicon, areas):
        if asked.area and asked.indicator and not _promised(asked, figure, lexicon):
            # Nothing was promised that could be reached; what was measured can be told.
            measured = any(lexicon.measured((asked.area,), (asked.indicator,)))
            if not measured or cues.PROMISE in found.cues:
                made.append(replace(asked, level=None))
            made += [_measured(asked, found)] if measured else []
            continue
        if figure and asked.area and _only_a_result(asked, figure, lexicon):
            # Asked whether it is a goal, it is told as the result that it is.
            made.append(replace(_measured(asked, found), figure=figure))
            continue
        own = _of_place(found, asked.area, lexicon) or documents_of(found)
        own = own or of_the_body(found, lexicon, asked.area) or ()
        of_year = heard("a-goal-of-a-year", found.question)
        if (figure or not of_year) and _measured_on_the_way(asked, lexicon):
            # "Năm 2023 đã chiếm bao nhiêu, đạt mốc 20% chưa?": of a goal for another year.
            made.append(_measured(asked, found))
            if len(found.years) > 1:
                continue
            asked = replace(asked, year=None)
        reading = replace(asked, query="targets-and-outcomes", figure=figure, documents=own)
        reading = replace(reading, areas=provinces)
        made += [replace(reading, state=state) for state in states]
        if states == _BEHIND and found.years:
            # What was reached after its deadline alone may not have been in time.
            made += [replace(reading, state=state, late=True) for state in _REACHED]
    return made


def _measured_on_the_way(asked: Reading, lexicon: Lexicon) -> bool:
    """Whether something was measured in the year that is asked about, for which nothing was set."""
    if not (asked.area and asked.indicator and asked.year):
        return False
    measured = lexicon.measured((asked.area,), (asked.indicator,))
    set_for = lexicon.having(asked.area, asked.indicator, asked.level, asked.year)
    return any(o.year == asked.year for o in measured) and not any(set_for)


def _of_place(found: Understood, area: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """Of the documents that are named those of an area, or its own that carry them out."""
    own = tuple(d for d in documents_of(found) if area is None or lexicon.territory.get(d) == area)
    return own or (carrying_out(found, area, lexicon) if area else ())


def _promised(asked: Reading, figure: Figure | None, lexicon: Lexicon) -> bool:
    """Whether there is a target that could be reached: with the figure, where one is named. What
    nothing was measured for either is answered with what is held of the targets."""
    facts = list(lexicon.having(area=asked.area, indicator=asked.indicator))
    measured = list(lexicon.measured((asked.area or "",), (asked.indicator or "",)))
    ranked = lexicon.units.get(asked.indicator or "") == "rank"
    if ranked and asked.year and any(o.year == asked.year for o in measured):
        # "Did Da Nang make the top 5 in 2022?", where 2025 was promised.
        facts = [fact for fact in facts if fact.year == asked.year]
    if figure is None or figure.comparator != "within-top":
        return bool(facts)
    fits = any(fact.value is not None and fact.value <= figure.value for fact in facts)
    return fits or not measured


def _only_a_result(asked: Reading, figure: Figure, lexicon: Lexicon) -> bool:
    """Whether a figure was measured there, and is that of no target."""
    facts = lexicon.having(area=asked.area, indicator=asked.indicator)
    outcomes = (o for o in lexicon.outcomes if o.area == asked.area)
    measured = (o for o in outcomes if asked.indicator in (None, o.indicator))
    return all(fact.value != figure.value for fact in facts) and any(
        o.value == figure.value and asked.year in (None, o.year) for o in measured
    )


def trend(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """How what was measured went, over the years that are named, or all; how what was promised
    changed is told by all that was, and of no indicator by where the documents differ."""
    if cues.PROMISE in found.cues:
        if found.years:
            raise Lacking("words", (found.cues[cues.TREND],))
        return (of_a_place if found.indicators else conflicts)(found, lexicon)
    if not found.indicators:
        raise Lacking("indicator")
    named = sorted(int(part.text) for part in found.parts if part.kind == "year")
    first, last = lexicon.years_measured(found.indicators)
    if len(named) == 1 and heard("since-a-year", found.question):
        named.append(last)
    elif len(named) == 1 and heard("until-a-year", found.question):
        named.insert(0, first)
    elif len(named) == 1:
        # How it went in a year is told with the year before.
        areas = areas_of(found, lexicon)
        years = {o.year for o in lexicon.measured(areas, found.indicators)}
        if named[0] not in years:
            return by_area("outcomes")(found, lexicon)
        named.insert(0, named[0] - 1)
    made = by_area("outcomes")(replace(found, years=[]), lexicon)
    course, universe = (named[0], named[-1]) if named else (0, NO_YEAR), universe_of(found)
    return [replace(reading, years=course, universe=universe) for reading in made]


def conflicts(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """Where the documents of an area differ; or the yardsticks of the nation."""
    areas = areas_of(found, lexicon)
    if len(found.areas) + (cues.NATIONAL in found.cues) > 1:
        raise Lacking("words", (found.cues[cues.CONFLICTS],))
    if areas != (VIET_NAM,):
        if found.years:
            raise Lacking("words", tuple(map(str, found.years)))
        return by_area("conflicts")(found, lexicon)
    return by_area("yardsticks-disagree", (None,), (VIET_NAM,))(found, lexicon)


def gaps(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """What of the national programme, or of another yardstick that is named, an area does not
    mention: nothing is said of the silence of a document that was not read whole, nor of what the
    nation does not mention."""
    if silent := heard("silent-nation", found.question):
        raise Lacking("words", (silent,))
    yardsticks = [d for d in documents_of(found) if d in lexicon.yardsticks]
    own = [d for d in documents_of(found) if d not in lexicon.yardsticks]
    if any(lexicon.extent.get(document) != "complete" for document in own):
        raise Lacking("document")
    made = by_area("national-gaps")(found, lexicon)
    return [replace(asked, national=d) for asked in made for d in yardsticks or (None,)]


def by_area(
    query: str, areas: tuple[str | None, ...] = (), held_of: tuple[str | None, ...] = ()
) -> Callable[[Understood, Lexicon], list[Reading]]:
    """The maker for a query that needs no more than areas and what narrows it."""

    def make(found: Understood, lexicon: Lexicon) -> list[Reading]:
        everywhere = query == "rank-targets" and not found.documents
        if everywhere and not (found.areas or cues.NATIONAL in found.cues):
            about: tuple[str | None, ...] = (None,)
        else:
            about = areas or areas_of(found, lexicon)
        chosen = indicators_of(found, lexicon, held_of or about)
        return [
            Reading(query, area=area, indicator=indicator, year=year, level=found.level)
            for area in about
            for indicator, year in product(chosen or (None,), found.years or (None,))
        ]

    return make
