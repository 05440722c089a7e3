"""How a long query makes way for others, and how one that gets nothing any more is found.

The class for idle work (``SCHED_IDLE``) gives way at once to whoever wakes, which is what a lookup
beside a long query wants. But it gets next to nothing where other programs keep every processor
busy: a query of one second would end at its deadline. Whether they do is seen by how long a worker
has waited for a processor; one that got nowhere is replaced by one that keeps a share.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_NICER: Final = 3
"""By so much the nice value grows: what is left is a third of a processor that is shared with one
process of the value before."""
_NICEST: Final = 19

_STARVED: Final = 0.02
"""A process that ran for less than such a part of the time when it could have run gets nowhere: the
class for idle work has three thousandths beside one ordinary process."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long a process has run, and how long it has waited for a processor, in nanoseconds."""

    ran: int
    waited: int

    @classmethod
    def of(cls, pid: int) -> Self | None:
        """As the kernel counts them since the process began (``/proc/PID/schedstat``); None where
        it does not."""
        try:
            ran, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return None
        # Compiled without these figures, a kernel prints zeros: nothing that can be read never ran.
        return cls(int(ran), int(waited)) if int(ran) else None

    def starved_since(self, earlier: Times) -> bool:
        """Whether it wanted to run from then to now and hardly could."""
        ran, waited = self.ran - earlier.ran, self.waited - earlier.waited
        return ran < _STARVED * (ran + waited)


def lower(pid: int, *, idle: bool) -> None:
    """Let others go first from now on: at once where ``idle``, else more often than not. To raise
    it again would need a privilege."""
    with contextlib.suppress(OSError):
        if idle:
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
        else:
            nice = os.getpriority(os.PRIO_PROCESS, pid) + _NICER
            os.setpriority(os.PRIO_PROCESS, pid, min(nice, _NICEST))
