"""A query on its way through the engine."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from dxgraph.engine.pool.priority import Times
from dxgraph.engine.pool.worker_end import Reply, Worker
from dxgraph.engine.protocol import Query


@dataclass(slots=True, eq=False)
class Job:
    """A query from its arrival to its answer."""

    query: Query
    run_id: str
    timeout_s: float
    memory_mb: int
    network: bool = False
    digest: str = ""
    begun: float = field(default_factory=time.monotonic)
    asked: float = 0.0
    """When a worker was asked for the last time."""
    turn: asyncio.Future[Worker] | None = None
    """While it waits for a worker."""
    worker: Worker | None = None
    reply: asyncio.Future[Reply] | None = None
    """While a worker is at it."""
    timer: asyncio.TimerHandle | None = None
    times: Times | None = None
    """What its worker had run and waited at the last look, while it gives way to everybody."""

    @property
    def deadline(self) -> float:
        return self.begun + self.timeout_s

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
