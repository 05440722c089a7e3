"""Where words stand in a text: each pattern is looked for once, whoever asks where.

A sentence may have thousands of figures, and each asks what stands before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something of a text that begins at a place."""

    @property
    def begin(self) -> int: ...


T = TypeVar("T", bound=Placed)


def between(items: Sequence[T], begin: int, end: int) -> Sequence[T]:
    """Those of the items, which stand in their order, that begin between two places."""
    first = bisect_left(items, begin, key=lambda item: item.begin)
    last = bisect_left(items, end, key=lambda item: item.begin)
    return items[first:last]


class Found:
    """The places of patterns in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[re.Pattern[str], tuple[list[int], list[int]]] = {}

    def within(self, pattern: re.Pattern[str], begin: int, end: int) -> bool:
        """Whether words that the pattern matches stand between two places."""
        begins, ends = self._of(pattern)
        number = bisect_left(begins, begin)
        if number < len(begins) and ends[number] <= end:
            return True
        cut = number < len(begins) and begins[number] < end
        if number and ends[number - 1] > begin:  # what is found may hide what begins inside it
            return pattern.search(self._text, begin, end) is not None
        return cut and pattern.search(self._text, begins[number], end) is not None

    def _of(self, pattern: re.Pattern[str]) -> tuple[list[int], list[int]]:
        if pattern not in self._places:
            places = [match.span() for match in pattern.finditer(self._text)]
            self._places[pattern] = ([at for at, _ in places], [at for _, at in places])
        return self._places[pattern]
