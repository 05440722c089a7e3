"""Statements come back as the files have them, though the store holds values in its own way."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.corpus.originals import Originals
from dxgraph.engine.evaluation import Rules, evaluate
from dxgraph.engine.pool.parent import read_spool, write_spool
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Query
from support.engine import SETTINGS

PREFIX = "@prefix e: <http://e/> . @prefix x: <http://www.w3.org/2001/XMLSchema#> .\n"
FORMS = [
    '"429"^^x:nonNegativeInteger',
    '"5"^^x:positiveInteger',
    '"-7"^^x:int',
    '"007"^^x:integer',
    '"+7"^^x:integer',
    '"200"^^x:unsignedByte',
    "20.0",
    '"20"^^x:decimal',
    '"020.50"^^x:decimal',
    '"1"^^x:boolean',
    '"0"^^x:boolean',
    "true",
    "1.5E0",
    '"1.0"^^x:double',
    '"1.0"^^x:float',
    '"2025-01-01T00:00:00.000Z"^^x:dateTime',
    '"2025-12-31+00:00"^^x:date',
    '"2025-12-31"^^x:date',
    '"P1Y0M"^^x:yearMonthDuration',
    '"PT60S"^^x:dayTimeDuration',
    '"not a number"^^x:integer',
    '"1234567890123456789012345678901234567890.5"^^x:decimal',
    '"a"@vi',
    '"a . "',
    "<http://e/o>",
]


def written(folder: Path, *lines: str) -> Path:
    (folder / "a.ttl").write_text(PREFIX + "\n".join(lines), "utf-8")
    return folder


def statements(body: bytes) -> list[str]:
    return sorted(line for line in body.decode().splitlines() if line)


def constructed(snapshot: corpus.Snapshot, where: str = "?s ?p ?o") -> list[str]:
    query = Query(f"CONSTRUCT {{ {where} }} {{ {where} }}", graph_format="ntriples")
    return statements(evaluate(snapshot.store, query, Rules(originals=snapshot.originals)).body)


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_comes_back_as_it_was_written(tmp_path: Path, form: str) -> None:
    snapshot = corpus.build([written(tmp_path, f"e:s e:p {form} . _:b e:q {form} .")])
    said = [line.split(" ", 2)[2] for line in constructed(snapshot)]
    assert said == [
        line.split(" ", 2)[2] + " ."
        for line in sorted(snapshot.lines, key=lambda each: each.split(" ", 1)[1])
    ]


def test_properties_that_write_one_value_in_two_ways_keep_theirs(tmp_path: Path) -> None:
    snapshot = corpus.build(
        [written(tmp_path, 'e:s e:p "5"^^x:nonNegativeInteger ; e:q 5 ; e:r 5.0 , 5 .')]
    )
    assert constructed(snapshot) == statements(snapshot.nquads())


def test_subjects_that_write_a_value_in_two_ways_keep_theirs(tmp_path: Path) -> None:
    snapshot = corpus.build(
        [
            written(
                tmp_path,
                'e:s e:p 20.0 . e:t e:p "20"^^x:decimal . e:u e:p 20.0 , "20.00"^^x:decimal .',
            )
        ]
    )
    assert constructed(snapshot) == statements(snapshot.nquads())


def test_a_store_filled_again_writes_the_same(tmp_path: Path) -> None:
    lines = [f"e:s{number} e:p{number} {form} ." for number, form in enumerate(FORMS)]
    snapshot = corpus.build([written(tmp_path, *lines)])
    file = io.BytesIO()
    write_spool(snapshot.store, file, snapshot.originals)
    (tmp_path / "spool").write_bytes(file.getvalue())
    store, originals = read_spool(str(tmp_path / "spool"))
    assert originals == snapshot.originals
    again = evaluate(
        store,
        Query("CONSTRUCT WHERE { ?s ?p ?o }", graph_format="ntriples"),
        Rules(originals=originals),
    )
    assert statements(again.body) == statements(snapshot.nquads())


def test_what_the_store_keeps_costs_nothing() -> None:
    quads = [ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("a", language="vi"))]
    assert Originals.of(quads) == Originals()


def test_workers_write_as_the_files_do(tmp_path: Path) -> None:
    lines = [f"e:s{number} e:p{number} {form} ." for number, form in enumerate(FORMS)]
    folder = written(tmp_path, *lines)

    async def asked() -> tuple[bytes, bytes]:
        engine = Embedded((folder,), SETTINGS)
        try:
            await engine.start()
            everything = "CONSTRUCT WHERE { ?s ?p ?o }"
            graph = await engine.run(Query(everything, graph_format="ntriples"))
            thing = await engine.run(Query("DESCRIBE <http://e/s0>", graph_format="ntriples"))
        finally:
            await engine.close()
        return graph.body, thing.body

    graph, thing = asyncio.run(asked())
    wanted = statements(corpus.build([folder]).nquads())
    assert statements(graph) == wanted
    assert statements(thing) == [line for line in wanted if "/s0>" in line]


def test_our_own_graph_comes_back_as_its_files_have_it(snapshot: corpus.Snapshot) -> None:
    """Every statement of every graph, with the datatypes that the shapes want."""
    rules = Rules(originals=snapshot.originals, graphs=frozenset(snapshot.graphs))
    found = []
    for graph in snapshot.graphs:
        query = Query(
            "CONSTRUCT WHERE { ?s ?p ?o }", graph_format="ntriples", default_graphs=(graph,)
        )
        body = evaluate(snapshot.store, query, rules).body.decode()
        found += [f"{line.removesuffix(' .')} <{graph}>" for line in body.splitlines()]
    assert sorted(found) == list(snapshot.lines)


def test_a_table_has_values_in_the_stores_way(tmp_path: Path) -> None:
    """Documented: docs/reference/http.md, Where answers differ."""
    snapshot = corpus.build([written(tmp_path, "e:s e:p 20.0 .")])
    body = evaluate(snapshot.store, Query("SELECT ?o { ?s ?p ?o }")).body
    assert json.loads(body)["results"]["bindings"][0]["o"]["value"] == "20"
