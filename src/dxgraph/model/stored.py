"""The names and targets of data that outgrow memory, in one SQLite file that is made once.

What pages show of all data at once needs a few numbers of each target, never its texts: those are
columns of codes (a code is four bytes, what it stands for is kept once). Texts, places and names
are looked up for what stands on a page. The search is FTS5 over folded words, as in memory.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

from dxgraph.curies import declared
from dxgraph.model.answers import Iri, value
from dxgraph.model.names import kind_of
from dxgraph.search import Entry, StoredSearch, save_entries
from dxgraph.terms import BASE, DOCUMENT, DX, RDF, RDFS, SDMX_ATTRIBUTE, SDMX_DIMENSION, SKOS

Row = tuple[str | None, ...]
"""Terms of a solution as N-Triples writes them."""

CODED: Final = (
    RDF.type,
    DX.statedIn,
    SDMX_DIMENSION.refArea,
    DX.indicator,
    DX.adminLevel,
    DX.deadline,
    DX.statedPillar,
    DX.inferredPillar,
    DX.comparator,
    DX.targetValue,
    DX.upperValue,
    SDMX_ATTRIBUTE.unitMeasure,
    DX.startYear,
    DX.universe,
    DX.confidence,
    DX.boundToAbolishedLevel,
)
"""The properties of a target of which the first value is a code in a column."""
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
LARGE: Final = 20_000
"""Of more targets than these no process holds all."""
STANDING: Final = "standing"
FRAGMENT: Final = "fragment"
_WHOLE: Final = "whole"
"""The part of a target's IRI before its fragment."""

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
_JUDGED: Final = f"""SELECT ?target ?verdict ?national ?figure ?deadline ?confidence WHERE {{
  ?national dx:statedIn <{DOCUMENT["viet-nam-2020-749-qd-ttg"]}> ; dx:deadline ?deadline .
  ?comparison dx:against ?national ; dx:compares ?target ; dx:verdict ?verdict .
  OPTIONAL {{ ?national dx:confidence ?confidence }}
  OPTIONAL {{ ?national dx:firstPlace/dx:printedFigure ?span }}
  OPTIONAL {{ ?national dx:printedFigure ?own }}
  BIND (COALESCE(?span, ?own) AS ?figure) }}"""
_PROVINCES: Final = "SELECT ?s WHERE { ?s a dx:Province }"
_NO_COUNTERPART: Final = f"<{BASE}verdict/no-national-counterpart>"

_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Source(Protocol):
    """Whatever answers a SELECT row by row."""

    def rows(self, query: str) -> Iterator[Row]:
        """The solutions of a query in which our prefixes are declared."""
        ...

    def slices(self) -> Iterator[str]:
        """Patterns about ``?s``, each with as many targets as one answer can hold; all of them
        together give every target once."""
        ...


