"""What is followed from thing to thing is answered with the bytes of the library."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.engine.evaluation import answer_plainly
from dxgraph.engine.pool.following import MOST_ENDS, Chain, Following, chain_of
from dxgraph.engine.query.basic import read
from dxgraph.engine.query.shape import shape_of

_TEXTS = (
    '"một"@vi',
    '"one"@en',
    '"un"@en-gb',
    '"plain"',
    '"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    '"20.0"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"<&> é \u2028"@vi',
    '"a \\"word\\""@vi',
    '"two\\nlines"',
)
_TERM = st.sampled_from([*(f"<x:n{number}>" for number in range(6)), *_TEXTS])
_TRIPLES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 2), _TERM), min_size=6, max_size=30, unique=True
)


def _store(triples: list[tuple[int, int, str]]) -> ox.Store:
    store = ox.Store()
    lines = "".join(f"<x:n{s}> <x:p{p}> {o} .\n" for s, p, o in triples)
    store.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    # What other graphs say is not followed.
    store.add(ox.Quad(_node(0), ox.NamedNode("x:p0"), _node(5), ox.NamedNode("x:graph")))
    return store


def _node(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"x:n{number}")


def _chain(text: str) -> tuple[Chain | None, tuple[str, ...]]:
    shape = shape_of(text)
    assert shape is not None
    reading = read(shape)
    assert reading is not None, text
    return chain_of(reading), shape.iris


@st.composite
def _queries(draw: st.DrawFn) -> str:
    ends = ["<x:n0>"]
    patterns = []
    for number in range(draw(st.integers(1, 3))):
        begin = draw(st.sampled_from(ends))
        step = draw(
            st.sampled_from(("<x:p0>", "<x:p1>", "<x:p0>+", "<x:p1>+", "^<x:p0>+", "^<x:p2>"))
        )
        pattern = (begin, step, f"?v{number}")
        if "+" not in step and "^" not in step and draw(st.booleans()):
            pattern = pattern[::-1]
        patterns.append(" ".join(pattern))
        ends.append(f"?v{number}")
    names = ends[1:]
    filters = [
        f'FILTER(LANG({name}) = "{draw(st.sampled_from(("vi", "en", "EN")))}")'
        for name in names
        if draw(st.integers(0, 3)) == 0
    ]
    order = draw(st.lists(st.sampled_from(names), unique=True))
    keys = [draw(st.sampled_from((name, f"DESC({name})", f"ASC({name})"))) for name in order]
    shown = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    text = f"SELECT {' '.join(shown)} {{ {' . '.join(patterns)} . {' '.join(filters)} }}"
    if keys:
        text += f" ORDER BY {' '.join(keys)}"
    return text + draw(st.sampled_from(("", " LIMIT 2", " OFFSET 1", " LIMIT 2 OFFSET 1")))


@given(_TRIPLES, _queries())
def test_the_bytes_are_those_of_the_library(triples: list[tuple[int, int, str]], text: str) -> None:
    store = _store(triples)
    chain, iris = _chain(text)
    assert chain is not None, text
    following = Following(store)
    for _ in range(2):  # what is remembered gives the same
        found = following.solutions(chain, iris)
        assert found in (None, answer_plainly(store, text, ""))


_FAMILY = [
    *((child, 0, f"<x:n{child + 1}>") for child in range(3)),
    (3, 0, "<x:n1>"),
    *((number, 1, f'"số {number}"@vi') for number in range(4)),
    (2, 1, '"two"@en'),
    (2, 2, '"20.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            'SELECT ?u ?l { <x:n0> <x:p0>+ ?u . ?u <x:p1> ?l FILTER(LANG(?l) = "vi") } ORDER BY ?u',
            3,
        ),
        ("SELECT ?u { <x:n0> <x:p0>+ ?u } ORDER BY DESC(?u) LIMIT 2", 2),
        ("SELECT ?v { ?u <x:p2> ?v . <x:n1> <x:p0> ?u }", 1),
        ("SELECT ?d { ?d <x:p0> <x:n1> } ORDER BY ?d", 2),
        ("SELECT ?d { <x:n2> ^<x:p0>+ ?d } ORDER BY ?d", 4),
        ("SELECT ?l { <x:n0> <x:p0>/<x:p1> ?l }", 1),
    ],
)
def test_what_is_followed(text: str, rows: int) -> None:
    store = _store(_FAMILY)
    chain, iris = _chain(text)
    assert chain is not None
    found = Following(store).solutions(chain, iris)
    assert found is not None
    assert found == answer_plainly(store, text, "")
    assert found[1] == rows


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?u { <x:n0> <x:p0>* ?u }",  # a term that nobody has is its own end
        "SELECT ?u { <x:n0> <x:p0>|<x:p1> ?u }",
        "SELECT ?u ?p { <x:n0> ?p ?u }",
        "SELECT ?a ?b { ?a <x:p0> ?b }",
        "SELECT ?a { <x:n0> <x:p0> ?a . <x:n1> <x:p0> ?a }",
        "SELECT ?a { <x:n0> <x:p0> ?a . OPTIONAL { ?a <x:p1> ?b } }",
        "SELECT DISTINCT ?a { <x:n0> <x:p0> ?a }",
        "SELECT * { <x:n0> <x:p0> ?a }",
        "SELECT ?a ?a { <x:n0> <x:p0> ?a }",
        "SELECT ?a ?c { <x:n0> <x:p0> ?a }",
        "SELECT ?a { <x:n0> <x:p0> ?a } ORDER BY ?c",
        'SELECT ?a { <x:n0> <x:p1> ?a FILTER(LANG(?a) != "vi") }',
        'SELECT ?a { <x:n0> <x:p1> ?a FILTER(LANG(?a) = "vi"@vi) }',
        'SELECT ?a { <x:n0> <x:p1> ?a FILTER(LANG(?a) = "") }',
        'SELECT ?a { <x:n0> <x:p1> ?a FILTER(LANG(?c) = "vi") }',
        'SELECT ?a { <x:n0> <x:p1> ?a FILTER(LANG(?a) = "vi") FILTER(LANG(?a) = "en") }',
        "SELECT ?a { { <x:n0> <x:p0> ?a } UNION { <x:n1> <x:p0> ?a } }",
        "ASK { <x:n0> <x:p0> ?a }",
    ],
)
def test_what_is_more_than_a_chain_is_left_to_the_library(text: str) -> None:
    assert _chain(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?u { <x:n0> <x:p0>+ ?u }",  # in what order?
        "SELECT ?u ?l { <x:n2> <x:p1> ?l . <x:n0> <x:p0>+ ?u } ORDER BY ?u",  # which first?
        "SELECT ?l { <x:n2> <x:p1> ?l } ORDER BY ?l",
        "SELECT ?u { <x:n9> <x:p0> ?u }",
        "SELECT ?l { <x:n4> <x:p1> ?l }",
        "SELECT ?l { <x:n4> <x:p2> ?l }",
        "SELECT ?l { <x:n5> <x:p0> ?l } ORDER BY ?l",
    ],
)
def test_solutions_whose_bytes_are_not_known_are_left_to_the_library(text: str) -> None:
    many = [(5, 0, f"<x:n{number}>") for number in range(20, 21 + MOST_ENDS)]
    store = _store([*_FAMILY, (4, 1, '"a \\"word\\""@vi'), (4, 2, f'"{"a" * 2000}"'), *many])
    chain, iris = _chain(text)
    assert chain is not None
    assert Following(store).solutions(chain, iris) is None
