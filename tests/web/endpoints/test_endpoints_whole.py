"""What is sent piece by piece is whole, or its connection ends without saying that it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message

from dxgraph.catalogue import load
from dxgraph.catalogue.pieces import ORDERS, Swapped
from dxgraph.engine.protocol import Answer, Form, Limits, Query, SnapshotInfo
from dxgraph.errors import BusyError, DeadlineExceeded, DxgraphError, TooManyRequests, WorkerLost
from dxgraph.settings import Settings
from dxgraph.terms import BASE
from dxgraph.web.endpoints import whole
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.request import Call

_AREAS = 3
_DEADLINE = DeadlineExceeded("Too long.", limit="timeout_s", value=1)


class _Engine:
    """Answers first which areas there are, then a row for each. `at` says what happens instead when
    the query of that number is asked: raised, or changed of the answer."""

    def __init__(self, at: dict[int, Exception | dict[str, str]]) -> None:
        self._at = at
        self.asked = 0

    async def info(self) -> SnapshotInfo:
        return SnapshotInfo("one", 1, (), "1")

    async def run(
        self,
        query: Query,
        limits: Limits | None = None,  # noqa: ARG002
        *,
        run_id: str | None = None,  # noqa: ARG002
    ) -> Answer:
        self.asked += 1
        happens = self._at.get(self.asked, {})
        if isinstance(happens, Exception):
            raise happens
        values = [f"{BASE}area/{n}" for n in range(_AREAS)]
        if query.bindings:
            values = [str(query.bindings["__area_iri"].value)]
        kind = happens.get("kind", "uri")
        rows = [{"value": {"type": kind, "value": value}} for value in values]
        found = {"head": {"vars": ["value"]}, "results": {"bindings": rows}}
        body = json.dumps(found, separators=(",", ":")).encode()
        digest = happens.get("digest", "one")
        return Answer(body, "application/json", Form.SELECT, len(rows), 0.0, "", digest)


def _sent(
    at: dict[int, Exception | dict[str, str]],
    before: Callable[[Answering], None] = lambda _: None,
    method: str = "GET",
) -> tuple[list[Message], Call, Answering]:
    """The messages of a request for all of a query."""
    answering = Answering(_Engine(at), Settings(client_queries=1))  # type: ignore[arg-type]
    before(answering)
    app: Any = type("App", (), {"state": type("State", (), {"answering": answering})})
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "headers": [],
        "query_string": b"",
        "client": ("192.0.2.1", 1),
        "app": app,
    }
    call = Call.of(scope, "/queries/conflicts")
    named = load()["conflicts"]
    response = whole.Whole(Request(scope), named, ORDERS["conflicts"], named.query({}), None)
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    asyncio.run(response(scope, receive, send))
    return messages, call, answering


def _is_whole(messages: list[Message]) -> bool:
    return not messages[-1].get("more_body", False)


def test_all_pieces_are_one_answer() -> None:
    messages, call, answering = _sent({})
    assert [message.get("status") for message in messages[:2]] == [200, None]
    body = b"".join(message.get("body", b"") for message in messages)
    areas = [row["value"]["value"] for row in json.loads(body)["results"]["bindings"]]
    assert areas == [f"{BASE}area/{n}" for n in range(_AREAS)]
    assert _is_whole(messages)
    assert (call.rows, call.outcome) == (_AREAS, "ok")
    answering.clients.enter(call.client)  # its one place is free again


@pytest.mark.parametrize(
    ("happens", "outcome"),
    [
        (_DEADLINE, _DEADLINE.slug),
        ({"digest": "another"}, BusyError.slug),
        ({"kind": "bnode"}, "query"),
    ],
    ids=["deadline", "another snapshot", "blank nodes"],
)
def test_what_breaks_off_does_not_say_that_it_is_whole(
    happens: Exception | dict[str, str], outcome: str
) -> None:
    messages, call, answering = _sent({3: happens})
    assert messages[0]["status"] == 200
    assert len(messages) > 1
    assert not _is_whole(messages)
    assert call.outcome == outcome
    answering.clients.enter(call.client)


@pytest.mark.parametrize(
    ("at", "error"), [({1: _DEADLINE}, DeadlineExceeded), ({2: {"digest": "x"}}, Swapped)]
)
def test_what_fails_before_it_begins_has_a_status(
    at: dict[int, Exception | dict[str, str]], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _sent(at)


@pytest.mark.parametrize("error", [BusyError("Full."), WorkerLost("Gone.")])
def test_a_piece_that_found_no_place_or_lost_its_worker_is_asked_for_again(
    error: DxgraphError, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_PATIENCE_S", (0.0, 0.0))
    assert _is_whole(_sent({3: error, 4: error})[0])
    assert not _is_whole(_sent({3: error, 4: error, 5: error})[0])


def test_it_counts_as_one_query_of_its_client() -> None:
    with pytest.raises(TooManyRequests):
        _sent({}, lambda answering: answering.clients.enter("192.0.2.1"))


def test_only_the_head_is_sent_where_no_more_is_asked() -> None:
    messages, _, answering = _sent({}, method="HEAD")
    assert [message.get("body", b"") for message in messages] == [b"", b""]
    assert answering.engine.asked == 2  # type: ignore[attr-defined]
