"""What the pages show, read from the snapshot once: names, targets and where they are printed.

A view is made for a snapshot and kept until there is another. It holds the targets whole: facets,
tables and charts are made of them without asking again.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable
from urllib.parse import quote

from starlette.requests import Request

from dxgraph.bilingual import Language, sort_key
from dxgraph.model import figures
from dxgraph.model.answers import Iri, Row
from dxgraph.model.judged import COMPARED, FIRST, NO_COUNTERPART, PROVINCES
from dxgraph.model.stored import LARGE
from dxgraph.terms import (
    BASE,
    DX,
    LEVEL,
    RDF,
    RDFS,
    READING_EXTENT,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
)
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.graph import rows

_TYPES = re.compile(r"^(?:Tỉnh|Thành phố) | (?:province|city)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A thing by its IRI and its labels."""

    iri: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.iri)

    @property
    def slug(self) -> str:
        return self.iri.rpartition("#")[2] if "#" in self.iri else self.iri.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """``area``, ``document`` …: the first part of the path of one of our IRIs."""
        return self.iri.removeprefix(BASE).partition("/")[0]

    def label(self, language: Language) -> str:
        return language.pick(self.labels) or self.slug

    def order(self, language: Language) -> tuple[object, ...]:
        return sort_key(self.label(language))

    def short(self, language: Language) -> str:
        """An area's own name, without the word for what it is: Hà Nội, not Thành phố Hà Nội."""
        label = self.label(language)
        return _TYPES.sub("", label) or label if self.kind == "area" else label

    def bare(self, language: Language) -> tuple[object, ...]:
        """The order of names without the word for what they are, so that Hà Nội is under H."""
        return sort_key(self.short(language))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is printed: a span of a held text, or a page known by its address."""

    iri: str
    source: Name
    figure: str = ""
    begin: int | None = None
    end: int | None = None
    digest: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def checked(self) -> bool:
        """Whether a machine can confirm it: there is a text with offsets and digests."""
        return self.begin is not None

    @property
    def opened(self) -> tuple[str, ...]:
        """The addresses of the page, each with a text fragment that a browser opens at the printed
        words (https://wicg.github.io/scroll-to-text-fragment/); those that have one are as they
        are."""
        words = quote(self.figure, safe="").replace("-", "%2D")
        return tuple(
            f"{address}#:~:text={words}" if words and "#" not in address else address
            for address in self.addresses
            if address.startswith(("http://", "https://"))
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands beside the national yardstick that is shown first for it."""

    verdict: Name
    national: str = ""
    """The IRI of the national target, where there is one."""
    figure: str = ""
    deadline: date | None = None
    confidence: Name = Name("")
    yardstick: Name = Name("")
    """The document that states the national target."""
    number: str = ""
    """Its number, as people call it: ``411/QĐ-TTg``."""

    def against(self, language: Language) -> str:
        """What the verdict is against, in as few words as the document allows."""
        return self.number or (self.yardstick.label(language) if self.yardstick else "")


@dataclass(frozen=True, slots=True)
class Target:
    """A commitment, with everything that a page says of it."""

    iri: str
    labels: Mapping[str, str]
    quantified: bool
    document: Name
    area: Name
    indicator: Name
    level: Name
    deadline: date | None
    pillar: Name
    pillar_stated: bool
    comparator: Name
    sign: str
    value: Decimal | None
    upper: Decimal | None
    unit: Name
    unit_sign: str
    start_year: int | None
    universe: Name
    confidence: Name
    figure: str
    """As printed."""
    scope: Mapping[str, str]
    notes: Mapping[str, str]
    abolished: bool
    places: tuple[Place, ...]
    standing: Standing | None = None
    reported: bool = False
    """Whether its document is known only through pages that report it."""

    @property
    def fragment(self) -> str:
        return self.iri.rpartition("#")[2]

    @property
    def year(self) -> int | None:
        return self.deadline.year if self.deadline else None

    @property
    def kind(self) -> str:
        """``rank``, ``quantified`` or ``qualitative``."""
        if not self.quantified:
            return "qualitative"
        return "rank" if self.unit.slug == "rank" else "quantified"

    def label(self, language: Language) -> str:
        return language.pick(self.labels)

    def figure_in(self, language: Language) -> str:
        """The figure in signs: ``> 25%``, ``≈ 13,5%/năm``, ``Top 15``; empty without a value."""
        if self.value is None:
            return ""
        number = language.number(self.value)
        if self.upper is not None:
            number += f"–{language.number(self.upper)}"
        return figures.in_signs(number, self.sign, self.unit.slug, self.unit_sign, language)

    def figure_in_words(self, language: Language) -> str:
        """The figure for who hears it: the comparator's and the unit's names spelled out."""
        if self.value is None:
            return ""
        comparator = (self.comparator.slug, self.comparator.label(language))
        unit = (self.unit.slug, self.unit.label(language))
        return figures.in_words(self.value, self.upper, comparator, unit, language)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many targets have a verdict."""

    verdict: Name
    count: int
    unverified: int
    """How many of them stand against a national figure that nobody has verified."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """How some targets stand, and which yardsticks that is said against."""

    verdicts: Sequence[Tally]
    """In the order of the verdicts."""
    against: Sequence[tuple[Standing, int]]
    """A standing beside each yardstick, which names it, with how many there are; most first."""

    def __bool__(self) -> bool:
        return bool(self.verdicts)


@runtime_checkable
class Sought(Protocol):
    """Targets that are looked up, because they are too many to be held."""

    @property
    def compared(self) -> Sequence[Target]: ...

    def of(self, by: str, iris: Sequence[str]) -> list[Target]: ...

    def counts(self, attribute: str) -> Counter[Any]: ...


@dataclass(frozen=True, slots=True)
class View:
    """One snapshot, ready to be shown."""

    names: Mapping[str, Name]
    notations: Mapping[str, str]
    orders: Mapping[str, int]
    targets: Sequence[Target]
    by_iri: Mapping[str, Target]

    @property
    def large(self) -> bool:
        """Whether there are so many targets that none is held."""
        return isinstance(self.targets, Sought)

    def of(self, by: str, *iris: str) -> list[Target]:
        """The targets of some areas, documents or indicators (`by`), in the order of all."""
        if isinstance(self.targets, Sought):
            return self.targets.of(by, iris)
        return [t for t in self.targets if getattr(t, by).iri in iris]

    def distinct(self, attribute: str) -> list[Any]:
        """The values that an attribute has in some target, each once."""
        if isinstance(self.targets, Sought):
            return list(self.targets.counts(attribute))
        return list(dict.fromkeys(getattr(t, attribute) for t in self.targets))

    def counts(self, attribute: str) -> Counter[Any]:
        """How many targets have each value of an attribute."""
        if isinstance(self.targets, Sought):
            return self.targets.counts(attribute)
        return Counter(getattr(t, attribute) for t in self.targets)

    @property
    def compared(self) -> Sequence[Target]:
        """What pages put side by side: all targets, or where they are many those of the country
        and of its provinces."""
        if isinstance(self.targets, Sought):
            return self.targets.compared
        return self.targets

    def name(self, iri: str | None) -> Name:
        if not iri:
            return Name("")
        return self.names.get(iri) or Name(iri)

    def document_of(self, iri: str) -> Name:
        """The document that states a target."""
        target = self.by_iri.get(iri)
        return target.document if target else Name("")

    def order(self, name: Name, language: Language) -> tuple[object, ...]:
        """Concepts in the order of their scheme, other things by name."""
        return (self.orders.get(name.iri, 10_000), name.order(language))

    def tally(self, targets: Iterable[Target], language: Language) -> Tallies:
        """How many of some targets have which verdict, and against which yardsticks."""
        standings = [t.standing for t in targets if t.standing]
        counts = Counter(standing.verdict for standing in standings)
        unverified = Counter(s.verdict for s in standings if s.confidence.slug == "unverified")
        yardsticks = Counter(s.yardstick for s in standings if s.yardstick)
        named = {s.yardstick: s for s in standings}
        return Tallies(
            [
                Tally(verdict, count, unverified[verdict])
                for verdict, count in sorted(
                    counts.items(), key=lambda item: self.order(item[0], language)
                )
            ],
            [
                (named[yardstick], count)
                for yardstick, count in sorted(
                    yardsticks.items(), key=lambda item: (-item[1], item[0].iri)
                )
            ],
        )

    def shown(self, targets: list[Target], language: Language) -> list[Target]:
        """Targets in the order of a page: pillar, indicator, level, deadline."""
        return sorted(
            targets,
            key=lambda t: (
                self.order(t.pillar, language),
                t.indicator.order(language),
                self.order(t.level, language),
                t.deadline or date.max,
                t.iri,
            ),
        )


_COUNT = "SELECT (COUNT(?t) AS ?n) WHERE { ?t a dx:Target }"
_LABELS = """SELECT ?s ?l WHERE { ?s rdfs:label ?l FILTER (LANG(?l) IN ("vi", "en")) }"""
_CODES = """SELECT ?s ?n ?o WHERE {
  ?s skos:inScheme ?scheme OPTIONAL { ?s skos:notation ?n } OPTIONAL { ?s dx:order ?o } }"""
_STATEMENTS = """SELECT ?s ?p ?o WHERE {
  VALUES ?p { rdf:type rdfs:label dx:statedIn sdmx-dimension:refArea dx:indicator dx:adminLevel
    dx:deadline dx:statedPillar dx:inferredPillar dx:comparator dx:targetValue dx:upperValue
    sdmx-attribute:unitMeasure dx:startYear dx:universe dx:confidence dx:printedFigure
    dx:scopeNote skos:editorialNote dx:boundToAbolishedLevel dx:evidence dx:attestedAt }
  ?s a dx:Target ; ?p ?o
  FILTER (?p != rdf:type || ?o = dx:QuantifiedTarget) }"""
"""What pages say of targets, of all that follows for them."""
_EXTENTS = "SELECT ?d ?extent WHERE { ?d dx:readingExtent ?extent }"
_PLACES = """SELECT ?s ?source ?figure ?begin ?end ?digest ?address WHERE {
  { ?s a dx:EvidenceSpan ; nif:referenceContext ?source ; dx:printedFigure ?figure ;
      nif:beginIndex ?begin ; nif:endIndex ?end ; dx:passageSha256 ?digest .
    OPTIONAL { ?source dx:address ?address } }
  UNION { ?t dx:attestedAt ?s . BIND (?s AS ?source) OPTIONAL { ?s dx:address ?address } }
}"""


async def view_of(request: Request) -> View:
    """The view of the snapshot that is served now."""
    return await answering_of(request).once("view", lambda: _read(request))


async def _read(request: Request) -> View:
    (counted,) = await rows(request, _COUNT)
    if counted["n"] > LARGE:
        # It knows what a view is.
        from dxgraph.web.pages.stored import stored_view

        return await stored_view(request, *_codes(await rows(request, _CODES)))
    labelled, coded, placed, stated, extents, judged, provinces = await asyncio.gather(
        *(
            rows(request, query)
            for query in (_LABELS, _CODES, _PLACES, _STATEMENTS, _EXTENTS, FIRST, PROVINCES)
        )
    )
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for row in labelled:
        labels[row["s"]].setdefault(row["l"].language, str(row["l"]))
    names = {iri: Name(iri, found) for iri, found in labels.items()}
    notations, orders = _codes(coded)
    places = _places(placed, names)
    statements: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in stated:
        statements[row["s"]][row["p"]].append(row["o"])
    standings = _standings(judged, names)
    provincial = {row["s"] for row in provinces}
    unjudged = Standing(names.get(NO_COUNTERPART) or Name(NO_COUNTERPART))
    reported = {row["d"] for row in extents if row["extent"] == READING_EXTENT["reported"]}

    def standing(iri: str, found: Mapping[str, list[Any]]) -> Standing | None:
        if iri in standings:
            return standings[iri]
        own = provincial.intersection(found.get(SDMX_DIMENSION.refArea, ()))
        return unjudged if own and all(name in found for name in COMPARED) else None

    targets = tuple(
        replace(target, reported=target.document.iri in reported)
        for target in (
            _target(iri, found, names, notations, places, standing(iri, found))
            for iri, found in sorted(statements.items())
        )
    )
    return View(names, notations, orders, targets, {t.iri: t for t in targets})


def _codes(coded: Iterable[Row]) -> tuple[dict[str, str], dict[str, int]]:
    """The notation and the place of each concept."""
    notations: dict[str, str] = {}
    orders: dict[str, int] = {}
    for row in coded:
        if "n" in row:
            notations[row["s"]] = str(row["n"])
        if "o" in row:
            orders[row["s"]] = int(row["o"])
    return notations, orders


def _places(found: list[Row], names: Mapping[str, Name]) -> dict[str, Place]:
    addresses: dict[str, list[str]] = defaultdict(list)
    first: dict[str, Row] = {}
    for row in found:
        first.setdefault(row["s"], row)
        if "address" in row and row["address"] not in addresses[row["s"]]:
            addresses[row["s"]].append(str(row["address"]))
    return {
        iri: Place(
            iri,
            names.get(row["source"]) or Name(row["source"]),
            str(row.get("figure", "")),
            row.get("begin"),
            row.get("end"),
            str(row.get("digest", "")),
            tuple(addresses[iri]),
        )
        for iri, row in first.items()
    }


def _standings(judged: Sequence[Row], names: Mapping[str, Name]) -> dict[str, Standing]:
    """The verdict on each target that has one."""

    def named(row: Row, column: str) -> Name:
        iri = row.get(column, "")
        return names.get(iri) or Name(iri)

    standings: dict[str, Standing] = {}
    for row in judged:
        standings.setdefault(
            row["target"],
            Standing(
                named(row, "verdict"),
                str(row["national"]),
                str(row.get("figure", "")),
                row["deadline"],
                named(row, "confidence"),
                named(row, "yardstick"),
                str(row.get("number", "")),
            ),
        )
    return standings


def _target(
    iri: str,
    found: Mapping[str, list[Any]],
    names: Mapping[str, Name],
    notations: Mapping[str, str],
    places: Mapping[str, Place],
    standing: Standing | None,
) -> Target:
    def one(*properties: str) -> Any:
        return next((found[p][0] for p in properties if found.get(p)), None)

    def name(*properties: str) -> Name:
        value = one(*properties)
        return (names.get(value) or Name(value)) if isinstance(value, Iri) else Name("")

    def texts(property_: str) -> dict[str, str]:
        return {text.language: str(text) for text in found.get(property_, ())}

    evidence = [*found.get(DX.evidence, ()), *found.get(DX.attestedAt, ())]
    printed = tuple(sorted((places[p] for p in evidence if p in places), key=lambda p: p.iri))
    figure = one(DX.printedFigure) or next((p.figure for p in printed if p.figure), "")
    # A page known by its address prints what the target says that it prints.
    printed = tuple(p if p.figure else replace(p, figure=str(figure)) for p in printed)
    comparator, unit = name(DX.comparator), name(SDMX_ATTRIBUTE.unitMeasure)
    return Target(
        iri=iri,
        labels={label.language: str(label) for label in found.get(RDFS.label, ())},
        quantified=DX.QuantifiedTarget in found.get(RDF.type, ()),
        document=name(DX.statedIn),
        area=name(SDMX_DIMENSION.refArea),
        indicator=name(DX.indicator),
        level=name(DX.adminLevel) or Name(LEVEL["not-applicable"]),
        deadline=one(DX.deadline),
        pillar=name(DX.statedPillar, DX.inferredPillar),
        pillar_stated=bool(found.get(DX.statedPillar)),
        comparator=comparator,
        sign=notations.get(comparator.iri, ""),
        value=one(DX.targetValue),
        upper=one(DX.upperValue),
        unit=unit,
        unit_sign=notations.get(unit.iri, ""),
        start_year=one(DX.startYear),
        universe=name(DX.universe),
        confidence=name(DX.confidence),
        figure=str(figure),
        scope=texts(DX.scopeNote),
        notes=texts(SKOS.editorialNote),
        abolished=bool(one(DX.boundToAbolishedLevel)),
        places=printed,
        standing=standing,
    )


__all__ = ["Name", "Place", "Standing", "Target", "View", "view_of"]
