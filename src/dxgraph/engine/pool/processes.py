"""The processes of the embedded engine, as the event loop of the service sees them.

A group is a number of workers on one snapshot. A parent (:mod:`dxgraph.engine.pool.parent`) holds
the snapshot and forks them, and the service talks to each worker directly, over a socket that the
parent made and handed on: a query costs one message there and one back.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections import deque
from typing import Protocol

from dxgraph.engine.forked import Forked
from dxgraph.engine.pool.frames import Head, line, to_error, to_info
from dxgraph.engine.pool.source import Source
from dxgraph.engine.pool.worker_end import Worker
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import StoreUnavailable
from dxgraph.memory import environment
from dxgraph.messages import message
from dxgraph.settings import Settings

_CHUNK = 65_536


def _lends_nothing() -> StoreUnavailable:
    return StoreUnavailable(message("data-process-gone"))


class Listener(Protocol):
    """Whom a group tells what happens to it."""

    def worker_came(self, worker: Worker) -> None:
        """A new worker is ready."""

    def worker_ended(self, worker: Worker) -> None:
        """A worker has ended, or was killed."""

    def file_written(self, group: WorkerGroup) -> None:
        """The group's parent has written a file."""

    def parent_ended(self, group: WorkerGroup) -> None:
        """The group's parent has ended: what is left of it works on, and nobody is added."""


