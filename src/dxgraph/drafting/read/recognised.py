"""The words that tesseract recognised, with how sure it is of each number, and what was mended."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dxgraph.drafting.read.pictures import POINT
from dxgraph.drafting.read.places import Page, Word


@dataclass
class Scan:
    """What was read of scanned pages."""

    pages: dict[int, Page] = field(default_factory=dict)
    """By their number, from 0."""
    sure: dict[str, float] = field(default_factory=dict)
    """For each printed word with a digit, how sure tesseract was of it, where it was least so."""
    mended: list[str] = field(default_factory=list)
    """What was read with letters for digits where only digits can be meant: "9O% → 90%"."""


_NOISE = 60
"""Signs that are no letters, and of which tesseract is less sure, are specks."""


def scanned_words(
    table: str, scan: Scan, places: Sequence[tuple[int, int]] = ((0, 0),)
) -> list[Word]:
    """The words of tesseract's table, each as high as its line: their own boxes are of the ink.

    ``places`` says of each picture how far it is from the page's corner, in pixels.
    """
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = {_line(row): row for row in rows if row["level"] == "4"}
    found = [read for row in rows if row["level"] == "5" and (read := _read(row))]
    words = []
    for read in _joined(found):
        text, sure = read.text, read.sure
        mended = mend_digits(text)
        if mended != text or read.joined:
            scan.mended.append(f"{read.joined or text} → {mended}")
            text, sure = mended, min(sure, 0.5)
        if re.search(r"\d", text):
            sure = min(sure, _HARDLY) if _GARBLED.search(text) else sure
            scan.sure[text] = min(sure, scan.sure.get(text, 1.0))
        line = lines.get(_line(read.row), read.row)
        across, down = places[int(read.row["page_num"]) - 1]
        left, top = read.left + across, int(line["top"]) + down
        box = (left, top, read.right + across, top + int(line["height"]))
        words.append(Word(text, *(place * POINT for place in box)))
    return words


@dataclass(slots=True)
class _Read:
    """A word as tesseract has it."""

    row: dict[str, str]
    text: str
    sure: float
    joined: str = ""
    """As it was read, where it was read as two."""

    @property
    def left(self) -> int:
        return int(self.row["left"])

    @property
    def right(self) -> int:
        return self.left + int(self.row["width"])


def _read(row: dict[str, str]) -> _Read | None:
    text, sure = (row["text"] or "").strip(), float(row["conf"]) / 100
    if not re.search(r"[^\W_]", text) and (100 * sure < _NOISE or text not in ("", *"-–+%()")):
        return None
    if re.search(r"\d", text):
        # specks and remains of drawn lines beside a figure
        text = re.sub(r"^[_'‘’.,·|]+|[_'‘’·|-]*[_'‘’·|]$|(?<=%)-+$", "", text)
    return _Read(row, text, sure) if text else None


def _joined(words: Sequence[_Read]) -> list[_Read]:
    """The words, with a number as one that was read as two: "1." and "126", hardly apart."""
    found: list[_Read] = []
    for word in words:
        before = found[-1] if found else None
        if (
            before
            and _line(before.row) == _line(word.row)
            and _GROUPS.fullmatch(before.text)
            and _GROUP.match(word.text)
            and word.left - before.right < int(word.row["height"]) * _APART
        ):
            row = {**before.row, "width": str(word.right - before.left)}
            said = f"{before.joined or before.text} {word.text}"
            sure = min(before.sure, word.sure)
            found[-1] = _Read(row, before.text + word.text, sure, said)
            continue
        found.append(word)
    return found


_GROUPS = re.compile(r"\(?\d{1,3}(?:[.,]\d{3})*[.,]")
_GROUP = re.compile(r"\d{3}(?!\d)|\d{1,2}%")
_APART = 0.3
"""Of the height of its digits; words of a line are further apart."""


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return row["page_num"], row["block_num"], row["par_num"], row["line_num"]


_GARBLED = re.compile(r"\d[^\W\d_a-zđ]|(?![a-zđ])[^\W\d_]\d|\d[„^~*¡¿§]", re.IGNORECASE)
"""A digit beside a letter with marks, or a sign of no figure: "1Ì", as no word is written."""
_HARDLY = 0.3
_AS_DIGITS = str.maketrans("OoQlI|", "000111")
_RATE = re.compile(r"\(?(?=[^%]*\d)[\dOoQlI|]{1,3}(?:[.,][\dOoQlI|]+)?%[.,;:)]*")
_YEAR = re.compile(r"\(?(?=.*\d.*\d)[12][\dOoQlI|]{3}[.,;:)]*")


def mend_digits(word: str) -> str:
    """A word with letters for digits, where its form leaves no other reading.

    >>> mend_digits("9O%"), mend_digits("l00%;"), mend_digits("2O25"), mend_digits("IoT")
    ('90%', '100%;', '2025', 'IoT')
    """
    if _RATE.fullmatch(word):
        return word.translate(_AS_DIGITS)
    if _YEAR.fullmatch(word) and re.match(r"\(?(?:19|20)\d\d", word.translate(_AS_DIGITS)):
        return word.translate(_AS_DIGITS)
    return word
