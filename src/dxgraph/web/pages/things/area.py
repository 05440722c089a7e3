"""The page of an area: its promises beside the country's, and those of its predecessors."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.terms import DX, RDF
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import covered
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.measured import outcomes
from dxgraph.web.pages.shared.paging import TARGETS, part_of
from dxgraph.web.pages.things.facts import described, each_of, facts_of, render_thing
from dxgraph.web.pages.things.peers import peers_of
from dxgraph.web.pages.things.profile import beside, promises_measured, side_by_side

_SIDES: Final = 6
"""How many lines of the matrix of former provinces stand on a page."""


_AREA = """SELECT ?relation ?area ?from ?to WHERE {
  { ?_thing dx:succeededBy ?area BIND ("successor" AS ?relation) }
  UNION { ?area dx:succeededBy ?_thing BIND ("predecessor" AS ?relation) }
  UNION { ?_thing dx:within ?area BIND ("within" AS ?relation) }
  UNION { ?area dx:within ?_thing BIND ("part" AS ?relation) }
  OPTIONAL { ?area dx:validFrom ?from } OPTIONAL { ?area dx:validTo ?to }
}"""


_AREA_CHANGES = """SELECT DISTINCT ?change ?on ?basis WHERE {
  { ?change dx:changedArea ?_thing } UNION { ?change dx:resultingArea ?_thing }
  OPTIONAL { ?change dx:changedOn ?on } OPTIONAL { ?change dx:legalBasis ?basis } } ORDER BY ?on"""


_AREA_CODES = """SELECT ?s ?p ?o WHERE {
  ?_thing dx:hasCode ?s . ?s dx:codeSystem ?system ; skos:notation ?notation ; ?p ?o }
ORDER BY ?system ?s"""


_AREA_DOCUMENTS = """SELECT ?document ?date WHERE {
  ?document dx:territory ?_thing OPTIONAL { ?document eli:date_document ?date } }
ORDER BY ?date ?document"""


async def area_page(request: Request, view: View, iri: str) -> Response:
    basis = await basis_of(request)
    _, country, language = basis
    node = {"_thing": ox.NamedNode(iri)}
    found = await facts_of(request, view, iri)
    relations: dict[str, list[Name]] = defaultdict(list)
    for row in await rows(request, _AREA, node):
        name = view.name(row["area"])
        if name not in relations[row["relation"]]:
            relations[row["relation"]].append(name)
    for names in relations.values():
        names.sort(key=lambda name: name.order(language))
    own = view.of("area", iri)
    predecessors = {name.iri for name in relations["predecessor"]}
    inherited = view.of("area", *predecessors)
    provincial = any(t.standing for t in own + inherited)
    national = ("national",) if provincial else ()
    several = ("document",) if len({t.document for t in own}) > 1 else ()
    name = view.name(iri)
    documents = [
        (view.name(row["document"]), row.get("date"))
        for row in await rows(request, _AREA_DOCUMENTS, node)
    ]
    measured = await outcomes(request, view)
    before = [view.name(p) for p in sorted(predecessors)]
    sides = side_by_side(view, sorted(predecessors), language) if len(before) > 1 else []
    return await render_thing(
        request,
        "area.html",
        name,
        found,
        kinds=[view.name(k) for k in found.get(RDF.type, []) if k.startswith(DX) and k != DX.Area],
        relations=relations,
        changes=[
            (view.name(row["change"]), row.get("on"), view.name(row.get("basis")))
            for row in await rows(request, _AREA_CHANGES, node)
        ],
        codes=(await each_of(request, view, _AREA_CODES, iri)).values(),
        documents=documents,
        covered=covered(basis, own, [document.iri for document, _ in documents])
        if documents
        else "",
        not_whole=sum(
            country.documents[document.iri].extent.slug != "complete"
            for document, _ in documents
            if document.iri in country.documents
        ),
        # Our silence about a province is not the province's.
        unknown=DX.Province in found.get(RDF.type, []) and not own,
        part=part_of(request, view.shown(own, language), TARGETS),
        targets_tally=view.tally(own, language),
        profile=beside(basis, iri, measured),
        peers=peers_of(basis, iri),
        before=before,
        sides=part_of(request, sides, _SIDES, "sides"),
        inherited=part_of(
            request, [] if sides else view.shown(inherited, language), TARGETS, "inherited"
        ),
        inherited_tally=view.tally(inherited, language),
        columns=("indicator", "level", "year", *several, *national),
        inherited_columns=("area", "indicator", "level", "year", *national),
        outcomes=[o for o in measured if o.area.iri in {iri, *predecessors}],
        charted=promises_measured(view, measured, {iri, *predecessors}) != [],
        structured=described("AdministrativeArea", name),
    )
