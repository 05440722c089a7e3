"""The page of a document: what it is, what it follows, and the targets that it states."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

import pyoxigraph as ox
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.answers import Row
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import DX, ELI, RDF, RDFS, SKOS
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.things.facts import (
    IN,
    agent,
    by_property,
    described,
    facts_of,
    names_of,
    one,
    render_thing,
    retired_of,
    texts_of,
)

_PARTS = """SELECT ?s ?p ?o WHERE {
  { ?s dx:linkFrom ?_thing } UNION { ?s a dx:Claim ; dx:statedIn ?_thing } ?s ?p ?o }"""


_PROPERTIES = (DX.implements, DX.basedOn, DX.incorporatesTargetsOf, DX.revises, DX.supersedes)


_MOST: Final = 6
"""Of more targets under a pillar, this many are in sight; the others are folded."""


def _facts(view: View, found: dict[str, list[Any]]) -> dict[str, Any]:
    """What a document is: the years of its period are its first and last, the horizon is the year
    that it looks to beyond that period."""

    def year(property_: str) -> int | None:
        value = one(found, property_)
        return value.year if isinstance(value, date) else None

    return {
        "type": view.name(one(found, ELI.type_document)),
        "number": str(one(found, ELI.id_local) or ""),
        "title": str(one(found, ELI["title"]) or ""),
        "date": one(found, ELI.date_document),
        "undated": texts_of(found.get(DX.undatedNote, [])),
        "issuer": view.name(one(found, ELI.passed_by)),
        "territory": view.name(one(found, DX.territory)),
        "first": year(DX.periodStart),
        "last": year(DX.periodEnd),
        "horizon": year(DX.orientationTo),
        "confidence": view.name(one(found, DX.confidence)),
        "extent": view.name(one(found, DX.readingExtent)),
        "sources": names_of(view, sorted(found.get(DX.reportedIn, []))),
        "notes": texts_of(found.get(SKOS.editorialNote, [])),
    }


async def document_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await facts_of(request, iri)
    facts = _facts(view, found)
    incoming = await rows(request, IN, node)
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(request, _PARTS, node):
        parts[row["s"]].append(row)

    targets = view.shown(view.of("document", iri), language)
    groups: dict[tuple[Name, bool], list[Target]] = {}
    for target in targets:
        groups.setdefault((target.pillar, target.pillar_stated), []).append(target)
    provincial = any(t.standing for t in targets)
    columns = ("indicator", "level", "year", *(("national",) if provincial else ()))

    editorial, claims = [], []
    for part, part_rows in sorted(parts.items()):
        grouped = by_property(part_rows)
        fragment = part.rpartition("#")[2]
        if DX.EditorialLink in grouped[RDF.type]:
            editorial.append(
                {
                    "fragment": fragment,
                    "document": view.name(one(grouped, DX.linkTo)),
                    "reason": texts_of(grouped.get(DX.reason, [])),
                    "confidence": view.name(one(grouped, DX.confidence)),
                }
            )
        elif DX.Claim in grouped[RDF.type]:
            claims.append(
                {
                    "fragment": fragment,
                    "labels": texts_of(grouped.get(RDFS.label, [])),
                    "note": texts_of(grouped.get(SKOS.editorialNote, [])),
                    "contradicts": one(grouped, DX.contradicts),
                    "evidence": one(grouped, DX.evidence),
                }
            )
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
        facts=facts,
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
        structured=_legislation(name, facts),
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


def _legislation(name: Name, facts: dict[str, Any]) -> Markup:
    """The document as schema.org's Legislation."""
    day, territory = facts["date"], facts["territory"]
    return described(
        "Legislation",
        name,
        legislationIdentifier=facts["number"] or None,
        legislationDate=day.isoformat() if isinstance(day, date) else None,
        headline=facts["title"] or None,
        inLanguage="vi",
        legislationPassedBy=agent(facts["issuer"]),
        legislationJurisdiction=(
            {"@type": "AdministrativeArea", "@id": territory.iri} if territory else None
        ),
    )
