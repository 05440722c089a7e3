"""What has become of a batch: a table for the terminal, and two lists for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dxgraph.bilingual import many
from dxgraph.drafting.batch.run import Batch, Done
from dxgraph.drafting.write.files import put

SUMMARY = Path("batch/summary.tsv")
INDICATORS = Path("batch/indicators.tsv")
STATES = {
    "drafted": ("đã nháp", "drafted"),
    "as-before": ("như trước", "as before"),
    "kept": ("giữ bản đã sửa", "kept as edited"),
    "failed": ("không nháp được", "failed"),
}


def render_summary(batch: Batch) -> RenderableType:
    """A line of the table for each of the list, then what there is of all."""
    table = Table()
    for names in (
        ("dòng", "line"),
        ("tệp", "file"),
        ("", ""),
        ("chỉ tiêu", "targets"),
        ("chỉ số mới", "new indicators"),
        ("cần xem", "doubtful"),
        ("cần làm", "needs"),
    ):
        table.add_column("\n".join(names), overflow="fold")
    for line in batch.lines:
        table.add_row(*map(Text, _cells(line)))
    return Group(table, *map(Text, _totals(batch)))


def _cells(line: Done) -> Iterator[str]:
    yield str(line.row.line)
    yield line.row.name
    yield "\n".join(STATES[line.state])
    outcome = line.outcome
    yield str(outcome.targets) if outcome else ""
    yield str(len(outcome.new)) if outcome else ""
    yield str(outcome.doubtful) if outcome else ""
    yield "\n".join(_needs(line))


def _needs(line: Done) -> Iterator[str]:
    if line.failure:
        yield line.failure.message
        if line.failure.remedy:
            yield f"→ {line.failure.remedy}"
    if line.outcome:
        yield from (" · ".join(need) for need in line.outcome.needs)


def _totals(batch: Batch) -> Iterator[str]:
    states = Counter(line.state for line in batch.lines)
    outcomes = [line.outcome for line in batch.lines if line.outcome]
    targets = sum(outcome.targets for outcome in outcomes)
    doubtful = sum(outcome.doubtful for outcome in outcomes)
    groups = len({item.group for item in batch.new})
    for at in (0, 1):
        yield ", ".join(f"{states[state]} {names[at]}" for state, names in STATES.items()) + "."
    yield (
        f"{targets} chỉ tiêu, {doubtful} cần xem, {len(batch.new)} chỉ số mới trong {groups} nhóm."
    )
    yield (
        f"{many(targets, 'target')}, {doubtful} doubtful, "
        f"{many(len(batch.new), 'new indicator')} in {many(groups, 'group')}."
    )


def write_lists(batch: Batch, folder: Path) -> list[Path]:
    """Write the summary and the list of new indicators; their paths."""
    files: dict[Path, str | None] = {
        folder / SUMMARY: _tsv(
            ("line", "file", "state", "document", "targets", "claims", "new", "doubtful", "open",
             "needs"),
            map(_summary, batch.lines),
        ),
        folder / INDICATORS: _tsv(
            ("group", "indicator", "vi", "en", "unit", "pillar", "documents", "near"),
            (
                (item.group, item.new.slug, item.new.vi, item.new.en, item.new.unit,
                 item.new.pillar, " ".join(item.documents), item.new.near)
                for item in batch.new
            ),
        ),
    }  # fmt: skip
    return put(files, folder)


def _summary(line: Done) -> tuple[object, ...]:
    outcome = line.outcome
    counts: tuple[object, ...] = ("", "", "", "", "", "")
    if outcome:
        counts = (
            outcome.document,
            outcome.targets,
            outcome.claims,
            len(outcome.new),
            outcome.doubtful,
            outcome.open,
        )
    needs = " | ".join(" ".join(need.split()) for need in _needs(line))
    return (line.row.line, line.row.name, line.state, *counts, needs)


def _tsv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    output = io.StringIO()
    writer = csv.writer(output, delimiter="\t", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return output.getvalue()
