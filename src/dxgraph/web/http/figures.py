"""Plain numbers in memory that the processes that speak HTTP have in common.

Each place is written by one process and read by others: what a front has answered
(:class:`Figures`), and which clients it must leave to the process with the limits
(:class:`Board`). A number takes eight bytes, which are written in one go.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from dxgraph.web.http.cache import AnswerCache
from dxgraph.web.http.request import Call

BOUNDS_S: Final = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

Key = tuple[str, int, str, str]
"""Route, status, outcome and cache of requests that are counted together."""

_PLACES: Final = 64
"""Numbers that a front has, and the board."""
_ENDED, _BYTES, _ANSWERS, _TALLIES = range(4)
_CACHES: Final = ("miss", "hit")


@dataclass(slots=True)
class Tally:
    """Requests with the same labels."""

    seconds: float = 0.0
    bytes: float = 0
    buckets: list[float] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))

    def count(self, size: int, duration_s: float) -> None:
        self.seconds += duration_s
        self.bytes += size
        self.buckets[bisect_left(BOUNDS_S, duration_s)] += 1

    def __add__(self, other: Tally) -> Tally:
        buckets = [one + two for one, two in zip(self.buckets, other.buckets, strict=True)]
        return Tally(self.seconds + other.seconds, self.bytes + other.bytes, buckets)


class Figures:
    """What one front has done."""

    _EACH: Final = 2 + len(BOUNDS_S) + 1

    def __init__(self, numbers: memoryview[float]) -> None:
        self._numbers = numbers
        self.cache: AnswerCache | None = None
        """Of the front itself."""

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None:  # noqa: ARG002
        """Count an answer of a front, which is always one with status 200 at /sparql."""
        numbers = self._numbers
        begin = _TALLIES + _CACHES.index(call.cache) * self._EACH
        numbers[begin] += duration_s
        numbers[begin + 1] += size
        numbers[begin + 2 + bisect_left(BOUNDS_S, duration_s)] += 1
        if self.cache is not None:
            numbers[_BYTES], numbers[_ANSWERS] = self.cache.bytes, len(self.cache)

    def ended(self) -> None:
        """Count a connection that is not the front's any more."""
        self._numbers[_ENDED] += 1

    @property
    def connections_ended(self) -> int:
        return int(self._numbers[_ENDED])

    @property
    def cache_bytes(self) -> int:
        return int(self._numbers[_BYTES])

    @property
    def cache_answers(self) -> int:
        return int(self._numbers[_ANSWERS])

    @property
    def answered(self) -> int:
        return int(sum(sum(tally.buckets) for _, tally in self.tallies()))

    def tallies(self) -> Iterator[tuple[Key, Tally]]:
        """Of each kind of requests that there was."""
        for place, cache in enumerate(_CACHES):
            begin = _TALLIES + place * self._EACH
            seconds, size, *buckets = self._numbers[begin : begin + self._EACH]
            if any(buckets):
                yield ("/sparql", 200, "ok", cache), Tally(seconds, size, buckets)

    def clear(self) -> None:
        """Begin anew, for another front."""
        for place in range(_PLACES):
            self._numbers[place] = 0.0


class Board:
    """The clients that have their share of queries: what they ask is not for fronts."""

    def __init__(self, numbers: memoryview[float]) -> None:
        self._numbers = numbers

    def tell(self, clients: list[str]) -> None:
        """These clients, and no others, have it now."""
        for place, client in enumerate(clients[: _PLACES - 1], 1):
            self._numbers[place] = crc32(client.encode())
        self._numbers[0] = len(clients)

    def full(self, client: str) -> bool:
        """Whether the client has its share, or may have it for all that is known here."""
        count = int(self._numbers[0])
        return count > 0 and (
            count >= _PLACES or crc32(client.encode()) in self._numbers[1 : count + 1].tolist()
        )


class Shared:
    """The memory: a board, and the figures of so many fronts."""

    def __init__(self, descriptor: int, fronts: int) -> None:
        numbers = memoryview(mmap.mmap(descriptor, self.size(fronts))).cast("d")
        self.board = Board(numbers[:_PLACES])
        self.figures = [
            Figures(numbers[_PLACES * number : _PLACES * (number + 1)])
            for number in range(1, fronts + 1)
        ]

    @staticmethod
    def size(fronts: int) -> int:
        return 8 * _PLACES * (fronts + 1)
