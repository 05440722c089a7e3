"""Which parameters only choose among the rows of a query: what is proved holds on any graph."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from benchmarks.ready import Judge
from hypothesis import given, settings
from hypothesis import strategies as st

from dxgraph.engine.protocol import Query, Term
from dxgraph.engine.query.recogniser import Unread
from dxgraph.engine.query.restricting import Prover
from dxgraph.engine.ready.answers import Expected, ReadyAnswers

EX = "http://example.org/"
THINGS = [ox.NamedNode(f"{EX}{name}") for name in "abcd"]
YEARS = [ox.Literal(year) for year in (2025, 2030)]
AREA, YEAR, KIND = "__area", "__year", "_kind"

PROVED = {
    "another name": ("SELECT ?s ?x WHERE { ?s ex:p ?x, ?__area } ORDER BY ?s ?x", {AREA}),
    "another name, apart": (
        "SELECT ?s ?x WHERE { ?s ex:p ?__area . ?s ex:q ?y . ?s ex:p ?x } ORDER BY ?s ?x ?y",
        {AREA},
    ),
    "hidden": ("SELECT ?s WHERE { ?s ex:p ?x, ?__area } ORDER BY ?s ?x", {AREA}),
    "filter": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?y)) } ORDER BY ?s ?y",
        {AREA},
    ),
    "filter of what may lack": (
        "SELECT ?s ?n WHERE { ?s ex:q ?y OPTIONAL { ?s ex:n ?n } "
        "FILTER(COALESCE(?__year, ?n, 0) = COALESCE(?n, 0)) } ORDER BY ?s ?y ?n",
        {YEAR},
    ),
    "filter that is not true by itself": (
        "SELECT ?s ?n WHERE { ?s ex:p ?x OPTIONAL { ?s ex:n ?n } "
        "FILTER(COALESCE(?__year, 2025) = ?n) } ORDER BY ?s ?x ?n",
        {YEAR},
    ),
    "filter of the text": (
        "SELECT ?s ?n WHERE { ?s ex:n ?n "
        "FILTER(COALESCE(STR(?__year), STR(?n)) = STR(?n)) } ORDER BY ?s ?n",
        {YEAR},
    ),
    "two in one filter": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?_kind, ?y)) } "
        "ORDER BY ?s ?y",
        {AREA, KIND},
    ),
    "always given": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = ?_kind) } ORDER BY ?s ?y",
        {KIND},
    ),
    "beside an OPTIONAL": (
        "SELECT ?s ?x ?y WHERE { OPTIONAL { ?s ex:q ?y } ?s ex:p ?x, ?__area } ORDER BY ?s ?x ?y",
        {AREA},
    ),
    "within an OPTIONAL too": (
        "SELECT ?s ?x ?t WHERE { ?s ex:p ?x, ?__area OPTIONAL { ?t ex:p ?x, ?__area ; ex:q ?s } } "
        "ORDER BY ?s ?x ?t",
        {AREA},
    ),
    "both sides of UNION": (
        "SELECT ?s ?x ?w WHERE { { ?s ex:p ?x, ?__area . VALUES ?w { 1 } } "
        "UNION { ?s ex:p ?x, ?__area ; ex:q ?y . VALUES ?w { 2 } } } ORDER BY ?s ?x ?w",
        {AREA},
    ),
    "a sub-query": (
        "SELECT ?s ?x ?y WHERE { { SELECT DISTINCT ?x WHERE { ?t ex:p ?x, ?__area } } "
        "?s ex:q ?y, ?x } ORDER BY ?s ?x ?y",
        {AREA},
    ),
    "a group": (
        "SELECT ?x ?many WHERE { { SELECT ?x (COUNT(?s) AS ?many) WHERE { ?s ex:p ?x, ?__area } "
        "GROUP BY ?x HAVING(COUNT(?s) > 1) } } ORDER BY ?x",
        {AREA},
    ),
    "a filter in a group": (
        "SELECT ?x ?n ?many WHERE { { SELECT ?x ?n (COUNT(?s) AS ?many) WHERE { "
        "?s ex:p ?x ; ex:n ?n FILTER(COALESCE(?__year, ?n) = ?n) } GROUP BY ?x ?n } } "
        "ORDER BY ?x ?n",
        {YEAR},
    ),
    "what is given first": (
        "SELECT ?s ?y WHERE { BIND(?__area AS ?s) ?s ex:q ?y } ORDER BY ?s ?y",
        {AREA},
    ),
    "a filter of what may lack in a group": (
        "SELECT ?s ?n WHERE { { ?s ex:q ?y OPTIONAL { ?s ex:n ?n } "
        "FILTER(COALESCE(?__year, ?n, 0) = COALESCE(?n, 0)) } OPTIONAL { ?s ex:p ?x } } "
        "ORDER BY ?s ?y ?n ?x",
        {YEAR},
    ),
    "a filter within an OPTIONAL too": (
        "SELECT ?s ?y ?many WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?y)) OPTIONAL { "
        "SELECT ?y (COUNT(?t) AS ?many) WHERE { ?t ex:p ?y FILTER(?y = COALESCE(?__area, ?y)) } "
        "GROUP BY ?y } } ORDER BY ?s ?y",
        {AREA},
    ),
    "beside MINUS": (
        "SELECT ?s ?x WHERE { ?s ex:p ?x, ?__area MINUS { ?s ex:q ?x } } ORDER BY ?s ?x",
        {AREA},
    ),
}
"""Queries, and the parameters of which it is proved."""

STAYS = {
    "shown": "SELECT ?s ?__area WHERE { ?s ex:p ?x, ?__area } ORDER BY ?s ?x",
    "sorted by": "SELECT ?s WHERE { ?s ex:p ?x, ?__area } ORDER BY ?__area ?s ?x",
    "only optional": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y OPTIONAL { ?s ex:p ?x, ?__area } } ORDER BY ?s ?y"
    ),
    "optional for another": (
        "SELECT ?s ?x WHERE { ?s ex:p ?x, ?__area OPTIONAL { ?t ex:p ?z, ?__area ; ex:q ?s } } "
        "ORDER BY ?s ?x ?t"
    ),
    "optional before it is bound": (
        "SELECT ?s ?x ?t WHERE { ?s ex:q ?y OPTIONAL { ?t ex:p ?x, ?__area } "
        "?s ex:p ?x, ?__area } ORDER BY ?s ?x ?t"
    ),
    "one side of UNION": (
        "SELECT ?s ?x WHERE { { ?s ex:p ?x, ?__area } UNION { ?s ex:q ?x } } ORDER BY ?s ?x"
    ),
    "MINUS": "SELECT ?s ?x WHERE { ?s ex:p ?x MINUS { ?s ex:q ?__area } } ORDER BY ?s ?x",
    "EXISTS": (
        "SELECT ?s ?x WHERE { ?s ex:p ?x FILTER EXISTS { ?s ex:q ?__area } } ORDER BY ?s ?x"
    ),
    "a path": "SELECT ?s ?x WHERE { ?s ex:p ?x . ?s ex:q+ ?__area } ORDER BY ?s ?x",
    "no sibling": "SELECT ?s ?y WHERE { ?s ex:p ?__area ; ex:q ?y } ORDER BY ?s ?y",
    "a subject": "SELECT ?x WHERE { ?__area ex:p ?x } ORDER BY ?x",
    "LIMIT": "SELECT ?s WHERE { ?s ex:p ?x, ?__area } ORDER BY ?s LIMIT 1",
    "LIMIT within": (
        "SELECT ?s WHERE { { SELECT ?s ?x WHERE { ?s ex:p ?x, ?__area } ORDER BY ?s LIMIT 1 } } "
        "ORDER BY ?s"
    ),
    "DISTINCT": "SELECT DISTINCT ?s WHERE { ?s ex:p ?x, ?__area } ORDER BY ?s",
    "an aggregate": "SELECT (COUNT(?s) AS ?n) WHERE { ?s ex:p ?x, ?__area } ORDER BY ?n",
    "an aggregate of another": (
        "SELECT ?y ?n WHERE { { SELECT ?y (COUNT(?s) AS ?n) WHERE { ?s ex:p ?x, ?__area ; ex:q ?y }"
        " GROUP BY ?y } } ORDER BY ?y"
    ),
    "a sub-query that hides it": (
        "SELECT ?s WHERE { { SELECT ?s WHERE { ?s ex:p ?x, ?__area } } } ORDER BY ?s"
    ),
    "another comparison": (
        "SELECT ?s ?n WHERE { ?s ex:n ?n FILTER(COALESCE(?__area, ?n) <= ?n) } ORDER BY ?s ?n"
    ),
    "one of two conditions": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?y) || ?s = ?y) } "
        "ORDER BY ?s ?y"
    ),
    "not always given": ("SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = ?__area) } ORDER BY ?s ?y"),
    "a filter within OPTIONAL": (
        "SELECT ?s ?y WHERE { ?s ex:p ?x OPTIONAL { ?s ex:q ?y "
        "FILTER(?y = COALESCE(?__area, ?y)) } } ORDER BY ?s ?x ?y"
    ),
    "a filter of what a group hides": (
        "SELECT ?s WHERE { { SELECT ?s WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?y)) } } }"
        " ORDER BY ?s"
    ),
    "a filter of what lacks in a group and not outside": (
        "SELECT ?s ?n WHERE { { ?s ex:q ?y OPTIONAL { ?s ex:n ?n } "
        "FILTER(COALESCE(?__area, ?n, 0) = COALESCE(?n, 0)) } OPTIONAL { ?y ex:n ?n } } "
        "ORDER BY ?s ?y ?n"
    ),
    "two filters of it": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?y)) "
        "FILTER(?s = COALESCE(?__area, ?s)) } ORDER BY ?s ?y"
    ),
    "a filter in an OPTIONAL of what may lack": (
        "SELECT ?s ?y WHERE { ?s ex:q ?y FILTER(?y = COALESCE(?__area, ?y)) OPTIONAL { "
        "{ SELECT ?t ?y WHERE { ?t ex:p ?x OPTIONAL { ?t ex:q ?y } "
        "FILTER(?y = COALESCE(?__area, ?y)) } } } } ORDER BY ?s ?y ?t"
    ),
    "in a filter and in a pattern": (
        "SELECT ?s ?y WHERE { ?s ex:p ?x, ?__area ; ex:q ?y FILTER(?y = COALESCE(?__area, ?y)) } "
        "ORDER BY ?s ?x ?y"
    ),
    "given late": (
        "SELECT ?s ?y WHERE { OPTIONAL { ?s ex:p ?x } BIND(?__area AS ?z) ?z ex:q ?y } "
        "ORDER BY ?s ?y"
    ),
}
"""Queries whose parameter stays in them."""

UNREAD = {
    "no order": "SELECT ?s WHERE { ?s ex:p ?x, ?__area }",
    "a moment": "SELECT ?s WHERE { ?s ex:p ?x, ?__area FILTER(NOW() > ?x) } ORDER BY ?s",
    "any order of pieces": (
        "SELECT ?x ?all WHERE { { SELECT ?x (GROUP_CONCAT(STR(?s)) AS ?all) WHERE "
        "{ ?s ex:p ?x, ?__area } GROUP BY ?x } } ORDER BY ?x"
    ),
    "a graph by name": "SELECT ?s WHERE { GRAPH ?g { ?s ex:p ?x, ?__area } } ORDER BY ?s",
    "a constant in VALUES that is none": (
        "SELECT ?s ?w WHERE { ?s ex:p ?x, ?__area VALUES ?w { UNDEF 1 } } ORDER BY ?s ?w"
    ),
    "a list": "SELECT ?s WHERE { ?s ex:p (1 2) ; ex:p ?x, ?__area } ORDER BY ?s",
    "a comparison like an IRI": (
        "SELECT ?s WHERE { ?s ex:n ?n ; ex:p ?x, ?__area FILTER(?n<?x&&?x>?n) } ORDER BY ?s"
    ),
    "a graph": "CONSTRUCT { ?s ex:p ?x } WHERE { ?s ex:p ?x, ?__area }",
}

PARAMETERS = {AREA: False, YEAR: False, KIND: True}


def text_of(query: str) -> str:
    return f"PREFIX ex: <{EX}>\n{query}"


def parameters_of(query: str) -> dict[str, bool]:
    return {name: needed for name, needed in PARAMETERS.items() if f"?{name}" in query}


def choosing(query: str) -> set[str]:
    found = Prover(text_of(query), parameters_of(query)).restrictions()
    return {name for restriction in found for name, _ in restriction.parameters}


@pytest.mark.parametrize("case", PROVED)
def test_it_is_proved_that_a_parameter_only_chooses(case: str) -> None:
    query, proved = PROVED[case]
    assert choosing(query) == proved


@pytest.mark.parametrize("case", STAYS)
def test_a_parameter_that_does_more_stays(case: str) -> None:
    assert choosing(STAYS[case]) == set()


@pytest.mark.parametrize("case", UNREAD)
def test_nothing_is_proved_about_what_is_not_understood(case: str) -> None:
    with pytest.raises(Unread):
        choosing(UNREAD[case])


statements = st.lists(
    st.tuples(
        st.sampled_from(THINGS),
        st.sampled_from("ppqn"),
        st.sampled_from(THINGS),
        st.sampled_from(YEARS),
    ),
    max_size=14,
)


def graph(drawn: Sequence[tuple[ox.NamedNode, str, ox.NamedNode, ox.Literal]]) -> ox.Store:
    store = ox.Store()
    for subject, name, thing, year in drawn:
        value = year if name == "n" else thing
        store.add(ox.Quad(subject, ox.NamedNode(f"{EX}{name}"), value))
    return store


def judge_of(query: str, store: ox.Store) -> Judge:
    usual: dict[str, Term] = {KIND: THINGS[0]} if f"?{KIND}" in query else {}
    expected = Expected(text_of(query), parameters_of(query), frozenset(), (usual,))
    judge = Judge(store, ReadyAnswers([expected], 1_000_000))
    judge.fill()
    return judge


def asked(query: str) -> list[dict[str, Term]]:
    """Every value of each parameter, or none where it may lack."""
    values: list[dict[str, Term]] = [{}]
    for name, needed in parameters_of(query).items():
        some: list[Term] = [*YEARS, ox.Literal(1999)] if name == YEAR else [*THINGS]
        values = [
            *({**rest, name: value} for rest in values for value in some),
            *([] if needed else values),
        ]
    return values


@pytest.mark.parametrize("case", PROVED)
@settings(max_examples=25, deadline=None)
@given(drawn=statements)
def test_what_is_held_is_what_sparql_gives(
    case: str, drawn: list[tuple[ox.NamedNode, str, ox.NamedNode, ox.Literal]]
) -> None:
    query, _ = PROVED[case]
    judge = judge_of(query, graph(drawn))
    for values in asked(query):
        assert judge.same(Query(text_of(query), bindings=values)) in (True, None), values


def test_of_a_property_with_two_values_nothing_is_taken_for_granted() -> None:
    query, _ = PROVED["another name"]
    one, two, three, _ = THINGS
    once = graph([(one, "p", two, YEARS[0])])
    twice = graph([(one, "p", two, YEARS[0]), (one, "p", three, YEARS[0])])
    given = Query(text_of(query), bindings={AREA: two})
    assert judge_of(query, once).same(given) is True
    assert judge_of(query, twice).same(given) is None
    assert judge_of(query, twice).same(Query(text_of(query))) is True


def test_rows_that_may_come_in_any_order_are_not_held() -> None:
    query = "SELECT ?s ?x WHERE { ?s ex:p ?x, ?__area } ORDER BY ?x"
    one, two, three, _ = THINGS
    store = graph([(one, "p", three, YEARS[0]), (two, "p", three, YEARS[0])])
    assert judge_of(query, store).same(Query(text_of(query), bindings={AREA: three})) is None
