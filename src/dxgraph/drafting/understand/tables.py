"""Tables of goals: a row an indicator, a column a year, the unit perhaps in a column of its own.

HTML and DOCX give a row as a line with a tab between its cells, and a text may print one so, or
with upright strokes. The row that names years in its cells is the header of those below it, until
a line that is no row; columns of what has been reached are told by their year or their words. A
header without years names a column of goals ("Mục tiêu", "Kế hoạch"): they are due by what governs
the table, its caption, its heading or the document's own period; two such columns by nothing that
is said. A table without a header is read as lines are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.segments import Block, cell_sign
from dxgraph.drafting.read.years import Due, Year, YearKind
from dxgraph.drafting.understand.figure_words import Reading, Variant
from dxgraph.drafting.understand.stacked import Span, loose_rows, merged, strict_rows
from dxgraph.errors import DataError
from dxgraph.evidence import Figure, Language, parse_figure

SAID = patterns(__package__, "tables.yaml")
"""The words that it reads: the file says what each is for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row below a header."""

    readings: tuple[Reading, ...]
    dues: tuple[Due | None, ...]
    """None: what governs the table says it, or nothing does."""
    mark: Span | None
    """The number of the row."""
    states: tuple[Span, ...] = ()
    """The cells of columns without a year that say what has been reached."""
    unsaid: bool = False
    """Whether several columns hold goals, and nothing says by when each is due."""
    above: tuple[int, ...] = ()
    """Where the lines right above the header begin: the caption is one of them."""


@dataclass(slots=True)
class _Header:
    years: dict[int, Year] = field(default_factory=dict)
    states: set[int] = field(default_factory=set)
    """The columns of what has been reached, or of what there is."""
    goals: set[int] = field(default_factory=set)
    """The columns of goals, where the header names no year."""
    levels: dict[int, str] = field(default_factory=dict)
    """The columns of a level: "Cấp tỉnh", "Cấp xã"."""
    name: int = 1
    """The column of what is measured, where the cells of a row stand one below the other."""
    unit: int | None = None
    due: int | None = None
    """The column of the year by which each row is due."""
    cells: int = 0
    listed: bool = False
    """Whether semicolons part the cells."""
    above: tuple[int, ...] = ()
    level: str = ""
    parent: str = ""
    """The level, or what is measured, that the last row without figures says of those below it."""

    tail: tuple[tuple[Year, str], ...] = ()
    """The last columns, where a second row of the header parts those of each year by level."""

    @property
    def values(self) -> set[int]:
        """The columns of figures."""
        return {*self.years, *self.states, *(self.goals if not self.years else ())} - {self.name}

    def parted(self, text: str, cells: Sequence[Span], words: Lexicon) -> bool:
        """Take a second row of levels, or of years, below those of the first; whether it is one."""
        filled = [(begin, end) for begin, end in cells if begin < end]
        levels = [_level_named(text[begin:end], words) for begin, end in filled]
        if len(levels) < 2 or not all(levels) or not self.years or len(levels) % len(self.years):
            return False
        each = len(levels) // len(self.years)
        years = [year for year in self.years.values() for _ in range(each)]
        self.tail = tuple(zip(years, levels, strict=True))
        return True

    def at(self, width: int) -> tuple[dict[int, Year], dict[int, str]]:
        """The columns of years and of levels in a row of so many cells."""
        if not self.tail:
            return self.years, self.levels
        first = width - len(self.tail)
        return (
            {first + number: year for number, (year, _) in enumerate(self.tail)},
            {first + number: level for number, (_, level) in enumerate(self.tail)},
        )

    def heads(self, text: str, cells: Sequence[Span], words: Lexicon) -> bool:
        """Take a row that has but a name, and perhaps its mark, for what those below it are about;
        whether it is one."""
        filled = [text[begin:end] for begin, end in cells if begin < end]
        marked = len(filled) == 2 and SAID["mark"].fullmatch(filled[0])
        if not (filled and (len(filled) == 1 or marked) and _NAME.search(filled[-1])):
            return False
        self.level = _level(filled[-1], words)
        self.parent = "" if self.level else filled[-1]
        return True


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a text, by where the block of a line begins."""

    rows: Mapping[int, Row]
    heads: frozenset[int]
    """The lines that head a table without a year, and cells that are read with their row: what they
    print is no figure of their own."""
    marks: tuple[Span, ...] = ()
    """The numbers of rows without figures."""
    lines: frozenset[int] = frozenset()
    """All lines of tables, those that head columns or rows among them."""

    def holds(self, block: Block) -> bool:
        """Whether a block is a row of a table, or a part of one."""
        return block.begin in self.rows or block.begin in self.heads


