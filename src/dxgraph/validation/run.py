"""The validation of files: read, check, say what is wrong and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.corpus import CorpusFile, files, lacking, vocabulary_files
from dxgraph.curies import compact, in_turtle
from dxgraph.findings import Finding, Severity
from dxgraph.terms import BASE, RDF, SH
from dxgraph.validation.core import check_core
from dxgraph.validation.files import Reading, read
from dxgraph.validation.finding import Report
from dxgraph.validation.locating import locate
from dxgraph.validation.shapes import Shapes
from dxgraph.validation.sparql import Row, check_sparql

_TYPE = ox.NamedNode(RDF.type)
_PLACEHOLDER = re.compile(r"\{[$?](\w+)\}")
_ORDER = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


def validate(paths: Sequence[Path] = (), *, data: Sequence[Path] = ()) -> Report:
    """Check our own graph against its shapes, with the files and folders of ``paths`` added.

    With ``data``, those folders and files are checked instead of our own graph; where they are
    written in our vocabulary and do not hold it, with it, since what a class asks of its things
    is said there. A path that is already part of what is checked is not read twice. What does not
    parse is a finding like any other; the shapes are then not tried, because the graph is not
    whole.

    Raises InputError for a path that does not exist or holds no data.
    """
    whole = _by_path(data)
    added = _by_path(paths) if paths else {}
    # In this order, and each under the name that it has among the whole.
    return _judged((whole | added | whole).values(), data)


def validate_changed(changed: Sequence[Path], *, data: Sequence[Path] = ()) -> Report:
    """The findings that lie in these files, when they are checked with all the rest.

    The rest is our own graph or, with ``data``, another one. What many files are at fault for is
    said of the changed ones.

    Raises InputError for a path that does not exist or holds no data.
    """
    whole = _by_path(data)
    first = {path: whole.get(path, file) for path, file in _by_path(changed).items()}
    report = _judged((first | whole).values(), data)
    names = {file.name for file in first.values()}
    return replace(report, findings=tuple(one for one in report.findings if one.file in names))


def _by_path(paths: Sequence[Path]) -> dict[Path, CorpusFile]:
    return {file.path.resolve(): file for file in files(paths)}


def _judged(found: Collection[CorpusFile], data: Sequence[Path]) -> Report:
    shapes = Shapes.load()
    reading = read(found, shapes)
    if not (data and _lacks_vocabulary(reading)):
        return _report(reading, len(found), shapes)
    ours = vocabulary_files()
    report = _report(read((*found, *ours), shapes), len(found), shapes)
    # What our vocabulary says of things that are described elsewhere in our graph is no fault here.
    names = {file.name for file in ours}
    theirs = tuple(finding for finding in report.findings if finding.file not in names)
    return replace(report, findings=theirs, triples=len(reading.triples))


def validate_files(found: Sequence[CorpusFile], shapes: Shapes) -> Report:
    """Check exactly these files against these shapes."""
    return _report(read(found, shapes), len(found), shapes)


def _lacks_vocabulary(reading: Reading) -> bool:
    types = ox.Store()
    types.extend(
        ox.Quad(triple.subject, triple.predicate, triple.object)
        for triple, _ in reading.triples.values()
        if triple.predicate == _TYPE
    )
    return lacking(types, len(reading.triples))


def _report(reading: Reading, files: int, shapes: Shapes) -> Report:
    findings = reading.findings
    if reading.complete:
        triples = [triple for triple, _ in reading.triples.values()]
        findings = findings + locate(check(triples, shapes), reading)
    findings.sort(key=_by_place)
    return Report(tuple(findings), files, len(reading.triples), shapes.named)


def check(triples: Sequence[ox.Triple], shapes: Shapes) -> list[Finding]:
    """Check a graph against shapes; what is found has no file or line."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples
    )
    names = _Names(triples)
    core = (Row(result, shapes.path(result.shape)) for result in check_core(shapes.core, data))
    rows = (*core, *check_sparql(shapes, store))
    return list(dict.fromkeys(_finding(row, shapes, names) for row in rows))


def _finding(row: Row, shapes: Shapes, names: _Names) -> Finding:
    result, bindings = row.result, row.bindings
    constraint = result.constraint or result.shape
    message = shapes.message(constraint)
    if bindings is None:
        expected = shapes.expected(result.shape, result.component)
    else:
        shown = {name: compact(term) for name, term in bindings.items()}
        expected = shown.get("expected", "")
        message = Both(
            *(
                _PLACEHOLDER.sub(lambda name: shown.get(name[1], ""), text)
                for text in (message.vi, message.en)
            )
        )
    return Finding(
        severity=Severity(result.severity.removeprefix(SH)),
        shape=result.shape,
        constraint=constraint,
        component=result.component,
        focus=result.focus.strip("<>"),
        path=row.path,
        value=result.value,
        message=message,
        expected=expected,
        remedy=names.near(result.value) if result.value else Both("", ""),
    )


class _Names:
    """The names that a graph describes, to tell a misspelt one from a known one."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._known = {
            triple.subject.value
            for triple in triples
            if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(BASE)
        }
        self._near: dict[str, Both] = {}

    def near(self, value: str) -> Both:
        """The known names that a name of ours that nothing describes may have meant."""
        if value not in self._near:
            self._near[value] = self._meant(value)
        return self._near[value]

    def _meant(self, value: str) -> Both:
        iri = value.strip("<>")
        if not value.startswith(f"<{BASE}"):
            return Both("", "")
        space = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        same = {name for name in self._known if name.startswith(space)}
        if iri in same:
            return Both("", "")
        close = difflib.get_close_matches(iri, sorted(same), n=3, cutoff=0.8)
        near = [in_turtle(name) for name in close]
        if not near:
            return Both("", "")
        return Both(
            f"Có phải là {' hay '.join(near)}?",
            f"Is it {' or '.join(near)}?",
        )


def _by_place(finding: Finding) -> tuple[object, ...]:
    """What findings are sorted by."""
    return (
        finding.file or "",
        finding.line or 0,
        _ORDER[finding.severity],
        finding.constraint,
        finding.component,
        finding.value or "",
    )
