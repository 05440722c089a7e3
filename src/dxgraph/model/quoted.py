"""The language of what is quoted: figures stand on pages as they are printed, in whatever language
the page that prints them has. Its source does not settle it, for of a figure that several pages
print one wording is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from dxgraph.files import own

_LETTERS: Final = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    # Decomposed: horn, hook above, dot below and breve; a tone above a circumflex.
    "vi": re.compile("[đ\u031b\u0309\u0323\u0306]|\u0302[\u0300\u0301\u0303]"),
}
"""Letters that of these languages only one has, the Japanese before those it shares."""
_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words) for language, words in own(__package__, "quoted.yaml").items()
}


@lru_cache(maxsize=4096)
def language_of(printed: str) -> str:
    """The language of printed words as BCP 47 writes it; Vietnamese, as most sources are, where
    nothing in them tells another one, as in "40% GRDP".

    >>> language_of("khoảng 35% GRDP"), language_of("over 90%"), language_of("au moins 3 %")
    ('vi', 'en', 'fr')
    """
    apart = unicodedata.normalize("NFD", printed.lower())
    for language, letters in _LETTERS.items():
        if letters.search(apart if language == "vi" else printed):
            return language
    words = set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", printed.lower())))
    found = max(_WORDS, key=lambda language: len(words & _WORDS[language]))
    return found if words & _WORDS[found] else "vi"
