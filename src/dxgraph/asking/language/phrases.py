"""The phrases of questions, by language: which question is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dxgraph.asking.language import fillers
from dxgraph.asking.language.words import CALLED, SAID
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
