"""Of changed files that are checked with all the rest, what lies in them is told, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.errors import InputError
from dxgraph.findings import Finding
from dxgraph.terms import DX, SHAPES
from dxgraph.validation import validate, validate_changed
from support.graph import own_report
from support.mistakes import MISTAKES, TEXTS, document, led_to

TRA_VINH = "tra-vinh-2022-50-kh-ubnd"
MISSPELT = ("property in small letters", "unknown class", "indicator misspelt", "area misspelt")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of our own graph that may be changed; of the documents those of the mistakes, every
    tenth, and what these lead to. What refers to others is at fault, in a full run as well."""
    top = tmp_path / "graph"
    documents = [file.path.stem for file in corpus.files() if is_document(file)]
    kept = led_to((*TEXTS, *documents[::10]))
    for file in corpus.files():
        if is_document(file) and file.path.stem not in kept:
            continue
        path = top / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.path.read_bytes())
    return top


def is_document(file: corpus.CorpusFile) -> bool:
    return file.path.parent.name == "documents"


def path_of(top: Path, slug: str) -> Path:
    return top / "data" / "ttl" / "documents" / f"{slug}.ttl"


def in_full(top: Path, *changed: Path) -> tuple[Finding, ...]:
    names = {path.relative_to(top).as_posix() for path in changed}
    return tuple(one for one in validate(data=[top]).findings if one.file in names)


def written(path: Path, triples: dict[ox.Triple, None]) -> None:
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def test_the_findings_are_those_of_a_full_run(copy: Path) -> None:
    """Of all mistakes of the catalogue at once, a different one at each place of each document."""
    for slug in TEXTS:
        graph = document(slug).graph
        for number, mistake in enumerate(MISTAKES.values()):
            changes = list(mistake(document(slug)))
            if changes:
                graph = changes[number % len(changes)].of(graph)
        written(path_of(copy, slug), graph)
    full = validate(data=[copy]).findings
    paths = [path_of(copy, slug) for slug in TEXTS]
    found = validate_changed(paths, data=[copy]).findings
    for path in paths:
        name = path.relative_to(copy).as_posix()
        ours = [one for one in found if one.file == name]
        assert _but_terms(ours) == _but_terms(one for one in full if one.file == name)
        assert len(ours) > 20


def _but_terms(findings: Iterable[Finding]) -> list[Finding]:
    """Without what is said once of a name that many files use."""
    of_terms = {SHAPES.Vocabulary, SHAPES.PropertyUse}
    return [one for one in findings if one.shape not in of_terms]


def test_an_unknown_name_is_found_with_the_names_near_it(copy: Path) -> None:
    graph = document(TRA_VINH).graph
    for name in MISSPELT:
        graph = next(MISTAKES[name](document(TRA_VINH))).of(graph)
    path = path_of(copy, TRA_VINH)
    written(path, graph)
    found = validate_changed([path], data=[copy]).findings
    assert found == in_full(copy, path)
    assert sum(bool(one.remedy) for one in found) >= len(MISSPELT)


def test_a_fault_of_several_files_is_told_of_the_changed_one(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text(
            f"@prefix dx: <{DX}> .\n"
            f'<https://w3id.org/dxgraph/area/{name}> a dx:Province ; dx:nam "1" .'
        )
    data = [corpus.root() / "ontology" / "dx.ttl", tmp_path]
    for name in "ab":
        found = validate_changed([tmp_path / f"{name}.ttl"], data=data).findings
        assert SHAPES.Vocabulary in {one.shape for one in found}
        assert {one.file for one in found} == {f"{name}.ttl"}


def test_our_own_document_has_the_findings_of_a_full_run() -> None:
    path = path_of(corpus.root(), TRA_VINH)
    name = path.relative_to(corpus.root()).as_posix()
    full = tuple(one for one in own_report().findings if one.file == name)
    assert validate_changed([path]).findings == full != ()


def test_what_another_file_says_counts(copy: Path) -> None:
    path = path_of(copy, TRA_VINH)
    numbers = copy / "data" / "ttl" / "numbers" / f"{TEXTS[TRA_VINH]}.ttl"
    numbers.write_text(numbers.read_text("utf-8").replace("dx:mentionsDocument", "dx:seenIn"))
    found = validate_changed([path], data=[copy]).findings
    assert SHAPES["document-printed-link-shown"] in {one.constraint for one in found}


@pytest.mark.parametrize(
    ("name", "said", "instead"),
    [
        ("data/ttl/areas/cao-bang.ttl", "area:northern-midlands", "area:nothern-midlands"),
        ("data/ttl/bodies.ttl", "dx:jurisdiction", "dx:juridiction"),
        ("data/ttl/indicators/economy.ttl", "dx:Indicator", "dx:Indicater"),
        ("ontology/concepts/branches.ttl", "skos:topConceptOf", "skos:topConceptOff"),
    ],
)
def test_what_everything_rests_on_is_judged_as_in_a_full_run(
    copy: Path, name: str, said: str, instead: str
) -> None:
    path = copy / name
    text = path.read_text("utf-8")
    assert said in text
    path.write_text(text.replace(said, instead, 1), "utf-8")
    found = validate_changed([path], data=[copy]).findings
    assert found == in_full(copy, path)
    assert instead.partition(":")[2] in str(found)


def test_a_document_that_was_entered_already_is_told(copy: Path) -> None:
    new = copy / "data" / "ttl" / "documents" / "again.ttl"
    text = path_of(copy, TRA_VINH).read_text("utf-8")
    new.write_text(text.replace(TRA_VINH, f"{TRA_VINH}-again"), "utf-8")
    found = validate_changed([new], data=[copy]).findings
    assert SHAPES["document-identity"] in {one.constraint for one in found}


def test_a_file_that_does_not_parse_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "plan.ttl"
    path.write_text("@prefix", "utf-8")
    (finding,) = validate_changed([path]).findings
    assert finding.constraint == SHAPES["ReadableFile"]


def test_a_file_outside_the_graph_is_checked_with_it(tmp_path: Path) -> None:
    path = tmp_path / "draft.ttl"
    path.write_text(
        "<https://w3id.org/dxgraph/document/draft> a "
        "<https://w3id.org/dxgraph/ontology#PolicyDocument> .\n"
    )
    found = validate_changed([path]).findings
    assert found == tuple(one for one in validate([path]).findings if one.file == str(path)) != ()


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        validate_changed([tmp_path / "none.ttl"])
