"""Indicators over time: what was measured and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dxgraph.bilingual import Language
from dxgraph.web.charts.fill import chart, part
from dxgraph.web.charts.framing import INK
from dxgraph.web.charts.signs import PALETTE, wrapped


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year, measured or promised."""

    year: int
    value: float
    series: str
    """What its colour says: an area or a method; empty for a promise."""
    method: str
    """Values of one series and one method are joined."""
    said: str


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator over time: what was measured and what was promised."""

    title: str
    unit: str
    measured: Sequence[Point]
    promised: Sequence[Point]
    falling: bool
    """Whether less is better: then the axis is turned, as people draw ranks."""


def courses(language: Language, found: Sequence[Course], *, narrow: bool = False) -> dict[str, Any]:
    """Indicators one below the other: measured values as discs, joined where one method measured
    them, and promises as rings with their figure; values of two methods are never joined."""
    promised = language.say("cam kết", "promised")
    series = list(dict.fromkeys(p.series for course in found for p in course.measured))
    others = language.say("khác", "others")
    if len(series) > len(PALETTE):
        # No value goes without a colour: the last ones share one.
        series = [*series[: len(PALETTE) - 1], others]
    domain = [*series, promised]
    colours = [*(PALETTE[at % len(PALETTE)] for at in range(len(series))), INK]
    parts = []
    for course in found:
        years = [p.year for p in (*course.measured, *course.promised)]
        measured = [
            {
                "year": p.year,
                "value": p.value,
                "series": p.series if p.series in series else others,
                "said": p.said,
                "joined": f"{p.series} {p.method}",
            }
            for p in course.measured
        ]
        wanted = [
            {"year": p.year, "value": p.value, "series": promised, "said": p.said}
            for p in course.promised
        ]
        parts.append(
            part(
                "courses",
                "course",
                language,
                narrow=narrow,
                title=wrapped(course.title, 40 if narrow else 80).split("\n"),
                years=[min(years) - 1, max(years) + 1],
                unit=course.unit,
                falling=course.falling,
                rising=not course.falling,
                series=domain,
                colours=colours,
                measured=measured,
                wanted=wanted,
                values=[*measured, *wanted],
            )
        )
    return chart("courses", language, courses=parts)
