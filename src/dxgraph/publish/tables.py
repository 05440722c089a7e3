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
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from dxgraph.curies import declared
from dxgraph.engine.graphs import no_triple_terms
from dxgraph.errors import DataError, UsageError
from dxgraph.files import own, own_text, write
from dxgraph.formats import DUMPS
from dxgraph.messages import message
from dxgraph.terms import PREFIXES

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

RDF_FORMATS = {one.name: ox.RdfFormat.from_media_type(one.media_type) for one in DUMPS}
TABLE_FORMATS = ("csv", "parquet")
FORMATS = (*RDF_FORMATS, *TABLE_FORMATS)

Value = str | int | bool | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of a table."""

    name: str
    kind: type
    """str, int, bool, Decimal or date."""
    vi: str = ""
    en: str = ""


_KINDS: Final[dict[str, type]] = {kind.__name__: kind for kind in (str, int, bool, Decimal, date)}


def _tables() -> dict[str, tuple[Column, ...]]:
    """The columns as ``columns.yaml`` lists them."""
    said = own(__package__, "columns.yaml")
    shared = said.pop("shared")

    def column(listed: str | dict[str, list[str]]) -> Column:
        given = {listed: shared[listed]} if isinstance(listed, str) else listed
        ((name, (kind, vi, en)),) = given.items()
        return Column(name, _KINDS[kind], vi, en)

    return {table: tuple(map(column, columns)) for table, columns in said.items()}


TABLES: Final = _tables()
"""The tables by name, with their columns; beside them there is the table `codebook`."""
_CODEBOOK: Final = tuple(Column(name, str) for name in ("table", "column", "type", "vi", "en"))


def _columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, or of the codebook. Raises UsageError for what is neither."""
    if table == "codebook":
        return _CODEBOOK
    if table not in TABLES:
        raise UsageError(message("no-table", table=table, tables=", ".join(TABLES)))
    return TABLES[table]


def dump(snapshot: Snapshot, format_: str) -> bytes:
    """The snapshot in one of `RDF_FORMATS`.

    N-Quads is the canonical form. TriG and JSON-LD keep the named graphs; Turtle has none and holds
    their union. Statements stand in the order of the canonical form: the same bytes every time.

    Raises UsageError for a format that is not RDF's.
    """
    if format_ == "nquads":
        return snapshot.nquads()
    if format_ not in RDF_FORMATS:
        raise UsageError(message("no-rdf-format", format=format_, formats=", ".join(RDF_FORMATS)))
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
    columns = _columns(table)
    if table == "codebook":
        for name, described in TABLES.items():
            for column in described:
                kind = column.kind.__name__.lower()
                said = (name, column.name, kind, column.vi, column.en)
                yield dict(zip((each.name for each in columns), said, strict=True))
        return
    query = own_text(__package__, f"{table}.rq")
    found = snapshot.store.query(declared(query))
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a table's query is a SELECT")
    for solution in found:
        yield {column.name: _value(solution[column.name], column.kind) for column in columns}


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
            message("not-for-tables", term=str(term), type=kind.__name__.lower()),
        ) from None


def table_csv(snapshot: Snapshot, table: str) -> bytes:
    """A table as CSV (RFC 4180, UTF-8, a header line); an absent value is empty."""
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, [column.name for column in _columns(table)])
    writer.writeheader()
    for row in rows(snapshot, table):
        writer.writerow({key: _text(value) for key, value in row.items()})
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
    fields = [(column.name, kinds[column.kind]) for column in _columns(table)]
    schema = pa.schema(fields, metadata={"dxgraph.snapshot": snapshot.digest})
    content = pa.Table.from_pylist(list(rows(snapshot, table)), schema=schema)
    output = pa.BufferOutputStream()
    pq.write_table(content, output)
    return bytes(output.getvalue())


def table_xlsx(snapshot: Snapshot, table: str) -> bytes:
    """A table as a workbook: real types, a frozen header, and a sheet with what the columns mean.
    The same snapshot gives the same bytes."""
    from dxgraph.catalogue.results import LICENCE, Sheet, write_workbook

    names = [column.name for column in _columns(table)]
    found = [list(row.values()) for row in rows(snapshot, table)]
    lines: list[tuple[str, str, str]] = [
        ("snapshot", f"sha256:{snapshot.digest}", ""),
        ("version", snapshot.version, ""),
        ("licence", LICENCE, ""),
        ("", "", ""),
        *((column.name, column.vi, column.en) for column in TABLES.get(table, ())),
    ]
    return write_workbook(
        [Sheet(table, names, [18] * len(names), found)],
        Sheet("about", (), (44, 44, 44), lines),
        # A workbook says when it was made, which would change its digest with the clock.
        {"created": datetime(2020, 1, 1), "comments": LICENCE},
        headings={},
    )


def export(
    snapshot: Snapshot, format_: str, output: Path | None, tables: Sequence[str] = ()
) -> bytes | list[Path]:
    """Write the snapshot to a path, or give its bytes when there is none.

    The tables go into a folder, a file each, where ``output`` is a folder or more than one is asked
    for. Returns the bytes, or the files that were written.

    Raises UsageError for a wrong format or table, InputError when a file cannot be written.
    """
    if format_ not in FORMATS:
        raise UsageError(message("no-export-format", format=format_, formats=", ".join(FORMATS)))
    if format_ in RDF_FORMATS:
        if tables:
            raise UsageError(message("table-of-csv"))
        body = dump(snapshot, format_)
        return body if output is None else [write(output, body)]
    render = table_csv if format_ == "csv" else table_parquet
    if output is not None and (output.is_dir() or output.suffix == ""):
        chosen = tables or (*TABLES, "codebook")
        return [write(output / f"{name}.{format_}", render(snapshot, name)) for name in chosen]
    if len(tables) > 1:
        raise UsageError(message("several-tables"))
    body = render(snapshot, tables[0] if tables else "targets")
    return body if output is None else [write(output, body)]
