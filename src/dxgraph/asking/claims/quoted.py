"""Figures of a claim as they are printed: a text in one language quotes those of the other."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dxgraph.asking.answer.statement import Statement
from dxgraph.asking.language.words import SAID
from dxgraph.asking.understand.question import with_marks
from dxgraph.errors import DataError
from dxgraph.evidence import Figure, Language, find_figures, parse_figure
from dxgraph.evidence.words import WORDS

_OTHER: Final[dict[Language, Language]] = {"vi": "en", "en": "vi"}
_WORDED: Final = re.compile(r"[^\d\s.,–-]")
_TOP: Final = re.compile(r"\b(?:top|tốp|nhóm)", re.IGNORECASE)


def figures_of(text: str, language: Language) -> list[Figure]:
    """The figures of a text, with the comparators and ranges that stand in the other language.

    >>> [f.comparator for f in figures_of("aims for an index of trên 0,7", "en")]
    ['greater-than']
    """
    own = list(find_figures(with_marks(text, language), language))
    foreign = list(find_figures(text, _OTHER[language]))
    found: list[Figure] = []
    for figure in own:
        other = next((f for f in foreign if _overlap(f, figure)), None)
        if other is None or figure.upper is not None:
            found.append(figure)
        elif other.upper is not None:
            if not found or found[-1] is not other:
                found.append(other)
        elif figure.comparator == "equal" != other.comparator:
            begin, end = min(figure.begin, other.begin), max(figure.end, other.end)
            found.append(replace(figure, comparator=other.comparator, begin=begin, end=end))
        else:
            found.append(figure)
    placed = SAID[language]["told"]["placed"]
    return [
        replace(figure, unit="rank")
        if figure.unit == "count" and re.search(placed, text[: figure.begin], re.IGNORECASE)
        else figure
        for figure in found
    ]


def read_otherwise(text: str, figure: Figure, language: Language) -> tuple[Figure, ...]:
    """A figure whose number may be of the other language, as that reads it: "48,000" is 48 or
    48 thousand, and nothing but what is printed tells which."""
    if "thousands" not in figure.doubts:
        return ()
    return tuple(
        replace(figure, value=other.value, upper=other.upper)
        for other in find_figures(text, _OTHER[language])
        if other.numbers == figure.numbers and other.value != figure.value
    )


def _overlap(one: Figure, other: Figure) -> bool:
    return any(a < d and c < b for a, b in one.numbers for c, d in other.numbers)


def is_quoted(printed: str | None, text: str, figure: Figure) -> bool:
    """Whether a text has the words of a printed figure, all those that its own figure has, and
    perhaps more. A bare number is no words: its unit stands elsewhere."""
    if not printed or not figure.numbers or not _WORDED.search(printed):
        return False
    return any(
        match.start() <= figure.begin and figure.end <= match.end()
        for match in _as_printed(printed).finditer(text)
    )


@lru_cache(maxsize=1024)
def _as_printed(printed: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, printed.split()))
    return re.compile(rf"(?<![\w.,]){words}(?!\w|[.,]\d|\s?%)", re.IGNORECASE)


def says_comparator(statement: Statement) -> bool:
    """Whether the printed words say how the figure compares; it may stand elsewhere in the
    sentence ("at least" before a list)."""
    printed = statement.printed or ""
    for language in _OTHER:
        try:
            if parse_figure(printed, language).comparator != "equal":
                return True
        except DataError:
            pass
    return _worded(printed, statement.comparator)


def _worded(printed: str, comparator: str | None) -> bool:
    if comparator == "within-top":
        return _TOP.search(printed) is not None
    said = printed.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(phrase)}(?:ed|s|ing)?(?!\w)", said)
        for words in WORDS.values()
        for phrase, slug in words.before.items()
        if slug == comparator
    )
