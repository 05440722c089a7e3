"""The plainest requests are answered at once, and nothing of the answer tells of it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from dxgraph.web.application import Application
from dxgraph.web.gate import Gate
from support.web import SELECT, Log, PromptEngine, app_of, connect, served

GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
LONG = f"SELECT ?a {{ VALUES ?a {{ '{'a' * 3000}' }} }}"
END = b"\r\n\r\n"
ORDINARY = b"X-Forwarded-For: 192.0.2.1\r\n"
"""A field that nobody reads here, and with which a request is not of the plainest kind."""


class Willing(PromptEngine):
    """Answers all that it is asked at once."""

    longest = 10_000


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The methods of the requests that went the ordinary way."""
    seen: list[str] = []
    call = Gate.__call__

    async def watched(gate: Gate, scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["method"])
        await call(gate, scope, receive, send)

    monkeypatch.setattr(Gate, "__call__", watched)
    return seen


def scope_of(query: str, *fields: tuple[bytes, bytes], **given: Any) -> Scope:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": "/sparql",
        "query_string": urlencode({"query": query}, quote_via=quote).encode(),
        "headers": [(b"host", b"dx.test"), *fields],
        "client": ("127.0.0.1", 1),
        **given,
    }


def answer_to(address: str, query: str, fields: bytes) -> bytes:
    """Everything that is sent for one request, without what differs each time."""
    with connect(address) as connection:
        connection.sendall(
            b"GET /sparql?query=%b HTTP/1.1\r\nHost: x\r\n%bConnection: close\r\n\r\n"
            % (quote(query).encode(), fields)
        )
        parts = []
        while part := connection.recv(65_536):
            parts.append(part)
    return re.sub(rb"(date|dxgraph-run-id): [^\r]*", rb"\1:", b"".join(parts))


def test_the_bytes_log_and_figures_are_those_of_the_ordinary_way(ordinary: list[str]) -> None:
    asked = [
        (SELECT, b""),
        (SELECT, b""),
        (SELECT, b"Accept: text/csv\r\n"),
        (SELECT, b"Accept-Encoding: gzip\r\n"),
        (LONG, b"Accept-Encoding: gzip\r\nAccept: */*\r\n"),
        (LONG, b"Accept-Encoding: gzip\r\nAccept: */*\r\n"),
        (LONG, b"Accept-Encoding: br\r\n"),
        (GRAPH, b"Accept: text/turtle\r\n"),
        (GRAPH, b""),
        ("ASK {}", b"User-Agent: x\r\n"),
    ]
    answers: list[list[bytes]] = []
    logs: list[list[dict[str, Any]]] = []
    for more in (b"", ORDINARY):
        log = Log()
        with served(Willing(), log) as address:
            answers.append([answer_to(address, text, fields + more) for text, fields in asked])
        logs.append([line for line in log.lines() if line["event"] == "request"])
        if not more:
            # What is kept is answered at once too, and from then on found by its bytes.
            assert ordinary == []
    assert answers[0] == answers[1]
    assert all(answer.startswith(b"HTTP/1.1 200 OK\r\n") for answer in answers[0])
    for line in (*logs[0], *logs[1]):
        for name in ("id", "time", "duration_ms"):
            assert line.pop(name)
    assert logs[0] == logs[1]


def test_what_has_the_header_of_one_before_is_answered_without_reading_it_again(
    monkeypatch: pytest.MonkeyPatch, ordinary: list[str]
) -> None:
    parsed: list[bytes] = []
    received = HttpToolsProtocol.data_received

    def watched(connection: HttpToolsProtocol, data: bytes) -> None:
        parsed.append(data)
        received(connection, data)

    monkeypatch.setattr(HttpToolsProtocol, "data_received", watched)

    def request(number: int, fields: bytes = b"", more: bytes = b"") -> bytes:
        text = quote(f"SELECT ({number} AS ?n) {{}}").encode()
        return b"GET /sparql?query=%b%b HTTP/1.1\r\nHost: x\r\n%b\r\n" % (text, more, fields)

    plain = b"Accept: text/csv\r\nUser-Agent: y\r\n"
    with served(Willing()) as address, connect(address) as connection:

        def answer(data: bytes) -> bytes:
            connection.sendall(data)
            read = b""
            while not re.search(rb"content-length: (\d+)\r\n", read) or read.endswith(END):
                read += connection.recv(65_536)
            return re.sub(rb'(date|dxgraph-run-id|etag): [^\r]*|"\d+"', rb"\1:", read)

        first = answer(request(1))
        assert answer(request(2)) == first
        assert answer(request(3, plain)) == answer(request(4, plain)).replace(b"4", b"3")
        assert parsed == [request(1), request(3, plain)]
        assert ordinary == []
        others = [
            request(5, b"Accept: */*\r\n"),
            request(6, more=b"%7D").replace(b"%7D%7D", b"}"),
            request(7, more=b"&timeout_s=1"),
            request(8).replace(b"GET", b"get"),
        ]
        for other in others[:3]:
            assert answer(other).startswith(b"HTTP/1.1 200")
        assert parsed[2:] == others[:3]
        connection.sendall(others[3])
        assert connection.recv(65_536).startswith(b"HTTP/1.1 400")


