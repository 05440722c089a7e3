"""By when a figure or a goal is due: the year that governs its place.

In their order: a list of years beside a list of figures; a year behind the figure ("đạt 90% vào
năm 2025"); the last year before it in the sentence; what governs the sentence from above; and at
last the end of the document's own period.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.dates import printed_dates
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.segments import Parenthesis
from dxgraph.drafting.read.years import Due, Frame, Year, trails
from dxgraph.drafting.understand.figure_words import Reading

SAID = patterns(__package__, "deadlines.yaml")
"""The words that it reads: the file says what each is for."""


def told_after(text: str, sentences: Sequence[Sentence]) -> None:
    """Give the goals of a paragraph the year that its last sentence says of them all: "Các chỉ tiêu
    trên hoàn thành trong năm 2027"."""
    for number, sentence in enumerate(sentences):
        dated = [year for year in sentence.years if year.kind == "deadline"]
        if len(dated) != 1 or not SAID["all-above"].match(text, sentence.begin, sentence.end):
            continue
        due = dated[0].due()
        for before in reversed(sentences[:number]):
            if before.block is not sentence.block:
                break
            if before.due is None or not before.due.near:
                before.due = due


def head_columns(text: str, sentences: Sequence[Sentence]) -> None:
    """Give the lines below one that parts its years by strokes these years: "Chỉ tiêu (đến năm 2025
    / đến năm 2030):" above "80% / 100%"."""
    columns: Sequence[Year] = ()
    for sentence in sentences:
        years = sorted((y for y in sentence.years if y.kind != "past"), key=lambda y: y.begin)
        parted = len(years) > 1 and all(
            SAID["stroke"].fullmatch(text, one.end, other.begin) for one, other in pairwise(years)
        )
        columns = years if parted else columns
        sentence.columns = () if years else columns


