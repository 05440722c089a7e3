"""From words with their places on a page to lines in the order in which people read them.

Tables whose cells are ruled are read by their cells; columns of prose one after the other; what
stands far apart in a row as cells of it. Lines that the width of a column broke become one again,
and what repeats at the head or foot of the pages is told from the text.

Places are in points, from the upper left corner.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dxgraph.drafting.read.grids import table_lines
from dxgraph.drafting.read.places import Page, Rule, Word
from dxgraph.drafting.read.ruled import grids
from dxgraph.drafting.read.segments import MARKER


@dataclass(slots=True)
class _Row:
    """Words that stand side by side, in their order."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return median(word.middle for word in self.words)

    @property
    def size(self) -> float:
        return median(word.height for word in self.words)

    def text(self) -> str:
        """The words; those that stand far apart as cells."""
        gaps = [
            after.left - before.right
            for before, after in zip(self.words, self.words[1:], strict=False)
        ]
        far = max(1.3 * self.size, 3 * sorted(gaps)[len(gaps) // 4] if len(gaps) > 2 else 0)
        text = self.words[0].text
        for word, gap in zip(self.words[1:], gaps, strict=True):
            text += ("\t" if gap > far else " ") + word.text
        return text


def read_pages(pages: Sequence[Page]) -> tuple[list[str], int]:
    """The lines of a document, and how many numbers and repeated heads of pages were left out."""
    left_out = _furniture(pages)
    lines: list[str] = []
    for page, out in zip(pages, left_out, strict=True):
        hidden = {id(word) for row in out for word in row.words}
        lines += _page([word for word in page.words if id(word) not in hidden], page.rules)
    return lines, sum(map(len, left_out))


# ---- Heads and feet of pages -------------------------------------------------------------------

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:trang|page|tr\.)\W*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?\W*", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+\s\d{1,4}/\d{1,4}")
_TIME = re.compile(
    r"(?P<day>\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})?,?\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:[AP]M|SA|CH))?"
    r"(?(day)|,?\s\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?:\s.*)?"
)
"""What browsers print at the foot and head of each page: the address and the number; the time and
the title."""
_SHIFT = 30
"""How far a printed page number may be from that of the page in the file."""


def _furniture(pages: Sequence[Page]) -> list[list[_Row]]:
    """For each page, its number, and its running head and foot where a page before has them."""
    ends: list[list[tuple[int, _Row, str]]] = []
    for page in pages:
        ruled = grids(page.rules)
        # The head of a table that goes on over pages is its own.
        rows = _rows([word for word in page.words if not any(grid.holds(word) for grid in ruled)])
        ends.append(
            [
                (at, rows[at], " ".join(word.text for word in rows[at].words))
                for at in (0, 1, -1, -2)
                if len(rows) > abs(at) + 1
            ]
        )
    same = Counter(key for outer in ends for key in {(at < 0, said) for at, _, said in outer})
    seen: set[tuple[bool, str]] = set()
    found: list[list[_Row]] = []
    for number, outer in enumerate(ends):
        out = []
        by_browser = any(at == -1 and _ADDRESS.fullmatch(said) for at, _, said in outer)
        for at, row, said in outer:
            key = (at < 0, said)
            repeated = same[key] >= max(3, len(pages) / 2)
            digits = re.search(r"\d+", said) if _PAGE_NUMBER.fullmatch(said) else None
            numbered = digits and "%" not in said and abs(int(digits[0]) - number) <= _SHIFT
            printed = by_browser and (_ADDRESS.fullmatch(said) or _TIME.fullmatch(said))
            last = at in (0, -1) and (printed or (numbered and len(pages) > 1))
            if (repeated and key in seen) or last:
                out.append(row)
            seen.add(key)
        found.append(out)
    return found


# ---- A page ------------------------------------------------------------------------------------


def _page(words: list[Word], rules: Sequence[Rule]) -> list[str]:
    """The lines of a page: its tables where they stand between what is around them."""
    lines: list[str] = []
    rest = words
    for grid in sorted(grids(rules), key=lambda grid: grid.ys[0]):
        inside = [word for word in rest if grid.holds(word)]
        if not inside:
            continue
        above = [word for word in rest if word.middle < grid.ys[0]]
        taken = {id(word) for word in (*inside, *above)}
        rest = [word for word in rest if id(word) not in taken]
        lines += _columns(_rows(above))
        lines += table_lines(grid.rows(inside, _cell_lines))
    return lines + _columns(_rows(rest))


