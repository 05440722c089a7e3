"""The card of a target: /document/{document}/{target} says of one figure all that there is to say.

A target's IRI is a fragment of its document's, which never reaches a server; the card's address is
the same with a stroke for the sign of the fragment. Figures everywhere lead here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.bilingual import Language
from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query
from dxgraph.errors import UnknownName
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.model.targets import SAID
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import DOCUMENT, DX, VIET_NAM
from dxgraph.units import behind
from dxgraph.web.http.answer import answering_of, content, respond
from dxgraph.web.http.negotiation import wants_page
from dxgraph.web.http.request import base_of, call_of
from dxgraph.web.pages.shared.country import Country, basis_of, country_of, kin_of
from dxgraph.web.pages.shared.frame import alternates, card_path, language_of, local, render
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.measured import outcomes
from dxgraph.web.pages.shared.view import view_of
from dxgraph.web.pages.things.citing import FORMS, Citation
from dxgraph.web.pages.things.facts import EXTENSIONS, described, each_of, facts_of, readable
from dxgraph.web.words import phrase

_RECORD: Final = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND (?_thing AS ?s) } UNION { ?_thing dx:evidence|dx:attestedAt ?s }
  UNION { ?s dx:compares ?_thing } UNION { ?s dx:of ?_thing }
  ?s ?p ?o .
}"""
_COMPARED: Final = """SELECT ?national ?verdict ?yardstick ?day WHERE {
  ?comparison dx:compares ?_thing ; dx:against ?national ; dx:verdict ?verdict .
  ?national dx:statedIn ?yardstick OPTIONAL { ?yardstick eli:date_document ?day }
  # A yardstick that was replaced before the deadline says nothing of it; of some nobody knows.
  FILTER NOT EXISTS { ?comparison dx:inForceAtDeadline false }
  BIND (EXISTS { ?_thing dx:firstComparison ?comparison } AS ?first)
} ORDER BY DESC(?first) ?day ?yardstick ?national"""
_PROGRESS: Final = """SELECT ?s ?p ?o WHERE {
  ?s dx:of ?_thing ; dx:progressState ?state ; dx:asOf ?day ; ?p ?o } ORDER BY ?s"""
_SOURCES: Final = """SELECT ?source ?title ?issued ?publisher ?address ?note WHERE {
  { ?_thing dx:attestedAt ?source }
  UNION { ?_thing dx:evidence ?span . ?span nif:referenceContext ?source }
  OPTIONAL { ?source dcterms:title ?title } OPTIONAL { ?source dcterms:issued ?issued }
  OPTIONAL { ?source dcterms:publisher ?publisher } OPTIONAL { ?source dx:address ?address }
  OPTIONAL { ?source skos:editorialNote ?note }
} ORDER BY ?source ?address"""


_FEW: Final = 3
"""So many places and other promises stand in sight."""
_TOLD: Final = SAID | {DX.firstComparison, DX.firstPlace, DX.pillar, DX.readFromContext}
"""What the card says of a target in a place of its own, or what is there for programs."""


def statements_of(
    view: View, found: Mapping[str, list[Any]], language: Language
) -> list[tuple[Name, list[Any]]]:
    """What else our vocabulary says of a target: a property that is declared is shown, by its name,
    with nothing written for it here."""
    return [
        (view.name(property_), readable(view, property_, values, language))
        for property_, values in sorted(found.items())
        if property_.startswith(DX) and property_ not in _TOLD
    ]


@dataclass(slots=True)
class Report:
    """A text or page that prints a figure."""

    name: Name
    title: str = ""
    issued: Any = None
    publisher: str = ""
    address: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def cited(self, language: Language) -> str:
        day = language.day(self.issued) if self.issued else ""
        parts = (self.publisher, f"“{self.title or self.name.label(language)}”", day, self.address)
        return ", ".join(part for part in parts if part)


def apart(gap: Any, unit: str, language: Language) -> str:
    """How far a figure and what was measured lie apart, with the unit of a difference."""
    if unit == "percent":
        return language.counted(abs(gap), "điểm phần trăm", "percentage point")
    if unit == "rank":
        return language.counted(abs(gap), "bậc", "place")
    return language.number(abs(gap)) + behind(unit, language)


async def card(request: Request, slug: str, fragment: str) -> Response:
    """A page, RDF of the target with its places and standings, or a citation, by the ending.

    Raises UnknownName for a fragment that the document does not have.
    """
    view = await view_of(request)
    name, ending = _parted(fragment)
    target = view.by_iri.get(f"{DOCUMENT[slug]}#{name}")
    if target is None:
        if f"{DOCUMENT[slug]}#{name}" in view.names:
            # A contradiction or an editors' link: these are told on the document's page.
            return RedirectResponse(local(request, f"/document/{slug}#{name}"), 303)
        raise UnknownName(message("no-target-of-document", slug=slug, name=name))
    if ending in FORMS:
        return await _cited(request, view, target, ending)
    if ending or not wants_page(call_of(request).accept, GRAPHS):
        bindings = {"_thing": ox.NamedNode(target.iri)}
        query = Query(declared(_RECORD), bindings=bindings, lane=Lane.RESERVED)
        return await respond(request, query, wanted=[EXTENSIONS[ending]] if ending else None)
    return await _page(request, view, target)


