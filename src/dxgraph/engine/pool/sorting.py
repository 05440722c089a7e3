"""The digest of sorted N-Quads and their number, without holding them in memory.

Quads are sorted in runs that lie in files, which are then merged. Of the quads as they were read:
the store writes some numbers in another way.
"""

from __future__ import annotations

import contextlib
import hashlib
import heapq
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox


class Sorter:
    """Notes quads in runs, each of which is on the disk when it is closed."""

    def __init__(self, folder: Path, runs: int = 0) -> None:
        """`runs` lie in the folder already."""
        self._folder = folder
        self._lines: list[str] = []
        self.runs = runs

    def noting(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            self._lines.append(str(quad))
            yield quad

    def close_run(self) -> int:
        """Write what was noted since the last run; give how many quads that were."""
        count = len(self._lines)
        if count:
            with self._path(self.runs).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in sorted(self._lines))
                file.flush()
                os.fsync(file.fileno())
            self.runs += 1
            self._lines.clear()
        return count

    def digest(self) -> tuple[str, int]:
        """Of all runs, each quad once."""
        digest = hashlib.sha256()
        count = 0
        with contextlib.ExitStack() as stack:
            runs = [
                stack.enter_context(self._path(run).open(encoding="utf-8", newline="\n"))
                for run in range(self.runs)
            ]
            for line, _ in groupby(heapq.merge(*runs)):
                digest.update(f"{line[:-1]} .\n".encode())
                count += 1
        return digest.hexdigest(), count

    def _path(self, run: int) -> Path:
        return self._folder / f"run-{run}"
