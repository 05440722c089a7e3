"""The examples of ``tests/shapes/``: what each constraint refuses, and what it accepts.

``base.ttl`` is a small graph that keeps to every shape. Each file beside it, named as the file of
``ontology/shapes/`` that it is about, lists constraints: a shape with the parameter at stake, or a
SPARQL constraint. Under each stand promises: "refuses …" and "accepts …", with what to take from
the base (lines that begin with -) and what to add to it (+), in Turtle. Where a constraint of SHACL
core has no "accepts", the base itself is what it accepts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.terms import PREFIXES, RDFS, SH, SHAPES
from dxgraph.validation.shapes import Shapes
from support.places import TESTS, of_yaml

FOLDER = TESTS / "shapes"
PREAMBLE = "".join(
    [
        "@base <https://w3id.org/dxgraph/source/text> .\n",
        "@prefix : <https://w3id.org/dxgraph/document/plan#> .\n",
        *(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()),
    ]
)

"""What stands before the Turtle of an example."""

Graph = frozenset[ox.Triple]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint of ours, as `dxgraph.validation` names it."""

    iri: str
    component: str

    @classmethod
    def of(cls, words: str) -> Constraint:
        """From the words of an example: ``document-number minCount``, ``document-identity``."""
        name, _, parameter = words.partition(" ")
        component = parameter[:1].upper() + parameter[1:] if parameter else "SPARQL"
        return cls(SHAPES[name], SH[f"{component}ConstraintComponent"])


@dataclass(frozen=True, slots=True)
class Example:
    """A promise of a constraint."""

    words: str
    promise: str
    refused: bool
    removed: Graph
    added: Graph

    @property
    def constraint(self) -> Constraint:
        return Constraint.of(self.words)

    @property
    def graph(self) -> Graph:
        """The base with the changes of the example."""
        strangers = self.removed - base()
        assert not strangers, f"not in the base: {strangers}"
        return (base() - self.removed) | self.added

    def __str__(self) -> str:
        return f"{self.words}: {self.promise}"


@cache
def examples(file: Path) -> tuple[Example, ...]:
    """The examples of a file."""
    found = []
    for words, promises in of_yaml(file).items():
        for promise, changes in promises.items():
            verb = promise.split(" ", 1)[0]
            assert verb in {"refuses", "accepts"}, promise
            found.append(
                Example(
                    words=words,
                    promise=promise,
                    refused=verb == "refuses",
                    removed=_turtle(changes, "-"),
                    added=_turtle(changes, "+"),
                )
            )
    return tuple(found)


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


@cache
def base() -> Graph:
    """The base with our vocabulary."""
    text = (FOLDER / "base.ttl").read_text("utf-8")
    vocabulary = next(file for file in corpus.files() if file.name == "ontology/dx.ttl")
    quads = [*ox.parse(text, format=ox.RdfFormat.TURTLE), *corpus.parse(vocabulary)]
    return frozenset(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


@cache
def words() -> Graph:
    """The labels and definitions of our vocabulary, of which no shape of an example says anything:
    a judge is quicker without them."""
    terms = {triple.subject for triple in base() if triple.predicate.value == RDFS.isDefinedBy}
    return frozenset(
        triple
        for triple in base()
        if triple.predicate.value == RDFS.isDefinedBy
        or (
            triple.subject in terms
            and isinstance(triple.object, ox.Literal)
            and triple.object.language
        )
    )


def store_of(graph: Iterable[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in graph)
    return store


@cache
def shapes() -> Shapes:
    return Shapes.load()


def constraints() -> frozenset[Constraint]:
    """Every constraint of ``ontology/shapes/``: the parameters of named shapes, and the SPARQL.

    What is only referred to by sh:node reports under the name of who refers to it.
    """
    parameters = {
        "class",
        "datatype",
        "disjoint",
        "equals",
        "hasValue",
        "in",
        "languageIn",
        "lessThan",
        "lessThanOrEquals",
        "maxCount",
        "maxExclusive",
        "maxInclusive",
        "maxLength",
        "minCount",
        "minExclusive",
        "minInclusive",
        "minLength",
        "node",
        "nodeKind",
        "not",
        "or",
        "pattern",
        "qualifiedMaxCount",
        "qualifiedMinCount",
        "uniqueLang",
        "xone",
    }
    referred = {triple.object for triple in shapes().triples if triple.predicate.value == SH.node}
    core = {
        Constraint.of(f"{triple.subject.value.removeprefix(SHAPES)} {name}")
        for triple in shapes().triples
        if isinstance(triple.subject, ox.NamedNode)
        and triple.subject not in referred
        and (name := triple.predicate.value.removeprefix(SH)) in parameters
    }
    sparql = {
        Constraint(constraint.iri, SH.SPARQLConstraintComponent) for constraint in shapes().sparql
    }
    return frozenset(core | sparql)


def _turtle(changes: str, sign: str) -> Graph:
    lines = [line[1:] for line in changes.splitlines() if line.startswith(sign)]
    found = ox.parse(PREAMBLE + "\n".join(lines), format=ox.RdfFormat.TURTLE)
    return frozenset(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in found)
