"""Long queries leave a processor to small ones while these come, and have all of them otherwise."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from dxgraph.engine.pool import room
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.pool.room import Room
from dxgraph.engine.protocol import Query
from support.engine import ENDLESS, LOOKUP, SETTINGS, until, with_engine, worker_processes

ALL = os.sched_getaffinity(0) if sys.platform == "linux" else {0}
OTHERS = ALL - {min(ALL)}

pytestmark = pytest.mark.skipif(len(ALL) < 2, reason="needs Linux and two processors")


@dataclass(eq=False)
class Sleeper:
    pid: int
    gone: bool = False

    def processors(self) -> set[int]:
        return os.sched_getaffinity(self.pid)


@pytest.fixture
def sleeper() -> Iterator[Sleeper]:
    process = subprocess.Popen(["sleep", "60"])
    yield Sleeper(process.pid)
    process.kill()
    process.wait()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(room, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_a_query_that_gives_way_makes_room_while_small_ones_come(
    sleeper: Sleeper, clock: list[float]
) -> None:
    made = Room()
    made.asked()
    made.gives_way(sleeper)
    assert sleeper.processors() == OTHERS
    clock[0] += 1
    made.gives_way(sleeper)
    assert sleeper.processors() == ALL


def test_room_is_made_at_once_for_the_second_of_small_queries_but_not_for_a_single_one(
    sleeper: Sleeper, clock: list[float]
) -> None:
    made = Room()
    made.gives_way(sleeper)
    made.asked()
    clock[0] += 1
    made.asked()
    assert sleeper.processors() == ALL
    clock[0] += 0.005
    made.asked()
    assert sleeper.processors() == OTHERS


def test_room_is_made_for_small_queries_that_others_answer(
    sleeper: Sleeper, clock: list[float]
) -> None:
    answered = [1000]  # before anything had to give way
    made = Room(lambda: answered[0])
    made.gives_way(sleeper)
    assert sleeper.processors() == ALL
    for count, processors in ((20, OTHERS), (2, ALL), (20, OTHERS), (0, ALL), (-900, ALL)):
        clock[0] += 0.25
        answered[0] += count
        made.gives_way(sleeper)
        assert sleeper.processors() == processors
        # What is looked at again at once has not changed.
        made.gives_way(sleeper)
        assert sleeper.processors() == processors


def test_a_process_whose_query_is_over_is_not_looked_after(
    sleeper: Sleeper, clock: list[float]
) -> None:
    made = Room()
    made.gives_way(sleeper)
    made.over(sleeper)
    made.asked()
    made.asked()
    assert sleeper.processors() == ALL


def test_where_there_is_one_processor_no_room_is_made(
    sleeper: Sleeper, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Room()
    made.gives_way(sleeper)
    with monkeypatch.context() as patched:
        patched.setattr(os, "sched_getaffinity", lambda _: {min(ALL)})
        made.asked()
        made.asked()
    made.asked()
    assert sleeper.processors() == OTHERS


def test_a_process_that_has_ended_is_left_alone(sleeper: Sleeper, clock: list[float]) -> None:
    made = Room()
    made.asked()
    sleeper.gone = True
    made.gives_way(sleeper)
    assert sleeper.processors() == ALL
    gone = Sleeper(2**22 + 1)
    made.gives_way(gone)
    made.over(gone)


def _using(processors: set[int]) -> int:
    """How many workers may use these processors and no others."""
    return [os.sched_getaffinity(each.pid) for each in worker_processes()].count(processors)


class _Asked:
    """Tenants who answer so many small queries each time that somebody looks."""

    more = 1000

    def __init__(self) -> None:
        self.so_far = 0

    def come(self) -> None:
        """Nothing of that is looked at here."""

    async def leave(self) -> None:
        """Likewise."""

    def answered(self) -> int:
        self.so_far += self.more
        return self.so_far


def test_an_engine_keeps_long_queries_from_one_processor_while_its_tenants_are_asked(
    tmp_path: Path,
) -> None:
    async def work(engine: Embedded) -> None:
        engine.tenants = tenants = _Asked()
        tasks = [asyncio.create_task(engine.run(Query(f"{ENDLESS} LIMIT {n}"))) for n in (1, 2)]
        await until(lambda: _using(OTHERS) == 2)
        tenants.more = 0
        await until(lambda: _using(OTHERS) == 0)
        assert not any(task.done() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    with_engine(tmp_path, work, replace(SETTINGS, reserved_workers=0))


def test_an_engine_keeps_long_queries_from_one_processor_as_long_as_small_ones_are_asked(
    tmp_path: Path,
) -> None:
    async def work(engine: Embedded) -> None:
        digest = (await engine.info()).digest
        await until(lambda: engine.at_hand() == digest)
        tasks = [asyncio.create_task(engine.run(Query(f"{ENDLESS} LIMIT {n}"))) for n in (1, 2)]
        asked = 0

        def enough() -> bool:
            nonlocal asked
            asked += 1
            assert engine.at_once(Query(f"#{asked}\n{LOOKUP}")) is not None
            return _using(OTHERS) == 2

        await until(enough)
        await until(lambda: _using(OTHERS) == 0)
        assert not any(task.done() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    with_engine(tmp_path, work, replace(SETTINGS, small_query_steps=10_000, reserved_workers=0))
