"""Which of a place's own indicators a figure is of, where no name stands whole beside it.

A place has few of all indicators: of these one may be meant though its name is said in part or in
another order. Every word of the sentence must be one of its names' or say nothing, all that
narrows its name must be said, and no other indicator, of this place or of any, may be as near.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dxgraph.asking.claims.claim_names import (
    fits,
    is_added,
    is_passed,
    named_within,
    same_words,
)
from dxgraph.asking.claims.told import CLAUSES, patterns, without, without_purposes
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues, lists, words
from dxgraph.asking.language.fillers import of_a_dictionary
from dxgraph.asking.language.names import IndicatorName, Word, is_optional
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand.mergers import without_mergers
from dxgraph.asking.understand.understanding import taken_words
from dxgraph.evidence import Figure, Language
from dxgraph.search import fold
from dxgraph.terms import VIET_NAM

_ENOUGH: Final = 0.55
"""How much of a name must be said, in weight…"""
_AHEAD: Final = 1.25
"""…and how many times as near as the second among those of the place the first must be."""
_LEAST_WORDS: Final = 2
_PLACED: Final = frozenset({"area", "year", "figure", "document"})
"""By what words are taken that say nothing of what is counted."""
_STATED: Final = _PLACED | {
    *("count", "day", "kind", "level", "unit", words.ASIDE),
    *(cues.PROMISE, cues.RESULT, cues.NOW, cues.REACHED, cues.SHARE, cues.NUMBER),
    *(cues.NATIONAL, cues.RANKED, cues.RANKS, cues.AMONG_63, cues.AMONG_34),
}
"""By what else the words of a claim may be taken: all other phrases compare, ask or speak of
something else."""
_SEVERAL: Final = words.in_either("claims", "several")
_AMONG: Final = words.in_either("claims", "among")
"""Words for several areas, and those before them where a place is held among them."""
_LEADING: Final = frozenset({"top", "tốp", "nhóm"})
"""Words before how many of several areas lead."""
_STATES: Final = frozenset({"merged", "enlarged", "former", "old", "new"})
"""Words right before an area that say which of one name is meant."""


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
    clearly the nearest, or a word is left that may make it another, and none of Vietnamese without
    marks, in which what narrows may be another word."""
    without_marks = language == "vi" and text.isascii()
    if VIET_NAM in areas or without_marks or is_added(text, figure, language):
        return None
    left = without_purposes(text, language)
    if left != text and (near := likely(left, figure, areas, lexicon, language)):
        return near
    said = _Said(text, lexicon, language)
    own = {
        fact.indicator
        for area in areas
        for fact in lexicon.having(area=area)
        if fits(fact.indicator, figure, lexicon)
    }
    own |= {
        o.indicator
        for o in lexicon.outcomes
        if o.area in areas and fits(o.indicator, figure, lexicon)
    }
    first, *others = sorted(((said.nearness(iri), iri) for iri in own), reverse=True) or [(0.0, "")]
    nearness, iri = first
    if not nearness or (others and nearness < _AHEAD * others[0][0]):
        return None
    if said.changes(iri, sections=("changes",)) or said.says_a_part(iri):
        return None
    if strange := said.unaccounted(iri):
        left = said.without_asides(iri, strange)
        near = likely(left, figure, areas, lexicon, language) if left else None
        return near and Likely(near.indicator, whole=False)
    if any(said.nearness(other) >= nearness for other in lexicon.units if other != iri):
        return None
    shares = [share for name in lexicon.named(iri) if (share := said.share(name)) >= _ENOUGH]
    return Likely(iri, max(shares) == 1) if shares else None


