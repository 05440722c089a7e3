"""A question, taken apart: what it names, which question it asks, and its language."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

from dxgraph.asking.language import words
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import ASIDES, CUES
from dxgraph.evidence import Figure, Language
from dxgraph.evidence.words import WORDS
from dxgraph.search import fold

MOST_READINGS: Final = 3
"""A question that may mean more things than these is asked back."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question that was understood."""

    text: str
    kind: str
    iris: tuple[str, ...] = ()


@dataclass(slots=True)
class Understood:
    """A question, taken apart."""

    question: str
    language: Language
    parts: list[Part] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Words that were not understood."""
    elsewhere: list[str] = field(default_factory=list)
    """Places of which the graph has nothing: a district, what bears the name of a province."""
    skipped: list[str] = field(default_factory=list)
    """Words that were left out, since they ask nothing else."""
    slips: list[tuple[str, str]] = field(default_factory=list)
    """Slips of typing, each with what it was read as."""
    areas: list[tuple[str, ...]] = field(default_factory=list)
    """For each place that is named, what it may be: a province before and after a merger."""
    years: list[int] = field(default_factory=list)
    day: str = ""
    """A day that is named: as ISO 8601 has it."""
    levels: list[str] = field(default_factory=list)
    documents: list[tuple[str, ...]] = field(default_factory=list)
    pillar: str | None = None
    figures: list[Figure] = field(default_factory=list)
    units: frozenset[str] = frozenset()
    """Units that are named without a number, by their slugs."""
    most: int = 0
    """So many of an order are asked for; 0 for the first."""
    cues: dict[str, str] = field(default_factory=dict)
    """Which question is asked, with the words that say so."""
    indicators: tuple[str, ...] = ()
    """What may be meant, the likeliest first."""
    partly: bool = False
    """Whether less than a whole name of the indicator was said…"""
    guessed: bool = False
    """…and no name either by which people call it."""
    beside: tuple[str, ...] = ()
    """Indicators whose names hold the same words, but of whose names too little is said."""
    said: tuple[str, ...] = ()
    """The words that name the indicator."""
    counted: str = ""
    """Words that ask how many of what is counted there are, and for no share of it."""
    asked: str = ""
    """The question before turns of speech are replaced."""

    @property
    def level(self) -> str | None:
        """The level that is asked for; the first where there are several."""
        return self.levels[0] if self.levels else None


def language_of(
    text: str,
    otherwise: Language = "vi",
    tongues: Mapping[str, Collection[Language]] = MappingProxyType({}),
) -> Language:
    """The language of a question, by its words; of a text that has none of ours, `otherwise`.

    `tongues` has, by folded words, the languages in whose names of indicators they stand.
    """
    score = {"vi": 0, "en": 0}
    for word in words_of(text):
        if word.folded.isdigit():
            continue
        for language in ("vi", "en"):
            own = tongues.get(word.folded) == {language}
            score[language] += own or word.marked in _common(language)
    tie = score["en"] == score["vi"] > 0 and text.isascii()
    if not any(score.values()):
        return otherwise
    return "en" if score["en"] > score["vi"] or tie else "vi"


@cache
def _common(language: Language) -> frozenset[str]:
    found = {words.marked(word) for word in words.STOP[language]}
    for phrases in (*CUES[language].values(), ASIDES[language]):
        found |= {words.marked(word) for phrase in phrases for word in phrase.split()}
    plain = {fold(word) for word in found} if language == "vi" else set()
    # Words that both have, as "do" and "in", say nothing about the language.
    return frozenset(found | plain) - _SHARED


_SHARED: Final = frozenset({"in", "do", "so", "a", "i", "me", "the", "to", "on", "an", "be", "had"})


def with_marks(text: str, language: Language) -> str:
    """A Vietnamese text typed without marks, with those of the words that compare a figure.

    No letter is added or taken away, so positions stay what they are.
    """
    if language != "vi" or not text.isascii():
        return text
    return _plain_comparators().sub(lambda m: _marks()[" ".join(m[0].lower().split())], text)


@cache
def _marks() -> dict[str, str]:
    found: dict[str, str] = {}
    for phrase, slug in WORDS["vi"].before.items():
        if slug and not phrase.isascii() and phrase.replace(" ", "").isalpha():
            found.setdefault(fold(phrase), phrase)
    return found


@cache
def _plain_comparators() -> re.Pattern[str]:
    longest_first = sorted(_marks(), key=len, reverse=True)
    return re.compile(
        rf"\b(?:{'|'.join(longest_first)})(?=\s(?:muc\s|dat\s|nhom\s)?\d)", re.IGNORECASE
    )
