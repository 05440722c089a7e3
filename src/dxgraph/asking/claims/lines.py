"""The lines of a text: its sentences, and what the cells of a table say with their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final


def sentences_of(text: str) -> list[str]:
    """The sentences of a text. A point between digits, or within an abbreviation, ends none."""
    found, begin = [], 0
    for at, sign in enumerate(text):
        after = text[at + 1 : at + 3]
        ends = sign == "\n" or (
            sign in ".!?;…" and (not after or (after[0].isspace() and not after[1:].islower()))
        )
        if ends:
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    return [part for part in (*found, text[begin:].strip()) if part]


def as_sentences(lines: Sequence[str]) -> list[list[str]]:
    """The sentences of each line. A cell of a table is said with what its row counts and with the
    head of its column: "Tỷ trọng kinh tế số: 20% (năm 2025)"."""
    found: list[list[str]] = []
    head: list[str] = []
    for line in lines:
        cells = _cells(line)
        if len(cells) < 2:
            head = []
            found.append(sentences_of(line))
        elif not head and not any(_FIGURE.search(cell) for cell in cells):
            head = cells
            found.append([])
        else:
            found.append(_row(cells, head or [""] * len(cells)))
    return found


def goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with what was spoken of: in a table, a list, or behind a colon."""
    is_part = len(_cells(line)) > 1 or _LISTED.match(line) is not None
    return before.rstrip().endswith(":") or is_part


_BETWEEN: Final = re.compile(r"\s*\|\s*|\t+")
_LISTED: Final = re.compile(r"\s*(?:[-–—•*+▪►]|\d{1,2}[.)]|[a-zđ]\))\s")
_COUNTED: Final = re.compile(r"\d")
_FIGURE: Final = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")
"""A number that is no year: what has one is no head."""
_WORDS: Final = re.compile(r"[^\W\d_]{2,}.*[^\W\d_]{2,}")
_UNIT: Final = re.compile(r"(?i)đơn vị|đvt|unit")
_NUMBER: Final = re.compile(r"(?i)(?:stt|tt|no\.?|#)")


def _cells(line: str) -> list[str]:
    """The cells of a row; of another line the only one."""
    return [cell.strip() for cell in _BETWEEN.split(line.strip().strip("|"))]


def _row(cells: Sequence[str], head: Sequence[str]) -> list[str]:
    """What the cells of a row say, one a figure; nothing where they do not fit the head."""
    if len(cells) != len(head):
        return []
    columns = [
        (name, cell)
        for name, cell in zip(head, cells, strict=True)
        if cell and not (name and _NUMBER.fullmatch(name))
    ]
    units = [cell for name, cell in columns if _UNIT.search(name)]
    columns = [(name, cell) for name, cell in columns if not _UNIT.search(name)]
    if len(columns) < 2:
        return []
    (_, label), *values = columns
    if not _WORDS.search(label):
        return []
    unit = f" {units[0]}" if len(units) == 1 else ""
    return [
        f"{label}: {cell}{unit if cell[-1].isdigit() else ''}" + (f" ({name})" if name else "")
        for name, cell in values
        if _COUNTED.search(cell)
    ]
