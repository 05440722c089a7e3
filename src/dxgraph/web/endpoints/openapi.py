"""The description of the HTTP interface: /openapi.json, and /docs made of it without scripts.

What is plain ASGI, FastAPI does not know; that is described in ``interface.yaml``.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from dxgraph import __version__
from dxgraph.errors import DxgraphError
from dxgraph.web.endpoints.interface import PROBLEM, Schema, completed, protocol
from dxgraph.web.http.problems import MEDIA_TYPE, TYPE
from dxgraph.web.words import by_language

TITLE: Final = "dxgraph"
DESCRIPTION: Final = "\n\n".join(by_language("descriptions")["interface"].values())

_PROBLEM_ANSWER: Final = {
    "description": "Tài liệu lỗi · A problem document",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_PROBLEM: Final = PROBLEM | {"description": f"RFC 9457. `type` begins with {TYPE}."}


def _sparql(method: str) -> Schema:
    described = protocol("/sparql", method)
    headers = {name: {"schema": {"type": "string"}} for name in ("ETag", "Dxgraph-Run-Id")}
    described["responses"]["200"]["headers"] = headers
    described["responses"]["304"] = {"description": "Không đổi · Not modified"}
    return described


def _paths() -> Schema:
    get, post = _sparql("get"), _sparql("post")
    form = post["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    form["properties"] = {
        field["name"]: {**field["schema"], "description": field["description"]}
        for field in get["parameters"]
    }
    graphs = protocol("/graphs", "get")
    return {"/sparql": {"get": get, "post": post}, "/graphs": {"get": graphs}}


def describe(app: FastAPI) -> Schema:
    """The OpenAPI document of the application, with the routes that FastAPI does not know."""
    document = get_openapi(
        title=TITLE, version=__version__, description=DESCRIPTION, routes=app.routes
    )
    paths: Schema = {**_paths(), **document.get("paths", {})}
    if app.state.catalogue is not None:
        # Without a catalogue there are no pages.
        from dxgraph.web.endpoints.queries import described

        paths = completed({**paths, **described(app.state.catalogue)})
    for operations in paths.values():
        for operation in operations.values():
            # FastAPI promises its own shape of errors; ours is another.
            operation["responses"].pop("422", None)
            operation["responses"].setdefault("default", _PROBLEM_ANSWER)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    document["paths"] = paths
    return document


def problems() -> list[type[DxgraphError]]:
    """Every kind of problem, by status and name."""
    found: list[type[DxgraphError]] = []
    waiting = [DxgraphError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return sorted({kind.slug: kind for kind in found}.values(), key=lambda k: (k.status, k.slug))


def router() -> APIRouter:
    """/docs; /openapi.json is FastAPI's own."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/docs")
    async def docs(request: Request) -> Response:
        # The templates cost an import that programs should not wait for.
        from dxgraph.web.pages.shared.frame import render
        from dxgraph.web.pages.shared.keeping import kept

        app: FastAPI = request.app

        async def page(seen: Request) -> Response:
            return await render(
                seen, "docs.html", document=app.openapi(), problems=problems(), types=TYPE
            )

        return await kept(request, page)

    @routes.get("/problem/{slug}")
    async def problem(request: Request) -> Response:
        return await docs(request)

    return routes
