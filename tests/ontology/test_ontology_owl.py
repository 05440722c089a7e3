"""The vocabulary with all data is OWL 2 DL, and consistent under a real reasoner.

HermiT and the OWL API come from the PyPI package owlready2; they need Java, and the profile needs
its compiler. Dates are given to them as ``docs/decisions/0002-dates-and-owl-2-dl.md`` says.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.terms import GRAPH, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SKOS, XSD

HERE = Path(__file__).parent
JAVA = shutil.which("java")


needs_java = pytest.mark.skipif(JAVA is None, reason="there is no Java on this machine")

# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps; text with a language is rdf:PlainLiteral there.
OWL_2_DATATYPES = {
    OWL.real, OWL.rational, RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, XSD.anyURI,
    XSD.base64Binary, XSD.boolean, XSD.byte, XSD.dateTime, XSD.dateTimeStamp, XSD.decimal,
    XSD.double, XSD.float, XSD.hexBinary, XSD.int, XSD.integer, XSD.language, XSD.long,
    XSD.Name, XSD.NCName,
    XSD.negativeInteger, XSD.NMTOKEN, XSD.nonNegativeInteger, XSD.nonPositiveInteger,
    XSD.normalizedString, XSD.positiveInteger, XSD.short, XSD.string, XSD.token, XSD.unsignedByte,
    XSD.unsignedInt, XSD.unsignedLong, XSD.unsignedShort,
}  # fmt: skip

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def quads() -> tuple[ox.Quad, ...]:
    """What our files say, without what follows from it: that is the reasoner's work."""
    return tuple(quad for file in corpus.files() for quad in corpus.parse(file))


def for_owl(statements: Iterable[ox.Quad]) -> set[ox.Triple]:
    """The statements with their dates in datatypes that OWL 2 has; equality and order are kept."""
    return {
        ox.Triple(
            quad.subject,
            quad.predicate,
            _owl_literal(quad.object) if isinstance(quad.object, ox.Literal) else quad.object,
        )
        for quad in statements
    }


def _owl_literal(literal: ox.Literal) -> ox.Literal:
    if literal.datatype.value == XSD.date:
        return ox.Literal(f"{literal.value}T00:00:00Z", datatype=ox.NamedNode(XSD.dateTime))
    if literal.datatype.value == XSD.gYear:
        return ox.Literal(str(int(literal.value)), datatype=ox.NamedNode(XSD.integer))
    return literal


def different(names: Sequence[ox.NamedNode]) -> list[ox.Triple]:
    """One owl:AllDifferent: OWL lets two names be one thing; our data never mean that."""
    axiom = ox.BlankNode()
    nodes: list[ox.BlankNode | ox.NamedNode] = [ox.BlankNode() for _ in names]
    nodes.append(ox.NamedNode(RDF.nil))
    triples = [
        ox.Triple(axiom, ox.NamedNode(RDF.type), ox.NamedNode(OWL.AllDifferent)),
        ox.Triple(axiom, ox.NamedNode(OWL.distinctMembers), nodes[0]),
    ]
    for name, node, rest in zip(names, nodes, nodes[1:], strict=False):
        assert isinstance(node, ox.BlankNode)
        triples.append(ox.Triple(node, ox.NamedNode(RDF.first), name))
        triples.append(ox.Triple(node, ox.NamedNode(RDF.rest), rest))
    return triples


def concepts() -> list[ox.NamedNode]:
    """The codes of the vocabulary."""
    within = (SKOS.topConceptOf, SKOS.inScheme)
    return _sorted(quad.subject for quad in _vocabulary() if quad.predicate.value in within)


def values_of_functional_properties() -> list[ox.NamedNode]:
    """Where two names of one thing would hide a mistake; all pairs of all things cost too much."""
    functional = {
        quad.subject
        for quad in quads()
        if quad.predicate.value == RDF.type and quad.object == ox.NamedNode(OWL.FunctionalProperty)
    }
    return _sorted(quad.object for quad in quads() if quad.predicate in functional)


def _sorted(terms: Iterable[object]) -> list[ox.NamedNode]:
    return sorted({term for term in terms if isinstance(term, ox.NamedNode)}, key=str)


def write(triples: Iterable[ox.Triple], path: Path) -> Path:
    ox.serialize(triples, output=path, format=ox.RdfFormat.RDF_XML)
    return path


