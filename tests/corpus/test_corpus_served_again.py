"""What we give away, served again, is the snapshot that it was taken from."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.engine.pool.disk import built
from dxgraph.errors import InputError
from dxgraph.publish.tables import dump
from dxgraph.terms import GRAPH
from support.graph import own_snapshot

_ASKED = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?p) AS ?k) { ?s ?p ?o }"


def counted(store: ox.Store) -> list[str]:
    found = store.query(_ASKED)
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    return [str(row["n"]), str(row["k"])]


@pytest.mark.parametrize("name", ["dump.nq", "dump.trig", "dump.nq.gz", "dump.trig.gz"])
def test_a_dump_of_ours_is_ours_again(tmp_path: Path, name: str) -> None:
    body = dump(own_snapshot(), "nquads" if ".nq" in name else "trig")
    (tmp_path / name).write_bytes(gzip.compress(body, 1) if name.endswith(".gz") else body)
    again = corpus.build([tmp_path])
    assert (again.digest, again.triples, again.graphs) == (
        own_snapshot().digest,
        own_snapshot().triples,
        own_snapshot().graphs,
    )
    assert counted(again.store) == counted(own_snapshot().store)


def test_a_dump_of_ours_on_disk_is_ours_again(tmp_path: Path) -> None:
    (tmp_path / "dump.nq").write_bytes(own_snapshot().nquads())
    path, info = built([tmp_path / "dump.nq"], tmp_path / "store")
    assert (info.digest, info.triples, info.graphs) == (
        own_snapshot().digest,
        own_snapshot().triples,
        own_snapshot().graphs,
    )
    assert counted(ox.Store.read_only(str(path))) == counted(own_snapshot().store)


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".nq", ".trig"])
def test_files_that_are_packed_are_read(tmp_path: Path, ending: str) -> None:
    text = "<http://e/a> <http://e/b> <http://e/đ> .\n".encode()
    (tmp_path / f"a{ending}.gz").write_bytes(gzip.compress(text))
    assert corpus.build([tmp_path]).triples == 1
    assert corpus.build([tmp_path / f"a{ending}.gz"]).triples == 1


@pytest.mark.parametrize("damage", ["no gzip at all", "cut"])
def test_a_packed_file_that_is_damaged_is_said(tmp_path: Path, damage: str) -> None:
    whole = gzip.compress(b"<http://e/a> <http://e/b> <http://e/c> .\n" * 50)
    (tmp_path / "a.nt.gz").write_bytes(whole[:-20] if damage == "cut" else b"plain")
    with pytest.raises(InputError, match=r"a\.nt\.gz"):
        corpus.build([tmp_path])


def test_the_default_graph_of_others_is_what_their_files_put_there(tmp_path: Path) -> None:
    """Named graphs of others, and some of ours beside others, stay named."""
    (tmp_path / "a.trig").write_text(
        f"@prefix e: <http://e/> . <{GRAPH}inferred> {{ e:a e:b 1 }} e:g {{ e:a e:b 2 }}"
    )
    snapshot = corpus.build([tmp_path])
    assert counted(snapshot.store) == counted(ox.Store())
    assert snapshot.triples == 2


@pytest.mark.parametrize("on_disk", [False, True])
def test_the_triples_are_those_of_the_default_graph(tmp_path: Path, on_disk: bool) -> None:
    (tmp_path / "a.trig").write_text(
        "@prefix e: <http://e/> . { e:a e:b 1 } e:g { e:a e:b 2 , 3 } e:h { e:a e:b 1 }"
    )
    if on_disk:
        assert built([tmp_path / "a.trig"], tmp_path / "store")[1].triples == 1
    else:
        assert corpus.build([tmp_path]).triples == 1


def test_blank_nodes_of_a_triple_term_are_those_around_it(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(
            "@prefix e: <http://e/> . _:x e:name 'e\u0301' . "
            "e:s e:says <<( _:x e:b <<( _:x e:c 'e\u0301'@vi )>> )>> ."
        )
    snapshot = corpus.build([tmp_path])
    found = snapshot.store.query(
        "SELECT ?x { ?x <http://e/name> 'é' . ?s <http://e/says> "
        "<<( ?x <http://e/b> <<( ?x <http://e/c> 'é'@vi )>> )>> }"
    )
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 2
