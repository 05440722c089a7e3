"""The answer of any query as an Excel workbook: ``format=xlsx`` at /sparql."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from starlette.types import Receive

from dxgraph.catalogue import NamedQuery
from dxgraph.catalogue.results import XLSX_TYPE, About, workbook
from dxgraph.engine.protocol import Answer, Form, Limits, Query
from dxgraph.errors import ResultTooLarge
from dxgraph.messages import message
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.leaving import Leaving
from dxgraph.web.http.limits import MOST_CELLS
from dxgraph.web.http.negotiation import language_for
from dxgraph.web.http.ready import Ready
from dxgraph.web.http.request import Call


async def respond(
    answering: Answering,
    query: Query,
    form: Form,
    call: Call,
    receive: Receive,
    limits: Limits | None,
    language: str | None,
) -> Ready:
    """Answer a SELECT or ASK. `language`: the one that the address names.

    Raises what `Answering.answer` raises, ClientLeft, and ResultTooLarge for more than
    `MOST_CELLS` cells.
    """
    query = replace(query, results_format="json")
    snapshot = await answering.snapshot()
    async with Leaving(receive):
        answer = (await answering.answer(query, call, limits)).answer
        check_size(answer)
        about = About(
            _unnamed(query.text, form),
            {},
            query,
            snapshot,
            datetime.now(UTC).date(),
            language_for(language, call.accept_language).value,
        )
        body = await answering.make(call, workbook, about, answer.body)
    name = b'attachment; filename="dxgraph-sparql.xlsx"'
    return await answering.content(call, body, XLSX_TYPE, extra=[(b"content-disposition", name)])


def _unnamed(text: str, form: Form) -> NamedQuery:
    """A query of no catalogue, as the workbook tells of it."""
    return NamedQuery(
        name="sparql",
        path=Path(),
        order=0,
        tags=(),
        summary={"vi": "Truy vấn SPARQL", "en": "SPARQL query"},
        description={
            "vi": "Truy vấn tự viết; nguyên văn ở cuối trang này.",
            "en": "A query of one's own; its text is at the end of this sheet.",
        },
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
