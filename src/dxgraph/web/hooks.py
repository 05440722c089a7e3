"""Where the pages for people plug in.

`create_app` takes any object with these methods; `dxgraph.web.plain` has the simplest.
"""

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
