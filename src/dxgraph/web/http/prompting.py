"""Small queries, answered while their request is read: what every process that speaks HTTP does."""

from __future__ import annotations

from typing import Protocol

from dxgraph.engine.protocol import Prompt, Query
from dxgraph.settings import Settings
from dxgraph.web.http.cache import AnswerCache, Kept
from dxgraph.web.http.request import Call


class Clients(Protocol):
    """Who knows which clients have their share of queries."""

    def full(self, client: str) -> bool: ...


class Prompting:
    """Answers small queries at once, and keeps the answers."""

    def __init__(
        self, prompt: Prompt | None, settings: Settings, clients: Clients, cache_bytes: int
    ) -> None:
        self.settings = settings
        self.cache = AnswerCache(cache_bytes)
        self._prompt = prompt
        self.clients = clients
        self._ending = False

    def at_hand(self) -> str:
        """The digest of the snapshot of which small queries are answered at once; empty where none
        are, or where an answer may not be kept."""
        if self._prompt is None or self._ending or self.settings.service_allow_list:
            return ""
        return self._prompt.at_hand()

    def promptly(self, query: Query, key: str, call: Call) -> Kept | None:
        """The answer to a query that is kept or proved small; None where `respond` has to answer,
        who says why not."""
        if self._prompt is None:
            return None
        digest = self._prompt.at_hand()
        self.cache.of_snapshot(digest)
        if self.cache.holds(key):
            call.cache = "hit"
            return self.cache.find(key)
        if self.clients.full(call.client):
            return None
        answer = self._prompt.at_once(query, None, call.run_id)
        call.tried = answer is None
        if answer is None or not answer.rows or answer.digest != digest:
            return None
        call.cache = "miss"
        return Kept(answer, digest, key, quick=True)
