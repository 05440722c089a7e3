"""Queries of the plainest kind: what they match, filter, sort and show, and nothing else.

Of what can be read (:mod:`dxgraph.engine.query.recogniser`) this is the part of whose cost
something can be proved. Every other query (``VALUES``, a sub-query, an aggregate, ``EXISTS``…) is
left to those who may take their time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, NamedTuple

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.recogniser import BOOLEANS, Reader, Unread
from dxgraph.engine.query.shape import SLOT, Shape
from dxgraph.engine.query.tokens import Token
from dxgraph.engine.query.tree import Asked, Group, Kind, Part, Path, Pattern, Step

MOST_PATTERNS: Final = 7
"""In one group. More would have too many orders in which they can be joined."""

_MOST_TOKENS: Final = 250
_DEEPEST: Final = 5
_MOST_GIVEN: Final = 3
_FUNCTIONS: Final = frozenset(
    (
        "bound",
        "contains",
        "datatype",
        "isblank",
        "isiri",
        "isliteral",
        "isnumeric",
        "isuri",
        "lang",
        "langmatches",
        "lcase",
        "month",
        "sameterm",
        "str",
        "strends",
        "strlen",
        "strstarts",
        "ucase",
        "year",
    )
)
"""Those whose cost is at most that of reading what they are given."""

_TAG: Final = re.compile(r'"([A-Za-z]+(?:-[A-Za-z0-9]+)*)"')
_OPERATORS: Final = frozenset("=!<>&|+-*/")
_OPERANDS: Final = frozenset(("string", "iri", "name", "variable", "number", "word"))


@dataclass(frozen=True, slots=True)
class Branch:
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
    branches: tuple[Branch, ...]
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
    """Those by which a graph may be written shorter; of solutions none."""


def read(shape: Shape) -> Reading | None:
    """What a query of this shape does, or None where that is not plain."""
    try:
        reader = Reader(shape.text)
        asked = reader.query()
        # An IRI in a string or a comment was taken out too; then the places would not be right.
        iris = [part.text for part in reader.parts[reader.begin :] if part.kind == "iri"]
        if len(reader.parts) > _MOST_TOKENS or iris != [SLOT] * len(shape.iris):
            return None
        return _reading(reader, asked)
    except Unread:
        return None


def _reading(reader: Reader, asked: Asked) -> Reading:
    parts = reader.parts
    simple = all(end == at + 1 and parts[at].kind == "variable" for at, end, _ in asked.keys)
    if asked.made or asked.grouped is not None or not simple:
        raise Unread
    template = _patterns(asked.template)
    triples = None
    if len(template) == 1 and {part.kind for part in template[0]} == {Kind.VARIABLE}:
        first, last = parts[asked.projection[0]], parts[asked.projection[1] - 1]
        names = tuple(part.text for part in template[0])
        if len(set(names)) == len(names):
            triples = Triples(first.start, last.start + len(last.text), names)
    groups: tuple[Group, ...] = (asked.where,)
    if [element.kind for element in asked.where] in (["group"], ["union"]):
        groups = asked.where[0].groups
    return Reading(
        asked.form,
        () if asked.described else tuple(_branch(group, parts) for group in groups),
        asked.plain,
        len(template),
        asked.described,
        triples,
        asked.distinct,
        tuple((parts[at].text[1:], descending) for at, _, descending in asked.keys),
        asked.limit,
        asked.offset,
        tuple(reader.prefixes.items()) if asked.form.gives_graph else (),
    )


def _branch(group: Group, parts: Sequence[Token]) -> Branch:
    """A group in the one order in which an OPTIONAL is joined to all that stands before it and
    nothing is joined after it."""
    required: list[Pattern] = []
    optional: list[Pattern] = []
    given: dict[str, Part] = {}
    filtered = 0
    languages: list[tuple[str, str] | None] = []
    between = count(1)
    for place, element in enumerate(group):
        if element.kind == "filter":
            expression = parts[element.start + 1 : element.end]
            filtered += _filter_tokens(expression)
            languages.append(_language(expression))
        elif element.given is not None and len(given) == place:
            given[element.names[0]] = element.given
        elif element.kind == "optional" and required and len(element.groups[0]) == 1:
            optional += _patterns(element.groups[0])
        elif element.pattern is not None and not optional:
            required += _steps(*element.pattern, between)
        else:
            raise Unread
    if not 0 < len(required) <= MOST_PATTERNS or len(optional) > MOST_PATTERNS:
        raise Unread
    bindings = sum(element.given is not None for element in group)
    if given and (optional or not bindings == len(given) <= _MOST_GIVEN):
        raise Unread
    wanted = tuple(each for each in languages if each is not None)
    return Branch(
        tuple(required),
        tuple(optional),
        filtered,
        wanted if len(wanted) == len(languages) else None,
        tuple(given.items()),
    )


def _patterns(group: Group) -> list[Pattern]:
    """Patterns that are none of them a path, and nothing else."""
    found = [element.pattern for element in group if element.pattern is not None]
    if len(found) < len(group) or any(isinstance(each.predicate, Path) for each in found):
        raise Unread
    return found


# Paths


def _steps(subject: Part, step: Step, term: Part, between: Iterator[int]) -> Iterator[Pattern]:
    """The patterns that a triple stands for: Oxigraph's parser makes one of every step of a
    sequence, and turns inverse ones."""
    if not isinstance(step, Path):
        yield Pattern(subject, step, term)
    elif Kind.LITERAL in (subject.kind, term.kind) or subject == term:
        raise Unread
    elif step.sign == "^":
        yield from _steps(term, step.of[0], subject, between)
    elif step.sign == "/":
        before, after = step.of
        # No variable of a text is called so.
        middle = Part(Kind.VARIABLE, f"/{next(between)}")
        yield from _steps(subject, before, middle, between)
        yield from _steps(middle, after, term, between)
    else:
        _check_bounded(step)
        yield Pattern(subject, step, term)


def _check_bounded(step: Step) -> None:
    """Of a path it is known how far it leads if what is repeated is a property or its inverse, and
    sequences stand in nothing but sequences."""
    if not isinstance(step, Path):
        return
    inner = step.of[0]
    if step.sign in ("+", "*") and isinstance(inner, Path):
        bounded = inner.sign == "^" and not isinstance(inner.of[0], Path)
    else:
        bounded = step.sign != "/"
    if not bounded:
        raise Unread
    for each in step.of:
        _check_bounded(each)


# Filters


def _filter_tokens(parts: Sequence[Token]) -> int:
    """The number of tokens of an expression, whose operands and operators take turns; what follows
    the text of a literal is not counted."""
    depth = counted = at = 0
    operand = False
    while at < len(parts):
        kind, text, _ = parts[at]
        mark = text if kind == "mark" else ""
        counted += 1
        at += 1
        if mark == "(":
            if operand or depth == _DEEPEST:
                raise Unread
            depth += 1
        elif mark in (")", ","):
            if not operand or not depth:
                raise Unread
            depth -= mark == ")"
            operand = mark == ")"
        elif not depth and not _is_function(parts, at - 1):
            raise Unread
        elif mark:
            if mark not in _OPERATORS:
                raise Unread
            operand = False
        elif operand:
            raise Unread
        elif not _is_function(parts, at - 1):
            if kind not in _OPERANDS or (kind == "word" and text.lower() not in BOOLEANS):
                raise Unread
            operand = True
            at += _behind_string(parts, at) if kind == "string" else 0
    return counted


def _language(parts: Sequence[Token]) -> tuple[str, str] | None:
    """The variable, and the language that its value has to have, if nothing else is wanted."""
    match [part.text for part in parts]:
        case ["(", lang, "(", name, ")", "=", text, ")"] if lang.lower() == "lang":
            tag = _TAG.fullmatch(text)
            return (name[1:], tag[1]) if tag and parts[3].kind == "variable" else None
    return None


def _is_function(parts: Sequence[Token], at: int) -> bool:
    return parts[at].text.lower() in _FUNCTIONS and parts[at + 1].text == "("


def _behind_string(parts: Sequence[Token], at: int) -> int:
    """How many tokens the language or the datatype of a string has."""
    if parts[at].kind == "language":
        return 1
    return 3 if [part.text for part in parts[at : at + 2]] == ["^", "^"] else 0
