"""Our own service, with all its pages, on a free port of the loopback."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import httpx2 as httpx
import pytest
from bs4 import BeautifulSoup, Tag

from dxgraph import service
from dxgraph.engine.inline import Inline
from dxgraph.engine.protocol import Engine, SnapshotInfo
from dxgraph.publish.archive import Release
from dxgraph.publish.release import read_manifest
from dxgraph.settings import Settings
from dxgraph.web.application import Application
from dxgraph.web.http.log import Journal
from dxgraph.web.publication import Made, Part, Publication
from dxgraph.web.server import Service, listening_socket
from support.graph import own_snapshot
from support.web import Log, runner

VI = {"accept": "text/html", "accept-language": "vi"}
EN = {"accept": "text/html", "accept-language": "en"}
LARGEST_PAGE = 150_000


class OwnGraph(Inline):
    """Our own graph, which a process reads once, whoever serves it."""

    async def start(self) -> SnapshotInfo:
        self._snapshot = own_snapshot()
        self._rules = replace(self._rules, originals=self._snapshot.originals)
        return await self.info()


@contextlib.contextmanager
def published_once(folder: Path) -> Iterator[None]:
    """Services of our own graph, and of no others, give what one of them has made before."""
    make = Publication._make

    async def given(
        self: Publication, part: Part, digest: str, since: Release | None, journal: Journal
    ) -> Made:
        kept = folder / f"{part}-{digest}"
        shared = since is None and self._data == () and digest == own_snapshot().digest
        if shared and kept.is_dir():
            return Made(kept, read_manifest(kept))
        made = await make(self, part, digest, since, journal)
        if shared:
            with tempfile.TemporaryDirectory(dir=folder) as whole, contextlib.suppress(OSError):
                shutil.copytree(made.folder, Path(whole) / "part").rename(kept)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Publication, "_make", given)
        yield


@contextlib.contextmanager
def served_graph(
    data: Sequence[Path] | None = (),
    engine: Engine | None = None,
    settings: Settings | None = None,
    *,
    prepared: bool = False,
) -> Iterator[str]:
    """Serve our own graph or other data; gives the address. `data` None as for another store. What
    a service reads before anybody asks takes seconds of a processor, so it is left to who asks."""
    listener = listening_socket("127.0.0.1", 0)
    ready = threading.Event()

    def make(engine: Engine, settings: Settings) -> Application:
        app = service.application(engine, settings, data)
        app.state.journal = Log()
        if not prepared:
            app.state.prepare = None
        return app

    running = Service(
        engine or (Inline(data) if data else OwnGraph()),
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


@contextlib.contextmanager
def own_application(settings: Settings | None = None) -> Iterator[Application]:
    """Our own graph with all its pages, asked without a connection."""
    engine = OwnGraph()
    asyncio.run(engine.start())
    application = service.application(engine, settings or Settings(client_queries=1000))
    application.state.journal = Log()
    yield application
    asyncio.run(engine.close())


def get(app: Application, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
    return many(app, [path], headers)[0]


def many(
    app: Application, paths: Sequence[str], headers: dict[str, str] | None = None
) -> list[httpx.Response]:
    """What an application answers to each of these addresses, one after the other."""

    async def asking() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            return [await client.get(path, headers=headers) for path in paths]

    return runner().run(asking())


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
