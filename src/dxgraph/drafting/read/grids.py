"""Tables of pages and Word files as lines: a row a line, a tab between its cells.

Cells that reach over several columns or rows cover all of them, as readers see it: a heading that
stands over two columns is the heading of both, a value that stands beside two rows is that of both.
The rows of a heading become one line, so that each column has its whole heading in it.

A table in a cell of a table of data stays with its row and column: each of its rows is one of the
outer row, whose other cells stand beside all of them. One that names years of its own follows the
outer table, its rows with the name of the outer row before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WIDEST = 200
"""Columns. What says that it is wider was not made by a person."""
_DEEPEST_HEAD = 4


@dataclass(slots=True)
class Cell:
    """A cell as it was written, at the row and column where it begins."""

    lines: list[str]
    columns: int = 1
    rows: int = 1
    head: bool = False
    """Whether it is marked as a heading."""
    nested: bool = False
    """Whether it holds a table of its own."""
    column: int | None = None
    """Where it begins, when the file says so."""

    @property
    def text(self) -> str:
        return " ".join(self.rows_inside)

    @property
    def rows_inside(self) -> list[str]:
        """Its lines, of which those of a table in it are that table's rows."""
        return [" ".join(line.replace("\t", " ").split()) for line in self.lines]

    @property
    def listed(self) -> bool:
        """Whether it holds a list rather than a phrase."""
        return sum(bool(_MARK.match(line)) for line in self.lines) > 1


_MARK = re.compile(r"(?:[-–—+*•●]|\(?\d{1,2}[.)]|[a-zđ][.)])\s")

_Slots = list[dict[int, tuple[Cell, int, int]]]
"""For each row and column, the cell and at which row and column it begins."""


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table. Tables that only lay out a page give the lines of their cells."""
    slots = _place(rows)
    width = max((max(row) + 1 for row in slots if row), default=0)
    cells = [cell for row in rows for cell in row]
    if width < 2 or (any(cell.nested for cell in cells) and not _holds_data(rows)):
        return [line for cell in cells for line in cell.lines]
    head = _head(rows, slots, width)
    found = []
    own: list[str] = []
    if head:
        found.append("\t".join(_heading(slots[:head], column) for column in range(width)))
    for number in range(head, len(slots)):
        here = slots[number]
        begun = {at: here[at][0] for at in sorted(here) if here[at][1:] == (number, at)}
        if any(cell.listed for cell in begun.values()):
            found += [line for cell in begun.values() for line in cell.lines]
            continue
        if not any(cell.text for cell in begun.values()):
            continue
        inner = {at: cell for at, cell in begun.items() if cell.nested}
        texts = {
            at: cell.text
            for at, (cell, _, column) in here.items()
            if not cell.nested and (column == at or (column and _VALUE.fullmatch(cell.text)))
        }
        headed = [at for at, cell in inner.items() if _YEARS.fullmatch(cell.lines[0])]
        for at in headed:
            own += _own(inner.pop(at), [_heading(slots[: head or 1], x) for x in (0, at)], texts)
        for beside in _side_by_side(inner):
            found.append("\t".join((texts | beside).get(at, "") for at in range(width)))
    return found + own


_YEARS = re.compile(r"(?=.*\t)(?=.*(?:19|20)\d\d)(?:[^\d\t]*(?:(?:19|20)\d\d[^\d\t]*)?(?:\t|$))+")
"""A row of cells that heads others with years."""
_VALUE = re.compile(r"\D{0,20}(?<!\w)\d[\d.,]*\s?(?!\w)\D{0,12}")
"""A figure in a cell: of all the columns that it stands below."""
_NAMES = re.compile(r"[^\W\d_]{2}")
_TELLS = 15
"""Words of a line that is no cell of a table in a cell, but prose."""


def _holds_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table with tables in its cells holds data, and does not lay out a page: its first
    row heads the others, and beside the tables there is no prose."""
    head = [cell for cell in rows[0] if cell.text]
    return (
        len(rows) > 1
        and len(head) > 1
        and not any(cell.nested or cell.listed or len(cell.lines) > 3 for cell in head)
        and not any(
            "\t" not in line and len(line.split()) >= _TELLS
            for row in rows
            for cell in row
            if cell.nested
            for line in cell.lines
        )
    )


def _side_by_side(inner: dict[int, Cell]) -> list[dict[int, str]]:
    """The rows of tables in the cells of one row; where they differ in number, nothing says which
    belong together, and each table stays in its cell."""
    parts = {at: cell.rows_inside for at, cell in inner.items()}
    if len({len(lines) for lines in parts.values()}) > 1:
        return [{at: "; ".join(lines) for at, lines in parts.items()}]
    return [
        dict(zip(parts, texts, strict=True)) for texts in zip(*parts.values(), strict=True)
    ] or [{}]


def _own(cell: Cell, headings: Sequence[str], texts: dict[int, str]) -> list[str]:
    """A table in a cell that has years of its own, as a table: what its row is of stands before
    each row, and what heads its column before each year."""
    name = next((texts[at] for at in sorted(texts) if _NAMES.search(texts[at])), "")
    above, of_column = headings
    years = [f"{of_column} {year}".strip() for year in cell.lines[0].split("\t")]
    return ["\t".join((above, *years)), *(f"{name}\t{line}" for line in cell.lines[1:])]


def _place(rows: Sequence[Sequence[Cell]]) -> _Slots:
    slots: _Slots = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.column is not None:
                column = cell.column
            while column in slots[at]:
                column += 1
            for below in range(at, min(at + max(1, cell.rows), len(rows))):
                for beside in range(column, min(column + max(1, cell.columns), _WIDEST)):
                    slots[below].setdefault(beside, (cell, at, column))
            column += max(1, cell.columns)
            if column >= _WIDEST:
                break
    return slots


def _head(rows: Sequence[Sequence[Cell]], slots: _Slots, width: int) -> int:
    """How many rows the heading has, if it has more than one; 0 for a table with less."""
    marked = 0
    for row in rows:
        if not row or not all(cell.head for cell in row):
            break
        marked += 1
    first = rows[0] if rows else ()
    spread = any(1 < cell.columns < width for cell in first)
    reach = max((cell.rows for cell in first), default=1) if spread else 1
    if spread and reach == 1 and len(slots) > 1:
        # Nothing stands below what is not spread: the next row completes the heading.
        single = [column for column, (cell, _, _) in slots[0].items() if cell.columns == 1]
        below = [slots[1][column][0].text for column in single if column in slots[1]]
        reach = 2 if below and not any(below) else 1
    depth = max(marked if spread or marked < len(rows) else 0, reach)
    return depth if 1 < depth <= _DEEPEST_HEAD and depth < len(rows) else 0


def _heading(slots: _Slots, column: int) -> str:
    texts = [row[column][0].text for row in slots if column in row]
    return " ".join(dict.fromkeys(filter(None, texts)))
