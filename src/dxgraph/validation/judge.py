"""pySHACL, the reference: slow, and the judge of the fast engines."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dxgraph.terms import SH, XSD
from dxgraph.validation.finding import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node


def check_by_reference(shapes: bytes, data: bytes) -> list[Result]:
    """What is at fault by SHACL, core and SPARQL. Both graphs are N-Triples."""
    return check_graph(shapes, empty_graph().parse(data=data, format="nt"))


def check_graph(shapes: bytes, graph: Graph) -> list[Result]:
    """What is at fault in a graph of `empty_graph`, which stays as it is."""
    import pyshacl
    from rdflib import URIRef

    _read_each_text_once()
    _, report, _ = pyshacl.validate(graph, shacl_graph=_graph_of(shapes), inplace=True)

    def one(result: Node, name: str) -> Node | None:
        return report.value(result, URIRef(SH[name]))  # type: ignore[no-any-return]

    found = []
    # Those of sh:detail only say why what sh:node refers to does not conform.
    for result in report.objects(None, URIRef(SH.result)):
        value, constraint = one(result, "value"), one(result, "sourceConstraint")
        found.append(
            Result(
                focus=_term(one(result, "focusNode")) or "",
                shape=str(one(result, "sourceShape")),
                component=str(one(result, "sourceConstraintComponent")),
                severity=str(one(result, "resultSeverity")),
                value=_term(value),
                constraint=None if constraint is None else str(constraint),
            )
        )
    return found


@lru_cache(maxsize=4)
def _graph_of(shapes: bytes) -> Graph:
    """Shapes, which are asked for again and again while one part of them is tried."""
    from rdflib import Graph

    return Graph().parse(data=shapes, format="nt")


def _term(node: Node | None) -> str | None:
    """A term in the syntax of N-Triples."""
    from rdflib import Literal, URIRef

    if node is None:
        return None
    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, Literal):
        if node.language:
            return str(ox.Literal(str(node), language=node.language))
        datatype = ox.NamedNode(str(node.datatype or XSD.string))
        return str(ox.Literal(str(node), datatype=datatype))
    return f"_:{node}"


def empty_graph() -> Graph:
    """An empty graph that parses each query text once.

    pySHACL asks every SPARQL constraint once for each focus node, in the same words and with other
    bindings, and rdflib would parse them anew each time: that is most of the time it takes.
    """
    from rdflib import Graph
    from rdflib.query import Result as Answer

    class PreparedGraph(Graph):
        def query(self, query_object: str | Query, *args: Any, **options: Any) -> Answer:
            if isinstance(query_object, str):
                query_object = _prepared(query_object)
            return super().query(query_object, *args, **options)

    return PreparedGraph()


@cache
def _prepared(text: str) -> Query:
    """pySHACL declares the prefixes in the order in which a graph of shapes happens to hold them:
    one constraint would be many texts."""
    head: list[str] = []
    body: list[str] = []
    for line in text.splitlines():
        (head if not body and line.startswith("PREFIX ") else body).append(line)
    return _parsed("\n".join([*sorted(head), *body]))


@cache
def _parsed(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.algebra import traverse

    query = prepareQuery(text)
    traverse(query.algebra, visitPost=_begin_at_the_focus_node)
    traverse(query.algebra, visitPost=_judge_each_row_once)
    return query


def _begin_at_the_focus_node(part: Any) -> None:
    """Join what stands around `$this` first.

    rdflib settles the order of a join when it parses the query, and does not know then that pySHACL
    binds `$this`: it would begin with all units times all indicators for every focus node.
    """
    from rdflib import BNode, Variable

    if getattr(part, "name", None) != "BGP":
        return
    known: set[Node] = {Variable("this")}

    def near(triple: tuple[Node, Node, Node]) -> tuple[bool, int]:
        unknown = [t for t in triple if isinstance(t, Variable | BNode) and t not in known]
        return any(term in known for term in triple), -len(unknown)

    left, ordered = list(part.triples), []
    while left:
        following = max(left, key=near)
        left.remove(following)
        ordered.append(following)
        known.update(term for term in following if isinstance(term, Variable | BNode))
    part["triples"] = ordered


def _judge_each_row_once(part: Any) -> None:
    """Leave out what a SELECT DISTINCT does not need before its filters, not behind them.

    "Each name that stands anywhere" is asked of all statements: rdflib would try every filter on
    every statement, and forget only then which statement it was.
    """
    from rdflib.plugins.sparql.parserutils import CompValue

    if getattr(part, "name", None) != "Distinct" or part.p.name != "Project":
        return
    needed, above = set(part.p.PV), part.p
    while above.p.name in {"Filter", "Extend"}:
        above = above.p
        needed |= _variables(above.expr)
    there = _variables(above.p)
    if above is not part.p and not there <= needed:
        kept = needed & there
        rows = CompValue("Project", p=above.p, PV=list(kept), _vars=kept)
        above["p"] = CompValue("Distinct", p=rows, _vars=kept)


def _variables(part: Any) -> set[Node]:
    """The variables of a part of a query; rdflib knows them of some parts only."""
    from rdflib import Variable

    if isinstance(part, Variable):
        return {part}
    parts = part.values() if isinstance(part, dict) else part
    if isinstance(part, dict | list | tuple | set):
        return set().union(*map(_variables, parts))
    return set()


@cache
def _read_each_text_once() -> None:
    """pySHACL looks in the text of a constraint for what SHACL forbids, anew for every focus node:
    a third of its time with long texts."""
    from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper

    whole = SPARQLQueryHelper.check_invalid_sparql
    seen: set[tuple[str, bool, frozenset[str]]] = set()

    def once(self: Any, text: str, valuenode: Any = None, extravars: Any = None) -> bool:
        known = (text, valuenode is None, frozenset(extravars or ()))
        if known not in seen:
            whole(self, text, valuenode, extravars)  # type: ignore[no-untyped-call]
            seen.add(known)
        return True

    SPARQLQueryHelper.check_invalid_sparql = once  # type: ignore[method-assign]
