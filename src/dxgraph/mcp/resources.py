"""What programs that talk may read without a tool: the queries, the areas and the documents.

A list each, and what stands behind every name in it: of a query its text and parameters, of an
area or document what the graph says of it, in Turtle, at the IRI that it has everywhere else.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import pyoxigraph as ox
from mcp.server.caching import CacheableMethod, CacheHint
from mcp.server.mcpserver import MCPServer

from dxgraph.catalogue import Catalogue
from dxgraph.curies import declared
from dxgraph.engine.protocol import Answer, Lane, Query, SnapshotInfo
from dxgraph.errors import UnknownName
from dxgraph.formats import TURTLE
from dxgraph.messages import message
from dxgraph.model.answers import bindings
from dxgraph.terms import AREA, DOCUMENT

Ask = Callable[[Query], Awaitable[Answer]]

_FRESH: Final = CacheHint(ttl_ms=300_000, scope="public")
"""The protocol has a duration and no "until the next snapshot". A new one is taken up at most so
often that five minutes do no harm; it is named in what is read of the data, so that a client sees
when it has changed. What is listed belongs to the program and never changes with the data."""

CACHE_HINTS: Final[Mapping[CacheableMethod, CacheHint]] = {
    "tools/list": _FRESH,
    "prompts/list": _FRESH,
    "resources/list": _FRESH,
    "resources/templates/list": _FRESH,
    "resources/read": _FRESH,
}

_JSON: Final = "application/json"

_AREAS: Final = """SELECT ?s ?vi ?en (COUNT(?t) AS ?targets) WHERE {
  ?s a dx:Area OPTIONAL { ?s rdfs:label ?vi FILTER (LANG(?vi) = "vi") }
  OPTIONAL { ?s rdfs:label ?en FILTER (LANG(?en) = "en") }
  OPTIONAL { ?t a dx:Target ; sdmx-dimension:refArea ?s }
} GROUP BY ?s ?vi ?en ORDER BY ?s"""

_DOCUMENTS: Final = """SELECT ?s ?vi ?en ?number ?date ?extent (COUNT(?t) AS ?targets) WHERE {
  ?s a dx:PolicyDocument OPTIONAL { ?s rdfs:label ?vi FILTER (LANG(?vi) = "vi") }
  OPTIONAL { ?s rdfs:label ?en FILTER (LANG(?en) = "en") }
  OPTIONAL { ?s eli:id_local ?number } OPTIONAL { ?s eli:date_document ?date }
  OPTIONAL { ?s dx:readingExtent ?extent } OPTIONAL { ?t a dx:Target ; dx:statedIn ?s }
} GROUP BY ?s ?vi ?en ?number ?date ?extent ORDER BY ?s"""

_OF_A_DOCUMENT: Final = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND (?_thing AS ?s) } UNION { ?s dx:statedIn ?_thing } ?s ?p ?o }"""
_OF_AN_AREA: Final = "CONSTRUCT { ?s ?p ?o } WHERE { BIND (?_thing AS ?s) ?s ?p ?o }"


def register(
    made: MCPServer[Any],
    ask: Ask,
    info: Callable[[], Awaitable[SnapshotInfo]],
    catalogue: Catalogue,
) -> None:
    """Let a server offer the resources."""

    async def listed(key: str, things: list[dict[str, Any]]) -> str:
        members = {"snapshot": (await info()).digest, key: things}
        return json.dumps(members, ensure_ascii=False, indent=1)

    async def rows(text: str) -> list[dict[str, Any]]:
        answer = await ask(Query(declared(text), lane=Lane.RESERVED))
        return [_row(row) for row in bindings(answer.body)]

    async def turtle(text: str, iri: str) -> str:
        """Raises UnknownName for a thing that the graph says nothing of."""
        try:
            node = {"_thing": ox.NamedNode(iri)}
        except ValueError:
            raise _unknown(iri) from None
        answer = await ask(Query(declared(text), bindings=node, lane=Lane.RESERVED))
        if not answer.rows:
            raise _unknown(iri)
        digest = answer.digest or (await info()).digest
        return f"# snapshot {digest}\n{answer.body.decode()}"

    @made.resource("dxgraph://queries", title="The named queries", mime_type=_JSON)
    async def queries() -> str:
        """The questions that are ready, each with what it answers."""
        found = [
            {"name": named.name, "uri": f"dxgraph://queries/{named.name}", **named.summary}
            for named in catalogue
        ]
        return await listed("queries", found)

    @made.resource("dxgraph://queries/{name}", title="One named query", mime_type=_JSON)
    async def query(name: str) -> str:
        """Its SPARQL text, what it answers, and its parameters."""
        named = catalogue[name]
        members = {
            "name": named.name,
            "question": named.summary,
            "description": named.description,
            "parameters": [
                {
                    "name": parameter.name,
                    "kind": parameter.kind.name,
                    "required": parameter.required,
                    "meaning": parameter.label,
                }
                for parameter in named.parameters
            ],
            "sparql": named.text,
        }
        return json.dumps(members, ensure_ascii=False, indent=1)

    @made.resource("dxgraph://areas", title="The areas", mime_type=_JSON)
    async def areas() -> str:
        """The country, its regions and its provinces, those before and after 1 July 2025, each
        with how many targets are held of it; none held is not none set."""
        return await listed("areas", await rows(_AREAS))

    @made.resource("dxgraph://documents", title="The documents", mime_type=_JSON)
    async def documents() -> str:
        """Every document with its number, day, how far it was read, and its targets. Only of one
        whose reading extent is complete does anything follow from silence."""
        return await listed("documents", await rows(_DOCUMENTS))

    @made.resource(f"{AREA}{{slug}}", title="One area", mime_type=TURTLE.media_type)
    async def area(slug: str) -> str:
        """What the graph says of an area."""
        return await turtle(_OF_AN_AREA, AREA[slug])

    @made.resource(f"{DOCUMENT}{{slug}}", title="One document", mime_type=TURTLE.media_type)
    async def document(slug: str) -> str:
        """What the graph says of a document, with all its targets."""
        return await turtle(_OF_A_DOCUMENT, DOCUMENT[slug])


def _row(row: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    value: dict[str, Any] = {name: term["value"] for name, term in row.items()}
    value["uri"] = value.pop("s")
    value["targets"] = int(value["targets"])
    return value


def _unknown(iri: str) -> UnknownName:
    return UnknownName(message("no-resource", iri=iri))


__all__ = ["CACHE_HINTS", "register"]
