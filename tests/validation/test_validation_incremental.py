"""A changed document is checked with what it touches: the same findings, at a cost that stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.errors import InputError
from dxgraph.findings import Finding, Severity
from dxgraph.terms import SHAPES
from dxgraph.validation import validate, validate_changed
from dxgraph.validation.index import Index, default_place
from mutation_support import MISTAKES, TEXTS, document

TRA_VINH = "tra-vinh-2022-50-kh-ubnd"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.sqlite"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of our own graph that may be changed."""
    top = tmp_path / "graph"
    for file in corpus.files():
        path = top / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.path.read_bytes())
    return top


def path_of(top: Path, slug: str) -> Path:
    return top / "data" / "ttl" / "documents" / f"{slug}.ttl"


def in_full(top: Path, *changed: Path) -> tuple[Finding, ...]:
    names = {path.relative_to(top).as_posix() for path in changed}
    return tuple(one for one in validate(data=[top]).findings if one.file in names)


def written(path: Path, triples: dict[ox.Triple, None]) -> None:
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def test_the_findings_are_those_of_a_full_run(copy: Path, place: Path) -> None:
    """Of all mistakes of the catalogue at once, a different one at each place of each document."""
    for slug in TEXTS:
        graph = document(slug).graph
        for number, mistake in enumerate(MISTAKES.values()):
            changes = list(mistake(document(slug)))
            if changes:
                graph = changes[number % len(changes)].of(graph)
        written(path_of(copy, slug), graph)
    full = validate(data=[copy]).findings
    for slug in TEXTS:
        path = path_of(copy, slug)
        name = path.relative_to(copy).as_posix()
        found = validate_changed([path], data=[copy], cache=place).findings
        # The one finding about a name that many files use is placed in the first of them.
        assert _but_terms(found) == _but_terms(one for one in full if one.file == name)
        assert len(found) > 20


def _but_terms(findings: object) -> list[Finding]:
    of_terms = {SHAPES.Vocabulary, SHAPES.PropertyUse}
    return [one for one in findings if one.shape not in of_terms]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name",
    ["property in small letters", "unknown class", "indicator misspelt", "area misspelt"],
)
def test_an_unknown_name_is_found_with_the_names_near_it(
    copy: Path, place: Path, name: str
) -> None:
    path = path_of(copy, TRA_VINH)
    change = next(MISTAKES[name](document(TRA_VINH)))
    written(path, change.of(document(TRA_VINH).graph))
    found = validate_changed([path], data=[copy], cache=place).findings
    assert found == in_full(copy, path)
    assert any(one.remedy for one in found)


def test_our_own_documents_have_the_findings_of_a_full_run(place: Path) -> None:
    full = validate().findings
    for slug in TEXTS:
        path = path_of(corpus.root(), slug)
        name = path.relative_to(corpus.root()).as_posix()
        report = validate_changed([path], cache=place)
        assert report.findings == tuple(one for one in full if one.file == name)
        assert report.triples < 5_000
        assert report.files == 1


def test_what_another_file_says_counts_at_once(copy: Path, place: Path) -> None:
    path = path_of(copy, TRA_VINH)
    assert validate_changed([path], data=[copy], cache=place).conforms
    numbers = copy / "data" / "ttl" / "numbers" / f"{TEXTS[TRA_VINH]}.ttl"
    numbers.write_text(numbers.read_text("utf-8").replace("dx:mentionsDocument", "dx:seenIn"))
    found = validate_changed([path], data=[copy], cache=place).findings
    assert SHAPES["document-printed-link-shown"] in {one.constraint for one in found}
    assert found == in_full(copy, path)


def test_a_document_that_was_entered_already_is_told_from_the_index(
    copy: Path, place: Path
) -> None:
    new = copy / "data" / "ttl" / "documents" / "again.ttl"
    text = path_of(copy, TRA_VINH).read_text("utf-8")
    new.write_text(text.replace(TRA_VINH, f"{TRA_VINH}-again"), "utf-8")
    found = validate_changed([new], data=[copy], cache=place).findings
    assert SHAPES["document-identity"] in {one.constraint for one in found}
    assert found == in_full(copy, new)


