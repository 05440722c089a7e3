"""What a snapshot holds, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.bilingual import Both
from dxgraph.corpus.vocabulary import OURS
from dxgraph.terms import ONTOLOGY, OWL, RDF

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

WITHOUT_VOCABULARY: Final = f"""ASK {{
  {{ ?s a ?kind }} UNION {{ GRAPH ?g {{ ?s a ?kind }} }}
  VALUES ?kind {{ {" ".join(f"<{iri}>" for iri in OURS.values())} }}
  FILTER NOT EXISTS {{ <{ONTOLOGY}> a <{OWL.Ontology}> }}
  FILTER NOT EXISTS {{ GRAPH ?v {{ <{ONTOLOGY}> a <{OWL.Ontology}> }} }}
}}"""
"""Whether data are written in our vocabulary and do not hold it: then they were too large to be
given it (:mod:`dxgraph.corpus.vocabulary`)."""


def lacking(folder: Path) -> Both:
    """What to do about data that do not hold the vocabulary; `folder` is where ours lies."""
    return Both(
        "Dữ liệu dùng bộ từ vựng của dxgraph mà không kèm bộ từ vựng: thiếu tên của lớp, cấp, dấu "
        f"so sánh. Hãy cho cả bộ từ vựng: --data {folder}",
        "The data are written in the vocabulary of dxgraph and do not hold it: the names of "
        f"classes, levels and comparators are missing. Give it too: --data {folder}",
    )


def read_from(data: Sequence[Path], *, completed: bool) -> str:
    """Where a graph is read from, in words, and whether our vocabulary was added."""
    named = ", ".join(map(str, folders(data)))
    return f"{named}, with the vocabulary of {folders()[0]}" if completed else named


def counts(store: ox.Store) -> dict[str, int]:
    """How many things of each main class the default graph holds."""
    kind = ox.NamedNode(RDF.type)
    default = ox.DefaultGraph()
    return {
        name: sum(1 for _ in store.quads_for_pattern(None, kind, ox.NamedNode(iri), default))
        for name, iri in OURS.items()
    }


def folders(data: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Where a graph is read from: the folders that are given, or those of our own."""
    top = corpus.root()
    return tuple(path.resolve() for path in data) or (top / "ontology", top / "data" / "ttl")


def describe(snapshot: Snapshot, data: Sequence[Path] = ()) -> dict[str, str]:
    """The snapshot in words: version, digest, folders and counts."""
    lacks = bool(data) and bool(snapshot.store.query(WITHOUT_VOCABULARY))
    return {
        "version": snapshot.version,
        "snapshot": snapshot.digest,
        "triples": str(snapshot.triples),
        "folders": ", ".join(map(str, folders(data))),
        **({"vocabulary": f"added from {folders()[0]}"} if snapshot.completed else {}),
        **({"vocabulary": lacking(folders()[0]).en} if lacks else {}),
        "named graphs": str(len(snapshot.graphs)),
        **{name: str(count) for name, count in counts(snapshot.store).items()},
    }
