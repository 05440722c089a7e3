"""Find the files of a graph, and say which named graph each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from dxgraph.errors import InputError
from dxgraph.formats import GRAPHS, named
from dxgraph.messages import message
from dxgraph.terms import GRAPH

FORMATS = {
    f".{one.extension}": kind
    for one in named(GRAPHS, "turtle", "trig", "ntriples", "nquads")
    if (kind := ox.RdfFormat.from_media_type(one.media_type))
}
"""The serializations that a data folder may hold, by the ending of the name."""

COMPRESSED = ".gz"
"""What may stand behind these endings: a file that is compressed by gzip, as dumps are."""

_PACKAGED = Path(__file__).resolve().parents[1] / "graph"
_VOCABULARY = ("ontology", "ontology/concepts")
_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of a graph."""

    path: Path
    name: str
    """The path as messages show it: relative to the folder that was given."""
    graph: str | None
    """The named graph that its triples belong to; None for the default graph."""
    format: ox.RdfFormat


def root() -> Path:
    """The folder that holds our own ``ontology/``, ``data/ttl/`` and ``queries/``.

    In an installed wheel they are inside the package; in a checkout, at its top.
    """
    top = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    if not (top / "ontology").is_dir():
        raise InputError(message("own-files-missing", packaged=_PACKAGED, checkout=_CHECKOUT))
    return top


def shape_files() -> tuple[CorpusFile, ...]:
    """The SHACL shapes of our own graph; they judge the snapshot and are not part of it."""
    return tuple(_own(root(), "ontology/shapes"))


def vocabulary_files() -> tuple[CorpusFile, ...]:
    """The vocabulary of our own graph with its concepts."""
    return tuple(_own(root(), *_VOCABULARY))


def files(data: Sequence[Path] = ()) -> tuple[CorpusFile, ...]:
    """The files of our own graph, or of the given folders and files instead, in a fixed order.

    Our own files are a named graph each. In other people's folders, triples go where the files put
    them: the default graph, or the named graphs of TriG and N-Quads.

    Raises InputError when a path does not exist, has no known ending, or holds no data.
    """
    if data:
        return tuple(file for path in data for file in _foreign(Path(path)))
    return own_files(root())


def own_files(top: Path) -> tuple[CorpusFile, ...]:
    """The files of a graph that is laid out as ours is, below ``top``; none where there is none."""
    return (*_own(top, *_VOCABULARY), *_own(top, "data/ttl", deep=True))


def graph_name(relative: Path) -> str:
    """The named graph of one of our files, by its path from the root.

    >>> graph_name(Path("data/ttl/documents/bac-giang-2021-111-nq-tu.ttl"))
    'https://w3id.org/dxgraph/graph/data/documents/bac-giang-2021-111-nq-tu'
    """
    return GRAPH[relative.with_suffix("").as_posix().replace("data/ttl/", "data/", 1)]


def _own(top: Path, *folders: str, deep: bool = False) -> Iterator[CorpusFile]:
    for folder in folders:
        found = (top / folder).rglob("*.ttl") if deep else (top / folder).glob("*.ttl")
        for path in sorted(found):
            relative = path.relative_to(top)
            yield CorpusFile(path, relative.as_posix(), graph_name(relative), ox.RdfFormat.TURTLE)


def _foreign(path: Path) -> Iterator[CorpusFile]:
    endings = ", ".join(FORMATS)
    if path.is_dir():
        found = sorted(
            item for item in path.rglob("*") if _ending(item) in FORMATS and item.is_file()
        )
        if not found:
            raise InputError(message("no-data-in-folder", path=path, endings=endings))
        for item in found:
            yield CorpusFile(item, item.relative_to(path).as_posix(), None, FORMATS[_ending(item)])
        return
    if not path.exists():
        raise InputError(message("path-missing", path=path))
    if _ending(path) not in FORMATS:
        raise InputError(message("ending-not-known", path=path, endings=endings))
    yield CorpusFile(path, str(path), None, FORMATS[_ending(path)])


def _ending(path: Path) -> str:
    """The ending that tells the format: of ``dump.nq.gz``, ``.nq``."""
    return path.with_suffix("").suffix if path.suffix == COMPRESSED else path.suffix
