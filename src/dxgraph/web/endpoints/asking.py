"""/ask and /check: a question answered in words, a claim checked; as JSON or as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.errors import UnsupportedMediaType, UsageError
from dxgraph.formats import JSON
from dxgraph.messages import message
from dxgraph.web.endpoints.interface import parameters
from dxgraph.web.http.answer import in_json
from dxgraph.web.http.bodies import FORM_TYPE, check_charset, whole_body
from dxgraph.web.http.forms import pairs
from dxgraph.web.http.limits import ClientLimit
from dxgraph.web.http.negotiation import format_asked, page_asked
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.questions import asking as pages
from dxgraph.web.pages.questions.asking import answered, asker_of, chosen, within_limits
from dxgraph.web.pages.shared.frame import local
from dxgraph.web.pages.shared.keeping import aside, kept

if TYPE_CHECKING:
    from dxgraph.asking import Report

_OFFERS: Final = (JSON,)
_PARTS: Final = ("area", "indicator", "year", "value")
_CLAIM: Final = ("text", *_PARTS, "comparator", "level")
_LINKED: Final = 1500
"""A claim of so many letters has an address that can be passed on; a longer one only its page."""
_TEXT_TYPE: Final = "text/plain"
_MOST_FIELDS: Final = 100
_T = TypeVar("_T")


def router() -> APIRouter:
    """The routes; the catalogue is `app.state.catalogue`."""
    routes = APIRouter(tags=["asking"])

    @routes.get(
        "/ask",
        response_class=Response,
        summary="Một câu hỏi, trả lời bằng lời · A question answered in words",
        operation_id="ask",
        openapi_extra={"parameters": parameters("question", "lang")},
    )
    async def ask(request: Request) -> Response:
        """Câu hỏi bằng tiếng Việt hoặc tiếng Anh, có dấu hay không dấu; trả lời kèm con số, nơi in,
        truy vấn đã chạy và điều chưa biết, bằng ngôn ngữ của lang, không thì của câu hỏi. ·
        A question in Vietnamese or English, with or without diacritics; the answer comes with its
        figures, their places, the query that was run and what is not known, in the language that
        lang says, else in that of the question."""
        question = request.query_params.get("q", "").strip()
        if page_asked(request, _OFFERS):
            return await kept(request, lambda seen: pages.asked(seen, question))
        format_asked(request, _OFFERS)
        if not question:
            raise UsageError(message("no-question"), parameter="q")

        async def reply(asking: Request) -> dict[str, Any]:
            return (await answered(asking, question)).data()

        return await in_json(request, await aside(request, reply))

    # One route: of two, an answer 405 would name the methods of the first alone.
    routes.add_api_route(
        "/check", _check, methods=["GET", "POST"], response_class=Response, include_in_schema=False
    )
    return routes


async def _check(request: Request) -> Response:
    """The claim is in the address, or in the body of a POST."""
    posted = request.method == "POST"
    given = await _posted(request) if posted else dict(request.query_params)
    given = {
        name: value.strip() for name, value in given.items() if name in _CLAIM and value.strip()
    }
    if page_asked(request, _OFFERS):
        if posted and sum(map(len, given.values())) <= _LINKED:
            return RedirectResponse(local(request, "/check", **given), 303)

        async def page(seen: Request) -> Response:
            return await pages.checked(seen, given, await checked(seen, given) if given else None)

        return await (_counted(request, page) if posted else kept(request, page))
    format_asked(request, _OFFERS)

    async def report(asking: Request) -> dict[str, Any]:
        return (await checked(asking, given)).data()

    return await in_json(request, await _counted(request, report))


async def _posted(request: Request) -> dict[str, str]:
    """The parts of a claim in a body: a form, a JSON object, or the text itself.

    Raises UnsupportedMediaType, UsageError, and what reading a body raises.
    """
    call = call_of(request)
    body = await whole_body(request.receive, call, request.app.state.settings)
    kind, _, rest = call.content_type.partition(";")
    kind = kind.strip().lower()
    if kind not in (FORM_TYPE, JSON.media_type, _TEXT_TYPE):
        raise UnsupportedMediaType(
            message("claim-media-type", kind=f"“{kind}”", form_type=FORM_TYPE),
            media_types=[FORM_TYPE, JSON.media_type, _TEXT_TYPE],
        )
    check_charset(rest)
    try:
        if kind == _TEXT_TYPE:
            return {"text": body.decode().removeprefix("\ufeff")}
        if kind == FORM_TYPE:
            return dict(pairs(body, most=_MOST_FIELDS))
        said = json.loads(body)
    except UnicodeDecodeError:
        raise UsageError(message("not-utf-8", what="The claim is")) from None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not all(type(v) in (str, int, float) for v in said.values()):
        raise UsageError(message("claim-no-json"))
    return {name: str(value) for name, value in said.items()}


async def _counted(request: Request, make: Callable[[Request], Coroutine[Any, Any, _T]]) -> _T:
    """What `make` gives of a claim. A long text takes a processor for seconds: each client may have
    as many as queries, apart from those that are asked for it, and all wait in one line.

    Raises TooManyRequests and BusyError.
    """
    state, client = request.app.state, call_of(request).client
    clients: ClientLimit = state.__dict__.setdefault(
        "checks_clients", ClientLimit(state.settings.client_queries)
    )
    clients.enter(client)
    try:
        return await aside(request, make, "checks")
    finally:
        clients.leave(client)


async def checked(request: Request, given: Mapping[str, str]) -> Report:
    """What is said of a claim, within the limits of the client who asks.

    Raises UsageError where parts are missing or cannot be read.
    """
    parts = {name: given[name] for name in _PARTS if name in given}
    if ("text" in given) == bool(parts) or (parts and len(parts) < len(_PARTS)):
        raise UsageError(message("claim-in-part"))
    from dxgraph.asking import check, check_text

    asker, ask = asker_of(request), within_limits(request)
    most = request.app.state.settings.check_letters
    if "text" in given:
        return await check_text(asker, given["text"], language=chosen(request), ask=ask, most=most)
    if not re.fullmatch("[1-9][0-9]{3}", parts["year"], re.ASCII):
        raise UsageError(message("no-year", year=parts["year"]), parameter="year")
    return await check(
        asker,
        area=parts["area"],
        indicator=parts["indicator"],
        year=int(parts["year"]),
        value=parts["value"],
        comparator=given.get("comparator"),
        level=given.get("level"),
        language=chosen(request),
        ask=ask,
    )
