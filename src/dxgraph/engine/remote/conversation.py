"""What a SPARQL endpoint elsewhere is asked over HTTP, and what its answers mean.

`SPARQL 1.1 Protocol <https://www.w3.org/TR/sparql11-protocol/>`_, section 2.1.2: the query goes by
POST, URL-encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import httpx2 as httpx
import pyoxigraph as ox

from dxgraph import __version__
from dxgraph.engine.protocol import Form
from dxgraph.engine.refusals import not_started
from dxgraph.engine.remote.address import address
from dxgraph.engine.remote.rewriting import Raw
from dxgraph.errors import (
    BusyError,
    QueryError,
    QuerySyntaxError,
    ResultTooLarge,
    StoreTimeout,
    StoreUnavailable,
)
from dxgraph.messages import at_limit, message
from dxgraph.settings import MEGABYTE

RESULTS: Final = "application/sparql-results+json"
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_ACCEPT_GRAPH = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"


class Conversation:
    """Questions to one endpoint; `url` may carry a user and a password."""

    def __init__(self, url: str) -> None:
        self.url, self._auth = address(url)
        self._client: httpx.AsyncClient | None = None

    def open(self, connections: int) -> None:
        """Make ready to ask, over at most so many connections."""
        self._client = httpx.AsyncClient(
            auth=self._auth,
            headers={"User-Agent": f"dxgraph/{__version__}"},
            limits=httpx.Limits(max_connections=connections),
            timeout=None,
        )

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def ask(
        self,
        text: str,
        form: Form,
        most: int,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Raw:
        """The store's answer, read to its end, of a type that was asked for."""
        if self._client is None:
            raise not_started()
        request = self._client.build_request(
            "POST",
            self.url,
            data={
                "query": text,
                "default-graph-uri": list(default_graphs),
                "named-graph-uri": list(named_graphs),
            },
            headers={"Accept": _ACCEPT_GRAPH if form.gives_graph else RESULTS},
        )
        try:
            response = await self._client.send(request, stream=True)
            try:
                body = await _read(response, most)
            finally:
                await response.aclose()
        except httpx.TimeoutException:
            raise StoreTimeout(message("store-slow", url=self.url)) from None
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise StoreUnavailable(
                message(
                    "store-not-reached", url=self.url, reason=str(error) or type(error).__name__
                ),
            ) from None
        self._judge(response, body)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if form.gives_graph:
            if kind not in _GRAPHS:
                raise self.nonsense(f"a graph of the type {kind or 'unknown'!r}")
            return Raw(body, _GRAPHS[kind])
        if kind not in (RESULTS, "application/json"):
            raise self.nonsense(f"results of the type {kind or 'unknown'!r}")
        return Raw(body, None)

    def _judge(self, response: httpx.Response, body: bytes) -> None:
        """Raise what an answer that is no answer means."""
        status = response.status_code
        said = excerpt(body)
        if status == httpx.codes.BAD_REQUEST:
            if "syntax" in said.lower() or said.startswith("error at"):
                raise QuerySyntaxError(message("store-cannot-read", said=said))
            raise QueryError(message("store-refuses", said=said))
        if status in (httpx.codes.REQUEST_TIMEOUT, httpx.codes.GATEWAY_TIMEOUT):
            raise StoreTimeout(message("store-gave-up", said=said))
        if status in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
            wait = response.headers.get("retry-after", "")
            raise BusyError(
                message("store-busy", said=said),
                retry_after_s=int(wait) if wait.isascii() and wait.isdigit() else 5,
            )
        if status != httpx.codes.OK:
            raise StoreUnavailable(
                message("store-answered", url=self.url, status=str(status), said=said),
            )
        # Virtuoso answers 200 when its own limits cut an answer, and says so in a header.
        if response.headers.get("x-sql-state", "").startswith("S1TAT"):
            raise StoreTimeout(message("store-in-part"))
        if "x-sparql-maxrows" in response.headers:
            rows = response.headers["x-sparql-maxrows"]
            raise ResultTooLarge(
                message("store-cuts", rows=rows), limit="ResultSetMaxRows", value=rows
            )

    @contextmanager
    def sense(self) -> Iterator[None]:
        """What cannot be read within is no answer of a store."""
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise self.nonsense(str(error)) from None

    def nonsense(self, what: str) -> StoreUnavailable:
        """The error for an answer that is none."""
        return StoreUnavailable(message("store-nonsense", url=self.url, what=what))


async def _read(response: httpx.Response, most: int) -> bytes:
    pieces = []
    size = 0
    async for piece in response.aiter_bytes():
        size += len(piece)
        if size > most:
            most_mb = most / MEGABYTE
            raise at_limit(ResultTooLarge, "store-answer-too-large", "result_mb", most_mb)
        pieces.append(piece)
    return b"".join(pieces)


def excerpt(body: bytes) -> str:
    """The beginning of what a store said, as one line of plain text."""
    text = re.sub(r"<[^>]*>", " ", body[:4000].decode("utf-8", "replace"))
    line = " ".join(text.split())[:300]
    return line or "nothing more"
