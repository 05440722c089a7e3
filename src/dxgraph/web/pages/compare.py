"""Compare: indicators by province for a year and a level, with the national programme beside them.

And the pictures of the other pages: the timeline and the chain of documents above a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.errors import UnknownName, UsageError
from dxgraph.terms import AREA, DOCUMENT, DX
from dxgraph.web import charts
from dxgraph.web.answering import answering_of
from dxgraph.web.calls import call_of
from dxgraph.web.languages import Language, sort_key
from dxgraph.web.pages.frame import language_of, render
from dxgraph.web.pages.graph import rows
from dxgraph.web.pages.home import events
from dxgraph.web.pages.view import Name, Target, View, view_of

NATIONAL: Final = AREA["viet-nam"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: an indicator at a level, its national figure and those of the areas."""

    indicator: Name
    level: Name
    year: int | None
    national: Target | None
    cells: Mapping[str, tuple[Target, ...]]
    """By the IRI of the area."""

    def label(self, language: Language) -> str:
        parts = [self.indicator.label(language)]
        if self.level.slug != "not-applicable":
            parts.append(self.level.label(language))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class State:
    """What the address asks for."""

    year: int | None
    level: str
    indicator: str
    areas: tuple[str, ...]


def router() -> APIRouter:
    routes = APIRouter()
    for path, page in (
        ("/compare", compare),
        ("/compare.{ending}", compare_chart),
        ("/timeline.{ending}", timeline_chart),
        ("/document/{slug}/chain.{ending}", chain_chart),
    ):
        routes.add_api_route(
            path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
        )
    return routes


def _state(request: Request, view: View) -> State:
    """Raises UsageError for a year that is no number, or an indicator that does not exist."""
    given = request.query_params
    indicator = given.get("indicator", "")
    years = sorted({t.year for t in view.targets if t.year})
    text = given.get("year", "")
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise UsageError(
            f"year={text} is no year.",
            remedy=f"Give one of {', '.join(map(str, years))}.",
            parameter="year",
            detail_vi=f"year={text} không phải một năm.",
        )
    year = int(text) if text else (None if indicator else _usual(years))
    return State(year, given.get("level", ""), indicator, tuple(given.getlist("area")))


def _usual(years: Sequence[int]) -> int | None:
    return 2025 if 2025 in years else (years[0] if years else None)


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
        national = next((t for t in targets if t.document.iri == _PROGRAMME), None)
        if cells:
            kept = {area: tuple(own) for area, own in cells.items()}
            found.append(Line(indicator, level, year, national, kept))

    def order(line: Line) -> tuple[object, ...]:
        pillar = next(iter(line.cells.values()))[0].pillar
        return (
            view.order(pillar, language),
            line.indicator.order(language),
            view.order(line.level, language),
            line.year or 0,
        )

    return sorted(found, key=order)


_PROGRAMME: Final = DOCUMENT["viet-nam-2020-749-qd-ttg"]


def _areas(found: Sequence[Line], view: View, language: Language) -> list[Name]:
    names = {view.name(iri) for line in found for iri in line.cells}
    return sorted(names, key=lambda name: name.order(language))


async def compare(request: Request) -> Response:
    view = await view_of(request)
    language = language_of(request)
    state = _state(request, view)
    found = lines(view, state, language)
    indicators = {t.indicator: None for t in view.targets if t.area.iri != NATIONAL}
    levels = {t.level: None for t in view.targets}
    query = request.url.query
    return await render(
        request,
        "compare.html",
        title=language.say("So sánh các tỉnh", "Compare the provinces"),
        state=state,
        lines=found,
        areas=_areas(found, view, language),
        all_areas=sorted(
            {t.area for t in view.targets if t.area.iri != NATIONAL},
            key=lambda name: name.order(language),
        ),
        years=sorted({t.year for t in view.targets if t.year}),
        levels=sorted(levels, key=lambda name: view.order(name, language)),
        indicators=sorted(indicators, key=lambda name: name.order(language)),
        charted=bool(_figures(found, view, language)[0]),
        picture=f"?{query}" if query else "",
    )


