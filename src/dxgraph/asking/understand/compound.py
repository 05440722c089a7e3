"""A question that asks for two things at once, as the questions that it is made of, or how one
indicator differs from another.

"2030: phủ 5G bao nhiêu, hồ sơ xử lý trực tuyến bao nhiêu?" and "kinh tế số và năng suất lao động
2025 bao nhiêu?": the areas and years that are said once are those of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import matches_of
from dxgraph.asking.language.words import SAID, without_marks
from dxgraph.asking.understand.question import Understood

_MOST: Final = 3
_BETWEEN: Final = re.compile(r"\s?(?:,|;|và|lẫn|cùng|and|as well as|va|lan|cung)\s(?:for\s|the\s)*")


def questions_in(found: Understood, lexicon: Lexicon) -> list[str]:
    """The questions of which one is made; none where it asks for one thing."""
    return _each_asked(found) or _of_two_names(found, lexicon)


def _each_asked(found: Understood) -> list[str]:
    text = found.question
    ends = [match.end() for match in matches_of("asked-first", text)]
    cuts = [0, *ends, len(text)]
    segments = [text[a:b].strip(" ,;") for a, b in pairwise(cuts) if text[a:b].strip(" ,;?.")]
    if not 1 < len(segments) <= _MOST:
        return []
    made = []
    for segment in segments:
        context = [
            part.text
            for kind in ("area", "year")
            for parts in [[p for p in found.parts if p.kind == kind]]
            if not any(part.text in segment for part in parts)
            for part in parts
            if part.text in segments[0]
        ]
        made.append(", ".join((*context, segment)))
    return made


def _of_two_names(found: Understood, lexicon: Lexicon) -> list[str]:
    text, words = found.question, words_of(found.question)
    runs = lexicon.runs_of_names(words)
    spans = [(words[run[0]].begin, words[run[-1]].end) for run in runs]
    for (first, end), (other, last) in pairwise(spans):
        if _BETWEEN.fullmatch(text[end:other]):
            return [text[:end] + text[last:], text[:first] + text[other:]]
    return []


_ASKED: Final = {"vi": "{} là gì?", "en": "What is {}?"}


@cache
def _patterns(plain: bool) -> list[re.Pattern[str]]:
    """How a question names the two, in either language; without marks for one that has none."""
    said = [*SAID["en"]["differ"], *SAID["vi"]["differ"]]
    said += map(without_marks, SAID["vi"]["differ"]) if plain else ()
    return [re.compile(each.replace(" ", r"\s"), re.IGNORECASE) for each in said]


def two_indicators(found: Understood, understand: Callable[[str], Understood]) -> Understood | None:
    """A question how two indicators differ, with both; nothing where it is another question.

    Each half must name one indicator by itself and nothing else: "how does Hanoi differ from …"
    compares figures. What the other is called of the two is left out where that names nothing.
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
        one, other = halves
        if not _names_one(one) or _names_more(other) or one.indicators == other.indicators:
            continue
        if not _names_one(other):
            found.skipped.append(match["other"].strip(" ?"))
            other = Understood(other.question, other.language)
        found.parts = [*one.parts, *other.parts]
        found.cues = {cues.DEFINED: match[0]}
        found.indicators = (*one.indicators, *other.indicators)
        found.partly = one.partly or other.partly
        return found
    return None


def _names_one(half: Understood) -> bool:
    only = half.cues.keys() <= {cues.DEFINED, cues.SHARE, cues.NUMBER}
    return len(half.indicators) == 1 and only and not (half.unknown or _names_more(half))


def _names_more(half: Understood) -> bool:
    """Whether something else than an indicator is named."""
    return any((half.areas, half.documents, half.years, half.figures, half.levels))
