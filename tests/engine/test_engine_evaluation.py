"""One query, one store, one answer in bytes: formats, stable bytes, errors with their place."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from dxgraph.engine.evaluation import Rules, evaluate
from dxgraph.engine.graphs import GRAPH_FORMATS
from dxgraph.engine.protocol import Form, Query
from dxgraph.engine.solutions import MADE_OF_JSON, RESULTS_FORMATS
from dxgraph.errors import (
    NotAcceptable,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    ResultTooLarge,
    UsageError,
)
from support.engine import EX, GRAPHS, LOOKUP, TRIG, small_store
from support.places import TESTS

STORE = small_store()
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"


def body(text: str, **asked: object) -> bytes:
    return evaluate(STORE, Query(text, **asked)).body  # type: ignore[arg-type]


def test_a_select_says_its_form_rows_and_type() -> None:
    answer = evaluate(STORE, Query(LOOKUP), run_id="r1")
    assert (answer.form, answer.rows, answer.run_id) == (Form.SELECT, 1, "r1")
    assert answer.media_type == "application/sparql-results+json"
    (row,) = json.loads(answer.body)["results"]["bindings"]
    assert row["name"] == {"type": "literal", "xml:lang": "vi", "value": "Bắc Giang"}


def test_every_results_format_holds_the_same_rows() -> None:
    for name, (kind, media_type) in RESULTS_FORMATS.items():
        answer = evaluate(STORE, Query(ALL, results_format=name))
        assert answer.media_type == media_type
        assert answer.rows == 10
        if name == "csv":
            assert len(list(csv.reader(io.StringIO(answer.body.decode())))) == 11
        elif name not in MADE_OF_JSON:
            found = ox.parse_query_results(answer.body, format=kind)
            assert isinstance(found, ox.QuerySolutions)
            assert len(list(found)) == 10


POSITION = "https://example.org/source#char=873,905"
"""An IRI with a comma, as that of every position in a text."""


def test_an_iri_with_a_comma_is_one_field_of_a_csv() -> None:
    values = f'(<{POSITION}> "a, \\"b\\"") (<urn:x> "") (UNDEF "xuống\\ndòng")'
    given = body(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {values} }} }}", results_format="csv")
    rows = list(csv.reader(io.StringIO(given.decode(), newline="")))
    assert rows[1] == [POSITION, 'a, "b"']
    assert rows[2:] == [["urn:x", ""], ["", "xuống\ndòng"]]


def test_an_iri_with_a_comma_changes_no_other_line_of_a_csv() -> None:
    values = 'UNDEF "" " a;b " "1,5" "\\"" "\\r" 1.5 true "x"@vi'
    plain = body(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}", results_format="csv")
    torn = body(f"SELECT ?x {{ VALUES ?x {{ {values} <{POSITION}> }} }}", results_format="csv")
    assert torn == plain + f'"{POSITION}"\r\n'.encode()


def test_a_triple_in_a_torn_csv_is_one_field_of_its_terms() -> None:
    triple = 'TRIPLE(BNODE(), <urn:b>, TRIPLE(<urn:x>, <urn:b>, "é, \\"\\n"))'
    given = body(f"SELECT ({triple} AS ?t) (<{POSITION}> AS ?x) {{}}", results_format="csv")
    rows = list(csv.reader(io.StringIO(given.decode(), newline="")))
    assert rows == [["t", "x"], ['_:b0 urn:b urn:x urn:b é, "\n', POSITION]]


def test_xml_and_text_say_their_charset() -> None:
    assert all("charset=utf-8" in RESULTS_FORMATS[name][1] for name in ("xml", "csv", "tsv"))


def test_every_graph_format_holds_the_same_graph() -> None:
    for name, (kind, media_type) in GRAPH_FORMATS.items():
        answer = evaluate(STORE, Query("CONSTRUCT WHERE { ?s ?p ?o }", graph_format=name))
        assert answer.media_type == media_type
        assert (answer.form, answer.rows) == (Form.CONSTRUCT, 10)
        assert len({str(quad.triple) for quad in ox.parse(answer.body, format=kind)}) == 10


def test_ask_and_describe_are_told_apart() -> None:
    asked = evaluate(STORE, Query("ASK { ?s ?p 7 }"))
    assert (asked.form, asked.rows, json.loads(asked.body)["boolean"]) == (Form.ASK, 1, True)
    assert evaluate(STORE, Query(f"DESCRIBE <{EX}bac-ninh>")).form is Form.DESCRIBE
    made = "CONSTRUCT { ?s ?p 'DESCRIBE' } { ?s ?p ?o }"
    assert evaluate(STORE, Query(made)).form is Form.CONSTRUCT


@pytest.mark.parametrize("name", list(RESULTS_FORMATS))
@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT * { FILTER(false) }", 0),
        ("SELECT * {}", 1),
        ("SELECT ?x { VALUES ?x { 1 UNDEF 2 UNDEF } }", 4),
        ("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) (UNDEF 2) (UNDEF UNDEF) } }", 3),
        (
            'SELECT ?x { VALUES ?x { "}},{" "a\\r\\n\\"b\\"" "},{\\"x\\":{\\"type\\":\\"" "{}" } }',
            4,
        ),
        ('SELECT ?x { VALUES ?x { "<result>" "{\\\\" "\\\\" "},{" "_:b" } }', 5),
    ],
)
def test_rows_are_counted_whatever_they_hold(name: str, text: str, rows: int) -> None:
    assert evaluate(STORE, Query(text, results_format=name)).rows == rows


def test_the_same_query_gives_the_same_bytes_in_every_process() -> None:
    program = f"""