def narrowing(
    text: str,
    indicator: str,
    others: Sequence[str],
    figures: Sequence[Figure],
    lexicon: Lexicon,
    language: Language,
) -> tuple[bool, bool]:
    """Whether words stand beside a figure that are none of the indicator's names and in no list of
    words that say nothing of what is counted, or that say of whom, of which branch or of which size
    it is, or by how much it grows; and whether all of them stand aside. `others` are what the
    `figures` of the text before it are of."""
    left = without_purposes(text, language)
    if left != text and indicator in named_within(left, lexicon, language):
        text = left
    said = _Said(text, lexicon, language, figures)
    if said.changes(indicator, sections=_KINDS) or said.grows(indicator):
        return True, False
    strange = said.unaccounted(indicator, *others)
    left = said.without_asides(indicator, strange) if strange else ""
    return bool(strange), indicator in named_within(left, lexicon, language)


@lru_cache(maxsize=64)
def unread(text: str, lexicon: Lexicon, language: Language) -> tuple[bool, tuple[str, ...]]:
    """Whether a text says all words of a name of an indicator, and, as they are written, those that
    are of no such name, nor of the nearest one, and not known to change nothing."""
    said = _Said(without_mergers(text, lexicon, language).text, lexicon, language)
    near = {iri: nearness for iri in lexicon.units if (nearness := said.nearness(iri))}
    whole = {iri for iri in near if any(said.share(name) == 1 for name in lexicon.named(iri))}
    nearest = sorted(near, key=lambda iri: near[iri])[-1:]
    strange: list[list[int]] = []
    for at in said.unaccounted(*whole, *nearest):
        if strange and strange[-1][-1] + 1 == at:
            strange[-1].append(at)
        else:
            strange.append([at])
    spans = [(said.words[each[0]].begin, said.words[each[-1]].end) for each in strange]
    return bool(whole), tuple(dict.fromkeys(text[begin:end] for begin, end in spans))


_KINDS: Final = ("of-whom", "branch", "size", "compounds")


