"""A named query over data that outgrow memory, asked piece by piece.

Some answers come in the order of the values of a parameter: all rows of one document, then all of
the next. Such an answer is the answers for each value one after the other. The whole of it is never
held, and a page of its rows needs only the values up to there, of which each touches little.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.catalogue.choices import Ask
from dxgraph.catalogue.queries import NamedQuery
from dxgraph.curies import declared
from dxgraph.engine.protocol import Answer, Lane, Query, Term
from dxgraph.errors import BusyError, DeadlineExceeded
from dxgraph.messages import message
from dxgraph.model.answers import bindings

MOST_PAGES: Final = 40
"""Whoever looks further does so in a piece: each page asks for all pieces before it."""
_MOST_PIECES: Final = 600
"""More than the rows of those pages, for most values have some."""

Rows = list[dict[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Order:
    """By what the rows of a query are sorted first."""

    parameter: str
    values: str
    """The patterns that give ``?value`` all values with rows."""
    without: bool = False
    """Whether rows without a value come before all others, asked for by an empty text."""
    ends_from: int | None = None
    """Of so many targets the whole was seen to end at a limit when it was asked for at once, as the
    service is set by itself (docs/performance.md); None: of none."""

    def too_long(self, targets: int) -> bool:
        """Whether the whole can be had in pieces only."""
        return self.ends_from is not None and targets >= self.ends_from


ORDERS: Final = {
    "against-national": Order("area", "?target sdmx-dimension:refArea ?value"),
    "conflicts": Order("area", "?target sdmx-dimension:refArea ?value", ends_from=160_000),
    "evidence": Order("document", "?statement dx:statedIn ?value", without=True, ends_from=160_000),
    "revisions": Order("area", "?value a dx:Province"),
    "targets-and-outcomes": Order(
        "area",
        "?progress dx:of ?target . ?target sdmx-dimension:refArea ?value",
        ends_from=400_000,
    ),
}
"""The named queries whose whole answer takes longer than anybody waits where targets are many."""


def order_of(named: NamedQuery, query: Query) -> Order | None:
    """How a query can be asked piece by piece; None where it cannot be, or asks for some rows only:
    most pieces would have none of them, and the whole answer is small."""
    order = ORDERS.get(named.name)
    if order is None:
        return None
    plain = named.query({}).bindings
    given = {name for name, value in query.bindings.items() if plain.get(name) != value}
    return None if given - {_variable(named, "lang")} else order


class Swapped(BusyError):
    """Another snapshot answers than the one that the pieces before are of."""

    def __init__(self) -> None:
        super().__init__(message("data-replaced"))


async def each(
    named: NamedQuery, query: Query, order: Order, ask: Ask, most: int | None = None
) -> AsyncGenerator[Answer, None]:
    """The answers for one value after the other, which together are the answer.

    All are of one snapshot: raises Swapped where another one answers meanwhile; DeadlineExceeded
    where more than `most` are wanted, and what `ask` raises.
    """
    variable = _variable(named, order.parameter)
    text = declared(f"SELECT DISTINCT ?value WHERE {{ {order.values} }}")
    listed = await ask(Query(text, lane=Lane.RESERVED))
    values: list[Term] = [ox.Literal("")] if order.without else []
    values += map(ox.NamedNode, sorted(row["value"]["value"] for row in bindings(listed.body)))
    for number, value in enumerate(values):
        if number == most:
            raise _not_found(named, order, Both(f"{number} truy vấn", f"{number} queries"))
        piece = await ask(replace(query, bindings={**query.bindings, variable: value}))
        if piece.digest != listed.digest:
            raise Swapped
        yield piece


async def first(
    named: NamedQuery, query: Query, order: Order, count: int, ask: Ask, timeout_s: float
) -> tuple[Rows, bool]:
    """The first rows of the answer, so many if there are, and whether there may be more.

    All are of one snapshot: where another one answers meanwhile, it begins again. Raises
    DeadlineExceeded where they are not found in this time, or not in the most pieces.
    """
    try:
        async with asyncio.timeout(timeout_s):
            while True:
                with suppress(Swapped):
                    found = await _first(named, query, order, count, ask)
                    return found[:count], len(found) > count
    except TimeoutError:
        within = Both(f"{timeout_s:g} giây", f"{timeout_s:g} s")
        raise _not_found(named, order, within, limit="timeout_s", value=timeout_s) from None


async def _first(named: NamedQuery, query: Query, order: Order, count: int, ask: Ask) -> Rows:
    """The rows up to the first beyond those."""
    found: Rows = []
    async with aclosing(each(named, query, order, ask, _MOST_PIECES)) as pieces:
        async for piece in pieces:
            found += bindings(piece.body)
            if len(found) > count:
                break
    return found


def _not_found(named: NamedQuery, order: Order, within: Both, **limit: Any) -> DeadlineExceeded:
    label = next(each.label for each in named.parameters if each.name == order.parameter)
    return DeadlineExceeded(
        message("first-rows-not-found", within=within, label=Both(label["vi"], label["en"])),
        **limit,
    )


def _variable(named: NamedQuery, parameter: str) -> str:
    return next(each.variable for each in named.parameters if each.name == parameter)
