"""What is made once, by whoever asks first: for all who ask until the next snapshot, or for those
who ask meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
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


@dataclass(slots=True)
class _Run(Generic[Made]):
    task: asyncio.Task[Made]
    waiting: int = 0


class SharedRuns(Generic[Made]):
    """Runs that those who ask for the same at the same time share."""

    def __init__(self) -> None:
        self._runs: dict[Hashable, _Run[Made]] = {}

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, name: Hashable) -> bool:
        """Whether there is one to share."""
        run = self._runs.get(name)
        return run is not None and run.task.get_loop() is asyncio.get_running_loop()

    async def get(self, name: Hashable, make: Callable[[], Coroutine[Any, Any, Made]]) -> Made:
        """What `make` gives, or what it gives to who began sooner.

        When the last who waits has left it is ended, and who comes then begins anew. Raises what
        `make` raises.
        """
        if name not in self:
            self._begin(name, asyncio.get_running_loop().create_task(make()))
        run = self._runs[name]
        run.waiting += 1
        try:
            return await asyncio.shield(run.task)
        finally:
            run.waiting -= 1
            if not run.waiting and not run.task.done():
                self._forget(name, run)
                run.task.cancel()

    def end(self) -> None:
        """End all of them."""
        for run in self._runs.values():
            run.task.cancel()

    def _begin(self, name: Hashable, task: asyncio.Task[Made]) -> None:
        run = self._runs[name] = _Run(task)

        def over(task: asyncio.Task[Made]) -> None:
            self._forget(name, run)
            # An error that nobody waits for any more is not worth a word in the log.
            if not task.cancelled():
                task.exception()

        task.add_done_callback(over)

    def _forget(self, name: Hashable, run: _Run[Made]) -> None:
        if self._runs.get(name) is run:
            del self._runs[name]
