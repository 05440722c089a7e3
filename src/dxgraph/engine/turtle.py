"""Turtle of sorted N-Triples, without reading them: the bytes that Oxigraph's serialiser writes.

To read the lines again and to make an object of every statement takes longer than to answer the
query. In sorted lines a subject's statements stand together, and most terms come again: each is
looked at once. What is not of the common kinds (a name with letters beyond ASCII, a triple term,
prefixes that begin alike) is left to the library; a test holds the two against each other.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dxgraph.terms import RDF, XSD

_PLAIN: Final = re.compile(rb"[A-Za-z0-9_:][A-Za-z0-9_:\-]*")
_LETTERS: Final = string.ascii_letters.encode() + string.digits.encode() + b"_:-"
"""Those of which a plain name is made, but for the first one, which is no hyphen."""
_SIGNS: Final = b".~!$&'()*+,;=/?#@%"
_UNESCAPED: Final = frozenset(b".")
_LOCAL: Final = re.compile(rb"[A-Za-z0-9_:.\-~!$&'()*+,;=/?#@%]*")
_ESCAPED: Final = re.compile(rb"[~!$&'()*+,;=/?#@%]|\A[.\-]|(?<!\A)\.\Z")
_BARE: Final = {
    str(XSD.boolean).encode(): re.compile(rb"true|false"),
    str(XSD.integer).encode(): re.compile(rb"[+-]?[0-9]+"),
    str(XSD.decimal).encode(): re.compile(rb"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.double).encode(): re.compile(rb"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
}
"""Literals that are written without quotation marks, by their datatype."""


class Rare(Exception):
    """A term that is not of the common kinds."""


Graph = Sequence[tuple[bytes, Sequence[bytes]]]
"""In order, each subject with what is said of it: in order, predicate and object, with the end of
their line of N-Triples."""


def turtle(graph: Graph, prefixes: Mapping[str, str], *, used: bool = False) -> bytes | None:
    """A graph as Turtle, or None where the library has to write it.

    With `used`, only the prefixes are declared that shorten something; then None, too, where one of
    them stands in the middle of a term, for whoever looks for it in the whole text to find.
    """
    between = b""
    pieces: list[bytes] = []
    names = {_TYPE: b"a"}
    said: dict[bytes, tuple[bytes, bytes, bytes]] = {}
    try:
        terms = Terms(shortening(tuple(prefixes.items())), used=used)
        for subject, rests in graph:
            pieces += (between, terms[subject], b" ")
            between = b" .\n"
            before = b""
            for rest in rests:
                known = said.get(rest)
                if known is None:
                    predicate, term = rest.split(b" ", 1)
                    name = names.get(predicate)
                    if name is None:
                        name = names[predicate] = terms[predicate]
                    known = said[rest] = predicate, name, terms[term[:-3]]
                if known[0] == before:
                    pieces += (b" , ", known[2])
                else:
                    pieces += (b" ;\n\t" if before else b"", known[1], b" ", known[2])
                    before = known[0]
    except Rare:
        return None
    pieces.append(between)
    declared = {name: prefixes[name] for name in terms.used} if used else prefixes
    head = [f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(declared.items())]
    return b"".join((*head, *pieces))


class _Shortening:
    """Prefixes, and what they make of the beginnings of IRIs."""

    def __init__(self, prefixes: Iterable[tuple[str, str]]) -> None:
        self._names = {iri.encode(): name for name, iri in prefixes}
        begins = sorted(self._names)
        self.alike = any(after.startswith(before) for before, after in pairwise(begins))
        self.plain = all(b"://" in begin and begin.endswith((b"/", b"#")) for begin in begins)
        """Whether each ends where the beginning of an IRI ends here."""
        self._begin = re.compile(b"|".join(map(re.escape, begins)) or rb"(?!)")
        self._stems: dict[bytes, tuple[str, bytes, bytes]] = {}

    def of(self, stem: bytes) -> tuple[str, bytes, bytes]:
        """Of the beginning of an IRI, to its last slash or number sign: the prefix that shortens
        it, what stands in its place, and what of it is left."""
        found = self._stems.get(stem)
        if found is None:
            match = self._begin.match(stem)
            if match is None:
                found = "", b"<" + stem, b""
            else:
                name, rest = self._names[match[0]], stem[match.end() :]
                found = name, f"{name}:".encode() + _ESCAPED.sub(_escape, rest), rest
            if len(self._stems) >= _STEMS:
                self._stems.clear()
            self._stems[stem] = found
        return found


shortening: Final = lru_cache(maxsize=32)(_Shortening)


class Terms(dict[bytes, bytes]):
    """Terms of N-Triples and what stands for them in Turtle."""

    def __init__(self, shortening: _Shortening, *, used: bool) -> None:
        super().__init__()
        if shortening.alike or (used and not shortening.plain):
            raise Rare
        self._shortening = shortening
        self._careful = used
        self._begins: dict[bytes, bytes] = {}
        """What stands for the beginning of an IRI, where it only has to be put there."""
        self.used: set[str] = set()

    def __missing__(self, term: bytes) -> bytes:
        if term.startswith(b"<"):
            place = max(term.rfind(b"/"), term.rfind(b"#"), 0) + 1
            last = term[place:-1]
            begin = self._begins.get(term[1:place])
            local = None if begin is None else _local(last)
            if begin is None or local is None:
                value = self._iri(term, place, last)
            else:
                value = begin + local
        elif term.startswith(b'"') and term.endswith(b">"):
            value = self._typed(term)
        elif term.endswith(b'"') or _has_language(term) or term.startswith(b"_:"):
            if self._careful and b"://" in term:
                raise Rare
            value = term
        else:
            raise Rare
        self[term] = value
        return value

    def _look_into(self, text: bytes, start: int = 0) -> None:
        """Where it has to be known which prefixes are used, a text must hold none."""
        if self._careful and text.find(b"://", start) >= 0:
            raise Rare

    def _iri(self, term: bytes, place: int, last: bytes) -> bytes:
        if term.startswith(b"<<"):
            raise Rare
        stem = term[1:place]
        name, begin, rest = self._shortening.of(stem)
        self._look_into(stem, 8)
        if not name:
            return b"%b%b>" % (begin, last)
        if self._careful and term == _TYPE:
            raise Rare
        self.used.add(name)
        if stem != _RDF and _LOCAL.fullmatch(rest):  # of the one, a name has a word of its own
            self._begins[stem] = begin
        local = rest + last
        if _PLAIN.fullmatch(last) is not None and _LOCAL.fullmatch(rest):
            return begin + last
        if _LOCAL.fullmatch(local) is None:
            raise Rare
        return f"{name}:".encode() + _ESCAPED.sub(_escape, local)

    def _typed(self, term: bytes) -> bytes:
        quoted, _, datatype = term.rpartition(b'"^^<')
        self._look_into(quoted)
        bare = _BARE.get(datatype[:-1])
        name = self[b"<" + datatype]
        if bare is not None and bare.fullmatch(quoted, 1):
            return quoted[1:]
        return b'%b"^^%b' % (quoted, name)


def _local(name: bytes) -> bytes | None:
    """The last part of a name of the common kinds with its escapes, else None."""
    signs = name.translate(None, _LETTERS)
    if not signs:
        return name if name and not name.startswith(b"-") else None
    if signs.translate(None, _SIGNS) or name.startswith((b"-", b".")) or name.endswith(b"."):
        return None
    for sign in set(signs) - _UNESCAPED:
        name = name.replace(b"%c" % sign, b"\\%c" % sign)
    return name


def _has_language(term: bytes) -> bool:
    return term.startswith(b'"') and term[term.rfind(b'"@') + 2 :].replace(b"-", b"a").isalnum()


def bare_datatype(text: bytes) -> bytes | None:
    """Of which datatype a value without quotation marks is."""
    for datatype, form in _BARE.items():
        if form.fullmatch(text) is not None:
            return datatype
    return None


def _escape(match: re.Match[bytes]) -> bytes:
    return b"\\" + match[0]


_STEMS: Final = 10_000
_RDF: Final = str(RDF).encode()
_TYPE: Final = b"<%b>" % RDF.type.encode()
