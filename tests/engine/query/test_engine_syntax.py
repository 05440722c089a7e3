"""The place of a fault in a query is that of the first token that fits no query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Query
from dxgraph.engine.query import syntax
from dxgraph.errors import QuerySyntaxError


@pytest.mark.parametrize(
    "text",
    [  # the fault begins at ¦
        'SELECT * {\n  ?s ?p "chuyển đổi số" ¦) ?o\n}',
        "SELECT * {\n FILTER(?x = ¦)\n ?s ?p ?o }\nLIMIT 3\n# a comment",
        "SELECT ?x ?y ¦WHER { ?a ?b ?c }\nLIMIT 5",
        "SELECT * { ?s ?p ?o }\r\nLIMIT ¦x\n",
        "¦SELEC * {}",
        "SELECT *\nWHERE { ?s ?p ¦}",
        "SELECT * { ?s ?p ?o . ?a ?b ?c ¦ORDER BY ?x",
        "SELECT (COUNT(?x) ¦?n) { ?x ?y ?z }",
        "SELECT ?x { ?x a ¦b }",
        "SELECT ?x { ¦OPTIONL { ?a ?b ?c } }",
        "SELECT ?x { ?x ?y '😀' . ¦FILTR(?x = 3) }",
        "SELECT ?s { VALUES ?s { 1 2 } }¦}",
        'SELECT * { ?s ?p ¦"unclosed }',
        "SELECT * { ?s ?p ?o } LIMIT 5 ¦ORDER BY ?s",
    ],
)
def test_the_first_token_that_fits_no_query_is_found(text: str) -> None:
    before, _, after = text.partition("¦")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert syntax.fault(before + after) == (line, column)
    with pytest.raises(QuerySyntaxError) as caught:
        evaluate(ox.Store(), Query(before + after))
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("text", ["SELECT *\nWHERE { ?s ?p¦ \n\n", 'SELECT * { ?s ?p "a"¦', "¦"])
def test_a_query_that_ends_too_early_is_at_fault_behind_its_last_token(text: str) -> None:
    before, _, after = text.partition("¦")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert syntax.fault(before + after) == (line, column)


def test_no_service_is_called_to_find_a_fault() -> None:
    assert syntax.fault("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } nonsense") is None


def test_a_very_long_query_keeps_the_place_that_the_parser_says() -> None:
    text = "SELECT * { VALUES ?x { " + "1 " * 30_000 + "} ) }"
    assert syntax.fault(text) is None
    with pytest.raises(QuerySyntaxError) as caught:
        evaluate(ox.Store(), Query(text))
    assert caught.value.line == 1
