"""SPARQL 1.1 Protocol, query operation: GET, POST with a form, POST with the query itself.

Plain ASGI: FastAPI's own machinery costs a small query more than its evaluation does.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope

from dxgraph.bilingual import language_for
from dxgraph.engine.protocol import Form, Limits, Query
from dxgraph.engine.query.inspection import form_of, relative
from dxgraph.errors import (
    DxgraphError,
    QueryRefused,
    UnsupportedMediaType,
    UsageError,
)
from dxgraph.formats import GRAPHS, RESULTS
from dxgraph.messages import message
from dxgraph.web.describe import service
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.bodies import FORM_TYPE, check_charset, whole_body
from dxgraph.web.http.cache import matched
from dxgraph.web.http.forms import pairs
from dxgraph.web.http.headers import LATEST, RUN_ID, UNKNOWN_NAMES
from dxgraph.web.http.limits import limits_of
from dxgraph.web.http.negotiation import formats_for, wants_page
from dxgraph.web.http.pinning import pinned_to
from dxgraph.web.http.problems import method_not_allowed
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.repeated import MOST_BYTES, Fingerprint, Repeated
from dxgraph.web.http.request import Call, base_of
from dxgraph.web.http.spreadsheet import for_spreadsheet
from dxgraph.web.pages.questions import editor

ALLOW: Final = "GET, HEAD, OPTIONS, POST"

_QUERY_TYPE: Final = "application/sparql-query"
_UPDATE_TYPE: Final = "application/sparql-update"
_MOST_FIELDS: Final = 1000
_DESCRIBED_BY: Final = {"format", "lang"}
"""Parameters that the service description, or the editor, understands without a query."""

Parameters = list[tuple[str, str]]


class SparqlEndpoint:
    """What answers at /sparql."""

    def __init__(self, answering: Answering, repeated: Repeated) -> None:
        self._answering = answering
        self._repeated = repeated

    async def respond(self, scope: Scope, receive: Receive, call: Call) -> Response:
        """The response to a request of plain ASGI; one that is `Ready` has all its header fields.

        Raises our exceptions, and ClientLeft: the gate before it answers those.
        """
        call.route = "/sparql"
        query_string: bytes = scope["query_string"]
        posted = call.method == "POST"
        body = b""
        if posted:
            body = await whole_body(receive, call, self._answering.settings)
        elif call.method not in {"GET", "HEAD"}:
            raise method_not_allowed("/sparql", ALLOW)

        arrived = time.perf_counter()
        small = len(query_string) + len(body) <= MOST_BYTES
        fingerprint = (
            posted,
            query_string,
            body,
            call.content_type,
            call.accept,
            call.accept_encoding,
        )
        if small:
            ready = await self._again(fingerprint, call)
            if ready is not None:
                return ready

        parameters = _parameters(query_string)
        text = _posted(body, call.content_type, parameters) if posted else _got(parameters)
        wanted = _values(parameters, "format")
        takes_page = "html" in call.accept and not wanted
        if text is None:
            if takes_page and wants_page(call.accept, GRAPHS):
                return await editor.form(Request(scope, receive))
            # An empty query is none, and who sends one meant to send one.
            given = {name for name, value in parameters if value.strip() or name == "query"}
            if not given <= _DESCRIBED_BY:
                raise _missing_query()
            return await service.respond(self._answering, Request(scope, receive), call, wanted)

        query = Query(
            text,
            default_graphs=tuple(_values(parameters, "default-graph-uri")),
            named_graphs=tuple(_values(parameters, "named-graph-uri")),
            base=f"{base_of(Request(scope))}/sparql" if relative(text) else "",
        )
        if takes_page:
            form = form_of(text)
            if wants_page(call.accept, formats_for(form) if form else RESULTS):
                return await editor.results(Request(scope, receive), query)
        pins = _values(parameters, "snapshot")
        pinned = bool(pins) and pinned_to(
            pins,
            await self._answering.snapshot(),
            self._answering.archive,
            base_of(Request(scope)),
        )
        if "xlsx" in wanted:
            form = form_of(text)
            if form is not None and not form.gives_graph:
                return await self._workbook(query, form, call, receive, parameters)
        limits = limits_of(_values(parameters, "timeout_s"))
        if wanted == ["csv"] and _values(parameters, "bom") == ["1"]:
            return await for_spreadsheet(self._answering, query, call, receive, limits)
        response = await self._answering.respond(
            query,
            call,
            receive,
            wanted=wanted,
            limits=limits if small else self._left(limits, time.perf_counter() - arrived),
            pinned=pinned,
        )
        if not call.rows and response.status_code == 200 and (told := await self._unknown(text)):
            # An empty answer is an answer; a slip of the pen should not be taken for one.
            return Ready(200, [*response.raw_headers, (UNKNOWN_NAMES, told)], bytes(response.body))
        if small and not pinned and not query.base and call.kept_as is not None:
            self._repeated.keep(fingerprint, *call.kept_as, call.query_digest)
        return response

    async def _unknown(self, text: str) -> bytes:
        """The names of ours in a query that exist nowhere, with what comes near."""
        from dxgraph.asking.graph.vocabulary import unknown_names

        try:
            names = await unknown_names(text, self._answering.ask)
        except DxgraphError:
            return b""
        return "; ".join(map(str, names)).encode("ascii", "replace")

    def _left(self, limits: Limits | None, spent_s: float) -> Limits:
        """The limits of a long text: reading it counts as running time."""
        limits = limits or Limits()
        promised = self._answering.settings.timeout_s
        left_s = min(limits.timeout_s or promised, promised) - spent_s
        return replace(limits, timeout_s=max(left_s, 0.05))

    async def _workbook(
        self, query: Query, form: Form, call: Call, receive: Receive, parameters: Parameters
    ) -> Response:
        # What makes them costs an import that nobody else should wait for.
        from dxgraph.web.endpoints import workbooks

        limits = limits_of(_values(parameters, "timeout_s"))
        named = next(iter(_values(parameters, "lang")), None)
        language = language_for(named, call.accept_language).value
        unnamed = workbooks.unnamed(query.text, form)
        return await workbooks.respond(
            self._answering, call, receive, limits, unnamed, query, language
        )

    async def _again(self, fingerprint: Fingerprint, call: Call) -> Ready | None:
        """Answer a request whose very bytes were answered before, if the cache still can."""
        digest = (await self._answering.snapshot()).digest
        found = self._repeated.find(fingerprint, digest)
        if found is None:
            return None
        kept, wished, call.query_digest = found
        call.cache, call.rows = "hit", kept.answer.rows
        if call.if_none_match and call.method != "POST":
            tag = matched(call.if_none_match, kept.key, wished)
            if tag is not None:
                return self._answering.not_modified(call, tag)
        fields, body = kept.variants[wished]
        return Ready(
            200,
            [*fields, (b"cache-control", LATEST), (RUN_ID, call.run_id.encode())],
            body,
        )


def _parameters(query_string: bytes) -> Parameters:
    """Names and values of ``application/x-www-form-urlencoded``, which is UTF-8 here."""
    if not query_string:
        return []
    try:
        return pairs(query_string, most=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise _not_utf8("The parameters of the request are") from None
    except ValueError:
        raise UsageError(message("too-many-parameters", most_fields=_MOST_FIELDS)) from None


def _values(parameters: Parameters, name: str) -> list[str]:
    """What a parameter was given; an empty value is a parameter not given."""
    return [value for key, value in parameters if key == name and value.strip()]


def _got(parameters: Parameters) -> str | None:
    """The query of a GET (SPARQL 1.1 Protocol, section 2.1.1), or None where there is none."""
    _refuse_update(parameters)
    return _one(_values(parameters, "query"))


def _one(queries: Sequence[str]) -> str | None:
    if len(queries) > 1:
        raise UsageError(message("several-queries"), parameter="query")
    return queries[0] if queries and queries[0].strip() else None


def _posted(body: bytes, content_type: str, parameters: Parameters) -> str:
    """The query of a POST (sections 2.1.2 and 2.1.3); a form's other fields go to `parameters`."""
    kind, _, rest = content_type.partition(";")
    kind = kind.strip().lower()
    if kind == _UPDATE_TYPE:
        raise _update_refused()
    if kind not in (FORM_TYPE, _QUERY_TYPE):
        said = f"A body of type “{kind}”" if kind else "A body without Content-Type"
        raise UnsupportedMediaType(
            message("media-type-not-read", said=said, form_type=FORM_TYPE, query_type=_QUERY_TYPE),
            media_types=[FORM_TYPE, _QUERY_TYPE],
        )
    check_charset(rest)
    if kind == FORM_TYPE:
        parameters += _parameters(body)
    _refuse_update(parameters)
    queries = _values(parameters, "query")
    if kind == _QUERY_TYPE:
        try:
            # Editors of some systems begin a file with a byte order mark.
            queries.insert(0, body.decode().removeprefix("\ufeff"))
        except UnicodeDecodeError:
            raise _not_utf8("The query is") from None
    if (text := _one(queries)) is None:
        raise _missing_query()
    return text


def _refuse_update(parameters: Parameters) -> None:
    if any(name == "update" for name, _ in parameters):
        raise _update_refused()


def _update_refused() -> QueryRefused:
    return QueryRefused(message("queries-only"), rule="read-only", setting="none")


def _missing_query() -> UsageError:
    return UsageError(message("no-query"), parameter="query")


def _not_utf8(what: str) -> UsageError:
    return UsageError(message("not-utf-8", what=what))
