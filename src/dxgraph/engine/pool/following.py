"""Short chains of properties, followed from one thing to the next.

A label, what is above a document, what is above that: such a query looks at a handful of
statements, and to read its text and to plan it takes Oxigraph longer than to answer it. So a query
of which the shape was read (:mod:`dxgraph.engine.query.recogniser`) and which goes from a thing
that is named along properties, once or repeated, to variables that nothing else holds, is followed
here (:class:`Following`), statement by statement, in the same store. What a thing leads to is
remembered: chains meet further up.

The bytes are those of the library, by a test that holds the two against each other. Where they
could differ, the query is left to it: solutions in no order or equal in the sorted variables,
sorted by what is no IRI, text that JSON escapes or that is long, lists that are long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.basic import Branch, Reading
from dxgraph.engine.query.tree import Kind, Part, Path, Pattern

MOST_ENDS: Final = 16
"""To which a property of a thing may lead; and of the solutions, the square of it."""

_REMEMBERED: Final = 10_000
_LONGEST: Final = 1000
"""Letters of a text that is remembered: longer ones would make these many megabytes."""
_ESCAPED: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_DEFAULT: Final = ox.DefaultGraph()


class _Beyond(Exception):
    """More than is followed here."""


class _Node(NamedTuple):
    """A term, as it is written in JSON, and the language of a text."""

    term: ox.NamedNode | ox.Literal
    written: str
    language: str


class _Step(NamedTuple):
    """From a thing, named or of a variable that is bound, along a property to a new variable."""

    origin: Part
    property: Part
    against: bool
    """From its object to its subject."""
    repeated: bool
    """Once or more often (SPARQL 1.1, section 9.3: each end counts once)."""
    target: str


class Chain(NamedTuple):
    """What a query follows, in which order its solutions come, and what it shows of them."""

    steps: tuple[_Step, ...]
    languages: dict[str, str]
    """Those that variables have to have."""
    order: tuple[tuple[str, bool], ...]
    shown: tuple[str, ...]
    offset: int
    limit: int | None


def chain_of(reading: Reading) -> Chain | None:
    """What a query follows, if that is all that it does."""
    if reading.form is not Form.SELECT or len(reading.branches) != 1 or reading.distinct:
        return None
    (group,) = reading.branches
    if group.optional or group.given or group.languages is None:
        return None
    steps = _steps(group)
    names = {step.target for step in steps}
    used = {*reading.shown, *dict(reading.order), *dict(group.languages)}
    if not steps or not reading.shown or len(set(reading.shown)) < len(reading.shown):
        return None
    if not used <= names or len(dict(group.languages)) < len(group.languages):
        return None
    return Chain(
        steps,
        dict(group.languages),
        reading.order,
        reading.shown,
        reading.offset,
        reading.limit,
    )


def _steps(group: Branch) -> tuple[_Step, ...]:
    """The patterns of a group, each from what those before it lead to; none where one is not."""
    left = list(group.required)
    bound: set[str] = set()
    steps: list[_Step] = []
    while left:
        for pattern in left:
            step = _step(pattern, bound)
            if step is not None:
                break
        else:
            return ()
        left.remove(pattern)
        bound.add(step.target)
        steps.append(step)
    return tuple(steps)


def _step(pattern: Pattern, bound: set[str]) -> _Step | None:
    origin, step, target = pattern
    repeated = isinstance(step, Path) and step.sign == "+"
    if isinstance(step, Path) and repeated:
        (step,) = step.of
    if isinstance(step, Path) and step.sign == "^":
        (step,) = step.of
        origin, target = target, origin
    if not isinstance(step, Part) or step.kind not in (Kind.IRI, Kind.SLOT):
        return None
    for against, (begin, end) in enumerate(((origin, target), (target, origin))):
        known = begin.kind in (Kind.IRI, Kind.SLOT) or begin.text in bound
        if known and begin.kind != Kind.LITERAL and _is_new(end, bound):
            turned = origin is not pattern.subject
            return _Step(begin, step, bool(against) != turned, repeated, end.text)
    return None


def _is_new(part: Part, bound: set[str]) -> bool:
    return part.kind == Kind.VARIABLE and part.text not in bound


class Following:
    """A store whose default graph is followed; it holds no blank nodes and no triple terms."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._ends: dict[tuple[str, str, bool], tuple[_Node, ...]] = {}

    def solutions(self, chain: Chain, iris: Sequence[str]) -> tuple[bytes, int] | None:
        """The solutions in JSON and their number; None where the library has to say them. `iris`
        are those that were taken out of the text. Raises ValueError for one that is none."""
        try:
            rows = self._rows(chain, iris)
        except _Beyond:
            return None
        rows = _sorted(rows, chain.order)
        last = None if chain.limit is None else chain.offset + chain.limit
        rows = rows[chain.offset : last]
        if not rows:
            return None
        names = ",".join(f'"{name}"' for name in chain.shown)
        bindings = [
            ",".join([f'"{name}":{row[name].written}' for name in chain.shown]) for row in rows
        ]
        written = ",".join([f"{{{each}}}" for each in bindings])
        body = f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{written}]}}}}'
        return body.encode(), len(rows)

    def _rows(self, chain: Chain, iris: Sequence[str]) -> list[dict[str, _Node]]:
        """Raises _Beyond."""
        rows: list[dict[str, _Node]] = [{}]
        for step in chain.steps:
            language = chain.languages.get(step.target)
            origin = step.origin
            named = None if origin.kind == Kind.VARIABLE else _named(origin.iri(iris))
            property = step.property.iri(iris)
            rows = [
                {**row, step.target: end}
                for row in rows
                for end in self._reached(named or row[origin.text], property, step)
                if language is None or end.language == language
            ]
            if len(rows) > MOST_ENDS * MOST_ENDS:
                raise _Beyond
        return rows

    def _reached(self, begin: _Node, property: str, step: _Step) -> Sequence[_Node]:
        """Raises _Beyond."""
        ends = self._next(begin, property, step.against)
        if not step.repeated:
            return ends
        reached = {end.written: end for end in ends}
        waiting = list(ends)
        while waiting:
            for end in self._next(waiting.pop(), property, step.against):
                if end.written not in reached:
                    reached[end.written] = end
                    waiting.append(end)
            if len(reached) > MOST_ENDS * MOST_ENDS:
                raise _Beyond
        return list(reached.values())

    def _next(self, begin: _Node, property: str, against: bool) -> tuple[_Node, ...]:
        """What a property leads to, as long as that is a short list. Raises _Beyond."""
        key = begin.written, property, against
        found = self._ends.get(key)
        if found is None:
            if len(self._ends) >= _REMEMBERED:
                self._ends.clear()
            found = self._ends[key] = self._looked_up(begin, ox.NamedNode(property), against)
        if len(found) > MOST_ENDS:
            raise _Beyond
        return found

    def _looked_up(self, begin: _Node, property: ox.NamedNode, against: bool) -> tuple[_Node, ...]:
        if against:
            quads = self._store.quads_for_pattern(None, property, begin.term, _DEFAULT)
        elif isinstance(begin.term, ox.Literal):
            return ()
        else:
            quads = self._store.quads_for_pattern(begin.term, property, None, _DEFAULT)
        found: list[_Node] = []
        for quad in quads:
            found.append(_node(quad.subject if against else quad.object))
            if len(found) > MOST_ENDS:
                break
        return tuple(found)


