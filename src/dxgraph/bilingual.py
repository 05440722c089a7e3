"""Vietnamese and English: texts in both, how each writes, and which of them a reader asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal, TypeVar


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in Vietnamese and English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.vi if language == "vi" else self.en

    def filled(self, /, **met: object) -> Both:
        """With what was met in the places of its names in braces; what is in both languages stands
        in its own.

        >>> Both("{n} ở {area}", "{n} in {area}").filled(n=1, area=Both("Huế", "Hue"))
        Both(vi='1 ở Huế', en='1 in Hue')
        """

        def text(language: str) -> str:
            said = {
                name: value.in_language(language) if isinstance(value, Both) else value
                for name, value in met.items()
            }
            return self.in_language(language).format_map(said)

        return Both(text("vi"), text("en"))

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)


_Words = TypeVar("_Words")


class Language(StrEnum):
    VI = "vi"
    EN = "en"

    @property
    def others(self) -> tuple[Language, ...]:
        """The other languages, the one first that is read where this one has no words."""
        return _OTHERS[self]

    @property
    def own_name(self) -> str:
        return _NAMES[self]

    @property
    def marks(self) -> tuple[str, str]:
        """What stands before the decimals of a number, and between its thousands."""
        return _MARKS[self]

    def say(self, vi: str, en: str) -> str:
        """The one of two wordings that is in this language."""
        return vi if self is Language.VI else en

    def pick(self, values: Mapping[str, _Words]) -> _Words | Literal[""]:
        """Words by their language: of this one, or another of ours, or whatever there is."""
        for tag in (self, *self.others):
            if tag in values:
                return values[tag]
        return next(iter(values.values()), "")

    def number(self, value: Decimal | float) -> str:
        """The number as it is printed in this language: all its digits, without needless zeros.

        >>> Language.VI.number(Decimal("2300000.50")), Language.EN.number(1500)
        ('2.300.000,5', '1,500')
        >>> Language.VI.number(Decimal("0.8002"))
        '0,8002'
        """
        # Of a float, the digits that it stands for.
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        text = f"{exact:,f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.translate(_WRITTEN[self])

    def counted(self, count: int, vi: str, one: str, more: str = "") -> str:
        """How many there are of something, in the form that English wants of its name.

        >>> Language.VI.counted(1405, "chỉ tiêu", "target"), Language.EN.counted(1, "cây", "tree")
        ('1.405 chỉ tiêu', '1 tree')
        """
        return f"{self.number(count)} {vi}" if self is Language.VI else many(count, one, more)

    def day(self, value: date | str) -> str:
        """11/6/2021 in Vietnamese, 11 June 2021 in English; what is no date stays as it is."""
        if isinstance(value, str):
            return value
        if self is Language.VI:
            return f"{value.day}/{value.month}/{value.year}"
        from babel.dates import format_date

        return format_date(value, "d MMMM y", locale="en")


_NAMES: Final = {Language.VI: "Tiếng Việt", Language.EN: "English"}
_MARKS: Final = {Language.VI: (",", "."), Language.EN: (".", ",")}
_WRITTEN: Final = {one: str.maketrans(".,", "".join(marks)) for one, marks in _MARKS.items()}
_OTHERS: Final = {
    one: tuple(sorted(set(Language) - {one}, key=lambda other: (other != "en", other)))
    for one in Language
}

# The letters of the Vietnamese alphabet, in its order: ă and â after a, đ after d …
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK: Final = {letter: rank for rank, letter in enumerate(_LETTERS, start=1)}
# … and the tones, in the order of the dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


# Of a name these are put together as text, which takes a third of the memory of numbers in lists
# and compares faster. What is no letter comes first, then figures, then other alphabets.
_SIGN: Final = "\x01"
_FIGURE: Final = "\x02"
_FIRST_LETTER: Final = 0x10
_FOREIGN: Final = "\x7f"
_FIGURES: Final = re.compile(r"(\d+)")


def language_for(parameter: str | None, accept_language: str | None) -> Language:
    """The language of a reader: the address decides (``?lang=en``), then ``Accept-Language``, then
    Vietnamese; of equal ones the first counts.

    No cookie is set: a link that is sent on shows the very same thing.
    """
    if parameter in set(Language):
        return Language(parameter)
    best, best_quality = Language.VI, 0.0
    for tag, quality in weighted(accept_language or ""):
        primary = tag.partition("-")[0]
        if primary in set(Language) and quality > best_quality:
            best, best_quality = Language(primary), quality
    return best


def weighted(header: str) -> list[tuple[str, float]]:
    """Each member of a header field with its quality; what is malformed counts as refused."""
    members = []
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if name:
            members.append((name, quality))
    return members


def many(count: int, one: str, more: str = "") -> str:
    """A number with English words for one, or for several: those for one with an "s" if not given.

    >>> many(1, "target"), many(1405, "target"), many(0, "city was", "cities were")
    ('1 target', '1,405 targets', '0 cities were')
    """
    return f"{Language.EN.number(count)} {one if count == 1 else more or one + 's'}"


@lru_cache(maxsize=4096)
def _letter(character: str) -> tuple[str, str]:
    """Where a letter stands, and its tone: names are made of few letters, and each is looked at
    once."""
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "0")
    bare = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES))
    if bare in _RANK:
        return chr(_FIRST_LETTER + _RANK[bare]), tone
    kind = _SIGN if bare.isspace() or not bare.isalnum() else _FOREIGN
    return f"{kind}{bare}\0", tone


@lru_cache(maxsize=50_000)
def sort_key(text: str) -> tuple[str, str, str]:
    """The order of Vietnamese dictionaries: letters first, then tones, capitals last of equals.

    Python's own order puts Đ behind z, and ICU's bindings need a compiler to install; the rule is
    short (TCVN 6909 has no order of its own; this is that of Từ điển tiếng Việt). Figures in a
    text count by their value, so that 9 comes before 10.
    """
    letters: list[str] = []
    tones: list[str] = []
    for place, part in enumerate(_FIGURES.split(text.casefold())):
        if place % 2:
            digits = "".join(str(int(digit)) for digit in part).lstrip("0")
            letters.append(f"{_FIGURE}{chr(len(digits))}{digits}")
            continue
        for letter, tone in map(_letter, part):
            letters.append(letter)
            tones.append(tone)
    return "".join(letters), "".join(tones), text
