"""Answers that are asked piece by piece are the answers of the whole query, row for row."""

from __future__ import annotations

import asyncio
import json
from typing import Final

import pytest

from dxgraph.catalogue import load, pieces
from dxgraph.catalogue.choices import Ask
from dxgraph.corpus import Snapshot
from dxgraph.engine.protocol import Answer, Form, Query
from dxgraph.errors import DeadlineExceeded
from dxgraph.terms import BASE
from support.named_queries import asker

_ALL: Final = 1_000_000
_LONG_S: Final = 60.0
_INDICATOR: Final = "https://w3id.org/dxgraph/indicator/"
_WITH: Final = {"evidence": {"indicator": f"{_INDICATOR}digital-economy-share-per-sector"}}
"""One more parameter, where the whole answer would take a second."""


@pytest.mark.parametrize("name", pieces.ORDERS)
def test_all_pieces_together_are_the_whole_answer(snapshot: Snapshot, name: str) -> None:
    named, ask = load()[name], asker(snapshot.store)
    query, order = named.query(_WITH.get(name, {})), pieces.ORDERS[name]

    async def both() -> None:
        whole = json.loads((await ask(query)).body)["results"]["bindings"]
        assert await pieces.first(named, query, order, _ALL, ask, _LONG_S) == (whole, False)
        assert len(whole) > 12
        assert await pieces.first(named, query, order, 12, ask, _LONG_S) == (whole[:12], True)

    asyncio.run(both())


def test_no_more_pieces_are_asked_than_the_page_needs(snapshot: Snapshot) -> None:
    named, ask = load()["evidence"], asker(snapshot.store)
    query = named.query({})
    order = pieces.order_of(named, query)
    assert order is not None
    asked: list[Query] = []

    async def noting(each: Query) -> Answer:
        asked.append(each)
        return await ask(each)

    rows, more = asyncio.run(pieces.first(named, query, order, 12, noting, _LONG_S))
    assert (len(rows), more) == (12, True)
    assert len(asked) < 8


@pytest.mark.parametrize("name", pieces.ORDERS)
def test_who_asks_for_some_rows_only_gets_them_by_one_query(name: str) -> None:
    """Most pieces would have none of them: hundreds of queries for one page."""
    named = load()[name]
    assert pieces.order_of(named, named.query({"lang": "en"})) is pieces.ORDERS[name]
    some = {
        "area": "https://w3id.org/dxgraph/area/tra-vinh",
        "document": "https://w3id.org/dxgraph/document/viet-nam-2020-749-qd-ttg",
        "indicator": f"{_INDICATOR}egovernment",
        "year": "2030",
    }
    for given in some.keys() & {each.name for each in named.parameters}:
        assert pieces.order_of(named, named.query({given: some[given]})) is None


def test_what_has_no_pieces_is_asked_whole() -> None:
    assert pieces.order_of(load()["mergers"], load()["mergers"].query({})) is None


def _first(ask: Ask, timeout_s: float = _LONG_S) -> tuple[pieces.Rows, bool]:
    named = load()["conflicts"]
    order = pieces.ORDERS["conflicts"]
    return asyncio.run(pieces.first(named, named.query({}), order, 1, ask, timeout_s))


def _answer(query: Query, digest: str, row: str) -> Answer:
    """Of the query for all values a thousand, of a piece the row, if there is one."""
    values = [row] if query.bindings else [f"{BASE}area/{n}" for n in range(1000)]
    rows = [{"value": {"type": "uri", "value": value}} for value in values if value]
    body = json.dumps({"results": {"bindings": rows}}).encode()
    return Answer(body, "application/json", Form.SELECT, len(rows), 0.0, "", digest)


def test_pieces_have_one_deadline_together() -> None:
    async def hanging(query: Query) -> Answer:
        await asyncio.Event().wait()
        return _answer(query, "one", "")

    with pytest.raises(DeadlineExceeded) as raised:
        _first(hanging, timeout_s=0.01)
    assert raised.value.extra["limit"] == "timeout_s"
    assert "Area" in raised.value.remedy


def test_pieces_without_a_row_are_not_asked_for_ever() -> None:
    asked: list[Query] = []

    async def empty(query: Query) -> Answer:
        asked.append(query)
        return _answer(query, "one", "")

    with pytest.raises(DeadlineExceeded, match="600 queries"):
        _first(empty)
    assert len(asked) == 601


def test_rows_are_of_one_snapshot() -> None:
    asked: list[Query] = []

    async def reloaded(query: Query) -> Answer:
        asked.append(query)
        old = len(asked) < 3
        return _answer(query, "old" if old else "new", "of the old" if old else "of the new")

    rows, more = _first(reloaded)
    assert ([row["value"]["value"] for row in rows], more) == (["of the new"], True)
