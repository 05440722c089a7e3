"""One client's connection: what uvicorn's own leaves without bounds is bounded here.

Its parser takes a header field of any length, at a cost that grows with the square of it, and waits
for the rest of a request as long as the client likes. Here

- a request's head has 64 kB and, with the body, `request_s` seconds to arrive;
- of what nobody reads any more (a refused body, a trailer) a bounded part is taken in;
- a connection that says nothing is closed, also one that never said anything, and one whose client
  has stopped reading what was sent;
- when descriptors run short, connections without a request give way to new ones: the engine needs
  descriptors too, and idle ones must not keep good clients out.

All this is looked at only for requests that do not come in one piece; most do.
"""

from __future__ import annotations

import asyncio
import resource
from typing import ClassVar, Final, TypeVar, cast

from starlette.types import Scope
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from dxgraph.errors import DxgraphError, HeadTooLarge, UsageError
from dxgraph.messages import message
from dxgraph.settings import Settings
from dxgraph.web.http.direct import Direct
from dxgraph.web.http.limits import too_slow
from dxgraph.web.http.problems import MEDIA_TYPE, describe
from dxgraph.web.http.request import TRIED, new_id

HEAD_BYTES: Final = 64 * 1024
_BODIES: Final = 4
"""So many times `request_mb` are taken in of one request at most, most of it to be thrown away."""
_READER_S: Final = 30.0
_LEAST_BYTES: Final = 32 * 1024
"""A client that takes less than these bytes in that time, of an answer that is sent, is left."""
_MOST_DESCRIPTORS: Final = 65_536


