"""`coverage`: every number of a text is a figure or explained, and what is neither is named."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from dxgraph import corpus, evidence
from dxgraph.errors import InputError
from support.places import TESTS

OWN = TESTS / "evidence"
SOURCE = "https://w3id.org/dxgraph/source/"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A copy of our own small texts and their data, to be spoiled."""
    return shutil.copytree(OWN, tmp_path / "graph")


def cover(graph: Path, *only: str) -> evidence.CoverageReport:
    return evidence.coverage(corpus.build([graph]), graph / "texts", only=only)


def one(report: evidence.CoverageReport, slug: str) -> evidence.SourceCoverage:
    return next(source for source in report.sources if source.slug == slug)


def drop(path: Path, pattern: str) -> None:
    """Take the first block that matches out of a Turtle file."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    kept = [block for block in blocks if not re.search(pattern, block)]
    assert len(kept) == len(blocks) - 1
    path.write_text("\n\n".join(kept), encoding="utf-8")


def shown(report: evidence.CoverageReport) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(evidence.render_text(report))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_true_record_leaves_no_number(graph: Path) -> None:
    report = cover(graph)
    assert (report.left, report.doubled, report.exit_code) == (0, 0, 0)
    source = one(report, "vinh-son-12-nq-tu")
    assert (source.numbers, source.targets, source.claims, source.outcomes) == (28, 8, 1, 0)
    assert source.explained == {
        "date": 3,
        "deadline-year": 2,
        "denominator": 1,
        "document-number": 1,
        "item-count": 1,
        "list-marker": 3,
        "page-furniture": 1,
        "period-year": 2,
        "service-level": 1,
        "technology-name": 2,
        "time": 2,
    }
    assert source.numbers == source.targets + source.claims + sum(source.explained.values())
    output = shown(report)
    assert "49 numbers; 0 left" in output
    assert "list-marker 3" in output


def test_both_ends_of_a_range_are_figures(graph: Path) -> None:
    # 35-40% twice, 7% - 7,5%/năm, 2/3: two numbers each; four more of one.
    assert one(cover(graph), "an-hai-07-kh-ubnd").targets == 4 + 2 + 2 + 4


def test_a_number_that_is_neither_is_named_with_its_place(graph: Path) -> None:
    drop(graph / "vinh-son-12-nq-tu.ttl", r"a dx:ExplainedNumber[^.]*?\"1\.204\"")
    report = cover(graph)
    assert report.exit_code == 1
    (number,) = one(report, "vinh-son-12-nq-tu").left
    assert (number.printed, number.line, number.column) == ("1.204", 3, 26)
    text = evidence.read_text(graph / "texts/vinh-son-12-nq-tu.txt").text
    assert text[number.begin : number.end] == "1.204"
    assert "Lượt xem: 1.204" in number.context
    assert f"vinh-son-12-nq-tu:3:26 #char={number.begin},{number.end} 1.204" in shown(report)


def test_a_number_beside_the_figure_in_its_span_is_not_covered_by_it(graph: Path) -> None:
    drop(graph / "vinh-son-12-nq-tu.ttl", "number-reason:denominator")
    (number,) = one(cover(graph), "vinh-son-12-nq-tu").left
    assert number.printed == "100"
    assert "132 thuê bao/100 dân" in number.context


def test_evidence_of_a_qualitative_target_covers_no_number(graph: Path) -> None:
    drop(graph / "vinh-son-12-nq-tu.ttl", "number-reason:technology-name")
    assert [item.printed for item in one(cover(graph), "vinh-son-12-nq-tu").left] == ["4", "5"]


def test_evidence_that_no_statement_uses_covers_no_number(graph: Path) -> None:
    drop(graph / "song-lam-report.ttl", r":users-2025 a")
    assert [item.printed for item in one(cover(graph), "song-lam-report").left] == ["267,680"]


def test_a_span_that_does_not_stand_covers_no_number(graph: Path) -> None:
    path = graph / "song-lam-report.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"over 12.5%"', '"over 13.5%"'), encoding="utf-8")
    assert [item.printed for item in one(cover(graph), "song-lam-report").left] == ["12.5"]


def test_an_explained_number_without_a_reason_covers_nothing(graph: Path) -> None:
    path = graph / "song-lam-report.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(" ;\n    dx:numberReason number-reason:deadline-year", ""), encoding="utf-8"
    )
    assert [item.printed for item in one(cover(graph), "song-lam-report").left] == ["2025"]


def explain(path: Path, figure: str, reason: str) -> str:
    """Append an explained number for a figure's first place; returns the span's IRI."""
    text = evidence.read_text(path.parent / "texts" / f"{path.stem}.txt").text
    begin = text.index(figure)
    end = begin + len(figure)
    with path.open("a", encoding="utf-8") as file:
        file.write(
            f"""
