"""How one indicator differs from another: what each of the two is, beside the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from dxgraph.asking.language import cues, words
from dxgraph.asking.understand.question import Understood

_ASKED: Final = {"vi": "{} là gì?", "en": "What is {}?"}


@cache
def _patterns(plain: bool) -> list[re.Pattern[str]]:
    """How a question names the two, in either language; without marks for one that has none."""
    said = [*words.SAID["en"]["differ"], *words.SAID["vi"]["differ"]]
    said += map(words.without_marks, words.SAID["vi"]["differ"]) if plain else ()
    return [re.compile(each.replace(" ", r"\s"), re.IGNORECASE) for each in said]


def two_indicators(found: Understood, understand: Callable[[str], Understood]) -> Understood | None:
    """A question how two indicators differ, with both; nothing where it is another question.

    Each half must name one indicator by itself and nothing else: "how does Hanoi differ from …"
    compares figures.
    """
    question = found.question.strip()
    for pattern in _patterns(question.isascii()):
        match = pattern.match(question)
        if not match:
            continue
        halves = [
            understand(_ASKED[found.language].format(match[name].strip(" \"“”'")))
            for name in ("one", "other")
        ]
        if not all(map(_names_one, halves)):
            continue
        one, other = halves
        if one.indicators == other.indicators:
            continue
        found.parts = [part for half in halves for part in half.parts]
        found.cues = {cues.DEFINED: match[0]}
        found.indicators = (*one.indicators, *other.indicators)
        found.partly = one.partly or other.partly
        return found
    return None


def _names_one(half: Understood) -> bool:
    more = half.areas or half.documents or half.years or half.figures or half.levels
    only = half.cues.keys() <= {cues.DEFINED, cues.SHARE, cues.NUMBER}
    return len(half.indicators) == 1 and only and not (half.unknown or more)
