"""One request as the service sees it, read from the header once, and what became of it."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.types import Scope

from dxgraph.web.http.limits import client_of

KEY: Final = "dxgraph.call"
"""Where the scope of a request holds its Call."""
TRIED: Final = "dxgraph.tried"
"""Where it says that the query is none that is answered at once."""

_FIELDS: Final = {
    b"accept": "accept",
    b"accept-encoding": "accept_encoding",
    b"accept-language": "accept_language",
    b"if-none-match": "if_none_match",
    b"content-type": "content_type",
    b"content-encoding": "content_encoding",
    b"origin": "origin",
}


HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


@dataclass(slots=True)
class Call:
    """What the client asks for, and, once answered, what the log says of it."""

    method: str
    path: str
    """Without the root path."""
    client: str
    run_id: str
    started: float = field(default_factory=time.perf_counter)
    accept: str = ""
    accept_encoding: str = ""
    accept_language: str = ""
    if_none_match: str = ""
    content_type: str = ""
    content_encoding: str = ""
    content_length: int | None = None
    hosts: list[str] = field(default_factory=list)
    """The values of the field Host, of which there is to be one."""
    origin: str = ""
    """The host whose page asks, if a browser says so."""

    tried: bool = False
    """Whether the engine was asked already to answer at once, and did not."""
    route: str = "other"
    query_digest: str = ""
    rows: int | None = None
    cache: str = ""
    """``hit``, ``miss``, ``joined`` (an equal query was running), ``fresh`` (304), or nothing."""
    kept_as: tuple[str, str] | None = None
    """Key and encoding of the entry of the cache that was sent."""
    outcome: str = "ok"
    """``ok``, the slug of a problem, ``left`` (the client did) or ``failed`` (we did)."""

    def elapsed_s(self) -> float:
        """How long it has been answered so far."""
        return time.perf_counter() - self.started

    @classmethod
    def of(cls, scope: Scope, path: str) -> Call:
        """Read a request's header. Fields given more than once are lists and are joined."""
        client = scope.get("client")
        call = cls(scope["method"], path, client_of(client[0]) if client else "", new_id())
        for name, value in scope["headers"]:
            attribute = _FIELDS.get(name)
            if attribute is not None:
                text = value.decode("latin-1")
                before = getattr(call, attribute)
                setattr(call, attribute, f"{before}, {text}" if before else text)
            elif name == b"host":
                call.hosts.append(value.decode("latin-1"))
            elif name == b"content-length":
                # The server refuses what is no number; another client's mistake is as good as none.
                call.content_length = int(value) if value.isdigit() else None
        call.tried = TRIED in scope
        scope[KEY] = call
        return call


def call_of(request: Request) -> Call:
    """The Call of a request that came through the application."""
    call: Call = request.scope[KEY]
    return call


def others(request: Request, *names: object) -> list[tuple[str, str]]:
    """What the address gives, in its order, but for the parameters of these names."""
    return [pair for pair in request.query_params.multi_items() if pair[0] not in names]


def root_of(request: Request) -> str:
    """The path that the service lies under, without a slash at the end."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def base_of(request: Request) -> str:
    """The address of the service as the client wrote it, without a slash at the end."""
    host = request.headers.get("host", "")
    if not HOST.fullmatch(host):
        server = request.scope.get("server") or ("localhost", None)
        host = server[0] if server[1] is None else f"{server[0]}:{server[1]}"
    return f"{request.scope.get('scheme', 'http')}://{host}{root_of(request)}"


def new_id() -> str:
    """An id for a run: 16 hexadecimal digits, distinct but no secret."""
    return f"{random.getrandbits(64):016x}"
