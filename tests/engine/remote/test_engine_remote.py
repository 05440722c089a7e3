"""Any SPARQL endpoint answers behind the same interface, and what is no answer is told as such."""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar
from urllib.parse import parse_qs

import httpx2 as httpx
import pyoxigraph as ox
import pytest

from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Engine, Form, Lane, Limits, Query
from dxgraph.engine.remote.endpoint import Remote
from dxgraph.errors import (
    BusyError,
    DxgraphError,
    MemoryExceeded,
    QueryCancelled,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    ResultTooLarge,
    StoreTimeout,
    StoreUnavailable,
    UsageError,
)
from dxgraph.settings import Settings
from support.engine import EX, GRAPHS, LOOKUP, TRIG, children, small_store, until
from support.stores import oxigraph_server, silent_port, virtuoso_server

Result = TypeVar("Result")
SETTINGS = replace(Settings(), timeout_s=20.0)
ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"


def with_remote(
    url: str, work: Callable[[Remote], Awaitable[Result]], settings: Settings = SETTINGS
) -> Result:
    async def run() -> Result:
        engine = Remote(url, settings)
        try:
            await engine.start()
            return await work(engine)
        finally:
            await engine.close()

    return asyncio.run(run())


def load(url: str, auth: httpx.Auth | None = None, **graph_parameter: str) -> None:
    """Put the small graph's named graphs into a store."""
    store = small_store()
    for graph in GRAPHS:
        quads = store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        body = ox.serialize((quad.triple for quad in quads), None, ox.RdfFormat.N_TRIPLES)
        httpx.put(
            url,
            params={"graph": graph},
            content=body,
            headers={"Content-Type": "text/turtle"},
            auth=auth,
        ).raise_for_status()


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    with oxigraph_server() as url:
        httpx.post(
            f"{url}/store", content=TRIG, headers={"Content-Type": "application/trig"}
        ).raise_for_status()
        yield f"{url}/query"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as url:
        load(f"{url}/sparql-graph-crud-auth", httpx.DigestAuth("dba", "dba"))
        yield f"{url}/sparql"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    return url


def test_a_real_store_answers_every_form(store: str) -> None:
    async def work(engine: Remote) -> None:
        interface: Engine = engine
        assert await interface.healthy()
        answer = await interface.run(Query(LOOKUP), run_id="mine")
        (row,) = json.loads(answer.body)["results"]["bindings"]
        assert row["name"] == {"type": "literal", "xml:lang": "vi", "value": "Bắc Giang"}
        assert (answer.form, answer.rows, answer.run_id) == (Form.SELECT, 1, "mine")
        for text, truth in (("ASK { ?s ?p 7 }", True), ("ASK { ?s ?p 8 }", False)):
            answer = await engine.run(Query(text))
            assert (answer.form, json.loads(answer.body)["boolean"]) == (Form.ASK, truth)
        described = await engine.run(Query(f"DESCRIBE <{EX}bac-giang>", graph_format="ntriples"))
        assert described.body.count(f"<{EX}bac-giang>".encode()) >= 3

    with_remote(store, work)


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_results_have_the_bytes_of_the_embedded_engine(store: str, name: str) -> None:
    text = f'SELECT ?s ?o {{ ?s <{EX}name> ?o FILTER(LANG(?o) = "vi") }} ORDER BY ?s'
    ours = evaluate(small_store(), Query(text, results_format=name))

    async def work(engine: Remote) -> None:
        answer = await engine.run(Query(text, results_format=name))
        assert answer.body == ours.body
        assert (answer.media_type, answer.rows) == (ours.media_type, ours.rows)

    with_remote(store, work)


