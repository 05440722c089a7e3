"""/ask: a question answered in words, as JSON or as a page."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.asking import Asker, Reply
from dxgraph.engine.protocol import Answer, Query
from dxgraph.errors import UsageError
from dxgraph.formats import Format
from dxgraph.web.endpoints.queries import catalogue_of
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.negotiation import asks_for_page, choose
from dxgraph.web.http.request import call_of

_JSON: Final = (Format("json", "application/json", "json"),)


def router() -> APIRouter:
    """The routes; the catalogue is `app.state.catalogue`."""
    routes = APIRouter(tags=["asking"])

    @routes.get(
        "/ask",
        response_class=Response,
        summary="Một câu hỏi, trả lời bằng lời · A question answered in words",
        operation_id="ask",
        openapi_extra={
            "parameters": [_q("Câu hỏi. · The question.", "Bắc Giang kinh tế số 2030 bao nhiêu?")]
        },
    )
    async def ask(request: Request) -> Response:
        """Câu hỏi bằng tiếng Việt hoặc tiếng Anh, có dấu hay không dấu; trả lời kèm con số, nơi in,
        truy vấn đã chạy và điều chưa biết. ·
        A question in Vietnamese or English, with or without diacritics; the answer comes with its
        figures, their places, the query that was run and what is not known."""
        question = request.query_params.get("q", "").strip()
        if asks_for_page(call_of(request).accept, request.query_params.getlist("format"), _JSON):
            # The templates cost an import that programs should not wait for.
            from dxgraph.web.pages import asking as pages

            return await pages.asked(
                request, await answered(request, question) if question else None
            )
        choose(call_of(request).accept, request.query_params.getlist("format"), _JSON)
        if not question:
            raise UsageError(
                "The parameter q is missing: a question is expected.",
                remedy="Give it, for example /ask?q=Bắc Giang kinh tế số 2030 bao nhiêu.",
                parameter="q",
                detail_vi="Thiếu tham số q: cần một câu hỏi.",
                remedy_vi="Hãy cho câu hỏi, ví dụ /ask?q=Bắc Giang kinh tế số 2030 bao nhiêu.",
            )
        return await _sent(request, (await answered(request, question)).data())

    return routes


async def answered(request: Request, question: str) -> Reply:
    """The reply to a question, within the limits of the client who asks."""
    answering, call = answering_of(request), call_of(request)

    async def ask(query: Query) -> Answer:
        return (await answering.answer(query, call)).answer

    return await asker_of(request).answer(question, ask)


def asker_of(request: Request) -> Asker:
    """Who answers questions: one an application, so that names are read once a snapshot."""
    kept: Asker | None = getattr(request.app.state, "asker", None)
    if kept is None:
        answering = answering_of(request)

        async def ask(query: Query) -> Answer:
            return (await answering.answer(query)).answer

        kept = request.app.state.asker = Asker(ask, answering.snapshot, catalogue_of(request))
    return kept


async def _sent(request: Request, members: dict[str, Any]) -> Response:
    body = json.dumps(members, ensure_ascii=False, indent=1).encode()
    return await answering_of(request).content(call_of(request), body, "application/json")


def _q(text: str, example: str) -> dict[str, Any]:
    return {
        "name": "q",
        "in": "query",
        "required": True,
        "description": text,
        "schema": {"type": "string", "maxLength": 500},
        "example": example,
    }
