"""The phrases of questions, a table a language: which question is asked.

The names of things are the graph's own (:mod:`dxgraph.asking.lexicon`); the words that are passed
over stand in :mod:`dxgraph.asking.words`.
"""

from collections.abc import Mapping
from typing import Final

from dxgraph.asking import fillers, phrases_beside, phrases_things
from dxgraph.asking.phrases_en import EN
from dxgraph.asking.phrases_vi import VI
from dxgraph.evidence import Language

CUES: Final[Mapping[Language, Mapping[str, tuple[str, ...]]]] = {
    "vi": {**VI, **phrases_things.VI},
    "en": {**EN, **phrases_things.EN},
}
"""Phrases that say which question is asked, by language."""

ASIDES: Final[Mapping[Language, tuple[str, ...]]] = {
    "vi": (*phrases_beside.VI, *fillers.VI),
    "en": (*phrases_beside.EN, *fillers.EN),
}
"""Phrases that ask nothing else: manners, "in which words", "by the end of"."""

MARKED_ONLY: Final = frozenset(
    {
        *("đã đạt", "đã đạt được", "đạt mục tiêu", "đạt chỉ tiêu", "đã đạt mục tiêu"),
        *("đội sổ", "đứng đội sổ", "có đạt hay không", "đạt hay không", "có đạt không"),
        *("đạt hay chưa", "chót", "bét", "dạ", "thưa", "ạ"),
        *("đã đạt chỉ tiêu", "chưa đạt", "không đạt", "chưa đạt mục tiêu", "không đạt mục tiêu"),
    }
)
"""Phrases that without marks are others too: "da dat" is "đã đặt" as well."""
