"""Compare: indicators by province for a year and a level, with the national programme beside them.

And the pictures of the other pages: the timeline and the chain of documents above a document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final
from urllib.parse import unquote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Both, Language
from dxgraph.errors import UnknownName, UsageError
from dxgraph.terms import AREA, DOCUMENT, DX
from dxgraph.web.charts import draw as charts
from dxgraph.web.charts.framing import Frame
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.request import call_of
from dxgraph.web.pages import sheets
from dxgraph.web.pages.country import Country, country_of
from dxgraph.web.pages.document import chain_above
from dxgraph.web.pages.frame import language_of, local, render
from dxgraph.web.pages.graph import rows
from dxgraph.web.pages.home import events
from dxgraph.web.pages.keeping import pages_router
from dxgraph.web.pages.measured import outcomes
from dxgraph.web.pages.ordering import PROGRAMME
from dxgraph.web.pages.paging import part_of
from dxgraph.web.pages.profile import promises_measured
from dxgraph.web.pages.view import Name, Target, View, view_of

NATIONAL: Final = AREA["viet-nam"]
MOST_AREAS: Final = 8
"""As many as there are colours that can be told apart."""
_ROWS: Final = 30
"""How many lines of the matrix stand on a page."""
_FEWEST_ROWS: Final = 3
_MOST_ROWS: Final = 15
"""How many rows a chart of many indicators has."""
_MOST_DRAWN: Final = 100
"""How many figures of one indicator are drawn."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: an indicator at a level, its national figure and those of the areas."""

    indicator: Name
    level: Name
    year: int | None
    pillar: Name
    national: Target | None
    cells: Mapping[str, tuple[Target, ...]]
    """By the IRI of the area."""

    def label(self, language: Language) -> str:
        parts = [self.indicator.label(language)]
        if self.level.slug != "not-applicable":
            level = self.level.label(language)
            parts.append(level[:1].lower() + level[1:])
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class State:
    """What the address asks for."""

    year: int | None
    level: str
    indicator: str
    areas: tuple[str, ...]


def router() -> APIRouter:
    routes = pages_router()
    for path, page in (
        ("/compare", compare),
        ("/compare.{ending}", compare_chart),
        ("/timeline.{ending}", timeline_chart),
        ("/document/{slug}/chain.{ending}", chain_chart),
        ("/area/{slug}/measured.{ending}", measured_chart),
    ):
        routes.add_api_route(
            path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
        )
    return routes


def _state(request: Request, view: View) -> State:
    """Raises UsageError for a year that is no number, or an indicator that does not exist."""
    given = request.query_params
    indicator = given.get("indicator", "")
    years = [year for year, _, _ in _years(view)]
    text = given.get("year", "")
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise UsageError(
            Both(f"year={text} không phải một năm.", f"year={text} is no year."),
            remedy=f"Give one of {', '.join(map(str, years))}.",
            parameter="year",
        )
    areas = tuple(dict.fromkeys(slug for slug in given.getlist("area") if slug))
    if text:
        year: int | None = int(text)
    elif "year" in given or indicator:
        # An empty year is any year: that is what the form says.
        year = None
    else:
        year = _usual(view, areas)
    return State(year, given.get("level", ""), indicator, areas)


def _years(view: View) -> list[tuple[int, int, int]]:
    """The years that provinces set targets for, with how many targets, and of how many areas."""
    of_year: dict[int, list[str]] = defaultdict(list)
    for target in view.targets:
        if target.year and target.area.iri != NATIONAL:
            of_year[target.year].append(target.area.iri)
    return [(year, len(areas), len(set(areas))) for year, areas in sorted(of_year.items())]


def _usual(view: View, areas: Sequence[str]) -> int | None:
    """The year for which most of the chosen areas, or of all, have targets."""
    of_year: dict[int, list[str]] = defaultdict(list)
    for target in view.targets:
        if not target.year or target.area.iri == NATIONAL:
            continue
        if not areas or target.area.slug in areas:
            of_year[target.year].append(target.area.iri)
    most = max(of_year.items(), key=lambda y: (len(set(y[1])), len(y[1]), -y[0]), default=None)
    return most[0] if most else None


