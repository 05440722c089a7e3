"""How much work a query is at most, known before it runs, from what is known of the data.

The proof. A plain query (:mod:`dxgraph.engine.query.basic`) is answered by joining its patterns
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

A path is a pattern like others, followed from an end that is known
(:mod:`dxgraph.engine.query.paths`). Some of those with an end written out are estimated to be as
large as a pattern without: then they are no beginning, unless they come first in the text.

All this was read in the source of Oxigraph 0.5.13, and holds for that version only.

A *step* takes about a microsecond: a solution made, a cell written, four terms compared, or four
statements walked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.basic import Branch, Reading
from dxgraph.engine.query.paths import (
    WALKED_A_STEP,
    Lists,
    Reached,
    between,
    estimate,
    follow,
    inverse,
)
from dxgraph.engine.query.statistics import Property, Statistics
from dxgraph.engine.query.tree import Kind, Part, Path, Pattern, Step, properties

_TEXT_A_STEP: Final = 256
"""So many characters of a text are looked through, or written, in a step."""
_COMPARED_A_STEP: Final = 4
"""So many terms are compared in a step; to compare two solutions costs as much as one more."""
_ESTIMATED_AT_MOST: Final = 10**8
"""Times the largest estimate of a pattern, 10⁹, and a hundred, it is within 64 bits."""
_OPEN_AT_LEAST: Final = 10**6
"""The smallest estimate of a pattern, or path, with variables at both ends."""
_GRAPH_STEPS: Final = 6
"""What a triple of a graph costs: it is written, sorted, read and written again."""


def steps(reading: Reading, iris: Sequence[str], statistics: Statistics) -> float:
    """The most steps that a query takes; infinite where nothing can be proved.

    `iris` are those of the text, in order, that its shape leaves out.
    """
    bound = _Bound(statistics, iris)
    if reading.form is Form.DESCRIBE:
        described = sum(bound.list_of(part, "subject") for part in reading.described)
        return described * _GRAPH_STEPS * bound.text_of(statistics.any.longest_object)
    if (first := _of_the_first(reading)) is not None:
        return first * (1 + _cells(reading, bound, reading.branches[0]))
    total = 0.0
    for group in reading.branches:
        work, rows = bound.group(group)
        if work == math.inf:
            return work
        if rows:
            keys = (len(reading.order) + 1) / _COMPARED_A_STEP if reading.order else 0
            work += rows * (keys * math.log2(rows + 1) + reading.distinct) * bound.text(group)
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
        or group.given
        or isinstance(pattern.predicate, Path)
        or reading.distinct
        or reading.order
        or len({part for part in pattern if part.kind == Kind.VARIABLE}) < len(pattern)
    ):
        return None
    return reading.limit + reading.offset


def _cells(reading: Reading, bound: _Bound, group: Branch) -> float:
    """The steps to write a solution."""
    text = bound.text(group)
    if reading.form is Form.CONSTRUCT:
        return reading.template * _GRAPH_STEPS * text
    patterns = (*group.required, *group.optional)
    shown = len(reading.shown) or len(_variables(*patterns)) + len(group.given)
    return (1 + shown) * text


def _variables(*patterns: Pattern) -> set[str]:
    return {part.text for pattern in patterns for part in pattern if part.kind == Kind.VARIABLE}


class _Bound:
    """Bounds on what a query does, with its IRIs in the places that its shape left."""

    def __init__(self, statistics: Statistics, iris: Sequence[str]) -> None:
        self._statistics = statistics
        self._iris = iris

    def iri(self, part: Part) -> str | None:
        return part.iri(self._iris) if part.kind in (Kind.IRI, Kind.SLOT) else None

    def property(self, part: Step) -> Property:
        """Of one property, or the most of all where it is known only once the query runs."""
        return self._statistics.property(self.iri(part) if isinstance(part, Part) else None)

    def list_of(self, part: Part, role: str) -> int:
        """How many statements have a term that is written out as their subject, or object."""
        if part.kind == Kind.LITERAL:
            return self._statistics.most_of_a_literal if role == "object" else 0
        iri = self.iri(part) or ""
        if role == "subject":
            return self._statistics.list_as_subject(iri)
        return self._statistics.list_as_object(iri)

    def text(self, group: Branch) -> float:
        """How many steps it takes to read the longest term that the group may find."""
        longest = max(
            self.property(part).longest_object
            for pattern in (*group.required, *group.optional)
            for part in properties(pattern.predicate)
        )
        return self.text_of(longest)

    def text_of(self, longest: int) -> float:
        """Likewise of a value of so many characters."""
        return 1 + max(longest, self._statistics.longest_iri) // _TEXT_A_STEP

    def group(self, group: Branch) -> tuple[float, float]:
        """The work of a group, and its solutions."""
        joining = _Joining(self, group.required, dict(group.given))
        filters = group.filter_tokens * self.text(group)
        a_solution = 1 + filters
        work, rows, most = joining.worst()
        if work == math.inf:
            return work, rows
        # A filter is asked of a solution once, wherever the optimiser moves it to; and once of each
        # part that shares no variable with another, if it names none.
        work += most * filters * joining.parts
        if group.given:
            # What is given is one solution, joined to each where no variable is shared.
            work += 1 + rows * a_solution
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
            work += rows * (1 + for_each / WALKED_A_STEP + tried * a_solution)
            rows *= matched
            estimate *= _estimate(pattern)
        return work, rows


def _is_anchored(pattern: Pattern) -> bool:
    """Whether its subject or its object is written out."""
    return pattern.subject.kind != Kind.VARIABLE or pattern.object.kind != Kind.VARIABLE


def _may_begin(pattern: Pattern, place: int) -> bool:
    """Whether the optimiser prefers this pattern to all without a subject or object written out."""
    if not isinstance(pattern.predicate, Path) or not _is_anchored(pattern):
        return _is_anchored(pattern)
    ends = pattern.subject.kind != Kind.VARIABLE, pattern.object.kind != Kind.VARIABLE
    # Of those that it takes for equally small the first one is chosen.
    most = _OPEN_AT_LEAST - (place > 0)
    return estimate(pattern.predicate, start=ends[0], end=ends[1]) <= most


def _estimate(pattern: Pattern) -> int:
    """What the optimiser's estimate of a pattern is at most, once one of its terms is known."""
    if isinstance(pattern.predicate, Path):
        return max(
            estimate(pattern.predicate, start=start, end=not start or both)
            for start in (True, False)
            for both in (True, False)
        )
    if pattern.subject.kind != Kind.VARIABLE:
        return 101
    if pattern.object.kind != Kind.VARIABLE:
        return 10_001
    return 1001 if pattern.predicate.kind != Kind.VARIABLE else 1_000_001


