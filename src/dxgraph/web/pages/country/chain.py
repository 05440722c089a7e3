"""The picture of the documents above a document."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.errors import UnknownName
from dxgraph.messages import message
from dxgraph.model.view import View
from dxgraph.terms import DOCUMENT, DX
from dxgraph.web.charts.chain import chain as draw_chain
from dxgraph.web.http.request import base_of
from dxgraph.web.pages.country.drawing import framed, picture
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.things.document import chain_above
from dxgraph.web.words import phrase


async def chain_chart(request: Request, slug: str, ending: str) -> Response:
    """The documents above a document. Raises UnknownName where there are none."""
    view, _, language = await basis_of(request)
    start = DOCUMENT[slug]
    try:
        found = await chain_above(request, start)
    except ValueError:  # no IRI at all, such as one with "<"
        found = []
    if not found:
        raise UnknownName(message("nothing-above", slug=slug))
    heights = _heights(start, [(row["lower"], row["upper"]) for row in found])
    short = await _short(request, view, language)
    labels = {
        iri: short.get(iri) or view.name(iri).label(language)
        for iri, _ in sorted(heights.items(), key=lambda item: (item[1], item[0]))
    }
    links = [(row["lower"], row["upper"], row["property"] != DX.alignedWith) for row in found]
    frame = await framed(
        request,
        phrase("above", language),
        view.name(start).label(language),
        source=phrase("above-source", language),
        page=f"{base_of(request)}/document/{slug}",
    )
    return await picture(request, draw_chain(language, labels, heights, links), ending, frame)


def _heights(start: str, links: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How high each document stands: above everything that leads to it, where that is finite."""
    heights = {start: 0}
    for _ in range(len(links) + 1):
        changed = False
        for lower, upper in links:
            if lower in heights and heights.get(upper, -1) < heights[lower] + 1:
                if upper == start or heights[lower] + 1 > len(links):
                    continue
                heights[upper] = heights[lower] + 1
                changed = True
        if not changed:
            break
    return heights


_NUMBERS = """SELECT ?d ?number ?area WHERE {
  ?d eli:id_local ?number OPTIONAL { ?d dx:territory ?area } }"""


async def _short(request: Request, view: View, language: Language) -> dict[str, str]:
    """The documents in two short lines: number and territory."""
    return {
        row["d"]: f"{row['number']}\n{view.name(row.get('area')).short(language)}"
        for row in await rows(request, _NUMBERS)
    }
