"""The built editor, a real browser, and a real server with all pages, for the tests of /sparql."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxgraph import service
from dxgraph.engine.pool.pool import Embedded
from dxgraph.engine.protocol import Engine
from dxgraph.settings import Settings
from dxgraph.web.server import Service, listening_socket
from support.places import CHECKOUT

BUILT = CHECKOUT / "src" / "dxgraph" / "web" / "static" / "built" / "editor.js"


def built() -> Path:
    """The script of the editor, made now if it is not there or is old. Skips where it cannot be."""
    if shutil.which("npm") is None and not BUILT.is_file():
        pytest.skip("the editor is not built, and Node.js, which builds it, is not installed")
    # The processes of a parallel run take turns: the second one finds it made.
    with (CHECKOUT / "ui" / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = subprocess.run(
            ["make", "--silent", str(BUILT.relative_to(CHECKOUT))],
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
    if not BUILT.is_file():
        pytest.skip(f"the editor could not be built: {made.stderr.strip()[-300:]}")
    return BUILT


@contextlib.contextmanager
def serving() -> Iterator[tuple[str, Engine]]:
    """Our own graph, served as `dxgraph serve` does; its address and its engine."""
    settings = Settings(workers=3, reserved_workers=1, spare_workers=1, client_queries=50)
    engine = Embedded((), settings)
    listener = listening_socket("127.0.0.1", 0)
    ready = threading.Event()

    running = Service(
        engine, settings, listener, make_app=service.application, announce=lambda _: ready.set()
    )
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(running.run()), daemon=True)
    thread.start()
    try:
        if not ready.wait(180):
            raise RuntimeError("the server did not start")
        yield running.address, engine
    finally:
        loop.call_soon_threadsafe(running.stop)
        thread.join(20)
        loop.close()
        listener.close()
