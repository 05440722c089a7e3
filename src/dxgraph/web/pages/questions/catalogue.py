"""The catalogue for people: the questions, and a page each with its form, answer and addresses.

Programs get data at the same addresses (:mod:`dxgraph.web.endpoints.queries`, which asks this
module where a browser asks for a page).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.bilingual import Language
from dxgraph.catalogue import Catalogue, NamedQuery, pieces, prepare
from dxgraph.catalogue.results import offered
from dxgraph.engine.protocol import Answer, Query
from dxgraph.engine.query.bindings import bind
from dxgraph.errors import DxgraphError, UsageError
from dxgraph.formats import GRAPHS, TO_TAKE_AWAY, TURTLE
from dxgraph.model.answers import Terms, each_binding
from dxgraph.model.view import View
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.request import base_of, call_of, others
from dxgraph.web.pages.questions.parameters import Field, field_of, listed_of, named_by
from dxgraph.web.pages.questions.solutions import Cell, Shown, Table
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import known
from dxgraph.web.pages.shared.frame import explicit_language, linking, local, render
from dxgraph.web.pages.shared.given import counted
from dxgraph.web.pages.shared.keeping import kept
from dxgraph.web.words import phrase

_ROWS: Final = 10
"""A page holds this many rows; the rest are on the next ones, and whole in the downloads."""
_MOST_TEXT: Final = 60_000
_OF_THE_PAGE: Final = {"format", "timeout_s", "snapshot", "page", "lang"}
_DOWNLOADS: Final = {
    graph: tuple((one.extension if graph else one.name, one.label) for one in offered)
    for graph, offered in TO_TAKE_AWAY.items()
}
"""By whether the answer is a graph: the words for ``format=`` and what a button says."""


def router() -> APIRouter:
    """The IRIs of the queries, ``/query/{name}``: each leads to its page, or to RDF about it."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/query/{name}", response_model=None)
    async def query(request: Request, name: str) -> Response:
        catalogue: Catalogue | None = request.app.state.catalogue
        if not wants_page(call_of(request).accept, GRAPHS):
            return RedirectResponse(local(request, "/queries", format="turtle"), 303)
        known = catalogue is not None and name in catalogue
        return RedirectResponse(local(request, f"/queries/{name}" if known else "/queries"), 303)

    return routes


async def listed(request: Request) -> Response:
    """/queries: each query by the question that it answers."""
    return await kept(request, _listing)


