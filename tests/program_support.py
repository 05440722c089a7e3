"""`dxgraph serve` as its users start it, for the tests that need a program of their own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

_ENOUGH_S = 60


@dataclass(frozen=True)
class Program:
    """A program that serves."""

    address: str
    """With a slash at its end."""
    process: psutil.Process
    """The first of its processes."""
    _errors: Path

    def below(self) -> list[psutil.Process]:
        """All processes that it started and that are there now."""
        return self.process.children(recursive=True)

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int | None, str]:
        """End it by a signal: its exit code, and what it wrote beside its address."""
        self.process.send_signal(number)
        return self.process.wait(_ENOUGH_S), self._errors.read_text(encoding="utf-8")


def kill(processes: Iterable[psutil.Process]) -> int:
    """Kill those that are there still, and say how many: others end when their parent does."""
    killed = 0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
            killed += 1
    return killed


@contextlib.contextmanager
def serving(*options: str, **settings: object) -> Iterator[Program]:
    """The program with options of the command line and settings; nothing of it is left behind."""
    environment = {f"DXGRAPH_{name.upper()}": f"{value}" for name, value in settings.items()}
    with (
        tempfile.NamedTemporaryFile(suffix=".log") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "dxgraph", "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
            env={**os.environ, **environment},
        ) as started,
    ):
        first = psutil.Process(started.pid)
        below: list[psutil.Process] = []
        try:
            assert started.stdout is not None
            found = re.search(r"http://\S+", started.stdout.readline())
            assert found, Path(errors.name).read_text(encoding="utf-8")
            below = first.children(recursive=True)
            yield Program(found[0], first, Path(errors.name))
        finally:
            with contextlib.suppress(psutil.Error):
                below += first.children(recursive=True)
            kill((first, *below))
