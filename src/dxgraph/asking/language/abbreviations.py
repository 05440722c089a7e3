"""Abbreviations of Vietnamese administration, written out as the names of the graph are."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dxgraph.asking.language.words import CALLED, without_marks
from dxgraph.search import fold

_LONG: Final[dict[str, str]] = CALLED["abbreviations"]
_KINDS: Final[dict[str, str]] = CALLED["kinds"]
"""Kinds of documents, before a number."""
_NUMBERED: Final = re.compile(
    r"\b((?:nghị|nghi) (?:quyết|quyet)|(?:quyết|quyet) (?:định|dinh)|(?:kế|ke) (?:hoạch|hoach)"
    r"|(?:văn|van) (?:bản|ban)|resolution|decision|plan) (?:số|so|no\.?|number) (?=\d)",
    re.IGNORECASE,
)
"""The word for "number" between a kind and its number: "Nghị quyết số 09"."""
_CHAT: Final = {short: long for long, shorts in CALLED["chat"].items() for short in shorts}
"""What is typed in chats, in lower case: "BN" may be a province."""
_CHATTED: Final = re.compile(
    r"(?<![\w/.-])"
    rf"(?:{'|'.join(sorted(map(re.escape, _CHAT), key=len, reverse=True))})"
    r"(?![\w/]|-\w)"
)
_AGED: Final = re.compile(r"(?<=\d)t(?=\s)")
""""15t": of age."""


def chatted(text: str) -> str:
    """A text with what is typed in chats written out.

    >>> chatted("ng dan tu 15t bn %")
    'nguoi dan tu 15 tuoi bao nhieu %'
    """
    plain = text.isascii()

    def long(match: re.Match[str]) -> str:
        return fold(_CHAT[match[0]]) if plain else _CHAT[match[0]]

    return _AGED.sub(" tuoi" if plain else " tuổi", _CHATTED.sub(long, text))


_BEHIND_A_KIND: Final = (
    "nào|nao|này|nay|đó|đại hội|dai hoi|của|cua|hành động|hanh dong|số|so|CĐS|CDS|chuyển đổi"
    "|chuyen doi|phát triển|phat trien|triển khai|trien khai"
)


@cache
def _forms() -> dict[str, str]:
    """By the abbreviation in lower case: with its own letters, or typed without marks."""
    found = {short.lower(): long for short, long in {**_LONG, **_KINDS}.items()}
    for short, long in {**_LONG, **_KINDS}.items():
        found.setdefault(fold(short), fold(long))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    def either(names: dict[str, str]) -> str:
        forms = {*names, *(fold(name) for name in names)}
        return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))

    # "50/KH-UBND" is the number of a document.
    return re.compile(
        rf"(?<![\w/-])(?:(?:{either(_LONG)})(?![\w/]|-\w)"
        rf"|(?:{either(_KINDS)})(?=\s*\d|\s+(?:{_BEHIND_A_KIND})\b))",
        re.IGNORECASE,
    )


def expanded(text: str) -> str:
    """A text with its abbreviations written out; without marks where it is typed so.

    >>> expanded("Tỷ lệ TTHC theo QĐ 749")
    'Tỷ lệ thủ tục hành chính theo Quyết định 749'
    >>> expanded("ty le DVC cua 50/KH-UBND")
    'ty le dich vu cong cua 50/KH-UBND'
    """
    plain = text.isascii()

    def long(match: re.Match[str]) -> str:
        whole = _forms()[match[0].lower()]
        if text[match.end() : match.end() + 1].isdigit():
            whole += " "  # "NQ57"
        return without_marks(whole.lower()) if plain else whole

    return _NUMBERED.sub(r"\1 ", _pattern().sub(long, text))
