"""The page of an indicator: what is meant, and what the country and its provinces set."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.things import Target
from dxgraph.model.view import View
from dxgraph.terms import SCHEME, SKOS, VIET_NAM
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import covered
from dxgraph.web.pages.shared.measured import outcomes
from dxgraph.web.pages.shared.paging import TARGETS, part_of
from dxgraph.web.pages.things.facts import described, facts_of, render_thing


async def indicator_page(request: Request, view: View, iri: str) -> Response:
    basis = await basis_of(request)
    language = basis.language
    found = await facts_of(request, view, iri)
    name = view.name(iri)
    targets = view.of("indicator", iri)

    def ordered(chosen: list[Target]) -> list[Target]:
        return sorted(
            chosen,
            key=lambda t: (
                t.deadline is None,
                t.deadline,
                view.order(t.level, language),
                t.area.order(language),
                t.iri,
            ),
        )

    return await render_thing(
        request,
        "indicator.html",
        name,
        found,
        covered=covered(basis, [t for t in targets if t.area.iri != VIET_NAM]),
        others=sorted({str(v) for v in found.get(SKOS.altLabel, []) if v.language == language}),
        charted=any(t.value is not None for t in targets if t.area.iri != VIET_NAM),
        national=ordered([t for t in targets if t.area.iri == VIET_NAM]),
        part=part_of(request, ordered([t for t in targets if t.area.iri != VIET_NAM]), TARGETS),
        outcomes=[o for o in await outcomes(request, view) if o.indicator.iri == iri],
        structured=described(
            "DefinedTerm", name, termCode=name.slug, inDefinedTermSet=SCHEME["indicators"]
        ),
    )
