"""Why a query has no answer: its deadline, or how the worker that was at it ended."""

from __future__ import annotations

import signal

from dxgraph.engine.pool.worker import OUT_OF_MEMORY, out_of_memory, too_deep
from dxgraph.errors import DeadlineExceeded, DxgraphError, WorkerLost
from dxgraph.messages import at_limit, message

_SIGNALS = {-number: number.name for number in signal.Signals}
"""The signals of this system, by the exit code of what they end."""


def deadline_exceeded(timeout_s: float) -> DeadlineExceeded:
    return at_limit(DeadlineExceeded, "query-too-slow", "timeout_s", timeout_s)


def cause(exit_code: int | None, timeout_s: float, memory_mb: int) -> DxgraphError:
    """Why a worker ended in the middle of a query."""
    # Oxigraph aborts when memory is refused to it, and overflows its stack where it recurses.
    ended_by = _SIGNALS.get(exit_code or 0, "")
    if exit_code == OUT_OF_MEMORY or ended_by == "SIGABRT":
        return out_of_memory(memory_mb)
    if ended_by in ("SIGSEGV", "SIGBUS"):
        return too_deep()
    if ended_by == "SIGALRM":
        return deadline_exceeded(timeout_s)
    number = -exit_code if exit_code is not None and exit_code < 0 else None
    told = message("ended-by-signal", signal=number) if number else message("ended-from-outside")
    return WorkerLost(told, signal=number)
