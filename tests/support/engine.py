"""A small graph of our own making, and an engine on it, for the tests of the engine."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import psutil
import pyoxigraph as ox

from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Query
from dxgraph.settings import Settings

EX = "http://example.org/"
GRAPHS = (f"{EX}graph/a", f"{EX}graph/b")

TRIG = f"""
PREFIX ex: <{EX}>
GRAPH ex:graph\\/a {{
    ex:bac-ninh ex:name "Bắc Ninh"@vi , "Bac Ninh"@en ; ex:value 12.5 ; ex:next ex:bac-giang .
    ex:bac-giang ex:name "Bắc Giang"@vi ; ex:value 7 ; ex:next ex:thai-nguyen .
}}
GRAPH ex:graph\\/b {{
    ex:thai-nguyen ex:name "Thái Nguyên"@vi ; ex:value 9 ; ex:next ex:bac-ninh .
}}
ex:bac-ninh ex:name "Bắc Ninh"@vi , "Bac Ninh"@en ; ex:value 12.5 ; ex:next ex:bac-giang .
ex:bac-giang ex:name "Bắc Giang"@vi ; ex:value 7 ; ex:next ex:thai-nguyen .
ex:thai-nguyen ex:name "Thái Nguyên"@vi ; ex:value 9 ; ex:next ex:bac-ninh .
"""

LOOKUP = f"SELECT ?name {{ <{EX}bac-giang> <{EX}name> ?name }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A cross product: more solutions than there is time for."""
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
"""The same, all of it to be held in memory before the first is shown."""

SLOW = f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d <{EX}p1> ?f }}"
"""A million solutions: it takes a moment and ends."""

SETTINGS = replace(
    Settings(),
    timeout_s=60.0,
    queue_s=60.0,
    memory_mb=60,
    workers=3,
    spare_workers=1,
    small_query_steps=0,
)

Result = TypeVar("Result")


def small_store() -> ox.Store:
    store = ox.Store()
    store.bulk_load(TRIG, ox.RdfFormat.TRIG)
    return store


def write_data(folder: Path, more: int = 0) -> Path:
    """The small graph as a data folder, with so many statements more."""
    folder.mkdir(exist_ok=True)
    (folder / "small.trig").write_text(TRIG, encoding="utf-8")
    if more:
        lines = (f'<{EX}s{i}> <{EX}p{i % 9}> "value {i}" .\n' for i in range(more))
        (folder / "more.nt").write_text("".join(lines), encoding="utf-8")
    return folder


def with_engine(
    folder: Path,
    work: Callable[[Embedded], Awaitable[Result]],
    settings: Settings = SETTINGS,
    *,
    store: Path | None = None,
    more: int = 3000,
) -> Result:
    """Start an engine on the small graph, do the work, and close it whatever happens."""

    async def run() -> Result:
        engine = Embedded((write_data(folder, more),), settings, store=store)
        try:
            await engine.start()
            await all_written(engine, settings)
            await staff(settings.workers + settings.spare_workers)
            return await work(engine)
        finally:
            await engine.close()

    return asyncio.run(run())


def children(kind: str = "", *, of: psutil.Process | None = None) -> list[psutil.Process]:
    """The processes right below this one, or another, whose command has a word in it."""
    found = []
    with contextlib.suppress(psutil.Error):
        for process in (of or psutil.Process()).children():
            with contextlib.suppress(psutil.Error):
                alive = process.status() != psutil.STATUS_ZOMBIE
                if alive and kind in " ".join(process.cmdline()):
                    found.append(process)
    return found


def parent_processes() -> list[psutil.Process]:
    return children("pool.parent")


def parent_process() -> psutil.Process:
    """The process that holds the snapshot and forks the workers."""
    (process,) = parent_processes()
    return process


def worker_processes() -> list[psutil.Process]:
    """Those of this process's own engine: a service that other tests started has its own."""
    return [one for parent in parent_processes() for one in children("pool.parent", of=parent)]


async def all_written(engine: Embedded, settings: Settings) -> None:
    """Wait for the children that leave a copy of the snapshot to end: they look like workers."""
    if engine._store is None:
        files = {"spool", "survey", "triples"} if settings.small_query_steps else {"spool"}
        await until(lambda: engine._group._written.keys() >= files)


async def staff(size: int = 4) -> set[int]:
    """The workers' numbers, once all have come."""
    found: set[int] = set()

    def complete() -> bool:
        found.clear()
        found.update(process.pid for process in worker_processes())
        return len(found) == size

    await until(complete)
    return found


def ended(process: psutil.Process) -> bool:
    """Whether nothing is left of it but, perhaps, an entry that nobody has asked for."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True


def with_nice(value: int) -> int:
    """How many workers have this priority."""
    found = 0
    for process in worker_processes():
        with contextlib.suppress(psutil.Error):
            found += process.nice() == value
    return found


def lowered_processes() -> list[psutil.Process]:
    """The workers that give way to everybody else."""
    return [process for process in worker_processes() if is_idle(process)]


def is_idle(process: psutil.Process) -> bool:
    """Whether it is of the scheduler's class for idle work."""
    with contextlib.suppress(OSError):
        return os.sched_getscheduler(process.pid) == os.SCHED_IDLE
    return False


async def working_process() -> psutil.Process:
    """The worker that a query without end is at: it has soon computed for longer than any other."""
    computed: list[tuple[float, psutil.Process]] = []

    def told_apart() -> bool:
        computed.clear()
        for process in worker_processes():
            with contextlib.suppress(psutil.Error):
                computed.append((process.cpu_times().user, process))
        computed.sort(key=lambda one: one[0], reverse=True)
        return len(computed) > 1 and computed[0][0] > computed[1][0] + 0.5

    await until(told_apart)
    return computed[0][1]


def in_time(attempt: Callable[[], float], most_s: float) -> None:
    """What else a machine does may hold up an attempt, and then another; but not three."""
    took = []
    for _ in range(3):
        took.append(attempt())
        if took[-1] < most_s:
            return
    raise AssertionError(took)


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for something to become true; fail when it does not."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about in time")


async def busy(engine: Embedded, text: str = ENDLESS) -> asyncio.Task[object]:
    """A query that a worker is at."""
    task: asyncio.Task[object] = asyncio.create_task(engine.run(Query(text)))
    await until(lambda: any(run.text == text and run.age_s > 0.05 for run in engine.running()))
    return task
