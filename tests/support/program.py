"""`dxgraph` as its users start it: a command in this process, or a program that serves."""

from __future__ import annotations

import contextlib
import io
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
import pytest

from dxgraph.cli import main
from support.graph import graph_at_hand

_ENOUGH_S = 60


def dxgraph(
    *arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What a command says and how it ends, run in this process on the graph that it holds.

    A program of its own imports everything and reads the graph of the country anew, two seconds
    each time. Only what is promised of a process, its pipes and its signals, needs one.
    """
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"),
        "stdout": io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True),
        "stderr": io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True),
    }
    code: object = 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(cwd or Path.cwd()),
        graph_at_hand(),
    ):
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["dxgraph", *arguments])
        patch.setattr(sys, "excepthook", sys.excepthook)
        try:
            main()
        except SystemExit as end:
            code = end.code
    said, told = (_written(streams[name]) for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess(arguments, int(str(code or 0)), said, told)


def _written(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


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
        return self.process.wait(_ENOUGH_S), self.written()

    def written(self) -> str:
        """What it has written beside its address so far."""
        return self._errors.read_text(encoding="utf-8")


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
