"""Ending what nobody waits for any more: clients that close the connection."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import Receive

_WATCH_AFTER_S: Final = 0.02
"""Most queries are answered before it is worth looking whether the client is still there."""


class ClientLeft(Exception):
    """The client closed the connection; nobody is there to be answered."""


class Leaving:
    """``async with Leaving(receive):`` ends the block when the client closes the connection, by
    ClientLeft. The request's body must have been read."""

    __slots__ = ("_left", "_receive", "_task", "_timer", "_watcher")

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = False
        self._watcher: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("to be used within a task")
        self._task = task
        self._timer = task.get_loop().call_later(_WATCH_AFTER_S, self._begin)

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._timer.cancel()
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            # What ends it holds its frame, and so us: held by us too, it would keep the request
            # and all that was made for it until somebody looks for cycles.
            watcher.cancel()
        if kind is asyncio.CancelledError and self._left and self._task.uncancel() == 0:
            raise ClientLeft

    def _begin(self) -> None:
        self._watcher = self._task.get_loop().create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True
        self._task.cancel()
