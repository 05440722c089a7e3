"""The life of a worker: a process that answers one query after another and may die of any.

It imports, holds and knows only what evaluation needs. Whoever started it has made its end of the
socket or the pipes, and bounds what it may take; it ends when that end is closed.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable

import pyoxigraph as ox

from dxgraph.engine.evaluation import Rules, answer
from dxgraph.engine.pool.frames import LENGTHS, Head, frame, from_error, head_of, to_query
from dxgraph.engine.pool.isolation import (
    MemoryLimit,
    alarm,
    no_core_dumps,
    prefer_as_victim,
    roomy_stack,
)
from dxgraph.errors import DxgraphError, MemoryExceeded, QueryError, QueryTooDeep
from dxgraph.messages import at_limit, message

OUT_OF_MEMORY = 77
"""The exit code of a worker that had not even the memory to say so."""

_GRACE_S = 2.0
"""How long after the deadline a worker ends itself, if nobody else does."""

_GROWN_KB = 64_000
"""A worker whose peak grew so much is not used again: what was freed may not be given back."""

_CHUNK = 65_536

Receive = Callable[[int], bytes]
Send = Callable[[bytes], object]


def serve(receive: Receive, send: Send, store: ox.Store, rules: Rules) -> None:
    """Answer frames until the other end is closed.

    ``receive`` gives at most so many bytes, and none at the end; ``send`` sends all of them.
    """
    no_core_dumps()
    roomy_stack()
    prefer_as_victim()
    memory = MemoryLimit()
    peak = _peak_kb()
    while (text := _received(receive)) is not None:
        reply, body, done = _answer(store, rules, memory, head_of(text))
        if done or _peak_kb() - peak > _GROWN_KB:
            reply["retire"] = True
        reply["ran_ns"] = time.process_time_ns()
        if len(body) < _CHUNK:
            send(frame(reply, body))
        else:
            head = frame(reply)
            send(LENGTHS.pack(len(head) - LENGTHS.size, len(body)) + head[LENGTHS.size :])
            send(body)
        if "retire" in reply:
            return


def _answer(
    store: ox.Store, rules: Rules, memory: MemoryLimit, head: Head
) -> tuple[Head, bytes, bool]:
    """The reply's head and body, and whether this worker should not be used again."""
    limit_mb: int = head["memory_mb"]
    alarm(head["timeout_s"] + _GRACE_S)
    memory.set(limit_mb)
    try:
        body, media_type, form, rows = answer(store, to_query(head), rules, head["result_bytes"])
    except DxgraphError as error:
        return from_error(error), b"", False
    except MemoryError:
        try:
            memory.set(limit_mb + 256)
            return from_error(out_of_memory(limit_mb)), b"", True
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
    except RecursionError:
        return from_error(too_deep()), b"", True
    except BaseException as error:  # a panic of the library is no Exception
        return (
            from_error(QueryError(message("panic", reason=str(error)))),
            b"",
            True,
        )
    else:
        return {"type": media_type, "form": form, "rows": rows}, body, False
    finally:
        alarm(0)


def out_of_memory(limit_mb: int) -> MemoryExceeded:
    return at_limit(MemoryExceeded, "query-out-of-memory", "memory_mb", limit_mb)


def too_deep() -> QueryTooDeep:
    return QueryTooDeep(message("query-too-deep"), limit="query_depth")


def _received(receive: Receive) -> bytes | None:
    """The head of the next frame, or None at the end of the stream.

    One question is asked at a time, so that nothing can follow the frame.
    """
    data = receive(_CHUNK)
    while data:
        if len(data) >= LENGTHS.size:
            missing = LENGTHS.size + LENGTHS.unpack_from(data)[0] - len(data)
            if not missing:
                return data[LENGTHS.size :]
        piece = receive(_CHUNK)
        if not piece:
            return None
        data += piece
    return None


def _peak_kb() -> int:
    """The most memory that this process was ever seen to hold, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def ordinary_signals() -> None:
    """What the parent set for itself does not hold here; Ctrl-C is for the service to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
