"""Small queries are proved small before they run, and answered where HTTP is spoken."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.corpus.originals import Originals
from dxgraph.engine import Embedded, Limits, Query
from dxgraph.engine.pool import home
from dxgraph.engine.pool.parent import write_survey
from dxgraph.engine.query import bound as bounds
from dxgraph.engine.query.bound import Statistics, steps
from dxgraph.engine.query.reading import read
from dxgraph.engine.query.shape import Kind, Part, Pattern, shape_of
from dxgraph.errors import QueryError
from engine_support import ENDLESS, EX, GRAPHS, LOOKUP, SETTINGS, until, with_engine

SMALL = replace(SETTINGS, small_query_steps=10_000)
X = f"<{EX}bac-ninh>"

PLAIN = (
    LOOKUP,
    f"SELECT * {{ {X} ?p ?o }}",
    f"SELECT DISTINCT ?o WHERE {{ {X} ?p ?o . }} ORDER BY DESC(?o) ?p LIMIT 2 OFFSET 1",
    f"# asked often\nPREFIX ex: <{EX}>\nSELECT ?n {{ {X} ex:next ?x . ?x ex:name ?n }}",
    f"PREFIX ex: <{EX}> SELECT ?x ?n {{ ?x ex:next {X} ; ex:name ?n FILTER(LANG(?n) = 'vi') }}",
    f"PREFIX ex: <{EX}> SELECT * {{ {X} ex:next ?x OPTIONAL {{ ?x ex:none ?y }} }}",
    f"SELECT * {{ {{ {X} ?p ?o }} UNION {{ ?s ?q {X} }} }}",
    f"ASK {{ {X} a ?c }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {X} ?p ?o . ?s ?p ?o }}",
    f"DESCRIBE {X}",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    f"SELECT ?v {{ {X} <{EX}value> ?v FILTER(?v < 13 && ?v >= 1) }}",
)

OTHERS = (
    f"SELECT * {{ {X} <{EX}next>+ ?o }}",
    f"SELECT * {{ {X} <{EX}next>/<{EX}name> ?o }}",
    f"SELECT * {{ {X} !<{EX}next> ?o }}",
    f"SELECT (COUNT(*) AS ?n) {{ {X} ?p ?o }}",
    f"SELECT ?p {{ {X} ?p ?o }} GROUP BY ?p",
    f"SELECT * {{ {X} ?p ?o FILTER(REGEX(STR(?o), 'a')) }}",
    f"SELECT * {{ {X} ?p ?o FILTER EXISTS {{ ?o ?q ?r }} }}",
    f"SELECT * {{ {X} ?p ?o FILTER(<{EX}f>(?o)) }}",
    f"SELECT * {{ {X} ?p ?o FILTER(?o IN (1, 2)) }}",
    f"SELECT * {{ {X} ?p ?o FILTER(?o <5&&?o>3) }}",
    f"SELECT * {{ {X} ?p ?o MINUS {{ {X} ?p 1 }} }}",
    f"SELECT * {{ {X} ?p ?o BIND(1 AS ?n) }}",
    f"SELECT * {{ VALUES ?s {{ {X} }} ?s ?p ?o }}",
    f"SELECT * {{ GRAPH ?g {{ {X} ?p ?o }} }}",
    f"SELECT * FROM <{GRAPHS[0]}> {{ {X} ?p ?o }}",  # noqa: S608
    f"SELECT * {{ {X} ?p [ ?q ?o ] }}",
    f"SELECT * {{ {X} ?p _:b }}",
    f"SELECT * {{ {X} ?p ( 1 2 ) }}",
    f"SELECT * {{ {{ SELECT * {{ {X} ?p ?o }} }} ?o ?q ?r }}",
    f"SELECT * {{ {X} ?p ?o OPTIONAL {{ ?o ?q ?r . ?r ?t ?u }} }}",
    f"SELECT * {{ {X} ?p ?o OPTIONAL {{ ?o ?q ?r }} ?o ?t ?u }}",
    f"SELECT * {{ {X} ?p ?o OPTIONAL {{ ?o ?q ?r FILTER(?r > 1) }} }}",
    f"SELECT * {{ SERVICE <{EX}> {{ {X} ?p ?o }} }}",
    f"BASE <{EX}> SELECT * {{ <bac-ninh> ?p ?o }}",
    f"SELECT * {{ {X} ?p 'a\\u0022' }}",
    f"SELECT * {{ {X} ?p '<{EX}b>' }}",
    f"SELECT * {{ {X} ex:p ?o }}",
    f"SELECT * {{ {X} ?p ?o }} LIMIT 1 LIMIT 2",
    f"SELECT * {{ {X} ?p?o }}",
    f"SELECT * {{ {X} ?p ?o }} # {'x' * 2000}",
    f"INSERT DATA {{ {X} {X} {X} }}",
    "",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_query_is_read(text: str) -> None:
    shape = shape_of(text)
    assert shape is not None
    assert read(shape) is not None


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_is_left_to_the_workers(text: str) -> None:
    shape = shape_of(text)
    assert shape is None or read(shape) is None


def _store(triples: Sequence[tuple[int, int, int]]) -> ox.Store:
    store = ox.Store()
    for s, p, o in triples:
        for graph in (ox.DefaultGraph(), ox.NamedNode(f"x:g{p % 2}")):
            store.add(ox.Quad(_node(s), _node(p), _node(o), graph))
    return store


def _node(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"x:n{number}")


def _statistics(store: ox.Store) -> Statistics:
    found = Statistics.of(list(store))
    assert found is not None
    return found


_NODES = st.integers(0, 5)
_PARTS = st.one_of(st.sampled_from(["?a", "?b", "?c"]), _NODES.map(lambda n: f"<x:n{n}>"))


class _Counted:
    """A join of patterns in a given order, as Oxigraph does it in memory, with what it takes."""

    def __init__(self, store: ox.Store) -> None:
        self._quads = list(store)
        self.walked = self.made = 0

    def run(self, patterns: Sequence[Pattern]) -> list[dict[str, object]]:
        solutions: list[dict[str, object]] = [{}]
        for pattern in patterns:
            solutions = [after for before in solutions for after in self._step(pattern, before)]
            self.made += len(solutions)
        return solutions

    def _step(self, pattern: Pattern, known: dict[str, object]) -> Iterator[dict[str, object]]:
        wanted = [
            known.get(part.text) if part.kind == Kind.VARIABLE else ox.NamedNode(part.text)
            for part in pattern
        ]
        lists = [
            [quad for quad in self._quads if list(quad)[place] == term]
            for place, term in enumerate(wanted)
            if term is not None
        ]
        lists.append([quad for quad in self._quads if quad.graph_name == ox.DefaultGraph()])
        shortest = min(lists, key=len)
        self.walked += len(shortest)
        for quad in shortest:
            found = dict(known)
            if quad.graph_name == ox.DefaultGraph() and all(
                found.setdefault(part.text, term) == term
                if part.kind == Kind.VARIABLE
                else term == ox.NamedNode(part.text)
                for part, term in zip(pattern, quad, strict=False)
            ):
                yield found


def _anchored(pattern: Pattern) -> bool:
    return pattern.subject.kind != Kind.VARIABLE or pattern.object.kind != Kind.VARIABLE


def _names(patterns: Sequence[Pattern]) -> set[str]:
    return {part.text for each in patterns for part in each if part.kind == Kind.VARIABLE}


@given(
    st.lists(st.tuples(_NODES, _NODES, _NODES), min_size=1, max_size=40),
    st.lists(st.tuples(_PARTS, _PARTS, _PARTS), min_size=1, max_size=3),
)
def test_no_order_takes_more_steps_than_the_bound(
    triples: list[tuple[int, int, int]], parts: list[tuple[str, str, str]]
) -> None:
    """Lists of any length count here, as if every one were remembered."""
    store = _store(triples)
    text = f"SELECT * {{ {' . '.join(map(' '.join, parts))} }}"
    shape = shape_of(text)
    assert shape is not None
    reading = read(shape)
    assert reading is not None
    with patch.object(bounds, "SHORT_LIST", 0):
        bound = steps(reading, shape.iris, _statistics(store))
    patterns = [
        Pattern(
            *(
                Part(Kind.VARIABLE, part[1:]) if part[0] == "?" else Part(Kind.IRI, part[1:-1])
                for part in each
            )
        )
        for each in parts
    ]
    orders = 0
    for order in itertools.permutations(patterns):
        if all(
            _anchored(pattern) or _names([pattern]) & _names(order[:at])
            for at, pattern in enumerate(order)
        ):
            orders += 1
            counted = _Counted(store)
            rows = counted.run(order)
            taken = counted.walked / 4 + counted.made + len(rows) * (1 + len(_names(patterns)))
            assert taken <= bound
            assert len(rows) == len(list(store.query(text)))  # type: ignore[arg-type]
    assert orders or bound == float("inf")


def test_a_join_that_begins_nowhere_has_no_bound() -> None:
    statistics = _statistics(_store([(0, 1, 2)]))
    for text in (
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s <x:n1> ?o . ?o <x:n1> ?t }",
        "SELECT * { <x:n0> <x:n1> ?o . ?s <x:n1> ?t }",
        "SELECT * { <x:n0> <x:n1> ?o OPTIONAL { ?s <x:n2> ?t } }",
        "SELECT * { <x:n0> ?p ?o OPTIONAL { ?s ?p ?o } }",
        "SELECT * { <x:n0> ?p ?o . ?o ?q ?r . ?r ?t ?u OPTIONAL { ?u <x:n1> ?v } }",
        "SELECT * { ?s ?p ?o FILTER(?o != 1) } LIMIT 1",
        "SELECT * { ?s ?p ?s } LIMIT 1",
    ):
        shape = shape_of(text)
        assert shape is not None
        reading = read(shape)
        assert reading is not None
        assert steps(reading, shape.iris, statistics) == float("inf")


def test_the_proof_was_made_for_this_version_of_oxigraph() -> None:
    """For another: read its optimiser again, let the fuzzer run, and change `MODELLED`."""
    assert ox.__version__ == home.MODELLED


def test_of_blank_nodes_nothing_is_promised() -> None:
    store = ox.Store()
    store.add(ox.Quad(_node(0), _node(1), ox.BlankNode()))
    assert Statistics.of(list(store)) is None


def test_a_survey_says_the_same_when_it_is_read(tmp_path: Path) -> None:
    store = _store([(n % 7, n % 3, n) for n in range(200)])
    with (tmp_path / "survey").open("wb") as file:
        write_survey(store, file, Originals())
    known = json.loads((tmp_path / "survey").read_bytes())
    assert Statistics.from_json(known["statistics"]) == _statistics(store)


async def _at_home(engine: Embedded) -> None:
    await until(lambda: engine.at_once(Query(LOOKUP)) is not None)


@pytest.mark.parametrize("results_format", ["json", "xml", "csv", "tsv"])
def test_the_bytes_are_those_of_a_worker(tmp_path: Path, results_format: str) -> None:
    graph_format = {"json": "jsonld", "xml": "trig", "csv": "ntriples", "tsv": "turtle"}

    async def work(engine: Embedded) -> None:
        await _at_home(engine)
        assert "HTTP" in engine.facts()["small_queries"]
        for text in PLAIN:
            query = Query(text, results_format, graph_format[results_format])
            here = engine.at_once(query)
            assert here is not None, text
            engine._home, held = None, engine._home
            there = await engine.run(query)
            engine._home = held
            assert replace(here, duration_s=0, run_id="") == replace(there, duration_s=0, run_id="")

    with_engine(tmp_path, work, settings=SMALL)


def test_what_is_not_small_goes_to_a_worker(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        await _at_home(engine)
        for query in (
            Query(ENDLESS),
            Query("SELECT * { ?s ?p ?o }"),
            Query("SELECT * { <x> ?p ?o }", base=EX),
            Query(f"DESCRIBE {X}", graph_format="rdfxml"),
            Query(LOOKUP, default_graphs=GRAPHS[:1]),
            Query("SELECT * { ?s ?p ?o } LIMIT 1", bindings={"s": ox.NamedNode(f"{EX}bac-ninh")}),
        ):
            assert engine.at_once(query) is None
        assert engine.at_once(Query(LOOKUP), Limits(timeout_s=0.01)) is None
        assert engine.at_once(Query(LOOKUP), Limits(memory_mb=1)) is None
        with pytest.raises(QueryError):
            await engine.run(Query(f"SELECT ?none {{ {X} ?p ?o }} ORDER BY ?x LIMIT {9**99}"))

    with_engine(tmp_path, work, settings=SMALL)


def test_the_setting_switches_it_off(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        await asyncio.sleep(0.5)
        assert engine.at_once(Query(LOOKUP)) is None
        assert engine.facts()["small_queries"] == "answered by workers"
        assert (await engine.run(Query(LOOKUP))).rows == 1

    with_engine(tmp_path, work, settings=SETTINGS)


def test_a_new_snapshot_is_never_answered_from_the_old_one(tmp_path: Path) -> None:
    async def work(engine: Embedded) -> None:
        await _at_home(engine)
        asked = Query(f"SELECT ?v {{ {X} <{EX}new> ?v }}")
        before = await engine.run(asked)
        new = tmp_path / "new"
        new.mkdir()
        (new / "new.ttl").write_text(f"{X} <{EX}new> 1 .")
        info = await engine.reload([new])
        after = await engine.run(asked)
        assert (before.rows, after.rows, after.digest) == (0, 1, info.digest)
        await until(lambda: engine.at_once(asked) is not None)
        assert (await engine.run(asked)).rows == 1

    with_engine(tmp_path, work, settings=SMALL)
