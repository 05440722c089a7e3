"""A CSV of IRIs with commas is the same by way of text in their columns as by way of TSV."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox
import pytest

from dxgraph.engine import Query, commas
from dxgraph.engine.commas import csv_of_tsv, quoting
from dxgraph.engine.evaluation import evaluate

EX = "http://example.org/"
ROWS = 900
"""Enough for several looks at what is written."""


def _store() -> ox.Store:
    store = ox.Store()
    name = ox.NamedNode

    def say(subject: str, predicate: str, term: ox.NamedNode | ox.Literal | ox.BlankNode) -> None:
        store.add(ox.Quad(name(EX + subject), name(EX + predicate), term))

    texts = ("a, b", 'say "so"', "two\r\nlines", '"', "plain", "a:b", "5,5", ",", "")
    kinds = ("string", "integer", "decimal", "double", "boolean", "date", "gYear")
    values = ("x", "5", "5.50", "5e3", "true", "2030-12-31", "2030")
    for number in range(ROWS):
        thing = f"thing-{number}"
        say(thing, "at", name(f"{EX}text#char={number},{number + 5}"))
        say(thing, "text", ox.Literal(texts[number % len(texts)], language="vi"))
        kind = name(f"http://www.w3.org/2001/XMLSchema#{kinds[number % 7]}")
        say(thing, "value", ox.Literal(values[number % 7], datatype=kind))
        say(thing, "other", name(f"urn:x:{number},a,{number},urn:x:b"))
        if number > ROWS - 5:
            say(thing, "late", name(f"{EX}late#char=1,2"))
    say("thing-7", "like", ox.Literal("_:x"))
    store.add(ox.Quad(name(EX + "node"), name(EX + "at"), ox.BlankNode("b")))
    return store


STORE = _store()
BY_TEXT = (
    "SELECT ?s ?p ?o { ?s ?p ?o FILTER(?p NOT IN (ex:other, ex:like) && !isBlank(?o)) }",
    "SELECT ?o { ?s ex:at ?o FILTER(isIRI(?o)) }",
    "SELECT ?s ?value ?text ?at WHERE { ?s ex:at ?at ; ex:text ?text ; ex:value ?value }",
    "SELECT ?late ?at $text { ?s ex:at ?at ; ex:text ?text OPTIONAL { ?s ex:late ?late } }",
    "SELECT ?none ?text ?at { ?s ex:at ?at ; ex:text ?text } LIMIT 700 OFFSET 3",
    "SELECT ?at ?s { ?s ex:text ?t ; ex:at ?at } VALUES ?t { 'a, b'@vi 'plain'@vi }",
    "# SELECT ?x\nSELECT\n?at ?x\n{ { SELECT ?at (1 AS ?x) { ?s ex:at ?at FILTER(isIRI(?at)) } } }",
)
OTHERWISE = (
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?o ?s { ?s ex:at ?o }",
    "SELECT ?at ?like { ?s ex:at ?at ; ex:like ?like }",
    "SELECT DISTINCT ?at { ?s ex:at ?at ; ex:text ?text }",
    "SELECT ?at { ?s ex:at ?at ; ex:text ?text } ORDER BY ?text ?at",
    "SELECT ?at (?s AS ?x) { ?s ex:at ?at ; ex:text ?text }",
    "SELECT ?at ?csv_0 { ?s ex:at ?at ; ex:text ?csv_0 }",
    "SELECT ?at ?t { ?s ex:at ?at ; ex:text ?x BIND(<<( ?s ex:text ?x )>> AS ?t) }",
)


@pytest.mark.parametrize("text", BY_TEXT + OTHERWISE)
def test_the_bytes_are_those_made_of_tsv(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def watched(tsv: bytes) -> bytes:
        made.append(tsv)
        return csv_of_tsv(tsv)

    monkeypatch.setattr(commas, "csv_of_tsv", watched)
    asked = f"PREFIX ex: <{EX}>\n{text}"
    solutions = cast(ox.QuerySolutions, STORE.query(asked))
    tsv = solutions.serialize(format=ox.QueryResultsFormat.TSV) or b""
    answer = evaluate(STORE, Query(asked, results_format="csv"))
    assert answer.body == csv_of_tsv(tsv)
    assert answer.rows == tsv.count(b"\n") - 1
    assert bool(made) == (text in OTHERWISE)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a ?a { ?a ?b ?c }",
        "SELECT ?a?b { ?a ?b ?c }",
        "SELECT REDUCED ?a { ?a ?b ?c }",
        "SELECT ?a { ?a ?b ?c } HAVING(1)",
        "SELECT ?a #?b\n { ?a ?b ?c }",
        "ASK {}",
        "",
    ],
)
def test_what_shows_more_than_variables_is_left_as_it_is(text: str) -> None:
    assert quoting(text, [0]) is None
