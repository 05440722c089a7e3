"""The least that the server library under ours can do: ``python -m benchmarks.echo_server BYTES
PORT`` answers everything with so many bytes."""

from __future__ import annotations

import sys
from typing import Any

import uvicorn


def main() -> None:
    size, port = map(int, sys.argv[1:])
    body = b"x" * size
    fields = [
        (b"content-type", b"application/sparql-results+json"),
        (b"content-length", b"%d" % size),
    ]

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - as ASGI has it
        await send({"type": "http.response.start", "status": 200, "headers": fields})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(
        app,
        port=port,
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="error",
        server_header=False,
    )


if __name__ == "__main__":
    main()
