"""A question that asks for two things at once, as the questions that it is made of.

"2030: phủ 5G bao nhiêu, hồ sơ xử lý trực tuyến bao nhiêu?" and "kinh tế số và năng suất lao động
2025 bao nhiêu?": the areas and years that are said once are those of each.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import matches_of
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
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        length = lexicon.whole_names(words, at)
        if length:
            runs.append((words[at].begin, words[at + length - 1].end))
        at += length or 1
    for (first, end), (other, last) in pairwise(runs):
        if _BETWEEN.fullmatch(text[end:other]):
            return [text[:end] + text[last:], text[:first] + text[other:]]
    return []
