"""How much work a property path is at most.

Oxigraph evaluates a path from the end that is known: a closure (``+``, ``*``) looks up every term
that it comes to once, alternatives are looked up one after the other, and equal ends are dropped by
hash. Where both ends are known, it is followed from the first one and looked for the other. So what
bounds a path is how far its properties lead from any term, which is counted with the snapshot, and
how long the lists are that are walked on the way.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from dxgraph.engine.query.statistics import BEYOND, Property
from dxgraph.engine.query.tree import Part, Path, Step

WALKED_A_STEP: Final = 4
"""So many statements of a list are walked in a step."""


class Lists(NamedTuple):
    """How many statements a term has at most as their subject, and as their object."""

    as_subject: float
    as_object: float


class Reached(NamedTuple):
    """What it takes to follow a path from one term, and what is found, counting what is found
    twice."""

    steps: float
    found: float
    lists: Lists
    """Of what is found, the longest."""


Known = Callable[[Part], Property]


def follow(step: Step, known: Known, term: Lists) -> Reached:
    """Of a path from its first end."""
    if isinstance(step, Part):
        of = known(step)
        walked = min(of.statements, term.as_subject)
        lists = Lists(of.objects_as_subject, of.objects_as_object)
        return Reached(1 + walked / WALKED_A_STEP, min(of.most_objects, walked), lists)
    sign, inner = step.sign, step.of[0]
    if sign == "^":
        if isinstance(inner, Path):
            return follow(inverse(inner), known, term)
        of = known(inner)
        walked = min(of.statements, term.as_object)
        lists = Lists(of.subjects_as_subject, of.subjects_as_object)
        return Reached(1 + walked / WALKED_A_STEP, min(of.most_subjects, walked), lists)
    if sign == "|":
        ways = [follow(each, known, term) for each in step.of]
        found = sum(way.found for way in ways)
        # What is found is hashed, to be dropped where it was found before.
        return Reached(sum(way.steps for way in ways) + found, found, _longest(*ways))
    once = follow(inner, known, term)
    itself = Reached(1 + (term.as_subject + term.as_object) / WALKED_A_STEP, 1, term)
    if sign == "?":
        found = 1 + once.found
        return Reached(itself.steps + once.steps + found, found, _longest(itself, once))
    reached = _closure(inner, known, once)
    if sign == "+":
        return reached
    return Reached(itself.steps + reached.steps, 1 + reached.found, _longest(itself, reached))


def _closure(inner: Step, known: Known, once: Reached) -> Reached:
    """Of one or more steps of a property, or of its inverse."""
    if isinstance(inner, Part):
        of = known(inner)
        reach, walk, most = of.reach_objects, of.walk_objects, of.most_objects
    else:
        (part,) = inner.of
        if inner.sign != "^" or not isinstance(part, Part):
            return Reached(math.inf, math.inf, once.lists)
        of = known(part)
        reach, walk, most = of.reach_subjects, of.walk_subjects, of.most_subjects
    if reach >= BEYOND:
        return Reached(math.inf, math.inf, once.lists)
    # Every term is looked up; each statement that matches is hashed.
    looked_up = reach + walk / WALKED_A_STEP + min(walk, reach * most)
    return Reached(once.steps + once.found + looked_up, reach, once.lists)


def between(step: Step, known: Known, start: Lists, end: Lists) -> float:
    """The steps to find out whether a path leads from one term to another."""
    if isinstance(step, Part):
        walked = min(known(step).statements, start.as_subject, end.as_object)
        return 1 + walked / WALKED_A_STEP
    sign, inner = step.sign, step.of[0]
    if sign == "^":
        return between(inner, known, end, start)
    if sign == "|":
        return sum(between(each, known, start, end) for each in step.of)
    if sign == "?":
        itself = 1 + (start.as_subject + start.as_object) / WALKED_A_STEP
        return itself + between(inner, known, start, end)
    return follow(step, known, start).steps


def inverse(step: Step) -> Step:
    """The path from the other end."""
    if isinstance(step, Part):
        return Path("^", (step,))
    if step.sign == "^":
        return step.of[0]
    return Path(step.sign, tuple(map(inverse, step.of)))


def estimate(step: Step, *, start: bool, end: bool) -> int:
    """What the optimiser estimates, depending on which end is known."""
    if isinstance(step, Part):
        return {(1, 1): 1, (1, 0): 10, (0, 1): 1000, (0, 0): 10**6}[start, end]
    sign, inner = step.sign, step.of[0]
    if sign == "^":
        return estimate(inner, start=end, end=start)
    if sign == "|":
        return sum(estimate(each, start=start, end=end) for each in step.of)
    if start and end:
        return 1
    if sign != "+" and not (start or end):
        return 10**9
    return estimate(inner, start=start, end=end) * (1 if sign == "?" else 1000)


def _longest(*ways: Reached) -> Lists:
    return Lists(*(max(lists) for lists in zip(*(way.lists for way in ways), strict=True)))