async def _listing(request: Request) -> Response:
    return await render(
        request,
        "queries.html",
        link=linking([(local(request, "/queries", format=TURTLE.name), TURTLE.media_type)]),
        queries=list(request.app.state.catalogue),
    )


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a query, ready to be shown."""

    rows: int = 0
    same: tuple[Shown, ...] = ()
    """What is the same in every row; said once."""
    columns: tuple[Shown, ...] = ()
    page: int = 1
    pages: int = 1
    open: bool = False
    """Whether there are more rows, which were not counted."""
    text: str = ""
    """Of a query that gives a graph: Turtle."""
    cut: bool = False
    sparql: str = field(default="", repr=False)


async def asked(request: Request, named: NamedQuery) -> Response:
    """/queries/{name}: form, answer, SPARQL and addresses. A wrong value is told beside the form,
    under the status of the error."""
    return await kept(request, lambda seen: _asked(seen, named))


async def _asked(request: Request, named: NamedQuery) -> Response:
    basis = await basis_of(request)
    view, _, language = basis
    ask = answering_of(request).ask
    given = _given(request, named, language)
    listed = await listed_of(named, given, ask)
    given = named_by(given, listed, view)
    error: DxgraphError | None = None
    result = None
    try:
        number = counted(request.query_params, "page")
        query = await prepare(named, given, ask)
        result = await _answer(request, named, query, number, view, language)
    except DxgraphError as problem:
        if not isinstance(problem, UsageError):
            # The store's own trouble is no matter of the form.
            raise
        error = problem
    wrong = str(error.extra.get("parameter", "")) if error else ""
    fields = [
        field_of(parameter, given, view, language, listed, wrong=parameter.name == wrong)
        for parameter in named.parameters
        if parameter.kind.name != "language"
    ]
    path = f"/queries/{named.name}"
    sent = {name: text for name, text in given.items() if text.strip()}
    forms = offered(named)
    return await render(
        request,
        "query.html",
        link=""
        if error
        else linking(
            (_data(request, path, {**sent, "format": name}), forms[name].media_type)
            for name, _ in _DOWNLOADS[named.form.gives_graph]
        ),
        status=error.status if error else 200,
        title=language.pick(named.summary),
        named=named,
        description=language.pick(named.description),
        fields=fields,
        covered=known(basis),
        error=error,
        result=result,
        detail=_advice(error, fields, language) if error else ("", ""),
        path=path,
        given=sent,
        downloads=_DOWNLOADS[named.form.gives_graph],
        program=f"{base_of(request)}{path}?{urlencode(sent)}".rstrip("?"),
        media_type=forms["ttl" if named.form.gives_graph else "csv"].media_type,
        here_with=lambda **changed: local(request, path, **{**_kept(given), **changed}),
        data=lambda name: _data(request, path, {**sent, "format": name}),
        download=lambda name: _data(
            request, path, {**sent, "format": name, **({"bom": "1"} if name == "csv" else {})}
        ),
    )


def _given(request: Request, named: NamedQuery, language: Language) -> dict[str, str]:
    """The values of the parameters, of which a form sends empty ones. The labels are in the
    language of the page."""
    names = {parameter.name for parameter in named.parameters}
    # `lang` is the page's own word too, and some queries have no labels.
    given = dict(others(request, *_OF_THE_PAGE))
    for parameter in named.parameters:
        if parameter.kind.name == "language":
            given[parameter.name] = language.pick({word: word for word in parameter.choices})
    return {name: text for name, text in given.items() if text.strip() or name not in names}


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    """The parameters that a link within the pages carries; the language goes its own way."""
    return {name: text for name, text in given.items() if name != "lang"}


def _data(request: Request, path: str, parameters: Mapping[str, str]) -> str:
    """An address for programs. It says the language, which programs do not negotiate."""
    address = local(request, path, **parameters)
    if explicit_language(request) and "lang" not in parameters:
        # Of a query that has no such parameter it would be an error.
        address = re.sub(rf"[?&]lang=({'|'.join(Language)})$", "", address)
    return address


def _advice(error: DxgraphError, fields: Sequence[Field], language: Language) -> tuple[str, str]:
    """Detail and remedy of an error in a language; what is chosen from a list is told by the list,
    for the words of the error are those of an address."""
    told = (error.told(language), error.advice.in_language(language))
    for f in fields:
        if f.wrong and f.groups:
            listed = language.pick(f.parameter.label)
            detail = phrase("not-in-list", language, value=f.value, list=listed)
            remedy = told[1] if "choices" in error.extra else phrase("choose-listed", language)
            return detail, remedy
    return told


# --- The answer -------------------------------------------------------------------------------


async def _answer(
    request: Request, named: NamedQuery, query: Query, number: int, view: View, language: Language
) -> Result:
    ask, timeout_s = answering_of(request).ask, request.app.state.settings.timeout_s
    sparql = bind(query.text, query.bindings)

    def shown(found: Iterable[Terms], count: int) -> Result:
        """One page of the rows that are known."""
        pages = max(1, -(-count // _ROWS))
        page = min(number, pages)
        begin = (page - 1) * _ROWS
        table = Table(named.columns, found, range(begin, begin + _ROWS), view, language)
        return Result(count, *table.shown(), page, pages, sparql=sparql)

    order = pieces.order_of(named, query) if view.large else None
    if order is not None:
        number = min(number, pieces.MOST_PAGES)
        first, more = await pieces.first(named, query, order, number * _ROWS, ask, timeout_s)
        result = shown(first, len(first))
        further = more and number < pieces.MOST_PAGES
        return replace(result, pages=result.pages + further, open=more)
    answer: Answer = await ask(query)
    if named.form.gives_graph:
        text = answer.body.decode()
        return Result(
            answer.rows, text=text[:_MOST_TEXT], cut=len(text) > _MOST_TEXT, sparql=sparql
        )
    return shown(each_binding(answer.body), answer.rows)


__all__ = ["Cell", "Result", "Shown", "asked", "listed", "router"]
