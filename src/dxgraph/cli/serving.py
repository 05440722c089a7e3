"""The commands that serve the graph and publish it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxgraph.cli.options import Data, Store, TimeoutS, snapshot_of


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8000,
    data: Data = None,
    store: Store = None,
    timeout_s: TimeoutS = None,
    memory_mb: Annotated[
        int | None,
        typer.Option("--memory-mb", help="The most memory that one query may take, in megabytes."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", help="How many queries run at once.")
    ] = None,
    http_processes: Annotated[
        int | None,
        typer.Option(
            "--http-processes",
            min=0,
            help="How many processes speak HTTP; 0 and by default half as many as there are "
            "processors, 1 to 4.",
        ),
    ] = None,
    root_path: Annotated[
        str | None,
        typer.Option("--root-path", help="The path under which a proxy shows the service."),
    ] = None,
    releases: Annotated[
        Path | None,
        typer.Option(
            "--releases",
            metavar="DIR",
            help="The archive that `dxgraph release` writes: its releases stay where they were "
            "cited.",
        ),
    ] = None,
    reload: Annotated[
        bool, typer.Option("--reload", help="Take up changed files; a faulty change is not taken.")
    ] = False,
) -> None:
    """Serve the graph over HTTP until Ctrl-C or SIGTERM.

    Every other setting is read from the environment: docs/reference/settings.md.
    """
    from dxgraph.service import run

    run(
        host=host,
        port=port,
        data=tuple(data or ()),
        store=store,
        reload=reload,
        given={
            "timeout_s": timeout_s,
            "memory_mb": memory_mb,
            "workers": workers,
            "http_processes": http_processes,
            "root_path": root_path,
            "releases": str(releases) if releases else None,
        },
    )


def publish(
    url: Annotated[str, typer.Argument(metavar="URL", help="The store's SPARQL query address.")],
    update: Annotated[
        str | None,
        typer.Option("--update", metavar="URL", help="Its update address; guessed if absent."),
    ] = None,
    graph_store: Annotated[
        str | None,
        typer.Option(
            "--graph-store",
            metavar="URL",
            help="The address of its Graph Store Protocol; guessed if absent.",
        ),
    ] = None,
    timeout_s: Annotated[
        float, typer.Option("--timeout-s", help="How long one request may take, in seconds.")
    ] = 60.0,
    data: Data = None,
) -> None:
    """Load the snapshot into a SPARQL 1.1 store, whole or not at all; again sends what differs."""
    from dxgraph.engine.remote import publishing

    done = publishing.publish(
        snapshot_of(data),
        publishing.Endpoints.of(url, update=update, graph_store=graph_store),
        timeout_s=timeout_s,
        progress=lambda graph, number, count: typer.echo(f"{number}/{count} {graph}", err=True),
    )
    typer.echo(
        f"snapshot {done.digest}: {done.graphs} graphs, {len(done.uploaded)} sent, "
        f"{len(done.kept)} there already, {len(done.dropped)} dropped"
    )


def release(
    archive: Annotated[
        Path,
        typer.Option(
            "--archive",
            metavar="DIR",
            help="The folder of all releases; made if absent. Each has a folder of its own in it.",
        ),
    ],
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help="Its name; the version if absent."),
    ] = "",
    data: Data = None,
) -> None:
    """Write the snapshot into an archive: dumps, digests, and the changes since the last release.

    What is in the archive never changes: a snapshot that is there is left as it is. `dxgraph serve
    --releases DIR` serves it.
    """
    from dxgraph.publish import archive as archives

    found, added = archives.add(snapshot_of(data), archive, name=name, data=tuple(data or ()))
    typer.echo(f"release {found.name}: snapshot {found.digest}, {found.folder}")
    if not added:
        typer.echo("the archive has had this snapshot before; nothing was written")
    elif found.previous:
        told = [
            f"{count} {kind} {verb}"
            for kind, verbs in found.changed.items()
            for verb, count in verbs.items()
        ]
        typer.echo(f"since {found.previous}: {', '.join(told) or 'nothing differs'}")


def mcp(
    data: Data = None,
    store: Store = None,
    timeout_s: TimeoutS = None,
) -> None:
    """Let a program talk with the graph over standard input and output (Model Context Protocol).

    Queries run under the same limits as over HTTP: docs/reference/settings.md.
    """
    from dxgraph.service import talk

    talk(data=tuple(data or ()), store=store, given={"timeout_s": timeout_s})
