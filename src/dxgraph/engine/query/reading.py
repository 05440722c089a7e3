"""Read queries of the plainest kind: what they match, filter, sort and show, and nothing else.

A recogniser, not a parser: a text is read only if there is one way to read it, and every other text
(``GRAPH``, ``VALUES``, a sub-query, an aggregate, ``EXISTS``, a blank node, an
escape, two parts that run together…) is left to those who may take their time. So a text that is
read here means for Oxigraph's parser what it means here; a test shows both the same texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.inspection import Token
from dxgraph.engine.query.parts import NotPlain, Parts
from dxgraph.engine.query.shape import (
    Group,
    Kind,
    Part,
    Path,
    Pattern,
    Reading,
    Shape,
    Triples,
)

MOST_PATTERNS: Final = 7
"""In one group. More would have too many orders in which they can be joined."""

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

_LANGUAGE: Final = re.compile(
    r"""\s*\(\s*(?i:LANG)\s*\(\s*[?$](\w+)\s*\)\s*=\s*"([A-Za-z]+(?:-[A-Za-z0-9]+)*)"\s*\)"""
)
_OPERATORS: Final = frozenset("=!<>&|+-*/")
_MAY_FOLLOW: Final = ("}", "filter", "optional")
"""What may stand behind a triple without a full stop between."""


def read(shape: Shape) -> Reading | None:
    """What a query of this shape does, or None where that is not plain."""
    try:
        reader = _Reader(shape.text)
        reading = reader.query()
    except NotPlain:
        return None
    # An IRI in a string or a comment was taken out too; then the places would not be right.
    return reading if reader.slots == len(shape.iris) else None


def _without_paths(patterns: list[Pattern]) -> list[Pattern]:
    """Patterns that are none of them a path. Raises NotPlain."""
    if any(
        isinstance(pattern.predicate, Path) or pattern.object.text.startswith("/")
        for pattern in patterns
    ):
        raise NotPlain
    return patterns


class _Reader(Parts):
    # Queries

    def query(self) -> Reading:
        while self._accept("prefix"):
            name, iri = self._take(), self._take()
            prefix, _, local = name.text.partition(":")
            if name.kind != "name" or local or iri.kind != "iri" or prefix == "_":
                raise NotPlain
            self._prefixes[prefix] = iri.text[1:-1]
        start = self._next.start if self._next is not None else 0
        word = self._take().text.lower()
        if word == "select":
            return self._select()
        if word == "ask":
            reading = Reading(Form.ASK, self._where())
        elif word == "construct":
            reading = self._construct(start)
        elif word == "describe":
            things = []
            while self._next is not None:
                things.append(self._constant_iri())
            declared = tuple(self._prefixes.items())
            reading = Reading(Form.DESCRIBE, (), described=tuple(things), prefixes=declared)
        else:
            raise NotPlain
        if self._next is not None:
            raise NotPlain
        return reading

    def _select(self) -> Reading:
        distinct = self._accept("distinct") or self._accept("reduced")
        shown: list[str] = []
        if not self._accept("*"):
            while self._kind() == "variable":
                shown.append(self._take().text[1:])
            if not shown:
                raise NotPlain
        reading = self._modified(Form.SELECT, self._where(), shown=tuple(shown), distinct=distinct)
        if self._next is not None:
            raise NotPlain
        return reading

    def _construct(self, start: int) -> Reading:
        template = _without_paths(self._braced_triples())
        end = self._end
        triples = None
        if len(template) == 1 and {part.kind for part in template[0]} == {Kind.VARIABLE}:
            names = tuple(dict.fromkeys(part.text for part in template[0]))
            triples = Triples(start, end, names) if len(names) == len(template[0]) else None
        reading = self._modified(Form.CONSTRUCT, self._where(), template=len(template))
        return replace(reading, triples=triples, prefixes=tuple(self._prefixes.items()))

    def _modified(
        self,
        form: Form,
        branches: tuple[Group, ...],
        *,
        shown: tuple[str, ...] = (),
        template: int = 0,
        distinct: bool = False,
    ) -> Reading:
        order: list[tuple[str, bool]] = []
        if self._accept("order"):
            self._must("by")
            while (key := self._sort_key()) is not None:
                order.append(key)
            if not order:
                raise NotPlain
        bounds: dict[str, int] = {}
        while self._is("limit") or self._is("offset"):
            name = self._take().text.lower()
            number = self._take()
            if name in bounds or number.kind != "number" or not number.text.isdecimal():
                raise NotPlain
            bounds[name] = int(number.text)
        return Reading(
            form,
            branches,
            shown,
            template,
            distinct=distinct,
            order=tuple(order),
            limit=bounds.get("limit"),
            offset=bounds.get("offset", 0),
        )

    def _sort_key(self) -> tuple[str, bool] | None:
        if self._kind() == "variable":
            return self._take().text[1:], False
        descending = self._is("desc")
        if not (self._accept("asc") or self._accept("desc")):
            return None
        self._must("(")
        name = self._take()
        self._must(")")
        if name.kind != "variable":
            raise NotPlain
        return name.text[1:], descending

    # Groups

    def _where(self) -> tuple[Group, ...]:
        self._accept("where")
        self._must("{")
        if not self._is("{"):
            return (self._rest_of_group(),)
        branches = []
        while True:
            self._must("{")
            branches.append(self._rest_of_group())
            if not self._accept("union"):
                break
        self._must("}")
        return tuple(branches)

    def _rest_of_group(self) -> Group:
        """A group after its opening brace, in the one order in which an OPTIONAL is joined to all
        that stands before it and nothing is joined after it."""
        required: list[Pattern] = []
        optional: list[Pattern] = []
        given: dict[str, Part] = {}
        filtered = 0
        languages: list[tuple[str, str]] | None = []
        while self._accept("bind"):
            name, iri = self._bind()
            if name in given:
                raise NotPlain
            given[name] = iri
            self._accept(".")
        while not self._accept("}"):
            if self._accept("filter"):
                begin = self._end
                filtered += self._filter()
                wanted = _LANGUAGE.fullmatch(self._text, begin, self._end)
                if wanted is None:
                    languages = None
                elif languages is not None:
                    languages.append((wanted[1], wanted[2]))
                self._accept(".")
            elif self._accept("optional"):
                patterns = _without_paths(self._braced_triples())
                if len(patterns) != 1 or not required:
                    raise NotPlain
                optional += patterns
                self._accept(".")
            elif optional:
                raise NotPlain
            else:
                required += self._triples()
                if not (self._accept(".") or any(map(self._is, _MAY_FOLLOW))):
                    raise NotPlain
        if not 0 < len(required) <= MOST_PATTERNS or len(optional) > MOST_PATTERNS:
            raise NotPlain
        if given and (optional or len(given) > _MOST_GIVEN):
            raise NotPlain
        return Group(
            tuple(required),
            tuple(optional),
            filtered,
            None if languages is None else tuple(languages),
            tuple(given.items()),
        )

    def _bind(self) -> tuple[str, Part]:
        """A variable and the IRI that it is given."""
        self._must("(")
        iri = self._constant_iri()
        self._must("as")
        name = self._take()
        self._must(")")
        if name.kind != "variable":
            raise NotPlain
        return name.text[1:], iri

    def _braced_triples(self) -> list[Pattern]:
        self._must("{")
        found: list[Pattern] = []
        while not self._accept("}"):
            found += self._triples()
            if not self._accept(".") and not self._is("}"):
                raise NotPlain
        return found

    def _triples(self) -> list[Pattern]:
        """One subject with all that is said of it."""
        found: list[Pattern] = []
        subject = self._term()
        while True:
            predicate = self._verb()
            while True:
                found += self._patterns_of(subject, predicate, self._term())
                if not self._accept(","):
                    break
            if not self._accept(";") or self._is(".") or self._is("}"):
                return found

    # Filters

    def _filter(self) -> int:
        """The number of tokens of an expression, whose operands and operators take turns."""
        count = depth = 0
        operand = False
        while True:
            kind, text, _ = token = self._take()
            count += 1
            if text == "(" and kind == "mark":
                if operand or depth == _DEEPEST:
                    raise NotPlain
                depth += 1
            elif text in (")", ",") and kind == "mark":
                if not operand or not depth:
                    raise NotPlain
                depth -= text == ")"
                operand = text == ")"
                if not depth:
                    return count
            elif kind == "mark" and text in _OPERATORS:
                if not depth:
                    raise NotPlain
                operand = False
            elif operand:
                raise NotPlain
            elif kind == "word" and text.lower() in _FUNCTIONS:
                if not self._is("("):
                    raise NotPlain
            elif not depth:
                raise NotPlain
            else:
                self._operand(token)
                operand = True

    def _operand(self, token: Token) -> None:
        kind, text, _ = token
        if kind == "string":
            self._rest_of_literal()
        elif kind == "iri":
            self._slot(text)
        elif kind == "name":
            if text.partition(":")[0] not in self._prefixes:
                raise NotPlain
        elif not (
            kind in ("variable", "number") or (kind == "word" and text.lower() in ("true", "false"))
        ):
            raise NotPlain
