"""The country as the pages need it: its areas and how they follow one another, its documents and
how far each was read, the directions of the indicators.

Read from the snapshot once, like the view of the targets, and kept until there is another.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from starlette.requests import Request

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import DX
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared.frame import language_of
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.view import view_of

_AREAS: Final = """SELECT ?area ?type ?from ?to WHERE {
  ?area a ?type . VALUES ?type { dx:Province dx:Region dx:Country dx:Commune }
  OPTIONAL { ?area dx:validFrom ?from } OPTIONAL { ?area dx:validTo ?to }
} ORDER BY ?area ?type"""
_LINKS: Final = """SELECT ?area ?link ?other WHERE {
  VALUES ?link { dx:within dx:succeededBy } ?area ?link ?other } ORDER BY ?area ?other"""
_DOCUMENTS: Final = """SELECT ?d ?type ?number ?title ?date ?issuer ?area ?extent WHERE {
  ?d a dx:PolicyDocument
  OPTIONAL { ?d eli:type_document ?type } OPTIONAL { ?d eli:id_local ?number }
  OPTIONAL { ?d eli:title ?title } OPTIONAL { ?d eli:date_document ?date }
  OPTIONAL { ?d eli:passed_by ?issuer } OPTIONAL { ?d dx:territory ?area }
  OPTIONAL { ?d dx:readingExtent ?extent }
} ORDER BY ?d ?issuer"""
_DIRECTIONS: Final = "SELECT ?indicator ?direction WHERE { ?indicator dx:direction ?direction }"


@dataclass(slots=True)
class Area:
    """An area, and the areas before, after and around it."""

    name: Name
    type: str
    """``Province``, ``Commune``, ``Region`` or ``Country``."""
    valid_from: date | None = None
    valid_to: date | None = None
    regions: list[str] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)
    predecessors: list[str] = field(default_factory=list)

    @property
    def before(self) -> bool:
        """Whether it is one of the provinces before the mergers of 2025."""
        return self.type == "Province" and self.valid_from is None

    @property
    def after(self) -> bool:
        """Whether it is one of the provinces of today."""
        return self.type == "Province" and self.valid_to is None


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document as lists and citations name it."""

    name: Name
    type: Name
    number: str
    title: str
    date: Any
    """A day, or None where none is known."""
    issuer: Name
    area: Name
    extent: Name

    @property
    def reported(self) -> bool:
        """Whether it is known only through pages that report it."""
        return self.extent.slug == "reported"


@dataclass(frozen=True, slots=True)
class Country:
    """What one snapshot says of areas, documents and indicators."""

    areas: Mapping[str, Area]
    documents: Mapping[str, Document]
    directions: Mapping[str, str]
    """The slug of the direction of each indicator, by IRI."""

    def provinces(self, *, after: bool) -> list[Area]:
        """The provinces of today, or those before the mergers of 2025."""
        return [a for a in self.areas.values() if (a.after if after else a.before)]

    def of_region(self, areas: Iterable[Area], slug: str) -> list[Area]:
        """Those of some areas that lie in a region, by the end of its address; all without one."""
        return [a for a in areas if not slug or any(Name(r).slug == slug for r in a.regions)]

    def falls(self, indicator: str, unit: Name) -> bool:
        """Whether the lower figure of an indicator, by its IRI, is the stronger aim."""
        return self.directions.get(indicator) == "lower-better" or unit.slug == "rank"

    def day_of(self, target: Target, otherwise: date = date.min) -> date:
        """The day of the document that states a target, where one is known."""
        document = self.documents.get(target.document.iri)
        return document.date if document and isinstance(document.date, date) else otherwise


async def country_of(request: Request) -> Country:
    """The country in the snapshot that is served now."""
    return await answering_of(request).once("country", lambda: _read(request))


class Basis(NamedTuple):
    """What most pages are made of: view and country of the snapshot, the reader's language."""

    view: View
    country: Country
    language: Language


async def basis_of(request: Request) -> Basis:
    return Basis(await view_of(request), await country_of(request), language_of(request))


async def _read(request: Request) -> Country:
    view = await view_of(request)
    found_areas, links, found_documents, directions = await asyncio.gather(
        *(rows(request, query) for query in (_AREAS, _LINKS, _DOCUMENTS, _DIRECTIONS))
    )
    areas: dict[str, Area] = {}
    for row in found_areas:
        areas[row["area"]] = Area(
            view.name(row["area"]), row["type"].removeprefix(DX), row.get("from"), row.get("to")
        )
    follows: dict[str, list[str]] = defaultdict(list)
    for row in links:
        area, other = areas.get(row["area"]), row["other"]
        if area is None:
            continue
        if row["link"] == DX.succeededBy:
            area.successors.append(other)
            follows[other].append(row["area"])
        elif other in areas and areas[other].type == "Region":
            area.regions.append(other)
    for iri, before in follows.items():
        if iri in areas:
            areas[iri].predecessors = before
    documents: dict[str, Document] = {}
    for row in found_documents:
        documents.setdefault(
            row["d"],
            Document(
                view.name(row["d"]),
                view.name(row.get("type")),
                str(row.get("number", "")),
                str(row.get("title", "")),
                row.get("date"),
                view.name(row.get("issuer")),
                view.name(row.get("area")),
                view.name(row.get("extent")),
            ),
        )
    return Country(
        areas,
        documents,
        {row["indicator"]: view.name(row["direction"]).slug for row in directions},
    )


def kin_of(country: Country, area: str) -> set[str]:
    """An area with those that it came from and those that came of it, however often."""
    kin, queue = {area}, [area]
    for link in ("predecessors", "successors"):
        seen, queue = {area}, [area]
        while queue:
            at = country.areas.get(queue.pop())
            for other in getattr(at, link) if at else ():
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        kin |= seen
    return kin
