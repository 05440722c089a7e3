"""One indicator, the provinces by what each promised: /rank/{indicator}.

One row a province, for one year and level; the provinces before the mergers of 2025 and those of
today are never in one list, for a rank of 63 is none of 34. What is not known of others is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Both, Language
from dxgraph.errors import UnknownName
from dxgraph.terms import INDICATOR
from dxgraph.web.charts import draw as charts
from dxgraph.web.pages import sheets
from dxgraph.web.pages.compare import figure_said, framed, picture, programme_figure, verdict_said
from dxgraph.web.pages.country import NATIONAL, Area, Country, country_of
from dxgraph.web.pages.frame import language_of, local, render
from dxgraph.web.pages.view import Name, Target, View, view_of

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
    national: Target | None
    years: Sequence[tuple[int, int]]
    """Years with how many provinces have a figure for them."""
    levels: Sequence[Name]
    regions: Sequence[Name]
    fewer: bool
    """Whether less is better."""


def router() -> APIRouter:
    routes = APIRouter()
    # The picture first: an indicator's slug has no dot.
    for path, page in (("/rank/{slug}.{ending}", chart), ("/rank/{slug}", rank)):
        routes.add_api_route(
            path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
        )
    return routes


async def ranking_of(request: Request, slug: str) -> Ranking:
    """Raises UnknownName for an indicator that no province has a target of."""
    view = await view_of(request)
    country = await country_of(request)
    return ranking(view, country, INDICATOR[slug], request.query_params, language_of(request))


def ranking(
    view: View, country: Country, iri: str, given: Mapping[str, str], language: Language
) -> Ranking:
    """The list for an indicator. `given` holds ``year``, ``level``, ``when`` and ``region``."""
    own = [
        t
        for t in view.targets
        if t.indicator.iri == iri and t.area.iri != NATIONAL and t.area.iri in country.areas
    ]
    if not own:
        raise UnknownName(
            Both(
                f"Chưa có tỉnh nào có chỉ tiêu về {view.name(iri).label(language)}.",
                f"No province has a target of {view.name(iri).label(language)} in the data.",
            ),
            remedy=Both("/indicator liệt kê các chỉ số.", "/indicator lists the indicators."),
        )
    period = given.get("when", "")
    if period not in _PERIODS:
        before = {t.area.iri for t in own if country.areas[t.area.iri].before}
        after = {t.area.iri for t in own if not country.areas[t.area.iri].before}
        period = "before" if len(before) >= len(after) else "after"
    inside = [t for t in own if _within(country.areas[t.area.iri], period)]
    level = given.get("level", "")
    text = given.get("year", "")
    groups: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for t in inside:
        if (not level or t.level.slug == level) and (not text or str(t.year) == text):
            groups[t.year, t.level.slug].add(t.area.iri)
    year, chosen = max(
        groups, key=lambda key: (len(groups[key]), -(key[0] or 0), key[1]), default=(None, level)
    )
    if text.isascii() and text.isdigit():
        year = int(text)
    choice = Choice(year, level or chosen, period, given.get("region", ""))
    there = country.provinces(after=period == "after")
    regions = {region for area in there for region in area.regions}
    if choice.region:
        there = [a for a in there if choice.region in {view.name(r).slug for r in a.regions}]
    fewer = country.directions.get(iri) == "lower-better" or any(
        t.unit.slug == "rank" for t in inside
    )
    by_area: dict[str, list[Target]] = defaultdict(list)
    for t in inside:
        if t.year == choice.year and t.level.slug == choice.level:
            by_area[t.area.iri].append(t)
    rows = _ordered(country, there, by_area, fewer, language)
    counts: Counter[int] = Counter()
    for (y, lv), areas in _by_year(inside).items():
        if y and lv == choice.level:
            counts[y] = len(areas)
    having = {row.area.name.iri for row in rows}
    return Ranking(
        view.name(iri),
        choice,
        rows,
        sorted((a for a in there if a.name.iri not in having), key=lambda a: a.name.bare(language)),
        programme_figure(view, iri, choice.year, choice.level),
        sorted(counts.items()),
        sorted({t.level for t in inside}, key=lambda name: view.order(name, language)),
        sorted((view.name(r) for r in regions), key=lambda name: name.order(language)),
        fewer,
    )


def _within(area: Area, period: str) -> bool:
    return area.before if period == "before" else area.after


def _by_year(targets: Sequence[Target]) -> dict[tuple[int | None, str], set[str]]:
    found: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for t in targets:
        found[t.year, t.level.slug].add(t.area.iri)
    return found


def _ordered(
    country: Country,
    there: Sequence[Area],
    by_area: dict[str, list[Target]],
    fewer: bool,
    language: Language,
) -> list[Row]:
    """One row a province, by its newest document; the strongest promise first."""

    def newest(target: Target) -> tuple[object, ...]:
        document = country.documents.get(target.document.iri)
        day = document.date if document and isinstance(document.date, date) else date.min
        return target.value is not None, day, target.iri

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
            item[0].name.bare(language),
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


async def rank(request: Request, slug: str) -> Response:
    """``?year=…&level=…&when=before|after&region=…``, and ``format=`` for the table."""
    found = await ranking_of(request, slug)
    language = language_of(request)
    country = await country_of(request)
    title = found.indicator.label(language)
    title += language.say(": các tỉnh đặt bao nhiêu", ": what provinces set")
    if format_ := sheets.wanted(request):
        table = sheets.targets(
            request, f"rank-{slug}", title, [row.target for row in found.rows], country
        )
        return await sheets.taken(request, format_, table)
    given = {name: request.query_params.getlist(name) for name in request.query_params}

    def drawn(ending: str, **more: object) -> str:
        return local(request, f"/rank/{slug}.{ending}", **{**given, **more})

    return await render(
        request,
        "rank.html",
        title=title,
        slug=slug,
        ranking=found,
        choice=found.choice,
        charted=any(row.target.value is not None for row in found.rows),
        drawn=drawn,
        downloads=sheets.links(request),
        total=len(found.rows) + len(found.silent),
    )


async def chart(request: Request, slug: str, ending: str) -> Response:
    """The list as a picture. Raises UnknownName where no figure is to be drawn."""
    found = await ranking_of(request, slug)
    language = language_of(request)
    country = await country_of(request)
    drawn = [row for row in found.rows if row.target.value is not None]
    if not drawn:
        raise UnknownName(
            Both(
                "Không có con số nào để vẽ với lựa chọn này.",
                "There is no figure to draw for this choice.",
            ),
            remedy=Both(
                "Hãy chọn năm, cấp hoặc vùng khác.", "Choose another year, level or region."
            ),
        )
    view = await view_of(request)
    unit = drawn[0].target.unit
    national = found.national
    line = None
    if national and national.value is not None and national.unit == unit:
        line = charts.Line(float(national.value), national.confidence.slug != "unverified")
    entries = [
        charts.Entry(
            row.area.name.short(language),
            float(row.target.value or 0),
            row.target.comparator.slug,
            figure_said(row.target, language),
            row.target.standing.verdict.slug if row.target.standing else "",
            verdict_said(row.target, language),
        )
        for row in drawn
        if row.target.unit == unit
    ]
    heading = language.say(f"Đến năm {found.choice.year}", f"By {found.choice.year}")
    if line and national:
        heading += f" · 749: {figure_said(national, language)}"
    comparators = {
        t.comparator.slug: t.comparator.label(language) for t in view.targets if t.comparator
    }
    specification = charts.ladder(
        language,
        [charts.Group(heading, line, entries)],
        comparators,
        axis=unit.label(language),
        percent=unit.slug == "percent",
        narrow=request.query_params.get("narrow") == "1",
    )
    documents = {row.target.document.iri for row in drawn}
    reported = sum(d in country.documents and country.documents[d].reported for d in documents)
    frame = await framed(
        request,
        found.indicator.label(language),
        _subtitle(found, language),
        source=language.say(
            f"{len(documents)} văn bản, {reported} văn bản biết qua trang thuật lại",
            f"{len(documents)} documents, {reported} known through pages that report them",
        ),
    )
    return await picture(request, specification, ending, frame)


def _subtitle(found: Ranking, language: Language) -> str:
    choice = found.choice
    words = [
        language.say(
            "các tỉnh trước 7/2025" if choice.period == "before" else "các tỉnh từ 7/2025",
            "provinces before July 2025" if choice.period == "before" else "provinces of today",
        ),
        language.say(f"đến năm {choice.year}", f"by {choice.year}") if choice.year else "",
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
