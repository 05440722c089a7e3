"""What a store says of one thing, as plain values, without a query."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox

from dxgraph.terms import RDF

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Described:
    """What is said of a thing in the default graph or, with ``anywhere``, in any."""

    __slots__ = ("_said",)

    def __init__(self, store: ox.Store, iri: str, *, anywhere: bool = False) -> None:
        node = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
        self._said: dict[str, set[Term]] = {}
        graph = None if anywhere else ox.DefaultGraph()
        for quad in store.quads_for_pattern(node, None, None, graph):
            self._said.setdefault(quad.predicate.value, set()).add(quad.object)

    def values(self, predicate: str) -> list[str]:
        """IRIs and the texts of literals, in their order."""
        return sorted({_text(term) for term in self._said.get(predicate, ())})

    def value(self, predicate: str) -> str:
        """The first of them; empty where there is none."""
        return min(map(_text, self._said.get(predicate, ())), default="")

    def slug(self, predicate: str) -> str | None:
        """The last part of the IRI that is the value."""
        return slug_of(self.value(predicate)) or None

    def date(self, predicate: str) -> date | None:
        found = self.value(predicate)
        return date.fromisoformat(found) if found else None

    def texts(self, predicate: str, language: str) -> list[str]:
        """The texts of one language, in their order."""
        return sorted(
            term.value
            for term in self._said.get(predicate, ())
            if isinstance(term, ox.Literal) and term.language == language
        )


def instances(store: ox.Store, kind: str) -> list[str]:
    """The IRIs of what is of a class in any graph, each once, in the order of the store."""
    found = store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind), None)
    return list(dict.fromkeys(_text(quad.subject) for quad in found))


def subjects(store: ox.Store, predicate: str) -> list[str]:
    """The IRIs of what has a property in any graph, each once, in the order of the store."""
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
    return list(dict.fromkeys(_text(quad.subject) for quad in found))


def slug_of(iri: str) -> str:
    """The last part of an IRI of ours.

    >>> slug_of("https://w3id.org/dxgraph/indicator/dti-rank")
    'dti-rank'
    """
    return iri.rpartition("/")[2]


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
