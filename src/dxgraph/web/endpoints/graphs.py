"""The read-only half of SPARQL 1.1 Graph Store HTTP Protocol, at /graphs.

``?graph=IRI`` gives a named graph, ``?default`` the default graph, neither the list of all graphs.
A browser gets a page that says what each graph is and offers its formats.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.engine.protocol import Lane, Query, SnapshotInfo
from dxgraph.errors import UnknownName, UsageError
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.terms import RDF, SD, VOID
from dxgraph.web.describe.service import describe, serialise, statistics
from dxgraph.web.http.answer import answering_of, content, respond
from dxgraph.web.http.negotiation import format_asked, page_asked
from dxgraph.web.http.request import base_of

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def router() -> APIRouter:
    routes = APIRouter()
    routes.get("/graphs", include_in_schema=False, response_model=None)(graphs)
    return routes


async def graphs(request: Request) -> Response:
    """Raises UnknownName for a graph that the snapshot does not have, UsageError for a request
    that names more than one."""
    names = [name for name in request.query_params.getlist("graph") if name.strip()]
    default = "default" in request.query_params
    if len(names) + default > 1:
        raise UsageError(message("several-graphs"), parameter="graph")
    page = page_asked(request, GRAPHS)
    if not names and not default and not page:
        return await _listed(request)
    info = await answering_of(request).snapshot()
    if names and names[0] not in info.graphs:
        raise UnknownName(message("no-graph", graph=names[0]), parameter="graph")
    if page:
        # The templates cost an import that programs should not wait for.
        from dxgraph.web.pages.shared.keeping import kept
        from dxgraph.web.pages.site.data import graphs_page

        graph = names[0] if names else None
        return await kept(request, lambda seen: graphs_page(seen, graph, default=default))
    return await respond(
        request, Query(_EVERYTHING, default_graphs=tuple(names), lane=Lane.RESERVED)
    )


async def _listed(request: Request) -> Response:
    """The part of the service description that speaks of graphs."""
    answering, chosen = answering_of(request), format_asked(request, GRAPHS)
    info: SnapshotInfo = await answering.snapshot()
    everything = describe(f"{base_of(request)}/sparql", info, await statistics(answering))
    kept = {SD.namedGraph, SD.name, SD.graph, SD.defaultGraph}
    about = (
        statement
        for statement in everything
        if statement.predicate.value in kept
        or "#graph-" in str(statement.subject)
        or (
            str(statement.subject).endswith("#default-graph>")
            and statement.predicate.value in (RDF.type, VOID.triples)
        )
    )
    return await content(request, *serialise(about, chosen))
