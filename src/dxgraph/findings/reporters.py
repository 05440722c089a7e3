"""A report for the reader at hand: a person, a program, an RDF tool, a continuous integration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from dxgraph.curies import compact, in_turtle, namespaces
from dxgraph.errors import UsageError
from dxgraph.findings.finding import Finding, Report, Severity, counts
from dxgraph.messages import message
from dxgraph.terms import DCTERMS, RDF, SH, XSD

Term = ox.NamedNode | ox.BlankNode
PathOf = Callable[[Finding], tuple[Term, Iterable[ox.Triple]]]
"""The node of a finding's path, and the triples that make it where it is longer than a name."""


def render(report: Report, form: str = "text", path_of: PathOf | None = None) -> str:
    """The report as text, json, turtle, junit or github; it ends with a line end.

    Raises UsageError for another form.
    """
    if form not in FORMATS:
        raise UsageError(message("no-form-of-report", form=form, formats=", ".join(FORMATS)))
    written = _turtle(report, path_of) if form == "turtle" else _WRITERS[form](report)
    return written.rstrip("\n") + "\n"


def place(finding: Finding) -> str:
    """File, line and column as editors and terminals read them."""
    parts = (finding.file or in_turtle(finding.focus), finding.line, finding.column)
    return ":".join(str(part) for part in parts if part is not None)


def _text(report: Report) -> str:
    blocks = [block(finding) for finding in report.findings]
    return "\n".join([*blocks, *_summary(report)])


def block(finding: Finding) -> str:
    """A finding as a terminal shows it; it ends with a line end."""
    word = finding.severity.word
    lines = [
        f"{place(finding)}: {word.vi} · {word.en} · {in_turtle(finding.constraint)}",
        f"    {finding.message.vi}",
        f"    {finding.message.en}",
    ]
    about = in_turtle(finding.focus) if finding.file else ""
    if finding.path:
        about += f"  {compact(finding.path)}"
    if finding.value and finding.value != f"<{finding.focus}>":
        about += f"  {compact(finding.value)}"
    if finding.expected:
        about += f"  (≠ {finding.expected})" if finding.value else f"  ({finding.expected})"
    if about.strip():
        lines.append(f"    {about.strip()}")
    if finding.remedy:
        lines.append(f"    → {' · '.join(filter(None, (finding.remedy.vi, finding.remedy.en)))}")
    return "\n".join(lines) + "\n"


def _summary(report: Report) -> list[str]:
    summary = report.summary()
    return [summary.vi, summary.en]


def _json(report: Report) -> str:
    said = {
        "conforms": report.conforms,
        "counts": {severity.value: number for severity, number in counts(report.findings).items()},
        **report.figures(),
        "findings": [asdict(finding) for finding in report.findings],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _turtle(report: Report, path_of: PathOf | None) -> str:
    """A validation report of SHACL (section 3.6); warnings count for its ``sh:conforms``."""
    node = ox.BlankNode("report")
    conforms = ox.Literal(str(not report.findings).lower(), datatype=_name(XSD.boolean))
    triples = [
        ox.Triple(node, _name(RDF.type), _name(SH.ValidationReport)),
        ox.Triple(node, _name(SH.conforms), conforms),
    ]
    results = [ox.BlankNode(f"result{number}") for number in range(len(report.findings))]
    triples += [ox.Triple(node, _name(SH.result), result) for result in results]
    for result, finding in zip(results, report.findings, strict=True):
        triples.extend(_result(result, finding, path_of))
    prefixes = namespaces("\n".join(map(str, triples)).encode())
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _result(node: ox.BlankNode, finding: Finding, path_of: PathOf | None) -> Iterator[ox.Triple]:
    yield ox.Triple(node, _name(RDF.type), _name(SH.ValidationResult))
    yield ox.Triple(node, _name(SH.focusNode), term(f"<{finding.focus}>"))
    if finding.path and path_of is not None:
        steps, more = path_of(finding)
        yield ox.Triple(node, _name(SH.resultPath), steps)
        yield from more
    if finding.value:
        yield ox.Triple(node, _name(SH.value), term(finding.value))
    yield ox.Triple(node, _name(SH.resultSeverity), _name(finding.severity.iri))
    yield ox.Triple(node, _name(SH.sourceShape), _name(finding.shape))
    yield ox.Triple(node, _name(SH.sourceConstraintComponent), _name(finding.component))
    if finding.constraint != finding.shape:
        yield ox.Triple(node, _name(SH.sourceConstraint), _name(finding.constraint))
    for language in ("vi", "en"):
        message = ox.Literal(finding.message.in_language(language), language=language)
        yield ox.Triple(node, _name(SH.resultMessage), message)
    if finding.file:
        yield ox.Triple(node, _name(DCTERMS.source), ox.Literal(place(finding)))


def _name(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    """A term in the syntax of N-Triples."""
    parsed: list[ox.Quad] = list(ox.parse(f"<a:a> <a:a> {text} .", format=ox.RdfFormat.N_TRIPLES))
    return parsed[0].object


def _junit(report: Report) -> str:
    """A test case a constraint, as continuous integrations read them."""
    by_constraint: dict[str, list[Finding]] = {name: [] for name in report.checked}
    for finding in report.findings:
        by_constraint.setdefault(finding.constraint, []).append(finding)
    failed = sum(
        any(finding.severity is Severity.VIOLATION for finding in found)
        for found in by_constraint.values()
    )
    about = {
        "name": f"dxgraph {report.command}",
        "tests": str(len(by_constraint)),
        "failures": str(failed),
    }
    top = ET.Element("testsuites", about)
    suite = ET.SubElement(top, "testsuite", about)
    for constraint, found in by_constraint.items():
        case = ET.SubElement(suite, "testcase", classname=report.suite, name=in_turtle(constraint))
        grave = [finding for finding in found if finding.severity is Severity.VIOLATION]
        light = [finding for finding in found if finding.severity is not Severity.VIOLATION]
        if grave:
            failure = ET.SubElement(
                case, "failure", type=grave[0].component, message=grave[0].message.en
            )
            failure.text = "\n".join(map(block, grave))
        if light:
            ET.SubElement(case, "system-out").text = "\n".join(map(block, light))
    ET.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(top, encoding="unicode")


def _github(report: Report) -> str:
    """Workflow commands that annotate the lines of a pull request."""
    kinds = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for finding in report.findings:
        where = {
            "file": finding.file,
            "line": finding.line,
            "col": finding.column,
            "title": in_turtle(finding.constraint),
        }
        properties = ",".join(
            f"{key}={_escaped(str(value), ':,')}" for key, value in where.items() if value
        )
        words = (finding.message.vi, finding.message.en, finding.remedy.vi, finding.remedy.en)
        message = _escaped("\n".join(word for word in words if word))
        lines.append(f"::{kinds[finding.severity]} {properties}::{message}")
    return "\n".join([*lines, *_summary(report)])


def _escaped(text: str, also: str = "") -> str:
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


_WRITERS: dict[str, Callable[[Report], str]] = {
    "text": _text,
    "json": _json,
    "junit": _junit,
    "github": _github,
}
FORMATS = ("text", "json", "turtle", "junit", "github")
"""The forms of a report, by name."""
