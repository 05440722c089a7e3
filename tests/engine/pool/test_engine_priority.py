"""What the kernel counts of a process tells one that gets nowhere from one that waits for work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dxgraph.engine.pool.priority import Times

MS = 1_000_000


@pytest.mark.parametrize(
    ("ran", "waited", "starved"),
    [
        pytest.param(250 * MS, 0, False, id="alone"),
        pytest.param(20 * MS, 230 * MS, False, id="twelve of them share a processor"),
        pytest.param(1 * MS, 249 * MS, True, id="other programs take it all"),
        pytest.param(0, 250 * MS, True, id="it never ran"),
        pytest.param(0, 0, False, id="it wants nothing"),
    ],
)
def test_a_process_starves_that_wants_to_run_and_cannot(
    ran: int, waited: int, starved: bool
) -> None:
    earlier = Times(7 * MS, 3 * MS)
    later = Times(earlier.ran + ran, earlier.waited + waited)
    assert later.starved_since(earlier) is starved


def test_the_kernel_counts_what_a_process_ran() -> None:
    before = Times.of(os.getpid())
    assert before is not None
    while (now := Times.of(os.getpid())) is not None and now.ran == before.ran:
        pass
    assert now is not None
    assert now.ran > before.ran


def test_a_kernel_that_does_not_count_prints_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "0 0 0\n")
    assert Times.of(os.getpid()) is None


def test_of_a_process_that_is_no_more_nothing_is_known() -> None:
    assert Times.of(2**22 + 1) is None
