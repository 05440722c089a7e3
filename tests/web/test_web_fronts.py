"""Several processes speak HTTP, and a client sees one service."""

from __future__ import annotations

import json
import re
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil

from support.engine import ended
from support.program import Program, serving
from support.web import connect

SMALL = "SELECT ?o { <urn:a> <urn:b> ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
OPERATOR = "Bearer secret"
_ENOUGH_S = 300.0


def attempts() -> Iterator[None]:
    """As many as it takes, within reason."""
    end = time.monotonic() + _ENOUGH_S
    while time.monotonic() < end:
        yield
        time.sleep(0.02)
    raise AssertionError("it did not happen")


class Client:
    """A connection that stays open, and what is sent over it byte by byte."""

    def __init__(self, address: str) -> None:
        self.end = connect(address.rstrip("/"))
        self.read = self.end.makefile("rb")
        self.asked = 0

    def close(self) -> None:
        self.read.close()
        self.end.close()

    def answer(self) -> tuple[int, bytes]:
        status = int(self.read.readline().split()[1])
        length = 0
        while line := self.read.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, self.read.read(length)

    def ask(self, *pieces: bytes) -> tuple[int, bytes]:
        for piece in pieces:
            self.end.sendall(piece)
        return self.answer()

    def small(self) -> str:
        """The value that a small query gives."""
        status, body = self.ask(get("/sparql?query=" + quote(SMALL)))
        assert status == 200
        self.asked += 1
        found: str = json.loads(body)["results"]["bindings"][0]["o"]["value"]
        return found

    def move(self, service: Service) -> None:
        """Ask small queries until a front answers, which has no other connection."""
        for _ in attempts():
            self.small()
            if service.fronts() == 1:
                return


class Service:
    def __init__(self, program: Program) -> None:
        self.address = program.address
        self.program = program

    def text(self, path: str) -> str:
        """What another client is told."""
        with closing(Client(self.address)) as other:
            status, body = other.ask(
                get(f"/{path}", f"Authorization: {OPERATOR}", "Connection: close")
            )
        assert status == 200
        return body.decode()

    def metrics(self) -> str:
        return self.text("metrics")

    def fronts(self) -> int:
        """How many connections fronts have."""
        found = re.findall(r'dxgraph_connections\{process="[1-9]"\} (\d+)', self.metrics())
        return sum(map(int, found))

    def counted(self) -> int:
        """How many answers of /sparql with status 200 were counted."""
        found = re.findall(
            r'dxgraph_request_seconds_count\{.*route="/sparql",status="200"\} (\d+)',
            self.metrics(),
        )
        return sum(map(int, found))

    def front(self, *earlier: psutil.Process) -> psutil.Process:
        """The front that is there now, which was not there earlier."""
        for _ in attempts():
            told = [line["pid"] for line in self.log() if line["event"] == "front-ready"]
            if told and (last := int(str(told[-1]))) not in [each.pid for each in earlier]:
                with suppress(psutil.NoSuchProcess):
                    process = psutil.Process(last)
                    if not ended(process):
                        return process
        raise AssertionError

    def log(self) -> list[dict[str, object]]:
        lines = self.program.written().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


@contextmanager
def service(folder: Path, *options: str, **settings: object) -> Iterator[Service]:
    (folder / "data.ttl").write_text(
        '<urn:a> <urn:b> "old" .\n'
        + "".join(f"<urn:n{number}> <urn:c> <urn:m{number}> .\n" for number in range(100))
    )
    with serving(
        "--data", str(folder), *options, http_processes=2, workers=2, **settings
    ) as program:
        yield Service(program)


def get(path: str, *fields: str) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: x", *fields, "", "")).encode()


def post(query: str) -> bytes:
    body = urlencode({"query": query}).encode()
    head = "\r\n".join(
        (
            "POST /sparql HTTP/1.1",
            "Host: x",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "",
            "",
        )
    )
    return head.encode() + body


