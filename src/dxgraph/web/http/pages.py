"""What the pages for people have to offer, so that the plumbing need not know how they are made."""

from __future__ import annotations

from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.engine.protocol import Query
from dxgraph.errors import DxgraphError
from dxgraph.web.http.problems import Problem


class Pages(Protocol):
    """What a browser sees where a program gets data."""

    async def editor(self, request: Request) -> Response:
        """/sparql without a query."""
        ...

    async def results(self, request: Request, query: Query) -> Response | None:
        """/sparql with a query, when HTML is wanted and no ``format=`` is named; the request's
        body is already read. None answers with data after all."""
        ...

    async def problem(self, request: Request, error: DxgraphError, problem: Problem) -> Response:
        """Any error. The status is the problem's; its header fields are added by the caller."""
        ...
