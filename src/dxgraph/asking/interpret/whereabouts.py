"""Where an area is since it was merged, or of which it was formed, in whichever words.

A question is one of these where all its words beside the name of one area are known to ask nothing
else: they stand in the files of words, as does what says that its place is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret.makers_of_things import merged
from dxgraph.asking.language import cues, words
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading
from dxgraph.evidence import Language
from dxgraph.search import fold

_SAID: Final[Mapping[Language, Mapping[str, Any]]] = {
    language: said["whereabouts"] for language, said in words.SAID.items()
}
_WORDS: Final = {language: frozenset(said["words"].split()) for language, said in _SAID.items()}
_ASKS, _ABOUT, _NEVER = (
    {
        language: re.compile(rf"(?:\b|^ )(?:{said[part].replace(' |', '|')})")
        for language, said in _SAID.items()
    }
    for part in ("asks", "about", "never")
)


def asked(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The reading of a question that asks for the place of one merged area alone; none of any
    other."""
    text = f" {fold(found.asked)} "
    for part in found.parts:
        if part.kind == "area":
            text = text.replace(f" {fold(part.text)} ", " ", 1)
    changed = len(found.areas) == 1 and any(
        area in lexicon.successors or lexicon.predecessors(area) for area in found.areas[0]
    )
    said = found.language
    known = _WORDS[said].issuperset(text.split()) and not _NEVER[said].search(text)
    if {cues.REASON, cues.OTHERWISE} & found.cues.keys():
        return []
    if not (known and changed and _ASKS[said].search(text) and _ABOUT[said].search(text)):
        return []
    try:
        return merged(found, lexicon)
    except Lacking:
        return []
