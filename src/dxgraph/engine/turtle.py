"""Turtle of sorted N-Triples, without reading them: the bytes that Oxigraph's serialiser writes.

To read the lines again and to make an object of every statement takes longer than to answer the
query. In sorted lines a subject's statements stand together, and most terms come again: each is
looked at once. What is not of the common kinds (a name with letters beyond ASCII, a triple term,
prefixes that begin alike) is left to the library; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from dxgraph.terms import RDF, XSD

_PLAIN: Final = re.compile(rb"[A-Za-z0-9_:][A-Za-z0-9_:\-]*")
_LOCAL: Final = re.compile(rb"[A-Za-z0-9_:.\-~!$&'()*+,;=/?#@%]*")
_ESCAPED: Final = re.compile(rb"[~!$&'()*+,;=/?#@%]|\A[.\-]|(?<!\A)\.\Z")
_LANGUAGE: Final = re.compile(rb'"@[A-Za-z0-9\-]+\Z')
_BARE: Final = {
    str(XSD.boolean).encode(): re.compile(rb"true|false"),
    str(XSD.integer).encode(): re.compile(rb"[+-]?[0-9]+"),
    str(XSD.decimal).encode(): re.compile(rb"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.double).encode(): re.compile(rb"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
}
"""Literals that are written without quotation marks, by their datatype."""


class _Rare(Exception):
    """A term that is not of the common kinds."""


Row = Sequence[bytes]
"""Subject, predicate, and the object with the end of its line."""


def rows_of(lines: Iterable[bytes]) -> list[Row]:
    return [line.split(b" ", 2) for line in lines]


def turtle(rows: Iterable[Row], prefixes: Mapping[str, str]) -> bytes | None:
    """Rows of sorted N-Triples as Turtle, or None where the library has to write them."""
    pieces = [f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(prefixes.items())]
    before = b"", b""
    between = b""
    names = {_TYPE: b"a"}
    try:
        terms = _Terms(prefixes)
        for subject, predicate, rest in rows:
            term = terms[rest[:-3]]
            name = names.get(predicate)
            if name is None:
                name = names[predicate] = terms[predicate]
            if subject != before[0]:
                pieces += (between, terms[subject], b" ", name, b" ", term)
                between = b" .\n"
            elif predicate != before[1]:
                pieces += (b" ;\n\t", name, b" ", term)
            else:
                pieces += (b" , ", term)
            before = subject, predicate
    except _Rare:
        return None
    pieces.append(between)
    return b"".join(pieces)


class _Terms(dict[bytes, bytes]):
    """Terms of N-Triples and what stands for them in Turtle."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._names = {iri.encode(): f"{name}:".encode() for name, iri in prefixes.items()}
        begins = sorted(self._names)
        if any(after.startswith(before) for before, after in pairwise(begins)):
            raise _Rare
        self._begin = re.compile(b"|".join(map(re.escape, begins)) or rb"(?!)")

    def __missing__(self, term: bytes) -> bytes:
        if term.startswith(b"<<"):
            raise _Rare
        if term.startswith(b"<"):
            value = self._iri(term[1:-1])
        elif term.startswith(b'"') and term.endswith(b">"):
            value = self._typed(term)
        elif term.startswith(b"_:") or term.endswith(b'"') or _LANGUAGE.search(term):
            value = term
        else:
            raise _Rare
        self[term] = value
        return value

    def _iri(self, iri: bytes) -> bytes:
        found = self._begin.match(iri)
        if found is None:
            return b"<%b>" % iri
        name, local = self._names[found[0]], iri[found.end() :]
        if _PLAIN.fullmatch(local) is not None:
            return name + local
        if _LOCAL.fullmatch(local) is None:
            raise _Rare
        return name + _ESCAPED.sub(rb"\\\g<0>", local)

    def _typed(self, term: bytes) -> bytes:
        quoted, _, datatype = term.rpartition(b'"^^<')
        bare = _BARE.get(datatype[:-1])
        if bare is not None and bare.fullmatch(quoted, 1):
            return quoted[1:]
        return b'%b"^^%b' % (quoted, self[b"<" + datatype])


_TYPE: Final = f"<{RDF.type}>".encode()
