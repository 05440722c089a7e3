"""Responses that are bytes already."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dxgraph.web.http.headers import Header
from dxgraph.web.http.request import KEY

_PIECE_BYTES: Final = 256 * 1024
PIECE_S: Final = 30.0
"""A reader that does not take a piece in this time is left, so that it holds no memory for long."""


class Ready(Response):
    """A response whose bytes and header fields are made already."""

    def __init__(self, status: int, fields: list[Header], body: bytes) -> None:
        # The base class would encode every field anew.
        self.status_code = status
        self.raw_headers = fields
        self.body = body
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        body = bytes(self.body)
        if scope["method"] == "HEAD":
            body = b""
        if len(body) <= 2 * _PIECE_BYTES:
            await send({"type": "http.response.body", "body": body})
            return
        for begin in range(0, len(body), _PIECE_BYTES):
            piece = body[begin : begin + _PIECE_BYTES]
            more = begin + _PIECE_BYTES < len(body)
            try:
                async with asyncio.timeout(PIECE_S):
                    await send({"type": "http.response.body", "body": piece, "more_body": more})
            except TimeoutError:
                # The server closes the connection of an answer that is not whole.
                scope[KEY].outcome = "left"
                return
