"""Tables in Markdown, and the few sums that they need."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one thing is another, measured side by side several times."""

    middle: float
    """The median."""
    least: float
    most: float

    def __str__(self) -> str:
        return f"{figure(self.middle)} ({figure(self.least)}–{figure(self.most)})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """The ratio of each pair; pairs of which one has no figure are left out.

    Raises ValueError when no pair is left.
    """
    pairs = [mine / other for mine, other in zip(ours, theirs, strict=True) if mine and other]
    if not pairs:
        raise ValueError("nothing was measured on both sides")
    return Ratio(statistics.median(pairs), min(pairs), max(pairs))


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed (nearest rank).

    Raises ValueError when there are no values.
    """
    if not values:
        raise ValueError("there are no values")
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(rank, 1) - 1]


def figure(value: float) -> str:
    """A figure with as many digits as mean something.

    >>> figure(0.3456), figure(12.34), figure(1234.5)
    ('0.35', '12.3', '1235')
    """
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; a cell may hold anything but a line break.

    Raises ValueError for a row that is shorter or longer than the heads.
    """
    lines = [_row(heads), "|---" * len(heads) + "|"]
    for row in rows:
        if len(row) != len(heads):
            raise ValueError(f"{len(row)} cells under {len(heads)} heads")
        lines.append(_row(row))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
