"""Where the figures beside the marks of a chart are written, so that none lies on another.

A figure for which there is no room is left out: the table beside the chart has them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LETTER, _LINE = 6.4, 13.0
"""How wide a letter and how high a line are, about, at the size of the figures, in pixels."""
_RADIUS: Final = 6.0
_AWAY: Final = 9.0
_PLACES: Final = (
    ("left", _AWAY, -8.0),
    ("left", _AWAY, 8.0),
    ("right", -_AWAY, -8.0),
    ("right", -_AWAY, 8.0),
    ("center", 0.0, -15.0),
    ("center", 0.0, 15.0),
    ("left", 0.0, 16.0),
    ("right", 0.0, 16.0),
    ("left", 0.0, -16.0),
    ("right", 0.0, -16.0),
)
"""The alignment of a figure and how far it is from its mark, the best place first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at pixels from the left and from the top, and what is said of it."""

    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Label:
    """A figure: where its anchor is, and how it is aligned to it."""

    mark: Mark
    x: float
    y: float
    align: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        wide = len(self.mark.said) * _LETTER
        left = self.x - {"left": 0.0, "center": wide / 2, "right": wide}[self.align]
        return left, self.y - _LINE / 2, left + wide, self.y + _LINE / 2


def placed(marks: Sequence[Mark], width: float, height: float) -> list[Label]:
    """The figures that there is room for; those of the first marks go first. Marks at one place
    have one figure, which says what is said of each."""
    at: dict[tuple[float, float], list[str]] = {}
    for mark in marks:
        said = at.setdefault((mark.x, mark.y), [])
        if mark.said not in said:
            said.append(mark.said)
    found: list[Label] = []
    for (x, y), said in at.items():
        one = Mark(x, y, " · ".join(said))
        for align, dx, dy in _PLACES:
            label = Label(one, x + dx, y + dy, align)
            if _fits(label, found, at, width, height):
                found.append(label)
                break
    return found


def _fits(
    label: Label,
    others: Sequence[Label],
    marks: dict[tuple[float, float], list[str]],
    width: float,
    height: float,
) -> bool:
    left, top, right, bottom = label.box
    if left < 0 or right > width + _AWAY or top < -_LINE or bottom > height:
        return False
    if any(
        left < right_ and left_ < right and top < bottom_ and top_ < bottom
        for left_, top_, right_, bottom_ in (other.box for other in others)
    ):
        return False
    return not any(
        left - _RADIUS < x < right + _RADIUS and top - _RADIUS < y < bottom + _RADIUS
        for x, y in marks
        if (x, y) != (label.mark.x, label.mark.y)
    )