class WorkerGroup:
    """Workers on one snapshot, which a parent forks from what it holds."""

    def __init__(self, source: Source, settings: Settings, listener: Listener) -> None:
        self.source = source
        self.settings = settings
        self.listener = listener
        self.workers: dict[int, Worker] = {}
        self.expected = 0
        """How many workers were asked for and have not come yet."""
        self.info: SnapshotInfo | None = None
        self.facts: dict[str, str] = {}
        self.alive = False
        """Whether workers can be added."""

        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._unread = b""
        self._descriptors: list[int] = []
        self._dying: dict[int, Worker] = {}
        self._written: dict[str, int] = {}
        """Descriptors of the files that the parent has written."""
        self._outcome: asyncio.Future[SnapshotInfo] | None = None
        self._lent: deque[asyncio.Future[Forked]] = deque()

    @property
    def digest(self) -> str:
        return "" if self.info is None else self.info.digest

    def launch(self) -> None:
        """Begin to read the data. Needs no event loop."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        passed = [theirs.fileno()]
        if self.source.spool is not None:
            passed.append(self.source.spool)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dxgraph.engine.pool.parent", str(theirs.fileno())],
                pass_fds=passed,
                stdin=subprocess.DEVNULL,
                env=environment(),
            )
        self._control = ours
        ours.sendall(line(self.source.order(self.settings)))
        ours.setblocking(False)

    async def ready(self) -> SnapshotInfo:
        """Wait until workers can be added. Raises what is wrong with the data."""
        loop = asyncio.get_running_loop()
        self._outcome = loop.create_future()
        if self._process is None:
            await asyncio.to_thread(self.launch)
        assert self._control is not None  # noqa: S101 - launch has made it
        loop.add_reader(self._control.fileno(), self._readable)
        return await self._outcome

    def ask_for_worker(self, *, network: bool = False) -> None:
        """Ask for one more worker; the listener is told when it has come."""
        if self.alive:
            self.expected += not network
            self._say({"fork": network})

    async def lend(self, program: str) -> Forked:
        """Ask for a process that holds the data and runs that module's `main`."""
        if not self.alive:
            raise _lends_nothing()
        asked: asyncio.Future[Forked] = asyncio.get_running_loop().create_future()
        self._lent.append(asked)
        self._say({"lend": program})
        return await asked

    def replacement(self) -> Source:
        """Where the same snapshot can be had from, should this group be lost."""
        spool = self.file("spool")
        return self.source if spool is None else Source(self.source.data, None, spool, self.info)

    def copy(self) -> tuple[int, int] | None:
        """Descriptors of the default graph in a file, and of what is known of the snapshot, once
        there are both; whoever asks closes them."""
        if not {"triples", "survey"} <= self._written.keys():
            return None
        return os.dup(self._written["triples"]), os.dup(self._written["survey"])

    def file(self, name: str) -> int | None:
        """A descriptor of what the parent has written; whoever asks closes it."""
        descriptor = self._written.get(name)
        if descriptor is None and name == "spool":
            descriptor = self.source.spool
        return None if descriptor is None else os.dup(descriptor)

    async def close(self) -> None:
        """End all processes."""
        self.alive = False
        for worker in list(self.workers.values()):
            worker.kill()
        self._hang_up()
        if self._process is not None:
            process = self._process
            try:
                await asyncio.to_thread(process.wait, 5)
            except subprocess.TimeoutExpired:
                process.kill()
                await asyncio.to_thread(process.wait)
        for descriptor in (*self._written.values(), self.source.spool):
            if descriptor is not None:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
        self._written.clear()

    def lost(self, worker: Worker) -> None:
        if self.alive and not worker.told_exit_code:
            self._dying[worker.pid] = worker
        if self.workers.pop(worker.pid, None) is not None:
            self.listener.worker_ended(worker)

    def _came(self, worker: Worker) -> None:
        self.expected -= not worker.network and self.expected > 0
        self.workers[worker.pid] = worker
        self.listener.worker_came(worker)

    def _say(self, message: Head) -> None:
        # A few bytes at a time to a process that always listens: they fit, or it is gone.
        if self._control is not None:
            with contextlib.suppress(OSError):
                self._control.send(line(message))

    def _readable(self) -> None:
        assert self._control is not None  # noqa: S101 - it is read
        try:
            data, descriptors, _, _ = socket.recv_fds(self._control, _CHUNK, 16)
        except BlockingIOError:
            return
        except OSError:
            data, descriptors = b"", []
        self._descriptors += descriptors
        *lines, self._unread = (self._unread + data).split(b"\n")
        for text in lines:
            self._take_message(json.loads(text))
        if not data:
            self._parent_ended()

    def _take_message(self, message: Head) -> None:
        match message:
            case {"worker": pid, "network": network, "descriptors": count}:
                self._came(Worker(self, pid, *self._process_given(count), network=network))
            case {"lent": pid, "descriptors": count}:
                process = Forked(pid, *self._process_given(count))
                asked = self._lent.popleft()
                if asked.done():
                    # Nobody waits for it any more; it ends with its socket.
                    process.close()
                else:
                    asked.set_result(process)
            case {"unlent": _}:
                asked = self._lent.popleft()
                if not asked.done():
                    asked.set_exception(_lends_nothing())
            case {"died": pid, "status": status}:
                worker = self._dying.pop(pid, None) or self.workers.get(pid)
                if worker is not None:
                    worker.ended(status)
            case {"written": name}:
                self._written[name] = self._descriptors.pop(0)
                self.listener.file_written(self)
            case {"unforked": _}:
                self.expected = max(0, self.expected - 1)
                asyncio.get_running_loop().call_later(0.5, self.ask_for_worker)
            case {"ready": ready} if self._outcome is not None and not self._outcome.done():
                self.info = to_info(ready["known"])
                self.facts = ready["facts"]
                self.alive = True
                self._outcome.set_result(self.info)
            case {"failed": failed} if self._outcome is not None and not self._outcome.done():
                self._outcome.set_exception(to_error(failed))

    def _process_given(self, count: int) -> tuple[socket.socket, int | None]:
        """The socket and, where there is one, the pidfd of a process, of so many descriptors."""
        end, *pidfd = (self._descriptors.pop(0) for _ in range(count))
        return socket.socket(fileno=end), pidfd[0] if pidfd else None

    def _parent_ended(self) -> None:
        was_alive = self.alive
        self.alive = False
        self.expected = 0
        self._hang_up()
        if self._outcome is not None and not self._outcome.done():
            self._outcome.set_exception(StoreUnavailable(message("data-process-ended")))
        if self._process is not None:
            asyncio.get_running_loop().run_in_executor(None, self._process.wait)
        if was_alive:
            self.listener.parent_ended(self)

    def _hang_up(self) -> None:
        while self._lent:
            asked = self._lent.popleft()
            if not asked.done():
                asked.set_exception(_lends_nothing())
        if self._control is not None:
            with contextlib.suppress(RuntimeError):
                asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors.clear()
