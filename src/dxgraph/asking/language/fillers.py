"""Words that may be left out of a question wherever they stand, next to what is counted too: the
lists of the files. What may stand there and what must not is said in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dxgraph.asking.language.words import CALLED, SAID
from dxgraph.evidence import Language
from dxgraph.search import fold

VI: Final = tuple(word for words in SAID["vi"]["fillers"].values() for word in words)
EN: Final = tuple(word for words in SAID["en"]["fillers"].values() for word in words)
LIGHT: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(" ".join(said["light"].values()).split()) for language, said in SAID.items()
}
"""Single words that neither name nor narrow what is counted."""
_LIGHT_PLAIN: Final = frozenset(map(fold, LIGHT["vi"])) - {*CALLED["heavy-without-marks"].split()}


def is_light(word: str, language: Language, *, plain: bool) -> bool:
    """Whether a word, in lower case, asks nothing more wherever it stands: it may be of a name.

    `plain` says that the whole question is typed without marks.
    """
    if language == "en":
        return not LIGHT["en"].isdisjoint(of_a_dictionary(word))
    return word in LIGHT["vi"] or (plain and word in _LIGHT_PLAIN)


_ENDINGS: Final = (
    *(("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", "")),
    *(("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
)
"""The endings of English forms, each with what a dictionary has for it."""
_LEAST: Final = 2


def of_a_dictionary(word: str) -> Iterator[str]:
    """A word, and the words of a dictionary of which it may be a form: "pledging" of "pledge".

    >>> list(of_a_dictionary("committed"))
    ['committed', 'committ', 'committe', 'commit']
    """
    yield word
    for ending, own in _ENDINGS:
        if word.endswith(ending) and len(stem := word.removesuffix(ending)) >= _LEAST:
            yield stem + own
            if ending in ("ed", "ing") and not own and stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
