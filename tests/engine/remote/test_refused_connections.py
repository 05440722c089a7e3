"""A connection that is refused is told as ours, whichever client stands behind it."""

from __future__ import annotations

import ast
import asyncio

import pytest

from dxgraph.engine.protocol import Query
from dxgraph.engine.remote.endpoint import Remote
from dxgraph.errors import StoreUnavailable
from support.places import CHECKOUT

NOBODY = "http://127.0.0.1:1/query"


def test_a_store_where_nobody_listens_cannot_be_reached() -> None:
    async def ask() -> None:
        engine = Remote(NOBODY)
        try:
            await engine.start()
            await engine.run(Query("ASK {}"))
        finally:
            await engine.close()

    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        asyncio.run(ask())


def test_no_error_of_the_client_before_is_waited_for() -> None:
    """Both are installed where something else brings the first: what it raises is never raised."""
    found = {
        str(path.relative_to(CHECKOUT))
        for folder in ("src", "tests", "benchmarks", "docs/examples")
        for path in (CHECKOUT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and "httpx" in {name.name for name in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module == "httpx")
    }
    assert found == set()
