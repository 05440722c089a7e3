"""Numbers as they are printed: where they stand in a text, and what they are worth.

Vietnamese prints a comma before the decimals and a dot between thousands; English the reverse. The
same signs mean both, so each language has one rule for what could be read twice:

==============  ==========  ==========  ===================================================
printed         Vietnamese  English     why
==============  ==========  ==========  ===================================================
``1.500``            1500         1.5   one dot, three digits behind: the language decides
``1,500``             1.5        1500   one comma, three digits behind: the language decides
``0.125``           0.125       0.125   no thousands begin with a lone zero
``12.5``             12.5        12.5   no thousands have one digit: a foreign decimal sign
``12,5``             12.5        12.5   the same
``2.300.000``     2300000     2300000   two of a sign: only thousands repeat it
``34,047,796``   34047796    34047796   the same
``1.234,5``        1234.5      1234.5   two signs: the last one is before the decimals
``1,234.5``        1234.5      1234.5   the same
``13, 5%``           13.5       (two)   one digit behind a comma and a stray space, then ``%``
``2 300 000``     2300000     2300000   spaces between thousands
==============  ==========  ==========  ===================================================

Anything else that has digits, dots and commas (``12.2.2024``, ``2.30.000``) is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from dxgraph.errors import DataError
from dxgraph.messages import message

Language = Literal["vi", "en"]

_SPACE = "[ \u00a0\u202f]"
# A decimal with a stray space: not after a year, nor in a list ("5, 6, 7%"), and one digit only, so
# that "mức độ 4, 60% hồ sơ" and "đến năm 2030, 70%" stay two numbers.
_STRAY = rf"(?<!\d)(?<![\d%][,;] )(?<!\d[.,])\d{{1,3}}(?:,{_SPACE}|{_SPACE},)\d(?={_SPACE}?%)"
_STRAY_ALONE = _STRAY.replace(r"\d(?=", r"\d{1,2}(?=")
_PLAIN = r"\d+(?:[.,]\d+)*"
_TOKEN = re.compile(rf"{_STRAY}|{_PLAIN}")

_SPACED = (
    rf"(?<![\d.,])\d{{1,3}}(?:(?:{_SPACE}\d{{3}}){{2,}}|(?:[\u00a0\u202f]\d{{3}})+)(?!\d)"
    r"(?:[.,]\d+)?"
)

_GROUPS = {
    ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"),
    ",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"),
}
_DECIMAL = re.compile(r"\d+[.,]\d+")
_THOUSANDS = {"vi": ".", "en": ","}
_SIGN = {"vi": ",", "en": "."}


def number_pattern(language: Language, *, alone: bool = False) -> str:
    """What a printed number looks like, as a regular expression without groups.

    ``alone`` is for a text that is known to hold one figure: "12, 75%" is then a decimal.
    """
    stray = {"vi": (_STRAY_ALONE if alone else _STRAY) + "|", "en": ""}[language]
    return f"(?:{_SPACED}|{stray}{_PLAIN})"


def number_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every number of a text: what has to be accounted for.

    A number is a longest run of digits with single dots or commas between them; a decimal with one
    stray space ("13, 5%") is one number. "26/12/2022" are three, "2021-2025" two, "4G" is one.
    """
    for match in _TOKEN.finditer(text):
        yield match.span()


def parse_number(text: str, language: Language = "vi") -> Decimal:
    """What a printed number is worth, by the table above. Raises DataError when it is none.

    >>> parse_number("2.300.000"), parse_number("13, 5"), parse_number("267,680", "en")
    (Decimal('2300000'), Decimal('13.5'), Decimal('267680'))
    """
    digits = re.sub(r"\s", "", text)
    if digits.isdecimal():
        return Decimal(digits)
    thousands = _THOUSANDS[language]
    if _GROUPS[thousands].fullmatch(digits):
        return _decimal(digits, thousands)
    other = "," if thousands == "." else "."
    if digits.count(".") + digits.count(",") > 1 and _GROUPS[other].fullmatch(digits):
        return _decimal(digits, other)
    if _DECIMAL.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    raise DataError(message("not-a-number", text=text))


def is_ambiguous(text: str, language: Language = "vi") -> bool:
    """Whether three digits behind a lone decimal sign could be thousands of the other language.

    >>> is_ambiguous("1,500"), is_ambiguous("1.500"), is_ambiguous("12,5")
    (True, False, False)
    """
    return re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(_SIGN[language])}\d{{3}}", text) is not None


def _decimal(digits: str, thousands: str) -> Decimal:
    return Decimal(digits.replace(thousands, "").replace(",", "."))