class Deadlines:
    """The deadlines of one document."""

    def __init__(self, text: str, frame: Frame, words: Lexicon) -> None:
        self._text = text
        self._frame = frame
        self._words = words
        self._found = Found(text)
        self._days = sorted(printed_dates(text), key=lambda day: day.begin)
        self._alone: dict[int, list[tuple[Parenthesis, Year]]] = {}

    def of(self, sentence: Sentence, readings: Sequence[Reading]) -> list[Due | None]:
        """What each figure of a sentence is due by; None where nothing says it."""
        series = self._series(sentence, readings)
        found: list[Due | None] = []
        for number, reading in enumerate(readings):
            due = series.get(number) or self.at(
                sentence, reading.figure.begin, reading.piece, reading.clause
            )
            due = self._shifted(sentence, reading, due) if due else None
            host = found[reading.host] if reading.host is not None else None
            if reading.enclosed and host and (due is None or not due.near):
                due = host
            found.append(due)
        return found

    def mentioned(self, sentence: Sentence, reading: Reading) -> Due | None:
        """The time ahead that the sentence of a goal prints without a word that dates it: "the plan
        to 2025 calls for 98%", "đến hết đợt cao điểm, tháng 12-2025, đạt 80%"."""
        place = reading.figure.begin
        if self._later(sentence, place) or self._unset(sentence, reading.piece):
            return None
        said = [year for year in sentence.years if year.kind in ("deadline", "period")]
        first, last = (
            bisect_left(self._days, at, key=lambda day: day.begin)
            for at in (sentence.begin, sentence.end)
        )
        days = self._days[first:last]
        exact = [day for day in days if day.exact]
        said += [
            Year(day.begin, day.end, day.begin, day.day, "deadline")
            for day in days
            if not any(other.begin <= day.begin and day.end <= other.end for other in exact)
        ]  # "July 2025", but not that of "4 July 2025"
        ahead = sorted(
            (year for year in said if year.day >= self._frame.written), key=lambda year: year.begin
        )
        before = [year for year in ahead if year.begin < place]
        year = before[-1] if before else next(iter(ahead), None)
        return year.due(near=False) if year else None

    def _shifted(self, sentence: Sentence, reading: Reading, due: Due) -> Due:
        """The deadline so many years before or behind the one just named: "by 2030, while more
        than 80% … two years earlier"."""
        match = SAID["shift"].search(self._text, reading.figure.end, reading.clause[1])
        own = any(reading.figure.end <= year.begin < reading.clause[1] for year in sentence.years)
        if match is None or own or due.year is None or due.day.month != _DECEMBER:
            return due
        years = _FEW[(match["years"] or match["some"]).lower()]
        earlier = match["later"] is None
        day = due.day.replace(year=due.day.year + (-years if earlier else years))
        year = Year(match.start(), match.end(), match.start(), day, "deadline")
        return Due(day, year, near=True)

    def at(
        self,
        sentence: Sentence,
        place: int,
        piece: tuple[int, int],
        clause: tuple[int, int] | None = None,
    ) -> Due | None:
        """What a place is due by that stands in this part of its sentence, and in this clause: the
        first of what `_candidates` finds, which knows the order."""
        if self._later(sentence, place) or self._unset(sentence, piece):
            return None  # "ở giai đoạn tiếp theo …": which years these are is not said
        return next(filter(None, self._candidates(sentence, place, piece, clause)), None)

    def _candidates(
        self, sentence: Sentence, place: int, piece: tuple[int, int], clause: tuple[int, int] | None
    ) -> Iterator[Due | None]:
        """What may say by when a place is due, the strongest first: a year in brackets, or said of
        it once more; one behind it; the last before it in the sentence, or a period there; what
        governs the sentence from above; and at last the end of the document's own period."""
        text = self._text
        zone = sentence.enclosed(place)
        if zone is None:
            yield _printed(self._bracketed(sentence, place, piece))
        years = [year for year in sentence.years if sentence.enclosed(year.begin) == zone]
        due = [
            year
            for year in years
            if year.kind == "deadline"
            and not (place < year.lead and SAID["step"].search(text, place, year.lead))
        ]
        before = self._before(sentence, place, due, clause if zone is None else None)
        last = before[-1] if before else None
        if zone is None:
            yield _printed(_taken_up(text, place, due))
        if last is None or not self._leads(last, piece):
            behind = (year for year in due if place < year.begin < piece[1])
            trailing = (year for year in behind if trails(text, year, sentence.begin, sentence.end))
            year = next(trailing, None)
            yield None if _another(place, last, year, clause) else _printed(year)
        if zone is None:  # "vượt 25% trước khi năm 2025 khép lại"
            yield _printed(_only_behind(due, place, clause))
        if SAID["then"].match(text, place):
            yield sentence.due  # "65 percent by then, with a first step of 50 percent in 2027"
        yield self._period(sentence, place, piece, clause, last)
        for year in years:  # "… trong năm học 2026 - 2027", "giai đoạn 2021-2025 tăng bình quân 7%"
            dates = (
                place < year.begin
                and not year.named
                and trails(text, year, sentence.begin, sentence.end)
            )
            near = abs(year.begin - place) < _BESIDE and piece[0] <= year.begin
            if year.spans and year.begin < piece[1] and (dates or near):
                yield _printed(year)
        if zone is not None:
            yield _printed(due[0] if due else None)
            outer = None if years else self.at(sentence, zone.begin - 1, piece)
            yield outer if outer and outer.near else None
        tasks = sentence.part in ("tasks", "duties")
        if tasks and self._words.per_year.match(text, sentence.begin):
            return  # "Hằng năm dành 1% …", a task that no year of a goal bounds
        yield sentence.due
        if zone is None and len({year.day for year in due}) == 1:
            yield due[0].due(near=False)
        yield self._above(sentence, years, place)

    def _before(
        self,
        sentence: Sentence,
        place: int,
        due: Sequence[Year],
        clause: tuple[int, int] | None,
    ) -> list[Year]:
        """The years before a place by which something is due: those in brackets too that head what
        stands behind them, "…, mốc giữa nhiệm kỳ (2028) là 32%", "At mid-term (2028), …"."""
        before = [year for year in due if year.begin < place]
        if sentence.enclosed(place):
            return before
        alone = [
            year
            for year in sentence.years
            if year.kind == "deadline" and year.begin < place and sentence.alone(year)
        ]
        if clause:
            before += [
                year
                for year in alone
                if clause[0] <= year.begin and SAID["next"].match(self._text, year.end)
            ]
        return before or [year for year in alone if self._heads(sentence, year)]

    def _period(
        self,
        sentence: Sentence,
        place: int,
        piece: tuple[int, int],
        clause: tuple[int, int] | None,
        last: Year | None,
    ) -> Due | None:
        """The last year before a place, or the period that stands nearer: "Giai đoạn 2026-2030,
        phấn đấu …" is due by its last year, for all that stands behind it."""
        zone = sentence.enclosed(place)
        periods = [
            year
            for year in sentence.years
            if year.spans
            and not year.named
            and year.begin < place
            and (sentence.enclosed(year.begin) == zone or (zone is None and sentence.alone(year)))
        ]
        if not periods or last is None:
            return _printed(periods[-1] if periods else last)
        period = periods[-1]
        nearer = clause and clause[0] <= period.begin
        own = period.begin >= piece[0] and (nearer or last.begin < piece[0])
        return _printed(period if own and last.begin <= period.begin else last)

    def _above(self, sentence: Sentence, years: Sequence[Year], place: int) -> Due | None:
        """The end of the period that a sentence names, or that of the document; or the last year
        before a sentence that speaks of a goal."""
        ahead = [
            year for year in years if year.spans and year.kind == "period" and year.begin < place
        ]
        if ahead:  # "key targets of the plan for 2026-2030 are as follows: …"
            return ahead[-1].due(near=False)
        if self._frame.last:
            return Due(self._frame.last, None, near=False)
        aims = self._found.within(self._words.commits, sentence.begin, place)
        return sentence.before.due(near=False) if sentence.before and aims else None

    def _unset(self, sentence: Sentence, piece: tuple[int, int]) -> bool:
        """Whether a part of a sentence says that its goal has no year, and names none itself."""
        begin, end = max(piece[0], sentence.begin), piece[1]
        return self._found.within(SAID["unset"], begin, end) and not any(
            begin <= year.begin < end for year in sentence.years
        )

    def _later(self, sentence: Sentence, place: int) -> bool:
        """Whether the time before a place is one that comes later, with no year behind it."""
        begin = max(sentence.begin, place - _BEFORE)
        said = list(self._words.later.finditer(self._text, begin, place))
        return bool(said) and not any(
            said[-1].start() <= year.begin < sentence.end for year in sentence.years
        )

    def _bracketed(self, sentence: Sentence, place: int, piece: tuple[int, int]) -> Year | None:
        """The year that stands alone in a parenthesis behind a figure: "20% GRDP (2025)"."""
        if sentence.begin not in self._alone:
            self._alone[sentence.begin] = [
                (zone, year)
                for year in sentence.years
                if year.kind == "deadline" and (zone := sentence.enclosed(year.begin))
                if year.lead <= zone.begin and zone.end == year.end
            ]
        for zone, year in self._alone[sentence.begin]:
            if place < zone.begin < piece[1] and not SAID["next"].match(self._text, zone.end):
                printed = SAID["number"].findall(self._text[place : zone.begin])  # a range as one
                return year if len(printed) < 2 else None
        return None

    def _heads(self, sentence: Sentence, year: Year) -> bool:
        if self._text.startswith("):", year.end):  # "Giai đoạn 2 (2025): …"
            return True
        head = SAID["month"].sub("", self._text[sentence.begin : year.lead])
        return not SAID["number"].search(head)

    def _leads(self, year: Year, piece: tuple[int, int]) -> bool:
        """Whether a year begins its part of the sentence: "năm 2025 đạt", "đến năm 2025, …"."""
        if not piece[0] <= year.begin or year.lead > piece[0] + 40:
            return False
        if re.search(r"\d\s?%", self._text[piece[0] : year.lead]):
            return False  # it stands behind an earlier figure
        return SAID["leading"].match(self._text, year.end) is not None

    def _series(self, sentence: Sentence, readings: Sequence[Reading]) -> dict[int, Due]:
        """ "đạt 60%, 70%, 80% vào các năm 2023, 2024, 2025": one year each, in their order."""
        places = [(item.figure.begin, item.figure.end) for item in readings]
        if columns := sentence.columns:
            parted = _listed(places, self._text, SAID["stroke"])
            return {
                figure: year.due()
                for row in parted
                if len(row) == len(columns)
                for figure, year in zip(row, columns, strict=True)
            }
        years = [year for year in sentence.years if year.kind in ("deadline", "past")]
        if len(years) < 2 or len(readings) < 2:
            return {}
        rows = [row for row in _listed(places, self._text) if len(row) > 1]
        found: dict[int, Due] = {}
        for column in _listed([(year.lead, year.end) for year in years], self._text):
            for row in rows:
                if len(row) == len(column):
                    for figure, year in zip(row, column, strict=True):
                        found[figure] = years[year].due()
        return found


