"""Dumps and the validation report of the snapshot that is served: made once, when first asked for.

A process of its own makes them (:mod:`dxgraph.publish.part`), so that queries are answered
meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from dxgraph.bilingual import Both
from dxgraph.errors import DxgraphError, UnknownName
from dxgraph.messages import message
from dxgraph.publish.archive import Archive, Release
from dxgraph.publish.release import Manifest, read_manifest
from dxgraph.web.http.log import Journal

Part = Literal["dumps", "changes", "validation"]

_MOST_TOLD: Final = 4000
_AGAIN_S: Final = 30.0
_WAIT_S: Final = 0.2
"""Making a part takes seconds: a page says so rather than wait."""


@dataclass(frozen=True, slots=True)
class Made:
    """A part of a release, in its folder."""

    folder: Path
    manifest: Manifest


class _Making:
    """The making of a part of a snapshot, under way or done; `of` names what it is of."""

    def __init__(self, of: str, task: asyncio.Task[Made]) -> None:
        self.of = of
        self.task = task
        self._failed_at: float | None = None
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Made]) -> None:
        # Asked for here, so that an error that nobody waits for any more is none of the log's.
        if task.cancelled() or task.exception() is not None:
            self._failed_at = time.monotonic()

    def to_be_tried_again(self) -> bool:
        """Whether it was ended, or failed and not just now: a try costs seconds of a processor."""
        if self.task.cancelled():
            return True
        return self._failed_at is not None and time.monotonic() - self._failed_at > _AGAIN_S


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a part is, as a page says it."""

    state: str
    """``made``, ``making``, ``trouble`` or ``not offered``."""
    made: Made | None = None
    trouble: Both = field(default_factory=lambda: Both("", ""))


class Publication:
    """What is published of the snapshot that is served now.

    `data` are the folders that the engine reads, none for our own graph; None where there are none
    to read, because another store holds the data.
    """

    def __init__(self, data: Sequence[Path] | None, archive: Archive | None = None) -> None:
        self._data = None if data is None else tuple(path.resolve() for path in data)
        self._archive = archive or Archive()
        self._making: dict[Part, _Making] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def offered(self) -> bool:
        return self._data is not None

    async def seen(
        self, part: Part, digest: str, journal: Journal, wait_s: float = _WAIT_S
    ) -> Seen:
        """As `get`, for a page, which says what there is after so many seconds."""
        if not self.offered:
            return Seen("not offered")
        making = self._making.get(part)
        if making is not None and making.of.startswith(digest) and not making.task.done():
            # Who was told so once is not kept waiting again.
            wait_s = 0
        try:
            async with asyncio.timeout(wait_s):
                return Seen("made", await self.get(part, digest, journal))
        except TimeoutError:
            return Seen("making")
        except UnknownName as error:
            return Seen("trouble", trouble=Both(error.told("vi"), error.told("en")))

    async def get(self, part: Part, digest: str, journal: Journal) -> Made:
        """The part for the snapshot of this digest, made if it is not there.

        Whoever is cancelled while waiting leaves the making to go on. Raises UnknownName where
        nothing is offered, or where the files say something else by now than what is served.
        """
        if self._data is None:
            raise UnknownName(message("another-store-holds-data"))
        if part == "dumps" and (release := self._archive.of_snapshot(digest)):
            # What was published is what its addresses give, whoever would make it anew.
            return Made(release.folder, release.manifest)
        making = self._making.get(part)
        since = self._since(part)
        of = f"{digest}-{since.name}" if since else digest
        if making is None or making.of != of or making.to_be_tried_again():
            if making is not None:
                making.task.cancel()
            task = asyncio.get_running_loop().create_task(self._make(part, digest, since, journal))
            self._making[part] = making = _Making(of, task)
        return await asyncio.shield(making.task)

    def _since(self, part: Part) -> Release | None:
        """The release that what is served is compared with. Raises UnknownName without one."""
        if part != "changes":
            return None
        for release in self._archive.releases():
            return release
        raise UnknownName(message("no-release-to-compare"))

    async def _make(self, part: Part, digest: str, since: Release | None, journal: Journal) -> Made:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="dxgraph-")
        # A folder a snapshot: what was made of another may still be on its way to somebody.
        folder = Path(self._folder.name) / f"{part}-{digest}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        beside = (str(since.folder.resolve().parent), since.name) if since else ()
        arguments = [part, str(folder), *beside, *map(str, self._data or ())]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # what lies in the folder that the service was started in is none of its code
            "-m",
            "dxgraph.publish.part",
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, told = await process.communicate()
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
        if process.returncode:
            text = told.decode(errors="replace")[-_MOST_TOLD:]
            journal.note("release", part=part, outcome="failed", told=text)
            raise DxgraphError(message("files-not-made"))
        made = Made(folder, read_manifest(folder))
        if made.manifest.digest != digest:
            raise UnknownName(message("files-changed"), snapshot=digest)
        for other in folder.parent.glob(f"{part}-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        journal.note("release", part=part, outcome="ok", snapshot=digest)
        return made
