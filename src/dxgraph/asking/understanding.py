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
from itertools import pairwise
from typing import Final

from dxgraph.asking import words as cues
from dxgraph.asking.lexicon import (
    AREA_KINDS,
    OTHER_KINDS,
    IndicatorName,
    Lexicon,
    Mention,
    Word,
    is_optional,
    words_of,
)
from dxgraph.evidence import Figure, Language, find_figures
from dxgraph.evidence.words import WORDS
from dxgraph.search import fold

LONGEST: Final = 500
"""Letters of a question that are read; longer ones are no questions."""
MOST_READINGS: Final = 3
"""A question that may mean more things than these is asked back."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PERIOD: Final = re.compile(
    r"\b((?:19|20)\d\d)\s?(?:[-–—]|đến(?:\snăm)?|den(?:\snam)?|tới|to)\s?((?:19|20)\d\d)\b"
)
_ENOUGH: Final = 0.5
"""How much of an indicator's name must be said, by the weight of its words…"""
_FEW: Final = 8
"""…and how many indicators at most may have the words that are said…"""
_BESIDE: Final = 0.5
"""…of which those count of whose name at least so much is said as of the best one's."""
_PLACE_KINDS: Final = frozenset(
    fold(word) for word in (*OTHER_KINDS, *(w for words in AREA_KINDS.values() for w in words))
)
_UNITS: Final = {
    cues.SHARE: frozenset({"percent", "percent-per-year", "percentage-point"}),
    cues.NUMBER: frozenset({"count"}),
}
"""The units that go with a word for a share or for a count."""
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
    partly: bool = False
    """Whether less than a whole name of the indicator was said…"""
    guessed: bool = False
    """…and no name either by which people call it."""
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
    tie = score["en"] == score["vi"] > 0 and text.isascii()
    return "en" if score["en"] > score["vi"] or tie else "vi"


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


def understand(text: str, lexicon: Lexicon) -> Understood:
    """Take a question apart. Never fails: what is not understood is said."""
    text = unicodedata.normalize("NFC", text)[:LONGEST]
    language = language_of(text)
    found = Understood(text, language)
    _Reader(found, lexicon).read()
    return found


def open_words(text: str, lexicon: Lexicon) -> list[tuple[Word, bool]]:
    """The words of a text, each with whether it is open what it says: it is no name of an area, a
    document or a level, no year or figure, no phrase of a question, and not passed over."""
    language = language_of(text)
    reader = _Reader(Understood(text, language), lexicon)
    reader.read()
    return [
        (word, kind in (None, "name") and not cues.passed_over(word.marked, language))
        for word, kind in zip(reader.words, reader.taken, strict=True)
    ]


def is_amount(word: Word, text: str) -> bool:
    """Whether a number is an amount whatever it may name: "749%" is no decision."""
    return word.folded.isdigit() and text[word.end :].lstrip().startswith("%")


