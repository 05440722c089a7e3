"""An on-disk store, built once per snapshot, for data that outgrow memory.

A folder holds a build for each of the last two snapshots and says which is current::

    DIR/current.json      what the current build is, and of which files
    DIR/lock              held while a build is made
    DIR/<digest>/         an Oxigraph store; workers open it read-only
    DIR/<digest>.names    names and targets for pages and search, where targets are many
    DIR/making/           a build under way (:mod:`dxgraph.engine.pool.building`)

A build is made in a folder of its own and takes its place by a rename, because nothing may be
written under a reader; it is current once `current.json` says so, last of all. One that is killed
is gone on with. Whether one is needed is told by the names, sizes and times of change of the files,
as `git` and `make` do; reading them again would take minutes where opening takes moments.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from dxgraph import __version__, corpus
from dxgraph.engine.pool.building import Build
from dxgraph.engine.pool.frames import from_error, to_info
from dxgraph.engine.pool.progress import Progress
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import DxgraphError, InputError
from dxgraph.messages import message

_LAYOUT = 5
"""Raised when builds of before can no longer be used."""


def built(data: Sequence[Path], folder: Path) -> tuple[Path, SnapshotInfo]:
    """The current build of these data in a folder, made now if there is none.

    Raises InputError when the folder cannot be used, and InputError and DataError as reading does.
    """
    files = corpus.files(data)
    signature = _signature((*files, *corpus.vocabulary_files()))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / "lock"):
            found = _current(folder, signature)
            if found is not None:
                # Of other data, whose build was killed: nobody else is at it now.
                shutil.rmtree(folder / "making", ignore_errors=True)
                return found
            return _build(files, folder, signature, own=not data)
    except OSError as error:
        raise InputError(
            message("folder-for-store", folder=folder, reason=error.strerror or error),
        ) from error


def current(data: Sequence[Path], folder: Path) -> tuple[Path, SnapshotInfo] | None:
    """The current build of these data, where nothing is to be made, removed or waited for.

    None also where the folder or a file cannot be looked at: who builds says what is wrong.
    """
    files = (*corpus.files(data), *corpus.vocabulary_files())
    try:
        return None if (folder / "making").exists() else _current(folder, _signature(files))
    except OSError:
        return None


def _signature(files: Iterable[corpus.CorpusFile]) -> str:
    seen = hashlib.sha256(f"{_LAYOUT} {__version__}\n".encode())
    for file in files:
        status = file.path.stat()
        change = f"{status.st_size} {status.st_mtime_ns}"
        seen.update(f"{file.path.absolute()}\0{file.graph}\0{change}\n".encode())
    return seen.hexdigest()


def _current(folder: Path, signature: str) -> tuple[Path, SnapshotInfo] | None:
    try:
        said = json.loads((folder / "current.json").read_text())
        info = to_info(said["known"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    path = folder / info.digest
    return (path, info) if said.get("signature") == signature and path.is_dir() else None


def _build(
    files: Sequence[corpus.CorpusFile], folder: Path, signature: str, *, own: bool
) -> tuple[Path, SnapshotInfo]:
    progress = Progress()
    making = Build(folder / "making", signature)
    try:
        info = making.make(files, progress.tell, own=own)
        path = folder / info.digest
        making.place(path, index_of(path))
        note = making.folder / "current.json"
        note.write_text(json.dumps({"signature": signature, "known": asdict(info)}))
        previous = _name_of_current(folder)
        note.replace(folder / "current.json")
    except (DxgraphError, OSError):
        # Of what is at fault there is nothing to go on with. Whoever is interrupted leaves it.
        making.drop()
        raise
    finally:
        progress.end()
    making.drop()
    for old in folder.iterdir():
        # Workers may still read the previous build.
        if old.is_dir() and old.name not in (info.digest, previous):
            shutil.rmtree(old, ignore_errors=True)
            index_of(old).unlink(missing_ok=True)
    return path, info


def index_of(path: Path) -> Path:
    """Where the index of names and targets of a build lies, if it has one."""
    return path.with_suffix(".names")


def _name_of_current(folder: Path) -> str:
    try:
        return str(json.loads((folder / "current.json").read_text())["known"]["digest"])
    except (OSError, ValueError, KeyError):
        return ""


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process build at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Build in a process of its own, which may take long and then gives all its memory back."""
    order = json.loads(sys.argv[1])
    try:
        path, info = built([Path(each) for each in order["data"]], Path(order["folder"]))
        index = index_of(path)
        told = {"path": str(path), "known": asdict(info), "index": str(index)}
        print(json.dumps(told if index.exists() else {**told, "index": None}))
    except DxgraphError as error:
        print(json.dumps({"failed": from_error(error)}))


if __name__ == "__main__":
    main()
