"""Filter the targets; each state is an address, and each choice says how many it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.web.pages import sheets
from dxgraph.web.pages.country import country_of
from dxgraph.web.pages.document import document_types
from dxgraph.web.pages.frame import language_of, render
from dxgraph.web.pages.keeping import pages_router
from dxgraph.web.pages.paging import part_of
from dxgraph.web.pages.view import Name, Target, View, view_of


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to filter: its parameter, its names and the value of a target."""

    key: str
    vi: str
    en: str
    of: Callable[[Target], Name]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with how many targets it would leave beside the other filters."""

    slug: str
    label: str
    count: int
    chosen: bool


PAGE = 40
"""How many targets stand on a page."""
FOLDED = 10
"""A facet with more values than these is closed until somebody opens it."""
_MOST_VALUES = 60
"""More values of a facet than these are not listed, those with the most targets are."""

KINDS = {
    "quantified": ("có con số", "with a figure"),
    "rank": ("thứ hạng", "a rank"),
    "qualitative": ("không nêu số", "without a figure"),
}

SORTS = {
    "pillar": ("trụ cột, chỉ số", "pillar, indicator"),
    "area": ("địa bàn", "area"),
    "indicator": ("chỉ số", "indicator"),
    "year": ("thời hạn", "deadline"),
    "value": ("giá trị, lớn trước", "value, largest first"),
}


def _kind(target: Target) -> Name:
    vi, en = KINDS[target.kind]
    return Name(f"kind/{target.kind}", {"vi": vi, "en": en})


def _year(target: Target) -> Name:
    year = str(target.year) if target.year else "–"
    return Name(f"year/{year}", {"vi": year, "en": year})


def _verdict(target: Target) -> Name:
    return target.standing.verdict if target.standing else Name("")


def router() -> APIRouter:
    routes = pages_router()
    routes.add_api_route(
        "/explore", explore, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
    )
    return routes


async def explore(request: Request) -> Response:
    """``?area=…&pillar=…&indicator=…&level=…&year=…&type=…&kind=…&verdict=…&document=…&sort=…``:
    a parameter may be given more than once; values of one facet widen, facets narrow. A value that
    no target has finds nothing, and is shown so that it can be taken away."""
    view = await view_of(request)
    language = language_of(request)
    types = await document_types(request, view)
    facets = (
        Facet("area", "Địa bàn", "Area", lambda t: t.area),
        Facet("pillar", "Trụ cột", "Pillar", lambda t: t.pillar),
        Facet("year", "Đến năm", "By the year", _year),
        Facet("level", "Cấp", "Level", lambda t: t.level),
        Facet("kind", "Loại chỉ tiêu", "Kind of target", _kind),
        Facet("verdict", "So với 749", "Against 749", _verdict),
        Facet(
            "type",
            "Loại văn bản",
            "Type of document",
            lambda t: types.get(t.document.iri, Name("")),
        ),
        Facet("document", "Văn bản", "Document", lambda t: t.document),
        Facet("indicator", "Chỉ số", "Indicator", lambda t: t.indicator),
    )
    chosen = {f.key: frozenset(request.query_params.getlist(f.key)) - {""} for f in facets}
    found = [t for t in view.targets if _passes(t, facets, chosen)]
    sort = request.query_params.get("sort", "pillar")
    if sort not in SORTS:
        sort = "pillar"
    ordered = _sorted(view, found, sort, language)
    if format_ := sheets.wanted(request):
        title = language.say("Chỉ tiêu khớp bộ lọc", "Targets that match the filters")
        table = sheets.targets(request, "targets", title, ordered, await country_of(request))
        return await sheets.taken(request, format_, table)
    part = part_of(request, ordered, PAGE)
    return await render(
        request,
        "explore.html",
        title=language.say("Chỉ tiêu", "Targets"),
        facets=[(f, *_choices(view, f, facets, chosen, language)) for f in facets],
        chosen=[
            (f, slug, _without(request, f.key, slug))
            for f in facets
            for slug in sorted(chosen[f.key])
        ],
        part=part,
        downloads=sheets.links(request),
        folded=FOLDED,
        total=len(view.targets),
        sort=sort,
        sorts=[(key, language.say(*words)) for key, words in SORTS.items()],
        labels={
            (f.key, f.of(t).slug): f.of(t).label(language)
            for f in facets
            if chosen[f.key]
            for t in view.targets
        },
        provincial=any(t.standing for t in part.items),
    )


def _passes(
    target: Target,
    facets: Sequence[Facet],
    chosen: dict[str, frozenset[str]],
    but: str = "",
) -> bool:
    return all(f.of(target).slug in chosen[f.key] for f in facets if f.key != but and chosen[f.key])


def _choices(
    view: View,
    facet: Facet,
    facets: Sequence[Facet],
    chosen: dict[str, frozenset[str]],
    language: Language,
) -> tuple[list[Choice], int]:
    """The values of a facet, and how many are left out; counts take the other facets' filters, not
    its own."""
    counts: Counter[str] = Counter()
    names: dict[str, Name] = {}
    # Most facets have no choice in them, and are not asked of each target.
    facets = [f for f in facets if chosen.get(f.key)]
    for target in view.targets:
        name = facet.of(target)
        if name:
            names.setdefault(name.slug, name)
            counts[name.slug] += _passes(target, facets, chosen, but=facet.key)
    listed = [s for s in names if counts[s] or s in chosen[facet.key]]
    if len(listed) > FOLDED and facet.key != "verdict":
        # A long list is looked up by name.
        listed.sort(key=lambda slug: names[slug].bare(language))
    else:
        listed.sort(key=lambda slug: view.order(names[slug], language))
    if len(listed) > _MOST_VALUES:
        most = sorted(listed, key=lambda s: (s not in chosen[facet.key], -counts[s]))
        kept = set(most[:_MOST_VALUES])
        left = len(listed) - _MOST_VALUES
        listed = [slug for slug in listed if slug in kept]
    else:
        left = 0
    return [
        Choice(slug, names[slug].label(language), counts[slug], slug in chosen[facet.key])
        for slug in listed
    ], left


def _sorted(view: View, found: list[Target], sort: str, language: Language) -> list[Target]:
    shown = view.shown(found, language)
    if sort == "area":
        shown.sort(key=lambda t: t.area.order(language))
    elif sort == "indicator":
        shown.sort(key=lambda t: t.indicator.order(language))
    elif sort == "year":
        shown.sort(key=lambda t: t.deadline or date.max)
    elif sort == "value":
        shown.sort(key=lambda t: (t.value is None, -(t.value or 0)))
    return shown


def _without(request: Request, key: str, slug: str) -> str:
    """The address of the same state without one value."""
    kept = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if (name, value) != (key, slug) and name != "page"
    ]
    return f"{request.url.path}?{urlencode(kept)}"
