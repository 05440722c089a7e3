"""The provinces in the order of what each set for one indicator, whatever shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph.errors import UnknownName
from dxgraph.messages import message
from dxgraph.model.things import Name, Target
from dxgraph.terms import VIET_NAM
from dxgraph.web.pages.shared.country import Area, Basis
from dxgraph.web.pages.shared.given import one_of
from dxgraph.web.pages.shared.given import year as year_given
from dxgraph.web.pages.shared.nationals import National, nationals_of

_PERIODS: Final = ("before", "after")
_STRICTNESS: Final = {"less-than": -1, "at-most": -1, "at-least": 1, "greater-than": 2}
"""Of equal figures "more than" promises the most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for, or what most provinces have."""

    year: int | None
    level: str
    period: str
    """``before`` or ``after`` the mergers of 2025."""
    region: str


@dataclass(frozen=True, slots=True)
class Row:
    """A province in the list."""

    place: int | None
    """Its number in the order of the figures; equal figures share one. None without a figure."""
    area: Area
    target: Target
    others: int
    """How many other documents of the province set the same for that year."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The provinces that promised something, in order, and those of which nothing is known."""

    indicator: Name
    choice: Choice
    rows: Sequence[Row]
    silent: Sequence[Area]
    nationals: Sequence[National]
    """The national figures that the rows stand against."""
    years: Sequence[tuple[int, int]]
    """Years with how many provinces have a figure for them."""
    levels: Sequence[Name]
    regions: Sequence[Name]
    fewer: bool
    """Whether less is better."""


def ranking(basis: Basis, iri: str, given: Mapping[str, str]) -> Ranking:
    """The list for an indicator. `given` holds ``year``, ``level``, ``when`` and ``region``.

    Raises UnknownName where no province has a target, UsageError for a value that cannot be.
    """
    view, country, language = basis
    own = [
        t
        for t in view.of("indicator", iri)
        if t.area.iri != VIET_NAM and t.area.iri in country.areas
    ]
    if not own:
        raise UnknownName(
            message("no-province-has-target", indicator=view.name(iri).label(language)),
        )
    period = one_of(given, "when", _PERIODS)
    if not period:
        before = {t.area.iri for t in own if country.areas[t.area.iri].before}
        after = {t.area.iri for t in own if not country.areas[t.area.iri].before}
        period = "before" if len(before) >= len(after) else "after"
    inside = [t for t in own if getattr(country.areas[t.area.iri], period)]
    level = one_of(given, "level", sorted({t.level.slug for t in own}))
    asked = year_given(given)
    having: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for t in inside:
        having[t.year, t.level.slug].add(t.area.iri)
    groups = {
        key: areas
        for key, areas in having.items()
        if (not level or key[1] == level) and (not asked or key[0] == asked)
    }
    year, chosen = max(
        groups, key=lambda key: (len(groups[key]), -(key[0] or 0), key[1]), default=(None, level)
    )
    there = country.provinces(after=period == "after")
    regions = {region for area in there for region in area.regions}
    # The form holds both: with another division of the country a region of the other has nobody.
    every = {iri for area in country.areas.values() for iri in area.regions}
    region = one_of(given, "region", sorted(view.name(iri).slug for iri in every))
    choice = Choice(asked or year, level or chosen, period, region)
    there = country.of_region(there, choice.region)
    fewer = any(country.falls(iri, t.unit) for t in inside)
    by_area: dict[str, list[Target]] = defaultdict(list)
    for t in inside:
        if t.year == choice.year and t.level.slug == choice.level:
            by_area[t.area.iri].append(t)
    rows = _ordered(basis, there, by_area, fewer=fewer)
    counts = {y: len(areas) for (y, lv), areas in having.items() if y and lv == choice.level}
    ranked = {row.area.name.iri for row in rows}
    return Ranking(
        view.name(iri),
        choice,
        rows,
        sorted((a for a in there if a.name.iri not in ranked), key=lambda a: a.name.bare(language)),
        nationals_of(view, (row.target for row in rows)),
        sorted(counts.items()),
        sorted({t.level for t in inside}, key=lambda name: view.order(name, language)),
        sorted((view.name(r) for r in regions), key=lambda name: name.order(language)),
        fewer,
    )


def _ordered(
    basis: Basis, there: Sequence[Area], by_area: dict[str, list[Target]], *, fewer: bool
) -> list[Row]:
    """One row a province, by its newest document; the strongest promise first."""

    def newest(target: Target) -> tuple[object, ...]:
        return target.value is not None, basis.country.day_of(target), target.iri

    def strength(target: Target) -> tuple[float, float]:
        value = float(target.value or 0)
        strict = _STRICTNESS.get(target.comparator.slug, 0)
        return (value, strict) if fewer else (-value, -strict)

    found = [
        (area, max(by_area[area.name.iri], key=newest), len(by_area[area.name.iri]) - 1)
        for area in there
        if area.name.iri in by_area
    ]
    found.sort(
        key=lambda item: (
            item[1].value is None,
            strength(item[1]),
            item[0].name.bare(basis.language),
        )
    )
    rows: list[Row] = []
    for number, (area, target, others) in enumerate(found, 1):
        place: int | None = None
        if target.value is not None:
            last = rows[-1] if rows else None
            same = last is not None and last.target.value == target.value
            place = last.place if same and last else number
        rows.append(Row(place, area, target, others))
    return rows
