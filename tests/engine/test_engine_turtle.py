"""Turtle made of sorted N-Triples is what Oxigraph's own serialiser writes."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxgraph.corpus.originals import Originals
from dxgraph.curies import namespaces
from dxgraph.engine import triples
from dxgraph.engine.graphs import arranged, grouped, lines_of
from dxgraph.engine.triples import Writing
from dxgraph.engine.turtle import turtle
from dxgraph.terms import DX, RDF, RDFS, XSD
from dxgraph.terms import PREFIXES as PREFIXES_OF_OURS

PREFIXES = {"a": "http://example.org/", "xsd": str(XSD), "h": "http://hash.example/x#"}


def _by_oxigraph(lines: list[bytes], prefixes: dict[str, str]) -> bytes:
    triples = [quad.triple for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES)]
    body = ox.serialize(triples, None, ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    return re.sub(
        rb"\A(?:@prefix [^\n]*\n)+",
        lambda match: b"".join(sorted(match.group().splitlines(keepends=True))),
        body,
    )


def _one_fragment(begin: str, local: str) -> str:
    before, _, after = local.replace("%", "%41").partition("#")
    sign = "#" if "#" in local and "#" not in begin else ""
    return f"{before}{sign}{after.replace('#', '')}"


_LOCAL = st.text("abz09_-.:~!$&'()*+,;=/?#@%é", max_size=5)
_IRIS = st.builds(
    lambda begin, local: ox.NamedNode(f"{begin}{_one_fragment(begin, local)}"),
    st.sampled_from([*PREFIXES.values(), "urn:x:", str(RDF)]),
    _LOCAL,
)
_LITERALS = st.one_of(
    st.text(max_size=6).map(ox.Literal),
    st.builds(lambda text: ox.Literal(text, language="vi"), st.text(max_size=4)),
    st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(name)),
        st.one_of(
            st.sampled_from(
                ["1", "+1", "-.5", "1.", "1.0", "1e3", ".5E-2", "e1", "true", '1"^^<x']
            ),
            st.text("0123.eE+-\n", max_size=5),
        ),
        st.sampled_from([XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.date, "urn:x:t"]),
    ),
)
_TRIPLES = st.lists(
    st.builds(
        ox.Triple,
        st.one_of(_IRIS, st.just(ox.BlankNode("b"))),
        st.one_of(_IRIS, st.just(ox.NamedNode(RDF.type))),
        st.one_of(_IRIS, _LITERALS, st.just(ox.BlankNode("c"))),
    ),
    min_size=1,
    max_size=6,
)


_DASH = ox.NamedNode("http://example.org/-a.")


@given(_TRIPLES)
@example([ox.Triple(_DASH, ox.NamedNode(RDF.type), ox.Literal("x"))])
def test_the_bytes_are_those_of_the_serialiser(triples: list[ox.Triple]) -> None:
    graph = arranged("".join(f"{triple} .\n" for triple in triples).encode())
    written = turtle(graph, PREFIXES)
    lines = lines_of(graph)
    assert lines == sorted(set(lines))
    assert written in (None, _by_oxigraph(lines, PREFIXES))


@pytest.mark.parametrize(
    "term", ["<http://example.org/bắc>", "<<( <urn:x:s> <urn:x:p> <urn:x:o> )>>"]
)
def test_what_is_rare_is_left_to_the_serialiser(term: str) -> None:
    assert turtle(grouped([f"<urn:x:s> <urn:x:p> {term} .\n".encode()]), PREFIXES) is None


def test_prefixes_that_begin_alike_are_left_to_the_serialiser() -> None:
    lines = [b"<urn:x:s> <urn:x:p> <http://example.org/a/b> .\n"]
    assert turtle(grouped(lines), {**PREFIXES, "b": "http://example.org/a/"}) is None


def test_common_terms_are_written_here() -> None:
    subject = "<http://example.org/s#1>"
    lines = [
        f'{subject} <http://example.org/p> "1"^^<{XSD.integer}> .\n'.encode(),
        f'{subject} <http://example.org/p> "x"@vi .\n'.encode(),
        f'{subject} <http://example.org/q> "2024"^^<{XSD.gYear}> .\n'.encode(),
    ]
    assert turtle(grouped(lines), {"a": "http://example.org/", "xsd": str(XSD)}) == (
        f"@prefix a: <http://example.org/> .\n@prefix xsd: <{XSD}> .\n"
        'a:s\\#1 a:p 1 , "x"@vi ;\n\ta:q "2024"^^xsd:gYear .\n'.encode()
    )


_OURS = st.builds(
    lambda begin, local: ox.NamedNode(f"{begin}{_one_fragment(begin, local)}"),
    st.sampled_from([str(PREFIXES_OF_OURS[name]) for name in ("dx", "area", "rdfs", "xsd")]),
    _LOCAL,
)


@given(
    st.lists(
        st.builds(
            ox.Triple,
            _OURS,
            st.one_of(_OURS, st.just(ox.NamedNode(RDF.type))),
            st.one_of(_OURS, _IRIS, _LITERALS),
        ),
        min_size=1,
        max_size=5,
    )
)
@example([ox.Triple(_DASH, ox.NamedNode(RDFS.label), ox.Literal(f"see {RDFS.label}"))])
@example([ox.Triple(_DASH, ox.NamedNode(RDF.type), ox.NamedNode(RDF.type))])
@example([ox.Triple(_DASH, ox.NamedNode(f"http://example.org/?{RDFS.label}"), ox.Literal(""))])
def test_the_prefixes_that_are_used_are_those_that_are_found_in_the_text(
    triples: list[ox.Triple],
) -> None:
    graph = arranged("".join(f"{triple} .\n" for triple in triples).encode())
    body = b"".join(lines_of(graph))
    found = namespaces(body)
    if not re.search(rb"22-rdf-syntax-ns#(?!type>)", body):
        found.pop("rdf", None)
    assert turtle(graph, PREFIXES_OF_OURS, used=True) in (None, turtle(graph, found))


_COMMON = st.lists(
    st.builds(
        ox.Triple,
        _OURS,
        st.one_of(_OURS, st.just(ox.NamedNode(RDF.type))),
        st.one_of(_OURS, _LITERALS),
    ),
    max_size=6,
)


_FIRST, _OTHER, _THIRD = (ox.NamedNode(f"{DX}{name}") for name in ("first", "other", "third"))


@given(st.lists(_COMMON, max_size=4))
@example(
    [[ox.Triple(_DASH, _DASH, ox.Literal(f"{text}")) for text in ("\t", "\x0b", "a", "\ufffe")]]
)
@example([[ox.Triple(ox.NamedNode(RDF.type), _DASH, _DASH)]])
@example(
    [
        [
            ox.Triple(
                ox.NamedNode(f"urn:x:{n}"), _DASH, ox.Literal(text, datatype=ox.NamedNode(kind))
            )
            for n, text in enumerate(("20.0", "20", "20.00"))
            for kind in (XSD.decimal, XSD.nonNegativeInteger)
        ]
    ]
)
@example(
    [
        [ox.Triple(_FIRST, _OTHER, _FIRST), ox.Triple(_FIRST, _FIRST, _THIRD)],
        [ox.Triple(_FIRST, _OTHER, _THIRD), ox.Triple(_FIRST, _OTHER, _FIRST)],
    ]
)
def test_solutions_in_tsv_become_the_same_bytes(answers: list[list[ox.Triple]]) -> None:
    quads = [ox.Quad(*triple) for answer in answers for triple in answer]
    originals = Originals.of(quads)
    with pytest.MonkeyPatch.context() as patch:
        # What was remembered is forgotten between one answer and the next.
        patch.setattr(triples, "_REMEMBERED", 2)
        writing = Writing(originals)
        for answer in answers:
            _compare(writing, originals, answer)


def _compare(writing: Writing, originals: Originals, answer: list[ox.Triple]) -> None:
    store = ox.Store()
    store.bulk_extend([ox.Quad(*triple) for triple in answer])
    solutions = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert isinstance(solutions, ox.QuerySolutions)
    tsv = solutions.serialize(format=ox.QueryResultsFormat.TSV) or b""
    written = writing.turtle_of_tsv(tsv)
    # What is remembered of one answer is good for the next.
    assert writing.turtle_of_tsv(tsv) == written
    graph = arranged("".join(f"{quad.triple} .\n" for quad in store).encode(), originals)
    expected = turtle(graph, PREFIXES_OF_OURS, used=True)
    if written is None:
        # What the two escape differently is left to those who take longer.
        assert expected is None or re.search(rb"[\x00-\x08\x0b-\x1f\x7f\\]|\xef\xbf|_:", tsv)
    else:
        assert written == (expected, len(lines_of(graph)))


@pytest.mark.parametrize("row", ['"a"\t<urn:x:p>\t1', "<urn:x:s>\t<urn:x:p>\t", "<urn:x:s>\t1\t1"])
def test_what_is_no_triple_is_left_to_those_who_know(row: str) -> None:
    assert Writing(Originals()).turtle_of_tsv(f"?s\t?p\t?o\n{row}\n".encode()) is None


def test_what_is_remembered_of_answers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triples, "_REMEMBERED", 2)
    writing = Writing(Originals())
    for number in range(9):
        tsv = f"?s\t?p\t?o\n<{DX}s>\t<{DX}p{number % 3}>\t{number}\n".encode()
        head = f"@prefix dx: <{DX}> .\n@prefix xsd: <{XSD}> .\n"
        expected = f"{head}dx:s dx:p{number % 3} {number} .\n".encode()
        assert writing.turtle_of_tsv(tsv) == (expected, 1)
        assert len(writing._said) <= 3
