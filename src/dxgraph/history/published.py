"""The names that a release has published: none ever goes away, and none is given to another thing.

``data/published-iris.txt`` lists them. A line is an IRI, what it names, and what makes that thing
itself: of a target its document, indicator, level and deadline; of a source the digest of its text.
What such a line says must hold for ever, or the IRI stays as a `dx:RetiredName`:
``docs/decisions/0008-iris-are-never-reused.md``.

``python -m dxgraph.history`` adds what is new; it is part of making a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dxgraph import __version__, corpus
from dxgraph.bilingual import Both
from dxgraph.curies import compact, expand, in_turtle
from dxgraph.errors import DataError
from dxgraph.files import read_text
from dxgraph.history.state import Facts, State, Term
from dxgraph.history.words import RETIRED, SAID, Words
from dxgraph.messages import message
from dxgraph.terms import (
    BASE,
    DCTERMS,
    DX,
    ELI,
    OWL,
    QB,
    RDF,
    SD,
    SDMX_DIMENSION,
    SKOS,
)

_HEAD = "# dxgraph {}"
_ABOUT = (
    "# Every IRI that a release has published: what it names, and what makes that thing itself.",
    "# No line is ever taken out: docs/decisions/0008-iris-are-never-reused.md",
    "# Written by: python -m dxgraph.history",
)

_GRAPH = SD.NamedGraph

_ONE_KIND = {
    DX.Yardstick: DX.PolicyDocument,
    DX.QuantifiedTarget: DX.Target,
    DX.QualitativeTarget: DX.Target,
    DX.EvidenceSpan: DX.Span,
    DX.ExplainedNumber: DX.Span,
    QB.DimensionProperty: RDF.Property,
    QB.MeasureProperty: RDF.Property,
    QB.AttributeProperty: RDF.Property,
    OWL.ObjectProperty: RDF.Property,
    OWL.DatatypeProperty: RDF.Property,
    OWL.AnnotationProperty: RDF.Property,
}
"""Kinds between which a thing may go without becoming another."""

_BESIDE = {
    OWL.FunctionalProperty,
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
    QB.CodedProperty,
}
"""Classes that say how a property is, not what it is."""

_ITSELF: Mapping[str, tuple[str, ...]] = {
    DX.Target: (DX.statedIn, DX.indicator, DX.adminLevel, DX.deadline),
    DX.Outcome: (
        SDMX_DIMENSION.refArea,
        DX.indicator,
        DX.adminLevel,
        SDMX_DIMENSION.refPeriod,
        DX.method,
    ),
    DX.Claim: (DX.contradicts,),
    DX.EditorialLink: (DX.linkFrom, DX.linkTo),
    DX.PolicyDocument: (DX.territory, ELI.type_document, ELI.id_local),
    DX.Indicator: (DX.unit,),
    DX.Source: (DX.sha256,),
    DX.Body: (DX.bodyKind, DX.jurisdiction),
    DX.AreaCode: (DX.codeSystem, SKOS.notation),
    DX.AdministrativeChange: (DX.changedOn,),
}
"""The properties that make a thing of a kind itself: with another value, it is another thing."""


@dataclass(frozen=True, slots=True)
class Published:
    """A name, and what it was published for."""

    iri: str
    kind: str
    """The IRI of a class."""
    itself: tuple[tuple[str, str], ...] = ()
    """Properties with their values, both as they are written in the list."""

    def __str__(self) -> str:
        pairs = (f"{name}={value}" for name, value in self.itself)
        return "\t".join((in_turtle(self.iri), in_turtle(self.kind), *pairs))


@dataclass(frozen=True, slots=True)
class Loss:
    """A published name that no longer says what it said."""

    name: Published
    what: Both
    stub: str
    """The Turtle that would keep the name, to be completed."""

    def __str__(self) -> str:
        said = f"{in_turtle(self.name.iri)}\n    {self.what.vi}\n    {self.what.en}"
        return f"{said}\n\n{self.stub}" if self.stub else said


def path() -> Path:
    """Where the list of our own graph is."""
    return corpus.root() / "data" / "published-iris.txt"


def published(file: Path | None = None) -> tuple[str, dict[str, Published]]:
    """The release that a list was last written for, and its names by IRI.

    Raises InputError when it cannot be read, and DataError for a line that is none of a list.
    """
    file = file or path()
    version, names = "", {}
    for number, line in enumerate(read_text(file).splitlines(), start=1):
        if line.startswith("#"):
            version = version or line.removeprefix(_HEAD.format(""))
            continue
        parts = line.split("\t")
        pairs = [part.partition("=") for part in parts[2:]]
        if len(parts) < 2 or not all(sign for _, sign, _ in pairs):
            raise DataError(message("no-line-of-names"), path=file, line=number)
        name = Published(
            _expanded(parts[0]), _expanded(parts[1]), tuple((key, said) for key, _, said in pairs)
        )
        names[name.iri] = name
    return version, names


def names_of(state: State) -> dict[str, Published]:
    """The names of ours that a state describes, and those of its named graphs, by IRI, sorted."""
    names = {graph: Published(graph, _GRAPH) for graph in state.graphs}
    for iri, facts in state.things.items():
        if iri.startswith(BASE):
            kind = _kind(facts)
            names[iri] = Published(iri, kind, tuple(_itself(facts, kind)))
    return dict(sorted(names.items()))


def _kind(facts: Facts) -> str:
    kinds = {
        _ONE_KIND.get(term.value, term.value)
        for term in facts.get(RDF.type, ())
        if term.value not in _BESIDE
    }
    return min(kinds, key=lambda kind: (not kind.startswith(DX), kind), default="")


def _itself(facts: Facts, kind: str) -> Iterator[tuple[str, str]]:
    for property_ in _ITSELF.get(kind, ()):
        for term in sorted(facts.get(property_, ()), key=str):
            yield in_turtle(property_), _written(term)


def _written(term: Term) -> str:
    return " ".join(compact(str(term)).split())


def losses(listed: Iterable[Published], state: State) -> list[Loss]:
    """The names of a list that a state no longer keeps, in their order.

    A retired name keeps everything, and stays retired.
    """
    now = names_of(state)
    words = Words((state,))
    found = []
    for name in listed:
        current = now.get(name.iri)
        if current is None:
            found.append(Loss(name, SAID["name-gone"], _stub(name)))
        elif current.kind in RETIRED.classes:
            continue
        elif name.kind in RETIRED.classes:
            found.append(Loss(name, SAID["name-back"], ""))
        elif current.kind != name.kind:
            before, after = words.label(name.kind), words.label(current.kind)
            what = SAID["name-of-another"].filled(before=before, after=after)
            found.append(Loss(name, what, _stub(name)))
        else:
            for property_, value in name.itself:
                if not {(property_, said) for said in _lasting(value, state)} & set(current.itself):
                    said = words.property(_expanded(property_))
                    what = SAID["name-of-other-value"].filled(property=said, value=value)
                    found.append(Loss(name, what, _stub(name)))
    return found


def _lasting(value: str, state: State) -> set[str]:
    """A value, and what replaces it where it is a retired name; and what replaces that."""
    found, queue = {value}, [_expanded(value)]
    while queue:
        facts = state.things.get(queue.pop(), {})
        for term in facts.get(DCTERMS.isReplacedBy, ()) if OWL.deprecated in facts else ():
            if _written(term) not in found:
                found.add(_written(term))
                queue.append(term.value)
    return found


def _stub(name: Published) -> str:
    return (
        f"{_in_turtle(name.iri)} a dx:RetiredName ;\n"
        '    rdfs:label "…"@vi , "…"@en ;\n'
        "    owl:deprecated true ;\n"
        '    dcterms:isReplacedBy … .    # or: skos:changeNote "…"@vi , "…"@en .\n'
    )


def _in_turtle(iri: str) -> str:
    """As our files write it: a fragment of a document by the empty prefix, of a source by @base."""
    short = in_turtle(iri)
    if "#" not in short:
        return short
    kind, fragment = short.split(":", 1)[0], short.split("#", 1)[1]
    return f":{fragment}" if kind == "document" else f"<#{fragment}>"


def _expanded(written: str) -> str:
    return expand(written) or written.strip("<>")


def extended(listed: Mapping[str, Published], state: State, version: str = __version__) -> str:
    """The list with what a state adds; what it says of a name stays, unless that is retired."""
    names = dict(names_of(state))
    for iri, name in listed.items():
        now = names.get(iri, name)
        kind = now.kind if now.kind in RETIRED.classes else name.kind
        known = {property_ for property_, _ in name.itself}
        more = tuple(pair for pair in now.itself if pair[0] not in known)
        names[iri] = Published(iri, kind, (*name.itself, *more))
    lines = sorted(str(name) for name in names.values())
    return "\n".join((_HEAD.format(version), *_ABOUT, *lines)) + "\n"