def lines(view: View, state: State, language: Language) -> list[Line]:
    """The rows of the matrix, in the order of pillars, indicators and levels."""
    groups: dict[tuple[Name, Name, int | None], list[Target]] = defaultdict(list)
    for target in view.targets:
        if state.year and target.year != state.year:
            continue
        if state.level and target.level.slug != state.level:
            continue
        if state.indicator and target.indicator.slug != state.indicator:
            continue
        groups[target.indicator, target.level, target.year].append(target)
    found = []
    for (indicator, level, year), targets in groups.items():
        cells: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            if target.area.iri == NATIONAL:
                continue
            if not state.areas or target.area.slug in state.areas:
                cells[target.area.iri].append(target)
        national = next((t for t in targets if t.document.iri == PROGRAMME), None)
        if cells:
            kept = {area: tuple(own) for area, own in cells.items()}
            # Documents may file an indicator under different pillars; a row stands under one.
            pillar = min((t.pillar for t in targets), key=lambda name: view.order(name, language))
            found.append(Line(indicator, level, year, pillar, national, kept))

    def order(line: Line) -> tuple[object, ...]:
        return (
            view.order(line.pillar, language),
            line.indicator.order(language),
            view.order(line.level, language),
            line.year or 0,
        )

    return sorted(found, key=order)


def _provinces(view: View, language: Language) -> list[Name]:
    """All areas that have targets, but for the country."""
    names = {t.area for t in view.targets if t.area.iri != NATIONAL}
    return sorted(names, key=lambda name: name.bare(language))


def _areas(found: Sequence[Line], view: View, language: Language) -> list[Name]:
    names = {view.name(iri) for line in found for iri in line.cells}
    return sorted(names, key=lambda name: name.bare(language))


def _limited(found: list[Line], most: int = MOST_AREAS) -> list[Line]:
    """The same lines with the areas that have the most targets in them: more than some eight areas
    cannot be told apart."""
    counts = Counter(area for line in found for area in line.cells)
    if len(counts) <= most:
        return found
    kept = {area for area, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:most]}
    limited = [
        replace(line, cells={area: own for area, own in line.cells.items() if area in kept})
        for line in found
    ]
    return [line for line in limited if line.cells]


@dataclass(frozen=True, slots=True)
class Missing:
    """An area that was chosen and has no target in the matrix, and where it has some."""

    area: Name
    years: Sequence[tuple[int, int]]
    """The years for which it has targets with the same level and indicator, and how many."""
    total: int
    """How many it has at all."""


def _missing(
    view: View, state: State, chosen: Sequence[Name], found: Sequence[Line]
) -> list[Missing]:
    present = {area for line in found for area in line.cells}
    missing = []
    for area in chosen:
        if area.iri in present:
            continue
        own = [t for t in view.targets if t.area.iri == area.iri]
        like = [
            t
            for t in own
            if state.level in ("", t.level.slug) and state.indicator in ("", t.indicator.slug)
        ]
        years = Counter(t.year for t in like if t.year)
        missing.append(Missing(area, sorted(years.items()), len(own)))
    return missing


async def compare(request: Request) -> Response:
    view = await view_of(request)
    language = language_of(request)
    state = _state(request, view)
    found = lines(view, state, language)
    indicators = {t.indicator: None for t in view.targets if t.area.iri != NATIONAL}
    levels = {t.level: None for t in view.targets}
    single = len({line.indicator for line in found}) == 1
    all_areas = _provinces(view, language)
    chosen = sorted((view.name(AREA[s]) for s in state.areas), key=lambda n: n.bare(language))
    shown = found if single or chosen else _limited(found)
    part = part_of(request, shown, _ROWS)
    areas = chosen or _areas(shown, view, language)
    if format_ := sheets.wanted(request):
        title = language.say("So sánh các tỉnh", "Comparison of provinces")
        own = [t for line in shown for t in _all_of(line, areas)]
        table = sheets.targets(request, "comparison", title, own, await country_of(request))
        return await sheets.taken(request, format_, table, _matrix(shown, areas, title, language))
    groups: dict[Name, list[Line]] = {}
    for line in part.items:
        groups.setdefault(line.pillar, []).append(line)

    def drawn(ending: str, **more: object) -> str:
        given = {name: request.query_params.getlist(name) for name in request.query_params}
        return local(request, f"/compare.{ending}", **{**given, **more})

    return await render(
        request,
        "compare.html",
        title=language.say("So sánh các tỉnh", "Compare the provinces"),
        state=state,
        lines=shown,
        part=part,
        groups=list(groups.items()),
        downloads=sheets.links(request),
        areas=areas,
        all_areas=all_areas,
        chosen=chosen,
        left=0 if single or chosen else len(_areas(found, view, language)) - len(areas),
        missing=_missing(view, state, chosen, found),
        undrawn=0 if single else max(0, len(areas) - MOST_AREAS),
        opened="year" not in request.query_params and not state.indicator,
        years=_years(view),
        levels=sorted(levels, key=lambda name: view.order(name, language)),
        indicators=sorted(indicators, key=lambda name: name.order(language)),
        charted=bool(_figures(found, view, language, {})),
        single=single,
        picture=drawn,
    )