@pytest.mark.parametrize("name", ["json", "csv", "tsv"])
def test_an_iri_with_a_comma_is_one_field_here_too(store: str, name: str) -> None:
    text = (
        f"SELECT ?place ?o {{ ?s <{EX}name> ?o "
        'BIND(IRI(CONCAT(STR(?s), "#char=873,905")) AS ?place) FILTER(LANG(?o) = "vi") } '
        "ORDER BY ?s"
    )
    query = Query(text, results_format=name)
    ours = evaluate(small_store(), query)

    async def work(engine: Remote) -> None:
        answer = await engine.run(query)
        assert answer.body == ours.body
        if name == "csv":
            assert f'\r\n"{EX}bac-giang#char=873,905",Bắc Giang\r\n'.encode() in answer.body

    with_remote(store, work)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_graphs_have_the_bytes_of_the_embedded_engine(store: str, name: str) -> None:
    query = Query(f"CONSTRUCT {{ ?s <{EX}is> ?o }} {{ ?s <{EX}name> ?o }}", graph_format=name)
    ours = evaluate(small_store(), query)

    async def work(engine: Remote) -> None:
        answer = await engine.run(query)
        assert answer.body == ours.body
        assert (answer.media_type, answer.rows) == (ours.media_type, ours.rows)

    with_remote(store, work)


def test_values_are_bound_as_terms(store: str) -> None:
    evil = 'x" . ?s ?p ?o } # \\u0022 \n'

    async def work(engine: Remote) -> None:
        text = "SELECT ?x ?p { ?x ?p 7 } ORDER BY ?p"
        answer = await engine.run(Query(text, bindings={"x": ox.NamedNode(f"{EX}bac-giang")}))
        assert [row["x"]["value"] for row in json.loads(answer.body)["results"]["bindings"]] == [
            f"{EX}bac-giang"
        ]
        said = await engine.run(
            Query("SELECT (STR(?x) AS ?y) { ?s ?p 7 }", bindings={"x": ox.Literal(evil)})
        )
        (row,) = json.loads(said.body)["results"]["bindings"]
        assert row["y"]["value"] == evil
        text = f"SELECT ?s {{ ?s <{EX}name> ?n FILTER(STR(?n) = ?x) }}"
        named = await engine.run(Query(text, bindings={"x": ox.Literal("Bắc Giang")}))
        assert named.rows == 1

    with_remote(store, work)


def test_the_protocols_dataset_is_passed_on(store: str) -> None:
    async def work(engine: Remote) -> None:
        text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        for graph, number in zip(GRAPHS, (b"7", b"3"), strict=True):
            answer = await engine.run(Query(text, "tsv", default_graphs=(graph,)))
            assert answer.body.splitlines()[1] == number

    with_remote(store, work)


def test_what_the_store_refuses_is_the_querys_fault(store: str) -> None:
    async def work(engine: Remote) -> None:
        with pytest.raises(QuerySyntaxError):
            await engine.run(Query("SELECT * { ?s ?p "))
        with pytest.raises(QueryError):
            await engine.run(Query("SELECT * { ?s undeclared:p ?o }"))

    with_remote(store, work)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:s> <a:p> 1 }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_what_is_refused_is_never_sent(text: str) -> None:
    with endpoint(lambda _: (200, "text/plain", b"")) as (url, heard):

        async def work(engine: Remote) -> None:
            heard.clear()
            with pytest.raises(QueryRefused):
                await engine.run(Query(text))
            # an extension of Virtuoso that fetches what a query names
            with pytest.raises(QuerySyntaxError):
                await engine.run(Query('DEFINE get:soft "soft" SELECT * { ?s ?p ?o }'))
            assert heard == []

        with_remote(url, work)


def test_a_call_that_is_spelled_in_escapes_is_not_sent_either() -> None:
    with endpoint(lambda _: (200, JSON, YES)) as (url, heard):

        async def work(engine: Remote) -> None:
            for call in (r"\u0053ERVICE", r"SERV\U00000049CE"):
                for filling in ("", " # " + "a" * 5000):
                    text = f"ASK {{ {call} <http://192.0.2.1/> {{ ?s ?p ?o }} }}{filling}"
                    with pytest.raises(QueryRefused):
                        await engine.run(Query(text))
            # An escape in a text is none of that.
            assert (await engine.run(Query(r'ASK { ?s ?p "T\u0072\u00E0 Vinh" }'))).rows == 1

        with_remote(url, work)
        assert not [text for text in heard if "192.0.2.1" in text]


