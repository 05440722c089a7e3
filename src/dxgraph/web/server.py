"""Serve an engine over HTTP in this process, from the first byte to a clean end.

FastAPI is imported while the engine's processes start: neither waits for the other.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from dxgraph.engine.protocol import Engine, Lending, SnapshotInfo
from dxgraph.errors import InputError
from dxgraph.memory import give_back
from dxgraph.messages import message
from dxgraph.settings import Settings
from dxgraph.web.supervisor import kept

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

    from dxgraph.web.application import Application
    from dxgraph.web.fronts import Fronts
    from dxgraph.web.http.log import Journal

_BACKLOG = 1024
_SWITCH_S = 0.0001
_CYCLES = (2_000, 10, 200)
_MISSED_S = 1.0
_QUIET_S, _FEW, _MANY = 10.0, 10, 1000
_UNASKED_S = 10.0
"""How long a service that has lost its supervisor waits for one more request."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@runtime_checkable
class Launching(Protocol):
    """An engine that can begin to read its data before there is an event loop."""

    def launch(self) -> None: ...


MakeApp = Callable[[Engine, Settings], "Application"]


def serve(
    engine: Engine,
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    make_app: MakeApp | None = None,
    watch: Sequence[Path] = (),
    source: Callable[[SnapshotInfo], str] | None = None,
) -> None:
    """Start the engine, answer until Ctrl-C or SIGTERM, and close the engine.

    All of it in a child process, which is replaced should it be killed
    (:mod:`dxgraph.web.supervisor`).
    Prints one line when ready. `make_app` builds the application; imports that it needs belong
    inside it, so that they are done while the engine starts. Whenever a file in the folders
    `watch` changes, the engine is reloaded. `source` says where the data of a
    snapshot are read from.

    Raises InputError for an address that cannot be listened on, and what `Engine.start` raises.
    """
    with listening_socket(host, port) as listener:

        def answer() -> None:
            if isinstance(engine, Launching):
                engine.launch()
            service = Service(
                engine,
                settings,
                listener,
                make_app=make_app,
                watch=watch,
                source=source,
                supervisor=os.getppid() if os.getpid() != first else None,
            )
            tune()
            with asyncio.Runner(loop_factory=loop_factory()) as runner:
                runner.run(service.run())

        first = os.getpid()
        kept(answer)


