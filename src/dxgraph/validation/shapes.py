"""The shapes, read: what to say when one is not kept to, and the SPARQL to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.corpus import CorpusFile, parse, shape_files
from dxgraph.curies import compact
from dxgraph.findings import Severity
from dxgraph.terms import RDF, SH, SHAPES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

NORMALISED_TEXT = SHAPES["NormalisedText"]
READABLE_FILE = SHAPES["ReadableFile"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SIGNS = {
    SH.minCount: "≥ {}",
    SH.maxCount: "≤ {}",
    SH.datatype: "{}",
    SH["class"]: "{}",
    SH.pattern: "/{}/",
    SH.lessThan: "< {}",
    SH.lessThanOrEquals: "≤ {}",
    SH.equals: "= {}",
    SH.disjoint: "≠ {}",
    SH.hasValue: "{}",
    SH.minInclusive: "≥ {}",
    SH.languageIn: "{}",
    SH.uniqueLang: "1 × @",
    SH.qualifiedMinCount: "≥ {}",
}
"""How the parameter of a constraint component reads as what was expected."""


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A constraint of SHACL-SPARQL (section 5): it selects what is at fault."""

    iri: str
    shape: str
    """The node shape that has it."""
    select: str
    """The query with its prefixes."""


@dataclass(frozen=True)
class Shapes:
    """A shapes graph."""

    triples: tuple[ox.Triple, ...] = field(repr=False)

    @classmethod
    def load(cls, files: Iterable[CorpusFile] | None = None) -> Shapes:
        """Read the given files, or those of `ontology/shapes/`.

        Raises DataError where one does not parse.
        """
        found = tuple(shape_files() if files is None else files)
        return cls(
            tuple(
                ox.Triple(quad.subject, quad.predicate, quad.object)
                for number, file in enumerate(found)
                for quad in parse(file, number=number)
            )
        )

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[Term]]:
        index: dict[tuple[str, str], list[Term]] = {}
        for triple in self.triples:
            index.setdefault((str(triple.subject), triple.predicate.value), []).append(
                triple.object
            )
        return index

    def _values(self, subject: str, predicate: str) -> list[Term]:
        """The values of a property; the subject is a term in the syntax of N-Triples."""
        return self._index.get((subject, predicate), [])

    @cached_property
    def core(self) -> bytes:
        """The shapes without their SPARQL, as N-Triples: what an engine of SHACL core runs."""
        core = (triple for triple in self.triples if triple.predicate.value != SH.sparql)
        return ox.serialize(core, format=ox.RdfFormat.N_TRIPLES) or b""

    @cached_property
    def whole(self) -> bytes:
        """All the shapes, as N-Triples: what an engine of SHACL-SPARQL runs."""
        return ox.serialize(self.triples, format=ox.RdfFormat.N_TRIPLES) or b""

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The IRIs of the node shapes, property shapes and SPARQL constraints, sorted."""
        kinds = {SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint}
        return tuple(
            sorted(
                triple.subject.value
                for triple in self.triples
                if triple.predicate.value == RDF.type
                and isinstance(triple.object, ox.NamedNode)
                and triple.object.value in kinds
                and isinstance(triple.subject, ox.NamedNode)
            )
        )

    @cached_property
    def sparql(self) -> tuple[SparqlConstraint, ...]:
        """The SPARQL constraints, in the order of their names."""
        found = []
        for triple in self.triples:
            if triple.predicate.value != SH.sparql or not isinstance(triple.object, ox.NamedNode):
                continue
            node = str(triple.object)
            prefixes = "".join(
                f"PREFIX {self._text(declared, SH.prefix)}: "
                f"<{self._text(declared, SH.namespace)}>\n"
                for ontology in self._values(node, SH.prefixes)
                for declared in map(str, self._values(str(ontology), SH.declare))
            )
            shape = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
            select = prefixes + self._text(node, SH.select)
            found.append(SparqlConstraint(triple.object.value, shape, select))
        return tuple(sorted(found, key=lambda constraint: constraint.iri))

    def targets(self, shape: str) -> Iterator[tuple[str, str]]:
        """What a node shape is for: pairs of the kind of target and its IRI (section 2.1.3)."""
        for kind in _TARGETS:
            for value in self._values(f"<{shape}>", kind):
                if isinstance(value, ox.NamedNode):
                    yield kind, value.value

    def message(self, iri: str) -> Both:
        """What a shape or constraint says to do."""
        said = {
            literal.language: literal.value
            for literal in self._values(f"<{iri}>", SH.message)
            if isinstance(literal, ox.Literal)
        }
        return Both(said.get("vi", ""), said.get("en", ""))

    def severity(self, iri: str) -> Severity:
        for value in self._values(f"<{iri}>", SH.severity):
            if isinstance(value, ox.NamedNode):
                return Severity(value.value.removeprefix(SH))
        return Severity.VIOLATION

    def path(self, iri: str) -> str | None:
        """The path of a property shape, in the syntax of SPARQL 1.1; None for a node shape."""
        found = self._values(f"<{iri}>", SH.path)
        return self._path(found[0]) if found else None

    def _path(self, path: Term) -> str:
        if isinstance(path, ox.NamedNode):
            return f"<{path.value}>"
        inverse = self._values(str(path), SH.inversePath)
        if inverse:
            return f"^{self._path(inverse[0])}"
        return "/".join(self._path(step) for step in self._list(path))

    def path_triples(self, iri: str) -> Iterator[ox.Triple]:
        """The path of a property shape as triples, to say again in a report."""
        queue = [str(term) for term in self._values(f"<{iri}>", SH.path)]
        seen: set[str] = set()
        while queue:
            node = queue.pop()
            for triple in self.triples if node.startswith("_:") and node not in seen else ():
                if str(triple.subject) == node:
                    yield triple
                    queue.append(str(triple.object))
            seen.add(node)

    def path_node(self, iri: str) -> Term | None:
        """The node of a property shape's path."""
        found = self._values(f"<{iri}>", SH.path)
        return found[0] if found else None

    def expected(self, iri: str, component: str) -> str:
        """What a constraint component of a shape expects, in signs and names.

        The name of a component is that of its parameter, in capitals (section 4):
        ``sh:minCount`` is of ``sh:MinCountConstraintComponent``.
        """
        name = component.removeprefix(SH).removesuffix("ConstraintComponent")
        parameter = SH[name[:1].lower() + name[1:]]
        if parameter == SH.node:
            return self._form(iri)
        sign = _SIGNS.get(parameter)
        if sign is None:
            return ""
        for value in self._values(f"<{iri}>", parameter):
            if isinstance(value, ox.BlankNode):
                shown = ", ".join(compact(str(item)) for item in self._list(value))
            else:
                shown = value.value if isinstance(value, ox.Literal) else compact(str(value))
            return sign.format(shown)
        return ""

    def _form(self, iri: str) -> str:
        """The datatype and the pattern of the node shape that a property shape refers to."""
        return " ".join(
            sign
            for node in self._values(f"<{iri}>", SH.node)
            if isinstance(node, ox.NamedNode)
            for name in ("Datatype", "Pattern")
            if (sign := self.expected(node.value, SH[f"{name}ConstraintComponent"]))
        )

    def _list(self, node: Term) -> Iterator[Term]:
        while str(node) != f"<{RDF.nil}>":
            yield from self._values(str(node), RDF.first)
            rest = self._values(str(node), RDF.rest)
            if not rest:
                return
            node = rest[0]

    def _text(self, subject: str, predicate: str) -> str:
        found = self._values(subject, predicate)
        return found[0].value if found and isinstance(found[0], ox.Literal) else ""
