"""What makes a claim's figure that of something else than of what its sentence names.

A part of the province, the province before or after a merger, another measure, other holders,
another set of places.
"""

from __future__ import annotations

from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import words
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import heard, match_of
from dxgraph.asking.understand import holders
from dxgraph.asking.understand.mergers import Mergers
from dxgraph.asking.understand.understanding import taken_words
from dxgraph.evidence import Figure, Language

_OF_THE_AREA: Final = words.in_either("holders", "of-an-area")
"""Words, folded, of what an area has that is no place in it."""


def areas_meant(
    before: str, areas: tuple[str, ...], mergers: Mergers, lexicon: Lexicon
) -> tuple[str, ...]:
    """The areas that a sentence means; `before` is what stands before their name. None where it
    speaks of a place within them."""
    if (within := match_of("within", before)) and _is_place(before[: within.start()]):
        return ()
    return mergers.meant(areas, lexicon)


def _is_place(text: str) -> bool:
    """Whether a text ends with a name of two words or more: "Hạ Long", "Huyện Cô Tô"."""
    name: list[str] = []
    for word in reversed(words_of(text)):
        if not text[word.begin : word.end].istitle() or not word.folded.isalpha():
            break
        name.append(word.folded)
    return len(name) > 1 and _OF_THE_AREA.isdisjoint(name)


def is_another(
    text: str, figure: Figure, indicator: str, lexicon: Lexicon, language: Language
) -> bool:
    """Whether a figure is not the one of the indicator whose name its sentence holds."""
    pairs = taken_words(text, lexicon)
    unit = lexicon.units.get(indicator)
    plain = language == "vi" and text.isascii()
    return bool(
        heard("inverted", text)
        or holders.strange(pairs, indicator, lexicon, language, plain=plain)
        or (unit == "rank" and heard("of-some", text))
        or (unit == "count" and heard("done-with", text[: figure.begin]))
        or (unit == "percent" and heard("of-money", text[figure.end :]))
        or (unit == "percent" and _is_of_places(text[figure.end :], indicator, lexicon))
    )


def _is_of_places(behind: str, indicator: str, lexicon: Lexicon) -> bool:
    """Whether a share is one of places that the indicator does not count: "60% of its communes"."""
    said = heard("of-places", behind)
    return bool(said) and not lexicon.has_word(indicator, words_of(said)[-1])
