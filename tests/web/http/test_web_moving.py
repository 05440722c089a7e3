"""A connection goes from process to process, and no byte of it is lost, answered or not."""

from __future__ import annotations

import asyncio
import contextlib
import mmap
import os
import socket
from collections.abc import Callable
from typing import Any

import pytest
import uvloop
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from dxgraph.settings import Settings
from dxgraph.web.http.connection import connection_class
from dxgraph.web.http.figures import Board, Figures, Shared
from dxgraph.web.http.limits import ClientLimit
from dxgraph.web.http.moving import Guest, Moving, Resident, adopt
from dxgraph.web.http.request import Call
from dxgraph.web.server import configuration

SMALL = b"GET /small HTTP/1.1\r\nHost: x\r\n\r\n"
OTHER = b"GET /other HTTP/1.1\r\nHost: x\r\n\r\n"
LONG = b"*" * 20_000_000
"""More than the system takes of what nobody reads."""


def numbers() -> memoryview[float]:
    return memoryview(mmap.mmap(-1, 4096)).cast("d")


async def nobody(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError("a front has no application")


class Small:
    """Answers ``/small`` at once, and learns no header."""

    def __init__(self, answer: bytes = b"small") -> None:
        self._answer = answer

    def __call__(self, scope: Scope) -> tuple[bytes, bytes] | None:
        fields = {name for name, _ in scope["headers"]}
        if scope["path"] != "/small" or fields & {b"upgrade", b"content-length"}:
            return None
        return b"content-length: %d\r\n" % len(self._answer), self._answer

    def known(self, data: bytes, client: object) -> None:  # noqa: ARG002
        return None

    def learn(self, data: bytes, scope: Scope) -> None:
        """Nothing."""


class Front:
    """A front in this process, and one end of a connection that it was given."""

    def __init__(self, answer: bytes = b"small") -> None:
        self.back: list[tuple[socket.socket, bytes]] = []
        self.figures = Figures(numbers())
        self.state = ServerState()
        self.direct: Any = Small(answer)

    def _back(self, descriptor: int, unanswered: bytes) -> None:
        self.back.append((socket.socket(fileno=os.dup(descriptor)), unanswered))

    async def open(self) -> socket.socket:
        kind = connection_class(
            Settings(), self.direct, Guest, figures=self.figures, back=self._back
        )
        config = configuration(nobody, Settings(), kind)

        def make() -> Moving:
            return kind(config=config, server_state=self.state, app_state={})

        client, served = pair()
        assert await adopt(make, served.detach(), b"", asyncio.get_running_loop())
        return client

    async def returned(self) -> tuple[socket.socket, bytes]:
        while not self.back:
            await asyncio.sleep(0)
        return self.back.pop()


def guests(front: Front) -> list[Guest]:
    return [each for each in front.state.connections if isinstance(each, Guest)]


def pair() -> tuple[socket.socket, socket.socket]:
    """Both ends of a connection over the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname()[:2])
        served, _ = listener.accept()
    client.setblocking(False)
    return client, served


async def read(client: socket.socket, most: int) -> bytes:
    got = b""
    while len(got) < most:
        got += await asyncio.get_running_loop().sock_recv(client, most - len(got))
    return got


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    def in_loop(work: Any) -> Any:
        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(asyncio.wait_for(work, 60))

    return in_loop


async def small(front: Front, client: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(client, SMALL)
    end = b"\r\n\r\nsmall"
    got = await read(client, len(end))
    while not got.endswith(end):
        got += await read(client, 1)
    assert got.startswith(b"HTTP/1.1 200 OK\r\n")
    assert front.back == []


@pytest.mark.parametrize(
    "sent",
    [
        OTHER,
        SMALL[:9],
        SMALL[:-2],
        SMALL + SMALL,
        SMALL + OTHER[:20],
        b"POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
        b"GET /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n\r\n",
        b"GET /small HTTP/1.1\nHost: x\n\nGET /small HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /small HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        b"GET / nonsense\r\n\r\n",
        b"\r\n\r\n",
        b"\x16\x03\x01",
    ],
)
def test_what_is_not_one_small_request_goes_back_as_it_came(
    run: Callable[..., Any], sent: bytes
) -> None:
    front = Front()

    async def asked() -> None:
        client = await front.open()
        await small(front, client)
        await asyncio.get_running_loop().sock_sendall(client, sent)
        served, unanswered = await front.returned()
        assert unanswered == sent
        # The connection is as good as before.
        await asyncio.get_running_loop().sock_sendall(client, b"more")
        served.setblocking(False)
        assert await asyncio.get_running_loop().sock_recv(served, 10) == b"more"
        assert front.figures.connections_ended == 1
        served.close()
        client.close()

    run(asked())
    assert not front.state.connections
    assert front.figures.connections_ended == 1


def test_what_was_answered_arrives_before_the_connection_goes(run: Callable[..., Any]) -> None:
    front = Front(LONG)

    async def asked() -> None:
        loop = asyncio.get_running_loop()
        client = await front.open()
        await loop.sock_sendall(client, SMALL)
        got = await read(client, 10)
        await loop.sock_sendall(client, OTHER)
        while not any(each._unanswered for each in guests(front)):
            await asyncio.sleep(0)
        assert front.back == []
        while not got.endswith(LONG):
            got += await loop.sock_recv(client, 1 << 20)
        served, unanswered = await front.returned()
        assert unanswered == OTHER
        served.close()
        client.close()

    run(asked())


def test_a_connection_without_a_request_can_leave(run: Callable[..., Any]) -> None:
    front = Front()

    async def asked() -> None:
        client = await front.open()
        (connection,) = guests(front)
        connection.leave()
        connection.leave()
        served, unanswered = await front.returned()
        assert unanswered == b""
        served.close()
        await asyncio.sleep(0)
        assert front.back == []
        client.close()

    run(asked())


class Desk:
    """Takes what it is given."""

    def __init__(self) -> None:
        self.plain: set[Resident] = set()
        self.taken: list[socket.socket] = []

    def take(self, descriptor: int) -> bool:
        self.taken.append(socket.socket(fileno=os.dup(descriptor)))
        return True


def test_who_asks_small_queries_only_is_given_away(run: Callable[..., Any]) -> None:
    desk = Desk()
    state = ServerState()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"other"})

    direct: Any = Small()

    async def asked() -> None:
        loop = asyncio.get_running_loop()
        kind = connection_class(Settings(), direct, Resident, fronts=desk)
        config = configuration(application, Settings(), kind)

        def make() -> Moving:
            return kind(config=config, server_state=state, app_state={})

        async def answer(client: socket.socket, end: bytes) -> None:
            got = b""
            while not got.endswith(end):
                got += await loop.sock_recv(client, 4096)

        client, served = pair()
        # It begins with what another process has read of it.
        assert await adopt(make, served.detach(), SMALL[:7], loop)
        await loop.sock_sendall(client, SMALL[7:])
        await answer(client, b"small")
        for _ in range(2):
            await loop.sock_sendall(client, SMALL)
            await answer(client, b"small")
        await loop.sock_sendall(client, OTHER)
        await answer(client, b"other\r\n0\r\n\r\n")
        for _ in range(3):
            await loop.sock_sendall(client, SMALL)
            await answer(client, b"small")
        assert desk.taken == []
        await loop.sock_sendall(client, SMALL)
        await answer(client, b"small")
        while not desk.taken or state.connections:
            await asyncio.sleep(0)
        assert desk.plain == set()
        # Who took it has it alone.
        await loop.sock_sendall(client, b"next")
        desk.taken[0].setblocking(False)
        assert await loop.sock_recv(desk.taken[0], 10) == b"next"
        desk.taken[0].close()
        client.close()

    run(asked())


def test_what_fronts_count_is_read_by_others() -> None:
    with contextlib.closing(mmap.mmap(-1, Shared.size(2))) as memory:
        places = memoryview(memory).cast("d")
        figures = Figures(places[64:128])
        call = Call("GET", "/sparql", "client", "id")
        for cache, size, seconds in (("miss", 10, 0.002), ("hit", 20, 0.5), ("hit", 30, 100.0)):
            call.cache = cache
            figures.request(call, 200, size, seconds)
        figures.ended()
        other = Figures(places[64:128])
        found = dict(other.tallies())
        hits = found[("/sparql", 200, "ok", "hit")]
        assert (hits.bytes, hits.seconds, sum(hits.buckets), hits.buckets[-1]) == (50, 100.5, 2, 1)
        assert (found[("/sparql", 200, "ok", "miss")] + hits).bytes == 60
        assert (other.connections_ended, other.answered) == (1, 3)
        assert dict(Figures(places[128:192]).tallies()) == {}
        other.clear()
        assert dict(figures.tallies()) == {}
        assert figures.connections_ended == 0
        del places, figures, other


def test_fronts_know_which_clients_have_their_share() -> None:
    board = Board(numbers()[:64])
    limit = ClientLimit(2)
    limit.told = board.tell
    limit.enter("a")
    limit.enter("b")
    assert not board.full("a")
    limit.enter("a")
    assert board.full("a")
    assert not board.full("b")
    limit.leave("a")
    assert not board.full("a")
    many = [f"2001:db8::{number}" for number in range(100)]
    for client in many:
        limit.enter(client)
        limit.enter(client)
    # More than there are places for: then anybody may have it.
    assert all(board.full(client) for client in (*many, "b"))
    for client in many:
        limit.leave(client)
    assert not any(board.full(client) for client in (*many, "a", "b"))
