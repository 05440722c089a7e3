"""Filter the targets; each state is an address, and each choice says how many it leaves."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.request import others
from dxgraph.web.pages.country.exploring import Exploring
from dxgraph.web.pages.country.facets import FOLDED, facets_of
from dxgraph.web.pages.shared import sheets
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import covered_by
from dxgraph.web.pages.shared.frame import render
from dxgraph.web.pages.shared.given import one_of
from dxgraph.web.pages.shared.paging import Part, part_of
from dxgraph.web.words import phrase, wordings

ON_A_PAGE: Final = 30
"""How many targets stand on a page at a desk; a phone shows the first ten of them at first."""
SORTS: Final = wordings("sorts")


async def explore(request: Request) -> Response:
    """``?area=…&region=…&pillar=…&indicator=…&sort=…`` and the other facets: a parameter may be
    given more than once, by the end of an address, a name or words of it; values of one facet
    widen, facets narrow. A value that no target has finds nothing, and is shown so that it can be
    taken away."""
    basis = await basis_of(request)
    view, country, language = basis
    facets = await facets_of(request)

    async def make() -> Exploring:
        return Exploring(view, facets)

    exploring: Exploring = await answering_of(request).once("exploring", make)
    given = {facet.key: request.query_params.getlist(facet.key) for facet in facets}
    asked = exploring.chosen(given, language)
    sort = one_of(request.query_params, "sort", SORTS, "pillar")
    found = exploring.found(asked, sort, language)
    if format_ := sheets.wanted(request):
        sheets.check(len(found))
        title = phrase("matching", language)
        table = sheets.targets(request, "targets", title, exploring.shown(found), country)
        return await sheets.taken(request, format_, table)
    part = part_of(request, found, ON_A_PAGE)
    items = exploring.shown(part.items)
    return await render(
        request,
        "explore.html",
        facets=[
            (
                f,
                exploring.choices(f, asked, language),
                asked[f.key].several if f.key in asked else [],
            )
            for f in facets
        ],
        chosen=[
            (f, word, slugs, _without(request, f.key, word))
            for f in facets
            if f.key in asked
            for word, slugs in asked[f.key].meant.items()
        ],
        part=Part(items, part.first, part.total, part.page, part.pages),
        downloads=sheets.links(request) if len(found) <= sheets.MOST_ROWS else (),
        folded=FOLDED,
        covered=covered_by(
            basis, len(found), exploring.of("area", found), exploring.of("document", found)
        ),
        total=len(view.targets),
        sort=sort,
        sorts=[(key, words.in_language(language)) for key, words in SORTS.items()],
        labels=exploring.labels(asked, language),
        grouped=sort in ("pillar", "indicator"),
        provincial=any(t.standing for t in items),
    )


def _without(request: Request, key: str, slug: str) -> str:
    """The address of the same state without one value."""
    kept = [pair for pair in others(request, "page") if pair != (key, slug)]
    return f"{request.url.path}?{urlencode(kept)}"
