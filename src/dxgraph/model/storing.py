"""The making of the index of names and targets of data that outgrow memory
(:mod:`dxgraph.model.stored`).

It is made in stages, each of which is noted in the file when it is done: whoever finds a file whose
maker was killed goes on from there.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from dxgraph.curies import declared
from dxgraph.model.judged import COMPARED, FIRST, NO_COUNTERPART, PROVINCES
from dxgraph.model.names import around_target, entry, kind_of
from dxgraph.model.stored import CODED, FRAGMENT, STANDING, WHOLE, Column, read_column, term
from dxgraph.search import Entry, save_entries
from dxgraph.terms import BASE, DX, RDF, RDFS, SDMX_DIMENSION, SKOS

Row = tuple[str | None, ...]
"""Terms of a solution as N-Triples writes them."""

_TEXTS: Final = (
    RDFS.label,
    DX.printedFigure,
    DX.scopeNote,
    SKOS.editorialNote,
    DX.evidence,
    DX.attestedAt,
)
"""The properties that are looked up for what is shown."""
_WANTED: Final = frozenset((*CODED, *_TEXTS))
_QUANTIFIED: Final = f"<{DX.QuantifiedTarget}>"
_ALL: Final = "SELECT DISTINCT ?s WHERE { ?s a dx:Target }"
_STATEMENTS: Final = "SELECT ?s ?p ?o WHERE { %s ?s a dx:Target ; ?p ?o }"
_LABELS: Final = """SELECT ?s ?l WHERE { ?s rdfs:label ?l FILTER (LANG(?l) IN ("vi", "en"))
  MINUS { ?s a dx:Target } }"""
_OTHERS: Final = """SELECT ?s ?name ?title WHERE {
  { ?s eli:title ?name BIND (true AS ?title) }
  UNION { ?s skos:altLabel|eli:id_local|dx:abbreviation|skos:notation ?name }
  UNION { ?s dx:hasCode/skos:notation ?name } }"""
_SPANS: Final = """SELECT ?s ?source ?figure ?begin ?end ?digest ?address WHERE {
  ?s a dx:EvidenceSpan ; nif:referenceContext ?source ; dx:printedFigure ?figure ;
    nif:beginIndex ?begin ; nif:endIndex ?end ; dx:passageSha256 ?digest
  OPTIONAL { ?source dx:address ?address } }"""
_SOURCES: Final = "SELECT ?s ?address WHERE { ?s a dx:Source OPTIONAL { ?s dx:address ?address } }"
_UNJUDGED: Final = json.dumps([f"<{NO_COUNTERPART}>", *[None] * 6])


class Source(Protocol):
    """Whatever answers a SELECT row by row."""

    def rows(self, query: str) -> Iterator[Row]:
        """The solutions of a query in which our prefixes are declared."""
        ...

    def slices(self) -> Iterator[str]:
        """Patterns about ``?s``, each with as many targets as one answer can hold; all of them
        together give every target once."""
        ...


Tell = Callable[[str, int, int, str], None]
"""Hears which step has come how far, of how much, and in other words."""


def build(path: Path, source: Source, told: Tell = lambda *_: None) -> None:
    """Write the index, or what is missing of one that was begun from the same source."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("CREATE TABLE IF NOT EXISTS stage(name TEXT PRIMARY KEY)")
    making = _Making(base, source, told)
    making.read()
    for stage in (making.names, making.places, making.targets, making.search):
        name = stage.__name__
        if base.execute("SELECT 1 FROM stage WHERE name = ?", (name,)).fetchone():
            continue
        # Of a stage that does not end SQLite undoes everything.
        base.execute("BEGIN")
        stage()
        base.execute("INSERT INTO stage VALUES (?)", (name,))
        base.execute("COMMIT")
    base.close()


