"""Answers that are asked piece by piece are the answers of the whole query, row for row."""

from __future__ import annotations

import asyncio
import json
from typing import Final

import pytest

from catalogue_support import asker
from dxgraph.catalogue import load
from dxgraph.corpus import Snapshot
from dxgraph.engine.protocol import Query
from dxgraph.web.pages import pieces

_ALL: Final = 1_000_000
_WITH: Final = {
    "evidence": {
        "indicator": "https://w3id.org/dxgraph/indicator/digital-economy-share-per-sector"
    },
}
"""One more parameter, where the whole answer would take a second."""


@pytest.mark.parametrize("name", pieces.ORDERS)
def test_all_pieces_together_are_the_whole_answer(snapshot: Snapshot, name: str) -> None:
    named, ask = load()[name], asker(snapshot.store)
    query = named.query(_WITH.get(name, {}))
    order = pieces.order_of(named, query)
    assert order is not None

    async def both() -> None:
        whole = json.loads((await ask(query)).body)["results"]["bindings"]
        assert await pieces.first(named, query, order, _ALL, ask) == (whole, False)
        assert len(whole) > 12
        assert await pieces.first(named, query, order, 12, ask) == (whole[:12], True)

    asyncio.run(both())


def test_no_more_pieces_are_asked_than_the_page_needs(snapshot: Snapshot) -> None:
    named, ask = load()["evidence"], asker(snapshot.store)
    query = named.query({})
    order = pieces.order_of(named, query)
    assert order is not None
    asked: list[Query] = []

    async def noting(each: Query):  # type: ignore[no-untyped-def]
        asked.append(each)
        return await ask(each)

    rows, more = asyncio.run(pieces.first(named, query, order, 12, noting))
    assert (len(rows), more) == (12, True)
    assert len(asked) < 8


def test_who_asks_for_one_piece_gets_it_whole() -> None:
    named = load()["evidence"]
    one = named.query({"document": "https://w3id.org/dxgraph/document/viet-nam-2020-749-qd-ttg"})
    assert pieces.order_of(named, one) is None
    assert pieces.order_of(load()["mergers"], load()["mergers"].query({})) is None