def test_fronts_answer_small_queries_and_give_back_the_rest(tmp_path: Path) -> None:
    with (
        service(tmp_path, operator_token=OPERATOR.split()[1], client_queries=1) as served,
        closing(Client(served.address)) as client,
        closing(Client(served.address)) as other,
    ):
        asked = 0
        client.move(served)
        health = get("/health/live")
        assert client.ask(health)[0] == 200
        assert served.fronts() == 0
        # In pieces, several in one, and longer than a message between processes.
        client.move(served)
        assert client.ask(health[:30], health[30:])[0] == 200
        client.move(served)
        one = get("/sparql?query=" + quote(SMALL))
        client.end.sendall(one + health + one)
        answers = [client.answer() for _ in range(3)]
        asked += 2
        assert [status for status, _ in answers] == [200] * 3
        assert [b"old" in body for _, body in answers] == [True, False, True]
        client.move(served)
        long = post(f"SELECT ?o {{ <urn:a> <urn:b> ?o }} # {'x' * 300_000}")
        status, body = client.ask(long)
        asked += 1
        assert (status, b"old" in body) == (200, True)
        # A query runs in a worker wherever it was asked, and is seen and ended from anywhere.
        other.move(served)
        client.end.sendall(post(ENDLESS))
        for _ in attempts():
            if running := json.loads(served.text("queries/running")):
                break
        assert served.fronts() == 1
        # Meanwhile the client has its share, whoever would answer.
        status, body = other.ask(get("/sparql?query=" + quote(f"{SMALL} # else")))
        assert status == 429
        path = f"/queries/running/{running[0]['id']}"
        ended = get(path, f"Authorization: {OPERATOR}").replace(b"GET", b"DELETE", 1)
        assert other.ask(ended)[0] == 204
        assert client.answer()[0] == 503
        # All is counted, and told in the log.
        other.move(served)
        asked += client.asked + other.asked
        assert served.counted() == asked
        code, log = served.program.end(signal.SIGINT)
    assert code == 0
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line.get("path") == "/sparql" and line.get("status") == 200 for line in lines].count(
        True
    ) == asked
    assert "Traceback" not in log


def test_a_front_that_is_killed_costs_what_it_had_and_a_new_snapshot_is_everybodys(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with (
        service(folder, "--reload") as served,
        closing(Client(served.address)) as moved,
        closing(Client(served.address)) as stays,
    ):
        stays.ask(get("/health/live"))
        with closing(Client(served.address)) as lost:
            lost.move(served)
            front = served.front()
            front.kill()
            assert lost.end.recv(1) == b""
        for _ in attempts():
            if served.fronts() == 0:
                break
        assert stays.small() == "old"
        counted = served.counted()
        assert counted == lost.asked + stays.asked
        moved.move(served)
        again = served.front(front)
        # Whoever sees the new snapshot sees it for good, and nobody the old one after that.
        fresh = tmp_path / "fresh.ttl"
        fresh.write_text('<urn:a> <urn:b> "new" .\n')
        fresh.replace(folder / "data.ttl")
        seen = ["old"]
        for _ in attempts():
            assert stays.ask(get("/health/live"))[0] == 200
            seen += [moved.small(), stays.small()]
            if seen[-1] == "new":
                break
        assert seen == sorted(seen, reverse=True)
        assert moved.small() == "new"
        moved.move(served)
        assert moved.small() == "new"
        # The same data once more are a snapshot like any other.
        fresh.write_text((folder / "data.ttl").read_text())
        fresh.replace(folder / "data.ttl")
        for _ in attempts():
            if [line["event"] for line in served.log()].count("reload") == 2:
                break
        moved.move(served)
        assert served.counted() == lost.asked + stays.asked + moved.asked
        # Fronts end with the service, and there are others beside the next.
        last = served.front(front, again)
        (answering,) = served.program.process.children()
        answering.kill()
        for _ in attempts():
            if ended(last):
                break
        with closing(Client(served.address)) as client:
            client.move(served)
            below = served.program.below()
            assert served.front(last) in below
            assert served.program.end()[0] == 0
            assert client.end.recv(1) == b""
        assert psutil.wait_procs(below, timeout=_ENOUGH_S)[1] == []
