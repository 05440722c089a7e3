"""Files that are sent as they lie on disk: in pieces, with their digest as entity tag."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.responses import FileResponse, Response

from dxgraph.web.http.headers import PINNED
from dxgraph.web.http.request import Call


def stored(
    path: Path, media_type: str, call: Call, *, sha256: str = "", lasting: bool = False
) -> Response:
    """A file, whose SHA-256 may be known; `lasting` where its address never gives another."""
    sha256 = sha256 or _digest(path, path.stat().st_mtime_ns)
    tag = f'"{sha256[:32]}"'
    headers = {
        "ETag": tag,
        "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:",
        "Cache-Control": PINNED.decode() if lasting else "no-cache",
    }
    told = {part.strip().removeprefix("W/") for part in call.if_none_match.split(",")}
    if told & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return FileResponse(path, media_type=media_type, filename=path.name, headers=headers)


@lru_cache(maxsize=256)
def _digest(path: Path, changed: int) -> str:  # noqa: ARG001 — a file that changed is another
    return hashlib.sha256(path.read_bytes()).hexdigest()
