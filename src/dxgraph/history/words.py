"""The words for what the graph holds: kinds of things, properties, values, places of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.curies import in_turtle
from dxgraph.history.state import Facts, State, Term, read_state
from dxgraph.terms import (
    DCTERMS,
    DX,
    ELI,
    ORG,
    OWL,
    QB,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
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


def _kind(name: str, vi: str, en: str, many: str, *classes: str) -> Kind:
    return Kind(name, Both(vi, en), Both(vi, many), frozenset(classes))


RETIRED = _kind("retired", "tên đã thôi dùng", "retired name", "retired names", DX.RetiredName)
DOCUMENT = _kind("document", "văn bản", "document", "documents", DX.PolicyDocument)
TARGET = _kind(
    "target", "chỉ tiêu", "target", "targets", DX.QuantifiedTarget, DX.QualitativeTarget, DX.Target
)
CLAIM = _kind("claim", "lời dẫn lại", "claim", "claims", DX.Claim)
OUTCOME = _kind("outcome", "kết quả đo được", "outcome", "outcomes", DX.Outcome)
LINK = _kind("link", "liên kết biên tập", "editorial link", "editorial links", DX.EditorialLink)
INDICATOR = _kind("indicator", "chỉ số", "indicator", "indicators", DX.Indicator)
NUMBER = _kind(
    "number", "số được giải thích", "explained number", "explained numbers", DX.ExplainedNumber
)
SPAN = _kind(
    "evidence", "đoạn bằng chứng", "evidence span", "evidence spans", DX.EvidenceSpan, DX.Span
)
SOURCE = _kind("source", "nguồn", "source", "sources", DX.Source)
_OTHER = _kind("other", "thứ khác", "other thing", "other things")
KINDS = (
    DOCUMENT,
    TARGET,
    CLAIM,
    LINK,
    OUTCOME,
    INDICATOR,
    NUMBER,
    SPAN,
    SOURCE,
    _kind(
        "area",
        "địa bàn",
        "area",
        "areas",
        DX.Area,
        DX.Country,
        DX.Region,
        DX.Province,
        DX.AreaCode,
        DX.AdministrativeChange,
    ),
    _kind("body", "cơ quan, tổ chức", "body", "bodies", DX.Body, ORG.ChangeEvent),
    _kind(
        "term",
        "thuật ngữ",
        "term",
        "terms",
        OWL.Ontology,
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        QB.DataSet,
        QB.DataStructureDefinition,
        QB.ComponentSpecification,
    ),
    _kind("code", "mã", "code", "codes", SKOS.ConceptScheme, SKOS.Concept),
    RETIRED,
    _OTHER,
)
"""In the order in which a comparison tells of them."""

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
        return next(kind for kind in KINDS if kind.name == "code")
    return _OTHER


_PROPERTIES = {
    RDF.type: ("loại", "class"),
    RDFS.label: ("nhãn", "label"),
    RDFS.isDefinedBy: ("định nghĩa tại", "defined by"),
    SKOS.prefLabel: ("nhãn chính", "preferred label"),
    SKOS.altLabel: ("tên khác", "other name"),
    SKOS.definition: ("định nghĩa", "definition"),
    SKOS.editorialNote: ("ghi chú biên tập", "editorial note"),
    SKOS.changeNote: ("ghi chú thay đổi", "change note"),
    SKOS.scopeNote: ("ghi chú phạm vi", "scope note"),
    SKOS.notation: ("ký hiệu", "notation"),
    SKOS.closeMatch: ("gần với", "close to"),
    SKOS.exactMatch: ("trùng với", "the same as"),
    SKOS.broader: ("rộng hơn", "broader"),
    SKOS.inScheme: ("thuộc bảng mã", "in scheme"),
    SKOS.topConceptOf: ("đứng đầu bảng mã", "top concept of"),
    ELI.id_local: ("số, ký hiệu", "number"),
    ELI.type_document: ("loại văn bản", "type of document"),
    ELI.date_document: ("ngày ban hành", "date of issue"),
    ELI.passed_by: ("cơ quan ban hành", "issued by"),
    ELI["title"]: ("trích yếu", "title"),
    SDMX_DIMENSION.refArea: ("địa bàn", "area"),
    SDMX_DIMENSION.refPeriod: ("kỳ", "period"),
    SDMX_ATTRIBUTE.unitMeasure: ("đơn vị", "unit"),
    QB.dataSet: ("bộ dữ liệu", "data set"),
    DCTERMS["title"]: ("tên", "title"),
    DCTERMS.issued: ("ngày đăng", "published on"),
    DCTERMS.language: ("ngôn ngữ", "language"),
    DCTERMS.isReplacedBy: ("được thay bằng", "replaced by"),
    ORG.unitOf: ("thuộc", "unit of"),
    ORG.subOrganizationOf: ("trực thuộc", "part of"),
    OWL.deprecated: ("thôi dùng", "deprecated"),
}
"""Words for properties of other vocabularies, which our own gives no label."""


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
        if iri in _PROPERTIES:
            return Both(*_PROPERTIES[iri])
        return self.label(iri)

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
