"""Whether the answers that are held ready are those of SPARQL, and what they cost.

``python -m benchmarks.ready`` asks each named query with every value of each parameter that its
rows have, alone, and with drawn pairs and triples of values; what is held must be byte for byte
what SPARQL gives, in every format of results. It prints how many were compared, what differs, and
the processor time of both. With names it asks these queries only; ``--every N`` takes each Nth.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from benchmarks.table import figure, table
from dxgraph import corpus
from dxgraph.catalogue import NamedQuery, load
from dxgraph.catalogue.ready import ready_answers
from dxgraph.engine.evaluation import Rules, evaluate
from dxgraph.engine.protocol import Answer, Query, SnapshotInfo, Term
from dxgraph.engine.ready.answers import ReadyAnswers
from dxgraph.engine.solutions import RESULTS_FORMATS

ABSENT: Final[dict[str, Term]] = {
    "_iri": ox.NamedNode("https://w3id.org/dxgraph/area/nowhere"),
    "_integer": ox.Literal(1875),
    "": ox.Literal("none"),
}
"""Values that no graph has."""
TOGETHER: Final = 40
"""How many drawn combinations each query is asked with."""


class Judge:
    """What is held ready of a store, and SPARQL on the same store."""

    digest: Final = "d" * 64

    def __init__(self, store: ox.Store, ready: ReadyAnswers, graphs: Iterable[str] = ()) -> None:
        self.ready = ready
        self._store = store
        self._rules = Rules(graphs=frozenset(graphs))

    def fill(self) -> None:
        info = SnapshotInfo(self.digest, len(self._store), (), "")
        asyncio.run(self.ready.fill(self._run, info))

    async def _run(self, query: Query) -> Answer:
        return replace(self.sparql(query), digest=self.digest)

    def sparql(self, query: Query) -> Answer:
        return evaluate(self._store, query, self._rules)

    def held(self, query: Query) -> Answer | None:
        found = self.ready.find(query, self.digest)
        return None if found is None else found.answer("", self.digest)

    def same(self, query: Query) -> bool | None:
        """Whether the answer that is held is that of SPARQL; None where none is held."""
        held = self.held(query)
        if held is None:
            return None
        there = self.sparql(query)
        return (held.body, held.media_type, held.rows) == (there.body, there.media_type, there.rows)


def bindings(named: NamedQuery, ready: ReadyAnswers, seed: int = 0) -> Iterator[dict[str, Term]]:
    """The values to ask a query with: as when nobody gives any; every value of each parameter that
    its rows have, one that no graph has, and each that is enumerated; and drawn ones together."""
    usual = dict(named.query({}).bindings)
    values: dict[str, list[Term]] = {
        parameter.variable: [ABSENT[parameter.kind.ending]]
        for parameter in named.parameters
        if not parameter.choices
    }
    for name, found in ready.values(named.text).items():
        values[name] = [*found, *values.get(name, [])]
    yield usual
    for name, found in values.items():
        for value in found:
            yield {**usual, name: value}
    drawn = random.Random(seed)  # noqa: S311 - the same each time
    names = sorted(values)
    for _ in range(TOGETHER if names else 0):
        some = drawn.sample(names, min(len(names), drawn.choice((2, 2, 3))))
        yield {**usual, **{name: drawn.choice(values[name]) for name in some}}
    for parameter in named.parameters:
        for choice in parameter.choices:
            yield {**usual, parameter.variable: ox.Literal(choice)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    snapshot, catalogue = corpus.build(), load()
    judge = Judge(snapshot.store, ready_answers(catalogue, 1 << 30), snapshot.graphs)
    begun = time.process_time()
    judge.fill()
    print(
        f"filled in {time.process_time() - begun:.1f} s of processor time, "
        f"about {judge.ready.size / 1e6:.0f} MB\n"
    )
    rows, wrong = [], 0
    for named in catalogue:
        if asked.names and named.name not in asked.names:
            continue
        found = _compared(judge, named, asked.every)
        wrong += found.wrong
        each = [figure(part * 1e3 / found.held) if found.held else "" for part in found.spent]
        rows.append((named.name, str(found.held), str(found.missing), *each))
    heads = ("named query", "compared", "not held", "ms ready", "ms SPARQL")
    print(table(heads, rows))
    print(f"\n{wrong} differ")
    return 1 if wrong else 0


@dataclass
class Compared:
    """What came of the questions to one query."""

    held: int = 0
    missing: int = 0
    wrong: int = 0
    spent: tuple[float, float] = (0.0, 0.0)
    """Seconds of processor time, of what is held and of SPARQL."""


def _compared(judge: Judge, named: NamedQuery, every: int) -> Compared:
    found, formats = Compared(), sorted(RESULTS_FORMATS)
    for number, values in enumerate(bindings(named, judge.ready)):
        if number % every:
            continue
        kind = formats[number // every % len(formats)]
        query = Query(named.text, bindings=values, results_format=kind)
        times = [time.process_time()]
        held = judge.held(query)
        times.append(time.process_time())
        if held is None:
            found.missing += 1
            continue
        there = judge.sparql(query)
        times.append(time.process_time())
        found.held += 1
        found.spent = (
            found.spent[0] + times[1] - times[0],
            found.spent[1] + times[2] - times[1],
        )
        if (held.body, held.media_type, held.rows) != (there.body, there.media_type, there.rows):
            found.wrong += 1
            print("differs:", named.name, kind, {name: str(each) for name, each in values.items()})
    return found


if __name__ == "__main__":
    sys.exit(main())
