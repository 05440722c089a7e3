"""The pictures of pages: the matrix, the timeline, promises over time, the documents above one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Both, Language
from dxgraph.errors import UnknownName
from dxgraph.messages import message
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import AREA, VIET_NAM
from dxgraph.web.charts.courses import Course, Point
from dxgraph.web.charts.courses import courses as draw_courses
from dxgraph.web.charts.dots import Dot
from dxgraph.web.charts.dots import dots as draw_dots
from dxgraph.web.charts.ladder import Entry, Group
from dxgraph.web.charts.ladder import ladder as draw_ladder
from dxgraph.web.charts.signs import Line as NationalLine
from dxgraph.web.charts.timeline import Event
from dxgraph.web.charts.timeline import timeline as draw_timeline
from dxgraph.web.http.request import base_of
from dxgraph.web.pages.country.drawing import (
    comparators_of,
    entry_of,
    figure_said,
    framed,
    is_narrow,
    line_of,
    national_said,
    no_figure,
    picture,
    rests_on,
)
from dxgraph.web.pages.country.matrix import Line, State, areas_of, limited, lines, state_of
from dxgraph.web.pages.country.timeline import events
from dxgraph.web.pages.shared.country import Country, basis_of
from dxgraph.web.pages.shared.measured import outcomes
from dxgraph.web.pages.shared.nationals import National, drawn_of
from dxgraph.web.pages.things.profile import promises_measured
from dxgraph.web.words import phrase

_FEWEST_ROWS: Final = 3


_MOST_ROWS: Final = 15
"""How many rows a chart of many indicators has."""


_MOST_DRAWN: Final = 100
"""How many figures of one indicator are drawn."""


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is drawn of a matrix: the rows that share a unit, the unit that most rows have."""

    unit: Name
    direction: str
    """``higher-better`` or ``lower-better`` where all rows agree, else empty."""
    dots: list[Dot]
    national: dict[str, NationalLine]
    rows: dict[str, str]
    """The pillar of each row, by its slug."""


def figures_of(
    found: Sequence[Line], view: View, language: Language, directions: Mapping[str, str]
) -> _Figures | None:
    """None where no row has a figure. `directions` gives the slug of each indicator's direction."""
    units = Counter(
        target.unit
        for line in found
        for own in line.cells.values()
        for target in own
        if target.value is not None
    )
    if not units:
        return None
    unit = max(sorted(units, key=lambda name: name.iri), key=lambda name: units[name])
    years = {line.year for line in found}
    drawn = [
        (line, [(area, t) for area, own in line.cells.items() for t in own if _drawn(t, unit)])
        for line in found
    ]
    drawn = [(line, own) for line, own in drawn if own]
    # A row of one dot compares nothing: where there are rows of several, those are drawn, of many
    # the ones that most areas have. The table has them all.
    several = [(line, own) for line, own in drawn if len({area for area, _ in own}) > 1]
    if len(several) >= _FEWEST_ROWS:
        drawn = several
    if len(drawn) > _MOST_ROWS:
        most = sorted(range(len(drawn)), key=lambda at: (-len(drawn[at][1]), at))[:_MOST_ROWS]
        drawn = [drawn[at] for at in sorted(most)]
    ways = {directions.get(line.indicator.iri, "") for line, _ in drawn}
    figures = _Figures(unit, ways.pop() if len(ways) == 1 else "", [], {}, {})
    nationals = [drawn_of(line.nationals, line.year, unit) for line, _ in drawn]
    yardsticks = {national.standing.yardstick for national in nationals if national}
    for (line, own), national in zip(drawn, nationals, strict=True):
        row = line.label(language) if len(years) == 1 else f"{line.label(language)}, {line.year}"
        if not figures.direction and directions.get(line.indicator.iri) == "lower-better":
            row += phrase("lower-better-row", language)
        if national and len(yardsticks) > 1:
            row += f" · {national.standing.against(language)}"
        figures.rows[row] = line.pillar.slug
        for area, target in own:
            figures.dots.append(
                Dot(
                    row,
                    view.name(area).short(language),
                    float(target.value or 0),
                    target.comparator.slug,
                    target.figure_in_words(language),
                )
            )
        if drawn_line := line_of(national):
            figures.national[row] = drawn_line
    return figures


