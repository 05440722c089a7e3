"""A process that the holder of the data has forked for this one."""

from __future__ import annotations

import contextlib
import os
import signal
import socket


class Forked:
    """Its number, the socket where it is talked to, and a pidfd where the kernel gives one."""

    def __init__(self, pid: int, end: socket.socket, pidfd: int | None) -> None:
        self.pid = pid
        self.end = end
        self._pidfd = pidfd

    def kill(self) -> None:
        """End it now, whatever it does."""
        # The number of a process that has ended may already be another's; its pidfd is not.
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is not None:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Talk to it no more."""
        self.end.close()
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None