def tables(
    text: str, blocks: Sequence[Block], language: Language, words: Lexicon, written: date
) -> Tables:
    """The rows of the tables of a text, and what heads them."""
    found: dict[int, Row] = {}
    heads: set[int] = set()
    marks: list[Span] = []
    lines: set[int] = set()
    above: tuple[int, ...] = ()
    header: _Header | None = None
    for block in blocks:
        begin = block.marker[0] if block.marker else block.begin
        sign = cell_sign(text[begin : block.end])
        if sign is None and text.count(";", begin, block.end) > 1:
            sign = ";" if header and header.listed else _listed(text, begin, block.end)
        if sign is None:
            if not (header and _SECTION.fullmatch(text, begin, block.end)):
                header = None  # "II. Kinh tế số" parts the rows of one table
            above = (block.begin, *above[:1])
            continue
        cells = list(_cells(text, begin, block.end, sign))
        if header and header.heads(text, cells, words):
            marks.append(cells[0])
            lines.add(block.begin)
            continue
        if header and header.parted(text, cells, words):
            heads.add(block.begin)
            continue
        named = _header(text, cells, words, written)
        if named:
            lines.add(block.begin)
            header = named
            header.listed = sign == ";"
            header.above, above = above, ()
            if not named.years:
                heads.add(block.begin)
        elif header and (len(cells) == header.cells or len(cells) > len(header.tail) > 0):
            row = _row(text, cells, header, language, words)
            if row:
                found[block.begin] = row
    for rows, parts, numbers in _stacked(text, blocks, language, words, written):
        found |= rows
        heads |= parts
        marks += numbers
    numbered = tuple(mark for mark in marks if text[slice(*mark)][:1].isdigit())
    return Tables(found, frozenset(heads), numbered, frozenset({*lines, *heads, *found}))


def _listed(text: str, begin: int, end: int) -> str | None:
    """The sign of a header whose cells semicolons part: "Chỉ tiêu; Mục tiêu 2025; Đã đạt 2023"."""
    return ";" if _HEAD_LINE.fullmatch(text, begin, end) else None


def _stacked(
    text: str, blocks: Sequence[Block], language: Language, words: Lexicon, written: date
) -> Iterator[tuple[dict[int, Row], set[int], list[Span]]]:
    """The tables whose cells stand one below the other, a line each, as some pages give them: their
    rows, where the other blocks of them begin, and the marks of rows without figures."""
    lines = [match.span() for match in _LINE.finditer(text)]
    starts = [block.marker[0] if block.marker else block.begin for block in blocks]
    below = 0
    for number, (begin, end) in enumerate(lines):
        numbered = SAID["numbered"].fullmatch(text, begin, end) is not None
        if number < below or not (numbered or SAID["names"].fullmatch(text, begin, end)):
            continue
        ahead = range(number + 2 + numbered, min(number + _WIDEST, len(lines)))
        begun = SAID["first"].fullmatch if numbered else _begins_row
        first = next((at for at in ahead if begun(text, *lines[at])), None)
        if first is None:
            continue
        heads = lines[number:first]
        header = _header(text, heads, words, written) if numbered else None
        found = list(strict_rows(text, lines[first:], len(heads))) if header else []
        broken = _header(text, merged(text, heads), words, written, least=2 + numbered)
        if broken:
            broken.name = int(numbered)
        if broken and broken.values:
            table = (text, lines[first:], broken.cells, broken.values, broken.unit)
            loose = loose_rows(*table, numbered=numbered)
            listed = list(loose)
            if len(listed) > sum(len(cells) == len(heads) for cells in found):
                header, found = broken, listed
        if header is None:
            continue
        below = first
        rows: dict[int, Row] = {}
        marks: list[Span] = []
        parts = {block.begin for block in _between(blocks, starts, begin, lines[first][0])}
        for cells in found:
            inside = _between(blocks, starts, cells[0][0], cells[-1][1])
            row = _row(text, cells, header, language, words) if len(cells) == header.cells else None
            if row and inside:
                named = max(inside, key=lambda block: block.end - block.begin)
                rows[named.begin] = row
                parts.update(block.begin for block in inside if block is not named)
            elif not row and header.heads(text, cells, words):
                parts.update(block.begin for block in inside)
                marks.append(cells[0])
        yield rows, parts, marks


