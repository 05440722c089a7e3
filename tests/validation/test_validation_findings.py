"""A finding says what is wrong, where, what was expected and what to do."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from dxgraph import corpus
from dxgraph.errors import InputError
from dxgraph.findings import Finding, Severity, counts
from dxgraph.terms import DX, ELI, SH, SHAPES
from dxgraph.validation import Report, validate
from dxgraph.validation.core import check_core
from dxgraph.validation.run import check, validate_files
from dxgraph.validation.shapes import NORMALISED_TEXT, READABLE_FILE
from support.graph import own_report
from support.shape_examples import FOLDER, PREAMBLE, base, shapes


@pytest.fixture
def validated(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Validate a text as one more file beside the base of the examples."""

    def run(text: str | bytes, name: str = "more.ttl") -> Report:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else (PREAMBLE + text).encode())
        vocabulary = [file for file in corpus.files() if file.name == "ontology/dx.ttl"]
        return validate_files([*vocabulary, *corpus.files([FOLDER / "base.ttl", path])], shapes())

    return run


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


LINES = PREAMBLE.count("\n")


def test_our_own_graph_conforms() -> None:
    report = own_report()
    assert [finding for finding in report.findings if finding.severity is Severity.VIOLATION] == []
    assert report.conforms
    assert report.files > 40
    assert report.triples > 10_000
    assert len(report.checked) > 250


def test_a_warning_does_not_keep_a_graph_from_conforming(validated) -> None:  # type: ignore[no-untyped-def]
    report = validated(
        """
:openness-province-2035 a dx:QualitativeTarget ; rdfs:label "Muộn"@vi , "Late"@en ;
    dx:statedIn document:plan ; sdmx-dimension:refArea area:north ;
    dx:indicator indicator:openness ; dx:adminLevel level:province ;
    dx:deadline "2035-12-31"^^xsd:date ; dx:inferredPillar pillar:government ;
    dx:evidence <#char=500,510> .
"""
    )
    finding = only(report)
    assert finding.severity is Severity.WARNING
    assert finding.constraint == SHAPES["target-deadline-within-period"]
    assert report.conforms
    assert counts(report.findings) == {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 0}


