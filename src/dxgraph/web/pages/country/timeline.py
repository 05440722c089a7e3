"""The timeline: documents, and changes of areas and bodies, by day, the newest first and each year
folded; all, or those of an area with the areas that it came from and those that came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.model.answers import Row
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.web.pages.shared import sheets
from dxgraph.web.pages.shared.country import basis_of, country_of, kin_of
from dxgraph.web.pages.shared.frame import language_of, render
from dxgraph.web.pages.shared.given import year as year_given
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.meaning import named
from dxgraph.web.words import phrase, wordings

_TIMELINE: Final = """SELECT ?thing ?kind ?on ?area ?type ?issuer WHERE {
  { ?thing a dx:PolicyDocument ; eli:date_document ?on ; dx:territory ?area ;
      eli:type_document ?type ; eli:passed_by ?issuer BIND ("document" AS ?kind) }
  UNION { ?thing dx:changedOn ?on ; dx:resultingArea ?area BIND ("change" AS ?kind) }
  UNION { ?thing dx:changedOn ?on ; org:resultingOrganization ?body BIND ("body" AS ?kind)
    OPTIONAL { ?body dx:jurisdiction ?area } }
} ORDER BY ?on ?thing ?kind"""
_CALLED: Final = wordings("events")
_KINDS: Final = tuple(_CALLED)
_COLUMNS: Final = sheets.columns("events")
_MOST_OPEN: Final = 3
"""More changes of bodies on one day than these are folded."""
_FEW: Final = 30
"""A timeline of no more events than these stands open."""
_MOST_LISTED: Final = 450
"""Of more events than these the newest years are listed, and each other year has its own page."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: a document was issued, the map or a body changed."""

    on: date
    kind: str
    """``document``, ``change`` of an area or of a ``body``."""
    thing: Name
    area: Name
    issuer: Name


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day; changes of many bodies stand folded."""

    on: date
    events: Sequence[Event]
    folded: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in a year."""

    number: int
    days: Sequence[Day]
    open: bool
    listed: bool
    """Whether its events stand on this page, or on one of their own."""

    def told(self, language: Language) -> str:
        """How much there is to unfold: "12 documents, 3 changes"."""
        events = [event for day in self.days for event in (*day.events, *day.folded)]
        documents = sum(event.kind == "document" for event in events)
        changes = len(events) - documents
        counts = ((documents, "văn bản", "document"), (changes, "thay đổi", "change"))
        return ", ".join(language.counted(*count) for count in counts if count[0])


async def events(request: Request, view: View) -> list[Event]:
    """The documents that have a date and the administrative changes, in the order of days; those of
    the area that ``area=`` names and of ``year=``."""
    seen: dict[str, Row] = {}
    for row in await rows(request, _TIMELINE):
        seen.setdefault(row["thing"], row)
    found = [
        Event(
            row["on"],
            str(row["kind"]),
            view.name(row["thing"]),
            view.name(row.get("area")),
            view.name(row.get("issuer")),
        )
        for row in seen.values()
        if isinstance(row["on"], date)
    ]
    if year := year_given(request.query_params):
        found = [event for event in found if event.on.year == year]
    asked = request.query_params.get("area", "").strip()
    if not asked:
        return found
    country = await country_of(request)
    names = {area.name for area in country.areas.values()}
    slugs = named("area", asked, names, language_of(request), view)
    areas = {kin for name in names if name.slug in slugs for kin in kin_of(country, name.iri)}
    return [event for event in found if event.area.iri in areas]


async def timeline(request: Request) -> Response:
    """``?area=``: what concerns one area, its predecessors and successors; ``year=``: what happened
    in one; ``format=`` takes it away."""
    view, country, language = await basis_of(request)
    found = await events(request, view)
    title = phrase("timeline", language)
    year = year_given(request.query_params)
    if year:
        title += f", {year}"
    if format_ := sheets.wanted(request):
        return await sheets.taken(request, format_, _table(found, title, language))
    days: dict[date, list[Event]] = defaultdict(list)
    for event in found:
        days[event.on].append(event)
    by_year: dict[int, list[Day]] = defaultdict(list)
    for on, of_day in sorted(days.items(), reverse=True):
        by_year[on.year].append(_day(on, of_day, view, language))
    few = len(found) <= _FEW
    years: list[Year] = []
    listed = 0
    for number, of_year in by_year.items():
        listed += sum(len(day.events) + len(day.folded) for day in of_year)
        first = not years
        years.append(Year(number, of_year, few or first, first or listed <= _MOST_LISTED))
    asked = request.query_params.get("area", "").strip()
    undated = sum(not isinstance(d.date, date) for d in country.documents.values())
    return await render(
        request,
        "timeline.html",
        title=title,
        downloads=sheets.links(request),
        years=years,
        asked=asked,
        year=year,
        listed=all(each.listed for each in years),
        area=next((e.area for e in found if e.area.slug == asked), Name("")),
        areas=sorted(
            {a.name for a in country.areas.values()}, key=lambda name: name.bare(language)
        ),
        counts={kind: sum(e.kind == kind for e in found) for kind in _KINDS},
        undated=0 if asked else undated,
    )


def _table(found: Sequence[Event], title: str, language: Language) -> sheets.Table:
    """The events as rows, the newest first."""

    def beside(event: Event) -> dict[str, str]:
        return {"kind": _CALLED[event.kind].in_language(language)}

    newest = sorted(found, key=lambda e: (e.on, e.thing.iri), reverse=True)
    return sheets.table_of("timeline", title, _COLUMNS, newest, language, beside)


def _day(on: date, found: list[Event], view: View, language: Language) -> Day:
    found.sort(key=lambda e: (_KINDS.index(e.kind), view.order(e.thing, language)))
    bodies = [event for event in found if event.kind == "body"]
    if len(bodies) <= _MOST_OPEN:
        return Day(on, found, ())
    return Day(on, [event for event in found if event.kind != "body"], bodies)
