"""Named queries over all of the country's data, asked for the first time, in this process.

``python -m benchmarks.named`` prints a row a query that needs no parameter: the processor time of
the fastest of some runs, writing the answer included, and how many rows it has. With names it asks
these only. Processor time is told because it depends least on what else the machine does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from benchmarks.table import figure, table
from dxgraph import corpus
from dxgraph.catalogue import NamedQuery, load
from dxgraph.engine import evaluate
from dxgraph.engine.evaluation import Rules

RUNS = 7


def asked(names: Iterable[str] = ()) -> list[NamedQuery]:
    """The queries of these names, or all; those that need a parameter are left out."""
    wanted = set(names)
    return [
        query
        for query in load()
        if (not wanted or query.name in wanted)
        and all(one.default or not one.required for one in query.parameters)
    ]


def main(names: Iterable[str] = ()) -> None:
    snapshot = corpus.build()
    rules = Rules(graphs=frozenset(snapshot.graphs))
    rows = []
    for query in asked(names):
        best, answer = float("inf"), None
        for _ in range(RUNS):
            begun = time.process_time()
            answer = evaluate(snapshot.store, query.query({}), rules)
            best = min(best, time.process_time() - begun)
        rows.append((best, query.name, str(answer.rows if answer else 0)))
    print(f"{snapshot.triples:,} triples\n")
    print(
        table(
            ("named query, first time", "ms of processor time", "rows"),
            [(name, figure(best * 1e3), count) for best, name, count in sorted(rows, reverse=True)],
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
