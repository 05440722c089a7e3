"""What the service says of itself in RDF: SPARQL 1.1 Service Description, with VoID statistics.

Every node has an IRI under the endpoint's own address, so that others can point at it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request

from dxgraph.engine.evaluation import write_graph
from dxgraph.engine.protocol import Lane, Query, SnapshotInfo
from dxgraph.errors import DxgraphError
from dxgraph.formats import GRAPHS, RESULTS, Format
from dxgraph.terms import (
    BASE,
    DCTERMS,
    GRAPH,
    ONTOLOGY,
    RDF,
    RDFS,
    SD,
    VOID,
    XSD,
)
from dxgraph.web.http.answer import Answering, Ready
from dxgraph.web.http.negotiation import choose
from dxgraph.web.http.request import Call, base_of

FORMAT_IRIS: Final = {item.name: item.iri for item in (*RESULTS, *GRAPHS)}
"""W3C's names of the formats (https://www.w3.org/ns/formats/)."""

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
    """Count what the default graph holds; the cache of answers keeps the counts."""
    subjects, objects, default, classes, properties, graphs = await asyncio.gather(
        *(
            _counts(answering, text)
            for text in (_SUBJECTS, _OBJECTS, _DEFAULT, _CLASSES, _PROPERTIES, _GRAPHS)
        )
    )
    return Statistics(
        subjects.get(""), objects.get(""), default.get(""), classes, properties, graphs
    )


async def _counts(answering: Answering, text: str) -> dict[str, int]:
    try:
        kept = await answering.answer(Query(text, lane=Lane.RESERVED))
    except DxgraphError:
        # A large store may not count in time; the rest of the description is as good.
        return {}
    rows = json.loads(kept.answer.body)["results"]["bindings"]
    return {
        row["k"]["value"] if "k" in row else "": int(row["n"]["value"])
        for row in rows
        if "n" in row and row.get("k", {}).get("type") != "bnode"
    }


def describe(endpoint: str, info: SnapshotInfo, counts: Statistics) -> Iterator[ox.Triple]:
    """The statements of SPARQL 1.1 Service Description and VoID about an endpoint's address."""
    service = ox.NamedNode(f"{endpoint}#service")
    dataset = ox.NamedNode(f"{endpoint}#dataset")
    default = ox.NamedNode(f"{endpoint}#default-graph")
    say = _say

    yield say(service, RDF.type, SD.Service)
    yield say(service, SD.endpoint, endpoint)
    yield say(service, SD.supportedLanguage, SD.SPARQL11Query)
    for iri in FORMAT_IRIS.values():
        yield say(service, SD.resultFormat, iri)
    # Of other people's data, the default graph is what their files put there.
    ours = bool(info.graphs) and all(graph.startswith(GRAPH) for graph in info.graphs)
    if ours:
        yield say(service, SD.feature, SD.UnionDefaultGraph)
    yield say(service, SD.defaultDataset, dataset)
    yield say(service, SD.availableGraphs, dataset)
    for text, language in (
        ("dxgraph: truy vấn SPARQL, chỉ đọc", "vi"),
        ("dxgraph: SPARQL queries, read-only", "en"),
    ):
        yield say(service, RDFS.label, ox.Literal(text, language=language))

    yield say(dataset, RDF.type, SD.Dataset)
    yield say(dataset, RDF.type, SD.GraphCollection)
    yield say(dataset, RDF.type, VOID.Dataset)
    yield say(dataset, SD.defaultGraph, default)
    yield say(dataset, VOID.sparqlEndpoint, endpoint)
    yield say(dataset, DCTERMS.identifier, ox.Literal(info.digest))
    if ours:
        yield say(dataset, DCTERMS.license, DATA_LICENCE)
        yield say(dataset, VOID.uriSpace, ox.Literal(BASE))
        yield say(dataset, VOID.vocabulary, ONTOLOGY)
        for text, language in (
            ("Đồ thị tri thức về các cam kết chuyển đổi số của Việt Nam", "vi"),
            ("Knowledge graph of Viet Nam's digital-transformation commitments", "en"),
        ):
            yield say(dataset, DCTERMS["title"], ox.Literal(text, language=language))
    for offer in GRAPHS:
        yield say(dataset, VOID.feature, FORMAT_IRIS[offer.name])

    yield say(default, RDF.type, SD.Graph)
    yield say(default, RDF.type, VOID.Dataset)
    if counts.default is not None:
        yield _count(default, VOID.triples, counts.default)
    yield _count(dataset, VOID.triples, info.triples)
    if counts.subjects is not None:
        yield _count(dataset, VOID.distinctSubjects, counts.subjects)
    if counts.objects is not None:
        yield _count(dataset, VOID.distinctObjects, counts.objects)
    if counts.classes:
        yield _count(dataset, VOID.classes, len(counts.classes))
    if counts.properties:
        yield _count(dataset, VOID.properties, len(counts.properties))
    yield from _partitions(
        endpoint,
        dataset,
        "class",
        counts.classes,
        VOID.classPartition,
        VOID["class"],
        VOID.entities,
    )
    yield from _partitions(
        endpoint,
        dataset,
        "property",
        counts.properties,
        VOID.propertyPartition,
        VOID.property,
        VOID.triples,
    )
    for number, graph in enumerate(info.graphs):
        node = ox.NamedNode(f"{endpoint}#graph-{number}")
        inside = ox.NamedNode(f"{endpoint}#graph-{number}-content")
        yield say(dataset, SD.namedGraph, node)
        yield say(node, RDF.type, SD.NamedGraph)
        yield say(node, SD.name, graph)
        yield say(node, SD.graph, inside)
        yield say(inside, RDF.type, SD.Graph)
        if graph in counts.graphs:
            yield _count(inside, VOID.triples, counts.graphs[graph])


def _partitions(
    endpoint: str,
    dataset: ox.NamedNode,
    kind: str,
    counts: dict[str, int],
    partition: str,
    of: str,
    size: str,
) -> Iterator[ox.Triple]:
    for number, (iri, count) in enumerate(counts.items()):
        node = ox.NamedNode(f"{endpoint}#{kind}-{number}")
        yield _say(dataset, partition, node)
        yield _say(node, of, iri)
        yield _count(node, size, count)


def _say(
    subject: ox.NamedNode, predicate: str, value: str | ox.NamedNode | ox.Literal
) -> ox.Triple:
    node = ox.NamedNode(value) if isinstance(value, str) else value
    return ox.Triple(subject, ox.NamedNode(predicate), node)


def _count(subject: ox.NamedNode, predicate: str, number: int) -> ox.Triple:
    literal = ox.Literal(str(number), datatype=ox.NamedNode(XSD.integer))
    return ox.Triple(subject, ox.NamedNode(predicate), literal)


def serialise(statements: Iterable[ox.Triple], chosen: Format) -> tuple[bytes, str]:
    """The statements in a format, the same bytes every time; and its media type."""
    lines = sorted({f"{statement} .\n".encode() for statement in statements})
    media_type = chosen.content_type
    return write_graph(lines, chosen.name, "", None), media_type


async def respond(answering: Answering, request: Request, call: Call, wanted: list[str]) -> Ready:
    """The service description in the format that the client wants; raises NotAcceptable."""
    chosen = choose(call.accept, wanted, GRAPHS)
    info = await answering.snapshot()
    counts = await statistics(answering)
    statements = describe(base_of(request) + "/sparql", info, counts)
    return await answering.content(call, *serialise(statements, chosen))
