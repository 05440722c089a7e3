"""The engine of the command line: the snapshot in this process, one query at a time, no limits.

Who types a command may end it with Ctrl-C; strangers' queries go to
:mod:`dxgraph.engine.pool.pool`.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dxgraph import corpus
from dxgraph.engine.evaluation import Rules, evaluate
from dxgraph.engine.protocol import Answer, Limits, Query, Running, SnapshotInfo
from dxgraph.settings import Settings


class Inline:
    """Answers from our own graph, or from the given folders and files instead."""

    def __init__(self, data: Sequence[Path] = (), settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self._data = tuple(data)
        self._rules = Rules(
            depth=settings.query_depth, services=frozenset(settings.service_allow_list)
        )
        self._snapshot: corpus.Snapshot | None = None

    async def start(self) -> SnapshotInfo:
        """Raises InputError and DataError when the data cannot be read."""
        self._snapshot = corpus.build(self._data)
        self._rules = replace(self._rules, originals=self._snapshot.originals)
        return await self.info()

    async def run(
        self,
        query: Query,
        limits: Limits | None = None,  # noqa: ARG002 — there are none here
        *,
        run_id: str | None = None,
    ) -> Answer:
        return evaluate(
            self._started().store, query, self._rules, run_id=run_id or secrets.token_hex(8)
        )

    async def info(self) -> SnapshotInfo:
        return SnapshotInfo.of(self._started())

    async def healthy(self) -> bool:
        return self._snapshot is not None

    def running(self) -> Sequence[Running]:
        return ()

    async def cancel(self, run_id: str) -> bool:  # noqa: ARG002 — nothing runs beside a command
        return False

    async def close(self) -> None:
        self._snapshot = None

    def _started(self) -> corpus.Snapshot:
        if self._snapshot is None:
            raise RuntimeError("the engine was not started")
        return self._snapshot
