"""Tables whose cells stand one below the other, a line each: which lines are the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

Span = tuple[int, int]


def strict_rows(text: str, lines: Sequence[Span], width: int) -> Iterator[Sequence[Span]]:
    """The rows: each begins with the mark that follows the one before it, and has all its cells,
    ``width`` of them, or but its name where it heads those below."""
    marks: list[str] = []
    at = 0
    while at < len(lines):
        mark = text[slice(*lines[at])].strip(".)").lstrip("0")
        if not _follows(mark, marks):
            return
        marks.append(mark)
        full = at + width
        headed = at + 2 < len(lines) and _follows(
            text[slice(*lines[at + 2])].strip(".)").lstrip("0"), marks
        )
        stop = at + 2 if headed else full
        if stop > len(lines):
            return
        yield lines[at:stop]
        at = stop


def _follows(mark: str, marks: Sequence[str]) -> bool:
    """Whether a mark goes on behind those before it: "I", "1", "1.1", "1.2", "II", "2"."""
    if mark in _ROMAN:
        return sum(said in _ROMAN for said in marks) == _ROMAN.index(mark)
    whole = [said for said in marks if said.isdigit()]
    if mark.isdigit():
        return mark in ("1", str(len(whole) + 1))
    head, _, tail = mark.rpartition(".")
    if not (tail.isdigit() and whole and head == whole[-1]):
        return False
    return int(tail) == 1 + sum(said.startswith(f"{head}.") for said in marks)


def merged(text: str, lines: Sequence[Span]) -> list[Span]:
    """The cells of a header of which some break: a year alone belongs to the words before it."""
    found: list[Span] = []
    for line in lines:
        if found and _YEAR_ALONE.fullmatch(text, *line) and not _DIGIT.search(text, *found[-1]):
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def loose_rows(
    text: str,
    lines: Sequence[Span],
    width: int,
    values: Collection[int],
    unit: int | None,
    *,
    numbered: bool = True,
) -> Iterator[Sequence[Span]]:
    """The rows of a table whose names break over lines and of whose cells some are empty: the name
    goes from the mark, where the rows are ``numbered``, to the unit, and ``values`` are the columns
    of figures."""
    columns = sorted(values)
    number, at = 1, 0
    while at < len(lines) and (
        not numbered or text[slice(*lines[at])].strip(".)").lstrip("0") == str(number)
    ):
        first = _values(text, lines, at + numbered, len(columns), unit is not None)
        if first is None:
            return
        cells = [(lines[first - 1][1],) * 2] * width
        cells[0] = lines[at]
        name = next(
            place for place in range(numbered, width) if place not in values and place != unit
        )
        last = first - 1 - (unit is not None)
        cells[name] = (lines[at + numbered][0], lines[last][1])
        if unit is not None:
            cells[unit] = lines[first - 1]
        for place, line in zip(columns, lines[first:], strict=False):
            cells[place] = line
        yield cells
        number += 1
        stop = first + len(columns)
        if not numbered:
            at = stop
            continue
        ahead = range(stop, min(stop + _NOTES, len(lines)))
        at = next(
            (at for at in ahead if text[slice(*lines[at])].strip(".)") == str(number)), len(lines)
        )


def _values(text: str, lines: Sequence[Span], at: int, count: int, united: bool) -> int | None:
    """Where so many cells with figures stand behind the name of a row, which begins ``at``."""
    for first in range(at + 1 + united, min(at + _LONGEST, len(lines) - count + 1)):
        if all(_VALUE.fullmatch(text, *line) for line in lines[first : first + count]):
            return first
    return None


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"(?:[^\W\d_]+\s){0,2}(?:[≥≤<>~]=?\s?)?\d[\d.,]*(?:\s?%)?|[-–]")
"""A cell with a figure, or with none."""
_NOTES = 4
_LONGEST = 8
"""Lines behind the figures of a row, and before them, at most."""
