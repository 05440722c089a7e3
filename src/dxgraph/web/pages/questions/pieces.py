"""The first rows of a named query over data that outgrow memory, asked piece by piece.

Some answers come in the order of the values of a parameter: all rows of one document, then all of
the next. Such an answer is the answers for each value one after the other, so a page of its rows
needs only the values up to there, of which each touches little. Nothing is counted beyond.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.catalogue import NamedQuery
from dxgraph.catalogue.choices import Ask
from dxgraph.curies import declared
from dxgraph.engine.protocol import Answer, Lane, Query, Term
from dxgraph.errors import DeadlineExceeded, UsageError
from dxgraph.model.answers import bindings

MOST_PAGES: Final = 40
"""Whoever looks further does so in a piece: each page asks for all pieces before it."""
_MOST_PIECES: Final = 600
"""More than the rows of those pages, for most values have some."""

Rows = list[dict[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class _Order:
    """By what the rows of a query are sorted first."""

    parameter: str
    values: str
    """The patterns that give ``?value`` all values with rows."""
    without: bool = False
    """Whether rows without a value come before all others, asked for by an empty text."""
    ends_from: int | None = None
    """Of so many targets all at once was seen to end at a limit, as the service is set by itself
    (docs/performance.md); None: of none."""


ORDERS: Final = {
    "against-national": _Order("area", "?target sdmx-dimension:refArea ?value"),
    "conflicts": _Order("area", "?target sdmx-dimension:refArea ?value", ends_from=160_000),
    "evidence": _Order(
        "document", "?statement dx:statedIn ?value", without=True, ends_from=160_000
    ),
    "revisions": _Order("area", "?value a dx:Province"),
    "targets-and-outcomes": _Order(
        "area",
        "?progress dx:of ?target . ?target sdmx-dimension:refArea ?value",
        ends_from=400_000,
    ),
}
"""The named queries whose whole answer takes longer than anybody waits where targets are many."""


def order_of(named: NamedQuery, query: Query) -> _Order | None:
    """How a query can be asked piece by piece; None where it cannot be, or asks for some rows only:
    most pieces would have none of them, and the whole answer is small."""
    order, plain = ORDERS.get(named.name), named.query({}).bindings
    given = {name for name, value in query.bindings.items() if plain.get(name) != value}
    return None if given - {_variable(named, "lang")} else order


def check_bounded(named: NamedQuery, query: Query, targets: int) -> None:
    """Raises UsageError for a query that asks for all at once of so many targets that it would end
    at a limit."""
    order = order_of(named, query)
    if order is None or order.ends_from is None or targets < order.ends_from:
        return
    wanted = next(each for each in named.parameters if each.name == order.parameter)
    like = f"{wanted.name}={wanted.kind.example}"
    listed = f"/{order.parameter}"
    raise UsageError(
        Both(
            f"Đồ thị này có quá nhiều chỉ tiêu để hỏi {named.name} trọn một lần: "
            f"cần {wanted.name}.",
            f"This graph has too many targets to be asked for all of {named.name} at once: "
            f"{wanted.name} is needed.",
        ),
        remedy=Both(
            f"Hãy cho giá trị, viết như {like}; {listed} liệt kê các giá trị. Muốn có tất cả, "
            "hãy tải toàn bộ dữ liệu ở /data.",
            f"Give it, written like {like}; {listed} lists the values. For everything, download "
            "the data at /data.",
        ),
        parameter=wanted.name,
    )


async def first(
    named: NamedQuery, query: Query, order: _Order, count: int, ask: Ask, timeout_s: float
) -> tuple[Rows, bool]:
    """The first rows of the answer, so many if there are, and whether there may be more.

    All are of one snapshot: where another one answers meanwhile, it begins again. Raises
    DeadlineExceeded where they are not found in this time, or not in the most pieces.
    """
    try:
        async with asyncio.timeout(timeout_s):
            while True:
                pieces = _Pieces(ask)
                found = await _first(named, query, order, count, pieces)
                if len(pieces.snapshots) == 1:
                    return found[:count], len(found) > count
    except TimeoutError:
        within = Both(f"{timeout_s:g} giây", f"{timeout_s:g} s")
        raise _not_found(named, order, within, limit="timeout_s", value=timeout_s) from None


class _Pieces:
    """Asks, and notes which snapshots answered."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.snapshots: set[str] = set()

    async def __call__(self, query: Query) -> Answer:
        answer = await self._ask(query)
        self.snapshots.add(answer.digest)
        return answer


async def _first(named: NamedQuery, query: Query, order: _Order, count: int, ask: _Pieces) -> Rows:
    """The rows up to the first beyond those; fewer where another snapshot answered meanwhile."""
    found: Rows = []
    variable = _variable(named, order.parameter)
    for number, value in enumerate(await _values(order, ask)):
        if len(found) > count or len(ask.snapshots) > 1:
            break
        if number == _MOST_PIECES:
            raise _not_found(named, order, Both(f"{number} truy vấn", f"{number} queries"))
        piece = await ask(replace(query, bindings={**query.bindings, variable: value}))
        found += bindings(piece.body)
    return found


async def _values(order: _Order, ask: Ask) -> list[Term]:
    text = declared(f"SELECT DISTINCT ?value WHERE {{ {order.values} }}")
    answer = await ask(Query(text, lane=Lane.RESERVED))
    found = sorted(row["value"]["value"] for row in bindings(answer.body))
    without: list[Term] = [ox.Literal("")] if order.without else []
    return [*without, *map(ox.NamedNode, found)]


def _not_found(named: NamedQuery, order: _Order, within: Both, **limit: object) -> DeadlineExceeded:
    label = next(each.label for each in named.parameters if each.name == order.parameter)
    return DeadlineExceeded(
        Both(
            f"Không tìm đủ các dòng đầu trong {within.vi}.",
            f"The first rows were not all found within {within.en}.",
        ),
        remedy=Both(
            f"Hãy chọn một giá trị của “{label['vi']}”.", f"Choose one value of “{label['en']}”."
        ),
        **limit,
    )


def _variable(named: NamedQuery, parameter: str) -> str:
    return next(each.variable for each in named.parameters if each.name == parameter)