def _groups(found: Sequence[Line], view: View, language: Language, unit: Name) -> list[Group]:
    """The lines of one indicator, by year: what each area set, in the order of areas."""
    groups = []
    for line in sorted(found, key=lambda line: (line.year or 0, view.order(line.level, language))):
        level = "" if line.level.slug == "not-applicable" else line.level.label(language)
        year = phrase("By-year", language, year=line.year) if line.year else ""
        national = drawn_of(line.nationals, line.year, unit)
        entries = _entries(line, view, language, unit, national)
        if not entries:
            continue
        title = ", ".join(part for part in (year, level[:1].lower() + level[1:]) if part)
        if national:
            title += f" · {national_said(national, language)}"
        groups.append(Group(title, line_of(national), entries))
    kept, room = [], _MOST_DRAWN
    # Where all have no room, the years and levels that most areas have.
    for group in sorted(groups, key=lambda group: -len(group.entries)):
        if room > 0:
            kept.append(id(group))
            room -= len(group.entries)
    return [group for group in groups if id(group) in kept]


def _entries(
    line: Line, view: View, language: Language, unit: Name, national: National | None
) -> list[Entry]:
    """What each area set, in the order of areas; where several documents of one area set the same,
    it stands once, with how many they are."""
    alike: dict[Entry, set[str]] = {}
    for _, own in sorted(line.cells.items(), key=lambda item: view.name(item[0]).bare(language)):
        for target in own:
            if not _drawn(target, unit):
                continue
            entry = entry_of(target, language, national)
            alike.setdefault(entry, set()).add(target.document.iri)
    return [
        replace(entry, documents=language.say(f"{count} văn bản", f"{count} documents"))
        if (count := len(documents)) > 1
        else entry
        for entry, documents in alike.items()
    ]


def _drawn(target: Target, unit: Name) -> bool:
    return isinstance(target.value, Decimal) and target.unit == unit


async def compare_chart(request: Request, ending: str) -> Response:
    """The picture of the matrix that the same address without its ending shows.

    ``?narrow=1`` draws it for a phone.
    """
    view, country, language = await basis_of(request)
    state = state_of(request, view)
    found = lines(view, state, language)
    single = len({line.indicator for line in found}) == 1
    shown = found if single else limited(found)
    figures = figures_of(shown, view, language, country.directions)
    if figures is None or not figures.dots:
        raise no_figure(Both("năm, cấp hoặc chỉ số", "year, level or indicator"))
    comparators = comparators_of(view, language)
    axis = figures.unit.label(language)
    if figures.direction in ("higher-better", "lower-better"):
        axis += phrase(figures.direction, language)
    frame = await framed(
        request,
        found[0].indicator.label(language) if single else phrase("promises", language),
        _subtitle(state, shown, axis, language),
        source=_source(country, shown, language),
    )
    if single:
        ladder = draw_ladder(
            language,
            _groups(found, view, language, figures.unit),
            comparators,
            axis=axis,
            percent=figures.unit.slug == "percent",
            narrow=is_narrow(request),
        )
        return await picture(request, ladder, ending, frame)
    specification = draw_dots(
        language,
        figures.dots,
        figures.national,
        comparators,
        axis=axis,
        rows=figures.rows,
        series=[name.short(language) for name in areas_of(shown, view, language)],
        percent=figures.unit.slug == "percent",
        narrow=is_narrow(request),
    )
    return await picture(request, specification, ending, frame)


