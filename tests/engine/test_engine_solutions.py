"""Solutions in each format: IRIs with commas, texts and blank nodes, by one evaluation."""

from __future__ import annotations

import csv
import io
from typing import Any, cast

import pyoxigraph as ox
import pytest

from dxgraph.engine import solutions
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query
from dxgraph.engine.solutions import RESULTS_FORMATS

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
TEXTS = (
    "SELECT ?s ?p ?o { ?s ?p ?o FILTER(?p NOT IN (ex:other, ex:like) && !isBlank(?o)) }",
    "SELECT ?o { ?s ex:at ?o FILTER(isIRI(?o)) }",
    "SELECT ?s ?value ?text ?at WHERE { ?s ex:at ?at ; ex:text ?text ; ex:value ?value }",
    "SELECT ?late ?at $text { ?s ex:at ?at ; ex:text ?text OPTIONAL { ?s ex:late ?late } }",
    "SELECT ?none ?text ?at { ?s ex:at ?at ; ex:text ?text } LIMIT 700 OFFSET 3",
    "SELECT ?at ?s { ?s ex:text ?t ; ex:at ?at } VALUES ?t { 'a, b'@vi 'plain'@vi }",
    "# SELECT ?x\nSELECT\n?at ?x\n{ { SELECT ?at (1 AS ?x) { ?s ex:at ?at FILTER(isIRI(?at)) } } }",
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?o ?s { ?s ex:at ?o }",
    "SELECT ?at ?like { ?s ex:at ?at ; ex:like ?like }",
    "SELECT DISTINCT ?at { ?s ex:at ?at ; ex:text ?text }",
    "SELECT ?at { ?s ex:at ?at ; ex:text ?text } ORDER BY ?text ?at",
    "SELECT ?at (?s AS ?x) { ?s ex:at ?at ; ex:text ?text }",
    "SELECT ?at ?csv_0 { ?s ex:at ?at ; ex:text ?csv_0 }",
    "SELECT ?at ?t { ?s ex:at ?at ; ex:text ?x BIND(<<( ?s ex:text ?x )>> AS ?t) }",
)


@pytest.mark.parametrize("block_bytes", [1, 10_000, 262_144])
@pytest.mark.parametrize("text", TEXTS)
def test_each_cell_of_a_csv_is_the_term(
    text: str, block_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solutions, "_BLOCK_BYTES", block_bytes)
    monkeypatch.setattr(solutions, "_REMEMBERED", block_bytes)
    asked = f"PREFIX ex: <{EX}>\n{text}"
    found = cast(ox.QuerySolutions, STORE.query(asked))
    names = [variable.value for variable in found.variables]
    rows = [[_cell(row[name], {}) for name in names] for row in found]
    file = io.StringIO(newline="")
    csv.writer(file).writerows([names, *rows])
    answer = evaluate(STORE, Query(asked, results_format="csv"))
    assert answer.body.decode() == file.getvalue()
    assert answer.rows == len(rows) > 0


def _cell(term: object, nodes: dict[str, int]) -> str:
    if isinstance(term, ox.Triple):
        return " ".join(_cell(each, nodes) for each in term)
    if isinstance(term, ox.BlankNode):
        return f"_:b{nodes.setdefault(term.value, len(nodes))}"
    return "" if term is None else str(cast(ox.NamedNode, term).value)


class _Counting:
    """A store that counts how often it is asked."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def query(self, *given: Any, **named: Any) -> Any:
        self.asked += 1
        return self._store.query(*given, **named)


@pytest.mark.parametrize("results_format", sorted(RESULTS_FORMATS))
@pytest.mark.parametrize("text", TEXTS)
def test_whatever_the_answer_holds_it_is_evaluated_once(text: str, results_format: str) -> None:
    """Commas in IRIs, blank nodes and texts like these were seen only when all was written."""
    store = _Counting(STORE)
    asked = f"PREFIX ex: <{EX}>\n{text}"
    evaluate(cast(ox.Store, store), Query(asked, results_format=results_format))
    assert store.asked == 1


@pytest.mark.parametrize("results_format", ["tsv", "xml", "json"])
def test_blank_nodes_are_named_by_the_order_of_appearance(results_format: str) -> None:
    store = ox.Store()
    values = (ox.Literal(text) for text in ("_:x", '"_:y" <bnode>z</bnode>', "\\"))
    for number, value in enumerate(values):
        quad = ox.Quad(ox.BlankNode(f"n{9 - number}"), ox.NamedNode(f"{EX}_:p"), value)
        store.add(quad)
    text = "SELECT ?s ?p ?o (?s AS ?again) ?t { ?s ?p ?o BIND(<<( ?s ?p ?o )>> AS ?t) } ORDER BY ?o"
    body = evaluate(store, Query(text, results_format=results_format)).body
    kind = RESULTS_FORMATS[results_format][0]
    rows = list(cast(ox.QuerySolutions, ox.parse_query_results(body, format=kind)))
    assert [row["o"].value for row in rows] == ['"_:y" <bnode>z</bnode>', "\\", "_:x"]
    assert {row["p"] for row in rows} == {ox.NamedNode(f"{EX}_:p")}
    named = [[str(row[name]) for name in ("s", "again")] for row in rows]
    assert len({name for row in named for name in row}) == 3
    assert all(first == second for first, second in named)
    for number in range(3):
        assert f"b{number}".encode() in body
    for row in rows:
        triple = cast(ox.Triple, row["t"])
        assert (triple.subject, triple.object) == (row["s"], row["o"])