class Service:
    """One running service. `stop` ends it, from its own loop."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        listener: socket.socket,
        *,
        make_app: MakeApp | None = None,
        watch: Sequence[Path] = (),
        source: Callable[[SnapshotInfo], str] | None = None,
        announce: Callable[[str], None] | None = None,
        supervisor: int | None = None,
    ) -> None:
        """`supervisor` is the process that would start another service in the place of this one."""
        self.address = _address(listener)
        self._engine = engine
        self._settings = settings
        self._listener = listener
        self._make_app = make_app or _plain_app
        self._watch = watch
        self._source = source
        self._announce = announce or partial(print, flush=True)
        self._supervisor = supervisor
        self._server: uvicorn.Server | None = None
        self._fronts: Fronts | None = None
        self._main: asyncio.Task[None] | None = None
        self._end: Callable[[], None] | None = None

    async def run(self) -> None:
        """Start, serve, end. Raises what `Engine.start` raises."""
        loop = asyncio.get_running_loop()
        in_main_thread = threading.current_thread() is threading.main_thread()
        heard = [each for each in _SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
        if in_main_thread:
            for number in heard:
                loop.add_signal_handler(number, self.stop)
        self._main = loop.create_task(self._run())
        try:
            await self._main
        except asyncio.CancelledError:
            # Told to end before all was ready: then that was the end.
            current = asyncio.current_task()
            if current is not None and current.cancelling():
                raise
        finally:
            if in_main_thread:
                for number in heard:
                    loop.remove_signal_handler(number)

    def stop(self) -> None:
        """End: let running queries go on for `shutdown_s`. Called again: at once."""
        if self._server is None:
            if self._main is not None:
                self._main.cancel()
        elif self._server.should_exit:
            self._server.force_exit = True
            if self._fronts is not None:
                self._fronts.kill()
        else:
            self._server.should_exit = True
            if self._fronts is not None:
                self._fronts.end()
            if self._end is not None:
                loop = asyncio.get_running_loop()
                loop.call_later(self._settings.shutdown_s, self._end)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            starting = loop.create_task(self._engine.start())
            await asyncio.sleep(0)  # the engine's processes begin before we import
            importing = loop.run_in_executor(None, self._make_app, self._engine, self._settings)
            info, app = await asyncio.gather(starting, importing)
            with logging_to(app.state.journal):
                await self._serve(app, info)
        finally:
            await self._engine.close()

    async def _serve(self, app: Application, info: SnapshotInfo) -> None:
        from dxgraph.web.http.connection import Connection, connection_class
        from dxgraph.web.http.moving import Resident

        direct = getattr(app, "direct", None)
        fronts = self._fronts = _fronts(self._engine, self._settings, app)
        given = {} if fronts is None else {"fronts": fronts}
        kind = connection_class(
            self._settings, direct, Connection if fronts is None else Resident, **given
        )
        config = configuration(app, self._settings, kind)
        self._end = app.state.answering.end
        self._server = server = server_of(config, lambda: self._ready(info))
        app.state.metrics.servers["0"] = lambda: len(server.server_state.connections)
        if fronts is not None:
            fronts.begin(lambda: cast(Resident, kind(config, server.server_state, {})))
        beside: list[asyncio.Task[None]] = []
        prepare = getattr(app.state, "prepare", None)
        if prepare is not None:
            beside.append(asyncio.create_task(prepare()))
        beside.append(asyncio.create_task(resting(app.state.metrics.requests)))
        if self._watch:
            beside.append(asyncio.create_task(app.state.reloader.watch(self._watch)))
        if self._supervisor is not None:
            beside.append(asyncio.create_task(self._miss(self._supervisor, server, app)))
        try:
            await server.serve(sockets=[self._listener])
        finally:
            for task in beside:
                task.cancel()
            if fronts is not None:
                await fronts.close()
            app.state.drawer.close()
            # Those that were cut short end before the log does.
            await asyncio.gather(*server.server_state.tasks, return_exceptions=True)

    async def _miss(self, supervisor: int, server: uvicorn.Server, app: Application) -> None:
        """Once the supervisor is gone, end when nobody asks any more: nobody else would end us."""
        while os.getppid() == supervisor:
            await asyncio.sleep(_MISSED_S)
        app.state.journal.note(
            "supervisor-lost", detail="the service ends when it is asked nothing for a while"
        )
        asked = -1
        while asked != app.state.metrics.requests() or server.server_state.tasks:
            asked = app.state.metrics.requests()
            await asyncio.sleep(_UNASKED_S)
        self.stop()

    def _ready(self, info: SnapshotInfo) -> None:
        # What was made so far stays for good; looking through it again and again would cost each
        # answer a tenth of its time.
        gc.freeze()
        root = self._settings.root_path.strip("/")
        self._announce(
            f"dxgraph: {self.address}/{root + '/' if root else ''} · "
            f"{info.triples} triples · snapshot {info.digest[:12]}"
            + (f" · {self._source(info)}" if self._source else "")
        )


async def resting(requests: Callable[[], int]) -> None:
    """Give memory back whenever few requests come after many; `requests` says how many came."""
    given = asked = requests()
    while True:
        await asyncio.sleep(_QUIET_S)
        before, asked = asked, requests()
        if asked - before < _FEW and asked - given > _MANY:
            given = asked
            await asyncio.to_thread(give_back)


def tune() -> None:
    """Fit the interpreter to a process that answers in turns much shorter than a millisecond.

    A thread that computes (a page is made) keeps the interpreter for 5 ms, and the event loop lets
    go of it several times a request: beside a page each lookup took some 15 ms. With 0.1 ms in
    place of 0.5 the loop has its turn back in 0.5 ms where it took 1.2, and pages take a twentieth
    longer. Looking for cycles holds the interpreter too, and no thread gets it away: among 20,000
    new objects 1 ms, among 200,000 17, and where other programs want the processor ten times that.
    All objects are looked at after four million new ones: with Python's own numbers each kept
    answer is looked at again and again.
    """
    sys.setswitchinterval(_SWITCH_S)
    gc.set_threshold(*_CYCLES)


@contextlib.contextmanager
def logging_to(journal: Journal) -> Iterator[None]:
    """The server library's warnings go into our log."""
    from dxgraph.web.http.log import JournalHandler

    logger = logging.getLogger("uvicorn.error")
    handler = JournalHandler(journal)
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        journal.flush()


def _plain_app(engine: Engine, settings: Settings) -> Application:
    from dxgraph.web.application import create_app

    return create_app(engine, settings)


def _fronts(engine: Engine, settings: Settings, app: Application) -> Fronts | None:
    """The processes that are to answer beside this one, if any are wanted and can be had."""
    if settings.processes == 1 or not isinstance(engine, Lending):
        return None
    from dxgraph.web.fronts import Fronts

    return Fronts(
        engine, settings, app.state.answering.clients, app.state.metrics, app.state.journal
    )


def configuration(app: ASGIApp, settings: Settings, kind: type[asyncio.Protocol]) -> uvicorn.Config:
    """How the server library is to serve an application with connections of that kind."""
    import uvicorn

    return uvicorn.Config(
        app,
        http=kind,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        root_path=settings.root_path.rstrip("/"),
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=settings.graceful_s,
    )


def server_of(config: uvicorn.Config, ready: Callable[[], None]) -> uvicorn.Server:
    import uvicorn

    class Server(uvicorn.Server):
        """Leaves signals to us and says when it listens."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    return Server(config)


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the address; it listens only once there is somebody to answer.

    Raises InputError for an address that is taken, forbidden or unknown.
    """
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise InputError(message("host-not-known", host=host, reason=error)) from None
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
    except OSError as error:
        listener.close()
        raise _unusable(host, port, error) from None
    return listener


def _unusable(host: str, port: int, error: OSError) -> InputError:
    if error.errno == errno.EADDRINUSE:
        return InputError(message("port-in-use", port=str(port), host=host))
    if error.errno == errno.EACCES:
        return InputError(message("port-not-allowed", port=str(port)))
    return InputError(
        message("host-not-listened", host=host, port=str(port), reason=error.strerror or error),
    )


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None  # not made for this system; the standard loop does
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory
