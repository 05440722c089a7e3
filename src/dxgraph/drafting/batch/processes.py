"""The processes of a batch: each has a line at a time, and takes no other with it when it ends."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from dxgraph.drafting.batch.rows import Row
from dxgraph.drafting.batch.work import Drafted, Failure, Known, Options, work
from dxgraph.settings import processors


def results(
    rows: Sequence[Row], known: Known, options: Options, jobs: int = 0
) -> Iterator[tuple[Row, Drafted | Failure]]:
    """What each line gave, in the order in which they are done; 0 jobs: one a core."""
    waiting = list(reversed(rows))
    jobs = min(jobs or processors(), len(rows))
    busy: dict[Any, _Worker] = {}
    try:
        while waiting and len(busy) < jobs:
            worker = _Worker(known, options)
            busy[worker.line] = worker
            worker.give(waiting.pop())
        while busy:
            for line in wait(list(busy)):
                worker = busy[line]
                row, result = worker.row, worker.result()
                if result is None:  # it has ended, and another takes its place
                    result = Failure(f"The process that read {row.name} ended before it was done.")
                    del busy[line]
                    worker.end()
                    worker = _Worker(known, options) if waiting else worker
                if waiting:
                    busy[worker.line] = worker
                    worker.give(waiting.pop())
                elif busy.pop(line, None):
                    worker.end()
                yield row, result
    finally:
        for worker in busy.values():
            worker.end()


class _Worker:
    """A process, and the line by which it is given work."""

    row: Row

    def __init__(self, known: Known, options: Options) -> None:
        # A fork would inherit the threads of the store in an unknown state.
        spawned = multiprocessing.get_context("spawn")
        self.line, there = spawned.Pipe()
        self._process = spawned.Process(target=_serve, args=(there, known, options), daemon=True)
        self._process.start()
        there.close()

    def give(self, row: Row) -> None:
        """Let it draft a line; that it has ended meanwhile, its result says."""
        self.row = row
        try:
            self.line.send(row)
        except OSError:
            return

    def result(self) -> Drafted | Failure | None:
        """What the line gave; None where the process ended first."""
        try:
            result: Drafted | Failure = self.line.recv()
        except (EOFError, OSError):
            return None
        return result

    def end(self) -> None:
        """End the process, which has nothing to do."""
        self._process.terminate()
        self._process.join()
        self.line.close()


def _serve(line: Connection, known: Known, options: Options) -> None:
    """Draft each line that comes. Ctrl-C is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            row = line.recv()
        except EOFError:  # nobody is there any more
            return
        line.send(work(row, known, options))
