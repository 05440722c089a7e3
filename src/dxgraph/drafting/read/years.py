"""The years that a sentence prints, and what each is: a deadline, a period, a base, the past."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.dates import MONTHS, PrintedDate, last_of_quarter, month_of
from dxgraph.drafting.read.lexicon import Lexicon, patterns

SAID = patterns(__package__, "years.yaml")
"""The words that it reads: the file says what each is for."""

YearKind = Literal["deadline", "period", "past", "start", "base"]


@dataclass(slots=True)
class Year:
    """A printed year, or a day that is a deadline."""

    begin: int
    end: int
    lead: int
    """Where the words that lead to it begin."""
    day: date
    """The last day that it allows."""
    kind: YearKind
    start: int | None = None
    """The first year, of a period."""
    named: bool = False
    """Whether it is the period of a document or programme that is named there."""
    bare: bool = False
    """Whether it is a day that is printed without its year: tasks have such more than goals."""

    @property
    def spans(self) -> bool:
        """Whether it is a period whose last year may be a deadline."""
        return self.kind == "period" and self.start is not None

    def due(self, *, near: bool = True) -> Due:
        """What it governs is due by its last day."""
        return Due(self.day, self, near, self.start)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that governs a place, and the year that it is read from (None: the document's)."""

    day: date
    year: Year | None
    near: bool
    """Whether it is printed in the sentence itself or in a heading above it."""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the document says of its time."""

    written: date
    first: date | None = None
    last: date | None = None
    horizon: date | None = None


def _end_of(year: int) -> date:
    return date(year, 12, 31)


def years_of(
    text: str, begin: int, end: int, words: Lexicon, frame: Frame, taken: Iterable[Explained]
) -> list[Year]:
    """The years of a sentence, in order. Those inside a taken number (a date) are left out."""
    hidden = [(item.begin, item.end) for item in taken if item.reason != "period-year"]
    found: list[Year] = []
    for match in words.year.finditer(text, begin, end):
        at, stop = match.span("year")
        span_end = match.end("to") if match["to"] else stop
        if any(first < span_end and at < last for first, last in hidden):
            continue
        lead = match["lead"] or ""
        if not (lead or match["word"] or match["to"]) and words.counted.match(text, stop):
            continue  # "khoảng 2000 doanh nghiệp"
        year = int(match["year"])
        kind: YearKind = "deadline"
        if words.eve.search(text, max(begin, at - 40), at):
            day = _end_of(year - (match["to"] is None))  # a school year begins in its first
            found.append(Year(at, span_end, match.start(), day, kind))
            continue
        if match["to"]:
            day = _end_of(int(match["to"]))
            based = words.base_lead.search(
                text, max(begin, match.start() - 40), match.start()
            ) or words.compared.search(text, max(begin, at - 40), at)
            kind = "base" if based else "period"
            found.append(Year(at, span_end, match.start(), day, kind, start=year))
            continue
        if words.period_lead.search(lead):
            kind = "period"
        elif (
            not SAID["into"].match(lead)
            and words.base_lead.search(text, max(begin, match.start() - 40), match.start())
        ) or words.compared.search(text, max(begin, at - 40), at):
            kind = "base"
        elif SAID["from"].search(text, max(begin, at - 50), at):
            kind = "base"  # "từ 45% năm 2024 lên 70%"
        elif words.start_lead.search(lead):
            kind = "start"
        elif year < frame.written.year:
            kind = "past"
        found.append(Year(at, stop, match.start(), _end_of(year), kind))
    for match in words.relative.finditer(text, begin, end):
        if match["own"] and not words.commits.search(text, begin, match.start()):
            continue  # "… this year": of what is planned
        day = last_of_quarter(frame.written.year + _ahead(match), match["quarter"] or "IV")
        kind = "past" if day < frame.written else "deadline"
        found.append(Year(match.start(), match.end(), match.start(), day, kind))
    found.sort(key=lambda year: year.begin)
    _pair_periods(text, found, words)
    _kept(text, found, words)
    _name_years(text, begin, end, found, words)
    _join_starts(found)
    ends = any(item.kind == "deadline" or item.spans for item in found)
    for item in found:
        if item.kind == "start" and not ends and item.day >= frame.written:
            item.kind = "deadline"  # what holds from then on is reached by then
    for item in found:
        if item.spans and not item.named and item.day < frame.written:
            item.kind = "past"  # "giai đoạn 2016-2020" of a plan of 2021
    return found


def _ahead(match: re.Match[str]) -> int:
    """How many years after the day of writing a relative year is."""
    said = match["ahead"]
    if said is None:
        return int(match["next"] is not None or SAID["next-year"].search(match[0]) is not None)
    return int(said) if said.isdigit() else _FEW[said.lower()]


_FEW = {
    **{"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "mười": 10},
    **{"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10},
}


def _pair_periods(text: str, found: Sequence[Year], words: Lexicon) -> None:
    """ "đến năm 2025, định hướng đến năm 2030" names the time of a plan: neither is a deadline."""
    for before, after in itertools.pairwise(found):
        between = text[before.end : after.end]
        if (
            len(between) < 60
            and words.horizon_lead.search(between)
            and not re.search(r"[;.]\s", between)
        ):
            before.kind = after.kind = "period"


def _kept(text: str, found: Sequence[Year], words: Lexicon) -> None:
    """ "hết năm 2026 và duy trì đến năm 2030", "năm 2026 đạt 90% và duy trì đến năm 2030": it is
    due by the first."""
    for before, after in itertools.pairwise(found):
        between = text[before.end : after.lead]
        kept = list(words.kept.finditer(between))
        if (
            before.kind == after.kind == "deadline"
            and kept
            and not between[kept[-1].end() :].strip()
            and (not between[: kept[-1].start()].strip() or re.search(r"\d", between))
            and not re.search(r"[.;]\s", between)
        ):
            after.kind = "period"


def _name_years(text: str, begin: int, end: int, found: Sequence[Year], words: Lexicon) -> None:
    """A year inside the name of a programme or document is no deadline. The period of one is that
    of the goals which the sentence says it sets: "Kế hoạch … 2024-2026 nêu các chỉ tiêu"."""
    for year in found:
        if year.kind != "deadline" and not year.spans:
            continue
        start = max(begin, year.lead - 160)
        head = text[start : year.lead]
        cut = max(head.rfind(sign) for sign in ";:.")
        head = head[cut + 1 :]
        titles = list(words.title.finditer(head))
        if not titles:
            continue
        inside = head[titles[-1].end() :]
        leads = SAID["lead"] if inside.strip() else SAID["said"]
        if year.kind == "deadline" and leads.match(text, year.end):
            continue  # "kế hoạch năm 2027: tối thiểu 50%", "Kế hoạch … đến năm 2027 nêu rõ: …"
        if year.spans:
            year.named = not words.commits.search(inside) and not words.commits.search(
                text, year.end, min(end, year.end + 120)
            )
            continue
        if (
            SAID["numbered"].search(inside)
            or SAID["by"].match(text, year.lead)
            or SAID["by"].search(inside[-_LED:])
        ):
            continue  # "theo Quyết định 50/QĐ-UBND, …", "chậm nhất cuối năm 2025"
        if SAID["ends-name"].search(inside) and not words.horizon_lead.search(
            text[year.lead : year.end]
        ):
            continue  # "theo Kế hoạch số 50/KH-UBND, đến năm 2025, …": the name ends at the comma
        figures = SAID["rate"].search(inside) is not None
        if not words.commits.search(inside) and not figures and inside.count(",") < 2:
            year.kind = "period"


_LED = 16
"""So far before a year end the words that say by when something is due."""


def _join_starts(found: Sequence[Year]) -> None:
    """ "từ năm 2023 đến năm 2025": one period that the second year ends."""
    for before, after in itertools.pairwise(found):
        if before.kind == "start" and after.kind == "deadline" and after.begin - before.end < 20:
            after.start = before.day.year


def days_ahead(text: str, begin: int, end: int, written: date) -> list[Year]:
    """The days without a year by which something is due: the next such day, or that of the year
    after where it is said to be that ("trước 2/9 năm tới")."""
    found = []
    for match in _DAY_AHEAD.finditer(text, begin, end):
        day = int(match["d"] or match["first"] or match["last"])
        month = int(match["m"]) if match["m"] else month_of(match["M"] or match["N"])
        later = match["later"] is not None
        try:
            due = date(written.year + later, month, day)
            due = due if due >= written else due.replace(year=written.year + 1)
        except ValueError:
            continue
        found.append(Year(match.start(), match.end(), match.start(), due, "deadline", bare=True))
    return found


_NAMES = "|".join(month.title() for month in MONTHS)
_DAY_AHEAD = re.compile(
    r"\b(?:[Tt]rước|[Cc]hậm\s+nhất(?:\s+là)?|[Đđ]ến\s+hết\s+ngày)\s+(?:ngày\s+|Quốc\s+khánh\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/%-])"
    r"(?P<later>\s+(?:năm\s+(?:tới|sau)|sang\s+năm))?"
    rf"|\b(?:[Bb]y|[Bb]efore|[Uu]ntil|no\s+later\s+than)\s+(?:(?P<M>{_NAMES})\s+(?P<first>\d{{1,2}})|(?P<last>\d{{1,2}})\s+(?P<N>{_NAMES}))\b(?!,?\s+(?:19|20)\d\d|[.,]\d|\s?%)"
)


def deadline_days(text: str, begin: int, written: date, days: Sequence[PrintedDate]) -> list[Year]:
    """Days and months that a sentence prints as a time by which something is due."""
    found = []
    for day in days:
        if day.day < written:
            continue
        head = text[max(begin, day.begin - 30) : day.begin]
        ends = not day.exact or (day.day + timedelta(1)).day == 1
        match = SAID["due-lead"].search(head) or (SAID["month-lead"].search(head) if ends else None)
        alone = SAID["timed"].search(head) if text.startswith(")", day.end) else None
        # as in: "Kết thúc năm học này (tháng 5/2025), …", "Mốc 1 (30/6/2027): …"
        if alone or (head.endswith("(") and text.startswith("):", day.end)):
            lead = text.rindex("(", begin, day.begin) + 1
            found.append(Year(day.begin, day.end, lead, day.day, "deadline"))
            continue
        # A day and a comma tell when something was signed: "Ngày 5/1/2031, Ủy ban nhân dân …".
        signs = (":",) if day.exact else (":", ",")
        heads = day.begin - begin < _HEADS and (
            text.startswith(signs, day.end)
            or (not day.exact and SAID["goes-on"].match(text, day.end))
        )
        heads = heads or (
            day.begin - begin < _TITLE
            and text.startswith(":", day.end)
            and not _DIGIT.search(text, begin, day.begin)
        )
        if match or heads:  # "Quý IV/2027: …"
            lead = day.begin - (len(head) - match.start()) if match else begin
            found.append(Year(day.begin, day.end, lead, day.day, "deadline"))
    return found


_HEADS = 8
"""So far in, a day begins its sentence: "Tháng 12/2028: …"."""
_TITLE = 40
"""So far in, one ends what stands before a colon: "Cột mốc thứ nhất, tháng 6/2026: …"."""


def trails(text: str, year: Year, begin: int, end: int) -> bool:
    """Whether a year of a sentence stands behind what it dates: "đạt 90% vào năm 2025"."""
    if not SAID["stops"].match(text, year.end, end):
        return False
    before = SAID["no-amount"].sub(" ", text[begin : year.lead].rstrip())
    if SAID["announced"].search(before[-_NAMED:]) or SAID["joins"].search(before[-_JOIN:]):
        return False
    return SAID["amount"].search(before) is not None


_NAMED = 120
_JOIN = 5
"""So far before a year end what leads to it, and what joins it to what stands before."""
_DIGIT = re.compile(r"\d")