def _all_of(line: Line, areas: Sequence[Name]) -> list[Target]:
    """The targets of a row as they stand in it, the national one first."""
    own = [target for area in areas for target in line.cells.get(area.iri, ())]
    return [line.national, *own] if line.national else own


def _matrix(
    found: Sequence[Line], areas: Sequence[Name], title: str, language: Language
) -> sheets.Table:
    """The matrix as it is seen: a row an indicator, level and year, a column an area."""

    def cell(targets: Sequence[Target]) -> str:
        return "; ".join(figure_said(t, language) or t.figure for t in targets)

    columns = [
        sheets.Column("indicator", "Chỉ số", "Indicator"),
        sheets.Column("level", "Cấp", "Level"),
        sheets.Column("year", "Đến năm", "By the year"),
        sheets.Column("national", "749/QĐ-TTg", "749/QĐ-TTg"),
        *(sheets.Column(a.slug, a.label(language), a.label(language)) for a in areas),
    ]
    rows = [
        [
            line.indicator.label(language),
            line.level.label(language),
            sheets.Year(line.year) if line.year else None,
            cell([line.national] if line.national else []),
            *(cell(line.cells.get(area.iri, ())) for area in areas),
        ]
        for line in found
    ]
    return sheets.Table("comparison", title, columns, rows)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is drawn of a matrix: the rows that share a unit, the unit that most rows have."""

    unit: Name
    direction: str
    """``higher-better`` or ``lower-better`` where all rows agree, else empty."""
    dots: list[charts.Dot]
    national: dict[str, charts.Line]
    rows: list[charts.RowName]


def _figures(
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
    figures = _Figures(unit, ways.pop() if len(ways) == 1 else "", [], {}, [])
    for line, own in drawn:
        row = line.label(language) if len(years) == 1 else f"{line.label(language)}, {line.year}"
        if not figures.direction and directions.get(line.indicator.iri) == "lower-better":
            row += language.say(" (thấp hơn là tốt hơn)", " (lower is better)")
        figures.rows.append(charts.RowName(row, line.pillar.slug))
        for area, target in own:
            figures.dots.append(
                charts.Dot(
                    row,
                    view.name(area).short(language),
                    float(target.value or 0),
                    target.comparator.slug,
                    target.figure_in_words(language),
                )
            )
        if line.national and _drawn(line.national, unit):
            verified = line.national.confidence.slug != "unverified"
            figures.national[row] = charts.Line(float(line.national.value or 0), verified)
    return figures


def _groups(
    found: Sequence[Line], view: View, language: Language, unit: Name
) -> list[charts.Group]:
    """The lines of one indicator, by year: what each area set, in the order of areas."""
    groups = []
    for line in sorted(found, key=lambda line: (line.year or 0, view.order(line.level, language))):
        level = "" if line.level.slug == "not-applicable" else line.level.label(language)
        year = language.say(f"Đến năm {line.year}", f"By {line.year}") if line.year else ""
        entries = [
            charts.Entry(
                view.name(area).label(language),
                float(target.value or 0),
                target.comparator.slug,
                figure_said(target, language),
                target.standing.verdict.slug if target.standing else "",
                verdict_said(target, language),
            )
            for area, own in sorted(
                line.cells.items(), key=lambda item: view.name(item[0]).bare(language)
            )
            for target in own
            if _drawn(target, unit)
        ]
        if not entries:
            continue
        national = None
        if line.national and _drawn(line.national, unit):
            verified = line.national.confidence.slug != "unverified"
            national = charts.Line(float(line.national.value or 0), verified)
        title = ", ".join(part for part in (year, level[:1].lower() + level[1:]) if part)
        if national and line.national:
            title += f" · 749: {figure_said(line.national, language)}"
        groups.append(charts.Group(title, national, entries))
    kept, room = [], _MOST_DRAWN
    # Where all have no room, the years and levels that most areas have.
    for group in sorted(groups, key=lambda group: -len(group.entries)):
        if room > 0:
            kept.append(id(group))
            room -= len(group.entries)
    return [group for group in groups if id(group) in kept]


_WORDINGS: Final = {
    "at-least": ("ít nhất", "at least"),
    "greater-than": ("trên", "more than"),
    "at-most": ("không quá", "at most"),
    "less-than": ("dưới", "less than"),
    "approximately": ("khoảng", "about"),
}
"""The comparators as they are said beside a figure."""


def figure_said(target: Target, language: Language) -> str:
    """The figure with its comparator in a word: fonts that draw pictures lack the signs."""
    figure = target.figure_in(language)
    words = _WORDINGS.get(target.comparator.slug)
    if words is None:
        return figure
    return f"{language.say(*words)} {figure.removeprefix(target.sign).strip()}"


def verdict_said(target: Target, language: Language) -> str:
    """The verdict in a word; nothing where there is nothing to compare with."""
    if not target.standing or target.standing.verdict.slug == "no-national-counterpart":
        return ""
    label = target.standing.verdict.label(language)
    return label[:1].lower() + label[1:]


def _drawn(target: Target, unit: Name) -> bool:
    return isinstance(target.value, Decimal) and target.unit == unit


async def compare_chart(request: Request, ending: str) -> Response:
    """The picture of the matrix that the same address without its ending shows.

    ``?narrow=1`` draws it for a phone.
    """
    view = await view_of(request)
    language = language_of(request)
    found = lines(view, _state(request, view), language)
    country = await country_of(request)
    single = len({line.indicator for line in found}) == 1
    figures = _figures(found if single else _limited(found), view, language, country.directions)
    if figures is None or not figures.dots:
        raise UnknownName(
            Both(
                "Không có con số nào để vẽ với lựa chọn này.",
                "There is no figure to draw for this choice.",
            ),
            remedy=Both(
                "Hãy chọn năm, cấp hoặc chỉ số khác.", "Choose another year, level or indicator."
            ),
        )
    comparators = {
        t.comparator.slug: t.comparator.label(language) for t in view.targets if t.comparator
    }
    better = {
        "higher-better": language.say(" · cao hơn là tốt hơn", " · higher is better"),
        "lower-better": language.say(" · thấp hơn là tốt hơn", " · lower is better"),
    }
    axis = figures.unit.label(language) + better.get(figures.direction, "")
    state = _state(request, view)
    shown = found if single else _limited(found)
    frame = await framed(
        request,
        found[0].indicator.label(language)
        if single
        else language.say(
            "Chỉ tiêu chuyển đổi số của các tỉnh", "Digital-transformation targets of provinces"
        ),
        _told(state, shown, axis, language),
        source=_source(country, shown, language),
    )
    if single:
        ladder = charts.ladder(
            language,
            _groups(found, view, language, figures.unit),
            comparators,
            axis=axis,
            percent=figures.unit.slug == "percent",
            narrow=_narrow(request),
        )
        return await picture(request, ladder, ending, frame)
    specification = charts.dots(
        language,
        figures.dots,
        figures.national,
        comparators,
        axis=axis,
        rows=figures.rows,
        series=[name.short(language) for name in _areas(_limited(found), view, language)],
        percent=figures.unit.slug == "percent",
        narrow=_narrow(request),
    )
    return await picture(request, specification, ending, frame)


def _told(state: State, found: Sequence[Line], axis: str, language: Language) -> str:
    """The line under a picture's title: year, level, unit."""
    years = sorted({line.year for line in found if line.year})
    levels = {line.level for line in found}
    words = []
    if years:
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        words.append(language.say(f"đến năm {span}", f"by {span}"))
    if state.level or len(levels) == 1:
        level = next(iter(levels))
        if level.slug != "not-applicable":
            words.append(level.label(language).lower())
    return " · ".join([*words, axis])