def _begins_row(text: str, begin: int, end: int) -> bool:
    """Whether a line is no cell of a header: it begins the first row, which has no number."""
    cell = text[begin:end]
    heads = (
        _YEAR.fullmatch,
        SAID["unit"].match,
        SAID["state"].search,
        SAID["goal"].match,
        SAID["due"].fullmatch,
    )
    return not any(said(cell) for said in heads)


def _between(
    blocks: Sequence[Block], starts: Sequence[int], begin: int, end: int
) -> Sequence[Block]:
    return blocks[bisect_left(starts, begin) : bisect_left(starts, end)]


def _cells(text: str, begin: int, end: int, sign: str) -> Iterator[Span]:
    """The cells of a row, without strokes at its ends."""
    line = text[begin:end]
    if sign == "|":
        begin += len(line) - len(line.lstrip(" |"))
        end = begin + len(line.strip(" |"))
    start = begin
    while start <= end:
        stop = text.find(sign, start, end)
        stop = end if stop < 0 else stop
        cell = text[start:stop]
        yield start + len(cell) - len(cell.lstrip()), stop - len(cell) + len(cell.rstrip())
        start = stop + len(sign)


def _header(
    text: str, cells: Sequence[Span], words: Lexicon, written: date, least: int = 3
) -> _Header | None:
    """What the cells of a header say, if they are one, ``least`` of them where no year is among
    them."""
    header = _Header(cells=len(cells))
    levels = [_level_named(text[begin:end], words) for begin, end in cells]
    beside = len(set(filter(None, levels))) > 1  # "Sở, ngành | UBND huyện", not a column of names
    for number, (begin, end) in enumerate(cells):
        cell = text[begin:end]
        year = _YEAR.fullmatch(cell)
        if year:
            at = begin + year.start("year")
            last = date(int(year["year"]), 12, 31)
            reached = SAID["state"].search(cell) or (
                last.year < written.year and not SAID["goal"].match(cell)
            )
            kind: YearKind = "past" if reached else "deadline"
            header.years[number] = Year(at, at + 4, begin, last, kind)
        elif _NUMBER.fullmatch(cell):
            return None
        elif SAID["unit"].match(cell):
            header.unit = number
        elif SAID["due"].fullmatch(cell):
            header.due = number
        elif SAID["state"].search(cell):
            header.states.add(number)
        elif levels[number] and (beside or _level(cell, words)):
            header.levels[number] = levels[number]
        elif SAID["goal"].match(cell):
            header.goals.add(number)
        elif len(cell) > _HEAD:
            return None
    if header.years:
        header.goals.clear()
        _settled(header, written)
        return header
    if header.levels:
        header.goals = set(header.levels)
        return header
    # The name of the indicators may be headed by the same word.
    return header if header.goals and len(cells) >= least else None


def _settled(header: _Header, written: date) -> None:
    """A plan beside what was reached in the same year, which is over, is a goal no more."""
    reached = {year.day for year in header.years.values() if year.kind == "past"}
    for year in header.years.values():
        if year.day in reached and year.day < written:
            year.kind = "past"


def _row(
    text: str, cells: Sequence[Span], header: _Header, language: Language, words: Lexicon
) -> Row | None:
    years, levels = header.at(len(cells))
    named = [
        number
        for number, (begin, end) in enumerate(cells)
        if number not in years
        and number != header.unit
        and number not in header.states
        and _NAME.search(text, begin, end)
    ]
    if not named:
        return None
    name = " ".join(text[slice(*cells[named[0]])].split())
    unit = text[slice(*cells[header.unit])] if header.unit is not None else ""
    bracketed = _BRACKETED.search(name)
    if bracketed and not unit:  # "Hộ gia đình có cáp quang (%)"
        name, unit = name[: bracketed.start()], bracketed["unit"] or bracketed["sign"]
    alone = _level(name, words)
    if alone and header.parent:  # "1. Hồ sơ xử lý trên mạng", and below it "1.1 Cấp tỉnh"
        name = f"{header.parent} - {name}"
    # "Hồ sơ xử lý trên mạng - cấp xã", "Work files processed online, commune"
    last = _LAST.split(name)[1:][-1:]
    level = alone or header.level or "".join(_level_named(said.strip(), words) for said in last)
    readings: list[Reading] = []
    dues: list[Due | None] = []
    goals = sorted(header.goals - {named[0]})
    own = _due(text, cells, header)
    columns: dict[int, Year | None] = {**years, **dict.fromkeys(goals, own)}
    for number, year in columns.items():
        begin, end = cells[number]
        figure = _figure(text[begin:end], unit, language)
        if figure is None:
            continue
        figure = replace(
            figure,
            begin=begin + figure.begin,
            end=begin + figure.end,
            numbers=tuple((begin + first, begin + last) for first, last in figure.numbers),
        )
        beside = _level_named(text[begin : figure.begin].strip(" :"), words)  # "Cấp xã: 81%"
        readings.append(
            Reading(
                figure,
                begin,
                end,
                (begin, end),
                None,
                name,
                "",
                level=beside or levels.get(number, level),
                variants=(Variant(f"{name} {unit}", 1.0),),
            )
        )
        dues.append(year.due() if year else None)
    first = cells[0]
    mark = first if SAID["number-of-row"].fullmatch(text, *first) else None
    states = tuple(cells[number] for number in sorted(header.states))
    if not readings and not SAID["multiple"].search(unit):
        return None
    unsaid = len(goals) > 1 and not header.levels
    return Row(tuple(readings), tuple(dues), mark, states, unsaid, header.above)


