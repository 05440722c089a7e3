"""The words of questions, a file a language: what is passed over, and how people call things.

The names of things are the graph's own (:mod:`dxgraph.asking.graph.lexicon`). A word that is in no
file is weighed: it may turn the question into another one
(:mod:`dxgraph.asking.understand.leftover`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dxgraph import files
from dxgraph.evidence import Language
from dxgraph.search import fold

SAID: Final[Mapping[Language, Mapping[str, Any]]] = {
    "vi": files.own(__package__, "vi.yaml"),
    "en": files.own(__package__, "en.yaml"),
}
"""The words of each language, as its file lists them."""
HARMLESS: Final[Mapping[str, Any]] = files.own(__package__, "harmless.yaml")
"""Words that ask nothing, by language and what they are for, with commas between."""
NEVER_NARROWING: Final = frozenset(HARMLESS["never-narrowing"])
"""What such words are for that do not say which of several things is counted, wherever they
stand."""
CALLED: Final[Mapping[str, Any]] = files.own(__package__, "called.yaml")
"""How people call things, as that file lists them."""


def _under(path: Sequence[str]) -> Mapping[Language, Any]:
    """What the file of each language has under these names, one within the other."""
    found = dict(SAID)
    for name in path:
        found = {language: said[name] for language, said in found.items()}
    return found


def word_sets(*path: str) -> Mapping[Language, frozenset[str]]:
    """Single words that the file of each language lists with blanks between."""
    return {language: frozenset(said.split()) for language, said in _under(path).items()}


def in_either(*path: str) -> frozenset[str]:
    """The same of both languages together."""
    return frozenset().union(*word_sets(*path).values())


def patterns(
    *path: str, form: str = "{}", verbose: bool = False
) -> Mapping[Language, re.Pattern[str]]:
    """The pattern of each language; `form` is what it is a part of, `verbose` says that it has
    blanks for the eye."""
    flags = re.IGNORECASE | re.VERBOSE if verbose else re.IGNORECASE
    return {
        language: re.compile(form.format(said), flags) for language, said in _under(path).items()
    }


def texts(section: str) -> Mapping[str, Mapping[Language, str]]:
    """What is said to the asker, by slug and language, as the files have it in a section."""
    return {
        slug: {language: said["said"][section][slug] for language, said in SAID.items()}
        for slug in SAID["vi"]["said"][section]
    }


VERBS: Final = frozenset(CALLED["verbs"])
"""Words, folded, between what a share is of and what is counted: "sử dụng", "using"."""

ASIDE: Final = "beside"
"""By what a phrase is taken that asks nothing."""

SPOKEN: Final[Mapping[str, Sequence[str]]] = CALLED["indicators"]
"""How people call the things that are counted, by the slug of the indicator."""

BY_NAMES: Final[Mapping[str, Sequence[str]]] = CALLED["areas"]
"""By-names of areas, by the last part of the IRI; they are taken with their marks alone."""

ALIKE: Final[Sequence[tuple[str, Sequence[str]]]] = [
    pair for parts in CALLED["alike"] for pair in parts.items()
]
"""Parts of names, in lower case, and what people say for them: other forms of a name."""

UNITS_SAID: Final[Mapping[str, str]] = {
    said: slug for slug, words in CALLED["units"].items() for said in words
}
"""What people call a unit, folded and in the singular, by its slug."""

MONTHS: Final[Sequence[str]] = SAID["en"]["months"]
"""The English names of the months, in lower case."""

HOW_MANY: Final = frozenset(CALLED["how-many"])
"""What asks for a count where what is counted stands behind it, folded."""

COUNTED: Final = frozenset(CALLED["counted"])
"""The first words of what there may be many of, folded and in the singular."""

LEVELS_SHORT: Final[Mapping[str, Sequence[str]]] = CALLED["levels"]
"""What people say for a level, by the last part of its IRI."""

QUALIFIERS: Final = frozenset(CALLED["qualifiers"])
"""Words beside another that make it another thing, folded: "doanh nghiệp số", "smart cities". A
name of which such a word is left out beside a word that is said was not meant."""

DENIALS: Final = frozenset(CALLED["denials"])
"""Words, folded, by which a name says what is not so."""

STOP: Final[Mapping[Language, Sequence[str]]] = {
    language: said["stop"] for language, said in SAID.items()
}
"""Words that are passed over, in questions and in names alike."""

HAVING: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(said["having"]) for language, said in SAID.items()
}
"""Words behind which a name of a share says what is counted: before them stands of what it is a
share. "dân số trưởng thành" names no share of the adults."""

OPTIONAL: Final = frozenset(CALLED["optional"])
"""Words that tell some names apart ("số thuê bao") and say nothing elsewhere ("số liệu nào")."""

_AS_TYPED_ONLY: Final = frozenset(CALLED["as-typed-only"])
"""Vietnamese stop words whose letters without marks are other words too: "tử", "cơ", "cũng"."""

MAYBE: Final = frozenset(fold(word) for word in _AS_TYPED_ONLY) - {"ai"}
"""Words without marks that no name needs to have, since with marks they may be passed over: "có"
and "cơ", "từ" and "tử", "khoản" of "tài khoản"."""


def marked(word: str) -> str:
    """A word in lower case and Normalization Form C, with its marks."""
    return unicodedata.normalize("NFC", word.casefold())


def without_marks(text: str) -> str:
    """A text in lower case, or a pattern, as it is typed without marks."""
    apart = unicodedata.normalize("NFD", text).replace("đ", "d")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def is_plain(word: str) -> bool:
    """Whether a word is typed without marks."""
    return fold(word) == marked(word)


_STOP_MARKED: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(map(marked, words)) for language, words in STOP.items()
}
_STOP_PLAIN: Final[Mapping[Language, frozenset[str]]] = {
    "vi": frozenset(fold(word) for word in STOP["vi"] if word not in _AS_TYPED_ONLY),
    "en": frozenset(STOP["en"]),
}


def passed_over(word: str, language: Language) -> bool:
    """Whether a word of a question, or of a name, says nothing by itself.

    A word with marks must be the word itself: "trọng" is passed over, "trống" is not.
    """
    if word in _STOP_MARKED[language]:
        return True
    return is_plain(word) and word in _STOP_PLAIN[language]
