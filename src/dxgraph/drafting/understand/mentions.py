"""Figures that a text only mentions: what a place has, what something costs, who acts, what has
been done, what happens to those below a mark."""

from __future__ import annotations

import re

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.years import Due
from dxgraph.drafting.understand.figure_words import Reading
from dxgraph.evidence import Figure

SAID = patterns(__package__, "mentions.yaml")
"""The words that it reads: the file says what each is for."""

AHEAD = 400
"""So far before a figure words of its sentence may set it as a goal, in code points."""
NO_FIGURE = "no-figure"
"""The reason of words such as "đứng đầu" that set no goal: there is no number to explain."""


class Mentions:
    """Reads one document."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._found = Found(text)
        self._aimed: tuple[int, bool] = (-1, False)
        """Where the last figure begins that was asked about, and whether it is aimed at."""

    def money(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether a sum is a budget or a cost, or a percentage a share of one."""
        unit = reading.figure.unit
        if unit == "percent":
            return self._financed(sentence, reading)
        around = self._text[max(sentence.begin, reading.begin - 60) : reading.end]
        return unit in ("usd", "vnd") and (
            sentence.part == "duties"
            or self._words.budget.search(around) is not None
            or self._costs(sentence, reading)
        )

    def reason(self, sentence: Sentence, reading: Reading, due: Due | None) -> str | None:
        """The reason of a figure that nothing says is to be."""
        words, figure = self._words, reading.figure
        past = "past-result" if figure.numbers else NO_FIGURE
        spelled = not _DIGIT.search(self._text, figure.begin, figure.end)
        bound = NO_FIGURE if spelled else "scope-quantity"
        before = self._text[max(sentence.begin, figure.begin - 60) : figure.begin]
        behind = self._text[figure.end : sentence.end]
        if figure.unit in ("count", None) and figure.numbers:
            acting = words.acting.search(before) and words.bodies.match(behind)
            bounded = (
                figure.comparator in ("at-least", "greater-than") and sentence.part == "specific"
            )
            if acting or (words.place.search(before[-20:]) and not bounded):
                return "scope-quantity"
        if words.sanction.match(behind) or (spelled and SAID["duration"].search(before)):
            return bound
        if due and due.near and due.year and due.year.kind == "deadline":
            return None
        return past if figure.numbers and words.settled.search(before) else None

    def only(self, sentence: Sentence, reading: Reading, due: Due | None) -> bool:
        """Whether a count in running text stands in no sentence of what is to be."""
        figure = reading.figure
        if figure.unit not in ("count", None) or not figure.numbers:
            return False
        if sentence.block.kind != "paragraph" or (due and due.near and due.year):
            return False
        if self._aims(sentence, figure):
            return False
        link = self._words.link.search(reading.front)
        bare = link is None or link[0].strip() in _NO_AIM
        return bare and figure.comparator in ("equal", "approximately")

    def _aims(self, sentence: Sentence, figure: Figure) -> bool:
        """Whether something before a figure says in its sentence what is to be."""
        words, begin, end = self._words, sentence.begin, figure.begin
        if self._aimed[0] != end:
            said = any(self._found.within(said, begin, end) for said in (words.commits, WILL))
            head = self._text[max(begin, end - AHEAD) : end]
            said = said or words.sets.search(head) is not None
            self._aimed = end, said
        return self._aimed[1]

    def _costs(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether money is what a project costs: "2 projects: a land register (41 billion VND)"."""
        words = self._words
        head = self._text[sentence.begin : reading.figure.begin]
        if words.sought.search(head) or not words.project.search(head):
            return False
        return words.commits.search(head) is None

    def _financed(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether a share is of the money before it: "210 tỷ đồng, trong đó 40% là vốn tư nhân"."""
        words = self._words
        head = self._text[max(sentence.begin, reading.figure.begin - 160) : reading.figure.begin]
        if COST.match(self._text, reading.figure.end) and SAID["pays"].search(head):
            return True  # "ngân sách chi trả 60% chi phí"
        money = words.financed.search(head)
        if not money or words.commits.search(head, money.start()):
            return False
        return bool(words.budget.search(head)) and not words.sought.search(head)

    def of_place(self, sentence: Sentence, reading: Reading) -> str | None:
        """The reason of what a place has or is: "trên địa bàn có 1.870 cột", "rộng 5.114 km²"."""
        words, figure = self._words, reading.figure
        if figure.unit == "percent" and SAID["peoples"].match(self._text, figure.end):
            return "past-result"
        tally = _TALLY.fullmatch(self._text, figure.begin, figure.end)
        if not figure.numbers or (figure.unit not in ("count", None) and not tally):
            return None
        if words.attended.match(self._text, figure.end):
            return "past-result"
        if words.fact.search(self._text[max(sentence.begin, figure.begin - 60) : figure.begin]):
            return "past-result"
        block = sentence.block
        aimed = self._found.within(words.commits, sentence.begin, figure.begin) or any(
            year.kind == "deadline" for year in sentence.years
        )
        listed = sentence.block.kind == "item" and sentence.due and sentence.due.year
        if tally and not (aimed or listed):
            return "past-result"  # "41/64 xã hoàn thành"
        if (
            block.kind == "paragraph"
            and words.state.match(self._text, block.begin)
            and not self._found.within(
                words.commits, max(block.begin, figure.begin - 1000), figure.begin
            )
            and not any(year.kind == "deadline" for year in sentence.years)
        ):
            return "past-result"
        return None


COST = SAID["cost"]
"""Behind a share of what something costs."""
_NO_AIM = ("có", "gồm", "với", "cho", "tới", "mức")
WILL = SAID["will"]
_DIGIT = re.compile(r"\d")
_TALLY = re.compile(r"\d{1,4}\s?/\s?\d{2,4}")
