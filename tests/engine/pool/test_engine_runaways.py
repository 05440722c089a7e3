"""Every shape of runaway ends at its deadline, or before, with what it ran into; others go on."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Limits, Query
from dxgraph.errors import LimitError
from support.engine import LOOKUP, SETTINGS, in_time, until, with_engine, worker_processes

DEADLINE_S = 1.0
ANY = "(<urn:x>|!<urn:x>)"


def nested(begin: str, inside: str, end: str, times: int) -> str:
    return begin * times + inside + end * times


RUNAWAYS = {
    "cross product of patterns": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product of VALUES": "SELECT (SUM(?a * ?b * ?c * ?d) AS ?n) { "
    + " ".join(f"VALUES ?{v} {{ {' '.join(map(str, range(300)))} }}" for v in "abcd")
    + " }",
    "ORDER BY over a cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f",
    "GROUP_CONCAT without bound": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "strings that double": "SELECT (STRLEN(?z) AS ?n) { BIND('0123456789abcdef' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(32))
    + " BIND(?x32 AS ?z) }",
    "transitive path over everything": f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY}* ?b . ?c {ANY}* ?d . "
    f"?e {ANY}+ ?f }}",
    "nests of OPTIONAL": "SELECT (COUNT(*) AS ?n) { "
    + nested("OPTIONAL { ?a0 ?b0 ?c0 . ?a ?b ?c ", "", "}", 60)
    + " }",
    "many OPTIONALs": "SELECT * { ?s ?p ?o "
    + " ".join(f"OPTIONAL {{ ?s ?p{i} ?o{i} . ?x{i} ?y{i} ?o }}" for i in range(300))
    + " }",
    "catastrophic REGEX": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX("
    'CONCAT(STR(?c), STR(?f), STR(?i)), "^((.*.*)*)*(x?){40}y$")) }',
    "everything times everything, streamed": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a text of 1 MB": "SELECT * { " + " . ".join(f"?a ?b ?c{i}" for i in range(80_000)) + " }",
    "a text of 1 MB of UNIONs": "SELECT * { " + "{ ?a ?b ?c } UNION " * 55_000 + "{} }",
    "a text of 1 MB of sums": "SELECT (1" + "+1" * 500_000 + " AS ?n) {}",
    "5,000 nested braces": "SELECT * { " + nested("{", "?a ?b ?c", "}", 5000) + " }",
    "5,000 nested parentheses": "SELECT * { ?a ?b ?c FILTER("
    + nested("(", "?c", ")", 5000)
    + ") }",
    "5,000 nested OPTIONALs": "SELECT * { " + nested("OPTIONAL { ?a ?b ?c ", "", "}", 5000) + " }",
    "5,000 nested lists": "SELECT * { ?a ?b " + nested("(", "?c", ")", 5000) + " }",
    "lists as deep as is allowed": "SELECT * { ?a ?b " + nested("(", "?c", ")", 125) + " }",
}


@pytest.mark.alone
@pytest.mark.parametrize("shape", RUNAWAYS)
def test_a_runaway_ends_in_time_and_leaves_others_alone(shape: str, tmp_path: Path) -> None:
    settings = replace(SETTINGS, memory_mb=200, result_mb=20)
    limits = Limits(timeout_s=DEADLINE_S)

    async def work(engine: Embedded) -> float:
        begun = time.monotonic()
        runaway = asyncio.create_task(engine.run(Query(RUNAWAYS[shape]), limits))
        while not runaway.done():
            assert (await engine.run(Query(LOOKUP))).rows == 1
            await asyncio.sleep(0.05)
        with pytest.raises(LimitError) as reached:
            await runaway
        took_s = time.monotonic() - begun
        deep = reached.value.extra["limit"] == "query_depth"
        assert reached.value.status in ((400,) if deep else (503, 504))
        assert reached.value.extra["limit"] in (
            "timeout_s",
            "memory_mb",
            "result_mb",
            "query_depth",
        )
        assert (await engine.run(Query(LOOKUP))).rows == 1
        await until(lambda: len(worker_processes()) == 4)
        return took_s

    in_time(lambda: with_engine(tmp_path, work, settings), DEADLINE_S + 0.5)
