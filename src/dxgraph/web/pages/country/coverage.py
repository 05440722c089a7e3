"""The ledger: what is known of each province's documents, by kind and period: /coverage.

A row a province and a column a kind of document, for one period; the provinces before the mergers
of 2025 and those of today are two lists. ``?area=…`` opens the lines of one province, with its
documents and what was sought in vain. Nothing here says that a province promised nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.engine.protocol import Lane, Query
from dxgraph.errors import UnknownName
from dxgraph.messages import message
from dxgraph.model.answers import Row, decode
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.terms import AREA
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared import sheets
from dxgraph.web.pages.shared.country import Area, Country, Document, basis_of
from dxgraph.web.pages.shared.frame import render
from dxgraph.web.pages.shared.given import one_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.words import phrase, wordings

PERIODS: Final = wordings("ledger-periods")

_DOCUMENTS: Final = """SELECT DISTINCT ?kind ?document ?end ?beyond WHERE {
  ?document a dx:PolicyDocument ; dx:territory ?_area
  OPTIONAL { ?document dx:periodEnd ?end } OPTIONAL { ?document dx:orientationTo ?beyond }
  {
    ?kind dx:gathersType ?type . ?document eli:type_document ?type
  } UNION {
    ?kind dx:gathersBasis ?basis . ?document dx:basedOn|dx:implements ?basis
  } UNION {
    ?document dx:territory ?_area
    FILTER NOT EXISTS { ?document eli:type_document ?own . ?line dx:gathersType ?own }
    BIND(<https://w3id.org/dxgraph/document-kind/other> AS ?kind)
  }
} ORDER BY ?kind ?document"""


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one kind of document of one province, for one period."""

    area: Area
    kind: Name
    period: str
    state: Name
    complete: int
    reported: int
    named: int
    targets: int
    sought_on: date | None
    search: Name

    @property
    def documents(self) -> int:
        return self.complete + self.reported + self.named


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for, with defaults in place."""

    when: str
    period: str
    region: str


async def ledger_of(request: Request) -> list[Line]:
    """Every line of the ledger, as the query ``coverage-ledger`` gives them."""

    async def read() -> list[Line]:
        view, country, _ = await basis_of(request)
        query: Query = request.app.state.catalogue["coverage-ledger"].query({})
        kept = await answering_of(request).answer(replace(query, lane=Lane.RESERVED))
        return [_line(row, view, country) for row in decode(kept.answer.body)]

    return await answering_of(request).once("ledger", read)


def _line(row: Row, view: View, country: Country) -> Line:
    return Line(
        country.areas[row["area"]],
        view.name(row["document_kind"]),
        row["promise_period"],
        view.name(row["ledger_state"]),
        row["documents_complete"],
        row["documents_reported"],
        row["documents_named"],
        row["targets"],
        row.get("sought_on"),
        view.name(row.get("search")),
    )


def chosen(given: Mapping[str, str]) -> Choice:
    """The provinces of today and what they say beyond 2025 come first: both are still to come."""
    when = one_of(given, "when", ("before", "after"), "after")
    usual = "to-2025" if when == "before" else "after-2025"
    period = one_of(given, "period", PERIODS, usual)
    return Choice(when, period, given.get("region", ""))


async def coverage(request: Request) -> Response:
    """``?when=before|after&period=…&region=…``, or ``?area=…``; ``format=`` for the table."""
    if slug := request.query_params.get("area", ""):
        return await _of_one(request, slug)
    lines = await ledger_of(request)
    view, country, language = await basis_of(request)
    choice = chosen(request.query_params)
    there = country.provinces(after=choice.when == "after")
    regions = sorted(
        {view.name(iri) for area in there for iri in area.regions},
        key=lambda name: name.order(language),
    )
    one_of(request.query_params, "region", [region.slug for region in regions])
    there = country.of_region(there, choice.region)
    there.sort(key=lambda area: area.name.bare(language))
    own = {area.name.iri for area in there}
    shown = [one for one in lines if one.area.name.iri in own and one.period == choice.period]
    kinds = list(dict.fromkeys(line.kind for line in lines))
    title = phrase("ledger", language)
    if format_ := sheets.wanted(request):
        return await sheets.taken(request, format_, table("coverage", title, shown, language))
    cells = {(line.area.name.iri, line.kind.iri): line for line in shown}
    return await render(
        request,
        "coverage.html",
        title=title,
        choice=choice,
        periods=PERIODS,
        regions=regions,
        kinds=kinds,
        provinces=there,
        cells=cells,
        states=_states(lines),
        counts=Counter(line.state.iri for line in shown),
        total=len(shown),
        downloads=sheets.links(request),
    )


def _states(lines: Sequence[Line]) -> list[Name]:
    """The states that occur, the best known first, as their list orders them."""
    order = ("read-whole", "known-by-address", "named", "not-found", "not-sought")
    found = {line.state for line in lines}
    return sorted(found, key=lambda name: order.index(name.slug) if name.slug in order else 9)


async def _of_one(request: Request, slug: str) -> Response:
    """The lines of one province. Raises UnknownName for what is no province."""
    lines = await ledger_of(request)
    view, country, language = await basis_of(request)
    own = [line for line in lines if line.area.name.iri == AREA[slug]]
    if not own:
        raise UnknownName(message("no-province-in-ledger", slug=slug))
    area = own[0].area
    title = phrase("ledger-of", language, area=area.name.short(language))
    if format_ := sheets.wanted(request):
        return await sheets.taken(request, format_, table(f"coverage-{slug}", title, own, language))
    documents: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    for row in await rows(request, _DOCUMENTS, {"_area": ox.NamedNode(area.name.iri)}):
        told = country.documents[row["document"]], _period(row, language)
        documents[row["kind"]].append(told)
    by_kind: dict[Name, list[Line]] = defaultdict(list)
    for line in own:
        by_kind[line.kind].append(line)
    searches = {(line.search, line.sought_on) for line in own if not line.documents}
    return await render(
        request,
        "coverage_area.html",
        # One search for every kind and period that has no document is told once.
        search=searches.pop() if len(searches) == 1 and all(*searches) else None,
        title=title,
        area=area,
        slug=slug,
        periods=PERIODS,
        by_kind=by_kind,
        documents=documents,
        others=[view.name(iri) for iri in (*area.predecessors, *area.successors)],
        downloads=sheets.links(request),
    )


def _period(row: Row, language: Language) -> str:
    """Until when a document speaks, and what it looks ahead to: it stands in both periods then."""
    end, beyond = row.get("end"), row.get("beyond")
    told = [phrase("to-year", language, year=end.year)] if end else []
    told += [phrase("view-to-year", language, year=beyond.year)] if beyond else []
    return ", ".join(told)


_COLUMNS: Final = sheets.columns("ledger")


def table(name: str, title: str, lines: Sequence[Line], language: Language) -> sheets.Table:
    """Lines as a spreadsheet has them, names first and IRIs last."""

    def beside(line: Line) -> dict[str, str]:
        return {"period": PERIODS[line.period].in_language(language)}

    return sheets.table_of(name, title, _COLUMNS, lines, language, beside)
