"""Pictures as the service has them drawn: by a process of their own.

The library that draws holds some 90 MB from the first picture on, more with each, and gives nothing
back; and it wants a processor for a tenth of a second at a time. So it works in a fresh interpreter
that is started when a picture is asked for, lets queries go first, and ends when it has nothing to
do (:func:`dxgraph.web.charts.draw.serve`); why so is told in docs/decisions/0006.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from multiprocessing.connection import Connection, Pipe
from typing import Final

from dxgraph.errors import WorkerLost
from dxgraph.memory import environment
from dxgraph.messages import message
from dxgraph.web.charts.framing import Frame

_PROGRAM: Final = "dxgraph.web.charts.draw"
_IDLE_S: Final = 30.0
_MOST: Final = 200
_REAPED_S: Final = 1.0


class Drawer:
    """The process that draws, started and replaced as needed. For any number of threads."""

    def __init__(
        self, timeout_s: float = 30.0, *, idle_s: float = _IDLE_S, most: int = _MOST
    ) -> None:
        """A picture may take `timeout_s`; the process ends after `most` of them, and when none is
        asked for within `idle_s`."""
        self._timeout_s = timeout_s
        self._bounds = (f"{timeout_s}", f"{idle_s}", f"{most}")
        self._turn = threading.Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._reaper: threading.Thread | None = None

    def draw(self, specification: str, frame: Frame | None, format_: str) -> bytes:
        """As :func:`dxgraph.web.charts.draw.draw`, one at a time; where the process ends in the
        middle, another one tries once more.

        Raises what that raises, TimeoutError at the deadline, WorkerLost where both ended.
        """
        with self._turn:
            until = time.monotonic() + self._timeout_s
            deadline = threading.Timer(self._timeout_s, self._kill)
            deadline.daemon = True
            deadline.start()
            try:
                for _ in range(2):
                    reply = self._ask(specification, frame, format_)
                    if isinstance(reply, Exception):
                        raise reply
                    if reply is not None:
                        return reply
                    if time.monotonic() >= until:
                        raise TimeoutError
            finally:
                deadline.cancel()
        raise _lost()

    def close(self) -> None:
        """End the process, whatever it does; no other is started."""
        self._closed = True
        self._kill()
        if self._reaper is not None:
            self._reaper.join(_REAPED_S)

    def _ask(self, *order: str | Frame | None) -> bytes | Exception | None:
        """None where the process ended before it replied."""
        if self._line is not None and self._line.poll():
            self._hang_up()  # unasked it says nothing but its end
        line = self._line or self._begin()
        try:
            line.send(order)
            reply: bytes | Exception = line.recv()
        except (EOFError, OSError):
            self._hang_up()
            return None
        return reply

    def _begin(self) -> Connection:
        if self._closed:
            raise _lost()
        self._line, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                # -P: what lies in the folder that the service was started in is none of its code
                [sys.executable, "-P", "-m", _PROGRAM, f"{theirs.fileno()}", *self._bounds],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment(),
            )
        # It ends when it likes, and is not to stay in the list of processes until it is missed.
        self._reaper = threading.Thread(target=self._process.wait, name="drawer", daemon=True)
        self._reaper.start()
        return self._line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()


def _lost() -> WorkerLost:
    return WorkerLost(message("drawing-ended"))
