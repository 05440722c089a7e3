"""The addresses of the pages that are kept, and what makes each.

What takes every path that has two parts comes last, and the pictures before pages: a slug has no
dot.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from dxgraph.web.pages import dereferencing
from dxgraph.web.pages.country import compare, coverage, embedding, explore, home, lists, rank
from dxgraph.web.pages.country.timeline import timeline
from dxgraph.web.pages.shared.keeping import pages_router
from dxgraph.web.pages.site import about, discovery, guides
from dxgraph.web.pages.things import card

_PAGES: Final[Mapping[str, Callable[..., Awaitable[Response]]]] = {
    **{f"{path}.{{ending}}": chart for path, (chart, _) in embedding.CHARTS.items()},
    **{f"/embed{path}": embedding.embedding(path, *of) for path, of in embedding.CHARTS.items()},
    "/": home.home,
    "/search": home.search,
    "/explore": explore.explore,
    "/compare": compare.compare,
    "/timeline": timeline,
    "/coverage": coverage.coverage,
    "/rank/{slug}": rank.rank,
    "/indicator": lists.indicators,
    "/area": lists.areas,
    "/document": lists.documents,
    "/body": lists.bodies,
    "/source": lists.sources,
    "/reading": lists.reading,
    "/about": about.about,
    "/guide": guides.listed,
    "/guide/{name}": guides.guide,
    "/robots.txt": discovery.robots,
    "/sitemap.xml": discovery.sitemap,
    "/favicon.ico": discovery.favicon,
    "/llms.txt": discovery.llms,
    "/feed.atom": discovery.feed,
    "/calendar.ics": discovery.calendar,
    "/document/{slug}/{fragment}": card.card,
    "/{kind}/{slug:path}": dereferencing.thing,
}


def router() -> APIRouter:
    return pages_router(_PAGES)
