"""The service's end of a conversation with a worker."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Final

from dxgraph.engine.forked import Forked
from dxgraph.engine.pool.frames import LENGTHS, Head, head_of
from dxgraph.engine.pool.priority import Times, lower

if TYPE_CHECKING:
    from dxgraph.engine.pool.processes import WorkerGroup

_CHUNK: Final = 65_536
_STATUS_S: Final = 1.0

Reply = tuple[Head, bytes]


class Worker(Forked):
    """One worker's end of a conversation: a frame there, a frame back, over a socket."""

    def __init__(
        self, group: WorkerGroup, pid: int, end: socket.socket, pidfd: int | None, *, network: bool
    ) -> None:
        super().__init__(pid, end, pidfd)
        self.group = group
        self.network = network
        """Whether it may call allowed services; such a worker answers once."""
        self.lowered = False
        self.idle = False
        """Whether it gives way to everybody, and may get nothing at all."""
        self.gone = False
        """Whether it was killed, or ended."""
        self.asked = False
        """Whether it was ever given a query."""
        self.rests_since = 0.0
        """When it was given back last (`time.monotonic`)."""
        self._ran_ns = 0
        """For how long it had run when it answered the last one."""
        self._exit_code: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._reply: asyncio.Future[Reply] | None = None
        self._start = b""
        self._head: Head = {}
        self._pieces: list[bytes] = []
        self._missing = 0
        self._loop = asyncio.get_running_loop()
        self._unsent = b""
        end.setblocking(False)
        self._loop.add_reader(end.fileno(), self._readable)

    def ask(self, frame: bytes) -> asyncio.Future[Reply]:
        """Send a frame. The reply is ConnectionError when the worker ends without one.

        Raises BrokenPipeError when it had ended before.
        """
        self.asked = True
        self._reply = asyncio.get_running_loop().create_future()
        try:
            self._write(frame)
        except OSError:
            self._reply = None
            self.kill()
            raise BrokenPipeError from None
        return self._reply

    @property
    def told_exit_code(self) -> bool:
        return self._exit_code.done()

    async def exit_code(self) -> int | None:
        """How it ended, negative for a signal; None when nobody can tell."""
        if not self.group.alive and not self.told_exit_code:
            return None
        try:
            return await asyncio.wait_for(asyncio.shield(self._exit_code), _STATUS_S)
        except TimeoutError:
            return None

    def ended(self, exit_code: int) -> None:
        if not self._exit_code.done():
            self._exit_code.set_result(exit_code)

    def ran_s(self, asked_s: float) -> float:
        """For how long it has run since it was asked, that many seconds ago; all of them where the
        kernel does not say."""
        times = None if self.gone else Times.of(self.pid)
        return asked_s if times is None else (times.ran - self._ran_ns) / 1e9

    def lower_priority(self, *, idle: bool) -> None:
        """Let others go first from now on. To raise it again would need root: a worker that was
        lowered is replaced after its answer."""
        self.lowered = True
        self.idle = idle
        if not self.gone:
            lower(self.pid, idle=idle)

    def kill(self) -> None:
        """End it now, whatever it does."""
        if self.gone:
            return
        super().kill()
        self._lost()

    def _write(self, data: bytes) -> None:
        try:
            sent = self.end.send(data)
        except BlockingIOError:
            sent = 0
        if sent < len(data):
            self._unsent = data[sent:]
            self._loop.add_writer(self.end.fileno(), self._writable)

    def _received(self, data: bytes) -> None:
        """Take in what the worker said; most replies come in one piece."""
        if self._missing:
            self._missing -= len(data)
            self._pieces.append(data)
        else:
            data = self._start + data if self._start else data
            self._start = data
            if len(data) < LENGTHS.size:
                return
            head_length, body_length = LENGTHS.unpack_from(data)
            begin = LENGTHS.size + head_length
            if len(data) < begin:
                return
            self._start = b""
            self._head = head_of(data[LENGTHS.size : begin])
            self._pieces = [data[begin:]]
            self._missing = body_length - len(data) + begin
        if not self._missing:
            body = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
            self._pieces = []
            self._said(self._head, body)

    def _writable(self) -> None:
        try:
            sent = self.end.send(self._unsent)
        except BlockingIOError:
            return
        except OSError:
            sent = len(self._unsent)
        self._unsent = self._unsent[sent:]
        if not self._unsent:
            self._loop.remove_writer(self.end.fileno())

    def _readable(self) -> None:
        try:
            data = self.end.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._received(data)
        elif not self.gone:
            self._lost()

    def _said(self, head: Head, body: bytes) -> None:
        reply, self._reply = self._reply, None
        self._ran_ns = head.get("ran_ns", 0)
        if reply is not None and not reply.done():
            reply.set_result((head, body))

    def _lost(self) -> None:
        self.gone = True
        self._loop.remove_reader(self.end.fileno())
        self._loop.remove_writer(self.end.fileno())
        self.close()
        reply, self._reply = self._reply, None
        if reply is not None and not reply.done():
            reply.set_exception(ConnectionError())
        self.group.lost(self)
