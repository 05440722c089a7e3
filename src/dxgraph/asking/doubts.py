"""What makes a claim's figure that of something else than of what its sentence names.

A part of the province, the province before or after a merger, another measure, other holders,
another set of places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dxgraph.asking import holders, words
from dxgraph.asking.lexicon import Lexicon
from dxgraph.asking.names import Word, words_of
from dxgraph.evidence import Figure, Language

_BEFORE: Final = re.compile(
    r"\b(?:trước khi|before)\s(?:được\s|it\s|they\s)?(?:was\s|were\s|being\s)?"
    r"(?:sáp nhập|nhập|hợp nhất|gộp|merg\w+|join\w+|absorb\w+)",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(
    r"\b(?:sau khi|từ khi|kể từ khi|since|after)\s(?:được\s|it\s|they\s)?(?:was\s|were\s|being\s)?"
    r"(?:sáp nhập|nhập|hợp nhất|gộp|merg\w+|join\w+|absorb\w+)",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"(?:\(|(?<=\s)(?:của|ở|tại|thuộc|in|of)\s)(?:tỉnh\s|thành phố\s|the\s)?$"
)
"""Words between a place and the area in which it lies."""
_OF_THE_AREA: Final = frozenset(
    word for said in words.SAID.values() for word in said["holders"]["of-an-area"].split()
)
"""Words, folded, of what an area has that is no place in it."""
_OF_SOME: Final = re.compile(
    r"\btrong\s(?:số\s)?(?:\d+\s|các\s|những\s)(?:thành phố|đô thị|tỉnh(?!,?\s(?:và\s)?thành))"
    r"|\b(?:among|of)\s(?:the\s)?(?:\w+\s)?(?<!and\s)(?:cities|municipalities)\b"
    r"|\bamong\s(?:the\s)?(?:\w+ern|delta|coastal|mountain\w*|highland)\s",
    re.IGNORECASE,
)
"""Among whom a rank is held, where these are not all."""
_DONE_WITH: Final = re.compile(
    r"\b(?:hỗ trợ|đào tạo|khảo sát|kiểm tra|thanh tra|support(?:s|ed|ing)?|train(?:s|ed|ing)?"
    r"|inspect(?:s|ed|ing)?|survey(?:s|ed|ing)?|help(?:s|ed|ing)?)\s(?:được\s|cho\s)?$",
    re.IGNORECASE,
)
"""Verbs before a count that is of those to whom it is done."""
_OF_MONEY: Final = re.compile(
    r"\s*(?:tổng\s)?(?:(?:số\s)?thu\s|nguồn thu\s|chi\s)?ngân sách\b"
    r"|\s*of\s(?:\w+\s){0,3}?(?:budget|revenues?)\b",
    re.IGNORECASE,
)
"""Behind a share: another whole."""


def areas_meant(
    text: str, before: str, areas: tuple[str, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    """The areas that a sentence means; `before` is what stands before their name. None where it
    speaks of a place within them."""
    if (within := _WITHIN.search(before)) and _is_place(before[: within.start()]):
        return ()
    if _BEFORE.search(text):
        return tuple(area for area in areas if area in lexicon.successors)
    if _SINCE.search(text):
        return tuple(area for area in areas if area not in lexicon.successors)
    return areas


def _is_place(text: str) -> bool:
    """Whether a text ends with a name of two words or more: "Hạ Long", "Huyện Cô Tô"."""
    name: list[str] = []
    for word in reversed(words_of(text)):
        if not text[word.begin : word.end].istitle():
            break
        name.append(word.folded)
    return len(name) > 1 and _OF_THE_AREA.isdisjoint(name)


def is_another(
    text: str,
    pairs: Sequence[tuple[Word, str | None]],
    figure: Figure,
    indicator: str,
    lexicon: Lexicon,
    language: Language,
) -> bool:
    """Whether a figure is not the one of the indicator whose name its sentence holds. `pairs` are
    its words, each with by what it was taken."""
    unit = lexicon.units.get(indicator)
    plain = language == "vi" and text.isascii()
    return bool(
        holders.inverted(text, language)
        or holders.strange(pairs, indicator, lexicon, language, plain=plain)
        or (unit == "rank" and _OF_SOME.search(text))
        or (unit == "count" and _DONE_WITH.search(text[: figure.begin]))
        or (unit == "percent" and _OF_MONEY.match(text, figure.end))
    )
