"""Every IRI answers: /{kind}/{slug} is a page for a browser and RDF for a program.

The IRI that a path stands for is always https://w3id.org/dxgraph/ and the path, whatever the host
is that serves it. A fragment never reaches the server: targets are anchors of their document's
page, spans of their source's, and the RDF of the whole holds them too.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.bilingual import Both, Language
from dxgraph.curies import declared, shorten
from dxgraph.engine.protocol import Lane, Query
from dxgraph.errors import UnknownName
from dxgraph.formats import GRAPHS
from dxgraph.terms import (
    ADMS,
    AREA,
    AREA_CODE,
    BASE,
    CHANGE,
    DCAT,
    DCTERMS,
    DX,
    ELI,
    GRAPH,
    ORG,
    PROV,
    QB,
    QUDT,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SDMX_MEASURE,
    SKOS,
)
from dxgraph.web.http.answer import answering_of, respond
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.country import country_of
from dxgraph.web.pages.frame import language_of, local, render, structured
from dxgraph.web.pages.graph import Iri, Row, Text, rows
from dxgraph.web.pages.home import index_of
from dxgraph.web.pages.keeping import pages_router
from dxgraph.web.pages.measured import outcomes
from dxgraph.web.pages.paging import part_of
from dxgraph.web.pages.profile import beside, promises_measured, side_by_side
from dxgraph.web.pages.view import Name, Place, Target, View, view_of

_SIDES: Final = 40
"""How many lines of the matrix of former provinces stand on a page."""
_ROWS: Final = 50
"""How many targets of an area or an indicator stand on a page."""

EXTENSIONS = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml"}
"""The endings that an address may have, and the format that each means."""

_RECORD = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND (?_thing AS ?s) }
  UNION { ?s dx:statedIn ?_thing }
  UNION { ?s dx:linkFrom ?_thing }
  UNION { ?s nif:referenceContext ?_thing }
  UNION { ?t dx:statedIn ?_thing ; dx:evidence ?s }
  UNION { ?s rdfs:isDefinedBy ?_thing }
  UNION { ?s skos:inScheme ?_thing }
  UNION { ?_thing dx:hasCode ?s }
  UNION { ?s a dx:RetiredName FILTER (STRSTARTS(STR(?s), CONCAT(STR(?_thing), "#"))) }
  ?s ?p ?o .
}"""
"""A thing with its fragments and parts."""

_OUT = "SELECT ?p ?o WHERE { ?_thing ?p ?o }"
_IN = "SELECT ?s ?p WHERE { ?s ?p ?_thing }"
_PARTS = """SELECT ?s ?p ?o WHERE {
  { ?s dx:linkFrom ?_thing } UNION { ?s a dx:Claim ; dx:statedIn ?_thing } ?s ?p ?o }"""
_PROPERTIES = (DX.implements, DX.basedOn, DX.incorporatesTargetsOf, DX.revises, DX.supersedes)


def router() -> APIRouter:
    routes = pages_router()
    routes.add_api_route(
        "/{kind}/{slug:path}",
        thing,
        methods=["GET", "HEAD"],
        include_in_schema=False,
        response_model=None,
    )
    return routes


async def thing(request: Request, kind: str, slug: str) -> Response:
    """Raises UnknownName, which proposes near names, for a path that is no thing of ours."""
    stem, dot, ending = slug.rpartition(".")
    extension = ending if dot and ending in EXTENSIONS else ""
    iri = f"{BASE}{kind}/{stem if extension else slug}"
    if iri.startswith(GRAPH):
        info = await answering_of(request).snapshot()
        if iri in info.graphs:
            return RedirectResponse(local(request, "/graphs", graph=iri), status_code=303)
    page = not extension and wants_page(call_of(request).accept, GRAPHS)
    if not await _exists(request, iri):
        raise await _unknown(request, kind, stem if extension else slug)
    if not page:
        return await record(request, iri, EXTENSIONS.get(extension))
    view = await view_of(request)
    retired = any(name.iri == iri for name in await _retired(request, view, iri))
    page_of = _thing_page if retired else _PAGES.get(kind, _thing_page)
    shown = await page_of(request, view, iri)
    shown.headers["Link"] = ", ".join(
        f'<{local(request, f"/{kind}/{slug}.{ending}")}>; rel="alternate"; type="{media}"'
        for ending, media in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"))
    )
    return shown


