"""The page of whatever has no page of its own kind: concepts, schemes, codes, data sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

import pyoxigraph as ox
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.model.answers import Iri
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import (
    ADMS,
    BASE,
    DATASET,
    DCTERMS,
    DX,
    ORG,
    PROV,
    QUDT,
    RDF,
    RDFS,
    SDMX_MEASURE,
    SKOS,
)
from dxgraph.web.pages.shared import sheets
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.covering import covered
from dxgraph.web.pages.shared.frame import local
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.paging import TARGETS
from dxgraph.web.pages.things.facts import (
    IN,
    Facts,
    called,
    day_of,
    described,
    facts_of,
    names_of,
    readable,
    render_thing,
    retired_of,
    tagged,
    texts_of,
)


async def concept_page(request: Request, view: View, iri: str) -> Response:
    basis = await basis_of(request)
    _, country, language = basis
    node = {"_thing": ox.NamedNode(iri)}
    found = await facts_of(request, view, iri)
    name = view.name(iri)
    definition = found.texts(SKOS.definition)
    types = readable(view, RDF.type, found.pop(RDF.type, []), language)
    schemes = names_of(view, found.pop(SKOS.inScheme, []))
    if [str(v) for v in found.get(SKOS.notation, [])] == [name.slug]:
        # No more than the end of the address.
        del found[SKOS.notation]
    if found.texts(DCTERMS["title"]) == name.labels:
        found.pop(DCTERMS["title"], None)
    statements = [
        (called(view, property_), readable(view, property_, values, language))
        for property_, values in sorted(found.items())
        if property_ not in _HIDDEN
    ]
    incoming: dict[str, list[Name]] = defaultdict(list)
    targets: dict[str, Target] = {}
    for row in await rows(request, IN, node):
        if not isinstance(row["s"], Iri):
            continue
        if row["s"] in view.by_iri:
            targets[row["s"]] = view.by_iri[row["s"]]
            continue
        incoming[row["p"]].append(_part(view, row["s"]))
    if name.kind == "verdict":
        # A verdict is found, not stated: no triple leads to it.
        judged = (t for t in view.targets if t.standing and t.standing.verdict.iri == iri)
        targets.update((t.iri, t) for t in judged)
    own = view.shown(list(targets.values()), language)
    downloads: Sequence[tuple[str, str]] = ()
    if iri == DATASET.targets:
        if format_ := sheets.wanted(request):
            sheets.check(len(own))
            table = sheets.targets(request, "targets", name.label(language), own, country)
            return await sheets.taken(request, format_, table)
        if len(own) <= sheets.MOST_ROWS:
            # "json" is a word for RDF at the address of a thing.
            downloads = [each for each in sheets.links(request) if each[0] != "JSON"]
    elif iri == DATASET.outcomes:
        downloads = sheets.links(request, local(request, "/queries/outcomes"))
    members: dict[Name, dict[Name, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in await rows(request, _MEMBERS, node):
        group = members[view.name(row.get("pillar"))]
        group[view.name(row["s"])].update(texts_of([row["d"]] if "d" in row else []))
    return await render_thing(
        request,
        "thing.html",
        name,
        found,
        scheme=next(iter(schemes), None),
        kind_label=", ".join(
            dict.fromkeys(
                called(view, kind.iri).label(language)
                for kind in types
                if isinstance(kind, Name) and kind.iri != DX.IndicatorStatement
            )
        ),
        members=[
            (pillar, sorted(group.items(), key=lambda item: view.order(item[0], language)))
            for pillar, group in sorted(
                members.items(),
                key=lambda item: (not item[0].labels, view.order(item[0], language)),
            )
        ],
        targets=own[:TARGETS],
        found=len(targets),
        downloads=downloads,
        covered=covered(basis, own) if own else "",
        tally=view.tally(targets.values(), language),
        definition=definition,
        statements=statements,
        incoming=[
            (called(view, p), sorted(names, key=lambda n: n.order(language))[:200], len(names))
            for p, names in sorted(incoming.items())
            if p not in _HIDDEN and p != SKOS.inScheme
        ],
        filter=_FILTERS.get(name.kind, ""),
        document_of=view.document_of,
        retired=await retired_of(request, view, iri),
        structured=_described(name, found, schemes, definition),
    )


_MEMBERS: Final = """SELECT ?s ?d ?pillar WHERE {
  ?s skos:inScheme ?_thing OPTIONAL { ?s skos:definition ?d }
  OPTIONAL { ?s dx:usualPillar ?pillar } }"""
"""Indicators are too many for one list; they stand by pillar."""


_HIDDEN: Final = {
    RDFS.label,
    RDFS.isDefinedBy,
    SKOS.prefLabel,
    SKOS.definition,
    SKOS.topConceptOf,
    SKOS.hasTopConcept,
    DX.order,
    SDMX_MEASURE.obsValue,
    ADMS["identifier"],
    ORG.classification,
    QUDT.hasUnit,
    PROV.used,
    PROV.generated,
    PROV.wasAttributedTo,
    # These follow from others that are shown.
    DX.pillar,
    DX.upstream,
    DX.downstream,
    PROV.wasDerivedFrom,
}
"""What a page says elsewhere, or twice."""


_FILTERS: Final = {
    "pillar": "pillar",
    "level": "level",
    "document-type": "type",
    "verdict": "verdict",
}
"""The kinds of concepts by which /explore filters, and its parameter for each."""


def _described(name: Name, found: Facts, schemes: list[Name], definition: dict[str, str]) -> Markup:
    """A thing to search engines: a data set, a term of a scheme, or just a thing with a name."""
    about = tagged(definition or found.texts(DCTERMS.description))
    if name.kind == "dataset":
        issued = day_of(found.one(DCTERMS.issued))
        return described(
            "Dataset",
            name,
            description=about,
            license=found.one(DCTERMS.license),
            datePublished=issued.isoformat() if isinstance(issued, date) else None,
            isPartOf={"@type": "Dataset", "@id": f"{BASE}data#graph"},
        )
    if schemes:
        return described("DefinedTerm", name, description=about, inDefinedTermSet=schemes[0].iri)
    return described("Thing", name, description=about)


def _part(view: View, iri: str) -> Name:
    """A thing that points to another; what has no label of its own goes by what it is a part of."""
    name = called(view, iri)
    whole, mark, part = iri.partition("#")
    if name.labels or not mark or not view.name(whole).labels:
        return name
    begin, comma, end = part.removeprefix("char=").partition(",")
    told = {"vi": f", ký tự {begin}–{end}", "en": f", characters {begin}–{end}"} if comma else {}
    labels = view.name(whole).labels
    return Name(iri, {tag: text + told.get(tag, "") for tag, text in labels.items()})
