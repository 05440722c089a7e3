"""Answers that are held ready are those of SPARQL, of one snapshot, within bounds."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace

import pyoxigraph as ox
from benchmarks.ready import Judge, bindings

from dxgraph.catalogue import load
from dxgraph.catalogue.ready import ready_answers
from dxgraph.corpus import Snapshot
from dxgraph.engine.protocol import Answer, Query, SnapshotInfo
from dxgraph.engine.ready.answers import MOST_TRIPLES, Expected, ReadyAnswers
from dxgraph.engine.solutions import RESULTS_FORMATS
from dxgraph.errors import BusyError

TEXT = "SELECT ?s ?v WHERE { ?s <http://example.org/p> ?v, ?__v } ORDER BY ?s ?v"
EXPECTED = Expected(TEXT, {"__v": False}, frozenset(), ({},))
STRANGE: tuple[ox.NamedNode | ox.Literal, ...] = (
    ox.NamedNode("http://example.org/a,b"),
    ox.Literal(' "quoted", \\ and\ttabbed\r\nlines </value> },{"x":'),
    ox.Literal("\u1ea5m \u00e1p", language="vi"),
    ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ox.Literal("2025", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
    ox.Literal(""),
    ox.Literal(True),
    ox.Literal(7),
    ox.Literal("07", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
)


def strange_store() -> ox.Store:
    store = ox.Store()
    for number, value in enumerate(STRANGE):
        subject = ox.NamedNode(f"http://example.org/{number}")
        store.add(ox.Quad(subject, ox.NamedNode("http://example.org/p"), value))
    return store


def filled(store: ox.Store, most_bytes: int = 1_000_000) -> Judge:
    judge = Judge(store, ReadyAnswers([EXPECTED], most_bytes))
    judge.fill()
    return judge


def test_named_queries_on_our_own_graph(snapshot: Snapshot) -> None:
    """As when nobody gives values, and with some; `python -m benchmarks.ready` asks all."""
    catalogue = load()
    ready = ready_answers(catalogue, 100_000_000, languages=["vi"])
    judge = Judge(snapshot.store, ready, snapshot.graphs)
    judge.fill()
    formats = itertools.cycle(sorted(RESULTS_FORMATS))
    held = {}
    for named in catalogue:
        asked = list(bindings(named, ready, seed=7))
        few = (asked[0], asked[len(asked) // 3])
        found = [
            judge.same(Query(named.text, bindings=values, results_format=next(formats)))
            for values in few
        ]
        assert False not in found, named.name
        held[named.name] = found[0]
    assert {name for name, there in held.items() if there is None} == {"document-record"}


def test_every_kind_of_term_in_every_format() -> None:
    judge = filled(strange_store())
    for results_format in RESULTS_FORMATS:
        assert judge.same(Query(TEXT, results_format=results_format)) is True
        for value in STRANGE:
            query = Query(TEXT, bindings={"__v": value}, results_format=results_format)
            assert judge.same(query) in (True, None), (value, results_format)
        for value in (STRANGE[0], ox.NamedNode("http://example.org/nowhere")):
            query = Query(TEXT, bindings={"__v": value}, results_format=results_format)
            assert judge.same(query) is True


def test_other_data_forget_it() -> None:
    judge = filled(strange_store())
    assert judge.held(Query(TEXT)) is not None
    assert judge.ready.find(Query(TEXT), "other") is None
    judge.ready.of_snapshot("other")
    assert judge.ready.find(Query(TEXT), "other") is None
    assert judge.held(Query(TEXT)) is None


def test_other_questions_are_not_answered_from_it() -> None:
    judge = filled(strange_store())
    assert judge.held(Query(TEXT, default_graphs=("http://example.org/g",))) is None
    assert judge.held(Query(TEXT + " ")) is None
    assert judge.held(Query(TEXT, bindings={"s": STRANGE[0]})) is None


def test_it_stays_within_its_memory() -> None:
    assert filled(strange_store(), most_bytes=100).held(Query(TEXT)) is None


def test_more_than_a_client_may_get_is_left_to_sparql() -> None:
    ready, digest = filled(strange_store()).ready, Judge.digest
    assert asyncio.run(ready.answer(Query(TEXT), digest, "run", 100_000)) is not None
    assert asyncio.run(ready.answer(Query(TEXT), digest, "run", 100)) is None


def test_of_large_data_nothing_is_computed_before_it_is_asked() -> None:
    async def run(query: Query) -> Answer:
        raise AssertionError(query)

    ready = ReadyAnswers([EXPECTED], 1_000_000)
    assert asyncio.run(ready.fill(run, SnapshotInfo("d", MOST_TRIPLES + 1, (), "")))


def test_a_query_that_found_no_place_is_asked_again() -> None:
    judge = filled(strange_store())
    ready = ReadyAnswers([EXPECTED], 1_000_000)
    busy = [True]

    async def run(query: Query) -> Answer:
        if busy:
            busy.pop()
            raise BusyError("full", limit="queue_length", value=1)
        return replace(judge.sparql(query), digest=Judge.digest)

    info = SnapshotInfo(Judge.digest, 9, (), "")
    assert not asyncio.run(ready.fill(run, info))
    assert ready.find(Query(TEXT), Judge.digest) is None
    assert asyncio.run(ready.fill(run, info))
    assert ready.find(Query(TEXT), Judge.digest) is not None
