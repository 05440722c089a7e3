"""A text in pieces: blocks (headings, list items, paragraphs), sentences, clauses, parentheses.

All offsets are into the whole text, ends exclusive. A piece is where it is, not what it says: no
piece copies the text. Everything here takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dxgraph.drafting.read.lexicon import patterns

SAID = patterns(__package__, "segments.yaml")
"""The words that it reads: the file says what each is for."""

BlockKind = Literal["heading", "item", "paragraph"]

MARKER = re.compile(
    r"(?P<bullet>[-–—+*•●○▪◦‣■□◆❖❑❒➢✓☐\uf0b7])(?=\s)"
    r"|(?P<paren>\(\s?(?:\d{1,2}|[a-zđ])\s?\))"
    r"|(?P<roman>[IVX]{1,5})(?=[.)]\s)[.)]"
    r"|(?P<capital>[A-HJ-UWYZĐ])(?=[.)]\s)[.)]"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)(?=[.)]?\s)[.)]?"
    r"|(?P<number>\d{1,2})(?=[.)/]\s)[.)/]"
    r"|(?P<letter>[a-zđ])(?=[.)]\s)[.)]"
    r"|(?P<named>(?:Điều|Phần|Chương|Mục|Phụ lục)\s+(?:\d{1,3}|[IVX]{1,5})\b[.:]?)"
)
"""What stands before an item of a list or a heading: "-", "1.", "a)", "Điều 2."."""
_SPACE = " \t\u00a0\u202f\u3000"
_ENDED = (".", ";", ":", "!", "?", "…", "./.", ".”", '."')
HEADING = 160
"""No heading is longer, in code points."""
SENTENCE = 4000
"""A longer sentence is none: a text without line ends or full stops is cut at a comma."""

# A sentence ends at its sign, unless what is before is an abbreviation or the mark of a list.
_SENTENCE_END = re.compile(
    r"[.!?…][”\")\]]*(?=\s+(?:[\"“(\[]?(?:[^\W\d_a-z]|\d|[-–+*•]\s)|\([ivx]{1,4}\)\s))|\n(?=\s*\n)",
    re.UNICODE,
)
_NO_END = re.compile(
    r"(?:(?<![\w./])(?:[A-ZĐ]|TP|Tp|TX|TT|TS|ThS|PGS|GS|Th|St|No|Mr|Mrs|Dr|vs|v\.v|i\.e|e\.g|\d{1,2}))$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text, or lines that a reader takes for one."""

    begin: int
    """Behind the marker."""
    end: int
    kind: BlockKind
    depth: int
    """How deep in the list, from 0."""
    marker: tuple[int, int] | None = None
    lines: int = 1


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; lines without a letter or a digit are left out."""
    found: list[Block] = []
    stack: list[str] = []
    for begin, end in _joined(text):
        line = text[begin:end]
        match = MARKER.match(line)
        kind: BlockKind
        if match and match.end() < len(line):
            style = str(match.lastgroup)
            if style == "bullet":
                style = match["bullet"]
            elif style == "dotted":
                style += str(match["dotted"].count("."))
            elif style == "paren":
                style += "number" if match["paren"].strip("( )").isdigit() else "letter"
            marker = (begin, begin + match.end())
            start = begin + match.end() + _indent(line[match.end() :])
            if style in stack:
                del stack[stack.index(style) + 1 :]
            else:
                stack.append(style)
            depth = len(stack)
            bullet = match["bullet"] and _FIGURE.search(text, start, end)
            counts = (bullet or SAID["counts"].match(text, start, end)) and text[end - 1] != ":"
            kind = "heading" if is_heading(text[start:end]) and not counts else "item"
            found.append(Block(start, end, kind, depth, marker))
        else:
            kind = "heading" if is_heading(line) else "paragraph"
            if kind == "paragraph":
                stack.clear()
            found.append(Block(begin, end, kind, 0))
    return [block for block in found if re.search(r"\w", text[block.begin : block.end])]


def is_heading(line: str) -> bool:
    """Whether a line announces what follows: it ends with a colon, or is short and does not end."""
    line = line.rstrip()
    if len(line) > HEADING:
        return False
    if line.endswith(":"):
        return True
    if line.endswith(_ENDED) or "%" in line or ";" in line or len(line) > 100:
        return False
    return SAID["share"].search(line) is None


_FIGURE = re.compile(r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d[\d.,]*(?=\s[^\W\d])")
"""A number of things in an item."""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(_SPACE))


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each line; a line that goes on in the next, as PDF breaks them, with it."""
    held: tuple[int, int] | None = None
    at = 0
    for line in text.split("\n"):
        begin, at = at, at + len(line) + 1
        stripped = _stripped_line(line)
        if not stripped:
            if held:
                yield held
            held = None
            continue
        start = begin + line.index(stripped)
        end = start + len(stripped)
        if held and _goes_on(text[held[0] : held[1]], stripped):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _stripped_line(line: str) -> str:
    """A line without the white space around; the row of a table keeps its empty cells."""
    stripped = line.strip(_SPACE)
    inner = line.strip(" \u00a0\u202f\u3000")
    return inner if stripped and ("\t" in stripped or inner.endswith("\t")) else stripped


