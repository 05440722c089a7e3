"""The commands, a function each."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxgraph.errors import DataError, InputError, UsageError

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

app = typer.Typer(
    name="dxgraph",
    help="The open knowledge graph of Viet Nam's digital-transformation commitments.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Use the Turtle, TriG, N-Triples and N-Quads of this folder instead of our own graph. "
        "May be given more than once.",
    ),
]
Sources = Annotated[
    Path,
    typer.Option(
        "--sources", metavar="DIR", help="The folder with the source texts, a file a source."
    ),
]


class ExportFormat(StrEnum):
    nquads = "nquads"
    trig = "trig"
    turtle = "turtle"
    jsonld = "jsonld"
    csv = "csv"
    parquet = "parquet"


@app.command()
def info(data: Data = None) -> None:
    """Print the version, the digest of the snapshot, and what it holds."""
    from dxgraph.statistics import describe

    for name, value in describe(_snapshot(data)).items():
        typer.echo(f"{name:<22}{value}")


@app.command()
def export(
    format_: Annotated[
        ExportFormat, typer.Option("--format", help="The format to write.")
    ] = ExportFormat.nquads,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="Where to write; standard output if absent."),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            help="With csv and parquet: targets, outcomes or codebook. May be given more than "
            "once. Without it, all three into a folder, targets into a file.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Write the snapshot as RDF, or its targets and outcomes as tidy tables."""
    from dxgraph import dumps

    written = dumps.export(_snapshot(data), format_.value, output, table or ())
    if isinstance(written, bytes):
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return
    for path in written:
        typer.echo(path)


def _snapshot(data: list[Path] | None) -> Snapshot:
    from dxgraph import corpus

    return corpus.build(data or ())


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"standard input is not UTF-8 at byte {error.start}.", remedy="Send UTF-8."
        ) from error


def _text(path: Path) -> str:
    """The text of a file, or of standard input for ``-``."""
    if str(path) == "-":
        return _standard_input()
    if path.is_dir():
        raise InputError(f"{path} is a folder.", remedy="Give a file, or - for standard input.")
    from dxgraph import corpus

    return corpus.read_text(path)


def _pairs(values: list[str] | None) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values or ():
        name, sign, content = value.partition("=")
        if not sign or not name:
            raise UsageError(f"--param {value!r} has no name.", remedy="Write --param name=value.")
        if name in pairs:
            raise UsageError(f"--param {name} is given twice.", remedy="Give it once.")
        pairs[name] = content
    return pairs