class _Joining:
    """The orders in which patterns may be joined. A set of patterns is a number, a bit for each."""

    def __init__(
        self, bound: _Bound, patterns: Sequence[Pattern], given: Mapping[str, Part]
    ) -> None:
        self._bound = bound
        self._given = given
        """What is known before all patterns: the optimiser begins with it."""
        self._patterns = patterns
        self._names = [_variables(pattern) for pattern in patterns]
        self._places = range(len(patterns))
        self._begins = [_may_begin(pattern, place) for place, pattern in enumerate(patterns)]
        self.all = (1 << len(patterns)) - 1
        self._known_of: dict[int, frozenset[str]] = {}
        self._lists_of: dict[tuple[Part, str, int], float] = {}

    @property
    def parts(self) -> int:
        """As many as there may be of which none shares a variable with another."""
        joined = set(self._names[0])
        for _ in self._places:
            joined.update(*(names for names in self._names if names & joined))
        return 1 if all(names & joined for names in self._names) else len(self._names)

    def worst(self) -> tuple[float, float, float]:
        """The most work of any order, the most solutions of all patterns, and the most of any
        that are joined; infinite where no order is sure to be among those that the optimiser
        chooses from."""
        work = {0: 0.0}
        rows = {0: 1.0}
        for joined in range(self.all):
            if joined not in work:
                continue
            known = self._known(joined)
            for place in self._places:
                pattern = self._patterns[place]
                follows = self._begins[place] or not known.isdisjoint(self._names[place])
                if joined & 1 << place or not follows:
                    continue
                walked = self.walked(pattern, joined)
                if walked == math.inf:
                    return math.inf, math.inf, math.inf
                made = rows[joined] * self.matched(pattern, joined, walked)
                # Where nothing was found so far, what shares no variable is walked all the same.
                done = work[joined] + max(rows[joined], 1) * (1 + walked / WALKED_A_STEP)
                done += made
                after = joined | 1 << place
                work[after] = max(work.get(after, 0.0), done)
                rows[after] = min(rows.get(after, math.inf), made)
        if self.all not in work:
            return math.inf, math.inf, math.inf
        return work[self.all], rows[self.all], max(rows.values())

    def _known(self, joined: int) -> frozenset[str]:
        known = self._known_of.get(joined)
        if known is None:
            names = (self._names[at] for at in self._places if joined & 1 << at)
            known = self._known_of[joined] = frozenset(self._given).union(*names)
        return known

    def walked(self, pattern: Pattern, joined: int) -> float:
        """The length of the shortest list of a term that is known once `joined` are; of a path, as
        many statements as take the time."""
        subject, predicate, term = pattern
        if isinstance(predicate, Path):
            return self._followed(pattern, joined).steps * WALKED_A_STEP
        lists = [self._list(subject, "subject", joined), self._list(term, "object", joined)]
        if predicate.kind != Kind.VARIABLE or predicate.text in self._known(joined):
            lists.append(self._bound.property(predicate).statements)
        return min(lists)

    def matched(self, pattern: Pattern, joined: int, walked: float) -> float:
        """The most of the statements walked that match."""
        known = self._known(joined)
        has = [part.kind != Kind.VARIABLE or part.text in known for part in pattern]
        if isinstance(pattern.predicate, Path):
            return 1 if has[0] and has[2] else self._followed(pattern, joined).found
        most = [walked]
        if has[1]:
            of = self._bound.property(pattern.predicate)
            if has[0]:
                most.append(of.most_objects)
            if has[2]:
                most.append(of.most_subjects)
            if has[0] and has[2]:
                most.append(1)
        return min(most)

    def _followed(self, pattern: Pattern, joined: int) -> Reached:
        """What it takes to follow a path from what is known of its ends."""
        subject, path, term = pattern
        known, of = self._known(joined), self._bound.property
        has = [part.kind != Kind.VARIABLE or part.text in known for part in (subject, term)]
        if all(has):
            ends = self._lists(subject, joined), self._lists(term, joined)
            return Reached(between(path, of, *ends), 1, ends[1])
        if has[0]:
            return follow(path, of, self._lists(subject, joined))
        if has[1]:
            return follow(inverse(path), of, self._lists(term, joined))
        return Reached(math.inf, math.inf, Lists(math.inf, math.inf))

    def _lists(self, part: Part, joined: int) -> Lists:
        return Lists(self._list(part, "subject", joined), self._list(part, "object", joined))

    def _list(self, part: Part, role: str, joined: int) -> float:
        """The longest list of what a part may be; infinite while it is not known."""
        if part.kind != Kind.VARIABLE:
            return self._bound.list_of(part, role)
        key = part, role, joined
        if key not in self._lists_of:
            self._lists_of[key] = self._list_of(part, role, joined)
        return self._lists_of[key]

    def _list_of(self, part: Part, role: str, joined: int) -> float:
        # A value has to match every pattern that gave it: the shortest list of these holds.
        lists = [
            self._list_at(at, where, role, joined)
            for at, pattern in enumerate(self._patterns)
            if joined & 1 << at
            for where in ("subject", "object")
            if getattr(pattern, where) == part
        ]
        if part.text in self._given:
            lists.append(self._bound.list_of(self._given[part.text], role))
        if not lists and part.text in self._known(joined):
            # It is a property.
            most = self._bound.property(_ANY)
            return max(_as(role, where, most) for where in ("subject", "object"))
        return min(lists, default=math.inf)

    def _list_at(self, at: int, where: str, role: str, joined: int) -> float:
        """The longest list of what one pattern finds at a place."""
        subject, predicate, term = self._patterns[at]
        if not isinstance(predicate, Path):
            return _as(role, where, self._bound.property(predicate))
        # What a path finds may be what it begins at, which another pattern has to know.
        others = joined & ~(1 << at)
        if where == "object":
            found = follow(predicate, self._bound.property, self._lists(subject, others))
        else:
            found = follow(inverse(predicate), self._bound.property, self._lists(term, others))
        return found.lists.as_subject if role == "subject" else found.lists.as_object


def _as(role: str, where: str, of: Property) -> int:
    """The longest list, as `role`, of the terms that stand at a place of a property's statements"""
    if where == "subject":
        return of.subjects_as_subject if role == "subject" else of.subjects_as_object
    return of.objects_as_subject if role == "subject" else of.objects_as_object


_ANY: Final = Part(Kind.VARIABLE, "")
