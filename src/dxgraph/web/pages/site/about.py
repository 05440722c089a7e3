"""/about: what the graph is, who may use it and how, what it covers and what it does not."""

from __future__ import annotations

from collections.abc import Container, Sequence

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.terms import VIET_NAM
from dxgraph.web.describe.service import is_ours
from dxgraph.web.http.answer import answering_of
from dxgraph.web.http.request import base_of
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.frame import render
from dxgraph.web.pages.site.guides import guides
from dxgraph.web.pages.site.releases import archive_of


async def about(request: Request) -> Response:
    view, country, _ = await basis_of(request)
    info = await answering_of(request).snapshot()
    counts = {area.iri: count for area, count in view.counts("area").items()}
    national = counts.pop(VIET_NAM, 0)
    extents = [document.extent.slug for document in country.documents.values()]
    return await render(
        request,
        "about.html",
        ours=is_ours(info),
        targets=sum(counts.values()),
        national=national,
        unverified=sum(
            t.confidence is not None and t.confidence.slug == "unverified"
            for t in view.of("area", VIET_NAM)
        ),
        before=_of_all([iri for iri, area in country.areas.items() if area.before], counts),
        after=_of_all([iri for iri, area in country.areas.items() if area.after], counts),
        documents=len(extents),
        extents={slug: extents.count(slug) for slug in ("complete", "reported", "named")},
        releases=archive_of(request).releases(),
        service=base_of(request),
        guides=guides(request),
    )


def _of_all(provinces: Sequence[str], held: Container[str]) -> tuple[int, int]:
    """Of how many provinces targets are held, and how many there are."""
    return sum(iri in held for iri in provinces), len(provinces)
