"""A store elsewhere, seen through the service: true statuses, and /health tells."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx2 as httpx
import pytest

from dxgraph.engine.remote.endpoint import Remote
from dxgraph.settings import Settings
from support.stores import oxigraph_server, silent_port
from support.web import SELECT, TRIG, served


@contextmanager
def service(store: str, timeout_s: float = 20) -> Iterator[httpx.Client]:
    settings = replace(Settings(), timeout_s=timeout_s)
    with (
        served(Remote(store, settings), timeout_s=timeout_s) as address,  # type: ignore[arg-type]
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def test_a_store_that_is_up_is_healthy_and_answers() -> None:
    with oxigraph_server() as store:
        httpx.post(
            f"{store}/store", content=TRIG, headers={"Content-Type": "application/trig"}
        ).raise_for_status()
        with service(f"{store}/query") as client:
            health = client.get("/health")
            assert (health.status_code, health.json()["status"]) == (200, "ready")
            assert health.json()["engine"]["store"] == f"{store}/query"
            text = f"{SELECT.partition('WHERE')[0]} WHERE {{ GRAPH ?g {{ ?s ?p ?l }} }}"
            answer = client.get("/sparql", params={"query": text, "format": "csv"})
            assert answer.status_code == 200
            assert "Bắc Giang" in answer.text
            # The store does not say which data it holds: nothing is kept.
            assert answer.headers["cache-control"] == "no-store"


def test_a_store_that_is_down_is_a_502_and_health_says_so() -> None:
    with silent_port() as port, service(f"http://127.0.0.1:{port}/sparql") as client:
        store = f"http://127.0.0.1:{port}/sparql"
        answer = client.get("/sparql", params={"query": SELECT})
        assert answer.status_code == 502
        assert answer.json()["type"].endswith("/store-unavailable")
        assert store in answer.json()["detail"]
        health = client.get("/health")
        assert (health.status_code, health.json()["status"]) == (503, "unavailable")
        assert health.json()["engine"]["store"] == store
        assert client.get("/health/live").status_code == 200


@contextmanager
def listener(says: bytes, *, hangs_up: bool) -> Iterator[str]:
    """A server that says the same to everybody, whatever is asked."""
    held: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            connection.recv(65_536)
            connection.sendall(says)
            if hangs_up:
                connection.close()
            else:
                held.append(connection)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in held:
                connection.close()


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"])
def test_a_store_that_is_silent_or_stops_in_the_middle_is_a_504(says: bytes) -> None:
    with listener(says, hangs_up=False) as store, service(store, 0.7) as client:
        answer = client.get("/sparql", params={"query": SELECT})
        assert (answer.status_code, answer.json()["limit"]) == (504, "timeout_s")
        assert client.get("/health").status_code == 503


@pytest.mark.parametrize(
    "says",
    [
        b"220 mail.example.org ESMTP\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
    ],
    ids=["no HTTP", "nothing", "a part", "a page"],
)
def test_a_store_that_says_something_else_is_a_502(says: bytes) -> None:
    with listener(says, hangs_up=True) as store, service(store) as client:
        answer = client.get("/sparql", params={"query": SELECT})
        assert answer.status_code == 502
        assert answer.json()["type"].endswith("/store-unavailable")
        assert client.get("/health").status_code == 503
