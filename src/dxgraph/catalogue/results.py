"""The answers of named queries in the forms that people take away: tables, spreadsheets, data.

Data formats (CSV, TSV, JSON, XML, RDF) are the engine's own bytes. A table for the terminal and a
workbook are made from SPARQL JSON, since only that says the type of each cell.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dxgraph.bilingual import Language
from dxgraph.catalogue.columns import Column
from dxgraph.catalogue.queries import NamedQuery
from dxgraph.curies import shorten
from dxgraph.engine.protocol import Query, SnapshotInfo
from dxgraph.engine.query.bindings import bind
from dxgraph.errors import NotAcceptable, ResultTooLarge
from dxgraph.formats import ONE_GRAPH, RESULTS, XLSX, Format, find
from dxgraph.messages import message
from dxgraph.model.answers import Year
from dxgraph.model.answers import value as value_of
from dxgraph.terms import SOURCE

if TYPE_CHECKING:
    from rich.table import Table

LICENCE: Final = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
"""The licence of the data, as every workbook says it."""

XLSX_TYPE: Final = XLSX.media_type

_MOST_ROWS: Final = 1_048_575
"""A sheet of Excel has this many rows under its header."""
_MOST_LETTERS: Final = 32_767
"""A cell of Excel holds this many characters."""


Cell = str | int | Decimal | bool | date | None


TABLE: Final = Format("table", "", "")
"""For the terminal, made of JSON as a workbook is."""
_OFFERS: Final = {False: (*RESULTS, TABLE, XLSX), True: ONE_GRAPH}
"""The forms of an answer, by whether it is a graph."""


def offered(named: NamedQuery) -> dict[str, Format]:
    """The forms that the answer of a query may have, by the word for `--format`."""
    graph = named.form.gives_graph
    return {each.extension if graph else each.name: each for each in _OFFERS[graph]}


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself."""

    named: NamedQuery
    given: Mapping[str, str]
    """The values of the parameters as they were given."""
    query: Query
    snapshot: SnapshotInfo
    on: date
    """The day on which the query ran."""
    language: str


def choose(named: NamedQuery, name: str | None) -> Format:
    """The format of this name for this query; without a name, a table or Turtle.

    Raises NotAcceptable for a name that there is not, and for one that does not fit what the query
    gives (a table of a graph, Turtle of a table).
    """
    graph = named.form.gives_graph
    found = find(name or ("turtle" if graph else TABLE.name), _OFFERS[graph])
    if found is None:
        raise NotAcceptable(
            message(
                "no-format-of-graph" if graph else "no-format-of-table",
                query=named.name,
                format=name or "",
                names=", ".join(offered(named)),
            )
        )
    return found


def in_format(query: Query, chosen: Format) -> Query:
    """The query, to be answered in the bytes that the format is made from."""
    if chosen in ONE_GRAPH:
        return replace(query, graph_format=chosen.name)
    made_of_json = chosen in (TABLE, XLSX)
    return replace(query, results_format="json" if made_of_json else chosen.name)


def cells(body: bytes) -> tuple[list[str], list[list[Cell]]]:
    """The columns and rows of a SPARQL JSON document, each value in its own type.

    IRIs and plain literals are strings, numbers are int or Decimal (exactly as written), dates are
    dates; a value that is not of its datatype stays a string.
    """
    read = json.loads(body)
    if "boolean" in read:
        return ["answer"], [[bool(read["boolean"])]]
    names = list(read["head"]["vars"])
    return names, [[_cell(row.get(name)) for name in names] for row in read["results"]["bindings"]]


def _cell(term: Mapping[str, Any] | None) -> Cell:
    """A term as `model` has it; of a float the digits that are sent, whole where they are."""
    if term is None:
        return None
    found: Cell | float = value_of(term)
    if isinstance(found, float) and math.isfinite(found):
        number = Decimal(term["value"])
        return int(number) if number == number.to_integral_value() else number
    if isinstance(found, float):
        return str(term["value"])
    return str(found) if isinstance(found, str) else found