class Connection(HttpToolsProtocol):
    """To be given its bounds by `connection_class`."""

    request_s = 10.0
    most_bytes = 0
    most_connections = 0

    direct: ClassVar[Direct | None] = None
    """What answers the plainest requests at once, if there is something."""

    _answered = False
    """Whether a request of what has just arrived was answered at once: no second one is, so that
    many in one piece hold up nobody."""
    _tried = False
    """Whether to answer what has just arrived at once was tried already."""
    _asked_at = 0.0
    """When a request was answered at once for the last time, on the clock of the event loop."""
    _pending_bytes = 0
    """How much has come of a request that is not whole; 0 while there is none."""
    _pending_timer: asyncio.TimerHandle | None = None
    _overdue = False
    _unread: tuple[object, int] | None = None
    """For which answer the client was last seen to be slow, and what it had left to take."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._close_when_idle(self.request_s)
        if len(self.connections) > self.most_connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self._forget_pending()

    def data_received(self, data: bytes) -> None:
        self._answered = self._tried = False
        direct = type(self).direct
        if (
            direct is not None
            and not self._pending_bytes
            and self._idle()
            and not self.flow.write_paused
            and (known := direct.known(data, self.client)) is not None
        ):
            query_string, call = known
            found = direct.answer(query_string, call)
            if found is not None:
                self._asked_at = self.loop.time()
                self._unread = None
                self.server_state.total_requests += 1
                self._send(found, self.server_state.default_headers)
                return
            self._tried = call.tried
        super().data_received(data)
        cycle = self.cycle
        whole_head = cycle is not None and cycle.scope is self.scope
        if whole_head and not cycle.more_body:
            if self._answered and direct is not None and cycle.keep_alive:
                direct.learn(data, cast(Scope, cycle.scope))
            if self._pending_bytes:
                self._forget_pending()
            if cycle.response_complete and self.timeout_keep_alive_task is None:
                # Line feeds between two requests are no request.
                self._close_when_idle(self.timeout_keep_alive)
            return
        if self.transport.is_closing():
            return
        if not self._pending_bytes:
            # The first piece may hold other requests before this one.
            self._pending_bytes = 1
            self._pending_timer = self.loop.call_later(self.request_s, self._late)
            return
        self._pending_bytes += len(data)
        if whole_head:
            if self._pending_bytes > self.most_bytes:
                self.transport.close()
        elif self._pending_bytes > HEAD_BYTES:
            self._refuse(
                HeadTooLarge(
                    message("head-too-large", kilobytes=HEAD_BYTES // 1024),
                    value=HEAD_BYTES,
                )
            )

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        direct = type(self).direct
        if self._tried:
            cast(Scope, cycle.scope)[TRIED] = True
        if direct is None or self._answered or self._tried or self.flow.write_paused:
            self._ask(cycle, app)
            return
        found = direct(cast(Scope, cycle.scope))
        if found is None:
            self._ask(cycle, app)
            return
        self._answered = True
        # Such a request has no body.
        cycle.more_body = False
        cycle.response_started = cycle.response_complete = True
        self._send(found, cycle.default_headers, keep_alive=cycle.keep_alive)
        self.on_response_complete()

    def _send(
        self,
        found: tuple[bytes, bytes],
        default_headers: list[tuple[bytes, bytes]],
        *,
        keep_alive: bool = True,
    ) -> None:
        head, body = found
        fields = [b"%b: %b\r\n" % field for field in default_headers]
        end = b"\r\n" if keep_alive else b"connection: close\r\n\r\n"
        self.transport.write(b"".join((STATUS_LINE[200], *fields, head, end, body)))
        if not keep_alive:
            self.transport.close()
        self._sent()

    def _sent(self) -> None:
        """What was found directly is on its way."""

    def _ask(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Let the application answer."""
        super()._start_asgi_task(cycle, app)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 — ours says it in two languages
        self._refuse(UsageError(message("no-http")))

    def timeout_keep_alive_handler(self) -> None:
        if self.transport.is_closing():
            return
        # What is answered at once sets no timer of its own.
        left_s = self._asked_at + self.timeout_keep_alive - self.loop.time()
        if self._asked_at and left_s > 0:
            self._close_when_idle(left_s)
            return
        unread = self.transport.get_write_buffer_size()
        seen = self._unread
        if not unread:
            self.transport.close()
        elif seen and seen[0] is self.cycle and seen[1] - unread < _LEAST_BYTES:
            self.transport.abort()
        else:
            # To close now would be to wait for a reader who may never come.
            self._unread = (self.cycle, unread)
            self._close_when_idle(_READER_S)

    def _unsupported_upgrade_warning(self) -> None:
        """Answered as if nothing had been said of another protocol (RFC 9110, section 7.8)."""

    def _close_when_idle(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            seconds, self.timeout_keep_alive_handler
        )

    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _make_room(self) -> None:
        for other in self.connections:
            if isinstance(other, Connection) and other is not self and other._idle():
                self.connections.discard(other)
                other.transport.abort()
                return
        self.transport.abort()

    def _forget_pending(self) -> None:
        self._pending_bytes = 0
        self._overdue = False
        if self._pending_timer is not None:
            self._pending_timer.cancel()
            self._pending_timer = None

    def _late(self) -> None:
        """The request did not come whole in time."""
        if self.cycle is None or self.cycle.scope is not self.scope:
            if self._idle():
                self._refuse(too_slow(self.request_s))
                return
        elif self._overdue or self.cycle.response_complete:
            self.transport.close()
            return
        # Another request on this connection is being answered, or the application waits for the
        # body and has a deadline for it.
        self._overdue = True
        self._pending_timer = self.loop.call_later(self.request_s, self._late)

    def _refuse(self, error: DxgraphError) -> None:
        """Answer what never becomes a request, and close."""
        self._forget_pending()
        client = self.client[0] if self.client else "somebody"
        self.logger.warning("%s From %s.", error.message, client)
        begun = self.cycle is not None and self.cycle.response_started
        if not self.pipeline and (self._idle() or not begun):
            problem = describe(error, run_id=new_id())
            body = problem.body()
            fields = [
                *problem.headers,
                (b"content-type", MEDIA_TYPE.encode()),
                (b"content-length", b"%d" % len(body)),
            ]
            lines = [b"%s: %s\r\n" % field for field in fields if field[0] != b"connection"]
            self.transport.write(
                b"".join([STATUS_LINE[problem.status], *lines, b"connection: close\r\n\r\n", body])
            )
        self.transport.close()


Kind = TypeVar("Kind", bound=Connection)


def connection_class(
    settings: Settings,
    direct: Direct | None = None,
    kind: type[Kind] = Connection,  # type: ignore[assignment]
    **given: object,
) -> type[Kind]:
    """The class of a service's connections: one of that kind."""
    engine = 4 * (settings.workers + settings.spare_workers) + 64
    bounds = {
        "direct": direct,
        "request_s": settings.request_s,
        "most_bytes": _BODIES * settings.request_mb * 1_000_000 + HEAD_BYTES,
        "most_connections": max(descriptors() - engine, 16),
    }
    return type(kind.__name__, (kind,), {**bounds, **given})


def descriptors() -> int:
    """How many descriptors this process may have; as many as the system grants without asking.

    1024, which many shells set, are a handful of idle clients.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return _MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft
