"""What makes a claim's figure that of something else than of what its sentence names.

A part of the province, the province before or after a merger, another measure, other holders,
another set of places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret.another import heard
from dxgraph.asking.language import words
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.understand import holders
from dxgraph.evidence import Figure, Language

_PATTERNS: Final = tuple(
    {name: said.replace(" ", r"\s") for name, said in each["something-else"].items()}
    for each in words.SAID.values()
)
"""The patterns of each language."""


def _in_any_language(pattern: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern.format_map(each) for each in _PATTERNS), re.IGNORECASE)


_BEFORE: Final = _in_any_language(r"\b{before-merger}{merging}")
_SINCE: Final = _in_any_language(r"\b{since-merger}{merging}")
_WITHIN: Final = _in_any_language(r"\($|(?<=\s){within}$")
"""Words between a place and the area in which it lies."""
_OF_SOME: Final = _in_any_language("{of-some}")
"""Among whom a rank is held, where these are not all."""
_DONE_WITH: Final = _in_any_language("{done-with}$")
"""Verbs before a count that is of those to whom it is done."""
_OF_MONEY: Final = _in_any_language("{of-money}")
"""Behind a share: another whole."""
_OF_THE_AREA: Final = frozenset(
    word for said in words.SAID.values() for word in said["holders"]["of-an-area"].split()
)
"""Words, folded, of what an area has that is no place in it."""


def areas_meant(
    text: str, before: str, areas: tuple[str, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    """The areas that a sentence means; `before` is what stands before their name. None where it
    speaks of a place within them."""
    if (within := _WITHIN.search(before)) and _is_place(before[: within.start()]):
        return ()
    if _BEFORE.search(text):
        return tuple(area for area in areas if area in lexicon.successors)
    if _SINCE.search(text):
        return tuple(area for area in areas if area not in lexicon.successors)
    return areas


def _is_place(text: str) -> bool:
    """Whether a text ends with a name of two words or more: "Hạ Long", "Huyện Cô Tô"."""
    name: list[str] = []
    for word in reversed(words_of(text)):
        if not text[word.begin : word.end].istitle() or not word.folded.isalpha():
            break
        name.append(word.folded)
    return len(name) > 1 and _OF_THE_AREA.isdisjoint(name)


def is_another(
    text: str,
    pairs: Sequence[tuple[Word, str | None]],
    figure: Figure,
    indicator: str,
    lexicon: Lexicon,
    language: Language,
) -> bool:
    """Whether a figure is not the one of the indicator whose name its sentence holds. `pairs` are
    its words, each with by what it was taken."""
    unit = lexicon.units.get(indicator)
    plain = language == "vi" and text.isascii()
    return bool(
        holders.inverted(text, language)
        or holders.strange(pairs, indicator, lexicon, language, plain=plain)
        or (unit == "rank" and _OF_SOME.search(text))
        or (unit == "count" and _DONE_WITH.search(text[: figure.begin]))
        or (unit == "percent" and _OF_MONEY.match(text, figure.end))
        or (unit == "percent" and _is_of_places(text[figure.end :], indicator, lexicon))
    )


def _is_of_places(behind: str, indicator: str, lexicon: Lexicon) -> bool:
    """Whether a share is one of places that the indicator does not count: "60% of its communes"."""
    said = heard("of-places", behind)
    return (
        behind.startswith(said)
        and bool(said)
        and not lexicon.has_word(indicator, words_of(said)[-1])
    )
