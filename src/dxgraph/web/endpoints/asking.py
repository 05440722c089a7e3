"""/ask and /check: a question answered in words, a claim checked; as JSON or as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.errors import UsageError
from dxgraph.formats import JSON
from dxgraph.messages import message
from dxgraph.web.endpoints.interface import parameters
from dxgraph.web.http.answer import in_json
from dxgraph.web.http.negotiation import format_asked, page_asked
from dxgraph.web.pages.questions import asking as pages
from dxgraph.web.pages.questions.asking import answered, asker_of, chosen, within_limits
from dxgraph.web.pages.shared.keeping import aside, kept

if TYPE_CHECKING:
    from dxgraph.asking import Report

_OFFERS: Final = (JSON,)
_PARTS: Final = ("area", "indicator", "year", "value")
_CLAIM: Final = ("text", *_PARTS, "comparator", "level")
_LONGEST: Final = 5000
"""Letters of a text that are checked."""


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

    @routes.get(
        "/check",
        response_class=Response,
        summary="Kiểm tra một lời khẳng định · A claim, checked",
        operation_id="check",
        openapi_extra={"parameters": parameters(*(f"claim-{part}" for part in _CLAIM), "lang")},
    )
    async def check(request: Request) -> Response:
        """Một câu (text), hoặc từng phần: area, indicator, year, value. Mỗi con số được nói rõ: in
        đúng như vậy, in với từ so sánh khác, cho năm, cấp hoặc mẫu số khác, trái, của quốc gia, là
        kết quả đo, hoặc đồ thị không có. ·
        A text, or parts: area, indicator, year, value. Of each figure it is said: printed so,
        printed with another comparator, for another year, level or denominator, contradicted,
        national, a result, or not held."""
        given = {
            name: value.strip()
            for name, value in request.query_params.items()
            if name in _CLAIM and value.strip()
        }
        if page_asked(request, _OFFERS):

            async def page(seen: Request) -> Response:
                return await pages.checked(
                    seen, given, await checked(seen, given) if given else None
                )

            return await kept(request, page)
        format_asked(request, _OFFERS)

        async def report(asking: Request) -> dict[str, Any]:
            return (await checked(asking, given)).data()

        return await in_json(request, await aside(request, report))

    return routes


async def checked(request: Request, given: Mapping[str, str]) -> Report:
    """What is said of a claim, within the limits of the client who asks.

    Raises UsageError where parts are missing or cannot be read.
    """
    parts = {name: given[name] for name in _PARTS if name in given}
    if ("text" in given) == bool(parts) or (parts and len(parts) < len(_PARTS)):
        raise UsageError(message("claim-in-part"))
    from dxgraph.asking import check, check_text

    asker, ask = asker_of(request), within_limits(request)
    if "text" in given:
        return await check_text(
            asker, given["text"], language=chosen(request), ask=ask, most=_LONGEST
        )
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
