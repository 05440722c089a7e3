"""What is taken from a worker is taken indeed; tried in processes of their own."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these means")

CONNECT = """
import socket
def reach():
    try:
        socket.create_connection(("127.0.0.1", {port}), timeout=2)
    except OSError as error:
        return type(error).__name__
    return "reached"
"""


def run(program: str) -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        text = CONNECT.format(port=port) + program
        done = subprocess.run(
            [sys.executable, "-c", text], check=True, capture_output=True, text=True, timeout=30
        )
    return done.stdout.strip()


def test_the_listener_could_be_reached_otherwise() -> None:
    assert run("print(reach())") == "reached"


def test_a_process_that_left_the_network_reaches_nobody() -> None:
    said = run(
        "from dxgraph.engine.pool.isolation import leave_network\n"
        "print(leave_network(), '|', reach())"
    )
    how, _, outcome = said.partition(" | ")
    assert how.startswith("taken away") == (outcome != "reached")


def test_the_filter_alone_refuses_sockets() -> None:
    said = run(
        "import ctypes\n"
        "from dxgraph.engine.pool.isolation import _refuse_sockets\n"
        "print(_refuse_sockets(ctypes.CDLL(None)), reach())"
    )
    if said.startswith("False"):
        pytest.skip("the machine or its container permits no filters")
    assert said == "True PermissionError"


def test_the_memory_limit_counts_from_what_is_held_already() -> None:
    said = run(
        "from dxgraph.engine.pool.isolation import MemoryLimit\n"
        "held = bytearray(200_000_000)\n"
        "limit = MemoryLimit()\n"
        "limit.set(50)\n"
        "fits = bytearray(30_000_000)\n"
        "try:\n    bytearray(40_000_000)\n"
        "except MemoryError:\n    print('refused')\n"
    )
    assert said == "refused"


def test_an_alarm_ends_a_process_that_nobody_else_ends() -> None:
    program = "from dxgraph.engine.pool.isolation import alarm\nalarm(0.2)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=20)
    assert done.returncode == -14
