"""How much work a query is at most, known before it runs, from what is known of the data.

The proof. A plain query (:mod:`dxgraph.engine.query.reading`) is answered by joining its patterns
one after the other: for each solution so far, Oxigraph walks the list of the statements that have
one of the pattern's known terms, the shortest of these lists, and keeps those that match. It has no
other index in memory. So with

- the length of these lists, for each property, and for each subject and object that has a long one,
- the most objects that a subject has by a property, and the most subjects of an object,
- and the longest such lists among the subjects and among the objects of each property, for terms
  that are known only once the query runs,

the statements walked and the solutions made are bounded pattern by pattern.

In which order the patterns are joined is for Oxigraph's optimiser to choose. So the bound is the
largest of all orders that begin, and after a pattern that shares no variable with those before it
begin again, with a pattern whose subject or object is written out. Those are more than the
optimiser chooses from: it begins with the smallest by its own estimate, where a subject or an
object written out always goes before none, and goes on with what shares a variable. A query that
needs to begin elsewhere has no bound here.

An OPTIONAL of one pattern is walked for each solution, or once for all of them where the optimiser
estimates that to be cheaper: it is, to its mind, where two variables are shared, or where what
stands before is estimated beyond what its numbers hold. So either way is counted if the pattern has
a subject or object written out; else one variable is shared, and what stands before is estimated
not to be beyond.

All this was read in the source of Oxigraph 0.5.13, and holds for that version only.

A *step* takes about a microsecond: a solution made, a cell written, two terms compared, or four
statements walked.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple, Self

import pyoxigraph as ox

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.shape import Group, Kind, Part, Pattern, Reading

SHORT_LIST: Final = 64
"""Subjects and objects of so many statements or fewer are not remembered by name."""

_WALKED_A_STEP: Final = 4
_TEXT_A_STEP: Final = 256
"""So many characters of a text are looked through, or written, in a step."""
_ESTIMATED_AT_MOST: Final = 10**8
"""Times the largest estimate of a pattern, 10⁹, and a hundred, it is within 64 bits."""
_GRAPH_STEPS: Final = 10
"""What a triple of a graph costs: it is written, sorted, read and written again."""


class Property(NamedTuple):
    """What is known of the statements with one property."""

    statements: int = 0
    """In all graphs, through which its lists go; so for all lists here."""
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


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is known of a snapshot."""

    statements: int
    """In the default graph."""
    subjects: Mapping[str, int]
    """How many statements have this IRI as their subject, where these are many."""
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