class _Reader:
    """Goes over the words of one question."""

    def __init__(self, found: Understood, lexicon: Lexicon) -> None:
        self.found, self.lexicon = found, lexicon
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
                behind, mention = best[0], best[1]
                if mention.kind == "area":
                    behind, mention = self._placed(at, *best)
                if mention.iris:
                    self._mention(at, best[0], mention)
                at += behind
            elif cue and self._free(at, cue[0]):
                if cue[1] in (cues.AMONG_34, cues.AMONG_63):  # its number is no figure
                    self.found.cues[cue[1]] = self._take(at, *cue)
                at += cue[0]
            else:
                at += 1

    def _placed(self, at: int, length: int, mention: Mention) -> tuple[int, Mention]:
        """Look at the kind of place that stands beside the name of an area.

        "thành phố Bắc Giang" and "Bac Giang town" are no Bắc Giang: such a place is not understood.
        Gives how many words are behind us, and what of the areas is meant.
        """
        before, after = self._kind_before(at), self._kind_after(at + length)
        if not before and not after:
            return length, mention
        begin = at - before
        kinds = {
            fold(self.found.question[self.words[first].begin : self.words[first + many - 1].end])
            for first, many in ((begin, self._bare(begin, before)), (at + length, after))
            if many
        }
        own = self.lexicon.kinds
        meant = tuple(i for i in mention.iris if kinds <= {fold(w) for w in own.get(i, ())})
        if meant:
            for place in (*range(begin, at), *range(at + length, at + length + after)):
                self.taken[place] = "kind"
        else:
            text = self._take(begin, before + length + after, "elsewhere")
            self.found.unknown.append(text)
        return length + after, Mention(mention.kind, meant)

    def _bare(self, at: int, many: int) -> int:
        """How many of the words that say a kind are left without "of"."""
        return many - 1 if many and self.words[at + many - 1].folded == "of" else many

    def _kind_before(self, at: int) -> int:
        """How many words before a name say what kind of place it is; "cấp xã" says a level."""
        words, text = self.words, self.found.question
        of = 1 if at and words[at - 1].folded == "of" else 0
        for many in (2, 1):
            begin = at - of - many
            if begin < 0 or text[words[at - 1].end : words[at].begin].strip(" ."):
                continue
            said = fold(text[words[begin].begin : words[begin + many - 1].end])
            if said in _PLACE_KINDS and self.taken[begin] != "level":
                return many + of
        return 0

    def _kind_after(self, at: int) -> int:
        """The same behind a name, as in English; "district level" says a level."""
        words, text = self.words, self.found.question
        if at >= len(words) or text[words[at - 1].end : words[at].begin].strip():
            return 0
        level = any(mention.kind == "level" for _, mention in self.lexicon.mentions(words, at))
        wide = at + 1 < len(words) and words[at + 1].folded == "level"
        english = words[at].folded in _PLACE_KINDS and not words[at].marks
        return 1 if english and not (level and wide) else 0

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
        elif last in _PARTICLES[self.found.language]:
            self._take(len(self.words) - 1, 1, "particle")

    def _indicator(self) -> None:
        required: list[str] = []
        optional: list[str] = []
        shown: list[str] = []
        for at, word in enumerate(self.words):
            kind = self.taken[at]
            plain = self.found.language == "vi" and cues.is_plain(word.marked)
            over = cues.passed_over(word.marked, self.found.language)
            if plain and kind in (None, "name") and (over or word.marked in cues.MAYBE):
                # Without marks it may be a word of a name too: "tai" is "tại" and "tài".
                optional.append(word.folded)
            elif kind in (None, "name") and not over:
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
        best, said, beside = choose(required, optional, self.lexicon)
        best = self._of_unit(best)
        if not best:
            best = self._by_level(required)
        self.found.indicators, self.found.beside = best, beside
        self.found.partly = said != "name"
        self.found.guessed = said == "part"
        if best:
            self.found.parts.append(Part(" ".join(shown), "indicator", best))
            self._absorb(best[0], optional)
        else:
            self.found.unknown.append(" ".join(shown))

    def _of_unit(self, indicators: tuple[str, ...]) -> tuple[str, ...]:
        """Those whose figures are what a word for a share or for a count says."""
        for cue, units in _UNITS.items():
            if cue in self.found.cues:
                indicators = tuple(i for i in indicators if self.lexicon.units.get(i) in units)
        return indicators

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
        at_level = any(
            fact.level == self.found.level for fact in self.lexicon.having(indicator=indicator)
        )
        kinds = list(zip(self.words, self.taken, strict=True))
        language = self.found.language
        of_level = {
            word.folded
            for word, kind in kinds
            if kind == "level" and not cues.passed_over(word.marked, language)
        }
        elsewhere = {word.folded for word, kind in kinds if kind in (None, "name")}
        if not at_level and of_level <= whole - elsewhere:
            self.found.level = None
        for cue in (cues.NATIONAL, cues.RESULT, cues.RANKS):
            said = [
                word.folded
                for word in words_of(self.found.cues.get(cue, ""))
                if not cues.passed_over(word.marked, self.found.language)
            ]
            if said and set(said) <= whole & set(optional):
                del self.found.cues[cue]


