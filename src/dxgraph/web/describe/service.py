"""What the service says of itself in RDF: SPARQL 1.1 Service Description, with VoID statistics.

Every node has an IRI under the endpoint's own address, so that others can point at it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request

from dxgraph.engine.graphs import grouped, write_graph
from dxgraph.engine.protocol import Lane, Query, SnapshotInfo
from dxgraph.errors import DxgraphError
from dxgraph.formats import GRAPHS, RESULTS, Format
from dxgraph.model.answers import bindings
from dxgraph.terms import GRAPH
from dxgraph.web.describe.turtle import fill
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.negotiation import choose
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call, base_of
from dxgraph.web.words import by_language

TITLE: Final = by_language("descriptions")["title"]
DATA_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"

_CLASSES: Final = "SELECT ?k (COUNT(*) AS ?n) WHERE { ?s a ?k } GROUP BY ?k ORDER BY ?k"
_PROPERTIES: Final = "SELECT ?k (COUNT(*) AS ?n) WHERE { ?s ?k ?o } GROUP BY ?k ORDER BY ?k"
_GRAPHS: Final = (
    "SELECT ?k (COUNT(*) AS ?n) WHERE { GRAPH ?k { ?s ?p ?o } } GROUP BY ?k ORDER BY ?k"
)
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"
_DEFAULT: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_OBJECTS: Final = "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of a snapshot; a count that could not be had in time is absent."""

    subjects: int | None = None
    objects: int | None = None
    default: int | None = None
    """Triples of the default graph."""
    classes: dict[str, int] = field(default_factory=dict)
    """Instances of each class."""
    properties: dict[str, int] = field(default_factory=dict)
    """Triples of each property."""
    graphs: dict[str, int] = field(default_factory=dict)
    """Triples of each named graph."""


async def statistics(answering: Answering) -> Statistics:
    """Count what the default graph holds, once a snapshot."""
    subjects, objects, default, classes, properties, graphs = await asyncio.gather(
        *(
            _counts(answering, text)
            for text in (_SUBJECTS, _OBJECTS, _DEFAULT, _CLASSES, _PROPERTIES, _GRAPHS)
        )
    )
    return Statistics(
        subjects.get(""), objects.get(""), default.get(""), classes, properties, graphs
    )


async def graph_sizes(answering: Answering) -> dict[str, int]:
    """The triples of each named graph, without the counts that take longer."""
    return await _counts(answering, _GRAPHS)


async def _counts(answering: Answering, text: str) -> dict[str, int]:
    async def counted() -> dict[str, int]:
        kept = await answering.answer(Query(text, lane=Lane.RESERVED))
        return {
            row["k"]["value"] if "k" in row else "": int(row["n"]["value"])
            for row in bindings(kept.answer.body)
            if "n" in row and row.get("k", {}).get("type") != "bnode"
        }

    try:
        return await answering.once(text, counted)
    except DxgraphError:
        # A large store may not count in time; the rest of the description is as good.
        return {}


def is_ours(info: SnapshotInfo) -> bool:
    """Whether the snapshot is our own graph, and not other people's data in our service."""
    return bool(info.graphs) and all(graph.startswith(GRAPH) for graph in info.graphs)


def describe(
    endpoint: str, info: SnapshotInfo, counts: Statistics, *, federated: bool = False
) -> Iterator[ox.Triple]:
    """What `service.ttl` says about an endpoint's address."""
    return fill(
        "service.ttl",
        endpoint=endpoint,
        info=info,
        counts=counts,
        ours=is_ours(info),
        federated=federated,
        title=TITLE,
        licence=DATA_LICENCE,
        # SPARQL 1.1 Service Description names formats by IRIs, which the W3C gives.
        formats=[each for each in (*RESULTS, *GRAPHS) if each.iri],
        graphs=GRAPHS,
    )


def serialise(statements: Iterable[ox.Triple], chosen: Format) -> tuple[bytes, str]:
    """The statements in a format, the same bytes every time; and its media type."""
    graph = grouped(f"{statement} .\n".encode() for statement in statements)
    media_type = chosen.content_type
    return write_graph(graph, chosen.name, "", None), media_type


async def respond(answering: Answering, request: Request, call: Call, wanted: list[str]) -> Ready:
    """The service description in the format that the client wants; raises NotAcceptable."""
    chosen = choose(call.accept, wanted, GRAPHS)
    info = await answering.snapshot()
    counts = await statistics(answering)
    statements = describe(
        base_of(request) + "/sparql",
        info,
        counts,
        federated=bool(answering.settings.service_allow_list),
    )
    return await answering.content(call, *serialise(statements, chosen))
