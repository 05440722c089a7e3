"""How the files write what the store holds in another way.

Oxigraph keeps numbers, days and truth values by their value: ``"429"^^xsd:nonNegativeInteger``
becomes an xsd:integer, ``20.0`` the decimal ``20``. Its documentation says so, and no setting keeps
the term. So it is remembered how each property's values are written, and whatever gives statements
(graphs, CONSTRUCT, DESCRIBE) writes them as the files do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from dxgraph.terms import RDF, XSD

_KEPT = frozenset((XSD.string, RDF.langString, RDF.dirLangString))
_SUBJECT = ox.NamedNode("urn:x")
_NUMBERED = "urn:x:"


@dataclass(frozen=True, slots=True)
class Originals:
    """What to write in the place of statements, in N-Triples."""

    by_property: dict[bytes, bytes] = field(default_factory=dict)
    """Property and value as the store has them, to property and value as the files have them;
    to nothing where the files differ about it."""
    by_statement: dict[bytes, bytes] = field(default_factory=dict)
    """The lines of those, to the lines of the files."""

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Originals:
        """What a store will hold of these quads in another way."""
        quads = list(quads)
        changed = _changed(quads)
        if not changed:
            return cls()
        held = set(changed.values())
        written: dict[bytes, dict[bytes, None]] = {}
        lines: dict[bytes, dict[bytes, None]] = {}
        for quad in quads:
            term = quad.object
            if not isinstance(term, ox.Literal) or not (term in changed or term in held):
                continue
            store_has = f"{quad.predicate} {changed.get(term, term)} .\n".encode()
            files_have = f"{quad.predicate} {term} .\n".encode()
            written.setdefault(store_has, {})[files_have] = None
            subject = f"{quad.subject} ".encode()
            lines.setdefault(subject + store_has, {})[subject + files_have] = None
        by_property = {
            key: next(iter(forms)) if len(forms) == 1 else b"" for key, forms in written.items()
        }
        by_statement = {
            line: b"".join(forms)
            for line, forms in lines.items()
            if not by_property[line.split(b" ", 1)[1]]
        }
        return cls(by_property, by_statement)

    def to_json(self) -> list[dict[str, str]]:
        """As JSON can carry it: a byte is a character."""
        return [
            {key.decode("latin-1"): value.decode("latin-1") for key, value in each.items()}
            for each in (self.by_property, self.by_statement)
        ]

    @classmethod
    def from_json(cls, known: list[dict[str, str]]) -> Originals:
        return cls(
            *(
                {key.encode("latin-1"): value.encode("latin-1") for key, value in each.items()}
                for each in known
            )
        )

    def restored(self, ntriples: bytes) -> bytes:
        """N-Triples of the store with its values as the files have them."""
        if not self.by_property:
            return ntriples
        return b"".join(map(self._restored, ntriples.splitlines(keepends=True)))

    def restored_of(self, subject: bytes, rests: Iterable[bytes]) -> set[bytes]:
        """What is said of a subject (predicate, value and the end of the line) likewise."""
        find = self.by_property.get
        found = set()
        for rest in rests:
            form = find(rest)
            if form is None:
                found.add(rest)
            elif form:
                found.add(form)
            else:
                line = b"%b %b" % (subject, rest)
                lines = self.by_statement.get(line, line).splitlines(keepends=True)
                found.update(each.split(b" ", 1)[1] for each in lines)
        return found

    def _restored(self, line: bytes) -> bytes:
        if not line.endswith(b"> .\n"):
            return line
        subject, rest = line.split(b" ", 1)
        found = self.by_property.get(rest)
        if found is None:
            return line
        return b"%b %b" % (subject, found) if found else self.by_statement.get(line, line)


def _changed(quads: Iterable[ox.Quad]) -> dict[ox.Literal, ox.Literal]:
    """The literals that a store gives back as others, to what it gives back."""
    literals = list(
        {
            quad.object: None
            for quad in quads
            if isinstance(quad.object, ox.Literal) and quad.object.datatype.value not in _KEPT
        }
    )
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(_SUBJECT, ox.NamedNode(f"{_NUMBERED}{number}"), literal)
        for number, literal in enumerate(literals)
    )
    changed = {}
    for quad in store:
        literal = literals[int(quad.predicate.value.removeprefix(_NUMBERED))]
        if isinstance(quad.object, ox.Literal) and quad.object != literal:
            changed[literal] = quad.object
    return changed
