"""One indicator, the provinces by what each promised: /rank/{indicator}.

One row a province, for one year and level; the provinces before the mergers of 2025 and those of
today are never in one list, for a rank of 63 is none of 34. What is not known of others is said.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Both, Language
from dxgraph.terms import INDICATOR
from dxgraph.web.charts.ladder import Group
from dxgraph.web.charts.ladder import ladder as draw_ladder
from dxgraph.web.pages.country.drawing import (
    comparators_of,
    entry_of,
    framed,
    is_narrow,
    line_of,
    national_said,
    no_figure,
    picture,
    rests_on,
)
from dxgraph.web.pages.country.ordering import Ranking, ranking
from dxgraph.web.pages.country.strip import strip_of
from dxgraph.web.pages.shared import sheets
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import stated_in
from dxgraph.web.pages.shared.frame import here_as, render
from dxgraph.web.pages.shared.nationals import drawn_of
from dxgraph.web.words import phrase

_FEW: Final = 10
"""How many provinces stand in sight before the others are folded: on a phone each is a card."""


async def ranking_of(request: Request, slug: str) -> Ranking:
    """Raises UnknownName for an indicator that no province has a target of."""
    return ranking(await basis_of(request), INDICATOR[slug], request.query_params)


async def rank(request: Request, slug: str) -> Response:
    """``?year=…&level=…&when=before|after&region=…``, and ``format=`` for the table."""
    found = await ranking_of(request, slug)
    basis = await basis_of(request)
    _, country, language = basis
    title = found.indicator.label(language)
    title += language.say(": các tỉnh đặt bao nhiêu", ": what provinces set")
    if format_ := sheets.wanted(request):
        table = sheets.targets(
            request, f"rank-{slug}", title, [row.target for row in found.rows], country
        )
        return await sheets.taken(request, format_, table)
    whole = found
    if found.choice.region:
        # The region stands out of the whole country.
        asked = {**request.query_params, "region": ""}
        whole = ranking(basis, INDICATOR[slug], asked)

    return await render(
        request,
        "rank.html",
        title=title,
        slug=slug,
        ranking=found,
        strip=strip_of(whole, found.rows, language),
        choice=found.choice,
        charted=any(row.target.value is not None for row in found.rows),
        drawn=lambda ending, **more: here_as(request, f"/rank/{slug}.{ending}", **more),
        downloads=sheets.links(request),
        few=_FEW,
        total=len(found.rows) + len(found.silent),
        read=stated_in(country, {row.target.document.iri for row in found.rows}, language),
    )


async def chart(request: Request, slug: str, ending: str) -> Response:
    """The list as a picture. Raises UnknownName where no figure is to be drawn."""
    found = await ranking_of(request, slug)
    view, country, language = await basis_of(request)
    drawn = [row for row in found.rows if row.target.value is not None]
    if not drawn:
        raise no_figure(Both("năm, cấp hoặc vùng", "year, level or region"))
    unit = drawn[0].target.unit
    national = drawn_of(found.nationals, found.choice.year, unit)
    entries = [entry_of(row.target, language, national) for row in drawn if row.target.unit == unit]
    heading = phrase("By-year", language, year=found.choice.year)
    if national:
        heading += f" · {national_said(national, language)}"
    specification = draw_ladder(
        language,
        [Group(heading, line_of(national), entries)],
        comparators_of(view, language),
        axis=unit.label(language),
        percent=unit.slug == "percent",
        narrow=is_narrow(request),
    )
    frame = await framed(
        request,
        found.indicator.label(language),
        _subtitle(found, language),
        source=rests_on(country, {row.target.document.iri for row in drawn}, language),
    )
    return await picture(request, specification, ending, frame)


def _subtitle(found: Ranking, language: Language) -> str:
    choice = found.choice
    words = [
        language.say(
            "các tỉnh trước 7/2025" if choice.period == "before" else "các tỉnh từ 7/2025",
            "provinces before July 2025" if choice.period == "before" else "provinces of today",
        ),
        phrase("by-year", language, year=choice.year) if choice.year else "",
    ]
    if choice.level not in ("", "not-applicable"):
        level = next((n for n in found.levels if n.slug == choice.level), None)
        words.append(level.label(language).lower() if level else "")
    if choice.region:
        words += [n.label(language) for n in found.regions if n.slug == choice.region]
    target = found.rows[0].target
    words.append(target.unit.label(language).lower() if target.unit else "")
    words.append(
        language.say("thấp hơn là tốt hơn", "lower is better")
        if found.fewer
        else language.say("theo thứ tự con số", "in the order of figures")
    )
    return " · ".join(word for word in words if word)
