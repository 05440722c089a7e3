"""Requests that were just answered, by their bytes: what is asked again need not be read again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from dxgraph.web.http.cache import AnswerCache, Kept

MOST_BYTES: Final = 4096
"""A longer request is not remembered."""

_REMEMBERED: Final = 2048

Fingerprint = tuple[bool, bytes, bytes, str, str, str]
"""Whether it was posted, query string, body, and the fields Content-Type, Accept and
Accept-Encoding."""


class Repeated:
    """Finds the entry of the cache that answers a request."""

    def __init__(self, cache: AnswerCache) -> None:
        self._cache = cache
        self._entries: OrderedDict[Fingerprint, tuple[str, str, str]] = OrderedDict()

    def find(self, fingerprint: Fingerprint, digest: str) -> tuple[Kept, str, str] | None:
        """The kept answer, if it is of the snapshot with this digest, the encoding in which it was
        sent, and the digest of the query."""
        found = self._entries.get(fingerprint)
        if found is None:
            return None
        key, encoding, query_digest = found
        kept = self._cache.find(key)
        if kept is None or kept.digest != digest or encoding not in kept.variants:
            del self._entries[fingerprint]
            return None
        self._entries.move_to_end(fingerprint)
        return kept, encoding, query_digest

    def keep(self, fingerprint: Fingerprint, key: str, encoding: str, query_digest: str) -> None:
        self._entries[fingerprint] = key, encoding, query_digest
        if len(self._entries) > _REMEMBERED:
            self._entries.popitem(last=False)
