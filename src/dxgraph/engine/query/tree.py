"""What a query is made of: its groups, what stands in them, and the patterns that these match.

Read from a text by :mod:`dxgraph.engine.query.recogniser`; expressions stay what they are, ranges
of tokens with the variables in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dxgraph.engine.protocol import Form


class Kind:
    """What a part of a pattern is."""

    VARIABLE: Final = "variable"
    IRI: Final = "iri"
    SLOT: Final = "slot"
    """The IRI that stands at this place among those taken out of the text."""
    LITERAL: Final = "literal"
    PATH: Final = "path"


class Part(NamedTuple):
    kind: str
    text: str
    """The name of a variable, an IRI, the number of a slot; of literals nothing is kept."""

    def iri(self, iris: Sequence[str]) -> str:
        """What is written out; `iris` are those that were taken out of the text."""
        return iris[int(self.text)] if self.kind == Kind.SLOT else self.text


@dataclass(frozen=True, slots=True)
class Path:
    """A property path, of properties or paths."""

    sign: str
    """``^``, ``|``, ``/``, ``+``, ``*`` or ``?``."""
    of: tuple[Step, ...]

    @property
    def kind(self) -> str:
        return Kind.PATH

    @property
    def text(self) -> str:
        return ""


Step = Part | Path
"""A property, or a path of properties."""


def properties(step: Step) -> Iterator[Part]:
    """What a path is made of."""
    if isinstance(step, Path):
        for each in step.of:
            yield from properties(each)
    else:
        yield step


class Pattern(NamedTuple):
    """A triple pattern."""

    subject: Part
    predicate: Step
    object: Part


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a group: ``kind`` is triple, optional, group, union, minus, filter, bind, values or
    select."""

    kind: str
    start: int
    end: int
    """The tokens that it is made of, from `start` up to, not including, `end`; of a triple, those
    of its object."""
    variables: frozenset[str]
    pattern: Pattern | None = None
    groups: tuple[Group, ...] = ()
    select: Asked | None = None
    expression: tuple[int, int] = (0, 0)
    names: tuple[str, ...] = ()
    """What BIND or VALUES gives a value to."""
    given: Part | None = None
    """The IRI that BIND gives, where it is written out."""


Group = tuple[Element, ...]
"""What stands between two braces."""


@dataclass(slots=True)
class Asked:
    """A query or sub-query."""

    form: Form
    where: Group = ()
    plain: tuple[str, ...] = ()
    """The variables that it shows as they are; none for all."""
    made: tuple[str, ...] = ()
    """The variables that it makes (``AS``)."""
    distinct: bool = False
    """Or REDUCED."""
    projection: tuple[int, int] = (0, 0)
    """The tokens of what it shows, or of the template; a further column could stand at the end."""
    template: Group = ()
    described: tuple[Part, ...] = ()
    grouped: tuple[str, ...] | None = None
    """The variables of GROUP BY, none of them for all solutions at once; None where nothing is
    grouped."""
    limit: int | None = None
    offset: int = 0
    keys: list[tuple[int, int, bool]] = field(default_factory=list)
    """The expressions of ORDER BY, without ASC and DESC, and whether it is DESC."""
    outside: frozenset[str] = frozenset()
    """Variables of expressions in its projection and behind its pattern."""


def bound(group: Group) -> frozenset[str]:
    """The variables that every solution of a group has a value for."""
    return frozenset[str]().union(*map(always, group))


def always(element: Element) -> frozenset[str]:
    """The variables that this part of a group gives to every solution."""
    if element.kind in {"triple", "values"}:
        return element.variables
    if element.kind in {"group", "union"}:
        return frozenset.intersection(*map(bound, element.groups))
    if element.select is not None:
        select = element.select
        shown = bound(select.where) & set(select.plain)
        return shown if select.grouped is None else shown & set(select.grouped)
    return frozenset()


def selects(asked: Asked) -> Iterator[Asked]:
    """A query and all sub-queries in it."""
    yield asked
    yield from _inside(asked.where)


def _inside(group: Group) -> Iterator[Asked]:
    for element in group:
        if element.select is not None:
            yield from selects(element.select)
        for inner in element.groups:
            yield from _inside(inner)
