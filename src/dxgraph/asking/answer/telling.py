"""What sentences are made of: what a reading asks for, a figure with its place, lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dxgraph.asking.answer.comparing import ahead
from dxgraph.asking.answer.statement import Row, decimal, figure_of, slug, year_of
from dxgraph.asking.answer.wording import (
    asked_figure,
    day_words,
    figure_words,
    listed,
    place_words,
    say,
)
from dxgraph.asking.graph.lexicon import Lexicon, Outcome
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import PARTS_OF_AN_AREA, Reading
from dxgraph.evidence import Figure
from dxgraph.terms import LEVEL

DOCUMENTS_TOLD: Final = 12
"""So many documents of an area are named in the sentence."""
IN_A_SENTENCE: Final = 6
"""So many figures are said in the sentence; all stand beside it…"""
A_FEW: Final = 4
"""So many areas are told apart: which is ahead, and of which nothing is held."""
IN_A_GROUP: Final = 20
"""…and so many of a leading group, or of the years, that are asked for."""


def leading(rows: Sequence[Row], most: int) -> list[Row]:
    """Of ordered rows those of so many areas, and all that are level with the last of these."""
    areas: dict[str, None] = {}
    for row in rows:
        areas.setdefault(row["area"])
        if len(areas) == max(most, 1):
            last = row["value"]
            at = rows.index(row)
            return [*rows[:at], *(r for r in rows[at:] if r["value"] == last)]
    return list(rows)


def same_promise(rows: Sequence[Row]) -> bool:
    """Whether several areas promise the same: the number, the word before it, the day and the
    level."""
    parts = ("value", "upper_value", "comparator", "unit", "deadline", "level")
    promised = {tuple(row.get(part) for part in parts) for row in rows}
    several = len({row["area"] for row in rows}) > 1
    return several and len(promised) == 1 and "value" in rows[0]


class Telling:
    """A reading with its rows, in words."""

    def __init__(
        self,
        reading: Reading,
        rows: list[Row],
        lexicon: Lexicon,
        found: Understood,
    ) -> None:
        self.reading, self.rows, self.found = reading, rows, found
        self.lexicon, self.language = lexicon, found.language

    def say(self, name: str, /, **values: object) -> str:
        return say(self.language, name, **values)

    def label(self, iri: str) -> str:
        return self.lexicon.label(iri, self.language)

    def about(self, *, area: bool = True, figure: bool = True) -> str:
        """What the reading asks for, in words."""
        reading, parts = self.reading, []
        if area and reading.area:
            parts.append(self.label(reading.area))
        if reading.document:
            parts.append(self.label(reading.document))
        if reading.indicator:
            parts.append(f"“{self.label(reading.indicator)}”")
        if reading.pillar:
            parts.append(self.say("of-pillar", pillar=self.label(reading.pillar)))
        if reading.level and reading.level != LEVEL["not-applicable"]:
            parts.append(self.label(reading.level).lower())
        if reading.year:
            parts.append(self.on(reading.year))
        if reading.years:
            parts.append("–".join(map(str, reading.years)))
        if reading.universe:
            number = reading.universe.rpartition("-")[2]
            parts.append(self.say("among-provinces", number=number))
        if figure and (asked := reading.figure):
            parts.append(asked_figure(asked, self.language))
        return ", ".join(parts)

    def on(self, year: int) -> str:
        measured = self.reading.query in ("outcomes", "issuers")
        return self.say("in-year" if measured else "by-year", year=year)

    def figure(self, row: Row, prefix: str = "") -> str:
        words = figure_of(row, self.language, prefix)
        if printed := row.get(f"{prefix}printed_figure"):
            words += self.say("printed-as", printed=printed)
        place = place_words(row.get(f"{prefix}place"), self.lexicon, self.language)
        return f"{words} ({place})"

    @staticmethod
    def of_row(row: Row) -> str:
        """The level of a row, in words, where it is one."""
        own = row.get("level") not in (None, LEVEL["not-applicable"]) and "level_label" in row
        return row["level_label"].lower() if own else ""

    def when(self, row: Row) -> str:
        parts = [level] if (level := self.of_row(row)) else []
        if (year := year_of(row)) and (year != self.reading.year or self.alone()):
            parts.append(self.on(year))
        return ", ".join(parts)

    def alone(self) -> bool:
        """Whether the sentence says the year nowhere but beside the figure."""
        reading = self.reading
        return len(self.rows) == 1 or reading.query not in (
            "compare-areas",
            "targets-of-area",
            "abolished-level",
            "rank-targets",
            "qualitative-targets",
        )

    def item(self, row: Row, *, indicator: bool = False, area: bool = False) -> str:
        head = []
        if area:
            head.append(row.get("predecessor_label") or row["area_label"])
        if indicator and "indicator_label" in row:
            head.append(f"“{row['indicator_label']}”")
        if when := self.when(row):
            head.append(when)
        return f"{', '.join(head)}: {self.figure(row)}" if head else self.figure(row)

    def most(self) -> int:
        """So many figures are said: all that a group of a ranking has, or the years asked for."""
        reading = self.reading
        group = reading.figure and reading.figure.comparator == "within-top" and not reading.area
        several = min(int(reading.figure.value), IN_A_GROUP) if reading.figure and group else 0
        return max(IN_A_SENTENCE, reading.most, several, IN_A_GROUP if reading.years else 0)

    def more(self, count: int) -> str:
        rest = count - self.most()
        return self.say("more", rest=rest) if rest > 0 else ""

    def items(self, rows: Sequence[Row], **how: bool) -> str:
        shown = "; ".join(self.item(row, **how) for row in rows[: self.most()])
        return shown + self.more(len(rows))

    def of_level(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """What was measured of the level that is asked for, or where none is, of the targets' own;
        failing that, what is said of no level, unless one that is only a part of the area is asked
        for. Other levels say nothing of it."""
        asked = self.reading.level
        levels = {asked} if asked else {row.get("level") for row in self.rows}
        if levels & {LEVEL.all, LEVEL["not-applicable"], None}:
            return list(outcomes)
        own = [o for o in outcomes if o.level in (*levels, LEVEL.all)]
        if own or asked in PARTS_OF_AN_AREA:
            return own
        return [o for o in outcomes if o.level == LEVEL["not-applicable"]]

    def none_of_level(self) -> str:
        """Only other levels were measured; what they gave is not told for the one that is asked."""
        levels = dict.fromkeys(row["level_label"] for row in self.rows if "level_label" in row)
        asked = self.reading.level
        name = self.label(asked) if asked else listed(list(levels), self.language)
        return self.say("none-of-level", level=name.lower())

    def outcomes(self, outcomes: Iterable[Outcome]) -> list[str]:
        """What was measured, each by its name, which says the level, and its place."""
        return [
            f"{o.labels.get(self.language) or self.label(o.area)} "
            f"({place_words(o.place, self.lexicon, self.language)})"
            for o in outcomes
        ]

    def apart(self, figures: Sequence[tuple[Row, str]]) -> str:
        """How far two figures of one unit are apart, each a row with the prefix of its columns."""
        values = [decimal(row.get(prefix + "value")) for row, prefix in figures]
        upper = any(row.get(prefix + "upper_value") for row, prefix in figures)
        units = {row.get("unit") for row, _ in figures}
        if len(values) != 2 or upper or None in values or len(units) > 1:
            return ""
        first, second = (value for value in values if value is not None)
        unit = slug(next(iter(units)))
        words = figure_words("equal", abs(first - second), None, unit, self.language)
        if unit == "percent":
            words = words.removesuffix("%") + self.say("percentage-points")
        if unit == "rank" or first == second:
            return ""
        return self.say("apart", figure=words)

    def of_today(self) -> str:
        """How many of several areas that are told there are, where others became part of one."""
        areas = {row["area"] for row in self.rows}
        gone = len(areas & self.lexicon.successors.keys())
        told = len(areas) > 1 and gone
        return self.say("of-today", today=len(areas) - gone, gone=gone) if told else ""

    def ahead(self) -> str:
        """Which of a few areas that are named is ahead, for each year that several have."""
        if not 1 < len(self.reading.areas) <= A_FEW:
            return ""
        told = []
        for row, how, area in list(ahead(self.rows))[:IN_A_SENTENCE]:
            when = ", ".join(
                part for part in (self.on(year_of(row) or 0), self.of_row(row)) if part
            )
            told.append(self.say(how, when=when, area=self.label(area)))
        return "".join(told)

    def of_areas(self) -> str:
        """Of how many areas the rows are; nothing of one."""
        areas = len({row["area"] for row in self.rows})
        return self.say("of-areas", count=areas) + self.of_today() if areas > 1 else ""

    def by_comparator(self, asked: Figure) -> str:
        """With which words before it areas print the number that is asked for, where any does."""
        said: dict[str, set[str]] = {}
        for row in self.rows if asked.upper is None else ():
            if decimal(row.get("value")) == asked.value:
                words = figure_of(row, self.language)
                said.setdefault(words, set()).add(row["area"])
        parts = [f"“{words}”: {len(said[words])}" for words in sorted(said)]
        return f" ({', '.join(parts)})" if len(said) > 1 else ""

    def agreeing(self) -> str:
        """Whether several documents print one figure for the same year and level, or not."""
        said: dict[tuple[str | None, ...], set[str]] = {}
        for row in self.rows:
            figure = tuple(row.get(part) for part in ("comparator", "value", "upper_value"))
            said.setdefault(figure, set()).add(row.get("document", ""))
        about = {tuple(row.get(part) for part in ("deadline", "level")) for row in self.rows}
        if len(about) > 1 or len(set().union(*said.values())) < 2:
            return ""
        return self.say("printed-alike" if len(said) == 1 else "not-printed-alike")

    def documents(self, rows: Iterable[Row]) -> str:
        names = dict.fromkeys(row["document_label"] for row in rows if "document_label" in row)
        return listed(list(names), self.language)

    def issued_documents(self) -> str:
        """The documents of an area that the graph knows, each with its day where that is known."""
        days: dict[str, str] = {}
        for row in self.rows:
            day = day_words(row.get("document_date"), self.language)
            number = row.get("document_number")
            name = row["document_label"]
            if number and number not in name:
                name += f" ({number})"
            days.setdefault(name, self.say("of-day", day=day) if day else "")
        shown = "; ".join(name + day for name, day in list(days.items())[:DOCUMENTS_TOLD])
        rest = len(days) - DOCUMENTS_TOLD
        shown += self.say("more", rest=rest) if rest > 0 else ""
        area = self.label(self.reading.area or "")
        if year := self.reading.year:
            area += self.say("issued-in", year=year)
        if area:
            return self.say("documents-of", count=len(days), area=area, shown=shown)
        return self.say("read-whole", count=len(days), shown=shown)
