"""The words around a figure, by language, as ``words.yaml`` lists them; `figure` says how they are
read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dxgraph.evidence.number import Language
from dxgraph.files import own

NEUTRAL = ""
"""Stands for a word that compares nothing."""
FROM = "from"
"""Stands for the word before a lower end: "từ 15% trở lên", "từ 35% đến 40%"."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words and patterns of one language. Patterns are of regular expressions without groups."""

    before: Mapping[str, str]
    """What stands before an amount, to the slug of the comparator, NEUTRAL or FROM."""
    after: Mapping[str, str]
    """What stands behind it."""
    between: str
    """Between the ends of a range, in words."""
    percent: str
    per_year: str
    point: str
    """Behind a number that counts percentage points."""
    times: str
    scale: Mapping[str, int]
    """Words to powers of ten."""
    money: Mapping[str, str]
    """Currencies to units."""
    rate: str
    """Behind a unit, what makes it another one: per month, per household."""
    per_people: str
    """Between a count and the number of people that it is for, and the word for people."""
    people: str
    rank: str
    """Before the number of one place in a ranking."""
    top: str
    """Before the number of the places that lead."""
    places: str
    """What a ranking ranks: "15 tỉnh … dẫn đầu" is a rank, "5 nhiệm vụ hàng đầu" is none."""
    top_alone: str
    """Behind the number of the places that lead, where the places themselves are not named."""
    ordinal: str
    """Behind a number that says the how manieth, and what makes that a rank."""
    lead: str
    best: str
    """What else, behind the places, says that they lead."""
    first: Mapping[str, int]
    """A rank in words."""
    ordinal_rank: str
    """A rank by an ordinal number in words, for which <ordinal> stands. What looks like one and is
    none follows it: a part of a year, a longer number, a year whose digits are masked."""
    ordinals: Mapping[str, int]
    multiples: Mapping[str, str]
    """A multiple in words."""
    whole: str
    """Before a noun: all of it, a hundred percent that no figure prints."""
    measures: str
    """Units that count no things and that we have no name for."""
    function: str
    """Words that begin no noun: behind a number they leave its unit open."""
    no_figures: tuple[str, ...]
    """Numbers with the words that make them something else."""


_YEAR = r"(?:19|20)\d{2}(?![\d%]|[.,]\d|\s%)"
_YEARS = rf"{_YEAR}(?:\s?[-–—]\s?{_YEAR})?"


def _by_word(said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What words say, of the words by what they say."""
    meant = {"neutral": NEUTRAL}
    return {word: meant.get(slug, slug) for slug, words in said.items() for word in words}


def _words(said: dict[str, Any], both: Mapping[str, Any]) -> Words:
    patterns = (*said.pop("no_figures"), *both["no_figures"])
    return Words(
        before=_by_word(said.pop("before")) | _by_word(both["before"]),
        after=_by_word(said.pop("after")),
        no_figures=tuple(
            pattern.replace("<years>", _YEARS).replace("<year>", _YEAR) for pattern in patterns
        ),
        **said,
    )


_SAID = own(__package__, "words.yaml")
_BOTH = _SAID.pop("both")
WORDS: Mapping[Language, Words] = {
    language: _words(said, _BOTH) for language, said in _SAID.items()
}
