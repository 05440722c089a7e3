"""Pictures and workbooks: what takes long to make beside the event loop, within bounds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from dxgraph.errors import BusyError, DeadlineExceeded, ResultTooLarge
from dxgraph.messages import message
from dxgraph.settings import MEGABYTE, Settings
from dxgraph.web.http.limits import ClientLimit
from dxgraph.web.http.request import Call


class Making:
    """Calls what takes long in a thread. One for an application."""

    def __init__(self, settings: Settings, clients: ClientLimit) -> None:
        self._settings = settings
        self._clients = clients
        self._turn = asyncio.Lock()
        self._makings = 0

    async def __call__(self, call: Call, function: Callable[..., bytes], *given: object) -> bytes:
        """Bytes that take a while (a picture, a workbook), made or waited for in a thread.

        One at a time, within the deadline and the size of an answer, and counted among the client's
        queries until the thread ends, for nothing here can end it sooner. Raises TooManyRequests,
        BusyError, DeadlineExceeded and ResultTooLarge.
        """
        settings = self._settings
        if self._makings > settings.queue_length:
            raise BusyError(
                message("pictures-wait", waiting=self._makings),
                limit="queue_length",
                value=settings.queue_length,
            )
        self._clients.enter(call.client)
        self._makings += 1
        begun = time.monotonic()

        async def in_turn() -> bytes | None:
            try:
                async with self._turn:
                    if time.monotonic() - begun > settings.timeout_s:
                        return None  # nobody waits any more
                    return await asyncio.to_thread(function, *given)
            finally:
                self._makings -= 1
                self._clients.leave(call.client)

        task = asyncio.get_running_loop().create_task(in_turn())
        try:
            async with asyncio.timeout(settings.timeout_s):
                body = await asyncio.shield(task)
        except TimeoutError:
            body = None
        if body is None:
            raise DeadlineExceeded(
                message("not-made-in-time", timeout_s=settings.timeout_s),
                limit="timeout_s",
                value=settings.timeout_s,
            )
        if len(body) > settings.result_mb * MEGABYTE:
            raise ResultTooLarge(
                message("made-too-large", result_mb=settings.result_mb),
                limit="result_mb",
                value=settings.result_mb,
            )
        return body
