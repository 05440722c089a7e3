"""The first rows of a named query over data that outgrow memory, asked piece by piece.

Some answers come in the order of the values of a parameter: all rows of one document, then all of
the next. Such an answer is the answers for each value one after the other, so a page of its rows
needs only the values up to there, of which each touches little. Nothing is counted beyond.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from dxgraph.catalogue import NamedQuery
from dxgraph.catalogue.choices import Ask
from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query, Term

MOST_PAGES: Final = 40
"""Whoever looks further does so in a piece: each page asks for all pieces before it."""

Rows = list[dict[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class _Order:
    """By what the rows of a query are sorted first."""

    parameter: str
    values: str
    """The patterns that give ``?value`` all values with rows."""
    without: bool = False
    """Whether rows without a value come before all others, asked for by an empty text."""


ORDERS: Final = {
    "against-national": _Order("area", "?target sdmx-dimension:refArea ?value"),
    "conflicts": _Order("area", "?target sdmx-dimension:refArea ?value"),
    "evidence": _Order("document", "?statement dx:statedIn ?value", without=True),
    "revisions": _Order("area", "?value a dx:Province"),
    "targets-and-outcomes": _Order(
        "area", "?progress dx:of ?target . ?target sdmx-dimension:refArea ?value"
    ),
}
"""The named queries whose whole answer takes longer than anybody waits where targets are many."""


def order_of(named: NamedQuery, query: Query) -> _Order | None:
    """How a query can be asked piece by piece; None where it cannot be, or asks for one piece."""
    order = ORDERS.get(named.name)
    return None if order is None or _variable(named, order) in query.bindings else order


async def first(
    named: NamedQuery, query: Query, order: _Order, count: int, ask: Ask
) -> tuple[Rows, bool]:
    """The first rows of the answer, so many if there are, and whether there may be more."""
    found: Rows = []
    variable = _variable(named, order)
    for value in await _values(order, ask):
        if len(found) > count:
            break
        piece = await ask(replace(query, bindings={**query.bindings, variable: value}))
        found += json.loads(piece.body)["results"]["bindings"]
    return found[:count], len(found) > count


async def _values(order: _Order, ask: Ask) -> list[Term]:
    text = declared(f"SELECT DISTINCT ?value WHERE {{ {order.values} }}")
    answer = await ask(Query(text, lane=Lane.RESERVED))
    found = sorted(row["value"]["value"] for row in json.loads(answer.body)["results"]["bindings"])
    without: list[Term] = [ox.Literal("")] if order.without else []
    return [*without, *map(ox.NamedNode, found)]


def _variable(named: NamedQuery, order: _Order) -> str:
    return next(each.variable for each in named.parameters if each.name == order.parameter)
