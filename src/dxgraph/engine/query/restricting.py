"""Which parameters of a query only choose among its rows, proved from its text.

A parameter is a variable that takes a value from outside (:mod:`dxgraph.engine.query.bindings`).
Where the answer with a value is the answer without it, less the rows in which some column has
another value, one run can serve all values. The proof follows the algebra of SPARQL 1.1 (section
18): a selection on a variable that every solution of a pattern has a value for commutes with joins,
with ``FILTER``, ``BIND`` and ``MINUS`` behind it, with the left side of ``OPTIONAL``, with both
sides of ``UNION``, and with grouping by that variable. Four ways to use a parameter are known:

- ``?s p ?x, ?parameter``, for a property that has one value for each subject (asked of the data):
  the parameter is another name of ``?x``. In the right side of an ``OPTIONAL`` it changes nothing,
  where the left side is restricted by the same ``?x`` already.
- ``BIND(?parameter AS ?x)`` at the beginning of a group that gives ``?x`` a value.
- ``FILTER(COALESCE(?parameter, …) = e)``, where the parameter stands nowhere else: the rows are
  those whose ``e`` is the value.
- ``FILTER(e = ?parameter)``, the same for a parameter that always has a value.

Everything else (a parameter that is shown or computed with, ``MINUS``, ``EXISTS``, paths, limits)
is not proved, and such a parameter stays in the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from dxgraph.engine.query.groups import (
    Element,
    Group,
    Select,
    Unread,
    always,
    bound,
    read_select,
    selects,
)
from dxgraph.engine.query.inspection import Token, inspect

HIDDEN: Final = "dx_hidden_"
"""How the columns are called that are no part of the answer."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the value of a parameter is compared with."""

    expression: str
    """A variable, or an expression of variables."""
    variables: frozenset[str]
    parameters: tuple[tuple[str, bool], ...] = ()
    """For a filter: those that it asks for, the first that is given counts; and whether the text of
    the value is compared instead of the value."""
    otherwise: str = ""
    """For a filter: what has to be true where none is given."""

    @property
    def alias(self) -> bool:
        """Whether this is a variable that the parameter is another name of."""
        return not self.parameters


@dataclass(slots=True)
class Restriction:
    """One or more parameters that only choose among rows, by one key."""

    key: Key
    parameters: tuple[tuple[str, bool], ...]
    single_valued: set[str] = field(default_factory=set)
    """The properties (IRIs) that must have one value for each subject."""
    edits: dict[int, tuple[int, str]] = field(default_factory=dict)
    """By the first token that goes: the one after the last, and what comes in the place."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the rows of a restriction are found."""

    parameters: tuple[tuple[str, bool], ...]
    name: str
    """The column of the key."""
    otherwise: str
    """The column that is true where no parameter is needed, or empty for: always."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A query without the parameters that only choose, and with the columns by which to choose."""

    text: str
    shown: tuple[str, ...]
    """The columns of the answer; those behind them are hidden."""
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    """The columns by which the rows are sorted."""


