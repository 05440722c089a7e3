"""Where a snapshot comes from, and what the process that reads it is told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from dxgraph.engine.pool.frames import Head
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """Where a snapshot comes from."""

    data: tuple[Path, ...] = ()
    """Folders and files to read; none: our own graph."""
    disk: Path | None = None
    """The folder of a built on-disk store, to be opened by the workers."""
    spool: int | None = None
    """The descriptor of a file with the whole snapshot, for a parent in the place of a lost one."""
    known: SnapshotInfo | None = None
    """What the snapshot is, with `disk` and `spool`."""

    def order(self, settings: Settings) -> Head:
        """The first thing that a parent is told."""
        return {
            "data": [str(path.absolute()) for path in self.data],
            "disk": None if self.disk is None else str(self.disk.absolute()),
            "spool": self.spool,
            "known": None if self.known is None else asdict(self.known),
            "depth": settings.query_depth,
            "services": settings.service_allow_list,
            "survey": settings.small_query_steps > 0,
            "lent": settings.processes > 1,
        }
