"""An engine in this process, and requests to an application without a network."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import httpx2 as httpx
import pyoxigraph as ox

from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Answer, Limits, Query, Running, SnapshotInfo
from dxgraph.settings import Settings
from dxgraph.web.application import Application, create_app
from dxgraph.web.http.log import Journal
from dxgraph.web.server import Service, listening_socket
from support.graph import own_snapshot

EX = "https://w3id.org/dxgraph/graph/"
TRIG = """
@prefix ex: <https://w3id.org/dxgraph/area/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix graph: <https://w3id.org/dxgraph/graph/> .
graph:one { ex:bac-giang a ex:Area ; rdfs:label "Bắc Giang"@vi , "Bac Giang"@en . }
graph:two { ex:tra-vinh a ex:Area ; rdfs:label "Trà Vinh"@vi . }
graph:three { ex:thai-nguyen a ex:Area . }
"""
SELECT = "SELECT ?s ?l WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?l"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s a ?k }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


class FakeEngine:
    """Answers in this process. `hold` makes runs wait; `error` makes them fail."""

    def __init__(self, trig: str = TRIG, digest: str = "a" * 64) -> None:
        self.store = ox.Store()
        for quad in ox.parse(trig, format=ox.RdfFormat.TRIG):
            self.store.add(quad)
            self.store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
        self.digest = digest
        self.known: SnapshotInfo | None = None
        """What is said of the snapshot where nobody changes the store, without counting it."""
        self.asked: list[Query] = []
        self.limits: list[Limits | None] = []
        self.ended = 0
        """Runs that were cancelled from outside."""
        self.hold: asyncio.Event | None = None
        self.error: Exception | None = None
        self.up = True
        self.tells = False
        """Whether answers say which snapshot gave them."""
        self.closed = False
        self.cancelled: list[str] = []
        self._running: dict[str, Query] = {}
        self._counted: tuple[ox.Store, int, int] | None = None
        """A store, its statements, and how many of them are of the default graph."""

    async def start(self) -> SnapshotInfo:
        return await self.info()

    async def run(
        self, query: Query, limits: Limits | None = None, *, run_id: str | None = None
    ) -> Answer:
        self.asked.append(query)
        self.limits.append(limits)
        name = run_id or f"run-{len(self.asked)}"
        self._running[name] = query
        try:
            if self.hold is not None:
                await self.hold.wait()
            if self.error is not None:
                raise self.error
            answer = evaluate(self.store, query, run_id=name)
            return replace(answer, digest=self.digest if self.tells else "")
        except asyncio.CancelledError:
            self.ended += 1
            raise
        finally:
            del self._running[name]

    async def info(self) -> SnapshotInfo:
        if self.known is not None:
            return replace(self.known, digest=self.digest)
        graphs = tuple(sorted(graph.value for graph in self.store.named_graphs()))
        return SnapshotInfo(self.digest, self._triples(), graphs, "0.0.0")

    def _triples(self) -> int:
        if self._counted is None or self._counted[:2] != (self.store, len(self.store)):
            default = self.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
            self._counted = (self.store, len(self.store), sum(1 for _ in default))
        return self._counted[2]

    async def healthy(self) -> bool:
        return self.up

    def running(self) -> Sequence[Running]:
        return [
            Running(run_id, query.text, 0.5, query.lane) for run_id, query in self._running.items()
        ]

    async def cancel(self, run_id: str) -> bool:
        self.cancelled.append(run_id)
        return run_id in self._running

    async def close(self) -> None:
        self.closed = True


def engine_of_own_graph() -> FakeEngine:
    """An engine with our own graph, which is only read."""
    engine = FakeEngine("")
    engine.store, engine.known = own_snapshot().store, SnapshotInfo.of(own_snapshot())
    return engine


class PromptEngine(FakeEngine):
    """Answers short questions at once."""

    longest = len(SELECT)

    def __init__(self) -> None:
        super().__init__()
        self.tries = self.prompt = 0
        self.digest_at_once = self.digest

    def at_hand(self) -> str:
        return self.digest_at_once

    def at_once(
        self, query: Query, limits: Limits | None = None, run_id: str | None = None
    ) -> Answer | None:
        self.tries += 1
        if len(query.text) > self.longest or limits is not None:
            return None
        self.prompt += 1
        answer = evaluate(self.store, query, run_id=run_id or "")
        return replace(answer, digest=self.digest_at_once)


class Log(Journal):
    """A log that can be read back."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        super().__init__(self.stream)

    def lines(self) -> list[dict[str, Any]]:
        self.flush()
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


def app_of(engine: FakeEngine | None = None, **given: Any) -> Application:
    """An application with our engine; settings by name."""
    keys = {name: given.pop(name) for name in ("routers", "journal") if name in given}
    return create_app(
        engine or FakeEngine(), Settings(**given), journal=keys.pop("journal", Log()), **keys
    )


@contextlib.asynccontextmanager
async def client_of(app: Application) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
        client.headers.pop("accept")
        client.headers.pop("accept-encoding")
        yield client


def ask(app: Application, method: str, url: str, **given: Any) -> httpx.Response:
    """One request."""

    async def asking() -> httpx.Response:
        async with client_of(app) as client:
            return await client.request(method, url, **given)

    return runner().run(asking())


@cache
def runner() -> asyncio.Runner:
    """One event loop for all who ask, as a service has one: what pages keep for it is theirs."""
    return asyncio.Runner()


def get(app: Application, query: str = SELECT, **given: Any) -> httpx.Response:
    """A query by GET; `parameters` go beside it."""
    parameters = given.pop("parameters", {})
    return ask(app, "GET", "/sparql", params={"query": query, **parameters}, **given)


@contextlib.contextmanager
def served(engine: FakeEngine | None = None, log: Log | None = None, **given: Any) -> Iterator[str]:
    """A real server on a free port of the loopback; gives its address."""
    log = log or Log()
    settings = Settings(**given)
    listener = listening_socket("127.0.0.1", 0)
    ready = threading.Event()
    service = Service(
        engine or FakeEngine(),
        settings,
        listener,
        make_app=lambda engine, settings: create_app(engine, settings, journal=log),
        announce=lambda _: ready.set(),
    )
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(service.run()), daemon=True)
    thread.start()
    try:
        if not ready.wait(60):
            raise RuntimeError("the server did not start")
        yield service.address
    finally:
        loop.call_soon_threadsafe(service.stop)
        thread.join(20)
        loop.close()
        listener.close()


def connect(address: str) -> socket.socket:
    """A bare connection, for what no decent client sends."""
    host, _, port = address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=60)
