"""For those who run the service: /health, /metrics, and the queries that are running."""

from __future__ import annotations

import contextlib
import hmac
from typing import Protocol, runtime_checkable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import DxgraphError, Unauthorized, UnknownName
from dxgraph.messages import message
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.metrics import MEDIA_TYPE, Metrics
from dxgraph.web.reloading import Reloader


@runtime_checkable
class Telling(Protocol):
    """An engine that says how its processes are made, and what is kept from them."""

    def facts(self) -> dict[str, str]: ...


_NO_STORE = {"Cache-Control": "no-store"}


def router(metrics: Metrics, reloader: Reloader, operator_token: str) -> APIRouter:
    """The routes; those of running queries only where there is a token."""
    routes = APIRouter(tags=["operation"])

    @routes.get(
        "/health", response_class=JSONResponse, summary="Tình trạng dịch vụ · Health of the service"
    )
    async def health(request: Request) -> Response:
        """Ready or not (200 or 503), which snapshot answers, and why a reload failed.

        Sẵn sàng hay không, bản chụp dữ liệu nào đang trả lời, và lỗi của lần nạp lại gần nhất.
        """
        engine = answering_of(request).engine
        ready = await engine.healthy()
        members: dict[str, object] = {"status": "ready" if ready else "unavailable"}
        if ready:
            info = await answering_of(request).snapshot()
            members |= {
                "snapshot": info.digest,
                "triples": info.triples,
                "graphs": len(info.graphs),
                "version": info.version,
            }
        members["running"] = len(engine.running())
        if isinstance(engine, Telling):
            members["engine"] = engine.facts()
        if reloader.error is not None:
            members["reload_error"] = reloader.error
        return JSONResponse(members, 200 if ready else 503, headers=_NO_STORE)

    @routes.get(
        "/health/live", response_class=JSONResponse, summary="Tiến trình còn trả lời · Alive"
    )
    async def live() -> Response:
        """The process answers; it says nothing about the engine.

        Tiến trình còn trả lời; không nói gì về bộ máy truy vấn.
        """
        return JSONResponse({"status": "alive"}, headers=_NO_STORE)

    @routes.get("/metrics", response_class=Response, summary="Số liệu vận hành · Figures")
    async def figures(request: Request) -> Response:
        """Figures for Prometheus.

        Số liệu cho Prometheus.
        """
        info: SnapshotInfo | None = None
        with contextlib.suppress(DxgraphError):
            # A store that is down does not take its figures with it.
            info = await answering_of(request).snapshot()
        return Response(metrics.text(info), media_type=MEDIA_TYPE, headers=_NO_STORE)

    if operator_token:
        _add_running(routes, operator_token)
    return routes


def _add_running(routes: APIRouter, operator_token: str) -> None:
    def check(request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given, expected = token.strip().encode(), operator_token.encode()
        if scheme.lower() != "bearer" or not hmac.compare_digest(given, expected):
            raise Unauthorized(message("operator-only"))

    @routes.get("/queries/running", response_class=JSONResponse)
    async def running(request: Request) -> Response:
        """The queries that are being answered now; for the operator.

        Các truy vấn đang chạy; dành cho người vận hành.
        """
        check(request)
        members = [
            {
                "id": item.run_id,
                "age_s": round(item.age_s, 3),
                "lane": item.lane.value,
                "text": item.text,
            }
            for item in answering_of(request).engine.running()
        ]
        return JSONResponse(members, headers=_NO_STORE)

    @routes.delete("/queries/running/{run_id}", status_code=204, response_class=Response)
    async def cancel(request: Request, run_id: str) -> Response:
        """End a running query; for the operator.

        Dừng một truy vấn đang chạy; dành cho người vận hành.
        """
        check(request)
        if not await answering_of(request).engine.cancel(run_id):
            raise UnknownName(message("no-running-query", run_id=run_id))
        return Response(status_code=204)