def _figures(
    found: Sequence[Line], view: View, language: Language
) -> tuple[list[charts.Dot], dict[str, tuple[float, bool]], list[str], str]:
    """The dots of the rows that share a unit: the unit that most rows have."""
    units: dict[str, int] = defaultdict(int)
    for line in found:
        for own in line.cells.values():
            for target in own:
                if target.value is not None:
                    units[target.unit.slug] += 1
    if not units:
        return [], {}, [], ""
    unit = max(sorted(units), key=lambda slug: units[slug])
    figures, national, order = [], {}, []
    years = {line.year for line in found}
    for line in found:
        row = line.label(language) if len(years) == 1 else f"{line.label(language)}, {line.year}"
        shown = False
        for area, own in line.cells.items():
            for target in own:
                if target.value is None or target.unit.slug != unit:
                    continue
                shown = True
                figures.append(
                    charts.Dot(
                        row,
                        view.name(area).label(language),
                        float(target.value),
                        target.comparator.slug,
                        target.figure_in_words(language),
                    )
                )
        if shown:
            order.append(row)
            own_national = line.national
            if own_national and own_national.value is not None:
                verified = own_national.confidence.slug != "unverified"
                national[row] = (float(own_national.value), verified)
    return figures, national, order, unit


async def compare_chart(request: Request, ending: str) -> Response:
    """The picture of the matrix that the same address without its ending shows."""
    view = await view_of(request)
    language = language_of(request)
    found = lines(view, _state(request, view), language)
    figures, national, order, unit = _figures(found, view, language)
    if not figures:
        raise UnknownName(
            "There is no figure to draw for this choice.",
            remedy="Choose another year, level or indicator.",
            detail_vi="Không có con số nào để vẽ với lựa chọn này.",
            remedy_vi="Hãy chọn năm, cấp hoặc chỉ số khác.",
        )
    comparators = {
        t.comparator.slug: t.comparator.label(language) for t in view.targets if t.comparator
    }
    named = next((t.unit for t in view.targets if t.unit.slug == unit), Name(""))
    specification = charts.dots(
        language,
        figures,
        national,
        comparators,
        axis=named.label(language),
        order=order,
        percent=unit == "percent",
    )
    return await _picture(request, specification, ending)


async def timeline_chart(request: Request, ending: str) -> Response:
    view = await view_of(request)
    language = language_of(request)
    found = [
        charts.Event(
            event.on.isoformat(),
            event.area.label(language) if event.area else language.say("Cả nước", "The country"),
            event.thing.label(language),
            event.kind,
        )
        for event in await events(request, view)
    ]
    lanes = sorted({e.lane for e in found}, key=sort_key)
    return await _picture(request, charts.timeline(language, found, lanes), ending)


_CHAIN = """SELECT ?lower ?property ?upper WHERE {
  ?_thing (dx:upstream|dx:alignedWith)* ?lower .
  VALUES ?property { dx:implements dx:basedOn dx:incorporatesTargetsOf dx:revises dx:supersedes
    dx:alignedWith }
  ?lower ?property ?upper
} ORDER BY ?lower ?upper ?property"""


async def chain_chart(request: Request, slug: str, ending: str) -> Response:
    """The documents above a document. Raises UnknownName where there are none."""
    view = await view_of(request)
    language = language_of(request)
    start = DOCUMENT[slug]
    found = await rows(request, _CHAIN, {"_thing": ox.NamedNode(start)})
    if not found:
        raise UnknownName(
            f"No documents are known above /document/{slug}.",
            remedy=f"See /document/{slug}.",
            detail_vi=f"Chưa biết văn bản nào phía trên /document/{slug}.",
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
    return await _picture(request, charts.chain(language, nodes, links), ending)


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


async def _picture(request: Request, specification: Mapping[str, Any], ending: str) -> Response:
    if ending not in charts.FORMATS:
        raise UnknownName(
            f"There is no picture in the format {ending}.",
            remedy=f"Formats: {', '.join(charts.FORMATS)}.",
        )
    drawing: charts.Drawing | None = getattr(request.app.state, "drawing", None)
    if drawing is None:
        drawing = request.app.state.drawing = charts.Drawing()
    body = await drawing.draw(specification, ending)
    answering = answering_of(request)
    return await answering.content(
        call_of(request), body, charts.FORMATS[ending], extra=[(b"vary", b"accept-language")]
    )
