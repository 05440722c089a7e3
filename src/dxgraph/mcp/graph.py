"""What the tools ask, and how what goes wrong is told to a program that talks."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from dxgraph import asking
from dxgraph.catalogue import Catalogue
from dxgraph.curies import declared
from dxgraph.engine.once import OncePerSnapshot
from dxgraph.engine.protocol import Answer, Lane, Query, SnapshotInfo
from dxgraph.errors import DxgraphError, QuerySyntaxError
from dxgraph.model import names
from dxgraph.model.answers import Row, decode
from dxgraph.settings import Settings

Ask = Callable[[Query, object | None], Awaitable[Answer]]
"""Whoever answers: an engine, or something before it that keeps answers. The second is the HTTP
request of a call, None where there is none."""


_CHECKS_AT_ONCE: Final = 2


@dataclass(slots=True)
class Graph:
    """What the tools ask."""

    ask: Ask
    info: Callable[[], Awaitable[SnapshotInfo]]
    catalogue: Catalogue
    index: OncePerSnapshot[names.Index] = field(default_factory=OncePerSnapshot)
    """The names of a snapshot, once they were asked for."""
    extents: OncePerSnapshot[dict[str, str]] = field(default_factory=OncePerSnapshot)
    """How far the documents of a snapshot were read, likewise."""
    lexicon: Callable[[], Awaitable[asking.Lexicon]] | None = None
    """Whoever has read what questions are understood by; without it, it is read here."""
    settings: Settings = field(default_factory=Settings)
    checks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_CHECKS_AT_ONCE))
    """The turns of texts that are checked, each for up to some seconds of a processor."""
    kept_asker: asking.Asker | None = None

    def asker(self) -> asking.Asker:
        """Who answers questions; it keeps the names of a snapshot."""
        if self.kept_asker is None:
            self.kept_asker = asking.Asker(self.answered, self.info, self.catalogue, self.lexicon)
        return self.kept_asker

    async def answered(self, query: Query) -> Answer:
        """An answer that no single call asked for."""
        return await self.ask(query, None)

    async def names(self, context: Context) -> names.Index:
        """The names of the snapshot that is served now, indexed once."""

        async def rows(query: str) -> list[Row]:
            asked = Query(declared(query), lane=Lane.RESERVED)
            return decode((await self.ask(asked, request_of(context))).body)

        return await self.index.get((await self.info()).digest, lambda: names.read(rows))


@contextlib.contextmanager
def as_tool_errors(added_lines: int = 0) -> Iterator[None]:
    """Errors that a user can meet become errors of the tool: what was wrong and what to do.

    `added_lines` stand before the text of the query that the client wrote.
    """
    try:
        yield
    except DxgraphError as error:
        text = str(error)
        if isinstance(error, QuerySyntaxError) and error.line is not None:
            line = max(1, error.line - added_lines)
            text = f"line {line}, column {error.column}: {error.message}"
        raise ToolError(f"{text} {error.remedy}".strip()) from error


def asks(graph: Graph, context: Context) -> Callable[[Query], Awaitable[Answer]]:
    """Whoever answers the queries of one call."""

    async def ask(query: Query) -> Answer:
        return await graph.ask(query, request_of(context))

    return ask


def request_of(context: Context) -> object | None:
    request: object | None = context.request_context.request
    return request
