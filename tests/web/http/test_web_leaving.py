"""Clients that leave, and what is let go of once they are answered."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest

from dxgraph.web.http.leaving import ClientLeft, Leaving


class _Made:
    """What a request holds."""


def test_what_was_made_for_a_request_is_let_go_of_at_once() -> None:
    """Not when somebody looks for cycles: until then hundreds of pages would be held."""

    async def answered() -> weakref.ref[_Made]:
        made, never = _Made(), asyncio.Event()

        async def receive() -> dict[str, object]:
            await never.wait()
            return {"made": made}

        async with Leaving(receive):
            await asyncio.sleep(0.05)  # long enough to look after the client
        await asyncio.sleep(0)
        return weakref.ref(made)

    async def held() -> bool:
        left = await answered()
        await asyncio.sleep(0)
        return left() is not None

    gc.collect()
    gc.disable()
    try:
        assert not asyncio.run(held())
    finally:
        gc.enable()


def test_a_client_that_leaves_ends_the_block() -> None:
    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def waits() -> None:
        async with Leaving(receive):
            await asyncio.sleep(5)

    with pytest.raises(ClientLeft):
        asyncio.run(waits())
