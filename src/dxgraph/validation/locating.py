"""Where in the files a finding is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from dxgraph.corpus import CorpusFile
from dxgraph.corpus.locate import Place, places
from dxgraph.curies import lexical
from dxgraph.files import read_text
from dxgraph.findings import Finding
from dxgraph.terms import RDF, SHAPES
from dxgraph.validation.files import Reading

_OF_TERMS = {SHAPES.Vocabulary, SHAPES.PropertyUse, SHAPES.LanguageTags}
"""Shapes whose focus node is of the vocabulary: the fault is where the value is used."""
_IRI = re.compile(r"<([^>]*)>")


class _Use(NamedTuple):
    """A statement and its file; subject and object in the syntax of N-Triples."""

    predicate: str
    object: str
    file: CorpusFile


class _Wanted(NamedTuple):
    """What to look for: a subject, and the statement of it that is at fault."""

    subject: str
    predicates: tuple[str, ...]
    object: str | None


def locate(findings: Iterable[Finding], reading: Reading) -> list[Finding]:
    """The findings with file, line and column; only the files that have one are read again.

    The place is that of the offending value, else of the property, else of the subject.
    """
    uses: dict[str, list[_Use]] = defaultdict(list)
    for (subject, predicate, term), (_, file) in reading.triples.items():
        uses[subject].append(_Use(predicate.value, term, file))
    blocks: dict[str, dict[str, list[Place]]] = {}

    def located(finding: Finding) -> Finding:
        wanted = _wanted(finding, uses, reading)
        if wanted is None or not uses.get(wanted.subject):
            return finding
        file = _file(wanted, uses[wanted.subject])
        if file.name not in blocks:
            blocks[file.name] = _blocks(file)
        block = blocks[file.name].get(lexical(wanted.subject), [])
        said = [place for place in block if place.predicate in wanted.predicates]
        exact = [
            place
            for place in said
            if wanted.object is not None and place.object == lexical(wanted.object)
        ]
        for place in exact or said:
            return replace(finding, file=file.name, line=place.line, column=place.column)
        return replace(finding, file=file.name, line=block[0].subject_line if block else None)

    return [finding if finding.file else located(finding) for finding in findings]


def _wanted(finding: Finding, uses: dict[str, list[_Use]], reading: Reading) -> _Wanted | None:
    if finding.shape not in _OF_TERMS or not finding.value:
        path = tuple(_IRI.findall(finding.path or ""))
        return _Wanted(f"<{finding.focus}>", path, finding.value)
    value = finding.value
    if any(use.predicate == finding.focus for use in uses.get(value, ())):
        return _Wanted(value, (finding.focus,), None)
    for subject, predicate, term in reading.triples:
        if f"<{predicate.value}>" == value:
            return _Wanted(subject, (predicate.value,), None)
        if term == value:
            return _Wanted(subject, (predicate.value,), term)
    return None


def _file(wanted: _Wanted, uses: list[_Use]) -> CorpusFile:
    """The file to point to, where several describe the subject."""

    def fitness(use: _Use) -> int:
        if use.predicate in wanted.predicates:
            return 3 if use.object == wanted.object else 2
        return 1 if use.predicate == RDF.type else 0

    return max(uses, key=fitness).file


def _blocks(file: CorpusFile) -> dict[str, list[Place]]:
    blocks: dict[str, list[Place]] = defaultdict(list)
    for place in places(read_text(file.path, file.name), f"file:///{file.path.name}"):
        blocks[place.subject].append(place)
    return blocks