def run_java(*arguments: str) -> subprocess.CompletedProcess[str]:
    spec = find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "hermit" / "HermiT.jar"
    assert JAVA is not None
    return subprocess.run(
        [JAVA, "-Xmx1500M", "-cp", str(jar), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@needs_java
def test_no_class_of_the_vocabulary_is_empty_by_definition(tmp_path: Path) -> None:
    path = write(for_owl(_vocabulary()), tmp_path / "vocabulary.rdf")
    done = run_java("org.semanticweb.HermiT.cli.CommandLine", "-U", path.as_uri())
    assert done.returncode == 0, done.stderr
    assert "owl:Nothing" in done.stdout
    assert "dx:" not in done.stdout
    assert ONTOLOGY not in done.stdout


def _vocabulary() -> list[ox.Quad]:
    start = GRAPH["ontology"]
    return [quad for quad in quads() if str(quad.graph_name).removeprefix("<").startswith(start)]


# Each is a mistake that could be made in data, and what makes it one.
CONTRADICTIONS = {
    "a document that is also a body": "e:x a dx:PolicyDocument , dx:Body .",
    "a target with and without a figure": "e:x a dx:QualitativeTarget , dx:QuantifiedTarget .",
    "a claim counted as a target": "e:x a dx:Claim ; dx:statedIn e:d .",
    "a level used as a comparator": "e:x dx:comparator level:province .",
    "a pillar used as a level": "e:x dx:adminLevel pillar:economy .",
    "two comparators": "e:x dx:comparator comparator:equal , comparator:at-least .",
    "two deadlines": """e:x dx:deadline "2025-12-31"^^xsd:date , "2030-12-31"^^xsd:date .""",
    "a value that is a word": """e:x dx:targetValue "many" .""",
    "a negative length": """e:x dx:length "-1"^^xsd:integer .""",
    "an area that follows itself": "e:x dx:succeededBy e:x .",
    "an area inside its own part": "e:x dx:within e:y . e:y dx:within e:x .",
    "two documents each above the other": "e:x dx:implements e:y . e:y dx:basedOn e:x .",
    "an area as the basis of a document": "e:x dx:basedOn e:y . e:y a dx:Province .",
}


# Statements that leave the profile, though they contradict nothing.
OUTSIDE_THE_PROFILE = {
    "UseOfUndeclaredClass": "e:x a e:Unknown .",
    "IllegalPunning": "dx:indicator a owl:DatatypeProperty .",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What profile and reasoner say, in one run of Java: of all we have, and of each mistake."""
    if JAVA is None:
        pytest.skip("there is no Java on this machine")
    folder = tmp_path_factory.mktemp("owl")
    distinct = different(concepts())
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    whole = [*for_owl(quads()), *different(values_of_functional_properties())]
    paths = {"": write(whole, folder / "all.rdf")}
    for name, text in {**CONTRADICTIONS, **OUTSIDE_THE_PROFILE}.items():
        turtle = f"{prefixes}@prefix e: <http://example.org/> .\n{text}"
        wrong = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        paths[name] = write(
            [*for_owl([*_vocabulary(), *wrong]), *distinct], folder / f"{len(paths)}.rdf"
        )
    done = run_java(str(HERE / "owl" / "Check.java"), *(str(path) for path in paths.values()))
    if "compiler" in done.stderr.lower():
        pytest.skip("the Java of this machine has no compiler")
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t", 1) for line in done.stdout.splitlines()]
    return {
        name: [words for file, words in lines if file == path.name] for name, path in paths.items()
    }


@pytest.mark.parametrize("mistake", CONTRADICTIONS)
def test_a_contradiction_is_found(mistake: str, findings: dict[str, list[str]]) -> None:
    assert "Inconsistent" in findings[mistake]


def test_vocabulary_and_data_are_owl_2_dl_and_consistent_in_hermit(
    findings: dict[str, list[str]],
) -> None:
    assert findings[""] == []


@pytest.mark.parametrize("kind", OUTSIDE_THE_PROFILE)
def test_what_leaves_the_profile_is_found(kind: str, findings: dict[str, list[str]]) -> None:
    assert {words.partition("\t")[0] for words in findings[kind]} == {kind}


def test_nothing_is_left_outside_the_datatypes_of_owl_2() -> None:
    """The OWL API lets any XML Schema datatype pass, so this is looked at here, by the letter."""
    used = {
        triple.object.datatype.value
        for triple in for_owl(quads())
        if isinstance(triple.object, ox.Literal)
    }
    assert used <= OWL_2_DATATYPES


def test_only_dates_and_years_need_the_mapping() -> None:
    beyond = {
        quad.object.datatype.value
        for quad in quads()
        if isinstance(quad.object, ox.Literal) and quad.object.datatype.value not in OWL_2_DATATYPES
    }
    assert beyond <= {XSD.date, XSD.gYear}


def test_the_axioms_name_no_datatype_that_owl_2_lacks() -> None:
    ranges = {
        quad.object.value
        for quad in _vocabulary()
        if quad.predicate.value == RDFS.range and isinstance(quad.object, ox.NamedNode)
    }
    datatypes = {iri for iri in ranges if iri.startswith((XSD, RDF))}
    assert datatypes <= OWL_2_DATATYPES


def test_every_property_and_class_that_is_used_is_declared_as_one_kind() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for quad in quads():
        if quad.predicate.value == RDF.type and isinstance(quad.object, ox.NamedNode):
            kinds[str(quad.subject)].add(quad.object.value)
    built_in = (RDF, RDFS, OWL)
    for quad in quads():
        if not quad.predicate.value.startswith(built_in):
            declared = kinds[str(quad.predicate)].intersection(PROPERTY_KINDS)
            assert len(declared) == 1, f"{quad.predicate} is declared as {declared or 'nothing'}"
        if quad.predicate.value == RDF.type and isinstance(quad.object, ox.NamedNode):
            name = quad.object
            if not name.value.startswith(built_in):
                assert OWL.Class in kinds[str(name)], f"{name} is not declared"
