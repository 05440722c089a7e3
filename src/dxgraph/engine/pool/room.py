"""Room for small queries beside long ones: a processor that these leave free.

Who wakes while a long query runs waits for the end of a turn, also where that query gives way: the
scheduler looks at a tick, 4 ms apart, whose turn it is, and what it calls fair lets the one that
answers wait as often as not (Linux 6.18, by its own trace). Only a processor on which no long query
runs is there at once. So while small queries come, those that give way share the others; when none
come any more they have all of them again. Nothing holds the service on the processor that is left:
the scheduler moves what wakes to one that is free, so that which one is left is no matter. Small
queries are those that reach the pool, each noticed when it comes, and those that others answer
(:mod:`dxgraph.web.front`), of whom is asked from time to time how many they were.
"""

from __future__ import annotations

import contextlib
import math
import os
import time
from collections.abc import Callable, Iterable
from typing import Final, Protocol

_EXPECTED_S: Final = 0.05
"""Small queries come one after the other where they are no further apart."""


class Process(Protocol):
    """What evaluates a query."""

    pid: int
    gone: bool
    """Whether it has ended: its number may be another's."""


class Room:
    """Which processors the queries that give way may use. `elsewhere` says how many small queries
    others have answered so far."""

    def __init__(self, elsewhere: Callable[[], int] = lambda: 0) -> None:
        self._elsewhere = elsewhere
        self._counted = 0
        self._counted_at = -math.inf
        self._come_elsewhere = False
        self._asked_at = -_EXPECTED_S
        self._spread: set[Process] = set()
        """Those that give way and use every processor."""
        self._confined: set[Process] = set()

    def asked(self) -> None:
        """A small query has come."""
        before, self._asked_at = self._asked_at, time.monotonic()
        if self._spread and self._asked_at - before < _EXPECTED_S:
            for process in tuple(self._spread):
                self._confine(process)

    def gives_way(self, process: Process) -> None:
        """Its query has run for long and gives way; to be said again from time to time."""
        if time.monotonic() - self._asked_at < _EXPECTED_S or self._asked_elsewhere():
            self._confine(process)
        else:
            self._spread.add(process)
            if process in self._confined:
                self._confined.discard(process)
                _use(process, os.sched_getaffinity(0))

    def over(self, process: Process) -> None:
        """It has ended, or is about to: who gave way answers no other query."""
        self._spread.discard(process)
        self._confined.discard(process)

    def _asked_elsewhere(self) -> bool:
        """Whether others have been asked small queries one after the other since last looked."""
        now = time.monotonic()
        since_s = now - self._counted_at
        if since_s >= _EXPECTED_S:
            before, self._counted = self._counted, self._elsewhere()
            self._come_elsewhere = (self._counted - before) * _EXPECTED_S > since_s
            self._counted_at = now
        return self._come_elsewhere

    def _confine(self, process: Process) -> None:
        others = sorted(os.sched_getaffinity(0))[1:]
        if not others:
            return  # it is the only one
        self._spread.discard(process)
        if process not in self._confined:
            self._confined.add(process)
            _use(process, others)


def _use(process: Process, processors: Iterable[int]) -> None:
    if not process.gone:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(process.pid, processors)
