"""Two services beside each other on one store of others, of which one is killed under load."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import httpx2 as httpx
import psutil
import pytest

from support.program import Program, kill, serving
from support.stores import OXIGRAPH, oxigraph_server
from support.web import EX, SELECT

pytestmark = pytest.mark.skipif(not OXIGRAPH.exists(), reason="Oxigraph's server is not installed")
_DATA = "".join(
    f'<{EX}{n}> a <{EX}K> ; <http://www.w3.org/2000/01/rdf-schema#label> "{n}" .\n'
    for n in range(20)
)
_PATTERNS = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(12))
_ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {_PATTERNS} }}"
"""A cross product of a few statements, which is more than there is time for."""
_ENOUGH = 10
"""Answers of the one that is left, before and after the other is killed."""


def test_they_answer_alike_and_of_one_that_is_killed_the_other_notices_nothing() -> None:
    with oxigraph_server() as url:
        httpx.post(
            f"{url}/store?default", content=_DATA, headers={"Content-Type": "text/turtle"}
        ).raise_for_status()
        options = ("--store", f"{url}/query")
        with serving(*options) as killed, serving(*options) as left:
            told = _told(killed)
            assert told == _told(left)
            assert b'"19"' in told[0][0][2]
            (answer, *_), refused, late, _ = told
            assert (answer[0], refused, late) == (200, (403, "read-only"), (504, "timeout_s"))
            assert _killed_under_load(killed, left) == ({200}, 1)
            assert told == _told(left)


def _told(service: Program) -> tuple[Any, ...]:
    """The bytes and entity tags that a service gives, and at which limits it stops."""
    with httpx.Client(base_url=service.address, timeout=60) as client:
        answers = [
            client.get("/sparql", params={"query": SELECT, "format": form})
            for form in ("json", "csv")
        ]
        refused = client.get("/sparql", params={"query": "DROP ALL"})
        late = client.get("/sparql", params={"query": _ENDLESS, "timeout_s": 0.3})
        return (
            [
                (answer.status_code, answer.headers.get("etag"), answer.content)
                for answer in answers
            ],
            (refused.status_code, refused.json()["rule"]),
            (late.status_code, late.json()["limit"]),
            client.get("/health").json()["snapshot"],
        )


def _killed_under_load(killed: Program, left: Program) -> tuple[set[int], int]:
    """What the clients of one saw while the other was killed, and how many requests were lost."""
    lost: list[str] = []
    statuses: set[int] = set()
    answered, over = threading.Semaphore(0), threading.Event()

    def ask_the_one_that_is_left(number: int) -> None:
        with httpx.Client(base_url=left.address, timeout=60) as client:
            for turn in itertools.count():
                if over.is_set():
                    return
                query = f"{SELECT} # {number} {turn}"
                statuses.add(client.get("/sparql", params={"query": query}).status_code)
                answered.release()

    def ask_the_one_that_is_killed() -> None:
        try:
            httpx.get(
                f"{killed.address}sparql", params={"query": _ENDLESS, "timeout_s": 60}, timeout=60
            )
        except httpx.HTTPError as error:
            lost.append(type(error).__name__)

    clients = [threading.Thread(target=ask_the_one_that_is_left, args=(n,)) for n in range(2)]
    loser = threading.Thread(target=ask_the_one_that_is_killed)
    for thread in (*clients, loser):
        thread.start()
    try:
        assert all(answered.acquire(timeout=60) for _ in range(_ENOUGH))
        below = killed.below()
        kill([killed.process, *below])
        psutil.wait_procs([killed.process, *below], timeout=30)
        loser.join(60)
        # Those that were answered meanwhile do not count.
        while answered.acquire(blocking=False):
            pass
        assert all(answered.acquire(timeout=60) for _ in range(_ENOUGH))
    finally:
        over.set()
        for thread in clients:
            thread.join(60)
    return statuses, len(lost)