def _source(country: Country, found: Sequence[Line], language: Language) -> str:
    """What a picture rests on: how many documents, how many of them known through reports."""
    documents = {t.document.iri for line in found for own in line.cells.values() for t in own}
    reported = sum(
        iri in country.documents and country.documents[iri].reported for iri in documents
    )
    count = len(documents)
    text = language.say(
        f"{count} văn bản của các địa bàn",
        f"{count} document{'s' if count > 1 else ''} of the areas",
    )
    if reported:
        text += language.say(
            f", {reported} văn bản biết qua trang thuật lại",
            f", {reported} of them known through pages that report them",
        )
    if any(line.national for line in found):
        text += language.say("; mức quốc gia: 749/QĐ-TTg", "; national figure: 749/QĐ-TTg")
    return text


async def framed(
    request: Request, title: str, subtitle: str = "", *, source: str, page: str = ""
) -> Frame:
    """The frame of a picture of the snapshot that is served now, at its page's address."""
    language = language_of(request)
    info = await answering_of(request).snapshot()
    address = page or str(request.url).replace(f".{request.path_params.get('ending', '')}", "", 1)
    address = re.sub(r"[?&]narrow=1", "", unquote(address))
    today = language.day(datetime.now(UTC).date())
    return Frame(
        title,
        subtitle,
        (
            language.say("Nguồn: ", "Source: ") + source,
            f"dxgraph · {language.say('bản chụp', 'snapshot')} {info.digest[:12]} · {today} · "
            "CC BY 4.0",
            address,
        ),
    )


