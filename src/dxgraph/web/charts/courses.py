"""Indicators over time: what was measured and what was promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, floor, log10
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.web.charts.fill import chart, part
from dxgraph.web.charts.framing import INK
from dxgraph.web.charts.labels import Mark, placed
from dxgraph.web.charts.signs import DISC, PALETTE, RING, wrapped

_WIDE, _NARROW = 640, 270
_LOW, _HIGH = 150, 240
"""How wide and how high an indicator is drawn, in pixels."""
_MANY: Final = 8
"""More points than these need the height."""
_TICKS: Final = 5


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
    # A long name has two lines in the legend of a phone.
    lines = {name: wrapped(name, 34) if narrow else name for name in (*series, promised, others)}
    domain = [lines[name] for name in (*series, promised)]
    colours = [*(PALETTE[at % len(PALETTE)] for at in range(len(series))), INK]

    def called(point: Point) -> str:
        name = point.series or promised
        return lines.get(name, lines[others])

    parts = []
    width = _NARROW if narrow else _WIDE
    for course in found:
        points = [*course.promised, *course.measured]
        years = min(p.year for p in points) - 1, max(p.year for p in points) + 1
        bounds = _bounds([p.value for p in points], zero=not course.falling)
        height = _HIGH if len(points) > _MANY else _LOW
        told = _figures(course, called, years, bounds, (width, height))
        measured = [
            {
                "year": p.year,
                "value": p.value,
                "series": called(p),
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
                years=[*years],
                bounds=[*bounds],
                width=width,
                height=height,
                unit=course.unit,
                falling=course.falling,
                series=domain,
                colours=colours,
                forms=[*([DISC] * len(series)), RING],
                measured=measured,
                wanted=wanted,
                left=[said for said in told if said["align"] == "left"],
                center=[said for said in told if said["align"] == "center"],
                right=[said for said in told if said["align"] == "right"],
            )
        )
    return chart("courses", language, courses=parts)


def _bounds(values: Sequence[float], *, zero: bool) -> tuple[float, float]:
    """Round values around all of them, and around none where `zero`; some room beyond both ends."""
    low, high = min(values), max(values)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    wide = (high - low) or 1.0
    step = 10.0 ** floor(log10(wide / _TICKS))
    step = next(step * by for by in (1, 2, 5, 10) if wide / (step * by) <= _TICKS)
    # There is no rank of 0: where it need not be shown the axis begins at the least value.
    begin = floor(low / step) * step if zero else low
    return begin - step / 4, ceil(high / step) * step + step / 4


def _figures(
    course: Course,
    called: Callable[[Point], str],
    years: tuple[int, int],
    bounds: tuple[float, float],
    size: tuple[int, int],
) -> list[dict[str, Any]]:
    """The figures beside the points, promises and the ends of lines first, in years and values;
    `called` gives the name of a point's colour."""
    (first, last), (low, high), (width, height) = years, bounds, size
    by_year = sorted(course.measured, key=lambda p: p.year)
    ends = {(p.series, p.method): p for p in by_year}.values()
    begins = {(p.series, p.method): p for p in reversed(by_year)}.values()
    colours: dict[tuple[float, float], str] = {}
    marks = []
    for p in dict.fromkeys(chain(course.promised, ends, begins, by_year)):
        up = (p.value - low) if course.falling else (high - p.value)
        x, y = (p.year - first) * width / (last - first), up * height / (high - low)
        marks.append(Mark(x, y, p.said))
        colours.setdefault((x, y), called(p))
    found = []
    for label in placed(marks, width, height):
        share = label.y * (high - low) / height
        found.append(
            {
                "at": first + label.x * (last - first) / width,
                "on": low + share if course.falling else high - share,
                "said": label.mark.said,
                "align": label.align,
                "series": colours[label.mark.x, label.mark.y],
            }
        )
    return found
