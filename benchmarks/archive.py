"""Pages and all named queries of data that outgrow memory, first and repeated, with memory.

``python -m benchmarks.archive --size archive`` makes the data (:mod:`benchmarks.large`), builds the
store on disk, starts the service on it as anybody would, and asks. ``--folder`` keeps data and
store for the next run. Memory is that of all processes together, what they share counted once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import httpx2 as httpx
import psutil

from benchmarks import large
from benchmarks.named import asked as named
from benchmarks.table import table

PAGES: Final = (
    "/",
    "/explore",
    "/explore?area=bac-giang&year=2025",
    "/compare",
    "/timeline",
    "/coverage",
    "/changes",
    "/queries",
    "/rank/digital-economy-share-of-gross-product",
    "/area",
    "/area/bac-giang",
    "/area/ha-noi-commune-1",
    "/indicator/digital-economy-share-of-gross-product",
    "/document",
    "/document/bac-giang-2021-4-kh-ubnd",
    "/document/bac-giang-2021-4-kh-ubnd/rd-spending-social-share-2021",
    "/ask?q=kinh+te+so+bac+giang+2030",
    "/search?q=kinh+te+so+bac+giang",
    "/search?q=chuyen+doi+so&format=json",
)
QUERIES: Final = (
    "targets-of-area?area=bac-giang",
    "compare-areas",
    "against-national?area=bac-giang",
    "verdicts?area=bac-giang",
    "ranking",
    "qualitative-targets",
    "issuers",
    "mergers",
    "definitions",
    "coverage-of-country",
)
_Number = TypeVar("_Number", int, float)
_HEADERS: Final = {"accept": "text/html", "accept-language": "vi"}


def measure(folder: Path, size: large.Size, port: int) -> None:
    """Print two tables: how long building and starting take, and what is asked."""
    data, store = folder / "data", folder / "store"
    if not data.exists():
        large.write(data, size)
    command = [sys.executable, "-m", "dxgraph", "serve", "--port", str(port)]
    command += ["--data", str(data), "--store", str(store)]
    begun = time.monotonic()
    if not store.exists():
        stop(start(command))
        print(f"built and started in {time.monotonic() - begun:.0f} s\n")
        begun = time.monotonic()
    service = start(command)
    try:
        print(f"started in {time.monotonic() - begun:.1f} s\n")
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            _asked(client, service, ["/about"])  # the first page opens the index
            every = [query.name for query in named() if query.name not in QUERIES]
            for paths in (PAGES, [f"/queries/{query}" for query in (*QUERIES, *every)]):
                print(
                    table(
                        ["asked", "status", "first, ms", "CPU, ms", "repeated, ms", "all, MB"],
                        _asked(client, service, paths),
                    ),
                    flush=True,
                )
    finally:
        stop(service)


def start(command: Sequence[str]) -> subprocess.Popen[str]:
    """A service that is ready: it has said its address."""
    service = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    if service.stdout is None or not service.stdout.readline():
        raise RuntimeError("the service did not start")
    return service


def stop(service: subprocess.Popen[str]) -> None:
    service.terminate()
    service.wait(60)


def _asked(
    client: httpx.Client, service: subprocess.Popen[str], paths: Sequence[str]
) -> list[list[str]]:
    found = []
    for path in paths:
        times, effort = [], _effort(service)
        status = 0
        for again in (False, True):
            begun = time.monotonic()
            status = client.get(path, headers=_HEADERS).status_code
            times.append(f"{(time.monotonic() - begun) * 1000:.0f}")
            if not again:
                effort = _effort(service) - effort
        # Of a worker that ended meanwhile nobody knows what it took.
        taken = f"{effort * 1000:.0f}" if effort >= 0 else "—"
        cells = [path, str(status), times[0], taken, times[1]]
        found.append([*cells, str(memory(service) >> 20)])
    return found


def memory(service: subprocess.Popen[str]) -> int:
    """The proportional set size of all processes of a service, in bytes."""
    return sum(_of(service, lambda process: process.memory_full_info().pss))


def _effort(service: subprocess.Popen[str]) -> float:
    """The processor time of all processes that live, in seconds."""
    return sum(_of(service, lambda process: sum(process.cpu_times()[:2])))


def _of(service: subprocess.Popen[str], tell: Callable[[psutil.Process], _Number]) -> list[_Number]:
    top: psutil.Process = psutil.Process(service.pid)
    found = []
    for process in (top, *top.children(recursive=True)):
        with suppress(psutil.Error):
            found.append(tell(process))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=large.SIZES, default="archive")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--port", type=int, default=8123)
    given = parser.parse_args()
    if given.folder is not None:
        given.folder.mkdir(parents=True, exist_ok=True)
        measure(given.folder, large.SIZES[given.size], given.port)
        return
    with tempfile.TemporaryDirectory(prefix="dxgraph-") as folder:
        measure(Path(folder), large.SIZES[given.size], given.port)


if __name__ == "__main__":
    main()