class Prover:
    """Proves what it can about one query. Raises Unread where the text is not understood at all or
    its answer is not a function of the data alone."""

    def __init__(
        self, text: str, parameters: Mapping[str, bool], staying: Set[str] = frozenset()
    ) -> None:
        """`parameters`: the variables that take values, and whether each always has one; of those,
        `staying` are to stay in the query whatever could be proved."""
        self.text = text
        self.parts, self._select = read_select(text)
        self.parameters = parameters
        self.staying = staying
        self.prefixes = dict(inspect(text).prefixes)
        if not self._select.keys:
            raise Unread  # rows without an order are in none that could be kept
        for select in selects(self._select):
            self._check_concatenation(select)

    def restrictions(self) -> list[Restriction]:
        """One for each parameter, or each filter, of which something is proved."""
        select, found = self._select, []
        if select.limited or select.distinct or select.grouped is not None:
            return []
        seen: set[str] = set()
        for name in self.parameters:
            if name in seen or name in self.staying or name in (*select.outside, *select.plain):
                continue
            proof = _Proof(name, self)
            try:
                key = proof.group(select.where)
            except Unread:
                continue
            restriction = Restriction(
                key, key.parameters or ((name, False),), proof.single_valued, proof.edits
            )
            found.append(restriction)
            seen.update(each for each, _ in restriction.parameters)
        return found

    def widened(self, kept: Iterable[Restriction]) -> Widened:
        """The query for all values of the parameters of these restrictions."""
        select = self._select
        shown = self._shown()
        further: list[str] = []
        columns: list[Column] = []
        edits: dict[int, tuple[int, str]] = {}

        def column(expression: str) -> str:
            if expression.startswith("?") and expression[1:].isidentifier():
                name = expression[1:]
                if name not in shown and f"?{name}" not in further:
                    further.append(f"?{name}")
                return name
            name = f"{HIDDEN}{len(further)}"
            further.append(f"({expression} AS ?{name})")
            return name

        for restriction in kept:
            key = restriction.key
            otherwise = column(key.otherwise) if key.otherwise else ""
            columns.append(Column(restriction.parameters, column(key.expression), otherwise))
            edits |= restriction.edits
        order: list[str] = []
        if columns:
            order = [column(self._source(*span)) for span in select.keys]
        if further:
            end = select.projection[1]
            edits[end] = (end, " " + " ".join(further) + " ")
        return Widened(self._edited(edits), shown, tuple(columns), tuple(order))

    def _shown(self) -> tuple[str, ...]:
        """The columns in their order."""
        begun, end = self._select.projection
        names, depth = [], 0
        for place in range(begun, end):
            kind, text, _ = self.parts[place]
            depth += (text == "(") - (text == ")")
            made = depth == 1 and self.parts[place - 1].text.lower() == "as"
            if kind == "variable" and (depth == 0 or made):
                names.append(text[1:])
        return tuple(names)

    def _source(self, begun: int, end: int) -> str:
        last = self.parts[end - 1]
        return self.text[self.parts[begun].start : last.start + len(last.text)]

    def _edited(self, edits: Mapping[int, tuple[int, str]]) -> str:
        pieces: list[str] = []
        copied = 0
        for begun in sorted(edits):
            end, text = edits[begun]
            pieces += (self.text[copied : self.parts[begun].start], text)
            copied = self.parts[end].start
        return "".join(pieces) + self.text[copied:]

    def _check_concatenation(self, select: Select) -> None:
        """A text that is put together depends on an order: it must be that of its own pieces."""
        begun, end = select.projection
        for place in range(begun, end):
            if self.parts[place].text.lower() != "group_concat":
                continue
            inner = [element.select for element in select.where.elements]
            if len(inner) != 1 or inner[0] is None or not inner[0].keys:
                raise Unread
            first, last = inner[0].keys[0]
            if last != first + 1 or self.parts[first].text != self.parts[place + 2].text:
                raise Unread


