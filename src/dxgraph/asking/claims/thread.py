"""What the sentences before a sentence say for it: "tỉnh", "the same year", "con số ấy".

A text names its province once and goes on with "the province", or with nothing. Taken over is only
what is sure: a word that points back ("tỉnh", "the city", "cùng năm") takes what was named last; a
sentence that names no place goes on about that of its paragraph, or about the only one of the text,
unless it, or one between, speaks of the nation, of a ministry, a district, a firm or a person. A
place with which another is compared or merged is nobody's subject, and what follows it is open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dxgraph.asking.claims.told import PROMISED, UNTOLD
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.words import MONTHS, SAID
from dxgraph.asking.understand.understanding import taken_words
from dxgraph.evidence import Language
from dxgraph.terms import VIET_NAM


@dataclass(slots=True)
class Thread:
    """What was named last. One is kept for a text, from sentence to sentence."""

    lexicon: Lexicon
    language: Language
    alone: bool = False
    """Whether the whole text names only one place."""
    areas: tuple[str, ...] = ()
    """What the place that was named last may be."""
    here: bool = False
    """Whether the paragraph goes on about it."""
    year: int | None = None
    told: str = ""
    """The year of the sentence before in the paragraph, and how it told its figures."""
    indicators: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    """What the last figure of the paragraph is of, and the words behind it."""
    rises: bool = False
    """Whether that figure is what something rises from."""
    between: bool = False
    """Whether somebody was named since the place, of whom the graph knows nothing."""
    unended: bool = False
    """Whether the sentence before goes on, behind a semicolon."""

    def paragraph(self) -> None:
        """Begin a paragraph."""
        self.here = self.alone and self.here
        self.year, self.told, self.indicators, self.tail = None, "", (), ()

    def forget(self) -> None:
        """Go on behind a sentence that was not read: it may have named anything."""
        self.paragraph()
        self.areas, self.here = (), False

    def area_of(self, text: str, end: int | None = None) -> tuple[str, ...]:
        """What a word of a text, up to `end`, may mean that points back to a place: "tỉnh", "the
        new city"."""
        for match in _patterns(self.language)["area"].finditer(text[:end]):
            kind = match["kind"].lower()
            if self.between and (kind in _OF_TOWNS or self._points(text, match)):
                return ()
            found = tuple(
                area
                for area in self.areas
                if kind in _ANY_KIND or kind in self.lexicon.kinds.get(area, ())
            )
            state = (match["state"] or "").lower()
            if state in _NEW:
                found = self.lexicon.with_predecessors(found)
            elif state in _OLD:
                found = tuple(area for area in found if area in self.lexicon.successors)
            return found
        return ()

    def _points(self, text: str, match: re.Match[str]) -> bool:
        """Whether words point to what was named last: "tỉnh này", "this province"."""
        return _THIS.match(text, match.end()) is not None or match[0].lower().startswith("this")

    def without_back(self, text: str) -> str:
        """A text in which the words are blank that point back to a place. No place moves."""
        return _patterns(self.language)["area"].sub(lambda match: " " * len(match[0]), text)

    def of_documents(self, territories: tuple[str, ...]) -> tuple[str, ...]:
        """Of the areas whose documents have a number the one that is spoken of, if it has one."""
        return tuple(area for area in territories if area in self.areas) or territories

    def area_going_on(self, text: str) -> tuple[str, ...]:
        """The place of the sentences before, for one that names none."""
        back = _patterns(self.language)["area"].search(text)
        return self.areas if self.here and not back else ()

    def _names_somebody(self, text: str) -> bool:
        """Whether a name stands in a text, of what the graph does not know: a capital within."""
        for match in _CAPITAL.finditer(text):
            word, *_ = words_of(match[0])
            if not self.lexicon.knows(word) and word.marked not in MONTHS:
                return True
        return False

    def goes_back(self, text: str, what: str) -> bool:
        """Whether a text points back to a ``year`` ("cùng năm", "by then"), or to what was
        ``counted`` ("con số ấy", "the same share")."""
        return _patterns(self.language)[what].search(text) is not None

    def year_going_on(self, text: str, told: str) -> int | None:
        """The year of the sentence before, for one that names none and tells its figures so."""
        alike = told == self.told or {told, self.told} == {PROMISED, UNTOLD}
        if _patterns(self.language)["time"].search(text) or not alike:
            return None
        return self.year

    def _names_a_town(self, text: str) -> bool:
        """Whether a name stands in a text that may be one of a town; no person's."""
        before, named = "", False
        for word, kind in taken_words(text, self.lexicon):
            said = text[word.begin : word.end]
            if kind not in _NAMED and said.istitle() and before not in _HONOURS:
                if word.begin and not self.lexicon.knows(word) and word.marked not in MONTHS:
                    return True
                if named:
                    return True
                named = True
                continue
            before = before if said.istitle() and before in _HONOURS else word.marked
            named = False
        return False

    def went_on(self, text: str, named: Sequence[tuple[str, ...]], years: Sequence[int]) -> None:
        """Note what a sentence names itself."""
        compared = _patterns(self.language)["compared"].search(text)
        back = self.area_of(text)
        if len(named) == 1 and named[0] != (VIET_NAM,):
            other = not set(named[0]) & set(self.areas)
            open_ = self.areas and other and (compared or back)
            self.areas = () if open_ else named[0]
            self.here = not open_
        elif named:
            self.here = False
            self.areas = self.areas if named == [(VIET_NAM,)] else ()
        elif back:
            self.areas, self.here = back, True
        elif _patterns(self.language)["others"].search(text) or self._names_somebody(text):
            self.here = False
        self.between = self._names_a_town(text) or (self.between and not named)
        if years:
            self.year = years[0] if len(years) == 1 else None


_ANY_KIND: Final = frozenset(
    {"địa phương", "kế hoạch", "nghị quyết", "locality", "plan", "resolution"}
)
_NAMED: Final = frozenset({"area", "document", "level", "year"})
_HONOURS: Final = frozenset({"ông", "bà", "anh", "chị", "mr", "mrs", "ms", "dr"})
_OF_TOWNS: Final = frozenset({"thành phố", "địa phương", "city", "locality"})
"""What a town that the graph does not know may be called, too."""
_THIS: Final = re.compile(r"\s(?:này|ấy|đó)\b", re.IGNORECASE)
_NEW: Final = frozenset({"mới", "new", "enlarged", "merged"})
_OLD: Final = frozenset({"cũ", "former", "old"})
_UPPER: Final = f"[{''.join(chr(c) for c in range(0x41, 0x1F00) if chr(c).isupper())}]"
_CAPITAL: Final = re.compile(rf"(?<=[\w,;%)]\s){_UPPER}\w*")
"""A word with a capital that begins no sentence."""


@cache
def _patterns(language: Language) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(pattern.replace("CAPITAL", _UPPER), re.IGNORECASE | re.VERBOSE)
        for name, pattern in SAID[language]["back"].items()
    }
