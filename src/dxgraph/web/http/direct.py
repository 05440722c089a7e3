"""The plainest requests, answered while their bytes are read.

A task, an event and two messages of ASGI, an object for every field of the header: for a page that
is little, for the statements of one thing it is more than to answer. So what asks nothing but one
small query (``GET /sparql?query=…``), in one of the usual forms, is answered here, by the same
engine, cache, limits, figures and log, with the same bytes. Whatever is not of that kind, or cannot
be answered at once, goes the way of all requests, as if nothing had been tried.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final, Protocol

from starlette.types import Scope

from dxgraph.engine.protocol import Form, Query
from dxgraph.engine.query.inspection import form_of, relative
from dxgraph.errors import NotAcceptable
from dxgraph.web.http.cache import key_of
from dxgraph.web.http.compression import LARGE_BYTES, WORTH_BYTES, compress
from dxgraph.web.http.forms import decoded
from dxgraph.web.http.headers import LATEST, NOSNIFF, RUN_ID, VARY, guards, of_values
from dxgraph.web.http.limits import client_of
from dxgraph.web.http.log import Journal
from dxgraph.web.http.negotiation import choose, encoding, formats_for
from dxgraph.web.http.prompting import Prompting
from dxgraph.web.http.repeated import MOST_BYTES, Fingerprint, Repeated
from dxgraph.web.http.request import HOST, TRIED, Call, new_id

_BEGIN: Final = b"query="
_OTHERWISE: Final = frozenset(
    (
        b"content-encoding",
        b"content-length",
        b"content-type",
        b"expect",
        b"forwarded",
        b"if-none-match",
        b"origin",
        b"transfer-encoding",
        b"upgrade",
        b"x-forwarded-for",
        b"x-forwarded-proto",
    )
)
"""Fields with which a request is not of the plainest kind."""

_LINE: Final = re.compile(rb"GET /sparql\?(query=[A-Za-z0-9%+._~\-]*) HTTP/1\.1\r\n")
"""The first line of a request that can be read in one way only."""

_EMPTY: Final = b"\r\n\r\n"
_HEADS: Final = 256
_HEAD_BYTES: Final = 1024


class Counting(Protocol):
    """What counts requests."""

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None: ...


class Direct:
    """What answers at /sparql, if it can without waiting."""

    def __init__(
        self, answering: Prompting, repeated: Repeated, journal: Journal, metrics: Counting
    ) -> None:
        self._answering = answering
        self._repeated = repeated
        self._journal = journal
        self._metrics = metrics
        self._heads: dict[bytes, tuple[str, str]] = {}
        """What the headers that were answered accept, by their bytes."""
        self._path = f"{answering.settings.root_path.rstrip('/')}/sparql"

    def __call__(self, scope: Scope) -> tuple[bytes, bytes] | None:
        """As `answer`, for a request that was read."""
        query_string: bytes = scope["query_string"]
        client = scope["client"]
        if (
            not query_string.startswith(_BEGIN)
            or b"&" in query_string
            or len(query_string) > MOST_BYTES
            or scope["path"] != self._path
            or scope["method"] != "GET"
            or scope["http_version"] != "1.1"
            or client is None
        ):
            return None
        call = _call(client)
        if not _understood(call, scope["headers"]):
            return None
        found = self.answer(query_string, call)
        if call.tried:
            scope[TRIED] = True
        return found

    def known(self, data: bytes, client: tuple[str, int] | None) -> tuple[bytes, Call] | None:
        """The query string and the call of a request that is as one that was answered here, but for
        what its query says; None for any other."""
        line = _LINE.match(data)
        if line is None or client is None or len(line[1]) > MOST_BYTES:
            return None
        accepted = self._heads.get(data[line.end() :])
        if accepted is None:
            return None
        call = _call(client)
        call.accept, call.accept_encoding = accepted
        return line[1], call

    def learn(self, data: bytes, scope: Scope) -> None:
        """Remember the header of a request, with nothing before it nor behind, that was answered
        here and leaves its connection open: a client sends the same each time."""
        line = _LINE.match(data)
        if line is None or data.find(_EMPTY, line.end() - 2) + len(_EMPTY) != len(data):
            return
        call = _call(scope["client"])
        head = data[line.end() :]
        if len(head) <= _HEAD_BYTES and _understood(call, scope["headers"]):
            if len(self._heads) >= _HEADS:
                self._heads.clear()
            self._heads[head] = call.accept, call.accept_encoding

    def answer(self, query_string: bytes, call: Call) -> tuple[bytes, bytes] | None:
        """The lines of the header after the first one, and the body, of an answer with status 200;
        None where the application has to answer."""
        digest = self._answering.at_hand()
        if not digest:
            return None
        try:
            found = self._again(query_string, digest, call) or self._first(
                query_string, digest, call
            )
        except Exception:
            # It is tried again where errors are told.
            return None
        if found is None:
            return None
        head, body = found
        duration_s = call.elapsed_s()
        self._metrics.request(call, 200, len(body), duration_s)
        self._journal.request(call, 200, len(body), duration_s)
        return head, body

    def _again(self, query_string: bytes, digest: str, call: Call) -> tuple[bytes, bytes] | None:
        """The answer to what was asked before in the same words."""
        found = self._repeated.find(_fingerprint(query_string, call), digest)
        if found is None:
            return None
        kept, wished, call.query_digest = found
        call.cache, call.rows = "hit", kept.answer.rows
        fields, body = kept.variants[wished]
        lines = [b"%b: %b\r\n" % field for field in fields]
        return b"".join((*lines, _END % call.run_id.encode())), body

    def _first(self, query_string: bytes, digest: str, call: Call) -> tuple[bytes, bytes] | None:
        """The answer to a small query."""
        text = decoded(query_string[len(_BEGIN) :]).decode()
        form = form_of(text)
        if form is None or relative(text) or of_values(text):
            return None
        name, media_type = _format(call.accept, form.gives_graph)
        if not name:
            return None
        if form.gives_graph:
            query = Query(text, graph_format=name)
        else:
            query = Query(text, results_format=name)
        key = key_of(digest, query, form)
        kept = self._answering.promptly(query, key, call)
        if kept is None or not kept.answer.rows:
            return None
        answer = kept.answer
        body, wished = answer.body, ""
        if call.accept_encoding and len(body) >= WORTH_BYTES:
            wished = encoding(call.accept_encoding)
            if wished in kept.variants:
                body = kept.variants[wished][1]
            elif wished:
                if len(body) >= LARGE_BYTES:
                    return None  # that is a thread's work
                body = compress(body, wished)
                kept.variant(wished, body)
        call.rows = answer.rows
        call.query_digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        if call.cache == "hit":
            # Asked for the second time, it may be asked for again.
            if wished not in kept.variants:
                kept.variant(wished, body)
            fingerprint = _fingerprint(query_string, call)
            self._repeated.keep(fingerprint, key, wished, call.query_digest)
        self._answering.cache.keep(kept)
        tag = f'{key}-{wished}"\r\ncontent-encoding: {wished}' if wished else f'{key}"'
        head = _HEAD % (media_type, len(body), tag.encode(), call.run_id.encode())
        return head, body


def _call(client: tuple[str, int]) -> Call:
    return Call("GET", "/sparql", client_of(client[0]), new_id(), route="/sparql")


def _fingerprint(query_string: bytes, call: Call) -> Fingerprint:
    return False, query_string, b"", "", call.accept, call.accept_encoding


def _understood(call: Call, fields: list[tuple[bytes, bytes]]) -> bool:
    """Read the header; whether it asks for nothing but the usual."""
    hosts = 0
    for name, value in fields:
        if name == b"host":
            hosts += 1
            if not _is_host(value):
                return False
        elif name == b"accept":
            if call.accept or b"html" in value:
                return False
            call.accept = value.decode("latin-1")
        elif name == b"accept-encoding":
            if call.accept_encoding:
                return False
            call.accept_encoding = value.decode("latin-1")
        elif name in _OTHERWISE:
            return False
    return hosts == 1


@lru_cache(maxsize=256)
def _is_host(value: bytes) -> bool:
    return HOST.fullmatch(value.decode("latin-1")) is not None


@lru_cache(maxsize=256)
def _format(accept: str, graph: bool) -> tuple[str, bytes]:
    """Name and media type of the format to send; no name for one that is sent with more care."""
    try:
        chosen = choose(accept, (), formats_for(Form.CONSTRUCT if graph else Form.SELECT))
    except NotAcceptable:
        return "", b""
    media_type = chosen.content_type.encode("latin-1")
    return (chosen.name if guards(media_type) == [NOSNIFF] else ""), media_type


_END: Final = b"cache-control: %b\r\n%b: %%b\r\n" % (LATEST, RUN_ID)
_HEAD: Final = b"".join(
    (
        b"content-type: %b\r\ncontent-length: %d\r\n",
        b"vary: %b\r\n" % VARY,
        b"%b: %b\r\n" % NOSNIFF,
        b'etag: "%b\r\n',
        _END,
    )
)
