"""Triples that come as solutions in Turtle with our prefixes: in one pass.

What is said of a subject, predicate and value, comes again for most other subjects of a document
(level, unit, deadline, status…), and in the next document. So each is looked at once: for its value
as the files have it, for its place in the order, and for its Turtle
(:mod:`dxgraph.engine.turtle`, whose bytes these are). And it is put in its place once for all
subjects of which it is said.
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
_NEXT: Final = b" ;\n\t"
_OURS: Final = tuple(PREFIXES.items())
_REMEMBERED: Final = 10_000
"""So much that was said, some 600 bytes each."""

_Said = tuple[bytes, bytes, bytes, bytes, tuple[bytes, ...]]
"""What is said of a subject: predicate, value and end of the line in N-Triples, as the files have
it, by which it is sorted; the predicate; both in Turtle, behind another one; the value behind
another one of the same predicate; the prefixes in these."""

_Predicate = tuple[bytes, bytes, bytes]
"""In N-Triples; in Turtle, behind another one; the prefix in that."""

_Pieces = list[bytes]
"""The predicate that was written last, and what is said of a subject in Turtle."""


class Writing:
    """Writes answers, and remembers how."""

    def __init__(self, originals: Originals) -> None:
        self._originals = originals
        self._said: dict[bytes, _Said] = {}
        self._forget()

    def _forget(self) -> None:
        """Remember only what comes again from now on."""
        self._terms = Terms(shortening(_OURS), used=True)
        self._predicates: dict[bytes, _Predicate] = {_TYPE: (_TYPE, b"%ba " % _NEXT, b"")}
        self._said_before, self._said = self._said, {}

    def turtle_of_tsv(self, tsv: bytes) -> tuple[bytes, int] | None:
        """Solutions of three variables in TSV, each the subject, predicate and object of a triple,
        in Turtle, with the number of different triples; None where one is none, where a blank node
        needs a name, or the library has to write it."""
        found = self.block(tsv)
        if found is None:
            return None
        used, block, count = found
        return head(sorted(prefix.decode() for prefix in used if prefix)) + block, count

    def block(self, tsv: bytes) -> tuple[set[bytes], bytes, int] | None:
        """Likewise without the prefixes, and which these are."""
        if len(self._terms) > _REMEMBERED or len(self._said) > _REMEMBERED:
            self._forget()
        try:
            return self._written(tsv)
        except Rare:
            return None

    def _written(self, tsv: bytes) -> tuple[set[bytes], bytes, int]:
        of_subject: defaultdict[bytes, _Pieces] = defaultdict(lambda: [b""])
        where: defaultdict[bytes, list[_Pieces]] = defaultdict(list)
        begin, size = b"\t", 1
        pieces: _Pieces = []
        for row in dict.fromkeys(tsv.split(b"\n")[1:-1]):
            if not row.startswith(begin):
                size = row.index(b"\t") + 1
                begin = row[:size]
                pieces = of_subject[row[: size - 1]]
            where[row[size:]].append(pieces)
        lines: dict[bytes, tuple[_Said, list[_Pieces]]] = {}
        differing = []
        known = self._said.get
        for rest, places in where.items():
            said = known(rest) or self._read(rest)
            if said is None:
                differing.append(rest)
            else:
                lines[said[0]] = said, places
        if len(lines) + len(differing) < len(where) or _TYPE in of_subject:
            raise Rare
        for rest in differing:
            self._restore(rest, where[rest], of_subject, lines)
        used: set[bytes] = set()
        count = 0
        for line in sorted(lines):
            (_, predicate, first, again, prefixes), places = lines[line]
            used.update(prefixes)
            count += len(places)
            for pieces in places:
                # Of one that was said before the last forgetting there is another object.
                if pieces[0] == predicate:
                    pieces.append(again)
                else:
                    pieces[0] = predicate
                    pieces.append(first)
        written: list[bytes] = []
        for subject in sorted(of_subject):
            if not subject.startswith(b"<"):
                raise Rare
            term = self._terms[subject]
            used.add(_prefix_of(term))
            pieces = of_subject[subject]
            pieces[0] = b""
            written += (term, b" ", b"".join(pieces)[len(_NEXT) :], b" .\n")
        return used, b"".join(written), count

    def _restore(
        self,
        rest: bytes,
        places: list[_Pieces],
        of_subject: dict[bytes, _Pieces],
        lines: dict[bytes, tuple[_Said, list[_Pieces]]],
    ) -> None:
        """The files differ about it: it is written as those have it that say it of a subject."""
        ids = {id(pieces) for pieces in places}
        predicate, term = _in_ntriples(rest)
        for subject in [each for each, pieces in of_subject.items() if id(pieces) in ids]:
            pieces = of_subject[subject]
            for line in self._originals.restored_of(subject, [b"%b %b .\n" % (predicate, term)]):
                if line not in lines:
                    lines[line] = self._as_it_is(line, *line[:-3].split(b" ", 1)), []
                if not any(pieces is each for each in lines[line][1]):
                    lines[line][1].append(pieces)

    def _read(self, rest: bytes) -> _Said | None:
        """What was not said lately; None for what is written differently of different subjects."""
        said = self._said_before.get(rest)
        if said is None:
            predicate, term = _in_ntriples(rest)
            line = b"%b %b .\n" % (predicate, term)
            if term.endswith(b">") and term.startswith(b'"'):
                form = self._originals.by_property.get(line)
                if form is not None:
                    if not form:
                        return None
                    line, term = form, form[:-3].split(b" ", 1)[1]
            said = self._as_it_is(line, predicate, term)
        self._said[rest] = said
        return said

    def _as_it_is(self, line: bytes, predicate: bytes, term: bytes) -> _Said:
        found = self._predicates.get(predicate)
        if found is None:
            if not predicate.startswith(b"<"):
                raise Rare
            name = self._terms[predicate]
            found = predicate, b"%b%b " % (_NEXT, name), _prefix_of(name)
            self._predicates[predicate] = found
        same, begin, prefix = found
        value = self._terms[term]
        if term.startswith(b"<"):
            other = _prefix_of(value)
        elif term.endswith(b">"):
            other = _prefix_of(self._terms[term[term.rindex(b"<") :]])
        else:
            other = prefix
        return line, same, begin + value, b" , " + value, (prefix, other)


def head(names: Iterable[str]) -> bytes:
    """The declarations of some of our prefixes."""
    return "".join([f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in names]).encode()


def _prefix_of(name: bytes) -> bytes:
    return b"" if name.startswith(b"<") else name.partition(b":")[0]


def _in_ntriples(rest: bytes) -> tuple[bytes, bytes]:
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
    return predicate, term
