"""The first process of a service, which starts the one that answers again should it be killed.

It holds the listening socket and does nothing else, so that little can happen to it: requests that
come while nobody answers wait in the socket's queue. If the supervisor itself is killed, the
service goes on without one, for as long as it is asked.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from dxgraph.errors import WorkerLost
from dxgraph.messages import message

_SOON_S = 5.0
_MOST_SOON = 3
"""So many in a row that were killed this soon after their start are no accident."""


def kept(work: Callable[[], None]) -> None:
    """Do the work in a child process, and in another one whenever that is killed.

    Returns in a child, when the work is done; the supervisor ends with the child's exit code.
    SIGINT and SIGTERM reach the child as SIGTERM, once for each. Call it before there are threads.

    Raises WorkerLost when one child after the other is killed as soon as it starts, and what the
    work raises.
    """
    supervisor = _Supervisor()
    soon = code = 0
    while soon < _MOST_SOON:
        begun = time.monotonic()
        if supervisor.fork():
            work()
            return
        code = supervisor.wait()
        if code >= 0 or supervisor.ending:
            sys.exit(code if code >= 0 else 128 - code)
        soon = soon + 1 if time.monotonic() - begun < _SOON_S else 0
    raise WorkerLost(message("service-ended-again", signal=-code, count=_MOST_SOON))


class _Supervisor:
    def __init__(self) -> None:
        self.ending = False
        self._child = 0
        self._before = {
            number: signal.signal(number, self._forward)
            for number in (signal.SIGINT, signal.SIGTERM)
        }

    def fork(self) -> bool:
        """Whether this is the child."""
        # A signal between the fork and the note of its outcome would find nobody to go to.
        numbers = set(self._before)
        signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
        try:
            self._child = os.fork()
            if self._child == 0:
                signal.signal(signal.SIGTERM, self._before[signal.SIGTERM])
                # Ctrl-C reaches both; the child hears of it from the supervisor.
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                return True
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
        if self.ending:
            os.kill(self._child, signal.SIGTERM)
        return False

    def wait(self) -> int:
        """How the child ended: its exit code, or the negative number of a signal."""
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return os.waitstatus_to_exitcode(status)

    def _forward(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.ending = True
        if self._child:
            os.kill(self._child, signal.SIGTERM)
