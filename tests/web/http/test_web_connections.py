"""What clients may do to a connection that decent ones never do."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from typing import Any
from unittest.mock import MagicMock

import httpx2 as httpx
import pytest
from uvicorn.server import ServerState

from dxgraph.engine.protocol import Answer, Limits, Query
from dxgraph.settings import Settings
from dxgraph.web.http import connection as connections
from dxgraph.web.server import configuration
from support.web import ASK, FakeEngine, Log, connect, served

HEAD = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other end closes; fails if it does not."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def problem_of(answer: bytes) -> dict[str, Any]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    assert b"connection: close" in head
    problem: dict[str, Any] = json.loads(body)
    assert head.startswith(b"HTTP/1.1 %d " % problem["status"])
    return problem


def send_without_end(connection: socket.socket, piece: bytes, most: int = 200_000_000) -> int:
    """Send until the other end has had enough; how many bytes it let through."""
    sent = 0
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        while sent < most:
            connection.sendall(piece)
            sent += len(piece)
    return sent


@pytest.mark.parametrize(
    "begin",
    [HEAD + b"X-A: ", b"GET /sparql?query=", HEAD + b"Cookie: a\r\n"],
    ids=["a field", "an address", "many fields"],
)
def test_a_head_without_end_is_refused(begin: bytes) -> None:
    piece = b"X-A: b\r\n" * 2000 if b"Cookie" in begin else b"a" * 16_000
    with served(log=Log()) as address, connect(address) as hostile:
        hostile.sendall(begin)
        sent = send_without_end(hostile, piece)
        assert sent < 10_000_000
        assert httpx.get(address + "/sparql", params={"query": ASK}).status_code == 200


def test_a_head_that_is_too_large_is_told() -> None:
    log = Log()
    with served(log=log) as address, connect(address) as hostile:
        hostile.sendall(HEAD)
        for _ in range(9):
            time.sleep(0.02)
            hostile.sendall(b"X-A: " + b"a" * 8000 + b"\r\n")
        problem = problem_of(read_all(hostile))
        assert (problem["status"], problem["value"]) == (431, 65_536)
        assert problem["titles"]["vi"] == "Phần đầu của yêu cầu quá lớn"
    assert "From 127.0.0.1." in log.stream.getvalue()


@pytest.mark.parametrize("begin", [b"", b"\r\n", b"GET /spar", HEAD], ids=repr)
def test_who_never_asks_is_left(begin: bytes) -> None:
    with served(request_s=1.0) as address, connect(address) as silent:
        silent.sendall(begin)
        answer = read_all(silent)
        if begin:
            assert problem_of(answer)["limit"] == "request_s"
        else:
            assert answer == b""


def test_a_request_in_pieces_is_answered() -> None:
    with served(request_s=60) as address, connect(address) as connection:
        for number in (1, 2):
            for piece in (HEAD[:9], HEAD[9:40], HEAD[40:], b"Connection: keep-alive\r\n", b"\r\n"):
                connection.sendall(piece)
                time.sleep(0.01)
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200"), number
        for piece in (POST, b"Content-Length: 5\r\n", b"\r\n", b"AS", b"K{}"):
            connection.sendall(piece)
            time.sleep(0.01)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")


class _Thinking(FakeEngine):
    """Takes longer to answer than a client may take to ask."""

    async def run(
        self, query: Query, limits: Limits | None = None, *, run_id: str | None = None
    ) -> Answer:
        await asyncio.sleep(1.2)
        return await super().run(query, limits, run_id=run_id)


def test_half_a_request_does_not_end_the_one_before_it() -> None:
    with served(_Thinking(), request_s=0.5) as address, connect(address) as connection:
        connection.sendall(HEAD + b"\r\n" + HEAD)
        first, _, second = read_all(connection).partition(b'{"head":{},"boolean":true}')
        assert first.startswith(b"HTTP/1.1 200")
        assert problem_of(second)["status"] == 408


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(50),
        b"BREW /pot HTTP/1.1\r\n\r\n",
        HEAD + b"no colon here\r\n\r\n",
        HEAD + b"X: a\x00b\r\n\r\n",
        POST + b"Content-Length: -5\r\n\r\nASK{}",
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}",
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nfive\r\nASK{}\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nASK{}\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nASK{}\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: gzip\r\n\r\nASK{}",
    ],
    ids=repr,
)
def test_what_is_no_http_is_a_problem_too_and_reaches_nobody(nonsense: bytes) -> None:
    engine = FakeEngine()
    with served(engine) as address, connect(address) as hostile:
        hostile.sendall(nonsense)
        assert problem_of(read_all(hostile))["status"] == 400
        assert engine.asked == []
        assert httpx.get(address + "/sparql", params={"query": ASK}).status_code == 200


def test_many_requests_at_once_on_one_connection_are_answered_in_order() -> None:
    with served() as address, connect(address) as connection:
        for number in range(300):
            query = b"SELECT (%d AS ?n) {}" % number
            connection.sendall(
                b"GET /sparql?format=csv&query="
                + query.replace(b" ", b"+")
                + b" HTTP/1.1\r\nHost: x\r\n\r\n"
            )
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answers = read_all(connection).split(b"HTTP/1.1 200 OK\r\n")[1:]
        numbers = [answer.rpartition(b"\r\nn\r\n")[2].strip() for answer in answers[:-1]]
        assert numbers == [b"%d" % number for number in range(300)]


@pytest.mark.parametrize(
    "begin",
    [
        POST + b"Content-Length: 999999999999\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nfffffff\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\nX-A: ",
    ],
    ids=["a body refused by its length", "a body in chunks", "a trailer"],
)
def test_what_nobody_reads_is_not_taken_in_for_ever(begin: bytes) -> None:
    with served(request_mb=1) as address, connect(address) as hostile:
        hostile.sendall(begin)
        assert send_without_end(hostile, b"a" * 65_536) < 50_000_000
        assert httpx.get(address + "/sparql", params={"query": ASK}).status_code == 200


def test_connections_without_a_request_give_way_to_new_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "descriptors", lambda: 0)  # which leaves the least: 16
    with served(request_s=60) as address, contextlib.ExitStack() as stack:
        idle = [stack.enter_context(connect(address)) for _ in range(60)]
        for number, connection in enumerate(idle):
            if number % 2:
                with contextlib.suppress(OSError):
                    connection.sendall(HEAD)
        assert httpx.get(address + "/sparql", params={"query": ASK}).status_code == 200
        deadline = time.monotonic() + 30
        while sum(map(is_open, idle)) > 16 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert sum(map(is_open, idle)) <= 16


def is_open(connection: socket.socket) -> bool:
    """Whether the other end has not closed it."""
    connection.setblocking(False)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return True
    except ConnectionResetError:
        return False


def test_a_reader_of_a_small_answer_who_stops_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written whole, so nothing waits for it but its connection and what is in that."""
    begin = connections.Connection.connection_made

    def impatient(self: connections.Connection, transport: Any) -> None:
        self.timeout_keep_alive = 0.1  # type: ignore[assignment]  # of whole seconds otherwise
        begin(self, transport)

    monkeypatch.setattr(connections.Connection, "connection_made", impatient)
    monkeypatch.setattr(connections, "_READER_S", 0.2)
    lost: list[object] = []
    end = connections.Connection.connection_lost

    def noted(self: connections.Connection, error: Exception | None) -> None:
        lost.append(self)
        end(self, error)

    monkeypatch.setattr(connections.Connection, "connection_lost", noted)
    values = " ".join(f'"{number:0400d}"' for number in range(1000))
    body = f"SELECT * {{ VALUES ?x {{ {values} }} }}".encode()
    with served(request_mb=8) as address:
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        host, _, port = address.removeprefix("http://").partition(":")
        slow.connect((host, int(port)))
        with slow:
            slow.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            assert slow.recv(12) == b"HTTP/1.1 200"
            deadline = time.monotonic() + 30
            while not lost and time.monotonic() < deadline:
                time.sleep(0.02)
            assert lost


@pytest.mark.parametrize("taken", [0, connections._LEAST_BYTES])
def test_a_reader_of_a_first_answer_with_a_known_header_is_looked_at_twice(taken: int) -> None:
    """Who takes enough from one look to the next stays; at the first look nobody knows."""
    direct = MagicMock()
    direct.known.return_value = b"", MagicMock()
    direct.answer.return_value = b"", b"much"
    transport = MagicMock()
    transport.is_closing.return_value = False
    transport.get_write_buffer_size.return_value = 1_000_000

    async def looked() -> None:
        settings = Settings()
        kind: type[connections.Connection] = connections.connection_class(settings, direct)
        config = configuration(MagicMock(), settings, kind)
        connection = kind(config, ServerState(), {})
        connection.connection_made(transport)
        connection.data_received(HEAD + b"\r\n")
        assert transport.write.called
        connection._asked_at = 0.0
        connection.timeout_keep_alive_handler()
        assert not transport.abort.called
        transport.get_write_buffer_size.return_value -= taken
        connection.timeout_keep_alive_handler()
        assert transport.abort.called == (taken == 0)

    asyncio.run(looked())