class _Proof:
    """The proof about one parameter."""

    def __init__(self, name: str, of: Prover) -> None:
        self._name = name
        self._text = of.text
        self._parts = of.parts
        self._parameters = of.parameters
        self._choosing = of.parameters.keys() - of.staying
        self._prefixes = of.prefixes
        self.single_valued: set[str] = set()
        self.edits: dict[int, tuple[int, str]] = {}

    def group(self, group: Group) -> Key:
        """The key by which a group is restricted. Raises Unread."""
        keys: set[Key] = set()
        within: set[Key] = set()
        given: set[str] = set()
        for place, element in enumerate(group.elements):
            if self._name in element.variables:
                if element.kind == "optional":
                    key = self.group(element.groups[0])
                    if not key.alias or not key.variables <= given:
                        raise Unread
                    within.add(key)
                else:
                    keys.add(self._element(element, group, place))
            if element.kind == "bind" and self._name in element.variables:
                continue
            given |= always(element) - {self._name}
        if len(keys) != 1 or not within <= keys:
            raise Unread
        return keys.pop()

    def _element(self, element: Element, group: Group, place: int) -> Key:
        if element.triple is not None:
            return self._triple(element, group)
        if element.kind == "filter":
            return self._filter(element)
        if element.kind == "bind":
            return self._bind(element, group, place)
        if element.select is not None:
            return self._visible(element.select)
        if element.kind in {"group", "union"}:
            keys = set()
            for inner in element.groups:
                key = self.group(inner)
                if not key.variables <= bound(inner):
                    raise Unread
                keys.add(key)
            if len(keys) == 1:
                return keys.pop()
        raise Unread

    def _visible(self, select: Select) -> Key:
        if select.limited or self._name in select.outside or self._name in select.plain:
            raise Unread
        key = self.group(select.where)
        seen = set(select.plain) & bound(select.where)
        if select.grouped is not None:
            seen &= set(select.grouped)
        if not key.variables <= seen:
            raise Unread
        return key

    def _triple(self, element: Element, group: Group) -> Key:
        triple = element.triple
        if triple is None or triple.object[1:] != self._name or triple.predicate[:1] in {"", "?"}:
            raise Unread
        for other in group.elements:
            sibling = other.triple
            if (
                sibling is not None
                and (sibling.subject, sibling.predicate) == (triple.subject, triple.predicate)
                and sibling.object[:1] == "?"
                and sibling.object[1:] not in self._parameters
            ):
                self.single_valued.add(self._iri(triple.predicate))
                at = triple.object_at
                if self._parts[at - 1].text == ",":
                    self.edits[at - 1] = (at + 1, " ")
                else:
                    self.edits[at] = (at + 1, f"{sibling.object} ")
                return Key(sibling.object, frozenset({sibling.object[1:]}))
        raise Unread

    def _iri(self, predicate: str) -> str:
        if predicate.startswith("<"):
            return predicate[1:-1]
        prefix, colon, local = predicate.partition(":")
        if not colon or "\\" in local or prefix not in self._prefixes:
            raise Unread
        return self._prefixes[prefix] + local

    def _bind(self, element: Element, group: Group, place: int) -> Key:
        """``BIND(?parameter AS ?x)``, first of all, followed by patterns that give ?x one."""
        begun, end = element.expression
        name = element.names[0]
        if place or end != begun + 1 or self._uses() != 1:
            raise Unread
        for other in group.elements[1:]:
            if other.triple is not None and name in other.variables:
                self.edits[element.start] = (element.end, " ")
                return Key(f"?{name}", frozenset({name}))
            if other.triple is None:
                break
        raise Unread

    def _uses(self) -> int:
        return sum(p.kind == "variable" and p.text[1:] == self._name for p in self._parts)

    def _filter(self, element: Element) -> Key:
        begun, end = element.expression
        if begun != element.start + 2:
            raise Unread  # a function, or EXISTS
        sides = _split(self._parts[begun:end], "=")
        if len(sides) != 2 or any(part.text in {"{", "}"} for part in self._parts[begun:end]):
            raise Unread
        if self._asked(sides[1]):
            sides.reverse()
        asking, compared = sides
        if not compared or self._asked(compared):
            raise Unread
        variables = frozenset(part.text[1:] for part in compared if part.kind == "variable")
        parameters, otherwise = self._coalesced(asking)
        for name, _ in parameters:
            if sum(p.kind == "variable" and p.text[1:] == name for p in self._parts) != 1:
                raise Unread
        expression = self._source(compared)
        if otherwise:
            otherwise = f"{otherwise} = {expression}"
        elif not all(self._parameters[name] for name, _ in parameters):
            raise Unread
        self.edits[element.start] = (element.end, " ")
        return Key(expression, variables, parameters, otherwise)

    def _coalesced(self, side: list[Token]) -> tuple[tuple[tuple[str, bool], ...], str]:
        """The parameters that a side asks for in turn, and what it is without them."""
        if len(side) > 2 and side[0].text.lower() == "coalesce" and side[1].text == "(":
            arguments = _split(side[2:-1], ",")
        else:
            arguments = [side]
        found: list[tuple[str, bool]] = []
        while arguments and (one := self._parameter(arguments[0])) is not None:
            found.append(one)
            del arguments[0]
        rest = [part for argument in arguments for part in argument]
        if not found or self._asked(rest) or any(not argument for argument in arguments):
            raise Unread
        if not rest:
            return tuple(found), ""
        return tuple(found), f"COALESCE({', '.join(map(self._source, arguments))})"

    def _parameter(self, argument: list[Token]) -> tuple[str, bool] | None:
        as_text = [part.text.lower() for part in argument[:2]] == ["str", "("]
        inner = argument[2:-1] if as_text else argument
        if len(inner) == 1 and inner[0].kind == "variable":
            name = inner[0].text[1:]
            if name in self._choosing:
                return name, as_text
        return None

    def _source(self, parts: Sequence[Token]) -> str:
        last = parts[-1]
        return self._text[parts[0].start : last.start + len(last.text)]

    def _asked(self, parts: Iterable[Token]) -> bool:
        return any(part.kind == "variable" and part.text[1:] in self._parameters for part in parts)


_OPERATORS: Final = frozenset("|&!<>+-*/=")


def _split(parts: Iterable[Token], mark: str) -> list[list[Token]]:
    """What stands between marks outside of brackets. Raises Unread for another operator there."""
    found: list[list[Token]] = [[]]
    depth = 0
    for part in parts:
        depth += (part.text == "(") - (part.text == ")")
        if depth < 0:
            raise Unread
        if depth == 0 and part.text == mark:
            found.append([])
            continue
        word = part.text.lower()
        if depth == 0 and (word in {"in", "not"} or (mark == "=" and word in _OPERATORS)):
            raise Unread
        found[-1].append(part)
    return found


__all__ = ["Column", "Prover", "Restriction", "Widened"]