def test_a_finding_names_file_line_and_column_of_the_value(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(
        validated(
            """
document:undated
    rdfs:seeAlso area:north ;
    dx:periodStart "2021" .
"""
        )
    )
    assert finding.constraint == SHAPES["document-period-start"]
    assert finding.component == SH.NodeConstraintComponent
    assert finding.focus == "https://w3id.org/dxgraph/document/undated"
    assert finding.path == f"<{DX.periodStart}>"
    assert finding.value == '"2021"'
    assert finding.expected.startswith("xsd:date /")
    assert finding.file is not None
    assert finding.file.endswith("more.ttl")
    assert (finding.line, finding.column) == (LINES + 4, 20)
    assert "xsd:date" in finding.message.vi
    assert "xsd:date" in finding.message.en


def test_what_is_missing_is_found_at_the_subject(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(
        validated(
            """
# a comment

source:new a dx:Source ;
    dx:address "https://example.org/5"^^xsd:anyURI .
"""
        )
    )
    assert finding.constraint == SHAPES["source-label"]
    assert (finding.line, finding.column) == (LINES + 4, None)
    assert finding.expected == "≥ 1"


def test_the_message_of_a_sparql_constraint_names_what_was_found_and_expected(validated) -> None:  # type: ignore[no-untyped-def]
    finding = next(
        finding
        for finding in validated(
            """
document:other a dx:PolicyDocument ; rdfs:label "Kế hoạch"@vi , "Plan"@en ;
    eli:id_local "50-KH/UBND" ; eli:type_document document-type:kh-ubnd ;
    eli:date_document "2023-01-01"^^xsd:date ; eli:passed_by body:peoples-committee ;
    eli:title "Về kế hoạch"@vi ; dx:territory area:north ;
    dx:readingExtent reading-extent:named .
"""
        ).findings
    )
    assert finding.shape == SHAPES.Document
    assert finding.constraint == SHAPES["document-number-fits-type"]
    assert finding.path == f"<{ELI.id_local}>"
    assert "50-KH/UBND" in finding.message.vi
    assert "^[0-9]{1,4}/KH-UBND$" in finding.message.en
    assert finding.expected == "^[0-9]{1,4}/KH-UBND$"
    assert finding.line == LINES + 3


def test_a_misspelt_name_is_found_where_it_is_used_with_the_name_that_is_near(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(validated("\ndocument:undated rdfs:seeAlso\n    area:nort .\n"))
    assert finding.constraint == SHAPES["term-known"]
    assert (finding.line, finding.column) == (LINES + 3, 5)
    assert finding.remedy.en.startswith("Is it area:north")
    assert finding.remedy.vi.startswith("Có phải là area:north")


def test_a_misspelt_property_is_found_where_it_is_used(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(validated("\ndocument:undated\n    dx:teritory area:north .\n"))
    assert finding.constraint == SHAPES["term-known"]
    assert finding.line == LINES + 3
    assert "dx:territory" in finding.remedy.en


def test_a_property_on_the_wrong_class_is_found_at_what_carries_it(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(validated("\ndocument:undated\n    dx:targetValue 25.0 .\n"))
    assert finding.constraint == SHAPES["property-on-its-class"]
    assert finding.line == LINES + 3
    assert "document:undated" in finding.message.en


def test_a_syntax_error_is_a_finding_with_its_place(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(validated("\ndocument:undated\n    dx:territory area:north area:south .\n"))
    assert finding.constraint == READABLE_FILE
    assert finding.line == LINES + 3
    assert finding.column
    assert finding.message.vi
    assert finding.remedy


def test_a_file_that_is_not_utf_8_is_a_finding_with_its_place(validated) -> None:  # type: ignore[no-untyped-def]
    finding = only(validated(b"# ok\n# B\xe1c Giang\n"))
    assert finding.constraint == READABLE_FILE
    assert (finding.line, finding.column) == (2, 4)


def test_a_graph_that_is_not_whole_is_not_judged(validated) -> None:  # type: ignore[no-untyped-def]
    report = validated("document:undated dx:territory area:south .\n:")
    assert [finding.constraint for finding in report.findings] == [READABLE_FILE]
    assert not report.conforms


def test_text_that_is_not_nfc_is_found_in_the_file_itself(validated) -> None:  # type: ignore[no-untyped-def]
    text = '\nsource:new a dx:Source ; rdfs:label\n    "Trang khác"@vi , "Page"@en ;\n'
    text += '    dx:address "https://example.org/5"^^xsd:anyURI .\n'
    finding = only(validated(unicodedata.normalize("NFD", text)))
    assert finding.constraint == NORMALISED_TEXT
    assert (finding.line, finding.column) == (LINES + 3, 14)
    assert finding.expected == '"Trang khác"@vi , "Page"@en ;'


def test_a_file_of_the_graph_is_not_read_twice() -> None:
    plan = next(file for file in corpus.files() if "/documents/" in file.name)
    assert validate([plan.path]).files == own_report().files


def test_another_graph_can_be_checked_instead_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<https://example.org/a> a <https://example.org/B> .\n")
    report = validate(data=[tmp_path])
    assert (report.files, report.triples) == (1, 1)
    assert report.conforms


def test_a_path_that_does_not_exist_is_no_finding() -> None:
    with pytest.raises(InputError, match="does not exist"):
        validate([Path("nowhere.ttl")])


def test_findings_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    for name, document in (("b.ttl", "undated"), ("a.ttl", "law")):
        faults = f"document:{document} dx:periodEnd 7 .\ndocument:{document} dx:periodStart 7 .\n"
        (tmp_path / name).write_text(PREAMBLE + faults)
    vocabulary = [file for file in corpus.files() if file.name == "ontology/dx.ttl"]
    report = validate_files([*vocabulary, *corpus.files([FOLDER / "base.ttl", tmp_path])], shapes())
    places = [(finding.file or "", finding.line or 0) for finding in report.findings]
    assert places == sorted(places)
    assert {file for file, _ in places} == {"a.ttl", "b.ttl"}


def test_without_the_fast_engine_the_reference_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyoxigraph as ox

    judges = shapes()
    data = b"<https://w3id.org/dxgraph/source/x> <" + f"{SH.name}".encode() + b'> "x" .\n'
    data += (
        ox.serialize(
            [triple for triple in base() if "source/page" in str(triple.subject)],
            format=ox.RdfFormat.N_TRIPLES,
        )
        or b""
    )
    fast = check_core(judges.core, data)
    monkeypatch.setitem(sys.modules, "shacl", None)
    assert set(check_core(judges.core, data)) == set(fast)


def test_checking_a_graph_leaves_the_graph_alone() -> None:
    triples = list(base())
    check(triples, shapes())
    assert frozenset(triples) == base()


def test_data_that_do_not_hold_the_vocabulary_are_judged_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        f"<https://w3id.org/dxgraph/document/Bad> a <{DX.Indicator}> .\n", encoding="utf-8"
    )
    report = validate(data=[tmp_path])
    by_class = {SHAPES["named-by-kind"], SHAPES["concept-definition"]}
    assert by_class <= {finding.constraint for finding in report.findings}
    assert {finding.file for finding in report.findings} == {"a.ttl"}
    assert (report.files, report.triples) == (1, 1)