def build(path: Path, source: Source, told: Callable[[str, int], None] = lambda *_: None) -> None:
    """Write the index. ``told`` hears which step has come how far."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE name(iri TEXT PRIMARY KEY, vi TEXT, en TEXT) WITHOUT ROWID;"
        "CREATE TABLE place(iri TEXT, terms TEXT);"
        "CREATE TABLE target(id INTEGER PRIMARY KEY, iri TEXT, texts TEXT);"
        "CREATE TABLE coded(name TEXT PRIMARY KEY, codes BLOB, meanings TEXT);"
        "CREATE TABLE title(name TEXT PRIMARY KEY, language TEXT, title INTEGER) WITHOUT ROWID;"
    )
    making = _Making(base, source, told)
    making.names()
    making.places()
    making.targets()
    making.search()
    base.execute("CREATE INDEX target_iri ON target(iri)")
    base.execute("CREATE INDEX place_iri ON place(iri)")
    base.commit()
    base.close()


class _Making:
    def __init__(
        self, base: sqlite3.Connection, source: Source, told: Callable[[str, int], None]
    ) -> None:
        self._base = base
        self._source = source
        self._told = told
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self._others: dict[str, set[str]] = defaultdict(set)

    def _rows(self, query: str) -> Iterator[Row]:
        return self._source.rows(declared(query))

    def names(self) -> None:
        for subject, label in self._rows(_LABELS):
            text = term(label or "")
            self._labels[term(subject or "")].setdefault(text.language, str(text))
        self._base.executemany(
            "INSERT INTO name VALUES (?, ?, ?)",
            ((iri, own.get("vi"), own.get("en")) for iri, own in self._labels.items()),
        )
        titles: dict[str, tuple[str, bool]] = {}
        for subject, name, title in self._rows(_OTHERS):
            text = term(name or "")
            self._others[term(subject or "")].add(str(text))
            if language := getattr(text, "language", ""):
                titles[str(text)] = (language, bool(title))
        self._base.executemany(
            "INSERT INTO title VALUES (?, ?, ?)", ((n, *known) for n, known in titles.items())
        )

    def places(self) -> None:
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

    def targets(self) -> None:
        known = {iri: number for number, iri in enumerate(sorted(self._all()))}
        columns = {name: _Column(len(known)) for name in (*CODED, STANDING, FRAGMENT, _WHOLE)}
        judged = self._judged()
        done = 0
        for pattern in self._source.slices():
            for iri, statements in _grouped(self._rows(_STATEMENTS % pattern)):
                number = known[iri]
                for name in CODED:
                    if found := statements.get(name):
                        columns[name].put(number, min(found))
                whole, _, fragment = iri.partition("#")
                columns[_WHOLE].put(number, whole)
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
                    self._told("targets", done)
        self._base.executemany(
            "INSERT INTO coded VALUES (?, ?, ?)",
            (
                (name, column.codes.tobytes(), json.dumps(list(column.known), ensure_ascii=False))
                for name, column in columns.items()
            ),
        )

    def _all(self) -> Iterator[str]:
        for pattern in self._source.slices():
            for row in self._rows(_ALL.replace("{", "{ " + pattern, 1)):
                yield term(row[0] or "")

    def _judged(self) -> dict[str, str]:
        self._provinces = {row[0] for row in self._rows(_PROVINCES)}
        found: dict[str, str] = {}
        rows = sorted(self._rows(_JUDGED), key=lambda row: (row[0] or "", row[2] or ""))
        for target, *rest in rows:
            found.setdefault(target or "", json.dumps(rest, ensure_ascii=False))
        return found

    def _unjudged(self, area: str, statements: Mapping[str, Sequence[str]]) -> str | None:
        """What is said of a provincial target that no national one can be put beside."""
        asked = (DX.indicator, DX.adminLevel, DX.deadline, DX.statedIn)
        if area in self._provinces and all(name in statements for name in asked):
            return json.dumps([_NO_COUNTERPART, None, None, None, None])
        return None

    def search(self) -> None:
        save_entries(self._base, self._entries())

    def _entries(self) -> Iterator[Entry]:
        for iri, own in self._labels.items():
            if iri.startswith(BASE):
                yield _entry(iri, kind_of(iri, {}), own, self._others[iri])
        found = self._base.execute("SELECT id, iri, texts FROM target")
        columns = {
            name: _read_column(self._base, name)
            for name in (SDMX_DIMENSION.refArea, DX.statedIn, DX.deadline)
        }
        for done, (number, iri, texts) in enumerate(found):
            labels = {text.language: str(text) for text in map(term, json.loads(texts)[RDFS.label])}
            area, document, deadline = (
                meanings[codes[number]] for codes, meanings in columns.values()
            )
            around = set(self._labels.get(str(area), {}).values()) | self._others[iri]
            numbers = self._others.get(str(document), ())
            around.update(name for name in numbers if "/" in name and " " not in name)
            if deadline is not None:
                around.add(str(deadline)[:4])
            yield _entry(iri, "target", labels, around)
            if done % 10_000 == 0:
                self._told("names", done)


def _entry(iri: str, kind: str, own: Mapping[str, str], others: Iterable[str]) -> Entry:
    return Entry(iri, kind, own.get("vi", ""), own.get("en", ""), tuple(sorted(others)))


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


class _Column:
    """A code for each target; 0 for nothing."""

    def __init__(self, size: int) -> None:
        self.codes = array("I", bytes(4 * size))
        self.known: dict[str | None, int] = {None: 0}

    def put(self, number: int, text: str) -> None:
        self.codes[number] = self.known.setdefault(text, len(self.known))


def term(text: str) -> Any:
    """A term of N-Triples as a Python value, as `answers.value` gives it.

    >>> term("<http://example.org/x>"), term('"Tỉnh \\\\"A\\\\""@vi')
    ('http://example.org/x', 'Tỉnh "A"')
    """
    if text.startswith("<"):
        return Iri(text[1:-1])
    literal = _LITERAL.fullmatch(text)
    if literal is None:
        return text
    said = {"type": "literal", "value": _ESCAPED.sub(_unescaped, literal[1])}
    if literal[2]:
        said["datatype"] = literal[2]
    if literal[3]:
        said["xml:lang"] = literal[3]
    return value(said)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROL.get(match[3], match[3])


def _read_column(base: sqlite3.Connection, name: str) -> tuple[array[int], list[Any]]:
    codes, meanings = base.execute(
        "SELECT codes, meanings FROM coded WHERE name = ?", (name,)
    ).fetchone()
    column = array("I")
    column.frombytes(codes)
    return column, [None if text is None else term(text) for text in json.loads(meanings)]


class Stored:
    """The index, open for reading; safe between threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self.columns = {name: _read_column(self._base, name) for name in (*CODED, FRAGMENT, _WHOLE)}
        codes, standings = _read_column(self._base, STANDING)
        self.standings: tuple[array[int], list[list[Any]]] = (
            codes,
            [[t and term(t) for t in json.loads(text)] if text else [] for text in standings],
        )
        self.search = StoredSearch(self._base, self._lock)
        self.name = lru_cache(maxsize=50_000)(self._name)
        self.texts = lru_cache(maxsize=5_000)(self._texts)

    def __len__(self) -> int:
        return len(self.columns[FRAGMENT][0])

    def iri(self, number: int) -> str:
        """The IRI of a target."""
        whole, fragment = self.columns[_WHOLE], self.columns[FRAGMENT]
        start, end = whole[1][whole[0][number]], fragment[1][fragment[0][number]]
        return f"{start}#{end}" if end else str(start)

    def number(self, iri: str) -> int | None:
        """The number of the target with this IRI."""
        found = self._one("SELECT id FROM target WHERE iri = ?", iri)
        return None if found is None else int(found[0])

    def _name(self, iri: str) -> dict[str, str] | None:
        """The labels of a thing, by language; None where it has none."""
        found = self._one("SELECT vi, en FROM name WHERE iri = ?", iri)
        if found is None:
            number = self.number(iri) if "#" in iri else None
            if number is None:
                return None
            return {text.language: str(text) for text in self.texts(number).get(RDFS.label, ())}
        return {tag: text for tag, text in zip(("vi", "en"), found, strict=True) if text}

    def _texts(self, number: int) -> dict[str, list[Any]]:
        """What is looked up of a target, by property."""
        found = self._one("SELECT texts FROM target WHERE id = ?", number)
        texts = json.loads(found[0]) if found else {}
        return {name: [term(text) for text in said] for name, said in texts.items()}

    def named(self) -> list[str]:
        """The IRIs of all things that have a name, without the targets."""
        with self._lock:
            return [iri for (iri,) in self._base.execute("SELECT iri FROM name")]

    def place(self, iri: str) -> list[list[Any]]:
        """Where something is printed: source, figure, begin, end, digest, address; by address."""
        with self._lock:
            found = self._base.execute("SELECT terms FROM place WHERE iri = ?", (iri,)).fetchall()
        return [[t and term(t) for t in json.loads(terms)] for (terms,) in found]

    def title(self, name: str) -> tuple[str, bool] | None:
        """The language of one of the other names, and whether it is a title."""
        found = self._one("SELECT language, title FROM title WHERE name = ?", name)
        return None if found is None else (str(found[0]), bool(found[1]))

    def _one(self, query: str, key: object) -> tuple[Any, ...] | None:
        with self._lock:
            found: tuple[Any, ...] | None = self._base.execute(query, (key,)).fetchone()
            return found