def _subtitle(state: State, found: Sequence[Line], axis: str, language: Language) -> str:
    """The line under a picture's title: year, level, unit."""
    years = sorted({line.year for line in found if line.year})
    levels = {line.level for line in found}
    words = []
    if years:
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        words.append(phrase("by-year", language, year=span))
    if state.level or len(levels) == 1:
        level = next(iter(levels))
        if level.slug != "not-applicable":
            words.append(level.label(language).lower())
    return " · ".join([*words, axis])


def _source(country: Country, found: Sequence[Line], language: Language) -> str:
    """What a picture rests on: how many documents, how many of them known through reports."""
    documents = {t.document.iri for line in found for own in line.cells.values() for t in own}
    text = rests_on(country, documents, language)
    yardsticks = Counter[str]()
    for national in (national for line in found for national in line.nationals):
        yardsticks[national.standing.against(language)] += national.count
    if yardsticks:
        named = ", ".join(sorted(yardsticks, key=lambda name: (-yardsticks[name], name)))
        text += phrase("national-figures", language, names=named)
    return text


async def timeline_chart(request: Request, ending: str) -> Response:
    view, _, language = await basis_of(request)
    country = view.name(VIET_NAM)
    happened = await events(request, view)
    if not happened:
        raise UnknownName(message("nothing-to-draw-of-area"))
    found = [
        Event(
            event.on.isoformat(),
            (event.area or country).short(language),
            event.thing.label(language),
            "document" if event.kind == "document" else "change",
        )
        for event in happened
    ]
    places = {event.area or country for event in happened}
    lanes = sorted(places, key=lambda name: (name != country, name.bare(language)))
    specification = draw_timeline(
        language, found, [name.short(language) for name in lanes], narrow=is_narrow(request)
    )
    documents = sum(event.kind == "document" for event in happened)
    changes = len(happened) - documents
    frame = await framed(
        request,
        phrase("events", language),
        source=phrase(
            "events-source",
            language,
            documents=language.counted(documents, "văn bản", "document"),
            changes=language.counted(changes, "thay đổi", "change"),
        ),
    )
    return await picture(request, specification, ending, frame)


_MOST_COURSES: Final = 4
"""How many indicators are drawn over time, those measured most often."""


def _promised(target: Target, area: str, language: Language) -> str:
    """The figure of a promise, with whose it is if not that of the area that is shown."""
    said = figure_said(target, language)
    return said if target.area.iri == area else f"{said} ({target.area.short(language)})"


async def measured_chart(request: Request, slug: str, ending: str) -> Response:
    """What an area, and those that it was formed from, promised against what was measured, over
    time. Raises UnknownName where there is no indicator with both."""
    view, country, language = await basis_of(request)
    here = country.areas.get(AREA[slug])
    areas = {AREA[slug], *(here.predecessors if here else ())}
    found = promises_measured(view, await outcomes(request, view), areas)[:_MOST_COURSES]
    if not found:
        raise UnknownName(message("no-promise-measured", slug=slug))
    several = len({o.area for course in found for o in course.measured}) > 1
    courses = [
        Course(
            course.label(language),
            course.unit.label(language),
            [
                Point(
                    o.year,
                    float(o.value),
                    o.area.short(language) if several else o.method.label(language),
                    o.method.label(language),
                    o.figure_in(language),
                )
                for o in course.measured
            ],
            [
                Point(t.year or 0, float(t.value or 0), "", "", _promised(t, AREA[slug], language))
                for t in course.promises
            ],
            country.falls(course.indicator.iri, course.unit),
        )
        for course in found
    ]
    specification = draw_courses(language, courses, narrow=is_narrow(request))
    documents = {t.document for course in found for t in course.promises}
    frame = await framed(
        request,
        view.name(AREA[slug]).label(language),
        phrase("courses", language),
        source=phrase(
            "courses-source",
            language,
            documents=language.counted(len(documents), "văn bản", "document"),
        ),
        page=f"{base_of(request)}/area/{slug}",
    )
    return await picture(request, specification, ending, frame)
