"""The commands about the graph as a whole: what it holds, whether it is sound, what changed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dxgraph.cli.options import Data, ReportFormat, Reporting, snapshot_of
from dxgraph.cli.output import write
from dxgraph.errors import UsageError
from dxgraph.formats import GRAPHS, find
from dxgraph.messages import message

DiffFormat = StrEnum("DiffFormat", ["text", "markdown", "json"])
DiffLanguage = StrEnum("DiffLanguage", ["both", "vi", "en"])
ExportFormat = StrEnum("ExportFormat", ["nquads", "trig", "turtle", "jsonld", "csv", "parquet"])


def _export_format(word: str) -> ExportFormat:
    """The format of this word; ``ttl`` is as good as ``turtle``."""
    known = find(word, GRAPHS)
    try:
        return ExportFormat(known.name if known else word)
    except ValueError:
        offered = ", ".join(item.value for item in ExportFormat)
        raise UsageError(message("no-format", format=word, names=offered)) from None


def info(data: Data = None) -> None:
    """Print the version, the digest of the snapshot, where it is read from and what it holds."""
    from dxgraph.statistics import describe

    for name, value in describe(snapshot_of(data), data or ()).items():
        typer.echo(f"{name:<22}{value}")


def export(
    format_: Annotated[
        ExportFormat,
        typer.Option("--format", help="The format to write.", parser=_export_format),
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
    from dxgraph.publish import tables as dumps

    written = dumps.export(snapshot_of(data), format_.value, output, table or ())
    if isinstance(written, bytes):
        write(written, None)
        return
    for path in written:
        typer.echo(path)


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders to check with our own graph."),
    ] = None,
    format_: Reporting = ReportFormat.text,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed",
            help="Tell only what is found in the files that are given, checked with all the rest.",
        ),
    ] = False,
    data: Data = None,
) -> None:
    """Check the graph against its shapes; each finding has file, line and remedy."""
    from dxgraph import validation

    if changed and not paths:
        raise UsageError(message("changed-which"))
    if changed:
        report = validation.validate_changed(paths or (), data=data or ())
    else:
        report = validation.validate(paths or (), data=data or ())
    typer.echo(validation.render(report, format_.value), nl=False)
    if not report.conforms:
        raise typer.Exit(1)


def diff(
    before: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="The earlier state: a folder or file of data, a dump (.nq, .nq.gz), or a git "
            "revision such as v0.1.0 or HEAD~3; HEAD:PATH is a folder or file in it.",
        ),
    ],
    after: Annotated[
        str | None,
        typer.Argument(metavar="B", help="The later state; our own graph if absent."),
    ] = None,
    format_: Annotated[
        DiffFormat, typer.Option("--format", help="How to write what differs.")
    ] = DiffFormat.text,
    language: Annotated[
        DiffLanguage, typer.Option("--language", help="In which language; json has both.")
    ] = DiffLanguage.both,
) -> None:
    """Say in words what differs between two states of the data.

    What differs is no fault: the exit code is 0 whether anything does or not.
    """
    from dxgraph import history

    difference = history.diff(before, after)
    typer.echo(history.render(difference, format_.value, language.value), nl=False)
