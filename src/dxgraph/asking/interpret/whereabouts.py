"""Where an area is since it was merged, or of which it was formed, in whichever words.

A question is one of these where all its words beside the name of one area are known to ask nothing
else: they stand in the files of words, as does what says that its place is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret.makers_of_things import merged
from dxgraph.asking.language import cues, words
from dxgraph.asking.language.names import words_of
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading
from dxgraph.evidence import Language

_SAID: Final[Mapping[Language, Mapping[str, Any]]] = {
    language: said["whereabouts"] for language, said in words.SAID.items()
}


def asked(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The reading of a question that asks for the place of one merged area alone; none of any
    other."""
    changed = len(found.areas) == 1 and any(
        area in lexicon.successors or lexicon.predecessors(area) for area in found.areas[0]
    )
    if not changed or {cues.REASON, cues.OTHERWISE} & found.cues.keys():
        return []
    text = f" {_spelled(found.asked)} "
    for part in found.parts:
        if part.kind == "area":
            text = text.replace(f" {_spelled(part.text)} ", " ", 1)
    known, asks, about, never = _known(found.language, plain=found.asked.isascii())
    alone = known.issuperset(text.split()) and not never.search(text)
    if not (alone and asks.search(text) and about.search(text)):
        return []
    try:
        return merged(found, lexicon)
    except Lacking:
        return []


def _spelled(text: str) -> str:
    return " ".join(word.marked for word in words_of(text))


@cache
def _known(
    language: Language, *, plain: bool
) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The words that such a question may have; what asks, what says after what, and what says that
    it is another one. Without marks for a text that has none."""
    said = {
        name: words.without_marks(text) if plain else text for name, text in _SAID[language].items()
    }
    asks, about, never = (
        re.compile(rf"\b(?:{said[name].replace(' |', '|')})\b")
        for name in ("asks", "about", "never")
    )
    return frozenset(said["words"].split()), asks, about, never
