"""Solutions as bytes: each query is evaluated once, and what Oxigraph writes of it is mended.

It writes CSV fastest, but an IRI without quotes even where it holds a comma, as every position in a
text does (RFC 5147: ``#char=873,905``); who reads it then sees two fields. TSV says of each cell
what it is, so CSV is made of that (SPARQL 1.1 Query Results CSV and TSV, section 3; RFC 4180).
Blank nodes, whose names it draws at random, are named by the order of appearance.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Final, cast

import pyoxigraph as ox

from dxgraph.engine.output import Sink, known, sound_xml
from dxgraph.formats import RESULTS

MADE_OF_JSON: Final = {item.name: item.of_json for item in RESULTS if item.of_json is not None}
"""The formats of results that Oxigraph does not write, and what makes them."""
RESULTS_FORMATS: Final = {
    item.name: (
        ox.QueryResultsFormat.JSON
        if item.name in MADE_OF_JSON
        else known(ox.QueryResultsFormat.from_media_type(item.media_type)),
        item.content_type,
    )
    for item in RESULTS
}
"""What Oxigraph writes of SELECT and ASK, and as which media type it is sent."""

_BLOCK_BYTES: Final = 262_144
"""So much TSV is made CSV at a time: the cells of a long answer, each an object, take several times
its size, and a worker that has grown by much is not used again."""

_REMEMBERED: Final = 100_000
"""So many cells are looked up; of a long answer that has more different ones few come again."""

_TSV_ESCAPE: Final = re.compile(rb"\\(.)")
_TSV_ESCAPES: Final = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\"}
_CSV_SPECIAL: Final = re.compile(rb'[",\r\n]')
_TAB_TO_COMMA: Final = bytes.maketrans(b"\t", b",")
_LANGUAGE_OR_DATATYPE: Final = re.compile(rb"[^\t\n]*")

_BLANK_NODES: Final = {
    "json": re.compile(rb'(?<="type":"bnode","value":")([^"]+)'),
    "xml": re.compile(rb"(?<=<bnode>)([^<]+)"),
    # What else could look like one stands in a text or an IRI.
    "tsv": re.compile(rb'"(?>[^"\\]|\\.)*+"|<[^<>\s]*>|(?<=_:)([^\s<>"]+)'),
}


def write(found: ox.QuerySolutions, results_format: str, limit: int | None) -> tuple[bytes, int]:
    """The bytes of solutions, at most `limit`, and how many solutions they are.

    Raises NotAcceptable for what XML cannot carry, and ResultTooLarge.
    """
    if results_format == "csv":
        sink = _CsvSink(limit)
        found.serialize(cast(IO[bytes], sink), format=ox.QueryResultsFormat.TSV)
        return sink.bytes(), sink.rows
    body = serialise(found, RESULTS_FORMATS[results_format][0], limit)
    if (b"_:" if results_format == "tsv" else b"bnode") in body:
        body = _BLANK_NODES[results_format].sub(_namer(), body)
    if results_format == "xml":
        body = sound_xml(body)
    return body, count_rows(body, results_format)


def serialise(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    kind: ox.QueryResultsFormat | ox.RdfFormat,
    limit: int | None,
) -> bytes:
    """What Oxigraph writes. Raises ResultTooLarge for more than `limit` bytes."""
    if limit is None:
        return found.serialize(format=kind) or b""  # type: ignore[arg-type]
    sink = Sink(limit)
    found.serialize(cast(IO[bytes], sink), format=kind)  # type: ignore[arg-type]
    return sink.bytes()


def count_rows(body: bytes, results_format: str) -> int:
    """How many solutions an answer in JSON, XML or TSV has, without reading it as one."""
    if results_format == "xml":
        return body.count(b"<result>")
    if results_format == "tsv":
        return body.count(b"\n") - 1
    if body.endswith(b'"bindings":[]}}'):
        return 0
    if b"{}" in body:
        # Some solutions bind nothing (or a text holds braces): leave out the texts and count.
        bare = re.sub(rb'"(?>[^"\\]|\\.)*+"', b"", body)
        return bare[bare.rindex(b"[") :].count(b"},{") + 1
    # In a text a quotation mark is escaped, so this stands between two solutions, or is the end of
    # a text: then no variable follows.
    return 1 + body.count(b'},{"') - body.count(b'},{"}') - body.count(b'},{",')


def _namer() -> Callable[[re.Match[bytes]], bytes]:
    names: dict[bytes, bytes] = {}

    def name(match: re.Match[bytes]) -> bytes:
        drawn: bytes | None = match[1]
        return match[0] if drawn is None else names.setdefault(drawn, b"b%d" % len(names))

    return name


class _CsvSink(Sink):
    """Takes TSV and keeps it as CSV."""

    def __init__(self, limit: int | None) -> None:
        super().__init__(limit)
        self._unseen: list[bytes] = []
        self._unseen_bytes = 0
        self._width = 0
        self._cells = _CsvCells()
        self.rows = -1

    def write(self, piece: bytes) -> int:
        self._unseen.append(piece)
        self._unseen_bytes += len(piece)
        if self._unseen_bytes >= _BLOCK_BYTES:
            self._take()
        return len(piece)

    def _take(self) -> None:
        """Keep the whole lines of what was written; no text of TSV holds the end of a line."""
        found = b"".join(self._unseen)
        end = found.rfind(b"\n") + 1
        if not end:
            return
        lines, rest = found[:end], found[end:]
        self._unseen, self._unseen_bytes = [rest], len(rest)
        self.rows += lines.count(b"\n")
        if not self._width:
            header, _, lines = lines.partition(b"\n")
            self._width = header.count(b"\t") + 1
            super().write(header.replace(b"?", b"").replace(b"\t", b",") + b"\r\n")
        super().write(_by_text(lines) if _plain(lines) else self._by_cell(lines))

    def _by_cell(self, lines: bytes) -> bytes:
        """What comes again, as most cells of a long answer do, is looked up."""
        found = map(self._cells.__getitem__, lines.replace(b"\n", b"\t").split(b"\t")[:-1])
        rows = map(b",".join, zip(*[found] * self._width, strict=True))
        return b"".join(b"%b\r\n" % row for row in rows)

    def bytes(self) -> bytes:
        # Last: within the class the name is this function's from here on.
        self._take()
        return super().bytes()


def _plain(lines: bytes) -> bool:
    """Whether lines hold no escapes, blank nodes or triple terms; rather too seldom than too often.
    To find one sign takes a seventieth of what finding two does."""
    for sign, mark in (b"\\", b"\\"), (b"_", b"_:"), (b"(", b"<<("):
        if sign in lines and mark in lines:
            return False
    return True


def _by_text(lines: bytes) -> bytes:
    """Of plain lines, in which quotation marks only stand around texts, and without the texts "<"
    and ">" only around IRIs."""
    parts = lines.split(b'"')
    texts = [b'"%b"' % text if b"," in text else text for text in parts[1::2]]
    tagged = (part[_LANGUAGE_OR_DATATYPE.match(part).end() :] for part in parts[2::2])  # type: ignore[union-attr]
    bare = _quoted(b"\0".join((parts[0], *tagged))).translate(_TAB_TO_COMMA, b"<>")
    parts[::2] = bare.replace(b"\n", b"\r\n").split(b"\0")
    parts[1::2] = texts
    return b"".join(parts)


def _quoted(bare: bytes) -> bytes:
    """IRIs that hold a comma in quotation marks."""
    pieces: list[bytes] = []
    copied = 0
    while (comma := bare.find(b",", copied)) >= 0:
        begin, end = bare.rindex(b"<", copied, comma), bare.index(b">", comma)
        pieces += (bare[copied:begin], b'"', bare[begin:end], b'"')
        copied = end
    return b"".join((*pieces, bare[copied:]))


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
        if len(self) >= _REMEMBERED:
            self.clear()
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