import hashlib, sys
sys.path.insert(0, {str(TESTS)!r})
from support.engine import small_store
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query
store = small_store()
for text in (
    "SELECT * {{ ?s ?p ?o }}",
    "SELECT ?g {{ GRAPH ?g {{}} }}",
    "SELECT * {{ GRAPH ?g {{ ?s <{EX}next>* ?o }} }}",
    "SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p ?o }} GROUP BY ?p",
    "SELECT ?x ?y {{ ?s ?p ?o BIND(BNODE() AS ?x) BIND(BNODE(?p) AS ?y) }}",
    "CONSTRUCT {{ ?s <{EX}of> [ <{EX}p> ?o ; <{EX}q> [] ] }} {{ ?s ?p ?o }}",
    "DESCRIBE ?s {{ ?s ?p 7 }}",
):
    for name in ("json", "xml", "csv", "tsv"):
        for graph in ("turtle", "nquads", "rdfxml", "jsonld"):
            query = Query(text, results_format=name, graph_format=graph)
            print(hashlib.sha256(evaluate(store, query).body).hexdigest())
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        ).stdout
        for _ in range(3)
    }
    assert len(told) == 1


def test_a_graph_is_sorted_and_free_of_repetition() -> None:
    text = f"CONSTRUCT {{ <{EX}all> <{EX}has> ?p }} {{ ?s ?p ?o }}"
    lines = body(text, graph_format="ntriples").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == 3


def test_blank_nodes_are_named_by_their_order() -> None:
    text = "SELECT ?x ?y { BIND(BNODE() AS ?x) BIND(BNODE() AS ?y) }"
    assert body(text, results_format="csv") == b"x,y\r\n_:b0,_:b1\r\n"
    assert b"<bnode>b1</bnode>" in body(text, results_format="xml")
    assert b"_:b0\t_:b1" in body(text, results_format="tsv")


def test_a_text_that_looks_like_a_blank_node_stays() -> None:
    text = 'SELECT ?x ?y { BIND("_:b7" AS ?x) BIND(BNODE() AS ?y) }'
    assert body(text, results_format="csv") == b"x,y\r\n_:b7,_:b0\r\n"


def test_turtle_has_the_prefixes_that_it_uses_and_no_others() -> None:
    text = f"PREFIX mine: <{EX}> CONSTRUCT {{ ?s a mine:Province }} WHERE {{ ?s mine:value 7 }}"
    assert body(text) == f"@prefix mine: <{EX}> .\nmine:bac-giang a mine:Province .\n".encode()


def test_xml_keeps_carriage_returns_and_refuses_what_it_cannot_carry() -> None:
    kept = body('SELECT ("a\\r\\nb" AS ?x) {}', results_format="xml")
    assert [text for text in ElementTree.fromstring(kept).itertext() if text] == ["a\r\nb"]  # noqa: S314
    with pytest.raises(NotAcceptable):
        body('SELECT ("a\\u0001" AS ?x) {}', results_format="xml")
    with pytest.raises(NotAcceptable):
        body('CONSTRUCT { <a:s> <a:p> "\\u0001" } {}', graph_format="rdfxml")


