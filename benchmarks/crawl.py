"""A crawler that walks all facets: how long does the health check wait meanwhile?

``python -m benchmarks.crawl --seconds 60 --clients 8`` starts a service on our own graph and lets
clients follow every link that they find on our own pages, each address once, while another asks
``/health`` twenty times a second, and a third a query that nobody has asked before. It prints the
waits of all, before and meanwhile, and the memory and processes of the service.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2 as httpx
import psutil

from benchmarks.servers import service, settle
from benchmarks.table import percentile
from dxgraph.terms import DOCUMENT

_BEAT_S = 0.05
_ALONE_S = 8
_PASSING_S = 120
DRAWS = "dxgraph.web.charts.draw"
_LOOKUP = f"SELECT ?p ?o {{ <{DOCUMENT['bac-giang-2021-111-nq-tu']}> ?p ?o }}"
_START = ("/", "/explore", "/compare?every=1", "/timeline", "/queries", "/indicator", "/document")
_LINK = re.compile(rb'href="([^"]+)"')
_SKIPPED = re.compile(r"^/(static|sparql|data/|docs|openapi|mcp|health)|[?&]format=|\.[a-z]{2,6}$")
HTML = {"accept": "text/html", "accept-language": "vi"}


class Frontier:
    """The addresses that are still to be visited, each once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue = deque(_START)
        self._seen = set(_START)

    def next(self) -> str | None:
        with self._lock:
            return self._queue.popleft() if self._queue else None

    def add(self, page: str, body: bytes) -> None:
        for found in _LINK.findall(body):
            address = urldefrag(urljoin(page, found.decode().replace("&amp;", "&"))).url
            parts = urlsplit(address)
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if parts.netloc or not path.startswith("/") or _SKIPPED.search(path):
                continue
            with self._lock:
                if path not in self._seen:
                    self._seen.add(path)
                    self._queue.append(path)

    def again(self, path: str) -> None:
        with self._lock:
            self._queue.append(path)


def crawl(
    address: str, frontier: Frontier, until: float, waits: list[tuple[float, int, str]]
) -> None:
    """Visit pages until the time comes or there is none left, as a decent crawler does: who is
    refused comes back when it was told to."""
    with httpx.Client(base_url=address, headers=HTML, timeout=60) as client:
        while time.perf_counter() < until and (path := frontier.next()) is not None:
            begin = time.perf_counter()
            answer = client.get(path)
            waits.append((time.perf_counter() - begin, answer.status_code, path))
            if answer.status_code == 503:
                frontier.again(path)
                asked = float(answer.headers.get("retry-after", 1))
                time.sleep(max(0.0, min(asked, until - time.perf_counter())))
            if answer.headers.get("content-type", "").startswith("text/html"):
                frontier.add(path, answer.content)


def beat(address: str, until: float) -> list[float]:
    """The waits of a health check that is asked again and again."""
    waits = []
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.perf_counter() < until:
            begin = time.perf_counter()
            client.get("/health/live")
            waits.append(time.perf_counter() - begin)
            time.sleep(_BEAT_S)
    return waits


def look_up(address: str, until: float, refused: list[str]) -> list[float]:
    """The waits of a client with a small query, another one each time."""
    waits = []
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.perf_counter() < until:
            begin = time.perf_counter()
            answer = client.get("/sparql", params={"query": f"{_LOOKUP} # {begin}"})
            waits.append(time.perf_counter() - begin)
            if answer.status_code != 200:
                refused.append(f"{answer.status_code} {answer.json()['detail']}")
            time.sleep(_BEAT_S)
    return waits


def _state(process: subprocess.Popen[str]) -> str:
    service = psutil.Process(process.pid)
    each = sorted(filter(None, map(pss_mb, [service, *service.children(recursive=True)])))
    return (
        f"{len(each)} processes, {sum(each):.0f} MB (PSS), "
        f"the largest {', '.join(f'{one:.0f}' for one in each[:-5:-1])}"
    )


def pss_mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss / 2**20)
    except psutil.Error:  # it has ended meanwhile
        return 0.0


def running(service: psutil.Process, module: str) -> list[psutil.Process]:
    """The processes of a service that run a module."""
    return [below for below in service.children(recursive=True) if module in _command(below)]


def _wait_for_passing(process: subprocess.Popen[str]) -> None:
    """What makes files of the snapshot, and what draws, end by themselves."""
    service, end = psutil.Process(process.pid), time.monotonic() + _PASSING_S
    while time.monotonic() < end and (
        running(service, DRAWS) or running(service, "dxgraph.publish.part")
    ):
        time.sleep(1)


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it ends
        return []


def _beside(address: str, seconds: float, when: str) -> subprocess.Popen[str]:
    """Both that wait, in a process of their own: beside a hundred threads that read pages, a wait
    would be that for this interpreter."""
    module = [sys.executable, "-m", "benchmarks.crawl"]
    given = ["--beside", address, "--seconds", str(seconds), "--when", when]
    return subprocess.Popen([*module, *given], text=True)


def _wait(address: str, seconds: float, when: str) -> None:
    refused: list[str] = []
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(2) as both:
        health = both.submit(beat, address, until)
        queries = both.submit(look_up, address, until, refused)
    print(_told(f"health, {when}", health.result()))
    print(_told(f"/sparql, {when}", queries.result()), f"{len(refused)} refused", *refused[:1])


def _told(name: str, waits: list[float]) -> str:
    p50, p95 = (1000 * percentile(waits, percent) for percent in (50, 95))
    return f"{name}: {len(waits)}, p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {1000 * max(waits):.0f}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--beside", help=argparse.SUPPRESS)
    parser.add_argument("--when", default="alone", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.beside:
        _wait(given.beside, given.seconds, given.when)
        return
    with service() as (process, address):
        httpx.get(address, headers=HTML, timeout=60)
        settle(urlsplit(address).port or 80)
        _beside(address, _ALONE_S, "alone").wait()
        print("before:", _state(process))
        until = time.perf_counter() + given.seconds
        beside = _beside(address, given.seconds, "crawled")
        frontier, pages = Frontier(), list[tuple[float, int, str]]()
        threads = [
            threading.Thread(target=crawl, args=(address, frontier, until, pages))
            for _ in range(given.clients)
        ]
        for thread in threads:
            thread.start()
        beside.wait()
        for thread in threads:
            thread.join()
        print(_told("pages", [took for took, _, _ in pages]))
        slowest = sorted(pages, reverse=True)[:5]
        print("slowest:", ", ".join(f"{path} {1000 * took:.0f} ms" for took, _, path in slowest))
        wrong = Counter(status for _, status, _ in pages if status >= 400)
        print("errors:", *(f"{count} with {status}" for status, count in wrong.items()))
        print("at the end:", _state(process))
        _wait_for_passing(process)
        print("after:", _state(process))


if __name__ == "__main__":
    main()
