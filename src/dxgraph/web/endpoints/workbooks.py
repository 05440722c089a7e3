"""The answer of any query as an Excel workbook: ``format=xlsx``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from starlette.types import Receive

from dxgraph.catalogue import NamedQuery
from dxgraph.catalogue.results import XLSX_TYPE, About, in_format, workbook
from dxgraph.engine.protocol import Answer, Form, Limits, Query
from dxgraph.errors import ResultTooLarge
from dxgraph.formats import XLSX
from dxgraph.messages import message
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.limits import MOST_CELLS
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call
from dxgraph.web.words import by_language


async def respond(
    answering: Answering,
    call: Call,
    receive: Receive,
    limits: Limits | None,
    named: NamedQuery,
    query: Query,
    language: str,
    given: Mapping[str, str] | None = None,
) -> Ready:
    """Answer a SELECT or ASK, of which `named` tells; `given` are the values of its parameters,
    None for a query of no catalogue.

    Raises what `Answering.answer` raises, ClientLeft, and ResultTooLarge for more than
    `MOST_CELLS` cells.
    """
    query = in_format(query, XLSX)
    snapshot = await answering.snapshot()
    async with Leaving(receive):
        answer = (await answering.answer(query, call, limits)).answer
        check_size(answer)
        today = datetime.now(UTC).date()
        about = About(named, given or {}, query, snapshot, today, language)
        body = await answering.make(call, workbook, about, answer.body)
    name = "dxgraph-sparql" if given is None else named.name
    disposition = b"content-disposition", f'attachment; filename="{name}.xlsx"'.encode()
    return await answering.content(call, body, XLSX_TYPE, extra=[disposition])


def unnamed(text: str, form: Form) -> NamedQuery:
    """A query of no catalogue, as the workbook tells of it."""
    said = by_language("descriptions")
    return NamedQuery(
        name="sparql",
        path=Path(),
        order=0,
        tags=(),
        summary=said["own-query"],
        description=said["own-query-told"],
        parameters=(),
        columns=(),
        form=form,
        text=text,
    )


def check_size(answer: Answer) -> None:
    # Reads the head only.
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    columns = len(found.variables) if isinstance(found, ox.QuerySolutions) else 1
    if answer.rows * columns > MOST_CELLS:
        raise ResultTooLarge(
            message("too-many-cells", rows=answer.rows, columns=columns, most_cells=MOST_CELLS),
            limit="cells",
            value=MOST_CELLS,
        )
