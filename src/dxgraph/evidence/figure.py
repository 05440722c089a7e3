"""Printed figures: "tối thiểu đạt 2.300.000 thuê bao" is at least 2300000, a count.

The comparator is what is printed beside the figure, and nothing else; a word over a whole list is
not spread over its items. How a figure is read:

1. Years, dates, times, document numbers, list markers, service levels ("mức độ 4"), technology
   names ("4G") and ages ("từ 15 tuổi trở lên") are numbers, but no figures.
2. An amount is a number, or two with a dash or "đến" between them, with a percent sign or a scale
   ("tỷ") behind; "2/3" and "gấp đôi" are amounts too, and "đứng đầu" is the first rank.
   Numbers in words are read as their digits (`spelled`).
3. Behind it stands its unit: "%", "%/năm", "/100 dân", "USD"; a noun makes it a count. "nhóm" or
   "top" before it, or places that lead behind it, make it a rank.
4. Before it stands its comparator. Words that compare nothing ("đạt", "chiếm", "mức") may stand
   between the two. "trở lên" and "trở xuống" stand behind.

What could be read in another way is read by rule and said in `Figure.doubts`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from dxgraph.bilingual import Both
from dxgraph.errors import DataError
from dxgraph.evidence.amounts import Amount, amount_of
from dxgraph.evidence.grammar import Grammar, grammar
from dxgraph.evidence.number import (
    Language,
)
from dxgraph.evidence.spelled import Spelled, in_digits
from dxgraph.evidence.words import FROM, NEUTRAL
from dxgraph.files import own
from dxgraph.messages import message

READ_OTHERWISE: Mapping[str, Both] = MappingProxyType(
    {slug: Both(*said) for slug, said in own(__package__, "doubts.yaml").items()}
)
"""What may be doubtful in how a figure was read: by slug, in both languages."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a printed figure says. Offsets are into the text it was read from, ends exclusive."""

    comparator: str
    """Slug of the comparator."""
    value: Decimal
    upper: Decimal | None = None
    """The upper end of a range."""
    unit: str | None = None
    """Slug of the unit; None when none is printed, or it is one that we have no name for."""
    begin: int = 0
    end: int = 0
    """From the comparator to the unit. The noun of a count is outside."""
    numbers: tuple[tuple[int, int], ...] = ()
    """Where the value (and the upper end) are printed; nothing when they are words."""
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def parse_figure(text: str, language: Language = "vi") -> Figure:
    """Read a text that is one printed figure, with its words around it.

    The text is taken in Normalization Form C. Raises DataError when there is no figure in it, more
    than one, or one that cannot be read.

    >>> figure = parse_figure("trên 13, 5%")
    >>> figure.comparator, figure.value, figure.unit
    ('greater-than', Decimal('13.5'), 'percent')
    >>> figure = parse_figure("nhóm 15 tỉnh, thành phố dẫn đầu")
    >>> figure.comparator, figure.value, figure.unit
    ('within-top', Decimal('15'), 'rank')
    """
    text = unicodedata.normalize("NFC", text)
    found = tuple(_read(text, language, alone=True))
    if not found:
        found = tuple(_wholes(text, [], grammar(language, alone=True)))
    if len(found) == 1:
        return found[0]
    if not found:
        raise DataError(message("no-figure-printed", text=text))
    several = ", ".join(text[figure.begin : figure.end] for figure in found[:3])
    raise DataError(message("several-figures-printed", text=text, several=several))


def find_figures(text: str, language: Language = "vi", *, wholes: bool = False) -> Iterator[Figure]:
    """All figures of a running text in NFC, in their order. What cannot be read is left out.

    With ``wholes``, "tất cả các xã" and "every commune" are a hundred percent, with the doubt
    ``whole``: nothing but the sentence says whether a share is meant.
    """
    return _read(text, language, alone=False, wholes=wholes)


def disagreements(
    figure: Figure,
    *,
    value: Decimal,
    upper: Decimal | None = None,
    comparator: str | None = None,
    unit: str | None = None,
) -> tuple[str, ...]:
    """In what a figure and the statement that rests on it differ: comparator, value, upper, unit.

    What the statement leaves out is not compared, but for the upper end. A figure without a printed
    unit fits any; a plain percentage also fits a rate per year, whose "hằng năm" often stands
    elsewhere in the sentence.
    """
    found = []
    if comparator is not None and comparator != figure.comparator:
        found.append("comparator")
    if value != figure.value:
        found.append("value")
    if upper != figure.upper:
        found.append("upper")
    fitting = {None, unit} | ({"percent"} if unit == "percent-per-year" else set())
    if unit is not None and figure.unit not in fitting:
        found.append("unit")
    return tuple(found)


