"""The catalogue over HTTP: /queries lists it, /queries/{name} runs a query.

Whatever a run needs beyond /sparql (cache, limits, entity tag, encoding) comes from
:mod:`dxgraph.web.http.answer`; a workbook is made from the same cached bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.catalogue import Catalogue, NamedQuery, Parameter, pieces, prepare, turtle
from dxgraph.catalogue.parameters import short_form
from dxgraph.catalogue.results import TABLE, offered
from dxgraph.engine.protocol import Form, Query
from dxgraph.errors import UsageError
from dxgraph.formats import GRAPHS, HTML, JSON, TURTLE, XLSX
from dxgraph.messages import message
from dxgraph.terms import QUERY
from dxgraph.web.endpoints import workbooks
from dxgraph.web.endpoints.interface import BOM
from dxgraph.web.endpoints.whole import SHAPES, Whole
from dxgraph.web.http.answer import answering_of, content, in_json, respond
from dxgraph.web.http.limits import limits_of
from dxgraph.web.http.negotiation import format_asked, formats_for, page_asked
from dxgraph.web.http.request import call_of, others
from dxgraph.web.http.spreadsheet import for_spreadsheet

_RESERVED: Final = {"format", "bom", "timeout_s", "snapshot"}
"""Parameters of HTTP that are none of a query."""

_CATALOGUE: Final = (JSON, *(offer for offer in GRAPHS if offer.name == "turtle"))


def router() -> APIRouter:
    """The routes; the catalogue is `app.state.catalogue`."""
    routes = APIRouter(tags=["queries"])

    @routes.get(
        "/queries",
        summary="Các câu hỏi có sẵn · The named queries, by the question that they answer",
    )
    async def queries(request: Request) -> Response:
        """JSON, hoặc Turtle trong đó mỗi câu hỏi là một sh:SPARQLExecutable. ·
        JSON, or Turtle in which each question is a sh:SPARQLExecutable."""
        catalogue = catalogue_of(request)
        if page_asked(request, _CATALOGUE):
            # The templates cost an import that programs should not wait for.
            from dxgraph.web.pages.questions import catalogue as pages

            return await pages.listed(request)
        base = str(request.base_url)
        if format_asked(request, _CATALOGUE) == JSON:
            return await in_json(request, {"queries": [listing(each, base) for each in catalogue]})
        return await content(request, turtle(catalogue, f"{base}sparql"), TURTLE.content_type)

    @routes.get("/queries/{name}", summary="Chạy một câu hỏi có sẵn · Run a named query")
    async def run(request: Request, name: str) -> Response:
        """Tham số viết ?tên=giá-trị; định dạng chọn bằng format= hoặc Accept: JSON, XML, CSV, TSV,
        XLSX, hoặc RDF với câu hỏi cho ra đồ thị. ·
        Parameters as ?name=value; the form of the answer by format= or Accept: JSON, XML, CSV, TSV,
        XLSX, or RDF for a query that gives a graph."""
        named = catalogue_of(request)[name]
        offers = formats_for(named.form)
        if named.form is Form.SELECT:
            offers = (*offers, XLSX)
        if page_asked(request, offers):
            from dxgraph.web.pages.questions import catalogue as pages

            return await pages.asked(request, named)
        given = values(request)
        answering = answering_of(request)
        query = await prepare(named, given, answering.ask)
        chosen = format_asked(request, offers)
        call, limits = call_of(request), limits_of(request.query_params.getlist("timeout_s"))
        order = await _order(request, named, query)
        if order is not None:
            if chosen.name not in SHAPES or request.scope.get("http_version") == "1.0":
                raise _in_pieces(named, order)
            return Whole(request, named, order, replace(query, results_format=chosen.name), limits)
        if chosen.name == "csv" and request.query_params.get("bom") == "1":
            return await for_spreadsheet(answering, query, call, request.receive, limits)
        if chosen != XLSX:
            return await respond(request, query, wanted=[chosen.name])
        receive, language = request.receive, named.language(given)
        return await workbooks.respond(
            answering, call, receive, limits, named, query, language, given
        )

    return routes


async def _order(request: Request, named: NamedQuery, query: Query) -> pieces.Order | None:
    """By what a query is asked piece by piece that would end at a limit else; None for others."""
    from dxgraph.web.pages.shared.view import targets_of

    order = pieces.order_of(named, query)
    if order is None or not order.too_long(await targets_of(request)):
        return None
    return order


def _in_pieces(named: NamedQuery, order: pieces.Order) -> UsageError:
    """What is told who wants in one piece what can be had in pieces only."""
    wanted = next(each for each in named.parameters if each.name == order.parameter)
    like = f"{wanted.name}={wanted.kind.example}"
    return UsageError(
        message("too-many-targets-at-once", query=named.name, parameter=wanted.name, like=like),
        parameter=wanted.name,
    )


def values(request: Request) -> dict[str, str]:
    """The values of a query's parameters. Raises UsageError for one that is given twice."""
    given: dict[str, str] = {}
    for name, value in others(request, *_RESERVED):
        if name in given:
            raise UsageError(message("parameter-twice", name=name), parameter=name)
        given[name] = value
    return given


