"""Start our server and its peers, each on loopback, with the same data and a folder of its own."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Endpoint, ask
from dxgraph.terms import GRAPH

BIN = Path(sys.executable).parent
_READY_S = 180.0
_SETTLED_S = 60.0
_VIRTUOSO_GRAPH = GRAPH.benchmark


class NotThere(Exception):
    """A peer that this machine does not have; says why."""


class DidNotStart(Exception):
    """A server that ended, or did not answer, before it was ready."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    name: str
    endpoint: Endpoint
    version: str


@contextlib.contextmanager
def ours(
    data: Path | None, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """`dxgraph serve`, on the data or on our own graph."""
    port = free_port()
    arguments = [str(BIN / "dxgraph"), "serve", "--port", str(port)]
    if data is not None:
        arguments += ["--data", str(data)]
    with _running(arguments, folder / "dxgraph.log", environment) as process:
        endpoint = Endpoint(port, "/sparql")
        _wait(endpoint, process, folder / "dxgraph.log")
        settle(port)
        yield Server("dxgraph", endpoint, _version("dxgraph"))


@contextlib.contextmanager
def service(
    environment: Mapping[str, str] | None = None,
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`dxgraph serve` on our own graph and a free port, and its address; its processes are looked
    at. Raises DidNotStart."""
    command = [sys.executable, "-m", "dxgraph", "serve", "--port", "0"]
    settings = {**os.environ, **(environment or {})}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=settings
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[^\s/]+", process.stdout.readline())
            if found is None:
                raise DidNotStart("the service has not said its address")
            yield process, found[0]
        finally:
            process.terminate()


@contextlib.contextmanager
def oxigraph(data: Path, folder: Path, timeout_s: int | None = None) -> Iterator[Server]:
    """Oxigraph's own server, in memory."""
    program = BIN / "oxigraph"
    if not program.exists():
        raise NotThere("the package oxigraph is not installed")
    port = free_port()
    arguments = [str(program), "serve", "--bind", f"127.0.0.1:{port}"]
    if timeout_s is not None:
        arguments += ["--timeout-s", str(timeout_s)]
    with _running(arguments, folder / "oxigraph.log") as process:
        endpoint = Endpoint(port, "/query")
        _wait(endpoint, process, folder / "oxigraph.log")
        _put(port, "/store?default", data)
        yield Server("Oxigraph", endpoint, _version("oxigraph"))


@contextlib.contextmanager
def rdflib_endpoint(data: Path, folder: Path) -> Iterator[Server]:
    """rdflib-endpoint on a graph in memory."""
    try:
        version = f"{_version('rdflib-endpoint')} on rdflib {_version('rdflib')}"
    except ModuleNotFoundError as error:
        raise NotThere(f"{error.name} is not installed") from None
    port = free_port()
    arguments = [sys.executable, "-m", "benchmarks.rdflib_server", str(data), str(port)]
    with _running(arguments, folder / "rdflib.log") as process:
        endpoint = Endpoint(port, "/")
        _wait(endpoint, process, folder / "rdflib.log")
        yield Server("rdflib-endpoint", endpoint, version)


@contextlib.contextmanager
def echo(size: int, folder: Path) -> Iterator[Server]:
    """A server that answers everything with so many bytes."""
    port = free_port()
    arguments = [sys.executable, "-m", "benchmarks.echo_server", str(size), str(port)]
    with _running(arguments, folder / "echo.log") as process:
        endpoint = Endpoint(port, "/")
        _wait(endpoint, process, folder / "echo.log")
        yield Server("echo", endpoint, _version("uvicorn"))


@contextlib.contextmanager
def virtuoso(data: Path, folder: Path) -> Iterator[Server]:
    """Virtuoso 7, with a database in the folder that is gone afterwards."""
    program, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt") or shutil.which("isql")
    if program is None or isql is None:
        raise NotThere("virtuoso-t and isql-vt are not installed")
    home = folder / "virtuoso"
    home.mkdir()
    port, sql_port = free_port(), free_port()
    (home / "virtuoso.ini").write_text(
        _VIRTUOSO_INI.format(home=home, data=data.parent, port=port, sql_port=sql_port)
    )
    said = subprocess.run([program, "-?"], capture_output=True, text=True, check=False)
    words = (said.stdout + said.stderr).split()
    version = words[words.index("Version") + 1] if "Version" in words else "7"
    arguments = [program, "+foreground", "+configfile", str(home / "virtuoso.ini")]
    with _running(arguments, folder / "virtuoso.log") as process:
        endpoint = Endpoint(port, "/sparql")
        _wait(endpoint, process, folder / "virtuoso.log")
        load = (
            f"log_enable(2); DB.DBA.TTLP_MT(file_open('{data}'), '', '{_VIRTUOSO_GRAPH}', 255, 1);"
            " checkpoint;"
        )
        subprocess.run(
            [isql, f"127.0.0.1:{sql_port}", "dba", "dba", f"exec={load}"],
            check=True,
            capture_output=True,
            timeout=_READY_S,
        )
        yield Server("Virtuoso", endpoint, version)


_VIRTUOSO_INI = """
[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.errors
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = {home}/temporary.db
TransactionFile = {home}/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {data}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
ServerThreads = 20
CheckpointInterval = 0
ThreadsPerQuery = 2

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 20
KeepAliveTimeout = 60
MaxKeepAlives = 20

[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _running(
    arguments: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, and all that it starts, until the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            # What a server started is in its session and ends with it.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(endpoint: Endpoint, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers a query."""
    end = time.monotonic() + _READY_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise DidNotStart(f"it ended with {process.returncode}: {_last_words(log)}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            status, _, _ = ask(endpoint, "ASK {}", "application/sparql-results+json")
            if status == 200:
                return
        time.sleep(0.005)
    raise DidNotStart(f"it did not answer within {_READY_S:g} s: {_last_words(log)}")


def settle(port: int) -> None:
    """Wait until ours has read all that it reads beside its first answers; what small queries need
    comes last, and is counted with the start of no other server either."""
    end = time.monotonic() + _SETTLED_S
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SETTLED_S)
        connection.request("GET", "/health")
        said = connection.getresponse().read()
        connection.close()
        if b"answered by the process that speaks HTTP" in said:
            return
        time.sleep(0.1)


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-500:]


def _put(port: int, path: str, data: Path) -> None:
    """Load a file by the Graph Store Protocol."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_READY_S)
    connection.request("PUT", path, data.read_bytes(), {"Content-Type": "application/n-triples"})
    response = connection.getresponse()
    said = response.read()
    connection.close()
    if response.status >= 300:
        raise DidNotStart(f"loading failed with {response.status}: {said[:200]!r}")


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
