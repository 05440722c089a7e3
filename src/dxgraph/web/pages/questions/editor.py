"""/sparql in a browser: the editor, the results of a query, and every error as a page.

One page holds the form, the results and the examples. Without scripts the form is sent as any form
is; the script of :file:`ui/` sends the same form and takes the results out of the same page.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.asking.graph.vocabulary import Unknown, unknown_names
from dxgraph.bilingual import Language
from dxgraph.curies import declared, shorten
from dxgraph.engine.protocol import Lane, Limits, Query
from dxgraph.engine.query.bindings import bind
from dxgraph.engine.query.inspection import undeclared_prefix
from dxgraph.errors import BusyError, DxgraphError
from dxgraph.files import own_text
from dxgraph.formats import TO_TAKE_AWAY, XLSX
from dxgraph.model.answers import Row, decode
from dxgraph.terms import DX, ELI, OWL, PREFIXES, RDFS, SKOS
from dxgraph.web.http.answer import answering_of, content
from dxgraph.web.http.headers import CONTENT_SECURITY_POLICY
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.limits import MOST_CELLS, limits_of
from dxgraph.web.http.pinning import pinned_to
from dxgraph.web.http.problems import Problem
from dxgraph.web.http.request import base_of, call_of
from dxgraph.web.pages.shared.frame import STATIC, language_of, local, render
from dxgraph.web.pages.shared.keeping import aside
from dxgraph.web.pages.shared.problem import ASKED, in_a_language, refused, searched, shown_error
from dxgraph.web.pages.shared.results import Results, results_of
from dxgraph.web.words import phrase

if TYPE_CHECKING:
    from dxgraph.catalogue import NamedQuery

_LONGEST_LINK: Final = 6_000
"""Longer addresses are cut or refused by too much of what stands between two people."""


async def form(request: Request) -> Response:
    """What a browser gets at /sparql without a query: the form, with one of the catalogue's queries
    if ``?example=`` names it.

    Raises UnknownName for an example that there is not.
    """
    name = request.query_params.get("example")
    if name is None:
        return await _page(request, _beginning(request))
    example = request.app.state.catalogue[name]
    return await _page(request, _example_text(example, language_of(request)), example=example)


async def results(request: Request, query: Query) -> Response:
    """What it gets with one: the form with its query, and under it what came out. The request's
    body is already read."""
    request.scope[ASKED] = query
    answering, call = answering_of(request), call_of(request)
    call.query_digest = hashlib.sha256(query.text.encode()).hexdigest()[:16]
    pins = request.query_params.getlist("snapshot")
    pinned_to(pins, await answering.snapshot(), answering.archive, base_of(request))
    limits = limits_of(request.query_params.getlist("timeout_s"))
    asked = Query(
        query.text,
        graph_format="ntriples",
        default_graphs=query.default_graphs,
        named_graphs=query.named_graphs,
    )
    async with Leaving(request.receive):
        kept = await answering.answer(asked, call, limits)
        language = language_of(request)
        shown = await aside(request, lambda seen: results_of(seen, kept.answer, language))
    unknown = await _unknown(request, query.text) if not shown.rows else []
    return await _page(
        request,
        query.text,
        results=shown,
        result_links=_links(request, query, shown),
        unknown=unknown,
    )


async def problem(request: Request, error: DxgraphError, problem: Problem) -> Response:
    """The page of any error. The status is the problem's; its header fields are added by who
    asks."""
    request = in_a_language(request)
    if isinstance(error, BusyError) and ASKED not in request.scope:
        # Made here and now: that the pages are not at hand is what it says.
        return refused(request, error)
    return await aside(request, lambda seen: _problem(seen, error, problem))


async def _problem(request: Request, error: DxgraphError, problem: Problem) -> Response:
    told = await shown_error(request, error, problem)
    asked: Query | None = request.scope.get(ASKED)
    if asked is None:
        return await render(
            request,
            "problem.html",
            status=problem.status,
            title=told.words["title"],
            told=told,
            searched=searched(call_of(request).path),
        )
    text, added = _with_well_known(asked.text) if told.line else (asked.text, ())
    if told.line:
        # Each declaration is a line above the one that is wrong.
        told = replace(told, line=told.line + len(added))
    return await _made(request, text, problem.status, {"told": told, "added": added})


def router() -> APIRouter:
    """The names that the editor completes. To be included before the routes of the things, which
    take every path that has two parts."""
    routes = APIRouter()
    routes.add_api_route("/sparql/names", _names, methods=["GET"], include_in_schema=False)
    return routes


# --- The page ---------------------------------------------------------------------------------


async def _page(request: Request, text: str, **shown: Any) -> Response:
    return await aside(request, lambda seen: _made(seen, text, 200, shown))


async def _made(request: Request, text: str, status: int, shown: Mapping[str, Any]) -> Response:
    script = _script()
    nonce = secrets.token_urlsafe(16) if script else ""
    catalogue = request.app.state.catalogue
    context: dict[str, Any] = {
        "example": None,
        "results": None,
        "result_links": None,
        "told": None,
        "unknown": (),
        "added": (),
        **shown,
    }
    page = await render(
        request,
        "editor.html",
        status=status,
        query_text=text,
        graphs=_graphs(request),
        script=script,
        nonce=nonce,
        prefixes=PREFIXES,
        examples=list(catalogue) if catalogue else [],
        **context,
    )
    if script:
        # CodeMirror makes its style sheet in the page; only the one with this nonce counts.
        page.headers["Content-Security-Policy"] = (
            f"{CONTENT_SECURITY_POLICY}; style-src 'self' 'nonce-{nonce}'"
        )
    page.headers["Cache-Control"] = "private, no-cache"
    return page


async def _unknown(request: Request, text: str) -> list[Unknown]:
    """Names of ours in a query that found nothing which exist nowhere. Without them the page is
    still a page."""
    try:
        return await unknown_names(text, answering_of(request).ask)
    except DxgraphError:
        return []


def _script() -> str | None:
    """The script of the editor, where it was built."""
    name = "built/editor.js"
    return name if (STATIC / name).is_file() else None


def _graphs(request: Request) -> list[tuple[str, str]]:
    """The dataset that the request names: the form and the links keep it."""
    asked: Query | None = request.scope.get(ASKED)
    if asked is None:
        return []
    return [("default-graph-uri", iri) for iri in asked.default_graphs] + [
        ("named-graph-uri", iri) for iri in asked.named_graphs
    ]


def _beginning(request: Request) -> str:
    """What stands in the editor at first: a small query that has an answer."""
    if not request.app.state.catalogue:
        return (
            "SELECT ?subject ?predicate ?object\nWHERE { ?subject ?predicate ?object }\nLIMIT 20\n"
        )
    comment = phrase("beginning", language_of(request))
    query = declared("\n" + own_text(__package__, "beginning.rq"))
    return f"# {comment}\n{query}"


def _example_text(example: NamedQuery, language: Language) -> str:
    """A named query with the defaults of its parameters, as anybody may write and run it."""
    given = {
        parameter.name: language.value
        if parameter.kind.name == "language"
        else parameter.kind.example
        for parameter in example.parameters
        if parameter.kind.name == "language" or (parameter.required and not parameter.default)
    }
    query = example.query(given)
    return f"# {language.pick(example.summary)}\n{bind(query.text, query.bindings)}"


@dataclass(frozen=True, slots=True)
class _Download:
    name: str
    label: str
    address: str
    filename: str


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the results can be had, and the address that shows them to somebody else."""

    share: str
    long: bool
    """Whether the query is too long for an address to be relied on; downloads are then posted."""
    downloads: Sequence[_Download]
    too_large_for_excel: bool = False


