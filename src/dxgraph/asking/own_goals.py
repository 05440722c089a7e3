"""Which of a place's own indicators a figure is of, where no name stands whole beside it.

A place has few of all indicators: of these one may be meant though its name is said in part or in
another order. Every word of the sentence must be one of its names' or say nothing, all that
narrows its name must be said, and no other indicator, of this place or of any, may be as near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dxgraph.asking import lists, words
from dxgraph.asking.claim_names import fits, is_added, is_passed, same_words
from dxgraph.asking.fillers import of_a_dictionary
from dxgraph.asking.lexicon import NATION, Lexicon
from dxgraph.asking.names import IndicatorName, Word, is_optional
from dxgraph.asking.understanding import taken_words
from dxgraph.evidence import Figure, Language

_ENOUGH: Final = 0.55
"""How much of a name must be said, in weight…"""
_AHEAD: Final = 1.25
"""…and how many times as near as the second among those of the place the first must be."""
_LEAST_WORDS: Final = 2
_PLACED: Final = frozenset({"area", "year", "figure", "document"})
"""By what words are taken that say nothing of what is counted."""
_OPEN: Final = (None, "name")


@dataclass(frozen=True, slots=True)
class Likely:
    """What a figure is likely of."""

    indicator: str
    whole: bool
    """Whether all words of a name of it are said."""


def likely(
    text: str,
    figure: Figure,
    areas: Sequence[str],
    lexicon: Lexicon,
    language: Language,
) -> Likely | None:
    """The indicator of the areas that a sentence with one figure speaks of; None where none is
    clearly the nearest, or a word is left that may make it another."""
    if NATION in areas or is_added(text, figure, language):
        return None
    said = _Said(text, lexicon, language)
    own = {
        fact.indicator
        for area in areas
        for fact in lexicon.having(area=area)
        if fits(fact.indicator, figure, lexicon)
    }
    first, *others = sorted(((said.nearness(iri), iri) for iri in own), reverse=True) or [(0.0, "")]
    nearness, iri = first
    if not nearness or (others and nearness < _AHEAD * others[0][0]) or said.leaves(iri):
        return None
    if any(said.nearness(other) >= nearness for other in lexicon.units if other != iri):
        return None
    shares = [share for name in lexicon.named(iri) if (share := said.share(name)) >= _ENOUGH]
    return Likely(iri, max(shares) == 1) if shares else None


class _Said:
    """What a sentence says beside its place, year, document and figure."""

    def __init__(self, text: str, lexicon: Lexicon, language: Language) -> None:
        self.lexicon, self.language = lexicon, language
        text = _IDLE[language].sub(lambda match: " " * len(match[0]), text)
        taken = taken_words(text, lexicon)
        self.words = [word for word, _ in taken]
        self.plain = language == "vi" and text.isascii()
        self.content = {
            at
            for at, (word, kind) in enumerate(taken)
            if kind not in _PLACED and not words.passed_over(word.marked, language)
        }
        self.open = {at for at in self.content if taken[at][1] in _OPEN}
        self.placed = {at for at, (_, kind) in enumerate(taken) if kind in _PLACED}
        kinds = ("#" if kind == "figure" else kind for _, kind in taken)
        self.text = " ".join(
            "#" if kind == "#" else word.marked
            for word, kind in zip(self.words, kinds, strict=True)
            if kind not in _PLACED
        )
        """Its words without what it is said of; a figure is a sign."""
        self.forms: dict[str, set[str]] = {}
        for at in self.content:
            for form in _forms(self.words[at].folded, language):
                self.forms.setdefault(form, set()).add(self.words[at].marks)

    def _names(self, indicator: str) -> Iterator[IndicatorName]:
        """Its names in the language of the sentence."""
        for name in self.lexicon.named(indicator):
            if name.marked == (self.language == "vi"):
                yield name

    def _heard(self, name: IndicatorName) -> frozenset[str]:
        """Which words of a name are said, with its marks or without any."""
        return frozenset(
            word.folded
            for word in name.whole
            if word.folded in name.content
            for form in _forms(word.folded, self.language)
            if {"", word.marks} & self.forms.get(form, set())
        )

    def nearness(self, indicator: str) -> float:
        """The more of a name is said, and the more that weighs, the nearer."""
        nearest = 0.0
        for name in self._names(indicator):
            if heard := self._heard(name):
                weight = self.lexicon.heavy(heard)
                nearest = max(nearest, weight**2 / self.lexicon.heavy(frozenset(name.content)))
        return nearest

    def share(self, name: IndicatorName) -> float:
        """How much of a name is said, in weight; nothing where a word is not that narrows it, or
        where only those of whom it is a share are said."""
        if name.marked != (self.language == "vi"):
            return 0.0
        heard, content = self._heard(name), frozenset(name.content)
        if len(heard) < _LEAST_WORDS or _narrowing(name, self.language) - heard:
            return 0.0
        if name.base & content and not heard - name.base:
            return 0.0
        return 1.0 if heard == content else self.lexicon.heavy(heard) / self.lexicon.heavy(content)

    def leaves(self, indicator: str) -> bool:
        """Whether a word is left that is none of the indicator's names and may narrow."""
        own = {form for name in self._names(indicator) for form in _of_name(name, self.language)}
        marks: dict[str, set[str]] = {}
        for name in self._names(indicator):
            for word in name.whole:
                for form in _forms(word.folded, self.language):
                    marks.setdefault(form, {""}).add(word.marks)

        def is_own(at: int) -> bool:
            word = self.words[at]
            return any(
                form in own and word.marks in marks[form]
                for form in _forms(word.folded, self.language)
            )

        anywhere = {
            at
            for places in lists.standing(self.words, self.language, "anywhere", plain=self.plain)
            for at in places
        }
        if any(
            not (is_own(at) or at in anywhere or self._says_nothing(self.words[at]))
            for at in self.open
        ):
            return True
        if any(
            not all(is_own(at) or at in self.placed for at in places)
            for places in lists.standing(self.words, self.language, "changes", plain=self.plain)
            if len(places) > 1 or places.start in self.content or not self.plain
            if not self.placed.issuperset(places)
        ):
            return True
        said = " ".join(word.marked for name in self._names(indicator) for word in name.whole)
        return any(
            not re.search(rf"\b{re.escape(match[0].casefold())}\b", said)
            for match in _NARROWS[self.language].finditer(self.text)
        )

    def _says_nothing(self, word: Word) -> bool:
        return is_optional(word) or is_passed(word, self.language)


