"""The simplest pages: a text area for a query, and an error in words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.engine.protocol import Query
from dxgraph.errors import DxgraphError
from dxgraph.web.http.problems import Problem, in_words


class PlainPages:
    """An implementation of :class:`dxgraph.web.hooks.Pages` without scripts."""

    async def editor(self, request: Request) -> Response:
        # The templates cost an import that programs should not wait for.
        from dxgraph.web.pages.frame import render

        return await render(request, "plain_editor.html")

    async def results(self, request: Request, query: Query) -> Response | None:  # noqa: ARG002
        return None

    async def problem(self, request: Request, error: DxgraphError, problem: Problem) -> Response:
        from dxgraph.web.pages.frame import language_of, render

        language = language_of(request).value
        detail, remedy = in_words(error, language)
        return await render(
            request,
            "plain_problem.html",
            status=problem.status,
            title=error.title_vi if language == "vi" else error.title,
            detail=detail,
            remedy=remedy,
            problem=problem,
        )