def _named(iri: str) -> _Node:
    return _Node(ox.NamedNode(iri), f'{{"type":"uri","value":"{iri}"}}', "")


def _node(term: object) -> _Node:
    """Raises _Beyond for what is not written here."""
    if not isinstance(term, ox.NamedNode | ox.Literal):
        raise _Beyond
    if len(term.value) > _LONGEST or _ESCAPED.search(term.value):
        raise _Beyond
    if isinstance(term, ox.NamedNode):
        return _named(term.value)
    kind = ""
    if term.language:
        kind = f',"xml:lang":"{term.language}"'
    elif term.datatype.value != _STRING:
        kind = f',"datatype":"{term.datatype.value}"'
    return _Node(term, f'{{"type":"literal","value":"{term.value}"{kind}}}', term.language or "")


def _sorted(
    rows: list[dict[str, _Node]], order: Sequence[tuple[str, bool]]
) -> list[dict[str, _Node]]:
    """Solutions in their order; none where it is not known."""
    if len(rows) < 2:
        return rows
    if any(isinstance(row[name].term, ox.Literal) for row in rows for name, _ in order):
        return []
    if len({tuple([row[name].written for name, _ in order]) for row in rows}) < len(rows):
        return []
    for name, descending in reversed(order):
        rows = sorted(rows, key=lambda row: row[name].term.value, reverse=descending)
    return rows
