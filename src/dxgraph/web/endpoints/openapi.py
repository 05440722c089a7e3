"""The description of the HTTP interface: /openapi.json, and /docs made of it without scripts.

What is plain ASGI, FastAPI does not know; it is described here by hand.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from dxgraph import __version__
from dxgraph.catalogue.results import XLSX_TYPE
from dxgraph.errors import DxgraphError
from dxgraph.formats import GRAPHS, HTML, RESULTS
from dxgraph.terms import GRAPH
from dxgraph.web.endpoints.interface import BOM, answer, completed
from dxgraph.web.http.problems import MEDIA_TYPE, TYPE

TITLE: Final = "dxgraph"
DESCRIPTION: Final = (
    "Đồ thị tri thức mở về các cam kết chuyển đổi số của Việt Nam: chỉ đọc, không cần tài khoản."
    "\n\n"
    "The open knowledge graph of Viet Nam's digital-transformation commitments: read-only, no "
    "account. Errors are problem documents (RFC 9457)."
)

Schema = dict[str, Any]


def _parameter(name: str, text: str, **more: Any) -> Schema:
    schema = more.pop("schema", {"type": "string"})
    return {"name": name, "in": "query", "description": text, "schema": schema, **more}


def _many(name: str, text: str) -> Schema:
    array = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return _parameter(name, text, schema=array, style="form", explode=True)


_QUERY: Final = _parameter(
    "query",
    "Truy vấn SPARQL 1.1; không có thì trả về mô tả dịch vụ. · "
    "The SPARQL 1.1 query; without it, the service description is the answer.",
    examples={
        "select": {"value": "SELECT ?s WHERE { ?s a ?kind } LIMIT 3"},
        "construct": {"value": "CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind } LIMIT 3"},
    },
)
_FORMAT: Final = _parameter(
    "format",
    "Định dạng, thay cho Accept. · The format, in place of Accept.",
    schema={
        "type": "string",
        "enum": [*(offer.name for offer in (*RESULTS, *GRAPHS)), "xlsx"],
    },
)
_GRAPH_FORMAT: Final = _parameter(
    "format",
    "Định dạng, thay cho Accept. · The format, in place of Accept.",
    schema={"type": "string", "enum": [offer.name for offer in GRAPHS]},
)
_PARAMETERS: Final = [
    _many(
        "default-graph-uri",
        "Đồ thị tạo nên đồ thị mặc định. · Graphs that make up the default graph.",
    ),
    _many("named-graph-uri", "Đồ thị có tên. · Graphs that GRAPH may name."),
    _FORMAT,
    _parameter(
        "timeout_s",
        "Thời hạn tính bằng giây; chỉ rút ngắn được. · "
        "The deadline in seconds; it can only shorten.",
        schema={"type": "number", "exclusiveMinimum": 0},
    ),
    BOM,
    _parameter(
        "snapshot",
        "Chỉ trả lời nếu đây là bản chụp hiện tại; khi đó kết quả không bao giờ đổi. · "
        "Answer only if this is the current snapshot; the answer then never changes.",
    ),
]
_PROBLEM_ANSWER: Final = {
    "description": "Tài liệu lỗi · A problem document",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_PROBLEM: Final = {
    "title": "Problem",
    "description": f"RFC 9457. `type` begins with {TYPE}.",
    "type": "object",
    "required": ["type", "title", "titles", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "titles": {
            "type": "object",
            "properties": {"vi": {"type": "string"}, "en": {"type": "string"}},
        },
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "remedy": {"type": "string"},
        "instance": {"type": "string", "format": "uri"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "limit": {"type": "string", "description": "The setting whose value was reached."},
        "rule": {"type": "string", "description": "The rule that refuses the query."},
        "retry_after_s": {"type": "integer"},
    },
}


def _answers() -> Schema:
    headers = {name: {"schema": {"type": "string"}} for name in ("ETag", "Dxgraph-Run-Id")}
    offers = tuple(offer.media_type for offer in (*RESULTS, *GRAPHS))
    return {
        "200": {**answer((*offers, XLSX_TYPE, HTML.media_type)), "headers": headers},
        "304": {"description": "Không đổi · Not modified"},
    }


def _paths() -> Schema:
    found = _answers()
    form_fields = {
        item["name"]: {**item["schema"], "description": item["description"]}
        for item in (_QUERY, *_PARAMETERS)
    }
    get = {
        "tags": ["sparql"],
        "summary": "SPARQL 1.1 Protocol",
        "description": "Chạy một truy vấn. · Runs a query.",
        "operationId": "sparql_get",
        "parameters": [_QUERY, *_PARAMETERS],
        "responses": found,
    }
    post = {
        **get,
        "operationId": "sparql_post",
        "description": "Như GET; truy vấn nằm trong biểu mẫu hoặc là chính nội dung. · "
        "As GET; the query is in a form, or is the body itself.",
        "parameters": _PARAMETERS,
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["query"],
                        "properties": form_fields,
                    },
                    "example": {"query": "ASK { ?s a ?kind }"},
                },
                "application/sparql-query": {
                    "schema": {"type": "string"},
                    "example": "ASK { ?s a ?kind }",
                },
            },
        },
    }
    graphs = {
        "tags": ["sparql"],
        "summary": "SPARQL 1.1 Graph Store HTTP Protocol",
        "description": "Một đồ thị, hoặc danh sách các đồ thị. · "
        "A graph, or the list of all graphs.",
        "operationId": "graphs",
        "parameters": [
            _parameter(
                "graph",
                "IRI của đồ thị. · The graph's IRI.",
                schema={"type": "string", "format": "iri"},
                example=GRAPH["ontology/dx"],
            ),
            _parameter(
                "default",
                "Đồ thị mặc định. · The default graph.",
                allowEmptyValue=True,
            ),
            _GRAPH_FORMAT,
        ],
        "responses": {"200": answer((*(offer.media_type for offer in GRAPHS), HTML.media_type))},
    }
    return {"/sparql": {"get": get, "post": post}, "/graphs": {"get": graphs}}


def describe(app: FastAPI) -> Schema:
    """The OpenAPI document of the application, with the routes that FastAPI does not know."""
    document = get_openapi(
        title=TITLE, version=__version__, description=DESCRIPTION, routes=app.routes
    )
    paths: Schema = {**_paths(), **document.get("paths", {}), **_named_queries(app)}
    if app.state.catalogue is not None:
        # Without a catalogue there are no pages.
        paths = completed(paths)
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


def _named_queries(app: FastAPI) -> Schema:
    catalogue = app.state.catalogue
    if catalogue is None:
        return {}
    from dxgraph.web.endpoints.queries import described

    return described(catalogue)


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
        from dxgraph.web.pages.frame import render

        app: FastAPI = request.app
        return await render(
            request, "docs.html", document=app.openapi(), problems=problems(), types=TYPE
        )

    @routes.get("/problem/{slug}")
    async def problem(request: Request) -> Response:
        return await docs(request)

    return routes
