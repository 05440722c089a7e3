"""The union of the graphs, stored or computed for each query: which answers faster, and rightly?

``python -m benchmarks.union`` prints the table of ``docs/decisions/0001-the-snapshot.md``.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.terms import DOCUMENT, PREFIXES

RUNS = 60

QUERIES = {
    "everything about one document": (
        f"SELECT ?p ?o {{ <{DOCUMENT['bac-giang-2021-111-nq-tu']}> ?p ?o }}"
    ),
    "the targets of a province": (
        "SELECT ?t ?i ?d ?v { ?t sdmx-dimension:refArea area:bac-giang ; dx:indicator ?i ;"
        " dx:deadline ?d ; dx:targetValue ?v }"
    ),
    "targets joined with targets of the same cell": (
        "SELECT ?a ?b ?v ?w { ?a dx:indicator ?i ; dx:adminLevel ?l ; dx:deadline ?d ;"
        " dx:targetValue ?v . ?b dx:indicator ?i ; dx:adminLevel ?l ; dx:deadline ?d ;"
        " dx:targetValue ?w FILTER (?a != ?b) }"
    ),
    "count by indicator": (
        "SELECT ?i (COUNT(*) AS ?n) { ?t dx:indicator ?i ; a dx:QuantifiedTarget } GROUP BY ?i"
    ),
}


def median_s(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        found = run()
        assert isinstance(found, ox.QuerySolutions)
        for _row in found:
            pass
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    stored = corpus.build().store
    computed = ox.Store()
    computed.bulk_extend(q for q in stored if not isinstance(q.graph_name, ox.DefaultGraph))
    prefixes = {name: str(iri) for name, iri in PREFIXES.items()}
    print("| query | computed / stored, time |\n|---|---|")
    for name, query in QUERIES.items():
        ratio = median_s(
            lambda query=query: computed.query(  # type: ignore[misc]
                query, prefixes=prefixes, use_default_graph_as_union=True
            )
        ) / median_s(lambda query=query: stored.query(query, prefixes=prefixes))  # type: ignore[misc]
        print(f"| {name} | {ratio:.2f} |")
    twice = ox.Store()
    for graph in "gh":
        node = ox.NamedNode("http://example.org/a")
        twice.add(ox.Quad(node, node, node, ox.NamedNode(f"http://example.org/{graph}")))
    found = twice.query("SELECT * { ?s ?p ?o }", use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    print(f"\nOne statement in two graphs, computed: {len(list(found))} rows (1 is right).")


if __name__ == "__main__":
    main()
