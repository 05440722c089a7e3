"""What is made once is made by whoever asks first."""

import asyncio

import pytest

from dxgraph.engine.once import OncePerSnapshot, SharedRuns


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


def test_equal_runs_are_one_until_it_is_over() -> None:
    async def asking(counted: Counted) -> list[int]:
        runs: SharedRuns[int] = SharedRuns()
        asked = [runs.get(name, counted.make) for name in "aab"]
        found = await asyncio.gather(*asked)
        assert len(runs) == 0
        return [*found, await runs.get("a", counted.make)]

    assert asyncio.run(asking(Counted())) == [2, 2, 2, 3]


def test_a_run_that_fails_fails_for_all_who_share_it() -> None:
    async def asking(counted: Counted) -> list[object]:
        runs: SharedRuns[int] = SharedRuns()
        asked = [runs.get("a", counted.make) for _ in range(2)]
        failed = await asyncio.gather(*asked, return_exceptions=True)
        return [*map(type, failed), await runs.get("a", counted.make)]

    assert asyncio.run(asking(Counted(failures=1))) == [ValueError, ValueError, 2]


def test_a_run_ends_with_the_last_who_waits_for_it_and_the_next_begins_anew() -> None:
    async def asking() -> None:
        begun: list[asyncio.Task[None] | None] = []

        async def without_end() -> None:
            begun.append(asyncio.current_task())
            await asyncio.Event().wait()

        runs: SharedRuns[None] = SharedRuns()
        first, second = (asyncio.create_task(runs.get("a", without_end)) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.wait([first])
        assert "a" in runs
        second.cancel()
        third = asyncio.create_task(runs.get("a", without_end))
        await asyncio.wait([second])
        await asyncio.sleep(0.01)
        assert [task is not None and task.cancelled() for task in begun] == [True, False]
        runs.end()
        await asyncio.wait([third])
        assert third.cancelled()
        assert "a" not in runs

    asyncio.run(asking())


def test_a_run_of_a_loop_that_is_over_is_shared_with_nobody() -> None:
    runs: SharedRuns[int] = SharedRuns()
    counted = Counted()
    loop = asyncio.new_event_loop()
    left = loop.create_task(runs.get("a", counted.make))
    loop.run_until_complete(asyncio.sleep(0))
    assert asyncio.run(runs.get("a", counted.make)) in {1, 2}
    loop.run_until_complete(left)
    loop.close()
