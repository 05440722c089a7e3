"""No query that is proved small takes more steps than was proved."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.engine.query import bound as bounds
from dxgraph.engine.query import statistics
from dxgraph.engine.query.basic import Reading, read
from dxgraph.engine.query.bound import steps
from dxgraph.engine.query.paths import estimate
from dxgraph.engine.query.shape import Shape, shape_of
from dxgraph.engine.query.statistics import BEYOND, Statistics
from dxgraph.engine.query.tree import Kind, Part, Path, Pattern, Step

Triples = Sequence[tuple[int, int, int]]


def _store(triples: Triples) -> ox.Store:
    store = ox.Store()
    for s, p, o in triples:
        for graph in (ox.DefaultGraph(), ox.NamedNode(f"x:g{p % 2}")):
            store.add(ox.Quad(_node(s), _node(p), _node(o), graph))
    return store


def _node(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"x:n{number}")


def _statistics(store: ox.Store) -> Statistics:
    """With lists of any length, as if every one were remembered."""
    with patch.object(statistics, "SHORT_LIST", 0):
        found = Statistics.of(list(store))
    assert found is not None
    return found


def _read(text: str) -> tuple[Shape, Reading]:
    shape = shape_of(text)
    assert shape is not None
    reading = read(shape)
    assert reading is not None
    return shape, reading


def _with_iris(step: Step, iris: Sequence[str]) -> Step:
    if isinstance(step, Path):
        return replace(step, of=tuple(_with_iris(each, iris) for each in step.of))
    return Part(Kind.IRI, iris[int(step.text)]) if step.kind == Kind.SLOT else step


def _patterns(shape: Shape, reading: Reading) -> list[Pattern]:
    (group,) = reading.branches
    return [
        Pattern(*(_with_iris(part, shape.iris) for part in pattern))  # type: ignore[arg-type]
        for pattern in group.required
    ]


class _Counted:
    """A join of patterns in a given order, as Oxigraph does it in memory, with what it takes."""

    def __init__(self, store: ox.Store) -> None:
        self._quads = list(store)
        self.walked = self.made = self.hashed = self.looked_up = 0

    @property
    def steps(self) -> float:
        return self.walked / 4 + self.made + self.hashed + self.looked_up

    def run(self, patterns: Sequence[Pattern], **given: object) -> list[dict[str, object]]:
        solutions: list[dict[str, object]] = [given]
        for pattern in patterns:
            solutions = [after for before in solutions for after in self._step(pattern, before)]
            self.made += len(solutions)
        return solutions

    def _step(self, pattern: Pattern, known: dict[str, object]) -> Iterator[dict[str, object]]:
        wanted = [
            ox.NamedNode(part.text) if part.kind == Kind.IRI else known.get(part.text)
            for part in pattern
        ]
        if isinstance(pattern.predicate, Path):
            found = self._ends(pattern.predicate, wanted[0], wanted[2])
            triples = [(subject, None, term) for subject, term in found]
        else:
            triples = [tuple(quad)[:3] for quad in self._look(*wanted)]
        for triple in triples:
            after = dict(known)
            if all(
                after.setdefault(part.text, term) == term
                for part, term in zip(pattern, triple, strict=True)
                if part.kind == Kind.VARIABLE
            ):
                yield after

    def _look(self, *wanted: object) -> list[ox.Quad]:
        lists = [
            [quad for quad in self._quads if list(quad)[place] == term]
            for place, term in enumerate(wanted)
            if term is not None
        ]
        lists.append([quad for quad in self._quads if quad.graph_name == ox.DefaultGraph()])
        shortest = min(lists, key=len)
        self.walked += len(shortest)
        return [
            quad
            for quad in shortest
            if quad.graph_name == ox.DefaultGraph()
            and all(term in (None, each) for term, each in zip(wanted, quad, strict=False))
        ]

    # Paths, as Oxigraph's `PathEvaluator` has them

    def _ends(self, path: Step, subject: object, term: object) -> list[tuple[object, object]]:
        if subject is None:
            return [(start, term) for start in self._follow(path, term, back=True)]
        if term is None:
            return [(subject, end) for end in self._follow(path, subject)]
        return [(subject, term)] if self._leads(path, subject, term) else []

    def _follow(self, step: Step, term: object, *, back: bool = False) -> list[object]:
        if isinstance(step, Part):
            self.looked_up += 1
            name = ox.NamedNode(step.text)
            if back:
                return [quad.subject for quad in self._look(None, name, term)]
            return [quad.object for quad in self._look(term, name, None)]
        inner = step.of[0]
        if step.sign == "^":
            return self._follow(inner, term, back=not back)
        if step.sign == "|":
            return self._once(
                [end for each in step.of for end in self._follow(each, term, back=back)]
            )
        if step.sign == "+":
            return self._closure(inner, self._follow(inner, term, back=back), back=back)
        if not self._is_node(term):
            return []
        if step.sign == "*":
            return self._closure(inner, [term], back=back)
        return self._once([term, *self._follow(inner, term, back=back)])

    def _closure(self, inner: Step, begin: list[object], *, back: bool) -> list[object]:
        todo = list(begin)
        found = self._once(begin)
        while todo:
            after = self._follow(inner, todo.pop(), back=back)
            self.hashed += len(after)
            fresh = [term for term in dict.fromkeys(after) if term not in found]
            found += fresh
            todo += fresh
        return found

    def _once(self, terms: list[object]) -> list[object]:
        self.hashed += len(terms)
        return list(dict.fromkeys(terms))

    def _is_node(self, term: object) -> bool:
        self.looked_up += 1
        return bool(self._look(term, None, None)) or bool(self._look(None, None, term))

    def _leads(self, step: Step, start: object, end: object) -> bool:
        if isinstance(step, Part):
            self.looked_up += 1
            return bool(self._look(start, ox.NamedNode(step.text), end))
        inner = step.of[0]
        if step.sign == "^":
            return self._leads(inner, end, start)
        if step.sign == "|":
            return any(self._leads(each, start, end) for each in step.of)
        if step.sign != "+" and start == end:
            return self._is_node(start)
        if step.sign == "?":
            return self._leads(inner, start, end)
        return end in self._closure(inner, self._follow(inner, start), back=False)


_NODES = st.integers(0, 5)
_TRIPLES = st.lists(st.tuples(_NODES, _NODES, _NODES), min_size=1, max_size=40)
_PARTS = st.one_of(st.sampled_from(["?a", "?b", "?c"]), _NODES.map(lambda n: f"<x:n{n}>"))
_PROPERTIES = _NODES.map(lambda n: f"<x:n{n}>")
_STEPS = st.builds(
    str.format,
    st.sampled_from(["{0}", "^{0}", "{0}+", "{0}*", "{0}?", "(^{0})+", "^({0}*)", "({0}|^{1})?"]),
    _PROPERTIES,
    _PROPERTIES,
)
_PATHS = st.one_of(
    _STEPS, st.builds("{}/{}".format, _STEPS, _STEPS), st.builds("{}|{}".format, _STEPS, _STEPS)
)
_ENDS = st.sampled_from(
    [("?a", "?b"), ("?b", "?c"), ("<x:n0>", "?a"), ("?a", "<x:n1>"), ("<x:n2>", "<x:n3>")]
)


def _hold(triples: Triples, text: str) -> None:
    """No order that the optimiser may choose takes more than the bound."""
    store = _store(triples)
    shape, reading = _read(text)
    with patch.object(statistics, "SHORT_LIST", 0):
        bound = steps(reading, shape.iris, _statistics(store))
    patterns = _patterns(shape, reading)
    names = [bounds._variables(pattern) for pattern in patterns]
    given = {name: ox.NamedNode(shape.iris[0]) for name, _ in reading.branches[0].given}
    orders = 0
    for order in itertools.permutations(range(len(patterns))):
        if all(
            _begins(patterns, at)
            or names[at] & set(given).union(*(names[one] for one in order[:place]))
            for place, at in enumerate(order)
        ):
            orders += 1
            counted = _Counted(store)
            rows = counted.run([patterns[at] for at in order], **given)
            shown = len({name for each in names for name in each if name[0] != "/"})
            assert counted.steps + len(rows) * (1 + shown) <= bound
            assert len(rows) == len(list(store.query(text)))  # type: ignore[arg-type]
    assert orders or bound == float("inf")


def _begins(patterns: Sequence[Pattern], at: int) -> bool:
    """Whether the optimiser's estimate of a pattern is below that of any that begins nowhere, or
    as large and first."""
    pattern = patterns[at]
    known = {
        "start": pattern.subject.kind != Kind.VARIABLE,
        "end": pattern.object.kind != Kind.VARIABLE,
    }
    if not any(known.values()):
        return False
    if not isinstance(pattern.predicate, Path):
        return True
    return estimate(pattern.predicate, **known) < 10**6 + (at == 0)


@given(_TRIPLES, st.lists(st.tuples(_PARTS, _PARTS, _PARTS), min_size=1, max_size=3))
def test_no_order_takes_more_steps_than_the_bound(
    triples: Triples, parts: list[tuple[str, str, str]]
) -> None:
    _hold(triples, f"SELECT * {{ {' . '.join(map(' '.join, parts))} }}")


@given(_TRIPLES, st.lists(st.tuples(_ENDS, _PATHS), min_size=1, max_size=2))
def test_no_path_takes_more_steps_than_the_bound(
    triples: Triples, parts: list[tuple[tuple[str, str], str]]
) -> None:
    said = " . ".join(f"{subject} {path} {term}" for (subject, term), path in parts)
    _hold(triples, f"SELECT * {{ {said} }}")


@given(
    _TRIPLES,
    _NODES,
    st.lists(st.tuples(_PARTS, _PARTS, _PARTS), min_size=1, max_size=3),
)
def test_nothing_that_begins_with_what_is_given_takes_more(
    triples: Triples, number: int, parts: list[tuple[str, str, str]]
) -> None:
    said = " . ".join(map(" ".join, parts))
    _hold(triples, f"SELECT * {{ BIND(<x:n{number}> AS ?a) {said} }}")


@given(_TRIPLES)
def test_how_far_a_property_leads_is_counted(triples: Triples) -> None:
    known = _statistics(_store(triples))
    quads = _Counted(_store(triples))
    for name, of in known.properties.items():
        step = Part(Kind.IRI, name)
        for back, reach in ((False, of.reach_objects), (True, of.reach_subjects)):
            ends = [
                quads._follow(Path("+", (step,)), _node(number), back=back) for number in range(6)
            ]
            assert max(map(len, ends)) == reach


def test_what_leads_too_far_has_no_bound() -> None:
    chain = [(number, 0, number + 1) for number in range(30)]
    with patch.object(statistics, "FURTHEST", 20):
        known = _statistics(_store(chain))
    assert known.properties["x:n0"].reach_objects == BEYOND
    for path in ("<x:n0>+", "(^<x:n0>)*", "^(<x:n0>+)"):
        shape, reading = _read(f"SELECT * {{ <x:n3> {path} ?o }}")
        assert steps(reading, shape.iris, known) == float("inf")
        assert steps(reading, shape.iris, _statistics(_store(chain))) < 1000


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s <x:n1> ?o . ?o <x:n1> ?t }",
        "SELECT * { <x:n0> <x:n1> ?o . ?s <x:n1> ?t }",
        "SELECT * { <x:n0> <x:n1> ?o OPTIONAL { ?s <x:n2> ?t } }",
        "SELECT * { <x:n0> ?p ?o OPTIONAL { ?s ?p ?o } }",
        "SELECT * { <x:n0> ?p ?o . ?o ?q ?r . ?r ?t ?u OPTIONAL { ?u <x:n1> ?v } }",
        "SELECT * { ?s ?p ?o FILTER(?o != 1) } LIMIT 1",
        "SELECT * { ?s ?p ?s } LIMIT 1",
        "SELECT * { ?s <x:n1>+ ?o } LIMIT 1",
        "SELECT * { ?s <x:n1>/<x:n1>? ?o }",
        "SELECT * { ?o <x:n1> ?l . ?o <x:n1>+ <x:n2> }",
    ],
)
def test_a_join_that_begins_nowhere_has_no_bound(text: str) -> None:
    shape, reading = _read(text)
    assert steps(reading, shape.iris, _statistics(_store([(0, 1, 2)]))) == float("inf")


def test_what_the_optimiser_takes_for_large_begins_only_where_it_is_first() -> None:
    known = _statistics(_store([(0, 1, 2), (2, 1, 3), (0, 2, 5)]))
    shape, reading = _read("SELECT * { ?o <x:n1>+ <x:n3> . ?o <x:n2> ?l }")
    assert steps(reading, shape.iris, known) < 1000


def test_to_describe_what_has_long_texts_takes_longer() -> None:
    known = []
    for length in (10, 100_000):
        store = ox.Store()
        store.add(ox.Quad(_node(0), _node(1), ox.Literal("x" * length)))
        shape, reading = _read("DESCRIBE <x:n0>")
        known.append(steps(reading, shape.iris, _statistics(store)))
    assert known[1] > 100 * known[0]
