"""Mistakes that contributors make, as changes of a document's statements.

Each mistake is a function from a document to the changes that make it, one for each place in the
document where it is possible; the tests try the first and the last.
"""

# ruff: noqa: ARG005, E501 - most of this is a table, a mistake a line

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.corpus import CorpusFile
from dxgraph.evidence.span import passage_sha256
from dxgraph.terms import (
    AREA,
    BODY,
    COMPARATOR,
    DOCUMENT,
    DOCUMENT_TYPE,
    DX,
    ELI,
    INDICATOR,
    LEVEL,
    NIF,
    PILLAR,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
    SOURCE,
    UNIT,
    XSD,
)

TEXTS = {
    "bac-giang-2021-111-nq-tu": "bac-giang-111-nq-tu",
    "bac-ninh-2022-04-ctrhd-stttt": "bac-ninh-04-ctrhd-stttt",
    "binh-dinh-2024-33-kh-ubnd": "binh-dinh-33-kh-ubnd",
    "thai-nguyen-2020-01-nq-tu": "thai-nguyen-nq-tu",
    "tra-vinh-2022-50-kh-ubnd": "tra-vinh-50-kh-ubnd",
}
"""The documents whose text we hold, with the slug of the text."""

_Object = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple


@dataclass(frozen=True, slots=True)
class Change:
    """What a mistake takes from the graph and puts in."""

    removed: frozenset[ox.Triple] = frozenset()
    added: frozenset[ox.Triple] = frozenset()

    def __or__(self, other: Change) -> Change:
        return Change(self.removed | other.removed, self.added | other.added)

    def of(self, graph: dict[ox.Triple, None]) -> dict[ox.Triple, None]:
        """The graph with the mistake in it."""
        left = dict(graph)
        for triple in self.removed:
            left.pop(triple, None)
        return left | dict.fromkeys(sorted(self.added, key=str))


@dataclass(slots=True)
class Document:
    """The statements about a document, those of its file and of the numbers of its text."""

    slug: str
    graph: dict[ox.Triple, None]
    numbers: dict[ox.Triple, None]
    _values: dict[tuple[str, str], list[_Object]] = field(default_factory=dict)
    _about: dict[str, list[ox.Triple]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for triple in (*self.graph, *self.numbers):
            assert isinstance(triple.subject, ox.NamedNode)
            self._about.setdefault(triple.subject.value, []).append(triple)
            self._values.setdefault((str(triple.subject), triple.predicate.value), []).append(
                triple.object
            )

    @property
    def iri(self) -> str:
        return DOCUMENT[self.slug]

    @property
    def source(self) -> str:
        return SOURCE[TEXTS[self.slug]]

    def values(self, subject: str, predicate: str) -> list[_Object]:
        return self._values.get((f"<{subject}>", predicate), [])

    def text(self, subject: str, predicate: str) -> str:
        """The first value of a property, without its type or language; "" without one."""
        found = self.values(subject, predicate)
        return found[0].value if found and not isinstance(found[0], ox.Triple) else ""

    def of(self, *kinds: str) -> list[str]:
        """What is of one of these classes, in the order of the file."""
        return [
            triple.subject.value
            for triple in (*self.graph, *self.numbers)
            if triple.predicate.value == RDF.type
            and isinstance(triple.object, ox.NamedNode)
            and isinstance(triple.subject, ox.NamedNode)
            and triple.object.value in kinds
        ]

    @property
    def quantified(self) -> list[str]:
        return self.of(DX.QuantifiedTarget)

    @property
    def targets(self) -> list[str]:
        return self.of(DX.QuantifiedTarget, DX.QualitativeTarget)

    def without(self, subject: str, *predicates: str) -> Change:
        """Take all statements of a subject away, or those with these properties."""
        return Change(
            removed=frozenset(
                triple
                for triple in self._about.get(subject, ())
                if not predicates or triple.predicate.value in predicates
            )
        )

    def put(self, subject: str, predicate: str, value: _Object | str) -> Change:
        """Give a property this value instead of those it has; a plain string is an IRI."""
        return self.without(subject, predicate) | plus(subject, predicate, value)

    def renamed(self, old: str, new: str) -> Change:
        """Call a thing by another name, wherever the document names it."""

        def name(term: _Object) -> _Object:
            return ox.NamedNode(new) if term == ox.NamedNode(old) else term

        before = frozenset(
            triple
            for triple in (*self.graph, *self.numbers)
            if ox.NamedNode(old) in (triple.subject, triple.object)
        )
        after = frozenset(
            ox.Triple(ox.NamedNode(name(t.subject).value), t.predicate, name(t.object))  # type: ignore[union-attr]
            for t in before
        )
        return Change(before, after)


def plus(subject: str, predicate: str, value: _Object | str) -> Change:
    term = ox.NamedNode(value) if isinstance(value, str) else value
    triple = ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), term)
    return Change(added=frozenset([triple]))


