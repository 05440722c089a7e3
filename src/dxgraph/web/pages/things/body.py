"""The page of a body: what it issued, what it owes by when, and what it goes on from."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.web.pages.shared.frame import structured
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.things.facts import agent, facts_of, render_thing

_BODY_EVENTS = """SELECT DISTINCT ?event ?on ?basis ?role ?other WHERE {
  { ?event org:originalOrganization ?_thing ; org:resultingOrganization ?other
    BIND ("successor" AS ?role) }
  UNION { ?event org:resultingOrganization ?_thing ; org:originalOrganization ?other
    BIND ("predecessor" AS ?role) }
  OPTIONAL { ?event dx:changedOn ?on } OPTIONAL { ?event dx:legalBasis ?basis }
} ORDER BY ?on ?other"""


_BODY_DOCUMENTS = """SELECT ?document ?date WHERE {
  ?document eli:passed_by ?_thing OPTIONAL { ?document eli:date_document ?date } }
ORDER BY ?date ?document"""


_OWED = """SELECT DISTINCT ?d WHERE {
  ?_thing (^org:resultingOrganization/org:originalOrganization)* ?body .
  ?d eli:passed_by ?body }"""


async def documents_of_body(request: Request, body: str) -> set[str]:
    """The documents that a body issued, or those that it goes on from."""
    try:
        node = ox.NamedNode(body)
    except ValueError:
        return set()
    return {row["d"] for row in await rows(request, _OWED, {"_thing": node})}


async def _owed(
    request: Request, view: View, body: str
) -> list[tuple[int, list[tuple[Name, int]]]]:
    """By year, the documents that a body issued, or those before it, with how many of their targets
    fall due then."""
    documents = await documents_of_body(request, body)
    found: dict[int, dict[Name, int]] = defaultdict(lambda: defaultdict(int))
    for target in view.of("document", *documents):
        if target.year:
            found[target.year][target.document] += 1
    return [(year, list(of_year.items())) for year, of_year in sorted(found.items())]


async def body_page(request: Request, view: View, iri: str) -> Response:
    node = {"_thing": ox.NamedNode(iri)}
    name = view.name(iri)
    return await render_thing(
        request,
        "body.html",
        name,
        await facts_of(request, view, iri),
        events=[
            (row.get("on"), row["role"], view.name(row["other"]), view.name(row.get("basis")))
            for row in await rows(request, _BODY_EVENTS, node)
        ],
        documents=[
            (view.name(row["document"]), row.get("date"))
            for row in await rows(request, _BODY_DOCUMENTS, node)
        ],
        owed=await _owed(request, view, iri),
        structured=structured(
            {"@context": "https://schema.org", "@id": iri, **(agent(name) or {})}
        ),
    )