def _patterns(name: str) -> Mapping[Language, re.Pattern[str]]:
    return {
        language: re.compile(said["told"][name], re.IGNORECASE | re.VERBOSE)
        for language, said in words.SAID.items()
    }


_IDLE: Final = _patterns("idle")
"""Titles of campaigns, and words that say nothing where they stand."""
_NARROWS: Final = _patterns("narrows")
"""Words that are passed over elsewhere and say here that a part, a growth or a rate is meant."""


def _forms(word: str, language: Language) -> frozenset[str]:
    """A word, those that say the same, and of English ones what a dictionary has."""
    return _english(word) if language == "en" else frozenset({word})


@lru_cache(maxsize=4096)
def _english(word: str) -> frozenset[str]:
    return frozenset(
        form for same in {word} | same_words(word, "en") for form in of_a_dictionary(same)
    )


@lru_cache(maxsize=4096)
def _of_name(name: IndicatorName, language: Language) -> frozenset[str]:
    return frozenset(form for word in name.whole for form in _forms(word.folded, language))


@lru_cache(maxsize=4096)
def _narrowing(name: IndicatorName, language: Language) -> frozenset[str]:
    """The words without which a name is another one: of whom it is a share, numbers, and those that
    make a thing another, by the lists of the files."""
    changes = {
        name.whole[at].folded
        for places in lists.standing(name.whole, language, "changes", plain=False)
        for at in places
    }
    of_kind = {
        word
        for word in name.content
        if word in words.QUALIFIERS | words.DENIALS or any(sign.isdigit() for sign in word)
    }
    return (frozenset(name.base) | changes | of_kind) & frozenset(name.content)
