"""What a page shows, to take away: the same rows as Excel, CSV or JSON at the same address.

``format=xlsx``, ``csv`` or ``json`` gives exactly the view, whole where the page has parts. Names
stand first and IRIs last. CSV for a spreadsheet (``bom=1``, which the buttons add) begins with the
byte order mark, without which some read it as another encoding; for programs it has none.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.catalogue.results import LICENCE, Cell, Sheet, write_workbook
from dxgraph.errors import NotAcceptable, UsageError
from dxgraph.formats import CSV, JSON, XLSX
from dxgraph.messages import message
from dxgraph.model.answers import Year
from dxgraph.model.things import Name, Target
from dxgraph.web.http.answer import answering_of, content
from dxgraph.web.http.request import base_of, call_of, others
from dxgraph.web.pages.shared.country import Country
from dxgraph.web.pages.shared.frame import card_path, language_of
from dxgraph.web.words import said, wordings

FORMATS: Final = {item.name: item.content_type for item in (XLSX, CSV, JSON)}
MOST_ROWS: Final = 20_000
"""More are no table for a spreadsheet."""
_MOST_LETTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name for programs and its headings for people."""

    name: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a view."""

    name: str
    """What a file of it is called, without an ending."""
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def wanted(request: Request) -> str:
    """The format that the address asks for, empty for a page.

    Raises NotAcceptable for one that there is not.
    """
    name = request.query_params.get("format", "")
    if name and name not in {*FORMATS, "html"}:
        raise NotAcceptable(message("no-format-of-page", name=name, formats=", ".join(FORMATS)))
    return "" if name == "html" else name


def check(count: int) -> None:
    """Raises UsageError for more rows than a table has; a part would look like the whole."""
    if count > MOST_ROWS:
        raise UsageError(message("too-many-rows", count=count), parameter="format")


def links(request: Request, address: str = "") -> list[tuple[str, str]]:
    """The buttons of a view, or of a table at another address: what each is called, and its
    address."""
    kept = [] if address else others(request, "format", "bom", "page")
    begin = (address or request.url.path) + ("&" if "?" in address else "?")
    return [
        (one.label, begin + urlencode([*kept, ("format", one.name), *bom]))
        for one in (XLSX, CSV, JSON)
        for bom in ([("bom", "1")] if one is CSV else [],)
    ]


async def taken(
    request: Request, format_: str, table: Table, seen: Table | None = None
) -> Response:
    """The table in a format, as a file. `seen` is what a workbook has before it: the page's own
    layout, where that is none of one row a target. Raises UsageError for too many rows."""
    language = language_of(request)
    answering = answering_of(request)
    info = await answering.snapshot()
    check(len(table.rows))
    rows = table.rows
    headings = [language.say(c.vi, c.en) for c in table.columns]
    address = _plain_address(request)
    if format_ == "csv":
        body = _csv(headings, rows, bom=request.query_params.get("bom") == "1")
    elif format_ == "json":
        body = _json(table, rows, address, info.digest)
    else:
        today, digest = datetime.now(UTC).date().isoformat(), f"sha256:{info.digest}"
        texts = (table.title, address, str(len(rows)), today, digest, info.version, LICENCE)
        words = wordings("about-a-sheet").values()
        told = [(word.in_language(language), text) for word, text in zip(words, texts, strict=True)]
        body = await answering.make(
            call_of(request), _xlsx, [table] if seen is None else [seen, table], told, language
        )
    disposition = f'attachment; filename="{table.name}.{format_}"'.encode("ascii", "replace")
    return await content(
        request,
        body,
        FORMATS[format_],
        (b"content-disposition", disposition),
        (b"vary", b"accept-language"),
    )


def _plain_address(request: Request) -> str:
    kept = others(request, "format", "bom")
    path = str(request.url).partition("?")[0]
    return f"{path}?{urlencode(kept)}" if kept else path


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, bom: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(table: Table, rows: Iterable[Sequence[Cell]], address: str, digest: str) -> bytes:
    def plain(value: Cell) -> Any:
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, Year):
            return int(value)
        return value.isoformat() if isinstance(value, date) else value

    members = {
        "title": table.title,
        "address": address,
        "snapshot": digest,
        "licence": LICENCE,
        "columns": [{"name": c.name, "vi": c.vi, "en": c.en} for c in table.columns],
        "rows": [
            {c.name: plain(value) for c, value in zip(table.columns, row, strict=True)}
            for row in rows
        ],
    }
    return json.dumps(members, ensure_ascii=False, indent=1).encode()


def _xlsx(tables: Sequence[Table], told: Sequence[tuple[str, str]], language: Language) -> bytes:
    names = (language.say("Bảng", "Table"), language.say("Từng dòng", "Rows"))
    about = Sheet(language.say("Giới thiệu", "About"), (), (16, 90), told)
    return write_workbook(
        [_sheet(name, table, language) for name, table in zip(names, tables, strict=False)],
        about,
        beside=1,
    )


def _sheet(name: str, table: Table, language: Language) -> Sheet:
    rows = table.rows
    headings = [language.say(column.vi, column.en) for column in table.columns]
    widths = [
        min(_MOST_LETTERS, max([len(heading) + 2, 8, *(len(_text(row[at])) for row in rows[:200])]))
        for at, heading in enumerate(headings)
    ]
    return Sheet(name, headings, widths, rows)


# --- Targets as rows --------------------------------------------------------------------------


def columns(table: str) -> Sequence[tuple[Column, str]]:
    """The columns of a table, each with the path on which its cells are found: names first, then
    places and documents, IRIs last. Of targets ``stated`` is what lists say of the document."""
    return [
        (Column(name, vi, en), path[0] if path else name)
        for name, (vi, en, *path) in said("columns")[table].items()
    ]


_TARGET: Final = columns("targets")


def targets(
    request: Request, name: str, title: str, found: Sequence[Target], country: Country
) -> Table:
    """Targets as a page's table has them, with what a spreadsheet needs beside."""
    base = base_of(request)

    def beside(target: Target) -> dict[str, Any]:
        return {
            "stated": country.documents.get(target.document.iri),
            "source": next((a for p in target.places for a in p.opened), None),
            "card": base + card_path(target.iri),
        }

    return table_of(name, title, _TARGET, found, language_of(request), beside)


def table_of(
    name: str,
    title: str,
    columns: Sequence[tuple[Column, str]],
    found: Iterable[Any],
    language: Language,
    beside: Callable[[Any], Mapping[str, Any]] = lambda _: {},
) -> Table:
    """Things as rows. A column has a path to its cells: attributes that begin with one of the
    thing's own, or of what stands `beside` it."""
    rows = [
        [_cell(each, around, path.split("."), language) for _, path in columns]
        for each in found
        for around in [beside(each)]
    ]
    return Table(name, title, [column for column, _ in columns], rows)


def _cell(thing: Any, beside: Mapping[str, Any], path: Sequence[str], language: Language) -> Cell:
    """What is found on a path: a name by its label, a year as one, nothing for what is empty."""
    first, *rest = path
    at = beside[first] if first in beside else getattr(thing, first)
    for attribute in rest:
        at = getattr(at, attribute) if at else None
    if callable(at):
        at = at(language)
    if isinstance(at, Name):
        return at.label(language) if at else None
    if at is not None and path[-1] == "year":
        return Year(at)
    return None if at == "" else at
