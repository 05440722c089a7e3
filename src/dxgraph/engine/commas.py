"""CSV of solutions in which IRIs hold commas, as every position in a text does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final, cast

import pyoxigraph as ox

from dxgraph.engine.output import Sink, limited
from dxgraph.engine.query.projection import plain_projection

_TSV_IRI_WITH_COMMA: Final = re.compile(rb"<([^<>\t\n]*,[^<>\t\n]*)>")
_TSV_ESCAPE: Final = re.compile(rb"\\(.)")
_TSV_ESCAPES: Final = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\"}
_CSV_SPECIAL: Final = re.compile(rb'[",\r\n]')
_LOOKED_AT: Final = 65_536
_BLOCK_BYTES: Final = 262_144


_MOST_TORN: Final = 3
"""Of more columns TSV is made sooner than what makes text of them."""
_SORTS: Final = re.compile(r"\b(?:ORDER|GROUP)\s+BY\b", re.IGNORECASE)


class Solutions:
    """The solutions at hand, and after them those of another run."""

    def __init__(self, found: ox.QuerySolutions, again: Callable[[str], object], text: str) -> None:
        self._found: ox.QuerySolutions | None = found
        self._again = again
        self.text = text

    def __call__(self, text: str = "") -> ox.QuerySolutions:
        """Those of another query where one is given."""
        found, self._found = self._found, None
        if text or found is None:
            found = cast(ox.QuerySolutions, self._again(text))
        return found


def csv_of(solve: Solutions, limit: int | None) -> tuple[bytes, int]:
    """CSV, and how many rows.

    Oxigraph writes it fastest, but an IRI without quotes even where it holds a comma, as every
    position in a text does (RFC 5147: ``#char=873,905``); who reads it then sees two fields. That
    is seen while it is written, and the answer begins anew with what is in that column as text; or,
    where that is no help, by way of TSV. Where all of the work is done before the first row, to
    begin anew would double it.
    """
    text, head, columns = "", b"", set[int]()
    while _SORTS.search(solve.text) is None and len(columns) < _MOST_TORN:
        sink = CsvSink(limit)
        try:
            solve(text).serialize(cast(IO[bytes], sink), format=ox.QueryResultsFormat.CSV)
            sink.finish()
        except Torn as torn:
            if torn.column is None or torn.column in columns:
                break
            columns.add(torn.column)
            quoted = quoting(solve.text, columns)
            if quoted is None:
                break
            text, head = quoted
        else:
            body = sink.bytes()
            return head + body[body.index(b"\n") + 1 :] if head else body, sink.rows
    plain = Sink(limit)
    solve().serialize(cast(IO[bytes], plain), format=ox.QueryResultsFormat.TSV)
    tsv = plain.bytes()
    # No text of TSV holds the end of a line.
    return limited(csv_of_tsv(tsv), limit), tsv.count(b"\n") - 1


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
    """A CSV has more commas than its rows and columns need, or blank nodes.

    `column`: where such a comma seems to stand; None where that cannot be guessed.
    """

    def __init__(self, column: int | None = None) -> None:
        super().__init__()
        self.column = column


class CsvSink(Sink):
    """A sink that looks at the CSV which Oxigraph writes; raises Torn."""

    def __init__(self, limit: int | None) -> None:
        super().__init__(limit)
        self._unseen: list[bytes] = []
        self._unseen_bytes = 0
        self._commas: int | None = None
        self.rows = -1
        """How many were looked at, without the line of names."""

    def write(self, piece: bytes) -> int:
        size = super().write(piece)
        self._unseen.append(piece)
        self._unseen_bytes += size
        if self._unseen_bytes >= (_LOOKED_AT if self.rows < 0 else _BLOCK_BYTES):
            self._check()
        return size

    def finish(self) -> None:
        """Look at what is left."""
        self._check()
        if any(self._unseen):
            raise Torn

    def _check(self) -> None:
        found = b"".join(self._unseen)
        end = found.rfind(b"\r\n") + 2
        parts = found[:end].split(b'"')
        if end < 2 or not len(parts) % 2:
            self._unseen = [found]
            return  # the end of a line in the middle of a text
        self._unseen = [found[end:]]
        self._unseen_bytes = len(found) - end
        # Without the texts in quotation marks, and what stands for a mark in them.
        outside = [part for part in parts[::2] if part]
        if len(parts) > 1 and not _are_whole(outside, begins=not parts[0]):
            raise Torn
        bare = b"".join(outside)
        # To find one sign, or leave it out, takes a third of what finding two or counting does.
        if b"_" in bare and b"_:" in bare:
            raise Torn  # blank nodes, or a text like one: TSV tells them apart
        if self._commas is None:
            self._commas = bare[: bare.index(b"\r\n")].count(b",")
        rows = bare.count(b"\n")
        if len(bare) - len(bare.replace(b",", b"")) != self._commas * rows:
            raise Torn(_torn_column(bare, self._commas))
        self.rows += rows


def _are_whole(outside: list[bytes], *, begins: bool) -> bool:
    """Whether texts in quotation marks, between these parts, are whole fields: within a triple term
    they are not. `begins`: whether a text comes before all parts."""
    return all(part[-1] in b",\n" for part in outside[:-1]) and all(
        part[0] in b",\r" for part in outside[not begins :]
    )


_BEGINS_LIKE_AN_IRI: Final = re.compile(rb"[A-Za-z][A-Za-z0-9+.\-]*:")


def _torn_column(bare: bytes, commas: int) -> int | None:
    """Where an IRI seems to go on behind a comma, in the first row that has too many: a position in
    a text if there is one."""
    fields = next(row.split(b",") for row in bare.split(b"\r\n") if row.count(b",") != commas)
    begins = [_BEGINS_LIKE_AN_IRI.match(field) is not None for field in fields]
    columns = [place for place in range(len(fields) - 1) if begins[place] and not begins[place + 1]]
    positions = [place for place in columns if b"#char=" in fields[place]]
    found = [place for place in positions[:1] or columns[-1:] if place <= commas]
    return found[0] if found else None


def quoting(text: str, columns: Iterable[int]) -> tuple[str, bytes] | None:
    """The query that gives text in these columns, which Oxigraph puts in quotation marks where that
    is needed, in the place of IRIs, which it does not; and the names of all columns as its CSV
    begins with. None for a query that shows something else than variables.

    In CSV there is no other difference: it tells no kinds of terms. A blank node stays one.
    """
    found = plain_projection(text)
    if found is None or "having" in text.lower():
        return None
    begin, names, end = found
    if len(set(names)) < len(names) or re.search(r"[?$]csv_\d", text) is not None:
        return None
    shown = [f"?{name}" for name in names]
    for column in columns:
        shown[column] = f"(COALESCE(STR(?{names[column]}), ?{names[column]}) AS ?csv_{column})"
    return f"{text[:begin]} {' '.join(shown)} {text[end:]}", ",".join(names).encode() + b"\r\n"
