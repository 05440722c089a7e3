"""The pages of a question and its answer, and of a claim and its verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.catalogue.choices import Ask
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.shared.frame import explicit_language, language_of, render
from dxgraph.web.pages.shared.measured import outcomes
from dxgraph.web.pages.shared.view import view_of

if TYPE_CHECKING:
    from dxgraph.asking import Asker, Lexicon, Reply, Report, Statement

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
_MANY: Final = 4
"""A sentence of more figures than these is read by nobody on a phone."""


async def answered(request: Request, question: str) -> Reply:
    """The reply to a question, within the limits of the client who asks."""
    return await asker_of(request).answer(question, within_limits(request), chosen(request))


def chosen(request: Request) -> Literal["vi", "en"] | None:
    """The language that the reader chose for answers; None: that of the question."""
    return language_of(request).value if explicit_language(request) else None


def within_limits(request: Request) -> Ask:
    """Asks as the client does, and counts among its queries."""
    return partial(answering_of(request).ask, call=call_of(request))


def asker_of(request: Request) -> Asker:
    """Who answers questions: one an application, so that names are read once a snapshot."""
    kept: Asker | None = getattr(request.app.state, "asker", None)
    if kept is None:
        from dxgraph.asking import Asker

        state, answering = request.app.state, answering_of(request)
        kept = state.asker = Asker(answering.ask, answering.snapshot, state.catalogue)
    return kept


async def read_names(request: Request) -> tuple[str, Lexicon]:
    """The digest of the snapshot, and what questions are understood by."""
    return await asker_of(request).lexicon()


async def shown(request: Request, reply: Reply) -> dict[str, Any]:
    """A reply as a page shows it: each target of it as the view knows it, what was measured of the
    area and indicator of each answer, the newest by each method, and many figures by year."""
    view = await view_of(request)
    found = await outcomes(request, view)
    measured = []
    told = {statement.iri for answer in reply.answers for statement in answer.statements}
    for answer in reply.answers:
        area, indicator, _ = (*answer.about, None, None, None)[:3]
        newest = {
            (o.level, o.method): o
            for o in sorted(found, key=lambda o: o.year)
            if (o.area.iri, o.indicator.iri) == (area, indicator)
        }
        measured.append([o for o in newest.values() if o.iri not in told])
    return {
        "reply": reply,
        "targets": view.by_iri,
        "measured": measured,
        "summaries": [_by_year(answer.statements) for answer in reply.answers],
    }


def _by_year(statements: Sequence[Statement]) -> dict[int, dict[str, list[Statement]]]:
    """Many figures of one area, indicator and level, by year and wording; empty for others, which
    a sentence tells."""
    if len(statements) <= _MANY or len({(s.area, s.indicator, s.level) for s in statements}) > 1:
        return {}
    found: dict[int, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if statement.year is None or statement.says or not statement.figure:
            return {}
        found[statement.year][statement.figure].append(statement)
    return {year: found[year] for year in sorted(found)}


async def asked(request: Request, question: str) -> Response:
    """The answer of a question, or the empty page with some questions to try."""
    # Also without a question: a form is not offered that would be refused.
    await asker_of(request).lexicon()
    reply = await answered(request, question) if question else None
    return await render(
        request,
        "ask.html",
        question=reply.question if reply else "",
        **(await shown(request, reply) if reply else {"reply": None}),
        examples=language_of(request).pick(EXAMPLES),
    )


async def checked(request: Request, given: Mapping[str, str], report: Report | None) -> Response:
    """What is said of each figure, or the empty page."""
    await asker_of(request).lexicon()
    return await render(
        request,
        "check.html",
        text=given.get("text", ""),
        most=request.app.state.settings.check_letters,
        report=report,
    )
