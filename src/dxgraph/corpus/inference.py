"""What follows from the vocabulary: plain ELI, ORG, SKOS or Data Cube queries find our data by it.

Three rules of RDF Schema and OWL 2 RL, and no more: rdfs9 with rdfs11 (sub-classes), rdfs7 with
rdfs5 (sub-properties) and prp-inv (inverse properties).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

import pyoxigraph as ox

from dxgraph.terms import GRAPH, OWL, RDF, RDFS

INFERRED = ox.NamedNode(GRAPH["inferred"])
"""The named graph of what follows from other statements, by the vocabulary or by their order."""

_TYPE = ox.NamedNode(RDF.type)
_AXIOMS = {
    RDFS.subClassOf: "class",
    RDFS.subPropertyOf: "property",
    OWL.inverseOf: "inverse",
}


_Thing = TypeVar("_Thing", bound=Hashable)

_Statement = tuple[
    ox.NamedNode | ox.BlankNode | ox.Triple,
    ox.NamedNode,
    ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
]


def follow(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The statements that follow from the given ones and are not among them, each once."""
    quads = list(quads)
    above: dict[str, dict[ox.NamedNode, set[ox.NamedNode]]] = {"class": {}, "property": {}}
    inverse: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    predicates: set[ox.NamedNode] = set()
    for quad in quads:
        predicate = quad.predicate
        predicates.add(predicate)
        axiom = _AXIOMS.get(predicate.value)
        if axiom is None:
            continue
        lower, upper = quad.subject, quad.object
        if not isinstance(lower, ox.NamedNode):
            continue
        if not isinstance(upper, ox.NamedNode):
            continue
        if axiom == "inverse":
            inverse.setdefault(lower, set()).add(upper)
            inverse.setdefault(upper, set()).add(lower)
        else:
            above[axiom].setdefault(lower, set()).add(upper)

    classes: dict[ox.NamedNode, tuple[ox.NamedNode, ...]] = {}
    properties = {
        predicate: _properties(predicate, above["property"], inverse) for predicate in predicates
    }
    # Only what has such a predicate can follow, and only of what has one of these does more.
    follows = {_TYPE, *(other for found in properties.values() for other, _ in found)}
    leads = {_TYPE, *(predicate for predicate, found in properties.items() if found)}
    known: set[_Statement] = {
        (quad.subject, quad.predicate, quad.object) for quad in quads if quad.predicate in follows
    }
    for quad in quads:
        predicate = quad.predicate
        if predicate not in leads:
            continue
        subject, term = quad.subject, quad.object
        if predicate == _TYPE:
            if not isinstance(term, ox.NamedNode):
                continue
            if term not in classes:
                classes[term] = closure(term, above["class"])
            new: list[_Statement] = [(subject, _TYPE, kind) for kind in classes[term]]
        else:
            new = []
            for other, turned in properties[predicate]:
                if not turned:
                    new.append((subject, other, term))
                elif not isinstance(term, ox.Literal):
                    new.append((term, other, subject))
        for statement in new:
            if statement not in known:
                known.add(statement)
                yield ox.Quad(*statement, INFERRED)


def closure(start: _Thing, above: Mapping[_Thing, Iterable[_Thing]]) -> tuple[_Thing, ...]:
    """What one leads to by however many steps, without itself; the same each time."""
    found: dict[_Thing, None] = {}
    queue = [start]
    while queue:
        for upper in sorted(above.get(queue.pop(), ()), key=str):
            if upper not in found and upper != start:
                found[upper] = None
                queue.append(upper)
    return tuple(found)


def _properties(
    start: ox.NamedNode,
    above: dict[ox.NamedNode, set[ox.NamedNode]],
    inverse: dict[ox.NamedNode, set[ox.NamedNode]],
) -> tuple[tuple[ox.NamedNode, bool], ...]:
    """The properties that follow from one, each with whether subject and object change places."""
    found: dict[tuple[ox.NamedNode, bool], None] = {}
    queue = [(start, False)]
    while queue:
        current, turned = queue.pop()
        steps = [(upper, turned) for upper in above.get(current, ())]
        steps += [(other, not turned) for other in inverse.get(current, ())]
        for step in sorted(steps, key=str):
            if step not in found and step != (start, False):
                found[step] = None
                queue.append(step)
    return tuple(found)
