"""The words of a question and by what each was taken: what all who read it share."""

from __future__ import annotations

from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues, lists
from dxgraph.asking.language.fillers import is_light
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.understand.question import Part, Understood

_COMPARING: Final = frozenset({cues.LOWER, cues.HIGHER, cues.EQUAL})
"""What one word may ask that is a word of names too."""


class Taking:
    """The words of one question, with by what each was taken."""

    def __init__(self, found: Understood, lexicon: Lexicon) -> None:
        self.found, self.lexicon = found, lexicon
        self.words: list[Word] = words_of(found.question)
        self.taken: list[str | None] = [None] * len(self.words)
        """By what a word was taken; "name" for the whole name of an indicator."""

        self._cues: dict[int, tuple[int, str] | None] = {}
        """The longest phrase of a question at each word, whatever was taken."""
        self.plain = found.language == "vi" and found.question.isascii()
        """Whether it is Vietnamese typed without marks."""
        self._compounds = [
            places
            for places in lists.standing(self.words, found.language, "changes", plain=self.plain)
            if len(places) > 1
        ]

    def cue(self, at: int) -> tuple[int, str] | None:
        """The longest phrase of a question that begins with a word and stands in free words; none
        that is a part of a word that narrows: "giao" of "giao thông"."""
        end = len(self.words)
        language = self.found.language
        if at not in self._cues:
            self._cues[at] = self.lexicon.cue(self.words, at, language)
        found = self._cues[at]
        while found and not (self.free(at, found[0]) and self._together(at, found[0])):
            end = at + found[0] - 1
            found = self.lexicon.cue(self.words[:end], at, language) if end > at else None
        if found and any(lists.holds(c, range(at, at + found[0])) for c in self._compounds):
            return None
        if found and found[0] == 1 and found[1] in _COMPARING and self._named_with_the_next(at):
            return None
        return found

    def _named_with_the_next(self, at: int) -> bool:
        """Whether a word and the one behind it follow each other in a name: "dưới dạng điện tử"."""
        following = tuple(word.folded for word in self.words[at : at + 2])
        return following in self.lexicon.pairs

    def _together(self, at: int, length: int) -> bool:
        """Whether no sign stands between words: "bao nhiêu % nơi" asks for no places."""
        begin, end = self.words[at].end, self.words[at + length - 1].begin
        return "%" not in self.found.question[begin:end]

    def free(self, at: int, length: int) -> bool:
        return all(kind is None for kind in self.taken[at : at + length])

    def take(self, at: int, length: int, kind: str, iris: tuple[str, ...] = ()) -> str:
        for place in range(at, at + length):
            self.taken[place] = kind
        text = self.written(at, length)
        if kind != "name":
            self.found.parts.append(Part(text, kind, iris))
        return text

    def written(self, at: int, many: int = 1) -> str:
        """Words that follow each other, as they are written."""
        return self.found.question[self.words[at].begin : self.words[at + many - 1].end]

    def is_light(self, at: int) -> bool:
        """Whether a word asks nothing more wherever it stands."""
        return is_light(self.words[at].marked, self.found.language, plain=self.plain)

    def said(self, at: int, many: int, *, plain: bool) -> str:
        """Words that follow each other; nothing where the text has not so many."""
        part = self.words[at : at + many]
        if part and "," in self.found.question[part[0].begin : part[-1].end]:
            return ""
        said = " ".join(word.folded if plain else word.marked for word in part)
        return said if len(part) == many else ""
