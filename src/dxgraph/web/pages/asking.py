"""The pages of a question and its answer, and of a claim and its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.asking import VERDICTS, Reply, Report
from dxgraph.web.pages.frame import language_of, render

EXAMPLES: Final = {
    "vi": (
        "Bắc Giang đặt mục tiêu kinh tế số năm 2030 bao nhiêu?",
        "Tỉnh nào đặt mục tiêu kinh tế số trên 25% năm 2030?",
        "Trà Vinh đã đạt mục tiêu kinh tế số 2025 chưa?",
    ),
    "en": (
        "What is the target of Bắc Giang for the digital economy by 2030?",
        "Which provinces want more than 25% for the digital economy by 2030?",
        "What did the predecessors of the new Bắc Ninh promise?",
    ),
}
"""Questions that the empty page offers."""


async def asked(request: Request, reply: Reply | None) -> Response:
    """The answer of a question, or the empty page with some questions to try."""
    language = language_of(request)
    return await render(
        request,
        "ask.html",
        title=language.say("Hỏi bằng lời", "Ask in words"),
        question=reply.question if reply else "",
        reply=reply,
        examples=EXAMPLES[language.value],
    )


async def checked(request: Request, given: Mapping[str, str], report: Report | None) -> Response:
    """What is said of each figure, or the empty page."""
    language = language_of(request)
    return await render(
        request,
        "check.html",
        title=language.say("Kiểm tra con số", "Check figures"),
        text=given.get("text", ""),
        report=report,
        verdicts=VERDICTS,
    )