def typed(value: object, kind: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD[kind]))


def decimal(value: object) -> ox.Literal:
    return typed(value, "decimal")


@cache
def files() -> tuple[CorpusFile, ...]:
    return corpus.files()


@cache
def statements(name: str) -> dict[ox.Triple, None]:
    """The statements of one of our files."""
    number, file = next((n, file) for n, file in enumerate(files()) if file.name == name)
    return {
        ox.Triple(quad.subject, quad.predicate, quad.object): None
        for quad in corpus.parse(file, number=number)
    }


@cache
def whole() -> dict[ox.Triple, None]:
    """Our own graph, of the documents those with a text and what these lead to.

    All names, areas, bodies and indicators are there; the documents of the rest of the country and
    the yearly ranks of its provinces would more than double what each mistake costs, so each kind
    is made beside them once only (`country`).
    """
    kept = led_to(TEXTS)
    return {
        triple: None
        for file in files()
        if file.path.parent.name not in {"documents", "dti"} or file.path.stem in kept
        for triple in statements(file.name)
    }


@cache
def country() -> dict[ox.Triple, None]:
    """Our own graph, with the documents of the whole country."""
    return {triple: None for file in files() for triple in statements(file.name)}


def second_of_the_rest() -> Change:
    """A document of the country that is not in `whole`, described again under another name."""
    about: dict[str, list[ox.Triple]] = {}
    for triple in country():
        about.setdefault(str(triple.subject), []).append(triple)
    ours = {str(triple.subject) for triple in whole()}
    kind, number = ox.NamedNode(RDF.type), ox.NamedNode(ELI.id_local)
    iri = next(
        name
        for name, triples in about.items()
        if name.startswith(f"<{DOCUMENT}") and "#" not in name and name not in ours
        if {kind, number} <= {triple.predicate for triple in triples}
    )
    again = ox.NamedNode(iri.strip("<>") + "-bis")
    return Change(added=frozenset(ox.Triple(again, t.predicate, t.object) for t in about[iri]))


def led_to(slugs: Iterable[str]) -> set[str]:
    """These documents, and those that they name, one after the other."""
    held = {file.path.stem for file in files() if file.path.parent.name == "documents"}
    found, waiting = set(slugs), list(slugs)
    while waiting:
        for triple in statements(f"data/ttl/documents/{waiting.pop()}.ttl"):
            if isinstance(triple.object, ox.NamedNode):
                slug = triple.object.value.removeprefix(DOCUMENT).partition("#")[0]
                if slug in held - found:
                    found.add(slug)
                    waiting.append(slug)
    return found


@cache
def document(slug: str) -> Document:
    return Document(
        slug,
        statements(f"data/ttl/documents/{slug}.ttl"),
        statements(f"data/ttl/numbers/{TEXTS[slug]}.ttl"),
    )


Mistake = Callable[[Document], Iterator[Change]]
MISTAKES: dict[str, Mistake] = {}
"""By what they are called in the guide."""


def mistake(name: str) -> Callable[[Mistake], Mistake]:
    def keep(function: Mistake) -> Mistake:
        MISTAKES[name] = function
        return function

    return keep


def at_document(name: str, change: Callable[[Document], Change]) -> None:
    MISTAKES[name] = lambda document: iter([change(document)])


def at_each(
    name: str,
    where: Callable[[Document], list[str]],
    change: Callable[[Document, str], Change | None],
) -> None:
    """A mistake at each thing of a kind; where the change is None it cannot be made."""

    def all_of(document: Document) -> Iterator[Change]:
        for subject in where(document):
            made = change(document, subject)
            if made is not None:
                yield made

    MISTAKES[name] = all_of


