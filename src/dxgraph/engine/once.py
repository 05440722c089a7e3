"""What is made of a snapshot, once: by whoever asks first, for all who ask until the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class OncePerSnapshot(Generic[Made]):
    """Keeps one thing of one snapshot. Who asks while it is made waits for it."""

    def __init__(self) -> None:
        self._digest = ""
        self._task: asyncio.Task[Made] | None = None

    async def get(self, digest: str, make: Callable[[], Awaitable[Made]]) -> Made:
        """The thing of the snapshot with this digest, made now if it is not there.

        Whoever is cancelled while waiting leaves the making to go on. Raises what `make` raises;
        the next who asks makes it anew.
        """
        task = self._task
        if task is None or digest != self._digest or _failed(task):
            task = self._task = asyncio.get_running_loop().create_task(_made(make))
            self._digest = digest
        return await asyncio.shield(task)


async def _made(make: Callable[[], Awaitable[Made]]) -> Made:
    return await make()


def _failed(task: asyncio.Task[Any]) -> bool:
    if not task.done():
        return task.get_loop().is_closed()
    return task.cancelled() or task.exception() is not None
