"""The processes that answer small queries beside the service, as the service sees them.

A front (:mod:`dxgraph.web.front`) is forked from the process that holds the data, whose memory it
shares. It has no pool, no limits and no list of running queries: these are the service's, which
gives it the connections that ask small queries only and takes back those that ask anything else
(:mod:`dxgraph.web.http.moving`). What it has answered is counted in memory that both have
(:mod:`dxgraph.web.http.figures`). Over one socket, which keeps messages apart,

================ ==================================================================
the service says  a front says
================ ==================================================================
``O``, two files ``R``: it takes connections from now on
``C``, a socket  ``P`` and bytes, then ``C`` and bytes, a socket: a connection comes
                 back, with these bytes that were not answered
``L``: give back all connections and end
``E``: end as the service does
================ ==================================================================

and with the socket each of them ends, however the other did.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Final

from dxgraph.engine.forked import Forked
from dxgraph.engine.protocol import Lending, Loan
from dxgraph.errors import StoreUnavailable
from dxgraph.settings import Settings
from dxgraph.web.http.figures import Figures, Shared
from dxgraph.web.http.limits import ClientLimit
from dxgraph.web.http.log import Journal
from dxgraph.web.http.metrics import Metrics
from dxgraph.web.http.moving import Moving, Resident, adopt

PROGRAM: Final = "dxgraph.web.front"
PIECE_BYTES: Final = 32_768
_MESSAGE_BYTES: Final = PIECE_BYTES + 1
_RETRY_S: Final = (0.0, 0.5, 2.0, 5.0)


class _Front:
    def __init__(self, name: str, process: Forked, figures: Figures) -> None:
        self.name = name
        self.process = process
        self.figures = figures
        self.ready = False
        self.leaves = False
        self.given = 0
        self.pieces: list[bytes] = []
        self.gone = asyncio.get_running_loop().create_future()

    @property
    def connections(self) -> int:
        return self.given - self.figures.connections_ended

    def say(self, message: bytes, *descriptors: int) -> bool:
        """Whether it could be said: a front that has too much to hear is not waited for."""
        try:
            socket.send_fds(self.process.end, [message], descriptors)
        except OSError:
            return False
        return True


class Fronts:
    """All fronts of a service: tenants of its engine."""

    def __init__(
        self,
        engine: Lending,
        settings: Settings,
        clients: ClientLimit,
        metrics: Metrics,
        journal: Journal,
    ) -> None:
        self.plain: set[Resident] = set()
        self._engine = engine
        self._metrics = metrics
        self._journal = journal
        self._fronts: dict[str, _Front] = {}
        self._hiring: dict[str, asyncio.Task[None]] = {}
        self._coming: set[asyncio.Task[bool]] = set()
        self._away = False
        self._until = 0.0
        """When who has not taken an answer loses the connection, on the clock of the event loop."""
        count = settings.processes - 1
        # Of how many there are, every front has to know the same, whatever processors it may use.
        self._settings = replace(settings, http_processes=count + 1)
        self._file = tempfile.TemporaryFile(prefix="dxgraph-")  # noqa: SIM115 - it stays open
        self._file.truncate(Shared.size(count))
        shared = Shared(self._file.fileno(), count)
        self._figures = {str(number): of for number, of in enumerate(shared.figures, 1)}
        clients.told = shared.board.tell

    def take(self, descriptor: int) -> bool:
        """Give a connection to the front that has the least to do, if that has less than we."""
        free = [each for each in self._fronts.values() if each.ready and not each.leaves]
        front = min(free, key=lambda each: each.connections, default=None)
        if front is None or front.connections + 1 > len(self.plain):
            return False
        if not front.say(b"C", descriptor):
            return False
        front.given += 1
        return True

    def begin(self, make: Callable[[], Moving]) -> None:
        """Make fronts from now on, and connections of what they give back."""
        self._make = make
        self._engine.tenants = self
        if self._engine.at_hand():
            self.come()

    def come(self) -> None:
        """A snapshot is at hand: make what fronts are missing."""
        self._away = False
        for name in self._figures.keys() - self._fronts.keys() - self._hiring.keys():
            self._hire(name, 0)

    def answered(self) -> int:
        return sum(front.figures.answered for front in self._fronts.values())

    async def leave(self) -> None:
        """Another snapshot comes: return when no front answers any more."""
        self._leave(b"L")
        await self._left()

    def end(self) -> None:
        """The service ends; so do they, as soon as what they have answered is on its way."""
        self._leave(b"E")

    def kill(self) -> None:
        """End them at once."""
        for front in self._fronts.values():
            front.process.kill()

    async def close(self) -> None:
        """End them if they have not ended."""
        self._engine.tenants = None
        self.end()
        await self._left()
        self._file.close()

    def _leave(self, message: bytes) -> None:
        if not self._away:
            self._until = asyncio.get_running_loop().time() + self._settings.graceful_s
        self._away = True
        for task in self._hiring.values():
            task.cancel()
        self._hiring.clear()
        for front in self._fronts.values():
            front.leaves = True
            if not front.say(message):
                front.process.kill()

    async def _left(self) -> None:
        fronts = list(self._fronts.values())
        if fronts:
            left_s = max(self._until - asyncio.get_running_loop().time(), 0.0)
            await asyncio.wait([front.gone for front in fronts], timeout=left_s)
        for front in fronts:
            if not front.gone.done():
                front.process.kill()
                await front.gone

    def _hire(self, name: str, attempt: int) -> None:
        task = asyncio.get_running_loop().create_task(self._hired(name, attempt))
        self._hiring[name] = task
        task.add_done_callback(lambda done: self._is_hired(name, done))

    def _is_hired(self, name: str, task: asyncio.Task[None]) -> None:
        if self._hiring.get(name) is task:
            del self._hiring[name]

    async def _hired(self, name: str, attempt: int) -> None:
        while True:
            await asyncio.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
            attempt += 1
            try:
                loan = await self._engine.lend(PROGRAM)
            except StoreUnavailable:
                # The process that holds the data comes back, or a snapshot will be at hand.
                continue
            break
        try:
            self._begun(name, loan, attempt)
        finally:
            if loan.survey is not None:
                os.close(loan.survey)

    def _begun(self, name: str, loan: Loan, attempt: int) -> None:
        """Tell a process that was lent what it is to do, unless it came for nothing."""
        front = _Front(name, loan.process, self._figures[name])
        front.process.end.setblocking(False)
        if self._away or loan.digest != self._engine.at_hand():
            front.process.close()
            if not self._away:
                self._hire(name, attempt)
            return
        self._fronts[name] = front
        self._metrics.fronts[name] = front.figures
        self._metrics.servers[name] = lambda: front.connections
        asyncio.get_running_loop().add_reader(front.process.end.fileno(), self._readable, front)
        with tempfile.TemporaryFile(prefix="dxgraph-") as file:
            order = {"settings": asdict(self._settings), "digest": loan.digest, "name": name}
            file.write(json.dumps(order).encode())
            file.flush()
            survey = () if loan.survey is None else (loan.survey,)
            front.say(b"O", file.fileno(), self._file.fileno(), *survey)

    def _readable(self, front: _Front) -> None:
        try:
            message, descriptors, _, _ = socket.recv_fds(front.process.end, _MESSAGE_BYTES, 1)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        match message[:1]:
            case b"R":
                front.ready = True
                self._journal.note("front-ready", process=front.name, pid=front.process.pid)
            case b"P":
                front.pieces.append(message[1:])
            case b"C":
                begun = b"".join((*front.pieces, message[1:]))
                front.pieces.clear()
                if not descriptors:
                    self._journal.note("warning", message="no descriptor for a connection is left")
                    return
                loop = asyncio.get_running_loop()
                task = loop.create_task(adopt(self._make, descriptors[0], begun, loop))
                self._coming.add(task)
                task.add_done_callback(self._coming.discard)
            case _:
                self._lost(front)

    def _lost(self, front: _Front) -> None:
        asyncio.get_running_loop().remove_reader(front.process.end.fileno())
        front.process.close()
        del self._fronts[front.name]
        self._metrics.inherit(front.name)
        front.figures.clear()
        front.gone.set_result(None)
        if not self._away:
            self._journal.note("front-lost", process=front.name, pid=front.process.pid)
            # One that ended before it could do anything may do so again.
            self._hire(front.name, 0 if front.ready else 2)
