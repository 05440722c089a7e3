"""A crawler that walks all facets: how long does the health check wait meanwhile?

``python -m benchmarks.crawl --seconds 60 --clients 8`` starts a service on our own graph and lets
clients follow every link that they find on our own pages, each address once, while another asks
``/health`` twenty times a second, and a third a query that nobody has asked before. It prints the
waits of all, before and meanwhile, and the memory and processes of the service; ``--rounds 3`` goes
on for as long twice more and says after each round what is held.
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
_READ_S = 0.5
_ALONE_S = 8
_PASSING_S = 120
_STILL_S, _STILL_MB = 6, 4
_RESTED_S = 25
"""After this, workers that were needed for a while only have been replaced."""
DRAWS = "dxgraph.web.charts.draw"
_PARTS = "dxgraph.publish.part"
_KINDS = {DRAWS: "drawer", _PARTS: "dumps", "dxgraph.engine.pool.parent": "parent"}
_LOOKUP = f"SELECT ?p ?o {{ <{DOCUMENT['bac-giang-2021-111-nq-tu']}> ?p ?o }}"
_START = ("/", "/explore", "/compare?every=1", "/timeline", "/queries", "/indicator", "/document")
_LINK = re.compile(rb'href="([^"]+)"')
_SKIPPED = re.compile(r"^/(static|sparql|data/|docs|openapi|mcp|health)|[?&]format=|\.[a-z]{2,6}$")
_PICTURE = re.compile(r"\.(?:svg|png)(?:\?|$)")
_INDICATOR = re.compile(r'href="/indicator/([\w-]+)"')
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
    """What all processes of a service hold together, and those of each kind."""
    first = psutil.Process(process.pid)
    each = [(_kind(below), pss_mb(below)) for below in first.children(recursive=True)]
    each = [("supervisor", pss_mb(first)), *((kind, held) for kind, held in each if held)]
    kinds = dict.fromkeys(kind for kind, _ in each)
    told = (
        f"{kind} {' '.join(f'{held:.0f}' for one, held in each if one == kind)}" for kind in kinds
    )
    return f"{len(each)} processes, {sum(held for _, held in each):.0f} MB (PSS): {', '.join(told)}"


def _kind(process: psutil.Process) -> str:
    """What a process of a service is for: workers have the command of their parent."""
    command = _command(process)
    kind = next((kind for module, kind in _KINDS.items() if module in command), "service")
    above = process.parent()
    if kind == "parent" and above is not None and _kind(above) == "parent":
        return "worker"
    return kind


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
    while time.monotonic() < end and (running(service, DRAWS) or running(service, _PARTS)):
        time.sleep(1)


def _wait_for_rest(process: subprocess.Popen[str]) -> None:
    """Until it has read what it reads beside its first answers, and holds no more from then on."""
    before, end = 0.0, time.monotonic() + _PASSING_S
    while time.monotonic() < end and abs((now := _held_mb(process)) - before) > _STILL_MB:
        before = now
        time.sleep(_STILL_S)


def _held_mb(process: subprocess.Popen[str]) -> float:
    first = psutil.Process(process.pid)
    return sum(map(pss_mb, [first, *first.children(recursive=True)]))


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it ends
        return []


def _beside(
    address: str, seconds: float, when: str, *, pictured: bool = False
) -> subprocess.Popen[str]:
    """All that wait, in a process of their own: beside a hundred threads that read pages, a wait
    would be that for this interpreter."""
    module = [sys.executable, "-m", "benchmarks.crawl"]
    given = ["--beside", address, "--seconds", str(seconds), "--when", when]
    given += ["--pictures"] if pictured else []
    return subprocess.Popen([*module, *given], text=True)


def _wait(address: str, seconds: float, when: str, *, pictured: bool) -> None:
    refused: list[str] = []
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(3) as each:
        health = each.submit(beat, address, until)
        queries = each.submit(look_up, address, until, refused)
        pictures = each.submit(look_at_pictures, address, until) if pictured else None
    print(_told(f"health, {when}", health.result()))
    print(_told(f"/sparql, {when}", queries.result()), f"{len(refused)} refused", *refused[:1])
    if pictures is not None:
        print(_told(f"pictures of a reader, {when}", pictures.result()))


def look_at_pictures(address: str, until: float) -> list[float]:
    """The waits of a reader for the pictures of one page after the other, each for the first time;
    where an indicator has none, that is no wait."""
    waits = []
    with httpx.Client(base_url=address, headers={"accept": "image/*"}, timeout=60) as client:
        listed = client.get("/indicator", headers=HTML).text
        for slug in sorted(set(_INDICATOR.findall(listed))):
            begin = time.perf_counter()
            if begin >= until:
                break
            if client.get(f"/compare.svg?indicator={slug}").status_code == 200:
                waits.append(time.perf_counter() - begin)
                time.sleep(_READ_S)
    return waits


def _told(name: str, waits: list[float]) -> str:
    p50, p95 = (1000 * percentile(waits, percent) for percent in (50, 95))
    return f"{name}: {len(waits)}, p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {1000 * max(waits):.0f}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--pictures", action="store_true", help="a reader looks at pictures too")
    parser.add_argument("--beside", help=argparse.SUPPRESS)
    parser.add_argument("--when", default="alone", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.beside:
        _wait(given.beside, given.seconds, given.when, pictured=given.pictures)
        return
    with service() as (process, address):
        httpx.get(address, headers=HTML, timeout=60)
        settle(urlsplit(address).port or 80)
        _wait_for_rest(process)
        _beside(address, _ALONE_S, "alone").wait()
        print("before:", _state(process))
        frontier = Frontier()
        for _ in range(given.rounds):
            beside = _beside(address, given.seconds, "crawled", pictured=given.pictures)
            _round(address, frontier, given.seconds, given.clients)
            beside.wait()
            print("at the end:", _state(process))
        _wait_for_passing(process)
        time.sleep(_RESTED_S)
        print("after:", _state(process))


def _round(address: str, frontier: Frontier, seconds: float, clients: int) -> None:
    """Crawl for so long, and tell how all waited."""
    until = time.perf_counter() + seconds
    pages = list[tuple[float, int, str]]()
    threads = [
        threading.Thread(target=crawl, args=(address, frontier, until, pages))
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(_told("pages", [took for took, _, _ in pages]))
    pictures = [took for took, _, path in pages if _PICTURE.search(path)]
    if pictures:
        print(_told("pictures among them", pictures))
    slowest = sorted(pages, reverse=True)[:5]
    print("slowest:", ", ".join(f"{path} {1000 * took:.0f} ms" for took, _, path in slowest))
    wrong = Counter(status for _, status, _ in pages if status >= 400)
    print("errors:", *(f"{count} with {status}" for status, count in wrong.items()))


if __name__ == "__main__":
    main()
