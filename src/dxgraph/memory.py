"""What processes that evaluate queries ask of the library that gives them memory.

For each query Oxigraph takes some hundred small pieces of it, and gives them back; glibc would keep
seven of a size, and sort the others into the many holes that building the store has left. Measured,
a worker took a fifth less time for a point lookup, and a small query that is answered where HTTP is
spoken a tenth less. Of pieces above 512 bytes, of which Oxigraph takes few and pages many, each
thread would only hoard some ten megabytes so. And glibc gives each thread a heap of its own, of
which much is left half empty where a thread that makes pages hands them to one that keeps them;
only one runs Python at a time, so that one heap for all costs no time. What it saves is in
docs/decisions/0006. All of it can only be told before a program begins. Other libraries take no
notice.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from typing import Final

_NAME: Final = "GLIBC_TUNABLES"
_ADVICE: Final = ":".join(
    f"glibc.malloc.{advice}" for advice in ("tcache_count=1000", "tcache_max=512", "arena_max=1")
)


def environment() -> dict[str, str]:
    """Our environment, with the advice to keep more small pieces at hand; whoever gave another
    knows better."""
    return {_NAME: _ADVICE, **os.environ}


def give_back() -> None:
    """Give what the library holds free back to the system; it keeps the end of its heap otherwise.
    Takes some ten milliseconds."""
    with contextlib.suppress(AttributeError, OSError):  # another library has no such call
        ctypes.CDLL(None).malloc_trim(0)


def begin_again() -> None:
    """Begin this program anew with that environment, unless it has it or does not know of it.

    Call it before anything is read or opened. A program that calls us with arguments of its own,
    not those of its command line, is not ours to begin anew.
    """
    given = sys.argv[1:]
    ours = sys.orig_argv[len(sys.orig_argv) - len(given) :] == given
    if ours and sys.platform == "linux" and _NAME not in os.environ and sys.executable:
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment())  # noqa: S606 — it is ourselves
