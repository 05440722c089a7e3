"""What a client may ask for, and what becomes of one that is slow or leaves."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Iterator

import httpx2 as httpx
import pytest
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.engine.protocol import Limits
from dxgraph.web.http import ready
from dxgraph.web.http.limits import client_of as client_name
from support.web import ASK, SELECT, FakeEngine, Log, app_of, ask, client_of, connect, get, served


def test_one_client_has_its_share_of_queries() -> None:
    engine = FakeEngine()
    app = app_of(engine, client_queries=2)

    async def greedy() -> None:
        engine.hold = asyncio.Event()
        async with client_of(app) as client:
            waiting = [
                asyncio.create_task(client.get("/sparql", params={"query": f"{SELECT} #{n}"}))
                for n in range(2)
            ]
            while len(engine.asked) < 2:
                await asyncio.sleep(0.001)
            refused = await client.get("/sparql", params={"query": f"{SELECT} #3"})
            assert refused.status_code == 429
            assert refused.headers["retry-after"] == "1"
            assert refused.json()["limit"] == "client_queries"
            # Another client, by another address, is not kept waiting for it.
            other = httpx.ASGITransport(app, client=("192.0.2.7", 1))
            engine.hold.set()
            async with httpx.AsyncClient(transport=other, base_url="http://dx.test") as second:
                assert (await second.get("/sparql", params={"query": ASK})).status_code == 200
            await asyncio.gather(*waiting)
            again = await client.get("/sparql", params={"query": f"{SELECT} #4"})
            assert again.status_code == 200

    asyncio.run(greedy())


def test_what_is_kept_needs_no_share() -> None:
    engine = FakeEngine()
    app = app_of(engine, client_queries=1)
    get(app)

    async def busy() -> None:
        engine.hold = asyncio.Event()
        async with client_of(app) as client:
            waiting = asyncio.create_task(client.get("/sparql", params={"query": ASK}))
            while len(engine.asked) < 2:
                await asyncio.sleep(0.001)
            assert (await client.get("/sparql", params={"query": SELECT})).status_code == 200
            engine.hold.set()
            await waiting

    asyncio.run(busy())


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("::nonsense", "::nonsense"),
    ],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(host: str, name: str) -> None:
    assert client_name(host) == name


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf"])
def test_a_deadline_that_is_none_is_refused(value: str) -> None:
    engine = FakeEngine()
    response = get(app_of(engine), parameters={"timeout_s": value})
    assert (response.status_code, response.json()["parameter"]) == (400, "timeout_s")
    assert engine.asked == []


def test_a_deadline_reaches_the_engine() -> None:
    engine = FakeEngine()
    get(app_of(engine), parameters={"timeout_s": "2.5"})
    assert engine.limits == [Limits(timeout_s=2.5)]


def test_too_large_requests_are_refused_before_they_are_read() -> None:
    with served(FakeEngine(), request_mb=1) as address:
        big = b"x" * 1_000_001
        headers = {"Content-Type": "application/sparql-query"}
        response = httpx.post(address + "/sparql", content=big, headers=headers)
        assert (response.status_code, response.json()["limit"]) == (413, "request_mb")
        assert response.json()["value"] == 1

        def piecewise() -> Iterator[bytes]:
            for _ in range(20):
                yield b"x" * 100_000

        chunked = httpx.post(address + "/sparql", content=piecewise(), headers=headers)
        assert chunked.status_code == 413
        with connect(address) as connection:
            # An address has no more than 64 kB of room; that is the server's own limit.
            line = b"GET /sparql?query=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
            connection.sendall(line)
            assert connection.recv(65536).startswith(b"HTTP/1.1 4")
        # Other addresses too.
        assert httpx.post(address + "/health", content=big).status_code == 413


def test_a_body_of_no_said_length_is_bounded_everywhere() -> None:
    routes = APIRouter()
    read: list[int] = []

    @routes.post("/anything")
    async def anything(request: Request) -> Response:
        read.extend([len(part) async for part in request.stream()])
        return Response()

    async def piecewise() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    response = ask(app_of(routers=[routes], request_mb=1), "POST", "/anything", content=piecewise())
    assert response.status_code == 413
    assert read == []


def test_a_slow_sender_is_left_and_never_reaches_the_engine() -> None:
    engine = FakeEngine()
    with served(engine, request_s=1.0) as address, connect(address) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 100\r\n\r\nASK"
        )
        answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"connection: close" in answer.lower()
        assert engine.asked == []


LARGE = "SELECT * WHERE { VALUES ?x { " + " ".join(f'"{n:0500d}"' for n in range(9000)) + "} }"


def ask_and_read_slowly(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    body = LARGE.encode()
    connection.sendall(
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body) + body
    )
    assert connection.recv(12) == b"HTTP/1.1 200"


def test_a_reader_that_reads_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "PIECE_S", 0.2)
    log = Log()
    with served(FakeEngine(), log=log, request_mb=8) as address, connect(address) as slow:
        ask_and_read_slowly(slow)
        deadline = time.monotonic() + 30
        while not log.stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.05)
    line = log.lines()[0]
    assert (line["outcome"], line["status"]) == ("left", 499)


def test_a_slow_reader_holds_no_worker() -> None:
    engine = FakeEngine()
    with served(engine, request_mb=8, client_queries=1) as address, connect(address) as slow:
        ask_and_read_slowly(slow)
        # Its own query is done, so even its one share is free again.
        assert engine.running() == []
        assert httpx.get(address + "/sparql", params={"query": ASK}).status_code == 200


def test_a_client_that_leaves_ends_its_query() -> None:
    engine = FakeEngine()
    with served(engine) as address:
        engine.hold = asyncio.Event()
        with connect(address) as leaving:
            leaving.sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n")
            deadline = time.monotonic() + 30
            while not engine.running() and time.monotonic() < deadline:
                time.sleep(0.01)
            assert engine.running()
        while not engine.ended and time.monotonic() < deadline:
            time.sleep(0.01)
        assert engine.ended == 1
        assert engine.running() == []


def test_who_left_is_told_apart_in_the_log() -> None:
    engine = FakeEngine()
    app = app_of(engine)

    async def leaves() -> None:
        engine.hold = asyncio.Event()
        sent: list[object] = []
        messages: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        await messages.put({"type": "http.request", "body": b"", "more_body": False})

        async def send(message: object) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/sparql",
            "query_string": b"query=ASK%7B%7D",
            "headers": [],
        }
        asking = asyncio.create_task(app(scope, messages.get, send))
        while not engine.asked:
            await asyncio.sleep(0.001)
        await messages.put({"type": "http.disconnect"})
        await asking
        assert sent == []

    asyncio.run(leaves())
    (line,) = app.state.journal.lines()
    assert (line["outcome"], line["status"]) == ("left", 499)
    assert engine.ended == 1


def test_more_parameters_than_anybody_needs() -> None:
    response = ask(app_of(), "GET", "/sparql?" + "&".join(["a=b"] * 1500))
    assert response.status_code == 400
