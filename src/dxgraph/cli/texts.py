"""The commands that lay the graph beside its sources: what is printed, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxgraph.cli.options import Data, ReportFormat, Reporting, show, snapshot_of
from dxgraph.errors import UsageError
from dxgraph.messages import message

if TYPE_CHECKING:
    from dxgraph.findings import Report

_SOURCES = typer.Option(
    "--sources", metavar="DIR", help="The folder with the source texts, a file a source."
)
OnlySources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="SLUG",
        help="Look at this source only, for who has not all texts. May be given more than once.",
    ),
]


def verify(
    sources: Annotated[Path | None, _SOURCES] = None,
    source: OnlySources = None,
    online: Annotated[
        bool,
        typer.Option(
            "--online",
            help="Look for the figures that are known by address at their addresses, one request "
            "a second to a host and as its robots.txt allows.",
        ),
    ] = False,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="DIR",
            help="With --online: keep what the pages say here, and ask next time only whether "
            "they changed. Nothing is kept without it.",
        ),
    ] = None,
    format_: Reporting = ReportFormat.text,
    data: Data = None,
) -> None:
    """Check every span against the source texts: does each figure stand where we say?

    With --online, check instead what is known by address against the pages as they are today.
    """
    from dxgraph import evidence

    if online:
        if sources is not None:
            raise UsageError(message("either-sources-or-online"))
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("pages", total=None)
            found = evidence.verify_online(
                snapshot_of(data),
                only=source or (),
                answers=answers,
                seen=lambda done, total: progress.update(task, completed=done, total=total),
            )
        _tell(found, format_)
        return
    if sources is None:
        raise UsageError(message("sources-or-online"))
    _tell(evidence.verify(snapshot_of(data), sources, only=source or ()), format_)


def coverage(
    sources: Annotated[Path, _SOURCES],
    source: OnlySources = None,
    format_: Reporting = ReportFormat.text,
    data: Data = None,
) -> None:
    """Account for every number of the source texts: a target, a claim, or none, and why."""
    from dxgraph import evidence

    _tell(evidence.coverage(snapshot_of(data), sources, only=source or ()), format_)


def _tell(report: Report, format_: ReportFormat) -> None:
    """A table for who reads a terminal, if there is one, else the findings; raises the report's
    exit code."""
    from dxgraph import evidence, findings

    tabled = evidence.VerificationReport | evidence.CoverageReport
    if format_ is ReportFormat.text and isinstance(report, tabled):
        show(evidence.render_text(report))
    else:
        typer.echo(findings.render(report, format_.value), nl=False)
    if report.exit_code:
        raise typer.Exit(report.exit_code)