<#{evidence.fragment(begin, end)}> a dx:ExplainedNumber ;
    nif:referenceContext source:{path.stem} ;
    nif:beginIndex "{begin}"^^xsd:nonNegativeInteger ;
    nif:endIndex "{end}"^^xsd:nonNegativeInteger ;
    dx:printedFigure "{figure}" ;
    dx:passageSha256 "{evidence.passage_sha256(text, begin, end)}" ;
    dx:numberReason number-reason:{reason} .
"""
        )
    return f"{SOURCE}{path.stem}#{evidence.fragment(begin, end)}"


def test_a_number_that_is_a_figure_and_explained_is_named(graph: Path) -> None:
    iri = explain(graph / "song-lam-report.ttl", "12.5", "proper-name")
    report = cover(graph)
    (number,) = one(report, "song-lam-report").doubled
    assert number.printed == "12.5"
    assert set(number.accounts) == {"target", "proper-name"}
    assert iri in number.spans
    assert report.exit_code == 1
    assert "doubled song-lam-report" in shown(report)


def test_a_number_that_is_explained_twice_is_named(graph: Path) -> None:
    explain(graph / "song-lam-report.ttl", "by 2025", "period-year")
    (number,) = one(cover(graph), "song-lam-report").doubled
    assert set(number.accounts) == {"deadline-year", "period-year"}


def test_one_figure_that_serves_two_targets_is_accounted_for_once(graph: Path) -> None:
    text = (graph / "an-hai-07-kh-ubnd.ttl").read_text(encoding="utf-8")
    shared = re.findall(r":reports-\w+-2024 a [^.]*100\.0[^.]*<#(char=[\d,]+)>", text)
    assert len(shared) == 2
    assert len(set(shared)) == 1
    assert one(cover(graph), "an-hai-07-kh-ubnd").doubled == ()


def test_numbers_that_a_missing_space_joins_are_accounted_for_by_the_digit(tmp_path: Path) -> None:
    text = "năm 2025,100% hộ"
    (tmp_path / "joined.txt").write_text(text, encoding="utf-8")
    (tmp_path / "joined.ttl").write_text(
        f"""@base <{SOURCE}joined> .
@prefix dx: <https://w3id.org/dxgraph/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix number-reason: <https://w3id.org/dxgraph/number-reason/> .
@prefix source: <{SOURCE}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
source:joined dx:sha256 "{evidence.digest(text)}" .
<http://x/t> a dx:QuantifiedTarget ; dx:targetValue 100.0 ; dx:evidence <#char=9,13> .
<#char=9,13> a dx:EvidenceSpan ; nif:referenceContext source:joined ;
  nif:beginIndex 9 ; nif:endIndex 13 ; dx:printedFigure "100%" ; dx:passageSha256 "-" .
""",
        encoding="utf-8",
    )
    snapshot = corpus.build([tmp_path])
    (left,) = evidence.coverage(snapshot, tmp_path).sources[0].left
    assert left.printed == "2025,100"
    data = tmp_path / "joined.ttl"
    data.write_text(
        data.read_text(encoding="utf-8")
        + """<#char=4,8> a dx:ExplainedNumber ; nif:referenceContext source:joined ;
  nif:beginIndex 4 ; nif:endIndex 8 ; dx:printedFigure "2025" ; dx:passageSha256 "-" ;
  dx:numberReason number-reason:deadline-year .
""",
        encoding="utf-8",
    )
    assert evidence.coverage(corpus.build([tmp_path]), tmp_path).exit_code == 0


def test_a_span_that_explains_no_number_is_told(graph: Path) -> None:
    iri = explain(graph / "song-lam-report.ttl", "province", "proper-name")
    report = cover(graph)
    assert one(report, "song-lam-report").idle == (iri,)
    assert iri in shown(report)
    assert report.exit_code == 0


def test_another_text_is_told_as_such(graph: Path) -> None:
    path = graph / "texts/song-lam-report.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    report = cover(graph)
    assert not one(report, "song-lam-report").same_text
    assert "not the text that was read" in shown(report)


def test_an_absent_text_is_told_and_naming_the_others_passes(graph: Path) -> None:
    (graph / "texts/song-lam-report.txt").unlink()
    report = cover(graph)
    assert (report.absent, report.exit_code) == (("song-lam-report",), 1)
    assert cover(graph, "an-hai-07-kh-ubnd").exit_code == 0
    with pytest.raises(InputError):
        cover(graph, "song-lam-report")
