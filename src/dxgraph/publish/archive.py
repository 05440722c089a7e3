"""The archive of releases: a folder that keeps every published state, with its files and changes.

``dxgraph release --archive DIR`` adds a release, in a folder of its own: the dumps and their
checksums (:mod:`dxgraph.publish.release`), what changed since the release before in the words of
``dxgraph diff``, and ``release.json``, which makes the folder a release. It is written beside the
others and renamed when whole, so that who reads an archive never sees half of one.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxgraph.errors import InputError, UsageError
from dxgraph.messages import message
from dxgraph.publish.release import CHECKSUMS, Manifest, prefix_of, read_manifest, write_dumps

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot
    from dxgraph.history import State

RELEASE: Final = "release.json"
CHANGES: Final = {
    "changes.json": "application/json",
    "changes.vi.md": "text/markdown",
    "changes.en.md": "text/markdown",
}
"""What changed since the release before, with media types; the first release has none."""

_NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}")
_LEAST_DIGITS: Final = 8
"""So many digits of a snapshot name it."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published state in its folder."""

    name: str
    issued: str
    """When it was made: ``2026-11-29T09:30:00Z``."""
    previous: str
    """The name of the release before; empty for the first."""
    changed: dict[str, dict[str, int]]
    """How many things of each kind had what happen to them since the release before."""
    folder: Path
    manifest: Manifest

    @property
    def digest(self) -> str:
        return self.manifest.digest

    @property
    def issued_on(self) -> date:
        return date.fromisoformat(self.issued[:10])

    @property
    def statements(self) -> Path:
        """The dump that the whole snapshot can be read from again."""
        return self.folder / f"{prefix_of(self.digest)}.nq.gz"

    def files(self) -> dict[str, str]:
        """The names of all its files, with their media types."""
        dumps = {
            dump.name: "application/gzip" if dump.compressed else dump.media_type
            for dump in self.manifest.dumps
        }
        told = CHANGES if self.previous else {}
        return {**dumps, CHECKSUMS: "text/plain", **told, RELEASE: "application/json"}


class Archive:
    """The releases of a folder, read again when it has changed. Without a folder there are none."""

    def __init__(self, folder: Path | None = None) -> None:
        """Raises InputError for a path that is no folder."""
        if folder is not None and not folder.is_dir():
            raise InputError(message("no-folder-of-releases", folder=folder))
        self._folder = folder
        self._stamp = -1
        self._releases: tuple[Release, ...] = ()

    @classmethod
    def at(cls, folder: str) -> Archive:
        """The archive that the setting ``releases`` names; that of nothing has no release."""
        return cls(Path(folder) if folder else None)

    @property
    def stamp(self) -> int:
        """Another number when a release was added."""
        return self._folder.stat().st_mtime_ns if self._folder else 0

    def releases(self) -> tuple[Release, ...]:
        """All releases, the newest first. Raises InputError for one that cannot be read."""
        if self._folder is not None and (stamp := self.stamp) != self._stamp:
            found = [_read(path.parent) for path in sorted(self._folder.glob(f"*/{RELEASE}"))]
            found.sort(key=lambda release: (release.issued, release.name), reverse=True)
            self._releases, self._stamp = tuple(found), stamp
        return self._releases

    def named(self, name: str) -> Release | None:
        return next((release for release in self.releases() if release.name == name), None)

    def of_snapshot(self, digest: str) -> Release | None:
        """The release of a snapshot, which is named by its digest or the beginning of it."""
        if len(digest) < _LEAST_DIGITS:
            return None
        wanted = digest.lower()
        return next((each for each in self.releases() if each.digest.startswith(wanted)), None)

    def holding(self, file: str) -> Release | None:
        """The release that a dump of this name is of."""
        return next(
            (
                release
                for release in self.releases()
                if any(dump.name == file for dump in release.manifest.dumps)
            ),
            None,
        )


def _read(folder: Path) -> Release:
    try:
        said: dict[str, Any] = json.loads((folder / RELEASE).read_text(encoding="utf-8"))
        release = Release(**said, folder=folder, manifest=read_manifest(folder))
        datetime.fromisoformat(release.issued)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(message("release-not-read", folder=folder, reason=error)) from error
    # Names that come from a file are joined to a path: none may lead out of the folder.
    if any(Path(name).name != name for name in (release.name, *release.files())):
        raise InputError(message("names-files-outside", folder=folder))
    return release


def add(
    snapshot: Snapshot, archive: Path, *, name: str = "", data: Sequence[Path] = ()
) -> tuple[Release, bool]:
    """The release of a snapshot, and whether it was added: one that is there stays as it is.

    `data` are the folders that the snapshot was built from, none for our own graph. Raises
    UsageError for a name that is none or that another snapshot has, and InputError for an archive
    that cannot be read or written.
    """
    name = name or snapshot.version
    if not _NAME.fullmatch(name):
        raise UsageError(message("no-name-of-release", name=name))
    try:
        archive.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            message("archive-not-made", archive=archive, reason=error.strerror or error)
        ) from error
    earlier = Archive(archive).releases()
    for release in earlier:
        if release.digest == snapshot.digest:
            return release, False
        if release.name == name:
            raise UsageError(message("name-of-another-snapshot", name=name))
    unfinished = archive / f".{name}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir()
        _write(snapshot, unfinished, name, earlier[0] if earlier else None, data)
        unfinished.rename(archive / name)
    except OSError as error:
        raise InputError(
            message("archive-not-written", archive=archive, reason=error.strerror or error),
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return _read(archive / name), True


def _write(
    snapshot: Snapshot, folder: Path, name: str, before: Release | None, data: Sequence[Path]
) -> None:
    from dxgraph import history

    write_dumps(snapshot, folder, tables=not data)
    changed: dict[str, dict[str, int]] = {}
    if before is not None:
        changed = write_changes(before, history.state_of(data, name), folder)
    said = {
        "name": name,
        "issued": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "previous": before.name if before else "",
        "changed": changed,
    }
    (folder / RELEASE).write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def write_changes(before: Release, after: State, folder: Path) -> dict[str, dict[str, int]]:
    """Write what changed since a release, for people and for programs; gives the counts."""
    from dxgraph import history

    state = replace(history.read_state(str(before.statements)), name=before.name)
    difference = history.compare(state, after)
    texts = {
        "changes.json": history.render(difference, "json"),
        "changes.vi.md": history.render(difference, "markdown", "vi"),
        "changes.en.md": history.render(difference, "markdown", "en"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    counts: dict[str, dict[str, int]] = json.loads(texts["changes.json"])["counts"]
    return counts


__all__ = ["CHANGES", "RELEASE", "Archive", "Release", "add", "write_changes"]
