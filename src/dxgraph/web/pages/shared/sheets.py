"""What a page shows, to take away: the same rows as Excel, CSV or JSON at the same address.

``format=xlsx``, ``csv`` or ``json`` gives exactly the view, whole where the page has parts. Names
stand first and IRIs last. CSV for a spreadsheet (``bom=1``, which the buttons add) begins with the
byte order mark, without which some read it as another encoding; for programs it has none.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
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
from dxgraph.model.things import Target
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.shared.country import Country
from dxgraph.web.pages.shared.frame import card_path, language_of

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
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key not in {"format", "bom", "page"}
    ]
    found = []
    for label, more in (
        ("Excel", [("format", "xlsx")]),
        ("CSV", [("format", "csv"), ("bom", "1")]),
        ("JSON", [("format", "json")]),
    ):
        here = f"{request.url.path}?{urlencode([*kept, *more])}"
        joint = "&" if "?" in address else "?"
        found.append((label, f"{address}{joint}{urlencode(more)}" if address else here))
    return found


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
        told = [
            (language.say("Nội dung", "What"), table.title),
            (language.say("Địa chỉ", "Address"), address),
            (language.say("Số dòng", "Rows"), str(len(rows))),
            (language.say("Ngày tải", "Date"), datetime.now(UTC).date().isoformat()),
            (language.say("Bản dữ liệu", "Snapshot"), f"sha256:{info.digest}"),
            (language.say("Phiên bản", "Version"), info.version),
            (language.say("Giấy phép", "Licence"), LICENCE),
        ]
        body = await answering.make(
            call_of(request), _xlsx, [table] if seen is None else [seen, table], told, language
        )
    disposition = f'attachment; filename="{table.name}.{format_}"'.encode("ascii", "replace")
    return await answering.content(
        call_of(request),
        body,
        FORMATS[format_],
        extra=[(b"content-disposition", disposition), (b"vary", b"accept-language")],
    )


def _plain_address(request: Request) -> str:
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key not in {"format", "bom"}
    ]
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

    said = {
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
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


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

_Cells = Callable[[Target], Cell]


def targets(
    request: Request, name: str, title: str, found: Sequence[Target], country: Country
) -> Table:
    """Targets as a page's table has them, with what a spreadsheet needs beside: names first, then
    places and documents, IRIs last."""
    language = language_of(request)
    base = str(request.base_url).rstrip("/")
    fields: list[tuple[Column, _Cells]] = [
        (Column("area", "Địa bàn", "Area"), lambda t: t.area.label(language)),
        (Column("indicator", "Chỉ số", "Indicator"), lambda t: t.indicator.label(language)),
        (Column("level", "Cấp", "Level"), lambda t: t.level.label(language)),
        (Column("pillar", "Trụ cột", "Pillar"), lambda t: t.pillar.label(language)),
        (Column("year", "Đến năm", "By the year"), lambda t: Year(t.year) if t.year else None),
        (
            Column("comparator", "Quan hệ so sánh", "Comparator"),
            lambda t: t.comparator.label(language) if t.comparator else None,
        ),
        (Column("value", "Giá trị", "Value"), lambda t: t.value),
        (Column("upper_value", "Cận trên", "Upper value"), lambda t: t.upper),
        (
            Column("unit", "Đơn vị", "Unit"),
            lambda t: t.unit.label(language) if t.unit else None,
        ),
        (Column("printed", "Nguyên văn", "As printed"), lambda t: t.figure or None),
        (
            Column("verdict", "So với thước đo quốc gia", "Against the national yardstick"),
            lambda t: t.standing.verdict.label(language) if t.standing else None,
        ),
        (
            Column("yardstick", "Thước đo quốc gia", "National yardstick"),
            lambda t: (t.standing.against(language) or None) if t.standing else None,
        ),
        (
            Column("national_year", "Thước đo: đến năm", "Yardstick: by the year"),
            lambda t: (
                Year(t.standing.deadline.year) if t.standing and t.standing.deadline else None
            ),
        ),
        (
            Column("national_printed", "Thước đo: nguyên văn", "Yardstick as printed"),
            lambda t: (t.standing.figure or None) if t.standing else None,
        ),
        (
            Column("national_confidence", "Thước đo: độ tin cậy", "Yardstick: confidence"),
            lambda t: (
                t.standing.confidence.label(language)
                if t.standing and t.standing.confidence
                else None
            ),
        ),
        (
            Column("confidence", "Độ tin cậy", "Confidence"),
            lambda t: t.confidence.label(language) if t.confidence else None,
        ),
        (Column("document", "Văn bản", "Document"), lambda t: t.document.label(language)),
        (Column("number", "Số, ký hiệu", "Number"), lambda t: _of(country, t, "number") or None),
        (Column("issued", "Ngày ban hành", "Issued"), lambda t: _of(country, t, "date")),
        (
            Column("reading_extent", "Đã đọc đến đâu", "How far it was read"),
            lambda t: _label(_of(country, t, "extent"), language),
        ),
        (
            Column("source", "Trang nguồn", "Source page"),
            lambda t: next((a for p in t.places for a in p.opened), None),
        ),
        (Column("card", "Thẻ của con số", "The figure's card"), lambda t: base + card_path(t.iri)),
        (Column("target_iri", "IRI chỉ tiêu", "Target IRI"), lambda t: t.iri),
        (Column("area_iri", "IRI địa bàn", "Area IRI"), lambda t: t.area.iri),
        (Column("indicator_iri", "IRI chỉ số", "Indicator IRI"), lambda t: t.indicator.iri),
        (Column("document_iri", "IRI văn bản", "Document IRI"), lambda t: t.document.iri),
    ]
    return Table(
        name, title, [column for column, _ in fields], [[of(t) for _, of in fields] for t in found]
    )


def _of(country: Country, target: Target, attribute: str) -> Any:
    document = country.documents.get(target.document.iri)
    return getattr(document, attribute) if document else None


def _label(name: Any, language: Language) -> str | None:
    return name.label(language) if name else None