async def record(request: Request, iri: str, format_: str | None) -> Response:
    """A thing in RDF, with its fragments: targets, links, spans."""
    query = Query(declared(_RECORD), bindings={"_thing": ox.NamedNode(iri)}, lane=Lane.RESERVED)
    return await respond(request, query, wanted=[format_] if format_ else None)


async def _exists(request: Request, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:  # no IRI at all, such as one with "<"
        return False
    found = await rows(
        request,
        "SELECT ?p WHERE { { ?_thing ?p ?o } UNION { ?s ?p ?_thing } "
        "UNION { ?s rdfs:isDefinedBy ?_thing BIND (rdfs:isDefinedBy AS ?p) } } LIMIT 1",
        {"_thing": node},
    )
    return bool(found)


async def _unknown(request: Request, kind: str, slug: str) -> UnknownName:
    view = await view_of(request)
    wanted = f"{kind}/{slug}".rstrip("/")
    known = [
        iri.removeprefix(BASE)
        for iri in view.names
        # Codes and changes are parts of what somebody looks for.
        if iri.startswith(BASE) and "#" not in iri and not iri.startswith((AREA_CODE, CHANGE))
    ]
    # Of the kind that was asked for first: that part of an address is seldom wrong.
    like = [path for path in known if path.startswith(f"{kind}/")]
    near = difflib.get_close_matches(wanted, like, n=6, cutoff=0.7)
    near += difflib.get_close_matches(wanted, known, n=6, cutoff=0.65 if not near else 0.8)
    if len(near) < 3:
        # Words that only the name of a thing has: /indicator/kinh-te-so.
        found = (await index_of(request)).names.search(slug.replace("-", " "), limit=500)
        paths = [hit.entry.iri.removeprefix(BASE) for hit in found]
        near += sorted((p for p in paths if p in known), key=lambda p: p not in like)
    near = list(dict.fromkeys(near))[:6]
    listed = ", ".join(f"/{name}" for name in near)
    return UnknownName(
        Both(f"Không có gì ở /{wanted}.", f"There is nothing at /{wanted}."),
        remedy=Both(
            f"Gần giống: {listed}." if near else "Hãy tìm ở /search.",
            f"Near: {listed}." if near else "Search at /search.",
        ),
        near=[{"iri": BASE + name, "path": f"/{name}"} for name in near],
    )


_RETIRED = """SELECT ?name ?next ?note WHERE {
  ?name a dx:RetiredName
  FILTER (?name = ?_thing || STRSTARTS(STR(?name), CONCAT(STR(?_thing), "#")))
  OPTIONAL { ?name dcterms:isReplacedBy ?next } OPTIONAL { ?name skos:changeNote ?note }
} ORDER BY ?name ?next"""


@dataclass(frozen=True, slots=True)
class Retired:
    """A name that is used no more: what comes instead, or why nothing does."""

    iri: str
    name: Name
    successors: list[Name]
    notes: dict[str, str]


async def _retired(request: Request, view: View, iri: str) -> list[Retired]:
    """The retired names among a thing and its fragments."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(request, _RETIRED, {"_thing": ox.NamedNode(iri)}):
        found[row["name"]].append(row)
    return [
        Retired(
            name,
            view.name(name),
            _names(view, list(dict.fromkeys(row["next"] for row in of_name if "next" in row))),
            _texts([row["note"] for row in of_name if "note" in row]),
        )
        for name, of_name in found.items()
    ]


def _grouped(found: list[Row]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        grouped[row["p"]].append(row["o"])
    return grouped


def _texts(values: list[Any]) -> dict[str, str]:
    return {value.language: str(value) for value in values if isinstance(value, Text)}


def _one(grouped: dict[str, list[Any]], property_: str) -> Any:
    return next(iter(grouped.get(property_, ())), None)


def _names(view: View, values: list[Any]) -> list[Name]:
    return [view.name(value) for value in values if isinstance(value, Iri)]


async def _facts(request: Request, iri: str) -> dict[str, list[Any]]:
    return _grouped(await rows(request, _OUT, {"_thing": ox.NamedNode(iri)}))


# --- Documents --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a document is."""

    type: Name
    number: str
    title: str
    date: Any
    undated: dict[str, str]
    issuer: Name
    territory: Name
    first: int | None
    last: int | None
    """The years of the period that it plans."""
    horizon: int | None
    """The year that it looks to beyond that period."""
    confidence: Name
    extent: Name
    sources: list[Name]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editorial link: who the editors think this document goes with, and why."""

    fragment: str
    document: Name
    reason: dict[str, str]
    confidence: Name


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim: what a text says wrongly or in contradiction."""

    fragment: str
    labels: dict[str, str]
    note: dict[str, str]
    contradicts: str
    evidence: str


def document_facts(view: View, found: dict[str, list[Any]]) -> DocumentFacts:
    def year(property_: str) -> int | None:
        value = _one(found, property_)
        return value.year if isinstance(value, date) else None

    return DocumentFacts(
        type=view.name(_one(found, ELI.type_document)),
        number=str(_one(found, ELI.id_local) or ""),
        title=str(_one(found, ELI["title"]) or ""),
        date=_one(found, ELI.date_document),
        undated=_texts(found.get(DX.undatedNote, [])),
        issuer=view.name(_one(found, ELI.passed_by)),
        territory=view.name(_one(found, DX.territory)),
        first=year(DX.periodStart),
        last=year(DX.periodEnd),
        horizon=year(DX.orientationTo),
        confidence=view.name(_one(found, DX.confidence)),
        extent=view.name(_one(found, DX.readingExtent)),
        sources=_names(view, sorted(found.get(DX.reportedIn, []))),
        notes=_texts(found.get(SKOS.editorialNote, [])),
    )


async def _document_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await _facts(request, iri)
    facts = document_facts(view, found)
    incoming = await rows(request, _IN, node)
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(request, _PARTS, node):
        parts[row["s"]].append(row)

    targets = view.shown([t for t in view.targets if t.document.iri == iri], language)
    groups: dict[tuple[Name, bool], list[Target]] = {}
    for target in targets:
        groups.setdefault((target.pillar, target.pillar_stated), []).append(target)
    provincial = any(t.standing for t in targets)
    columns = ("indicator", "level", "year", *(("national",) if provincial else ()))

    editorial, claims = [], []
    for part, part_rows in sorted(parts.items()):
        grouped = _grouped(part_rows)
        fragment = part.rpartition("#")[2]
        if DX.EditorialLink in grouped[RDF.type]:
            editorial.append(
                Judgement(
                    fragment,
                    view.name(_one(grouped, DX.linkTo)),
                    _texts(grouped.get(DX.reason, [])),
                    view.name(_one(grouped, DX.confidence)),
                )
            )
        elif DX.Claim in grouped[RDF.type]:
            claims.append(
                Mention(
                    fragment,
                    _texts(grouped.get(RDFS.label, [])),
                    _texts(grouped.get(SKOS.editorialNote, [])),
                    str(_one(grouped, DX.contradicts) or ""),
                    str(_one(grouped, DX.evidence) or ""),
                )
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
    return await render(
        request,
        "document.html",
        title=name.label(language),
        iri=iri,
        path=iri.removeprefix(BASE.rstrip("/")),
        slug=name.slug,
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
        tally=view.tally(targets, language),
        claims=claims,
        retired=await _retired(request, view, iri),
        structured=structured(_legislation(iri, name, facts)),
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


async def document_types(request: Request, view: View) -> dict[str, Name]:
    """The type of each document."""
    found = await rows(request, "SELECT ?d ?t WHERE { ?d eli:type_document ?t }")
    return {row["d"]: view.name(row["t"]) for row in found}


def _legislation(iri: str, name: Name, facts: DocumentFacts) -> dict[str, object]:
    """The document as schema.org's Legislation."""
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": iri,
        "name": [{"@language": tag, "@value": text} for tag, text in name.labels.items()],
        "legislationIdentifier": facts.number or None,
        "legislationDate": facts.date.isoformat() if isinstance(facts.date, date) else None,
        "headline": facts.title or None,
        "inLanguage": "vi",
        "legislationPassedBy": _agent(facts.issuer),
        "legislationJurisdiction": (
            {"@type": "AdministrativeArea", "@id": facts.territory.iri} if facts.territory else None
        ),
    }


def _agent(name: Name) -> dict[str, object] | None:
    if not name:
        return None
    return {"@type": "GovernmentOrganization", "@id": name.iri, "name": name.labels.get("vi", "")}


# --- Areas ------------------------------------------------------------------------------------

_AREA = """SELECT ?relation ?area ?from ?to WHERE {
  { ?_thing dx:succeededBy ?area BIND ("successor" AS ?relation) }
  UNION { ?area dx:succeededBy ?_thing BIND ("predecessor" AS ?relation) }
  UNION { ?_thing dx:within ?area BIND ("within" AS ?relation) }
  UNION { ?area dx:within ?_thing BIND ("part" AS ?relation) }
  OPTIONAL { ?area dx:validFrom ?from } OPTIONAL { ?area dx:validTo ?to }
}"""
_AREA_CHANGES = """SELECT DISTINCT ?change ?on ?basis WHERE {
  { ?change dx:changedArea ?_thing } UNION { ?change dx:resultingArea ?_thing }
  OPTIONAL { ?change dx:changedOn ?on } OPTIONAL { ?change dx:legalBasis ?basis } } ORDER BY ?on"""
_AREA_CODES = """SELECT ?code ?system ?notation ?confidence ?note WHERE {
  ?_thing dx:hasCode ?code . ?code dx:codeSystem ?system ; skos:notation ?notation .
  OPTIONAL { ?code dx:confidence ?confidence } OPTIONAL { ?code skos:editorialNote ?note } }
ORDER BY ?system ?code"""
_AREA_DOCUMENTS = """SELECT ?document ?date WHERE {
  ?document dx:territory ?_thing OPTIONAL { ?document eli:date_document ?date } }
ORDER BY ?date ?document"""


async def _area_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await _facts(request, iri)
    relations: dict[str, list[Name]] = defaultdict(list)
    for row in await rows(request, _AREA, node):
        name = view.name(row["area"])
        if name not in relations[row["relation"]]:
            relations[row["relation"]].append(name)
    for names in relations.values():
        names.sort(key=lambda name: name.order(language))
    own = [t for t in view.targets if t.area.iri == iri]
    predecessors = {name.iri for name in relations["predecessor"]}
    inherited = [t for t in view.targets if t.area.iri in predecessors]
    provincial = any(t.standing for t in own + inherited)
    national = ("national",) if provincial else ()
    several = ("document",) if len({t.document for t in own}) > 1 else ()
    name = view.name(iri)
    documents = [
        (view.name(row["document"]), row.get("date"))
        for row in await rows(request, _AREA_DOCUMENTS, node)
    ]
    country = await country_of(request)
    measured = await outcomes(request, view)
    before = [view.name(p) for p in sorted(predecessors)]
    sides = side_by_side(view, sorted(predecessors), language) if len(before) > 1 else []
    return await render(
        request,
        "area.html",
        title=name.label(language),
        iri=iri,
        path=iri.removeprefix(BASE.rstrip("/")),
        slug=name.slug,
        kinds=[view.name(k) for k in found.get(RDF.type, []) if k.startswith(DX) and k != DX.Area],
        valid_from=_one(found, DX.validFrom),
        valid_to=_one(found, DX.validTo),
        notes=_texts(found.get(SKOS.editorialNote, [])),
        relations=relations,
        changes=[
            (view.name(row["change"]), row.get("on"), view.name(row.get("basis")))
            for row in await rows(request, _AREA_CHANGES, node)
        ],
        codes=_codes(view, await rows(request, _AREA_CODES, node)),
        documents=documents,
        # Our silence about a province is not the province's.
        unknown=DX.Province in found.get(RDF.type, []) and not own,
        part=part_of(request, view.shown(own, language), _ROWS),
        targets_tally=view.tally(own, language),
        profile=beside(view, country, iri, measured, language),
        before=before,
        sides=part_of(request, sides, _SIDES, "sides"),
        inherited=part_of(
            request, [] if sides else view.shown(inherited, language), _ROWS, "inherited"
        ),
        inherited_tally=view.tally(inherited, language),
        columns=("indicator", "level", "year", *several, *national),
        inherited_columns=("area", "indicator", "level", "year", *national),
        outcomes=[o for o in measured if o.area.iri in {iri, *predecessors}],
        charted=promises_measured(view, measured, {iri, *predecessors}) != [],
        structured=structured(
            {
                "@context": "https://schema.org",
                "@type": "AdministrativeArea",
                "@id": iri,
                "name": [{"@language": t, "@value": text} for t, text in name.labels.items()],
            }
        ),
    )


def _codes(view: View, found: list[Row]) -> list[dict[str, Any]]:
    codes: dict[str, dict[str, Any]] = {}
    for row in found:
        code = codes.setdefault(
            row["code"],
            {
                "system": view.name(row["system"]),
                "notation": str(row["notation"]),
                "confidence": view.name(row.get("confidence")),
                "note": {},
            },
        )
        if isinstance(row.get("note"), Text):
            code["note"][row["note"].language] = str(row["note"])
    return list(codes.values())


# --- Indicators, bodies, sources, everything else ---------------------------------------------


async def _indicator_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    found = await _facts(request, iri)
    name = view.name(iri)
    targets = [t for t in view.targets if t.indicator.iri == iri]
    country = AREA["viet-nam"]

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

    return await render(
        request,
        "indicator.html",
        title=name.label(language),
        iri=iri,
        path=iri.removeprefix(BASE.rstrip("/")),
        slug=name.slug,
        definition=_texts(found.get(SKOS.definition, [])),
        notes=_texts(found.get(SKOS.editorialNote, []) or found.get(SKOS.scopeNote, [])),
        others=sorted({str(v) for v in found.get(SKOS.altLabel, []) if v.language == language}),
        pillar=view.name(_one(found, DX.usualPillar)),
        unit=view.name(_one(found, DX.unit)),
        direction=view.name(_one(found, DX.direction)),
        near=_names(view, sorted(set(found.get(SKOS.closeMatch, [])))),
        charted=any(t.value is not None for t in targets if t.area.iri != country),
        national=ordered([t for t in targets if t.area.iri == country]),
        part=part_of(request, ordered([t for t in targets if t.area.iri != country]), _ROWS),
        outcomes=[o for o in await outcomes(request, view) if o.indicator.iri == iri],
        structured=structured(
            {
                "@context": "https://schema.org",
                "@type": "DefinedTerm",
                "@id": iri,
                "name": [{"@language": t, "@value": text} for t, text in name.labels.items()],
                "termCode": name.slug,
                "inDefinedTermSet": BASE + "scheme/indicators",
            }
        ),
    )


_BODY_EVENTS = """SELECT DISTINCT ?event ?on ?basis ?role ?other WHERE {
  { ?event org:originalOrganization ?_thing ; org:resultingOrganization ?other
    BIND ("successor" AS ?role) }
  UNION { ?event org:resultingOrganization ?_thing ; org:originalOrganization ?other
    BIND ("predecessor" AS ?role) }
  OPTIONAL { ?event dx:changedOn ?on } OPTIONAL { ?event dx:legalBasis ?basis }
} ORDER BY ?on ?other"""
_BODY_DOCUMENTS = """SELECT ?document ?date WHERE {
  ?document eli:passed_by ?_thing OPTIONAL { ?document eli:date_document ?date } }
ORDER BY ?date ?document"""


_OWED = """SELECT DISTINCT ?d WHERE {
  ?_thing (^org:resultingOrganization/org:originalOrganization)* ?body .
  ?d eli:passed_by ?body }"""


async def documents_of_body(request: Request, body: str) -> set[str]:
    """The documents that a body issued, or those that it goes on from."""
    try:
        node = ox.NamedNode(body)
    except ValueError:
        return set()
    return {row["d"] for row in await rows(request, _OWED, {"_thing": node})}


async def _owed(
    request: Request, view: View, body: str
) -> list[tuple[int, list[tuple[Name, int]]]]:
    """By year, the documents that a body issued, or those before it, with how many of their targets
    fall due then."""
    documents = await documents_of_body(request, body)
    found: dict[int, dict[Name, int]] = defaultdict(lambda: defaultdict(int))
    for target in view.targets:
        if target.year and target.document.iri in documents:
            found[target.year][target.document] += 1
    return [(year, list(of_year.items())) for year, of_year in sorted(found.items())]


async def _body_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await _facts(request, iri)
    name = view.name(iri)
    parents = [*found.get(ORG.unitOf, []), *found.get(ORG.subOrganizationOf, [])]
    return await render(
        request,
        "body.html",
        title=name.label(language),
        iri=iri,
        path=iri.removeprefix(BASE.rstrip("/")),
        kind=view.name(_one(found, DX.bodyKind)),
        branch=view.name(_one(found, DX.branch)),
        jurisdiction=view.name(_one(found, DX.jurisdiction)),
        abbreviation=str(_one(found, DX.abbreviation) or ""),
        parents=_names(view, sorted(set(parents))),
        valid_from=_one(found, DX.validFrom),
        valid_to=_one(found, DX.validTo),
        confidence=view.name(_one(found, DX.confidence)),
        notes=_texts(found.get(SKOS.editorialNote, [])),
        events=[
            (row.get("on"), row["role"], view.name(row["other"]), view.name(row.get("basis")))
            for row in await rows(request, _BODY_EVENTS, node)
        ],
        documents=[
            (view.name(row["document"]), row.get("date"))
            for row in await rows(request, _BODY_DOCUMENTS, node)
        ],
        owed=await _owed(request, view, iri),
        structured=structured(
            {"@context": "https://schema.org", "@id": iri, **(_agent(name) or {})}
        ),
    )


_SPANS = """SELECT ?span ?class ?begin ?end ?figure ?digest ?reason ?mentions WHERE {
  VALUES ?class { dx:EvidenceSpan dx:ExplainedNumber }
  ?span a ?class ; nif:referenceContext ?_thing ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    dx:printedFigure ?figure ; dx:passageSha256 ?digest .
  OPTIONAL { ?span dx:numberReason ?reason } OPTIONAL { ?span dx:mentionsDocument ?mentions }
} ORDER BY ?begin ?end"""


async def _source_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await _facts(request, iri)
    name = view.name(iri)
    used: dict[str, list[Target]] = defaultdict(list)
    for target in view.targets:
        for place in target.places:
            used[place.iri].append(target)
    spans, numbers = [], []
    for row in await rows(request, _SPANS, node):
        place = Place(
            row["span"], name, str(row["figure"]), row["begin"], row["end"], str(row["digest"])
        )
        if row["class"] == DX.EvidenceSpan:
            spans.append((place, used.get(row["span"], [])))
        else:
            numbers.append((place, view.name(row["reason"]), view.name(row.get("mentions"))))
    return await render(
        request,
        "source.html",
        title=name.label(language),
        iri=iri,
        path=iri.removeprefix(BASE.rstrip("/")),
        headline=str(_one(found, DCTERMS["title"]) or ""),
        addresses=[str(v) for v in sorted(found.get(DX.address, []))],
        issued=_one(found, DCTERMS.issued),
        digest=str(_one(found, DX.sha256) or ""),
        length=_one(found, DX.length),
        confidence=view.name(_one(found, DX.confidence)),
        notes=_texts(found.get(SKOS.editorialNote, [])),
        spans=spans,
        numbers=numbers,
        attested=view.shown(used.get(iri, []), language),
        retired=await _retired(request, view, iri),
        structured=structured(
            {
                "@context": "https://schema.org",
                "@type": "CreativeWork",
                "@id": iri,
                "name": [{"@language": t, "@value": text} for t, text in name.labels.items()],
                "url": next((str(v) for v in sorted(found.get(DX.address, []))), None),
            }
        ),
    )


async def _thing_page(request: Request, view: View, iri: str) -> Response:
    language = language_of(request)
    node = {"_thing": ox.NamedNode(iri)}
    found = await _facts(request, iri)
    name = view.name(iri)
    definition = _texts(found.get(SKOS.definition, []))
    types = _readable(view, RDF.type, found.pop(RDF.type, []), language)
    schemes = _names(view, found.pop(SKOS.inScheme, []))
    if [str(v) for v in found.get(SKOS.notation, [])] == [name.slug]:
        # No more than the end of the address.
        del found[SKOS.notation]
    statements = [
        (_property(view, property_), _readable(view, property_, values, language))
        for property_, values in sorted(found.items())
        if property_ not in _HIDDEN
    ]
    incoming: dict[str, list[Name]] = defaultdict(list)
    targets: dict[str, Target] = {}
    for row in await rows(request, _IN, node):
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
    members: dict[Name, dict[str, str]] = defaultdict(dict)
    for row in await rows(request, _MEMBERS, node):
        members[view.name(row["s"])].update(_texts([row["d"]] if "d" in row else []))
    return await render(
        request,
        "thing.html",
        title=name.label(language),
        iri=iri,
        path=iri.removeprefix(BASE.rstrip("/")),
        scheme=next(iter(schemes), None),
        kind_label=", ".join(
            dict.fromkeys(
                _property(view, kind.iri).label(language)
                for kind in types
                if isinstance(kind, Name) and kind.iri != DX.IndicatorStatement
            )
        ),
        members=sorted(members.items(), key=lambda item: view.order(item[0], language)),
        targets=view.shown(list(targets.values()), language)[:_MOST_TARGETS],
        found=len(targets),
        tally=view.tally(targets.values(), language),
        definition=definition,
        statements=statements,
        incoming=[
            (_property(view, p), sorted(names, key=lambda n: n.order(language))[:200], len(names))
            for p, names in sorted(incoming.items())
            if p not in _HIDDEN and p != SKOS.inScheme
        ],
        filter=_FILTERS.get(name.kind, ""),
        slug=name.slug,
        compact=shorten,
        document_of=view.document_of,
        retired=await _retired(request, view, iri),
        structured=structured(_described(iri, name, found, schemes, definition)),
    )


_MOST_TARGETS: Final = 60
_MEMBERS: Final = """SELECT ?s ?d WHERE {
  ?s skos:inScheme ?_thing OPTIONAL { ?s skos:definition ?d } }"""

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

_COMMON: Final = {
    RDF.type: ("loại", "type"),
    RDFS.comment: ("mô tả", "description"),
    RDFS.seeAlso: ("xem thêm", "see also"),
    RDFS.subClassOf: ("lớp con của", "sub-class of"),
    RDFS.subPropertyOf: ("thuộc tính con của", "sub-property of"),
    RDFS.domain: ("nói về", "said of"),
    RDFS.range: ("giá trị là", "its values are"),
    SKOS.inScheme: ("thuộc danh mục", "in the scheme"),
    SKOS.notation: ("ký hiệu", "notation"),
    SKOS.altLabel: ("còn gọi là", "also called"),
    SKOS.broader: ("khái niệm rộng hơn", "broader"),
    SKOS.narrower: ("khái niệm hẹp hơn", "narrower"),
    SKOS.closeMatch: ("gần với", "close to"),
    SKOS.member: ("gồm", "members"),
    SKOS.exactMatch: ("trùng với", "the same as"),
    SKOS.scopeNote: ("phạm vi dùng", "scope"),
    SKOS.editorialNote: ("ghi chú", "note"),
    DCTERMS["title"]: ("tên", "title"),
    DCTERMS.description: ("mô tả", "description"),
    DCTERMS.creator: ("người lập", "creator"),
    DCTERMS.publisher: ("người công bố", "publisher"),
    DCTERMS.issued: ("ngày công bố", "published"),
    DCTERMS.license: ("giấy phép", "licence"),
    DCTERMS.source: ("nguồn", "source"),
    DCTERMS.modified: ("sửa đổi", "changed"),
    ELI.type_document: ("loại văn bản", "type of document"),
    ELI.passed_by: ("cơ quan ban hành", "issued by"),
    ORG.originalOrganization: ("cơ quan trước", "body before"),
    ORG.resultingOrganization: ("cơ quan sau", "body after"),
    PROV.Agent: ("bên chịu trách nhiệm", "who is responsible"),
    DCAT.Dataset: ("bộ dữ liệu", "data set"),
    QB.DataSet: ("bộ dữ liệu", "data set"),
    QB.DataStructureDefinition: ("cấu trúc dữ liệu", "data structure"),
    QB.component: ("gồm", "made of"),
    SDMX_DIMENSION.refArea: ("địa bàn", "area"),
    SDMX_DIMENSION.refPeriod: ("năm", "year"),
    SKOS.Concept: ("khái niệm", "concept"),
    SKOS.Collection: ("nhóm theo chủ đề", "group by subject"),
    SKOS.ConceptScheme: ("danh mục", "code list"),
    SDMX_ATTRIBUTE.unitMeasure: ("đơn vị đo", "unit of measure"),
    QB.codeList: ("dùng làm danh mục mã của", "the code list of"),
    QB.structure: ("cấu trúc", "structure"),
    QB.dataSet: ("thuộc bộ dữ liệu", "in the data set"),
}
"""Properties of other vocabularies that stand on many pages, in words."""


_FILTERS: Final = {
    "pillar": "pillar",
    "level": "level",
    "document-type": "type",
    "verdict": "verdict",
}
"""The kinds of concepts by which /explore filters, and its parameter for each."""


def _property(view: View, iri: str) -> Name:
    vi, en = _COMMON.get(iri, ("", ""))
    return view.names.get(iri) or Name(iri, {"vi": vi, "en": en} if vi else {})


def _described(
    iri: str,
    name: Name,
    found: dict[str, list[Any]],
    schemes: list[Name],
    definition: dict[str, str],
) -> dict[str, object]:
    """A thing to search engines: a data set, a term of a scheme, or just a thing with a name."""

    def said(texts: Mapping[str, str]) -> list[dict[str, str]] | None:
        return [{"@language": tag, "@value": text} for tag, text in texts.items()] or None

    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Thing",
        "@id": iri,
        "name": said(name.labels),
        "description": said(definition or _texts(found.get(DCTERMS.description, []))),
    }
    if name.kind == "dataset":
        issued = _day(_one(found, DCTERMS.issued))
        data["@type"] = "Dataset"
        data["license"] = _one(found, DCTERMS.license)
        data["datePublished"] = issued.isoformat() if isinstance(issued, date) else None
        data["isPartOf"] = {"@type": "Dataset", "@id": f"{BASE}data#graph"}
    elif schemes:
        data["@type"] = "DefinedTerm"
        data["inDefinedTermSet"] = schemes[0].iri
    return data


def _part(view: View, iri: str) -> Name:
    """A thing that points to another; what has no label of its own goes by what it is a part of."""
    name = _property(view, iri)
    whole, mark, part = iri.partition("#")
    if name.labels or not mark or not view.name(whole).labels:
        return name
    begin, comma, end = part.removeprefix("char=").partition(",")
    told = (
        {"vi": f", ký tự {begin}–{end}", "en": f", characters {begin}–{end}"}
        if comma
        else {"vi": "", "en": ""}
    )
    labels = view.name(whole).labels
    return Name(iri, {tag: text + told.get(tag, "") for tag, text in labels.items()})


def _readable(view: View, property_: str, values: list[Any], language: Language) -> list[Any]:
    """Values for a reader: things by name; of texts in several languages, those in the reader's."""
    if property_ == RDF.type:
        # A class of ours says more than one of a general vocabulary.
        values = [value for value in values if value.startswith(DX)] or values
    if property_ == SDMX_DIMENSION.refPeriod:
        # The year 2025 is no quantity of 2.025.
        values = [str(value) for value in values]
    elif property_ in (DCTERMS.issued, DCTERMS.modified):
        values = [_day(value) for value in values]
    texts = {value.language for value in values if isinstance(value, Text)}
    return [
        view.name(value) if isinstance(value, Iri) else value
        for value in values
        if not (isinstance(value, Text) and language in texts and value.language == language.other)
    ]


def _day(value: Any) -> Any:
    """The day of a point in time."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else value
    except ValueError:
        return value


_PAGES = {
    "document": _document_page,
    "area": _area_page,
    "indicator": _indicator_page,
    "body": _body_page,
    "source": _source_page,
}
