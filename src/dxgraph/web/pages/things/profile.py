"""The profile of a province: what it promised beside its region and the country, what the provinces
that it was formed from promised side by side, and promises against measured values over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

from dxgraph.bilingual import Language
from dxgraph.model.figures import in_signs
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import VIET_NAM
from dxgraph.web.pages.shared.country import Basis
from dxgraph.web.pages.shared.measured import Measured

_FEWEST: Final = 3
"""A median of fewer provinces than these says little."""

Key = tuple[str, str, int | None]
"""Indicator, level and year."""


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of what provinces set, and of how many."""

    figure: str
    count: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A promise with what stands beside it."""

    target: Target
    region: Middle | None
    country: Middle | None
    measured: Measured | None
    """The newest value that was measured of it."""


@dataclass(frozen=True, slots=True)
class Side:
    """An indicator, level and year as several areas set it."""

    indicator: Name
    level: Name
    year: int | None
    cells: Mapping[str, Sequence[Target]]
    """By the IRI of the area."""


def key_of(target: Target) -> Key:
    return target.indicator.iri, target.level.slug, target.year


def beside(
    basis: Basis, area: str, outcomes: Iterable[Measured]
) -> list[tuple[Name, list[Beside]]]:
    """The promises of an area with a figure that provinces enough set too, or that was measured, by
    pillar. Provinces before the mergers are set beside their like, and so are those of today."""
    view, country, language = basis
    own = [t for t in view.of("area", area) if t.value is not None]
    here = country.areas.get(area)
    if here is None or not own:
        return []
    like = country.provinces(after=not here.before)
    regions = {a.name.iri: set(a.regions) for a in like}
    figures = _figures(basis, regions, {key_of(t) for t in own})
    newest: dict[tuple[str, str], Measured] = {}
    for outcome in outcomes:
        if outcome.area.iri == area:
            what = outcome.indicator.iri, outcome.level.slug
            last = newest.get(what)
            if last is None or outcome.year > last.year:
                newest[what] = outcome
    found: dict[Name, list[Beside]] = defaultdict(list)
    for target in view.shown(own, language):
        others = figures.get(key_of(target), {})
        same = {a: t for a, t in others.items() if t.unit == target.unit}
        near = [t for a, t in same.items() if regions[a] & set(here.regions)]
        row = Beside(
            target,
            _middle(near, language),
            _middle(list(same.values()), language),
            newest.get((target.indicator.iri, target.level.slug)),
        )
        if row.country or row.region or row.measured:
            found[target.pillar].append(row)
    return list(found.items())


def _figures(
    basis: Basis, areas: Mapping[str, object], keys: set[Key]
) -> dict[Key, dict[str, Target]]:
    """What each area set by its newest document, for the indicators, levels and years asked for."""
    found: dict[Key, dict[str, Target]] = defaultdict(dict)
    for target in basis.view.of("area", *areas):
        key = key_of(target)
        if key not in keys or target.value is None:
            continue
        before = found[key].get(target.area.iri)
        if before is None or basis.country.day_of(target) >= basis.country.day_of(before):
            found[key][target.area.iri] = target
    return found


def _middle(targets: Sequence[Target], language: Language) -> Middle | None:
    values = [t.value for t in targets if isinstance(t.value, Decimal)]
    if len(values) < _FEWEST:
        return None
    unit = targets[0]
    number = language.number(median(values))
    return Middle(in_signs(number, "", unit.unit.slug, unit.unit_sign, language), len(values))


def side_by_side(view: View, areas: Sequence[str], language: Language) -> list[Side]:
    """What several areas set, a row an indicator, level and year; those of several first."""
    groups: dict[tuple[Name, Name, int | None], dict[str, list[Target]]] = {}
    for target in view.of("area", *areas):
        if target.area.iri != VIET_NAM:
            key = (target.indicator, target.level, target.year)
            groups.setdefault(key, {}).setdefault(target.area.iri, []).append(target)
    found = [Side(*key, cells) for key, cells in groups.items()]
    return sorted(
        found,
        key=lambda side: (
            -len(side.cells),
            side.indicator.order(language),
            view.order(side.level, language),
            side.year or 0,
        ),
    )


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator that areas of a province promised for a level and that was measured there."""

    indicator: Name
    level: Name
    unit: Name
    promises: Sequence[Target]
    measured: Sequence[Measured]

    def label(self, language: Language) -> str:
        """The indicator, with the level where it is one of government."""
        name = self.indicator.label(language)
        if self.level.slug == "not-applicable":
            return name
        return f"{name}, {self.level.label(language).lower()}"


def promises_measured(view: View, outcomes: Iterable[Measured], areas: set[str]) -> list[Course]:
    """The indicators of which there is a promise with a figure and a measured value of its unit,
    those measured most often first."""
    values: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.area.iri in areas:
            values[outcome.indicator.iri, outcome.level.slug].append(outcome)
    found = []
    for (iri, level), measured in values.items():
        promises = [
            t
            for t in view.of("area", *areas)
            if t.indicator.iri == iri
            and t.level.slug == level
            and t.value is not None
            and t.year
            and t.unit == measured[0].unit
        ]
        if promises:
            first = promises[0]
            same = [m for m in measured if m.unit == first.unit]
            found.append(Course(first.indicator, first.level, first.unit, promises, same))
    return sorted(
        found, key=lambda course: (-len(course.measured), course.indicator.iri, course.level.slug)
    )
