"""Tables whose cells are ruled, by the lines that are drawn around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dxgraph.drafting.read.grids import Cell
from dxgraph.drafting.read.places import Rule, Word

_TOUCH = 3.0
"""How near, in points, two rules have to be to meet."""

Lines = Callable[[Sequence[Word]], list[str]]
"""Makes lines of the words of a cell."""


@dataclass(frozen=True, slots=True)
class _Slot:
    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Grid:
    """A table whose cells are ruled."""

    xs: list[float]
    ys: list[float]
    rules: list[Rule]

    def holds(self, word: Word) -> bool:
        return (
            self.xs[0] - _TOUCH < word.across < self.xs[-1] + _TOUCH
            and self.ys[0] - _TOUCH < word.middle < self.ys[-1] + _TOUCH
        )

    def rows(self, words: Sequence[Word], lines: Lines) -> list[list[Cell]]:
        """The cells, row by row; where no rule parts two of them, they are one."""
        held: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            row = min(max(bisect_right(self.ys, word.middle) - 1, 0), len(self.ys) - 2)
            column = min(max(bisect_right(self.xs, word.across) - 1, 0), len(self.xs) - 2)
            held.setdefault((row, column), []).append(word)
        return [
            [
                Cell(
                    [line.replace("\t", " ") for line in lines(self._inside(slot, held))],
                    slot.columns,
                    slot.rows,
                    column=slot.column,
                )
                for slot in row
            ]
            for row in self._slots()
        ]

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of each cell."""
        return [
            (
                self.xs[slot.column],
                self.ys[slot.row],
                self.xs[slot.column + slot.columns],
                self.ys[slot.row + slot.rows],
            )
            for row in self._slots()
            for slot in row
        ]

    @staticmethod
    def _inside(slot: _Slot, held: dict[tuple[int, int], list[Word]]) -> list[Word]:
        return [
            word
            for row in range(slot.row, slot.row + slot.rows)
            for column in range(slot.column, slot.column + slot.columns)
            for word in held.pop((row, column), ())
        ]

    def _slots(self) -> list[list[_Slot]]:
        """Where each cell begins, and over how many columns and rows it reaches."""
        taken: set[tuple[int, int]] = set()
        found: list[list[_Slot]] = []
        for row in range(len(self.ys) - 1):
            slots = []
            for column in range(len(self.xs) - 1):
                if (row, column) in taken:
                    continue
                columns = rows = 1
                while column + columns < len(self.xs) - 1 and not self._parted(
                    row, column + columns, upright=True
                ):
                    columns += 1
                while row + rows < len(self.ys) - 1 and not any(
                    self._parted(row + rows, column + beside, upright=False)
                    for beside in range(columns)
                ):
                    rows += 1
                taken.update(
                    (row + below, column + beside)
                    for below in range(rows)
                    for beside in range(columns)
                )
                slots.append(_Slot(row, column, rows, columns))
            found.append(slots)
        return found

    def _parted(self, row: int, column: int, *, upright: bool) -> bool:
        """Whether a rule stands at the left of a slot (upright) or above it."""
        if upright:
            at, begin, end = self.xs[column], self.ys[row], self.ys[row + 1]
        else:
            at, begin, end = self.ys[row], self.xs[column], self.xs[column + 1]
        middle = (begin + end) / 2
        for rule in self.rules:
            if rule.upright != upright:
                continue
            place = (rule.left + rule.right) / 2 if upright else (rule.top + rule.bottom) / 2
            first, last = (rule.top, rule.bottom) if upright else (rule.left, rule.right)
            if abs(place - at) < _TOUCH and first - _TOUCH < middle < last + _TOUCH:
                return True
        return False


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Rules that meet, as grids of two columns and two rows at least."""
    groups: list[list[Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(other for group in met for other in group)])
    found = []
    for group in groups:
        xs = _places([(rule.left + rule.right) / 2 for rule in group if rule.upright])
        ys = _places([(rule.top + rule.bottom) / 2 for rule in group if not rule.upright])
        if len(xs) > 2 and len(ys) > 2:
            found.append(Grid(xs, ys, group))
    return found


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left - _TOUCH < other.right
        and other.left - _TOUCH < one.right
        and one.top - _TOUCH < other.bottom
        and other.top - _TOUCH < one.bottom
    )


def _places(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found
