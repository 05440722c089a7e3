"""The phrases of questions, by language: which question is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from dxgraph.asking.language import fillers
from dxgraph.asking.language.words import CALLED, SAID, without_marks
from dxgraph.evidence import Language

CUES: Final[Mapping[Language, Mapping[str, Sequence[str]]]] = {
    language: said["cues"] for language, said in SAID.items()
}
"""Phrases that say which question is asked, by language."""

ASIDES: Final[Mapping[Language, Sequence[str]]] = {
    "vi": (*SAID["vi"]["beside"], *fillers.VI),
    "en": (*SAID["en"]["beside"], *fillers.EN),
}
"""Phrases that ask nothing else: manners, "in which words", "by the end of"."""

MARKED_ONLY: Final = frozenset(CALLED["marked-only"])
"""Phrases that without marks are others too: "da dat" is "đã đặt" as well."""

_AS_WRITTEN: Final = frozenset(SAID["vi"]["as-written"])


def match_of(name: str, text: str) -> re.Match[str] | None:
    """Where a text says what a pattern of ``otherwise`` or ``phrases`` has, in either language."""
    return _pattern(name, plain=text.isascii()).search(text)


def matches_of(name: str, text: str) -> Iterator[re.Match[str]]:
    """All places where it does."""
    return _pattern(name, plain=text.isascii()).finditer(text)


def heard(name: str, text: str) -> str:
    """What a text says by such a pattern; nothing where it does not."""
    match = match_of(name, text)
    return match[0] if match else ""


def says(name: str, text: str) -> bool:
    """Whether a text says so, and nothing else."""
    return _pattern(name, plain=text.isascii()).fullmatch(text) is not None


@cache
def _pattern(name: str, *, plain: bool) -> re.Pattern[str]:
    """The pattern of both languages; the Vietnamese one without marks for a text without any."""
    own = {
        language: each if isinstance(each, str) else "|".join(each)
        for language, said in SAID.items()
        if (each := said["phrases"].get(name) or said["otherwise"].get(name))
    }
    if plain and "vi" in own and name not in _AS_WRITTEN:
        own["vi"] = without_marks(own["vi"])
    if not own:
        raise KeyError(name)
    return re.compile("|".join(own.values()).replace(" ", r"\s"), re.IGNORECASE)