def _long(lists: Counter[str]) -> dict[str, int]:
    return {
        term: count
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
    return {name: Property(*of) for name, of in most.items()}


def _name(term: object) -> str:
    """What an IRI or a literal is known by; a literal begins with a quotation mark."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


_NAMED: Final = (ox.NamedNode, ox.Literal)
_NOTHING: Final = Property()


def steps(reading: Reading, iris: Sequence[str], statistics: Statistics) -> float:
    """The most steps that a query takes; infinite where nothing can be proved.

    `iris` are those of the text, in order, that its shape leaves out.
    """
    bound = _Bound(statistics, iris)
    if reading.form is Form.DESCRIBE:
        return sum(bound.list_of(part, "subject") for part in reading.described) * _GRAPH_STEPS
    if (first := _of_the_first(reading)) is not None:
        return first * (1 + _cells(reading, bound, reading.branches[0]))
    total = 0.0
    for group in reading.branches:
        work, rows = bound.group(group)
        if work == math.inf:
            return work
        if rows:
            keys = reading.sort_keys * math.log2(rows + 1) + reading.distinct
            work += rows * keys * bound.text(group)
        shown = rows if reading.limit is None else min(rows, reading.limit)
        total += work + shown * _cells(reading, bound, group)
    return total


def _of_the_first(reading: Reading) -> int | None:
    """How many statements are walked where the first that there are will do."""
    group = reading.branches[0]
    pattern = group.required[0]
    if (
        reading.limit is None
        or reading.form is Form.ASK
        or len(reading.branches) > 1
        or len(group.required) > 1
        or group.optional
        or group.filter_tokens
        or reading.distinct
        or reading.sort_keys
        or len({part for part in pattern if part.kind == Kind.VARIABLE}) < len(pattern)
    ):
        return None
    return reading.limit + reading.offset


def _cells(reading: Reading, bound: _Bound, group: Group) -> float:
    """The steps to write a solution."""
    text = bound.text(group)
    if reading.form is Form.CONSTRUCT:
        return reading.template * _GRAPH_STEPS * text
    patterns = (*group.required, *group.optional)
    return (1 + (len(reading.shown) or len(_variables(*patterns)))) * text


def _variables(*patterns: Pattern) -> set[str]:
    return {part.text for pattern in patterns for part in pattern if part.kind == Kind.VARIABLE}


class _Bound:
    """Bounds on what a query does, with its IRIs in the places that its shape left."""

    def __init__(self, statistics: Statistics, iris: Sequence[str]) -> None:
        self._statistics = statistics
        self._iris = iris

    def iri(self, part: Part) -> str | None:
        if part.kind == Kind.SLOT:
            return self._iris[int(part.text)]
        return part.text if part.kind == Kind.IRI else None

    def property(self, pattern: Pattern) -> Property:
        return self._statistics.property(self.iri(pattern.predicate))

    def list_of(self, part: Part, role: str) -> int:
        """How many statements have a term that is written out as their subject, or object."""
        if part.kind == Kind.LITERAL:
            return self._statistics.most_of_a_literal if role == "object" else 0
        lists = self._statistics.subjects if role == "subject" else self._statistics.objects
        return lists.get(self.iri(part) or "", SHORT_LIST)

    def text(self, group: Group) -> float:
        """How many steps it takes to read the longest term that the group may find."""
        longest = max(
            self.property(pattern).longest_object for pattern in (*group.required, *group.optional)
        )
        return 1 + max(longest, self._statistics.longest_iri) // _TEXT_A_STEP

    def group(self, group: Group) -> tuple[float, float]:
        """The work of a group, and its solutions."""
        joining = _Joining(self, group.required)
        # A filter is asked of a solution once, wherever the optimiser moves it to.
        a_solution = 1 + group.filter_tokens * self.text(group)
        work, rows = joining.worst(a_solution)
        estimate = math.prod(_estimate(pattern) for pattern in group.required)
        for pattern in group.optional:
            shared = len(_variables(pattern) & _variables(*group.required))
            for_each = joining.walked(pattern, joining.all)
            matched = max(1, joining.matched(pattern, joining.all, for_each))
            tried, once = matched, 0.0
            if _is_anchored(pattern):
                once = joining.walked(pattern, 0)
                tried = max(matched, joining.matched(pattern, 0, once))
            elif shared != 1 or estimate > _ESTIMATED_AT_MOST:
                return math.inf, math.inf
            work += once * a_solution
            work += rows * (1 + for_each / _WALKED_A_STEP + tried * a_solution)
            rows *= matched
            estimate *= _estimate(pattern)
        return work, rows


def _is_anchored(pattern: Pattern) -> bool:
    """Whether its subject or its object is written out."""
    return pattern.subject.kind != Kind.VARIABLE or pattern.object.kind != Kind.VARIABLE


def _estimate(pattern: Pattern) -> int:
    """What the optimiser's estimate of a pattern is at most, once one of its terms is known."""
    if pattern.subject.kind != Kind.VARIABLE:
        return 101
    if pattern.object.kind != Kind.VARIABLE:
        return 10_001
    return 1001 if pattern.predicate.kind != Kind.VARIABLE else 1_000_001


class _Joining:
    """The orders in which patterns may be joined. A set of patterns is a number, a bit for each."""

    def __init__(self, bound: _Bound, patterns: Sequence[Pattern]) -> None:
        self._bound = bound
        self._patterns = patterns
        self._names = [_variables(pattern) for pattern in patterns]
        self._places = range(len(patterns))
        self.all = (1 << len(patterns)) - 1

    def worst(self, a_solution: float) -> tuple[float, float]:
        """The most work of any order, and the most solutions of all patterns; infinite where no
        order is sure to be among those that the optimiser chooses from."""
        work = {0: 0.0}
        rows = {0: 1.0}
        for joined in range(self.all):
            if joined not in work:
                continue
            known = self._known(joined)
            for place in self._places:
                pattern = self._patterns[place]
                follows = _is_anchored(pattern) or not known.isdisjoint(self._names[place])
                if joined & 1 << place or not follows:
                    continue
                walked = self.walked(pattern, joined)
                made = rows[joined] * self.matched(pattern, joined, walked)
                # Where nothing was found so far, what shares no variable is walked all the same.
                done = work[joined] + max(rows[joined], 1) * (1 + walked / _WALKED_A_STEP)
                done += made * a_solution
                after = joined | 1 << place
                work[after] = max(work.get(after, 0.0), done)
                rows[after] = min(rows.get(after, math.inf), made)
        return work.get(self.all, math.inf), rows.get(self.all, math.inf)

    def _known(self, joined: int) -> set[str]:
        return {name for at in self._places if joined & 1 << at for name in self._names[at]}

    def walked(self, pattern: Pattern, joined: int) -> float:
        """The length of the shortest list of a term that is known once `joined` are."""
        subject, predicate, term = pattern
        lists = [self._list(subject, "subject", joined), self._list(term, "object", joined)]
        if predicate.kind != Kind.VARIABLE or predicate.text in self._known(joined):
            lists.append(self._bound.property(pattern).statements)
        return min(lists)

    def matched(self, pattern: Pattern, joined: int, walked: float) -> float:
        """The most of the statements walked that match."""
        known = self._known(joined)
        has = [part.kind != Kind.VARIABLE or part.text in known for part in pattern]
        most = [walked]
        if has[1]:
            of = self._bound.property(pattern)
            if has[0]:
                most.append(of.most_objects)
            if has[2]:
                most.append(of.most_subjects)
            if has[0] and has[2]:
                most.append(1)
        return min(most)

    def _list(self, part: Part, role: str, joined: int) -> float:
        """The longest list of what a part may be; infinite while it is not known."""
        if part.kind != Kind.VARIABLE:
            return self._bound.list_of(part, role)
        # A value has to match every pattern that gave it: the shortest list of these holds.
        lists = [
            _as(role, where, self._bound.property(pattern))
            for at, pattern in enumerate(self._patterns)
            if joined & 1 << at
            for where in ("subject", "object")
            if getattr(pattern, where) == part
        ]
        if not lists and part.text in self._known(joined):
            # It is a property.
            most = self._bound.property(_ANY)
            return max(_as(role, where, most) for where in ("subject", "object"))
        return min(lists, default=math.inf)


def _as(role: str, where: str, of: Property) -> int:
    """The longest list, as `role`, of the terms that stand at a place of a property's statements"""
    if where == "subject":
        return of.subjects_as_subject if role == "subject" else of.subjects_as_object
    return of.objects_as_subject if role == "subject" else of.objects_as_object


_ANY: Final = Pattern(*(Part(Kind.VARIABLE, name) for name in "spo"))
