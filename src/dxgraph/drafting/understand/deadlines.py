"""By when a figure or a goal is due: the year that governs its place.

In their order: a list of years beside a list of figures; a year behind the figure ("đạt 90% vào
năm 2025"); the last year before it in the sentence; what governs the sentence from above; and at
last the end of the document's own period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dxgraph.drafting.read.context import Due, Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import Lexicon
from dxgraph.drafting.read.segments import Parenthesis
from dxgraph.drafting.read.years import Frame, Year, trails
from dxgraph.drafting.understand.reading import Reading


def told_after(text: str, sentences: Sequence[Sentence]) -> None:
    """Give the goals of a paragraph the year that its last sentence says of them all: "Các chỉ tiêu
    trên hoàn thành trong năm 2027"."""
    for number, sentence in enumerate(sentences):
        dated = [year for year in sentence.years if year.kind == "deadline"]
        if len(dated) != 1 or not _ALL_ABOVE.match(text, sentence.begin, sentence.end):
            continue
        due = _printed(dated[0])
        for before in reversed(sentences[:number]):
            if before.block is not sentence.block:
                break
            if before.due is None or not before.due.near:
                before.due = due


class Deadlines:
    """The deadlines of one document."""

    def __init__(self, text: str, frame: Frame, words: Lexicon) -> None:
        self._text = text
        self._frame = frame
        self._words = words
        self._found = Found(text)
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

    def _shifted(self, sentence: Sentence, reading: Reading, due: Due) -> Due:
        """The deadline so many years before or behind the one just named: "by 2030, while more
        than 80% … two years earlier"."""
        match = _SHIFT.search(self._text, reading.figure.end, reading.clause[1])
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
        """What a place is due by that stands in this part of its sentence, and in this clause."""
        zone = sentence.enclosed(place)
        if self._later(sentence, place) or self._unset(sentence, piece):
            return None  # "ở giai đoạn tiếp theo …": which years these are is not said
        alone = self._bracketed(sentence, place, piece)
        if alone and zone is None:
            return _printed(alone)
        years = [year for year in sentence.years if sentence.enclosed(year.begin) == zone]
        due = [year for year in years if year.kind == "deadline"]
        before = [year for year in due if year.begin < place]
        if clause and zone is None:  # "…, mốc giữa nhiệm kỳ (2028) là 32%"
            before += [
                year
                for year in sentence.years
                if clause[0] <= year.begin < place
                and self._alone_in(sentence, year)
                and year.kind == "deadline"
                and _NEXT.match(self._text, year.end)
            ]
        if not before and zone is None:  # "At mid-term (2028), …": it heads what stands behind it
            before = [
                year
                for year in sentence.years
                if year.kind == "deadline" and year.begin < place and self._heads(sentence, year)
            ]
        behind = next(
            (
                year
                for year in due
                if place < year.begin < piece[1]
                and trails(self._text, year, sentence.begin, sentence.end)
            ),
            None,
        )
        told = _taken_up(self._text, place, due) if zone is None else None
        if told:
            return _printed(told)
        last = before[-1] if before else None
        leads = last is not None and self._leads(last, piece)
        ours = not leads and not self._another(place, last, behind, clause)
        if behind and ours:
            return _printed(behind)
        at_once = next((year for year in due if _right_behind(self._text, place, year)), None)
        if at_once and before and _PERCENT.search(self._text, before[-1].end, place):
            return _printed(at_once)  # "đến năm 2027 đạt 80%, … trên 80% đến năm 2030"
        later = _only_behind(due, place, clause) if zone is None else None
        if later:
            return _printed(later)  # "vượt 25% trước khi năm 2025 khép lại"
        if sentence.due and _THEN.match(self._text, place):
            return sentence.due  # "65 percent by then, with a first step of 50 percent in 2027"
        bracketed = [
            year for year in sentence.years if zone is None and self._alone_in(sentence, year)
        ]
        periods = [
            year
            for year in (*years, *bracketed)
            if year.spans and not year.named and year.begin < place
        ]
        nearer = periods and clause and clause[0] <= periods[-1].begin
        own = (
            periods
            and periods[-1].begin >= piece[0]
            and (nearer or not before or before[-1].begin < piece[0])
            and not (before and before[-1].begin > periods[-1].begin)
        )
        if before and not own:
            return _printed(before[-1])
        if periods:
            # "Giai đoạn 2026-2030, phấn đấu …": its last year, for all that stands behind it
            return _printed(periods[-1])
        for year in years:  # "… trong năm học 2026 - 2027", "giai đoạn 2021-2025 tăng bình quân 7%"
            dates = place < year.begin and not year.named
            dates = dates and trails(self._text, year, sentence.begin, sentence.end)
            near = abs(year.begin - place) < _BESIDE and piece[0] <= year.begin
            if year.spans and year.begin < piece[1] and (dates or near):
                return _printed(year)
        if zone is not None and due:
            return _printed(due[0])
        if zone is not None and not years:
            outer = self.at(sentence, zone.begin - 1, piece)
            if outer and outer.near:
                return outer
        if sentence.due:
            return sentence.due
        if zone is None and len({year.day for year in due}) == 1:
            return _due_by_the_end(due[0])
        return self._above(sentence, years, place)

    def _above(self, sentence: Sentence, years: Sequence[Year], place: int) -> Due | None:
        """The end of the period that a sentence names, or that of the document; or the last year
        before a sentence that speaks of a goal."""
        ahead = [
            year for year in years if year.spans and year.kind == "period" and year.begin < place
        ]
        if ahead:  # "key targets of the plan for 2026-2030 are as follows: …"
            return _due_by_the_end(ahead[-1])
        if self._frame.last:
            return Due(self._frame.last, None, near=False)
        aims = self._found.within(self._words.commits, sentence.begin, place)
        return _due_by_the_end(sentence.before) if sentence.before and aims else None

    def _unset(self, sentence: Sentence, piece: tuple[int, int]) -> bool:
        """Whether a part of a sentence says that its goal has no year, and names none itself."""
        begin, end = max(piece[0], sentence.begin), piece[1]
        return self._found.within(UNSET, begin, end) and not any(
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
                if (zone.begin, zone.end) == (min(year.lead, zone.begin), year.end)
            ]
        for zone, year in self._alone[sentence.begin]:
            if place < zone.begin < piece[1] and not _NEXT.match(self._text, zone.end):
                printed = _NUMBER.findall(self._text[place : zone.begin])  # a range as one
                return year if len(printed) < 2 else None
        return None

    def _alone_in(self, sentence: Sentence, year: Year) -> bool:
        """Whether a period fills its parenthesis: "trong 5 năm tới (2026-2030)"."""
        zone = sentence.enclosed(year.begin)
        return zone is not None and (zone.begin, zone.end) == (year.lead, year.end)

    def _heads(self, sentence: Sentence, year: Year) -> bool:
        head = _MONTH.sub("", self._text[sentence.begin : year.lead])
        return self._alone_in(sentence, year) and not _NUMBER.search(head)

    def _another(
        self, place: int, before: Year | None, behind: Year | None, clause: tuple[int, int] | None
    ) -> bool:
        """Whether the year behind a figure is that of a later figure: "hết quý III 95% và về đích
        100% trong tháng 12", "settled for 35 percent, rising to 60 percent in 2028"."""
        if behind is None or clause is None or behind.begin < clause[1]:
            return False
        own = before is not None and clause[0] <= before.begin and before.end <= place
        return own or _STEP.search(self._text, place, behind.lead) is not None

    def _leads(self, year: Year, piece: tuple[int, int]) -> bool:
        """Whether a year begins its part of the sentence: "năm 2025 đạt", "đến năm 2025, …"."""
        if not piece[0] <= year.begin or year.lead > piece[0] + 40:
            return False
        if re.search(r"\d\s?%", self._text[piece[0] : year.lead]):
            return False  # it stands behind an earlier figure
        return _LEADING.match(self._text, year.end) is not None

    def _series(self, sentence: Sentence, readings: Sequence[Reading]) -> dict[int, Due]:
        """ "đạt 60%, 70%, 80% vào các năm 2023, 2024, 2025": one year each, in their order."""
        years = [year for year in sentence.years if year.kind in ("deadline", "past")]
        if len(years) < 2 or len(readings) < 2:
            return {}
        rows = [
            row
            for row in _listed(
                [(item.figure.begin, item.figure.end) for item in readings], self._text
            )
            if len(row) > 1
        ]
        found: dict[int, Due] = {}
        for column in _listed([(year.lead, year.end) for year in years], self._text):
            for row in rows:
                if len(row) == len(column):
                    for figure, year in zip(row, column, strict=True):
                        found[figure] = _printed(years[year])
        return found