def _links(request: Request, query: Query, results: Results) -> _Links:
    fields = [("query", query.text), *_graphs(request)]
    path = local(request, "/sparql")
    joint = "&" if "?" in path else "?"
    address = f"{path}{joint}{urlencode(fields)}"
    base = f"{request.url.scheme}://{request.url.netloc}"
    graph = results.form.gives_graph
    large = results.total * len(results.columns) > MOST_CELLS and not graph
    downloads = [
        _Download(
            one.name,
            one.label,
            f"{address}&format={one.name}" + ("&bom=1" if one.name == "csv" else ""),
            f"dxgraph-sparql.{one.extension if graph else one.name}",
        )
        for one in TO_TAKE_AWAY[graph]
        if not (large and one is XLSX)
    ]
    return _Links(base + address, len(address) > _LONGEST_LINK, downloads, large)


def _with_well_known(text: str) -> tuple[str, Sequence[str]]:
    """The text with the prefixes declared that it left out and that we know; and which these are.

    The endpoint asks for every declaration; the page helps who forgot one, and shows it.
    """
    added: list[str] = []
    while (found := undeclared_prefix(text)) is not None and found[0] in PREFIXES:
        name = found[0]
        added.append(name)
        text = f"PREFIX {name}: <{PREFIXES[name]}>\n{text}"
    return text, added


# --- Names to complete ------------------------------------------------------------------------

_KINDS: Final = (
    (OWL.Class, "class"),
    (RDFS.Class, "class"),
    (OWL.ObjectProperty, "property"),
    (OWL.DatatypeProperty, "property"),
    (OWL.AnnotationProperty, "property"),
    (DX.Indicator, "indicator"),
    (DX.Area, "area"),
    (DX.PolicyDocument, "document"),
    (DX.Body, "body"),
    (SKOS.Concept, "concept"),
)
"""The classes whose members are completed, and what the editor calls one; the first counts."""

