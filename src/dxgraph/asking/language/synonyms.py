"""Words that say the same of what is counted: of each group one stands for all.

A question that names nothing by the words of the graph is read once more with these, and every name
of an indicator is known with them too: "công ty" and "doanh nghiệp", "digitisation of archives" and
"archives digitised". The groups stand in ``synonyms.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from dxgraph import files
from dxgraph.asking.language.words import without_marks
from dxgraph.evidence import Language

_GROUPS: Final[Mapping[Language, Mapping[str, Sequence[str]]]] = files.own(
    __package__, "synonyms.yaml"
)
_ELECTRONIC: Final = re.compile(r"(?<![\w-])e-(?!commerce|government)(?=[a-z])", re.IGNORECASE)
_AMERICAN: Final = re.compile(r"(?<=[a-z]{2}i)z(?=(?:e|ed|es|ing|ation)\b)")


@cache
def _standing(language: Language, plain: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds such words, the longest first, and by each the one that stands for it. Without
    marks a syllable alone may be many others."""
    one_for: dict[str, str] = {}
    for one, others in _GROUPS[language].items():
        for said in (one, *others):
            key = said.lower()
            if not plain:
                one_for.setdefault(key, one)
            elif " " in key or key.isascii():
                one_for.setdefault(without_marks(key), without_marks(one.lower()))
    longest = sorted(map(re.escape, one_for), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])", re.IGNORECASE), one_for


def in_one_word(text: str, language: Language) -> tuple[str, list[str]]:
    """A text with the word of each group that stands for all of it, and those that were put in.

    >>> in_one_word("công ty dùng AI", "vi")
    ('doanh nghiệp sử dụng trí tuệ nhân tạo', ['doanh nghiệp', 'sử dụng', 'trí tuệ nhân tạo'])
    >>> in_one_word("digitization of e-invoices", "en")
    ('digitised electronic invoices', ['digitised'])
    """
    if language == "en":
        text = _AMERICAN.sub("s", _ELECTRONIC.sub("electronic ", text))
    pattern, one_for = _standing(language, language == "vi" and text.isascii())
    put: list[str] = []

    def one(match: re.Match[str]) -> str:
        said = match[0]
        word = one_for[said.lower()]
        # "Điện Biên Phủ" is a town.
        named = said.istitle() and match.start() and word[:1].islower()
        if named or word.lower() == said.lower():
            return said
        put.append(word)
        return word

    return pattern.sub(one, text), put
