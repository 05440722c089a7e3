"""Every shape of runaway query ends in time, with a true status, beside a client served well.

A real service, four attackers at once over HTTP, and one client with a decent query. The deadline
is short so that the tests are; what is promised is the deadline plus half a second.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from support.engine import in_time
from support.program import serving

pytestmark = pytest.mark.alone

DEADLINE_S = 1.5
GRACE_S = 0.5
ATTACKERS = 4
EX = "http://example.org/"

_EVERYTHING = "?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3"
_NUMBERS = " ".join(f"{n}" for n in range(200))

SHAPES = {
    "a cross product of triple patterns": f"SELECT (COUNT(*) AS ?n) {{ {_EVERYTHING} }}",
    "a cross product of VALUES": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {_NUMBERS} }}" for n in range(5))
    + " FILTER (?v0 + ?v1 + ?v2 + ?v3 + ?v4 = -1) }",
    "ORDER BY over a cross product": f"SELECT * {{ {_EVERYTHING} }} ORDER BY ?o3 ?o2 ?o1 LIMIT 5",
    "GROUP_CONCAT without bound": (
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?o1), STR(?o2), STR(?o3))) AS ?all) {{ {_EVERYTHING} }}"
    ),
    "a transitive path over everything": (
        f"SELECT (COUNT(*) AS ?n) {{ ?a (<{EX}next>|!<{EX}none>)* ?b . "
        f"?b (<{EX}next>|!<{EX}none>)* ?c . ?c (<{EX}next>|!<{EX}none>)* ?d }}"
    ),
    "deep OPTIONAL nests": "SELECT (COUNT(*) AS ?n) { ?s0 ?p0 ?o0 "
    + "".join(f"OPTIONAL {{ ?s{n} ?p{n} ?o{n - 1} . ?t{n} ?q{n} ?u{n} " for n in range(1, 30))
    + "}" * 29
    + " }",
    "a catastrophic REGEX": (
        f"SELECT (COUNT(*) AS ?n) {{ {_EVERYTHING} "
        'FILTER REGEX(CONCAT(STR(?o1), STR(?o2), STR(?o3)), "^((a|b|v|l|u|e| )+)+(x+x+)+y$") }'
    ),
    "a stream of everything times everything": f"SELECT * {{ {_EVERYTHING} }}",
    "a query text of 1 MB": "SELECT (COUNT(*) AS ?n) { "
    + "?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 FILTER (?o1 NOT IN ("
    + ", ".join(f'"{n:06d}"' for n in range(100_000))
    + ")) }",
    "5,000 nested braces": "SELECT * " + "{" * 5000 + " ?s ?p ?o " + "}" * 5000,
    "5,000 nested brackets": "SELECT * { ?s ?p ?o FILTER " + "(" * 5000 + "1" + ")" * 5000 + " }",
}


def write_data(folder: Path) -> None:
    lines = (
        f'<{EX}s{i}> <{EX}p{i % 7}> "value {i}" .\n'
        f"<{EX}s{i}> <{EX}next> <{EX}s{(i * 7) % 9999}> .\n"
        for i in range(10_000)
    )
    (folder / "data.nt").write_text("".join(lines))


@contextlib.contextmanager
def program(folder: Path, **settings: object) -> Iterator[tuple[str, psutil.Process]]:
    """The program on what is attacked: its address and its process."""
    write_data(folder)
    with serving("--data", str(folder), **settings) as served:
        yield served.address, served.process


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("data")
    with program(folder, timeout_s=DEADLINE_S, memory_mb=400, cache_mb=0) as (found, _):
        yield found


class GoodClient:
    """Asks for one thing after another; every question is new, so that no cache helps."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=30)
        self._asked = 0

    def once(self) -> float:
        self._asked += 1
        query = f"SELECT ?p ?o {{ <{EX}s{self._asked % 10_000}> ?p ?o }} # {self._asked}"
        begun = time.perf_counter()
        answer = self._client.get("/sparql", params={"query": query})
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["results"]["bindings"]) == 2
        return time.perf_counter() - begun

    def p95_s(self, times: list[float]) -> float:
        return sorted(times)[int(len(times) * 0.95)]


def attack(client: httpx.Client, query: str) -> tuple[httpx.Response, float]:
    # Sent as it is: a form of a megabyte would cost this client more than the service.
    content = query.encode()
    begun = time.perf_counter()
    answer = client.post(
        "/sparql", content=content, headers={"content-type": "application/sparql-query"}
    )
    return answer, time.perf_counter() - begun


def attack_for(
    client: httpx.Client, query: str, seconds: float
) -> list[tuple[httpx.Response, float]]:
    """One attack after another, at least one: some end at once."""
    end = time.monotonic() + seconds
    answers = [attack(client, query)]
    while time.monotonic() < end:
        # The attackers and the good client share this process: leave it time to ask.
        time.sleep(0.02)
        answers.append(attack(client, query))
    return answers


