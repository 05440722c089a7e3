"""What the engine adds to Oxigraph: a point lookup in the process, and the same through a worker.

``python -m benchmarks.engine`` prints the table of ``docs/decisions/0004-…md``, on our own graph.
"""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.engine.evaluation import Rules, evaluate
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Limits, Query
from dxgraph.errors import LimitError
from dxgraph.terms import DOCUMENT

LOOKUP = f"SELECT ?o {{ <{DOCUMENT['bac-giang-2021-111-nq-tu']}> a ?o }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNS = 1000


def fastest(work: Callable[[], object], rounds: int = 7) -> float:
    """Microseconds a call in the fastest of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        for _ in range(RUNS):
            work()
        best = min(best, time.perf_counter() - begun)
    return best / RUNS * 1e6


def echo() -> float:
    """Microseconds of a message to another process and back, an event loop on this side."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        while data := theirs.recv(4096):
            theirs.sendall(data)
        os._exit(0)
    theirs.close()
    ours.setblocking(False)

    async def run() -> float:
        loop = asyncio.get_running_loop()
        begun = time.perf_counter()
        for _ in range(RUNS):
            await loop.sock_sendall(ours, b"x" * 300)
            await loop.sock_recv(ours, 4096)
        return (time.perf_counter() - begun) / RUNS * 1e6

    with ours:
        return asyncio.run(run())


async def through_the_engine() -> tuple[float, float, float]:
    """Microseconds a lookup, of these in this process, and milliseconds from deadline to error."""
    engine = Embedded()
    await engine.start()
    try:
        best = own = float("inf")
        for _ in range(7):
            begun, used = time.perf_counter(), time.process_time()
            for _ in range(RUNS):
                await engine.run(Query(LOOKUP))
            best = min(best, time.perf_counter() - begun)
            own = min(own, time.process_time() - used)
        late = 0.0
        for _ in range(10):
            begun = time.perf_counter()
            with suppress(LimitError):
                await engine.run(Query(ENDLESS), Limits(timeout_s=0.3))
            late = max(late, time.perf_counter() - begun - 0.3)
    finally:
        await engine.close()
    return best / RUNS * 1e6, own / RUNS * 1e6, late * 1e3


def main() -> None:
    snapshot = corpus.build()
    rules = Rules(graphs=frozenset(snapshot.graphs))
    kind = ox.QueryResultsFormat.JSON
    alone = fastest(lambda: snapshot.store.query(LOOKUP).serialize(None, kind))  # type: ignore[arg-type]
    whole = fastest(lambda: evaluate(snapshot.store, Query(LOOKUP), rules))
    between = echo()
    total, own, late = asyncio.run(through_the_engine())
    print("| what | figure |\n|---|---|")
    print(f"| Oxigraph alone, a point lookup in this process | {alone:.0f} µs |")
    print(f"| with what we do around it, in this process | {whole:.0f} µs |")
    print(f"| a message to another process and back | {between:.0f} µs |")
    print(f"| the lookup through the engine, one client | {total:.0f} µs |")
    print(f"| … of which this process computes | {own:.0f} µs |")
    print(f"| from the deadline to the error, the longest of ten | {late:.0f} ms |")


if __name__ == "__main__":
    main()
