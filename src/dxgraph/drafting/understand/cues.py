"""The cues of `weighing` that words give: ``cues.yaml`` has the words, and where they stand.

Each cue says what it looks for, in patterns as the files of words write them: what ends right
``before`` a figure, stands ``within`` what is before it, begins its sentence (``begins``), begins
with it (``at``), or stands right ``behind`` it; where it says several, all have to hold. What is
before goes from the beginning ``of`` the clause, the piece or the sentence, and no further than
``reach`` code points, to the figure, or where ``number`` is said to its number. ``unit`` and
``compared`` bound the figures that have it, ``split`` gives counts a cue of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import pattern_of
from dxgraph.drafting.understand.figure_words import Reading
from dxgraph.evidence import Figure
from dxgraph.files import own


def begins(figure: Figure) -> int:
    """Where the number of a figure begins, without the comparator's words."""
    return figure.numbers[0][0] if figure.numbers else figure.begin


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of words, as `cues.yaml` has it."""

    name: str
    patterns: dict[str, re.Pattern[str]]
    of: str = "clause"
    reach: int | None = None
    number: bool = False
    split: bool = False
    unit: str | None = None
    compared: tuple[str, ...] = field(default=())

    def holds(self, text: str, found: Found, sentence: Sentence, reading: Reading) -> bool:
        """Whether a figure has the cue."""
        figure = reading.figure
        kind = "count" if figure.unit in ("count", None) else figure.unit
        if (self.unit and self.unit != kind) or (
            self.compared and figure.comparator not in self.compared
        ):
            return False
        end = begins(figure) if self.number else figure.begin
        of = {"clause": reading.clause[0], "piece": reading.piece[0]}
        begin = max(of.get(self.of, sentence.begin), end - (self.reach or end))
        for where, pattern in self.patterns.items():
            if where == "within":
                held = found.within(pattern, begin, end)
            elif where == "before":
                held = pattern.search(text[begin:end]) is not None
            elif where == "begins":
                held = pattern.match(text, sentence.begin, end) is not None
            else:
                held = (
                    pattern.match(text, figure.begin if where == "at" else figure.end) is not None
                )
            if not held:
                return False
        return True


_WHERE = ("before", "within", "begins", "at", "behind")


def _cue(name: str, said: dict[str, Any]) -> Cue:
    patterns = {where: pattern_of(said.pop(where), {}) for where in _WHERE if where in said}
    return Cue(name, patterns, **{**said, "compared": tuple(said.get("compared", ()))})


CUES = tuple(_cue(name, said) for name, said in own(__package__, "cues.yaml").items())

_BY_NAME = {cue.name: cue for cue in CUES}
RISES_TO, ASSIGNED = _BY_NAME["rises-to"], _BY_NAME["assigned"]


def said(text: str, found: Found, sentence: Sentence, reading: Reading) -> Iterator[str]:
    """The cues that the words about a figure give, of a kind (``noun:``) the first."""
    kinds = set()
    for cue in CUES:
        kind = cue.name.partition(":")[0]
        if kind == "noun" and kind in kinds:
            continue
        if cue.holds(text, found, sentence, reading):
            kinds.add(kind)
            counted = cue.split and reading.figure.unit in ("count", None)
            yield f"{cue.name}:count" if counted else cue.name
