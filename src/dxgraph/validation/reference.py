"""pySHACL, the reference: slow, and the judge of the fast engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxgraph.terms import RDF, SH
from dxgraph.validation.finding import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def check_by_reference(shapes: bytes, data: bytes) -> list[Result]:
    """What is at fault by SHACL, core and SPARQL. Both graphs are N-Triples."""
    import pyshacl
    from rdflib import Graph, URIRef

    graph = _graph().parse(data=data, format="nt")
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=Graph().parse(data=shapes, format="nt"), inplace=True
    )

    def one(result: Node, name: str) -> Node | None:
        return report.value(result, URIRef(SH[name]))  # type: ignore[no-any-return]

    found = []
    for result in report.subjects(URIRef(RDF.type), URIRef(SH.ValidationResult)):
        focus, value = one(result, "focusNode"), one(result, "value")
        constraint = one(result, "sourceConstraint")
        found.append(
            Result(
                focus=focus.n3() if focus is not None else "",
                shape=str(one(result, "sourceShape")),
                component=str(one(result, "sourceConstraintComponent")),
                severity=str(one(result, "resultSeverity")),
                value=None if value is None else value.n3(),
                constraint=None if constraint is None else str(constraint),
            )
        )
    return found


def _graph() -> Graph:
    """An empty graph that parses each query text once.

    pySHACL asks every SPARQL constraint once for each focus node, in the same words and with other
    bindings, and rdflib parses them anew each time: that took most of several minutes.
    """
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result as Answer

    prepared: dict[str, Query] = {}

    class PreparedGraph(Graph):
        def query(self, query_object: str | Query, *args: Any, **options: Any) -> Answer:
            if isinstance(query_object, str) and not args:
                if query_object not in prepared:
                    prepared[query_object] = prepareQuery(query_object)
                query_object = prepared[query_object]
            return super().query(query_object, *args, **options)

    return PreparedGraph()
