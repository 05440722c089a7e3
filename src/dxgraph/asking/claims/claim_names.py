"""Which indicator the figure of a claim is of: a name that stands whole beside it.

A word that is open stands neither between the words of a name nor beside them: "doanh nghiệp công
nghệ số" holds no "doanh nghiệp số". What neither names nor narrows may: the lists ``light`` and
``claims`` of the files, but for words that qualify.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dxgraph.asking.claims.told import patterns
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import lists
from dxgraph.asking.language.fillers import LIGHT, of_a_dictionary
from dxgraph.asking.language.names import IndicatorName, Word, is_optional, words_of
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.language.words import CALLED, QUALIFIERS, SAID, in_either, passed_over
from dxgraph.asking.understand.mentions import is_amount
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.understanding import open_words
from dxgraph.evidence import Figure, Language
from dxgraph.search import fold

_PASSED: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(
        word
        for word in (*LIGHT[language], *said["claims"]["words"].split())
        if fold(word) not in QUALIFIERS and word not in said["claims"]["not"].split()
    )
    for language, said in SAID.items()
}
"""Words, with their marks, that may stand in a name and beside it."""
_SAME: Final[Mapping[str, frozenset[str]]] = {
    word: frozenset(group) for group in CALLED["same"] for word in group
}
"""English words, folded, that say the same of what is counted."""
_USING: Final = frozenset(CALLED["using"])
"""English words, folded, that a name may be said without."""
_JOINS: Final = in_either("joining")
_OF_PROVINCE: Final = frozenset({"tỉnh", "province", "provincial"})
"""Words of names, with their marks, that go without saying where the area is named."""
_SHARES: Final = frozenset({"percent", "percent-per-year"})
_POINTS: Final = re.compile(r"\s*(?:điểm|points?)\b(?!\s+(?:phần|%))", re.IGNORECASE)


def is_of_name(figure: Figure, text: str, lexicon: Lexicon) -> bool:
    """Whether a number is part of a name: a document's number, "749", a level of service, the
    speed of a line."""
    words = words_of(text)
    for at in range(len(words)):
        lengths = [
            length
            for length, mention in lexicon.mentions(words, at)
            if mention.kind == "document" and not is_amount(words[at : at + length], text)
        ]
        lengths.append(lexicon.whole_names(words, at))
        if length := max(lengths):
            begin, end = words[at].begin, words[at + length - 1].end
            if any(begin <= first and last <= end for first, last in figure.numbers):
                return True
    if figure.unit in _SHARES:
        return False
    if _is_of_a_document(figure, text):
        return True
    numbers = {
        word.folded
        for word in words
        if any(begin <= word.begin and word.end <= end for begin, end in figure.numbers)
    }
    return bool(numbers) and any(
        numbers <= {*name.content} for name in lexicon.names_within(word.folded for word in words)
    )


def _is_of_a_document(figure: Figure, text: str) -> bool:
    """Whether a bare number stands behind a kind of document and nothing of it behind the number:
    "chương trình hành động 57 của tỉnh"."""
    before, behind = text[: figure.begin], words_of(text[figure.end :])
    of_nothing = not behind or any(passed_over(behind[0].marked, language) for language in SAID)
    return of_nothing and _DOCUMENT.search(before) is not None


_DOCUMENT: Final = re.compile(
    rf"(?:{SAID['vi']['claims']['documents']}|{SAID['en']['claims']['documents']})\s+$",
    re.IGNORECASE,
)
"""Ends with a kind of document."""


def without_names(text: str, lexicon: Lexicon) -> str:
    """A text in which the graph's own names of indicators are blanks: their verbs tell nothing."""
    words = words_of(text)
    for run in lexicon.runs_of_names(words, spoken=False):
        begin, end = words[run[0]].begin, words[run[-1]].end
        text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
    return text


def indicators_of(
    sentence: str,
    span: tuple[int, int],
    figure: Figure,
    lexicon: Lexicon,
    language: Language,
    found: Understood | None,
) -> tuple[str, ...]:
    """The indicators that the words with a figure name; none where none is sure, several where it
    is open. `found` is what was understood of the sentence, where the figure is the only one."""
    begin, end = span
    named = named_within(sentence[begin:end], lexicon, language, figure.end - begin)
    unknown = words_of(" ".join(found.unknown)) if found else ()
    sure = found and not found.guessed and all(is_passed(word, language) for word in unknown)
    if found and sure and len(named) != 1 and not _NEW.search(sentence):
        named = found.indicators if {*found.indicators} <= {*named} or not named else named
    scored = _POINTS.match(sentence, figure.end) is not None
    fitting = tuple(iri for iri in named if fits(iri, figure, lexicon, scored=scored))
    if named and not fitting:
        # "0,52 điểm DTI": the index has a value as well as a place, by the same name.
        names = {name.content for iri in named for name in lexicon.named(iri)}
        alike = {name.iri for name in lexicon.names if name.content in names} - {*named}
        fitting = tuple(iri for iri in sorted(alike) if fits(iri, figure, lexicon, scored=scored))
    return fitting


