"""The two reports for a terminal: a table of the sources, then what was found, then the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxgraph.evidence.coverage import CoverageReport, Number
from dxgraph.evidence.finding import said
from dxgraph.evidence.verification import VerificationReport
from dxgraph.findings import Finding, Severity, block

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


def render_text(report: VerificationReport | CoverageReport) -> RenderableType:
    """A report as rich prints it; findings and sums in English and Vietnamese.

    The report of `coverage` shows a few characters of the texts: it is for whoever has them.
    """
    if isinstance(report, VerificationReport):
        return _verification(report)
    return _coverage(report)


def _verification(report: VerificationReport) -> RenderableType:
    from rich.console import Group

    table = _table("source", "text", "spans", "confirmed", "figures")
    for source in report.sources:
        table.add_row(
            source.slug,
            "same" if source.same_text else "DIFFERS",
            str(source.spans),
            str(source.confirmed),
            str(source.figures),
        )
    for slug in report.absent:
        table.add_row(slug, "absent", "–", "–", "–")
    return Group(table, *map(_finding, report.findings), *_sum(report, unplaced=report.unplaced))


def _sum(report: VerificationReport | CoverageReport, **met: int) -> list[Text]:
    """The sum, and what no machine checks."""
    summary = report.summary()
    unchecked = said("unchecked", report.command, by_address=report.by_address, **met)
    return [
        _line(summary.en, "bold green" if report.conforms else "bold red"),
        _line(summary.vi),
        _line(unchecked.en, "dim"),
        _line(unchecked.vi, "dim"),
    ]


def _finding(finding: Finding) -> Text:
    from rich.text import Text

    first, _, rest = block(finding).partition("\n")
    grave = finding.severity is Severity.VIOLATION
    return Text.assemble((first, "bold red" if grave else "bold yellow"), f"\n{rest}")


def _coverage(report: CoverageReport) -> RenderableType:
    from rich.console import Group

    parts: list[RenderableType] = []
    table = _table("source", "numbers", "targets", "claims", "outcomes", "explained", "left")
    for source in report.sources:
        table.add_row(
            source.slug,
            str(source.numbers),
            str(source.targets),
            str(source.claims),
            str(source.outcomes),
            str(sum(source.explained.values())),
            str(len(source.left)),
        )
    for slug in report.absent:
        table.add_row(slug, *["–"] * 5, "absent")
    parts.append(table)
    for source in report.sources:
        reasons = ", ".join(f"{reason} {count}" for reason, count in source.explained.items())
        parts.append(_line(f"{source.slug}: {reasons or 'no number explained'}", "dim"))
        if not source.same_text:
            parts.append(
                _line(f"{source.slug}: this is not the text that was read; run verify.", "bold red")
            )
        parts += [_number("left", source.slug, number) for number in source.left]
        parts += [_number("doubled", source.slug, number) for number in source.doubled]
        parts += [
            _line(f"idle {source.slug}: <{iri}> explains no number", "yellow")
            for iri in source.idle
        ]
    return Group(*parts, *_sum(report, addresses=report.addresses))


def _number(word: str, slug: str, number: Number) -> Text:
    from rich.text import Text

    text = Text()
    text.append(word, "bold red")
    text.append(f" {slug}:{number.line}:{number.column} #char={number.begin},{number.end} ")
    text.append(number.printed, "bold")
    if number.accounts:
        text.append(f" ({', '.join(number.accounts)})")
    text.append(f"  …{number.context}…", "dim")
    return text


def _table(*headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        words = heading in {"source", "text"}
        # A long name goes on in the next line: nothing is ever cut.
        table.add_column(heading, justify="left" if words else "right", overflow="fold")
    return table


def _line(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(text, style)
