"""Read the groups of a SELECT: what is joined, what is optional, what is filtered.

Only what named queries are made of is known: triple patterns with paths, ``OPTIONAL``, ``UNION``,
``MINUS``, ``FILTER``, ``BIND``, ``VALUES`` and sub-queries. Whatever else a text holds is not
guessed at: :class:`Unread` is raised, and nothing is proved about the query.

Expressions stay what they are, ranges of tokens with the variables in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dxgraph.engine.query.inspection import Token, tokens

_UNSTEADY: Final = frozenset(("now", "rand", "uuid", "struuid", "bnode", "sample"))
"""Functions whose value is not one of the solution alone."""
_MODIFIERS: Final = frozenset(("group", "having", "order", "limit", "offset", "values"))
_CLOSING: Final = {"(": ")", "{": "}"}


class Unread(Exception):
    """The text holds what is not known here."""


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple pattern; the places are those of its tokens."""

    subject: str
    predicate: str
    """Empty for a path that is no single property."""
    object: str
    object_at: int


@dataclass(slots=True)
class Group:
    """What stands between two braces."""

    elements: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Select:
    """A query or sub-query."""

    plain: tuple[str, ...]
    """The variables that it shows as they are."""
    made: tuple[str, ...]
    """The variables that it makes (``AS``)."""
    distinct: bool
    where: Group
    projection: tuple[int, int]
    """The tokens of what it shows; a further column could stand at the end."""
    grouped: tuple[str, ...] | None = None
    """The variables of GROUP BY; None where nothing is grouped."""
    limited: bool = False
    keys: list[tuple[int, int]] = field(default_factory=list)
    """The expressions of ORDER BY, without ASC and DESC."""
    outside: frozenset[str] = frozenset()
    """Variables of expressions in its projection and behind its pattern."""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a group: ``kind`` is triple, optional, group, union, minus, filter, bind, values or
    select."""

    kind: str
    start: int
    end: int
    """The tokens that it is made of: from `start` up to, not including, `end`."""
    variables: frozenset[str]
    triple: Triple | None = None
    groups: tuple[Group, ...] = ()
    select: Select | None = None
    expression: tuple[int, int] = (0, 0)
    names: tuple[str, ...] = ()
    """What BIND or VALUES gives a value to."""


def read_select(text: str) -> tuple[tuple[Token, ...], Select]:
    """The tokens of a query and what it is made of. Raises Unread."""
    parts = tokens(text)
    reader = _Reader(parts)
    return parts, reader.query()


def bound(group: Group) -> frozenset[str]:
    """The variables that every solution of a group has a value for."""
    found: set[str] = set()
    for element in group.elements:
        found |= always(element)
    return frozenset(found)


def always(element: Element) -> frozenset[str]:
    """The variables that this part of a group gives to every solution."""
    if element.triple is not None or element.kind == "values":
        return element.variables
    if element.kind == "group":
        return bound(element.groups[0])
    if element.kind == "union":
        return frozenset.intersection(*map(bound, element.groups))
    if element.select is not None:
        select = element.select
        shown = bound(select.where) & set(select.plain)
        return frozenset(shown if select.grouped is None else shown & set(select.grouped))
    return frozenset()


def selects(select: Select) -> Iterator[Select]:
    """A query and all sub-queries in it."""
    yield select
    yield from _inside(select.where)


def _inside(group: Group) -> Iterator[Select]:
    for element in group.elements:
        if element.select is not None:
            yield from selects(element.select)
        for inner in element.groups:
            yield from _inside(inner)


class _Reader:
    def __init__(self, parts: Sequence[Token]) -> None:
        self.parts = parts
        self.at = 0
        for part in parts:
            if part.kind == "iri" and ("?" in part.text or "$" in part.text):
                raise Unread  # two comparisons may look like an IRI
            if part.text.lower() in _UNSTEADY and part.kind == "word":
                raise Unread

    # Tokens

    def word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.parts[place].text.lower() if place < len(self.parts) else ""

    def kind(self) -> str:
        return self.parts[self.at].kind if self.at < len(self.parts) else ""

    def take(self, text: str) -> None:
        if self.word() != text:
            raise Unread
        self.at += 1

    def skip(self) -> tuple[int, int]:
        """What stands in brackets, from the opening one on; the range lies within them."""
        closing = [_CLOSING.get(self.word(), "")]
        if not closing[0]:
            raise Unread
        begun = self.at + 1
        while closing:
            self.at += 1
            if self.at >= len(self.parts):
                raise Unread
            text = self.parts[self.at].text
            if text in _CLOSING:
                closing.append(_CLOSING[text])
            elif text in _CLOSING.values() and text != closing.pop():
                raise Unread
        self.at += 1
        return begun, self.at - 1

    def within(self, start: int, end: int) -> frozenset[str]:
        return frozenset(p.text[1:] for p in self.parts[start:end] if p.kind == "variable")

    # Queries

    def query(self) -> Select:
        while self.word() == "prefix":
            self.at += 3
        select = self.select()
        if self.at != len(self.parts):
            raise Unread
        return select

    def select(self) -> Select:
        self.take("select")
        begun_at = self.at
        distinct = self.word() == "distinct"
        self.at += distinct
        plain: list[str] = []
        made: list[str] = []
        outside: set[str] = set()
        while self.word() != "where":
            if self.kind() == "variable":
                plain.append(self.parts[self.at].text[1:])
                self.at += 1
                continue
            begun, end = self.skip()
            if end - begun < 3 or self.parts[end - 2].text.lower() != "as":
                raise Unread
            made.append(self.parts[end - 1].text[1:])
            outside |= self.within(begun, end - 2)
        projection = begun_at, self.at
        self.at += 1
        select = Select(tuple(plain), tuple(made), distinct, self.group(), projection)
        begun = self.at
        self.modifiers(select)
        select.outside = frozenset(outside | self.within(begun, self.at))
        if made and select.grouped is None:
            select.grouped = ()  # what it makes may be of all solutions at once
        return select

    def modifiers(self, select: Select) -> None:
        while self.word() in _MODIFIERS:
            word = self.word()
            self.at += 1
            if word in {"limit", "offset"}:
                select.limited = True
                self.at += 1
            elif word == "having":
                self.skip()
            elif word == "group":
                self.take("by")
                names = []
                while self.kind() == "variable":
                    names.append(self.parts[self.at].text[1:])
                    self.at += 1
                if not names or self.word() == "(" or self.kind() == "name":
                    raise Unread
                select.grouped = tuple(names)
            elif word == "order":
                self.take("by")
                select.keys = list(self.order_keys())
            else:
                raise Unread

    def order_keys(self) -> Iterator[tuple[int, int]]:
        while self.at < len(self.parts):
            if self.kind() == "variable":
                yield self.at, self.at + 1
                self.at += 1
            elif self.word() in {"asc", "desc"}:
                self.at += 1
                yield self.skip()
            elif self.word() == "(":
                yield self.skip()
            else:
                return

    # Groups

    def group(self) -> Group:
        self.take("{")
        group = Group()
        while self.word() != "}":
            if self.word() == ".":
                self.at += 1
            elif self.kind() == "word" and self.word() in _PARTS:
                group.elements.append(_PARTS[self.word()](self))
            elif self.word() == "{":
                group.elements.append(self.braces())
            else:
                group.elements.extend(self.triples())
        self.at += 1
        return group

    def element(self, kind: str, start: int, *groups: Group, **more: object) -> Element:
        variables = self.within(start, self.at)
        return Element(kind, start, self.at, variables, groups=groups, **more)  # type: ignore[arg-type]

    def braces(self) -> Element:
        start = self.at
        if self.word(1) == "select":
            self.at += 1
            select = self.select()
            self.take("}")
            return self.element("select", start, select=select)
        groups = [self.group()]
        while self.word() == "union":
            self.at += 1
            groups.append(self.group() if self.word(1) != "select" else self.refuse())
        return self.element("union" if len(groups) > 1 else "group", start, *groups)

    def refuse(self) -> Group:
        raise Unread

    def optional(self) -> Element:
        start = self.at
        self.at += 1
        if self.word(1) == "select":
            inner = Group([self.braces()])
            return self.element("optional", start, inner)
        return self.element("optional", start, self.group())

    def minus(self) -> Element:
        start = self.at
        self.at += 1
        return self.element("minus", start, self.group())

    def condition(self) -> Element:
        start = self.at
        self.at += 1
        while self.word() in {"not", "exists"}:
            self.at += 1
        if self.word() not in _CLOSING:
            self.at += 1
        expression = self.skip()
        return self.element("filter", start, expression=expression)

    def bind(self) -> Element:
        start = self.at
        self.at += 1
        begun, end = self.skip()
        if end - begun < 3 or self.parts[end - 2].text.lower() != "as":
            raise Unread
        name = self.parts[end - 1].text[1:]
        return self.element("bind", start, expression=(begun, end - 2), names=(name,))

    def values(self) -> Element:
        start = self.at
        self.at += 1
        if self.word() == "(":
            self.skip()
        else:
            self.at += 1
        begun, end = self.skip()
        if any(part.text.lower() == "undef" for part in self.parts[begun:end]):
            raise Unread
        return self.element("values", start, names=tuple(self.within(start, begun)))

    # Triples

    def triples(self) -> Iterator[Element]:
        subject = self.term()
        while True:
            if self.word() in {".", "}", ";"}:
                break
            predicate = self.verb()
            while True:
                start = self.at
                found = self.term()
                names = [text[1:] for text in (subject, predicate, found) if text[:1] in {"?", "$"}]
                triple = Triple(subject, predicate, found, start)
                yield Element("triple", start, self.at, frozenset(names), triple=triple)
                if self.word() != ",":
                    break
                self.at += 1
            if self.word() != ";":
                break
            while self.word() == ";":
                self.at += 1

    def term(self) -> str:
        kind, text = self.kind(), self.word()
        if kind not in {"variable", "iri", "name", "string", "number"} and text not in _BOOLEANS:
            raise Unread
        begun = self.at
        self.at += 1
        if kind == "string":
            if self.kind() == "language":
                self.at += 1
            elif self.word() == "^" and self.word(1) == "^":
                self.at += 3
        return "".join(part.text for part in self.parts[begun : self.at])

    def verb(self) -> str:
        """The property or variable; empty for a path."""
        begun = self.at
        if self.kind() == "variable":
            self.at += 1
        else:
            self.path()
        return self.parts[begun].text if self.at == begun + 1 else ""

    def path(self) -> None:
        while True:
            if self.word() == "^":
                self.at += 1
            if self.word() == "(":
                self.skip()
            elif self.kind() in {"iri", "name"} or self.word() == "a":
                self.at += 1
            else:
                raise Unread
            if self.kind() == "mark" and self.word() in {"*", "+", "?"}:
                self.at += 1
            if self.word() not in {"/", "|"}:
                return
            self.at += 1


_BOOLEANS: Final = frozenset(("true", "false"))
_PARTS: Final = {
    "optional": _Reader.optional,
    "minus": _Reader.minus,
    "filter": _Reader.condition,
    "bind": _Reader.bind,
    "values": _Reader.values,
}
