"""A state with the places of its statements."""

from __future__ import annotations

from dxgraph.history.difference import Place
from dxgraph.history.state import State, Term
from dxgraph.history.words import SPAN, STATEMENTS, Kind, kind_of, one
from dxgraph.terms import (
    DCTERMS,
    DX,
    NIF,
)


class Side:
    """A state with the places of its statements."""

    def __init__(self, state: State) -> None:
        self.things = state.things
        self.places: dict[str, tuple[Place, ...]] = {}
        self.numbers: dict[str, Place] = {}
        self.carried: set[str] = set()
        """The spans that statements rest on."""
        for iri, facts in state.things.items():
            kind = kind_of(facts)
            if kind in STATEMENTS:
                spans = [term.value for term in facts.get(DX.evidence, ())]
                self.carried.update(
                    span for span in spans if kind_of(state.things.get(span, {})) is SPAN
                )
                found = [self.place(span) for span in spans]
                figure = one(facts, DX.printedFigure)
                printed = figure.value if figure else ""
                found += [
                    Place(term.value, None, None, printed) for term in facts.get(DX.attestedAt, ())
                ]
                self.places[iri] = tuple(sorted(found, key=_by_position))
            if DX.numberReason in facts:
                self.numbers[iri] = self.place(iri)

    def place(self, span: str) -> Place:
        facts = self.things.get(span, {})
        source = one(facts, NIF.referenceContext)
        begin, end = (one(facts, NIF[name]) for name in ("beginIndex", "endIndex"))
        printed, passage = one(facts, DX.printedFigure), one(facts, DX.passageSha256)
        return Place(
            source.value if source else span.split("#", 1)[0],
            _integer(begin),
            _integer(end),
            printed.value if printed else "",
            passage.value if passage else "",
        )

    def position(self, number: str) -> tuple[str, int, int]:
        """Where an explained number stands."""
        return _by_position(self.numbers[number])

    def kind(self, iri: str) -> Kind:
        return kind_of(self.things[iri])

    def successors(self, iri: str) -> tuple[str, ...]:
        """What replaces a thing."""
        return tuple(sorted(each.value for each in self.things[iri].get(DCTERMS.isReplacedBy, ())))

    def within(self, iri: str) -> str:
        """The document or source that a thing is of, if any."""
        facts = self.things[iri]
        for property_ in (DX.statedIn, DX.linkFrom, NIF.referenceContext):
            found = one(facts, property_)
            if found is not None:
                return found.value
        return iri.split("#", 1)[0] if "#" in iri and not iri.startswith(DX) else ""


def _integer(term: Term | None) -> int | None:
    return int(term.value) if term is not None and term.value.isdecimal() else None


def _by_position(place: Place) -> tuple[str, int, int]:
    return place.source, place.begin or 0, place.end or 0