def _wholes(text: str, found: Sequence[Figure], rules: Grammar) -> Iterator[Figure]:
    """The shares that are printed as "all", where no figure stands in their clause."""
    begins = [figure.begin for figure in found]
    for match in rules.whole.finditer(text):
        number = bisect_right(begins, match.start())
        tail = _LISTED.sub(" ", text[match.end() : match.end() + _TAIL])
        clause = _PART_END.split(tail, maxsplit=1)[0]
        if number and match.start() - found[number - 1].end < _APART:
            continue  # "đạt 90% tất cả các …"
        if number < len(begins) and begins[number] <= match.end() + len(clause):
            continue  # "tất cả các chỉ tiêu đạt 90%", "all 12 communes"
        yield Figure(
            "equal", Decimal(100), None, "percent", match.start(), match.end(), (), ("whole",)
        )


def _read(text: str, language: Language, *, alone: bool, wholes: bool = False) -> Iterator[Figure]:
    """The figures of a text. With ``alone``, what cannot be read is an error and not left out."""
    spelled = in_digits(text, language)
    text = spelled.text
    rules = grammar(language, alone=alone)
    # Digits that belong to no figure become signs that no pattern takes for a digit or a letter.
    masked = rules.no_figure.sub(lambda match: _DIGIT.sub(_MASK, match[0]), text)
    found: list[Figure] = []
    at = floor = 0
    while match := rules.amount.search(masked, at):
        try:
            figure, at = _figure(match, masked, floor, rules, language)
        except DataError:
            if alone:
                raise
            at = match.end("first")
            continue
        found.append(figure)
        floor = at
    begins = [figure.begin for figure in found]
    digits = len(found)
    for pattern, value, unit in rules.in_words:
        for match in pattern.finditer(masked):
            last = bisect_right(begins, match.start(), hi=digits) - 1
            if last >= 0 and match.start() < found[last].end:
                continue  # "nhóm 15 tỉnh … dẫn đầu": the words are the digits' own
            head = masked[max(0, match.start() - _TAIL) : match.start()]
            if unit == "rank" and rules.top_clause.search(head):
                continue  # "nhóm các tỉnh dẫn đầu" is no first rank: it has lost its number
            before = _before(masked, 0, match.start(), rules)
            doubts = ("two-comparators",) if before.conflict else ()
            comparator = before.comparator or "equal"
            found.append(
                Figure(comparator, value, None, unit, before.begin, match.end(), (), doubts)
            )
    found.sort(key=lambda figure: figure.begin)
    if wholes:
        found = sorted((*found, *_wholes(masked, found, rules)), key=lambda item: item.begin)
    yield from (_placed(figure, spelled) for figure in found) if spelled.places else found


def _placed(figure: Figure, spelled: Spelled) -> Figure:
    """A figure of a text with digits for words, at its places of the text as it is printed."""
    return replace(
        figure,
        begin=spelled.begin(figure.begin),
        end=spelled.end(figure.end),
        numbers=tuple((spelled.begin(begin), spelled.end(end)) for begin, end in figure.numbers),
    )


_TOP = re.compile(r"\b(?:top|tốp)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\s(?:vào|trong|đến|tới|by|in)(?:\s+(?:hết|cuối|năm|the|end|of))*\s*$", re.IGNORECASE
)
"""Between a place and the year that it is for."""
_DIGIT = re.compile(r"\d")
_MASK = "\ue000"  # private use: no text that people read has it
_CLAUSE_END = re.compile(rf"[\d;.()\n{_MASK}]")
_PART_END = re.compile(r"[,;.)\n]")
_LISTED = re.compile(
    r",(?=\s+(?:phường|thị\s+trấn|đặc\s+khu|quận|ban|ngành|wards?|townships?)\b)", re.IGNORECASE
)
"""The comma of units that stand in a row: "mọi xã, phường phải có 100% …"."""
_OTHERS = re.compile(r"\b(?:từ|aged?|from)\b", re.IGNORECASE)
"""Begins a bound of what a figure counts."""
_HEAD = 80
_TAIL = 120
_APART = 12
"""So far behind a figure "all" is of its clause."""


