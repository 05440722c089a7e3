"""Whichever process of a service is killed, the next request is answered."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from dxgraph.settings import Settings
from dxgraph.web import server
from dxgraph.web.server import Service, listening_socket
from support.program import kill, serving
from support.web import FakeEngine

ASK = {"query": "ASK { ?s ?p ?o }"}


@contextlib.contextmanager
def service(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address and the first process of a service on a small graph."""
    (folder / "data.ttl").write_text('<urn:a> <urn:b> "c" .')
    with serving("--data", str(folder), "--workers", "2") as program:
        yield program.address, program.process


def answered(address: str) -> bool:
    answer = httpx.get(f"{address}sparql", params=ASK, timeout=30)
    return answer.status_code == 200 and answer.json()["boolean"] is True


def test_whichever_process_is_killed_the_next_request_is_answered(tmp_path: Path) -> None:
    with service(tmp_path) as (address, first):
        killed = 0
        (answering,) = first.children()
        for process in (*answering.children(recursive=True), answering):
            killed += kill([process])
            assert answered(address)
        assert killed > 3  # a parent, its workers, and the process that answers
        assert first.is_running()
        first.kill()
        first.wait(60)
        assert answered(address)


def test_requests_wait_while_nobody_answers(tmp_path: Path) -> None:
    with service(tmp_path) as (address, first):
        (answering,) = first.children()
        answering.kill()
        with contextlib.ExitStack() as clients:
            begun = [
                clients.enter_context(httpx.stream("GET", f"{address}health", timeout=30))
                for _ in range(3)
            ]
            assert [answer.status_code for answer in begun] == [200] * 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_process_ends_all_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with service(tmp_path) as (address, first):
        below = first.children(recursive=True)
        assert answered(address)
        first.send_signal(number)
        assert first.wait(60) == 0
        _, alive = psutil.wait_procs(below, timeout=30)
        assert not alive


def test_what_is_killed_at_every_start_is_given_up() -> None:
    program = """
import os, signal
from dxgraph.errors import DxgraphError
from dxgraph.web.supervisor import kept
def work():
    print("started", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
try:
    kept(work)
except DxgraphError as error:
    print(error.message)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.stdout.count("started") == 3
    assert "ended by signal 9 3 times" in ended.stdout


def test_an_error_of_the_start_is_the_exit_code_and_said_once(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b> .\n")
    ended = subprocess.run(
        [sys.executable, "-m", "dxgraph", "serve", "--port", "0", "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode in (1, 2)
    assert ended.stderr.count("bad.ttl") == 1


def test_a_service_without_supervisor_ends_when_nobody_asks(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "_MISSED_S", 0.01)
    monkeypatch.setattr(server, "_UNASKED_S", 0.5)

    async def live() -> float:
        begun = time.monotonic()
        with listening_socket("127.0.0.1", 0) as listener:
            alone = Service(
                FakeEngine(),
                Settings(),
                listener,
                announce=lambda _: None,
                supervisor=os.getppid() + 1,
            )
            await asyncio.wait_for(alone.run(), 30)
        return time.monotonic() - begun

    assert asyncio.run(live()) > 0.5
    assert '"supervisor-lost"' in capfd.readouterr().err
