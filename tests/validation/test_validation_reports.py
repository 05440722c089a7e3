"""A report for people, programs, RDF tools and continuous integrations."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from dxgraph.bilingual import Both
from dxgraph.errors import UsageError
from dxgraph.findings import FORMATS, Finding, Severity
from dxgraph.terms import PREFIXES, SH, SHAPES
from dxgraph.validation import Report, render

GRAVE = Finding(
    severity=Severity.VIOLATION,
    shape=SHAPES.Document,
    constraint=SHAPES["document-number-fits-type"],
    component=SH.SPARQLConstraintComponent,
    focus="https://w3id.org/dxgraph/document/plan",
    path="<http://data.europa.eu/eli/ontology#id_local>",
    value='"50-KH/UBND"',
    message=Both("Số 50-KH/UBND sai mẫu", "The number 50-KH/UBND does not fit: 100%"),
    expected="^[0-9]+/KH-UBND$",
    remedy=Both("Xem lại", "Look again"),
    file="data/ttl/documents/plan,one.ttl",
    line=12,
    column=5,
)
LIGHT = Finding(
    severity=Severity.WARNING,
    shape=SHAPES["span-used"],
    constraint=SHAPES["span-used"],
    component=SH.MinCountConstraintComponent,
    focus="https://w3id.org/dxgraph/source/text#char=1,2",
    path="^<https://w3id.org/dxgraph/ontology#evidence>",
    value=None,
    message=Both("Không ai dùng", "Nobody uses it"),
    expected="≥ 1",
)
CHECKED = (SHAPES["document-number-fits-type"], SHAPES["span-used"], SHAPES.Area)
REPORT = Report((GRAVE, LIGHT), files=2, triples=30, checked=CHECKED)
CLEAN = Report((), files=2, triples=30, checked=CHECKED)


def test_the_text_begins_each_finding_with_the_place_and_speaks_both_languages() -> None:
    text = render(REPORT)
    assert text.startswith(
        "data/ttl/documents/plan,one.ttl:12:5: vi phạm · violation · "
        "shapes:document-number-fits-type\n"
        "    Số 50-KH/UBND sai mẫu\n"
        "    The number 50-KH/UBND does not fit: 100%\n"
        "    document:plan  eli:id_local  50-KH/UBND  (≠ ^[0-9]+/KH-UBND$)\n"
        "    → Xem lại · Look again\n"
    )
    assert "source:text#char=1,2: cảnh báo · warning · shapes:span-used\n" in text
    assert "    ^dx:evidence  (≥ 1)\n" in text
    assert text.endswith(
        "Không hợp lệ: 1 vi phạm, 1 cảnh báo (bộ ba / tệp / điều kiện: 30 / 2 / 3).\n"
        "Does not conform: 1 violation, 1 warning (triples / files / constraints: 30 / 2 / 3).\n"
    )


def test_a_clean_text_is_two_lines() -> None:
    assert render(CLEAN) == (
        "Hợp lệ (bộ ba / tệp / điều kiện: 30 / 2 / 3).\n"
        "Conforms (triples / files / constraints: 30 / 2 / 3).\n"
    )


def test_json_holds_all_that_a_finding_says() -> None:
    said = json.loads(render(REPORT, "json"))
    assert said["conforms"] is False
    assert said["counts"] == {"Violation": 1, "Warning": 1, "Info": 0}
    assert said["checked"] == 3
    assert said["findings"][0] == {
        "severity": "Violation",
        "shape": SHAPES.Document,
        "constraint": SHAPES["document-number-fits-type"],
        "component": SH.SPARQLConstraintComponent,
        "focus": "https://w3id.org/dxgraph/document/plan",
        "path": "<http://data.europa.eu/eli/ontology#id_local>",
        "value": '"50-KH/UBND"',
        "message": {
            "vi": "Số 50-KH/UBND sai mẫu",
            "en": "The number 50-KH/UBND does not fit: 100%",
        },
        "expected": "^[0-9]+/KH-UBND$",
        "remedy": {"vi": "Xem lại", "en": "Look again"},
        "file": "data/ttl/documents/plan,one.ttl",
        "line": 12,
        "column": 5,
    }


def test_turtle_is_a_validation_report_of_shacl() -> None:
    store = ox.Store()
    store.load(render(REPORT, "turtle").encode(), format=ox.RdfFormat.TURTLE)
    names = ("dcterms", "dx", "eli", "sh", "shapes")
    prefix = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names)
    assert store.query(
        prefix
        + """ASK { ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?grave , ?light .
        ?grave a sh:ValidationResult ; sh:resultSeverity sh:Violation ; sh:resultPath eli:id_local ;
            sh:focusNode <https://w3id.org/dxgraph/document/plan> ; sh:value "50-KH/UBND" ;
            sh:sourceShape shapes:Document ; sh:sourceConstraint shapes:document-number-fits-type ;
            sh:sourceConstraintComponent sh:SPARQLConstraintComponent ;
            sh:resultMessage "Số 50-KH/UBND sai mẫu"@vi ;
            dcterms:source "data/ttl/documents/plan,one.ttl:12:5" .
        ?light sh:resultSeverity sh:Warning ; sh:resultPath [ sh:inversePath dx:evidence ] }"""
    )


def test_a_clean_turtle_report_conforms() -> None:
    store = ox.Store()
    store.load(render(CLEAN, "turtle").encode(), format=ox.RdfFormat.TURTLE)
    assert store.query(f"ASK {{ ?report <{SH.conforms}> true }}")


def test_junit_has_a_case_a_constraint() -> None:
    top = ET.fromstring(render(REPORT, "junit"))  # noqa: S314 - it is our own text
    assert (top.get("tests"), top.get("failures")) == ("3", "1")
    cases = {case.get("name"): case for case in top.iter("testcase")}
    failure = cases["shapes:document-number-fits-type"].find("failure")
    assert failure is not None
    assert failure.text is not None
    assert "plan,one.ttl:12:5" in failure.text
    assert cases["shapes:span-used"].find("failure") is None
    assert "Nobody uses it" in (cases["shapes:span-used"].findtext("system-out") or "")
    assert len(cases["shapes:Area"]) == 0


def test_github_annotates_lines_and_escapes_what_it_must() -> None:
    lines = render(REPORT, "github").splitlines()
    assert lines[0] == (
        "::error file=data/ttl/documents/plan%2Cone.ttl,line=12,col=5,"
        "title=shapes%3Adocument-number-fits-type::"
        "Số 50-KH/UBND sai mẫu%0AThe number 50-KH/UBND does not fit: 100%25%0AXem lại%0ALook again"
    )
    assert lines[1].startswith("::warning title=shapes%3Aspan-used::Không ai dùng%0A")


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_ends_with_one_line_end(form: str) -> None:
    assert render(REPORT, form).endswith("\n")
    assert not render(REPORT, form).endswith("\n\n")


def test_an_unknown_form_is_wrong_use() -> None:
    with pytest.raises(UsageError) as caught:
        render(REPORT, "pdf")
    assert "github" in caught.value.remedy


def test_reading_the_reports_module_needs_no_rdflib(tmp_path: Path) -> None:
    """rdflib and pySHACL take longer to import than a validation takes to run."""
    import subprocess
    import sys

    code = "import sys; from dxgraph.validation import validate; validate(); "
    code += "sys.exit('rdflib' in sys.modules or 'pyshacl' in sys.modules)"
    pytest.importorskip("shacl")
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path).returncode == 0
