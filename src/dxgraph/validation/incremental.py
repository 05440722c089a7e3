"""The validation of changed files with what they touch, at a cost that does not grow with the rest.

A finding about a file depends on the file, on what it names and what that names in turn (areas,
bodies, codes, the documents above it), and on a few things that name the same: those of `_beside`.
All else is left out. The shapes are the same, and a test holds the findings equal to those of a
full run that lie in the changed files. What cannot be cut out so is validated in full: a change of
the vocabulary, of codes other than indicators, of areas and bodies; blank nodes; files that do not
parse. Where the same unknown name stands in several files, a full run points to the first; here the
changed file is pointed to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from dxgraph.corpus import CorpusFile, files, root
from dxgraph.findings import Finding
from dxgraph.terms import BASE, DX, ELI, NIF, QB, RDF, SDMX_DIMENSION, SHAPES, SKOS
from dxgraph.validation.finding import Report
from dxgraph.validation.index import Index, default_place
from dxgraph.validation.locating import locate
from dxgraph.validation.reading import Reading, read
from dxgraph.validation.run import Names, by_place, check, validate_files
from dxgraph.validation.shapes import Shapes

_LOCAL = {
    f"<{kind}>"
    for kind in (
        DX.PolicyDocument,
        DX.Target,
        DX.QuantifiedTarget,
        DX.QualitativeTarget,
        DX.Outcome,
        DX.Claim,
        DX.EvidenceSpan,
        DX.ExplainedNumber,
        DX.EditorialLink,
        DX.Indicator,
        DX.Source,
        SKOS.ConceptScheme,
        QB.Observation,
    )
}
"""The classes whose things are judged by what they name and what `_beside` finds, no more."""
_VOCABULARY = f"<{BASE}ontology>"
_SAME = (
    (ELI.id_local, DX.territory),
    (SDMX_DIMENSION.refPeriod, SDMX_DIMENSION.refArea),
)
"""Pairs of properties: what has the same of both may be the same document or outcome."""


def validate_changed(
    changed: Sequence[Path], *, data: Sequence[Path] = (), cache: Path | None = None
) -> Report:
    """Check files with what they touch, among our own graph or, with ``data``, another one.

    The findings are those of `dxgraph.validation.validate` that lie in the changed files; files and
    triples of the report count what was looked at. What the rest says is kept in an index between
    runs, at ``cache`` or in the user's cache folder; where that cannot be written, in memory.

    Raises InputError for a path that does not exist or holds no data.
    """
    shapes = Shapes.load()
    found = list(files(data))
    known = {str(file.path.absolute()): number for number, file in enumerate(found)}
    numbers: dict[int, CorpusFile] = {}
    for file in files(changed):
        number = known.get(str(file.path.absolute()), known.get(str(file.path.resolve())))
        if number is None:
            number = len(found)
            found.append(file)
            known[str(file.path.resolve())] = number
        numbers[number] = found[number]
    place = cache or default_place(data or [root()])
    try:
        report = _incremental(found, numbers, shapes, place)
    except sqlite3.Error:
        # An index that is damaged or locked by another process is no reason not to answer.
        report = _incremental(found, numbers, shapes, None)
    names = {file.name for file in numbers.values()}
    return replace(
        report, findings=tuple(finding for finding in report.findings if finding.file in names)
    )


def _incremental(
    found: Sequence[CorpusFile],
    numbers: dict[int, CorpusFile],
    shapes: Shapes,
    place: Path | None,
) -> Report:
    changed = read(numbers.values(), shapes)
    if not changed.complete:
        findings = sorted(changed.findings, key=by_place)
        return Report(tuple(findings), len(numbers), len(changed.triples), shapes.named)
    with Index(place) as index:
        rest = [(number, file) for number, file in enumerate(found) if number not in numbers]
        if not index.update(rest) or _has_blanks(changed):
            return validate_files(found, shapes)
        part = _part(changed, index, numbers, found)
        subjects = {subject for subject, _, _ in changed.triples}
        if not all(
            term in _LOCAL
            for subject, predicate, term in part.triples
            if subject in subjects and predicate.value == RDF.type
        ):
            return validate_files(found, shapes)
        triples = [triple for triple, _ in part.triples.values()]
        judged = check(triples, shapes, _IndexNames(index, subjects))
        findings = changed.findings + locate(_about(judged, changed), part)
    findings.sort(key=by_place)
    return Report(tuple(findings), len(numbers), len(triples), shapes.named)


def _has_blanks(reading: Reading) -> bool:
    return any(
        not isinstance(triple.subject, ox.NamedNode)
        or not isinstance(triple.object, ox.NamedNode | ox.Literal)
        for triple, _ in reading.triples.values()
    )


def _part(
    changed: Reading, index: Index, numbers: dict[int, CorpusFile], found: Sequence[CorpusFile]
) -> Reading:
    """The part of the graph that the changed files are judged by, in the order of the corpus."""
    mentioned = {_VOCABULARY}
    for subject, predicate, term in changed.triples:
        mentioned |= {subject, str(predicate), term}
    rows = dict.fromkeys(index.closure(mentioned))
    rows |= dict.fromkeys(index.describe(_beside(changed, index)))
    indexed = sorted(rows)
    read_again = ox.parse(
        "".join(f"{row.subject} {row.predicate} {row.object} .\n" for row in indexed),
        format=ox.RdfFormat.N_TRIPLES,
    )
    order = {file.name: number for number, file in numbers.items()}
    statements = [
        ((order[file.name], place), key, triple, file)
        for place, (key, (triple, file)) in enumerate(changed.triples.items())
    ]
    for row, quad in zip(indexed, read_again, strict=True):
        triple = ox.Triple(quad.subject, quad.predicate, quad.object)
        key = (row.subject, triple.predicate, row.object)
        statements.append((row.order, key, triple, found[row.order[0]]))
    part = Reading()
    for _, key, triple, file in sorted(statements, key=lambda one: one[0]):
        part.triples.setdefault(key, (triple, file))
    return part


def _beside(changed: Reading, index: Index) -> Iterator[str]:
    """What is judged together with the changed things without being named by them.

    Constraints that look against the direction of a property, or for another thing that says the
    same, need a line here.
    """

    def values(predicate: str) -> set[str]:
        return {term for _, said, term in changed.triples if said.value == predicate}

    subjects = {subject for subject, _, _ in changed.triples}
    yield from index.subjects(f"<{DX.evidence}>", subjects)
    for predicate in (DX.statedIn, DX.linkFrom):
        yield from index.subjects(f"<{predicate}>", subjects | values(predicate))
    yield from index.subjects(f"<{NIF.referenceContext}>", values(DX.reportedIn))
    yield from index.subjects(f"<{SKOS.prefLabel}>", values(SKOS.prefLabel))
    for one, other in _SAME:
        yield from index.subjects(f"<{one}>", values(one)) & index.subjects(
            f"<{other}>", values(other)
        )


def _about(findings: Sequence[Finding], changed: Reading) -> Iterator[Finding]:
    """The findings that can lie in the changed files; the others are of a part of the graph."""
    subjects = {subject for subject, _, _ in changed.triples}
    used = {term for key in changed.triples for term in map(str, key)}
    for finding in findings:
        of_terms = finding.shape in {SHAPES.Vocabulary, SHAPES.PropertyUse}
        if f"<{finding.focus}>" in subjects or (of_terms and finding.value in used):
            yield finding


class _IndexNames(Names):
    """The names of the whole graph, looked up when one is misspelt."""

    def __init__(self, index: Index, subjects: set[str]) -> None:
        super().__init__(name.strip("<>") for name in subjects if name.startswith(f"<{BASE}"))
        self._index = index

    def within(self, space: str) -> frozenset[str]:
        return super().within(space) | self._index.names(space)
