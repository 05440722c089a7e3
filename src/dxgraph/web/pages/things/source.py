"""The page of a source: its address, and what is printed at which place."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.things import Place, Target
from dxgraph.model.view import View
from dxgraph.terms import DX
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.things.facts import described, facts_of, render_thing, retired_of

_PRINTED = """SELECT ?t ?place WHERE {
  { ?t dx:attestedAt ?_thing BIND (?_thing AS ?place) }
  UNION { ?place a dx:EvidenceSpan ; nif:referenceContext ?_thing . ?t dx:evidence ?place }
} ORDER BY ?t"""
"""The targets whose figures a source prints."""
_SPANS = """SELECT ?span ?class ?begin ?end ?figure ?digest ?reason ?mentions WHERE {
  VALUES ?class { dx:EvidenceSpan dx:ExplainedNumber }
  ?span a ?class ; nif:referenceContext ?_thing ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    dx:printedFigure ?figure ; dx:passageSha256 ?digest .
  OPTIONAL { ?span dx:numberReason ?reason } OPTIONAL { ?span dx:mentionsDocument ?mentions }
} ORDER BY ?begin ?end"""


async def source_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await facts_of(request, view, iri)
    name = view.name(iri)
    used: dict[str, list[Target]] = defaultdict(list)
    for row in await rows(request, _PRINTED, node):
        if row["t"] in view.by_iri:
            used[row["place"]].append(view.by_iri[row["t"]])
    spans, numbers = [], []
    for row in await rows(request, _SPANS, node):
        place = Place(
            row["span"], name, str(row["figure"]), row["begin"], row["end"], str(row["digest"])
        )
        if row["class"] == DX.EvidenceSpan:
            spans.append((place, used.get(row["span"], [])))
        else:
            numbers.append((place, view.name(row["reason"]), view.name(row.get("mentions"))))
    addresses = sorted(map(str, found.all(DX.address)))
    return await render_thing(
        request,
        "source.html",
        name,
        found,
        addresses=addresses,
        spans=spans,
        numbers=numbers,
        attested=view.shown(used.get(iri, []), language),
        retired=await retired_of(request, view, iri),
        structured=described("CreativeWork", name, url=next(iter(addresses), None)),
    )
