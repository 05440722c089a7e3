"""Small queries are proved small before they run, and answered where HTTP is spoken."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest

from dxgraph.corpus.originals import Originals
from dxgraph.engine.evaluation import Rules
from dxgraph.engine.pool import home
from dxgraph.engine.pool.parent import write_survey, write_triples
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.pool.processes import WorkerGroup
from dxgraph.engine.protocol import Limits, Query
from dxgraph.engine.query.basic import read
from dxgraph.engine.query.shape import shape_of
from dxgraph.engine.query.statistics import Statistics
from dxgraph.errors import QueryError
from dxgraph.settings import Settings
from dxgraph.terms import AREA, DX, RDFS, SDMX_DIMENSION, SKOS
from support.engine import ENDLESS, EX, GRAPHS, LOOKUP, SETTINGS, until, with_engine
from support.graph import own_snapshot

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
    f"# a\nCONSTRUCT {{ ?s ?p ?o . }} {{ {{ BIND({X} AS ?s) {X} ?p ?o }} UNION {{ ?s ?p {X} }} }}",
    f"CONSTRUCT {{ ?o ?p ?s }} {{ BIND({X} AS ?s) ?s ?p ?o }} LIMIT 3",
    f"PREFIX ex: <{EX}> CONSTRUCT {{ ?s ?p ?o }} {{ BIND({X} AS ?s) ?s ?p ?o }}",
    f"CONSTRUCT {{ ?s ?p ?none }} {{ BIND({X} AS ?s) ?s ?p ?o }}",
    f"CONSTRUCT {{ ?s ?p ?s }} {{ BIND({X} AS ?s) ?s ?p ?o }}",
    f"DESCRIBE {X}",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    f"SELECT ?v {{ {X} <{EX}value> ?v FILTER(?v < 13 && ?v >= 1) }}",
    f"SELECT * {{ {X} <{EX}next>+ ?o }}",
    f"SELECT * {{ {X} <{EX}next>/<{EX}name> ?o }}",
    f"PREFIX ex: <{EX}> SELECT ?n {{ ?x ex:next* {X} . ?x ex:name ?n }} ORDER BY ?n",
    f"PREFIX ex: <{EX}> SELECT * {{ {X} (ex:next|^ex:next)?/a ?c }}",
    f"PREFIX ex: <{EX}> SELECT ?x {{ {X} (^ex:next)*/ex:next+ ?x . ?x a|ex:none ?c }}",
    f"PREFIX ex: <{EX}> ASK {{ {X} ex:next+ {X} }}",
)

TARGETS = f"""PREFIX dx: <{DX}>
PREFIX rdfs: <{RDFS}>
PREFIX skos: <{SKOS}>
SELECT ?target ?label ?deadline ?value ?sign {{
  ?target <{SDMX_DIMENSION.refArea}> <%s> ; dx:indicator ?indicator ; dx:deadline ?deadline ;
    dx:targetValue ?value ; dx:comparator ?comparator .
  ?comparator skos:notation ?sign .
  ?indicator rdfs:label ?label . FILTER(LANG(?label) = "vi")
}} ORDER BY ?label ?deadline ?target"""

OTHERS = (
    f"SELECT * {{ {X} !<{EX}next> ?o }}",
    f"SELECT * {{ {X} (<{EX}next>/<{EX}name>)+ ?o }}",
    f"SELECT * {{ {X} <{EX}name>|(<{EX}next>/<{EX}name>) ?o }}",
    f"SELECT * {{ {X} (<{EX}next>/<{EX}name>)? ?o }}",
    f"SELECT * {{ {X} <{EX}next>+?o }}",
    f"SELECT * {{ {X} <{EX}next> + 1 }}",
    f"SELECT * {{ {X} <{EX}next>+1 }}",
    f"SELECT * {{ {X} <{EX}next>++ ?o }}",
    f"SELECT * {{ ?o <{EX}next>+ ?o }}",
    f"SELECT * {{ 'a' ^<{EX}next> ?o }}",
    f"SELECT * {{ {X} a ?c OPTIONAL {{ {X} <{EX}next>* ?o }} }}",
    f"CONSTRUCT {{ {X} <{EX}next>/<{EX}next> ?o }} WHERE {{ {X} ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) {{ {X} ?p ?o }}",
    f"SELECT ?p {{ {X} ?p ?o }} GROUP BY ?p",
    f"SELECT * {{ {X} ?p ?o FILTER(REGEX(STR(?o), 'a')) }}",
    f"SELECT * {{ {X} ?p ?o FILTER EXISTS {{ ?o ?q ?r }} }}",
    f"SELECT * {{ {X} ?p ?o FILTER(<{EX}f>(?o)) }}",
    f"SELECT * {{ {X} ?p ?o FILTER(?o IN (1, 2)) }}",
    f"SELECT * {{ {X} ?p ?o FILTER(?o <5&&?o>3) }}",
    f"SELECT * {{ {X} ?p ?o MINUS {{ {X} ?p 1 }} }}",
    f"SELECT * {{ {X} ?p ?o BIND(1 AS ?n) }}",
    f"SELECT * {{ {X} ?p ?o BIND({X} AS ?n) }}",
    f"SELECT * {{ BIND(STR({X}) AS ?n) {X} ?p ?o }}",
    f"SELECT * {{ BIND({X} AS ?n) BIND({X} AS ?n) {X} ?p ?o }}",
    f"SELECT * {{ BIND({X} AS ?n) ?n a ?c OPTIONAL {{ ?n ?p ?o }} }}",
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


@pytest.mark.parametrize("changed", ["", "LIMIT 1 LIMIT 2"])
def test_a_chain_is_followed_without_the_library(
    changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _store(40)
    known = Statistics.of(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    assert known is not None
    of = home.Home(store, Rules(), known, "", 10_000)
    query = Query(f"SELECT ?o {{ <x:n1> <x:n1> ?o }} ORDER BY ?o {changed}")
    wanted = None if changed else of.answer(query, "", 10_000)
    monkeypatch.setattr(home, "answer_plainly", None)
    found = of.answer(query, "", 10_000)
    assert (found and found.body) == (wanted and wanted.body)
    assert (found is None) == bool(changed), "no query, or not followed"


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_is_left_to_the_workers(text: str) -> None:
    shape = shape_of(text)
    assert shape is None or read(shape) is None


def _store(count: int) -> ox.Store:
    store = ox.Store()
    for n in range(count):
        s, p, o = (ox.NamedNode(f"x:n{each}") for each in (n % 7, n % 3, n))
        store.add(ox.Quad(s, p, o))
        store.add(ox.Quad(s, p, o, ox.NamedNode("x:g")))
    return store


def test_the_proof_was_made_for_this_version_of_oxigraph() -> None:
    """For another: read its optimiser again, let the fuzzer run, and change `MODELLED`."""
    assert ox.__version__ == home.MODELLED


def test_of_blank_nodes_nothing_is_promised() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.BlankNode()))
    assert Statistics.of(list(store)) is None


def test_a_survey_says_the_same_when_it_is_read(tmp_path: Path) -> None:
    store = _store(200)
    with (tmp_path / "survey").open("wb") as file:
        write_survey(store, file, Originals(), lent=True)
    known = json.loads((tmp_path / "survey").read_bytes().splitlines()[0])
    # Who answers from the store itself walks the lists of all graphs.
    assert Statistics.from_json(known["lent"]) == Statistics.of(list(store))
    default = list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert len(default) < len(store)
    assert Statistics.from_json(known["statistics"]) == Statistics.of(default)


def test_of_our_own_graph_the_targets_of_most_areas_are_proved_small() -> None:
    store = own_snapshot().store
    known = Statistics.of(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    assert known is not None
    most = Settings().small_query_steps
    of = home.Home(store, Rules(), known, "", most)
    areas = {
        str(quad.object.value)
        for quad in store.quads_for_pattern(None, ox.NamedNode(SDMX_DIMENSION.refArea), None)
        if isinstance(quad.object, ox.NamedNode)
    }
    small = [area for area in areas if of.steps(TARGETS % area) <= most]
    assert AREA["bac-giang"] in small
    assert len(small) > 0.75 * len(areas)


@pytest.mark.parametrize(("lent", "proved"), [(False, True), (True, False)])
def test_of_what_is_not_copied_nothing_has_to_be_known(
    tmp_path: Path, lent: bool, proved: bool
) -> None:
    store = _store(2)
    store.add(
        ox.Quad(ox.BlankNode(), ox.NamedNode("x:p"), ox.NamedNode("x:o"), ox.NamedNode("x:g"))
    )
    with (tmp_path / "survey").open("wb") as file:
        write_survey(store, file, Originals(), lent=lent)
    known = json.loads((tmp_path / "survey").read_bytes().splitlines()[0])
    assert (known["statistics"] is not None, known["lent"]) == (proved, None)


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


def test_what_is_written_before_the_tenants_have_left_is_taken_up(tmp_path: Path) -> None:
    class Slow:
        """Tenants who leave when all that the next snapshot needs is there."""

        came = 0

        def __init__(self, engine: Embedded) -> None:
            self._engine = engine
            self._told = engine.file_written
            self._seen: list[WorkerGroup] = []
            engine.file_written = self._file_written  # type: ignore[method-assign]

        def _file_written(self, group: WorkerGroup) -> None:
            self._seen.append(group)
            self._told(group)

        def come(self) -> None:
            self.came += 1

        async def leave(self) -> None:
            whole = {"spool", "survey", "triples"}
            await until(lambda: any(group._written.keys() >= whole for group in self._seen))
            await asyncio.gather(*self._engine._tasks)

        def answered(self) -> int:
            return 0

    async def work(engine: Embedded) -> None:
        await _at_home(engine)
        tenants = Slow(engine)
        engine.tenants = tenants
        new = tmp_path / "new"
        new.mkdir()
        (new / "new.ttl").write_text(f"{X} <{EX}new> 1 .")
        info = await engine.reload([new])
        await until(lambda: engine.at_hand() == info.digest)
        assert tenants.came == 1
        loan = await engine.lend("none")
        assert loan.digest == info.digest
        loan.process.close()
        assert loan.survey is not None
        os.close(loan.survey)

    with_engine(tmp_path, work, settings=SMALL)


def test_the_default_graph_in_a_file_of_its_own_keeps_the_order(tmp_path: Path) -> None:
    store = _store(200)
    for n in range(0, 200, 3):
        # A list of more is another list that Oxigraph walks, in the same order.
        s, p, o = (ox.NamedNode(f"x:n{each}") for each in (n % 7, n % 3, n))
        for graph in ("x:h", "x:i"):
            store.add(ox.Quad(s, p, o, ox.NamedNode(graph)))
    with (tmp_path / "triples").open("wb") as file:
        write_triples(store, file, Originals())
    copy = ox.Store()
    copy.bulk_load(path=tmp_path / "triples", format=ox.RdfFormat.N_TRIPLES)
    assert len(copy) == 200
    for text in (
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s <x:n0> ?o . ?s ?p ?o }",
        "SELECT * { <x:n3> ?p ?o . ?s ?p ?o }",
        "SELECT * { ?s ?p <x:n6> . ?s ?q ?r . ?x ?q ?r }",
    ):
        one, other = (
            cast(ox.QuerySolutions, each.query(text)).serialize(format=ox.QueryResultsFormat.TSV)
            for each in (store, copy)
        )
        assert one == other
