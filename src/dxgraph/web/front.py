"""A process that answers small queries beside the service.

How the two talk is told in :mod:`dxgraph.web.fronts`. It is forked from the process that holds the
data, as the workers are.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
from typing import Final, NoReturn

import pyoxigraph as ox
from starlette.responses import Response

from dxgraph.engine.evaluation import Rules
from dxgraph.engine.pool.home import Home
from dxgraph.engine.protocol import Answer, Limits, Query
from dxgraph.settings import MEGABYTE, Settings
from dxgraph.web.fronts import PIECE_BYTES
from dxgraph.web.http.connection import connection_class
from dxgraph.web.http.direct import Direct
from dxgraph.web.http.figures import Shared
from dxgraph.web.http.log import Journal
from dxgraph.web.http.moving import Guest, Moving, adopt
from dxgraph.web.http.prompting import Prompting
from dxgraph.web.http.repeated import Repeated
from dxgraph.web.http.request import new_id
from dxgraph.web.server import configuration, logging_to, loop_factory, server_of, tune

_TAKEN_S: Final = 10.0
"""The service, which gives nothing while this one waits, takes what it gets sooner."""

_CACHE_PART: Final = 8
"""Small answers take little: pages and large ones are the service's."""


def main(end: socket.socket, store: ox.Store, rules: Rules) -> None:
    """Answer until told to end."""
    # The service is told, and tells us.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    message, descriptors, _, _ = socket.recv_fds(end, 16, 3)
    if not message:
        return
    with os.fdopen(descriptors[0], "rb") as file:
        file.seek(0)
        order = json.load(file)
    given = order["settings"].items()
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in given}
    settings = Settings(**given)
    shared = Shared(descriptors[1], settings.processes - 1)
    home = Home.lent(store, rules, order["digest"], settings, descriptors[2])
    tune()
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(_Front(end, home, settings, shared, int(order["name"])).run())


class _Prompt:
    """Answers from a home alone."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self._home = home
        self._most_bytes = settings.result_mb * MEGABYTE

    def at_hand(self) -> str:
        return self._home.digest

    def at_once(
        self,
        query: Query,
        limits: Limits | None = None,  # noqa: ARG002 — what has limits of its own is not asked here
        run_id: str | None = None,
    ) -> Answer | None:
        return self._home.answer(query, run_id or new_id(), self._most_bytes)


class _Front:
    def __init__(
        self, end: socket.socket, home: Home, settings: Settings, shared: Shared, number: int
    ) -> None:
        self._end = end
        end.settimeout(_TAKEN_S)
        self._journal = Journal()
        self._figures = figures = shared.figures[number - 1]
        cache_bytes = settings.cache_mb * MEGABYTE // _CACHE_PART
        prompting = Prompting(_Prompt(home, settings), settings, shared.board, cache_bytes)
        figures.cache = prompting.cache
        direct = Direct(prompting, Repeated(prompting.cache), self._journal, figures)
        kind = connection_class(settings, direct, Guest, figures=figures, back=self._back)
        # Whatever needs an application goes to the service (`Guest`): there is none here.
        self._config = configuration(Response(status_code=503), settings, kind)
        self._kind = kind
        self._server = server_of(self._config, self._ready)
        self._coming: set[asyncio.Task[None]] = set()
        self._leaving: asyncio.Task[None] | None = None

    async def run(self) -> None:
        asyncio.get_running_loop().add_reader(self._end.fileno(), self._control_readable)
        with logging_to(self._journal):
            await self._server.serve(sockets=[])

    def _ready(self) -> None:
        gc.freeze()
        self._say(b"R")

    def _control_readable(self) -> None:
        try:
            message, descriptors, _, _ = socket.recv_fds(self._end, 16, 1)
        except OSError:
            message = b""
        match message:
            case b"C" if not descriptors:
                # There was none left for the connection.
                self._figures.ended()
            case b"C":
                task = asyncio.get_running_loop().create_task(self._take(descriptors[0]))
                self._coming.add(task)
                task.add_done_callback(self._coming.discard)
            case b"L":
                self._leaving = asyncio.get_running_loop().create_task(self._leave())
            case b"E":
                self._server.should_exit = True
            case _:
                self._exit()

    async def _take(self, descriptor: int) -> None:
        def make() -> Moving:
            return self._kind(config=self._config, server_state=state, app_state={})

        state = self._server.server_state
        if not await adopt(make, descriptor, b"", asyncio.get_running_loop()):
            self._figures.ended()

    async def _leave(self) -> None:
        """Give back all connections and end."""
        while self._coming or self._server.server_state.connections:
            for connection in list(self._server.server_state.connections):
                if isinstance(connection, Guest):
                    connection.leave()
            await asyncio.sleep(0.005)
        self._exit()

    def _back(self, descriptor: int, unanswered: bytes) -> None:
        """Give a connection to the service."""
        whole, rest = divmod(len(unanswered), PIECE_BYTES)
        for number in range(whole):
            begin = number * PIECE_BYTES
            self._say(b"P" + unanswered[begin : begin + PIECE_BYTES])
        self._say(b"C" + unanswered[len(unanswered) - rest :], descriptor)

    def _say(self, message: bytes, *descriptors: int) -> None:
        try:
            socket.send_fds(self._end, [message], descriptors)
        except OSError:
            # Also where the service takes nothing: what it was told in part only would be put
            # before what the next client has sent.
            self._exit()

    def _exit(self) -> NoReturn:
        self._journal.flush()
        os._exit(0)
