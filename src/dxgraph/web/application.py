"""Put the application together: one place that knows all routes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from dxgraph.engine.protocol import Engine
from dxgraph.errors import DxgraphError, UsageError
from dxgraph.messages import message
from dxgraph.settings import Settings
from dxgraph.web.charts.drawer import Drawer
from dxgraph.web.endpoints import graphs as graph_store
from dxgraph.web.endpoints import openapi as reference
from dxgraph.web.endpoints import operation
from dxgraph.web.endpoints.sparql import SparqlEndpoint
from dxgraph.web.gate import Gate, Problems
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.compression import WORTH_BYTES
from dxgraph.web.http.direct import Direct
from dxgraph.web.http.leaving import ClientLeft
from dxgraph.web.http.log import Journal
from dxgraph.web.http.metrics import Metrics
from dxgraph.web.http.problems import from_http, unexpected
from dxgraph.web.http.repeated import Repeated
from dxgraph.web.http.request import call_of
from dxgraph.web.reloading import Reloader

_STATIC = Path(__file__).parent / "static"


class Application(FastAPI):
    """FastAPI with our gate before it. On `state`: engine, settings, answering, reloader,
    drawer, catalogue (or None)."""

    gate: Gate
    direct: Direct

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["app"] = self
            await self.gate(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def behind_gate(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What lies behind the gate."""
        await super().__call__(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = reference.describe(self)
        return self.openapi_schema


class _Static(StaticFiles):
    """Files whose address holds their fingerprint (``?v=``) never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope["query_string"] and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class _Compressing(GZipMiddleware):
    """Packs pages; files of data go as they lie, because their digests are those of the files."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        if path.startswith("/data/"):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(
    engine: Engine,
    settings: Settings | None = None,
    catalogue: object | None = None,
    *,
    routers: Sequence[APIRouter] = (),
    journal: Journal | None = None,
) -> Application:
    """The application for an engine, which the caller starts before and closes after.

    `routers` come after our own routes and may use `dxgraph.web.http.answer.respond` and what is on
    `request.app.state`.
    """
    settings = settings or Settings()
    journal = journal or Journal()
    answering = Answering(engine, settings)
    metrics = Metrics(answering)
    reloader = Reloader(engine, journal)

    repeated = Repeated(answering.cache)
    sparql = SparqlEndpoint(answering, repeated)
    app = Application(
        title=reference.TITLE,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        # An address that is none is 404 at once, not sent to another that is none either.
        redirect_slashes=False,
    )
    problems = Problems(journal)
    app.direct = Direct(answering, repeated, journal, metrics)
    app.gate = Gate(app.behind_gate, sparql, problems, journal, metrics, settings.request_mb)
    app.state.engine = engine
    app.state.settings = settings
    app.state.answering = answering
    app.state.reloader = reloader
    app.state.catalogue = catalogue
    app.state.journal = journal
    app.state.metrics = metrics
    app.state.drawer = Drawer(settings.timeout_s)

    async def on_problem(request: Request, error: Exception) -> Response:
        return await problems.respond(request, _ours(request, error))

    async def on_left(request: Request, error: Exception) -> Response:  # noqa: ARG001
        call_of(request).outcome = "left"
        return Response(status_code=499)

    for kind in (DxgraphError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, on_problem)
    app.add_exception_handler(ClientLeft, on_left)
    # Pages and files; answers of queries are compressed once and kept so.
    app.add_middleware(_Compressing, minimum_size=WORTH_BYTES, compresslevel=5)

    app.include_router(operation.router(metrics, reloader, settings.operator_token))
    app.include_router(graph_store.router())
    app.include_router(reference.router())
    app.mount("/static", _Static(directory=_STATIC), name="static")
    for router in routers:
        app.include_router(router)
    return app


def _ours(request: Request, error: Exception) -> DxgraphError:
    """Any exception as one of ours."""
    if isinstance(error, DxgraphError):
        return error
    if isinstance(error, HTTPException):
        headers = dict(error.headers) if error.headers else None
        return from_http(error.status_code, call_of(request).path, headers)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        name = str(first["loc"][-1])
        return UsageError(
            message("parameter-wrong", name=name, reason=first["msg"]),
            parameter=name,
        )
    call_of(request).outcome = "failed"
    return unexpected()
