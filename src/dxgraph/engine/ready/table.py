"""One run of a widened query, held as columns with an index by the values of its parameters."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.protocol import Term
from dxgraph.engine.query.restricting import Widened
from dxgraph.engine.ready.cells import Cells, term_of, write_rows
from dxgraph.terms import XSD


class Unfit(Exception):
    """The rows are such that an answer chosen from them could differ from that of SPARQL."""


_INTEGER: Final = re.compile(rb"-?[1-9][0-9]*|0")
_PLAIN: Final = re.compile(rb'"[^"\\]*"')
_FIGURE = rb"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_NUMBER: Final = re.compile(
    rb'(%b)|"(%b)"\^\^<%b(?:integer|decimal)>' % (_FIGURE, _FIGURE, re.escape(XSD.encode()))
)
_SORTED: Final = {
    "boolean": re.compile(rb"true|false"),
    "text": _PLAIN,
    "day": re.compile(rb'"[0-9]{4}-[0-9]{2}-[0-9]{2}"\^\^<%b>' % XSD.date.encode()),
    "year": re.compile(rb'"[0-9]{4}"\^\^<%b>' % XSD.gYear.encode()),
}
"""Literals besides numbers of which it is known how they are sorted, as TSV writes them."""


class Table:
    """The rows of all values of some parameters, in the order of the answer."""

    def __init__(self, widened: Widened, tsv: bytes, cells: Cells) -> None:
        """Reads what a run gave as TSV. Raises Unfit."""
        header, *lines = tsv.split(b"\n")[:-1]
        names = [name[1:].decode() for name in header.split(b"\t")]
        shown = widened.shown
        if tuple(names[: len(shown)]) != shown:
            raise Unfit
        rows = [line.split(b"\t") for line in lines]
        if any(len(row) != len(names) for row in rows):
            raise Unfit
        if any(cell.startswith((b"_:", b"<<")) for row in rows for cell in row):
            raise Unfit  # blank nodes are named by the order in which an answer shows them
        self.columns = widened.columns
        self._count = len(rows)
        by_name = {name: [row[at] for row in rows] for at, name in enumerate(names)}
        if widened.columns:
            _check_order(rows, [by_name[name] for name in widened.order], len(shown))
        self._index: dict[str, dict[bytes, array[int]]] = {}
        self._otherwise: dict[str, array[int]] = {}
        for column in widened.columns:
            self._index[column.name] = _index(by_name[column.name])
            if column.parameters and column.otherwise:
                true = [value == b"true" for value in by_name[column.otherwise]]
                if not all(true):
                    self._otherwise[column.name] = array(
                        "I", (at for at, holds in enumerate(true) if holds)
                    )
        numbered = [cells.column(name, by_name[name]) for name in shown]
        self.width = len(shown)
        self._rows = array("I", (each for row in zip(*numbered, strict=True) for each in row))
        self._cells = cells
        self._shown = shown
        # What nearly all ask for is written now, so that the first who asks does not wait for it.
        cells.written(sorted(set(self._rows)), "json")

    def __len__(self) -> int:
        return self._count

    @property
    def size(self) -> int:
        """About how much memory it takes, without its cells."""
        indexed = sum(len(rows) * 4 + 100 for by in self._index.values() for rows in by.values())
        return len(self._rows) * 4 + indexed

    def values(self) -> dict[str, list[Term]]:
        """The values that parameters may take to choose any rows."""
        found: dict[str, list[Term]] = {}
        for column in self.columns:
            terms = [each for each in map(term_of, self._index[column.name]) if each is not None]
            for name, as_text in column.parameters:
                found[name] = terms
                if as_text:
                    found[name] = [ox.Literal(int(t.value)) for t in terms if t.value.isdecimal()]
        return found

    def choose(self, values: Mapping[str, Term]) -> Sequence[int] | None:
        """The rows of the answer with these values of parameters, in order; None where that is not
        known."""
        chosen: list[Sequence[int]] = []
        for column in self.columns:
            value = next(
                ((values[name], text) for name, text in column.parameters if name in values), None
            )
            if value is None:
                if column.name in self._otherwise:
                    chosen.append(self._otherwise[column.name])
                continue
            cell = _cell(*value)
            index = self._index[column.name]
            if cell is None or not _comparable(cell, index):
                return None
            chosen.append(index.get(cell, array("I")))
        if not chosen:
            return range(self._count)
        first, *others = sorted(chosen, key=len)
        for other in others:
            there = set(other)
            first = [row for row in first if row in there]
        return first

    def write(self, rows: Sequence[int], results_format: str) -> bytes:
        """The answer of these rows. Raises NotAcceptable."""
        width = self.width
        chosen = [self._rows[row * width : row * width + width] for row in rows]
        return write_rows(self._cells, self._shown, chosen, results_format)


def _index(values: Sequence[bytes]) -> dict[bytes, array[int]]:
    found: dict[bytes, array[int]] = {}
    for row, value in enumerate(values):
        if value:
            found.setdefault(value, array("I")).append(row)
    return found


def _cell(term: Term, as_text: bool) -> bytes | None:
    """How TSV writes a value that is compared, where that is beyond doubt."""
    if as_text:
        term = ox.Literal(term.value)
    if isinstance(term, ox.NamedNode):
        return f"<{term.value}>".encode()
    text = term.value
    if term.datatype.value == XSD.integer:
        return text.encode() if _INTEGER.fullmatch(text.encode()) else None
    if term.datatype.value == XSD.string and text.isascii() and text.isprintable():
        cell = f'"{text}"'.encode()
        return cell if _PLAIN.fullmatch(cell) else None
    return None


def _comparable(cell: bytes, index: Mapping[bytes, object]) -> bool:
    """Whether ``=`` between this value and each of the column is the same as being the same term.

    IRIs are equal to themselves alone; of numbers and texts that is known where all are written in
    the shortest way.
    """
    if cell.startswith(b"<"):
        return True
    return all(
        value.startswith(b"<") or _INTEGER.fullmatch(value) or _PLAIN.fullmatch(value)
        for value in index
    )


def _check_order(
    rows: Sequence[Sequence[bytes]], keys: Sequence[Sequence[bytes]], shown: int
) -> None:
    """Rows that ORDER BY leaves in any order must be alike: how they come would depend on how the
    query is evaluated. Raises Unfit.

    Keys from the first one on whose values are not known to be told apart are taken to tell nothing
    apart, so that what stands before them has to suffice.
    """
    ranks: list[dict[bytes, object]] = []
    for column in keys:
        known = _ranks(column)
        if known is None:
            break
        ranks.append(known)
    before: tuple[object, ...] | None = None
    for at, row in enumerate(rows):
        key = tuple(rank[keys[place][at]] for place, rank in enumerate(ranks))
        if key == before and row[:shown] != rows[at - 1][:shown]:
            raise Unfit
        before = key


def _ranks(column: Sequence[bytes]) -> dict[bytes, object] | None:
    """What tells the values of a column apart when they are sorted; None where that is not known.

    Sorted are IRIs and plain texts by their characters, numbers, days and years by their value
    (SPARQL 1.1, section 15.1); of literals of several kinds nothing is said.
    """
    kinds: set[str] = set()
    ranks: dict[bytes, object] = {}
    for value in set(column):
        ranks[value] = value
        if not value or value.startswith(b"<"):
            continue
        number = _NUMBER.fullmatch(value)
        if number is not None:
            kinds.add("number")
            ranks[value] = Decimal((number[1] or number[2]).decode())
            continue
        kind = next((kind for kind, form in _SORTED.items() if form.fullmatch(value)), None)
        if kind is None:
            return None
        kinds.add(kind)
    return ranks if len(kinds) <= 1 else None
