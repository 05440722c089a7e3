"""What `dxgraph serve` starts: an engine, the application on it, and the server."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dxgraph import corpus, statistics
from dxgraph.engine.protocol import Engine, Prompt, Query, SnapshotInfo
from dxgraph.errors import DxgraphError, InputError
from dxgraph.messages import message
from dxgraph.settings import MEGABYTE, Settings

_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 — told apart, not listened on
"""Addresses that stand for all of this machine's: no client knows the service by them."""

if TYPE_CHECKING:
    from dxgraph.web.application import Application


def run(
    *,
    host: str,
    port: int,
    data: Sequence[Path] = (),
    store: str | None = None,
    reload: bool = False,
    given: Mapping[str, object] | None = None,
) -> None:
    """Serve until told to end. `given` are settings that go before the environment's.

    Raises UsageError for a wrong setting, InputError for data or an address that cannot be used,
    DataError for data at fault, StoreUnavailable for a store that does not answer.
    """
    from dxgraph.web.server import serve

    settings = Settings.from_environment(None, **(given or {}))
    if host not in _EVERYWHERE:
        settings = replace(settings, public_hosts=(*settings.public_hosts, host))
    serve(
        engine_of(settings, data, store),
        settings,
        host=host,
        port=port,
        make_app=partial(application, data=None if store else tuple(data)),
        watch=_watched(data) if reload else (),
        source=partial(_source, data, store),
    )


def _source(data: Sequence[Path], store: str | None, info: SnapshotInfo) -> str:
    """Where the data are read from, in the words of the line that the service begins with."""
    return store or statistics.read_from(data, completed=info.completed)


def talk(
    *,
    data: Sequence[Path] = (),
    store: str | None = None,
    given: Mapping[str, object] | None = None,
) -> None:
    """Serve the Model Context Protocol over standard input and output until the client ends it.

    Raises what `run` raises.
    """
    from dxgraph import catalogue
    from dxgraph.mcp import tools as mcp

    settings = Settings.from_environment(None, **(given or {}))
    mcp.run(engine_of(settings, data, store), catalogue.load())


def engine_of(settings: Settings, data: Sequence[Path], store: str | None) -> Engine:
    """The engine for what is to be served: our graph, other data, a folder or an endpoint."""
    if store and store.startswith(("http://", "https://")):
        from dxgraph.engine.remote.endpoint import Remote

        return Remote(store, settings)
    from dxgraph.engine.pool.pool import Embedded

    # What is wrong with the paths is said before any process is started.
    corpus.files(data)
    return Embedded(data, settings, store=Path(store) if store else None)


def application(
    engine: Engine, settings: Settings, data: Sequence[Path] | None = ()
) -> Application:
    """The application with the catalogue and all pages.

    `data` are the folders that the engine reads, none for our own graph; None where there are none
    to make dumps from, because another store holds the data.
    """
    from dxgraph import catalogue
    from dxgraph.catalogue.ready import ready_answers
    from dxgraph.publish.archive import Archive
    from dxgraph.web.application import create_app
    from dxgraph.web.endpoints import asking, mcp, queries
    from dxgraph.web.http import precomputing
    from dxgraph.web.pages import routes
    from dxgraph.web.pages.country import home
    from dxgraph.web.pages.questions import catalogue as query_pages
    from dxgraph.web.pages.questions import editor
    from dxgraph.web.pages.shared import keeping
    from dxgraph.web.pages.site import changes, releases, validation, vocabulary
    from dxgraph.web.pages.site import data as data_page
    from dxgraph.web.publication import Publication

    named = catalogue.load()
    publication = Publication(data, Archive.at(settings.releases))
    app = create_app(
        engine,
        settings,
        named,
        routers=[
            editor.router(),
            queries.router(),
            asking.router(),
            query_pages.router(),
            mcp.router(),
            # Before the files of /data, whose names have one part.
            releases.router(),
            changes.router(publication),
            data_page.router(publication),
            validation.router(publication),
            vocabulary.router(),
            # Last, because it takes every path that has two parts.
            routes.router(),
        ],
    )

    async def prepare() -> None:
        if data:
            await _tell_what_lacks(app)
        # What is wrong with the store is told to whoever asks; here nobody does.
        with contextlib.suppress(DxgraphError):
            await keeping.unasked(app, home.prepare)
        if settings.ready_mb and isinstance(engine, Prompt):
            ready = ready_answers(named, settings.ready_mb * MEGABYTE)
            await precomputing.keep(app.state.answering, ready)

    app.state.prepare = prepare
    return app


async def _tell_what_lacks(app: Application) -> None:
    """Say in the log that the data have no vocabulary, which else only shows as slugs for names."""
    try:
        answer = await app.state.engine.run(Query(statistics.WITHOUT_VOCABULARY))
    except DxgraphError:  # whoever asks is told
        return
    if json.loads(answer.body)["boolean"]:
        told = statistics.lacking(statistics.folders()[0])
        app.state.journal.note("warning", told=told.en, vi=told.vi)


def _watched(data: Sequence[Path]) -> tuple[Path, ...]:
    if data:
        for path in data:
            if not path.exists():
                raise InputError(message("path-missing", path=path))
        return tuple(data)
    top = corpus.root()
    return (top / "ontology", top / "data", top / "queries")
