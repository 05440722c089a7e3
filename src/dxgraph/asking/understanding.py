"""What a question says: the things it names, the words around them, and what is not understood.

Every word counts. It belongs to a name of the graph, to a year or a figure, to a phrase of
:mod:`dxgraph.asking.words`, or it is passed over; a word that is none of these may turn the
question into another one, and the question is then not understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from dxgraph.asking import words as cues
from dxgraph.asking.lexicon import IndicatorName, Lexicon, Mention, Word, is_optional, words_of
from dxgraph.evidence import Figure, Language, find_figures
from dxgraph.evidence.words import WORDS
from dxgraph.search import fold

LONGEST: Final = 500
"""Letters of a question that are read; longer ones are no questions."""
MOST_READINGS: Final = 2
"""A question that may mean more things than these is asked back."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PERIOD: Final = re.compile(r"\b((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\b")
_COVERED: Final = 0.4
"""How much of an indicator's name must be said, by the weight of its words…"""
_COVERED_ALONE: Final = 0.9
"""…and where neither a year nor a word like "target" says that a promise is asked for."""
_COVERED_AHEAD: Final = 0.25
"""…or how much, where three words or more begin the names of one indicator only."""
_AHEAD: Final = 3
_BESIDE: Final = 0.5
"""An indicator of whose name so much less is said than of the best one's is not meant."""
_PARTICLES: Final = {"vi": {"không", "khong", "ko", "nhỉ", "nhi", "ạ"}, "en": set()}


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
    areas: list[tuple[str, ...]] = field(default_factory=list)
    """For each place that is named, what it may be: a province before and after a merger."""
    years: list[int] = field(default_factory=list)
    level: str | None = None
    documents: list[tuple[str, ...]] = field(default_factory=list)
    pillar: str | None = None
    figures: list[Figure] = field(default_factory=list)
    cues: dict[str, str] = field(default_factory=dict)
    """Which question is asked, with the words that say so."""
    indicators: tuple[str, ...] = ()
    """What may be meant, the likeliest first."""
    beside: tuple[str, ...] = ()
    """Indicators whose names hold the same words, but of whose names too little is said."""
    said: tuple[str, ...] = ()
    """The words that name the indicator."""


def language_of(text: str) -> Language:
    """The language of a question, by its words; of a text that has none of ours, Vietnamese."""
    score = {"vi": 0, "en": 0}
    for word in words_of(text):
        for language in ("vi", "en"):
            score[language] += word.marked in _common(language)
    return "en" if score["en"] > score["vi"] else "vi"


@cache
def _common(language: Language) -> frozenset[str]:
    found = {cues.marked(word) for word in cues.STOP[language]}
    for phrases in cues.CUES[language].values():
        found |= {cues.marked(word) for phrase in phrases for word in phrase.split()}
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


def understand(text: str, lexicon: Lexicon, *, promise: bool = False) -> Understood:
    """Take a question apart. Never fails: what is not understood is said.

    With `promise` it is known to be about a target, whether a word of it says so or not.
    """
    text = unicodedata.normalize("NFC", text)[:LONGEST]
    language = language_of(text)
    found = Understood(text, language)
    _Reader(found, lexicon, promise=promise).read()
    return found


def is_amount(word: Word, text: str) -> bool:
    """Whether a number is an amount whatever it may name: "749%" is no decision."""
    return word.folded.isdigit() and text[word.end :].lstrip().startswith("%")


class _Reader:
    """Goes over the words of one question."""

    def __init__(self, found: Understood, lexicon: Lexicon, *, promise: bool) -> None:
        self.found, self.lexicon, self.promise = found, lexicon, promise
        self.words = words_of(found.question)
        self.taken: list[str | None] = [None] * len(self.words)
        """By what a word was taken; "name" for the whole name of an indicator."""

    def read(self) -> None:
        self._whole_names()
        self._names()
        self._figures()
        self._years()
        self._cues()
        self._particles()
        self._indicator()

    def _free(self, at: int, length: int) -> bool:
        return all(kind is None for kind in self.taken[at : at + length])

    def _take(self, at: int, length: int, kind: str, iris: tuple[str, ...] = ()) -> str:
        for place in range(at, at + length):
            self.taken[place] = kind
        begin, end = self.words[at].begin, self.words[at + length - 1].end
        text = self.found.question[begin:end]
        if kind != "name":
            self.found.parts.append(Part(text, kind, iris))
        return text

    def _whole_names(self) -> None:
        at = 0
        while at < len(self.words):
            length = self.lexicon.whole_names(self.words, at)
            if length:
                self._take(at, length, "name")
            at += length or 1

    def _names(self) -> None:
        at = 0
        while at < len(self.words):
            best: tuple[int, Mention] | None = None
            for length, mention in self.lexicon.mentions(self.words, at):
                if not self._free(at, length) or (best and length <= best[0]):
                    continue
                if mention.kind == "pillar" and not self._after_pillar(at):
                    continue
                if mention.kind == "document" and is_amount(self.words[at], self.found.question):
                    continue
                best = length, mention
            cue = self.lexicon.cue(self.words, at, self.found.language)
            if best and not (cue and cue[0] > best[0] and self._free(at, cue[0])):
                self._mention(at, *best)
                at += best[0]
            else:
                at += cue[0] if cue and self._free(at, cue[0]) else 1

    def _after_pillar(self, at: int) -> bool:
        before = [word.marked for word in self.words[max(0, at - 2) : at]]
        return before[-1:] == ["pillar"] or before in (["trụ", "cột"], ["tru", "cot"])

    def _mention(self, at: int, length: int, mention: Mention) -> None:
        self._take(at, length, mention.kind, mention.iris)
        if mention.kind == "area":
            if mention.iris not in self.found.areas:
                self.found.areas.append(mention.iris)
        elif mention.kind == "document":
            if mention.iris not in self.found.documents:
                self.found.documents.append(mention.iris)
        elif mention.kind == "pillar":
            self.found.pillar = mention.iris[0]
        elif self.found.level in (None, mention.iris[0]):
            self.found.level = mention.iris[0]
        else:
            self.found.unknown.append(self.words[at].marked)

    def _figures(self) -> None:
        text = with_marks(self.found.question, self.found.language)
        for figure in find_figures(text, self.found.language):
            places = [
                place
                for place, word in enumerate(self.words)
                if word.begin < figure.end and word.end > figure.begin
            ]
            printed = "".join(text[begin:end] for begin, end in figure.numbers)
            bare_year = _YEAR.fullmatch(printed) and figure.unit in (None, "count")
            if not places or bare_year or not self._free(places[0], len(places)):
                continue
            self._take(places[0], len(places), "figure")
            self.found.figures.append(figure)

    def _years(self) -> None:
        passed = {match.start(1) for match in _PERIOD.finditer(self.found.question)}
        for at, word in enumerate(self.words):
            if self.taken[at] is None and _YEAR.fullmatch(word.folded):
                self._take(at, 1, "year")
                # Of a period, the year in which it ends.
                if word.begin not in passed and int(word.folded) not in self.found.years:
                    self.found.years.append(int(word.folded))

    def _cues(self) -> None:
        at = 0
        while at < len(self.words):
            cue = self.lexicon.cue(self.words, at, self.found.language)
            if cue and self._free(at, cue[0]):
                text = self._take(at, cue[0], cue[1])
                self.found.cues.setdefault(cue[1], text)
                at += cue[0]
            else:
                at += 1

    def _particles(self) -> None:
        """ "… không?" and "… chưa?" at the end ask, and deny nothing."""
        if not self.words or self.taken[-1] is not None:
            return
        last = self.words[-1].marked
        if last in ("chưa", "chua") and self.found.language == "vi":
            self._take(len(self.words) - 1, 1, cues.PROGRESS)
            self.found.cues.setdefault(cues.PROGRESS, last)
        elif last in _PARTICLES[self.found.language] and any(
            word.marked in ("có", "co", "phải", "phai") for word in self.words[:-1]
        ):
            self._take(len(self.words) - 1, 1, "particle")

    def _indicator(self) -> None:
        required: list[str] = []
        optional: list[str] = []
        shown: list[str] = []
        for at, word in enumerate(self.words):
            kind = self.taken[at]
            if kind in (None, "name") and not cues.passed_over(word.marked, self.found.language):
                # "kinh tế số": behind a word of the name it belongs to the name.
                joined = at > 0 and self._named(at - 1)
                target = optional if is_optional(word) and not joined else required
                target.append(word.folded)
                shown.append(self.found.question[word.begin : word.end])
                if target is required and not self.lexicon.knows(word):
                    self.found.unknown.append(self.found.question[word.begin : word.end])
            elif kind in ("level", *cues.CUES[self.found.language]):
                optional.append(word.folded)
        if not required or self.found.unknown:
            return
        self.found.said = tuple(shown)
        expects = self.promise or self.found.years or cues.PROMISE in self.found.cues
        best, beside = choose(
            required, optional, self.lexicon, _COVERED if expects else _COVERED_ALONE
        )
        if not best:
            best = self._by_level(required)
        self.found.indicators, self.found.beside = best, beside
        if best:
            self.found.parts.append(Part(" ".join(shown), "indicator", best))
            self._absorb(best[0], optional)
        else:
            self.found.unknown += shown

    def _named(self, at: int) -> bool:
        """Whether a word is part of what names the indicator."""
        word = self.words[at]
        return (
            self.taken[at] in (None, "name")
            and not is_optional(word)
            and not cues.passed_over(word.marked, self.found.language)
        )

    def _by_level(self, required: Sequence[str]) -> tuple[str, ...]:
        """The one indicator whose names begin so and that has targets at the level that is said."""
        if self.found.level is None:
            return ()
        at_level = {fact.indicator for fact in self.lexicon.having(level=self.found.level)}
        named = dict.fromkeys(
            name.iri
            for name in self.lexicon.names
            if name.iri in at_level and name.content[: len(required)] == tuple(required)
        )
        return tuple(named) if len(named) == 1 else ()

    def _absorb(self, indicator: str, optional: Sequence[str]) -> None:
        """A level or "national" that is part of the indicator's name is no level and no nation."""
        whole = {word for n in self.lexicon.names if n.iri == indicator for word in n.content}
        if (
            self.found.level is not None
            and not any(
                f.level == self.found.level for f in self.lexicon.having(indicator=indicator)
            )
            and {
                w.folded for w, kind in zip(self.words, self.taken, strict=True) if kind == "level"
            }
            & whole
        ):
            self.found.level = None
        if cues.NATIONAL in self.found.cues and set(
            fold(self.found.cues[cues.NATIONAL]).split()
        ) <= whole & set(optional):
            del self.found.cues[cues.NATIONAL]


def choose(
    required: Sequence[str], optional: Sequence[str], lexicon: Lexicon, covered: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The indicators that words name, the likeliest first; and others whose names hold them too.

    All required words must be in the names. What is said in the order of a name goes before what
    only has its words, and of two names that of which more is said.
    """
    asked = set(required)
    union: dict[str, set[str]] = {}
    for name in lexicon.names:
        union.setdefault(name.iri, set()).update(name.content)
    scores: dict[str, tuple[int, float]] = {}
    ahead: set[str] = set()
    for name in lexicon.names:
        if not asked <= union[name.iri]:
            continue
        rank = _rank(required, optional, name)
        said = (asked | set(optional)) & set(name.content)
        share = lexicon.heavy(said) / lexicon.heavy(set(name.content))
        scores[name.iri] = max(scores.get(name.iri, (0, 0.0)), (rank, share))
        if name.content[: len(required)] == tuple(required) and share >= _COVERED_AHEAD:
            ahead.add(name.iri)
    beside = sorted(
        (iri for iri, score in scores.items() if score[0] > 1),
        key=lambda iri: (-scores[iri][1], iri),
    )
    kept = {iri: score for iri, score in scores.items() if score[1] >= covered}
    if not kept and len(required) >= _AHEAD and len(ahead) == 1:
        kept = {iri: scores[iri] for iri in ahead}
    if not kept:
        return (), tuple(beside)
    rank = max(score[0] for score in kept.values())
    top = max(score[1] for score in kept.values() if score[0] == rank)
    best = [iri for iri, score in scores.items() if score[0] == rank and score[1] >= _BESIDE * top]
    best.sort(key=lambda iri: (-scores[iri][1], iri))
    return tuple(best), tuple(iri for iri in beside if iri not in best)


def _rank(required: Sequence[str], optional: Sequence[str], name: IndicatorName) -> int:
    """3 where the whole name is said, 2 where words stand in its order, 1 where it has them all."""
    content = set(name.content)
    if not set(required) <= content:
        return 0
    if content <= set(required) | set(optional):
        return 3
    kept = [word for word in name.content if word in required]
    return 2 if kept[: len(required)] == list(required) else 1
