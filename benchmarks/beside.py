"""Two services beside each other on one store of others, of which one is killed under load.

``python -m benchmarks.beside --seconds 20`` loads a made-up graph into Oxigraph's server (or
Virtuoso with ``--store virtuoso``), starts two services on it and lets four clients ask each for
things that nobody has asked for. Half way through one service is killed, with all its processes. It
prints what the clients of each were answered, before and afterwards.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2 as httpx
import psutil

from benchmarks import data, servers
from benchmarks.archive import start, stop
from benchmarks.table import percentile, table

_CLIENTS = 4
_DOCUMENTS = 100


@dataclass
class Seen:
    """What the clients of one service saw in one half."""

    outcomes: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def row(self, name: str, half: str) -> list[str]:
        told = ", ".join(f"{count} × {outcome}" for outcome, count in self.outcomes.most_common())
        p95 = f"{1000 * percentile(self.waits, 95):.0f}" if self.waits else "—"
        return [name, half, told, p95]


def ask(address: str, queries: Iterator[str], seen: list[Seen], over: float) -> None:
    """Ask until it is over; what is seen goes into the half that has begun last."""
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < over:
            begun = time.monotonic()
            try:
                outcome = str(client.get("/sparql", params={"query": next(queries)}).status_code)
            except httpx.HTTPError as error:
                outcome = type(error).__name__
                time.sleep(0.1)
            seen[-1].outcomes[outcome] += 1
            seen[-1].waits.append(time.monotonic() - begun)


def _queries(targets: Sequence[str], client: int) -> Iterator[str]:
    """What is said of one target after the other; no text is the same as another."""
    for turn, target in enumerate(itertools.cycle(targets)):
        yield f"SELECT ?p ?o {{ <{target}> ?p ?o }} # {client} {turn}"


def kill(service: subprocess.Popen[str]) -> None:
    """Kill a service with all its processes; some end by themselves before their turn."""
    top = psutil.Process(service.pid)
    for process in (top, *top.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    service.wait(60)


def measure(url: str, targets: Sequence[str], seconds: float) -> None:
    """Start both services on the store, and print the table."""
    command = [sys.executable, "-m", "dxgraph", "serve", "--store", url, "--port"]
    ports = [servers.free_port(), servers.free_port()]
    services = [start([*command, str(port)]) for port in ports]
    seen = [[Seen()], [Seen()]]
    over = time.monotonic() + seconds
    threads = [
        threading.Thread(
            target=ask, args=(f"http://127.0.0.1:{port}", _queries(targets, client), halves, over)
        )
        for port, halves in zip(ports, seen, strict=True)
        for client in range(_CLIENTS)
    ]
    try:
        for thread in threads:
            thread.start()
        time.sleep(seconds / 2)
        for halves in seen:
            halves.append(Seen())
        kill(services[0])
        for thread in threads:
            thread.join()
    finally:
        for service in services:
            if service.poll() is None:
                stop(service)
    names = (("the one that is killed", seen[0]), ("the other", seen[1]))
    print(
        table(
            ["service", "when", "answers", "p95, ms"],
            [
                one.row(name, half)
                for name, halves in names
                for one, half in zip(halves, ("before", "from the kill on"), strict=True)
            ],
        )
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--store", choices=("oxigraph", "virtuoso"), default="oxigraph")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dxgraph-") as name:
        folder = Path(name)
        made = data.write(folder, documents=_DOCUMENTS)
        serve = servers.oxigraph if given.store == "oxigraph" else servers.virtuoso
        with serve(made.path, folder) as store:
            print(f"{store.name} {store.version}\n")
            url = f"http://127.0.0.1:{store.endpoint.port}{store.endpoint.path}"
            measure(url, made.targets, given.seconds)


if __name__ == "__main__":
    main()
