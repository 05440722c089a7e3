"""CSV for spreadsheets: with the byte order mark, without which some read it in another encoding.

The buttons of pages ask for it by ``bom=1``. What programs get has none: a parser would take it for
a part of the first heading.
"""

from __future__ import annotations

import codecs
from dataclasses import replace

from starlette.types import Receive

from dxgraph.engine.protocol import Limits, Query
from dxgraph.formats import CSV
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call


async def for_spreadsheet(
    answering: Answering, query: Query, call: Call, receive: Receive, limits: Limits | None
) -> Ready:
    """The answer of a SELECT as CSV with the mark. Raises what `Answering.answer` raises."""
    async with Leaving(receive):
        kept = await answering.answer(replace(query, results_format="csv"), call, limits)
    body = codecs.BOM_UTF8 + kept.answer.body
    return await answering.content(call, body, CSV.content_type)
