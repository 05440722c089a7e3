"""Every term of the vocabulary says what it is, in both languages, and is the term that is used."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus, terms
from dxgraph.terms import (
    DCTERMS,
    DX,
    ELI,
    GRAPH,
    NIF,
    ONTOLOGY,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    QB,
    QUDT,
    RDF,
    RDFS,
    SCHEME,
    SKOS,
    XSD,
    Namespace,
)

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BOTH = ["en", "vi"]

# Names that queries written by others rely on (the design's section 2).
FIXED = [
    "PolicyDocument", "Body", "Area", "Pillar", "AdminLevel", "Comparator", "DocumentType",
    "Indicator", "Target", "QuantifiedTarget", "QualitativeTarget", "Outcome", "Claim",
    "territory", "implements", "basedOn", "incorporatesTargetsOf", "supersedes", "upstream",
    "alignedWith", "assertedBy", "indicator", "adminLevel", "deadline", "statedIn", "targetValue",
    "comparator", "upperValue", "startYear", "scopeNote", "succeededBy",
]  # fmt: skip
FIXED_CODES = {
    "level": ["not-applicable", "all", "ministry", "province", "district", "commune"],
    "comparator": [
        "equal", "at-least", "greater-than", "at-most", "less-than", "approximately", "within-top",
    ],
}  # fmt: skip


@cache
def statements() -> tuple[ox.Quad, ...]:
    """What the files of the vocabulary say, the data left out."""
    return tuple(
        quad
        for file in corpus.files()
        if file.name.startswith("ontology/")
        for quad in corpus.parse(file)
    )


@cache
def described() -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    """Subject and predicate to objects."""
    found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in statements():
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        rows = found.setdefault(quad.subject.value, {})
        rows.setdefault(quad.predicate.value, []).append(quad.object)
    return found


def objects(subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
    return described().get(subject, {}).get(predicate, [])


def values(subject: str, predicate: str) -> list[str]:
    return [term.value for term in objects(subject, predicate)]


def schemes(concept: str) -> list[str]:
    """The code list that a concept heads, or else is in."""
    return values(concept, SKOS.topConceptOf) or values(concept, SKOS.inScheme)


def languages(subject: str, predicate: str) -> list[str]:
    literals = [term for term in objects(subject, predicate) if isinstance(term, ox.Literal)]
    return sorted(str(literal.language) for literal in literals)


def of_kind(*kinds: str) -> list[str]:
    return sorted(
        subject
        for subject in described()
        if subject.startswith(DX) and set(values(subject, RDF.type)).intersection(kinds)
    )


CLASSES = of_kind(OWL.Class)
PROPERTIES = of_kind(*PROPERTY_KINDS)
SCHEMES = sorted(s for s in described() if SKOS.ConceptScheme in values(s, RDF.type))
CONCEPTS = sorted(s for s in described() if schemes(s))


def short(iri: str) -> str:
    return iri.removeprefix(terms.BASE).removeprefix("ontology#")


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES, *CONCEPTS, *SCHEMES], ids=short)
def test_a_term_has_label_definition_and_home_in_both_languages(term: str) -> None:
    assert BOTH in (languages(term, RDFS.label), languages(term, SKOS.prefLabel))
    assert languages(term, SKOS.definition) == BOTH
    assert values(term, RDFS.isDefinedBy) == [ONTOLOGY]
    assert all(text.endswith(".") for text in values(term, SKOS.definition))


@pytest.mark.parametrize("term", PROPERTIES, ids=short)
def test_a_property_has_a_range_and_a_domain_or_says_why_not(term: str) -> None:
    assert len(values(term, RDFS.range)) == 1
    if values(term, RDFS.domain):
        assert len(values(term, RDFS.domain)) == 1
        assert not values(term, DX.whyNoDomain)
    else:
        assert languages(term, DX.whyNoDomain) == BOTH


@pytest.mark.parametrize("term", PROPERTIES, ids=short)
def test_a_property_is_of_one_kind_and_its_range_fits(term: str) -> None:
    kinds = set(values(term, RDF.type)).intersection(PROPERTY_KINDS)
    assert len(kinds) == 1
    for target in values(term, RDFS.range):
        literal = target.startswith((XSD, RDF)) or target == RDFS.Literal
        assert literal == (kinds != {OWL.ObjectProperty})


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES], ids=short)
def test_a_name_is_written_as_its_kind_is(term: str) -> None:
    pattern = "[A-Z][A-Za-z]+" if term in CLASSES else "[a-z][A-Za-z0-9]+"
    assert re.fullmatch(pattern, term.removeprefix(DX))


@pytest.mark.parametrize("name", FIXED)
def test_a_fixed_term_is_there(name: str) -> None:
    assert DX[name] in [*CLASSES, *PROPERTIES]


@pytest.mark.parametrize("kind", FIXED_CODES)
def test_the_fixed_codes_are_there_in_their_order(kind: str) -> None:
    concepts = [c for c in CONCEPTS if c.startswith(PREFIXES[kind])]
    concepts.sort(key=lambda concept: int(values(concept, DX.order)[0]))
    assert [concept.removeprefix(PREFIXES[kind]) for concept in concepts] == FIXED_CODES[kind]


def _above(name: str, axiom: str) -> set[str]:
    found = set(values(name, axiom))
    return found.union(*(_above(upper, axiom) for upper in found if upper.startswith(DX)))


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (DX.PolicyDocument, ELI.LegalResource),
        (DX.PolicyDocument, PROV.Entity),
        (DX.Body, ORG.FormalOrganization),
        (DX.Area, DCTERMS.Location),
        (DX.QuantifiedTarget, QB.Observation),
        (DX.QuantifiedTarget, PROV.Entity),
        (DX.Outcome, QB.Observation),
        (DX.Source, NIF.Context),
        (DX.EvidenceSpan, NIF.OffsetBasedString),
        (DX.ExplainedNumber, NIF.OffsetBasedString),
        (DX.Unit, QUDT.Unit),
        *((DX[name], SKOS.Concept) for name in ("Pillar", "AdminLevel", "Indicator", "Verdict")),
    ],
    ids=short,
)
def test_a_class_is_below_that_of_a_known_vocabulary(lower: str, upper: str) -> None:
    assert upper in _above(lower, RDFS.subClassOf)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (DX.implements, ELI.applies),
        (DX.basedOn, ELI.based_on),
        (DX.supersedes, ELI.repeals),
        (DX.revises, ELI.changes),
        (DX.evidence, PROV.wasDerivedFrom),
        (DX.attestedAt, PROV.wasDerivedFrom),
        (DX.printedFigure, NIF.anchorOf),
        *(
            (DX[name], DX.upstream)
            for name in ("implements", "basedOn", "incorporatesTargetsOf", "supersedes", "revises")
        ),
        (DX.statedPillar, DX.pillar),
        (DX.inferredPillar, DX.pillar),
    ],
    ids=short,
)
def test_a_property_is_below_that_of_a_known_vocabulary(lower: str, upper: str) -> None:
    assert upper in _above(lower, RDFS.subPropertyOf)


def test_what_editors_infer_is_not_among_what_texts_print() -> None:
    assert DX.upstream not in _above(DX.alignedWith, RDFS.subPropertyOf)
    assert ELI.cites not in _above(DX.alignedWith, RDFS.subPropertyOf)


def test_the_ontology_says_its_version_licence_and_makers() -> None:
    assert values(ONTOLOGY, OWL.versionIRI) == [f"{ONTOLOGY}/0.1.0"]
    assert values(ONTOLOGY, DCTERMS.license) == ["https://creativecommons.org/licenses/by/4.0/"]
    for maker in (DCTERMS.creator, DCTERMS.publisher):
        assert values(ONTOLOGY, maker) == [terms.AGENT.project]
    for text in (DCTERMS["title"], DCTERMS.description):
        assert languages(ONTOLOGY, text) == BOTH
    for moment in (DCTERMS.created, DCTERMS.modified):
        assert len(values(ONTOLOGY, moment)) == 1


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_a_code_list_has_its_codes_in_order_each_told_apart(scheme: str) -> None:
    concepts = [c for c in CONCEPTS if scheme in schemes(c)]
    if not concepts:
        assert scheme == SCHEME.indicators, "the indicators are data"
        return
    assert sorted(int(values(c, DX.order)[0]) for c in concepts) == [
        *range(1, len(concepts) + 1),
    ]
    for property_ in (SKOS.prefLabel, SKOS.notation):
        names = [str(term) for c in concepts for term in objects(c, property_)]
        assert len(names) == len(set(names))
    assert len({values(c, RDF.type)[0] for c in concepts}) == 1


@pytest.mark.parametrize("concept", CONCEPTS, ids=short)
def test_a_code_is_a_concept_of_its_class_and_scheme(concept: str) -> None:
    (kind,) = values(concept, RDF.type)
    assert SKOS.Concept in _above(kind, RDFS.subClassOf)
    assert len(schemes(concept)) == 1
    # Its label is written once; the other name of it follows.
    assert values(concept, SKOS.prefLabel)
    assert not values(concept, RDFS.label)
    assert len(values(concept, SKOS.notation)) == 1
    # A top concept has nothing above it, and all others do.
    broader, top = objects(concept, SKOS.broader), objects(concept, SKOS.topConceptOf)
    assert bool(broader) != bool(top)
    for upper in values(concept, SKOS.broader):
        assert schemes(upper) == schemes(concept)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("111-NQ/TU", "nq-tu"),
        ("50/KH-UBND", "kh-ubnd"),
        ("04/CTrHĐ-STTTT", "ctrhd"),
        ("749/QĐ-TTg", "qd-ttg"),
        ("922/QĐ-BTTTT", "qd-bo"),
        ("1893/QĐ-UBND", "qd-ubnd"),
        ("52-NQ/TW", "nq-tw"),
        ("50/NQ-CP", "nq-cp"),
        ("42/2022/NĐ-CP", "nd-cp"),
        ("1658/NQ-UBTVQH15", "nq-ubtvqh"),
    ],
)
def test_a_document_number_fits_its_type_and_no_other(number: str, kind: str) -> None:
    assert _types(number) == [kind]


def test_a_law_and_a_resolution_of_parliament_are_numbered_alike() -> None:
    assert _types("202/2025/QH15") == ["luat-qh", "nq-qh"]


@pytest.mark.parametrize("number", ["111-NQ/TUX", "NQ/TU", "50-KH/UBND", "749/QD-TTg", "04/CTrHĐ-"])
def test_a_number_of_no_type_fits_none(number: str) -> None:
    assert _types(number) == []


def _types(number: str) -> list[str]:
    return [
        concept.removeprefix(terms.DOCUMENT_TYPE)
        for concept in CONCEPTS
        for pattern in values(concept, DX.numberPattern)
        if re.search(pattern, number)
    ]


@pytest.mark.parametrize(
    "concept", [c for c in CONCEPTS if c.startswith(terms.DOCUMENT_TYPE)], ids=short
)
def test_a_document_type_has_pattern_and_issuer_together_or_neither(concept: str) -> None:
    assert bool(values(concept, DX.numberPattern)) == bool(values(concept, DX.issuerKind))
    assert bool(values(concept, DX.numberPattern)) == bool(values(concept, SKOS.broader))


def test_terms_of_other_vocabularies_are_declared_and_not_redefined() -> None:
    """Their meaning stays with them. The cube says what the SDMX properties are in it."""
    for subject, rows in described().items():
        if subject.startswith(terms.BASE) or subject.startswith(
            "http://purl.org/linked-data/sdmx/"
        ):
            continue
        assert set(rows) <= {RDF.type, OWL.disjointWith, RDFS.subPropertyOf}, subject
        # What they say themselves is repeated where data are found by it.
        assert {(subject, upper) for upper in values(subject, RDFS.subPropertyOf)} <= {
            (SKOS.prefLabel, RDFS.label),
            (SKOS.topConceptOf, SKOS.inScheme),
        }


def test_no_foreign_term_is_declared_in_vain() -> None:
    """All that is declared is used, by the vocabulary, the shapes or the data."""
    used = set()
    for file in (*corpus.files(), *corpus.shape_files()):
        for quad in corpus.parse(file):
            if quad.predicate.value != RDF.type or not str(quad.object).startswith(f"<{OWL}"):
                used |= {str(quad.subject), str(quad.predicate), str(quad.object)}
    declared = {
        subject
        for subject in described()
        if not subject.startswith(terms.BASE) and objects(subject, RDF.type)
    }
    assert {subject for subject in declared if f"<{subject}>" not in used} == set()


def test_there_are_no_blank_nodes() -> None:
    assert not [
        quad
        for quad in statements()
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]


def test_what_is_called_disjoint_is_not_one_below_the_other() -> None:
    for name in CLASSES:
        above = _above(name, RDFS.subClassOf)
        for other in values(name, OWL.disjointWith):
            assert other not in above
            assert name not in _above(other, RDFS.subClassOf)


def test_every_two_kinds_of_code_are_disjoint() -> None:
    kinds = [name for name in CLASSES if SKOS.Concept in values(name, RDFS.subClassOf)]
    told = {frozenset((name, other)) for name in kinds for other in values(name, OWL.disjointWith)}
    assert told >= {frozenset((a, b)) for a in kinds for b in kinds if a != b}


def _texts() -> dict[str, str]:
    """Where terms of ours are written: files of the graph, shapes, queries and the package."""
    top = corpus.root()
    paths = [
        *top.glob("ontology/**/*.ttl"), *top.glob("data/ttl/**/*.ttl"), *top.glob("queries/*.rq"),
    ]  # fmt: skip
    texts = {str(path.relative_to(top)): path.read_text("utf-8") for path in paths}
    package = Path(terms.__file__).parent
    for path in package.rglob("*.py"):
        texts[str(path.relative_to(package))] = path.read_text("utf-8")
    return texts


def test_every_prefix_is_spelled_as_in_terms() -> None:
    wrong = []
    for name, text in _texts().items():
        if name.endswith((".ttl", ".rq")):
            for prefix, iri in re.findall(r"(?mi)^@?prefix\s+([\w-]+):\s+<([^>]*)>", text):
                if PREFIXES.get(prefix) != iri:
                    wrong.append(f"{name}: {prefix}: <{iri}>")
    assert wrong == []


def test_every_term_of_ours_that_is_written_exists() -> None:
    known = {name.removeprefix(DX) for name in [*CLASSES, *PROPERTIES]}
    unknown = []
    for name, whole in _texts().items():
        text = re.sub(r'"[^"\n]*"@\w+', "", whole)  # prose may say "two dx:Targets"
        written = re.findall(r"(?<![\w:/-])dx:([A-Za-z]\w*)", text)
        if name.endswith(".py"):
            written += re.findall(r"\bDX\.([A-Za-z]\w*)", text)
            written += re.findall(r"\bDX\[\"(\w+)\"\]", text)
        unknown += [f"{name}: dx:{term}" for term in written if term not in known]
    assert unknown == []


def test_no_term_is_hidden_by_a_method_of_str() -> None:
    """``UNIT.count`` is a method of the string; ``UNIT["count"]`` is the unit."""
    names = "|".join(
        name
        for name, value in vars(terms).items()
        if isinstance(value, Namespace) and name != "BASE"
    )
    hidden = [
        f"{name}: {written}"
        for name, text in _texts().items()
        if name.endswith(".py")
        for written in re.findall(rf"\b(?:{names})\.([a-z]\w*)\b(?!\()", text)
        if hasattr(str, written)
    ]
    assert hidden == []


def test_all_text_is_nfc() -> None:
    top = corpus.root()
    for path in top.glob("ontology/**/*.ttl"):
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), path


def test_a_concepts_file_holds_one_scheme() -> None:
    concepts = [
        q for q in statements() if str(q.graph_name).startswith(f"<{GRAPH}ontology/concepts/")
    ]
    schemes = [q for q in concepts if q.object == ox.NamedNode(SKOS.ConceptScheme)]
    by_file = groupby(sorted(schemes, key=lambda q: str(q.graph_name)), lambda q: str(q.graph_name))
    assert {name: len(list(found)) for name, found in by_file} == {
        str(q.graph_name): 1 for q in concepts
    }