# --- The document --------------------------------------------------------------------------------

_OTHER = {
    "bac-giang-2021-111-nq-tu": "thai-nguyen-2020-01-nq-tu",
    "bac-ninh-2022-04-ctrhd-stttt": "bac-giang-2021-111-nq-tu",
    "binh-dinh-2024-33-kh-ubnd": "tra-vinh-2022-50-kh-ubnd",
    "thai-nguyen-2020-01-nq-tu": "bac-giang-2021-111-nq-tu",
    "tra-vinh-2022-50-kh-ubnd": "binh-dinh-2024-33-kh-ubnd",
}
"""A document of another province, of the same type where there is one."""


def other(document_: Document) -> Document:
    return document(_OTHER[document_.slug])


def of_other(predicate: str) -> Callable[[Document], Change]:
    """What the other document says instead of our own."""
    return lambda d: d.put(d.iri, predicate, other(d).values(other(d).iri, predicate)[0])


def moved_year(date: str, years: int) -> ox.Literal:
    return typed(f"{int(date[:4]) + years}{date[4:]}", "date")


at_document("issuer of another province", of_other(ELI.passed_by))
at_document("issuer of another kind", lambda d: d.put(d.iri, ELI.passed_by, BODY["prime-minister"]))
at_document("territory of another province", of_other(DX.territory))
at_document("number of another province", of_other(ELI.id_local))
at_document("source of another document", of_other(DX.reportedIn))
at_document(
    "number in small letters",
    lambda d: d.put(d.iri, ELI.id_local, ox.Literal(d.text(d.iri, ELI.id_local).lower())),
)
at_document("document type of another branch", lambda d: d.put(d.iri, ELI.type_document, DOCUMENT_TYPE["qd-ttg"]))  # fmt: skip
at_document("general document type", lambda d: d.put(d.iri, ELI.type_document, DOCUMENT_TYPE["nghi-quyet"]))  # fmt: skip
at_document(
    "year of the date wrong",
    lambda d: d.put(d.iri, ELI.date_document, moved_year(d.text(d.iri, ELI.date_document), 1)),
)
at_document(
    "document without a date", lambda d: d.without(d.iri, ELI.date_document, DX.undatedNote)
)
at_document("document without a title", lambda d: d.without(d.iri, ELI["title"]))
at_document(
    "document dated as plain text",
    lambda d: d.put(d.iri, ELI.date_document, ox.Literal(d.text(d.iri, ELI.date_document))),
)
at_document("document based on itself", lambda d: plus(d.iri, DX.basedOn, d.iri))
at_document(
    "document older than what it rests on",
    lambda d: plus(d.iri, DX.basedOn, DOCUMENT["viet-nam-2025-2629-qd-ttg"]),
)
at_document(
    "printed link that the text does not print",
    lambda d: plus(d.iri, DX.implements, DOCUMENT["viet-nam-2019-52-nq-tw"]),
)
at_document(
    "aligned without a reason",
    lambda d: plus(d.iri, DX.alignedWith, DOCUMENT["viet-nam-2019-52-nq-tw"]),
)
at_document("document under a second name", lambda d: Change(added=frozenset(
    ox.Triple(ox.NamedNode(d.iri + "-bis"), triple.predicate, triple.object)
    for triple in d.without(d.iri).removed)))  # fmt: skip
at_document("label only in Vietnamese", lambda d: Change(removed=frozenset(
    triple for triple in d.without(d.iri, RDFS.label).removed
    if isinstance(triple.object, ox.Literal) and triple.object.language == "en")))  # fmt: skip


# --- Targets -------------------------------------------------------------------------------------


def quantified(d: Document) -> list[str]:
    return d.quantified


def targets(d: Document) -> list[str]:
    return d.targets


def in_unit(*units: str) -> Callable[[Document], list[str]]:
    return lambda d: [
        one for one in d.quantified if d.text(one, SDMX_ATTRIBUTE.unitMeasure) in units
    ]


