"""Triples that come as solutions in Turtle with our prefixes: in one pass.

What is said of a subject, predicate and value, comes again for most other subjects of a document
(level, unit, deadline, status…). So each is looked at once: for its value as the files have it, for
its place in the order, and for its Turtle (:mod:`dxgraph.engine.turtle`, whose bytes these are).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from dxgraph.corpus.originals import Originals
from dxgraph.engine.turtle import Rare, Terms, bare_datatype, shortening
from dxgraph.terms import PREFIXES, RDF

_ESCAPED: Final = bytes((*range(32), 127, ord("\\")))
"""What N-Triples and TSV escape, or do so differently."""
_TYPE: Final = b"<%b>" % RDF.type.encode()

_Said = tuple[bytes, bytes, bytes, bytes]
"""What is said of a subject: predicate, value and end of the line in N-Triples, as the files have
it, by which it is sorted; the predicate; both in Turtle; the value behind another one of the same
predicate."""


def turtle_of_tsv(tsv: bytes, originals: Originals) -> tuple[bytes, int] | None:
    """Solutions of three variables in TSV, each the subject, predicate and object of a triple, in
    Turtle, with the number of different triples; None where one is none, where a blank node needs a
    name, or the library has to write it."""
    if b"_:" in tsv:
        return None
    found: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for subject, rest in [line.split(b"\t", 1) for line in tsv.split(b"\n")[1:-1]]:
        found[subject].append(rest)
    pieces: list[bytes] = []
    between = b""
    count = 0
    try:
        writing = _Writing(originals)
        for subject in sorted(found):
            pieces.append(between + writing.iri(subject))
            between = b" .\n"
            gap, before = b" ", b""
            said = writing.of_subject(subject, found[subject])
            count += len(said)
            for line in sorted(said):
                _, predicate, first, again = said[line]
                if predicate is before:
                    pieces.append(again)
                else:
                    pieces.append(gap + first)
                    gap, before = b" ;\n\t", predicate
    except Rare:
        return None
    head = [f"@prefix {name}: <{PREFIXES[name]}> .\n".encode() for name in sorted(writing.used)]
    return b"".join((*head, *pieces, between)), count


class _Writing:
    """What was written so far."""

    def __init__(self, originals: Originals) -> None:
        self._originals = originals
        self._terms = Terms(shortening(tuple(PREFIXES.items())), used=True)
        self._said: dict[bytes, _Said] = {}
        self._predicates = {_TYPE: (_TYPE, b"a ")}
        self.used = self._terms.used

    def of_subject(self, subject: bytes, rests: Iterable[bytes]) -> dict[bytes, _Said]:
        """By what it is sorted by. Raises Rare."""
        said: dict[bytes, _Said] = {}
        known = self._said.get
        for rest in rests:
            each = known(rest) or self._read(rest)
            if each is not None:
                said[each[0]] = each
                continue
            # The files differ about it: it is written as those have it that say it of this subject.
            for line in self._originals.restored_of(subject, [_in_ntriples(rest)]):
                said[line] = self._as_it_is(line)
        return said

    def iri(self, term: bytes) -> bytes:
        if not term.startswith(b"<"):
            raise Rare
        return self._terms[term]

    def _read(self, rest: bytes) -> _Said | None:
        """What was not said before; None for what is written differently of different subjects."""
        line = _in_ntriples(rest)
        form = self._originals.by_property.get(line, line)
        if not form:
            return None
        said = self._said[rest] = self._as_it_is(form)
        return said

    def _as_it_is(self, line: bytes) -> _Said:
        predicate, term = line.split(b" ", 1)
        known = self._predicates.get(predicate)
        if known is None:
            known = self._predicates[predicate] = predicate, self.iri(predicate) + b" "
        value = self._terms[term[:-3]]
        return line, known[0], known[1] + value, b" , " + value


def _in_ntriples(rest: bytes) -> bytes:
    """Predicate and value, as they stand in TSV, in N-Triples. Raises Rare."""
    predicate, _, term = rest.partition(b"\t")
    if not term.startswith(b"<"):
        if len(term.translate(None, _ESCAPED)) < len(term) or b"\xef\xbf" in term or not term:
            raise Rare  # N-Triples and TSV escape differently
        if not term.startswith(b'"'):
            datatype = bare_datatype(term)
            if datatype is None:
                raise Rare
            term = b'"%b"^^<%b>' % (term, datatype)
    return b"%b %b .\n" % (predicate, term)
