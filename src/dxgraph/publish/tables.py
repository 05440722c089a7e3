"""The snapshot as files to take away: RDF, and tidy tables with their codebook.

The tables have a row an observation and a column a variable (Wickham, "Tidy Data", 2014). Every row
says where its figure is printed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dxgraph.engine.graphs import no_triple_terms
from dxgraph.errors import DataError, UsageError
from dxgraph.files import write
from dxgraph.formats import DUMPS
from dxgraph.terms import PREFIXES

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

RDF_FORMATS = {one.name: ox.RdfFormat.from_media_type(one.media_type) for one in DUMPS}
_CODEBOOK = ("table", "column", "type", "vi", "en")
TABLE_FORMATS = ("csv", "parquet")
FORMATS = (*RDF_FORMATS, *TABLE_FORMATS)

Value = str | int | bool | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of a table."""

    name: str
    kind: type
    """str, int, bool, Decimal or date."""
    vi: str
    en: str


_TARGETS = (
    Column("target", str, "IRI của chỉ tiêu", "IRI of the target"),
    Column("kind", str, "định lượng hay định tính", "quantified or qualitative"),
    Column("document", str, "IRI của văn bản", "IRI of the document"),
    Column("document_number", str, "số, ký hiệu như in", "number as printed"),
    Column("document_date", date, "ngày ban hành", "date of issue"),
    Column(
        "reading_extent",
        str,
        "văn bản đã được đọc đến đâu; chỉ với văn bản đọc trọn thì sự im lặng mới nói lên điều gì",
        "how far the document was read; only of one read whole does silence say anything",
    ),
    Column("area", str, "IRI của địa bàn", "IRI of the area"),
    Column("area_vi", str, "tên địa bàn (tiếng Việt)", "name of the area (Vietnamese)"),
    Column("area_en", str, "tên địa bàn (tiếng Anh)", "name of the area (English)"),
    Column("indicator", str, "IRI của chỉ số", "IRI of the indicator"),
    Column("indicator_vi", str, "tên chỉ số (tiếng Việt)", "name of the indicator (Vietnamese)"),
    Column("indicator_en", str, "tên chỉ số (tiếng Anh)", "name of the indicator (English)"),
    Column("pillar", str, "trụ cột", "pillar"),
    Column(
        "pillar_basis",
        str,
        "trụ cột do văn bản nêu (stated) hay suy từ chỉ số (inferred)",
        "pillar stated by the document, or inferred from the indicator",
    ),
    Column("level", str, "cấp chính quyền", "level of government"),
    Column("deadline", date, "thời hạn", "deadline"),
    Column("start_year", int, "năm bắt đầu, nếu in", "start year, where printed"),
    Column("comparator", str, "phép so sánh như in", "comparator as printed"),
    Column("value", Decimal, "giá trị", "value"),
    Column("upper_value", Decimal, "đầu trên của khoảng", "upper end of a range"),
    Column("unit", str, "đơn vị", "unit"),
    Column("scope_vi", str, "phạm vi (tiếng Việt)", "scope (Vietnamese)"),
    Column("scope_en", str, "phạm vi (tiếng Anh)", "scope (English)"),
    Column(
        "abolished_level",
        bool,
        "gắn với cấp không còn vào thời hạn",
        "bound to a level that no longer exists at the deadline",
    ),
    Column("printed_figure", str, "số liệu đúng như in", "the figure as printed"),
    Column(
        "evidence",
        str,
        "IRI của nơi in, nhiều nơi cách nhau bằng dấu cách",
        "IRIs of the places where it is printed, apart by a space",
    ),
    Column(
        "confidence",
        str,
        "độ tin cậy, khi nguồn chỉ giữ theo địa chỉ",
        "confidence, where the source is held by address only",
    ),
)

