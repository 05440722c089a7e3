"""The names and targets of data that outgrow memory, in one SQLite file that is made once
(:mod:`dxgraph.model.storing`).

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
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from dxgraph.curies import unescaped
from dxgraph.model.answers import Iri, value
from dxgraph.search import StoredSearch
from dxgraph.terms import DX, RDF, RDFS, SDMX_ATTRIBUTE, SDMX_DIMENSION

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
LARGE: Final = 20_000
"""Of more targets than these no process holds all."""
STANDING: Final = "standing"
FRAGMENT: Final = "fragment"
WHOLE: Final = "whole"
"""The part of a target's IRI before its fragment."""

_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)


class Column:
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
    said = {"type": "literal", "value": unescaped(literal[1])}
    if literal[2]:
        said["datatype"] = literal[2]
    if literal[3]:
        said["xml:lang"] = literal[3]
    return value(said)


def read_column(base: sqlite3.Connection, name: str) -> tuple[array[int], list[Any]]:
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
        self.columns = {name: read_column(self._base, name) for name in (*CODED, FRAGMENT, WHOLE)}
        codes, standings = read_column(self._base, STANDING)
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
        whole, fragment = self.columns[WHOLE], self.columns[FRAGMENT]
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
