"""Real stores of others for the tests: Oxigraph's server and Virtuoso 7, on loopback."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

VIRTUOSO = shutil.which("virtuoso-t")
OXIGRAPH = Path(sys.executable).with_name("oxigraph")

_VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 100
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 10
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100
"""


@contextlib.contextmanager
def silent_port() -> Iterator[int]:
    """A port on which nobody listens, and which nobody else is given meanwhile."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def free_port() -> int:
    """For a program that cannot choose one itself; another may be quicker to take it."""
    with silent_port() as port:
        return port


class _EndedAtOnceError(Exception):
    """A program was not given the port that it was told."""


def _wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60.0) -> None:
    for _ in range(int(seconds / 0.1)):
        if process.poll() is not None:
            raise _EndedAtOnceError
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(url, params={"query": "ASK {}"}, timeout=2)
            return
        time.sleep(0.1)
    raise AssertionError("the store did not come up")


@contextlib.contextmanager
def oxigraph_server() -> Iterator[str]:
    """An empty store in memory; its address without a path."""
    with contextlib.ExitStack() as stack:
        for _ in range(5):
            address = f"127.0.0.1:{free_port()}"
            process = subprocess.Popen(
                [OXIGRAPH, "serve", "--bind", address],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.enter_context(process)
            stack.callback(process.terminate)
            with contextlib.suppress(_EndedAtOnceError):
                _wait_for(f"http://{address}/query", process)
                break
        else:
            raise AssertionError("the store ended at once, five times")
        yield f"http://{address}"


@contextlib.contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """An empty store in a folder of its own, whose answers are cut after 100 rows."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7)")
    http = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(sql=free_port(), http=http))
    with subprocess.Popen(
        [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{http}/sparql", process)
            yield f"http://127.0.0.1:{http}"
        finally:
            process.kill()
