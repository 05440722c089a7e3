"""The embedded engine: Oxigraph in worker processes, behind a bounded queue.

What it promises, whatever the query: an answer or an error at the deadline, a bound on the memory
and on the size of the answer, and that a query harms nobody but itself. How, and why so:
``docs/decisions/0004-queries-run-in-processes-that-may-die.md``.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
import time
from collections.abc import Coroutine, Sequence
from pathlib import Path

from dxgraph.engine.pool.causes import cause, deadline_exceeded
from dxgraph.engine.pool.frames import frame, from_query, to_error
from dxgraph.engine.pool.home import Home
from dxgraph.engine.pool.job import Job, StarvedError
from dxgraph.engine.pool.opening import opened as on_disk
from dxgraph.engine.pool.priority import Times
from dxgraph.engine.pool.processes import WorkerGroup
from dxgraph.engine.pool.room import Room
from dxgraph.engine.pool.source import Source
from dxgraph.engine.pool.turns import Turns
from dxgraph.engine.pool.worker_end import Reply, Worker
from dxgraph.engine.protocol import (
    Answer,
    Form,
    Limits,
    Loan,
    Query,
    Running,
    SnapshotInfo,
    Tenants,
)
from dxgraph.engine.query.inspection import may_call
from dxgraph.engine.refusals import ended, not_started
from dxgraph.errors import (
    DxgraphError,
    QueryCancelled,
    StoreUnavailable,
    WorkerLost,
)
from dxgraph.messages import message
from dxgraph.settings import Settings

_RETRY_S = (0.1, 0.5, 1.0, 2.0, 5.0)
_START_S = 120.0
_DYING_S = 0.25
"""A worker that ends this soon after it was asked may have been ending before."""
_SOONEST_S = 0.01
"""How soon a query is looked at again that may be long by then."""
_STARVING_S = 0.25
"""How long a query that gives way to everybody may get nothing."""
_CROWDED_S = 30.0
"""How long other programs are taken to keep the machine busy after a query got nothing."""
_NO_LIMITS = Limits()
_SHORTEST_S = 0.1
"""Whoever allows a query less wants to see it end."""


class Embedded:
    """Answers from a snapshot in memory, or from an on-disk store.

    ``data``: folders and files to serve instead of our own graph. ``store``: the folder of an
    on-disk store (:mod:`dxgraph.engine.pool.disk`), for data that outgrow memory.

    Raises UsageError for settings that no engine can have.
    """

    def __init__(
        self,
        data: Sequence[Path] = (),
        settings: Settings | None = None,
        *,
        store: Path | None = None,
    ) -> None:
        self._settings = Settings() if settings is None else settings
        self._source = Source(tuple(data))
        self._store = store
        self.index: Path | None = None
        """The names and targets of a store on disk (:mod:`dxgraph.model.stored`), if many."""
        self._group = WorkerGroup(self._source, self._settings, self)
        self._old: set[WorkerGroup] = set()
        self.tenants: Tenants | None = None
        self._home: Home | None = None
        self._room = Room(lambda: 0 if self.tenants is None else self.tenants.answered())
        self._crowded_until = 0.0
        self._jobs: dict[str, Job] = {}
        self._turns = Turns(
            self._settings,
            self._jobs,
            lambda: self._group.ask_for_worker(network=True),
            self._give_back,
        )
        self._failed_starts = 0
        self._first_worker = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    # The life of the engine

    def launch(self) -> None:
        """Begin to read the data now, in another process, before there is an event loop."""
        if self._store is None:
            self._group.launch()

    async def start(self) -> SnapshotInfo:
        """Read the data and make the workers.

        Raises InputError and DataError when the data cannot be read, StoreUnavailable when the
        process that reads them dies.
        """
        if self._store is not None:
            self._group = WorkerGroup(await self._on_disk(self._source), self._settings, self)
        try:
            info = await self._group.ready()
            self._replenish()
            async with asyncio.timeout(_START_S):
                await self._first_worker.wait()
        except TimeoutError:
            await self._group.close()
            raise StoreUnavailable(message("no-worker-made", start_s=_START_S)) from None
        except BaseException:
            await self._group.close()
            raise
        return info

    async def reload(self, data: Sequence[Path] | None = None) -> SnapshotInfo:
        """Build a new snapshot and answer from it; queries that run now end on the old one.

        Raises as `start` does; then the old snapshot stays.
        """
        source = self._source if data is None else Source(tuple(data))
        fresh = WorkerGroup(
            source if self._store is None else await self._on_disk(source), self._settings, self
        )
        try:
            info = await fresh.ready()
        except BaseException:
            await fresh.close()
            raise
        if self.tenants is not None:
            await self.tenants.leave()
        self._source = source
        self._replace(fresh)
        if self.tenants is not None and self.at_hand():
            # The same data as before: there is nothing more to wait for.
            self.tenants.come()
        return info

    async def info(self) -> SnapshotInfo:
        info = self._group.info
        if info is None:
            raise not_started()
        return info

    async def healthy(self) -> bool:
        """Whether a query would be answered: there is a snapshot, and somebody to ask, or about to
        come, as in the first moments of a new snapshot."""
        somebody = bool(self._workers()) or self._group.expected > 0
        return not self._closed and self._group.info is not None and somebody

    def facts(self) -> dict[str, str]:
        """How the processes are made and what is kept from them, as far as the system allows."""
        at_home = self._home is not None and self._home.digest == self._group.digest
        where = "the process that speaks HTTP" if at_home else "workers"
        return {**self._group.facts, "small_queries": f"answered by {where}"}

    async def close(self) -> None:
        """End all queries and processes."""
        self._closed = True
        for job in list(self._jobs.values()):
            job.end(QueryCancelled(message("service-ending")))
        self._turns.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(each.close() for each in (self._group, *self._old)))
        self._old.clear()
        self._turns.idle.clear()

    # Queries

    async def run(
        self, query: Query, limits: Limits | None = None, *, run_id: str | None = None
    ) -> Answer:
        """Answer whole or raise; cancelling the awaiting task ends the query at once.

        Raises QueryError, LimitError, BusyError, QueryCancelled, StoreError and their kinds.
        """
        settings = self._settings
        limits = limits or _NO_LIMITS
        timeout_s, memory_mb, result_bytes = limits.of_run(settings, query.text)
        at_home = self.at_once(query, limits, run_id)
        if at_home is not None:
            return at_home
        job = Job(query, run_id or secrets.token_hex(8), timeout_s, memory_mb)
        job.network = bool(settings.service_allow_list) and may_call(query.text)
        head = from_query(query)
        head |= {"timeout_s": timeout_s, "memory_mb": memory_mb, "result_bytes": result_bytes}
        message = frame(head)
        self._jobs[job.run_id] = job
        try:
            said, body = await self._answer(job, message)
        finally:
            if self._jobs.get(job.run_id) is job:
                del self._jobs[job.run_id]
        if "error" in said:
            raise to_error(said)
        return Answer(
            body,
            said["type"],
            Form(said["form"]),
            said["rows"],
            time.monotonic() - job.begun,
            job.run_id,
            job.digest,
        )

    def at_hand(self) -> str:
        """The digest of the snapshot that small queries are answered from here; or nothing."""
        home = self._home
        known = home is not None and home.digest == self._group.digest and not self._closed
        return home.digest if home is not None and known else ""

    def at_once(
        self, query: Query, limits: Limits | None = None, run_id: str | None = None
    ) -> Answer | None:
        """The answer to a query that is proved small; None for one that `run` has to answer.

        It takes a few milliseconds at most, so nobody needs to wait for it or end it.
        """
        home = self._home
        if home is None or not self.at_hand():
            return None
        limits = limits or _NO_LIMITS
        if limits.memory_mb is not None or (limits.timeout_s or _SHORTEST_S) < _SHORTEST_S:
            return None
        most = limits.result_bytes(self._settings)
        found = home.answer(query, run_id or secrets.token_hex(8), most)
        if found is not None:
            self._room.asked()
        return found

    async def lend(self, program: str) -> Loan:
        home = self._home
        if home is None or not self.at_hand():
            raise StoreUnavailable(message("no-worker"))
        group = self._group
        return Loan(await group.lend(program), home.digest, group.file("survey"))

    def running(self) -> Sequence[Running]:
        now = time.monotonic()
        return [
            Running(job.run_id, job.query.text, now - job.begun, job.query.lane)
            for job in self._jobs.values()
        ]

    async def cancel(self, run_id: str) -> bool:
        job = self._jobs.get(run_id)
        if job is None:
            return False
        job.end(ended(run_id))
        return True

    async def _answer(self, job: Job, message: bytes) -> Reply:
        """Have a query answered by some worker."""
        attempts = itertools.count(1)
        most = self._settings.workers + self._settings.spare_workers
        while True:
            worker = self._turns.take(job) or await self._turns.wait(job)
            job.worker = worker
            job.digest = worker.group.digest
            job.asked = time.monotonic()
            try:
                job.reply = worker.ask(message)
            except BrokenPipeError:
                # It had been ended from outside while it was idle; the query was not in it.
                self._give_back(job, worker)
                continue
            try:
                return await self._converse(job, worker, job.reply)
            except StarvedError:
                continue
            except WorkerLost:
                # It was perhaps already dying when it was asked; a query changes nothing.
                if time.monotonic() - job.asked > _DYING_S or next(attempts) > most:
                    raise

    async def _converse(self, job: Job, worker: Worker, reply: asyncio.Future[Reply]) -> Reply:
        """Await a reply until the deadline, and give the worker back."""
        self._look_again(job, worker)
        usable = False
        try:
            said = await reply
            usable = "retire" not in said[0]
        except ConnectionError:
            raise cause(await worker.exit_code(), job.timeout_s, job.memory_mb) from None
        finally:
            if job.timer is not None:
                job.timer.cancel()
            job.reply = None
            if not usable:
                worker.kill()
            self._give_back(job, worker)
        self._failed_starts = 0
        return said

    def _look_again(self, job: Job, worker: Worker, long_in_s: float | None = None) -> None:
        """Look after a run from time to time, and at its deadline at the latest; `long_in_s` is how
        much it may still run before it is long, if that is known."""
        if worker.lowered:
            next_s = _STARVING_S
        elif long_in_s is None:
            next_s = self._settings.lower_priority_s
        else:
            next_s = max(long_in_s, _SOONEST_S)
        wait_s = min(next_s, job.deadline - time.monotonic())
        loop = asyncio.get_running_loop()
        job.timer = loop.call_later(wait_s, self._look_after, job, worker)

    def _look_after(self, job: Job, worker: Worker) -> None:
        now = time.monotonic()
        if now >= job.deadline:
            job.end(deadline_exceeded(job.timeout_s))
            return
        long_in_s = None
        if worker.idle:
            before, job.times = job.times, Times.of(worker.pid)
            if before is not None and job.times is not None and job.times.starved_since(before):
                self._crowded_until = now + _CROWDED_S
                job.end(StarvedError())
                return
        elif len(self._jobs) > 1 and not worker.lowered:
            # Alone it harms nobody, and its worker, which cannot be raised again, is good for more.
            # What was not let run is not long, however long it takes: to give way beside those that
            # keep it waiting would be the end of it.
            long_in_s = self._settings.lower_priority_s - worker.ran_s(now - job.asked)
            if long_in_s <= 0:
                worker.lower_priority(idle=now >= self._crowded_until)
                job.times = Times.of(worker.pid)
        if worker.lowered:
            self._room.gives_way(worker)
        self._look_again(job, worker, long_in_s)

    def _give_back(self, job: Job, worker: Worker) -> None:
        """A worker is free again, or dead."""
        self._turns.over(job)
        job.worker = None
        self._room.over(worker)
        if not worker.gone:
            if worker.lowered or worker.network or worker.group is not self._group:
                worker.kill()
            else:
                # On disk there is nothing that it copies.
                self._turns.rests(worker, holds_copies=self._store is None)
        self._turns.serve()

    # Workers and groups

    def worker_came(self, worker: Worker) -> None:
        if worker.network and self._turns.networked_came(worker):
            return
        if worker.network or worker.group is not self._group:
            worker.kill()
            return
        self._first_worker.set()
        self._turns.came(worker)

    def worker_ended(self, worker: Worker) -> None:
        with contextlib.suppress(ValueError):
            self._turns.idle.remove(worker)
        if self._closed:
            return
        if worker.group is not self._group:
            self._close_if_idle(worker.group)
        elif worker.asked or worker.network:
            self._replenish()
        else:
            # It died before it did anything, perhaps as the next one will: no haste.
            self._failed_starts += 1
            wait_s = _RETRY_S[min(self._failed_starts, len(_RETRY_S)) - 1]
            asyncio.get_running_loop().call_later(wait_s, self._replenish)

    def file_written(self, group: WorkerGroup) -> None:
        if self._closed or group is not self._group or self.at_hand():
            return
        files = group.copy()
        if files is not None:
            self._background(self._hold_copy(group, *files))

    async def _hold_copy(self, group: WorkerGroup, triples: int, survey: int) -> None:
        """Hold the data here too, for small queries."""
        info = await self.info() if group.info is None else group.info
        home = await asyncio.to_thread(Home.read, triples, survey, info, self._settings)
        if group is self._group:
            self._home = home
            if self.tenants is not None:
                self.tenants.come()

    def parent_ended(self, lost: WorkerGroup) -> None:
        if not self._closed and lost is self._group:
            self._background(self._recover(lost))

    def _workers(self) -> list[Worker]:
        return [worker for worker in self._group.workers.values() if not worker.network]

    def _replenish(self) -> None:
        """Ask for as many workers as are missing."""
        if self._closed:
            return
        wanted = self._settings.workers + self._settings.spare_workers
        for _ in range(wanted - len(self._workers()) - self._group.expected):
            self._group.ask_for_worker()

    def _replace(self, fresh: WorkerGroup) -> None:
        """From now on answer from another group; what runs on the old one goes on to its end."""
        old, self._group = self._group, fresh
        self._old.add(old)
        self._replenish()
        for worker in [worker for worker in self._turns.idle if worker.group is old]:
            worker.kill()
        self._close_if_idle(old)
        # What it has written before it was ours.
        self.file_written(fresh)

    def _close_if_idle(self, old: WorkerGroup) -> None:
        if old in self._old and not old.workers:
            self._old.discard(old)
            self._background(old.close())

    async def _recover(self, lost: WorkerGroup) -> None:
        """The same snapshot with a new parent, while the workers of the lost one go on."""
        for attempt in itertools.count():
            fresh = WorkerGroup(lost.replacement(), self._settings, self)
            try:
                await fresh.ready()
            except DxgraphError:
                await fresh.close()
                await asyncio.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
                continue
            except BaseException:
                await fresh.close()
                raise
            if lost is self._group:
                self._replace(fresh)
            else:
                await fresh.close()
            return

    def _background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _on_disk(self, source: Source) -> Source:
        """The same data in the on-disk store, built if need be."""
        assert self._store is not None  # noqa: S101 - who calls has asked
        opened, self.index = await on_disk(source, self._store)
        return opened