_OUTCOMES = (
    Column("outcome", str, "IRI của kết quả", "IRI of the outcome"),
    Column("area", str, "IRI của địa bàn", "IRI of the area"),
    Column("area_vi", str, "tên địa bàn (tiếng Việt)", "name of the area (Vietnamese)"),
    Column("area_en", str, "tên địa bàn (tiếng Anh)", "name of the area (English)"),
    Column("indicator", str, "IRI của chỉ số", "IRI of the indicator"),
    Column("indicator_vi", str, "tên chỉ số (tiếng Việt)", "name of the indicator (Vietnamese)"),
    Column("indicator_en", str, "tên chỉ số (tiếng Anh)", "name of the indicator (English)"),
    Column("level", str, "cấp chính quyền", "level of government"),
    Column("year", int, "năm được đo", "year that was measured"),
    Column("method", str, "phương pháp đo", "method of measurement"),
    Column("universe", str, "trong tập nào (63 hay 34 tỉnh)", "in which universe (63 or 34)"),
    Column("comparator", str, "phép so sánh như công bố", "comparator as published"),
    Column("value", Decimal, "giá trị đo được", "measured value"),
    Column("unit", str, "đơn vị", "unit"),
    Column("address", str, "nơi công bố", "where it is published"),
    Column("confidence", str, "độ tin cậy", "confidence"),
)

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

# The last part of a concept's IRI is its code in the tables.
_SLUG = 'REPLACE(STR({0}), "^.*/", "")'

_QUERIES = {
    "targets": f"""
SELECT ?target (IF(?class = dx:QuantifiedTarget, "quantified", "qualitative") AS ?kind)
  ?document ?document_number ?document_date ({_SLUG.format("?extent")} AS ?reading_extent)
  ?area ?area_vi ?area_en ?indicator ?indicator_vi ?indicator_en
  ({_SLUG.format("?p")} AS ?pillar) ?pillar_basis
  ({_SLUG.format("?l")} AS ?level) ?deadline ?start_year
  ({_SLUG.format("?c")} AS ?comparator) ?value ?upper_value ({_SLUG.format("?u")} AS ?unit)
  ?scope_vi ?scope_en (COALESCE(?bound, false) AS ?abolished_level)
  (COALESCE(?own_figure, ?span_figure) AS ?printed_figure) ?evidence
  ({_SLUG.format("?conf")} AS ?confidence)
WHERE {{
  VALUES ?class {{ dx:QuantifiedTarget dx:QualitativeTarget }}
  ?target a ?class ; dx:statedIn ?document ; sdmx-dimension:refArea ?area ;
    dx:indicator ?indicator ; dx:adminLevel ?l ; dx:deadline ?deadline .
  ?document dx:readingExtent ?extent .
  ?area rdfs:label ?area_vi , ?area_en .
  FILTER (LANG(?area_vi) = "vi" && LANG(?area_en) = "en")
  ?indicator rdfs:label ?indicator_vi , ?indicator_en .
  FILTER (LANG(?indicator_vi) = "vi" && LANG(?indicator_en) = "en")
  OPTIONAL {{ ?document eli:id_local ?document_number }}
  OPTIONAL {{ ?document eli:date_document ?document_date }}
  OPTIONAL {{ {{ ?target dx:statedPillar ?p BIND ("stated" AS ?pillar_basis) }}
    UNION {{ ?target dx:inferredPillar ?p BIND ("inferred" AS ?pillar_basis) }} }}
  OPTIONAL {{ ?target dx:startYear ?start_year }}
  OPTIONAL {{ ?target dx:comparator ?c }}
  OPTIONAL {{ ?target dx:targetValue ?value }}
  OPTIONAL {{ ?target dx:upperValue ?upper_value }}
  OPTIONAL {{ ?target sdmx-attribute:unitMeasure ?u }}
  OPTIONAL {{ ?target dx:scopeNote ?scope_vi FILTER (LANG(?scope_vi) = "vi") }}
  OPTIONAL {{ ?target dx:scopeNote ?scope_en FILTER (LANG(?scope_en) = "en") }}
  OPTIONAL {{ ?target dx:boundToAbolishedLevel ?bound }}
  OPTIONAL {{ ?target dx:printedFigure ?own_figure }}
  OPTIONAL {{ ?target dx:confidence ?conf }}
  OPTIONAL {{
    SELECT ?target (GROUP_CONCAT(STR(?place); separator=" ") AS ?evidence)
           (MIN(?figure) AS ?span_figure)
    WHERE {{ SELECT ?target ?place ?figure WHERE {{
        {{ ?target dx:evidence ?place . ?place dx:printedFigure ?figure }}
        UNION {{ ?target dx:attestedAt/dx:address ?place }} }}
      ORDER BY ?place }}
    GROUP BY ?target
  }}
}} ORDER BY ?target""",
    "outcomes": f"""
SELECT ?outcome ?area ?area_vi ?area_en ?indicator ?indicator_vi ?indicator_en
  ({_SLUG.format("?l")} AS ?level) ?year
  ({_SLUG.format("?m")} AS ?method) ({_SLUG.format("?un")} AS ?universe)
  ({_SLUG.format("?c")} AS ?comparator) ?value ({_SLUG.format("?u")} AS ?unit)
  (GROUP_CONCAT(STR(?a); separator=" ") AS ?address) ({_SLUG.format("?conf")} AS ?confidence)
WHERE {{
  {{ SELECT * WHERE {{
    ?outcome a dx:Outcome ; sdmx-dimension:refArea ?area ; dx:indicator ?indicator ;
      sdmx-dimension:refPeriod ?year ; dx:method ?m ; dx:observedValue ?value ;
      sdmx-attribute:unitMeasure ?u .
    ?area rdfs:label ?area_vi , ?area_en .
    FILTER (LANG(?area_vi) = "vi" && LANG(?area_en) = "en")
    ?indicator rdfs:label ?indicator_vi , ?indicator_en .
    FILTER (LANG(?indicator_vi) = "vi" && LANG(?indicator_en) = "en")
    OPTIONAL {{ ?outcome dx:comparator ?c }}
    OPTIONAL {{ ?outcome dx:adminLevel ?l }}
    OPTIONAL {{ ?outcome dx:universe ?un }}
    OPTIONAL {{ ?outcome dx:confidence ?conf }}
    OPTIONAL {{ ?outcome dx:attestedAt/dx:address ?a }}
  }} ORDER BY ?a }}
}}
GROUP BY ?outcome ?area ?area_vi ?area_en ?indicator ?indicator_vi ?indicator_en ?l ?year ?m ?un
  ?c ?value ?u ?conf
ORDER BY ?outcome""",
}

