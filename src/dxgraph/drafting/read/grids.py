"""Tables of pages and Word files as lines: a row a line, a tab between its cells.

Cells that reach over several columns or rows cover all of them, as readers see it: a heading that
stands over two columns is the heading of both, a value that stands beside two rows is that of both.
The rows of a heading become one line, so that each column has its whole heading in it.
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
        return " ".join(self.lines)

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
    if width < 2 or any(cell.nested for cell in cells):
        return [line for cell in cells for line in cell.lines]
    head = _head(rows, slots, width)
    found = []
    if head:
        found.append("\t".join(_heading(slots[:head], column) for column in range(width)))
    for number in range(head, len(slots)):
        here = slots[number]
        begun = [here[at][0] for at in sorted(here) if here[at][1:] == (number, at)]
        if any(cell.listed for cell in begun):
            found += [line for cell in begun for line in cell.lines]
            continue
        texts = [
            here[column][0].text if column in here and here[column][2] == column else ""
            for column in range(width)
        ]
        if any(cell.text for cell in begun):
            found.append("\t".join(texts))
    return found


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