class _Making:
    def __init__(self, base: sqlite3.Connection, source: Source, told: Tell) -> None:
        self._base = base
        self._source = source
        self._report = told
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self._others: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, tuple[str, bool]] = {}

    def _rows(self, query: str) -> Iterator[Row]:
        return self._source.rows(declared(query))

    def read(self) -> None:
        """The names of all things but targets, of which there are few."""
        for subject, label in self._rows(_LABELS):
            text = term(label or "")
            self._labels[term(subject or "")].setdefault(text.language, str(text))
        for subject, name, title in self._rows(_OTHERS):
            text = term(name or "")
            self._others[term(subject or "")].add(str(text))
            if language := getattr(text, "language", ""):
                self._titles[str(text)] = (language, bool(title))

    def names(self) -> None:
        self._base.execute(
            "CREATE TABLE name(iri TEXT PRIMARY KEY, vi TEXT, en TEXT) WITHOUT ROWID"
        )
        self._base.execute(
            "CREATE TABLE title(name TEXT PRIMARY KEY, language TEXT, title INTEGER) WITHOUT ROWID"
        )
        self._base.executemany(
            "INSERT INTO name VALUES (?, ?, ?)",
            ((iri, own.get("vi"), own.get("en")) for iri, own in self._labels.items()),
        )
        self._base.executemany(
            "INSERT INTO title VALUES (?, ?, ?)", ((n, *known) for n, known in self._titles.items())
        )

    def places(self) -> None:
        self._base.execute("CREATE TABLE place(iri TEXT, terms TEXT)")
        for query, begins in ((_SPANS, True), (_SOURCES, False)):
            self._base.executemany(
                "INSERT INTO place VALUES (?, ?)",
                (
                    (
                        term(row[0] or ""),
                        json.dumps(row[1:] if begins else (row[0], None, None, None, None, row[1])),
                    )
                    for row in self._rows(query)
                ),
            )
        self._base.execute("CREATE INDEX place_iri ON place(iri)")

    def targets(self) -> None:
        self._base.execute("CREATE TABLE target(id INTEGER PRIMARY KEY, iri TEXT, texts TEXT)")
        self._base.execute("CREATE TABLE coded(name TEXT PRIMARY KEY, codes BLOB, meanings TEXT)")
        known = {iri: number for number, iri in enumerate(sorted(self._all()))}
        columns = {name: Column(len(known)) for name in (*CODED, STANDING, FRAGMENT, WHOLE)}
        judged = self._judged()
        done = 0
        for pattern in self._source.slices():
            for iri, statements in _grouped(self._rows(_STATEMENTS % pattern)):
                number = known[iri]
                for name in CODED:
                    if found := statements.get(name):
                        columns[name].put(number, min(found))
                whole, _, fragment = iri.partition("#")
                columns[WHOLE].put(number, whole)
                columns[FRAGMENT].put(number, fragment)
                area = min(statements.get(SDMX_DIMENSION.refArea, [""]))
                if standing := judged.get(f"<{iri}>") or self._unjudged(area, statements):
                    columns[STANDING].put(number, standing)
                texts = {name: statements[name] for name in _TEXTS if name in statements}
                self._base.execute(
                    "INSERT OR REPLACE INTO target VALUES (?, ?, ?)",
                    (number, iri, json.dumps(texts, ensure_ascii=False)),
                )
                done += 1
                if done % 10_000 == 0:
                    self._report("chỉ tiêu · targets", done, len(known), "")
        self._base.executemany(
            "INSERT INTO coded VALUES (?, ?, ?)",
            (
                (name, column.codes.tobytes(), json.dumps(list(column.known), ensure_ascii=False))
                for name, column in columns.items()
            ),
        )
        self._base.execute("CREATE INDEX target_iri ON target(iri)")

    def _all(self) -> Iterator[str]:
        for pattern in self._source.slices():
            for row in self._rows(_ALL.replace("{", "{ " + pattern, 1)):
                yield term(row[0] or "")

    def _judged(self) -> dict[str, str]:
        self._provinces = {row[0] for row in self._rows(PROVINCES)}
        found: dict[str, str] = {}
        rows = sorted(self._rows(FIRST), key=lambda row: (row[0] or "", row[2] or ""))
        for target, *rest in rows:
            found.setdefault(target or "", json.dumps(rest, ensure_ascii=False))
        return found

    def _unjudged(self, area: str, statements: Mapping[str, Sequence[str]]) -> str | None:
        """What is said of a provincial target that no national one can be put beside."""
        if area in self._provinces and all(name in statements for name in COMPARED):
            return _UNJUDGED
        return None

    def search(self) -> None:
        save_entries(self._base, self._entries())

    def _entries(self) -> Iterator[Entry]:
        for iri, own in self._labels.items():
            if iri.startswith(BASE):
                yield entry(iri, kind_of(iri, {}), own, self._others[iri])
        found = self._base.execute("SELECT id, iri, texts FROM target")
        columns = {
            name: read_column(self._base, name)
            for name in (SDMX_DIMENSION.refArea, DX.statedIn, DX.deadline)
        }
        total = len(columns[DX.statedIn][0])
        for done, (number, iri, texts) in enumerate(found):
            labels = {text.language: str(text) for text in map(term, json.loads(texts)[RDFS.label])}
            area, document, deadline = (
                meanings[codes[number]] for codes, meanings in columns.values()
            )
            numbers = self._others.get(str(document), ())
            around = around_target(str(area), self._labels, numbers, deadline or "")
            yield entry(iri, "target", labels, {*around, *self._others[iri]})
            if done % 10_000 == 0:
                self._report("tên · names", done, total, "")


def _grouped(rows: Iterable[Row]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The statements of each target; those of one stand together, or in one slice."""
    last, statements = "", dict[str, list[str]]()
    for subject, predicate, found in rows:
        if subject != last:
            if last:
                yield last[1:-1], statements
            last, statements = subject or "", {}
        name = (predicate or "")[1:-1]
        if name in _WANTED and (name != RDF.type or found == _QUANTIFIED):
            statements.setdefault(name, []).append(found or "")
    if last:
        yield last[1:-1], statements