def test_a_long_query_is_looked_through_where_it_holds_up_nobody() -> None:
    with endpoint(lambda _: (200, JSON, YES)) as (url, heard):

        async def work(engine: Remote) -> None:
            graph = "PREFIX ex: <http://example.org/online-services#> ASK { ?s ?p ex:it } # "
            assert (await engine.run(Query(graph + "a" * 5000))).rows == 1
            with pytest.raises(QueryRefused):
                await engine.run(Query("CLEAR ALL # service" + " " * 5000))
            hostile = "ASK { } # service\n" + "'" + "a." * 100_000
            held = asyncio.create_task(engine.run(Query(hostile), Limits(timeout_s=1.0)))
            beside = 0
            while not held.done():
                assert (await engine.run(Query("ASK {}"))).rows == 1
                beside += not held.done()
                await asyncio.sleep(0.02)
            assert beside
            with contextlib.suppress(DxgraphError):
                await held

        with_remote(url, work)
        assert "CLEAR ALL" not in "".join(heard)


def test_a_slow_store_is_a_timeout(store: str) -> None:
    text = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(9)) + " }"

    async def work(engine: Remote) -> None:
        with pytest.raises(StoreTimeout) as error:
            await engine.run(Query(text), Limits(timeout_s=0.5))
        assert error.value.extra["limit"] == "timeout_s"
        assert float(str(error.value.extra["value"])) <= 0.5
        assert error.value.status == 504

    with_remote(store, work)


def test_an_answer_that_virtuoso_cuts_is_not_taken_for_whole(virtuoso: str) -> None:
    async def work(engine: Remote) -> None:
        with pytest.raises(ResultTooLarge) as error:
            await engine.run(Query("SELECT * { ?s ?p ?o . ?t ?q ?r }"))
        assert error.value.extra["limit"] == "ResultSetMaxRows"

    with_remote(virtuoso, work)


def test_another_snapshot_in_the_store_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxgraph.engine.remote.endpoint._LEARN_S", 0.05)
    digests = ["first"]

    def answer(text: str) -> Reply:
        value = digests[-1] if "sha256" in text else "7"
        row = f'{{"x":{{"type":"literal","value":"{value}"}}}}'
        body = f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{row}]}}}}'
        return 200, JSON, body.encode()

    with endpoint(answer) as (url, _):

        async def work(engine: Remote) -> None:
            assert (await engine.info()).digest == "first"
            digests.append("second")
            while (await engine.info()).digest != "second":
                await asyncio.sleep(0.02)
            assert (await engine.run(Query("SELECT ?x {}"))).digest == "second"

        with_remote(url, work)


def test_it_says_what_the_store_holds(oxigraph: str) -> None:
    async def work(engine: Remote) -> None:
        info = await engine.info()
        assert (info.digest, info.triples, info.graphs) == ("", 10, GRAPHS)

    with_remote(oxigraph, work)


Reply = tuple[int, str, bytes]


