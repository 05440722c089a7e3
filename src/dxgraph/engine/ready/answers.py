"""Answers that are ready before they are asked: what to compute, what is held, and who gets it.

For each query it is found out from its text which parameters only choose among its rows
(:mod:`dxgraph.engine.query.restricting`). What is left of the query is run once a snapshot and held
as a :class:`Table`; an answer is the rows of its values, written as SPARQL's answers are.
Whatever is not held (other values of the parameters that stay in the query, too many rows, rows in
no certain order) is answered by SPARQL, as ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.protocol import Answer, Form, Lane, Query, SnapshotInfo, Term
from dxgraph.engine.query.recogniser import Unread
from dxgraph.engine.query.restricting import Prover, Restriction, Widened
from dxgraph.engine.ready.cells import Cells
from dxgraph.engine.ready.table import Table, Unfit
from dxgraph.engine.solutions import MADE_OF_JSON, RESULTS_FORMATS
from dxgraph.errors import DxgraphError

MOST_ROWS: Final = 50_000
"""A table of more rows is not held: to choose from it would keep others waiting."""
MOST_TRIPLES: Final = 1_000_000
"""Of more data nothing is computed before it is asked."""
AT_ONCE_CELLS: Final = 20_000
"""An answer of so many cells is written at once; a larger one in a thread."""
_PAUSES_S: Final = (0.0, 30.0, 300.0)
"""Before each attempt: what fails at first may only have had no place in the queue."""

Run = Callable[[Query], Awaitable[Answer]]
_Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """A query that will be asked, and with which values."""

    text: str
    parameters: Mapping[str, bool]
    """The variables that take values, and whether each always has one."""
    chosen: frozenset[str]
    """Those of a few values, each of which changes the whole answer: the language of labels."""
    usual: tuple[Mapping[str, Term], ...]
    """The values to expect of those parameters that do more than choose among the rows."""


@dataclass(slots=True)
class _Plan:
    """What is held of a query."""

    expected: Expected
    choosing: frozenset[str] = frozenset()
    """The parameters that only choose among the rows."""
    tables: dict[_Values, Table] = field(default_factory=dict)

    def asked(self, bindings: Mapping[str, Term]) -> _Values:
        """The values that stay in the query."""
        staying = ((name, str(value)) for name, value in bindings.items())
        return tuple(sorted(pair for pair in staying if pair[0] not in self.choosing))


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that is held, to be written."""

    table: Table
    rows: Sequence[int]
    results_format: str

    @property
    def cells(self) -> int:
        return len(self.rows) * self.table.width

    def answer(self, run_id: str, digest: str) -> Answer:
        """Raises NotAcceptable, as SPARQL's answer would."""
        begun = time.perf_counter()
        body = self.table.write(self.rows, self.results_format)
        _, media_type = RESULTS_FORMATS[self.results_format]
        spent = time.perf_counter() - begun
        return Answer(body, media_type, Form.SELECT, len(self.rows), spent, run_id, digest)


