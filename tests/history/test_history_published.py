"""No published IRI goes away, and none is given to another thing: data/published-iris.txt."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import __version__
from dxgraph.errors import DataError
from dxgraph.history import (
    Loss,
    Published,
    State,
    extended,
    losses,
    names_of,
    published,
    read_state,
)
from dxgraph.terms import DCTERMS, DOCUMENT, DX, GRAPH, INDICATOR, OWL, RDF, SKOS, SOURCE, UNIT, XSD
from support.places import CHECKOUT

TARGET = DOCUMENT["thai-nguyen-2020-01-nq-tu#dti-rank-2025"]
TEXT = SOURCE["thai-nguyen-nq-tu"]
TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD.boolean))

Values = frozenset[ox.NamedNode | ox.Literal]


@cache
def own() -> State:
    return read_state(None)


@cache
def listed() -> Mapping[str, Published]:
    return names_of(own())


def with_facts(iri: str, **changes: object) -> State:
    """Our graph with other facts of a thing: properties by name to values, or None to leave out."""
    facts: dict[str, Values] = dict(own().things.get(iri, {}))
    for name, value in changes.items():
        property_ = {"type": RDF.type, "sha256": DX.sha256}.get(name, DX[name])
        if value is None:
            facts.pop(property_, None)
        else:
            term = ox.NamedNode(value) if isinstance(value, str) else value
            facts[property_] = frozenset({term})  # type: ignore[arg-type]
    return replace(own(), things={**own().things, iri: facts})


def retired(iri: str, successor: str | None = None) -> State:
    facts: dict[str, Values] = {
        RDF.type: frozenset({ox.NamedNode(DX.RetiredName)}),
        OWL.deprecated: frozenset({TRUE}),
    }
    if successor:
        facts[DCTERMS.isReplacedBy] = frozenset({ox.NamedNode(successor)})
    return replace(own(), things={**own().things, iri: facts})


def lost(state: State, names: Mapping[str, Published] | None = None) -> list[Loss]:
    return losses((names or listed()).values(), state)


# --- The list of this checkout ------------------------------------------------------------------


def test_every_published_name_is_still_there_and_names_what_it_named() -> None:
    _, names = published()
    assert not (gone := losses(names.values(), own())), "\n\n" + "\n\n".join(map(str, gone))


def test_the_list_is_of_this_release() -> None:
    version, _ = published()
    assert version == __version__, "a release adds its names: python -m dxgraph.history"


def test_a_release_lists_every_name() -> None:
    try:
        tagged = subprocess.run(
            ["git", "-C", CHECKOUT, "describe", "--exact-match", "--match", "v*", "HEAD"],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("git is not installed")
    if tagged.returncode:
        pytest.skip("this is no release: no tag v… is here")
    _, names = published()
    missing = sorted(names_of(own()).keys() - names.keys())
    assert missing == [], "run python -m dxgraph.history before the tag"


def test_the_list_covers_things_terms_fragments_and_graphs() -> None:
    names = listed()
    assert names[TARGET].kind == DX.Target
    assert names[DX.Target].kind == OWL.Class
    assert names[SOURCE["thai-nguyen-nq-tu#char=854,885"]].kind == DX.Span
    assert GRAPH["data/indicators"] in names
    assert not [iri for iri in names if not iri.startswith("https://w3id.org/dxgraph/")]


# --- What is noticed ----------------------------------------------------------------------------


def test_nothing_is_lost_where_nothing_changed() -> None:
    assert lost(own()) == []


def test_a_name_that_is_gone_is_told_with_the_turtle_that_keeps_it() -> None:
    things = dict(own().things)
    del things[TARGET]
    (loss,) = [loss for loss in lost(replace(own(), things=things)) if loss.name.iri == TARGET]
    assert "no longer described" in loss.what.en
    assert "không được mô tả nữa" in loss.what.vi
    assert loss.stub.startswith(":dti-rank-2025 a dx:RetiredName ;")
    assert "owl:deprecated true" in loss.stub
    assert "dcterms:isReplacedBy" in loss.stub


def test_a_graph_that_is_gone_is_told() -> None:
    graph = GRAPH["data/documents/thai-nguyen-2020-01-nq-tu"]
    state = replace(own(), graphs=own().graphs - {graph})
    assert [loss.name.iri for loss in lost(state)] == [graph]


def test_a_name_for_another_kind_of_thing_is_told() -> None:
    (loss,) = lost(with_facts(INDICATOR["dti-rank"], type=DX.Body))
    assert "was published as indicator and now names body" in loss.what.en


@pytest.mark.parametrize(
    ("iri", "changes", "named"),
    [
        (TARGET, {"indicator": INDICATOR["5g-mobile-service-coverage"]}, "indicator"),
        (TARGET, {"indicator": None}, "indicator"),
        (INDICATOR["dti-rank"], {"unit": UNIT.percent}, "unit"),
        (TEXT, {"sha256": ox.Literal("0" * 64)}, "digest"),
    ],
    ids=["another indicator", "no indicator", "another unit", "another text"],
)
def test_a_name_for_another_thing_of_the_same_kind_is_told(
    iri: str, changes: dict[str, object], named: str
) -> None:
    (loss,) = lost(with_facts(iri, **changes))
    assert loss.name.iri == iri
    assert named in loss.what.en
    assert "another thing" in loss.what.en


def test_what_does_not_make_a_thing_itself_may_change() -> None:
    assert lost(with_facts(TARGET, targetValue=ox.Literal("12.0"))) == []
    assert lost(with_facts(TARGET, type=DX.QualitativeTarget)) == []


def test_a_text_that_is_held_now_and_was_not_then_is_the_same_source() -> None:
    page = next(
        iri
        for iri, name in listed().items()
        if name.kind == DX.Source and not name.itself and "#" not in iri
    )
    assert lost(with_facts(page, sha256=ox.Literal("0" * 64))) == []


def test_a_retired_name_is_kept() -> None:
    assert lost(retired(TARGET)) == []


def test_a_retired_name_never_names_anything_again() -> None:
    names = {**listed(), TARGET: Published(TARGET, DX.RetiredName)}
    (loss,) = lost(own(), names)
    assert "never used again" in loss.what.en


def test_what_points_at_a_retired_name_follows_it_to_its_successor() -> None:
    old, new = INDICATOR["dti-rank"], INDICATOR["dti-rank-2"]
    state = retired(old, new)
    facts = {**own().things[TARGET], DX.indicator: frozenset({ox.NamedNode(new)})}
    moved = {
        iri: {**said, DX.indicator: frozenset({ox.NamedNode(new)})}
        for iri, said in own().things.items()
        if ox.NamedNode(old) in said.get(DX.indicator, ())
    }
    things = {**state.things, **moved, TARGET: facts, new: own().things[old]}
    assert lost(replace(state, things=things)) == []


# --- The list as a file -------------------------------------------------------------------------


def test_the_list_reads_back_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(extended({}, own(), "1.2.3"), "utf-8")
    assert published(file) == ("1.2.3", listed())


def test_extending_adds_keeps_and_marks_what_is_retired() -> None:
    before = dict(listed())
    gone = Published(DOCUMENT["once"], DX.PolicyDocument, (("eli:id_local", "1/KH-UBND"),))
    before[gone.iri] = gone
    del before[TEXT]
    written = extended(before, retired(TARGET)).splitlines()
    assert str(gone) in written
    assert any(line.startswith("source:thai-nguyen-nq-tu\t") for line in written)
    (line,) = (line for line in written if line.startswith("document:" + TARGET.split("/")[-1]))
    assert line.split("\t")[1] == "dx:RetiredName"
    assert "dx:indicator=indicator:dti-rank" in line


def test_a_line_that_is_none_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("# dxgraph 1.0.0\nindicator:a\tdx:Indicator\nwrong\n", "utf-8")
    with pytest.raises(DataError, match="list of published names") as told:
        published(file)
    assert told.value.line == 3


@pytest.mark.parametrize("faulty", [False, True], ids=["nothing lost", "a name lost"])
def test_the_release_command_writes_the_list_or_says_what_is_lost(
    tmp_path: Path, faulty: bool
) -> None:
    for part in ("ontology", "data", "src"):
        shutil.copytree(
            CHECKOUT / part,
            tmp_path / part,
            ignore=shutil.ignore_patterns("__pycache__", "static", "templates"),
        )
    file = tmp_path / "data" / "published-iris.txt"
    if faulty:
        (tmp_path / "data/ttl/outcomes/dti-rank.ttl").unlink()
    else:
        file.unlink()
    before = file.read_text("utf-8") if file.exists() else ""
    shown = subprocess.run(
        [sys.executable, "-m", "dxgraph.history"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert shown.returncode == (1 if faulty else 0), shown.stderr
    if faulty:
        assert "a dx:RetiredName" in shown.stderr
        assert file.read_text("utf-8") == before
    else:
        assert published(file) == (__version__, names_of(own()))


def test_the_ontology_has_a_class_for_retired_names_that_is_nothing_else() -> None:
    facts = own().things[DX.RetiredName]
    apart = {term.value for term in facts[OWL.disjointWith]}
    assert {DX.PolicyDocument, DX.IndicatorStatement, DX.Source, DX.Span, SKOS.Concept} <= apart
