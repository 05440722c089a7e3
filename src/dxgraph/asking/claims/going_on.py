"""Whether a sentence that takes its place or its year from those before can speak of nothing else.

Every word must be one of what is counted, of promising or reaching, a link, or a year, a level or a
document: the lists `going-on` of the files. Any other may be somebody else ("the whole delta"),
another time ("halfway") or a part of those who are counted ("pensioners"), and leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dxgraph.asking.claims.claim_names import says
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues
from dxgraph.asking.language.fillers import of_a_dictionary
from dxgraph.asking.language.names import Word
from dxgraph.asking.language.words import word_sets
from dxgraph.asking.understand.understanding import taken_words
from dxgraph.evidence import Language

_KINDS: Final = ("links", "promising", "reaching", "figures")
_SAYING: Final = [word_sets("going-on", kind) for kind in _KINDS]
_OF_TIME: Final = word_sets("going-on", "time")
_TAKEN: Final = frozenset(
    {
        *("area", "year", "level", "document", "figure", "count"),
        *(cues.PROMISE, cues.SHARE, cues.NUMBER, cues.RANKED),
        *(cues.AMONG_63, cues.AMONG_34),
    }
)
_TAKEN_IN_TIME: Final = frozenset({"day", cues.RESULT, cues.NATIONAL})
_NATION: Final = re.compile(r"\bGDP\b")


def speaks_of_nothing_else(
    text: str,
    indicators: Sequence[str],
    lexicon: Lexicon,
    language: Language,
    *,
    timeless: bool,
) -> bool:
    """Whether each word of a text can only be said of what was spoken of. `timeless` asks that none
    is of a time either."""
    words = taken_words(text, lexicon)
    if _NATION.search(text) or _names(words, text):
        return False
    saying = frozenset().union(*(said[language] for said in _SAYING))
    saying = saying if timeless else saying | _OF_TIME[language]
    taken = _TAKEN if timeless else _TAKEN | _TAKEN_IN_TIME
    return all(
        kind in taken
        or any(says(indicator, word, lexicon, language) for indicator in indicators)
        or not saying.isdisjoint(
            of_a_dictionary(word.marked) if language == "en" else (word.marked,)
        )
        for word, kind in words
    )


def _names(words: Sequence[tuple[Word, str | None]], text: str) -> bool:
    """Whether two words that begin with capitals stand together and are nothing of the graph: "Kỳ
    Anh", "Trung Quốc"."""
    before = False
    for word, kind in words:
        title = text[word.begin : word.end].istitle() and kind not in _TAKEN
        if title and before:
            return True
        before = title
    return False