TABLES = {"targets": _TARGETS, "outcomes": _OUTCOMES}
"""The tables by name, with their columns; beside them there is the table `codebook`."""


def dump(snapshot: Snapshot, format_: str) -> bytes:
    """The snapshot in one of `RDF_FORMATS`.

    N-Quads is the canonical form. TriG and JSON-LD keep the named graphs; Turtle has none and holds
    their union. Statements stand in the order of the canonical form: the same bytes every time.

    Raises UsageError for a format that is not RDF's.
    """
    if format_ == "nquads":
        return snapshot.nquads()
    if format_ not in RDF_FORMATS:
        raise UsageError(
            f"{format_!r} is no RDF format.", remedy=f"Choose one of {', '.join(RDF_FORMATS)}."
        )
    quads = list(ox.parse(snapshot.nquads(), format=ox.RdfFormat.N_QUADS))
    if format_ == "jsonld" and any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise no_triple_terms()
    body = (
        ox.serialize(
            sorted({quad.triple for quad in quads}, key=str),
            format=ox.RdfFormat.TURTLE,
            prefixes=dict(PREFIXES),
        )
        if format_ == "turtle"
        else ox.serialize(
            sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad))),
            format=RDF_FORMATS[format_],
            prefixes=dict(PREFIXES),
        )
    )
    assert body is not None  # noqa: S101  (no output was named, so the bytes come back)
    return body


def rows(snapshot: Snapshot, table: str) -> Iterator[dict[str, Value]]:
    """The rows of a table, in the order of their IRIs; of the codebook, in the columns' order.

    Raises UsageError for a table that does not exist.
    """
    if table == "codebook":
        for name, columns in TABLES.items():
            for column in columns:
                kind = column.kind.__name__.lower()
                yield {
                    "table": name,
                    "column": column.name,
                    "type": kind,
                    "vi": column.vi,
                    "en": column.en,
                }
        return
    if table not in TABLES:
        raise UsageError(
            f"There is no table {table!r}.", remedy=f"Choose one of {', '.join(TABLES)}, codebook."
        )
    found = snapshot.store.query(_PROLOGUE + _QUERIES[table])
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a table's query is a SELECT")
    for solution in found:
        yield {column.name: _value(solution[column.name], column.kind) for column in TABLES[table]}


def _value(term: object, kind: type) -> Value:
    if term is None:
        return None
    if not isinstance(term, ox.Literal | ox.NamedNode):
        raise TypeError(f"{term} is no value of a table")
    text = term.value
    try:
        if kind is bool:
            return text in {"true", "1"}
        if kind is date:
            return date.fromisoformat(text)
        return kind(text)  # type: ignore[no-any-return]
    except (ValueError, ArithmeticError):
        raise DataError(
            f"{term} is not written as the tables need it ({kind.__name__.lower()}).",
            remedy="Run dxgraph validate, which says in which file and line it is.",
        ) from None