def of_each(indicators: Sequence[str], text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Of indicators of one name those that count what is so each year, or in each sector, if a text
    says so, or else the others."""
    left = tuple(indicators)
    for each in ("yearly", "each-sector"):
        said = bool(heard(each, text))
        names = {i: lexicon.labels[i].values() for i in left}
        left = tuple(i for i in left if any(heard(each, n) for n in names[i]) == said)
    return left


def is_added(sentence: str, figure: Figure, language: Language) -> bool:
    """Whether a figure is added to another: "thêm 10%"."""
    return patterns(language)["more"].search(sentence[: figure.begin]) is not None


def is_passed(word: Word, language: Language) -> bool:
    """Whether a word may stand in a name and beside it; an English one in any of its forms."""
    passed = _PASSED[language]
    if language == "en":
        return not passed.isdisjoint(of_a_dictionary(word.marked))
    return word.marked in passed


def fits(indicator: str, figure: Figure, lexicon: Lexicon, *, scored: bool = False) -> bool:
    """Whether a figure can be one of an indicator's unit. One without a unit is one of any, but
    that points are no share, and a part of a whole no rank, no count and no points."""
    unit = lexicon.units.get(indicator)
    if figure.comparator == "within-top":
        figure = replace(figure, unit="rank")
    if unit is None:
        return True
    if figure.unit is None:
        whole = figure.value == figure.value.to_integral_value()
        if unit == "index-points" and figure.value < 1:
            return False
        return not (scored and unit in _SHARES) and (whole or unit not in ("rank", "count"))
    if unit in _SHARES or figure.unit in _SHARES:
        return unit in _SHARES and figure.unit in _SHARES
    return "rank" not in (unit, figure.unit) or unit == figure.unit


def named_within(
    sentence: str, lexicon: Lexicon, language: Language, behind: int | None = None
) -> tuple[str, ...]:
    """The indicators whose names a sentence holds: all words of a name, as near as can be. `behind`
    is where a figure ends in it: between it and a name behind it no word is open, since there
    stands of whom it is a share ("50% giáo viên Nghệ An có chữ ký số").

    The longest name counts. Another that is as long, or that shares no word with it, is given too:
    then it is open which one the figure belongs to.
    """
    words = open_words(sentence, lexicon)
    plain = language == "vi" and sentence.isascii()
    listed = lists.standing([word for word, _ in words], language, "claims", plain=plain)
    light = {at for places in listed for at in places}
    words = [(word, is_open and at not in light) for at, (word, is_open) in enumerate(words)]
    narrowing = lists.standing([word for word, _ in words], language, "changes", plain=plain)
    compounds = [places for places in narrowing if len(places) > 1]
    said = {other for w, _ in words for other in {w.folded} | same_words(w.folded, language)}
    using = _USING if language == "en" else frozenset()
    best: list[tuple[float, IndicatorName, frozenset[str]]] = []
    apart: list[tuple[float, IndicatorName, frozenset[str]]] = []
    for name in lexicon.names_within({*said, *using, *map(fold, _OF_PROVINCE)}):
        unsaid = {word.folded for word in name.whole if word.marked in _OF_PROVINCE}
        needed = frozenset(name.content) - (using - said) - unsaid
        if len(needed) < 2 and len(name.whole) > 1:
            continue
        standing = _Standing(name, needed, words, sentence, language)
        if not needed <= set().union(*standing.own):
            # With other marks than those of the name.
            continue
        standing.beyond(compounds)
        found = best if standing.alone(lexicon, behind) else apart
        found.append((lexicon.heavy(needed), name, needed))
    if not best:
        return ()
    best.sort(key=lambda item: (-item[0], item[1].iri))
    top, first, content = best[0]
    of_whom = {name.iri for _, name, own in (*best, *apart) if name.base & own}
    others = of_whom & lexicon.of_others(first.iri) - {first.iri}
    if first.iri not in of_whom and others:
        # "Smartphone ownership among 87% of its population" is none of adults.
        return tuple(others) if len(others) == 1 else ()
    if any(weight > top and own & content for weight, _, own in apart):
        # All words of a longer name are said: it may be the one.
        return ()
    return tuple(
        dict.fromkeys(name.iri for weight, name, own in best if weight == top or not own & content)
    )


def same_words(word: str, language: Language) -> frozenset[str]:
    """English words that say the same of what is counted."""
    return _SAME.get(word, frozenset()) if language == "en" else frozenset()


def says(indicator: str, word: Word, lexicon: Lexicon, language: Language) -> bool:
    """Whether a word, or one that says the same, stands in a name of an indicator."""
    return lexicon.has_word(indicator, word) or any(
        (indicator, other) in lexicon.spelled for other in same_words(word.folded, language)
    )


_OF_NAME, _OPEN, _PASSED_OVER, _TAKEN = range(4)


_NEWLY: Final = patterns("vi")["newly"]
"""Before this "mới" is "only": elsewhere behind a name "new"."""
_NEW: Final = re.compile(rf"\b[a-zà-ỹ]\w*\s+mới\b(?!{_NEWLY.pattern})", re.IGNORECASE | re.VERBOSE)
"""The same in a sentence: "Bắc Ninh mới" is an area."""


def _kind(word: Word, language: Language, *, is_open: bool) -> int:
    if is_optional(word) or is_passed(word, language):
        return _PASSED_OVER
    if is_open:
        return _OPEN
    return _PASSED_OVER if passed_over(word.marked, language) else _TAKEN


class _Standing:
    """The words of a text beside those of one name."""

    def __init__(
        self,
        name: IndicatorName,
        needed: frozenset[str],
        words: Sequence[tuple[Word, bool]],
        text: str,
        language: Language,
    ) -> None:
        self.iri, self.needed, self.text = name.iri, needed, text
        self.words = [word for word, _ in words]
        marks: dict[str, set[str]] = defaultdict(lambda: {""})
        for word in name.whole:
            marks[word.folded].add(word.marks)
        self.own = [
            {
                other
                for other in ({word.folded} | same_words(word.folded, language)) & needed
                if word.marks in marks[other]
            }
            for word in self.words
        ]
        self.kinds = [
            _OF_NAME if of_name else _kind(word, language, is_open=is_open)
            for (word, is_open), of_name in zip(words, self.own, strict=True)
        ]
        pairs = {(one.folded, other.folded) for one, other in pairwise(name.whole)}
        for at, word in enumerate(self.words[1:], 1):
            before = self.words[at - 1].folded
            newly = (self.own[at] and (before, word.folded) in pairs) or _NEWLY.match(
                text, word.end
            )
            if word.marked == "mới" and self.own[at - 1] and not newly:
                self.kinds[at] = _OPEN

    def beyond(self, compounds: Sequence[range]) -> None:
        """Of a word that narrows, what is none of the name's is open: "người lớn tuổi" are old."""
        for places in compounds:
            if any(self.own[at] for at in places):
                for at in places:
                    self.kinds[at] = self.kinds[at] if self.own[at] else _OPEN

    def alone(self, lexicon: Lexicon, behind: int | None) -> bool:
        """Whether the words of the name stand together somewhere, without open words between or
        beside, nor between a figure that ends at `behind` and them."""
        begins = [word.begin for word in self.words]
        figure = len(begins) if behind is None else bisect_left(begins, behind)
        return any(
            _OPEN not in self.kinds[first : last + 1]
            and not self._is_open_beside(first, -1)
            and not self._is_open_beside(last, 1)
            and not any(
                self.kinds[at] == _OPEN and not lexicon.has_word(self.iri, self.words[at])
                for at in range(figure, first)
            )
            for first, last in self._together()
        )

    def _together(self) -> Iterator[tuple[int, int]]:
        """Where all words of the name stand: from each of them the narrowest."""
        places = [at for at, of_name in enumerate(self.own) if of_name]
        for begin, first in enumerate(places):
            left = set(self.needed)
            for last in places[begin:]:
                left -= self.own[last]
                if not left:
                    yield first, last
                    break

    def _is_open_beside(self, at: int, step: int) -> bool:
        """Whether an open word stands beside another, words that are passed over between them, and
        no sign: "giáo viên có chữ ký số"."""
        while 0 <= at + step < len(self.words):
            first, second = sorted((at, at + step))
            at += step
            between = self.text[self.words[first].end : self.words[second].begin].strip(" -")
            if between or self.kinds[at] == _TAKEN or self.words[at].marked in _JOINS:
                return False
            if self.kinds[at] == _OPEN:
                return True
        return False
