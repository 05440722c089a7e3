"""pySHACL, the reference, finds what our engines find: on every example and on the whole graph."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dxgraph import corpus
from dxgraph.curies import shorten
from dxgraph.terms import RDF, SH, XSD
from dxgraph.validation.core import check_core
from dxgraph.validation.files import read
from dxgraph.validation.finding import Result
from dxgraph.validation.judge import _parsed, check_graph, empty_graph
from dxgraph.validation.shapes import Shapes
from dxgraph.validation.sparql import check_sparql
from support.shape_examples import Example, Graph, base, examples, files, shapes, store_of, words

FILES = files()
EXAMPLES = [example for file in FILES for example in examples(file)]
_NUMBERS = {XSD[name] for name in ("decimal", "integer", "nonNegativeInteger")}


def ours(graph: Iterable[ox.Triple], judges: Shapes) -> set[tuple[object, ...]]:
    triples = list(graph)
    rows = [row.result for row in check_sparql(judges, store_of(triples))]
    return {_plain(result) for result in check_core(judges.core, _text(triples)) + rows}


def reference(graph: Graph, judges: Shapes) -> set[tuple[object, ...]]:
    """By pySHACL; what a graph shares with the base is read once, because rdflib is slow at it."""
    ground, held = _ground()
    away, more = _read(held - graph), _read(graph - held)
    for triple in away:
        ground.remove(triple)
    for triple in more:
        ground.add(triple)
    try:
        return {_plain(result) for result in check_graph(judges.whole, ground)}
    finally:
        for triple in more:
            ground.remove(triple)
        for triple in away:
            ground.add(triple)


@cache
def _ground() -> tuple[rdflib.Graph, Graph]:
    held = base() - words()
    return empty_graph().parse(data=_text(held), format="nt"), held


def _read(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=_text(graph), format="nt")


@lru_cache(maxsize=4)
def only(*nodes: str) -> Shapes:
    """The shapes, with no other node shapes than these; what nothing leads to is not tried."""
    kept = set(nodes).union(*map(_parts, nodes))
    others = {ox.NamedNode(name) for name in shapes().named if name not in kept}
    return Shapes(tuple(triple for triple in shapes().triples if triple.subject not in others))


def _text(graph: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(graph, format=ox.RdfFormat.N_TRIPLES) or b""


def _plain(result: Result) -> tuple[object, ...]:
    """A result to compare: numbers by their value, because stores write them in their own way."""
    value: object = result.value
    if result.value and result.value.startswith('"'):
        parsed: list[ox.Quad] = list(
            ox.parse(f"<a:a> <a:a> {result.value} .", format=ox.RdfFormat.N_TRIPLES)
        )
        literal = parsed[0].object
        assert isinstance(literal, ox.Literal)
        if literal.datatype.value in _NUMBERS:
            value = Decimal(literal.value)
    return (
        result.focus,
        result.shape,
        result.component,
        result.severity,
        value,
        result.constraint,
    )


def _node_shape(example: Example) -> str:
    """The node shape that an example is about."""
    iri = example.constraint.iri
    return _holders().get(iri, iri)


@cache
def _holders() -> dict[str, str]:
    """The node shape of each property shape and SPARQL constraint, the first that has it."""
    found: dict[str, str] = {}
    for triple in shapes().triples:
        if triple.predicate.value not in {SH.property, SH.sparql}:
            continue
        if isinstance(triple.object, ox.NamedNode):
            assert isinstance(triple.subject, ox.NamedNode)
            found.setdefault(triple.object.value, triple.subject.value)
    return found


@cache
def _parts(shape: str) -> set[str]:
    """The property shapes and SPARQL constraints of a node shape, and what these refer to."""
    parts = {
        triple.object.value
        for triple in shapes().triples
        if triple.predicate.value in {SH.property, SH.sparql, SH.node}
        and triple.subject == ox.NamedNode(shape)
        and isinstance(triple.object, ox.NamedNode)
    }
    return parts.union(*map(_parts, parts))


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_reference_agrees_on_an_example(example: Example) -> None:
    judges = only(_node_shape(example))
    found = ours(example.graph - words(), judges)
    assert found == reference(example.graph - words(), judges)
    assert bool(found) == example.refused


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_reference_agrees_on_all_examples_of_a_file_in_one_heap(file: Path) -> None:
    """All faults at once, with all the shapes: what one fault hides or brings about counts too."""
    heap = set(base())
    for example in examples(file):
        if example.refused:
            heap = (heap - example.removed) | example.added
    graph = frozenset(heap) - words()
    found = ours(graph, shapes())
    assert len(found) > 1
    assert found == reference(graph, shapes())


def _some() -> Iterator[corpus.CorpusFile]:
    """Our own files, without those that say nothing of a kind that no file before them says: a
    property of a class with a code, or with values of a namespace, of a datatype, in a language.
    pySHACL needs its time for each statement, and most documents of a country are alike in this.

    A document that is left out leaves references to nothing behind, on which the judges agree too.
    """
    codes = {quad.subject for file in corpus.vocabulary_files() for quad in corpus.parse(file)}
    known: set[tuple[str, str, str]] = set()
    for file in corpus.files():
        kinds = set(_kinds(list(corpus.parse(file)), codes))
        if not kinds <= known:
            known |= kinds
            yield file


def _kinds(quads: list[ox.Quad], codes: Container[object]) -> Iterator[tuple[str, str, str]]:
    classes: dict[object, list[str]] = {}
    for quad in quads:
        if quad.predicate.value == RDF.type:
            classes.setdefault(quad.subject, []).append(str(quad.object))
    for quad in quads:
        value = quad.object
        if isinstance(value, ox.Literal):
            kind = value.language or value.datatype.value
        else:
            iri = str(getattr(value, "value", value))
            kind = iri if value in codes else shorten(iri).partition(":")[0]
        for of in classes.get(quad.subject, [""]):
            yield of, quad.predicate.value, kind


@cache
def _country() -> tuple[list[ox.Triple], rdflib.Graph]:
    """The graph of a country, for our engines and for pySHACL, read once for all parts."""
    graph = [triple for triple, _ in read(_some(), shapes()).triples.values()]
    assert len(graph) > 20_000
    return graph, empty_graph().parse(data=_text(graph), format="nt")


@pytest.mark.parametrize("part", range(4))
def test_the_reference_agrees_on_the_graph_of_a_country(part: int) -> None:
    graph, read_by_rdflib = _country()
    nodes = sorted(
        triple.subject.value
        for triple in shapes().triples
        if triple.predicate.value == RDF.type
        and triple.object == ox.NamedNode(SH.NodeShape)
        and isinstance(triple.subject, ox.NamedNode)
        and next(shapes().targets(triple.subject.value), None)
    )[part::4]
    found = {_plain(one) for one in check_graph(only(*nodes).whole, read_by_rdflib)}
    assert ours(graph, only(*nodes)) == found


@pytest.mark.parametrize(
    ("query", "fewer"),
    [
        ("SELECT DISTINCT ?p { ?s ?p ?o FILTER (isIRI(?p)) }", True),
        ("SELECT DISTINCT ?p { ?s ?p ?o FILTER NOT EXISTS { ?p a ?kind } }", True),
        ("SELECT DISTINCT ?t { ?s ?p ?o BIND (STR(?o) AS ?t) FILTER (?t != '') }", True),
        ("SELECT DISTINCT ?s ?p { ?s ?p ?o FILTER (?p != ?o) }", False),
        ("SELECT DISTINCT ?s ?p { ?s ?p ?o FILTER EXISTS { ?o a ?kind } }", False),
        ("SELECT DISTINCT ?p { ?s ?p ?o }", False),
    ],
)
def test_the_reference_tries_a_filter_once_on_rows_that_are_alike_for_it(
    query: str, fewer: bool
) -> None:
    part = _parsed(query).algebra.p.p
    while part.p.name in {"Filter", "Extend"}:
        part = part.p
    assert (part.p.name == "Distinct") is fewer
    graph = _read(frozenset(sorted(base(), key=str)[:300]))
    assert set(graph.query(_parsed(query))) == set(graph.query(query))