def _level(said: str, words: Lexicon) -> str:
    """The level that a cell is about, or a line between the rows; empty where it names another."""
    label = words.level_label.match(said.strip())
    if not label or len(said.strip()[label.end() :].split()) > 1:
        return ""
    return next((slug for slug, named in words.levels if named.search(label[0])), "")


def _level_named(cell: str, words: Lexicon) -> str:
    """The level that a cell of a header names: "Cấp xã", "Xã", "Commune", "Sở, ngành"."""
    organs = SAID["organs"].match(cell)
    own = cell[organs.end() :] if organs else cell
    said = (cell.lower(), own.lower(), f"cấp {own}", f"{own} level")
    named = (*words.levels, *words.level_organs)
    return next((slug for slug, level in named if any(map(level.fullmatch, said))), "")


def _due(text: str, cells: Sequence[Span], header: _Header) -> Year | None:
    """The year that a row gives for itself: "Hoàn thành: 2026"."""
    begin, end = cells[header.due] if header.due is not None else (0, 0)
    year = _YEAR.fullmatch(text[begin:end])
    if year is None:
        return None
    at = begin + year.start("year")
    return Year(at, at + 4, begin, date(int(year["year"]), 12, 31), "deadline")


def _figure(cell: str, unit: str, language: Language) -> Figure | None:
    """The figure of a cell that holds one and no words beside; the unit's column completes it."""
    if not re.search(r"\d", cell) or len(cell) > 40:
        return None
    try:
        figure = parse_figure(cell, language)
    except DataError:
        return None
    if figure.unit not in (None, "count"):
        return figure
    if SAID["multiple"].search(unit):
        return None  # the figure as it is printed is not the value, and would not verify
    if SAID["measure"].fullmatch(unit):
        return replace(figure, unit=None)
    slug = next((slug for slug, pattern in _UNITS.items() if pattern.search(unit)), None)
    if slug == "rank" and figure.comparator == "at-most":
        figure = replace(figure, comparator="within-top")
    counted = slug is None and re.fullmatch(r"[^\W\d_]+(?:\s[^\W\d_]+){0,2}", unit)
    return replace(figure, unit="count" if counted else slug or figure.unit)


_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_NAME = re.compile(r"[^\W\d_]{2,}[\W\d_]+[^\W\d_]{2,}")
"""Two words at least, which name something."""
_WIDEST = 12
"""Cells of a row, at most."""
_HEAD_LINE = re.compile(
    r"(?:(?:[^\d;.:%]{2,40}(?:\s(?:19|20)\d\d)?|(?:19|20)\d\d\s[^\d;.:%]{2,20})\s?;\s*){1,6}"
    r"(?:[^\d;.:%]{2,40}(?:\s(?:19|20)\d\d)?|(?:19|20)\d\d\s[^\d;.:%]{2,20})"
)
_LAST = re.compile(r"(?<=\s)[-–]|[-–](?=\s)|[,(;:]")
_SECTION = re.compile(r"[^\d.;:%]{0,8}(?:\d{1,2}\.?|[.)])?[^\d;:%]{2,60}[^\d.;:%]")
"""A line between two rows that names a part of the table."""
_YEAR = re.compile(r"\D{0,40}?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)\D{0,20}")
_NUMBER = re.compile(r"\W*\d[\d.,]*\s?%?")
_BRACKETED = re.compile(r"\s*(?:\((?P<unit>[^()\d]{1,24})\)|,\s*(?P<sign>%))\s*$")
"""The unit behind the name, where the table has no column for it."""
_HEAD = 60
"""No cell of a header is longer, in code points."""
_UNITS = patterns(__package__, "units.yaml")
