"""Find, read and check Turtle; build the snapshot: quads, digest, statistics."""

from dxgraph.corpus.files import (
    FORMATS,
    CorpusFile,
    files,
    graph_name,
    own_files,
    root,
    shape_files,
    vocabulary_files,
)
from dxgraph.corpus.inference import INFERRED, closure, follow
from dxgraph.corpus.places import first_places
from dxgraph.corpus.quads import nfc, parse
from dxgraph.corpus.snapshot import Snapshot, assemble, build, complete, stated
from dxgraph.corpus.standing import STANDING, stand
from dxgraph.corpus.vocabulary import lacking

__all__ = [
    "FORMATS",
    "INFERRED",
    "STANDING",
    "CorpusFile",
    "Snapshot",
    "assemble",
    "build",
    "closure",
    "complete",
    "files",
    "first_places",
    "follow",
    "graph_name",
    "lacking",
    "nfc",
    "own_files",
    "parse",
    "root",
    "shape_files",
    "stand",
    "stated",
    "vocabulary_files",
]
