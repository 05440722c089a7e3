"""Where answers are written to: in memory, within a limit, and only what a format can carry."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from dxgraph.errors import NotAcceptable, ResultTooLarge
from dxgraph.messages import at_limit, message

_Kind = TypeVar("_Kind")


def known(kind: _Kind | None) -> _Kind:
    """What Oxigraph calls a format of ours; all of ours are its own."""
    if kind is None:
        raise LookupError("a format that Oxigraph does not know")
    return kind


# What XML 1.0 (section 2.2) cannot carry, not even escaped.
_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0B\x0C\x0E-\x1F]|\xEF\xBF[\xBE\xBF]")


class Sink:
    """A file in memory that refuses to grow beyond a limit."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._size = 0
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._size += len(piece)
        if self._limit is not None and self._size > self._limit:
            raise too_large(self._limit)
        self._pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        pass

    def bytes(self) -> bytes:
        return b"".join(self._pieces)


def limited(body: bytes, limit: int | None) -> bytes:
    if limit is not None and len(body) > limit:
        raise too_large(limit)
    return body


def too_large(limit: int) -> ResultTooLarge:
    return at_limit(ResultTooLarge, "answer-too-large", "result_mb", limit / 1_000_000)


def sound_xml(body: bytes) -> bytes:
    if _NOT_XML.search(body) is not None:
        raise NotAcceptable(message("control-character-in-xml"))
    # An XML parser would read a bare carriage return as a line feed (XML 1.0, section 2.11).
    return body.replace(b"\r", b"&#13;")