def choose(
    required: Sequence[str], optional: Sequence[str], lexicon: Lexicon
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The indicators that words name, the likeliest first; whether by a ``name``, as people call it
    (``spoken``), or by a ``part`` of a name; and others whose names hold the words too.

    All required words must be in a name. Where no name is said whole, enough of one must be said,
    and more than of what it is a share; a single word, or words that many names have, are not
    enough: "GRDP" is no "digital economy in GRDP", "doanh nghiệp" no "doanh nghiệp số". Where a
    whole name is said, the words left must be of another name of the same indicator.
    """
    asked, all_said = set(required), set(required) | set(optional)
    whole: dict[str, float] = {}
    part: dict[str, float] = {}
    beside: dict[str, float] = {}
    by_name: set[str] = set()
    spoken: set[str] = set()
    union: dict[str, set[str]] = {}
    for word in asked:
        for name in lexicon.holding((word,)):
            union.setdefault(name.iri, set()).update(name.content)
    for name in _having_any(asked, lexicon):
        content = set(name.content)
        heavy = lexicon.heavy(content & all_said)
        if content <= all_said and asked <= union[name.iri]:
            whole[name.iri] = max(whole.get(name.iri, 0.0), heavy)
            if name.spoken:
                spoken.add(name.iri)
            elif asked <= content:
                by_name.add(name.iri)
        elif asked <= content:
            # Of what it is a share goes without saying.
            share = heavy / lexicon.heavy((content - name.base) | (content & all_said))
            beside[name.iri] = max(beside.get(name.iri, 0.0), share)
            if len(asked) > 1 and _headed(name, asked) and not _qualified(name, all_said):
                part[name.iri] = max(part.get(name.iri, 0.0), share)
    # Of names that are said whole, the one that leaves least unsaid: "kinh tế số" of "kinh tế số
    # nông thôn" is another indicator's.
    if whole:
        top = max(whole.values())
        whole = {iri: heavy for iri, heavy in whole.items() if heavy == top}
    top = max(part.values(), default=0.0)
    if len(beside) > _FEW or top < _ENOUGH:
        part = {}
    found = whole or {iri: share for iri, share in part.items() if share >= _BESIDE * top}
    best = tuple(sorted(found, key=lambda iri: (-found[iri], iri)))
    others = sorted((i for i in beside if i not in found), key=lambda iri: (-beside[iri], iri))
    said = "name" if by_name & set(best) else "spoken" if spoken & set(best) else "part"
    return best, said, tuple(others)


def _headed(name: IndicatorName, asked: set[str]) -> bool:
    """Whether words say what is counted, from its beginning: "dân số trưởng thành" does not, nor
    does "kinh tế số" of "lao động kinh tế số"."""
    if asked <= name.base:
        return False
    before = (word for word in name.content if word not in name.base and word not in cues.VERBS)
    return name.content[0] in asked or next(before, "") in asked


def _qualified(name: IndicatorName, said: set[str]) -> bool:
    """Whether a name has, beside a word that is said, one that is not and makes it another thing:
    behind it in Vietnamese, before it in English."""
    words = [word.folded for word in name.whole]
    if not any(word.marks for word in name.whole):
        words.reverse()
    beside: dict[str, set[str]] = {}
    for word, other in pairwise((*words, "")):
        beside.setdefault(word, set()).add(other)
    return any(others <= cues.QUALIFIERS - said for word, others in beside.items() if word in said)


def _having_any(words: set[str], lexicon: Lexicon) -> list[IndicatorName]:
    """The names that hold a word of these; the first of each only once."""
    found: dict[int, IndicatorName] = {}
    for word in words:
        for name in lexicon.holding((word,)):
            found.setdefault(id(name), name)
    return list(found.values())
