"""What a client may ask: how many queries at once, and for how long each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from dxgraph.engine.protocol import Limits
from dxgraph.errors import RequestTooLarge, SlowRequest, TooManyRequests, UsageError
from dxgraph.messages import message

MOST_CELLS: Final = 100_000
"""A sheet is made in this process, some twenty microseconds a cell, while others wait for their
turn: what is larger is for programs, which need no sheet."""


def client_of(host: str) -> str:
    """The name that a client is counted under.

    An IPv6 address counts as its network of 64 bits: whoever has one address of it has them all.
    """
    if ":" not in host or "." in host:
        return host
    import ipaddress

    try:
        network = ipaddress.ip_network((host.partition("%")[0], 64), strict=False)
    except ValueError:
        return host
    return str(network)


class ClientLimit:
    """Counts the queries that each client has running or waiting."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._counts: dict[str, int] = {}
        self.told: Callable[[list[str]], None] | None = None
        """Whom to tell which clients have their share, whenever these are others."""

    def full(self, client: str) -> bool:
        """Whether the client has its share already."""
        return self._counts.get(client, 0) >= self._most

    def enter(self, client: str) -> None:
        """Count one more; raises TooManyRequests when the client has its share already."""
        count = self._counts.get(client, 0)
        if self.full(client):
            raise TooManyRequests(
                message("queries-of-one-client", count=count, most=self._most),
                limit="client_queries",
                value=self._most,
            )
        self._counts[client] = count + 1
        if self.told is not None and count + 1 >= self._most:
            self._tell(self.told)

    def leave(self, client: str) -> None:
        left = self._counts[client] - 1
        if left:
            self._counts[client] = left
        else:
            del self._counts[client]
        if self.told is not None and left == self._most - 1:
            self._tell(self.told)

    def _tell(self, told: Callable[[list[str]], None]) -> None:
        told([client for client, count in self._counts.items() if count >= self._most])


def limits_of(values: Sequence[str]) -> Limits | None:
    """The limits that a request sets for itself by ``timeout_s=``, in seconds.

    Raises UsageError for what is no positive number. The engine lets it only shorten.
    """
    values = [text for text in values if text.strip()]
    if not values:
        return None
    try:
        (text,) = values
        timeout_s = float(text)
    except ValueError:
        timeout_s = math.nan
    if not (timeout_s > 0 and math.isfinite(timeout_s)):
        raise UsageError(message("no-timeout", values=", ".join(values)), parameter="timeout_s")
    return Limits(timeout_s=timeout_s)


def too_large(request_mb: int) -> RequestTooLarge:
    return RequestTooLarge(
        message("request-too-large", request_mb=request_mb),
        limit="request_mb",
        value=request_mb,
    )


def too_slow(request_s: float) -> SlowRequest:
    return SlowRequest(
        message("request-too-slow", request_s=request_s),
        limit="request_s",
        value=request_s,
    )
