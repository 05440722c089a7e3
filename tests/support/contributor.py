"""The program as a contributor runs it: a command in a folder, and the review page of a draft."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx


def environment(checkout: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout / "src"), "COLUMNS": "200"}


def dxgraph(checkout: Path, folder: Path, *arguments: str) -> str:
    """Run the program of the copy in a folder; its output."""
    done = subprocess.run(
        [sys.executable, "-m", "dxgraph", *arguments],
        cwd=folder,
        env=environment(checkout),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def started(checkout: Path, folder: Path, *arguments: str) -> Iterator[str]:
    """A command of the copy that serves, until the end of the block; its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "dxgraph", *arguments],
        cwd=folder,
        env=environment(checkout),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout
            addresses = (re.search(r"http://[\d.]+:\d+", line) for line in process.stdout)
            address = next((found[0] for found in addresses if found), None)
            assert address
            yield address
        finally:
            process.terminate()
            process.wait(timeout=60)


@contextmanager
def reviewing(checkout: Path, folder: Path, *arguments: str) -> Iterator[httpx.Client]:
    """The review page of a draft, in a client that follows where it leads."""
    with (
        started(checkout, folder, "draft", *arguments, "--serve") as address,
        httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client,
    ):
        yield client
