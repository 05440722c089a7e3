"""What is measured, one function each. All of it beside whatever else the machine does."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.client import Clients, Endpoint, ask, get
from benchmarks.servers import BIN, Server, free_port
from benchmarks.table import percentile
from benchmarks.workload import JSON, RUNAWAYS, Question

_PARAMETERS = 1000
"""Of so many things at most a question is asked, in turn."""


@dataclass(slots=True)
class Effort:
    """How long and how often to measure."""

    documents: int
    rounds: int
    window_s: float
    slow_s: float
    """How long a slow server may take for an answer; for all to a question a tenth is enough. At 0
    it is left out."""
    attack_s: float
    """How long the good client is watched, with the runaways and without."""
    attacks: int
    starts: int
    """How often a process is started to be timed."""


FULL = Effort(600, 5, 0.3, 90.0, 10.0, 3, 7)
QUICK = Effort(120, 3, 0.1, 0.0, 3.0, 1, 2)


@dataclass(slots=True)
class Rates:
    """Answers a second of each server to one question, round by round."""

    question: str
    numbered: bool
    """First time (every request a new one) or repeated."""
    clients: int
    by_server: dict[str, list[float]] = field(default_factory=dict)


def disagreements(asked: Sequence[Server], questions: Iterable[Question]) -> list[str]:
    """Questions to which a server gives another number of lines, or of solutions, than the first
    one; the same amount of the same data is good enough for a comparison of speed."""
    found = []
    for question in questions:
        sizes = []
        for server in asked:
            status, body, _ = ask(server.endpoint, question.texts[-1], question.accept)
            sizes.append(_amount(body, question.accept) if status == 200 else -status)
        for server, size in zip(asked, sizes, strict=True):
            if size != sizes[0]:
                found.append(f"{question.name}: {server.name} {size}, {asked[0].name} {sizes[0]}")
    return found


def _amount(body: bytes, accept: str) -> int:
    if accept == JSON:
        import json

        return len(json.loads(body)["results"]["bindings"])
    if accept == "text/csv":
        return body.count(b"\n")
    import pyoxigraph as ox

    return sum(1 for _ in ox.parse(body, format=ox.RdfFormat.TURTLE))


def rates(
    clients: Clients,
    pairs: Sequence[Server],
    question: Question,
    effort: Effort,
    *,
    numbered: bool,
    count: int,
) -> Rates:
    """Answers a second of each server, in turn, as often as there are rounds."""
    found = Rates(question.name, numbered, count, {server.name: [] for server in pairs})
    texts = question.texts[:_PARAMETERS] if numbered else question.texts[-1:]
    requests = {
        server.name: [get(server.endpoint, text, question.accept) for text in texts]
        for server in pairs
    }
    if not numbered:
        for server in pairs:  # whoever keeps answers may keep this one
            clients.drive(
                server.endpoint, requests[server.name], clients=1, window_s=0, numbered=False
            )
    for number in range(effort.rounds):
        # Each is first in turn, so that none always follows the same one.
        turn = number % len(pairs)
        for server in (*pairs[turn:], *pairs[:turn]):
            tallies = clients.drive(
                server.endpoint,
                requests[server.name],
                clients=count,
                window_s=effort.window_s,
                numbered=numbered,
                first=next(_NUMBERS) * 10_000_000,
            )
            refused = sum(tally.refused for tally in tallies)
            if refused:
                raise RuntimeError(f"{server.name} refused {refused} of “{question.name}”")
            found.by_server[server.name].append(sum(tally.per_second for tally in tallies))
    return found


_NUMBERS = iter(range(1, 1_000_000))


@contextlib.contextmanager
def other_work() -> Iterator[None]:
    """Keep as many processors busy as there are, up to two, until the block ends."""
    spinning = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(min(2, os.cpu_count() or 1))
    ]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def slowly(clients: Clients, slow: Server, question: Question, effort: Effort) -> float | None:
    """Answers a second of a server that may take very long, to one client; None when it does not
    give one in time. It keeps no answers: to ask again what was asked would change nothing."""
    requests = [get(slow.endpoint, text, question.accept) for text in question.texts[:_PARAMETERS]]
    found: list[float] = []
    begun = time.monotonic()
    while not found or (
        len(found) < effort.rounds and time.monotonic() - begun < effort.slow_s / 10
    ):
        (tally,) = clients.drive(
            slow.endpoint,
            requests,
            clients=1,
            window_s=effort.window_s,
            numbered=True,
            first=next(_NUMBERS) * 10_000_000,
            limit_s=effort.slow_s,
        )
        if tally.refused:
            return None
        found.append(tally.per_second)
    return statistics.median(found)


@dataclass(frozen=True, slots=True)
class Attack:
    """What a good client sees of four runaways."""

    before_ms: float
    """Its p95 without them."""
    during_ms: float
    refused: int
    """Requests of it that were not answered with 200."""
    asked: int


def attack(clients: Clients, server: Server, question: Question, effort: Effort) -> Attack:
    """A good client asks every 5 ms, something new each time; four others send a runaway each, and
    the next one as soon as that has been ended. A latency counts from when its request was due."""

    def watched() -> tuple[float, int, int]:
        requests = [get(server.endpoint, text, JSON) for text in question.texts[:_PARAMETERS]]
        (tally,) = clients.drive(
            server.endpoint,
            requests,
            clients=1,
            window_s=effort.attack_s,
            numbered=True,
            first=next(_NUMBERS) * 10_000_000,
            pause_s=0.005,
            limit_s=60,
        )
        latencies = list(tally.latencies_s)
        return percentile(latencies, 95) * 1000, tally.refused, len(latencies)

    before, _, _ = watched()
    over = threading.Event()
    attackers = [
        threading.Thread(target=_attack, args=(server, text, over), daemon=True)
        for text in RUNAWAYS
    ]
    for attacker in attackers:
        attacker.start()
    time.sleep(0.1)
    during, refused, answered = watched()
    over.set()
    return Attack(before, during, refused, answered + refused)


def _attack(server: Server, text: str, over: threading.Event) -> None:
    while not over.is_set():
        with contextlib.suppress(OSError):
            ask(server.endpoint, f"#{next(_NUMBERS)}\n{text}", JSON, limit_s=90)
        time.sleep(0.01)


def lateness(server: Server, effort: Effort) -> dict[str, list[float]]:
    """Seconds from the deadline to the error, by status, of runaways of every kind in turn."""
    found: dict[str, list[float]] = {}
    for _ in range(effort.attacks):
        for text in RUNAWAYS:
            status, _, took_s = ask(
                server.endpoint, f"#{next(_NUMBERS)}\n{text}", JSON, timeout_s="1"
            )
            found.setdefault(str(status), []).append(took_s - 1)
    return found


def cold_starts(effort: Effort) -> list[float]:
    """Seconds from starting `dxgraph serve`, on our own graph, to its first answer to a query."""
    found = []
    for _ in range(effort.starts):
        port = free_port()
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(BIN / "dxgraph"), "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        endpoint = Endpoint(port, "/sparql")
        try:
            while True:
                with contextlib.suppress(OSError):
                    status, _, _ = ask(endpoint, "SELECT * { ?s ?p ?o } LIMIT 1", JSON)
                    if status == 200:
                        found.append(time.perf_counter() - begun)
                        break
                if process.poll() is not None:
                    raise RuntimeError("dxgraph serve ended before it answered")
                time.sleep(0.002)
        finally:
            process.terminate()
            process.wait(30)
    return found


def commands(arguments: Sequence[str], effort: Effort) -> list[float]:
    """Seconds of a whole run of a `dxgraph` command that must succeed."""
    found = []
    for _ in range(effort.starts):
        begun = time.perf_counter()
        subprocess.run(
            [str(BIN / "dxgraph"), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        found.append(time.perf_counter() - begun)
    return found
