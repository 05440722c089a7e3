"""What drafting learns from a graph: indicators with their names and habits, documents, bodies.

Nothing is learned from the text that is drafted. `Knowledge.without` forgets what a document has
contributed, so that drafting can be measured on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pyoxigraph as ox

from dxgraph.model.described import Described, instances, slug_of, subjects
from dxgraph.search import fold
from dxgraph.terms import BASE, DX, ELI, RDFS, SKOS

Tongue = Literal["vi", "en"]


_HABIT = 3
"""So many targets that pages report make a habit; one of a document read whole does too."""


@dataclass(frozen=True, slots=True)
class Use:
    """A target of an indicator that the graph holds."""

    document: str
    level: str
    universe: str | None
    whole: bool
    """Whether its document was read whole, and not through pages that report it."""


@dataclass(frozen=True, slots=True)
class Indicator:
    slug: str
    names: Mapping[Tongue, tuple[str, ...]]
    """Preferred label first, then the alternative ones."""
    unit: str | None
    """None: qualitative so far."""
    pillar: str | None
    change: bool
    """Whether it measures a growth, an increase, a reduction."""
    levels: frozenset[str] = frozenset()
    """Of the targets that are known: those of documents that were read whole, if there are any,
    since a page that reports one seldom says the level."""
    universes: tuple[str, ...] = ()
    """Of the targets that are known, the most frequent first."""
    documents: frozenset[str] = frozenset()
    """Slugs of the documents that state a target of it."""
    uses: tuple[Use, ...] = ()
    close: frozenset[str] = frozenset()
    """Slugs of indicators that the graph says are nearly the same."""

    def used(self, uses: Iterable[Use]) -> Indicator:
        """The same with these targets known, and no others."""
        # A store gives them in an order of its own.
        uses = tuple(sorted(uses, key=lambda it: (it.document, it.level, it.universe or "")))
        universes = [use.universe for use in uses if use.universe]
        whole = [use.level for use in uses if use.whole]
        reported = [use.level for use in uses] if len(uses) >= _HABIT else []
        return replace(
            self,
            levels=frozenset(whole or reported),
            universes=tuple(sorted(set(universes), key=lambda it: (-universes.count(it), it))),
            documents=frozenset(use.document for use in uses),
            uses=uses,
        )

    def label(self, tongue: Tongue) -> str:
        return self.names[tongue][0]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    slug: str
    number: str
    type: str
    territory: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Area:
    slug: str
    vi: str
    en: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Body:
    slug: str
    vi: str
    en: str
    kind: str
    jurisdiction: str
    abbreviation: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DocumentType:
    slug: str
    vi: str
    en: str
    broader: str | None
    pattern: str | None
    issuers: frozenset[str]
    """Kinds of body."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything by slug, in the order of the slugs."""

    indicators: Mapping[str, Indicator]
    documents: Mapping[str, KnownDocument]
    areas: Mapping[str, Area]
    bodies: Mapping[str, Body]
    types: Mapping[str, DocumentType]
    units: frozenset[str]
    reasons: frozenset[str]
    labels: Mapping[str, tuple[str, str]]
    """Of levels, pillars, comparators, units and reasons, such as "level/district", in Vietnamese
    and English."""
    abolished: Mapping[str, date]
    """Levels that have ended, to their last day."""

    def preferred(self) -> Knowledge:
        """The same with the preferred label as the only name of each indicator."""
        return replace(
            self,
            indicators={
                slug: replace(
                    item, names={tongue: names[:1] for tongue, names in item.names.items()}
                )
                for slug, item in self.indicators.items()
            },
        )

    def without(
        self, document: str, text: str, others: Collection[str] = (), *, strict: bool = False
    ) -> Knowledge:
        """The same as if the document had not been read.

        Its targets teach nothing, and an alternative label that its text prints is forgotten,
        unless one of the ``others`` (texts) prints it too. With ``strict``, an indicator of which
        no other document states a target is forgotten whole.
        """
        here = f" {fold(text)} "
        elsewhere = [f" {fold(other)} " for other in others]

        def kept(name: str) -> bool:
            phrase = f" {fold(name)} "
            return phrase not in here or any(phrase in other for other in elsewhere)

        indicators = {}
        for slug, item in self.indicators.items():
            documents = item.documents - {document}
            if strict and document in item.documents and not documents:
                continue
            names: dict[Tongue, tuple[str, ...]] = {
                tongue: (all_names[0], *filter(kept, all_names[1:]))
                for tongue, all_names in item.names.items()
            }
            learned = item
            if documents != item.documents:
                learned = item.used(use for use in item.uses if use.document != document)
            indicators[slug] = replace(learned, names=names)
        return replace(
            self,
            indicators=indicators,
            documents={slug: item for slug, item in self.documents.items() if slug != document},
        )


