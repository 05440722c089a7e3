"""Values reach a query as terms, wherever its variable stands, and never as text."""

from __future__ import annotations

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query, Term
from dxgraph.engine.query.bindings import bind, serialise
from dxgraph.errors import UsageError
from support.engine import EX, small_store

STORE = small_store()
NINH = ox.NamedNode(f"{EX}bac-ninh")
GIANG = ox.NamedNode(f"{EX}bac-giang")
PROLOGUE = f"PREFIX ex: <{EX}> "


def rows(text: str, **bindings: Term) -> list[dict[str, str]]:
    answer = evaluate(STORE, Query(PROLOGUE + text, bindings=bindings))
    found: dict[str, Any] = json.loads(answer.body)
    return [
        {name: str(cell["value"]).removeprefix(EX) for name, cell in row.items()}
        for row in found["results"]["bindings"]
    ]


def yes(text: str, **bindings: Term) -> bool:
    return b"true" in evaluate(STORE, Query(PROLOGUE + text, bindings=bindings)).body


def test_a_pattern_takes_the_value() -> None:
    assert rows("SELECT ?v { ?x ex:value ?v }", x=GIANG) == [{"v": "7"}]


def test_a_projected_variable_shows_the_value() -> None:
    assert rows("SELECT DISTINCT ?x ?v { ?x ex:value ?v }", x=GIANG) == [
        {"x": "bac-giang", "v": "7"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s ex:value ?v FILTER(?s = ?x) }",
        "SELECT ?s { ?s ex:value ?v FILTER EXISTS { ?x ex:value ?v } }",
        "SELECT ?s { { SELECT ?s { ?s ex:value ?v FILTER(?s = ?x) } } }",
        "SELECT ?s { { SELECT ?x (COUNT(?v) AS ?n) { ?x ex:value ?v } GROUP BY ?x } "
        "?s ex:value ?v FILTER(?s = ?x && ?n = 1) }",
        "SELECT ?s { { SELECT ?x { ?x ex:value ?v } } ?s ex:value ?w FILTER(?s = ?x) }",
        "SELECT ?s { ?s ex:value ?v MINUS { ?s ex:next|^ex:next ?x } }",
        "SELECT ?s { { ?s ex:value ?v FILTER(?s = ?x) } UNION { ?s ex:none ?x } }",
        "SELECT ?s { BIND(STR(?x) AS ?name) ?s ex:value ?v FILTER(STR(?s) = ?name) }",
        "SELECT ?s { ?s ex:value ?v OPTIONAL { ?s ex:next ?w FILTER(?s = ?x) } FILTER(BOUND(?w)) }",
        "SELECT ?s { ?s ex:value ?v FILTER(?s IN (?x)) } ORDER BY ?x",
        "SELECT ?s { ?s ex:value ?v } GROUP BY ?s HAVING(SUM(IF(?s = ?x, 1, 0)) > 0)",
    ],
)
def test_the_value_reaches_every_place(text: str) -> None:
    assert [row["s"] for row in rows(text, x=GIANG)] == ["bac-giang"]


def test_grouping_and_ordering_by_a_bound_variable_do_no_harm() -> None:
    text = "SELECT ?x (COUNT(?v) AS ?n) { ?x ex:value ?v } GROUP BY ?x ORDER BY DESC(?x) ?x"
    assert rows(text, x=NINH) == [{"x": "bac-ninh", "n": "1"}]


def test_bound_is_true_of_a_value_and_false_without() -> None:
    text = "SELECT ?s { ?s ex:value ?v FILTER(!BOUND(?x) || ?s = ?x) }"
    assert len(rows(text)) == 3
    assert len(rows(text, x=NINH)) == 1


def test_graphs_and_properties_take_values() -> None:
    graph = ox.NamedNode(f"{EX}graph/b")
    assert rows("SELECT ?s { GRAPH ?g { ?s ?p 9 } }", g=graph) == [{"s": "thai-nguyen"}]
    assert yes("ASK { ex:bac-ninh ?p ex:bac-giang }", p=ox.NamedNode(f"{EX}next"))


def test_templates_and_descriptions_take_values() -> None:
    made = evaluate(
        STORE,
        Query(
            PROLOGUE + "CONSTRUCT { ?x ex:is ?v } WHERE { ?x ex:value ?v }",
            graph_format="ntriples",
            bindings={"x": GIANG},
        ),
    )
    assert made.rows == 1
    assert evaluate(STORE, Query("DESCRIBE ?x", bindings={"x": GIANG})).rows == 3


def test_what_only_looks_like_the_variable_stays() -> None:
    text = "SELECT ?xx { ?xx ?p '?x', \"?x\" . <http://e/?x> ?q ?r } # ?x"
    with pytest.raises(UsageError):
        bind(text, {"x": NINH})
    assert (
        bind("ASK { ?x ?p '?x' } # ?x", {"x": NINH}) == f"ASK {{  <{EX}bac-ninh>  ?p '?x' }} # ?x"
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { VALUES ?x { ex:a } ?x ?p ?o }",
        "SELECT ?x { VALUES (?y ?x) { (1 2) } ?x ?p ?o }",
        "SELECT ?x { ?s ?p ?o BIND(?s AS ?x) }",
        "SELECT (?s AS ?x) { ?s ?p ?o }",
        "SELECT ?y { ?s ?p ?o }",
    ],
)
def test_a_value_that_the_query_cannot_take_is_an_error(text: str) -> None:
    with pytest.raises(UsageError):
        bind(text, {"x": NINH})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_arrives_as_it_is(value: str) -> None:
    found = evaluate(
        STORE,
        Query("SELECT (?x AS ?y) ?z { BIND(STRLEN(?x) AS ?z) }", bindings={"x": ox.Literal(value)}),
    )
    (row,) = json.loads(found.body)["results"]["bindings"]
    assert row["y"]["value"] == value
    assert int(row["z"]["value"]) == len(value)


@given(st.text(alphabet="\\u0022'\"{}<>?#\n\r aU", max_size=12))
def test_no_text_escapes_where_escapes_are_read_before_strings(value: str) -> None:
    """Section 19.2 of SPARQL 1.1: some stores read \\uXXXX everywhere, first of all."""
    text = serialise(ox.Literal(value))
    early = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
    (row,) = json.loads(evaluate(STORE, Query(f"SELECT ({early} AS ?x) {{}}")).body)["results"][
        "bindings"
    ]
    assert row["x"]["value"] == value
