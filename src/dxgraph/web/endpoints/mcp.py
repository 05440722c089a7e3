"""/mcp: the Model Context Protocol over streamable HTTP, without sessions.

The SDK takes half a second to import, so it is imported when somebody first talks to it. It refuses
requests for other hosts than those of the service, and from pages of other hosts (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dxgraph.engine.protocol import Answer, Query
from dxgraph.settings import MEGABYTE
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.log import JournalHandler
from dxgraph.web.http.negotiation import ranges, wants_page
from dxgraph.web.http.problems import method_not_allowed
from dxgraph.web.http.request import KEY, call_of

if TYPE_CHECKING:
    from dxgraph.asking import Lexicon
    from dxgraph.web.application import Application

PATH: Final = "/mcp"

_OWN_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")


def router() -> APIRouter:
    """The route; the SDK reads and answers the requests itself."""
    routes = APIRouter()
    talking = Talking()
    for path in (PATH, f"{PATH}/"):
        routes.routes.append(Route(path, endpoint=talking, include_in_schema=False))
    return routes


class Talking:
    """An ASGI application that becomes the SDK's with the first request.

    Its state belongs to one event loop, that of the application it is part of.
    """

    def __init__(self) -> None:
        self._starting: asyncio.Task[ASGIApp] | None = None
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "GET" and wants_page(call_of(request).accept, ()):
            await (await _page(request))(scope, receive, send)
            return
        if request.method != "POST":
            # There are no sessions to end, and nothing is sent that was not asked for.
            raise method_not_allowed(PATH, "OPTIONS, POST")
        if self._starting is None:
            # Who asks while it starts waits for the same start.
            self._starting = asyncio.get_running_loop().create_task(self._start(request.app))
        try:
            app = await asyncio.shield(self._starting)
        except Exception:
            self._starting = None
            raise
        await app(_accepting(scope, call_of(request).accept), receive, send)

    async def _start(self, app: Application) -> ASGIApp:
        manager = await asyncio.to_thread(_manager, app)
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()

        async def keep() -> None:
            # The SDK's tasks must end in the task that began them: this one, with the loop.
            async with _logging(app), manager.run():
                ready.set_result(None)
                await loop.create_future()

        self._running = loop.create_task(keep())
        await asyncio.wait({ready, self._running}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            self._running.result()
        handle: ASGIApp = manager.handle_request
        return handle


def _accepting(scope: Scope, accept: str) -> Scope:
    """A request that accepts what we send. The SDK refuses one that does not name it, though who
    names nothing, or everything, takes anything (RFC 9110, section 12.5.1)."""
    if accept.strip() and not {"*/*", "application/*"} & {
        name for name, quality in ranges(accept) if quality
    }:
        return scope
    fields = [field for field in scope["headers"] if field[0] != b"accept"]
    return {**scope, "headers": [*fields, (b"accept", b"application/json, text/event-stream")]}


@asynccontextmanager
async def _logging(app: Application) -> AsyncIterator[None]:
    """The SDK's warnings go into our log."""
    handler = JournalHandler(app.state.journal)
    logger = logging.getLogger("mcp")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _manager(app: Application) -> Any:
    """The SDK's manager of HTTP requests. Imports the SDK: call it in a thread."""
    root = logging.getLogger()
    if not root.handlers:
        # Else the SDK would set one up that writes beside our log.
        root.addHandler(logging.NullHandler())

    from mcp.server.transport_security import TransportSecuritySettings

    from dxgraph.mcp import tools as mcp
    from dxgraph.web.pages.questions.asking import read_names
    from dxgraph.web.pages.shared.keeping import unasked

    settings = app.state.settings
    answering: Answering = app.state.answering

    async def ask(query: Query, request: object | None) -> Answer:
        call = request.scope.get(KEY) if isinstance(request, Request) else None
        return await answering.ask(query, call)

    async def lexicon() -> Lexicon:
        """That of the pages."""
        return (await unasked(app, read_names))[1]

    graph = mcp.Graph(
        ask, answering.snapshot, app.state.catalogue, lexicon=lexicon, settings=settings
    )
    server = mcp.server(graph)
    hosts = (*_OWN_HOSTS, *settings.public_hosts)
    server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=settings.request_mb * MEGABYTE,
        transport_security=TransportSecuritySettings(
            allowed_hosts=_with_ports(hosts),
            allowed_origins=_with_ports(
                f"{s}://{host}" for s in ("http", "https") for host in hosts
            ),
        ),
    )
    return server.session_manager


def _with_ports(names: Iterable[str]) -> list[str]:
    return [pattern for name in names for pattern in (name, f"{name}:*")]


async def _page(request: Request) -> Response:
    """What a person finds here: how to connect, and what a program can ask."""
    from dxgraph.web.http.request import base_of
    from dxgraph.web.pages.shared.frame import render

    return await render(
        request,
        "mcp.html",
        server=f"{base_of(request)}{PATH}",
    )
