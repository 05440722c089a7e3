"""Smaller answers for clients that ask for them: gzip (RFC 1952) and Brotli (RFC 7932)."""

from __future__ import annotations

import asyncio
import gzip
from typing import Final

import brotli

WORTH_BYTES: Final = 1024
"""Below this an answer fits a packet anyway."""

_THREAD_BYTES: Final = 64 * 1024
"""From this size on, other requests would notice the wait."""

# Measured on SPARQL JSON: beyond these levels an answer shrinks by a few per cent and takes twice
# the time or more.
_GZIP_LEVEL: Final = 4
_BROTLI_QUALITY: Final = 4


def compress(body: bytes, encoding: str) -> bytes:
    """The same input gives the same bytes, so an answer keeps its entity tag."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))
    return gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0)


async def compressed(body: bytes, encoding: str) -> bytes:
    """As `compress`, in a thread when it takes long; both libraries let the others go on."""
    if len(body) < _THREAD_BYTES:
        return compress(body, encoding)
    return await asyncio.to_thread(compress, body, encoding)
