"""The distribution of an indicator over the provinces as a strip: a dot a province at its figure,
equal ones upon one another, and the line of a national figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph.bilingual import Language
from dxgraph.web.pages.country.ordering import Ranking, Row
from dxgraph.web.pages.shared.nationals import National, drawn_of

_MARGIN: Final = 4.0
"""Per cent of the width that stay free at both ends, for the numbers below them."""
_STEPS: Final = 40
"""Figures that are nearer than a fortieth of the width stand upon one another."""
_FEWEST: Final = 5
"""A distribution of fewer provinces than these is the list itself."""
DOT: Final = 8
"""How many pixels a dot takes."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A province."""

    x: float
    """Per cent of the width."""
    level: int
    """How many stand below it."""
    said: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole, from the left end to the right one."""

    dots: Sequence[Dot]
    ticks: Sequence[tuple[float, str]]
    national: float | None
    yardstick: National | None
    """Whose figure the line is."""

    @property
    def height(self) -> int:
        return (max(dot.level for dot in self.dots) + 1) * DOT + 6


def strip_of(whole: Ranking, chosen: Iterable[Row], language: Language) -> Strip | None:
    """The strip of all provinces, with those that were chosen lifted out; None for a few."""
    rows = [row for row in whole.rows if row.target.value is not None]
    if len(rows) < _FEWEST or len({row.target.unit for row in rows}) > 1:
        return None
    national = drawn_of(whole.nationals, whole.choice.year, rows[0].target.unit)
    drawn = [row.target for row in rows] + ([national.target] if national else [])
    values = [float(target.value or 0) for target in drawn]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1

    def place(value: float) -> float:
        return round(_MARGIN + (value - low) / (high - low) * (100 - 2 * _MARGIN), 1)

    lifted = {row.area.name.iri for row in chosen}
    below: Counter[int] = Counter()
    dots = []
    for row in sorted(rows, key=lambda r: (r.area.name.iri not in lifted, r.target.value)):
        x = place(float(row.target.value or 0))
        step = round(x / 100 * _STEPS)
        said = f"{row.area.name.short(language)}: {row.target.figure_in(language)}"
        dots.append(Dot(x, below[step], said, row.area.name.iri in lifted))
        below[step] += 1
    unit = rows[0].target.unit_sign if rows[0].target.unit.slug == "percent" else ""
    ends = (low, (low + high) / 2, high)
    return Strip(
        dots,
        [(place(value), language.number(round(value, 1)) + unit) for value in ends],
        place(float(national.target.value or 0)) if national else None,
        national,
    )