def table_csv(snapshot: Snapshot, table: str) -> bytes:
    """A table as CSV (RFC 4180, UTF-8, a header line); an absent value is empty."""
    output = io.StringIO(newline="")
    writer: csv.DictWriter[str] | None = None
    for row in rows(snapshot, table):
        if writer is None:
            writer = csv.DictWriter(output, list(row))
            writer.writeheader()
        writer.writerow({key: _text(value) for key, value in row.items()})
    if writer is None:
        csv.writer(output).writerow(column.name for column in TABLES[table])
    return output.getvalue().encode()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def table_parquet(snapshot: Snapshot, table: str) -> bytes:
    """A table as Parquet, with the types of its columns; numbers are decimal128(19, 4)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        str: pa.string(),
        int: pa.int32(),
        bool: pa.bool_(),
        Decimal: pa.decimal128(19, 4),
        date: pa.date32(),
    }
    if table == "codebook":
        fields = [(name, pa.string()) for name in _CODEBOOK]
    else:
        fields = [(column.name, kinds[column.kind]) for column in TABLES.get(table, ())]
    schema = pa.schema(fields, metadata={"dxgraph.snapshot": snapshot.digest})
    content = pa.Table.from_pylist(list(rows(snapshot, table)), schema=schema)
    output = pa.BufferOutputStream()
    pq.write_table(content, output)
    return bytes(output.getvalue())


def table_xlsx(snapshot: Snapshot, table: str) -> bytes:
    """A table as a workbook: real types, a frozen header, and a sheet with what the columns mean.
    The same snapshot gives the same bytes."""
    import xlsxwriter

    from dxgraph.catalogue.results import LICENCE, write_cell

    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    try:
        # A workbook says when it was made, which would change its digest with the clock.
        book.set_properties({"created": datetime(2020, 1, 1), "comments": LICENCE})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(table)
        names = [column.name for column in TABLES.get(table, ())] or list(_CODEBOOK)
        for index, name in enumerate(names):
            sheet.write_string(0, index, name, bold)
            sheet.set_column(index, index, 18)
        count = 0
        for count, row in enumerate(rows(snapshot, table), 1):
            for index, name in enumerate(names):
                write_cell(sheet, count, index, row[name], day)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(names) - 1)
        told = book.add_worksheet("about")
        told.set_column(0, 2, 44)
        lines: list[tuple[str, str, str]] = [
            ("snapshot", f"sha256:{snapshot.digest}", ""),
            ("version", snapshot.version, ""),
            ("licence", LICENCE, ""),
            ("", "", ""),
            *((column.name, column.vi, column.en) for column in TABLES.get(table, ())),
        ]
        for number, line in enumerate(lines):
            for index, text in enumerate(line):
                told.write_string(number, index, text, None if index else bold)
    finally:
        book.close()
    return output.getvalue()


def export(
    snapshot: Snapshot, format_: str, output: Path | None, tables: Sequence[str] = ()
) -> bytes | list[Path]:
    """Write the snapshot to a path, or give its bytes when there is none.

    The tables go into a folder, a file each, where ``output`` is a folder or more than one is asked
    for. Returns the bytes, or the files that were written.

    Raises UsageError for a wrong format or table, InputError when a file cannot be written.
    """
    if format_ not in FORMATS:
        raise UsageError(
            f"{format_!r} is no format of an export.", remedy=f"Choose one of {', '.join(FORMATS)}."
        )
    if format_ in RDF_FORMATS:
        if tables:
            raise UsageError(
                "--table goes with the formats csv and parquet.", remedy="Leave --table out."
            )
        body = dump(snapshot, format_)
        return body if output is None else [write(output, body)]
    render = table_csv if format_ == "csv" else table_parquet
    if output is not None and (output.is_dir() or output.suffix == ""):
        chosen = tables or (*TABLES, "codebook")
        return [write(output / f"{name}.{format_}", render(snapshot, name)) for name in chosen]
    if len(tables) > 1:
        raise UsageError(
            "More than one table does not go into one file.", remedy="Give a folder as --output."
        )
    body = render(snapshot, tables[0] if tables else "targets")
    return body if output is None else [write(output, body)]
