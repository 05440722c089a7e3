"""The command that drafts, one document or many."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxgraph.cli.options import Data, show, snapshot_of
from dxgraph.errors import UsageError
from dxgraph.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def draft(
    text: Annotated[
        Path | None,
        typer.Argument(
            metavar="[TEXT]", help="The document: text, HTML, PDF or DOCX; a scan with --ocr."
        ),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="LIST",
            help="Draft all documents of this list instead, TSV or CSV: file, territory, number, "
            "date, type, address. What is done already, or has been edited, is left as it is.",
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", min=0, help="So many documents of a batch at once; 0: one a core."),
    ] = 0,
    territory: Annotated[
        str | None,
        typer.Option(
            "--territory",
            metavar="AREA",
            help="The slug or the name of the area; as the text says if absent.",
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option(
            "--number",
            help="The document's number as printed, such as 111-NQ/TU; as the text says if absent.",
        ),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d", "%d/%m/%Y"],
            help="The day that the document bears; as the text says if absent.",
        ),
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type", metavar="TYPE", help="The document's type; by the number's form if absent."
        ),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer", metavar="BODY", help="The body that issued it; by type and area if absent."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="NAME",
            help="That of a text or page that is not UTF-8: tcvn3, vni, utf-16, cp1258…",
        ),
    ] = None,
    ocr: Annotated[
        bool,
        typer.Option(
            "--ocr", help="Read scans and pictures, with ocrmypdf and tesseract where installed."
        ),
    ] = False,
    reported_at: Annotated[
        str | None,
        typer.Option(
            "--reported-at",
            metavar="ADDRESS",
            help="The file is the page at this address, which reports the document.",
        ),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            "--published",
            formats=["%Y-%m-%d", "%d/%m/%Y"],
            help="The day on which that page was published; as the page says if absent.",
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Draft though the text names another number, day, area or issuer."
        ),
    ] = False,
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Where the draft's files are written.")
    ] = Path("drafts"),
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Show only the doubtful proposals in the table.")
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Show a local page to review the draft before writing.")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", help="The port of that page; a free one if 0.")
    ] = 0,
    data: Data = None,
) -> None:
    """Read a document's text and propose its Turtle, to be reviewed by a person."""
    if (text is None) == (batch is None):
        raise UsageError(message("document-or-batch"))
    if batch is not None:
        of_one = {
            "--territory": territory,
            "--number": number,
            "--date": date,
            "--type": type_,
            "--issuer": issuer,
            "--reported-at": reported_at,
            "--published": published,
            "--doubtful": doubtful,
            "--serve": serve,
        }
        if given := [name for name, value in of_one.items() if value]:
            raise UsageError(message("not-of-a-batch", options=", ".join(given)))
        _draft_all(batch, output, data, jobs=jobs, ocr=ocr, force=force, encoding=encoding)
        return
    assert text is not None  # noqa: S101 - one of both is given
    from dxgraph import corpus, drafting
    from dxgraph.drafting.knowledge import learn

    with _bar("trang · pages") as progress:
        taken = drafting.take_in(text, encoding=encoding, ocr=ocr, progress=progress)
    _notes(taken.notes)
    graph = snapshot_of(data).store if reported_at else corpus.stated(data or ())
    knowledge = learn(graph)
    page_day = published.date() if published else taken.published
    settled = drafting.settle(
        taken.source,
        knowledge,
        territory=territory,
        number=number,
        day=date.date() if date else None,
        issuer=issuer,
        force=force,
        reported=reported_at is not None,
        published=page_day,
    )
    _notes(settled.notes)
    proposed = drafting.draft(
        taken.source,
        territory=settled.territory,
        number=settled.number,
        date=settled.day,
        type=type_,
        issuer=issuer,
        published=page_day,
        unsure=taken.unsure,
        knowledge=knowledge,
    )
    if reported_at is not None:
        proposed = drafting.report(proposed, drafting.learn_pages(graph), reported_at, page_day)
    show(drafting.render_table(proposed, doubtful=doubtful))
    if serve:
        from dxgraph.drafting.review import page as review

        notes = settled.notes
        review.serve(proposed, output, port=port, notes=notes, ready=typer.echo)
        return
    for path in drafting.write(proposed, output):
        typer.echo(path)


def _draft_all(
    listed: Path,
    output: Path,
    data: list[Path] | None,
    *,
    jobs: int,
    ocr: bool,
    force: bool,
    encoding: str | None,
) -> None:
    """Draft the documents of a list, and say what each needs."""
    from dxgraph.drafting import batch

    rows = batch.read_list(listed)
    options = batch.Options(ocr=ocr, force=force, encoding=encoding)
    known = batch.learn_of(snapshot_of(data))
    with _bar("văn bản · documents") as progress:
        done = batch.run(rows, output, known, options, jobs=jobs, progress=progress)
    show(batch.render_summary(done))
    for path in batch.write_lists(done, output):
        typer.echo(path)
    if done.exit_code:
        raise typer.Exit(done.exit_code)


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that shows how many are done; none until it is told."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: list[TaskID] = []

        def progress(done: int, every: int) -> None:
            if not tasks:
                tasks.append(bar.add_task(what, total=every))
            bar.update(tasks[0], completed=done)

        yield progress


def _notes(notes: Iterable[tuple[str, str]]) -> None:
    """What a reviewer should know of how a text was read, in Vietnamese and English."""
    for vietnamese, english in notes:
        typer.echo(f"{vietnamese}\n{english}", err=True)
