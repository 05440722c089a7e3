"""The page of a document: what it is, what it follows, and the targets that it states."""

from __future__ import annotations

from datetime import date
from typing import Final

import pyoxigraph as ox
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.answers import Row
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import DX, ELI, RDF
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.things.facts import (
    IN,
    Facts,
    agent,
    described,
    each_of,
    facts_of,
    render_thing,
    retired_of,
)

_PARTS = """SELECT ?s ?p ?o WHERE {
  { ?s dx:linkFrom ?_thing } UNION { ?s a dx:Claim ; dx:statedIn ?_thing } ?s ?p ?o }"""


_PROPERTIES = (DX.implements, DX.basedOn, DX.incorporatesTargetsOf, DX.revises, DX.supersedes)


_MOST: Final = 6
"""Of more targets under a pillar, this many are in sight; the others are folded."""


async def document_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await facts_of(request, view, iri)
    incoming = await rows(request, IN, node)
    targets = view.shown(view.of("document", iri), language)
    groups: dict[tuple[Name, bool], list[Target]] = {}
    for target in targets:
        groups.setdefault((target.pillar, target.pillar_stated), []).append(target)
    provincial = any(t.standing for t in targets)
    columns = ("indicator", "level", "year", *(("national",) if provincial else ()))

    parts = sorted((await each_of(request, view, _PARTS, iri)).items())
    editorial = [(part, said) for part, said in parts if DX.EditorialLink in said.all(RDF.type)]
    claims = [(part, said) for part, said in parts if DX.Claim in said.all(RDF.type)]
    above = [
        (view.name(property_), view.name(value))
        for property_ in _PROPERTIES
        for value in sorted(found.get(property_, []))
    ]
    below = [
        (view.name(row["p"]), view.name(row["s"]))
        for row in sorted(incoming, key=lambda r: (r["p"], r["s"]))
        if row["p"] in _PROPERTIES
    ]
    name = view.name(iri)
    return await render_thing(
        request,
        "document.html",
        name,
        found,
        above=above,
        below=below,
        chain=bool(above or editorial),
        higher=[
            (view.name(row["lower"]), view.name(row["property"]), view.name(row["upper"]))
            for row in await chain_above(request, iri)
            if row["lower"] != iri
        ],
        editorial=editorial,
        targets=targets,
        by_pillar=[(pillar, stated, group) for (pillar, stated), group in groups.items()],
        columns=columns,
        most=_MOST,
        tally=view.tally(targets, language),
        claims=claims,
        retired=await retired_of(request, view, iri),
        structured=_legislation(name, found),
    )


_CHAIN = """SELECT ?lower ?property ?upper WHERE {
  ?_thing (dx:upstream|dx:alignedWith)* ?lower .
  VALUES ?property { dx:implements dx:basedOn dx:incorporatesTargetsOf dx:revises dx:supersedes
    dx:alignedWith }
  ?lower ?property ?upper
} ORDER BY ?lower ?upper ?property"""


async def chain_above(request: Request, iri: str) -> list[Row]:
    """Each link that leads up from a document or from one above it: ``lower``, ``property``,
    ``upper``."""
    return await rows(request, _CHAIN, {"_thing": ox.NamedNode(iri)})


def _legislation(name: Name, facts: Facts) -> Markup:
    """The document as schema.org's Legislation."""
    day, territory = facts.one(ELI.date_document), facts.one(DX.territory)
    return described(
        "Legislation",
        name,
        legislationIdentifier=facts.text(ELI.id_local) or None,
        legislationDate=day.isoformat() if isinstance(day, date) else None,
        headline=facts.text(ELI["title"]) or None,
        inLanguage="vi",
        legislationPassedBy=agent(facts.name(ELI.passed_by)),
        legislationJurisdiction=(
            {"@type": "AdministrativeArea", "@id": territory} if territory else None
        ),
    )