def listing(named: NamedQuery, base: str) -> dict[str, Any]:
    """A query as the list shows it; `base` is the address of the service, with a final slash."""
    return {
        "name": named.name,
        "iri": QUERY[named.name],
        "address": f"{base}queries/{named.name}",
        "title": named.summary,
        "description": named.description,
        "tags": list(named.tags),
        "parameters": [_parameter(parameter) for parameter in named.parameters],
        "columns": [{"name": column.name, "heading": column.heading} for column in named.columns],
        "formats": [name for name in offered(named) if name != TABLE.name],
        "sparql": named.text,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "kind": parameter.kind.name,
        "title": parameter.label,
        "required": parameter.required,
    }
    if parameter.default is not None:
        described["default"] = short_form(parameter.default)
    if parameter.choices:
        described["choices"] = list(parameter.choices)
    return described


def described(catalogue: Catalogue) -> dict[str, Any]:
    """The named queries as paths of an OpenAPI document, each with its own parameters."""
    return {f"/queries/{named.name}": {"get": _operation(named)} for named in catalogue}


def _operation(named: NamedQuery) -> dict[str, Any]:
    gives_graph = named.form.gives_graph
    offers = formats_for(named.form) + ((XLSX,) if named.form is Form.SELECT else ())
    shared = {"in": "query", "required": False}
    words = _both({"vi": "Định dạng, thay cho Accept.", "en": "The format, in place of Accept."})
    chosen = {"type": "string", "enum": [offer.name for offer in offers]}
    return {
        "tags": ["queries"],
        "operationId": f"query_{named.name.replace('-', '_')}",
        "summary": _both(named.summary),
        "description": f"{named.description['en']}\n\n{named.description['vi']}",
        "parameters": [
            *(_described_parameter(parameter) for parameter in named.parameters),
            {"name": "format", **shared, "description": words, "schema": chosen},
            *(() if gives_graph else (BOM,)),
        ],
        "responses": {
            "200": {
                "description": "RDF" if gives_graph else "Bảng kết quả · A table",
                "content": {
                    offer.media_type: {"schema": {"type": "string"}} for offer in (*offers, HTML)
                },
            }
        },
    }


def _described_parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.kind.ending == "_integer":
        schema = {"type": "integer"}
    example = parameter.kind.example
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
        example = parameter.choices[0]
    if parameter.default is not None:
        schema["default"] = short_form(parameter.default)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required and parameter.default is None,
        "description": _both(parameter.label),
        "schema": schema,
        "example": example,
    }


def _both(words: Mapping[str, str]) -> str:
    """Words in Vietnamese and English, as the page of the interface takes them apart."""
    return f"{words['vi']} · {words['en']}"


def catalogue_of(request: Request) -> Catalogue:
    catalogue: Catalogue = request.app.state.catalogue
    return catalogue
