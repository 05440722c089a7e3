"""Which of a few areas has the higher figure, as far as what is printed decides it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from dxgraph.asking.answer.statement import Row, decimal, slug, unit_of, year_of

_Span = tuple[Decimal, Decimal]
_UP: Final = frozenset({"at-least", "greater-than"})
_DOWN: Final = frozenset({"at-most", "less-than"})
_ENDLESS: Final = Decimal("Infinity")
_ALIKE: Final = ("deadline", "period", "level", "unit", "method", "universe")
"""What two figures must share to be compared."""


def ahead(rows: Iterable[Row]) -> Iterator[tuple[Row, str, str]]:
    """For each year, level and manner of counting of which several areas have figures: one of the
    rows, how they stand by the name of its sentence, and the area that is ahead, if one is. Ahead
    is the higher figure, of ranks the better place; "about" leaves it open."""
    groups: dict[tuple[str | None, ...], dict[str, list[Row]]] = {}
    for row in rows:
        if year_of(row) and "value" in row:
            key = tuple(row.get(part) for part in _ALIKE)
            groups.setdefault(key, {}).setdefault(row["area"], []).append(row)
    for areas in groups.values():
        if len(areas) > 1:
            yield next(iter(areas.values()))[0], *_standing(areas)


def _standing(areas: Mapping[str, Sequence[Row]]) -> tuple[str, str]:
    bounds, numbers = _spans(areas, _bounds), _spans(areas, _number)
    if len({end for span in bounds.values() for end in span}) == 1:
        return "the-same", ""
    if first := _first(bounds):
        return "is-ahead", first
    first = _first(numbers)
    return "is-ahead-by-number" if first else "not-compared", first


def _spans(areas: Mapping[str, Sequence[Row]], of: Callable[[Row], _Span]) -> dict[str, _Span]:
    """From the least to the most of all figures of each area."""
    return {
        area: (min(of(row)[0] for row in rows), max(of(row)[1] for row in rows))
        for area, rows in areas.items()
    }


def _first(spans: Mapping[str, _Span]) -> str:
    """The area all of whose figures are ahead of those of all others; nothing where none is."""
    best = max(spans, key=lambda area: spans[area][0])
    others = max(high for area, (_, high) in spans.items() if area != best)
    return best if spans[best][0] > others else ""


def _number(row: Row) -> _Span:
    """From where to where the numbers of a figure are, the higher the better."""
    value = Decimal(row["value"])
    upper = decimal(row.get("upper_value")) or value
    return (-upper, -value) if unit_of(row) == "rank" else (value, upper)


def _bounds(row: Row) -> _Span:
    """From where to where a figure may lie, by the word before its numbers."""
    low, high = _number(row)
    comparator = slug(row.get("comparator"))
    if comparator == "within-top":
        return low, Decimal(-1)
    if comparator in _UP:
        return low, _ENDLESS
    if comparator in _DOWN:
        return -_ENDLESS, high
    return (-_ENDLESS, _ENDLESS) if comparator == "approximately" else (low, high)
