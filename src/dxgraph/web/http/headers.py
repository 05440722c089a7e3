"""Header fields that answers carry whatever they hold."""

from __future__ import annotations

import re
from typing import Final

Header = tuple[bytes, bytes]

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Nothing is fetched from other hosts, no script stands in a page, and no page is framed."""

RUN_ID: Final = b"dxgraph-run-id"
UNKNOWN_NAMES: Final = b"dxgraph-unknown-names"
"""On an empty answer: names of ours in the query that exist nowhere, with what comes near."""

_TELLS_FORM: Final = re.compile(r"\b(?:str|datatype|sameterm|\w*:string)\s*\(", re.IGNORECASE)
_SHORTEST_FORM: Final[tuple[Header, ...]] = ((b"dxgraph-values", b"shortest-form"),)


def of_values(text: str) -> tuple[Header, ...]:
    """What is said with the answer to a query that may tell how a value is written, not only which
    it is: numbers, days and truth values are then told in their shortest form, not as the files
    write them (``docs/decisions/0011``)."""
    return _SHORTEST_FORM if "(" in text and _TELLS_FORM.search(text) else ()


NOSNIFF: Final[Header] = (b"x-content-type-options", b"nosniff")
"""On every answer: data are never taken for a page."""

OPEN: Final[tuple[Header, ...]] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"*"),
)
"""For a page of any other host, which says so by `Origin`: the data are open, and so is every field
of the header."""

PAGE: Final[tuple[Header, ...]] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    # No other host learns what was looked at here.
    (b"referrer-policy", b"same-origin"),
)
"""On what a browser may run something in: HTML, XML, SVG."""


def guards(media_type: bytes) -> list[Header]:
    """The fields that keep a browser from doing with an answer what it is not for."""
    if b"html" in media_type or b"xml" in media_type:
        return [NOSNIFF, *PAGE]
    return [NOSNIFF]


PREFLIGHT: Final[tuple[Header, ...]] = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"*"),
    (b"access-control-max-age", b"86400"),
)
"""The answer to a browser that asks whether a page of another host may send a request."""

VARY: Final = b"accept, accept-encoding, origin"
"""What the answer to a query depends on beside its address."""

LATEST: Final = b"public, no-cache"
"""For addresses that show the newest snapshot: keep it, but ask each time whether it is current."""
PINNED: Final = b"public, max-age=31536000, immutable"
"""For addresses that name their snapshot: what they show never changes."""
