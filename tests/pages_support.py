"""Our own service, with all its pages, on a free port of the loopback."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from dxgraph import service
from dxgraph.engine import Engine
from dxgraph.engine.inline import Inline
from dxgraph.settings import Settings
from dxgraph.web.application import Application
from dxgraph.web.server import Service, listening_socket
from web_support import Log

VI = {"accept": "text/html", "accept-language": "vi"}
EN = {"accept": "text/html", "accept-language": "en"}
LARGEST_PAGE = 150_000


@contextlib.contextmanager
def served_graph(
    data: Sequence[Path] | None = (), engine: Engine | None = None, settings: Settings | None = None
) -> Iterator[str]:
    """Serve our own graph or other data; gives the address. `data` None as for another store."""
    listener = listening_socket("127.0.0.1", 0)
    ready = threading.Event()

    def make(engine: Engine, settings: Settings) -> Application:
        app = service.application(engine, settings, data)
        app.state.journal = Log()
        return app

    running = Service(
        engine or Inline(data or ()),
        settings or Settings(client_queries=1000),
        listener,
        make_app=make,
        announce=lambda _: ready.set(),
    )
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(running.run()), daemon=True)
    thread.start()
    try:
        if not ready.wait(180):
            raise RuntimeError("the service did not start")
        yield running.address
    finally:
        loop.call_soon_threadsafe(running.stop)
        thread.join(30)
        loop.close()
        listener.close()


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def words(found: Tag | BeautifulSoup | None) -> str:
    """The text of an element, with single spaces."""
    return " ".join(found.get_text(" ").split()) if found is not None else ""


def runs_or_loads(page: BeautifulSoup) -> list[str]:
    """What a page would run itself or fetch from elsewhere; a page of ours does neither."""
    found = [str(tag) for tag in page.find_all("style")]
    for tag in page.find_all(True):
        found += [f"{tag.name} {name}" for name in tag.attrs if name == "style" or name[:2] == "on"]
    for tag in page.find_all("script"):
        if tag.get("type") != "application/ld+json" and not tag.get("src"):
            found.append(str(tag))
    for tag in page.find_all(["script", "img", "link"]):
        address = str(tag.get("src") or (tag.get("href") if tag.name == "link" else "") or "")
        fetched = tag.name != "link" or "stylesheet" in (tag.get("rel") or ())
        if fetched and address.startswith(("http:", "https:", "//")):
            found.append(address)
    return found
