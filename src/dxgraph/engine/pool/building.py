"""The making of an on-disk store, in a folder that tells how far it has come.

After every half a million quads, and after every stage, what is done is on the disk and
`progress.json` says so: whoever finds the folder after the maker was killed goes on from there.
What was done since is done again, which changes nothing: a store holds a quad once.

Other people's data are read file by file and never held in memory whole. Our own graph needs what
follows from its vocabulary and is small, so it comes from :mod:`dxgraph.corpus` as in memory; so do
data that are written in our vocabulary, do not hold it and are small enough to be given it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from dxgraph import __version__, corpus
from dxgraph.corpus.snapshot import is_own_dump
from dxgraph.engine.pool.frames import Head, to_info
from dxgraph.engine.pool.sorting import Sorter
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.model.stored import LARGE
from dxgraph.model.storing import Tell
from dxgraph.model.storing import build as build_index
from dxgraph.terms import DX, RDF

_PIECE: Final = 500_000
"""So many quads are read between two notes of what is done."""


@dataclass(slots=True)
class _Done:
    """What lies in the folder."""

    signature: str
    """Of the data that the build is of."""
    file: int = 0
    """The file of which something was read last, by its number."""
    quads: int = 0
    """How many quads of it were read."""
    runs: int = 0
    count: int = 0
    """How many quads were read in all."""
    lacking: bool | None = None
    """Whether they are to be given our vocabulary, once it is known."""
    stored: Head | None = None
    """What the snapshot is, once the store is whole."""
    indexed: bool = False


class Build:
    """A build under way, in a folder of its own; what another was of is removed."""

    def __init__(self, folder: Path, signature: str) -> None:
        self.folder = folder
        self._note = folder / "progress.json"
        self._done = self._found(signature)

    def make(self, files: Sequence[corpus.CorpusFile], tell: Tell, *, own: bool) -> SnapshotInfo:
        """Whatever is not made yet. Raises what reading the files does."""
        done = self._done
        if done.stored is None or not done.indexed:
            store = ox.Store(self._store)
            if done.stored is None:
                info = self._fill(files, store, tell, own=own)
                tell("dồn · compacting", 0, 0, f"{info.triples:,}")
                store.optimize()
                store.flush()
                done.stored = asdict(info)
                self._save()
                for run in self.folder.glob("run-*"):
                    run.unlink()
            source = _Rows(store)
            if source.targets() > LARGE:
                build_index(self._names, source, tell)
            done.indexed = True
            self._save()
        return to_info(done.stored)

    def place(self, path: Path, index: Path) -> None:
        """Move the store and its index to where they are served from."""
        if self._store.exists():
            if path.exists():
                path.rename(self.folder / "replaced")
            self._store.rename(path)
        if self._names.exists():
            self._names.replace(index)

    def drop(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _store(self) -> Path:
        return self.folder / "store"

    @property
    def _names(self) -> Path:
        return self.folder / "names"

    def _found(self, signature: str) -> _Done:
        try:
            found = _Done(**json.loads(self._note.read_text()))
        except (OSError, ValueError, TypeError):
            found = _Done("")
        if found.signature == signature:
            return found
        self.drop()
        self.folder.mkdir(parents=True)
        return _Done(signature)

    def _save(self) -> None:
        new = self._note.with_suffix(".new")
        with new.open("w") as file:
            json.dump(asdict(self._done), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._note)

    def _fill(
        self, files: Sequence[corpus.CorpusFile], store: ox.Store, tell: Tell, *, own: bool
    ) -> SnapshotInfo:
        if own:
            return _keep(corpus.assemble(files), store)
        digest, count = self._read(files, store, tell)
        if self._done.lacking is None:
            self._done.lacking = corpus.lacking(store, count)
            self._save()
        if self._done.lacking:
            return _keep(corpus.complete(files), store)
        return _described(store, digest, count)

    def _read(
        self, files: Sequence[corpus.CorpusFile], store: ox.Store, tell: Tell
    ) -> tuple[str, int]:
        done = self._done
        sorter = Sorter(self.folder, done.runs)
        sizes = [file.path.stat().st_size for file in files]
        quads = self._quads(files)
        while True:
            store.bulk_extend(sorter.noting(islice(quads, _PIECE)))
            count = sorter.close_run()
            if not count:
                break
            # What was read lies in the store before it is said to.
            store.flush()
            done.count, done.runs = done.count + count, sorter.runs
            self._save()
            tell(
                "đọc · reading",
                sum(sizes[: done.file + 1]),
                sum(sizes),
                f"{done.file + 1}/{len(files)} {files[done.file].name}, {done.count:,}",
            )
        tell("xếp · sorting", 0, 0, f"{done.count:,}")
        return sorter.digest()

    def _quads(self, files: Sequence[corpus.CorpusFile]) -> Iterator[ox.Quad]:
        """What was not read yet; where reading is gets noted as it goes on."""
        done = self._done
        for number in range(done.file, len(files)):
            if number != done.file:
                done.file, done.quads = number, 0
            known = done.quads
            for quad in islice(corpus.parse(files[number], number=number), known, None):
                done.quads += 1
                yield quad


def _keep(snapshot: corpus.Snapshot, store: ox.Store) -> SnapshotInfo:
    """Let the store hold what a snapshot in memory does, which may be more than it held."""
    store.bulk_extend(snapshot.store)
    return SnapshotInfo.of(snapshot)


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