_MOST_NAMES: Final = 20_000
_LONGEST_S: Final = 5.0

_NAMED: Final = f"""SELECT ?thing ?class ?property ?text WHERE {{
  VALUES ?class {{ {" ".join(f"<{iri}>" for iri, _ in _KINDS)} }}
  VALUES ?property {{ <{RDFS.label}> <{SKOS.prefLabel}> <{SKOS.altLabel}> <{ELI.id_local}>
    <{SKOS.definition}> <{RDFS.comment}> }}
  ?thing a ?class ; ?property ?text .
}} LIMIT {4 * _MOST_NAMES}"""
_PREDICATES: Final = f"SELECT DISTINCT ?thing WHERE {{ ?s ?thing ?o }} LIMIT {_MOST_NAMES}"
_LEADS: Final = f"""SELECT ?thing (SAMPLE(?o) AS ?example) WHERE {{
  ?s ?thing ?o FILTER (isIRI(?o)) }} GROUP BY ?thing LIMIT {_MOST_NAMES}"""
_CLASSES: Final = f"SELECT DISTINCT ?thing WHERE {{ ?s a ?thing }} LIMIT {_MOST_NAMES}"


async def _names(request: Request) -> Response:
    """Classes, properties, and the things that queries name, with their labels in both languages:
    ``{"names": [{"name": "dx:indicator", "kind": "property", "vi": …, "en": …, "about": …,
    "leads": "indicator"}]}``, where `leads` is the prefix of what a property leads to.

    Made once a snapshot and language. What the graph of somebody else takes too long to list, or a
    busy engine has no place for, is left out, and asked for again the next time.
    """
    language = language_of(request)
    once = answering_of(request).once
    try:
        body = await once(f"names-{language}", lambda: _gathered(request, language))
    except _LeftOut as partly:
        body = partly.body
    return await content(request, body, "application/json", (b"vary", b"accept-language"))


class _LeftOut(Exception):
    """Names without those that could not be listed now: good to answer with, and not to keep."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body


async def _gathered(request: Request, language: Language) -> bytes:
    """The names as JSON. Raises _LeftOut where some could not be listed."""
    asked = [await _rows(request, query) for query in (_NAMED, _PREDICATES, _CLASSES, _LEADS)]
    named, predicates, classes, examples = (rows or [] for rows in asked)
    leads = {str(row["thing"]): shorten(row["example"]).partition(":")[0] for row in examples}
    used = {"property": predicates, "class": classes}
    listed = {"names": _listed(named, used, leads, language)}
    body = json.dumps(listed, ensure_ascii=False).encode()
    if None in asked:
        raise _LeftOut(body)
    return body


async def _rows(request: Request, query: str) -> list[Row] | None:
    try:
        kept = await answering_of(request).answer(
            Query(query, lane=Lane.RESERVED), limits=Limits(timeout_s=_LONGEST_S)
        )
    except DxgraphError:
        return None
    return decode(kept.answer.body)


def _listed(
    named: Sequence[Row],
    used: Mapping[str, Sequence[Row]],
    leads: Mapping[str, str],
    language: Language,
) -> list[dict[str, Any]]:
    ranks = {iri: rank for rank, (iri, _) in enumerate(_KINDS)}
    about: dict[str, dict[str, Any]] = {}
    kinds: dict[str, int] = {}
    for row in named:
        iri, text = str(row["thing"]), str(row["text"])
        kinds[iri] = min(kinds.get(iri, len(_KINDS)), ranks[row["class"]])
        tag = getattr(row["text"], "language", "").partition("-")[0]
        entry = about.setdefault(iri, {})
        if row["property"] in (RDFS.label, SKOS.prefLabel) and tag in set(Language):
            entry.setdefault(tag, text)
        elif row["property"] in (SKOS.definition, RDFS.comment):
            if tag == language.value:
                entry.setdefault("about", text)
        elif text not in entry.setdefault("others", []):
            entry["others"].append(text)
    kind_of = {iri: _KINDS[rank][1] for iri, rank in kinds.items()}
    for kind, rows in used.items():
        for row in rows:
            kind_of.setdefault(str(row["thing"]), kind)
    listed = []
    for iri in sorted(kind_of):
        name = shorten(iri)
        short = name != iri and name.partition(":")[2].replace("-", "").replace("_", "").isalnum()
        entry = {"name": name if short else f"<{iri}>", "kind": kind_of[iri], **about.get(iri, {})}
        if leads.get(iri) in PREFIXES:
            entry["leads"] = leads[iri]
        listed.append(entry)
    return listed