def table(named: NamedQuery, body: bytes, language: str) -> Table:
    """A table for the terminal: headings and numbers in the language, labels instead of IRIs.

    What is the same in every row stands once, above the table; empty columns are left out.
    """
    from rich.table import Table
    from rich.text import Text

    names, rows = cells(body)
    columns = _by_name(named, names)
    title = [named.summary[language]]
    shown = []
    for index, column in enumerate(columns):
        values = {row[index] for row in rows}
        if not column.shown or values == {None}:
            continue
        if len(rows) > 1 and len(values) == 1:
            title.append(f"{column.heading[language]}: {spoken(rows[0][index], language)}")
        else:
            shown.append(index)
    grid = Table(title=Text("\n".join(title)), title_justify="left")
    for index in shown:
        values = {row[index] for row in rows}
        number = any(isinstance(value, int | Decimal) for value in values - {True, False})
        longest = max((len(spoken(value, language)) for value in values), default=0)
        grid.add_column(
            Text(columns[index].heading[language]),
            justify="right" if number else "left",
            overflow="fold",
            min_width=min(longest, 12),
        )
    for row in rows:
        grid.add_row(*(Text(spoken(row[index], language)) for index in shown))
    return grid


def spoken(value: Cell, language: str) -> str:
    """A value as a reader of the language writes it: 7,5 and 7.5; IRIs short."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"vi": ("không", "có")}.get(language, ("no", "yes"))[value]
    if isinstance(value, Year):
        return str(int(value))
    if isinstance(value, int | Decimal):
        return Language(language).number(value)
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}" if language == "vi" else value.isoformat()
    if value.startswith(SOURCE) and "#char=" in value:
        source, _, position = value.removeprefix(SOURCE).partition("#char=")
        return f"{source} {position.replace(',', '–')}"
    return shorten(value) if value.startswith("http") else value


def workbook(about: About, body: bytes) -> bytes:
    """An Excel workbook: the answer with real types and a frozen header, and a sheet that says what
    it is, from which data, when, and under which licence.

    Text is never read as a formula. Raises ResultTooLarge for more rows than a sheet has.
    """
    names, rows = cells(body)
    if len(rows) > _MOST_ROWS:
        raise ResultTooLarge(
            message("too-many-rows-for-sheet", rows=len(rows), most_rows=_MOST_ROWS),
            limit="rows",
            value=_MOST_ROWS,
        )
    columns = _by_name(about.named, names)
    language = Language(about.language)
    answered = Sheet(
        language.say("Kết quả", "Result"),
        [column.heading[about.language] for column in columns],
        [_width(column, [row[at] for row in rows], about) for at, column in enumerate(columns)],
        rows,
    )
    lines = _about_lines(about, columns, len(rows))
    told = Sheet(language.say("Giới thiệu", "About"), (), (24, 60, 60), lines)
    properties = {
        "title": about.named.summary[about.language],
        "comments": LICENCE,
        "created": datetime(about.on.year, about.on.month, about.on.day),
    }
    return write_workbook([answered], told, properties, texts=WRAPPED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]


WRAPPED: Final = {"text_wrap": True, "valign": "top"}
"""A cell that shows all lines of a long text."""


def write_workbook(
    tables: Iterable[Sheet],
    told: Sheet,
    properties: Mapping[str, Any] = MappingProxyType({}),
    *,
    beside: int = 0,
    headings: Mapping[str, Any] = WRAPPED,
    texts: Mapping[str, Any] = MappingProxyType({}),
) -> bytes:
    """An Excel workbook: tables with real types and a frozen header, and a sheet that tells of it.

    ``beside``: how many columns stay in sight. Without a day in `properties`, one of now is in it.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    try:
        if properties:
            book.set_properties(properties)
        bold = book.add_format({"bold": True, **headings})
        text = book.add_format(texts) if texts else None
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            for index, (heading, width) in enumerate(
                zip(table.headings, table.widths, strict=True)
            ):
                sheet.write_string(0, index, heading, bold)
                sheet.set_column(index, index, width)
            for number, row in enumerate(table.rows, 1):
                for index, value in enumerate(row):
                    _write_cell(sheet, number, index, value, day)
            sheet.freeze_panes(1, beside)
            if table.headings:
                sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
        sheet = book.add_worksheet(told.name)
        for index, width in enumerate(told.widths):
            sheet.set_column(index, index, width)
        for number, row in enumerate(told.rows):
            for index, value in enumerate(row):
                said = str(value)[:_MOST_LETTERS]
                sheet.write_string(number, index, said, text if index else bold)
    finally:
        book.close()
    return out.getvalue()


