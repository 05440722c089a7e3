"""Which parameters of a query only choose among its rows, proved from its text.

A parameter is a variable that takes a value from outside (:mod:`dxgraph.engine.query.bindings`).
Where the answer with a value is the answer without it, less the rows in which some column has
another value, one run can serve all values. The proof follows the algebra of SPARQL 1.1 (section
18): a selection on a variable that every solution of a pattern has a value for commutes with joins,
with ``FILTER``, ``BIND`` and ``MINUS`` behind it, with the left side of ``OPTIONAL``, with both
sides of ``UNION``, and with grouping by that variable. Four ways to use a parameter are known:

- ``?s p ?x, ?parameter``, for a property that has one value for each subject (asked of the data):
  the parameter is another name of ``?x``. In the right side of an ``OPTIONAL`` it changes nothing,
  where the left side is restricted in the same way already.
- ``BIND(?parameter AS ?x)`` at the beginning of a group that gives ``?x`` a value.
- ``FILTER(COALESCE(?parameter, …) = e)``, where the parameter stands in no other way: the rows are
  those whose ``e`` is the value.
- ``FILTER(e = ?parameter)``, the same for a parameter that always has a value.

Everything else (a parameter that is shown or computed with, ``MINUS``, ``EXISTS``, paths, limits)
is not proved, and such a parameter stays in the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.keys import Key, Proof
from dxgraph.engine.query.projection import projection
from dxgraph.engine.query.recogniser import Reader, Unread
from dxgraph.engine.query.tree import Asked, selects

_UNSTEADY: Final = frozenset(("now", "rand", "uuid", "struuid", "bnode", "sample"))
"""Functions whose value is not one of the solution alone."""

HIDDEN: Final = "dx_hidden_"
"""How the columns are called that are no part of the answer."""


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
        self._reader = Reader(text)
        self._text, self._parts = text, self._reader.parts
        self._parameters, self._staying = parameters, staying
        self._select = self._reader.query()
        if any(part.text.lower() in _UNSTEADY for part in self._parts if part.kind == "word"):
            raise Unread
        if self._select.form is not Form.SELECT or not self._select.keys:
            raise Unread  # rows without an order are in none that could be kept
        for select in selects(self._select):
            self._check_concatenation(select)

    def restrictions(self) -> list[Restriction]:
        """One for each parameter, or each filter, of which something is proved."""
        select, found = self._select, []
        bounded = select.limit is not None or select.offset
        if bounded or select.distinct or select.grouped is not None:
            return []
        seen: set[str] = set()
        for name in self._parameters:
            if name in {*seen, *self._staying, *select.outside, *select.plain}:
                continue
            proof = Proof(name, self._reader, self._parameters, self._staying)
            try:
                key = proof.of(select.where)
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
        shown = tuple(token.text[1:] for token in projection(self._text))
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
            parts = self._parts
            order = [
                column(self._reader.source(parts[begun], parts[end - 1]))
                for begun, end, _ in select.keys
            ]
        if further:
            end = select.projection[1]
            edits[end] = (end, " " + " ".join(further) + " ")
        return Widened(self._edited(edits), shown, tuple(columns), tuple(order))

    def _edited(self, edits: Mapping[int, tuple[int, str]]) -> str:
        pieces: list[str] = []
        copied = 0
        for begun in sorted(edits):
            end, text = edits[begun]
            pieces += (self._text[copied : self._parts[begun].start], text)
            copied = self._parts[end].start
        return "".join(pieces) + self._text[copied:]

    def _check_concatenation(self, select: Asked) -> None:
        """A text that is put together depends on an order: it must be that of its own pieces."""
        begun, end = select.projection
        for place in range(begun, end):
            if self._parts[place].text.lower() != "group_concat":
                continue
            inner = [element.select for element in select.where]
            if len(inner) != 1 or inner[0] is None or not inner[0].keys:
                raise Unread
            first, last, _ = inner[0].keys[0]
            if last != first + 1 or self._parts[first].text != self._parts[place + 2].text:
                raise Unread