def _only_behind(due: Sequence[Year], place: int, clause: tuple[int, int] | None) -> Year | None:
    """The year of a clause that names none before its figure."""
    own = [year for year in due if clause and clause[0] <= year.begin < clause[1]]
    return own[0] if own and own[0].begin > place else None


def _taken_up(text: str, place: int, due: Sequence[Year]) -> Year | None:
    """The year of what a sentence says once more of the figure before it: "…; riêng việc này hoàn
    thành trước 31/12/2027"."""
    for year in due:
        begin = max(place, year.lead - _AGAIN)
        said = _THIS.search(text, begin, year.lead) if place < year.lead else None
        if said and not _NUMBER.search(text, said.start(), year.lead):
            return year
    return None


def _right_behind(text: str, place: int, year: Year) -> bool:
    return place < year.lead and _AMOUNT.fullmatch(text, place, year.lead) is not None


def _printed(year: Year) -> Due:
    return Due(year.day, year, near=True, start=year.start)


def _due_by_the_end(year: Year) -> Due:
    return Due(year.day, year, near=False, start=year.start)


def _listed(places: Sequence[tuple[int, int]], text: str) -> list[list[int]]:
    """The numbers of the places, those together that only commas and "và" stand between."""
    rows: list[list[int]] = []
    for number, (begin, _) in enumerate(places):
        if number and _LIST.fullmatch(text, places[number - 1][1], begin):
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
_SHIFT = re.compile(
    r"\b(?P<years>one|a|two|three|four|five)\s+years?\s+(?:earlier|before\s+that|sooner|(?P<later>later|after\s+that))\b(?!\s+than)"
    r"|\b(?:sớm\s+hơn\s+|trước\s+đó\s+)(?P<some>một|hai|ba|bốn|năm)\s+năm\b(?!\s+so\b)",
    re.IGNORECASE,
)
"""How many years before or behind it."""
_ALL_ABOVE = re.compile(
    r"(?:tất\s+cả\s+)?(?:các|những)\s+(?:chỉ\s+tiêu|mục\s+tiêu)\s+(?:nêu\s+)?(?:trên|này)\b"
    r"|(?:all\s+)?(?:of\s+)?(?:these|the\s+above)\s+(?:targets|goals)\b",
    re.IGNORECASE,
)
UNSET = re.compile(
    r"\bchưa\s+(?:\w+\s+){0,2}(?:ấn\s+định|xác\s+định|quy\s+định|chốt|đặt)\s+(?:rõ\s+)?(?:năm|thời\s+(?:hạn|điểm|gian)|mốc)"
    r"(?:\s+(?:thời\s+gian\s+)?(?:hoàn\s+thành|thực\s+hiện|cụ\s+thể))*(?=\s*(?:[.;,)]|$))"
    r"|\bno\s+(?:date|deadline|year|time\s+frame)\s+(?:has|have|is|was)\s+(?:yet\s+)?(?:been\s+)?(?:yet\s+)?(?:set|fixed|given|named)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Says that a goal has no year."""
_LIST = re.compile(
    r"\s*(?:,|và|;|and|rồi|then|,?\s*(?:and\s+then|and|rồi|then))\s*(?:các\s+)?(?:năm\s+)?"
)
_THEN = re.compile(
    r"[^\d;,]{0,20}\d[\d.,]*(?:\s?%|\s+per\s?cent)\s+(?:by\s+then|vào\s+(?:lúc|thời\s+điểm)\s+đó)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\)\s*(?:là|đạt|phải|is|:)\s*(?:[^\W\d]+\s+){0,2}\d")
"""Behind a year in a parenthesis that heads the figure which follows."""
_STEP = re.compile(
    r",\s+(?:(?:and|then|rồi|và|sau\s+đó)\s+)*(?:of\s+which|trong\s+đó|rising|rises|growing|climbing|increasing|going\s+up|up|then|before|tăng(?:\s+lên)?|nâng(?:\s+lên)?|tiến\s+tới)\b[^.;]*\d",
    re.IGNORECASE,
)
"""Between a figure and its next step."""
_BEFORE = 400
"""So far before a place a time that comes later may be told, in code points."""
_AGAIN = 120
"""So far before its year begins what says a figure once more."""
_THIS = re.compile(
    r"[;,]\s+(?:riêng\s+)?(?:việc|nội\s+dung|chỉ\s+tiêu|mục\s+tiêu)\s+này\b[^\d;.]{0,40}$"
    r"|[;,]\s+(?:this|which)(?:\s+(?:one|target|goal))?\b[^\d;.]{0,40}\b(?:due|met|completed|done|reached)[^\d;.]{0,12}$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[^\d;,]{0,20}\d[\d.,]*\s?%\s*")
_PERCENT = re.compile(r"\d\s?%")
_MONTH = re.compile(r"\btháng\s+\d{1,2}\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*(?:\s?%)?(?:(?:\s?[-–]\s?|\s+(?:đến|to|and)\s+)\d[\d.,]*)?")
_LEADING = re.compile(
    r"\s*(?:[,:]|đạt|là|chiếm|có|phấn\s+đấu|thuộc|nằm|to\s+reach|reach|accounts?)"
)
