"""The catalogue for people: the questions, and a page each with its form, answer and addresses.

Programs get data at the same addresses (:mod:`dxgraph.web.endpoints.queries`, which asks this
module where a browser asks for a page).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.bilingual import Both, Language
from dxgraph.catalogue import Catalogue, NamedQuery, prepare
from dxgraph.catalogue.queries import Column
from dxgraph.catalogue.results import FORMATS, spoken
from dxgraph.curies import shorten
from dxgraph.engine.protocol import Answer, Query
from dxgraph.engine.query.bindings import bind
from dxgraph.errors import DxgraphError, UsageError
from dxgraph.formats import GRAPHS, TO_TAKE_AWAY
from dxgraph.model.answers import Iri, Text, value
from dxgraph.model.figures import in_signs
from dxgraph.terms import LEVEL, SOURCE, VERDICT, XSD
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.request import base_of, call_of
from dxgraph.web.pages.country import country_of
from dxgraph.web.pages.covering import known
from dxgraph.web.pages.frame import explicit_language, language_of, local, render
from dxgraph.web.pages.keeping import kept
from dxgraph.web.pages.parameters import Field, field_of, listed_of, named_by
from dxgraph.web.pages.view import Name, View, view_of

_ROWS: Final = 20
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
    language = language_of(request)
    page = await render(
        request,
        "queries.html",
        title=language.say("Câu hỏi có sẵn", "Questions that are ready"),
        queries=list(request.app.state.catalogue),
    )
    page.headers["Link"] = '</queries?format=turtle>; rel="alternate"; type="text/turtle"'
    return page


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    text: str = ""
    iri: str = ""
    """What the text leads to."""
    place: bool = False
    """Whether it is a position in a source."""
    verdict: Name | None = None
    """The verdict that it is, which has a sign and a colour."""
    vietnamese: bool = False
    """Whether it stays Vietnamese in every language: the words of a source."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a table for people."""

    heading: str
    meaning: str
    number: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a query, ready to be shown."""

    rows: int = 0
    same: tuple[Shown, ...] = ()
    """What is the same in every row; said once."""
    columns: tuple[Shown, ...] = ()
    page: int = 1
    pages: int = 1
    text: str = ""
    """Of a query that gives a graph: Turtle."""
    cut: bool = False
    sparql: str = field(default="", repr=False)


async def asked(request: Request, named: NamedQuery) -> Response:
    """/queries/{name}: form, answer, SPARQL and addresses. A wrong value is told beside the form,
    under the status of the error."""
    return await kept(request, lambda seen: _asked(seen, named))


async def _asked(request: Request, named: NamedQuery) -> Response:
    language = language_of(request)
    view = await view_of(request)
    answering = answering_of(request)
    given, number = _given(request, named, language)

    async def ask(query: Query) -> Answer:
        return (await answering.answer(query)).answer

    listed = await listed_of(named, given, ask)
    given = named_by(given, listed, view)
    error: DxgraphError | None = None
    result = None
    try:
        if number is None:
            raise _no_page(request.query_params["page"])
        query = await prepare(named, given, ask)
        result = await _answer(named, query, number, view, language, ask)
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
    page = await render(
        request,
        "query.html",
        status=error.status if error else 200,
        title=named.summary[language],
        named=named,
        description=named.description[language],
        fields=fields,
        covered=known(await country_of(request), view, language),
        error=error,
        result=result,
        detail=_advice(error, fields, language) if error else ("", ""),
        path=path,
        given=sent,
        downloads=_DOWNLOADS[named.form.gives_graph],
        program=f"{base_of(request)}{path}?{urlencode(sent)}".rstrip("?"),
        media_type=FORMATS["ttl" if named.form.gives_graph else "csv"].media_type.partition(";")[0],
        here_with=lambda **changed: local(request, path, **{**_kept(given), **changed}),
        data=lambda name: _data(request, path, {**sent, "format": name}),
        download=lambda name: _data(
            request, path, {**sent, "format": name, **({"bom": "1"} if name == "csv" else {})}
        ),
    )
    if error is None:
        page.headers["Link"] = ", ".join(
            f'<{_data(request, path, {**sent, "format": name})}>; rel="alternate"; '
            f'type="{FORMATS[name].media_type.partition(";")[0]}"'
            for name, _ in _DOWNLOADS[named.form.gives_graph]
        )
    return page


def _given(
    request: Request, named: NamedQuery, language: Language
) -> tuple[dict[str, str], int | None]:
    """The values of the parameters, of which a form sends empty ones, and the number of the page;
    None for what is no number. The labels are in the language of the page."""
    names = {parameter.name for parameter in named.parameters}
    # `lang` is the page's own word too, and some queries have no labels.
    given = {
        name: text for name, text in request.query_params.multi_items() if name not in _OF_THE_PAGE
    }
    for parameter in named.parameters:
        if parameter.kind.name == "language":
            given[parameter.name] = language.value
    page = request.query_params.get("page") or "1"
    given = {name: text for name, text in given.items() if text.strip() or name not in names}
    return given, int(page) if re.fullmatch(r"[1-9][0-9]{0,6}", page) else None


def _no_page(text: str) -> UsageError:
    return UsageError(
        Both(f"page={text[:80]} không phải số trang.", f"page={text[:80]} is no number of a page."),
        parameter="page",
    )


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    """The parameters that a link within the pages carries; the language goes its own way."""
    return {name: text for name, text in given.items() if name != "lang"}


def _data(request: Request, path: str, parameters: Mapping[str, str]) -> str:
    """An address for programs. It says the language, which programs do not negotiate."""
    address = local(request, path, **parameters)
    if explicit_language(request) and "lang" not in parameters:
        # Of a query that has no such parameter it would be an error.
        address = re.sub(r"[?&]lang=(vi|en)$", "", address)
    return address


def _advice(error: DxgraphError, fields: Sequence[Field], language: Language) -> tuple[str, str]:
    """Detail and remedy of an error in a language; what is chosen from a list is told by the list,
    for the words of the error are those of an address."""
    told = (
        language.say(error.said.vi or str(error), str(error)),
        language.say(error.advice.vi or error.remedy, error.remedy),
    )
    for f in fields:
        if f.wrong and f.groups:
            detail = language.say(
                f"“{f.value}” không có trong danh sách “{f.parameter.label[language]}”.",
                f"“{f.value}” is not in the list “{f.parameter.label[language]}”.",
            )
            choose = language.say("Hãy chọn một mục trong danh sách.", "Choose one of the list.")
            return detail, told[1] if "choices" in error.extra else choose
    return told


# --- The answer -------------------------------------------------------------------------------


async def _answer(
    named: NamedQuery, query: Query, number: int, view: View, language: Language, ask: Any
) -> Result:
    sparql = bind(query.text, query.bindings)
    answer: Answer = await ask(query)
    if named.form.gives_graph:
        text = answer.body.decode()
        return Result(
            answer.rows, text=text[:_MOST_TEXT], cut=len(text) > _MOST_TEXT, sparql=sparql
        )
    read = json.loads(answer.body)
    bindings: list[dict[str, dict[str, str]]] = read["results"]["bindings"]
    pages = max(1, -(-len(bindings) // _ROWS))
    number = min(number, pages)
    table = _Table(named.columns, bindings, view, language)
    begin = (number - 1) * _ROWS
    same, columns = table.shown(range(begin, min(begin + _ROWS, len(bindings))))
    return Result(len(bindings), same, columns, number, pages, sparql=sparql)


class _Table:
    """A table of solutions as people read it: labels that lead to their things, figures with their
    signs, positions short."""

    def __init__(
        self,
        columns: Sequence[Column],
        bindings: Sequence[Mapping[str, Mapping[str, str]]],
        view: View,
        language: Language,
    ) -> None:
        self._columns = {column.name: column for column in columns}
        self._bindings = bindings
        self._view = view
        self._language = language

    def shown(self, numbers: Iterable[int]) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
        """What is the same in all rows, and the columns of those rows."""
        numbers = list(numbers)
        same, differing = [], []
        for column in self._columns.values():
            if not column.shown or self._within_figure(column.name):
                continue
            if not any(column.name in row for row in self._bindings):
                continue
            heading = column.heading[self._language]
            meaning = column.meaning[self._language]
            if len(self._bindings) > 1 and self._one(column.name):
                cell = self._cell(column.name, self._bindings[0])
                same.append(Shown(heading, meaning, number=False, cells=(cell,)))
                continue
            is_number = self._holds_numbers(column.name)
            # Of a long answer only the cells of this page are written out.
            cells = tuple(self._cell(column.name, self._bindings[number]) for number in numbers)
            differing.append(Shown(heading, meaning, number=is_number, cells=cells))
        return tuple(same), tuple(differing)

    def _one(self, name: str) -> bool:
        """Whether a column, and what its cells are made of beside it, is the same in all rows."""
        related = [n for n in self._columns if n == name or self._beside(n, name)]
        first = self._bindings[0]
        return all(row.get(each) == first.get(each) for row in self._bindings for each in related)

    @staticmethod
    def _beside(other: str, name: str) -> bool:
        """Whether a cell of `name` tells `other` too: a label its thing, a value sign and unit."""
        stem = name.removesuffix("_label").removesuffix("value")
        return other == name.removesuffix("_label") or (
            name.endswith("value")
            and other in {f"{stem}sign", f"{stem}upper_value", f"{stem}unit", "unit"}
        )

    def _within_figure(self, name: str) -> bool:
        """Whether a column is told in the cell of the value that it belongs to."""
        for ending in ("sign", "upper_value"):
            if name.endswith(ending) and f"{name.removesuffix(ending)}value" in self._columns:
                return True
        return False

    def _holds_numbers(self, name: str) -> bool:
        """Whether there is a number in a column: by its first cell, for a column is of one kind."""
        term = next(row[name] for row in self._bindings if name in row)
        found = value(term)
        return isinstance(found, int | float | Decimal) and not isinstance(found, bool)

    def _cell(self, name: str, row: Mapping[str, Mapping[str, str]]) -> Cell:
        term = row.get(name)
        if term is None:
            return Cell()
        found = value(term)
        if name.endswith("_label"):
            of = row.get(name.removesuffix("_label"), {})
            iri = of["value"] if of.get("type") == "uri" else ""
            if iri.startswith(VERDICT):
                return Cell(str(found), iri, verdict=self._view.name(iri))
            if iri == LEVEL["not-applicable"]:
                return Cell()
            return Cell(str(found), iri)
        if isinstance(found, Iri):
            return self._thing(found)
        if name.endswith("deadline") and isinstance(found, date) and self._is_end_of_year(found):
            return Cell(str(found.year))
        text = self._text(found, term)
        if name.endswith("printed_figure"):
            return Cell(text, vietnamese=True)
        if name.endswith("value"):
            beginning = name.removesuffix("value")
            sign, upper = row.get(f"{beginning}sign"), row.get(f"{beginning}upper_value")
            if upper is not None:
                text += f"–{self._text(value(upper), upper)}"
            unit = row.get(f"{beginning}unit", row.get("unit", {})).get("value", "")
            text = in_signs(
                text,
                sign["value"] if sign else "",
                unit.rpartition("/")[2],
                self._view.notations.get(unit, ""),
                self._language,
            )
            of = row.get(_FIGURE_OF.get(beginning, ""), {})
            return Cell(text, of["value"] if of.get("type") == "uri" else "")
        return Cell(text)

    @staticmethod
    def _is_end_of_year(day: date) -> bool:
        """What is printed as "by 2025" is due on its last day; people read the year."""
        return (day.month, day.day) == (12, 31)

    def _thing(self, iri: Iri) -> Cell:
        if iri.startswith(SOURCE) and "#char=" in iri:
            return Cell(iri.rpartition("#char=")[2].replace(",", "–"), iri, place=True)
        if iri.startswith(SOURCE):
            return Cell(self._language.say("trang nguồn", "source page"), iri)
        name = self._view.name(iri)
        return Cell(name.label(self._language) if name.labels else shorten(iri), iri)

    def _text(self, found: Any, term: Mapping[str, str]) -> str:
        if isinstance(found, date):
            return self._language.day(found)
        if isinstance(found, Text):
            return str(found)
        if term.get("datatype") == XSD.gYear:
            # The year 2025 is no quantity of 2.025.
            return str(found)
        if isinstance(found, float):
            return self._language.number(found)
        return spoken(found, self._language)


_FIGURE_OF: Final = {
    "": "target",
    "national_": "national",
    "observed_": "outcome",
    "other_": "other",
}
"""The column with the thing whose figure it is, by the beginning of the figure's column."""

__all__ = ["Cell", "Result", "Shown", "asked", "listed", "router"]
