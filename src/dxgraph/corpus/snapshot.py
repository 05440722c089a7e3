"""Build the one immutable snapshot that everything is answered from."""

from __future__ import annotations

import gc
import gzip
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from dxgraph import __version__
from dxgraph.corpus.files import CorpusFile, files, vocabulary_files
from dxgraph.corpus.inference import INFERRED, follow
from dxgraph.corpus.originals import Originals
from dxgraph.corpus.places import first_places
from dxgraph.corpus.quads import parse
from dxgraph.corpus.standing import stand
from dxgraph.corpus.vocabulary import lacking
from dxgraph.terms import GRAPH

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All statements of a graph, at one moment.

    The default graph of `store` is the union of the named graphs, stored because that answers
    faster than computing it for each query (``docs/decisions/0001-the-snapshot.md``). Of other
    people's data the default graph is what their files put there; a dump of our own is ours again,
    and data that are written in our vocabulary and do not hold it are given it.
    """

    store: ox.Store
    digest: str
    """SHA-256, in hexadecimal, of the sorted N-Quads: the identity of the snapshot."""
    triples: int
    """Distinct statements of the default graph, or of all graphs where that is empty."""
    graphs: tuple[str, ...]
    """The IRIs of the named graphs, sorted."""
    version: str
    files: tuple[CorpusFile, ...]
    lines: tuple[str, ...] = field(repr=False)
    """The sorted N-Quads, a statement each, without line ends."""
    completed: bool = False
    """Whether our vocabulary was added, because the data are written in it and do not hold it."""
    originals: Originals = field(default_factory=Originals, repr=False)
    """How the files write what the store holds in another way."""

    def nquads(self) -> bytes:
        """The canonical form: the sorted N-Quads, in UTF-8."""
        return b"".join(f"{line} .\n".encode() for line in self.lines)

    def compressed(self) -> bytes:
        """The canonical form, compressed; the same bytes every time."""
        return gzip.compress(self.nquads(), compresslevel=9, mtime=0)


def build(data: Sequence[Path] = ()) -> Snapshot:
    """Read our own graph, or the given folders and files instead, into a snapshot.

    Raises InputError for what cannot be read and DataError, with its place, for what is wrong.
    """
    found = files(data)
    if not data:
        return assemble(found)
    snapshot = assemble(found, union=False)
    return complete(found) if lacking(snapshot.store, len(snapshot.lines)) else snapshot


def complete(found: Sequence[CorpusFile]) -> Snapshot:
    """Read these files with our vocabulary, and what follows from both as in our own graph."""
    return replace(assemble((*found, *vocabulary_files())), completed=True)


def stated(data: Sequence[Path] = ()) -> ox.Store:
    """What our own graph states, or the given folders and files: for who reads it and gives nothing
    away. Nothing that follows from it, no order and no digest, in half the time."""
    if data:
        return build(data).store
    store = ox.Store()
    with _no_collection():
        store.bulk_extend(
            ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)
            for number, file in enumerate(files())
            for quad in parse(file, number=number)
        )
    return store


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector of cycles, which looks at every quad again and again and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def assemble(found: Sequence[CorpusFile], *, union: bool = True) -> Snapshot:
    """Read exactly these files; with ``union`` the default graph holds what any graph holds."""
    with _no_collection():
        quads = [quad for number, file in enumerate(found) for quad in parse(file, number=number)]
        if union:
            quads.extend(stand(quads))
            quads.extend(first_places(quads))
            quads.extend(follow(quads))
        # Terms compare by value in no useful order; their N-Quads do, and are the same everywhere.
        lines = tuple(sorted({str(quad) for quad in quads}))
        digest = hashlib.sha256()
        for line in lines:
            digest.update(f"{line} .\n".encode())

        originals = Originals.of(quads)
        store = ox.Store()
        store.bulk_extend(quads)
        if union or is_own_dump(quad.graph_name for quad in quads):
            default = sum(1 for _ in store.quads_for_pattern(None, None, None, _DEFAULT))
            named = len(store) - default
            # Copied by the store: to make a quad in Python costs as much as to keep it.
            store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
            triples = len(store) - named
        else:
            default = sum(1 for _ in store.quads_for_pattern(None, None, None, _DEFAULT))
            triples = default or len(lines)
        store.optimize()
    graphs = tuple(sorted(graph.value for graph in store.named_graphs()))
    return Snapshot(
        store,
        digest.hexdigest(),
        triples,
        graphs,
        __version__,
        tuple(found),
        lines,
        originals=originals,
    )


def is_own_dump(graphs: Iterable[object]) -> bool:
    """Whether these are the graphs of quads that we gave away: all of them are ours or the default
    graph (of data that were given our vocabulary), and what follows is among them. Served again,
    they are the snapshot that they were taken from."""
    names = set(graphs) - {_DEFAULT}
    return INFERRED in names and all(
        isinstance(name, ox.NamedNode) and name.value.startswith(GRAPH) for name in names
    )


__all__ = ["INFERRED", "Snapshot", "assemble", "build", "complete", "stated"]
