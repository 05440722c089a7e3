"""What verification and coverage find, in the forms that validation reports in."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from dxgraph import corpus, evidence, findings
from dxgraph.evidence.verification import CHECKS
from dxgraph.terms import CHECK, SH
from support.places import CHECKOUT, TESTS

GRAPH = TESTS / "evidence"
TEXT = "vinh-son-12-nq-tu"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The texts, one of which says more than was read."""
    for path in (GRAPH / "texts").iterdir():
        more = "\nThêm 73 máy." if path.stem == TEXT else ""
        (tmp_path / path.name).write_text(path.read_text("utf-8") + more, "utf-8")
    return tmp_path


@pytest.fixture
def reports(folder: Path) -> dict[str, findings.Report]:
    graph = corpus.build([GRAPH])
    return {
        "verify": evidence.verify(graph, folder),
        "coverage": evidence.coverage(graph, folder),
    }


@pytest.mark.parametrize("command", ["verify", "coverage"])
def test_a_report_has_every_form(reports: dict[str, findings.Report], command: str) -> None:
    report = reports[command]
    assert report.command == command
    assert not report.conforms
    said = json.loads(findings.render(report, "json"))
    assert said["conforms"] is False
    assert len(said["findings"]) == len(report.findings) > 0
    turtle = findings.render(report, "turtle").encode()
    results = {
        triple.object.value
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        if triple.predicate.value == SH.sourceConstraintComponent
    }
    assert results == {finding.constraint for finding in report.findings}
    suite = ET.fromstring(findings.render(report, "junit"))  # noqa: S314 - we wrote it
    assert suite.attrib["name"] == f"dxgraph {command}"
    assert int(suite.attrib["failures"]) > 0
    lines = findings.render(report, "github").splitlines()
    assert len([line for line in lines if line.startswith("::")]) == len(report.findings)
    for form in ("text", "json", "github"):
        assert report.summary().vi in findings.render(report, form) or form == "json"


def test_a_number_that_is_left_is_told_at_its_place_in_the_text(
    reports: dict[str, findings.Report], folder: Path
) -> None:
    (left,) = [f for f in reports["coverage"].findings if f.constraint == CHECK["number-left"]]
    assert left.file == str(folder / f"{TEXT}.txt")
    text = evidence.read_text(folder / f"{TEXT}.txt")
    assert left.line is not None
    assert left.column is not None
    line = text.text.splitlines()[left.line - 1]
    assert line[left.column - 1 :].startswith("73")
    assert f"#char={text.text.index('73 máy')}," in left.focus


def test_no_words_of_a_text_are_in_a_report_for_programs(
    reports: dict[str, findings.Report],
) -> None:
    for form in ("json", "turtle", "junit", "github"):
        assert "máy" not in findings.render(reports["coverage"], form)


def test_the_guide_names_every_check_in_both_languages() -> None:
    guide = CHECKOUT / "docs/guide/evidence.md"
    english, vietnamese = guide.read_text("utf-8").split("## Tiếng Việt")
    report = evidence.CoverageReport(Path(), (), ())
    for check in (*CHECKS, *report.checked, *evidence.OnlineReport.checked):
        code = check.removeprefix(CHECK)
        short = code.removeprefix("figure")
        for page in (english, vietnamese):
            assert f"`{code}`" in page or f"`{short}`" in page, code
