"""The cells of answers in every format of results, each held once.

An answer of SPARQL is the same few terms over and over. A cell is a column and a term; what stands
for it in JSON, XML, CSV or TSV is written by the same writers that write whole answers, the first
time that it is needed, and a row is then put together from bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

import pyoxigraph as ox

from dxgraph.engine.output import sound_xml
from dxgraph.engine.protocol import Term
from dxgraph.engine.solutions import RESULTS_FORMATS, write

_NUMBERED_BYTES: Final = 200
_WRITTEN_BYTES: Final = 50
"""What a cell takes beside its own bytes."""


class Cells:
    """The cells of all tables of a snapshot, by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[bytes, int]] = {}
        self._names: list[str] = []
        self._tsv: list[bytes] = []
        self._written: dict[str, list[bytes | None]] = {}
        self.size = 0
        """About how much memory they take."""

    def column(self, name: str, terms: Iterable[bytes]) -> list[int]:
        """The numbers of the cells of a column, whose terms are as TSV writes them."""
        known = self._numbers.setdefault(name, {})
        found = []
        for term in terms:
            number = known.get(term)
            if number is None:
                number = known[term] = len(self._tsv)
                self._tsv.append(term)
                self._names.append(name)
                self.size += len(term) + _NUMBERED_BYTES
            found.append(number)
        return found

    def terms(self, numbers: Iterable[int]) -> list[bytes]:
        return [self._tsv[number] for number in numbers]

    def written(self, numbers: Sequence[int], results_format: str) -> list[bytes]:
        """What these cells are in a format, each with the mark that parts it from the next."""
        cells = self._written.setdefault(results_format, [])
        if len(cells) < len(self._tsv):
            cells.extend([None] * (len(self._tsv) - len(cells)))
        found = [cells[number] for number in numbers]
        if None in found:
            missing = sorted({number for number in numbers if cells[number] is None})
            for number, piece in zip(missing, self._write(missing, results_format), strict=True):
                cells[number] = piece
                self.size += len(piece) + _WRITTEN_BYTES
            found = [cells[number] for number in numbers]
        return cast(list[bytes], found)

    def _write(self, numbers: Sequence[int], results_format: str) -> list[bytes]:
        terms = self.terms(numbers)
        if results_format == "tsv":
            return [b"%b\t" % term for term in terms]
        if results_format == "csv":
            return [b"%b," % cell for cell in _column(terms, "csv")]
        names = [self._names[number].encode() for number in numbers]
        pairs = zip(names, _column(terms, results_format), strict=True)
        if results_format == "json":
            return [b'"%b":%b,' % (name, cell) if cell else b"" for name, cell in pairs]
        return [
            b'<binding name="%b">%b</binding>' % (name, cell) if cell else b""
            for name, cell in pairs
        ]


def _solutions(tsv: bytes) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, ox.parse_query_results(tsv, format=ox.QueryResultsFormat.TSV))


def term_of(cell: bytes) -> Term | None:
    """The term that TSV writes so; None for a blank node or a triple."""
    (row,) = _solutions(b"?x\n%b\n" % cell)
    term = row["x"]
    return term if isinstance(term, ox.NamedNode | ox.Literal) else None


def _column(terms: Sequence[bytes], results_format: str) -> list[bytes]:
    """Terms as a format writes them; nothing for what has no value."""
    there = [term for term in terms if term]
    tsv = b"\n".join((b"?x", *there, b""))
    body, _ = write(_solutions(tsv), results_format, None)
    written = iter(_apart(body, results_format) if there else ())
    return [next(written) if term else b"" for term in terms]


def _apart(body: bytes, results_format: str) -> list[bytes]:
    """The cells of an answer of one column. What parts them cannot stand in a text, where
    quotation marks and angle brackets are escaped."""
    if results_format == "json":
        start = body.index(b'[{"x":') + len(b'[{"x":')
        return body[start : -len(b"}]}}")].split(b'},{"x":')
    if results_format == "xml":
        begun, end = b'<result><binding name="x">', b"</binding></result>"
        start = body.index(begun) + len(begun)
        return body[start : body.rindex(end)].split(end + begun)
    return _csv_lines(body)


def _csv_lines(body: bytes) -> list[bytes]:
    """The cells of a CSV of one column: a line end within quotation marks ends none."""
    cells: list[bytes] = []
    whole = b""
    for line in body.split(b"\r\n")[1:-1]:
        whole = whole + b"\r\n" + line if whole else line
        if whole.count(b'"') % 2 == 0:
            cells.append(whole)
            whole = b""
    return cells


_JOIN: Final[dict[str, tuple[bytes, bytes, bytes, int]]] = {
    "json": (b"{", b"}", b",", 1),
    "xml": (b"<result>", b"</result>", b"", 0),
    "csv": (b"", b"\r\n", b"", 1),
    "tsv": (b"", b"\n", b"", 1),
}
"""Around a row, between rows, and how much of the last cell is only a mark."""


def write_rows(
    cells: Cells, names: Sequence[str], rows: Sequence[Sequence[int]], results_format: str
) -> bytes:
    """The bytes of an answer of some columns. Raises NotAcceptable for what XML cannot carry."""
    before, after, between, mark = _JOIN[results_format]
    head, tail = _frame(names, results_format)
    flat = [number for row in rows for number in row]
    written = cells.written(flat, results_format)
    width = len(names)
    join: Callable[[Iterable[bytes]], bytes] = b"".join
    lines = [join(written[at : at + width]) for at in range(0, len(flat), width)]
    if mark:
        lines = [line[:-mark] for line in lines]
    middle = (after + between + before).join(lines)
    body = join((head, before, middle, after, tail)) if lines else head + tail
    return sound_xml(body) if results_format == "xml" else body


def _frame(names: Sequence[str], results_format: str) -> tuple[bytes, bytes]:
    """What stands before the first row and behind the last."""
    header = "\t".join(f"?{name}" for name in names).encode() + b"\n"
    kind, _ = RESULTS_FORMATS[results_format]
    if results_format == "csv":
        return write(_solutions(header), "csv", None)[0], b""
    body = _solutions(header).serialize(format=kind) or b""
    end = {"json": b"]}}", "xml": b"</results></sparql>", "tsv": b""}[results_format]
    return body[: len(body) - len(end)], end
