"""Ask the engine on behalf of a page, and get rows of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request

from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query, Term
from dxgraph.model.answers import Row, decode

if TYPE_CHECKING:
    from dxgraph.web.http.answer import Answering


async def rows(
    source: Request | Answering, query: str, bindings: Mapping[str, Term] | None = None
) -> list[Row]:
    """The solutions of a SELECT, a dict each: IRIs, texts, numbers, dates and years as Python's.

    Our prefixes are declared. Unbound variables are absent from a row. Pages run in the reserved
    lane, so that they answer while strangers' queries fill the rest, and share its cache.
    """
    answering: Answering = source.app.state.answering if isinstance(source, Request) else source
    kept = await answering.answer(
        Query(declared(query), bindings=dict(bindings or {}), lane=Lane.RESERVED)
    )
    return decode(kept.answer.body)
