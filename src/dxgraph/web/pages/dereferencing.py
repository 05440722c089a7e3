"""Every IRI answers: /{kind}/{slug} is a page for a browser and RDF for a program.

The IRI that a path stands for is always https://w3id.org/dxgraph/ and the path, whatever the host
is that serves it. A fragment never reaches the server: targets are anchors of their document's
page, spans of their source's, and the RDF of the whole holds them too.
"""

from __future__ import annotations

import difflib

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query
from dxgraph.errors import UnknownName
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.search import likeliest
from dxgraph.terms import (
    AREA_CODE,
    BASE,
    CHANGE,
    DATASET,
    GRAPH,
)
from dxgraph.web.http.answer import answering_of, respond
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.country.home import index_of
from dxgraph.web.pages.shared.frame import alternates, local
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.view import view_of
from dxgraph.web.pages.things.area import area_page
from dxgraph.web.pages.things.body import body_page
from dxgraph.web.pages.things.concept import concept_page
from dxgraph.web.pages.things.document import document_page
from dxgraph.web.pages.things.facts import EXTENSIONS, retired_of
from dxgraph.web.pages.things.indicator import indicator_page
from dxgraph.web.pages.things.source import source_page

_RECORD = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND (?_thing AS ?s) }
  UNION { ?s dx:statedIn ?_thing }
  UNION { ?s dx:linkFrom ?_thing }
  UNION { ?s nif:referenceContext ?_thing }
  UNION { ?t dx:statedIn ?_thing ; dx:evidence ?s }
  UNION { ?s rdfs:isDefinedBy ?_thing }
  UNION { ?s skos:inScheme ?_thing }
  UNION { ?_thing dx:hasCode ?s }
  UNION { ?s a dx:RetiredName FILTER (STRSTARTS(STR(?s), CONCAT(STR(?_thing), "#"))) }
  ?s ?p ?o .
}"""
"""A thing with its fragments and parts."""


async def thing(request: Request, kind: str, slug: str) -> Response:
    """Raises UnknownName, which proposes near names, for a path that is no thing of ours."""
    stem, dot, ending = slug.rpartition(".")
    extension = ending if dot and ending in EXTENSIONS else ""
    iri = f"{BASE}{kind}/{stem if extension else slug}"
    if iri.startswith(GRAPH):
        info = await answering_of(request).snapshot()
        if iri in info.graphs:
            return RedirectResponse(local(request, "/graphs", graph=iri), status_code=303)
    # A file of a page's table is asked for by whatever accepts anything.
    table = iri == DATASET.targets and request.query_params.get("format") in {"xlsx", "csv"}
    page = table or (not extension and wants_page(call_of(request).accept, GRAPHS))
    if not await _exists(request, iri):
        raise await _unknown(request, kind, stem if extension else slug)
    if not page:
        return await record(request, iri, EXTENSIONS.get(extension))
    view = await view_of(request)
    retired = await retired_of(request, view, iri)
    page_of = concept_page if iri in retired else _PAGES.get(kind, concept_page)
    shown = await page_of(request, view, iri)
    shown.headers["Link"] = alternates(request, f"/{kind}/{slug}")
    return shown


async def record(request: Request, iri: str, format_: str | None) -> Response:
    """A thing in RDF, with its fragments: targets, links, spans."""
    query = Query(declared(_RECORD), bindings={"_thing": ox.NamedNode(iri)}, lane=Lane.RESERVED)
    return await respond(request, query, wanted=[format_] if format_ else None)


async def _exists(request: Request, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:  # no IRI at all, such as one with "<"
        return False
    found = await rows(
        request,
        "SELECT ?p WHERE { { ?_thing ?p ?o } UNION { ?s ?p ?_thing } "
        "UNION { ?s rdfs:isDefinedBy ?_thing BIND (rdfs:isDefinedBy AS ?p) } } LIMIT 1",
        {"_thing": node},
    )
    return bool(found)


async def _unknown(request: Request, kind: str, slug: str) -> UnknownName:
    view = await view_of(request)
    wanted = f"{kind}/{slug}".rstrip("/")
    known = [
        iri.removeprefix(BASE)
        for iri in (() if view.large else view.names)
        # Codes and changes are parts of what somebody looks for.
        if iri.startswith(BASE) and "#" not in iri and not iri.startswith((AREA_CODE, CHANGE))
    ]
    # Of the kind that was asked for first: that part of an address is seldom wrong.
    like = [path for path in known if path.startswith(f"{kind}/")]
    near = difflib.get_close_matches(wanted, likeliest(wanted, like, str), n=6, cutoff=0.7)
    cutoff = 0.65 if not near else 0.8
    near += difflib.get_close_matches(wanted, likeliest(wanted, known, str), n=6, cutoff=cutoff)
    if len(near) < 3:
        # Words that only the name of a thing has: /indicator/kinh-te-so.
        found = (await index_of(request)).names.search(slug.replace("-", " "), limit=500)
        paths = [hit.entry.iri.removeprefix(BASE) for hit in found]
        if view.large:
            # To compare letters with so many names takes seconds; words find the nearest.
            like = known = [p for p in paths if "#" not in p]
        near += sorted((p for p in paths if p in known), key=lambda p: p not in like)
    near = list(dict.fromkeys(near))[:6]
    listed = ", ".join(f"/{name}" for name in near)
    return UnknownName(
        message("nothing-there-but-near" if near else "nothing-there", wanted=wanted, near=listed),
        near=[{"iri": BASE + name, "path": f"/{name}"} for name in near],
    )


_PAGES = {
    "document": document_page,
    "area": area_page,
    "indicator": indicator_page,
    "body": body_page,
    "source": source_page,
}
