"""By which column the value of a parameter chooses rows: the proof for one parameter.

What is proved and how is told in :mod:`dxgraph.engine.query.restricting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from dxgraph.engine.query.recogniser import Reader, Unread
from dxgraph.engine.query.tokens import Token
from dxgraph.engine.query.tree import Asked, Element, Group, Kind, Pattern, always, bound


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


class Proof:
    """The proof about one parameter."""

    def __init__(
        self, name: str, reader: Reader, parameters: Mapping[str, bool], staying: Set[str]
    ) -> None:
        """`parameters`: the variables that take values, and whether each always has one; of those,
        `staying` are to stay in the query whatever could be proved."""
        self._name = name
        self._reader = reader
        self._parts = reader.parts
        self._parameters = parameters
        self._choosing = parameters.keys() - staying
        self.single_valued: set[str] = set()
        self.edits: dict[int, tuple[int, str]] = {}

    def of(self, group: Group) -> Key:
        """The key by which the rows of a query are chosen. Raises Unread."""
        key = self.group(group)
        names = {self._name, *(name for name, _ in key.parameters)}
        for at, part in enumerate(self._parts):
            named = part.kind == "variable" and part.text[1:] in names
            if named and not any(begun <= at < end for begun, (end, _) in self.edits.items()):
                raise Unread
        return key

    def group(self, group: Group) -> Key:
        """The key by which a group is restricted. Raises Unread."""
        keys: set[Key] = set()
        within: set[Key] = set()
        given: set[str] = set()
        for place, element in enumerate(group):
            if self._name in element.variables:
                if element.kind == "optional":
                    key = self.group(element.groups[0])
                    # Both sides know by what they are joined: what one has let go, none can bring.
                    if not key.variables <= given & bound(element.groups[0]):
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
        if element.pattern is not None:
            return self._triple(element.pattern, element.start, group)
        if element.kind == "filter":
            return self._filter(element)
        if element.kind == "bind":
            return self._bind(element, group, place)
        if element.select is not None or element.kind == "group":
            if element.select is not None:
                key = self._visible(element.select)
            else:
                key = self.group(element.groups[0])
            # What may lack a value in there must not get one out here.
            open_ = key.variables - always(element)
            for other in group:
                reads = other is element or other.kind in {"filter", "bind"}
                if not reads and open_ & other.variables:
                    raise Unread
            return key
        if element.kind == "union":
            keys = set()
            for inner in element.groups:
                key = self.group(inner)
                if not key.variables <= bound(inner):
                    raise Unread
                keys.add(key)
            if len(keys) == 1:
                return keys.pop()
        raise Unread

    def _visible(self, select: Asked) -> Key:
        if (
            select.limit is not None
            or select.offset
            or self._name in select.outside
            or self._name in select.plain
        ):
            raise Unread
        key = self.group(select.where)
        seen = set(select.plain)
        if select.grouped is not None:
            seen &= set(select.grouped)
        if not key.variables <= seen:
            raise Unread
        return key

    def _triple(self, pattern: Pattern, at: int, group: Group) -> Key:
        subject, predicate, term = pattern
        if term != (Kind.VARIABLE, self._name) or predicate.kind != Kind.IRI:
            raise Unread
        for other in group:
            if other.pattern is None or other.pattern[:2] != (subject, predicate):
                continue
            value = other.pattern.object
            if value.kind == Kind.VARIABLE and value.text not in self._parameters:
                self.single_valued.add(predicate.text)
                if self._parts[at - 1].text == ",":
                    self.edits[at - 1] = (at + 1, " ")
                else:
                    self.edits[at] = (at + 1, f"?{value.text} ")
                return Key(f"?{value.text}", frozenset({value.text}))
        raise Unread

    def _bind(self, element: Element, group: Group, place: int) -> Key:
        """``BIND(?parameter AS ?x)``, first of all, followed by patterns that give ?x one."""
        begun, end = element.expression
        name = element.names[0]
        if place or end != begun + 1:
            raise Unread
        for other in group[1:]:
            if other.pattern is not None and name in other.variables:
                self.edits[element.start] = (element.end, " ")
                return Key(f"?{name}", frozenset({name}))
            if other.pattern is None:
                break
        raise Unread

    def _filter(self, element: Element) -> Key:
        begun, end = element.expression
        if begun != element.start + 2:
            raise Unread  # a function, or EXISTS
        sides = _split(self._parts[begun:end], "=")
        if len(sides) != 2 or any(part.text in {"{", "}"} for part in self._parts[begun:end]):
            raise Unread
        if self._has_parameter(sides[1]):
            sides.reverse()
        asking, compared = sides
        if not compared or self._has_parameter(compared):
            raise Unread
        variables = frozenset(part.text[1:] for part in compared if part.kind == "variable")
        parameters, otherwise = self._coalesced(asking)
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
        if not found or self._has_parameter(rest) or any(not argument for argument in arguments):
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
        return self._reader.source(parts[0], parts[-1])

    def _has_parameter(self, parts: Iterable[Token]) -> bool:
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
