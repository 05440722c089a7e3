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

from dxgraph.search import fold
from dxgraph.terms import (
    DX,
    ELI,
    RDF,
    RDFS,
    SKOS,
)

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
            if (ended := _date(_rows(store, f"{_BASE}level/{slug}"), DX.validTo))
        },
    )


_BASE = "https://w3id.org/dxgraph/"
_CHOICES = (DX.AdminLevel, DX.Pillar, DX.Comparator, DX.Unit, DX.NumberReason)
"""The kinds of concept that a reviewer chooses from."""
_Rows = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


def _slugs(store: ox.Store, kind: str) -> list[str]:
    found = store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind), None)
    names = {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
    return sorted(slug(name) for name in names)


def slug(iri: str) -> str:
    """The last part of an IRI of ours.

    >>> slug("https://w3id.org/dxgraph/indicator/dti-rank")
    'dti-rank'
    """
    return iri.rpartition("/")[2]


def _rows(store: ox.Store, iri: str) -> _Rows:
    rows: _Rows = {}
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        rows.setdefault(quad.predicate.value, []).append(quad.object)
    return rows


def _labels(store: ox.Store) -> Iterable[tuple[str, tuple[str, str]]]:
    for kind in _CHOICES:
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind), None):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            rows = _rows(store, quad.subject.value)
            key = quad.subject.value.removeprefix(_BASE)
            vietnamese, english = (
                (_in(rows, SKOS.prefLabel, tongue) or [slug(key)])[0] for tongue in ("vi", "en")
            )
            yield key, (vietnamese, english)


def _values(rows: _Rows, predicate: str) -> list[str]:
    found = rows.get(predicate, [])
    return sorted(item.value for item in found if isinstance(item, ox.NamedNode | ox.Literal))


def _value(rows: _Rows, predicate: str) -> str | None:
    found = _values(rows, predicate)
    return found[0] if found else None


def _slug_of(rows: _Rows, predicate: str) -> str | None:
    found = _value(rows, predicate)
    return slug(found) if found else None


def _date(rows: _Rows, predicate: str) -> date | None:
    found = _value(rows, predicate)
    return date.fromisoformat(found) if found else None


def _in(rows: _Rows, predicate: str, language: str) -> list[str]:
    return sorted(
        item.value
        for item in rows.get(predicate, [])
        if isinstance(item, ox.Literal) and item.language == language
    )


def _habits(store: ox.Store) -> dict[str, list[Use]]:
    """How indicators are used by the targets of the graph."""
    found: dict[str, list[Use]] = {}
    complete = ox.NamedNode(f"{_BASE}reading-extent/complete")
    whole = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(DX.readingExtent), complete, ox.DefaultGraph()
        )
    }
    for quad in store.quads_for_pattern(None, ox.NamedNode(DX.statedIn), None, ox.DefaultGraph()):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        rows = _rows(store, quad.subject.value)
        indicator = _slug_of(rows, DX.indicator)
        if indicator:
            level = _slug_of(rows, DX.adminLevel) or "not-applicable"
            document = quad.object
            use = Use(slug(document.value), level, _slug_of(rows, DX.universe), document in whole)
            found.setdefault(indicator, []).append(use)
    return found


def _indicators(
    store: ox.Store, habits: Mapping[str, list[Use]]
) -> Iterable[tuple[str, Indicator]]:
    for name in _slugs(store, DX.Indicator):
        rows = _rows(store, f"{_BASE}indicator/{name}")
        tongues: tuple[Tongue, Tongue] = ("vi", "en")
        names: dict[Tongue, tuple[str, ...]] = {
            tongue: tuple(
                dict.fromkeys(
                    (*_in(rows, SKOS.prefLabel, tongue), *_in(rows, SKOS.altLabel, tongue))
                )
            )
            or (name.replace("-", " "),)
            for tongue in tongues
        }
        yield (
            name,
            Indicator(
                slug=name,
                names=names,
                unit=_slug_of(rows, DX.unit),
                pillar=_slug_of(rows, DX.usualPillar),
                change=_value(rows, DX.measuresChange) == "true",
                close=frozenset(map(slug, _values(rows, SKOS.closeMatch))),
            ).used(habits.get(name, [])),
        )


def _documents(store: ox.Store) -> Iterable[KnownDocument]:
    for name in _slugs(store, DX.PolicyDocument):
        rows = _rows(store, f"{_BASE}document/{name}")
        yield KnownDocument(
            slug=name,
            number=_value(rows, ELI.id_local) or "",
            type=_slug_of(rows, ELI.type_document) or "",
            territory=_slug_of(rows, DX.territory) or "",
            date=_date(rows, ELI.date_document),
        )


def _areas(store: ox.Store) -> Iterable[Area]:
    for kind in (DX.Country, DX.Region, DX.Province):
        for name in _slugs(store, kind):
            rows = _rows(store, f"{_BASE}area/{name}")
            yield Area(
                slug=name,
                vi=(_in(rows, RDFS.label, "vi") or [name])[0],
                en=(_in(rows, RDFS.label, "en") or [name])[0],
                valid_from=_date(rows, DX.validFrom),
                valid_to=_date(rows, DX.validTo),
            )


def _bodies(store: ox.Store) -> Iterable[Body]:
    for name in _slugs(store, DX.Body):
        rows = _rows(store, f"{_BASE}body/{name}")
        yield Body(
            slug=name,
            vi=(_in(rows, RDFS.label, "vi") or [name])[0],
            kind=_slug_of(rows, DX.bodyKind) or "",
            jurisdiction=_slug_of(rows, DX.jurisdiction) or "",
            abbreviation=_value(rows, DX.abbreviation),
            valid_from=_date(rows, DX.validFrom),
            valid_to=_date(rows, DX.validTo),
        )


def _types(store: ox.Store) -> Iterable[DocumentType]:
    for name in _slugs(store, DX.DocumentType):
        rows = _rows(store, f"{_BASE}document-type/{name}")
        yield DocumentType(
            slug=name,
            vi=(_in(rows, SKOS.prefLabel, "vi") or [name])[0],
            en=(_in(rows, SKOS.prefLabel, "en") or [name])[0],
            broader=_slug_of(rows, SKOS.broader),
            pattern=_value(rows, DX.numberPattern),
            issuers=frozenset(map(slug, _values(rows, DX.issuerKind))),
        )
