"""What a client may ask: how many queries at once, and for how long each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from dxgraph.bilingual import Both
from dxgraph.engine.protocol import Limits
from dxgraph.errors import RequestTooLarge, SlowRequest, TooManyRequests, UsageError

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
                Both(
                    f"Bạn đang có {count} truy vấn chạy hoặc chờ; "
                    f"mỗi máy khách được tối đa {self._most}.",
                    f"You have {count} queries running or waiting; a client may have {self._most}.",
                ),
                remedy=Both("Hãy đợi một truy vấn kết thúc.", "Wait for one of them to end."),
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
        raise UsageError(
            Both(
                f"timeout_s={', '.join(values)} không phải một số giây dương.",
                f"timeout_s={', '.join(values)} is no positive number of seconds.",
            ),
            remedy=Both(
                "Hãy ghi một lần, ví dụ timeout_s=2.5; tham số này chỉ rút ngắn thời hạn.",
                "Write it once, for example timeout_s=2.5; it can only shorten the deadline.",
            ),
            parameter="timeout_s",
        )
    return Limits(timeout_s=timeout_s)


def too_large(request_mb: int) -> RequestTooLarge:
    return RequestTooLarge(
        Both(f"Yêu cầu lớn hơn {request_mb} MB.", f"The request is larger than {request_mb} MB."),
        remedy=Both(
            "Hãy hỏi ít hơn mỗi lần, hoặc chia làm nhiều lần.",
            "Ask for less at once, or several times.",
        ),
        limit="request_mb",
        value=request_mb,
    )


def too_slow(request_s: float) -> SlowRequest:
    return SlowRequest(
        Both(
            f"Yêu cầu không được gửi đến trong {request_s:g} giây.",
            f"The request did not arrive within {request_s:g} seconds.",
        ),
        remedy=Both("Hãy gửi toàn bộ nội dung một lần.", "Send the whole of it at once."),
        limit="request_s",
        value=request_s,
    )
