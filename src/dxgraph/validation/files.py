"""The files of a validation, read: their triples, and what is at fault before there is a graph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.corpus import CorpusFile, parse
from dxgraph.errors import DataError
from dxgraph.files import read_text
from dxgraph.findings import Finding, Severity
from dxgraph.validation.shapes import NORMALISED_TEXT, READABLE_FILE, Shapes


@dataclass(slots=True)
class Reading:
    """What the files hold."""

    triples: dict[tuple[str, ox.NamedNode, str], tuple[ox.Triple, CorpusFile]] = field(
        default_factory=dict
    )
    """Each triple once, by its terms in the syntax of N-Triples, with the first file of it."""
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with the files themselves."""
    complete: bool = True
    """Whether every file could be read to its end."""


def read(found: Iterable[CorpusFile], shapes: Shapes) -> Reading:
    """Read files; those that do not parse are findings, and leave the graph incomplete.

    Raises InputError for a file that cannot be read at all.
    """
    reading = Reading()
    for number, file in enumerate(found):
        try:
            reading.findings.extend(_not_normalised(file, shapes))
            for quad in parse(file, number=number):
                key = (str(quad.subject), quad.predicate, str(quad.object))
                if key not in reading.triples:
                    triple = ox.Triple(quad.subject, quad.predicate, quad.object)
                    reading.triples[key] = (triple, file)
        except DataError as error:
            reading.complete = False
            reading.findings.append(_unreadable(file, error, shapes))
    return reading


def _not_normalised(file: CorpusFile, shapes: Shapes) -> Iterator[Finding]:
    text = read_text(file.path, file.name)
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        tidy = unicodedata.normalize("NFC", line)
        if tidy == line:
            continue
        column = next(
            (at for at, (old, new) in enumerate(zip(line, tidy, strict=False)) if old != new),
            len(tidy),
        )
        yield replace(
            _of_file(file, NORMALISED_TEXT, shapes),
            value=str(ox.Literal(line.strip())),
            expected=tidy.strip(),
            line=number,
            column=column + 1,
        )


def _unreadable(file: CorpusFile, error: DataError, shapes: Shapes) -> Finding:
    found = _of_file(file, READABLE_FILE, shapes)
    said = found.message
    return replace(
        found,
        message=Both(f"{said.vi} ({error.message})", f"{said.en} ({error.message})"),
        remedy=Both("", error.remedy),
        line=error.line,
        column=error.column,
    )


def _of_file(file: CorpusFile, shape: str, shapes: Shapes) -> Finding:
    """That a file is at fault by a shape which is asked of no graph."""
    return Finding(
        severity=Severity.VIOLATION,
        shape=shape,
        constraint=shape,
        component=f"{shape}ConstraintComponent",
        focus=file.path.resolve().as_uri(),
        path=None,
        value=None,
        message=shapes.message(shape),
        file=file.name,
    )