@pytest.mark.parametrize("shape", SHAPES)
def test_a_runaway_ends_in_time_and_a_good_client_is_served(address: str, shape: str) -> None:
    # What else the machine does is chance, and chance does not come three times.
    tries = []
    for _ in range(3):
        before, during, longest = attacked(address, shape)
        tries.append((before, during, longest))
        # On a machine that is busy with other tests a few milliseconds are chance.
        if during < 3 * max(before, 0.025) and longest < DEADLINE_S + GRACE_S:
            return
    raise AssertionError(tries)


def attacked(address: str, shape: str) -> tuple[float, float, float]:
    """How long a good client waits, the 95th of a hundred, before and during an attack, and how
    long an attacker at most; every attacker is told why."""
    good = GoodClient(address)
    for _ in range(20):
        good.once()
    before = good.p95_s([good.once() for _ in range(80)])

    during: list[float] = []
    over = threading.Event()

    def go_on() -> None:
        while not over.is_set():
            during.append(good.once())

    clients = [httpx.Client(base_url=address, timeout=60) for _ in range(ATTACKERS)]
    with ThreadPoolExecutor(ATTACKERS + 1) as pool:
        served = pool.submit(go_on)
        attacks = [pool.submit(attack_for, client, SHAPES[shape], 1.0) for client in clients]
        answers = [answer for future in attacks for answer in future.result()]
        over.set()
        served.result()

    for answer, _ in answers:
        deep = answer.json().get("limit") == "query_depth"
        assert answer.status_code in ({400} if deep else {503, 504}), answer.text[:300]
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["limit"] in {"timeout_s", "memory_mb", "result_mb", "query_depth"}
    assert during
    return before, good.p95_s(during), max(took_s for _, took_s in answers)


def test_the_service_is_as_it_was_after_all_of_them(address: str) -> None:
    answer = httpx.get(address + "sparql", params={"query": "ASK { ?s ?p ?o }"})
    assert answer.json()["boolean"] is True
    health = httpx.get(address + "health")
    assert health.status_code == 200


def test_a_client_that_leaves_does_not_hold_a_worker(address: str) -> None:
    def waits() -> float:
        for _ in range(12):
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(
                    address + "sparql",
                    data={"query": SHAPES["a cross product of triple patterns"]},
                    timeout=httpx.Timeout(60, read=0.15),
                )
        begun = time.perf_counter()
        answer = httpx.get(address + "sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert answer.status_code == 200
        return time.perf_counter() - begun

    in_time(waits, DEADLINE_S)


def test_nothing_is_left_of_the_data_folder_in_an_error(address: str) -> None:
    with httpx.Client(base_url=address, timeout=60) as client:
        answer, _ = attack(client, SHAPES["a stream of everything times everything"])
    assert str(Path.home()) not in answer.text
    assert "Traceback" not in answer.text


def resident_mb(service: psutil.Process) -> float:
    """What all processes hold, what they share counted for each."""
    total = 0
    for process in (service, *service.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            total += process.memory_info().rss
    return total / 1_000_000


def settled_mb(service: psutil.Process) -> float:
    """What they hold once all have come, and the process has ended that leaves a copy of the
    snapshot for a new parent."""
    seen: list[float] = []
    for _ in range(120):
        seen.append(resident_mb(service))
        if len(seen) > 3 and max(seen[-4:]) - min(seen[-4:]) < 2:
            return seen[-1]
        time.sleep(0.5)
    raise AssertionError(seen)


def test_all_memory_together_stays_under_what_the_settings_promise(tmp_path: Path) -> None:
    hungry = [
        SHAPES["ORDER BY over a cross product"],
        SHAPES["GROUP_CONCAT without bound"],
        "SELECT DISTINCT ?o1 ?o2 ?o3 { ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 }",
        "SELECT ?s1 ?s2 (COUNT(*) AS ?n) { ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 } GROUP BY ?s1 ?s2",
        SHAPES["a stream of everything times everything"],
    ]
    workers, memory_mb, result_mb = 5, 60, 10
    limits: set[str] = set()
    with program(
        tmp_path,
        timeout_s=10,
        workers=workers,
        reserved_workers=0,
        spare_workers=1,
        memory_mb=memory_mb,
        result_mb=result_mb,
        cache_mb=0,
    ) as (address, service):
        over = threading.Event()

        def gorge(query: str) -> None:
            with httpx.Client(base_url=address, timeout=60) as client:
                while not over.is_set():
                    answer, _ = attack(client, query)
                    assert answer.status_code in {503, 504}, answer.text[:300]
                    limits.add(answer.json()["limit"])

        at_rest = settled_mb(service)
        most = 0.0
        with ThreadPoolExecutor(len(hungry)) as pool:
            hogs = [pool.submit(gorge, query) for query in hungry]
            end = time.monotonic() + 6
            while time.monotonic() < end:
                most = max(most, resident_mb(service))
                time.sleep(0.03)
            over.set()
            for hog in hogs:
                hog.result()
    assert limits >= {"memory_mb", "result_mb"}
    # Beside the queries: the answers that the service holds on their way, a little of its own, and
    # workers that are just ending while others have taken their place.
    promised = at_rest + workers * (memory_mb + result_mb) + 100
    assert at_rest + memory_mb < most < promised, (at_rest, most, promised)
