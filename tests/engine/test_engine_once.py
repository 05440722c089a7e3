"""What is made of a snapshot is made once, by whoever asks first."""

import asyncio

import pytest

from dxgraph.engine.once import OncePerSnapshot


class Counted:
    """Makes a number, after a moment; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.times = 0
        self._failures = failures

    async def make(self) -> int:
        self.times += 1
        await asyncio.sleep(0)
        if self.times <= self._failures:
            raise ValueError
        return self.times


def test_all_who_ask_at_once_wait_for_one_making() -> None:
    async def asking(counted: Counted) -> list[int]:
        once: OncePerSnapshot[int] = OncePerSnapshot()
        return await asyncio.gather(*(once.get("a", counted.make) for _ in range(5)))

    assert asyncio.run(asking(Counted())) == [1] * 5


def test_another_snapshot_is_made_anew() -> None:
    async def asking(counted: Counted) -> list[int]:
        once: OncePerSnapshot[int] = OncePerSnapshot()
        return [await once.get(digest, counted.make) for digest in "aabba"]

    assert asyncio.run(asking(Counted())) == [1, 1, 2, 2, 3]


def test_what_failed_is_tried_again() -> None:
    async def asking(counted: Counted) -> int:
        once: OncePerSnapshot[int] = OncePerSnapshot()
        with pytest.raises(ValueError):  # noqa: PT011 - raised by the test itself
            await once.get("a", counted.make)
        return await once.get("a", counted.make)

    assert asyncio.run(asking(Counted(failures=1))) == 2


def test_who_leaves_does_not_end_the_making() -> None:
    async def asking(counted: Counted) -> int:
        once: OncePerSnapshot[int] = OncePerSnapshot()
        leaving = asyncio.create_task(once.get("a", counted.make))
        await asyncio.sleep(0)
        leaving.cancel()
        return await once.get("a", counted.make)

    assert asyncio.run(asking(Counted())) == 1
