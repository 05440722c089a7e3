"""The log: a line of JSON for each request and each thing that happens, on standard error."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections.abc import Iterator
from typing import Final, TextIO

from dxgraph.web.http.request import Call

_WAIT_S: Final = 0.05
"""Lines of busy moments are written together; nobody waits longer than this for one."""

_PIECE: Final = 4096
"""PIPE_BUF, in bytes."""

_quote: Final = json.encoder.encode_basestring


class Journal:
    """Writes lines of JSON. Never raises: a log that cannot be written is no reason to stop."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._lines: list[str] = []
        self._timer: asyncio.TimerHandle | None = None
        self._second = 0
        self._stamp = ""

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None:
        """One request: who asked what, for how long it ran, and how it ended.

        `query` is the beginning of the SHA-256 of the query's text, so that equal queries can be
        told without their text being kept.
        """
        # Put together by hand: the encoder takes as long as all the rest of a cached answer. Only
        # method, path and client come from outside.
        line = (
            f'{{"time": "{self._now()}", "event": "request", "id": "{call.run_id}", '
            f'"method": {_quote(call.method)}, "path": {_quote(call.path)}, "status": {status}, '
            f'"outcome": "{call.outcome}", "duration_ms": {duration_s * 1000:.2f}, '
            f'"bytes": {size}, "client": {_quote(call.client)}'
        )
        if call.query_digest:
            line += f', "query": "{call.query_digest}"'
        if call.rows is not None:
            line += f', "rows": {call.rows}'
        if call.cache:
            line += f', "cache": "{call.cache}"'
        self._write(line + "}\n")

    def note(self, event: str, **fields: object) -> None:
        """Anything else that an operator should know."""
        line = {"time": self._now(), "event": event, **fields}
        self._write(json.dumps(line, ensure_ascii=False, default=str) + "\n")

    def flush(self) -> None:
        """Write what is held back."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        lines, self._lines = self._lines, []
        if not lines:
            return
        try:
            for piece in _pieces(lines):
                self._stream.write(piece)
                self._stream.flush()
        except (OSError, ValueError):
            # The stream is closed or full, and there is no other place to say so.
            return

    def _now(self) -> str:
        """The moment in UTC, ISO 8601, to the millisecond."""
        moment = time.time()
        second = int(moment)
        if second != self._second:
            self._second = second
            self._stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        return f"{self._stamp}.{int((moment - second) * 1000):03d}Z"

    def _write(self, line: str) -> None:
        self._lines.append(line)
        if self._timer is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()
        else:
            self._timer = loop.call_later(_WAIT_S, self.flush)


def _pieces(lines: list[str]) -> Iterator[str]:
    """Whole lines, no more at a time than a pipe takes in one piece: several processes write."""
    piece: list[str] = []
    length = 0
    for line in lines:
        size = len(line.encode(errors="backslashreplace"))
        length += size
        if length > _PIECE and piece:
            yield "".join(piece)
            piece, length = [], size
        piece.append(line)
    yield "".join(piece)


class JournalHandler(logging.Handler):
    """Lets the libraries' own warnings into the same log."""

    def __init__(self, journal: Journal, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            # A connection that was cut because the service ended: no mistake of anybody.
            return
        fields: dict[str, object] = {"level": record.levelname.lower(), "logger": record.name}
        if record.exc_info:
            fields["traceback"] = logging.Formatter().formatException(record.exc_info)
        self._journal.note("warning", message=record.getMessage(), **fields)