@contextmanager
def endpoint(
    answer: Callable[[str], Reply | None], port: int = 0
) -> Iterator[tuple[str, list[str]]]:
    """A store that says what a test wants, and the queries that it heard; None: no answer."""
    heard: list[str] = []
    stop = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            text = parse_qs(body)["query"][0]
            heard.append(text)
            reply = answer(text)
            if reply is None:
                stop.wait(20)
                self.close_connection = True
                return
            status, kind, content = reply
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is what some tests are about."""

    with Server(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/sparql", heard
        finally:
            stop.set()
            server.shutdown()
            thread.join()


JSON = "application/sparql-results+json"
YES = b'{"head":{},"boolean":true}'


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ((200, "text/html", b"<html>Welcome</html>"), StoreUnavailable),
        ((200, JSON, b"<html>Welcome</html>"), StoreUnavailable),
        ((200, JSON, b""), StoreUnavailable),
        ((200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s"'), StoreUnavailable),
        ((200, JSON, b'{"head":{},"boolean":true}'), StoreUnavailable),
        ((200, JSON, b'{"results": 7}'), StoreUnavailable),
        ((200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[]}} more'), StoreUnavailable),
        ((302, "text/html", b""), StoreUnavailable),
        ((401, "text/html", b"who are you?"), StoreUnavailable),
        ((404, "text/html", b"<h1>Not found</h1>"), StoreUnavailable),
        ((500, "text/plain", b"it broke"), StoreUnavailable),
        ((503, "text/plain", b"later"), BusyError),
        ((504, "text/plain", b"too long"), StoreTimeout),
        ((400, "text/plain", b"line 1: syntax error at ?x"), QuerySyntaxError),
        ((200, JSON, b" " * 3_000_000), ResultTooLarge),
    ],
)
def test_what_is_no_answer_is_told_as_what_it_is(reply: Reply, error: type[DxgraphError]) -> None:
    with endpoint(lambda _: reply) as (url, _):

        async def work(engine: Remote) -> None:
            assert await engine.healthy() == (b"boolean" in reply[2])
            with pytest.raises(error) as told:
                await engine.run(Query("SELECT ?s { ?s ?p ?o }"), Limits(result_mb=2))
            assert told.type is error

        with_remote(url, work)


def test_nonsense_for_a_graph_is_told_too() -> None:
    with endpoint(lambda _: (200, "text/turtle", b"<a> <b> ")) as (url, _):

        async def work(engine: Remote) -> None:
            with pytest.raises(StoreUnavailable):
                await engine.run(Query("CONSTRUCT WHERE { ?s ?p ?o }"))

        with_remote(url, work)


def _term(depth: int) -> bytes:
    begin = (
        b'{"type":"triple","value":{"subject":{"type":"uri","value":"a:a"},'
        b'"predicate":{"type":"uri","value":"a:a"},"object":'
    )
    return begin * depth + b'{"type":"uri","value":"a:a"}' + b"}}" * depth


def _entities(levels: int) -> bytes:
    named = "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels + 1)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">{named}]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="a:">'
        f'<rdf:Description rdf:about="a:a"><e:p>&e{levels};</e:p></rdf:Description></rdf:RDF>'
    ).encode()


def _cliques(size: int) -> bytes:
    """Blank nodes of which each is like every other: to name them takes longer than anybody has."""
    return "".join(
        f"_:n{one} <a:a> _:n{other} .\n"
        for one in range(size)
        for other in range(size)
        if one != other
    ).encode()


@pytest.mark.alone
@pytest.mark.parametrize(
    ("reply", "errors", "deadline_s"),
    [
        (
            (200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":%s}]}}' % _term(9000)),
            (StoreUnavailable, StoreTimeout),
            2.0,
        ),
        (
            (200, "text/turtle", b"<a:a> <a:b> " + b"[<a:b> " * 9000 + b"<a:a>" + b"]" * 9000),
            (StoreUnavailable, StoreTimeout),
            2.0,
        ),
        ((200, "application/rdf+xml", _entities(9)), (MemoryExceeded, ResultTooLarge), 20.0),
        ((200, "application/n-triples", _cliques(12)), (StoreTimeout, MemoryExceeded), 2.0),
    ],
    ids=["nested terms", "nested blank nodes", "entities", "blank nodes like each other"],
)
def test_what_would_end_or_hold_the_process_that_reads_it_harms_nobody(
    reply: Reply, errors: tuple[type[DxgraphError], ...], deadline_s: float
) -> None:
    text = "SELECT ?s { ?s ?p ?o }" if reply[1] == JSON else "CONSTRUCT WHERE { ?s ?p ?o }"
    settings = replace(SETTINGS, memory_mb=100, result_mb=10)
    with endpoint(lambda asked: reply if "?o" in asked else (200, JSON, YES)) as (url, _):

        async def work(engine: Remote) -> None:
            hostile = asyncio.create_task(engine.run(Query(text), Limits(timeout_s=deadline_s)))
            async with asyncio.timeout(deadline_s + 30):  # as busy as the machine may be
                while not hostile.done():
                    assert (await engine.run(Query("ASK {}"))).rows == 1
                    await asyncio.sleep(0.02)
            with pytest.raises(errors):
                await hostile
            await until(lambda: children("remote.rewriting") == [])

        with_remote(url, work, settings)


def test_the_operator_ends_the_reading_of_an_answer() -> None:
    with endpoint(lambda _: (200, "application/n-triples", _cliques(12))) as (url, _):

        async def work(engine: Remote) -> None:
            query = Query("CONSTRUCT WHERE { ?s ?p ?o }")
            held = asyncio.create_task(engine.run(query, run_id="held"))
            await until(lambda: len(children("remote.rewriting")) == 1)
            assert await engine.cancel("held")
            with pytest.raises(QueryCancelled):
                await held
            await until(lambda: children("remote.rewriting") == [])

        with_remote(url, work)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_blank_nodes_have_the_names_of_the_embedded_engine(store: str, name: str) -> None:
    text = f"CONSTRUCT {{ ?s <{EX}is> _:it . _:it <{EX}called> ?o }} {{ ?s <{EX}name> ?o }}"
    query = Query(text, graph_format=name)
    ours = evaluate(small_store(), query)

    async def work(engine: Remote) -> None:
        answer = await engine.run(query)
        assert (answer.body, answer.rows) == (ours.body, ours.rows)

    with_remote(store, work)


def test_a_store_that_is_down_is_told_and_found_again_when_it_is_up() -> None:
    async def work(engine: Remote) -> None:
        assert not await engine.healthy()
        with pytest.raises(StoreUnavailable) as error:
            await engine.run(Query(LOOKUP))
        assert str(port) in str(error.value)
        with endpoint(lambda _: (200, JSON, YES), port):
            assert await engine.healthy()
            assert (await engine.run(Query("ASK {}"))).rows == 1

    with silent_port() as port:
        with_remote(f"http://127.0.0.1:{port}/sparql", work)


def test_a_store_that_hangs_is_a_timeout_and_can_be_cancelled() -> None:
    with endpoint(lambda text: None if "hang" in text else (200, JSON, b"{}")) as (url, heard):

        async def work(engine: Remote) -> None:
            with pytest.raises(StoreTimeout):
                await engine.run(Query("SELECT ?hang {}"), Limits(timeout_s=0.3))
            task = asyncio.create_task(engine.run(Query("SELECT ?hang { ?x ?y ?z }")))
            while not any("?z" in text for text in heard):
                await asyncio.sleep(0.01)
            (run,) = engine.running()
            assert await engine.cancel(run.run_id)
            with pytest.raises(QueryCancelled):
                await task
            task = asyncio.create_task(engine.run(Query("SELECT ?hang {}")))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert engine.running() == []

        with_remote(url, work)


def test_pages_keep_places_at_the_store() -> None:
    settings = replace(SETTINGS, workers=2, reserved_workers=1, queue_length=1)
    answers = (200, JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[]}}')
    with endpoint(lambda text: None if "hang" in text else answers) as (url, _):

        async def work(engine: Remote) -> None:
            hanging = asyncio.create_task(engine.run(Query("SELECT ?hang {}")))
            await until(lambda: len(engine.running()) == 1)
            with pytest.raises(StoreTimeout):
                await engine.run(Query("SELECT ?x {}"), Limits(timeout_s=0.3))
            waiting = asyncio.create_task(engine.run(Query("SELECT ?x {}")))
            await until(lambda: len(engine.running()) == 2)
            with pytest.raises(BusyError):
                await engine.run(Query("SELECT ?x {}"))
            assert (await engine.run(Query("SELECT ?x {}", lane=Lane.RESERVED))).rows == 0
            hanging.cancel()
            await asyncio.gather(hanging, return_exceptions=True)
            assert (await waiting).rows == 0
            assert (await engine.run(Query("SELECT ?x {}"))).rows == 0

        with_remote(url, work, settings)


@pytest.mark.parametrize("url", ["", "folder/store", "ftp://example.org/", "http:///sparql"])
def test_what_is_no_address_is_wrong_use(url: str) -> None:
    with pytest.raises(UsageError):
        Remote(url)


def test_a_password_in_the_address_is_used_and_never_shown(virtuoso: str) -> None:
    url = virtuoso.replace("://", "://dba:dba@") + "-auth"

    async def work(engine: Remote) -> None:
        assert (await engine.run(Query(LOOKUP))).rows == 1
        assert "dba" not in str(engine.facts())

    with_remote(url, work)
