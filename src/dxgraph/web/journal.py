"""The log: a line of JSON for each request and each thing that happens, on standard error."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final, TextIO

from dxgraph.web.calls import Call

_WAIT_S: Final = 0.05
"""Lines of busy moments are written together; nobody waits longer than this for one."""


class Journal:
    """Writes lines of JSON. Never raises: a log that cannot be written is no reason to stop."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._lines: list[str] = []
        self._timer: asyncio.TimerHandle | None = None

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None:
        """One request: who asked what, for how long it ran, and how it ended.

        `query` is the beginning of the SHA-256 of the query's text, so that equal queries can be
        told without their text being kept.
        """
        line: dict[str, object] = {
            "event": "request",
            "id": call.run_id,
            "method": call.method,
            "path": call.path,
            "status": status,
            "outcome": call.outcome,
            "duration_ms": round(duration_s * 1000, 2),
            "bytes": size,
            "client": call.client,
        }
        if call.query_digest:
            line["query"] = call.query_digest
        if call.rows is not None:
            line["rows"] = call.rows
        if call.cache:
            line["cache"] = call.cache
        self._write(line)

    def note(self, event: str, **fields: object) -> None:
        """Anything else that an operator should know."""
        self._write({"event": event, **fields})

    def flush(self) -> None:
        """Write what is held back."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        lines, self._lines = self._lines, []
        if not lines:
            return
        try:
            self._stream.write("".join(lines))
            self._stream.flush()
        except (OSError, ValueError):
            # The stream is closed or full, and there is no other place to say so.
            return

    def _write(self, line: dict[str, object]) -> None:
        moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        text = json.dumps({"time": moment, **line}, ensure_ascii=False, default=str)
        self._lines.append(text + "\n")
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()
            return
        if self._timer is None:
            self._timer = loop.call_later(_WAIT_S, self.flush)


class JournalHandler(logging.Handler):
    """Lets the libraries' own warnings into the same log."""

    def __init__(self, journal: Journal, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        fields: dict[str, object] = {"level": record.levelname.lower(), "logger": record.name}
        if record.exc_info:
            fields["traceback"] = logging.Formatter().formatException(record.exc_info)
        self._journal.note("warning", message=record.getMessage(), **fields)
