"""Data that are written in our vocabulary and do not hold it are given it; no others are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox
import pytest

from dxgraph import corpus, service, statistics
from dxgraph.corpus import vocabulary
from dxgraph.engine.inline import Inline
from dxgraph.engine.pool import disk
from dxgraph.terms import DOCUMENT, DX, GRAPH, ONTOLOGY, OWL, RDF, RDFS

if TYPE_CHECKING:
    from dxgraph.web.application import Application

TARGET = f"<{DOCUMENT['plan']}#one> a <{DX.QuantifiedTarget}> .\n"
FOREIGN = f"<urn:a> a <urn:b> ; <{RDFS.seeAlso}> <{DX.QuantifiedTarget}> .\n"


def written(folder: Path, content: str) -> Path:
    folder.mkdir()
    (folder / "data.ttl").write_text(content, encoding="utf-8")
    return folder


def holds(store: ox.Store, subject: str, kind: str) -> bool:
    triple = (ox.NamedNode(subject), ox.NamedNode(RDF.type), ox.NamedNode(kind))
    return ox.Quad(*triple, ox.DefaultGraph()) in store


def test_data_in_our_vocabulary_are_given_it_and_what_follows(tmp_path: Path) -> None:
    snapshot = corpus.build([written(tmp_path / "a", TARGET)])
    assert snapshot.completed
    assert holds(snapshot.store, f"{DOCUMENT['plan']}#one", DX.Target)
    assert holds(snapshot.store, ONTOLOGY, OWL.Ontology)
    assert GRAPH["ontology/dx"] in snapshot.graphs
    assert f"<{ONTOLOGY}>".encode() in snapshot.nquads()
    inside = sum(1 for _ in snapshot.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert snapshot.triples == inside


def test_other_peoples_data_stay_exactly_these(tmp_path: Path) -> None:
    snapshot = corpus.build([written(tmp_path / "a", FOREIGN)])
    assert not snapshot.completed
    assert (snapshot.triples, snapshot.graphs, len(snapshot.store)) == (2, (), 2)


def test_data_that_hold_the_vocabulary_are_given_no_second(tmp_path: Path) -> None:
    whole = TARGET + f"<{ONTOLOGY}> a <{OWL.Ontology}> .\n"
    snapshot = corpus.build([written(tmp_path / "a", whole)])
    assert (snapshot.completed, snapshot.triples) == (False, 2)


def test_large_data_are_told_what_they_lack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MOST", 0)
    data = [written(tmp_path / "a", TARGET)]
    snapshot = corpus.build(data)
    assert (snapshot.completed, snapshot.triples) == (False, 1)
    assert "--data" in statistics.describe(snapshot, data)["vocabulary"]

    told: list[str] = []
    journal = SimpleNamespace(note=lambda _, **said: told.append(said["told"]))

    async def serving() -> None:
        engine = Inline(data)
        await engine.start()
        app = SimpleNamespace(state=SimpleNamespace(engine=engine, journal=journal))
        await service._tell_what_lacks(cast("Application", app))

    asyncio.run(serving())
    assert "Give it too: --data" in told[0]


def test_they_are_the_same_on_disk_and_as_a_dump(tmp_path: Path) -> None:
    data = [written(tmp_path / "a", TARGET)]
    snapshot = corpus.build(data)
    dump = tmp_path / "dump.nq"
    dump.write_bytes(snapshot.nquads())
    again = corpus.build([dump])
    _, kept = disk.built(data, tmp_path / "store")
    _, kept_again = disk.built([dump], tmp_path / "store")
    for other in (again, kept, kept_again):
        assert (other.digest, other.triples, other.graphs) == (
            snapshot.digest,
            snapshot.triples,
            snapshot.graphs,
        )
    assert (kept.completed, again.completed, kept_again.completed) == (True, False, False)
