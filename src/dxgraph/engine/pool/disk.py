"""An on-disk store, built once per snapshot, for data that outgrow memory.

A folder holds a build for each of the last two snapshots and says which is current::

    DIR/current.json      what the current build is, and of which files
    DIR/lock              held while a build is made
    DIR/<digest>/         an Oxigraph store; workers open it read-only
    DIR/<digest>.names    names and targets for pages and search, where targets are many

A build is made in a new folder beside the others and takes their place by a rename, because nothing
may be written under a reader. Whether one is needed is told by the names, sizes and times of change
of the files, as `git` and `make` do; reading them again would take minutes where opening takes
moments.

Other people's data are read file by file and never held in memory whole. Our own graph needs what
follows from its vocabulary and is small, so it comes from :mod:`dxgraph.corpus` as in memory; so do
data that are written in our vocabulary, do not hold it and are small enough to be given it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import heapq
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from dxgraph import __version__, corpus
from dxgraph.corpus.snapshot import is_own_dump
from dxgraph.engine.pool.frames import from_error, to_info
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import DxgraphError, InputError
from dxgraph.model.stored import LARGE
from dxgraph.model.stored import build as build_index
from dxgraph.terms import DX, RDF

_RUN_LINES = 500_000
_LAYOUT = 4
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
            if found is None:
                found = _build(files, folder, signature, own=not data)
            return found
    except OSError as error:
        raise InputError(
            f"The folder {folder} cannot hold the on-disk store: {error.strerror or error}.",
            remedy="Check that it may be written to and that there is room: an on-disk store takes "
            "about 130 bytes a triple, and the same again while it is built.",
        ) from error


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
    making = Path(tempfile.mkdtemp(prefix="making-", dir=folder))
    try:
        store = ox.Store(making / "store")
        if own:
            info = _keep(corpus.assemble(files), store)
        else:
            sorter = _Sorter(making)
            for number, file in enumerate(files):
                tell(f"{number + 1}/{len(files)} {file.name}", sorter.count)
                store.bulk_extend(sorter.noting(corpus.parse(file, number=number)))
            digest, count = sorter.digest()
            if corpus.lacking(store, count):
                info = _keep(corpus.complete(files), store)
            else:
                info = _described(store, digest, count)
        store.optimize()
        store.flush()
        source = _Rows(store)
        if source.targets() > LARGE:
            build_index(making / "names", source, tell)
        del source, store
        path = folder / info.digest
        if path.exists():
            shutil.rmtree(path)
        (making / "store").rename(path)
        if (making / "names").exists():
            (making / "names").replace(index_of(path))
        note = making / "current.json"
        note.write_text(json.dumps({"signature": signature, "known": asdict(info)}))
        previous = _name_of_current(folder)
        note.replace(folder / "current.json")
    finally:
        shutil.rmtree(making, ignore_errors=True)
    for old in folder.iterdir():
        # Workers may still read the previous build.
        if old.is_dir() and old.name not in (info.digest, previous):
            shutil.rmtree(old, ignore_errors=True)
            index_of(old).unlink(missing_ok=True)
    return path, info


def _keep(snapshot: corpus.Snapshot, store: ox.Store) -> SnapshotInfo:
    """Let the store hold what a snapshot in memory does, which may be more than it held."""
    store.bulk_extend(snapshot.store)
    return SnapshotInfo(
        snapshot.digest, snapshot.triples, snapshot.graphs, snapshot.version, snapshot.completed
    )


def _described(store: ox.Store, digest: str, count: int) -> SnapshotInfo:
    """Other people's data as a snapshot; a dump of our own becomes what it was taken from."""
    names = list(store.named_graphs())
    default = ox.DefaultGraph()
    if is_own_dump(names):
        store.bulk_extend(
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, None, None)
        )
    # Where the default graph is empty, the statements of all graphs are counted.
    count = sum(1 for _ in store.quads_for_pattern(None, None, None, default)) or count
    graphs = tuple(sorted(str(graph.value) for graph in names))
    return SnapshotInfo(digest, count, graphs, __version__)


def index_of(path: Path) -> Path:
    """Where the index of names and targets of a build lies, if it has one."""
    return path.with_suffix(".names")


class _Rows:
    """The store as the index of names reads it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def targets(self) -> int:
        kind, target = ox.NamedNode(RDF.type), ox.NamedNode(DX.Target)
        found = self._store.quads_for_pattern(None, kind, target, ox.DefaultGraph())
        return sum(1 for _ in found)

    def rows(self, query: str) -> Iterator[tuple[str | None, ...]]:
        found = cast("ox.QuerySolutions", self._store.query(query))
        for solution in found:
            yield tuple(None if term is None else str(term) for term in solution)

    def slices(self) -> Iterator[str]:
        yield ""


def _name_of_current(folder: Path) -> str:
    try:
        return str(json.loads((folder / "current.json").read_text())["known"]["digest"])
    except (OSError, ValueError, KeyError):
        return ""


class _Sorter:
    """The digest of the sorted N-Quads and their number, without holding them in memory.

    Of the quads as they were read: the store writes some numbers in another way.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._lines: list[str] = []
        self.count = 0
        """How many quads were read so far."""

    def noting(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            self._lines.append(str(quad))
            if len(self._lines) == _RUN_LINES:
                self._close_run()
            self.count += 1
            yield quad

    def digest(self) -> tuple[str, int]:
        self._close_run()
        digest = hashlib.sha256()
        count = 0
        with contextlib.ExitStack() as stack:
            runs = [
                stack.enter_context(path.open(encoding="utf-8", newline="\n"))
                for path in self._runs
            ]
            for line, _ in groupby(heapq.merge(*runs)):
                digest.update(f"{line[:-1]} .\n".encode())
                count += 1
        return digest.hexdigest(), count

    def _close_run(self) -> None:
        path = self._folder / f"run-{len(self._runs)}"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in sorted(self._lines))
        self._runs.append(path)
        self._lines.clear()


def tell(step: str, done: int) -> None:
    """Say how far the build is, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{step}: {done:,}   ", end="", file=sys.stderr, flush=True)


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