class _Said:
    """What a sentence says beside its place, year, document and figure."""

    def __init__(
        self, text: str, lexicon: Lexicon, language: Language, figures: Sequence[Figure] = ()
    ) -> None:
        self.lexicon, self.language, self.said = lexicon, language, text
        self.patterns = patterns(language)
        text = without("idle", text, language)
        self.written = text
        self.clauses = [
            *pairwise((0, *(match.end() for match in CLAUSES.finditer(text)), len(text)))
        ]
        taken = [
            (word, "figure" if any(f.begin <= word.begin < f.end for f in figures) else kind)
            for word, kind in taken_words(text, lexicon)
        ]
        behind_each = [*(kind for _, kind in taken[1:]), None]
        taken = [
            (word, "kind" if word.marked in _STATES and behind == "area" else kind)
            for (word, kind), behind in zip(taken, behind_each, strict=False)
        ]
        taken = _of_cities(taken, lexicon)
        self.words = [word for word, _ in taken]
        self.plain = language == "vi" and text.isascii()
        self.content = {
            at
            for at, (word, kind) in enumerate(taken)
            if kind not in _PLACED and not _is_passed_over(word, language)
        }
        self.open = {at for at in self.content if taken[at][1] not in _STATED}
        self.several = {
            at
            for at, (_, kind) in enumerate(taken)
            if (kind == cues.ACROSS or (language == "en" and kind in (None, "kind")))
            and self.words[at].marked in _SEVERAL
            and (not at or self.words[at - 1].marked not in _AMONG)
            and not (at > 1 and self.words[at - 2].marked in _LEADING)
        }
        self.figures = [at for at, (_, kind) in enumerate(taken) if kind == "figure"]
        self.placed = {at for at, (_, kind) in enumerate(taken) if kind in _PLACED}
        self.areas = {at for at, (_, kind) in enumerate(taken) if kind == "area"}
        self.text = " ".join(
            "#" if kind == "figure" else "|" if kind in _PLACED else word.marked
            for word, kind in taken
        )
        """Its words, with signs for the figure and for what it is said of."""
        self._own: dict[str, dict[str, set[str]]] = {}
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

    def changes(self, indicator: str, sections: Sequence[str]) -> bool:
        """Whether the indicator is another one by what is said, by the lists of these sections, or
        is not said."""
        return self.narrowed(indicator, *sections) or self.uses(indicator) or self.lacks(indicator)

    def unaccounted(self, *indicators: str) -> list[int]:
        """The places of words that are none of the indicators' names and in no list of words that
        say nothing of what is counted."""
        listed = {
            at
            for section in ("anywhere", "claims")
            for places in self._listed(section)
            for at in places
        }
        listed -= {at for indicator in indicators for at in self._between(indicator)}
        return [
            at
            for at in sorted(self.several | (self.open - listed))
            if not any(self._is_own(at, indicator) for indicator in indicators)
            and (at in self.several or not self._says_nothing(self.words[at]))
        ]

    def without_asides(self, indicator: str, strange: Sequence[int]) -> str:
        """The sentence with blanks for the clauses in which words are left, where these say nothing
        of what is counted: before the figure with a verb of their own, or behind it to say who
        tells it, and with no word that limits. "The market has come to the village: by 2025 …",
        "…, planners there say". Nothing where one may limit."""
        limits = {
            *(
                at
                for each in self._listed("changes")
                for at in each
                if not self._is_own(at, indicator)
            ),
            *(at for at, word in enumerate(self.words) if word.marked in _LIMITING),
            *self.figures,
        }
        telling = self.areas | {at for each in self._listed("saying") for at in each}
        telling |= {at for at, word in enumerate(self.words) if word.marked in _SAYING}
        stating = {at for at, word in enumerate(self.words) if word.marked in _STATING}
        text = self.written
        for begin, end in self.clauses:
            clause = {at for at, word in enumerate(self.words) if begin <= word.begin < end}
            if clause.isdisjoint(strange):
                continue
            ahead = max(clause) < min(self.figures, default=0)
            reason = _REASON[self.language].match(text, end)
            limited = self.patterns["limited"].search(text, begin, end)
            if ahead and reason and stating & clause and not limited:
                limits -= clause - {*self.figures}  # "…, since Bình Dương wants …" is all of it
            if not limits.isdisjoint(clause - self.placed) or clause.isdisjoint(
                stating if ahead else telling
            ):
                return ""
            text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
        return text

    def narrowed(self, indicator: str, *sections: str) -> bool:
        """Whether words of a list are said, beside what the indicator's names have, and not within
        a longer phrase that says nothing: "mục tiêu lớn" is of no size."""
        said = self._listed("claims")
        return any(
            not all(self._is_own(at, indicator) or at in self.placed for at in places)
            for section in sections
            for places in self._listed(section)
            if (len(places) > 1 or places.start in self.content or not self.plain)
            and not any(lists.holds(longer, places) for longer in said)
        )

    def grows(self, indicator: str) -> bool:
        """Whether the figure is by how much something changes that is no change itself."""
        names = (word.marked for name in self._names(indicator) for word in name.whole)
        own = self.patterns["changing"].search(" ".join(names))
        return not own and self.patterns["grown"].search(self.text) is not None

    def _between(self, indicator: str) -> Iterator[int]:
        """The places between a figure and the first word of the indicator behind it: there stands
        what is counted, or of whom."""
        own = [at for at in sorted(self.content) if self._is_own(at, indicator)]
        for at in self.figures:
            behind = next((place for place in own if place > at), at)
            end = next((end for _, end in self.clauses if end > self.words[at].begin), 0)
            yield from (place for place in range(at + 1, behind) if self.words[place].begin < end)

    def uses(self, indicator: str) -> bool:
        """Whether who uses something is said of a name of whom it covers."""
        own = self._marks(indicator)
        used, covered = _USING[self.language], _COVERING[self.language]
        said = any(word.marked in used for word in self.words)
        return (
            said
            and any(fold(word) in own for word in covered)
            and not any(fold(word) in own for word in used)
        )

    def lacks(self, indicator: str) -> bool:
        """Whether no name of the indicator has all words said that narrow it, nor is it said to be
        so each year where that is what it counts."""
        unit, yearly = self.lexicon.units.get(indicator), heard("yearly", self.said)
        if unit == "places-per-year" and not yearly:
            return True
        if unit == "percent-per-year" and not yearly and heard("whole-period", self.said):
            return True
        names = list(self._names(indicator))
        return bool(names) and all(_narrowing(n, self.language) - self._heard(n) for n in names)

    def says_a_part(self, indicator: str) -> bool:
        """Whether words say that a part, a growth or a rate is meant, more often than a name has
        them."""
        said = Counter(self.patterns["narrows"].findall(self.text))
        names = [" ".join(word.marked for word in name.whole) for name in self._names(indicator)]
        return any(
            many > max((f" {name} ".count(f" {phrase} ") for name in names), default=0)
            for phrase, many in said.items()
        )

    def _listed(self, section: str) -> list[range]:
        return lists.standing(self.words, self.language, section, plain=self.plain)

    def _is_own(self, at: int, indicator: str) -> bool:
        """Whether a word of the sentence is one of the indicator's names."""
        word, marks = self.words[at], self._marks(indicator)
        return any(
            form in marks and (not word.marks or word.marks in marks[form])
            for form in _forms(word.folded, self.language)
        )

    def _marks(self, indicator: str) -> Mapping[str, set[str]]:
        """The words of the indicator's names in all their forms, with the marks that they have."""
        if indicator not in self._own:
            own = self._own[indicator] = defaultdict(set)
            for name in self._names(indicator):
                for word in name.whole:
                    for form in _forms(word.folded, self.language):
                        own[form].add(word.marks)
        return self._own[indicator]

    def _says_nothing(self, word: Word) -> bool:
        return is_optional(word) or is_passed(word, self.language)


