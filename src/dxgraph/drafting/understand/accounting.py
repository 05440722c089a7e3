"""The numbers that are no targets, told by their place: those of the page, of tasks, of results;
the years; and what is left for a person to explain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.lexicon import Lexicon
from dxgraph.drafting.read.numbers import (
    Cover,
    counts_items,
    explained_numbers,
)
from dxgraph.drafting.read.segments import Block
from dxgraph.drafting.read.years import Due
from dxgraph.drafting.understand.beside import Beside
from dxgraph.drafting.understand.clauses import PER
from dxgraph.drafting.understand.figure_words import Reading, content
from dxgraph.drafting.understand.mentions import NO_FIGURE, Mentions
from dxgraph.drafting.understand.targets import Item
from dxgraph.drafting.understand.weighing import Weighing, against, weight
from dxgraph.evidence import Figure, Language, number_tokens


class Accounts:
    """Accounts for the numbers of one document."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        language: Language,
        words: Lexicon,
        beside: Beside,
        written: date,
    ) -> None:
        self._text = text
        self._language = language
        self._words = words
        self._cover = Cover(len(text))
        self._beside = beside
        self._mentions = Mentions(text, words)
        self.weighing = Weighing(text, words, beside, self._mentions, written)
        self.numbers: list[Explained] = []
        self.doubts: tuple[str, ...] = ()
        """What speaks against the figure that was last found to be a goal."""
        self.tell(blocks)
        self._rubbish(blocks)
        self.numbers += explained_numbers(text, blocks, language, self._cover)

    def explain(self, begin: int, end: int, reason: str, confidence: float = 1.0) -> None:
        """Give a number its reason, if nothing else has it; one in words needs none."""
        printed = reason != NO_FIGURE and _DIGIT.search(self._text, begin, end)
        if printed and self._cover.take(begin, end):
            self.numbers.append(Explained(begin, end, reason, None, confidence))

    def past(self, begin: int, end: int) -> None:
        """The numbers of a cell say what has been reached."""
        for first, last in number_tokens(self._text[begin:end]):
            self.explain(begin + first, begin + last, "past-result", 0.9)

    def free(self, begin: int, end: int) -> bool:
        """Whether nothing accounts for any part of a span yet."""
        return self._cover.free(begin, end)

    def take(self, figure: Figure) -> None:
        """A figure is that of a target: its place is taken."""
        self._cover.take(figure.begin, figure.end)

    # ---- The page --------------------------------------------------------------------------

    def _rubbish(self, blocks: Sequence[Block]) -> None:
        """Lines in a script that no Vietnamese document has were injected by a reprinting page."""
        for block in blocks:
            if block.end - block.begin < 300 and _FOREIGN.search(
                self._text, block.begin, block.end
            ):
                self._page_line(block)

    def furniture(self, sentences: Iterable[Sentence]) -> None:
        """Explain the numbers of lines that are the page's own."""
        printed = sorted(
            (item.begin, item.reason) for item in self.numbers if item.reason in ("date", "time")
        )
        starts = [begin for begin, _ in printed]
        for sentence in sentences:
            block = sentence.block
            first = bisect_left(starts, block.begin)
            last = bisect_left(starts, block.end)
            # A short line with a day and a time: what else it has are the page's counters.
            stamped = {reason for _, reason in printed[first:last]} == {"date", "time"}
            if sentence.part == "furniture" or (stamped and block.end - block.begin < 80):
                self._page_line(block)

    def _page_line(self, block: Block) -> None:
        for begin, end in self._clusters(block.begin, block.end):
            self.explain(begin, end, "page-furniture")

    def _clusters(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The free numbers of a line, those close together as one: "2 trong 2", "1 - 2"."""
        found: list[tuple[int, int]] = []
        for first, last in number_tokens(self._text[begin:end]):
            span = (begin + first, begin + last)
            if not self._cover.free(*span):
                continue
            if found and _NEARBY.fullmatch(self._text, found[-1][1], span[0]):
                found[-1] = (found[-1][0], span[1])
            else:
                found.append(span)
        return found

    # ---- Figures that are no goals ---------------------------------------------------------

    def no_target(self, sentence: Sentence, reading: Reading, due: Due | None) -> str | None:
        """The reason why a figure is no goal: what its form or its clause says for sure, or what
        weighs most against it where more speaks against than for it."""
        self.doubts = ()
        sure = self._no_goal(sentence, reading)
        if sure:
            return sure
        cues = self.weighing.cues(sentence, reading, due)
        total = weight(cues)
        goal = total > 0
        self.doubts = tuple(slug for most, slug in _SLIGHT if total < most)[:1]
        self.weighing.found(sentence, reading, goal=goal)
        if goal:
            return None
        return against(cues, sentence) if reading.figure.numbers else NO_FIGURE

    def _no_goal(self, sentence: Sentence, reading: Reading) -> str | None:
        """The reason of what can be no goal wherever it stands: names, money, what others set."""
        words, figure = self._words, reading.figure
        bare = figure.unit is None and figure.comparator == "equal" and figure.numbers
        if bare and self._in_name(sentence.begin, figure.begin, figure.end):
            return "proper-name"
        spelled = figure.numbers and not _DIGIT.search(self._text, figure.begin, figure.end)
        if spelled and counts_items(self._text, figure.numbers[0][1], self._language):
            return NO_FIGURE
        if self._mentions.money(sentence, reading):
            return "budget"
        if self._per(figure.begin):
            return "denominator"
        reason = self._beside.reason(sentence, reading)
        if reason:
            return reason
        # What is quoted stands right before the figure, not clauses away.
        front = reading.front.rpartition(", ")[2]
        said = front
        inner = ""
        if reading.enclosed:  # "(mục tiêu quốc gia là 20%)", "bình quân cả nước (20%)"
            aside = self._text[max(sentence.begin, reading.enclosed.begin - 60) : figure.begin]
            said = f"{front} {reading.own} {aside.rpartition(',')[2]}"
            inner = self._text[reading.enclosed.begin : figure.begin]  # "(cả nước: 20%)"
        quoted = words.quoted.search(said) or words.quoted.search(inner)
        if quoted or self._beside.elsewhere(sentence, reading):
            return "quoted-figure"
        nameless = not words.verb.search(said) and not content(reading.own, words)
        listed = sentence.block.marker is not None
        if (
            self._cut(figure)
            or (not figure.numbers and sentence.block.kind == "heading" and not listed)
            or (figure.unit is None and nameless and not self.weighing.rises(sentence, reading))
        ):
            return NO_FIGURE
        return None

    def _cut(self, figure: Figure) -> bool:
        """Whether the text ends inside a figure, and nobody can say what it was to be."""
        return figure.unit is None and bool(figure.numbers) and not self._text[figure.end :].strip()

    def tell(self, blocks: Sequence[Block]) -> None:
        """Mark the blocks that tell what a document sets: "Theo đó, …", "Ngoài ra, …"."""
        words = self._words
        issued = telling = False
        for block in blocks:
            begins = words.accordingly.match(self._text, block.begin, block.end)
            if issued and begins:
                telling = True
            elif not words.further.match(self._text, block.begin, block.end):
                telling = False
            if telling:
                self.weighing.told.add(block.begin)
            issued = telling or words.issued.search(self._text, block.begin, block.end) is not None

    def amount(self, reading: Reading) -> tuple[int, int]:
        """The number and its unit, without the comparator's words but in what bounds another."""
        figure = reading.figure
        if not figure.numbers or reading.bound:
            return figure.begin, figure.end
        return figure.numbers[0][0], max(figure.end, figure.numbers[-1][1])

    def _in_name(self, start: int, begin: int, end: int) -> bool:
        """Whether a bare number ends a name: "Khu di tích lịch sử 915"."""
        if not _CLOSED.match(self._text, end):
            return False
        start = max(start, self._text.rfind("\n", start, begin) + 1)
        before = self._text[max(start, begin - 60) : begin].split()
        # The first word of a sentence has a capital anyway.
        named = before[1:] if begin - 60 <= start else before
        return any(word[0].isupper() for word in named[-5:])

    # ---- What is left ----------------------------------------------------------------------

    def years(self, sentences: Sequence[Sentence], items: Sequence[Item]) -> None:
        """Say of each year whether a target is due by it, or what else it is."""
        used = {
            (item.due.year.begin, item.due.year.end) for item in items if item.due and item.due.year
        }
        self.numbers = [
            replace(item, reason="deadline-year")
            if item.reason == "date" and (item.begin, item.end) in used
            else item
            for item in self.numbers
        ]
        for sentence in sentences:
            for year in sentence.years:
                span = (year.begin, year.end)
                other = "date" if year.kind in ("past", "base") else "period-year"
                self.explain(*span, "deadline-year" if span in used else other)

    def left(self, sentences: Sequence[Sentence], items: Sequence[Item]) -> None:
        """Explain by their place the numbers that nothing accounts for; the others stay open."""
        taken = bytearray(len(self._text))
        for item in self.numbers:
            taken[item.begin : item.end] = b"\1" * (item.end - item.begin)
        for target in items:
            for begin, end in target.figure.numbers if target.figure else ():
                taken[begin:end] = b"\1" * (end - begin)
        starts = [sentence.begin for sentence in sentences]
        for begin, end in number_tokens(self._text):
            sentence = sentences[max(0, bisect_right(starts, begin) - 1)] if sentences else None
            reason, stop = self._guess(begin, end, sentence)
            if reason and not any(taken[begin:stop]):
                taken[begin:stop] = b"\1" * (stop - begin)
                self.numbers.append(Explained(begin, stop, reason, None, 0.5))

    def _per(self, begin: int) -> bool:
        """Whether a number of people is what something is counted for: "mỗi 100 dân"."""
        rate = _RATED.match(self._text, begin)
        return bool(rate and rate["of"] and PER.search(self._text, max(0, begin - 8), begin))

    def _guess(self, begin: int, end: int, sentence: Sentence | None) -> tuple[str | None, int]:
        """What a number is by its place alone, and where it ends with its noun."""
        rate = _RATED.match(self._text, begin)
        if rate and ((begin and self._text[begin - 1] == "/") or self._per(begin)):
            return "denominator", rate.end()
        if sentence is None:
            return None, end
        if self._in_name(sentence.begin, begin, end):
            return "proper-name", end
        by_part = {"tasks": "task-figure", "duties": "task-figure", "results": "past-result"}
        return by_part.get(sentence.part), end


_SLIGHT = ((1.0, "goal-faint"), (2.0, "goal-scant"), (4.0, "goal-slight"))
"""Below such a weight a figure is a goal by little, and the doubt that says so."""
_DIGIT = re.compile(r"\d")
_FOREIGN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{2,}")
_NEARBY = re.compile(r"\s*(?:trong|of|[-–:/.,]|)\s*")
_CLOSED = re.compile(r"\s?(?:[,.;)\n]|$)")
_RATED = re.compile(
    r"\d[\d.,]*(?P<of>\s+(?:dân|người|hộ|people|inhabitants|persons))?\b", re.IGNORECASE
)
