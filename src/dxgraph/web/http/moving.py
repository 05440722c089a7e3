"""Connections that go from one process that speaks HTTP to another, with what was read of them.

The service has them all at first. One that asks small queries only goes to a front
(:mod:`dxgraph.web.front`) that has less to do; as soon as it asks something else, it comes back,
with every byte that was not answered. What goes is the descriptor of the socket: the client sees
nothing of it.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from dxgraph.errors import DxgraphError
from dxgraph.web.http.connection import Connection
from dxgraph.web.http.figures import Figures

_IN_A_ROW: Final = 4
"""After so many small queries, and no other request between, a connection may go to a front."""
_DRAINED_S: Final = 0.01
_SLOW_S: Final = 30.0


class Moving(Connection):
    """A connection that begins with what another process has read of it."""

    begun = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.begun:
            self.data_received(self.begun)
            self.begun = b""

    def _descriptor(self) -> int:
        return int(self.transport.get_extra_info("socket").fileno())


class Fronts(Protocol):
    """Whom the service gives connections to."""

    plain: set[Resident]
    """The connections here that ask small queries only."""

    def take(self, descriptor: int) -> bool:
        """Give a connection to the front that has the least to do, if that has less than we."""
        ...


class Resident(Moving):
    """A connection of the service."""

    fronts: ClassVar[Fronts]
    _row = 0

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.fronts.plain.discard(self)

    def _sent(self) -> None:
        self._row += 1
        if self._row % _IN_A_ROW == 0:
            self.fronts.plain.add(self)
            # Once what was just written is on its way.
            self.loop.call_soon(self._go)

    def _ask(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._row = 0
        self.fronts.plain.discard(self)
        super()._ask(cycle, app)

    def _go(self) -> None:
        if (
            self in self.fronts.plain
            and not self._pending_bytes
            and self._idle()
            and not self.transport.is_closing()
            and not self.transport.get_write_buffer_size()
            and self.fronts.take(self._descriptor())
        ):
            self.fronts.plain.discard(self)
            self.transport.abort()


class Guest(Moving):
    """A connection of a front, which answers whole requests that can be answered at once."""

    figures: ClassVar[Figures]
    back: ClassVar[Callable[[int, bytes], None]]
    """Gives the service the descriptor, and what was not answered."""
    _unanswered = b""
    _leaves = False
    _waits = False
    _gone = False

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if not self._gone:
            self.figures.ended()

    def data_received(self, data: bytes) -> None:
        if not self._leaves and _is_one_head(data):
            super().data_received(data)
            if not self._leaves:
                return
        self.leave(data)

    def leave(self, data: bytes = b"") -> None:
        """Go back to the service, once the client has taken what was answered here."""
        self._leaves = True
        self._unanswered += data
        self.transport.pause_reading()
        if not self._waits:
            self._go()

    def _ask(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:  # noqa: ARG002
        self._leaves = True

    def _refuse(self, error: DxgraphError) -> None:  # noqa: ARG002 — the service says it
        self._leaves = True

    def _go(self) -> None:
        if self.transport.is_closing():
            return
        if self.transport.get_write_buffer_size():
            self._waits = True
            self.loop.call_later(_DRAINED_S, self._go)
            if self.timeout_keep_alive_task is None:
                self._close_when_idle(_SLOW_S)
            return
        # Whoever is asked next knows that it is not here any more.
        self._gone = True
        self.figures.ended()
        try:
            type(self).back(self._descriptor(), self._unanswered)
        finally:
            self.transport.abort()


def _is_one_head(data: bytes) -> bool:
    """Whether this is the head of one request and nothing else, however its lines are ended."""
    return (
        data.startswith(b"GET /")
        and data.endswith(b"\r\n\r\n")
        and data.count(b"\n\r\n") == 1
        and b"\n\n" not in data
    )


async def adopt(
    make: Callable[[], Moving], descriptor: int, begun: bytes, loop: asyncio.AbstractEventLoop
) -> bool:
    """Go on with a connection that another process has given, unless the client has gone."""

    def protocol() -> Moving:
        made = make()
        made.begun = begun
        return made

    end = socket.socket(fileno=descriptor)
    end.setblocking(False)
    try:
        await loop.connect_accepted_socket(protocol, end)
    except OSError:
        end.close()
        return False
    return True
