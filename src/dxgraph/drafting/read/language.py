"""Which language a text is in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from dxgraph.evidence import Language
from dxgraph.files import own

_DIACRITICS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
MARKED = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
"""Letters that hardly a language has but Vietnamese; French has â, ê and ô too."""
_SAID = own(__package__, "languages.yaml")
_WORDS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(words.split()) for name, words in _SAID["words"].items()
}
_VIETNAMESE, _ENGLISH = "Vietnamese", "English"
_SCRIPTS: Final[Mapping[str, str]] = _SAID["scripts"]
_ENOUGH = 12
"""Fewer words say nothing of a language."""
_SMALL = 3
"""Fewer small words of a language may be of any other."""


def detect(text: str) -> Language:
    """Vietnamese, unless hardly a letter is one that only Vietnamese has."""
    sample = text[:20_000]
    letters = sum(letter.isalpha() for letter in sample)
    return "en" if letters and len(_DIACRITICS.findall(sample)) < 0.04 * letters else "vi"


def vietnamese(text: str) -> bool:
    """Whether a text has the letters and the small words of Vietnamese."""
    letters = sum(letter.isalpha() for letter in text)
    marked = len(MARKED.findall(text))
    if not letters or marked < 0.03 * letters:
        return False
    strange = len(re.findall(r"[^\W\d_][^\w\s.,;:!?()/%\"'“”‘’-][^\W\d_]", text))
    if strange > 0.2 * marked:
        return False  # signs inside words: not letters, whatever they look like
    words = _words(text)
    return len(words) < _ENOUGH or _share(words, _VIETNAMESE) > 0.02


def foreign(text: str) -> str | None:
    """The name of the language of a text that is neither Vietnamese nor English, or "Vietnamese
    without marks"; None when the text can be read, or is too short to tell."""
    sample = text[:20_000]
    letters = [letter for letter in sample if letter.isalpha()]
    if vietnamese(sample) or not letters:
        return None
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    if len(letters) >= 20 and latin < 0.6 * len(letters):
        names = [unicodedata.name(letter, "") for letter in letters[:2000]]
        counts = [
            (sum(name.startswith(script) for name in names), said)
            for script, said in _SCRIPTS.items()
        ]
        kana = sum(count for count, said in counts if said == "Japanese")
        count, said = max(counts)
        return "Japanese" if kana > 0.05 * len(names) else said if count else "another script"
    words = _words(sample)
    if len(words) < _ENOUGH:
        return None
    english = _share(words, _ENGLISH)
    best = max(
        _WORDS.keys() - {_VIETNAMESE, _ENGLISH}, key=lambda name: (_share(words, name), name)
    )
    share = _share(words, best)
    small = len(_WORDS[best].intersection(words))
    if share < 0.1 or share <= 1.2 * english or small < _SMALL:
        return None
    return best


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _share(words: list[str], name: str) -> float:
    """How many of the words are small words of a language."""
    return sum(word in _WORDS[name] for word in words) / len(words)
