"""SHACL-SPARQL in Oxigraph: each constraint is one query for all its focus nodes.

SHACL binds ``$this`` before it runs a query, once for each focus node (section 5.3). Ours bind it
in their outermost pattern, so that running once and keeping the focus nodes gives the same; a test
holds the two equal. What takes pySHACL minutes takes tenths of a second here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from dxgraph.terms import RDF, RDFS, SH
from dxgraph.validation.finding import Result
from dxgraph.validation.shapes import Shapes

_COMPONENT = SH.SPARQLConstraintComponent


@dataclass(frozen=True, slots=True)
class Row:
    """A result with its path and, of a query, what its message may name."""

    result: Result
    path: str | None
    bindings: Mapping[str, str] | None = None
    """The variables, terms in the syntax of N-Triples; None for a result of SHACL core."""


def check_sparql(shapes: Shapes, store: ox.Store) -> list[Row]:
    """What is at fault by the SPARQL constraints, in the default graph of the store."""
    focus: dict[str, frozenset[str]] = {}
    rows: dict[Row, None] = {}
    for constraint in shapes.sparql:
        solutions = store.query(constraint.select)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            bound = {name: str(solution[name]) for name in names if solution[name] is not None}
            this = bound.get("this", "")
            if constraint.shape not in focus:
                focus[constraint.shape] = focus_nodes(shapes, constraint.shape, store)
            if this not in focus[constraint.shape]:
                continue
            result = Result(
                focus=this,
                shape=constraint.shape,
                component=_COMPONENT,
                severity=shapes.severity(constraint.shape).iri,
                value=bound.get("value", this),
                constraint=constraint.iri,
            )
            rows[Row(result, bound.get("path"), _Bindings(bound))] = None
    return list(rows)


def focus_nodes(shapes: Shapes, shape: str, store: ox.Store) -> frozenset[str]:
    """The focus nodes of a node shape by its targets (section 2.1.3)."""
    found: set[str] = set()
    for kind, iri in shapes.targets(shape):
        if kind == SH.targetNode:
            found.add(f"<{iri}>")
            continue
        pattern = {
            SH.targetClass: f"?this <{RDF.type}>/<{RDFS.subClassOf}>* <{iri}>",
            SH.targetSubjectsOf: f"?this <{iri}> ?any",
            SH.targetObjectsOf: f"?any <{iri}> ?this",
        }[kind]
        solutions = store.query(f"SELECT DISTINCT ?this WHERE {{ {pattern} }}")
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        found.update(str(solution["this"]) for solution in solutions)
    return frozenset(found)


class _Bindings(dict[str, str]):
    """Bindings that compare by what they hold, so that a row said twice is one."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))
