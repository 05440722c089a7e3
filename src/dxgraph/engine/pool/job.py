"""A query on its way through the engine."""

from __future__ import annotations

import asyncio
import time

from dxgraph.engine.pool.priority import Times
from dxgraph.engine.pool.worker_end import Reply, Worker
from dxgraph.engine.protocol import Query


class Job:
    """A query from its arrival to its answer."""

    __slots__ = (
        "asked",
        "begun",
        "deadline",
        "digest",
        "memory_mb",
        "network",
        "query",
        "reply",
        "run_id",
        "timeout_s",
        "timer",
        "times",
        "turn",
        "worker",
    )

    def __init__(self, query: Query, run_id: str, timeout_s: float, memory_mb: int) -> None:
        self.query = query
        self.run_id = run_id
        self.timeout_s = timeout_s
        self.memory_mb = memory_mb
        self.network = False
        self.digest = ""
        self.begun = self.asked = time.monotonic()
        """When it came, and when a worker was asked for the last time."""
        self.deadline = self.begun + timeout_s
        self.turn: asyncio.Future[Worker] | None = None
        """While it waits for a worker."""
        self.worker: Worker | None = None
        self.reply: asyncio.Future[Reply] | None = None
        """While a worker is at it."""
        self.timer: asyncio.TimerHandle | None = None
        self.times: Times | None = None
        """What its worker had run and waited at the last look, while it gives way to everybody."""

    def end(self, error: Exception) -> None:
        """Let it fail, whether it waits or is being answered."""
        if self.turn is not None and not self.turn.done():
            self.turn.set_exception(error)
        elif self.reply is not None and not self.reply.done():
            self.reply.set_exception(error)
            if self.worker is not None:
                self.worker.kill()


class StarvedError(Exception):
    """Other programs leave nothing to a worker that gives way to everybody."""