def cell_sign(line: str) -> str | None:
    """What parts the cells of a table's row: a tab, or strokes; None: it is no row."""
    if "\t" in line:
        return "\t"
    if _FIGURES.fullmatch(line):
        return ";"
    return next((sign for sign in ("|", " / ") if line.count(sign) > 1), None)


_FIGURES = re.compile(
    r"(?:(?:\d{1,3}|[^\W\d]{1,4})\.?\s*;)?(?:[^;\w]|\d)*[^\W\d][^;]*"
    r"(?:;\s*+(?:(?:[<>≥≤~]\s*+)?\d[\d.,]*+(?:\s*+%)?|[^\d;.,]{0,20}20\d\d|[-–—]?)\s*+(?:\([^();]*\)\s*+)?){2,}"
)
"""A name, behind its number at most, and figures or years behind semicolons: a list of goals has
words in each of its parts."""


_STAMP = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\W{1,3}\d{1,2}[:h]\d{2})?(?:\s?[AP]M)?"
    r"|\d{1,2}[:h]\d{2}\W{1,3}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}",
    re.IGNORECASE,
)


def _goes_on(before: str, line: str) -> bool:
    if before.endswith(_ENDED):
        return False
    # A line that is broken by its width is long, and its sentence is still open.
    short = len(before.rsplit("\n", 1)[-1]) < 40
    if short and not (line[0].islower() or SAID["awaits"].search(before)):
        return False
    if cell_sign(line) or cell_sign(before.rsplit("\n", 1)[-1]):
        return False  # rows of a table
    if _STAMP.fullmatch(line):
        return False  # the day of a page, below its title
    return MARKER.match(line) is None and (line[0].islower() or line[0].isdigit())


def sentences(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Begin and end of the sentences between two places of the text, without white space around."""
    for first, last in _between_ends(text, begin, end):
        while last - first > SENTENCE:
            cut = max(text.rfind(sign, first + SENTENCE // 2, first + SENTENCE) for sign in ",; ")
            cut = cut + 1 if cut >= 0 else first + SENTENCE
            yield from _stripped(text, first, cut)
            first = cut
        yield from _stripped(text, first, last)


def _between_ends(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _SENTENCE_END.finditer(text, begin, end):
        if match.end() >= end:
            break
        before = text[max(begin, match.start() - 4) : match.start()]
        ended = SAID["ends-with-number"].search(text, max(start, match.start() - 40), match.start())
        if text[match.start()] == "." and _NO_END.search(before) and not ended:
            continue
        yield start, match.end()
        start = match.end()
    yield start, end


def _stripped(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end and text[begin].isspace():
        begin += 1
    # A dash that a list lost its line end before: "… đạt 40%. - Tỷ lệ …"
    if begin + 1 < end and text[begin] in "-–+*•" and text[begin + 1] == " ":
        begin += 2
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield begin, end


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """What stands between round brackets, without them; to the end where none closes."""

    begin: int
    end: int


def parentheses(text: str, begin: int, end: int) -> tuple[Parenthesis, ...]:
    """The outermost parentheses between two places, in order; "(1)" is a mark and none."""
    found: list[Parenthesis] = []
    opened = -1
    depth = 0
    for at in range(begin, end):
        letter = text[at]
        if letter == "(":
            if depth == 0:
                opened = at + 1
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            if depth == 0 and not _MARK.fullmatch(text, opened, at):
                found.append(Parenthesis(opened, at))
        elif letter == "\n" and depth:
            depth = 0  # a bracket that no line closes does not swallow the next
    if depth:
        found.append(Parenthesis(opened, end))
    return tuple(found)


_MARK = re.compile(r"\s?(?:\d{1,2}|[a-zđ])\s?")
