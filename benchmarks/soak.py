"""Attack and normal use side by side: what is left of it in the service afterwards?

``python -m benchmarks.soak --minutes 10`` starts a service on our own graph, lets four attackers
send every shape of runaway query while four clients ask decent questions, and prints the number of
processes, open file descriptors and resident memory before, during and after, with the decent
clients' latency before and meanwhile. The figures stand in ``docs/performance.md``.
"""

from __future__ import annotations

import argparse
import itertools
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2 as httpx
import psutil

from benchmarks.servers import service, settle

DEADLINE_S = 2.0
MEMORY_MB = 200
WORKERS = 8
ATTACKERS = 4
CLIENTS = 4

_ALL = "?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3"
RUNAWAYS = (
    f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }}",
    f"SELECT * {{ {_ALL} }} ORDER BY ?o3 ?o2 ?o1",
    f"SELECT (GROUP_CONCAT(CONCAT(STR(?o1), STR(?o2))) AS ?all) {{ {_ALL} }}",
    f"SELECT * {{ {_ALL} }}",
    "SELECT (COUNT(*) AS ?n) { ?a !<x:n>* ?b . ?b !<x:n>* ?c . ?c !<x:n>* ?d }",
    "SELECT * " + "{" * 5000 + "}" * 5000,
)
DECENT = {
    "lookups": (
        "SELECT ?p ?o {{ <https://w3id.org/dxgraph/document/tra-vinh-2022-50-kh-ubnd> ?p ?o }} "
        "# {n}"
    ),
    "sorted": (
        "PREFIX dx: <https://w3id.org/dxgraph/ontology#> "
        "SELECT ?t ?v {{ ?t dx:targetValue ?v ; dx:deadline ?d }} ORDER BY ?t LIMIT 20 # {n}"
    ),
}
"""What decent clients ask in turn: the first is proved small, the second is for the workers."""


@dataclass
class Tally:
    """What one kind of client saw."""

    statuses: dict[int, int] = field(default_factory=dict)
    times_s: dict[str, list[float]] = field(default_factory=dict)
    """By what was asked."""

    def add(self, status: int, took_s: float, asked: str = "") -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.times_s.setdefault(asked, []).append(took_s)

    def told(self) -> str:
        """The answers by status, and how long 95 of 100 took at most."""
        parts = [f"{name} {self.percentile_ms(0.95, name):.1f} ms" for name in self.times_s]
        return f"{self.statuses}, p95 {self.percentile_ms(0.95):.1f} ms ({', '.join(parts)})"

    def percentile_ms(self, share: float, asked: str | None = None) -> float:
        every = (times for name, times in self.times_s.items() if asked in (None, name))
        times = sorted(itertools.chain.from_iterable(every)) or [0.0]
        return 1000 * times[min(int(len(times) * share), len(times) - 1)]


def ask(address: str, queries: itertools.cycle[str], tally: Tally, over: threading.Event) -> None:
    numbers = itertools.count()
    with httpx.Client(base_url=address, timeout=60) as client:
        while not over.is_set():
            query = asked = next(queries)
            if asked in DECENT:
                query = DECENT[asked].format(n=f"{threading.get_ident()}-{next(numbers)}")
            begun = time.perf_counter()
            answer = client.post("/sparql", data={"query": query})
            took_s = time.perf_counter() - begun
            tally.add(answer.status_code, took_s, asked if asked in DECENT else "")


def holdings(service: psutil.Process) -> tuple[int, int, float]:
    """Processes, open file descriptors, and resident memory in megabytes (shared pages once)."""
    processes = [service, *service.children(recursive=True)]
    descriptors = memory = 0
    for process in processes:
        try:
            descriptors += process.num_fds()
            memory += process.memory_full_info().pss
        except psutil.Error:
            continue
    return len(processes), descriptors, memory / 1e6


def run(address: str, seconds: float, *, attacked: bool) -> tuple[Tally, Tally]:
    decent, runaways, over = Tally(), Tally(), threading.Event()
    threads = [
        threading.Thread(target=ask, args=(address, itertools.cycle(DECENT), decent, over))
        for _ in range(CLIENTS)
    ]
    if attacked:
        threads += [
            threading.Thread(
                target=ask,
                args=(
                    address,
                    itertools.cycle(RUNAWAYS[number:] + RUNAWAYS[:number]),
                    runaways,
                    over,
                ),
            )
            for number in range(ATTACKERS)
        ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    return decent, runaways


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    settings = {
        "DXGRAPH_TIMEOUT_S": str(DEADLINE_S),
        "DXGRAPH_MEMORY_MB": str(MEMORY_MB),
        "DXGRAPH_WORKERS": str(WORKERS),
    }
    with service(settings) as (started, address):
        root = psutil.Process(started.pid)
        # What is read and made after the start is no part of what attackers do.
        settle(urlsplit(address).port or 80)
        alone, _ = run(address, 20, attacked=False)
        time.sleep(5)
        rows = [("before", *holdings(root))]
        most = 0.0
        over = threading.Event()

        def watch() -> None:
            nonlocal most
            while not over.wait(2):
                most = max(most, holdings(root)[2])

        watching = threading.Thread(target=watch)
        watching.start()
        decent, runaways = run(address, 60 * minutes, attacked=True)
        over.set()
        watching.join()
        time.sleep(10)
        rows.append(("after", *holdings(root)))

    print(f"{minutes:g} minutes, {ATTACKERS} attackers, {CLIENTS} decent clients, ", end="")
    print(f"{WORKERS} workers, {DEADLINE_S:g} s, {MEMORY_MB} MB a query\n")
    print("| | processes | file descriptors | memory (PSS), MB |\n|---|---|---|---|")
    for name, processes, descriptors, memory in rows:
        print(f"| {name} | {processes} | {descriptors} | {memory:.0f} |")
    print(f"| most meanwhile | | | {most:.0f} |\n")
    print(f"decent, alone: {alone.told()}")
    print(f"decent, attacked: {decent.told()}")
    lost = sum(count for status, count in decent.statuses.items() if status != 200)
    print(f"decent answers lost: {lost} of {sum(decent.statuses.values())}")
    longest = runaways.percentile_ms(1.0) / 1000
    print(f"runaways: {runaways.statuses}, the longest {longest:.2f} s")


if __name__ == "__main__":
    main()
