"""What is known of a snapshot, counted once, so that the work of a query can be bounded before it
runs (:mod:`dxgraph.engine.query.bound`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple, Self

import pyoxigraph as ox

SHORT_LIST: Final = 16
"""Subjects and objects of so many statements or fewer are not remembered by name."""

FURTHEST: Final = 1000
"""A property that leads to more terms than these is not followed to its end."""
BEYOND: Final = 10**9
"""How far such a property leads, as far as is known."""
_STEPS_AN_EDGE: Final = 8
_STEPS_MORE: Final = 200_000


class Property(NamedTuple):
    """What is known of the statements with one property."""

    statements: int = 0
    """In all graphs that the store has, through which its lists go; so for all lists here."""
    most_objects: int = 0
    """Of one subject, in the default graph, which alone is asked."""
    most_subjects: int = 0
    """Of one object, likewise."""
    subjects_as_subject: int = 0
    """The longest list of statements with one of its subjects as their subject."""
    subjects_as_object: int = 0
    objects_as_subject: int = 0
    objects_as_object: int = 0
    longest_object: int = 0
    """In characters."""
    reach_objects: int = 0
    """The most terms that one or more statements with this property lead to, from any subject."""
    walk_objects: int = 0
    """The most statements that have one of these terms as their subject, altogether."""
    reach_subjects: int = 0
    """Likewise against the direction of the statements, from any object."""
    walk_subjects: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is known of a snapshot."""

    statements: int
    """In the default graph."""
    subjects: Mapping[str, int]
    """How many statements have this IRI as their subject at most, where these are many."""
    objects: Mapping[str, int]
    properties: Mapping[str, Property]
    any: Property
    """Of each figure the most that a property has."""
    most_of_a_literal: int
    """The longest list of statements with the same literal as their object."""
    longest_iri: int

    @classmethod
    def of(cls, quads: Sequence[ox.Quad]) -> Self | None:
        """What is known of the statements of a store, as it gives them; None where some hold blank
        nodes or triples, of which nothing is promised."""
        same: dict[str, str] = {}
        subjects: Counter[str] = Counter()
        objects: Counter[str] = Counter()
        fans: tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]] = Counter(), Counter()
        longest_iri = default = 0
        for subject, predicate, term, graph in quads:
            if not isinstance(subject, ox.NamedNode) or not isinstance(term, _NAMED):
                return None
            one = same.setdefault(subject.value, subject.value)
            other = same.setdefault(_name(term), _name(term))
            name = same.setdefault(predicate.value, predicate.value)
            subjects[one] += 1
            objects[other] += 1
            longest_iri = max(longest_iri, len(one), len(name))
            if isinstance(graph, ox.DefaultGraph):
                default += 1
                fans[0][name, one] += 1
                fans[1][name, other] += 1
        properties = _properties(quads, subjects, objects, fans)
        return cls(
            statements=default,
            subjects=_long(subjects),
            objects=_long(objects),
            properties=properties,
            any=Property(*map(max, zip(_NOTHING, *properties.values(), strict=True))),
            most_of_a_literal=max(
                (count for term, count in objects.items() if term.startswith('"')), default=0
            ),
            longest_iri=longest_iri,
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, known: dict[str, Any]) -> Self:
        properties = {name: Property(*of) for name, of in known["properties"].items()}
        return cls(**{**known, "properties": properties, "any": Property(*known["any"])})

    def property(self, iri: str | None) -> Property:
        """Of one property, or the most of all where it is known only once the query runs."""
        return self.any if iri is None else self.properties.get(iri, _NOTHING)

    def list_as_subject(self, iri: str) -> int:
        """How many statements have an IRI as their subject at most."""
        return self.subjects.get(iri, SHORT_LIST)

    def list_as_object(self, iri: str) -> int:
        """Likewise as their object."""
        return self.objects.get(iri, SHORT_LIST)


def _rounded(count: int) -> int:
    places = max(count.bit_length() - 4, 0)
    return -(-count >> places) << places


def _long(lists: Counter[str]) -> dict[str, int]:
    """Rounded up by an eighth at most, so that there are few different ones to prove things of."""
    return {
        term: _rounded(count)
        for term, count in lists.items()
        if count > SHORT_LIST and not term.startswith('"')
    }


def _properties(
    quads: Iterable[ox.Quad],
    subjects: Counter[str],
    objects: Counter[str],
    fans: tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]],
) -> dict[str, Property]:
    most: dict[str, list[int]] = {}
    for subject, predicate, term, _ in quads:
        one, other = str(getattr(subject, "value", "")), _name(term)
        of = most.setdefault(predicate.value, [0] * len(Property._fields))
        found = (
            subjects[one],
            objects.get(one, 0),
            subjects.get(other, 0),
            objects[other],
            len(other),
        )
        of[0] += 1
        for place, figure in enumerate(found, 3):
            if figure > of[place]:
                of[place] = figure
    for place, fan in enumerate(fans, 1):
        for (name, _), count in fan.items():
            most[name][place] = max(most[name][place], count)
    known = {name: Property(*of) for name, of in most.items()}
    edges = _edges(quads, fans[0])
    return {
        name: of._replace(
            **_reach(of, edges.get(name, ()), subjects, objects),
        )
        for name, of in known.items()
    }


_Edges = Sequence[tuple[str, str]]


def _edges(quads: Iterable[ox.Quad], said: Mapping[tuple[str, str], int]) -> dict[str, _Edges]:
    """The statements of each property by which some of its objects are subjects, too."""
    chained = {
        quad.predicate.value
        for quad in quads
        if isinstance(quad.object, ox.NamedNode)
        and (quad.predicate.value, quad.object.value) in said
    }
    edges: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, term, graph in quads:
        if predicate.value in chained and isinstance(graph, ox.DefaultGraph):
            edges[predicate.value].append((str(getattr(subject, "value", "")), _name(term)))
    return dict(edges)


def _reach(
    of: Property, edges: _Edges, subjects: Mapping[str, int], objects: Mapping[str, int]
) -> dict[str, int]:
    """How far a property leads, and how many statements are walked on the way."""
    if not edges:
        # Nothing that it leads to leads further.
        return {
            "reach_objects": of.most_objects,
            "walk_objects": of.most_objects * of.objects_as_subject,
            "reach_subjects": of.most_subjects,
            "walk_subjects": of.most_subjects * of.subjects_as_object,
        }
    onwards = _closure(edges, subjects)
    back = _closure([(term, subject) for subject, term in edges], objects)
    names = ("reach_objects", "walk_objects", "reach_subjects", "walk_subjects")
    return dict(zip(names, (*onwards, *back), strict=True))


def _closure(edges: _Edges, lists: Mapping[str, int]) -> tuple[int, int]:
    """The most terms that any term leads to, and the most statements of `lists` that these have."""
    follow: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in edges:
        follow[one].append(other)
    left = _STEPS_AN_EDGE * len(edges) + _STEPS_MORE
    reach = walk = 0
    for start in list(follow):
        found: set[str] = set()
        todo = [start]
        while todo:
            after = follow.get(todo.pop(), ())
            left -= 1 + len(after)
            fresh = [term for term in dict.fromkeys(after) if term not in found]
            found.update(fresh)
            todo += fresh
            if len(found) > FURTHEST or left < 0:
                return BEYOND, BEYOND
        reach = max(reach, len(found))
        walk = max(walk, sum(lists.get(term, 0) for term in found))
    return reach, walk


def _name(term: object) -> str:
    """What an IRI or a literal is known by; a literal begins with a quotation mark."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


_NAMED: Final = (ox.NamedNode, ox.Literal)
_NOTHING: Final = Property()
