"""The words of texts and the forms of names: what may be typed for a thing of the graph.

Names are folded as the search folds them, so that "Bac Giang" and "Bắc Giang" are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph.asking.language.words import CALLED, OPTIONAL, marked
from dxgraph.search import fold

_WORD: Final = re.compile(r"[^\W_]+")
STATE: Final = re.compile(r"\((cũ|mới|former|new)\)")
_STATE_WORDS: Final = CALLED["states"]
AREA_KINDS: Final = CALLED["area-kinds"]
"""The word that an area's label begins with, and the words by which its kind is called."""
_NUMBER_AHEAD: Final = re.compile(r"^(.+?)\s(\d+)[/-]\S*")
_LAW: Final = re.compile(r"^((?:Luật|Law) .+?) \d+/\d{4}/QH\d+")
_SHORT_NUMBER: Final = 3
"""A yardstick is known by a number of so many digits alone: "749"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with where it stands."""

    marked: str
    """In lower case and Normalization Form C."""
    folded: str
    marks: str
    """Its marks, wherever and how often they stand: "hoà" and "hòa", "Phước" and "Phuớc"."""
    begin: int
    end: int

    def may_be(self, named: Word) -> bool:
        """Whether this word of a text may be a word of a name: typed without marks, or with its
        own. "quang năm" is no Quảng Nam."""
        return self.folded == named.folded and self.marks in ("", named.marks)


def words_of(text: str) -> list[Word]:
    """The words of a text in Normalization Form C."""
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match[0]).replace(" ", "")
        if folded:
            word = marked(match[0])
            begin, end = match.span()
            found.append(Word(word, _singular(folded), _marks_of(word), begin, end))
    return found


def _marks_of(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(sorted({c for c in apart if unicodedata.combining(c) or c == "đ"}))


def begin_so(words: Sequence[Word], at: int, names: Sequence[Word]) -> bool:
    """Whether a name begins with a word of a text."""
    end = at + len(names)
    # Most names that begin alike go on otherwise, and there are many.
    if end > len(words) or (len(names) > 1 and words[at + 1].folded != names[1].folded):
        return False
    return all(map(Word.may_be, words[at:end], names))


def _singular(word: str) -> str:
    """An English word without the sign of the plural; no Vietnamese word ends so."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """A name of an indicator: its words without those that are passed over."""

    iri: str
    content: tuple[str, ...]
    whole: tuple[Word, ...]
    """With all its words."""
    spoken: bool
    """Whether people say it so; the graph does not."""
    marked: bool
    """Whether it is Vietnamese, with marks."""
    base: frozenset[str]
    """Of its words, those before what is counted: of what it is a share."""


def area_names(texts: Iterable[str], states: Iterable[str]) -> Iterator[str]:
    """The names of an area, with and without the words for before and after a merger."""
    for text in texts:
        yield text
        bare = " ".join(STATE.sub("", text).split())
        if bare != text:
            yield bare
        if bare.startswith("Vùng "):
            yield bare.removeprefix("Vùng ")
        for state in states:
            for form in _STATE_WORDS[state]:
                yield form.format(bare)


def bare_name(name: str) -> str:
    """What a province is called, without the word for its kind and without before or after.

    >>> bare_name("Tỉnh Bắc Ninh (mới)")
    'Bắc Ninh'
    """
    return STATE.sub("", name).removeprefix("Tỉnh ").removeprefix("Thành phố ").strip()


def initials(name: str) -> str:
    """The first letters of what a province is called, without the word for its kind.

    >>> initials("Tỉnh Bắc Giang")
    'BG'
    """
    letters = "".join(word[0] for word in _WORD.findall(bare_name(name)) if word[0].isalpha())
    return letters.upper() if len(letters) > 1 else ""


def document_names(texts: Iterable[str], *, yardstick: bool) -> Iterator[str]:
    for text in texts:
        yield text
        if match := _NUMBER_AHEAD.match(text):
            # "Nghị quyết 111", as people say it.
            yield f"{match[1]} {match[2]}"
            yield match[0]
        if law := _LAW.match(text):
            yield law[1]
        head = re.match(r"\d+", text)
        if yardstick and head and len(head[0]) >= _SHORT_NUMBER and "/" in text:
            yield head[0]


def is_optional(word: Word) -> bool:
    """Whether a word tells some names apart and may be left out of others."""
    return word.marked in OPTIONAL
