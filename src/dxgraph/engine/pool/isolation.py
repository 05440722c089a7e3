"""What a worker may not do, as far as the operating system lets us say so.

What was achieved is told in words for ``/health`` and the log: a promise that a system cannot keep
is not made silently.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import struct
from pathlib import Path

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_STACK = 64 << 20
# Of the machines that we know by number: the audit name of the architecture and the number of the
# system call socket(2).
_SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def leave_network() -> str:
    """Take the network from this process and all that it will start; open sockets stay.

    Three ways are tried: an own, empty network namespace (as root, then as an ordinary user), and a
    filter that refuses to make sockets. Call it while the process has a single thread.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) == 0:
        return "taken away: a network namespace of its own"
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        return "taken away: a network namespace of its own, as an ordinary user"
    if _refuse_sockets(libc):
        return "taken away: a filter refuses to make sockets"
    return "not taken away: neither namespaces nor filters are permitted here"


def _refuse_sockets(libc: ctypes.CDLL) -> bool:
    """Let socket(2) fail with EPERM from now on (seccomp, in classic BPF; needs no privilege)."""
    machine = os.uname().machine
    if machine not in _SOCKET_CALLS:
        return False
    architecture, call = _SOCKET_CALLS[machine]
    load, equal, give = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | 1
    steps = (
        (load, 0, 0, 4),  # the architecture
        (equal, 0, 3, architecture),
        (load, 0, 0, 0),  # the number of the call
        (equal, 0, 1, call),
        (give, 0, 0, refuse),
        (give, 0, 0, allow),
    )
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0) == 0)


def prefer_as_victim() -> None:
    """When the whole machine runs out of memory, let the kernel end this process first."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def no_core_dumps() -> None:
    """A worker may die every day; it leaves no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def roomy_stack() -> None:
    """Let the stack grow further than usual: Oxigraph's parser and evaluator recurse."""
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = _STACK
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))


class MemoryLimit:
    """A bound on the memory that this process may take beyond what it holds now.

    On Linux, RLIMIT_DATA: private memory that can be written to, which is what a query takes; what
    was inherited from the parent is the base. Reaching it, Oxigraph aborts (SIGABRT) and Python
    raises MemoryError.
    """

    def __init__(self) -> None:
        self._base = _data_bytes()
        self._limit = -1

    def set(self, megabytes: int) -> None:
        """From now on at most so many megabytes beyond the base."""
        if self._base and megabytes != self._limit:
            self._limit = megabytes
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (self._base + megabytes * 1_000_000, hard))

    @staticmethod
    def description() -> str:
        if _data_bytes():
            return "of each worker's own memory (RLIMIT_DATA)"
        return "not kept: no way to on this system"


def _data_bytes() -> int:
    """The private writable memory of this process; 0 where the system does not say."""
    try:
        # The sixth field: data and stack, in pages (proc(5)).
        pages = Path("/proc/self/statm").read_bytes().split()[5]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def alarm(seconds: float) -> None:
    """End this process after so many seconds of wall-clock time, whoever still lives; 0: never.

    The service ends a late worker itself; this is for a service that was killed.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