def test_many_in_one_piece_are_answered_in_order_and_one_of_them_at_once(
    ordinary: list[str],
) -> None:
    texts = [f"SELECT ({number} AS ?n) {{}}" for number in range(20)]
    with served(Willing()) as address, connect(address) as connection:
        connection.sendall(
            b"".join(
                b"GET /sparql?query=%b HTTP/1.1\r\nHost: x\r\n\r\n" % quote(text).encode()
                for text in texts
            )
        )
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        read = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert re.findall(rb'"value":"(\d+)"', read) == [b"%d" % number for number in range(20)]
    assert len(texts) - 2 <= len(ordinary) - 1 < len(texts)


def test_nothing_is_answered_after_the_last_request_of_a_connection(ordinary: list[str]) -> None:
    one = b"GET /sparql?query=%b HTTP/1.1\r\nHost: x\r\n" % quote(SELECT).encode()
    with served(Willing()) as address, connect(address) as connection:
        connection.sendall(one + b"Connection: close\r\n\r\n" + (one + b"\r\n") * 3)
        read = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert read.count(b"HTTP/1.1 200 OK") == 1
    assert ordinary == []


def test_what_is_not_answered_at_once_is_tried_once(ordinary: list[str]) -> None:
    engine = Willing()
    engine.longest = 0
    with served(engine) as address:
        assert answer_to(address, SELECT, b"").startswith(b"HTTP/1.1 200 OK\r\n")
    assert (engine.tries, len(engine.asked), ordinary) == (1, 1, ["GET"])


def plain() -> tuple[Application, Willing]:
    engine = Willing()
    return app_of(engine, client_queries=1), engine


@pytest.mark.parametrize(
    "scope",
    [
        scope_of(SELECT, method="HEAD"),
        scope_of(SELECT, method="POST"),
        scope_of(SELECT, path="/queries"),
        scope_of(SELECT, http_version="1.0"),
        scope_of(SELECT, client=None),
        scope_of(SELECT, query_string=b"query=ASK%7B%7D&format=csv"),
        scope_of(SELECT, query_string=b"query=" + b"+" * 5000),
        scope_of(SELECT, query_string=b"query=%ff"),
        scope_of(SELECT, headers=[]),
        scope_of(SELECT, headers=[(b"host", b"bad host")]),
        scope_of(SELECT, (b"host", b"dx.test")),
        scope_of(SELECT, (b"accept", b"text/html")),
        scope_of(SELECT, (b"accept", b"text/turtle")),
        scope_of(SELECT, (b"accept", b"application/sparql-results+xml")),
        scope_of(SELECT, (b"accept", b"text/csv"), (b"accept", b"*/*")),
        scope_of(SELECT, (b"accept-encoding", b"br"), (b"accept-encoding", b"gzip")),
        scope_of(SELECT, (b"content-length", b"3")),
        scope_of(SELECT, (b"transfer-encoding", b"chunked")),
        scope_of(SELECT, (b"if-none-match", b"*")),
        scope_of(SELECT, (b"origin", b"http://x.test")),
        scope_of("SELECT ?a { <relative> ?a ?b }"),
        scope_of("SELECT ?a { ?a ?a ?a }"),
        scope_of("INSERT DATA {}"),
        scope_of("SELECT ?a { ?a ?b ?c FILTER(STR(?c) = '5') }"),
        scope_of("SELECT {"),
        scope_of(f"SELECT ?a {{ VALUES ?a {{ '{'a' * 3000}' }} }}", query_string=b""),
    ],
    ids=lambda scope: " ".join(map(str, (*scope["headers"][1:], scope["query_string"][:30]))),
)
def test_what_is_not_of_the_plainest_kind_is_left_to_the_application(scope: Scope) -> None:
    app, _ = plain()
    assert app.direct(scope) is None
    assert len(app.state.answering.cache) == 0


def test_limits_the_end_and_a_snapshot_that_is_not_at_hand_are_left_to_the_application() -> None:
    app, engine = plain()
    answering = app.state.answering
    assert app.direct(scope_of(SELECT)) is not None
    answering.clients.enter("127.0.0.1")
    assert app.direct(scope_of("ASK {}")) is None
    answering.clients.leave("127.0.0.1")
    assert app.direct(scope_of("ASK {}")) is not None
    engine.digest_at_once = ""
    assert app.direct(scope_of("ASK { ?s ?p ?o }")) is None
    engine.digest_at_once = engine.digest
    answering.end()
    assert app.direct(scope_of("ASK { ?s ?p ?o }")) is None


def test_where_other_services_may_be_asked_nothing_is_answered_at_once() -> None:
    app = app_of(Willing(), service_allow_list=["https://x.test/sparql"])
    assert app.direct(scope_of(SELECT)) is None
