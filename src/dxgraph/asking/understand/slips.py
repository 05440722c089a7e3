"""Slips of typing in long words: "Quang Nihn", "digtial economy".

Read as what is known only where one letter is too many, lacking, another within the word or changed
places with its neighbour, where what is typed is no word by itself ("Quảng Minh" is a commune, not
Quảng Ninh), and where just one known name is so near. What it was read as is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.understand.question import Understood
from dxgraph.search import fold

_SYLLABLE: Final = re.compile(
    r"(?!.*([aeiuy])\1)(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[ckmnpt])?"
)
"""A Vietnamese syllable without its marks."""
_LEAST: Final = 7
"""Letters of an English word, and of a name of an area without its spaces."""
_MOST_WORDS: Final = 3


def mended(found: Understood, lexicon: Lexicon) -> tuple[str, str, str] | None:
    """The question with its first slip mended, what was typed and what it was read as; None where
    there is none."""
    text, words = found.question, words_of(found.question)
    unknown = {word.folded for said in found.unknown for word in words_of(said)}
    for at, word in enumerate(words):
        if word.folded not in unknown:
            continue
        for begin, end in _around(at, len(words)):
            typed = text[words[begin].begin : words[end - 1].end]
            read = _area(words[begin:end], lexicon)
            if read is None and end - begin == 1:
                read = _english(word, lexicon)
            if read is not None:
                read = fold(read) if text.isascii() and found.language == "vi" else read
                whole = text[: words[begin].begin] + read + text[words[end - 1].end :]
                return whole, typed, read
    return None


def _around(at: int, many: int) -> Iterator[tuple[int, int]]:
    """The runs of words that hold one, the longest first."""
    for length in range(_MOST_WORDS, 0, -1):
        for begin in range(max(0, at - length + 1), min(at, many - length) + 1):
            yield begin, begin + length


def _is_slip_of(word: Word, known: str) -> bool:
    """Whether a word is no syllable, so that it names no other place ("Đắk Song"), and begins as
    the known one or has its letters."""
    begun = word.folded[0] == known[0] or sorted(word.folded) == sorted(known)
    syllable = word.marks or _SYLLABLE.fullmatch(word.folded)
    return begun and not syllable and _one_apart(known, word.folded)


def _area(words: list[Word], lexicon: Lexicon) -> str | None:
    typed = [word.folded for word in words]
    near = {
        text
        for text, name in lexicon.area_names.items()
        if len(name) == len(typed)
        and len("".join(name)) >= _LEAST
        and sum(map(str.__ne__, name, typed)) == 1
        and all(
            known == word.folded or _is_slip_of(word, known)
            for known, word in zip(name, words, strict=True)
        )
    }
    return near.pop() if len(near) == 1 else None


def _english(word: Word, lexicon: Lexicon) -> str | None:
    """A word of an English name that is typed with a letter too many or too few within it, or with
    two that changed places; another letter makes other words ("commute")."""
    if word.marks or len(word.folded) < _LEAST or lexicon.knows(word):
        return None
    near = {
        known
        for known, tongues in lexicon.tongues.items()
        if tongues == {"en"}
        and (known[:1], known[-1:]) == (word.folded[:1], word.folded[-1:])
        and (len(known) != len(word.folded) or sorted(known) == sorted(word.folded))
        and len(known) >= _LEAST
        and _one_apart(known, word.folded)
    }
    return near.pop() if len(near) == 1 else None


def _one_apart(one: str, other: str) -> bool:
    """Whether a letter is too many, lacking, another, or changed places with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, left = one[at:], other[at:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return one != other and (
        rest[1:] == left or rest == left[1:] or rest[1:] == left[1:] or swapped
    )
