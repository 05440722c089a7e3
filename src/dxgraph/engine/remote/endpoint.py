"""The remote engine: any SPARQL 1.1 endpoint (Virtuoso, Fuseki, GraphDB, QLever, Oxigraph…).

A store elsewhere cannot be killed at a deadline nor held to a bound on memory; what holds here is
that the answer is whole, in time, of a bounded size, and what it claims to be. Whatever the store
sends is read to the end before anything is answered, and written anew, so that the formats and the
order of graphs are those of the embedded engine. What a store does instead of answering becomes an
error that says so: too slow, down, nonsense, or cut short.

`SPARQL 1.1 Protocol <https://www.w3.org/TR/sparql11-protocol/>`_, section 2.1.2: the query goes by
POST, URL-encoded.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

from dxgraph import __version__
from dxgraph.engine.graphs import GRAPH_FORMATS
from dxgraph.engine.protocol import (
    Answer,
    Form,
    Lane,
    Limits,
    Query,
    Running,
    SnapshotInfo,
)
from dxgraph.engine.query.bindings import bind
from dxgraph.engine.query.inspection import DEFAULT_GRAPH
from dxgraph.engine.refusals import busy, check_format, ended
from dxgraph.engine.remote.admission import admit
from dxgraph.engine.remote.conversation import Conversation
from dxgraph.engine.remote.rewriting import Rewritten, Wanted, harmless, rewrite, rewrite_apart
from dxgraph.engine.solutions import RESULTS_FORMATS
from dxgraph.errors import (
    DxgraphError,
    QueryRefused,
    StoreTimeout,
)
from dxgraph.messages import at_limit, message
from dxgraph.settings import MEGABYTE, Settings
from dxgraph.terms import DX, GRAPH

PUBLICATION: Final = GRAPH["publication"]
"""The graph in which a publication notes what it has loaded into a store."""

_PROBE_S = 5.0
_LEARN_S = 10.0
_RETRY_S = 2.0
# Beyond this many bytes, reading and writing an answer is left to a thread.
_SMALL = 50_000


@dataclass(slots=True)
class _Job:
    query: Query
    begun: float
    task: asyncio.Task[Rewritten] | None = None
    cancelled: bool = False


class Remote:
    """Answers from a SPARQL endpoint elsewhere; `url` may carry a user and a password."""

    def __init__(self, url: str, settings: Settings | None = None) -> None:
        self._settings = Settings() if settings is None else settings
        self._store = Conversation(url)
        self._info = SnapshotInfo("", 0, (), __version__)
        self._known = False
        self._learned = 0.0
        self._learning: asyncio.Task[None] | None = None
        self._jobs: dict[str, _Job] = {}
        workers = self._settings.workers
        reserved = min(self._settings.reserved_workers, workers - 1)
        self._places = asyncio.Semaphore(workers)
        self._adhoc_places = asyncio.Semaphore(workers - reserved)
        self._waiting = 0

    async def start(self) -> SnapshotInfo:
        """Make ready to ask. A store that is down does not prevent that: `healthy` tells it."""
        self._store.open(self._settings.workers + 2)
        await self._learn()
        return self._info

    async def info(self) -> SnapshotInfo:
        """What the store holds, as far as it says; the digest is empty for data not of ours.

        Somebody may publish another snapshot into the store: every few seconds it is asked again,
        beside the answering. While it is down, what it held last is what is told.
        """
        wait_s = _LEARN_S if self._known else _RETRY_S
        due = time.monotonic() - self._learned > wait_s
        if due and (self._learning is None or self._learning.done()):
            self._learning = asyncio.get_running_loop().create_task(self._learn())
            if not self._known:
                await asyncio.shield(self._learning)
        return self._info

    async def healthy(self) -> bool:
        """Whether the store answers the smallest of questions in a few seconds."""
        try:
            return json.loads(await self._ask_store("ASK {}"))["boolean"] is True
        except (DxgraphError, ValueError, KeyError, TypeError):
            return False

    def facts(self) -> dict[str, str]:
        return {
            "store": self._store.url,
            "processes": "only to read answers that need care: the store runs elsewhere",
            "network": "used to reach the store",
            "memory_limit": "not kept: the store bounds its own memory",
        }

    def running(self) -> Sequence[Running]:
        now = time.monotonic()
        return [
            Running(run_id, job.query.text, now - job.begun, job.query.lane)
            for run_id, job in self._jobs.items()
        ]

    async def cancel(self, run_id: str) -> bool:
        job = self._jobs.get(run_id)
        if job is None or job.task is None:
            return False
        job.cancelled = True
        job.task.cancel()
        return True

    async def close(self) -> None:
        for run_id in list(self._jobs):
            await self.cancel(run_id)
        if self._learning is not None:
            self._learning.cancel()
            await asyncio.gather(self._learning, return_exceptions=True)
        await self._store.close()

    async def run(
        self, query: Query, limits: Limits | None = None, *, run_id: str | None = None
    ) -> Answer:
        """Answer whole or raise; cancelling the awaiting task drops the connection.

        Raises QueryError, LimitError, BusyError, QueryCancelled, StoreError and their kinds.
        """
        settings = self._settings
        limits = limits or Limits()
        check_format(query.results_format, RESULTS_FORMATS)
        check_format(query.graph_format, GRAPH_FORMATS)
        timeout_s, memory_mb, most = limits.of_run(settings, query.text)
        text = bind(query.text, query.bindings)
        if query.base:
            text = f"BASE <{query.base}> {text}"
        begun = time.monotonic()
        form = await admit(
            text,
            depth=settings.query_depth,
            services=frozenset(settings.service_allow_list),
            memory_mb=memory_mb,
            timeout_s=timeout_s,
        )
        timeout_s = max(timeout_s - time.monotonic() + begun, 0.05)
        wanted = Wanted.of(query, text, form, most)
        run_id = run_id or secrets.token_hex(8)
        job = self._jobs[run_id] = _Job(query, time.monotonic())
        job.task = asyncio.ensure_future(self._within(query, wanted, timeout_s, memory_mb))
        try:
            body, media_type, rows = await job.task
        except asyncio.CancelledError:
            if job.cancelled:
                raise ended(run_id) from None
            job.task.cancel()
            raise
        finally:
            del self._jobs[run_id]
        return Answer(
            body,
            media_type,
            form,
            rows,
            time.monotonic() - job.begun,
            run_id,
            self._info.digest,
        )

    async def _within(
        self, query: Query, wanted: Wanted, timeout_s: float, memory_mb: int
    ) -> Rewritten:
        deadline = time.monotonic() + timeout_s
        try:
            async with asyncio.timeout(timeout_s), self._place(query.lane):
                raw = await self._store.ask(wanted.text, wanted.form, wanted.most, *_dataset(query))
                if not harmless(raw):
                    left_s = deadline - time.monotonic()
                    with self._store.sense():
                        return await rewrite_apart(
                            raw, wanted, memory_mb=memory_mb, timeout_s=left_s
                        )
        except TimeoutError:
            raise at_limit(StoreTimeout, "store-no-answer", "timeout_s", timeout_s) from None
        with self._store.sense():
            if len(raw.body) < _SMALL:
                return rewrite(raw, wanted)
            return await asyncio.to_thread(rewrite, raw, wanted)

    @asynccontextmanager
    async def _place(self, lane: Lane) -> AsyncIterator[None]:
        """One of the places at the store; ad-hoc queries leave some free for the others."""
        full = self._places.locked() or (lane is Lane.ADHOC and self._adhoc_places.locked())
        if full and self._waiting >= self._settings.queue_length:
            raise busy(
                message("queries-wait", waiting=self._waiting),
                "queue_length",
                self._settings.queue_length,
            )
        self._waiting += 1
        waits = True
        try:
            if lane is Lane.ADHOC:
                await self._adhoc_places.acquire()
            try:
                async with self._places:
                    self._waiting -= 1
                    waits = False
                    yield
            finally:
                if lane is Lane.ADHOC:
                    self._adhoc_places.release()
        finally:
            self._waiting -= waits

    async def _ask_store(self, text: str, form: Form = Form.ASK) -> bytes:
        """Ask the smallest of questions, beside the queue."""
        try:
            async with asyncio.timeout(min(_PROBE_S, self._settings.timeout_s)):
                raw = await self._store.ask(text, form, MEGABYTE)
        except TimeoutError:
            raise StoreTimeout(message("store-slow", url=self._store.url)) from None
        if not harmless(raw):
            raise self._store.nonsense("more than was asked for")
        with self._store.sense():
            return rewrite(raw, Wanted.of(Query(text), text, form, MEGABYTE))[0]

    async def _learn(self) -> None:
        """Find out what the store holds; what it does not tell in time stays unknown."""
        self._learned = time.monotonic()
        try:
            found = await self._values(_DIGEST_QUERY)
        except DxgraphError:
            return
        digest = found[0] if len(found) == 1 else ""
        if self._known and digest == self._info.digest:
            return
        triples = 0
        graphs: tuple[str, ...] = ()
        with suppress(DxgraphError, ValueError, IndexError):
            triples = int((await self._values(_COUNT_QUERY))[0])
        with suppress(DxgraphError):
            graphs = tuple(iri for iri in await self._values(_GRAPHS_QUERY) if iri != PUBLICATION)
        self._known = True
        self._learned = time.monotonic()
        self._info = SnapshotInfo(digest, triples, graphs, __version__)

    async def _values(self, text: str) -> list[str]:
        """The values of ?x in the solutions of a small query."""
        try:
            found = json.loads(await self._ask_store(text, Form.SELECT))
            return [row["x"]["value"] for row in found["results"]["bindings"]]
        except (KeyError, TypeError, ValueError) as error:
            raise self._store.nonsense(str(error)) from None


_DIGEST_QUERY = f"SELECT ?x {{ GRAPH <{PUBLICATION}> {{ <{PUBLICATION}> <{DX.sha256}> ?x }} }}"
_COUNT_QUERY = "SELECT (COUNT(*) AS ?x) { ?s ?p ?o }"
_GRAPHS_QUERY = "SELECT DISTINCT ?x { GRAPH ?x { ?s ?p ?o } } ORDER BY ?x LIMIT 2000"


def _dataset(query: Query) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dataset that the request names, as a store elsewhere understands it."""
    if DEFAULT_GRAPH not in query.default_graphs:
        return query.default_graphs, query.named_graphs
    if set(query.default_graphs) == {DEFAULT_GRAPH} and not query.named_graphs:
        return (), ()
    raise QueryRefused(
        message("default-graph-beside-others", default_graph=DEFAULT_GRAPH),
        rule="only-graphs-of-the-snapshot",
        setting="store",
    )