def _another(
    place: int, before: Year | None, behind: Year | None, clause: tuple[int, int] | None
) -> bool:
    """Whether the year behind a figure is that of a later figure: "hết quý III 95% và về đích 100%
    trong tháng 12"."""
    own = before and clause and clause[0] <= before.begin and before.end <= place
    return bool(own and clause and behind and behind.begin >= clause[1])


def _only_behind(due: Sequence[Year], place: int, clause: tuple[int, int] | None) -> Year | None:
    """The year of a clause that names none before its figure."""
    own = [year for year in due if clause and clause[0] <= year.begin < clause[1]]
    return own[0] if own and own[0].begin > place else None


def _taken_up(text: str, place: int, due: Sequence[Year]) -> Year | None:
    """The year of what a sentence says once more of the figure before it: "…; riêng việc này hoàn
    thành trước 31/12/2027"."""
    for year in due:
        begin = max(place, year.lead - _AGAIN)
        said = SAID["this"].search(text, begin, year.lead) if place < year.lead else None
        if said and not SAID["number"].search(text, said.start(), year.lead):
            return year
    return None


def _printed(year: Year | None) -> Due | None:
    return year.due() if year else None


def _listed(
    places: Sequence[tuple[int, int]], text: str, between: re.Pattern[str] = SAID["list"]
) -> list[list[int]]:
    """The numbers of the places, those together that only commas and "và", or strokes, stand
    between."""
    rows: list[list[int]] = []
    for number, (begin, _) in enumerate(places):
        if number and between.fullmatch(text, places[number - 1][1], begin):
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


_DECEMBER = 12
_BESIDE = 60
"""So near to a figure stands a period that is its own, in code points."""
_FEW = {
    **{"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5},
    **{"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5},
}
_BEFORE = 400
"""So far before a place a time that comes later may be told, in code points."""
_AGAIN = 120
"""So far before its year begins what says a figure once more."""
