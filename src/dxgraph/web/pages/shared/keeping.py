"""Pages are made once a snapshot, language and address, beside the event loop, and kept as bytes.

A page is made by a loop of its own in a thread of its own, so that queries and health checks are
answered meanwhile; whatever it asks of the engine crosses to the service's loop. What was made is
kept within a bound, and has an entity tag: who asks again is told 304.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import inspect
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final, TypeVar

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dxgraph.engine.once import OncePerSnapshot, SharedRuns
from dxgraph.engine.protocol import Answer, Form
from dxgraph.errors import BusyError, Message
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.settings import Settings
from dxgraph.web.charts.draw import FORMATS
from dxgraph.web.http.answer import Answering, answering_of
from dxgraph.web.http.cache import Kept, matched
from dxgraph.web.http.compression import compressed
from dxgraph.web.http.headers import LATEST, RUN_ID, Header
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.negotiation import encoding, wants_page
from dxgraph.web.http.pinning import pinned_to
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call, base_of, call_of
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.publication import Part, Publication, Seen

_AT_ONCE: Final = 2
"""How many pages are made at once; others wait for their turn, and who crawls for itself. One
thread makes them all: while it computes one page, the engine answers what another asks. More at
once would hold more memory, and take processors from those who ask small queries."""

_COME_AGAIN_S: Final = 10
"""When to come back to a line that is full."""

_T = TypeVar("_T")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_KEPT: Final = (HTMLResponse.media_type, *FORMATS.values())
_OF_THE_PAGE: Final = (b"link", b"content-language", b"content-security-policy")
"""Header fields that a page sets for itself."""
_VARIES: Final[Header] = (b"vary", b"accept-language")


class KeptRoute(APIRoute):
    """A route whose pages and pictures are kept. What is neither (RDF, redirections) goes as it
    is."""

    def get_route_handler(self) -> Handler:
        make = super().get_route_handler()

        async def handler(request: Request) -> Response:
            return await kept(request, make)

        return handler


def pages_router(
    pages: Mapping[str, Callable[..., Awaitable[Response]]] | None = None,
) -> APIRouter:
    """A router for pages, by their paths: what it makes is kept."""
    routes = APIRouter(route_class=KeptRoute)
    for path, page in (pages or {}).items():
        routes.add_api_route(
            path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
        )
    return routes


async def kept(request: Request, make: Handler, *, state: str = "") -> Response:
    """What `make` gives for a request: from the cache where it is a page, or a picture, that was
    made before.

    `state` is what the page shows beside the snapshot, such as files that are not made yet. Raises
    Gone and UnknownName for another snapshot than the one that is served.
    """
    answering = answering_of(request)
    call = call_of(request)
    info = await answering.snapshot()
    pinned_to(request.query_params.getlist("snapshot"), info, answering.archive, base_of(request))
    key = _key_of(request, call, info.digest, state)
    wished = encoding(call.accept_encoding) if call.accept_encoding else ""
    if call.if_none_match:
        tag = matched(call.if_none_match, key, wished)
        if tag is not None and answering.pages.find(key) is not None:
            return answering.not_modified(call, tag, extra=[_VARIES])
    found = answering.pages.find(key)
    call.cache = "hit" if found is not None else "miss"
    if found is None:
        response = await _made_once(request, key, make)
        if response.media_type not in _KEPT or response.status_code != 200:
            return response
        extra = tuple((name, value) for name, value in response.raw_headers if name in _OF_THE_PAGE)
        packed = wished or "gzip"
        answer = Answer(
            await compressed(bytes(response.body), packed),
            response.headers["content-type"],
            Form.SELECT,
            0,
            0.0,
            call.run_id,
            info.digest,
        )
        found = Kept(answer, info.digest, key, extra=(*extra, _VARIES), packed=packed)
        answering.pages.keep(found)
    fields, body = await answering.variant(found, wished)
    common: list[Header] = [(b"cache-control", LATEST), (RUN_ID, call.run_id.encode())]
    return Ready(200, [*fields, *common], body)


async def kept_as_made(
    request: Request,
    publication: Publication,
    part: Part,
    page: Callable[[Request, Publication, Seen], Coroutine[Any, Any, Response]],
) -> Response:
    """The page of a part of what is published, which says how far that is made."""
    digest = (await answering_of(request).snapshot()).digest
    seen = await publication.seen(part, digest, request.app.state.journal)
    return await kept(request, lambda asked: page(asked, publication, seen), state=seen.state)


async def aside(
    request: Request, make: Callable[[Request], Coroutine[Any, Any, _T]], line: str = ""
) -> _T:
    """What `make` gives, made beside the event loop and not kept: it is different each time.

    What takes long names the `line` in which it waits for its turn. Raises BusyError where that is
    full.
    """
    async with _turns(request, line).next() if line else contextlib.nullcontext():
        return await _across(_for_pages(request), make)


async def unasked(app: Any, make: Callable[[Request], Coroutine[Any, Any, _T]]) -> _T:
    """What `make` gives in the pages' loop, for nobody's request."""
    scope = {"type": "http", "app": app, "path": "/", "query_string": b"", "headers": []}
    return await aside(Request(scope), make)


def _key_of(request: Request, call: Call, digest: str, state: str) -> str:
    """What a page is a function of; the day counts because pages say when they are cited."""
    parts = (
        str(request.url),
        str(request.scope.get("root_path", "")),
        language_of(request).value,
        str("ending" in request.path_params or wants_page(call.accept, GRAPHS)),
        datetime.now(UTC).date().isoformat(),
        str(answering_of(request).archive.stamp),
        state,
    )
    # A NUL is in none of them.
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return f"{digest[:12]}-{hashlib.blake2b(whole, digest_size=16).hexdigest()}"


async def _made_once(request: Request, key: str, make: Handler) -> Response:
    """The response that `make` gives in the pages' own loop. Who asks for the same page while it is
    made waits for it; when the last who waits has left it is made no further.

    Raises BusyError, and ClientLeft when the client went away meanwhile.
    """
    state = request.app.state.__dict__
    pending: SharedRuns[Response] = state.setdefault("pages_pending", SharedRuns())
    # Of other methods a body may still be to be read, where it would look for an end.
    reads = request.method not in {"GET", "HEAD"}
    async with contextlib.nullcontext() if reads else Leaving(request.receive):
        name = f"{key} {call_of(request).accept}"
        return await pending.get(name, lambda: _in_turn(request, make))


async def _in_turn(request: Request, make: Handler) -> Response:
    """What `make` gives, when it is the turn of this page, or of a picture whose link was followed.
    What a program asks for, and a picture within a page, waits for no turn here."""
    if "format" in request.query_params or not wants_page(call_of(request).accept, GRAPHS):
        return await _across(_for_pages(request), make)
    # Who follows a link to a picture asks for a page, by what it accepts: pages do not wait for it.
    return await aside(request, make, "pictures" if "ending" in request.path_params else "pages")


def _turns(request: Request, line: str) -> _Turns:
    state = request.app.state.__dict__
    turns: _Turns | None = state.get(f"{line}_turns")
    if turns is None or turns.loop is not asyncio.get_running_loop():
        turns = state[f"{line}_turns"] = _Turns(request.app.state.settings)
    return turns


class _Turns:
    """Who makes a page now, and who waits for it."""

    def __init__(self, settings: Settings) -> None:
        self.loop = asyncio.get_running_loop()
        self._settings = settings
        self._free = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0

    @contextlib.asynccontextmanager
    async def next(self) -> AsyncIterator[None]:
        """Raises BusyError where the line is full, or took too long."""
        most, timeout_s = self._settings.page_queue_length, self._settings.timeout_s
        if self._free.locked() and self._waiting >= most:
            raise _busy(message("pages-wait", waiting=self._waiting), "page_queue_length", most)
        self._waiting += 1
        try:
            async with asyncio.timeout(timeout_s):
                await self._free.acquire()
        except TimeoutError:
            told = message("page-waited", timeout_s=timeout_s)
            raise _busy(told, "timeout_s", timeout_s) from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


def _busy(told: Message, limit: str, value: float) -> BusyError:
    return BusyError(told, retry_after_s=_COME_AGAIN_S, limit=limit, value=value)


async def _across(request: Request, make: Callable[[Request], Coroutine[Any, Any, _T]]) -> _T:
    future = asyncio.run_coroutine_threadsafe(make(request), _page_loop())
    return await asyncio.wrap_future(future)


@lru_cache(maxsize=1)
def _page_loop() -> asyncio.AbstractEventLoop:
    """The loop that pages are made in, in a thread that ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="pages", daemon=True).start()
    return loop


