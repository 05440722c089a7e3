"""CSV of solutions in which IRIs hold commas, as every position in a text does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

import pyoxigraph as ox

from dxgraph.engine.output import Sink

_TSV_IRI_WITH_COMMA: Final = re.compile(rb"<([^<>\t\n]*,[^<>\t\n]*)>")
_TSV_ESCAPE: Final = re.compile(rb"\\(.)")
_TSV_ESCAPES: Final = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\"}
_CSV_SPECIAL: Final = re.compile(rb'[",\r\n]')
_LOOKED_AT: Final = 65_536
_BLOCK_BYTES: Final = 262_144
# A quotation mark that neither begins nor ends a field, nor is one of two.
_QUOTED_LATE: Final = re.compile(rb'"(?<=[^,\n"]")[^,\r"]|"""(?<= """)')


def csv_of_tsv(tsv: bytes) -> bytes:
    """Solutions in TSV as CSV (SPARQL 1.1 Query Results CSV and TSV, section 3; RFC 4180).

    TSV says of each cell what it is, and says it the same way each time: what comes again, as most
    cells of a long answer do, is looked up.
    """
    header, _, rows = tsv.partition(b"\n")
    names = header.replace(b"?", b"").replace(b"\t", b",")
    if b'"' not in rows and b"_:" not in rows and b"<<" not in rows:
        # Nothing but IRIs and numbers, in which "<" and ">" only stand around an IRI.
        rows = _TSV_IRI_WITH_COMMA.sub(rb'"\1"', rows).translate(None, b"<>")
        return b"".join((names, b"\r\n", rows.replace(b"\t", b",").replace(b"\n", b"\r\n")))
    width = header.count(b"\t") + 1
    cell_of = _CsvCells().__getitem__
    pieces = [names, b"\r\n"]
    for block in _blocks(rows):
        cells = map(cell_of, block.replace(b"\n", b"\t").split(b"\t")[:-1])
        lines = cells if width == 1 else map(b",".join, zip(*[cells] * width, strict=True))
        pieces += (b"\r\n".join(lines), b"\r\n")
    return b"".join(pieces)


def _blocks(rows: bytes) -> Iterator[bytes]:
    """Whole lines at a time: cells of a long answer, each an object, take several times its size,
    and a worker that has grown by much is not used again."""
    begin = 0
    while begin < len(rows):
        end = rows.find(b"\n", begin + _BLOCK_BYTES) + 1 or len(rows)
        yield rows[begin:end]
        begin = end


class _CsvCells(dict[bytes, bytes]):
    """Cells of TSV and what stands for them in CSV."""

    def __init__(self) -> None:
        super().__init__()
        self._blank_nodes: dict[bytes, bytes] = {}

    def __missing__(self, term: bytes) -> bytes:
        if term.startswith(b'"'):
            value = term[1 : term.rindex(b'"')]
            if b"\\" in value:
                value = _TSV_ESCAPE.sub(lambda match: _TSV_ESCAPES[match[1]], value)
        elif term.startswith(b"<<("):
            value = self._plain(_term_of(term)).encode()
        elif term.startswith(b"<"):
            value = term[1:-1]
        elif term.startswith(b"_:"):
            value = self._name(term)
        else:
            value = term
        if _CSV_SPECIAL.search(value) is not None:
            value = b'"%b"' % value.replace(b'"', b'""')
        self[term] = value
        return value

    def _name(self, blank_node: bytes) -> bytes:
        return self._blank_nodes.setdefault(blank_node, b"_:b%d" % len(self._blank_nodes))

    def _plain(self, term: object) -> str:
        if isinstance(term, ox.Triple):
            return " ".join(map(self._plain, term))
        if isinstance(term, ox.BlankNode):
            return self._name(str(term).encode()).decode()
        assert isinstance(term, ox.NamedNode | ox.Literal)  # noqa: S101 - there are no others
        return term.value


def _term_of(cell: bytes) -> object:
    (row,) = cast(
        ox.QuerySolutions,
        ox.parse_query_results(b"?x\n" + cell + b"\n", format=ox.QueryResultsFormat.TSV),
    )
    return row["x"]


class Torn(Exception):
    """A CSV has more commas than its rows and columns need, or blank nodes."""


class CsvSink(Sink):
    """A sink that looks at the CSV which Oxigraph writes; raises Torn."""

    def __init__(self, limit: int | None) -> None:
        super().__init__(limit)
        self._unseen = b""
        self._commas: int | None = None

    def write(self, piece: bytes) -> int:
        size = super().write(piece)
        self._unseen += piece
        if len(self._unseen) >= _LOOKED_AT:
            self.check()
        return size

    def check(self) -> None:
        end = self._unseen.rfind(b"\r\n") + 2
        seen = self._unseen[:end]
        if end < 2 or seen.count(b'"') % 2:
            return  # the end of a line in the middle of a text
        self._unseen = self._unseen[end:]
        if b"_:" in seen:
            raise Torn  # blank nodes, or a text like one: TSV tells them apart
        bare = seen
        if b'"' in seen:
            if _QUOTED_LATE.search(seen) is not None:
                raise Torn  # a triple term with a text in it
            bare = re.sub(rb'"[^"]*"', b"", seen)
        if self._commas is None:
            self._commas = bare[: bare.index(b"\r\n")].count(b",")
        if bare.count(b",") != self._commas * bare.count(b"\r\n"):
            raise Torn
