"""Vietnamese and English: which one a reader gets, and how it writes dates, numbers and lists.

The address decides (``?lang=en``), then ``Accept-Language``, then Vietnamese. No cookie is set: a
link that is sent on shows the very same thing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal


class Language(StrEnum):
    VI = "vi"
    EN = "en"

    @property
    def other(self) -> Language:
        return Language.EN if self is Language.VI else Language.VI

    def say(self, vi: str, en: str) -> str:
        """The one of two wordings that is in this language."""
        return vi if self is Language.VI else en

    def pick(self, values: Mapping[str, str]) -> str:
        """A label by language tag: this language, or the other, or whatever there is."""
        for tag in (self.value, self.other.value):
            if tag in values:
                return values[tag]
        return next(iter(values.values()), "")

    def number(self, value: Decimal | float) -> str:
        """7,5 and 1.500 in Vietnamese, 7.5 and 1,500 in English."""
        return format_decimal(value, locale=self.value)

    def day(self, value: date | str) -> str:
        """11/6/2021 in Vietnamese, 11 June 2021 in English; what is no date stays as it is."""
        if isinstance(value, str):
            return value
        if self is Language.VI:
            return f"{value.day}/{value.month}/{value.year}"
        return format_date(value, "d MMMM y", locale="en")


def choose(parameter: str | None, accept_language: str | None) -> Language:
    """The language of a request, by the address and then by what the browser asks for.

    Quality values are those of RFC 9110, section 12.4.2; of equal ones the first counts.
    """
    if parameter in set(Language):
        return Language(parameter)
    best, best_quality = Language.VI, 0.0
    for part in (accept_language or "").split(","):
        tag, _, parameters = part.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        name, _, text = parameters.strip().partition("=")
        try:
            quality = float(text) if name.strip() == "q" else 1.0
        except ValueError:
            continue
        if primary in set(Language) and quality > best_quality:
            best, best_quality = Language(primary), quality
    return best


# The letters of the Vietnamese alphabet, in its order: ă and â after a, đ after d …
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK: Final = {letter: rank for rank, letter in enumerate(_LETTERS, start=1)}
# … and the tones, in the order of the dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def sort_key(text: str) -> tuple[object, ...]:
    """The order of Vietnamese dictionaries: letters first, then tones, capitals last of equals.

    Python's own order puts Đ behind z, and ICU's bindings need a compiler to install; the rule is
    short (TCVN 6909 has no order of its own; this is that of Từ điển tiếng Việt). Figures in a
    text count by their value, so that 9 comes before 10.
    """
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for character in text.casefold():
        if character.isdecimal():
            digit = int(character)
            if letters and letters[-1][0] == 0 and letters[-1][2] == "":
                letters[-1] = (0, letters[-1][1] * 10 + digit, "")
            else:
                letters.append((0, digit, ""))
            continue
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), 0)
        bare = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES))
        if bare in _RANK:
            letters.append((1, _RANK[bare], ""))
        elif bare.isspace() or not bare.isalnum():
            letters.append((-1, 0, bare))
        else:
            letters.append((2, 0, bare))
        tones.append(tone)
    return (letters, tones, text)
