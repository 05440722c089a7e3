"""What a figure or a goal commits to: its span, level, unit, scope and universe, put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dxgraph.drafting.knowledge import Indicator, Knowledge
from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.years import Due
from dxgraph.drafting.understand.figure_words import Reading, content
from dxgraph.drafting.understand.goals import Goal
from dxgraph.drafting.understand.levels import NONE, Levels
from dxgraph.drafting.understand.naming import Named, Namer
from dxgraph.drafting.understand.nouns import noun_end
from dxgraph.errors import DataError
from dxgraph.evidence import Figure, Language, parse_figure

SAID = patterns(__package__, "targets.yaml")
"""The words that it reads: the file says what each is for."""
MERGED = date(2025, 7, 1)
"""Since then there are 34 provinces, and no districts."""

_MAYBE = 0.5
"""From this score on, a known indicator may be meant where a new one is proposed."""
_COMPARING = ("at-least", "greater-than", "at-most", "less-than", "approximately")


@dataclass(slots=True)
class Item:
    """A target as it is read at one place of the text."""

    begin: int
    end: int
    figure: Figure | None
    sentence: Sentence
    named: Named
    level: str
    due: Due | None
    unit: str | None
    reasons: tuple[str, ...]
    universe: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    scope_spans: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> tuple[str, str, date | None]:
        """What tells one target of a document from the others."""
        return self.named.slug, self.level, self.due.day if self.due else None

    @property
    def said(self) -> tuple[object, ...]:
        """What the target says of that."""
        figure = self.figure
        if figure is None:
            return ()
        return figure.comparator, figure.value, figure.upper, self.unit


class Targets:
    """Reads the targets of one document."""

    def __init__(
        self,
        text: str,
        language: Language,
        words: Lexicon,
        knowledge: Knowledge,
        namer: Namer,
        written: date,
    ) -> None:
        self._text = text
        self._language = language
        self._words = words
        self._knowledge = knowledge
        self._namer = namer
        self._written = written
        self._found = Found(text)
        self._levels = Levels(text, words)
        self._scopes: dict[tuple[int, int], list[tuple[str, str]]] = {}

    def nested(self, sentence: Sentence, reading: Reading, due: Due | None, host: Item) -> Item:
        """The target of a figure in parentheses that speaks of what its host speaks of."""
        begin, end = self._span(reading)
        doubts = [slug for slug in host.named.doubts if slug in host.reasons]
        return replace(
            host,
            begin=begin,
            end=end,
            figure=reading.figure,
            due=due,
            level=reading.level or next(iter(self._levels.near(reading)), host.level),
            unit=self._namer.unit(reading.figure, host.named.indicator, reading),
            reasons=(*_doubts(sentence, reading.figure, due), "nested", *doubts),
        )

    def figure(
        self,
        sentence: Sentence,
        reading: Reading,
        due: Due | None,
        previous: Item | None,
    ) -> list[Item]:
        """The targets of a figure: one, or one for each of the levels that share it.

        ``previous`` is the target of the figure before it in the sentence.
        """
        figure = reading.figure
        named = self._namer.figure(reading, sentence.pillar)
        unit = self._namer.unit(figure, named.indicator, reading)
        near = self._near(sentence, reading, due, named, unit)
        reasons = [*_doubts(sentence, figure, due), *near, *named.doubts]
        if unit not in self._knowledge.units:
            reasons.append("unit-unknown")
        if not figure.numbers and unit == "rank":
            reasons.append("rank-words")
        if (
            figure.comparator == "equal"
            and previous
            and previous.figure
            and previous.figure.comparator in _COMPARING
            and previous.named.slug == named.slug
        ):
            reasons.append("comparator-list")
        habit = named.indicator.levels if named.indicator else frozenset()
        levels, doubt = self._levels.of(reading, sentence, habit)
        if levels == [NONE] and previous and self._goes_on(reading, previous):
            levels = [previous.level]
        reasons += filter(None, (doubt,))
        if len(levels) > 1 or len(reading.twins) > 1:
            reasons.append("several-targets")
        every = {slug for level in levels for slug in (level, "all", NONE)}
        if set(self._levels.near(reading)) - every:
            reasons.append("level-near")
        begin, end = self._span(reading)
        scope, scope_spans = self._scope(reading, sentence)
        universe = self._universe(reading, named.indicator, unit)
        return [
            Item(
                begin=begin,
                end=end,
                figure=figure,
                sentence=sentence,
                named=named,
                level=level,
                due=due,
                unit=unit,
                reasons=tuple(reasons),
                universe=universe,
                scope=scope,
                scope_spans=scope_spans,
            )
            for level in levels
        ]

    def _near(
        self, sentence: Sentence, reading: Reading, due: Due | None, named: Named, unit: str | None
    ) -> list[str]:
        """What stands near a figure, or is lacking there, and makes it doubtful."""
        words, figure = self._words, reading.figure
        begin, end = reading.piece
        found = []
        if due and due.year and due.year.spans:
            found.append("deadline-period")
        years = {
            year.day for year in sentence.years if begin <= year.begin < end and year.kind != "base"
        }
        if len(years) > 1:
            found.append("years-several")
        yearly = self._found.within(SAID["yearly"], sentence.begin, sentence.end)
        if due and yearly and unit != "percent-per-year":
            found.append("deadline-yearly")
        if due and self._found.within(SAID["otherwise"], sentence.begin, sentence.end):
            found.append("deadline-otherwise")
        block = sentence.block
        headed = block.kind == "item" or sentence.part == "specific"
        near = due is not None and due.near and due.year is not None
        told = self._found.within(
            words.commits, max(block.begin, figure.begin - 1000), figure.begin
        ) or SAID["will"].search(self._text, reading.begin, reading.end)
        if not (near or headed or told):
            found.append("goal-unsure")
        if self._found.within(words.past_near, begin, end):
            found.append("past-near")
        if figure.unit != "rank" and self._found.within(words.quoted_near, begin, end):
            found.append("quoted-near")
        if named.new and figure.unit in ("count", "usd", "vnd", None):
            found.append("count-new")
        if named.new and named.score >= _MAYBE:
            found.append("indicator-maybe")
        return found

    def goal(self, sentence: Sentence, goal: Goal, due: Due | None) -> list[Item]:
        """The targets of a goal without a figure: one, or two of one verb."""
        found = self._namer.goal(goal, sentence.pillar)
        reasons = (*_doubts(sentence, None, due), "qualitative")
        if len(found) > 1:
            reasons = (*reasons, "one-verb")
        return [
            Item(
                begin=goal.begin,
                end=goal.end,
                figure=None,
                sentence=sentence,
                named=named,
                level=NONE,
                due=due,
                unit=None,
                reasons=(*reasons, *named.doubts),
            )
            for named in found
        ]

    def _span(self, reading: Reading) -> tuple[int, int]:
        """The printed figure, with its noun where it cannot be understood without; never so that it
        would be read back as something else."""
        figure = reading.figure
        for end in dict.fromkeys((noun_end(self._text, reading, self._words), figure.end)):
            try:
                read = parse_figure(self._text[figure.begin : end], self._language)
            except DataError:
                continue
            if (read.value, read.upper, read.comparator) == (
                figure.value,
                figure.upper,
                figure.comparator,
            ):
                return figure.begin, end
        return figure.begin, figure.end

    def _goes_on(self, reading: Reading, previous: Item) -> bool:
        """Whether a figure has no word of its own: "cấp tỉnh 80% (năm 2026), 90% (năm 2028)"."""
        alone = not reading.enclosed and not content(reading.own, self._words)
        return alone and reading.piece[0] <= previous.begin

    # ---- Scope and universe ----------------------------------------------------------------

    def _scope(
        self, reading: Reading, sentence: Sentence
    ) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[int, int], ...]]:
        """What bounds the target, in our words where they are standard, and where it is printed."""
        begin, end = reading.piece
        if reading.piece not in self._scopes:
            self._scopes[reading.piece] = [
                said
                for pattern, said in self._words.scopes
                if pattern.search(self._text, begin, end)
            ]
        scope = self._scopes[reading.piece]
        spans = [
            (part.begin, part.end)
            for part in sentence.inner
            if begin <= part.begin < end
            and not reading.enclosed
            and part.end - part.begin > 12
            and not re.search(r"\d", self._text[part.begin : part.end])
        ]
        return tuple(dict.fromkeys(scope)), tuple(spans)

    def _universe(
        self, reading: Reading, indicator: Indicator | None, unit: str | None
    ) -> str | None:
        habit = indicator.universes if indicator else ()
        own = self._text[reading.begin : reading.end]
        if unit == "rank":
            provinces = "provinces-34" if self._written >= MERGED else "provinces-63"
            if habit:
                return provinces if habit[0].startswith("provinces-") else habit[0]
            if SAID["region"].search(own):
                return "regional-cities"
            return "countries" if SAID["world"].search(own) else provinces
        if set(habit) & {"gdp", "grdp"}:
            printed = SAID["product"].search(own)
            return printed[0].lower() if printed else habit[0]
        return None


def _doubts(sentence: Sentence, figure: Figure | None, due: Due | None) -> tuple[str, ...]:
    """What is doubtful of the figure itself, its part of the document, and its deadline."""
    found: list[str] = []
    if figure:
        found += figure.doubts
    if sentence.part in ("tasks", "duties"):
        found.append("task-part")
    if due is None:
        found.append("deadline-unknown")
    elif due.year is None:
        found.append("deadline-document")
    elif not due.near:
        found.append("deadline-part")
    return tuple(found)