_SHARED: Final = ("catalogue", "drawer", "journal", "reloader", "settings")
"""What both loops may use as it is: it waits for nothing."""


def _for_pages(request: Request) -> Request:
    """The same request, whose application asks the engine across the two loops.

    What pages keep for themselves stays theirs: a thing that was made in one loop cannot be waited
    for in the other.
    """
    state, loop = request.app.state, asyncio.get_running_loop()
    whose, own = state.__dict__.get("pages_own", (None, None))
    if whose is not loop:
        _, own = state.__dict__["pages_own"] = loop, {}
    own |= {name: getattr(state, name) for name in _SHARED if hasattr(state, name)}
    own |= {"answering": _Answering(state.answering, loop, state)}
    own |= {"engine": _Bridged(state.engine, loop)}
    scope = {**request.scope, "app": SimpleNamespace(state=State(own))}
    return Request(scope, request.receive)


class _Bridged:
    """An object whose coroutines run in the service's loop, whoever awaits them."""

    def __init__(self, inner: object, loop: asyncio.AbstractEventLoop) -> None:
        self._inner = inner
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not inspect.iscoroutinefunction(found):
            return found

        async def across(*given: Any, **named: Any) -> Any:
            future = asyncio.run_coroutine_threadsafe(found(*given, **named), self._loop)
            return await asyncio.wrap_future(future)

        return across


class _Answering(_Bridged):
    """As `Answering`; what is made once a snapshot is made in the pages' loop."""

    def __init__(self, inner: Answering, loop: asyncio.AbstractEventLoop, state: Any) -> None:
        super().__init__(inner, loop)
        self._made: dict[str, OncePerSnapshot[Any]] = state.__dict__.setdefault("pages_made", {})

    async def once(self, name: str, make: Callable[[], Awaitable[Any]]) -> Any:
        digest = (await self.snapshot()).digest
        return await self._made.setdefault(name, OncePerSnapshot()).get(digest, make)
