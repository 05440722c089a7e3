"""Named queries over all of the country's data, asked for the first time, in this process.

``python -m benchmarks.named`` prints a row a query that needs no parameter: the processor time of
the fastest of some runs, writing the answer included, by SPARQL and where it is held ready, and how
many rows it has. With names it asks these only. Processor time is told because it depends least on
what else the machine does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable

from benchmarks.ready import Judge
from benchmarks.table import figure, table
from dxgraph import corpus
from dxgraph.catalogue import Catalogue, NamedQuery, load
from dxgraph.catalogue.ready import ready_answers
from dxgraph.engine.protocol import Answer, Query

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
    snapshot, queries = corpus.build(), asked(names)
    judge = Judge(
        snapshot.store, ready_answers(Catalogue(queries), 1 << 30, ["vi"]), snapshot.graphs
    )
    begun = time.process_time()
    judge.fill()
    filled = time.process_time() - begun
    rows = []
    for query in queries:
        asking = query.query({})
        spent, answer = _fastest(judge.sparql, asking)
        held, ready = _fastest(judge.held, asking)
        shown = figure(held * 1e3) if ready else "not held"
        rows.append((spent, query.name, shown, str(answer.rows if answer else 0)))
    print(f"{snapshot.triples:,} triples; held ready after {filled:.1f} s of processor time\n")
    print(
        table(
            ("named query, first time", "ms of processor time", "held ready", "rows"),
            [
                (name, figure(spent * 1e3), held, count)
                for spent, name, held, count in sorted(rows, reverse=True)
            ],
        )
    )


def _fastest(ask: Callable[[Query], Answer | None], query: Query) -> tuple[float, Answer | None]:
    best, answer = float("inf"), None
    for _ in range(RUNS):
        begun = time.process_time()
        answer = ask(query)
        best = min(best, time.process_time() - begun)
    return best, answer


if __name__ == "__main__":
    main(sys.argv[1:])
