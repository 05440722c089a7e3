"""What the service and its fronts say to each other where something runs short."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import Any
from unittest.mock import MagicMock, Mock

import pytest

from dxgraph import settings as settings_module
from dxgraph.engine.forked import Forked
from dxgraph.engine.protocol import Loan
from dxgraph.settings import MEGABYTE, Settings
from dxgraph.web import front as front_module
from dxgraph.web import fronts as fronts_module
from dxgraph.web.fronts import Fronts
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.figures import Shared
from dxgraph.web.server import Service

_NO_PID = (1 << 22) + 1
"""More than any process has."""


class Ended(Exception):
    """In the place of the end of this process."""


def ends() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


@contextlib.asynccontextmanager
async def hired(settings: Settings) -> AsyncIterator[tuple[Fronts, list[socket.socket]]]:
    """The fronts of a service, each of which is only the other end of its socket."""
    others: list[socket.socket] = []
    engine = MagicMock()
    engine.at_hand.return_value = "digest"

    async def lend(program: str) -> Loan:
        ours, other = ends()
        others.append(other)
        return Loan(Forked(_NO_PID, ours, None), "digest")

    engine.lend = lend
    fronts = Fronts(engine, settings, MagicMock(), MagicMock(), MagicMock())
    fronts.begin(MagicMock())
    hiring = list(fronts._hiring.values())
    await asyncio.gather(*hiring)
    try:
        yield fronts, others
    finally:
        for other in others:
            other.close()
        await fronts.close()


def test_all_fronts_are_told_the_same_number_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processors that a process may use can change while the service runs."""
    seen = iter([8])
    monkeypatch.setattr(settings_module, "processors", lambda: next(seen, 2))

    async def told() -> list[dict[str, Any]]:
        async with hired(Settings()) as (_, others):
            orders = []
            for other in others:
                message, descriptors, _, _ = socket.recv_fds(other, 16, 2)
                assert message == b"O"
                os.close(descriptors[1])
                with os.fdopen(descriptors[0], "rb") as file:
                    file.seek(0)
                    orders.append(json.load(file))
            return orders

    orders = asyncio.run(told())
    assert [order["settings"]["http_processes"] for order in orders] == [4, 4, 4]


def test_a_connection_without_descriptor_leaves_nothing_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[bytes] = []

    async def adopt(make: object, descriptor: int, unanswered: bytes, loop: object) -> bool:
        os.close(descriptor)
        begun.append(unanswered)
        return True

    monkeypatch.setattr(fronts_module, "adopt", adopt)

    async def given_back() -> None:
        async with hired(Settings(http_processes=2)) as (fronts, [other]):
            (front,) = fronts._fronts.values()
            other.sendall(b"Pmuch")
            other.sendall(b"Clost")
            socket.send_fds(other, [b"Cnext"], [other.fileno()])
            for _ in range(3):
                fronts._readable(front)
            await asyncio.gather(*fronts._coming)
            assert front.name in fronts._fronts

    asyncio.run(given_back())
    assert begun == [b"next"]


def test_slow_readers_of_a_front_have_as_long_as_those_of_the_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def wait(ends: object, timeout: float) -> None:
        waited.append(timeout)

    async def leaving() -> None:
        async with hired(Settings(http_processes=2, shutdown_s=1000.0)) as (fronts, [other]):
            monkeypatch.setattr(Forked, "kill", lambda _: other.close())
            monkeypatch.setattr(asyncio, "wait", wait)
            await fronts.leave()

    asyncio.run(leaving())
    assert 900 < waited[0] <= 1002


def test_told_to_end_again_fronts_end_at_once() -> None:
    listener = MagicMock()
    listener.getsockname.return_value = "127.0.0.1", 0
    service = Service(MagicMock(), Settings(), listener)
    service._server = MagicMock(should_exit=True)
    service._fronts = fronts = MagicMock()
    service.stop()
    assert fronts.kill.called


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, socket.socket]]:
    """A front in this process, and the service's end of its socket."""
    monkeypatch.setattr(front_module, "_TAKEN_S", 0.01)
    monkeypatch.setattr(os, "_exit", MagicMock(side_effect=Ended))
    end, service = ends()
    with end, service, tempfile.TemporaryFile() as file:
        file.truncate(Shared.size(1))
        shared = Shared(file.fileno(), 1)
        yield front_module._Front(end, MagicMock(), Settings(), shared, 1), service


def test_a_front_that_cannot_give_back_a_connection_ends(front: tuple[Any, socket.socket]) -> None:
    made, service = front
    with pytest.raises(Ended):
        made._back(service.fileno(), b"*" * 100_000_000)


def test_a_front_counts_a_connection_that_came_without_descriptor(
    front: tuple[Any, socket.socket],
) -> None:
    made, service = front
    service.sendall(b"C")
    made._control_readable()
    assert made._figures.connections_ended == 1


def test_a_front_has_a_small_part_of_the_memory_for_answers_in_addition(
    front: tuple[Any, socket.socket],
) -> None:
    settings = Settings(http_processes=4)
    whole = settings.cache_mb * MEGABYTE
    of_the_service = Answering(MagicMock(), settings)
    assert of_the_service.cache.max_bytes + of_the_service.pages.max_bytes == whole
    assert front[0]._figures.cache.max_bytes == whole // 8


@pytest.mark.parametrize("failing", [None, OSError("no room for a file")])
def test_what_is_lent_beside_a_process_is_closed(
    monkeypatch: pytest.MonkeyPatch, failing: OSError | None
) -> None:
    closed: list[int] = []

    async def told() -> None:
        async with hired(Settings(http_processes=2)) as (fronts, _):
            (name,) = fronts._fronts
            ours, other = ends()
            survey = os.open(os.devnull, os.O_RDONLY)
            loan = Loan(Forked(_NO_PID, ours, None), "digest", survey)

            async def lend(program: str) -> Loan:
                return loan

            monkeypatch.setattr(fronts._engine, "lend", lend)
            make = tempfile.TemporaryFile
            monkeypatch.setattr(tempfile, "TemporaryFile", Mock(side_effect=failing, wraps=make))
            with contextlib.suppress(OSError):
                await fronts._hired(name, 0)
            with contextlib.suppress(OSError):
                os.fstat(survey)
                closed.append(0)
            closed.append(1)
            other.close()

    asyncio.run(told())
    assert closed == [1]