def _parted(fragment: str) -> tuple[str, str]:
    """A fragment and the ending of a form of it, if it has one."""
    for ending in (*EXTENSIONS, *FORMS):
        if fragment.endswith(f".{ending}"):
            return fragment.removesuffix(f".{ending}"), ending
    return fragment, ""


async def _page(request: Request, view: View, target: Target) -> Response:
    _, country, language = await basis_of(request)
    node = {"_thing": ox.NamedNode(target.iri)}
    measured = await outcomes(request, view)
    progress = next(iter((await each_of(request, view, _PROGRESS, target.iri)).values()), None)
    kin = kin_of(country, target.area.iri)
    reports = await _reports(request, view, target)
    citation = await _citation(request, country, target, reports)
    title = f"{target.area.label(language)}: {target.indicator.label(language)}"
    path = card_path(target.iri)
    return await render(
        request,
        "card.html",
        link=f"{alternates(request, path)}, <{local(request, f'{path}.bib')}>; "
        'rel="describedby"; type="application/x-bibtex"',
        title=title,
        t=target,
        path=path,
        iri=target.iri,
        document=country.documents.get(target.document.iri),
        reports=reports,
        statements=statements_of(view, await facts_of(request, view, target.iri), language),
        compared=[
            {
                "yardstick": view.name(row["yardstick"]),
                "national": view.by_iri.get(row["national"]),
                "verdict": view.name(row["verdict"]),
            }
            for row in await rows(request, _COMPARED, node)
        ],
        progress=progress,
        reached=next((o for o in measured if progress and o.iri == progress.one(DX.by)), None),
        apart=apart,
        measured=[o for o in measured if o.indicator == target.indicator and o.area.iri in kin],
        history=_history(view, country, target, kin),
        citation=citation,
        forms=list(FORMS),
        few=_FEW,
        ranked=_ranked(view, country, target),
        address=citation.address,
        structured=described(
            "Observation",
            target,
            isBasedOn=target.document.iri,
            observationDate=target.deadline.isoformat() if target.deadline else None,
        ),
    )


async def _reports(request: Request, view: View, target: Target) -> list[Report]:
    found: dict[str, Report] = {}
    for row in await rows(request, _SOURCES, {"_thing": ox.NamedNode(target.iri)}):
        report = found.setdefault(row["source"], Report(view.name(row["source"])))
        report.title = report.title or str(row.get("title", ""))
        report.issued = report.issued or row.get("issued")
        publisher = row.get("publisher")
        report.publisher = report.publisher or (str(publisher) if publisher else "")
        report.address = report.address or str(row.get("address", ""))
        if "note" in row:
            report.notes[getattr(row["note"], "language", "vi")] = str(row["note"])
    return list(found.values())


def _ranked(view: View, country: Country, target: Target) -> dict[str, object]:
    """What the address of the ranking of a target's indicator asks for; nothing where no province
    has one."""
    own = [
        t
        for t in view.of("indicator", target.indicator.iri)
        if t.area.iri in country.areas and t.area.iri != VIET_NAM
    ]
    if any((t.year, t.level) == (target.year, target.level) for t in own):
        return {"year": target.year, "level": target.level.slug}
    return {"when": ""} if own else {}


def _history(view: View, country: Country, target: Target, kin: set[str]) -> list[Target]:
    """The same promise elsewhere: of the same indicator and level, in the area's other documents
    and years, in the order of the documents' days."""

    def order(other: Target) -> tuple[object, ...]:
        return country.day_of(other, date.max), other.deadline or date.max, other.iri

    found = [
        t
        for t in view.of("area", *kin)
        if t.indicator == target.indicator and t.level == target.level
    ]
    return sorted(found, key=order) if len(found) > 1 else []


async def _citation(
    request: Request, country: Country, target: Target, reports: list[Report]
) -> Citation:
    language = language_of(request)
    info = await answering_of(request).snapshot()
    release = answering_of(request).archive.of_snapshot(info.digest)
    document = country.documents.get(target.document.iri)
    said = [target.document.label(language)]
    if document:
        said += [f"“{document.title}”"] if document.title else []
        said += [document.issuer.label(language)] if document.issuer else []
        said += [language.day(document.date)] if document.date else []
        if document.reported:
            said.append(phrase("reported", language))
    parts = [
        target.area.label(language),
        target.indicator.label(language),
        *([target.level.label(language)] if target.level.slug != "not-applicable" else []),
        *([str(target.year)] if target.year else []),
    ]
    today = datetime.now(UTC).date()
    figure = target.figure_in_words(language)
    return Citation(
        language,
        f"dxgraph-{target.document.slug}-{target.fragment}",
        ", ".join(parts) + (f": {figure}" if figure else ""),
        target.figure,
        ", ".join(said),
        [report.cited(language) for report in reports],
        info.version,
        info.digest,
        release.name if release else "",
        today.year,
        base_of(request) + card_path(target.iri),
        today,
    )


async def _cited(request: Request, view: View, target: Target, ending: str) -> Response:
    media_type, form = FORMS[ending]
    country = await country_of(request)
    reports = await _reports(request, view, target)
    body = form(await _citation(request, country, target, reports))
    name = f"{target.document.slug}-{target.fragment}.{ending}".encode("ascii", "replace")
    return await content(
        request,
        body,
        media_type,
        (b"content-disposition", b'inline; filename="%b"' % name),
        (b"vary", b"accept-language"),
    )