def _rows(words: Sequence[Word]) -> list[_Row]:
    """Words that stand at one height, from above."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        for row in rows[:-4:-1]:
            first = row[-1]
            if abs(word.middle - first.middle) < 0.4 * max(word.height, first.height):
                row.append(word)
                break
        else:
            rows.append([word])
    found = [_Row(sorted(row, key=lambda word: word.left)) for row in rows]
    return sorted(found, key=lambda row: row.middle)


def _columns(rows: list[_Row], depth: int = 0) -> list[str]:
    """The lines of rows; where two columns of prose stand side by side, one after the other."""
    split = _gutter(rows) if depth < 4 else None
    if split is None:
        return _paragraphs(rows)
    first, last, at = split
    beside = rows[first:last]
    left = [_Row(part) for row in beside if (part := [w for w in row.words if w.right <= at])]
    right = [_Row(part) for row in beside if (part := [w for w in row.words if w.right > at])]
    return [
        *_columns(rows[:first], depth + 1),
        *_columns(left, depth + 1),
        *_columns(right, depth + 1),
        *_columns(rows[last:], depth + 1),
    ]


_FEWEST = 4
"""Rows that each of two columns of prose has at least."""
_BAND = 0.22
"""Half the width of the white between columns, in heights of a letter."""


def _gutter(rows: Sequence[_Row]) -> tuple[int, int, float] | None:
    """The rows between whose words a white band stands upright, and where it is.

    The rows of two columns need not be at one height.
    """
    if len(rows) < _FEWEST:
        return None
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    size = median(row.size for row in rows)
    lefts = [[word.left for word in row.words] for row in rows]
    best: tuple[int, int, int, float] | None = None
    at = left + 0.15 * (right - left)
    while at < left + 0.85 * (right - left):
        start = 0
        for number in range(len(rows) + 1):
            if number < len(rows):
                # of the words that begin left of the band, the last one must end left of it
                before = bisect_right(lefts[number], at + _BAND * size)
                if not before or rows[number].words[before - 1].right < at - _BAND * size:
                    continue
            found = _beside(rows, start, number, at)
            if found and (best is None or found[0] > best[0]):
                best = (*found, at)
            start = number + 1
        at += 0.2 * size
    return best[1:] if best else None


def _beside(rows: Sequence[_Row], first: int, last: int, at: float) -> tuple[int, int, int] | None:
    """How many words two columns of prose hold, and from which row to which they stand."""
    sides: list[list[_Row]] = [[], []]
    for row in rows[first:last]:
        for side, words in enumerate(
            ([w for w in row.words if w.right <= at], [w for w in row.words if w.right > at])
        ):
            if words:
                sides[side].append(_Row(words))
    if not all(sides):
        return None
    top = max(side[0].top for side in sides)
    bottom = min(side[-1].bottom for side in sides)
    both = [[row for row in side if top - 1 < row.middle < bottom + 1] for side in sides]
    for whole, part in zip(sides, both, strict=True):
        if len(part) < _FEWEST or len(part) < len(whole) / 2:
            return None
        room = max(row.right for row in part) - min(row.left for row in part)
        if median(row.right - row.left for row in part) < 0.7 * room:
            return None
        if median(len(row.words) for row in part) < 3:
            return None  # cells, not prose
    while first < last and rows[first].bottom < top - 1:
        first += 1
    count = sum(len(row.words) for part in both for row in part)
    return count, first, last


def _paragraphs(rows: Sequence[_Row]) -> list[str]:
    """The lines of rows; a row that the width of its column broke goes on with the next."""
    if not rows:
        return []
    edge = max(row.right for row in rows)
    start = min(row.left for row in rows)
    found: list[str] = []
    for number, row in enumerate(rows):
        said = row.text()
        before = rows[number - 1] if number else None
        if before and _goes_on(before, row, start, edge) and "\t" not in said:
            found[-1] = join(found[-1], said)
        else:
            found.append(said)
    return found


def _goes_on(before: _Row, row: _Row, start: float, edge: float) -> bool:
    size = before.size
    room = edge - before.right
    first = row.words[0]
    parted = _PARTED.search(before.words[-1].text) and first.text[0].islower()
    return (
        (parted or first.right - first.left + 0.2 * size > room)  # no place in the row before
        and row.top - before.bottom < 0.9 * size
        and abs(row.size - size) < 0.2 * size
        and row.left <= max(before.left, start) + 0.5 * size
        and "\t" not in before.text()
        and MARKER.match(" ".join(word.text for word in row.words)) is None
    )


_PARTED = re.compile(r"[^\W\d_]{2}-$")
"""The end of a row that breaks a word."""


def join(before: str, after: str) -> str:
    """Two parts of a line that was broken; a hyphen at its end is of the break, or of a number."""
    if _PARTED.search(before) and after[:1].islower() and before.isascii():
        return before[:-1] + after
    return before + after if re.search(r"\w-$", before) else f"{before} {after}"


def _cell_lines(words: Sequence[Word]) -> list[str]:
    return _paragraphs(_rows(words))
