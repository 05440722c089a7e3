"""What a figure or a goal commits to: its span, level, unit, scope and universe, put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dxgraph.drafting.knowledge import Indicator, Knowledge
from dxgraph.drafting.read.context import Due, Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import Lexicon
from dxgraph.drafting.understand.goals import Goal
from dxgraph.drafting.understand.issuer import (
    level_of_document,
    of_own_unit,
    of_the_province,
    unit_named,
)
from dxgraph.drafting.understand.naming import Named, Namer
from dxgraph.drafting.understand.nouns import noun_end
from dxgraph.drafting.understand.reading import Reading, content, said_before
from dxgraph.errors import DataError
from dxgraph.evidence import Figure, Language, parse_figure

MERGED = date(2025, 7, 1)
"""Since then there are 34 provinces, and no districts."""

_MAYBE = 0.5
"""From this score on, a known indicator may be meant where a new one is proposed."""
_LEVELS = ("ministry", "province", "district", "commune", "all")
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
        self._level = level_of_document(text)
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
            level=reading.level or next(iter(self._levels_near(reading)), host.level),
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
        reasons = [*_doubts(sentence, figure, due), *self._near(sentence, reading, due, named)]
        reasons += named.doubts
        unit = self._namer.unit(figure, named.indicator, reading)
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
        levels = self._levels(reading, named.indicator, sentence)
        if levels == ["not-applicable"] and previous and self._goes_on(reading, previous):
            levels = [previous.level]
        if len(levels) > 1 or len(reading.twins) > 1:
            reasons.append("several-targets")
        every = {slug for level in levels for slug in (level, "all", "not-applicable")}
        if set(self._levels_near(reading)) - every:
            reasons.append("level-near")
        if "all" in levels and "all" not in self._levels_near(reading):
            reasons.append("level-habit")
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
        self, sentence: Sentence, reading: Reading, due: Due | None, named: Named
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
        block = sentence.block
        headed = block.kind == "item" or sentence.part == "specific"
        near = due is not None and due.near and due.year is not None
        told = self._found.within(
            words.commits, max(block.begin, figure.begin - 1000), figure.begin
        ) or _WILL.search(self._text, reading.begin, reading.end)
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

    def _levels_near(self, reading: Reading) -> list[str]:
        """The levels that a figure's own words name, wherever they stand."""
        return self._named_levels(reading.own)

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
                level="not-applicable",
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

    # ---- Level -----------------------------------------------------------------------------

    def _levels(
        self, reading: Reading, indicator: Indicator | None, sentence: Sentence
    ) -> list[str]:
        """The printed levels, as far as the indicator's known targets have levels at all."""
        habit = indicator.levels if indicator else frozenset()
        if reading.level:
            return [reading.level]
        if self._level == "district" and reading.figure.unit == "count":
            return [self._level]  # how many communes have something is the district's figure
        if apart := self._levels_apart(reading):
            return apart
        if habit and self._everywhere(reading):
            return ["all"]
        printed = self._printed_levels(reading)
        if habit <= {"commune"} or (not printed and habit != {"not-applicable"}):
            printed = self._of_units(reading, sentence) or printed
        if not printed:
            printed = self._head_level(reading, sentence)
        if not printed and not sentence.level and (own := self._own_level(reading, sentence)):
            return [own]
        if self._level and printed and "all" not in printed:
            return printed
        if sentence.level and not printed and habit != {"not-applicable"}:
            return [sentence.level]
        if len(habit) == 1 and not (habit - {"all", "not-applicable"} and printed):
            return list(habit)
        if habit and "not-applicable" in habit:
            printed = [slug for slug in printed if slug in habit]
        if not habit:
            # "các cấp" of an unknown indicator mostly bounds something else.
            printed = [slug for slug in printed if slug != "all"]
        return printed or ["not-applicable"]

    def _own_level(self, reading: Reading, sentence: Sentence) -> str:
        """The level of the commune or district that a line is about, or that the document is of:
        its figures are no province's, whatever is usual of the indicator."""
        said = (reading.label, self._text[sentence.begin : reading.figure.begin], reading.front)
        named = next(filter(None, map(unit_named, said)), "")
        clause = self._text[reading.clause[0] : reading.figure.end]
        named = named or of_own_unit(f"{clause} {reading.behind}")
        return named or ("" if of_the_province(clause) else self._level)

    def _levels_apart(self, reading: Reading) -> list[str]:
        """The levels that are said apart from what is counted, so that they hold whatever is usual
        of the indicator: "cấp tỉnh đạt 90%, cấp xã đạt 82%", "+ Cấp xã: từ 75% trở lên"."""
        words = self._words
        front, label = reading.front, reading.label.strip(" -–+*•\t")
        bracket = words.level_bracket.match(self._text, reading.figure.end)
        if bracket:  # "100% (tỉnh, huyện)"
            alone = (f"cấp {word} {word}-level" for word in re.findall(r"\w+", bracket["levels"]))
            return self._named_levels(" ".join(alone))
        label_first = words.level_label.match(front)
        acts = words.level_acts.search(front) or _EACH_UNIT.search(front)
        if label_first and not content(front[label_first.end() :], words):
            said = front
        elif acts:
            said = f"{acts[0]} cấp {acts[1]} {acts[1]} level" if acts.lastindex else acts[0]
        elif words.level_label.fullmatch(label) and not self._named_levels(front):
            said = label
        else:
            begun = ((slug, units.match(front)) for slug, units in words.level_subjects)
            return [slug for slug, it in begun if it and not content(front[it.end() :], words)][:1]
        return self._named_levels(said)

    def _named_levels(self, text: str) -> list[str]:
        found = {slug for slug, pattern in self._words.levels if pattern.search(text)}
        return [slug for slug in _LEVELS if slug in found]

    def _goes_on(self, reading: Reading, previous: Item) -> bool:
        """Whether a figure has no word of its own: "cấp tỉnh 80% (năm 2026), 90% (năm 2028)"."""
        alone = not reading.enclosed and not content(reading.own, self._words)
        return alone and reading.piece[0] <= previous.begin

    def _everywhere(self, reading: Reading) -> bool:
        """Whether a figure is printed to hold at all levels: "ở cả ba cấp", "at all levels"."""
        said = self._words.at_all_levels.search(reading.behind)
        return said is not None and not any(
            pattern.search(reading.behind) for slug, pattern in self._words.levels if slug != "all"
        )

    def _printed_levels(self, reading: Reading) -> list[str]:
        """The levels of the subject: what stands behind the verb bounds something else."""
        words = self._words
        if _OF_LEVEL.match(reading.behind):
            subject = words.counted_units.sub(" ", reading.behind)
        else:
            own = f"{said_before(reading.front, words)} {reading.behind}".strip()
            own = words.every_level.sub(" ", words.counted_units.sub(" ", own))
            verb = words.verb.search(own, 8)
            passive = verb and words.passive.search(own, verb.end())
            if passive and not words.passive.match(own, verb.start() if verb else 0):
                verb = passive  # "nhân viên vận hành kho dữ liệu cấp xã được tập huấn"
            subject = own[: verb.start()] if verb else own
        shared = " ".join(match[0] for match in words.level_list.finditer(subject))
        alone = " ".join(f"cấp {word} {word}-level" for word in re.findall(r"\w+", shared))
        found = {
            slug
            for slug, pattern in words.levels
            if pattern.search(subject) or pattern.search(alone)
        }
        where = _AT_LEVEL.search(reading.behind) if not found else None
        if where:  # "… được xử lý trên môi trường mạng ở cả ba cấp"
            found = {slug for slug, pattern in words.levels if pattern.search(where[1])}
        if found & {"province", "district", "commune"}:
            found.discard("all")  # "cả ba cấp tỉnh, huyện, xã"
        if not found and len(reading.front.split()) == 1:  # "tỉnh 98%, xã 85%"
            alone = f"cấp {reading.front} {reading.front}-level"
            found = {slug for slug, pattern in words.levels if pattern.search(alone)}
        if not found and reading.label:  # "Cấp tỉnh: 90%"
            found = {slug for slug, pattern in words.levels if pattern.search(reading.label)}
        return [slug for slug in _LEVELS if slug in found]

    def _of_units(self, reading: Reading, sentence: Sentence) -> list[str]:
        """The level whose units a figure counts, or that its clause or its label begins with: "60%
        số xã có …", "Các xã giải quyết 85% …", "Sở, ngành: 90%"."""
        words, text, at = self._words, self._text, reading.figure.begin
        covered = _COVERS.search(f"{reading.front} ")
        for slug, counted in () if covered else words.level_counted:
            front = slug != "province" and counted.match(reading.front)
            if front or counted.match(reading.behind):
                return [slug]
        begin = max(reading.clause[0], sentence.begin)
        head = text[sentence.begin : at][:_LEAD]
        for said in (text[begin:at][:_LEAD].lstrip(" ,;:–-+("), f"{reading.label.strip()}:"):
            for slug, units in words.level_subjects:
                if units.search(said):
                    return [slug]
        if words.pronoun.match(reading.behind):
            return []  # "…; ba phần tư trong số đó": not the units, but whom they have appointed
        for slug, units in words.level_subjects:
            found = units.search(head)
            if found and (found.start() == 0 or _ASKED.match(found[0])):
                return [slug]
        return []

    def _head_level(self, reading: Reading, sentence: Sentence) -> list[str]:
        """The level whose units a clause is about: "Ở cơ sở, 85% …", "Đối với các sở: 98% …"."""
        starts = dict.fromkeys((reading.piece[0], sentence.begin))
        for start in starts:
            if self._text.find(";", start, reading.figure.begin) < 0:
                for slug, units in self._words.level_heads:
                    if units.match(self._text, start, reading.figure.begin):
                        return [slug]
        return []

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
            if _REGION.search(own):
                return "regional-cities"
            return "countries" if _WORLD.search(own) else provinces
        if set(habit) & {"gdp", "grdp"}:
            printed = re.search(r"\b(?:GRDP|GDP)\b", own)
            return printed[0].lower() if printed else habit[0]
        return None


