"""The on-disk store of a snapshot, found or made before the workers that read it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from dxgraph.engine.pool.frames import to_error, to_info
from dxgraph.engine.pool.source import Source
from dxgraph.errors import StoreUnavailable
from dxgraph.messages import message


async def opened(source: Source, folder: Path) -> tuple[Source, Path | None]:
    """The same data in the on-disk store of a folder, and the index of names beside it, if any.

    Whether there is anything to build is seen here: a process for that costs a start half a second.
    """
    found = await asyncio.to_thread(_current, source, folder)
    if found is None:
        found = await _build(source, folder)
    return found


def _current(source: Source, folder: Path) -> tuple[Source, Path | None] | None:
    from dxgraph.engine.pool import disk

    current = disk.current(source.data, folder)
    if current is None:
        return None
    path, info = current
    index = disk.index_of(path)
    return Source(source.data, path, None, info), index if index.exists() else None


async def _build(source: Source, folder: Path) -> tuple[Source, Path | None]:
    """By another process, which may take long and gives all its memory back."""
    data = [str(path.absolute()) for path in source.data]
    order = json.dumps({"data": data, "folder": str(folder)})
    builder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "dxgraph.engine.pool.disk", order),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    try:
        output, _ = await builder.communicate()
    except BaseException:
        builder.kill()
        raise
    said = json.loads(output) if output else {}
    if "failed" in said:
        raise to_error(said["failed"])
    if "path" not in said:
        raise StoreUnavailable(message("building-ended"))
    index = said["index"] and Path(said["index"])
    return Source(source.data, Path(said["path"]), None, to_info(said["known"])), index