class ReadyAnswers:
    """The answers of one snapshot that are held, within a bound."""

    def __init__(self, expected: Iterable[Expected], most_bytes: int) -> None:
        self._expected = tuple(expected)
        self._most_bytes = most_bytes
        self._forget("")

        self._changed = asyncio.Event()

    def _forget(self, digest: str) -> None:
        self._digest = digest
        self._cells = Cells()
        self._plans = {each.text: _Plan(each) for each in self._expected}
        self._tables_bytes = 0

    @property
    def held(self) -> int:
        """How many tables are held."""
        return sum(len(plan.tables) for plan in self._plans.values())

    @property
    def size(self) -> int:
        """About how much memory is held, in bytes."""
        return self._tables_bytes + self._cells.size

    def of_snapshot(self, digest: str) -> None:
        """Forget what is of other data."""
        if digest != self._digest:
            self._forget(digest)
            self._changed.set()

    def find(self, query: Query, digest: str) -> Found | None:
        """What is held of the answer to a query, on the snapshot with this digest."""
        plan = self._plans.get(query.text)
        if plan is None or not plan.tables or digest != self._digest:
            return None
        if query.default_graphs or query.named_graphs or query.results_format in MADE_OF_JSON:
            return None
        bindings, parameters = query.bindings, plan.expected.parameters
        if any(needed and name not in bindings for name, needed in parameters.items()):
            return None
        if not bindings.keys() <= parameters.keys():
            return None
        table = plan.tables.get(plan.asked(bindings))
        rows = None if table is None else table.choose(bindings)
        if table is None or rows is None:
            return None
        return Found(table, rows, query.results_format)

    async def answer(
        self, query: Query, digest: str, run_id: str, most_bytes: int
    ) -> Answer | None:
        """The answer that is held; None where there is none, or it is larger than that.

        Raises NotAcceptable, as SPARQL's answer would.
        """
        found = self.find(query, digest)
        if found is None:
            return None
        if found.cells <= AT_ONCE_CELLS:
            answer = found.answer(run_id, digest)
        else:
            answer = await asyncio.to_thread(found.answer, run_id, digest)
        return answer if len(answer.body) <= most_bytes else None

    def values(self, text: str) -> dict[str, list[Term]]:
        """The values of a query's parameters by which rows are held, by the parameter."""
        found: dict[str, dict[Term, None]] = {}
        for table in self._plans[text].tables.values() if text in self._plans else ():
            for name, terms in table.values().items():
                found.setdefault(name, {}).update(dict.fromkeys(terms))
        return {name: list(terms) for name, terms in found.items()}

    async def keep_filled(self, run: Run, info: Callable[[], Awaitable[SnapshotInfo]]) -> None:
        """Fill, and fill again for each new snapshot, until cancelled."""
        while True:
            with contextlib.suppress(DxgraphError):
                for pause in _PAUSES_S:
                    await asyncio.sleep(pause)
                    known = await info()
                    self._changed.clear()
                    if await self.fill(run, known):
                        break
            await self._changed.wait()

    async def fill(self, run: Run, info: SnapshotInfo) -> bool:
        """Compute what is expected, one query after another; whether nothing failed.

        Ends early when there are other data. A query that fails is left to those who ask it.
        """
        if info.triples > MOST_TRIPLES or not info.digest:
            return True
        self.of_snapshot(info.digest)
        several: dict[str, bool] = {}
        whole = True
        for each in self._expected:
            if self._digest != info.digest:
                break
            try:
                prover = Prover(each.text, each.parameters, each.chosen)
                kept = [
                    restriction
                    for restriction in prover.restrictions()
                    if await _fits(restriction, several, run)
                ]
                await self._hold(each, prover.widened(kept), run, info.digest)
            except Unread:
                continue
            except DxgraphError:
                whole = False
        return whole

    async def _hold(self, expected: Expected, widened: Widened, run: Run, digest: str) -> None:
        plan, cells = self._plans[expected.text], self._cells
        plan.choosing = frozenset(
            name for column in widened.columns for name, _ in column.parameters
        )
        for values in expected.usual:
            asked = plan.asked(values)
            if asked in plan.tables:
                continue
            staying = {name: value for name, value in values.items() if name not in plan.choosing}
            query = Query(widened.text, results_format="tsv", bindings=staying, lane=Lane.RESERVED)
            answer = await run(query)
            if answer.digest != digest or self._digest != digest:
                return
            if answer.rows > MOST_ROWS or self.size + len(answer.body) > self._most_bytes:
                continue
            try:
                table = await asyncio.to_thread(Table, widened, answer.body, cells)
            except Unfit:
                continue
            if self._digest == digest:
                plan.tables[asked] = table
                self._tables_bytes += table.size


async def _fits(restriction: Restriction, several: dict[str, bool], run: Run) -> bool:
    """Whether the properties of a restriction have one value for each subject."""
    for iri in restriction.single_valued:
        if iri not in several:
            name = ox.NamedNode(iri)
            text = f"ASK {{ ?s {name} ?one, ?other FILTER(!sameTerm(?one, ?other)) }}"
            answer = await run(Query(text, lane=Lane.RESERVED))
            several[iri] = b"true" in answer.body
        if several[iri]:
            return False
    return True
