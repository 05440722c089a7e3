"""Where the words stand that go with each figure of a sentence that has several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dxgraph.asking.claims.claim_names import named_within, says
from dxgraph.asking.claims.parting import JOINS, Span
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.words import passed_over
from dxgraph.evidence import Figure, Language

OF_WHICH: Final = re.compile(
    r";|\b(?:trong\s(?:đó|số\s(?:đó|này))|(?:of|in|among)\s(?:which|whom|these|them|those))\b",
    re.IGNORECASE,
)
"""Behind it a part is spoken of, or something else."""


class Beside:
    """The words beside each of the figures of a sentence."""

    def __init__(
        self, text: str, figures: Sequence[Figure], lexicon: Lexicon, language: Language
    ) -> None:
        self.text, self.figures = text, figures
        self.lexicon, self.language = lexicon, language
        self.named: list[str] = []
        """What the figures are of, as far as they were looked at."""

    def span(self, number: int) -> Span:
        """Where the words stand that go with a figure of a sentence that is not parted."""
        text, figures = self.text, self.figures
        begin = figures[number - 1].end if number else 0
        if number:
            # What is named behind the figure before is what that one counts.
            for join in JOINS.finditer(text, begin, figures[number].begin):
                if self._names(begin, join.start()):
                    begin = join.start()
            if begin == figures[number - 1].end and self._is_of_one_before(number):
                begin = figures[number].begin
        if number + 1 == len(figures):
            return begin, len(text)
        # A name that begins behind "and" is what the next one counts.
        end = figures[number + 1].begin
        joins = list(JOINS.finditer(text, figures[number].end, end))
        return begin, joins[-1].start() if joins and self._names(joins[-1].end(), end) else end

    def _names(self, begin: int, end: int) -> tuple[str, ...]:
        return named_within(self.text[begin:end], self.lexicon, self.language)

    def _is_of_one_before(self, number: int) -> bool:
        """Whether what is named between two figures is what the first counts: "50 digital
        enterprises worth 1 billion"."""
        before, figure = self.figures[number - 1 : number + 1]
        ahead, behind = self._names(0, before.begin), self._names(before.end, figure.begin)
        return bool(self.named) and self.named[-1] in {*behind} - {*ahead}

    def around(self, span: Span, figure: Figure, indicator: str) -> str:
        """What is said of a figure: the sentence with blanks for what goes with other figures."""
        at = self.figures.index(figure)
        begin, end = span
        text, around = self.text, [*self.figures[at - 1 : at], *self.figures[at + 1 : at + 2]]
        if not around:
            return text
        for join in JOINS.finditer(text, begin, max(figure.begin, begin)) if at else ():
            if indicator in self._names(join.start(), end):
                begin = join.start()
        joins = list(JOINS.finditer(text, figure.end, end)) if at + 1 < len(self.figures) else []
        if joins and not any(
            says(indicator, word, self.lexicon, self.language)
            for word in words_of(text[joins[-1].end() : end])
            if not passed_over(word.marked, self.language)
        ):
            end = joins[-1].start()
        first = min(self.figures[0].end, begin)
        return f"{text[:first]}{' ' * (begin - first)}{text[begin:end]}"

    def alone(self, figure: Figure) -> str:
        """The sentence with blanks for the other figures and what stands with them: what stands
        before the first is said of each, and each goes on behind a comma or an "and"."""
        text, at = self.text, self.figures.index(figure)
        joins = [
            next((m.span() for m in JOINS.finditer(text, one.end, other.begin)), (other.begin,) * 2)
            for one, other in pairwise(self.figures)
        ]
        first = self.figures[0].begin
        begin = joins[at - 1][1] if at else first
        end = joins[at][0] if at < len(joins) else len(text)
        return f"{text[:first]}{' ' * (begin - first)}{text[begin:end]}{' ' * (len(text) - end)}"

    def own_side(self, span: Span, figure: Figure) -> Span:
        """A span of a figure, up to what only a part is said of: ", trong đó", "of which"."""
        begin, end = span
        for match in OF_WHICH.finditer(self.text, begin, end):
            if match.start() >= figure.end:
                return begin, match.start()
            begin = match.end()
        return begin, end
