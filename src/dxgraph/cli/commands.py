"""The commands, a function each."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxgraph import files
from dxgraph.bilingual import Both
from dxgraph.cli import drafting, serving
from dxgraph.cli.options import Data, show, snapshot_of
from dxgraph.errors import InputError, UsageError
from dxgraph.formats import GRAPHS, RESULTS, find

if TYPE_CHECKING:
    from dxgraph.asking import Asker, Reply, Report
    from dxgraph.catalogue import NamedQuery

app = typer.Typer(
    name="dxgraph",
    help="The open knowledge graph of Viet Nam's digital-transformation commitments.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    Path,
    typer.Option(
        "--sources", metavar="DIR", help="The folder with the source texts, a file a source."
    ),
]


OnlySources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="SLUG",
        help="Look at this source only, for who has not all texts. May be given more than once.",
    ),
]


class ReportFormat(StrEnum):
    text = "text"
    json = "json"
    turtle = "turtle"
    junit = "junit"
    github = "github"


Reporting = Annotated[ReportFormat, typer.Option("--format", help="How to write the findings.")]


class AnswerFormat(StrEnum):
    text = "text"
    json = "json"


class DiffFormat(StrEnum):
    text = "text"
    markdown = "markdown"
    json = "json"


class DiffLanguage(StrEnum):
    both = "both"
    vi = "vi"
    en = "en"


class ExportFormat(StrEnum):
    nquads = "nquads"
    trig = "trig"
    turtle = "turtle"
    jsonld = "jsonld"
    csv = "csv"
    parquet = "parquet"


def _export_format(word: str) -> ExportFormat:
    """The format of this word; ``ttl`` is as good as ``turtle``."""
    known = find(word, GRAPHS)
    try:
        return ExportFormat(known.name if known else word)
    except ValueError:
        offered = ", ".join(item.value for item in ExportFormat)
        raise UsageError(f"{word!r} is no format.", remedy=f"Choose one of {offered}.") from None


@app.command()
def info(data: Data = None) -> None:
    """Print the version, the digest of the snapshot, where it is read from and what it holds."""
    from dxgraph.statistics import describe

    for name, value in describe(snapshot_of(data), data or ()).items():
        typer.echo(f"{name:<22}{value}")


@app.command()
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
        _write(written, None)
        return
    for path in written:
        typer.echo(path)


@app.command()
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
            help="Check only the files that are given, with what they touch: the same findings "
            "about them, sooner.",
        ),
    ] = False,
    data: Data = None,
) -> None:
    """Check the graph against its shapes; each finding has file, line and remedy."""
    from dxgraph import validation

    if changed and not paths:
        raise UsageError(
            "--changed needs the files that changed.",
            remedy="Name them: dxgraph validate --changed data/ttl/documents/plan.ttl",
        )
    if changed:
        report = validation.validate_changed(paths or (), data=data or ())
    else:
        report = validation.validate(paths or (), data=data or ())
    typer.echo(validation.render(report, format_.value), nl=False)
    if not report.conforms:
        raise typer.Exit(1)


@app.command()
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


@app.command()
def verify(
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources", metavar="DIR", help="The folder with the source texts, a file a source."
        ),
    ] = None,
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
    from dxgraph import evidence, findings

    if online:
        if sources is not None:
            raise UsageError(
                Both(
                    "--online đọc các trang, --sources đọc các văn bản: mỗi lần chọn một.",
                    "--online reads pages and --sources reads texts: choose one of them.",
                )
            )
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
        typer.echo(findings.render(found, format_.value), nl=False)
        if found.exit_code:
            raise typer.Exit(found.exit_code)
        return
    if sources is None:
        raise UsageError(
            Both(
                "Cho thư mục văn bản nguồn (--sources DIR), hoặc --online.",
                "Give the folder of the source texts (--sources DIR), or --online.",
            )
        )
    report = evidence.verify(snapshot_of(data), sources, only=source or ())
    if format_ is ReportFormat.text:
        show(evidence.render_text(report))
    else:
        typer.echo(findings.render(report, format_.value), nl=False)
    if report.exit_code:
        raise typer.Exit(report.exit_code)


@app.command()
def coverage(
    sources: Sources,
    source: OnlySources = None,
    format_: Reporting = ReportFormat.text,
    data: Data = None,
) -> None:
    """Account for every number of the source texts: a target, a claim, or none, and why."""
    from dxgraph import evidence, findings

    report = evidence.coverage(snapshot_of(data), sources, only=source or ())
    if format_ is ReportFormat.text:
        show(evidence.render_text(report))
    else:
        typer.echo(findings.render(report, format_.value), nl=False)
    if report.exit_code:
        raise typer.Exit(report.exit_code)


app.command()(drafting.draft)


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="The name of a query; see --list.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter. May be given more often."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="table, csv, tsv, json, xml or xlsx; of a graph ttl, nt, jsonld or rdf.",
        ),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the queries by the question that they answer.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="Where to write; standard output if absent."),
    ] = None,
    data: Data = None,
) -> None:
    """Run a named query, or list them all."""
    from dxgraph import catalogue

    named = catalogue.load()
    if list_:
        for item in named:
            typer.echo(f"{item.name:<24}{item.summary['vi']}\n{'':<24}{item.summary['en']}")
        return
    if name is None:
        raise UsageError("No query is named.", remedy="dxgraph query --list shows them all.")
    asyncio.run(_run_named(named[name], _pairs(param), format_, output, data))


async def _run_named(
    named: NamedQuery,
    given: dict[str, str],
    format_: str | None,
    output: Path | None,
    data: list[Path] | None,
) -> None:
    from dxgraph import catalogue
    from dxgraph.catalogue import results
    from dxgraph.engine.inline import Inline

    if format_ is None and output is not None:
        # A file is told by its ending; a table is for who reads a terminal.
        format_ = output.suffix.removeprefix(".").lower() or "csv"
    chosen = results.choose(named, format_)
    engine = Inline(data or ())
    info = await engine.start()
    ready = await catalogue.prepare(named, given, engine.run)
    answer = await engine.run(results.in_format(ready, chosen))
    language = named.language(given)
    if chosen.name == "xlsx":
        today = datetime.now(UTC).date()
        about = results.About(named, given, ready, info, today, language)
        _write(results.workbook(about, answer.body), output)
    elif chosen.name == "table":
        if output is not None:
            raise UsageError(
                "A table is for the terminal.", remedy="Choose csv, tsv, json or xlsx for a file."
            )
        show(results.table(named, answer.body, language))
    else:
        _write(answer.body, output)


@app.command()
def ask(
    question: Annotated[
        list[str],
        typer.Argument(
            metavar="QUESTION",
            help="A question in Vietnamese or English, with or without diacritics.",
        ),
    ],
    format_: Annotated[
        AnswerFormat, typer.Option("--format", help="How to write the answer.")
    ] = AnswerFormat.text,
    data: Data = None,
) -> None:
    """Answer a question in words, with each figure, where it is printed, and the query behind it.

    What is not understood is said, with the nearest questions that can be answered; the exit code
    is then 1.
    """
    reply = asyncio.run(_asked(" ".join(question), data))
    if format_ is AnswerFormat.json:
        _write(_json(reply.data()), None)
    else:
        _write(reply.text().encode(), None)
    if not reply.answers:
        raise typer.Exit(1)


@app.command()
def check(
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]...", help="A sentence or more, or - for standard input; or give parts."
        ),
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="The area, by its slug or its name.")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="The indicator, by its slug or in words.")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1000, max=9999, help="The year of the deadline.")
    ] = None,
    value: Annotated[
        str | None,
        typer.Option("--value", help="The figure as it would be printed: 25%, “more than 800”."),
    ] = None,
    comparator: Annotated[
        str | None,
        typer.Option(
            "--comparator", help="at-least, greater-than, approximately… or the words for it."
        ),
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", help="The level: province, district, commune…")
    ] = None,
    format_: Annotated[
        AnswerFormat, typer.Option("--format", help="How to write the verdicts.")
    ] = AnswerFormat.text,
    data: Data = None,
) -> None:
    """Check a claim, or each figure of a text: is it printed so, and if not, what is?

    The exit code is 0 only if there is a figure and all are printed so.
    """
    parts = {"area": area, "indicator": indicator, "year": year, "value": value}
    given = [name for name, part in parts.items() if part is not None]
    if bool(text) == bool(given) or (given and len(given) < len(parts)):
        raise UsageError(
            "Give either a text, or --area, --indicator, --year and --value.",
            remedy="dxgraph check --area bac-giang --indicator 'kinh tế số' --year 2030 "
            "--value 'khoảng 35%'",
        )
    report = asyncio.run(
        _checked(" ".join(text or ()), area, indicator, year, value, comparator, level, data)
    )
    if format_ is AnswerFormat.json:
        _write(_json(report.data()), None)
    else:
        _write(report.text().encode(), None)
    if not report.all_printed_so:
        raise typer.Exit(1)


async def _checked(
    text: str,
    area: str | None,
    indicator: str | None,
    year: int | None,
    value: str | None,
    comparator: str | None,
    level: str | None,
    data: list[Path] | None,
) -> Report:
    from dxgraph import asking

    asker = await _asker(data)
    if area and indicator and year and value:
        return await asking.check(
            asker,
            area=area,
            indicator=indicator,
            year=year,
            value=value,
            comparator=comparator,
            level=level,
        )
    return await asking.check_text(asker, _text(Path("-")) if text == "-" else text)


async def _asked(question: str, data: list[Path] | None) -> Reply:
    return await (await _asker(data)).answer(question)


async def _asker(data: list[Path] | None) -> Asker:
    from dxgraph import catalogue
    from dxgraph.asking import Asker
    from dxgraph.engine.inline import Inline

    engine = Inline(data or ())
    await engine.start()
    return Asker(engine.run, engine.info, catalogue.load())


def _json(members: object) -> bytes:
    return (json.dumps(members, ensure_ascii=False, indent=1) + "\n").encode()


@app.command()
def sparql(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file with a query, or -.")],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="json, xml, csv or tsv; of a graph turtle, ntriples, nquads, trig, rdfxml "
            "or jsonld.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Run a SPARQL query on the snapshot."""
    from dxgraph.engine.inline import Inline
    from dxgraph.engine.protocol import Query

    text = _text(file)
    results = graph = None
    if format_ is not None:
        results, graph = find(format_, RESULTS), find(format_, GRAPHS)
        if results is None and graph is None:
            raise UsageError(
                f"{format_!r} is no format.",
                remedy=f"Choose one of {', '.join(item.name for item in (*RESULTS, *GRAPHS))}.",
            )
    query = Query(
        text,
        results_format=results.name if results else "csv",
        graph_format=graph.name if graph else "turtle",
    )

    async def answered() -> bytes:
        engine = Inline(data or ())
        await engine.start()
        answer = await engine.run(query)
        return answer.body

    _write(asyncio.run(answered()), None)


for command in (serving.serve, serving.publish, serving.release, serving.mcp):
    app.command()(command)


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        try:
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            # What is left in the buffer would fail once more, with a traceback, as Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise InputError(
                f"standard output cannot be written: {error.strerror or error}.",
                remedy="Make room where it goes, or write elsewhere with --output.",
            ) from error
        return
    files.write(output, body)


def _text(path: Path) -> str:
    """The text of a file, or of standard input for ``-``."""
    if str(path) == "-":
        return files.text_of(sys.stdin.buffer.read(), "standard input")
    if path.is_dir():
        raise InputError(f"{path} is a folder.", remedy="Give a file, or - for standard input.")
    return files.read_text(path)


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
