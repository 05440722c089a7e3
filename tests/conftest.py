"""What tests only read is made once a session: our graph, what drafting knows, our service.

A test that changes what it is given, or asks for other settings, makes its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from dxgraph.corpus import Snapshot
from dxgraph.drafting.knowledge import Knowledge, learn
from graph_support import own_snapshot
from pages_support import served_graph


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return own_snapshot()


@pytest.fixture(scope="session")
def knowledge(snapshot: Snapshot) -> Knowledge:
    return learn(snapshot)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where our own graph is served."""
    with served_graph() as address:
        yield address


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A program that asks our service, and says nothing that the test does not say."""
    with httpx.Client(base_url=address, timeout=120) as client:
        client.headers.pop("accept")
        yield client
