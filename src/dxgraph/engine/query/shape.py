"""The shape of a query text, and what a query of the plainest kind does.

The shape is the text without the IRIs of its patterns, so that questions about one thing after the
other are read once (:mod:`dxgraph.engine.query.reading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from dxgraph.engine.protocol import Form

LONGEST_TEXT: Final = 2000
SLOT: Final = "<:>"
"""What stands for an IRI in a shape. It is no IRI of a scheme, so no text brings it along."""

_LEADING_COMMENTS: Final = re.compile(r"(?:\s*+#[^\n\r]*+[\n\r])*+\s*+")
_PROLOGUE: Final = re.compile(
    r"(?:PREFIX\s++[^\s:<#]*+:\s*+<[A-Za-z][^\x00-\x20<>\"{}|^`\\]*+>\s*+)*+", re.IGNORECASE
)
_IRI: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\]*)>")


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


@dataclass(frozen=True, slots=True)
class Path:
    """A property path that Oxigraph evaluates as one; sequences of others are patterns of their
    own."""

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
class Group:
    """Patterns that all have to match, each of the others if it does, and what filters them."""

    required: tuple[Pattern, ...]
    optional: tuple[Pattern, ...] = ()
    filter_tokens: int = 0
    languages: tuple[tuple[str, str], ...] | None = ()
    """Variables and the language that a filter wants each to have; None where filters say more."""
    given: tuple[tuple[str, Part], ...] = ()
    """Variables that BIND gives an IRI to, before all patterns."""


class Triples(NamedTuple):
    """What of a CONSTRUCT makes triples of three variables, one of a solution, and nothing else."""

    start: int
    end: int
    """Where it stands in the shape, from CONSTRUCT to the end of the template."""
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query does."""

    form: Form
    branches: tuple[Group, ...]
    """One, or those of a UNION."""
    shown: tuple[str, ...] = ()
    """The variables of a SELECT; none for all."""
    template: int = 0
    """How many triples a CONSTRUCT makes of a solution."""
    described: tuple[Part, ...] = ()
    triples: Triples | None = None
    distinct: bool = False
    order: tuple[tuple[str, bool], ...] = ()
    """The variables that solutions are sorted by, and whether the last comes first."""
    limit: int | None = None
    offset: int = 0
    prefixes: tuple[tuple[str, str], ...] = ()


class Shape(NamedTuple):
    """A text without its IRIs, and these."""

    text: str
    iris: tuple[str, ...]
    begin: int
    """Where it begins in the text, after comments."""


def shape_of(text: str) -> Shape | None:
    """The shape of a text; None for one that is not looked at. Costs a few microseconds."""
    if len(text) > LONGEST_TEXT or "\\" in text:
        return None
    comments = _LEADING_COMMENTS.match(text)
    begin = comments.end() if comments else 0
    prologue = _PROLOGUE.match(text, begin)
    body = prologue.end() if prologue else begin
    parts = _IRI.split(text[body:])
    return Shape(text[begin:body] + SLOT.join(parts[::2]), tuple(parts[1::2]), begin)