def learn(store: ox.Store) -> Knowledge:
    """Read what drafting needs out of what a graph states; what follows from it changes nothing."""
    habits = _habits(store)
    return Knowledge(
        indicators=dict(_indicators(store, habits)),
        documents={item.slug: item for item in _documents(store)},
        areas={item.slug: item for item in _areas(store)},
        bodies={item.slug: item for item in _bodies(store)},
        types={item.slug: item for item in _types(store)},
        units=frozenset(_slugs(store, DX.Unit)),
        reasons=frozenset(_slugs(store, DX.NumberReason)),
        labels=dict(_labels(store)),
        abolished={
            slug: ended
            for slug in _slugs(store, DX.AdminLevel)
            if (ended := Described(store, f"{BASE}level/{slug}").date(DX.validTo))
        },
    )


_CHOICES = (DX.AdminLevel, DX.Pillar, DX.Comparator, DX.Unit, DX.NumberReason)
"""The kinds of concept that a reviewer chooses from."""


def _slugs(store: ox.Store, kind: str) -> list[str]:
    return sorted(map(slug_of, instances(store, kind)))


def _labels(store: ox.Store) -> Iterable[tuple[str, tuple[str, str]]]:
    for kind in _CHOICES:
        for iri in instances(store, kind):
            of, key = Described(store, iri), iri.removeprefix(BASE)
            vietnamese, english = (
                (of.texts(SKOS.prefLabel, tongue) or [slug_of(key)])[0] for tongue in ("vi", "en")
            )
            yield key, (vietnamese, english)


def _habits(store: ox.Store) -> dict[str, list[Use]]:
    """How indicators are used by the targets of the graph."""
    found: dict[str, list[Use]] = {}
    whole = {
        iri
        for iri in subjects(store, DX.readingExtent)
        if Described(store, iri).slug(DX.readingExtent) == "complete"
    }
    for iri in subjects(store, DX.statedIn):
        of = Described(store, iri)
        if indicator := of.slug(DX.indicator):
            level = of.slug(DX.adminLevel) or "not-applicable"
            for document in of.values(DX.statedIn):
                use = Use(slug_of(document), level, of.slug(DX.universe), document in whole)
                found.setdefault(indicator, []).append(use)
    return found


def _indicators(
    store: ox.Store, habits: Mapping[str, list[Use]]
) -> Iterable[tuple[str, Indicator]]:
    for name in _slugs(store, DX.Indicator):
        of = Described(store, f"{BASE}indicator/{name}")
        tongues: tuple[Tongue, Tongue] = ("vi", "en")
        names: dict[Tongue, tuple[str, ...]] = {
            tongue: tuple(
                dict.fromkeys((*of.texts(SKOS.prefLabel, tongue), *of.texts(SKOS.altLabel, tongue)))
            )
            or (name.replace("-", " "),)
            for tongue in tongues
        }
        yield (
            name,
            Indicator(
                slug=name,
                names=names,
                unit=of.slug(DX.unit),
                pillar=of.slug(DX.usualPillar),
                change=of.value(DX.measuresChange) == "true",
                close=frozenset(map(slug_of, of.values(SKOS.closeMatch))),
            ).used(habits.get(name, [])),
        )


def _documents(store: ox.Store) -> Iterable[KnownDocument]:
    for name in _slugs(store, DX.PolicyDocument):
        of = Described(store, f"{BASE}document/{name}")
        yield KnownDocument(
            slug=name,
            number=of.value(ELI.id_local),
            type=of.slug(ELI.type_document) or "",
            territory=of.slug(DX.territory) or "",
            date=of.date(ELI.date_document),
        )


def _areas(store: ox.Store) -> Iterable[Area]:
    for kind in (DX.Country, DX.Region, DX.Province):
        for name in _slugs(store, kind):
            of = Described(store, f"{BASE}area/{name}")
            yield Area(
                slug=name,
                vi=(of.texts(RDFS.label, "vi") or [name])[0],
                en=(of.texts(RDFS.label, "en") or [name])[0],
                valid_from=of.date(DX.validFrom),
                valid_to=of.date(DX.validTo),
            )


def _bodies(store: ox.Store) -> Iterable[Body]:
    for name in _slugs(store, DX.Body):
        of = Described(store, f"{BASE}body/{name}")
        yield Body(
            slug=name,
            vi=(of.texts(RDFS.label, "vi") or [name])[0],
            en=(of.texts(RDFS.label, "en") or [name])[0],
            kind=of.slug(DX.bodyKind) or "",
            jurisdiction=of.slug(DX.jurisdiction) or "",
            abbreviation=of.value(DX.abbreviation) or None,
            valid_from=of.date(DX.validFrom),
            valid_to=of.date(DX.validTo),
        )


def _types(store: ox.Store) -> Iterable[DocumentType]:
    for name in _slugs(store, DX.DocumentType):
        of = Described(store, f"{BASE}document-type/{name}")
        yield DocumentType(
            slug=name,
            vi=(of.texts(SKOS.prefLabel, "vi") or [name])[0],
            en=(of.texts(SKOS.prefLabel, "en") or [name])[0],
            broader=of.slug(SKOS.broader),
            pattern=of.value(DX.numberPattern) or None,
            issuers=frozenset(map(slug_of, of.values(DX.issuerKind))),
        )