def _narrow(request: Request) -> bool:
    return request.query_params.get("narrow") == "1"


async def timeline_chart(request: Request, ending: str) -> Response:
    view = await view_of(request)
    language = language_of(request)
    country = view.name(NATIONAL)
    happened = await events(request, view)
    found = [
        charts.Event(
            event.on.isoformat(),
            (event.area or country).label(language),
            event.thing.label(language),
            event.kind,
        )
        for event in happened
    ]
    places = {event.area or country for event in happened}
    lanes = sorted(places, key=lambda name: (name != country, name.order(language)))
    specification = charts.timeline(
        language, found, [name.label(language) for name in lanes], narrow=_narrow(request)
    )
    frame = await framed(
        request,
        language.say(
            "Văn bản và thay đổi hành chính theo ngày",
            "Documents and administrative changes by day",
        ),
        source=language.say(
            f"{sum(event.kind == 'document' for event in happened)} văn bản và "
            f"{sum(event.kind != 'document' for event in happened)} thay đổi trong đồ thị",
            f"{sum(event.kind == 'document' for event in happened)} documents and "
            f"{sum(event.kind != 'document' for event in happened)} changes in the graph",
        ),
    )
    return await picture(request, specification, ending, frame)


_MOST_COURSES: Final = 4
"""How many indicators are drawn over time, those measured most often."""


async def measured_chart(request: Request, slug: str, ending: str) -> Response:
    """What an area, and those that it was formed from, promised against what was measured, over
    time. Raises UnknownName where there is no indicator with both."""
    view = await view_of(request)
    country = await country_of(request)
    language = language_of(request)
    here = country.areas.get(AREA[slug])
    areas = {AREA[slug], *(here.predecessors if here else ())}
    found = promises_measured(view, await outcomes(request, view), areas)[:_MOST_COURSES]
    if not found:
        raise UnknownName(
            Both(
                f"Chưa có cam kết nào của /area/{slug} được đo trong dữ liệu.",
                f"No promise of /area/{slug} was measured in the data.",
            ),
            remedy=Both(f"Xem /area/{slug}.", f"See /area/{slug}."),
        )
    several = len({o.area for course in found for o in course.measured}) > 1
    courses = [
        charts.Course(
            course.indicator.label(language),
            course.unit.label(language),
            [
                charts.Point(
                    o.year,
                    float(o.value),
                    o.area.short(language) if several else o.method.label(language),
                    o.method.label(language),
                    o.figure_in(language),
                )
                for o in course.measured
            ],
            [
                charts.Point(t.year or 0, float(t.value or 0), "", "", figure_said(t, language))
                for t in course.promises
            ],
            course.unit.slug == "rank"
            or country.directions.get(course.indicator.iri) == "lower-better",
        )
        for course in found
    ]
    specification = charts.courses(language, courses, narrow=_narrow(request))
    documents = {t.document for course in found for t in course.promises}
    frame = await framed(
        request,
        view.name(AREA[slug]).label(language),
        language.say(
            "cam kết bên cạnh kết quả đo; số của hai phương pháp không so sánh được với nhau",
            "promises beside measured values; values of two methods cannot be compared",
        ),
        source=language.say(
            f"{len(documents)} văn bản; nơi công bố từng số đo ở trang của địa bàn",
            f"{len(documents)} documents; where each value was published is on the area's page",
        ),
        page=f"{str(request.base_url).rstrip('/')}/area/{slug}",
    )
    return await picture(request, specification, ending, frame)


