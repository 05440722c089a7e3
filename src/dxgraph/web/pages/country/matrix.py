"""What is compared: indicators by area for a year and a level, with the national figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import VIET_NAM
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.pages.shared.given import one_of
from dxgraph.web.pages.shared.given import year as year_given
from dxgraph.web.pages.shared.meaning import named
from dxgraph.web.pages.shared.nationals import National, nationals_of

MOST_AREAS: Final = 8
"""As many as there are colours that can be told apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: an indicator at a level, what the areas set and what that is against."""

    indicator: Name
    level: Name
    year: int | None
    pillar: Name
    nationals: tuple[National, ...]
    cells: Mapping[str, tuple[Target, ...]]
    """By the IRI of the area."""

    def of(self, areas: Set[str]) -> Line:
        """The row with these areas alone."""
        cells = {area: own for area, own in self.cells.items() if area in areas}
        against = {t.standing.national for own in cells.values() for t in own if t.standing}
        nationals = tuple(n for n in self.nationals if n.target.iri in against)
        return replace(self, cells=cells, nationals=nationals)

    def label(self, language: Language) -> str:
        parts = [self.indicator.label(language)]
        if self.level.slug != "not-applicable":
            level = self.level.label(language)
            parts.append(level[:1].lower() + level[1:])
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class State:
    """What the address asks for."""

    year: int | None
    level: str
    indicator: str
    areas: tuple[str, ...]


def state_of(request: Request, view: View) -> State:
    """Raises UsageError for a year that is no number, or a level that does not exist."""
    given = request.query_params
    indicator = indicator_meant(view, given.get("indicator", ""), language_of(request))
    year = year_given(given)
    areas = _areas_meant(view, given.getlist("area"), language_of(request))
    # An empty year is any year: that is what the form says.
    if not year and "year" not in given and not indicator:
        year = _usual(view, areas)
    level = one_of(given, "level", sorted({t.level.slug for t in view.compared}))
    return State(year, level, indicator, areas)


def indicator_meant(view: View, text: str, language: Language) -> str:
    """The end of the address of the indicator that a name or words of it stand for; of several the
    one that has most targets."""
    counts = Counter(t.indicator for t in view.compared if t.area.iri != VIET_NAM)
    if not text.strip():
        return ""
    slugs = named("indicator", text, set(counts), language, view)
    by_slug = {name.slug: count for name, count in counts.items()}
    return max(sorted(slugs), key=lambda slug: by_slug.get(slug, 0))


def _areas_meant(view: View, given: Sequence[str], language: Language) -> tuple[str, ...]:
    """The areas that are chosen, or named by what was typed."""
    names = {t.area for t in view.compared}
    found: dict[str, None] = {}
    for text in given:
        if text.strip():
            slugs = named("area", text, names, language, view)
            found.update(dict.fromkeys(sorted(slugs)))
    return tuple(found)


def years_of(view: View) -> list[tuple[int, int, int]]:
    """The years that provinces set targets for, with how many targets, and of how many areas."""
    of_year = _by_year(view)
    return [(year, len(areas), len(set(areas))) for year, areas in sorted(of_year.items())]


def _by_year(view: View, areas: Sequence[str] = ()) -> dict[int, list[str]]:
    """The area of each target of a province, by its year; of some areas where these are given."""
    of_year: dict[int, list[str]] = defaultdict(list)
    for target in view.compared:
        of_these = not areas or target.area.slug in areas
        if target.year and target.area.iri != VIET_NAM and of_these:
            of_year[target.year].append(target.area.iri)
    return of_year


def _usual(view: View, areas: Sequence[str]) -> int | None:
    """The year for which most of the chosen areas, or of all, have targets."""
    of_year = _by_year(view, areas).items()
    most = max(of_year, key=lambda y: (len(set(y[1])), len(y[1]), -y[0]), default=None)
    return most[0] if most else None


def lines(view: View, state: State, language: Language) -> list[Line]:
    """The rows of the matrix, in the order of pillars, indicators and levels."""
    groups: dict[tuple[Name, Name, int | None], list[Target]] = defaultdict(list)
    for target in view.compared:
        if state.year and target.year != state.year:
            continue
        if state.level and target.level.slug != state.level:
            continue
        if state.indicator and target.indicator.slug != state.indicator:
            continue
        groups[target.indicator, target.level, target.year].append(target)
    found = []
    for (indicator, level, year), targets in groups.items():
        cells: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            if target.area.iri == VIET_NAM:
                continue
            if not state.areas or target.area.slug in state.areas:
                cells[target.area.iri].append(target)
        if cells:
            nationals = nationals_of(view, (t for own in cells.values() for t in own))
            kept = {area: tuple(own) for area, own in cells.items()}
            # Documents may file an indicator under different pillars; a row stands under one.
            pillar = min((t.pillar for t in targets), key=lambda name: view.order(name, language))
            found.append(Line(indicator, level, year, pillar, nationals, kept))

    def order(line: Line) -> tuple[object, ...]:
        return (
            view.order(line.pillar, language),
            line.indicator.order(language),
            view.order(line.level, language),
            line.year or 0,
        )

    return sorted(found, key=order)


def areas_of(found: Sequence[Line], view: View, language: Language) -> list[Name]:
    names = {view.name(iri) for line in found for iri in line.cells}
    return sorted(names, key=lambda name: name.bare(language))


def limited(found: list[Line], most: int = MOST_AREAS) -> list[Line]:
    """The same lines with the areas that have the most targets in them: more than some eight areas
    cannot be told apart."""
    counts = Counter(area for line in found for area in line.cells)
    if len(counts) <= most:
        return found
    kept = {area for area, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:most]}
    limited = [line.of(kept) for line in found]
    return [line for line in limited if line.cells]