def slug(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def swap(d: Document, one: str, predicate: str, first: str, second: str) -> Change:
    return d.put(one, predicate, second if d.text(one, predicate) == first else first)


def deadline(d: Document, one: str) -> ox.Literal:
    return moved_year(d.text(one, DX.deadline), 5 if d.text(one, DX.deadline) < "2028" else -5)


def value(number: object) -> Callable[[Document, str], Change]:
    return lambda d, one: d.put(one, DX.targetValue, decimal(number))


at_each("unit of another kind", quantified, lambda d, one: swap(d, one, SDMX_ATTRIBUTE.unitMeasure, UNIT.percent, UNIT["count"]))  # fmt: skip
at_each("deadline of another target", targets, lambda d, one: d.put(one, DX.deadline, deadline(d, one)))  # fmt: skip


@mistake("deadline of another target, the name too")
def _(d: Document) -> Iterator[Change]:
    for one in d.targets:
        year = d.text(one, DX.deadline)[:4]
        moved = deadline(d, one)
        new = one.replace(year, moved.value[:4])
        if new != one and new not in d.targets:
            change = d.renamed(one, new)
            late = ox.Triple(ox.NamedNode(new), ox.NamedNode(DX.deadline), moved)
            rest = frozenset(t for t in change.added if t.predicate.value != DX.deadline)
            yield Change(change.removed, rest | {late})


at_each("deadline as plain text", targets, lambda d, one: d.put(one, DX.deadline, ox.Literal(d.text(one, DX.deadline))))  # fmt: skip
at_each("deadline before the document", targets, lambda d, one: d.put(one, DX.deadline, typed("2019-12-31", "date")))  # fmt: skip
at_each("area of another province", targets, lambda d, one: d.put(one, SDMX_DIMENSION.refArea, other(d).values(other(d).iri, DX.territory)[0]))  # fmt: skip
at_each("area misspelt", targets, lambda d, one: d.put(one, SDMX_DIMENSION.refArea, AREA["bac-gian"]))  # fmt: skip
at_each("level of another target", targets, lambda d, one: swap(d, one, DX.adminLevel, LEVEL.province, LEVEL.commune))  # fmt: skip
at_each("target without a level", targets, lambda d, one: d.without(one, DX.adminLevel))
at_each("no mark of an abolished level", lambda d: [one for one in d.targets if d.values(one, DX.boundToAbolishedLevel)], lambda d, one: d.without(one, DX.boundToAbolishedLevel))  # fmt: skip
at_each("mark of an abolished level where none is", lambda d: [one for one in d.targets if not d.values(one, DX.boundToAbolishedLevel)], lambda d, one: plus(one, DX.boundToAbolishedLevel, typed("true", "boolean")))  # fmt: skip
at_each("indicator of another target", targets, lambda d, one: swap(d, one, DX.indicator, INDICATOR["dti-rank"], INDICATOR["work-files-processed-online"]))  # fmt: skip
at_each("indicator misspelt", targets, lambda d, one: d.put(one, DX.indicator, d.text(one, DX.indicator) + "s"))  # fmt: skip
at_each("inferred pillar wrong", lambda d: [one for one in d.targets if d.values(one, DX.inferredPillar)], lambda d, one: swap(d, one, DX.inferredPillar, PILLAR.society, PILLAR.economy))  # fmt: skip
at_each("both pillars", targets, lambda d, one: plus(one, DX.statedPillar, PILLAR.society) | plus(one, DX.inferredPillar, PILLAR.society))  # fmt: skip
at_each("target without a pillar", targets, lambda d, one: d.without(one, DX.statedPillar, DX.inferredPillar))  # fmt: skip
at_each("comparator wrong", quantified, lambda d, one: swap(d, one, DX.comparator, COMPARATOR.equal, COMPARATOR["at-least"]))  # fmt: skip
at_each("target without a comparator", quantified, lambda d, one: d.without(one, DX.comparator))
at_each("value wrong by one", quantified, lambda d, one: d.put(one, DX.targetValue, decimal(float(d.text(one, DX.targetValue)) + 1)))  # fmt: skip
at_each("percent 900", in_unit(UNIT.percent), value("900.0"))
at_each("rank 0", in_unit(UNIT.rank), value("0.0"))
at_each("count 2.5", in_unit(UNIT["count"]), value("2.5"))
at_each("value as a whole number", quantified, lambda d, one: d.put(one, DX.targetValue, typed(int(float(d.text(one, DX.targetValue))), "integer")))  # fmt: skip
at_each("range crossed", quantified, lambda d, one: d.put(one, DX.upperValue, decimal(float(d.text(one, DX.targetValue)) - 1)))  # fmt: skip
at_each("second value", quantified, lambda d, one: plus(one, DX.targetValue, decimal("1.5")))
at_each("rank without its universe", in_unit(UNIT.rank), lambda d, one: d.without(one, DX.universe))
at_each("target not in the data set", quantified, lambda d, one: d.without(one, "http://purl.org/linked-data/cube#dataSet"))  # fmt: skip
at_each("target of another document", targets, lambda d, one: d.put(one, DX.statedIn, other(d).iri))
at_each("property in small letters", quantified, lambda d, one: d.without(one, DX.targetValue) | plus(one, DX["targetvalue"], d.values(one, DX.targetValue)[0]))  # fmt: skip
at_each("unknown class", targets, lambda d, one: d.put(one, RDF.type, DX["QuantifiedTarge"]))
at_each("foreign term misspelt", targets, lambda d, one: plus(one, SKOS["editorialnote"], ox.Literal("…", language="vi")))  # fmt: skip
at_each("code as a text", targets, lambda d, one: d.put(one, DX.adminLevel, ox.Literal("commune")))
at_each("target only in English", targets, lambda d, one: Change(removed=frozenset(
    t for t in d.without(one, RDFS.label).removed
    if isinstance(t.object, ox.Literal) and t.object.language == "vi")))  # fmt: skip
at_each("label without a language", targets, lambda d, one: d.put(one, RDFS.label, ox.Literal(d.text(one, RDFS.label))))  # fmt: skip
at_each("label of another year", lambda d: [x for x in d.targets if re.search(r", 20\d\d:", d.text(x, RDFS.label))], lambda d, one: Change(
    d.without(one, RDFS.label).removed,
    frozenset(
        ox.Triple(t.subject, t.predicate, ox.Literal(
            re.sub(r", 20\d\d:", ", 2041:", t.object.value), language=t.object.language))
        for t in d.without(one, RDFS.label).removed if isinstance(t.object, ox.Literal))))  # fmt: skip
at_each("scope only in Vietnamese", lambda d: [one for one in d.targets if d.values(one, DX.scopeNote)], lambda d, one: Change(removed=frozenset(
    t for t in d.without(one, DX.scopeNote).removed
    if isinstance(t.object, ox.Literal) and t.object.language == "en")))  # fmt: skip
at_each("target twice", targets, lambda d, one: Change(added=frozenset(
    ox.Triple(ox.NamedNode(one + "-again"), t.predicate, t.object)
    for t in d.without(one).removed)))  # fmt: skip


# --- Evidence ------------------------------------------------------------------------------------


def spans(d: Document) -> list[str]:
    return d.of(DX.EvidenceSpan)


def numbers(d: Document) -> list[str]:
    return d.of(DX.ExplainedNumber)


def shifted(d: Document, one: str, begin: int, end: int) -> Change:
    """Another position of a span, its name too."""
    first = int(d.text(one, NIF.beginIndex)) + begin
    last = int(d.text(one, NIF.endIndex)) + end
    change = d.renamed(one, f"{d.source}#char={first},{last}")
    kept = frozenset(
        t for t in change.added if t.predicate.value not in {NIF.beginIndex, NIF.endIndex}
    )
    new = f"{d.source}#char={first},{last}"
    return (
        Change(change.removed, kept)
        | plus(new, NIF.beginIndex, typed(first, "nonNegativeInteger"))
        | plus(new, NIF.endIndex, typed(last, "nonNegativeInteger"))
    )


at_each("span off by one", spans, lambda d, one: shifted(d, one, 1, 1))
at_each("span one too long", spans, lambda d, one: shifted(d, one, 0, 1))
at_each("span elsewhere than its name", spans, lambda d, one: d.put(one, NIF.beginIndex, typed("0", "nonNegativeInteger")))  # fmt: skip
at_each("position beyond the text", spans, lambda d, one: shifted(d, one, 900000, 900000))
at_each("passage digest wrong", spans, lambda d, one: d.put(one, DX.passageSha256, ox.Literal(passage_sha256(one, 0, 9))))  # fmt: skip
at_each("passage digest cut", spans, lambda d, one: d.put(one, DX.passageSha256, ox.Literal(d.text(one, DX.passageSha256)[:40])))  # fmt: skip
at_each("printed figure retyped", spans, lambda d, one: d.put(one, DX.printedFigure, ox.Literal(d.text(one, DX.printedFigure)[:-1] + "?")))  # fmt: skip
at_each("evidence not linked", targets, lambda d, one: d.without(one, DX.evidence))
at_each("evidence not described", spans, lambda d, one: d.without(one))
at_each("evidence of another province", targets, lambda d, one: d.put(one, DX.evidence, spans(other(d))[0]))  # fmt: skip


@mistake("evidence of another figure")
def _(d: Document) -> Iterator[Change]:
    for one in d.quantified:
        for span in spans(d):
            figure = d.text(span, DX.printedFigure)
            number = d.text(one, DX.targetValue).removesuffix(".0")
            if any(c.isdigit() for c in figure) and number not in figure:
                yield d.put(one, DX.evidence, span)
                break


at_each(
    "figure forgotten",
    lambda d: [
        one
        for one in d.quantified
        if re.search("[0-9]", d.text(d.text(one, DX.evidence), DX.printedFigure))
        and sum(d.text(x, DX.evidence) == d.text(one, DX.evidence) for x in d.targets) == 1
    ],
    lambda d, one: d.without(one) | d.without(d.text(one, DX.evidence)),
)
at_each("number not explained", numbers, lambda d, one: d.without(one))
at_each("number without a reason", numbers, lambda d, one: d.without(one, DX.numberReason))
at_each("figure explained away", lambda d: [x for x in spans(d) if any(c.isdigit() for c in d.text(x, DX.printedFigure))], lambda d, one: d.put(one, RDF.type, DX.ExplainedNumber) | plus(one, DX.numberReason, "https://w3id.org/dxgraph/number-reason/item-count"))  # fmt: skip


# --- What only a reader of the text can see ------------------------------------------------------

at_each("misread: indicator, name too", lambda d: [x for x in d.quantified if d.text(x, SDMX_ATTRIBUTE.unitMeasure) == UNIT.percent], lambda d, one: _misread(d, one))  # fmt: skip


def _misread(d: Document, one: str) -> Change | None:
    was = slug(d.text(one, DX.indicator))
    new = "information-society-skills"
    for candidate in ("digital-economy-sector-share", "work-files-processed-online", "egovernment"):
        if f"<{INDICATOR[candidate]}>" in _described() and candidate != was:
            new = candidate
            break
    name = one.replace(f"#{was}", f"#{new}")
    if name == one or name in d.targets:
        return None
    change = d.renamed(one, name)
    kept = frozenset(t for t in change.added if t.predicate.value != DX.indicator)
    return Change(change.removed, kept) | plus(name, DX.indicator, INDICATOR[new])


@cache
def _described() -> frozenset[str]:
    return frozenset(str(triple.subject) for triple in whole())


at_document(
    "date wrong by a day",
    lambda d: d.put(
        d.iri, ELI.date_document, typed(d.text(d.iri, ELI.date_document)[:8] + "27", "date")
    ),
)
at_each("stated pillar of another heading", lambda d: [one for one in d.targets if d.values(one, DX.statedPillar)], lambda d, one: swap(d, one, DX.statedPillar, PILLAR.society, PILLAR.government))  # fmt: skip
at_each("rank among others", in_unit(UNIT.rank), lambda d, one: d.put(one, DX.universe, "https://w3id.org/dxgraph/universe/countries"))  # fmt: skip
at_each("phrase forgotten", lambda d: d.of(DX.QualitativeTarget), lambda d, one: d.without(one) | d.without(d.text(one, DX.evidence)))  # fmt: skip
at_each("labels in each other's language", targets, lambda d, one: Change(
    d.without(one, RDFS.label).removed,
    frozenset(
        ox.Triple(t.subject, t.predicate, ox.Literal(
            t.object.value, language="en" if t.object.language == "vi" else "vi"))
        for t in d.without(one, RDFS.label).removed if isinstance(t.object, ox.Literal))))  # fmt: skip
