"""The client that drives every server: the least that HTTP needs, in processes of their own.

One request at a time on a connection that is kept; a client is a process, so that several do not
wait for each other. The bytes of a request are made beforehand, an answer is read to its end and
thrown away. What the client costs is small, and the same for all.
"""

from __future__ import annotations

import http.client
import multiprocessing
import re
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self
from urllib.parse import quote

_CHUNK = 1 << 18
_CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_MARK = "MARK"
_START_S = 0.02
"""How long before a window opens the clients are told of it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server takes queries."""

    port: int
    path: str
    host: str = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Load:
    """What one client sends, for how long."""

    endpoint: Endpoint
    requests: tuple[tuple[bytes, bytes], ...]
    """Each in two parts, to have a number between them, which makes every request a new one."""
    numbered: bool
    """Whether each request gets a number of its own; else all have the same."""
    begin: float
    """When the window opens, on the clock of `time.monotonic`."""
    window_s: float
    first: int
    """The number of the first request; also which of `requests` it is."""
    pause_s: float = 0.0
    """If set, a request is due every so many seconds, whether the last was quick or not."""
    limit_s: float = 60.0
    """How long an answer may take before the client gives up."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of it."""

    latencies_s: tuple[float, ...]
    """Of the answers with status 200, from when each was due to its last byte."""
    elapsed_s: float
    refused: int
    """Answers with another status, and requests that were given up."""

    @property
    def per_second(self) -> float:
        return len(self.latencies_s) / self.elapsed_s if self.elapsed_s else 0.0


def get(endpoint: Endpoint, text: str, accept: str, **more: str) -> tuple[bytes, bytes]:
    """A query as a GET, in two parts with a place for a number, in a comment, between them."""
    query = quote(f"#{_MARK}\n{text}", safe="")
    parameters = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    request = (
        f"GET {endpoint.path}?query={query}{parameters} HTTP/1.1\r\n"
        f"Host: {endpoint.host}:{endpoint.port}\r\nAccept: {accept}\r\n\r\n"
    )
    before, after = request.encode().split(_MARK.encode())
    return before, after


def ask(
    endpoint: Endpoint, text: str, accept: str, *, limit_s: float = 60.0, **more: str
) -> tuple[int, bytes, float]:
    """Ask once, with the client of the standard library: status, body, seconds.

    Raises OSError when there is no answer.
    """
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=limit_s)
    query = "&".join(f"{name}={quote(value)}" for name, value in {"query": text, **more}.items())
    try:
        begun = time.perf_counter()
        connection.request("GET", f"{endpoint.path}?{query}", headers={"Accept": accept})
        response = connection.getresponse()
        body = response.read()
        return response.status, body, time.perf_counter() - begun
    finally:
        connection.close()


class Clients:
    """Client processes, kept from one window to the next."""

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_live, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join(5)

    def drive(
        self,
        endpoint: Endpoint,
        requests: Sequence[tuple[bytes, bytes]],
        *,
        clients: int,
        window_s: float,
        numbered: bool,
        first: int = 0,
        pause_s: float = 0.0,
        limit_s: float = 60.0,
    ) -> list[Tally]:
        """Let so many clients send these requests, each as fast as it is answered."""
        begin = time.monotonic() + _START_S
        for index, pipe in enumerate(self._pipes[:clients]):
            start = first + index * 100_000
            load = Load(
                endpoint, tuple(requests), numbered, begin, window_s, start, pause_s, limit_s
            )
            pipe.send(load)
        return [pipe.recv() for pipe in self._pipes[:clients]]


def _live(pipe: Connection) -> None:
    while True:
        try:
            load = pipe.recv()
        except EOFError:
            return
        pipe.send(run(load))


def run(load: Load) -> Tally:
    """Send requests until the window closes; what is under way then is still waited for."""
    connection = _connect(load)
    latencies = []
    refused = 0
    number = load.first
    requests = load.requests
    time.sleep(max(0.0, load.begin - time.monotonic()))
    begun = done = due = time.monotonic()
    end = begun + load.window_s
    while done < end:
        before, after = requests[number % len(requests)]
        mark = number if load.numbered else 0
        if load.pause_s:
            due += load.pause_s
            time.sleep(max(0.0, due - time.monotonic()))
        else:
            due = time.monotonic()
        try:
            connection.sendall(b"%s%d%s" % (before, mark, after))
            status = _status_of_answer(connection)
        except OSError:
            status = 0
        done = time.monotonic()
        if status == 200:
            latencies.append(done - due)
        else:
            refused += 1
        if status == 0:
            connection.close()
            connection = _connect(load)
        number += 1
    connection.close()
    return Tally(tuple(latencies), done - begun, refused)


def _connect(load: Load) -> socket.socket:
    connection = socket.create_connection((load.endpoint.host, load.endpoint.port), timeout=5)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # A limit of the system instead of Python's, which would ask the system twice for each piece.
    connection.settimeout(None)
    seconds = int(load.limit_s)
    limit = struct.pack("ll", seconds, int((load.limit_s - seconds) * 1e6))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
    return connection


def _status_of_answer(connection: socket.socket) -> int:
    """Read one answer to its end.

    Raises OSError when the connection is closed before, or the time is up.
    """
    data = connection.recv(_CHUNK)
    while (head := data.find(b"\r\n\r\n")) < 0:
        piece = connection.recv(_CHUNK)
        if not piece:
            raise ConnectionResetError
        data += piece
    status = int(data[9:12])
    length = _CONTENT_LENGTH.search(data, 0, head)
    if length is not None:
        missing = int(length[1]) + head + 4 - len(data)
        while missing > 0:
            piece = connection.recv(_CHUNK)
            if not piece:
                raise ConnectionResetError
            missing -= len(piece)
        return status
    # In chunks: no answer of ours holds a line with nothing but a nought before an empty one.
    end = data[-len(_LAST_CHUNK) :]
    while end != _LAST_CHUNK:
        piece = connection.recv(_CHUNK)
        if not piece:
            raise ConnectionResetError
        end = (end + piece)[-len(_LAST_CHUNK) :]
    return status
