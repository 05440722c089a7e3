"""Compare: what provinces set for a year and a level, with the national figures beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.model.answers import Year
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import AREA, VIET_NAM
from dxgraph.web.pages.country.drawing import figure_said
from dxgraph.web.pages.country.matrix import (
    MOST_AREAS,
    Line,
    State,
    areas_of,
    limited,
    lines,
    state_of,
    years_of,
)
from dxgraph.web.pages.country.pictures import figures_of
from dxgraph.web.pages.shared import sheets
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import covered
from dxgraph.web.pages.shared.frame import here_as, render
from dxgraph.web.pages.shared.given import one_of
from dxgraph.web.pages.shared.paging import part_of
from dxgraph.web.words import phrase

_ROWS: Final = 12
"""How many lines of the matrix stand on a page."""
_HEAT_ROWS: Final = 16
"""How many of them where there are more areas than eight."""


def _provinces(view: View, language: Language) -> list[Name]:
    """All areas that have targets, but for the country."""
    names = {t.area for t in view.compared if t.area.iri != VIET_NAM}
    return sorted(names, key=lambda name: name.bare(language))


@dataclass(frozen=True, slots=True)
class Missing:
    """An area that was chosen and has no target in the matrix, and where it has some."""

    area: Name
    years: Sequence[tuple[int, int]]
    """The years for which it has targets with the same level and indicator, and how many."""
    total: int
    """How many it has at all."""


def _missing(
    view: View, state: State, chosen: Sequence[Name], found: Sequence[Line]
) -> list[Missing]:
    present = {area for line in found for area in line.cells}
    missing = []
    for area in chosen:
        if area.iri in present:
            continue
        own = view.of("area", area.iri)
        like = [
            t
            for t in own
            if state.level in ("", t.level.slug) and state.indicator in ("", t.indicator.slug)
        ]
        years = Counter(t.year for t in like if t.year)
        missing.append(Missing(area, sorted(years.items()), len(own)))
    return missing


async def compare(request: Request) -> Response:
    basis = await basis_of(request)
    view, country, language = basis
    state = state_of(request, view)
    found = lines(view, state, language)
    indicators = {t.indicator: None for t in view.compared if t.area.iri != VIET_NAM}
    levels = {t.level: None for t in view.compared}
    single = len({line.indicator for line in found}) == 1
    all_areas = _provinces(view, language)
    chosen = sorted((view.name(AREA[s]) for s in state.areas), key=lambda n: n.bare(language))
    every = one_of(request.query_params, "every", ("0", "1")) == "1"
    shown = found if single or chosen or every else limited(found)
    areas = chosen or areas_of(shown, view, language)
    # More columns than can be read side by side are signs.
    heat = len(areas) > MOST_AREAS
    if heat:
        # Of each pillar the lines that most areas have first: the others are nearly empty.
        shown = sorted(shown, key=lambda n: (view.order(n.pillar, language), -len(n.cells)))
    part = part_of(request, shown, _HEAT_ROWS if heat else _ROWS)
    if format_ := sheets.wanted(request):
        title = phrase("comparison", language)
        own = [t for line in shown for t in _all_of(line, areas)]
        table = sheets.targets(request, "comparison", title, own, country)
        return await sheets.taken(request, format_, table, _matrix(shown, areas, title, language))
    groups: dict[Name, list[Line]] = {}
    for line in part.items:
        groups.setdefault(line.pillar, []).append(line)

    return await render(
        request,
        "compare.html",
        state=state,
        covered=covered(basis, [t for line in shown for own in line.cells.values() for t in own]),
        lines=shown,
        part=part,
        groups=list(groups.items()),
        downloads=sheets.links(request),
        areas=areas,
        all_areas=all_areas,
        chosen=chosen,
        left=0 if single or chosen or every else len(areas_of(found, view, language)) - len(areas),
        missing=_missing(view, state, chosen, found),
        undrawn=0 if single else max(0, len(areas) - MOST_AREAS),
        opened="year" not in request.query_params and not state.indicator,
        years=years_of(view),
        levels=sorted(levels, key=lambda name: view.order(name, language)),
        indicators=sorted(indicators, key=lambda name: name.order(language)),
        charted=(single or not heat) and bool(figures_of(found, view, language, {})),
        single=single,
        heat=heat,
        verdicts=_verdicts(shown, view, language) if heat else [],
        picture=lambda ending, **more: here_as(request, f"/compare.{ending}", **more),
    )


def _verdicts(found: Sequence[Line], view: View, language: Language) -> list[Name]:
    """The verdicts that stand in a matrix, for its legend."""
    there = {
        target.standing.verdict
        for line in found
        for own in line.cells.values()
        for target in own
        if target.standing
    }
    return sorted(there, key=lambda name: view.order(name, language))


def _all_of(line: Line, areas: Sequence[Name]) -> list[Target]:
    """The targets of a row as they stand in it, the national ones first."""
    own = [target for area in areas for target in line.cells.get(area.iri, ())]
    return [*(national.target for national in line.nationals), *own]


def _matrix(
    found: Sequence[Line], areas: Sequence[Name], title: str, language: Language
) -> sheets.Table:
    """The matrix as it is seen: a row an indicator, level and year, a column an area."""

    def cell(targets: Sequence[Target]) -> str:
        return "; ".join(figure_said(t, language) or t.figure for t in targets)

    columns = [
        sheets.Column("indicator", "Chỉ số", "Indicator"),
        sheets.Column("level", "Cấp", "Level"),
        sheets.Column("year", "Đến năm", "By the year"),
        sheets.Column("national", "Thước đo quốc gia", "National yardstick"),
        *(sheets.Column(a.slug, a.label(language), a.label(language)) for a in areas),
    ]
    rows = [
        [
            line.indicator.label(language),
            line.level.label(language),
            Year(line.year) if line.year else None,
            "; ".join(
                f"{cell([n.target])} ({n.said(line.year, language)})" for n in line.nationals
            ),
            *(cell(line.cells.get(area.iri, ())) for area in areas),
        ]
        for line in found
    ]
    return sheets.Table("comparison", title, columns, rows)
