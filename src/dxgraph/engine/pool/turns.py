"""Whose turn it is: the workers that are free, and the queries that wait for one."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Final

from dxgraph.engine.pool.job import Job
from dxgraph.engine.pool.worker_end import Worker
from dxgraph.engine.protocol import Lane
from dxgraph.engine.refusals import busy
from dxgraph.errors import BusyError, Message
from dxgraph.messages import message
from dxgraph.settings import Settings

_RESTED_S: Final = 10.0
"""How long a worker that has answered may be idle before a fresh one takes its place, unless it is
the next to be asked: what it copied of the snapshot, up to all of it, is given back so."""


class Turns:
    """A bounded queue for each lane before the workers; reserved queries go first, and some workers
    only they may take."""

    def __init__(
        self,
        settings: Settings,
        jobs: Mapping[str, Job],
        ask_for_networked: Callable[[], None],
        give_back: Callable[[Job, Worker], None],
    ) -> None:
        """`jobs` are all that wait or run. Of `ask_for_networked` a worker comes that may call
        other services; `give_back` takes one whose query is over or has left."""
        self._settings = settings
        self._jobs = jobs
        self._ask_for_networked = ask_for_networked
        self._give_back = give_back
        self.idle: list[Worker] = []
        """The next to be asked is the last."""
        self._resting: asyncio.TimerHandle | None = None
        self._queues: dict[Lane, deque[Job]] = {Lane.RESERVED: deque(), Lane.ADHOC: deque()}
        self._networked: deque[Job] = deque()
        """They may start, and wait for a worker of their own."""
        self._busy = {Lane.RESERVED: 0, Lane.ADHOC: 0}
        workers = settings.workers
        self._share = {
            Lane.RESERVED: workers,
            Lane.ADHOC: workers - min(settings.reserved_workers, workers - 1),
        }

    def take(self, job: Job) -> Worker | None:
        """A worker, if one is free for this query and nobody waits for it."""
        lane = job.query.lane
        if job.network or not self.idle or self._queues[lane] or not self._may_start(lane):
            return None
        self._busy[lane] += 1
        return self.idle.pop()

    async def wait(self, job: Job) -> Worker:
        """Wait in the queue for a worker. Raises BusyError."""
        queue = self._queues[job.query.lane]
        if len(queue) >= self._settings.queue_length:
            raise self._busy_error(
                message("queries-wait", waiting=len(queue)),
                "queue_length",
                self._settings.queue_length,
            )
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Worker] = loop.create_future()
        job.turn = turn
        queue.append(job)
        left_s = job.deadline - time.monotonic()
        timer = loop.call_later(min(left_s, self._settings.queue_s), self._waited, job)
        self.serve()
        try:
            return await turn
        except BaseException:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._give_back(job, turn.result())
            elif job in self._networked:
                self._networked.remove(job)
                self._busy[job.query.lane] -= 1
            elif job in queue:
                queue.remove(job)
            self.serve()
            raise
        finally:
            timer.cancel()
            job.turn = None

    def over(self, job: Job) -> None:
        """A query has had its turn; who calls serves the queues then."""
        self._busy[job.query.lane] -= 1

    def came(self, worker: Worker) -> None:
        """A new worker is free. It is asked last: others hold copies of what queries read, which it
        would have to make."""
        self.idle.insert(0, worker)
        self.serve()

    def rests(self, worker: Worker, *, holds_copies: bool) -> None:
        """A worker has answered; who calls serves the queues then."""
        worker.rests_since = time.monotonic()
        self.idle.append(worker)
        if holds_copies and self._resting is None:
            self._rest()

    def close(self) -> None:
        """Replace no more workers."""
        if self._resting is not None:
            self._resting.cancel()

    def _rest(self) -> None:
        self._resting = asyncio.get_running_loop().call_later(_RESTED_S, self._rested)

    def _rested(self) -> None:
        """End the workers that were needed for a while and are so no more: others come."""
        self._resting = None
        used = [worker for worker in self.idle if worker.asked][:-1]
        since = time.monotonic() - _RESTED_S
        for worker in used:
            if worker.rests_since <= since:
                worker.kill()
        if used:
            self._rest()

    def networked_came(self, worker: Worker) -> bool:
        """Whether somebody still waits for a worker that may call other services."""
        while self._networked:
            job = self._networked.popleft()
            if job.turn is not None and not job.turn.done():
                job.turn.set_result(worker)
                return True
            self._busy[job.query.lane] -= 1
        return False

    def serve(self) -> None:
        """Give the free workers to those who wait, reserved queries first."""
        for lane, queue in self._queues.items():
            while queue and self._may_start(lane):
                job = queue[0]
                if job.turn is None or job.turn.done():
                    queue.popleft()
                elif job.network:
                    queue.popleft()
                    self._busy[lane] += 1
                    self._networked.append(job)
                    self._ask_for_networked()
                elif self.idle:
                    queue.popleft()
                    self._busy[lane] += 1
                    job.turn.set_result(self.idle.pop())
                else:
                    return

    def _may_start(self, lane: Lane) -> bool:
        busy = self._busy
        if busy[Lane.ADHOC] + busy[Lane.RESERVED] >= self._share[Lane.RESERVED]:
            return False
        return lane is Lane.RESERVED or busy[Lane.ADHOC] < self._share[Lane.ADHOC]

    def _waited(self, job: Job) -> None:
        waited_s = time.monotonic() - job.begun
        told = message("no-worker-free", waited_s=round(waited_s, 1))
        job.end(self._busy_error(told, "queue_s", self._settings.queue_s))

    def _busy_error(self, told: Message, limit: str, value: float) -> BusyError:
        """With the seconds after which a worker that is busy now will be free at the latest."""
        ends = [job.deadline for job in self._jobs.values() if job.reply is not None]
        free_in_s = max(1, math.ceil(min(ends) - time.monotonic())) if ends else 1
        return busy(told, limit, value, free_in_s)
