"""Pictures of pages in shades of grey, and the lines that are drawn in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dxgraph.drafting.read.places import Rule

DPI = 200
"""Dots an inch at which pages are drawn to be read: letters of common sizes are then about as high
as those that tesseract was trained on; at 300 it read more of them wrong."""
POINT = 72 / DPI
_INSET = 5
"""Pixels: so far inside of its rules a cell begins; what is left of them is no sign."""
_MARGIN = 30
"""Pixels of white around a cell that is read by itself."""


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    pixels: bytearray

    @property
    def head(self) -> bytes:
        """Of a file in the format PGM."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height)

    def part(self, left: int, top: int, right: int, bottom: int) -> Picture | None:
        """What is between the rules of a cell, on white; None where nothing is."""
        left, top = max(0, left + _INSET), max(0, top + _INSET)
        right, bottom = min(self.width, right - _INSET), min(self.height, bottom - _INSET)
        if right - left < _MARGIN or bottom - top < _MARGIN:
            return None
        rows = [
            self.pixels[row * self.width + left : row * self.width + right]
            for row in range(top, bottom)
        ]
        if sum(row.translate(DARK).count(1) for row in rows) < _MARGIN:
            return None
        width, height = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
        side, edge = b"\xff" * _MARGIN, b"\xff" * (width * _MARGIN)
        inner = b"".join(side + row + side for row in rows)
        return Picture(width, height, bytearray(edge + inner + edge))


def place_of(left: int, top: int) -> tuple[int, int]:
    """How far what is read in the picture of a cell is from the page's corner, in pixels."""
    return max(0, left + _INSET) - _MARGIN, max(0, top + _INSET) - _MARGIN


DARK = bytes(1 if value < 140 else 0 for value in range(256))
_LONG = DPI * 2 // 5
"""Pixels. No stroke of a letter is as long."""
_THICK = 8
_RUN = b"\1" * _LONG


def take_rules(pixels: bytearray, width: int, height: int) -> list[Rule]:
    """Take the drawn lines out of a picture in shades of grey, and say where they were."""
    dark = bytes(pixels).translate(DARK)
    flat = _merged(
        (begin, row, end, row)
        for row in range(height)
        for begin, end in _runs(dark[row * width : (row + 1) * width])
    )
    upright = _merged(
        (begin, column, end, column)
        for column in range(width)
        for begin, end in _runs(dark[column::width])
    )
    # What is thick is a bar or a picture.
    rules = [box for box in flat if box[3] - box[1] <= _THICK]
    rules += [
        (left, top, right, bottom) for top, left, bottom, right in upright if right - left <= _THICK
    ]
    for left, top, right, bottom in rules:
        for row in range(max(0, top - 1), min(height, bottom + 2)):
            begin, end = row * width + max(0, left - 1), row * width + min(width, right + 2)
            pixels[begin:end] = b"\xff" * (end - begin)
    return [Rule(*(place * POINT for place in box)) for box in rules]


_Pixels = tuple[int, int, int, int]


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where long dark runs begin and end."""
    at = row.find(_RUN)
    while at >= 0:
        end = row.find(b"\0", at)
        end = len(row) if end < 0 else end
        yield at, end
        at = row.find(_RUN, end)


def _merged(found: Iterator[_Pixels]) -> list[_Pixels]:
    """Runs in rows below each other as one line."""
    lines: list[list[int]] = []
    for begin, row, end, _ in found:
        for line in reversed(lines[-60:]):
            if row - line[3] <= 2 and begin <= line[2] + 4 and line[0] <= end + 4:
                line[0], line[2], line[3] = min(line[0], begin), max(line[2], end), row
                break
        else:
            lines.append([begin, row, end, row])
    return [(line[0], line[1], line[2], line[3]) for line in lines]
