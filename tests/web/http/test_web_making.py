"""Pictures and workbooks take a turn, have a deadline and a size, and count for their client."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable

import pytest

from dxgraph.errors import BusyError, DeadlineExceeded, ResultTooLarge, TooManyRequests
from dxgraph.settings import Settings
from dxgraph.web.http.limits import ClientLimit
from dxgraph.web.http.making import Making
from dxgraph.web.http.request import Call


def call_from(client: str = "1.2.3.4") -> Call:
    return Call("GET", "/", client, "run")


def making(**given: float) -> tuple[Making, ClientLimit]:
    settings = Settings(**given)  # type: ignore[arg-type]
    clients = ClientLimit(settings.client_queries)
    return Making(settings, clients), clients


def within(work: Awaitable[None]) -> None:
    async def run() -> None:
        async with asyncio.timeout(30):
            await work

    asyncio.run(run())


def test_one_is_made_at_a_time_and_given_back() -> None:
    at_once, most = 0, 0
    lock = threading.Lock()

    def work(name: bytes) -> bytes:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        return name

    async def run() -> None:
        make, _ = making()
        found = await asyncio.gather(*(make(call_from(), work, b"%d" % n) for n in range(5)))
        assert found == [b"0", b"1", b"2", b"3", b"4"]

    within(run())
    assert most == 1


def test_a_client_has_its_share_and_others_theirs() -> None:
    go = threading.Event()

    def waiting() -> bytes:
        go.wait(20)
        return b""

    async def run() -> None:
        make, clients = making(client_queries=2)
        first = [asyncio.create_task(make(call_from(), waiting)) for _ in "ab"]
        await asyncio.sleep(0.05)
        with pytest.raises(TooManyRequests):
            await make(call_from(), bytes)
        with pytest.raises(TooManyRequests):
            clients.enter("1.2.3.4")
        other = asyncio.create_task(make(call_from("5.6.7.8"), bytes))
        go.set()
        await asyncio.gather(*first, other)
        assert await make(call_from(), bytes) == b""

    within(run())


def test_one_that_takes_too_long_is_told_and_counts_until_it_ends() -> None:
    go = threading.Event()

    def waiting() -> bytes:
        go.wait(20)
        return b""

    async def run() -> None:
        make, clients = making(timeout_s=0.1, client_queries=1)
        with pytest.raises(DeadlineExceeded) as told:
            await make(call_from(), waiting)
        assert told.value.extra["limit"] == "timeout_s"
        with pytest.raises(TooManyRequests):
            await make(call_from(), bytes)
        with pytest.raises(DeadlineExceeded):  # it waits for its turn, within its own deadline
            await make(call_from("5.6.7.8"), bytes)
        go.set()
        while True:
            try:
                clients.enter("1.2.3.4")
                break
            except TooManyRequests:
                await asyncio.sleep(0.01)

    within(run())


def test_one_that_fails_leaves_nothing_behind() -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    async def run() -> None:
        make, _ = making(client_queries=1)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await make(call_from(), fail)

    within(run())


def test_what_is_larger_than_an_answer_is_not_sent() -> None:
    async def run() -> None:
        make, _ = making(result_mb=1)
        with pytest.raises(ResultTooLarge):
            await make(call_from(), bytes, 1_000_001)

    within(run())


def test_too_many_waiting_are_told() -> None:
    go = threading.Event()

    def waiting() -> bytes:
        go.wait(20)
        return b""

    async def run() -> None:
        make, _ = making(queue_length=1)
        held = [asyncio.create_task(make(call_from(f"10.0.0.{n}"), waiting)) for n in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(BusyError):
            await make(call_from("10.0.0.9"), bytes)
        go.set()
        await asyncio.gather(*held)

    within(run())
