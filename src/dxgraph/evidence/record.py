"""What a graph says about evidence: its sources, spans, and the statements that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from dxgraph.errors import UnknownName
from dxgraph.evidence.number import Language
from dxgraph.evidence.span import Span
from dxgraph.messages import message
from dxgraph.model.described import Described, instances, subjects
from dxgraph.terms import (
    COMPARATOR,
    DCTERMS,
    DX,
    NIF,
    NUMBER_REASON,
    SDMX_ATTRIBUTE,
    SOURCE,
    UNIT,
)


class File(Protocol):
    """A file that the graph was read from."""

    @property
    def path(self) -> Path: ...

    @property
    def name(self) -> str: ...


class Graph(Protocol):
    """What this room asks of a snapshot (`dxgraph.corpus.Snapshot` has it)."""

    @property
    def store(self) -> ox.Store: ...

    @property
    def files(self) -> tuple[File, ...]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A source whose text somebody holds: the graph has its digest."""

    iri: str
    slug: str
    sha256: str
    length: int | None
    language: Language


@dataclass(frozen=True, slots=True)
class Statement:
    """A target, a claim or an outcome, with the spans that print it."""

    iri: str
    kind: str
    """target, claim or outcome."""
    value: Decimal | None
    """None when it has none: a qualitative target."""
    upper: Decimal | None
    comparator: str | None
    unit: str | None
    evidence: tuple[str, ...]
    """IRIs of spans."""
    attested: tuple[str, ...]
    """IRIs of sources that are held by address only."""


@dataclass(frozen=True, slots=True)
class Record:
    """The evidence of a graph; everything in the order of the IRIs."""

    sources: Mapping[str, Source]
    """By IRI; those with a digest."""
    spans: Mapping[str, Span]
    """By IRI: evidence spans and explained numbers that are described in full."""
    incomplete: Mapping[str, tuple[str, ...]]
    """By IRI: spans that are not, to the names of the properties that they lack."""
    statements: Mapping[str, Statement]
    used: Mapping[str, tuple[Statement, ...]] = field(repr=False)
    """By a span's IRI: the statements that rest on it."""

    def of_source(self, iri: str) -> tuple[Span, ...]:
        """The spans of a source in the order of the text."""
        found = [span for span in self.spans.values() if span.source == iri]
        return tuple(sorted(found, key=lambda span: (span.begin, span.end, span.iri)))

    def chosen(self, only: Iterable[str]) -> dict[str, Source]:
        """The sources of these slugs, or all of them when none is given; by slug.

        Raises UnknownName for a slug that no source of the graph has.
        """
        by_slug = {source.slug: source for source in self.sources.values()}
        wanted = sorted(set(only)) or sorted(by_slug)
        for slug in wanted:
            if slug not in by_slug:
                raise UnknownName(
                    message("no-source-with-digest", slug=slug, sources=", ".join(sorted(by_slug))),
                )
        return {slug: by_slug[slug] for slug in wanted}


_EXPLAINED = DX.ExplainedNumber
_VALUES = {DX.targetValue: "target", DX.claimedValue: "claim", DX.observedValue: "outcome"}
_CLASSES = {
    DX.QualitativeTarget: "target",
    DX.QuantifiedTarget: "target",
    DX.Target: "target",
    DX.Claim: "claim",
    DX.Outcome: "outcome",
}
_SPAN_PARTS = {
    "nif:referenceContext": NIF.referenceContext,
    "nif:beginIndex": NIF.beginIndex,
    "nif:endIndex": NIF.endIndex,
    "dx:printedFigure": DX.printedFigure,
    "dx:passageSha256": DX.passageSha256,
}


def read_record(store: ox.Store) -> Record:
    """Read the evidence out of a store, from whatever graphs it is in."""
    sources = {}
    for subject in sorted(subjects(store, DX.sha256)):
        of = Described(store, subject, anywhere=True)
        language = of.value(DCTERMS.language)
        sources[subject] = Source(
            iri=subject,
            slug=subject.removeprefix(SOURCE),
            sha256=of.value(DX.sha256),
            length=_integer(of.value(DX.length)),
            language="en" if language.rpartition("/")[2].startswith("en") else "vi",
        )

    spans: dict[str, Span] = {}
    incomplete: dict[str, tuple[str, ...]] = {}
    for kind in (DX.EvidenceSpan, _EXPLAINED):
        for subject in sorted(instances(store, kind)):
            of = Described(store, subject, anywhere=True)
            parts = {name: of.value(iri) for name, iri in _SPAN_PARTS.items()}
            begin = _integer(parts["nif:beginIndex"])
            end = _integer(parts["nif:endIndex"])
            reason = of.value(DX.numberReason).removeprefix(NUMBER_REASON)
            lacking = [name for name, value in parts.items() if not value]
            if kind == _EXPLAINED and not reason:
                lacking.append("dx:numberReason")
            if lacking or begin is None or end is None:
                incomplete[subject] = tuple(lacking) or ("nif:beginIndex", "nif:endIndex")
                continue
            spans[subject] = Span(
                iri=subject,
                source=parts["nif:referenceContext"],
                begin=begin,
                end=end,
                figure=parts["dx:printedFigure"],
                passage_sha256=parts["dx:passageSha256"],
                reason=reason if kind == _EXPLAINED else None,
            )

    kinds = {
        subject: name for iri, name in _CLASSES.items() for subject in instances(store, iri)
    } | {subject: name for iri, name in _VALUES.items() for subject in subjects(store, iri)}
    statements = {subject: _statement(store, subject, kinds[subject]) for subject in sorted(kinds)}
    used: dict[str, tuple[Statement, ...]] = {}
    for statement in statements.values():
        for iri in statement.evidence:
            used[iri] = (*used.get(iri, ()), statement)
    return Record(sources, dict(sorted(spans.items())), incomplete, statements, used)


def _statement(store: ox.Store, iri: str, kind: str) -> Statement:
    of = Described(store, iri, anywhere=True)
    value = next(filter(None, map(of.value, _VALUES)), "")
    return Statement(
        iri=iri,
        kind=kind,
        value=_decimal(value),
        upper=_decimal(of.value(DX.upperValue)),
        comparator=of.value(DX.comparator).removeprefix(COMPARATOR) or None,
        unit=of.value(SDMX_ATTRIBUTE.unitMeasure).removeprefix(UNIT) or None,
        evidence=tuple(of.values(DX.evidence)),
        attested=tuple(of.values(DX.attestedAt)),
    )


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
