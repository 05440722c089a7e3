"""The words for what the graph holds: kinds of things, properties, values, places of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.curies import expand, in_turtle
from dxgraph.files import own
from dxgraph.history.state import Facts, State, Term, read_state
from dxgraph.model.foreign import FOREIGN
from dxgraph.terms import (
    RDF,
    RDFS,
    SKOS,
    XSD,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thing is, as far as a comparison tells kinds apart."""

    name: str
    one: Both
    many: Both
    classes: frozenset[str]


def _kind(name: str, said: Mapping[str, list[str]]) -> Kind:
    vi, en, many = said["words"]
    classes = frozenset(expand(name) or name for name in said.get("classes", ()))
    return Kind(name, Both(vi, en), Both(vi, many), classes)


SAID = {name: Both(*said) for name, said in own(__package__, "said.yaml").items()}
"""What else a comparison says."""

_BY_NAME = {name: _kind(name, said) for name, said in own(__package__, "kinds.yaml").items()}
KINDS = tuple(_BY_NAME.values())
"""In the order in which a comparison tells of them."""

DOCUMENT, TARGET, CLAIM, OUTCOME, NUMBER, SPAN, RETIRED, _CODE, _OTHER = (
    _BY_NAME[name]
    for name in (
        *("document", "target", "claim", "outcome", "number", "evidence", "retired", "code"),
        "other",
    )
)

STATEMENTS = (TARGET, CLAIM, OUTCOME)
"""What has a figure and the places where it is printed."""


def kind_of(facts: Facts) -> Kind:
    """The kind of a thing; of one that is retired, that and nothing else."""
    types = {term.value for term in facts.get(RDF.type, ())}
    if types & RETIRED.classes:
        return RETIRED
    for kind in KINDS:
        if types & kind.classes:
            return kind
    # The concepts of a code list each have a class of their own.
    if facts.keys() & {SKOS.inScheme, SKOS.topConceptOf}:
        return _CODE
    return _OTHER


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words."""

    vi: str
    en: str
    iri: str = ""
    """Of what is no literal."""
    language: str = ""
    """Of a text that has one."""


@dataclass(frozen=True)
class Words:
    """What the names of two states mean, the later one first; and of our own graph, if needed."""

    states: tuple[State, ...]

    @cached_property
    def _own(self) -> Mapping[str, Facts]:
        return read_state(None).things

    def _said(self, iri: str, predicate: str) -> Iterable[Term]:
        for state in reversed(self.states):
            if predicate in state.things.get(iri, {}):
                return state.things[iri][predicate]
        return self._own.get(iri, {}).get(predicate, ())

    def label(self, iri: str) -> Both:
        """The name of a thing; its IRI with a prefix where it has none."""
        labels = {
            term.language: term.value
            for term in self._said(iri, RDFS.label) or self._said(iri, SKOS.prefLabel)
            if isinstance(term, ox.Literal)
        }
        vi, en = labels.get("vi", ""), labels.get("en", "")
        name = vi or en or in_turtle(iri)
        return Both(vi or name, en or name)

    def property(self, iri: str) -> Both:
        """The name of a property."""
        return FOREIGN.get(iri) or self.label(iri)

    def sign(self, iri: str) -> str:
        """The notation of a comparator or a unit."""
        return min((term.value for term in self._said(iri, SKOS.notation)), default="")

    def value(self, term: Term) -> Value:
        """A value in words: a name, a number in the way of each language, a day, a text."""
        if isinstance(term, ox.NamedNode):
            label = self.label(term.value)
            return Value(label.vi, label.en, iri=term.value)
        if term.language:
            return Value(term.value, term.value, language=term.language)
        number = number_of(term)
        if number is not None:
            return Value(decimal(number).replace(".", ","), decimal(number))
        if term.datatype.value == XSD.date and len(term.value) == 10:
            year, month, day = term.value.split("-")
            return Value(f"{day}/{month}/{year}", term.value)
        if term.datatype.value == XSD.boolean:
            yes = term.value in {"true", "1"}
            return Value("đúng" if yes else "sai", "true" if yes else "false")
        return Value(term.value, term.value)


def number_of(term: Term) -> Decimal | None:
    """The number that a decimal or an integer is."""
    if not isinstance(term, ox.Literal) or term.datatype.value not in {
        XSD.decimal,
        XSD.integer,
        XSD.nonNegativeInteger,
    }:
        return None
    try:
        return Decimal(term.value)
    except InvalidOperation:
        return None


def decimal(number: Decimal) -> str:
    """A number without zeros that say nothing: 13.50 is 13.5 and 100.0 is 100.

    >>> decimal(Decimal("100.0"))
    '100'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def one(facts: Facts, predicate: str) -> Term | None:
    """A value of a property; of several the first in the order of their writing."""
    return min(facts.get(predicate, ()), key=str, default=None)