@pytest.mark.parametrize("name", ["data/ttl/areas/bac-ninh.ttl", "ontology/concepts/levels.ttl"])
def test_what_everything_rests_on_is_validated_in_full(copy: Path, place: Path, name: str) -> None:
    path = copy / name
    path.write_text(path.read_text("utf-8").replace('"@en', '"@fr', 1), "utf-8")
    report = validate_changed([path], data=[copy], cache=place)
    assert report.findings == in_full(copy, path) != ()
    assert report.files == len(corpus.files())


def test_a_file_that_does_not_parse_is_a_finding(copy: Path, place: Path) -> None:
    path = path_of(copy, TRA_VINH)
    path.write_text("@prefix", "utf-8")
    (finding,) = validate_changed([path], data=[copy], cache=place).findings
    assert finding.constraint == SHAPES["ReadableFile"]


def test_a_file_outside_the_graph_is_checked_with_it(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "draft.ttl"
    path.write_text(
        "<https://w3id.org/dxgraph/document/draft> a "
        "<https://w3id.org/dxgraph/ontology#PolicyDocument> .\n"
    )
    names = [str(path)]
    found = validate_changed([path], cache=place).findings
    assert found == tuple(one for one in validate([path]).findings if one.file in names) != ()


@pytest.mark.parametrize("content", [b"no database at all, and longer than its head", None])
def test_an_index_that_cannot_be_used_is_done_without(place: Path, content: bytes | None) -> None:
    place.parent.mkdir()
    if content is None:
        place.mkdir()
    else:
        place.write_bytes(content)
    report = validate_changed([path_of(corpus.root(), TRA_VINH)], cache=place)
    assert report.conforms
    assert report.triples > 1_000


def test_a_change_within_the_clock_of_the_file_system_is_seen(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text("<https://example.org/s> <https://example.org/p> <https://example.org/a> .\n")
    at = path.stat().st_mtime_ns
    found = list(enumerate(corpus.files([path])))
    for name in ("a", "b"):
        path.write_text(path.read_text().replace("/a>", f"/{name}>"))
        os.utime(path, ns=(at, at))
        with Index(place) as index:
            index.update(found)
            (row,) = index.describe(["<https://example.org/s>"])
            assert row.object == f"<https://example.org/{name}>"


def test_the_index_is_kept_where_caches_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_place([tmp_path]).parent == tmp_path / "dxgraph"
    assert default_place([tmp_path]) != default_place([tmp_path / "other"])


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path, place: Path) -> None:
    with pytest.raises(InputError):
        validate_changed([tmp_path / "none.ttl"], cache=place)


@pytest.mark.alone
def test_the_cost_does_not_grow_with_the_number_of_documents(copy: Path, tmp_path: Path) -> None:
    """One changed document among 600 costs less than twice what it costs among 5."""
    folder = copy / "data" / "ttl" / "documents"
    texts = {slug: path_of(copy, slug).read_text("utf-8") for slug in TEXTS}
    cost = {}
    changed = path_of(copy, TRA_VINH)
    for count in (5, 600):
        for number in range(len(texts), count):
            slug = list(texts)[number % len(texts)]
            # Its own number, and so its own document, source and spans.
            text = texts[slug].replace(slug, f"{slug}-{number}")
            text = text.replace(TEXTS[slug], f"{TEXTS[slug]}-{number}")
            text = text.replace('eli:id_local "', f'eli:id_local "{number}')
            (folder / f"generated-{number}.ttl").write_text(text, "utf-8")
        place = tmp_path / f"{count}.sqlite"
        validate_changed([changed], data=[copy], cache=place)
        times = []
        for _ in range(7):
            start = time.process_time()
            report = validate_changed([changed], data=[copy], cache=place)
            times.append(time.process_time() - start)
        assert [one for one in report.findings if one.severity is Severity.VIOLATION] == []
        cost[count] = min(times)  # what else the machine does only adds
    assert len(list(folder.glob("*.ttl"))) > 600
    assert cost[600] < 2 * cost[5], cost
    print(f"{cost[5]:.2f} s among 5, {cost[600]:.2f} s among 600")
