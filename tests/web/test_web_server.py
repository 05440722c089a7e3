"""The process: one line when ready, a taken port, and a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2 as httpx
import pytest

from dxgraph.errors import InputError
from dxgraph.settings import Settings
from dxgraph.web import server
from dxgraph.web.server import serve
from support.places import TESTS
from support.web import SELECT, FakeEngine, connect

PROGRAM = """
import asyncio, sys
from support.web import FakeEngine, Settings
from dxgraph.web.server import serve

class Engine(FakeEngine):
    async def start(self):
        if "slow" in sys.argv:
            print("starting", flush=True)
            await asyncio.sleep(600)
        return await super().start()

    async def run(self, *given, **named):
        if "hang" in sys.argv:
            print("asked", flush=True)
            await asyncio.sleep(600)
        return await super().run(*given, **named)

    async def close(self):
        print("closed", flush=True)

serve(Engine(), Settings(shutdown_s=1), port=0)
"""


def test_memory_is_given_back_once_few_ask_after_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_QUIET_S", 0.001)
    # How many have asked by each look, and whether memory is given back then.
    looks = [(0, 0), (5, 0), (2000, 0), (2005, 1), (2006, 0), (3000, 0), (3001, 0), (4000, 0)]
    looks += [(4001, 1), (4002, 0)]
    given: list[int] = []
    counts = iter([count for count, _ in looks])
    seen: list[int] = []

    def requests() -> int:
        seen.append(next(counts))
        return seen[-1]

    monkeypatch.setattr(server, "give_back", lambda: given.append(seen[-1]))

    async def run() -> None:
        with contextlib.suppress(RuntimeError):  # there are no more looks
            await server.resting(requests)

    asyncio.run(run())
    assert given == [count for count, gives in looks if gives]


def asking(query: bytes) -> bytes:
    return b"GET /sparql?query=" + query + b" HTTP/1.1\r\nHost: x\r\n\r\n"


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        yield program
    finally:
        program.kill()
        program.wait()


def address_of(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    line = program.stdout.readline()
    match = re.fullmatch(
        r"dxgraph: (http://127\.0\.0\.1:\d+)/ · 6 triples · snapshot a{12}\n", line
    )
    assert match is not None, line
    return match[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_line_when_ready_and_a_clean_end(number: signal.Signals) -> None:
    with process() as program:
        address = address_of(program)
        with httpx.Client() as client:  # its connection stays open
            assert client.get(address + "/sparql", params={"query": SELECT}).status_code == 200
            program.send_signal(number)
            out, err = program.communicate(timeout=60)
    assert program.returncode == 0
    assert out == "closed\n"
    assert "Traceback" not in err
    assert '"event": "request"' in err


def test_an_end_before_it_was_ready() -> None:
    with process("slow") as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "starting\n"
        time.sleep(0.3)
        program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=60)
    assert (program.returncode, out, err) == (0, "closed\n", "")


def test_a_query_that_hangs_does_not_hold_up_the_end() -> None:
    with process("hang") as program:
        address = address_of(program)
        assert program.stdout is not None
        with connect(address) as leaving:
            leaving.sendall(asking(b"SELECT*%7B%7D"))
            assert program.stdout.readline() == "asked\n"
        with connect(address) as held:
            held.settimeout(60)
            held.sendall(asking(b"ASK%7B%7D"))
            assert program.stdout.readline() == "asked\n"
            program.send_signal(signal.SIGTERM)
            answer = held.makefile("rb").read()
            out, err = program.communicate(timeout=60)
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"problem/cancelled" in answer
    assert program.returncode == 0
    assert out == "closed\n"
    assert "Traceback" not in err


def test_a_port_in_use_is_told_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"Port {port} of 127.0.0.1 is in use") as caught:
            serve(FakeEngine(), Settings(), port=port)
    assert caught.value.exit_code == 2
    assert "--port" in caught.value.remedy


def test_a_host_that_is_not_ours_or_not_known() -> None:
    for host in ("192.0.2.1", "no such host"):
        with pytest.raises(InputError) as caught:
            serve(FakeEngine(), Settings(), host=host, port=0)
        assert "--host" in caught.value.remedy


def test_importing_the_server_is_cheap() -> None:
    # The engine's processes start before FastAPI is imported.
    code = (
        "import sys; import dxgraph.web.server; "
        "print(sorted({'fastapi', 'uvicorn', 'jinja2', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_event_loop_waits_less_than_a_millisecond_for_a_thread_that_computes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[float] = []
    looked: list[int] = []

    class Watched(server.Service):
        async def run(self) -> None:
            seen.append(sys.getswitchinterval())
            looked.append(gc.get_threshold()[0] * gc.get_threshold()[1])

    monkeypatch.setattr(server, "Service", Watched)
    monkeypatch.setattr(server, "kept", lambda work: work())
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    try:
        serve(FakeEngine(), Settings(), port=0)
    finally:
        sys.setswitchinterval(interval)
        gc.set_threshold(*threshold)
    assert len(seen) == 1
    assert seen[0] < 0.001
    # Nor for one that looks for cycles, which keeps the interpreter until it has done.
    assert looked[0] <= 20_000
