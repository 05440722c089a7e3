"""``--reload``: a changed file makes a new snapshot, taken over whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from dxgraph.engine.protocol import Engine, SnapshotInfo
from dxgraph.errors import DxgraphError
from dxgraph.web.http.log import Journal


@runtime_checkable
class Reloadable(Protocol):
    """An engine that can read its data anew."""

    async def reload(self) -> SnapshotInfo:
        """Build a new snapshot and answer from it; raises DxgraphError and keeps the old one."""
        ...


class Reloader:
    """Watches folders for an engine; `error` says why the last change was not taken over."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self.error: str | None = None
        self._engine = engine
        self._journal = journal

    async def reload(self) -> None:
        """Reload once. Never raises for what is wrong with the data."""
        if not isinstance(self._engine, Reloadable):
            self.error = "This store cannot be reloaded."
            return
        try:
            info = await self._engine.reload()
        except DxgraphError as error:
            self.error = str(error)
            self._journal.note("reload", outcome=error.slug, error=str(error))
        else:
            self.error = None
            self._journal.note("reload", outcome="ok", snapshot=info.digest, triples=info.triples)

    async def watch(self, folders: Sequence[Path], stop: asyncio.Event | None = None) -> None:
        """Reload whenever a file in the folders changes, until `stop`."""
        from watchfiles import awatch

        async for _ in awatch(*folders, stop_event=stop):
            await self.reload()
