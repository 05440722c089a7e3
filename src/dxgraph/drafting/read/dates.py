"""The days, months and quarters of a year that a text prints, in Vietnamese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
_DATES = (
    re.compile(
        r"(?<![\d.,-])(?<![^%]/)(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\d%])"
    ),
    re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])"),
    re.compile(
        r"(?<=ngày )(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<M>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<M>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
)
_MONTH_YEARS = (
    re.compile(
        r"\btháng\s+(?P<m>\d{1,2})\s*(?:/|[-.]|,?\s+năm\s+)\s*(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(r"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)\b(?!\s*/)"),
    re.compile(rf"\b(?P<M>{_MONTH})\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
)
_MIDDLE = re.compile(r"\bmid[-\s](?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)
_QUARTER = re.compile(
    r"\bquý\s+(?P<q>I{1,3}|IV|[1-4])\s*(?:/|[-.]|,?\s+năm\s+)\s*(?P<y>(?:19|20)\d\d)\b"
    r"|\b(?:quarter\s+|Q)(?P<q2>[1-4])\s+(?:of\s+)?(?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


_NAMED = re.compile(
    "|".join(form for m in MONTHS for form in (m[:3].title(), m[:3].upper(), m) if form != "may")
)
"""Begins the English name of a month, if the text has one at all."""


def names_months(text: str) -> bool:
    """Whether a text may have days with the English names of their months."""
    return _NAMED.search(text) is not None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day, or the last day of a month or a quarter."""

    begin: int
    end: int
    day: date
    exact: bool
    """Whether the day itself is printed."""


@lru_cache(maxsize=2)
def printed_dates(text: str) -> tuple[PrintedDate, ...]:
    """The days, months and quarters of a year that a text prints, in no order."""
    return tuple(_printed_dates(text))


def _printed_dates(text: str) -> Iterator[PrintedDate]:
    english = names_months(text)
    for pattern in _DATES:
        if "M" in pattern.groupindex and not english:
            continue
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = month_of(groups["M"]) if groups.get("M") else int(match["m"])
            day = _day(int(match["y"]), month, int(match["d"]))
            if day:
                yield PrintedDate(match.start(), match.end(), day, True)
    for pattern in _MONTH_YEARS:
        if "M" in pattern.groupindex and not english:
            continue
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = month_of(groups["M"]) if groups.get("M") else int(match["m"])
            if 1 <= month <= 12:
                last = _last_day(int(match["y"]), month)
                begin = match.start("m") if groups.get("m") else match.start()
                yield PrintedDate(begin, match.end(), last, False)
    for match in _MIDDLE.finditer(text):
        yield PrintedDate(match.start(), match.end(), date(int(match["y"]), 6, 30), False)
    for match in _QUARTER.finditer(text):
        last = last_of_quarter(int(match["y"] or match["y2"]), match["q"] or match["q2"])
        yield PrintedDate(match.start(), match.end(), last, False)


def last_of_quarter(year: int, quarter: str) -> date:
    """The last day of a quarter, which is named as it is printed: "III", "3", "Q3", "third"."""
    number = _QUARTERS.get(quarter.lower()) or int(quarter.lstrip("Qq"))
    return _last_day(year, 3 * number)


_QUARTERS = {
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4},
}


def month_of(name: str) -> int:
    """The number of a month by its English name, or the first letters of it."""
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
