"""Health, figures, the log, running queries, and the header fields of every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.engine.protocol import Query, SnapshotInfo
from dxgraph.errors import DataError, StoreUnavailable
from dxgraph.web.application import Application
from dxgraph.web.http.answer import respond
from dxgraph.web.http.log import Journal
from dxgraph.web.reloading import Reloader
from support.web import ASK, CONSTRUCT, SELECT, FakeEngine, app_of, ask, client_of, get, served

WORD = "open-sesame"
TOKEN = {"Authorization": f"Bearer {WORD}"}


def test_health_says_ready_and_which_snapshot() -> None:
    health = ask(app_of(), "GET", "/health")
    assert health.status_code == 200
    assert health.json() == {
        "status": "ready",
        "snapshot": "a" * 64,
        "triples": 6,
        "graphs": 3,
        "version": "0.0.0",
        "running": 0,
    }
    assert health.headers["cache-control"] == "no-store"


def test_an_engine_that_is_down_is_not_ready_but_the_process_lives() -> None:
    engine = FakeEngine()
    engine.up = False
    app = app_of(engine)
    health = ask(app, "GET", "/health")
    assert (health.status_code, health.json()["status"]) == (503, "unavailable")
    assert ask(app, "GET", "/health/live").status_code == 200
    assert ask(app, "HEAD", "/health").status_code == 503


def test_metrics_count_what_happened() -> None:
    app = app_of()
    for query in (SELECT, SELECT, "SELECT"):
        get(app, query)
    text = ask(app, "GET", "/metrics").text
    for line in (
        'dxgraph_request_seconds_count{cache="miss",outcome="ok",route="/sparql",status="200"} 1.0',
        'dxgraph_request_seconds_count{cache="hit",outcome="ok",route="/sparql",status="200"} 1.0',
        'outcome="query-syntax",route="/sparql",status="400"} 1.0',
        "dxgraph_cache_answers 1.0",
        "dxgraph_queries_running 0.0",
        f'dxgraph_snapshot_triples{{digest="{"a" * 64}",version="0.0.0"}} 6.0',
        "process_resident_memory_bytes",
    ):
        assert line in text


def test_metrics_outlive_the_store() -> None:
    class Down(FakeEngine):
        async def info(self) -> SnapshotInfo:
            raise StoreUnavailable("nobody answers")

    app = app_of(Down())
    assert get(app).status_code == 502
    text = ask(app, "GET", "/metrics")
    assert text.status_code == 200
    assert 'outcome="store-unavailable"' in text.text


def test_unknown_addresses_do_not_make_labels() -> None:
    app = app_of()
    for number in range(3):
        ask(app, "GET", f"/unknown-{number}")
    text = ask(app, "GET", "/metrics").text
    assert 'route="other",status="404"} 3.0' in text
    assert "unknown-" not in text


def test_metrics_are_what_prometheus_reads() -> None:
    from prometheus_client.parser import text_string_to_metric_families

    app = app_of()
    get(app)
    families = {
        family.name: family
        for family in text_string_to_metric_families(ask(app, "GET", "/metrics").text)
    }
    buckets = [
        sample.value
        for sample in families["dxgraph_request_seconds"].samples
        if sample.name.endswith("_bucket")
    ]
    assert buckets == sorted(buckets)
    assert buckets[-1] == 1


def test_the_log_has_a_line_a_request() -> None:
    app = app_of()
    responses = [get(app), get(app, CONSTRUCT), ask(app, "GET", "/health")]
    lines = app.state.journal.lines()
    assert [line["id"] for line in lines] == [
        response.headers["dxgraph-run-id"] for response in responses
    ]
    select, construct, health = lines
    assert select["rows"] == 3
    assert construct["rows"] == 3
    assert select["bytes"] == len(responses[0].content)
    assert select["client"] == "127.0.0.1"
    assert select["duration_ms"] >= 0
    assert len(select["query"]) == 16
    assert select["query"] != construct["query"]
    assert "query" not in health
    assert select["time"].endswith("Z")


def test_the_log_keeps_what_clients_send_in_its_place() -> None:
    app = app_of()
    ask(app, "GET", "/a%22b%0Ac")
    (line,) = app.state.journal.lines()
    assert line["path"] == '/a"b\nc'


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    stream = (tmp_path / "log").open("w")
    stream.close()
    app = app_of(journal=Journal(stream))
    assert get(app).status_code == 200
    app.state.journal.flush()


# Running queries


def test_without_a_token_there_is_nothing_to_find() -> None:
    app = app_of()
    for method, path in (("GET", "/queries/running"), ("DELETE", "/queries/running/x")):
        assert ask(app, method, path, headers=TOKEN).status_code == 404
    assert "/queries/running" not in app.openapi()["paths"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": ""}])
def test_a_wrong_token_is_refused(headers: dict[str, str]) -> None:
    app = app_of(operator_token=WORD)
    response = ask(app, "GET", "/queries/running", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")


def test_the_operator_sees_and_ends_queries() -> None:
    engine = FakeEngine()
    app = app_of(engine, operator_token=WORD)

    async def operate() -> None:
        engine.hold = asyncio.Event()
        async with client_of(app) as client:
            waiting = asyncio.create_task(client.get("/sparql", params={"query": SELECT}))
            while not engine.asked:
                await asyncio.sleep(0.001)
            (running,) = (await client.get("/queries/running", headers=TOKEN)).json()
            assert running["text"] == SELECT
            assert running["lane"] == "adhoc"
            path = f"/queries/running/{running['id']}"
            assert (await client.delete(path, headers=TOKEN)).status_code == 204
            assert engine.cancelled == [running["id"]]
            engine.hold.set()
            # The id is the one that the client is told and that the log has.
            assert (await waiting).headers["dxgraph-run-id"] == running["id"]
            assert (await client.delete(path, headers=TOKEN)).status_code == 404

    asyncio.run(operate())


# Header fields


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/sparql?query=ASK%7B%7D", "*/*"),
        ("/sparql?query=ASK", "*/*"),
        ("/sparql", "text/html"),
        ("/health", "*/*"),
        ("/docs", "text/html"),
        ("/nothing", "text/html"),
        ("/static/style.css", "*/*"),
    ],
)
def test_every_answer_is_guarded_and_open(path: str, accept: str) -> None:
    headers = {"accept": accept, "origin": "https://example.org"}
    response = ask(app_of(), "GET", path, headers=headers)
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-expose-headers"] == "*"
    assert len(response.headers["dxgraph-run-id"]) == 16
    assert "server" not in response.headers


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/docs", "text/html"),
        ("/nothing", "text/html"),
        ("/sparql", "text/html"),
        ("/sparql?query=ASK%7B%7D", "application/sparql-results+xml"),
        ("/graphs", "application/rdf+xml"),
        ("/static/mark.svg", "*/*"),
    ],
)
def test_what_a_browser_may_run_fetches_from_nowhere_else(path: str, accept: str) -> None:
    response = ask(app_of(), "GET", path, headers={"accept": accept})
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert response.headers["referrer-policy"] == "same-origin"


def test_head_is_answered_wherever_get_is() -> None:
    app = app_of()
    for path in ("/health", "/docs", "/graphs", "/openapi.json", "/static/style.css"):
        got, head = ask(app, "GET", path), ask(app, "HEAD", path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == got.headers["content-length"]


# Behind a proxy


def test_forwarded_addresses_count_only_from_trusted_proxies() -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "Host": "dx.example"}
    turtle = "text/turtle"
    with served(FakeEngine(), trusted_proxies=("127.0.0.1",)) as address:
        description = httpx.get(address + "/sparql", headers={**forwarded, "Accept": turtle}).text
        assert "<https://dx.example/sparql>" in description
    with served(FakeEngine()) as address:
        description = httpx.get(address + "/sparql", headers={**forwarded, "Accept": turtle}).text
        assert "<http://dx.example/sparql>" in description


def test_under_the_path_of_a_proxy() -> None:
    with served(FakeEngine(), root_path="/dx") as address:
        # The proxy takes the path away; our own addresses have it.
        assert httpx.get(address + "/sparql", params={"query": ASK}).json()["boolean"]
        assert httpx.get(address + "/health").status_code == 200
        description = httpx.get(address + "/sparql").text
        assert f"<{address}/dx/sparql>" in description
        page = httpx.get(address + "/docs", headers={"Accept": "text/html"})
        assert 'href="/dx/static/style.css' in page.text


# Reloading


class Changing(FakeEngine):
    async def reload(self) -> SnapshotInfo:
        if self.error is not None:
            raise self.error
        self.digest = "b" * 64
        return await self.info()


def test_a_reload_that_fails_is_shown_and_the_old_data_answer() -> None:
    engine = Changing()
    app = app_of(engine)
    engine.error = DataError("a dot is missing", path="areas.ttl", line=7)
    asyncio.run(app.state.reloader.reload())
    engine.error = None
    health = ask(app, "GET", "/health").json()
    assert health["status"] == "ready"
    assert health["reload_error"] == "areas.ttl:7: a dot is missing"
    assert health["snapshot"] == "a" * 64
    asyncio.run(app.state.reloader.reload())
    health = ask(app, "GET", "/health").json()
    assert "reload_error" not in health
    assert health["snapshot"] == "b" * 64


def test_a_changed_file_reloads(tmp_path: Path) -> None:
    engine = Changing()

    async def watching() -> AsyncIterator[None]:
        stop = asyncio.Event()
        reloader = Reloader(engine, Journal(None))
        task = asyncio.create_task(reloader.watch([tmp_path], stop))
        for number in range(600):
            (tmp_path / "areas.ttl").write_text(f"# {number}")
            await asyncio.sleep(0.1)
            if engine.digest != "a" * 64:
                break
        stop.set()
        await task
        yield

    async def run() -> None:
        async for _ in watching():
            pass

    asyncio.run(run())
    assert engine.digest == "b" * 64


def test_what_others_add_comes_through_the_same_gate() -> None:
    routes = APIRouter()

    @routes.get("/labels", response_model=None)
    async def labels(request: Request) -> Response:
        return await respond(request, Query(SELECT))

    engine = FakeEngine()
    app: Application = app_of(engine, routers=[routes])
    response = ask(app, "GET", "/labels?format=csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    tag = response.headers["etag"]
    again = ask(app, "GET", "/labels?format=csv", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert ask(app, "GET", "/labels?format=ttl").status_code == 406
    assert len(engine.asked) == 1
    assert app.state.journal.lines()[0]["path"] == "/labels"
