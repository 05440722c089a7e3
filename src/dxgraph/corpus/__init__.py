"""Find, read and check Turtle; build the snapshot: quads, digest, statistics."""

from dxgraph.corpus.files import (
    FORMATS,
    CorpusFile,
    files,
    graph_name,
    own_files,
    root,
    shape_files,
)
from dxgraph.corpus.inference import INFERRED, follow
from dxgraph.corpus.places import first_places
from dxgraph.corpus.reading import nfc, parse
from dxgraph.corpus.snapshot import Snapshot, assemble, build, stated
from dxgraph.corpus.standing import STANDING, stand

__all__ = [
    "FORMATS",
    "INFERRED",
    "STANDING",
    "CorpusFile",
    "Snapshot",
    "assemble",
    "build",
    "files",
    "first_places",
    "follow",
    "graph_name",
    "nfc",
    "own_files",
    "parse",
    "root",
    "shape_files",
    "stand",
    "stated",
]
