"""How far something long is, in a line of standard error."""

from __future__ import annotations

import sys
import time
from typing import Final, TextIO

_WIDTH: Final = 24
_QUIET_S: Final = 2.0
"""What is over so soon is not spoken of."""
_OFTEN_S: Final = 0.2
_SELDOM_S: Final = 30.0
"""How often a line is written where it cannot be written over: into a log."""


class Progress:
    """A bar on a terminal; elsewhere a line now and then, and one for each new step."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._bar = self._stream.isatty()
        self._said_at = time.monotonic() + _QUIET_S - self._pause
        self._step = ""
        self._shown = False

    @property
    def _pause(self) -> float:
        return _OFTEN_S if self._bar else _SELDOM_S

    def tell(self, step: str, done: int, of: int = 0, detail: str = "") -> None:
        """Say that of a step so much is done; of how much is not known where `of` is 0."""
        now = time.monotonic()
        anew = step != self._step and self._shown
        if not anew and now - self._said_at < self._pause:
            return
        if anew and self._bar:
            print(file=self._stream)
        self._said_at, self._step, self._shown = now, step, True
        line = f"{step} {_bar(done, of)} {detail or f'{done:,}'}"
        print(
            f"\r{line:<78}" if self._bar else f"dxgraph: {line}",
            end="" if self._bar else "\n",
            file=self._stream,
            flush=True,
        )

    def end(self) -> None:
        """Nothing is written over any more."""
        if self._shown and self._bar:
            print(file=self._stream, flush=True)


def _bar(done: int, of: int) -> str:
    if of <= 0:
        return "…"
    share = min(done / of, 1.0)
    full = int(share * _WIDTH)
    return f"[{'#' * full}{'-' * (_WIDTH - full)}] {share:4.0%}"
