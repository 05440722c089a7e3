"""Where in the document a sentence stands: its part, its pillar, the years that govern it.

A plan is read from above: a heading ("Mục tiêu cụ thể", "Về phát triển kinh tế số", "Đến năm
2025:") governs what is below it until a heading of its own rank; a year at the head of an item
governs the item and what is nested in it; a year inside a sentence governs what follows it there.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.dates import printed_dates
from dxgraph.drafting.read.found import between
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.segments import HEADING, Block, Parenthesis, parentheses, sentences
from dxgraph.drafting.read.years import (
    Due,
    Frame,
    Year,
    days_ahead,
    deadline_days,
    trails,
    years_of,
)
from dxgraph.search import fold

SAID = patterns(__package__, "context.yaml")
"""The words that it reads: the file says what each is for."""

Part = Literal["opening", "general", "specific", "tasks", "duties", "results", "furniture"]

_LEAD_IN = 200
"""How far into a sentence a cue may stand, in code points."""
_HEADLINE = 120
"""No headline is longer."""
_LEVEL_HEADING = 60
"""No heading that says whose goals follow is longer."""
_BESIDE_UNITS = 4
"""So many words such a heading has behind the units that it names."""
_SHARES = 2
"""No headlines have more lines with a share."""
_RUN_IN = 40
"""No heading that its own text goes on behind is longer."""
_TERM_IN = 6
"""…and the period that governs what follows it: "Trong giai đoạn 2027-2031, …"."""
_PILLAR_IN = 80
"""How far into a sentence the name of its pillar may stand."""


@dataclass(slots=True)
class Sentence:
    begin: int
    end: int
    block: Block
    part: Part
    headline: bool
    """Before the first full paragraph: what the page says above the text."""
    pillar: str | None
    due: Due | None
    """What governs it from outside."""
    years: list[Year]
    inner: tuple[Parenthesis, ...]
    level: str | None
    """The level whose units the heading above is about: "Đối với cấp tỉnh"."""
    lead_end: int
    """Where a heading inside it ends: behind the colon of "(2) Về phát triển kinh tế số: …"."""
    before: Year | None = None
    """The last year before it in its block by which something is due."""
    columns: Sequence[Year] = ()
    """The years that a line above it parts as its figures are parted: "(2025 / 2030)"."""

    def enclosed(self, at: int) -> Parenthesis | None:
        """The parenthesis that a place lies in."""
        number = bisect_left(self.inner, at + 1, key=lambda part: part.begin) - 1
        return self.inner[number] if number >= 0 and at < self.inner[number].end else None

    def alone(self, year: Year) -> bool:
        """Whether a year or a period fills its parenthesis: "trong 5 năm tới (2026-2030)"."""
        zone = self.enclosed(year.begin)
        return zone is not None and (zone.begin, zone.end) == (year.lead, year.end)


@dataclass(frozen=True, slots=True)
class _Level:
    """What a heading or an item gives to what is nested in it."""

    depth: int
    marked: bool
    due: Due | None
    level: str | None = None


class Reader:
    """Goes through the blocks of a text once and says of each sentence where it stands."""

    def __init__(
        self,
        text: str,
        words: Lexicon,
        frame: Frame,
        taken: Sequence[Explained],
        tabled: Callable[[Block], bool] = lambda _: False,
        lines: Collection[int] = (),
    ) -> None:
        """``tabled`` says of a block whether it is of a table: its cells head nothing below it.
        ``lines`` are where all lines of tables begin, those that head its rows and columns too."""
        self._text = text
        self._words = words
        self._frame = frame
        self._tabled = tabled
        self._lines = lines
        self._taken = sorted(taken, key=lambda item: item.begin)
        self._days = sorted(printed_dates(text), key=lambda item: item.begin)
        self._part: Part = "opening"
        self._foot = False
        self._body = False
        self._cells: set[int] = set()
        """Numbers that stand one below the other: cells of a table, not numbers of pages."""
        self._headlines: set[str] = set()
        """A page may print its headline again above the text."""
        self._pillar: str | None = None
        self._floating: Due | None = None
        self._stack: list[_Level] = []
        self._outside: tuple[list[_Level], Due | None, bool] | None = None
        """What governs the text around the table that is being read."""
        self._run: tuple[int | None, Part] | None = None
        """How deep an item of results is, or None for a paragraph, and in which part of the
        document it stands."""
        self._below = False
        """Whether a numbered heading is right above, or with paragraphs alone between."""
        self._heading_level: str | None = None
        self._named: Year | None = None
        """The last year by which something is due."""
        self._term: Year | None = None
        """The last term of a congress or an assembly that was named."""
        self._plan: Year | None = None
        """The time of the last document that was told to have been issued."""

    def read(self, blocks: Sequence[Block]) -> list[Sentence]:
        """The sentences of all blocks, in order; a line of the page is one sentence."""
        above = list(itertools.takewhile(lambda block: not self._full(block), blocks))
        shares = sum(
            SAID["share"].search(self._text, block.begin, block.end) is not None for block in above
        )
        # without a body there is no headline, and a list of figures is one
        self._body = len(above) == len(blocks) or shares > _SHARES
        alone = [_ALONE.fullmatch(self._text, block.begin, block.end) for block in blocks]
        self._cells = {
            place.begin
            for (block, one), (other, second) in itertools.pairwise(zip(blocks, alone, strict=True))
            if one and second
            for place in (block, other)
        }
        return [sentence for block in blocks for sentence in self._block(block)]

    def _full(self, block: Block) -> bool:
        """Whether a block is of the body: a headline is short, stands alone and does not end as a
        sentence does."""
        line = self._text[block.begin : block.end]
        ended = block.marker is not None or line.endswith((".", ";", ":"))
        return block.kind != "heading" and (len(line) > _HEADLINE or ended)

    def _block(self, block: Block) -> list[Sentence]:
        text, words = self._text, self._words
        line = text[block.begin : block.end]
        if block.begin not in self._cells and self._furniture(line):
            place = (block.begin, block.end, block)
            return [Sentence(*place, "furniture", False, None, None, [], (), None, block.begin)]
        repeated = block.marker is None and self._body and fold(line) in self._headlines
        self._body = self._body or self._full(block)
        if not self._body:
            self._headlines.add(fold(line))
        self._pass_table(block)
        self._leave(block)
        if self._run and (
            self._run[0] is None
            or (block.marker and block.depth <= self._run[0] and self._sets(block))
        ):
            self._part, self._run = self._run[1], None
        current = self._inherited()
        found: list[Sentence] = []
        for begin, end in sentences(text, block.begin, block.end):
            if not self._tabled(block):
                self._turn(begin, end, block)
            pillar = self._pillar_of(begin, end, block)
            if pillar:
                self._pillar = pillar
                self._part = "specific" if self._part == "opening" else self._part
            if self._named and self._takes_up(begin, end):
                current = self._named.due(near=False)
            elif self._plan and words.accordingly.match(text, begin, end):
                current = self._plan.due(near=False)
            elif self._term and self._of_term(begin, end):
                current = self._term.due(near=False)
            sentence = Sentence(
                begin=begin,
                end=end,
                block=block,
                part=self._part,
                headline=repeated or not self._body,
                pillar=None if self._part in ("opening", "general") else self._pillar,
                due=current,
                years=self._years(begin, end),
                inner=parentheses(text, begin, end),
                level=self._level(),
                lead_end=begin if found else self._lead(begin, end, block),
                before=self._named if found else None,
            )
            found.append(sentence)
            dated = [year for year in sentence.years if year.kind == "deadline"]
            self._named = dated[-1] if dated else self._named
            self._plan = self._of_plan(sentence) or self._plan
            terms = [year for year in sentence.years if self._is_term(year)]
            self._term = terms[-1] if terms else self._term
            current = self._after(sentence, current)
        self._enter(block, current, found)
        return found

    def _takes_up(self, begin: int, end: int) -> bool:
        """Whether a sentence speaks of the year before it, and prints no other: "in that year"."""
        words = self._words
        said = words.then.search(self._text, begin, end)
        return said is not None and not words.year.search(self._text, begin, said.start())

    def _adopted(self, sentence: Sentence) -> Due | None:
        """The period for which a sentence says that goals were set: they are told behind it."""
        text, words = self._text, self._words
        if not SAID["set"].search(text, sentence.begin, sentence.end):
            return None
        ahead = [
            year
            for year in sentence.years
            if year.spans and not year.named and year.day > self._frame.written
        ]
        goals = words.commits.search(text, sentence.begin, sentence.end)
        if len(ahead) != 1 or not goals:
            return None
        return ahead[0].due(near=False)

    def _of_plan(self, sentence: Sentence) -> Year | None:
        """The year or period of a document that a sentence says has been issued."""
        if not self._words.issued.search(self._text, sentence.begin, sentence.end):
            return None
        ahead = [
            year
            for year in sentence.years
            if year.kind == "period" and year.day > self._frame.written
        ]
        return ahead[0] if len(ahead) == 1 else None

    def _is_term(self, year: Year) -> bool:
        around = self._text[max(0, year.begin - 30) : year.end + 8]
        return year.spans and year.day > self._frame.written and bool(SAID["term"].search(around))

    def _of_term(self, begin: int, end: int) -> bool:
        words = self._words
        said = words.term.search(self._text, begin, end)
        return bool(said) and not words.year.search(self._text, begin, end)

    # ---- Parts -----------------------------------------------------------------------------

    def _furniture(self, line: str) -> bool:
        words = self._words
        head = line[:_LEAD_IN].lstrip(_SIGNS)
        if words.foot.search(head):
            self._foot = True
        elif self._foot and words.specific.search(head):
            self._foot = False
        return self._foot or (len(line) < 300 and words.furniture.search(head) is not None)

    def _turn(self, begin: int, end: int, block: Block) -> None:
        """Whether another part of the document begins with this sentence."""
        words = self._words
        head = self._text[begin : min(end, begin + _LEAD_IN)]
        head = SAID["part-of"].sub(
            "", head.partition("%")[0]
        )  # what a figure is about announces nothing
        part: Part | None = None
        if words.duties.search(head):
            part = "duties"
        elif words.tasks.search(head) and not words.goals.search(head):
            part = "tasks"
        elif words.specific.search(head) and not (
            self._part == "results" and block.kind == "paragraph" and self._text[end - 1] != ":"
        ):
            part = "specific"
        elif words.general.search(head):
            part = "general"
        elif words.results.search(head) if block.kind == "heading" else self._run_in(begin, block):
            part = "results" if words.results.search(head) else "duties"
            depth = block.depth if block.marker else None
            self._run = None if block.kind == "heading" else (depth, self._part)
        if part is not None and part != self._part:
            self._part = part
            self._floating = None
            if part != "specific":
                self._pillar = None

    def _sets(self, block: Block) -> bool:
        """Whether the heading of an item names goals: "2. Thống nhất điều chỉnh chỉ tiêu …: …"."""
        colon = self._text.find(":", block.begin, min(block.end, block.begin + HEADING))
        return colon >= 0 and self._words.commits.search(self._text, block.begin, colon) is not None

    def _run_in(self, begin: int, block: Block) -> bool:
        """Whether an item or a paragraph begins with the heading of what there is, or of who gets
        what: "I. Hiện trạng: mật độ …", "Mức hỗ trợ: không quá 50 triệu đồng"."""
        head = self._text[begin : min(block.end - 1, begin + _RUN_IN)].partition(":")
        said = self._words.results.match(head[0]) or self._words.duties.match(head[0])
        return begin == block.begin and bool(head[1]) and said is not None

    # ---- Headings --------------------------------------------------------------------------

    def _pass_table(self, block: Block) -> None:
        """What the lines of a table say governs nothing behind it: what governed before it does."""
        if block.begin in self._lines:
            self._outside = self._outside or ([*self._stack], self._floating, self._below)
        elif self._outside:
            self._stack, self._floating, self._below = self._outside
            self._outside = None

    def _leave(self, block: Block) -> None:
        """Climb out of the headings and items that do not contain the block. A heading without a
        mark that names a pillar parts the numbered section that it stands in; the paragraphs right
        below a numbered heading are its own."""
        headed = block.kind == "heading" and block.marker is not None
        goes_on = self._below and block.kind == "paragraph"
        below, self._below = self._below, headed or goes_on
        if block.marker is None:
            parts = block.kind == "heading" and self._pillar_of(block.begin, block.end, block)
            if parts or (below and block.kind == "paragraph"):
                return
            self._stack = [level for level in self._stack if not level.marked]
        else:
            self._stack = [level for level in self._stack if level.depth < block.depth]

    def _enter(self, block: Block, current: Due | None, found: Sequence[Sentence]) -> None:
        """What the block leaves behind for the next ones."""
        if block.kind == "paragraph":
            self._floating = current
            return
        own = None
        for year in found[0].years if found else ():
            at_head = block.kind == "heading" or year.lead <= found[0].begin + 1
            if at_head and year.kind == "deadline":
                own = year.due()
                break
        pair = (
            [year for year in found[0].years if year.kind == "period" and not year.spans]
            if found
            else []
        )
        line = self._text[block.begin : block.end]
        titled = block.kind == "heading" and self._words.specific.match(line)
        if own is None and titled and len(pair) > 1:
            # "Mục tiêu đến năm 2025, định hướng đến năm 2030": without a year, by the first
            own = pair[0].due()
        if own is None and block.kind == "heading" and found:
            own = next(
                (year.due() for year in found[0].years if self._heads(year, block)),
                None,
            )
        marked = block.marker is not None
        level = self._level_of(block)
        if not marked and not self._tabled(block):
            self._heading_level = level
        if own and not marked:
            # A new year replaces that of an earlier heading; a heading without one keeps it.
            self._stack = [level for level in self._stack if level.marked]
        if marked or own:
            self._stack.append(_Level(block.depth, marked, own, level))

    def _heads(self, year: Year, block: Block) -> bool:
        """Whether a period, or the year of a plan, is that of what a heading stands above."""
        if year.spans and not year.named:
            return self._text[block.end - 1] == ":" or year.lead <= block.begin + _TERM_IN
        stop = block.end - (self._text[block.end - 1] == ":")
        ends = year.kind == "period" and year.end == stop and year.day != self._frame.last
        line = self._text[block.begin : block.end]
        return ends and self._words.specific.match(line) is not None

    def _level_of(self, block: Block) -> str | None:
        """The level that a heading is about."""
        if block.kind != "heading" or block.end - block.begin > _LEVEL_HEADING:
            return None
        line = self._text[block.begin : block.end].rstrip(": ")
        for slug, units in self._words.level_subjects:
            begun = units.match(f"{line}:")
            if begun and len(line[begun.end() :].split()) <= _BESIDE_UNITS:
                return slug
        head = self._words.level_heading.fullmatch(line)
        named = [slug for slug, pattern in self._words.levels if head and pattern.search(head[0])]
        return named[0] if len(named) == 1 and named[0] != "all" else None

    def _level(self) -> str | None:
        given = (level.level for level in reversed(self._stack) if level.level)
        return next(given, self._heading_level)

    def _inherited(self) -> Due | None:
        given = (level.due for level in reversed(self._stack) if level.due)
        return next(given, self._floating)

    def _lead(self, begin: int, end: int, block: Block) -> int:
        at = self._text.find(":", begin, min(end, begin + HEADING))
        if at < 0 or at + 1 >= end or block.kind == "heading" or "%" in self._text[begin:at]:
            return begin
        return at + 1

    def _pillar_of(self, begin: int, end: int, block: Block) -> str | None:
        """The pillar that a heading or the lead of a sentence names, if it names one alone."""
        words = self._words
        head = self._text[begin : min(end, begin + HEADING)]
        heading = block.kind == "heading"
        lead = head.partition(":")[0]
        if not heading:
            for slug, pattern in words.pillars:  # "Kinh tế số: tỷ trọng … đạt 20%"
                if len(lead) < len(head) and pattern.fullmatch(lead.strip()):
                    return slug
        figure = _FIGURE.search(words.year.sub(lambda match: "#" * len(match[0]), head))
        if figure and heading:
            return None  # a headline
        head = head[: figure.start()] if figure else head
        named = [
            (slug, match.start())
            for slug, pattern in words.pillars
            for match in pattern.finditer(head)
        ]
        if len({slug for slug, _ in named}) != 1:
            return None
        cued = (0 < at < _PILLAR_IN and words.pillar_cue.search(head[:at]) for _, at in named)
        return named[0][0] if heading or any(cued) else None

    # ---- Years -----------------------------------------------------------------------------

    def _years(self, begin: int, end: int) -> list[Year]:
        taken = between(self._taken, begin, end)
        days = between(self._days, begin, end)
        years = years_of(self._text, begin, end, self._words, self._frame, taken)
        years += deadline_days(self._text, begin, self._frame.written, days)
        years += days_ahead(self._text, begin, end, self._frame.written)
        return sorted(years, key=lambda year: year.begin)

    def _governs(self, sentence: Sentence, year: Year) -> bool:
        """Whether a year stands in no parenthesis, or alone in one before all figures: "Kết thúc
        năm học này (tháng 5/2025), …"."""
        head = self._text[sentence.begin : year.lead]
        return sentence.enclosed(year.begin) is None or (
            sentence.alone(year) and not _FIGURE.search(head)
        )

    def _after(self, sentence: Sentence, current: Due | None) -> Due | None:
        """What governs the sentence behind this one."""
        outer = [
            year
            for year in sentence.years
            if year.kind == "deadline" and self._governs(sentence, year)
        ]
        if sentence.headline:
            return current  # what a headline says governs nothing below it
        if not outer:
            # "Nhiệm kỳ 2025-2030, …": the term goes on below
            heads = (year for year in sentence.years if year.spans and not year.named)
            if adopted := self._adopted(sentence):
                return adopted
            period = next(heads, None)
            if period and period.lead <= sentence.begin + _TERM_IN:
                return period.due(near=False)
            return current
        if len({year.day for year in outer}) > 1:
            return None
        year = outer[0]
        if trails(self._text, year, sentence.begin, sentence.end):
            return current
        return year.due(near=False)


_SIGNS = " \t>»›•*+-–—"
_FIGURE = re.compile(r"(?<![\d(.])\d+(?![\d).]|\s?[.)])")
_ALONE = re.compile(r"\d[\d.,]*(?:\s?%)?")
"""A line that is a number and nothing else."""