def test_rdf_xml_refuses_a_property_that_is_no_name() -> None:
    with pytest.raises(NotAcceptable) as refused:
        body(f"CONSTRUCT {{ ?s <{EX}2024/> ?o }} {{ ?s ?p ?o }}", graph_format="rdfxml")
    assert f"{EX}2024/" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("SELECT * {\n ?s dx:unit ?o }", 2, 5, "dx: is not declared"),
        ("SELECT * {\n ?s ?p ", 2, 8, ""),
        ("SELECT ?x { ?x ?y ?z } GROUP BY ?y", 1, 35, "unbound"),
    ],
)
def test_a_syntax_error_has_its_place(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        body(text)
    assert (error.value.line, says in error.value.message) == (line, True)
    assert error.value.column is not None
    assert abs(error.value.column - column) <= 1


def test_an_undeclared_prefix_of_ours_comes_with_its_remedy() -> None:
    with pytest.raises(QuerySyntaxError) as error:
        body("SELECT * { ?s dx:unit ?o }")
    assert "PREFIX dx: <https://w3id.org/dxgraph/ontology#>" in error.value.remedy


@pytest.mark.parametrize("text", ["INSERT DATA {}", "LOAD <http://e/>", "DROP ALL"])
def test_updates_are_refused_by_name(text: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        body(text)
    assert refused.value.extra["rule"] == "read-only"


def test_an_unknown_function_is_the_querys_fault() -> None:
    with pytest.raises(QueryError):
        body("SELECT (<http://e/f>(1) AS ?x) {}")


def test_half_a_surrogate_pair_is_a_syntax_error() -> None:
    with pytest.raises(QuerySyntaxError):
        body("SELECT ('\ud800' AS ?x) {}")


@pytest.mark.parametrize("asked", [{"results_format": "xls"}, {"graph_format": "html"}])
def test_an_unknown_format_is_wrong_use(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        body(ALL, **asked)


def test_the_protocols_dataset_selects_named_graphs() -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    tsv = {"results_format": "tsv"}
    assert body(count, default_graphs=GRAPHS[:1], **tsv) == b"?n\n7\n"
    assert body(count, default_graphs=GRAPHS, **tsv) == b"?n\n10\n"
    assert body(count, named_graphs=GRAPHS[:1], **tsv) == b"?n\n0\n"
    named = "SELECT ?g { GRAPH ?g { ?s ?p 9 } }"
    assert body(named, named_graphs=GRAPHS[:1], **tsv) == b"?g\n"
    assert body(named, named_graphs=GRAPHS, **tsv) == f"?g\n<{GRAPHS[1]}>\n".encode()


def test_the_protocols_dataset_goes_before_the_querys() -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{GRAPHS[1]}> {{ ?s ?p ?o }}"  # noqa: S608 - SPARQL
    assert body(text, results_format="tsv") == b"?n\n3\n"
    assert body(text, results_format="tsv", default_graphs=GRAPHS[:1]) == b"?n\n7\n"


@pytest.mark.parametrize(
    "query",
    [
        Query(f"ASK FROM <{EX}graph/none> {{ ?s ?p ?o }}"),
        Query(f"ASK FROM NAMED <{EX}graph/none> {{ ?s ?p ?o }}"),
        Query(ALL, default_graphs=(f"{EX}graph/none",)),
        Query(ALL, named_graphs=(GRAPHS[0], f"{EX}graph/none")),
    ],
)
def test_a_graph_that_the_snapshot_lacks_is_refused(query: Query) -> None:
    with pytest.raises(QueryRefused) as refused:
        evaluate(STORE, query)
    assert refused.value.extra["rule"] == "only-graphs-of-the-snapshot"


def test_an_answer_has_a_largest_size() -> None:
    from dxgraph.engine.evaluation import answer

    rules = Rules(graphs=frozenset(GRAPHS))
    assert len(answer(STORE, Query(ALL), rules, limit=5000)[0]) < 5000
    for query in (Query(ALL), Query("CONSTRUCT WHERE { ?s ?p ?o }"), Query(ALL, "xml")):
        with pytest.raises(ResultTooLarge) as reached:
            answer(STORE, query, rules, limit=500)
        assert reached.value.extra["limit"] == "result_mb"


def test_the_small_graph_is_what_the_tests_say() -> None:
    assert len({str(quad) for quad in ox.parse(TRIG, format=ox.RdfFormat.TRIG)}) == 20


@pytest.mark.parametrize("block_bytes", [1, 40, 1000])
def test_a_long_csv_is_made_block_by_block(
    monkeypatch: pytest.MonkeyPatch, block_bytes: int
) -> None:
    query = Query("SELECT ?x ?y { VALUES (?x ?y) {" + f'(<{POSITION}> "a,b") (1 UNDEF)' * 9 + "} }")
    answer = evaluate(STORE, replace(query, results_format="csv"))
    rows = list(csv.reader(io.StringIO(answer.body.decode(), newline="")))
    assert rows == [["x", "y"], *([[POSITION, "a,b"], ["1", ""]] * 9)]
    monkeypatch.setattr("dxgraph.engine.solutions._BLOCK_BYTES", block_bytes)
    assert evaluate(STORE, replace(query, results_format="csv")).body == answer.body
    assert answer.rows == 18
