"""The outermost part of the application: every request comes in and goes out here.

It reads the header once, answers OPTIONS, hands /sparql to its endpoint without a detour, adds the
header fields that all answers carry, turns what was raised into problems, and writes the log.
"""

from __future__ import annotations

import re
import traceback
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxgraph.errors import DxgraphError, UnsupportedMediaType, UsageError
from dxgraph.messages import message
from dxgraph.settings import MEGABYTE
from dxgraph.web.endpoints.sparql import ALLOW, SparqlEndpoint
from dxgraph.web.http.headers import OPEN, PREFLIGHT, RUN_ID, Header, guards
from dxgraph.web.http.leaving import ClientLeft
from dxgraph.web.http.limits import too_large
from dxgraph.web.http.log import Journal
from dxgraph.web.http.metrics import Metrics
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.problems import MEDIA_TYPE, describe, language_of, unexpected
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call, call_of
from dxgraph.web.pages.questions import editor

_LEFT: Final = 499
"""What the log calls an answer that nobody waited for."""


class Problems:
    """Answers that tell of an error: a page for a browser, a problem document otherwise."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def respond(self, request: Request, error: DxgraphError) -> Response:
        call = call_of(request)
        if call.outcome == "ok":
            call.outcome = error.slug
        language = language_of(call.accept_language)
        problem = describe(error, language=language, run_id=call.run_id)
        fields: list[Header] = [
            *problem.headers,
            (b"vary", b"accept, accept-language, origin"),
            (b"cache-control", b"no-store"),
            (RUN_ID, call.run_id.encode()),
        ]
        if wants_page(call.accept, ()):
            try:
                page = await editor.problem(request, error, problem)
            except Exception:
                # An error page that cannot be made must not hide the error.
                self._journal.note("failure", id=call.run_id, traceback=traceback.format_exc())
            else:
                names = {name for name, _ in page.raw_headers}
                page.raw_headers += [field for field in fields if field[0] not in names]
                return page
        body = problem.body()
        fields += [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", b"%d" % len(body)),
        ]
        return Ready(problem.status, fields, body)


class Gate:
    def __init__(
        self,
        app: ASGIApp,
        sparql: SparqlEndpoint,
        problems: Problems,
        journal: Journal,
        metrics: Metrics,
        request_mb: int,
    ) -> None:
        """`app` answers every other path than /sparql."""
        self._app = app
        self._sparql = sparql
        self._problems = problems
        self._journal = journal
        self._metrics = metrics
        self._request_mb = request_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        root = scope.get("root_path", "")
        path: str = scope["path"]
        if root and path.startswith(root):
            path = path[len(root) :] or "/"
        if scope["query_string"]:
            scope = {**scope, "query_string": _untracked(scope["query_string"])}
        call = Call.of(scope, path)
        status = size = 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _completed(message["headers"], call)
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            _check(call, scope)
            if call.method == "OPTIONS":
                await _options(path)(scope, receive, sending)
            elif path == "/sparql":
                answer = await self._sparql.respond(scope, receive, call)
                if isinstance(answer, Ready):
                    status = answer.status_code
                    size = 0 if call.method == "HEAD" else len(answer.body)
                    if call.origin:
                        answer.raw_headers = [*answer.raw_headers, *OPEN]
                    await answer(scope, receive, send)
                else:
                    await answer(scope, receive, sending)
            elif call.content_length and call.content_length > self._request_mb * MEGABYTE:
                raise too_large(self._request_mb)  # noqa: TRY301 — answered like any other
            else:
                if call.method == "HEAD":
                    # A route answers HEAD as it answers GET; the server leaves out the body.
                    scope = {**scope, "method": "GET"}
                await self._app(scope, self._limited(receive), sending)
        except DxgraphError as error:
            response = await self._problems.respond(Request(scope, receive), error)
            await response(scope, receive, sending)
        except ClientLeft:
            call.outcome = "left"
        except Exception:
            call.outcome = "failed"
            self._journal.note("failure", id=call.run_id, traceback=traceback.format_exc())
            if not status:
                response = await self._problems.respond(Request(scope, receive), unexpected())
                await response(scope, receive, sending)
        finally:
            if call.outcome == "left":
                status = _LEFT
            if call.route == "other":
                call.route = getattr(scope.get("route"), "path", "other")
            duration_s = call.elapsed_s()
            self._metrics.request(call, status, size, duration_s)
            self._journal.request(call, status, size, duration_s)

    def _limited(self, receive: Receive) -> Receive:
        """As `receive`, for bodies that do not say how long they are."""
        size = 0

        async def receiving() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._request_mb * MEGABYTE:
                raise too_large(self._request_mb)
            return message

        return receiving


_POSTED: Final = frozenset(("/sparql", "/check", "/mcp", "/mcp/"))
"""The paths that take POST."""

_ENDED: Final = "/queries/running/"
"""What is below takes DELETE and nothing else."""

_HOST: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.\-~%!$&'()*+,;=]*)(?::[0-9]*)?", re.ASCII)
"""The value of the field Host (RFC 9110, section 7.2; RFC 3986, section 3.2.2)."""

_TRACKING: Final = re.compile(rb"(?:^|&)(?:fbclid|gclid|zarsrc|utm_\w+|_)=[^&]*")


def _check(call: Call, scope: Scope) -> None:
    """Refuse what HTTP wants refused whatever the path.

    Raises UsageError for a request of HTTP/1.1 that does not name one host (RFC 9112, section 3.2),
    UnsupportedMediaType for a body that is packed (RFC 9110, section 15.5.16).
    """
    if len(call.hosts) != 1 and scope.get("http_version") == "1.1":
        raise UsageError(message("several-hosts", count=len(call.hosts)))
    if any(_HOST.fullmatch(host) is None for host in call.hosts):
        raise UsageError(message("no-host"))
    if call.content_encoding.strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType(message("body-packed", content_encoding=call.content_encoding))


def _untracked(query: bytes) -> bytes:
    """A query string without what social networks and mailings add to a link that is shared.

    None of it is for us, and a link that works must still work once it was shared.
    """
    return _TRACKING.sub(b"", query).removeprefix(b"&")


def _completed(fields: list[Header], call: Call) -> list[Header]:
    """The header fields of an answer with those that its kind carries.

    Each field costs a client some microseconds to read, so none is sent without a use.
    """
    own = dict(fields)
    added = guards(own.get(b"content-type", b""))
    if call.origin:
        added += OPEN
    if RUN_ID not in own:
        added.append((RUN_ID, call.run_id.encode()))
    return [*fields, *(field for field in added if field[0] not in own)]


def _options(path: str) -> Ready:
    """OPTIONS, and the question of a browser before it lets a page of another host send."""
    if path in _POSTED:
        allow = ALLOW
    else:
        allow = "DELETE, OPTIONS" if path.startswith(_ENDED) else "GET, HEAD, OPTIONS"
    return Ready(204, [(b"allow", allow.encode()), *PREFLIGHT], b"")
