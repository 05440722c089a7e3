"""Reading Turtle into a snapshot: what is kept, what is refused, and with which words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.errors import DataError, InputError
from dxgraph.terms import DX, ELI, OWL, PROV, RDF, RDFS


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ask(snapshot: corpus.Snapshot, query: str) -> bool:
    answer = snapshot.store.query(query)
    assert isinstance(answer, ox.QueryBoolean)
    return bool(answer)


def test_a_syntax_error_names_file_line_column_and_remedy(tmp_path: Path) -> None:
    write(tmp_path / "a.ttl", "@prefix x: <http://x/> .\nx:a x:b ] .\n")
    with pytest.raises(DataError) as caught:
        corpus.build([tmp_path])
    assert str(caught.value).startswith("a.ttl:2:9: ")
    assert caught.value.remedy


def test_an_undeclared_prefix_is_told_as_such(tmp_path: Path) -> None:
    write(tmp_path / "a.ttl", "x:a x:b x:c .\n")
    with pytest.raises(DataError) as caught:
        corpus.build([tmp_path])
    assert "prefix" in caught.value.remedy


def test_a_file_that_is_not_utf_8_is_refused_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(
        '<http://x/a> <http://x/b> "x" .\n# Vi\u1ec7t \xe9'.encode("cp1258", "replace") + b"\xe9\n"
    )
    with pytest.raises(DataError, match=r"^a\.ttl:2:\d+: the file is not UTF-8") as caught:
        corpus.build([tmp_path])
    assert "UTF-8" in caught.value.remedy


def test_an_empty_folder_says_what_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no data") as caught:
        corpus.build([tmp_path])
    assert "Turtle" in caught.value.remedy


def test_a_missing_folder_and_an_unknown_ending_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        corpus.build([tmp_path / "nowhere"])
    with pytest.raises(InputError, match="no format"):
        corpus.build([write(tmp_path / "a.docx", "x")])


@pytest.mark.parametrize("written", ["Vi\u1ec7t", "Vie\u0323\u0302t", "Vie\\u0323\\u0302t"])
def test_literals_are_nfc_however_they_are_written(tmp_path: Path, written: str) -> None:
    write(tmp_path / "a.ttl", f'<http://x/a> <http://x/b> "{written}"@vi .')
    (quad,) = corpus.build([tmp_path]).store
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == unicodedata.normalize("NFC", "Việt")
    assert quad.object.language == "vi"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xef\xbb\xbf<http://x/a> <http://x/b> <http://x/c> .")
    assert corpus.build([tmp_path]).triples == 1


def test_other_peoples_files_keep_their_graphs(tmp_path: Path) -> None:
    write(tmp_path / "a.ttl", "<http://x/a> <http://x/b> <http://x/c> .")
    write(tmp_path / "deep/b.nq", "<http://x/a> <http://x/b> <http://x/d> <http://x/g> .\n")
    snapshot = corpus.build([tmp_path])
    assert snapshot.graphs == ("http://x/g",)
    assert ask(snapshot, "ASK { <http://x/a> <http://x/b> <http://x/c> }")
    assert not ask(snapshot, "ASK { <http://x/a> <http://x/b> <http://x/d> }")
    assert ask(snapshot, "ASK { GRAPH <http://x/g> { <http://x/a> <http://x/b> <http://x/d> } }")


def test_the_digest_is_of_the_statements_and_not_of_their_order(tmp_path: Path) -> None:
    one, two = "<http://x/a> <http://x/b> 1 .", "<http://x/a> <http://x/b> 2 ."
    write(tmp_path / "p/a.ttl", f"{one}\n{two}")
    write(tmp_path / "q/a.ttl", f"# another layout\n{two} {one} {one}")
    write(tmp_path / "r/a.ttl", one)
    digests = [corpus.build([tmp_path / name]).digest for name in "pqr"]
    assert digests[0] == digests[1] != digests[2]


def test_blank_nodes_of_two_files_never_meet_and_are_named_alike_each_time(tmp_path: Path) -> None:
    write(tmp_path / "a.ttl", "_:n <http://x/b> 1 . [] <http://x/b> 3 .")
    write(tmp_path / "b.ttl", "_:n <http://x/b> 2 .")
    first, second = corpus.build([tmp_path]), corpus.build([tmp_path])
    assert len({quad.subject for quad in first.store}) == 3
    assert first.digest == second.digest


def test_what_follows_from_the_vocabulary_is_stated_in_a_graph_of_its_own(tmp_path: Path) -> None:
    node, eli = ox.NamedNode, ox.NamedNode(ELI.LegalResource)
    default = ox.DefaultGraph()
    axioms = [
        (DX.PolicyDocument, RDFS.subClassOf, ELI.LegalResource),
        (ELI.LegalResource, RDFS.subClassOf, PROV.Entity),
        (DX.implements, RDFS.subPropertyOf, DX.upstream),
        (DX.upstream, RDFS.subPropertyOf, ELI.applies),
        (DX.upstream, OWL.inverseOf, DX.downstream),
        ("http://x/doc", RDF.type, DX.PolicyDocument),
        ("http://x/doc", DX.implements, "http://x/up"),
    ]
    quads = [ox.Quad(node(s), node(p), node(o), default) for s, p, o in axioms]
    found = {(q.subject.value, q.predicate.value, q.object.value) for q in corpus.follow(quads)}  # type: ignore[union-attr]
    assert ("http://x/doc", RDF.type, eli.value) in found
    assert ("http://x/doc", RDF.type, PROV.Entity) in found
    assert ("http://x/doc", ELI.applies, "http://x/up") in found
    assert ("http://x/up", DX.downstream, "http://x/doc") in found
    assert ("http://x/up", DX.implements, "http://x/doc") not in found
    assert {q.graph_name for q in corpus.follow(quads)} == {corpus.INFERRED}


def test_of_several_places_the_first_by_its_address_is_stated_with_what_follows() -> None:
    node, default = ox.NamedNode, ox.DefaultGraph()
    said = [
        ("http://x/target", DX.attestedAt, "http://x/z"),
        ("http://x/target", DX.evidence, "http://x/a#char=2,3"),
        ("http://x/target", DX.attestedAt, "http://x/b"),
        ("http://x/other", DX.statedIn, "http://x/a"),
    ]
    quads = [ox.Quad(node(s), node(p), node(o), default) for s, p, o in said]
    (found,) = corpus.first_places(quads)
    assert (found.subject.value, found.object.value) == ("http://x/target", "http://x/a#char=2,3")  # type: ignore[union-attr]
    assert (found.predicate.value, found.graph_name) == (DX.firstPlace, corpus.INFERRED)
    assert list(corpus.first_places(reversed(quads))) == [found]


def test_every_target_and_outcome_with_a_place_has_a_first_one(snapshot: corpus.Snapshot) -> None:
    prologue = f"PREFIX dx: <{DX}> "
    store = snapshot.store
    placed = "?s a dx:IndicatorStatement ; dx:evidence|dx:attestedAt ?place"
    lacking = f"{placed} . FILTER NOT EXISTS {{ ?s dx:firstPlace ?first }}"
    assert store.query(f"{prologue} ASK {{ {placed} }}")
    assert not store.query(f"{prologue} ASK {{ {lacking} }}")


def test_our_own_default_graph_is_the_union_of_the_named_graphs(snapshot: corpus.Snapshot) -> None:
    everything = {(q.subject, q.predicate, q.object) for q in snapshot.store}
    default = list(snapshot.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert {(q.subject, q.predicate, q.object) for q in default} == everything
    assert snapshot.triples == len(default)
    assert corpus.INFERRED.value in snapshot.graphs


def test_plain_eli_and_plain_data_cube_find_what_our_own_terms_find(
    snapshot: corpus.Snapshot,
) -> None:
    store = snapshot.store

    def column(query: str) -> set[str]:
        return {str(row[0]) for row in store.query(query)}  # type: ignore[union-attr]

    prologue = "".join(
        f"PREFIX {name}: <{iri}> "
        for name, iri in {
            "dx": DX,
            "eli": ELI,
            "qb": "http://purl.org/linked-data/cube#",
        }.items()
    )
    ours = column(prologue + "SELECT ?d { ?d a dx:PolicyDocument }")
    assert ours
    assert column(prologue + "SELECT ?d { ?d a eli:LegalResource }") == ours
    targets = column(prologue + "SELECT ?t { ?t a dx:QuantifiedTarget }")
    cube = "https://w3id.org/dxgraph/dataset/targets"
    assert targets
    found = column(prologue + f"SELECT ?o {{ ?o a qb:Observation ; qb:dataSet <{cube}> }}")
    assert found == targets


def test_the_canonical_form_is_read_back_to_the_same_snapshot(
    tmp_path: Path, snapshot: corpus.Snapshot
) -> None:
    (tmp_path / "all.nq").write_bytes(snapshot.nquads())
    assert corpus.build([tmp_path]).digest == snapshot.digest


@pytest.mark.parametrize("name", ["a b", "a (1)", "a[2]", "100%", "a{b", "a#b?c", "k\u1ebf"])
@pytest.mark.parametrize("ending", ["ttl", "trig"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str, ending: str) -> None:
    write(tmp_path / f"{name}.{ending}", "<> <http://x/b> <c> .\n")
    assert corpus.build([tmp_path]).triples == 1