def _figure(
    match: re.Match[str], text: str, floor: int, rules: Grammar, language: Language
) -> tuple[Figure, int]:
    """The figure whose amount matched, and where the text goes on behind it."""
    amount = amount_of(match, text, rules, language)
    tail = text[amount.end : amount.end + _TAIL]
    clause = _CLAUSE_END.split(tail, maxsplit=1)[0]
    head = text[max(floor, amount.begin - _HEAD) : amount.begin]

    unit, length, goes_on = _unit(amount, tail, clause, rules)
    top = rules.top.search(head)
    placed = rules.rank.search(head)
    lead = rules.lead.match(clause)
    ordinal = rules.ordinal.match(clause) if not amount.percent else None
    begin = amount.begin
    if (
        unit in ("count", None)
        and rules.places.match(clause)
        and (top or lead or rules.best.match(clause))
    ):
        top, unit = top or placed, "rank"
        within = True
    elif top and _unnamed(unit, top[0], clause, rules):
        unit, within = "rank", True
    elif ordinal:
        unit, within = "rank", False  # "ranked 2nd out of 63 provinces"
    elif unit is None and placed:
        unit, within = "rank", False
    else:
        within, top, placed = False, None, None
    if unit == "rank":
        marker = top if within else placed
        begin = max(floor, begin - len(head)) + marker.start() if marker else begin
        length = lead.end() if within and lead else 0
        if ordinal and not within:
            length = ordinal.end()
    else:
        for pattern, currency in rules.money_before:
            if (money := pattern.search(head)) and not amount.percent:
                begin, unit = begin - len(head) + money.start(), currency
                break

    before = _before(text, floor, begin, rules)
    after = rules.after.match(clause)
    if after and not before.lower_end and _OTHERS.search(clause, 0, after.start("after")):
        after = None  # "95% học sinh từ cấp tiểu học trở lên": the words bound who is meant
    slugs = [slug for slug in (before.comparator,) if slug]
    if after:
        slugs.append(rules.words.after[_plain(after["after"])])
        length = max(length, after.end())
    doubts = list(amount.doubts)
    least = (before.lower_end and after) or "at-least" in slugs
    bounded = least or "at-most" in slugs
    if within or (unit == "rank" and bounded):
        comparator = "within-top"
    elif slugs:
        comparator = slugs[0]
    elif before.lower_end and amount.upper is None:
        comparator = "at-least"
        doubts.append("from-alone")
    else:
        comparator = "equal"
    if before.conflict or len(set(slugs)) > 1:
        doubts.append("two-comparators")
    figure = Figure(
        comparator,
        amount.value,
        amount.upper,
        unit,
        before.begin,
        amount.end + length,
        amount.numbers,
        tuple(doubts),
    )
    return figure, max(amount.end + goes_on, figure.end)


def _unnamed(unit: str | None, top: str, clause: str, rules: Grammar) -> bool:
    """Whether places lead that are not named: "Top 8", "nhóm 22/34", "a top 18 position"."""
    if unit is None and not _WHEN.sub("", clause).strip(" /"):
        return True
    alone = _TOP.search(top) and rules.top_alone.match(clause)
    return unit in ("count", None) and alone is not None


def _unit(amount: Amount, tail: str, clause: str, rules: Grammar) -> tuple[str | None, int, int]:
    """The unit; how long it is in the tail; and how much of the tail no further figure is in."""
    if amount.percent:
        if match := rules.per_year.match(tail):
            return "percent-per-year", match.end(), match.end()
        return (None, 0, 0) if rules.rate.match(clause) else ("percent", 0, 0)
    for pattern, unit in ((rules.point, "percentage-point"), (rules.times, "times")):
        if match := pattern.match(tail):
            return unit, match.end(), match.end()
    if match := rules.per_people.match(tail):
        people = re.sub(r"\D", "", match["people"])
        return f"per-{people}-people", match.end(), match.end()
    for pattern, unit in rules.money_after:
        if match := pattern.match(tail):
            rated = rules.rate.match(clause[match.end() :])
            return None if rated else unit, match.end(), match.end()
    if rules.measures.match(clause):
        return None, 0, 0
    if noun := rules.noun.match(clause):
        rated = rules.rate.search(clause, noun.end())
        return (None if rated else "count"), 0, 0
    return None, 0, 0


@dataclass(frozen=True, slots=True)
class _Before:
    comparator: str | None
    lower_end: bool
    """Whether "từ" stands there."""
    conflict: bool
    begin: int


def _before(text: str, floor: int, end: int, rules: Grammar) -> _Before:
    """What the words that end at ``end`` compare; words that compare nothing are passed over."""
    start = max(floor, end - _HEAD)
    begin = at = end
    slugs: list[str] = []
    lower_end = False
    while match := rules.before.search(text[start:at]):
        at = start + match.start()
        kind = rules.words.before[_plain(match[0])]
        if kind == NEUTRAL:
            continue
        begin = at
        if kind == FROM:
            lower_end = True
        else:
            slugs.append(kind)
    return _Before(slugs[0] if slugs else None, lower_end, len(set(slugs)) > 1, begin)


def _plain(words: str) -> str:
    return " ".join(words.split()).lower()