def _of_cities(
    taken: list[tuple[Word, str | None]], lexicon: Lexicon
) -> list[tuple[Word, str | None]]:
    """Words, of which "thành phố" behind the name of a city is that city: "của thành phố"."""
    words_ = [word for word, _ in taken]
    named = [
        iri
        for at, (_, kind) in enumerate(taken)
        if kind == "area"
        for _, mention in lexicon.mentions(words_, at)
        if mention.kind == "area"
        for iri in mention.iris
    ]
    if not named or not all("city" in lexicon.kinds.get(iri, ()) for iri in named):
        return taken
    found = [*taken]
    for at, ((word, kind), (second, other)) in enumerate(pairwise(taken)):
        behind = taken[at + 2][0].marked if at + 2 < len(taken) else ""
        before = taken[at - 1][0].marked if at else ""
        itself = (word.marked, second.marked) == ("thành", "phố") and behind != "thông"
        if itself and (kind, other) == (None, None) and before in _OF_A_CITY:
            found[at : at + 2] = [(word, "kind"), (second, "kind")]
    return found


_OF_A_CITY: Final = words.in_either("claims", "of-a-city")
"""Words before "thành phố" that stands for the city that is named."""


def _is_passed_over(word: Word, language: Language) -> bool:
    """Whether a word says nothing; in an English text a Vietnamese one, too: "đạt 180"."""
    vietnamese = not word.marked.isascii()
    return words.passed_over(word.marked, "vi" if vietnamese else language)


_REASON: Final = {
    language: re.compile(rf"\s*(?:{words.SAID[language]['claims']['reason']})\b")
    for language in words.SAID
}
"""Begins a clause that says why what stands before it is so."""
_LIMITING: Final = words.in_either("claims", "limiting")
_STATING: Final = words.in_either("claims", "stating")
_SAYING: Final = words.in_either("claims", "saying")
_USING: Final = words.word_sets("claims", "using")
_COVERING: Final = words.word_sets("claims", "covering")


def _forms(word: str, language: Language) -> frozenset[str]:
    """A word, those that say the same, and of English ones what a dictionary has."""
    return _english(word) if language == "en" else frozenset({word})


@lru_cache(maxsize=4096)
def _english(word: str) -> frozenset[str]:
    return frozenset(
        form for same in {word} | same_words(word, "en") for form in of_a_dictionary(same)
    )


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
