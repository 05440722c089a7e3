"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dxgraph.corpus import Snapshot

Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Use the Turtle, TriG, N-Triples and N-Quads of this folder instead of our own graph. "
        "May be given more than once.",
    ),
]

Store = Annotated[
    str | None,
    typer.Option(
        metavar="URL or DIR",
        help="Answer from this SPARQL 1.1 endpoint, or from an on-disk store in this folder.",
    ),
]
TimeoutS = Annotated[
    float | None,
    typer.Option("--timeout-s", help="The longest that a query may run, in seconds."),
]


ReportFormat = StrEnum("ReportFormat", ["text", "json", "turtle", "junit", "github"])
Reporting = Annotated[ReportFormat, typer.Option("--format", help="How to write the findings.")]


def snapshot_of(data: list[Path] | None) -> Snapshot:
    """The snapshot that ``--data`` names; our own graph without it."""
    from dxgraph import corpus

    return corpus.build(data or ())


def show(shown: RenderableType) -> None:
    """Print a table, or what else is laid out for a terminal."""
    from rich.console import Console

    # A pipe or a file has no width: the whole of a cell goes there.
    console = Console()
    if not console.is_terminal:
        console = Console(width=240)
    console.print(shown)