def _write_cell(sheet: Any, row: int, column: int, value: Cell, day: Any) -> None:
    """Write a value in its own type; text is never read as a formula."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | Decimal):
        number = Decimal(value).normalize()
        if len(number.as_tuple().digits) <= 15 and number.adjusted() < 300:
            sheet.write_number(row, column, value)
        else:
            # Excel's numbers have fifteen digits; it would round this one without a word.
            sheet.write_string(row, column, str(value))
    elif isinstance(value, date):
        # Excel's calendar begins in 1900, with a mistake in it.
        if value.year > 1900:
            sheet.write_datetime(row, column, value, day)
        else:
            sheet.write_string(row, column, value.isoformat())
    else:
        sheet.write_string(row, column, value[:_MOST_LETTERS])


def _about_lines(about: About, columns: list[Column], rows: int) -> list[tuple[str, ...]]:
    """The lines of the second sheet."""
    named, say = about.named, Language(about.language).say
    lines: list[tuple[str, ...]] = [
        (say("Câu hỏi", "Question"), named.summary[about.language]),
        (say("Mô tả", "Description"), named.description[about.language]),
        (say("Tên truy vấn", "Named query"), named.name),
        (say("Số dòng", "Rows"), str(rows)),
        (say("Ngày chạy", "Date"), about.on.isoformat()),
        (say("Bản dữ liệu", "Snapshot"), f"sha256:{about.snapshot.digest}"),
        (say("Phiên bản", "Version"), about.snapshot.version),
        (say("Giấy phép", "Licence"), LICENCE),
        ("", ""),
        (say("Tham số", "Parameter"), say("Giá trị", "Value"), say("Ý nghĩa", "Meaning")),
    ]
    values, terms = named.values(about.given), named.terms(about.given)
    for parameter in named.parameters:
        term = terms.get(parameter.name)
        shown = term.value if term is not None else say("(tất cả)", "(all)")
        if term is not None and values[parameter.name] != term.value:
            shown = f"{values[parameter.name]} = {term.value}"
        lines.append((parameter.name, shown, parameter.label[about.language]))
    lines += [
        ("", ""),
        (say("Cột", "Column"), say("Tên biến", "Variable"), say("Nghĩa", "Meaning")),
    ]
    lines += [
        (
            column.heading[about.language],
            column.name,
            column.meaning[about.language],
        )
        for column in columns
    ]
    text = bind(about.query.text, about.query.bindings)
    lines += [("", ""), ("SPARQL", text)]
    return lines


def _width(column: Column, values: list[Cell], about: About) -> float:
    lengths = [len(str(value)) for value in values[:200] if value is not None]
    return min(max(8, len(column.heading[about.language]) + 2, *lengths, 0), 60)


def _by_name(named: NamedQuery, names: list[str]) -> list[Column]:
    known = {column.name: column for column in named.columns}
    return [known.get(name) or _unnamed(name) for name in names]


def _unnamed(name: str) -> Column:
    """For the one column of an ASK, and for those of queries that are none of the catalogue."""
    return Column(name, {"vi": name, "en": name}, {"vi": "", "en": ""}, shown=True)