_COVERS = re.compile(
    r"\b(?:phủ|phủ\s+sóng|tới|đến|covers?|covering|reach(?:es|ing)?)\s*$", re.IGNORECASE
)
"""Joins what covers communes to them: that is of no level."""
_EACH_UNIT = re.compile(
    r"\b(?:mỗi|từng|each|every)\s+(xã|phường|huyện|commune|ward|district)(?:\s+(?:phải\s+|cần\s+)?có|\s+(?:must\s+)?ha(?:s|ve))?\s*$",
    re.IGNORECASE,
)
"""So many in each unit of a level."""
_ASKED = re.compile(r"giao|told|gave|ask|order|instruct|requir", re.IGNORECASE)
"""Begins whom a sentence asks for all that it says."""
_LEAD = 120
"""So far in, a clause may name the units that it is about."""
_WILL = re.compile(r"\b(?:sẽ|phải|cần\s+đạt|will|shall|must|should)\b", re.IGNORECASE)
"""What is to be, in the clause of a figure."""
_OF_LEVEL = re.compile(r"(?:đối với|tại|ở|cho|at|for)\b", re.IGNORECASE)
_AT_LEVEL = re.compile(
    r"\b(?:ở|tại|at)\s+((?:cả\s+|both\s+)?[^\W\d]+(?:\s+[^\W\d]+){1,3})$", re.IGNORECASE
)
_REGION = re.compile(r"\b(?:vùng|khu vực|region)\b", re.IGNORECASE)
_WORLD = re.compile(r"\b(?:thế giới|toàn cầu|ASEAN|world|global)\b", re.IGNORECASE)


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
