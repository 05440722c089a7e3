"""The commands that ask: named queries, questions in words, claims to check, SPARQL."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dxgraph.cli.options import Data, show
from dxgraph.cli.output import as_json, text_of, write
from dxgraph.errors import UsageError
from dxgraph.formats import GRAPHS, ONE_GRAPH, RESULTS, XLSX, find, listed
from dxgraph.messages import message

if TYPE_CHECKING:
    from dxgraph.asking import Asker, Reply, Report
    from dxgraph.catalogue import NamedQuery
    from dxgraph.engine.inline import Inline


AnswerFormat = StrEnum("AnswerFormat", ["text", "json"])


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
            help=f"table, {listed([*(item.name for item in RESULTS), XLSX.name])}; "
            f"of a graph {listed(item.extension for item in ONE_GRAPH)}.",
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
        raise UsageError(message("name-a-query"))
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

    if format_ is None and output is not None:
        # A file is told by its ending; a table is for who reads a terminal.
        format_ = output.suffix.removeprefix(".").lower() or "csv"
    chosen = results.choose(named, format_)
    engine = await _started(data)
    info = await engine.info()
    ready = await catalogue.prepare(named, given, engine.run)
    answer = await engine.run(results.in_format(ready, chosen))
    language = named.language(given)
    if chosen.name == "xlsx":
        today = datetime.now(UTC).date()
        about = results.About(named, given, ready, info, today, language)
        write(results.workbook(about, answer.body), output)
    elif chosen.name == "table":
        if output is not None:
            raise UsageError(message("table-for-the-terminal"))
        show(results.table(named, answer.body, language))
    else:
        write(answer.body, output)


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
    _tell(reply, format_)
    if not reply.answers:
        raise typer.Exit(1)


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

    The exit code is 0 only if there is a figure and all are printed so, in the document that is
    named if one is.
    """
    parts = {"area": area, "indicator": indicator, "year": year, "value": value}
    given = [name for name, part in parts.items() if part is not None]
    if bool(text) == bool(given) or (given and len(given) < len(parts)):
        raise UsageError(message("claim-in-part-of-command"))
    claim = {**parts, "comparator": comparator, "level": level}
    report = asyncio.run(_checked(" ".join(text or ()), claim if given else None, data))
    _tell(report, format_)
    if not report.all_printed_so:
        raise typer.Exit(1)


def _tell(told: Reply | Report, format_: AnswerFormat) -> None:
    in_json = format_ is AnswerFormat.json
    write(as_json(told.data()) if in_json else told.text().encode(), None)


async def _checked(text: str, claim: dict[str, Any] | None, data: list[Path] | None) -> Report:
    from dxgraph import asking

    asker = await _asker(data)
    if claim is not None:
        return await asking.check(asker, **claim)
    return await asking.check_text(asker, text_of(Path("-")) if text == "-" else text)


async def _asked(question: str, data: list[Path] | None) -> Reply:
    return await (await _asker(data)).answer(question)


async def _asker(data: list[Path] | None) -> Asker:
    from dxgraph import catalogue
    from dxgraph.asking import Asker

    engine = await _started(data)
    return Asker(engine.run, engine.info, catalogue.load())


async def _started(data: list[Path] | None) -> Inline:
    from dxgraph.engine.inline import Inline

    engine = Inline(data or ())
    await engine.start()
    return engine


def sparql(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file with a query, or -.")],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=f"{listed(item.name for item in RESULTS)}; "
            f"of a graph {listed(item.name for item in GRAPHS)}.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Run a SPARQL query on the snapshot."""
    from dxgraph.engine.protocol import Query

    text = text_of(file)
    results = graph = None
    if format_ is not None:
        results, graph = find(format_, RESULTS), find(format_, GRAPHS)
        if results is None and graph is None:
            raise UsageError(
                message(
                    "no-format",
                    format=format_,
                    names=", ".join(item.name for item in (*RESULTS, *GRAPHS)),
                ),
            )
    query = Query(
        text,
        results_format=results.name if results else "csv",
        graph_format=graph.name if graph else "turtle",
    )

    async def answered() -> bytes:
        return (await (await _started(data)).run(query)).body

    write(asyncio.run(answered()), None)


def _pairs(values: list[str] | None) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values or ():
        name, sign, content = value.partition("=")
        if not sign or not name:
            raise UsageError(message("param-without-name", value=value))
        if name in pairs:
            raise UsageError(message("param-twice", name=name))
        pairs[name] = content
    return pairs
