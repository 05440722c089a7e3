"""What a question says: the things it names, the words around them, and what is not understood.

Every word counts. It belongs to a name of the graph, to a year or a figure, to a phrase of
:mod:`dxgraph.asking.phrases`, or it is passed over; a word that is none of these may turn the
question into another one, and the question is then not understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dxgraph.asking import cues, words
from dxgraph.asking.choosing import choose, held_there
from dxgraph.asking.lexicon import Lexicon, Mention
from dxgraph.asking.names import AREA_KINDS, OTHER_KINDS, Word, is_optional, words_of
from dxgraph.asking.phrases import CUES
from dxgraph.asking.question import Part, Understood, language_of, with_marks
from dxgraph.evidence import Figure, find_figures
from dxgraph.evidence.words import WORDS
from dxgraph.search import fold

LONGEST: Final = 500
"""Letters of a question that are read; longer ones are no questions."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PERIOD: Final = re.compile(
    r"\b((?:19|20)\d\d)\s?(?:[-–—]|đến(?:\snăm)?|den(?:\snam)?|tới|to)\s?((?:19|20)\d\d)\b"
)
_PLACE_KINDS: Final = frozenset(
    fold(word) for word in (*OTHER_KINDS, *(w for words in AREA_KINDS.values() for w in words))
)
_UNITS: Final = {
    cues.SHARE: frozenset({"percent", "percent-per-year", "percentage-point"}),
    cues.NUMBER: frozenset({"count"}),
}
"""The units that go with a word for a share or for a count."""
_WITH_NUMBERS: Final = frozenset({cues.AMONG_34, cues.AMONG_63, cues.FIRST, cues.LAST})
_EITHER: Final = frozenset({"hay", "hoac", "or"})
_PARTICLES: Final = {"vi": {"không", "khong", "ko", "nhỉ", "nhi", "ạ"}, "en": set()}


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
        (word, kind in (None, "name") and not words.passed_over(word.marked, language))
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
        self._aside()
        self._whole_names()
        self._names()
        self._figures()
        self._years()
        self._wordings()
        self._cues()
        self._particles()
        self._will()
        self._indicator()

    def _aside(self) -> None:
        """What stands behind "what does … mean: …?" asks more than what it is."""
        text, language = self.found.question, self.found.language
        for at in range(len(self.words)):
            cue = self.lexicon.cue(self.words, at, language)
            if not cue or cue[1] != cues.DEFINED:
                continue
            last = at + cue[0] - 1
            behind = text[self.words[last].end :].lstrip('"”’ ')
            if behind[:1] in (":", ",", ";", "(") and last + 1 < len(self.words):
                self._take(last + 1, len(self.words) - last - 1, "aside")
            return

    def _wordings(self) -> None:
        """ "khoảng hay tối thiểu 25%?" asks for the word, and names the figure by its number."""
        language = self.found.language
        either = [word.marked for word in self.words if word.folded in _EITHER]
        national = fold(self.found.question)
        if not either or any(fold(said) in national for said in CUES[language][cues.NATIONAL]):
            return
        named = {phrase for phrase in WORDS[language].before if phrase.strip()}
        named |= {"đúng", "đạt", "exactly"}
        plain = self.found.question.isascii()
        compared = {fold(phrase) for phrase in named} - {"", "muc"} if plain else named - {"mức"}
        for at in range(len(self.words)):
            for many in (3, 2, 1):
                if self._said(at, many, plain=plain) in compared and self._free(at, many):
                    self._take(at, many, cues.WORDING)
                    break
        if cues.WORDING in self.taken or self.taken.count("figure") > 1:
            self.found.cues.setdefault(cues.WORDING, either[0])
            self.found.figures = [replace(f, comparator="equal") for f in self.found.figures]

    def _said(self, at: int, many: int, *, plain: bool) -> str:
        """Words that follow each other; nothing where the text has not so many."""
        part = self.words[at : at + many]
        said = " ".join(word.folded if plain else word.marked for word in part)
        return said if len(part) == many else ""

    def _will(self) -> None:
        """ "Will it reach …?" asks for what nobody has measured yet."""
        if self.words and self.words[0].marked in ("will", "would") and self.taken[0] is None:
            self.found.unknown.append(self.words[0].marked)

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
                if cue[1] in _WITH_NUMBERS:  # its number is no figure
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
        elif mention.iris[0] not in self.found.levels:
            self.found.levels.append(mention.iris[0])

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
            self.found.figures.append(self._ranked(figure, places[0]))

    def _ranked(self, figure: Figure, at: int) -> Figure:
        """ "top 10" and "nhóm 10" name a group that leads."""
        before = at - 1 if at else at
        leads = {self.words[before].folded, self.words[at].folded} & {"top", "nhom"}
        if leads and figure.unit in (None, "count", "rank"):
            if self.taken[before] is None:
                self._take(before, 1, "kind")
            return replace(figure, comparator="within-top", unit="rank")
        placed = {self.words[before].folded, self.words[at].folded} & {"hang", "thu", "rank"}
        if placed and figure.unit in (None, "count"):
            return replace(figure, unit="rank")
        return figure

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
        """ "… không?" and "… chưa?" at the end ask, and deny nothing; nor does "có … không, …"."""
        text = self.found.question
        for at, word in enumerate(self.words[:-1]):
            asks = word.marked in ("không", "khong") and text[word.end :].lstrip()[:1] in (",", "?")
            if asks and self.taken[at] is None and self.found.language == "vi":
                before = {other.marked for other in self.words[:at]}
                if before & {"có", "co"}:
                    self._take(at, 1, "particle")
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
        named: list[Word] = []
        for at, word in enumerate(self.words):
            kind = self.taken[at]
            plain = self.found.language == "vi" and words.is_plain(word.marked)
            over = words.passed_over(word.marked, self.found.language)
            if plain and kind in (None, "name") and (over or word.marked in words.MAYBE):
                # Without marks it may be a word of a name too: "tai" is "tại" and "tài".
                optional.append(word.folded)
            elif kind in (None, "name") and not over:
                # "kinh tế số": behind a word of the name it belongs to the name.
                joined = at > 0 and self._named(at - 1)
                target = optional if is_optional(word) and not joined else required
                target.append(word.folded)
                shown.append(self.found.question[word.begin : word.end])
                named.append(word)
                if target is required and not self.lexicon.knows(word):
                    self.found.unknown.append(self.found.question[word.begin : word.end])
            elif kind in ("level", *CUES[self.found.language]):
                optional.append(word.folded)
        if not required or self.found.unknown:
            return
        self.found.said = tuple(shown)
        best, said, beside = choose(required, optional, self.lexicon, self._units())
        best = tuple(i for i in best if all(self.lexicon.spells(i, word) for word in named))
        if not best:
            best = self._by_level(required)
        if not best:
            best = held_there(required, optional, self.lexicon, self._held())
        self.found.indicators, self.found.beside = best, beside
        self.found.partly = said != "name"
        self.found.guessed = said == "part"
        if best:
            self.found.parts.append(Part(" ".join(shown), "indicator", best))
            self._absorb(best[0], optional)
        else:
            self.found.unknown.append(" ".join(shown))

    def _units(self) -> frozenset[str]:
        """The units that a word for a share, a count or a rank says; none where none is said."""
        found = self.found
        ranked = {cues.RANKED, cues.FIRST, cues.LAST} & found.cues.keys()
        if ranked or any(figure.unit == "rank" for figure in found.figures):
            return frozenset({"rank"})
        return next((units for cue, units in _UNITS.items() if cue in found.cues), frozenset())

    def _held(self) -> set[str]:
        """The indicators that the places which are named have targets for, by the years."""
        return {
            fact.indicator
            for several in self.found.areas
            for area in several
            for fact in self.lexicon.having(area=area)
            if not self.found.years or fact.year in self.found.years
        }

    def _named(self, at: int) -> bool:
        """Whether a word is part of what names the indicator."""
        word = self.words[at]
        return (
            self.taken[at] in (None, "name")
            and not is_optional(word)
            and not words.passed_over(word.marked, self.found.language)
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
        whole = self.lexicon.content[indicator]
        at_level = any(
            fact.level == self.found.level for fact in self.lexicon.having(indicator=indicator)
        )
        kinds = list(zip(self.words, self.taken, strict=True))
        language = self.found.language
        of_level = {
            word.folded
            for word, kind in kinds
            if kind == "level" and not words.passed_over(word.marked, language)
        }
        elsewhere = {word.folded for word, kind in kinds if kind in (None, "name")}
        if not at_level and of_level <= whole - elsewhere:
            self.found.levels.clear()
        for cue in (cues.NATIONAL, cues.RESULT, cues.RANKS):
            said = [
                word.folded
                for word in words_of(self.found.cues.get(cue, ""))
                if not words.passed_over(word.marked, self.found.language)
            ]
            if said and set(said) <= whole & set(optional):
                del self.found.cues[cue]