async def chain_chart(request: Request, slug: str, ending: str) -> Response:
    """The documents above a document. Raises UnknownName where there are none."""
    view = await view_of(request)
    language = language_of(request)
    start = DOCUMENT[slug]
    try:
        found = await chain_above(request, start)
    except ValueError:  # no IRI at all, such as one with "<"
        found = []
    if not found:
        raise UnknownName(
            Both(
                f"Chưa biết văn bản nào phía trên /document/{slug}.",
                f"No documents are known above /document/{slug}.",
            ),
            remedy=f"See /document/{slug}.",
        )
    heights = _heights(start, [(row["lower"], row["upper"]) for row in found])
    short = await _short(request, view, language)
    nodes = [
        charts.Node(iri, short.get(iri) or view.name(iri).label(language), height)
        for iri, height in sorted(heights.items(), key=lambda item: (item[1], item[0]))
    ]
    links = [
        charts.Link(
            row["lower"],
            row["upper"],
            row["property"] != DX.alignedWith,
            view.name(row["property"]).label(language),
        )
        for row in found
    ]
    frame = await framed(
        request,
        language.say("Các văn bản cấp trên", "The documents above"),
        view.name(start).label(language),
        source=language.say(
            "dẫn chiếu in trong văn bản; nét đứt là nhận định của ban biên tập",
            "references printed in the documents; dashed ones are the editors' judgement",
        ),
        page=f"{str(request.base_url).rstrip('/')}/document/{slug}",
    )
    return await picture(request, charts.chain(language, nodes, links), ending, frame)


def _heights(start: str, links: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How high each document stands: above everything that leads to it, where that is finite."""
    heights = {start: 0}
    for _ in range(len(links) + 1):
        changed = False
        for lower, upper in links:
            if lower in heights and heights.get(upper, -1) < heights[lower] + 1:
                if upper == start or heights[lower] + 1 > len(links):
                    continue
                heights[upper] = heights[lower] + 1
                changed = True
        if not changed:
            break
    return heights


_NUMBERS = """SELECT ?d ?number ?area WHERE {
  ?d eli:id_local ?number OPTIONAL { ?d dx:territory ?area } }"""


async def _short(request: Request, view: View, language: Language) -> dict[str, str]:
    """The documents in two short lines: number and territory."""
    return {
        row["d"]: f"{row['number']}\n{view.name(row.get('area')).label(language)}"
        for row in await rows(request, _NUMBERS)
    }


async def picture(
    request: Request, specification: Mapping[str, Any], ending: str, frame: Frame
) -> Response:
    """A drawing in its frame, as SVG or PNG. Raises UnknownName for any other ending."""
    if ending not in charts.FORMATS:
        raise UnknownName(
            f"There is no picture in the format {ending}.",
            remedy=f"Formats: {', '.join(charts.FORMATS)}.",
        )
    drawing: charts.Drawing | None = getattr(request.app.state, "drawing", None)
    if drawing is None:
        drawing = request.app.state.drawing = charts.Drawing()
    answering, call = answering_of(request), call_of(request)
    body = await drawing.draw(specification, ending, frame, make=partial(answering.make, call))
    return await answering.content(
        call, body, charts.FORMATS[ending], extra=[(b"vary", b"accept-language")]
    )
