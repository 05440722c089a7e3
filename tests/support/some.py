"""What a test looks for in a page, a file or an answer, and must find before it says more of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Found = TypeVar("Found")


def some(found: Iterable[Found], least: int = 1) -> list[Found]:
    """All that was found, so many at least: a loop over nothing would promise nothing."""
    listed = list(found)
    assert len(listed) >= least, "there is nothing to look at"
    return listed
