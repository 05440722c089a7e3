"""The whole of a named query over data that outgrow memory, sent piece by piece.

It is larger than what may be answered at once, so it is neither held nor known to succeed when it
begins. That nobody takes a part for the whole is HTTP's own promise: the body comes in chunks, and
one that breaks off has no last chunk (RFC 9112, sections 7.1 and 8).
"""

from __future__ import annotations

import asyncio
import codecs
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dxgraph.catalogue import NamedQuery
from dxgraph.catalogue.pieces import Order, each
from dxgraph.engine.protocol import Answer, Form, Limits, Query
from dxgraph.engine.solutions import RESULTS_FORMATS
from dxgraph.errors import BusyError, DxgraphError, QueryError, WorkerLost
from dxgraph.messages import message
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.cache import entity_tag, matched
from dxgraph.web.http.headers import LATEST, RUN_ID, VARY, Header
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.ready import PIECE_S
from dxgraph.web.http.request import call_of

_PATIENCE_S: Final = (0.1, 0.5, 1.0, 2.0, 5.0)
"""How long to wait before a piece is asked for again that found no place, or lost its worker."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How rows stand in a format."""

    begin: bytes
    """The end of what comes before all rows."""
    end: bytes
    between: bytes
    blank_node: re.Pattern[bytes]


_CELL: Final = re.compile(rb"(?:^|[,\t\n])_:")
SHAPES: Final = {
    "json": _Shape(b'"bindings":[', b"]}}", b",", re.compile(b'"type":"bnode"')),
    "xml": _Shape(b"<results>", b"</results></sparql>", b"", re.compile(b"<bnode>")),
    "csv": _Shape(b"\r\n", b"", b"", _CELL),
    "tsv": _Shape(b"\n", b"", b"", _CELL),
}
"""The formats that can be sent so, by their names."""


class Whole(Response):
    """The answers to a query for one value of a parameter after the other, joined to the bytes of
    the one answer that they are.

    Counts as one query of its client; each piece has the deadline of a query. Errors before the
    first piece have their status, those after it end the connection.
    """

    def __init__(
        self, request: Request, named: NamedQuery, order: Order, query: Query, limits: Limits | None
    ) -> None:
        self.background = None
        self._named, self._order, self._query, self._limits = named, order, query, limits
        self._answering, self._call = answering_of(request), call_of(request)
        with_mark = query.results_format == "csv" and request.query_params.get("bom") == "1"
        self._mark = codecs.BOM_UTF8 if with_mark else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call, answering = self._call, self._answering
        key = answering.key(await answering.snapshot(), self._query, Form.SELECT)
        tag = None if self._mark else matched(call.if_none_match, key, "")
        if tag is not None:
            await answering.not_modified(call, b"W/" + tag)(scope, receive, send)
            return
        answering.clients.enter(call.client)
        try:
            async with Leaving(receive):
                await self._send(send, key)
        finally:
            answering.clients.leave(call.client)

    async def _send(self, send: Send, key: str) -> None:
        call, begun = self._call, False
        call.rows = 0
        try:
            async with aclosing(self._joined()) as pieces:
                async for piece in pieces:
                    if not begun:
                        start = {"status": 200, "headers": self._fields(key)}
                        await send({"type": "http.response.start", **start})
                        begun = True
                        if call.method == "HEAD":
                            break
                    async with asyncio.timeout(PIECE_S):
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
        except TimeoutError:
            call.outcome = "left"
            return
        except DxgraphError as error:
            if not begun:
                raise
            # The server closes the connection of an answer that is not whole.
            call.outcome = error.slug
            return
        await send({"type": "http.response.body", "body": b""})

    def _fields(self, key: str) -> list[Header]:
        media_type = RESULTS_FORMATS[self._query.results_format][1]
        fields = [
            (b"content-type", media_type.encode()),
            (b"vary", VARY),
            (b"cache-control", LATEST),
            (RUN_ID, self._call.run_id.encode()),
        ]
        if key and not self._mark:
            # Weak: whether the pieces are packed on their way is not known here.
            fields.append((b"etag", b"W/" + entity_tag(key, "")))
        return fields

    async def _joined(self) -> AsyncGenerator[bytes, None]:
        """What comes before all rows, the rows of each piece, what comes after them."""
        shape = SHAPES[self._query.results_format]
        begun = rows = False
        async with aclosing(each(self._named, self._query, self._order, self._ask)) as pieces:
            async for piece in pieces:
                if shape.blank_node.search(piece.body) is not None:
                    raise QueryError(message("blank-nodes-in-pieces"))
                self._call.rows = (self._call.rows or 0) + piece.rows
                head, begin, body = piece.body.partition(shape.begin)
                if not begun:
                    yield self._mark + head + begin
                    begun = True
                body = body.removesuffix(shape.end)
                if body:
                    yield shape.between + body if rows else body
                    rows = True
        yield shape.end

    async def _ask(self, query: Query) -> Answer:
        for wait_s in _PATIENCE_S:
            try:
                return (await self._answering.answer(query, None, self._limits)).answer
            except (BusyError, WorkerLost):
                await asyncio.sleep(wait_s)
        return (await self._answering.answer(query, None, self._limits)).answer
