"""Words that may be left out of a question wherever they stand, next to what is counted too: the
lists of the files. What may stand there and what must not is said in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxgraph.asking.words import CALLED, SAID
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
    return word in LIGHT[language] or (plain and language == "vi" and word in _LIGHT_PLAIN)
