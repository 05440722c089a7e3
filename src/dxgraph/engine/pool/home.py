"""Small queries, answered in the process that speaks HTTP.

To ask another process costs more than a point lookup does: two messages, and two processes to wake.
So the service holds its default graph a second time, read from the file that the parent of the
workers has written, and answers from it what is proved to be small
(:mod:`dxgraph.engine.query.bound`); everything else goes to the workers. The same function answers
here and there, so the bytes are the same.

What fails here, for whatever reason, is asked of a worker, whose error counts.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final, Self

import pyoxigraph as ox

from dxgraph.corpus.originals import Originals
from dxgraph.engine.evaluation import (
    Rules,
    answer,
    answer_plainly,
    construct_plainly,
)
from dxgraph.engine.graphs import GRAPH_FORMATS, TURTLES, declares_only_ours
from dxgraph.engine.pool.descriptions import Descriptions, Lookup, lookup_of
from dxgraph.engine.pool.following import Following, chain_of
from dxgraph.engine.protocol import Answer, Form, Query, SnapshotInfo
from dxgraph.engine.query.basic import Reading, read
from dxgraph.engine.query.bound import steps
from dxgraph.engine.query.shape import Shape, shape_of
from dxgraph.engine.query.statistics import Statistics
from dxgraph.engine.query.tree import Kind, properties
from dxgraph.engine.solutions import RESULTS_FORMATS
from dxgraph.engine.triples import Writing
from dxgraph.settings import Settings

_SHAPES: Final = 512
_CASES: Final = 512
_JSON_TYPE: Final = RESULTS_FORMATS["json"][1]
MODELLED: Final = "0.5.13"
"""The version of Oxigraph whose optimiser and lists the proof was made for."""

_EMPTY: Final = ox.Store()

_Case = tuple[object, ...]


class _Plan:
    """A shape that was read, with its steps for the kinds of things that it was asked of."""

    __slots__ = ("always", "chain", "lookup", "named", "plain", "reading", "steps", "triples")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.steps: dict[_Case, float] = {}
        self.named = frozenset(
            int(part.text)
            for group in reading.branches
            for pattern in (*group.required, *group.optional)
            for part in properties(pattern.predicate)
            if part.kind == Kind.SLOT
        )
        """The places of IRIs that are properties."""
        self.plain = reading.form is Form.SELECT and bool(reading.shown)
        """Whether nothing needs to be looked at but the text's shape, and nothing rewritten."""
        self.always = _first_if_always(reading)
        ours = declares_only_ours(reading.prefixes)
        self.triples = reading.triples if ours else None
        """Where the triples of a graph may come as solutions."""
        self.lookup = lookup_of(reading) if ours else None
        """What is looked up, if everything that was written of it will do."""
        self.chain = chain_of(reading)


def _first_if_always(reading: Reading) -> str:
    """The first variable that is shown, if every solution binds it; else nothing."""
    first = reading.shown[0] if reading.shown else ""
    in_all = all(
        first in dict(group.given)
        or any(part == (Kind.VARIABLE, first) for pattern in group.required for part in pattern)
        for group in reading.branches
    )
    return first if in_all else ""


def surveyed(descriptor: int) -> tuple[dict[str, Any], Descriptions]:
    """What the parent has written of a snapshot: what is known of it, and what is said of each
    thing. Opened anew, because several processes read it."""
    with Path(f"/dev/fd/{descriptor}").open("rb") as file:
        return json.loads(file.readline()), Descriptions(file)


class Home:
    """A copy of a snapshot's default graph, and the proofs about queries on it."""

    def __init__(
        self,
        store: ox.Store,
        rules: Rules,
        statistics: Statistics,
        digest: str,
        most_steps: int,
        descriptions: Descriptions | None = None,
    ) -> None:
        self.digest = digest
        self._store = store
        self._rules = rules
        self._writing = Writing(rules.originals)
        self._following = Following(store)
        self._statistics = statistics
        self._most_steps = most_steps
        self._descriptions = descriptions if descriptions is not None else Descriptions()
        self._plans: OrderedDict[str, _Plan | None] = OrderedDict()

    @classmethod
    def read(cls, triples: int, survey: int, info: SnapshotInfo, settings: Settings) -> Self | None:
        """Read what the parent has written, from descriptors that are closed afterwards; None for
        data of which nothing can be proved. Lets other threads go on meanwhile."""
        try:
            known, descriptions = surveyed(survey)
            if known["statistics"] is None or ox.__version__ != MODELLED:
                return None
            store = ox.Store()
            store.bulk_load(path=f"/dev/fd/{triples}", format=ox.RdfFormat.N_TRIPLES)
        finally:
            os.close(triples)
            os.close(survey)
        rules = Rules(
            depth=settings.query_depth,
            graphs=frozenset(info.graphs),
            originals=Originals.from_json(known["originals"]),
        )
        statistics = Statistics.from_json(known["statistics"])
        return cls(store, rules, statistics, info.digest, settings.small_query_steps, descriptions)

    @classmethod
    def lent(
        cls,
        store: ox.Store,
        rules: Rules,
        digest: str,
        settings: Settings,
        survey: int,
    ) -> Self:
        """A home in a process that was forked from the one that holds the store with all graphs."""
        known, descriptions = surveyed(survey)
        statistics = Statistics.from_json(known["lent"])
        return cls(store, rules, statistics, digest, settings.small_query_steps, descriptions)

    def answer(self, query: Query, run_id: str, limit: int) -> Answer | None:
        """The answer to a query that is proved small, else None."""
        if query.bindings or query.default_graphs or query.named_graphs or query.base:
            return None
        if query.graph_format == "rdfxml":
            return None  # to find out whether a name is one of XML takes longer than all the rest
        begun = time.perf_counter()
        try:
            shape = shape_of(query.text)
            plan = None if shape is None else self._plan(shape, query.text)
            if shape is None or plan is None:
                return None
            found = None
            if plan.lookup is not None:
                found = self._looked_up(query, plan.lookup, shape.iris)
            if found is None:
                if not self._proof(plan, shape.iris) <= self._most_steps:
                    return None
                if plan.chain is not None and query.results_format == "json":
                    followed = self._following.solutions(plan.chain, shape.iris)
                    found = followed and (followed[0], _JSON_TYPE, Form.SELECT, followed[1])
                found = found or self._answered(query, plan, shape.begin)
            body, media_type, form, rows = found
        except Exception:
            return None
        if len(body) > limit:
            return None
        duration_s = time.perf_counter() - begun
        return Answer(body, media_type, form, rows, duration_s, run_id, self.digest)

    def _looked_up(
        self, query: Query, lookup: Lookup, iris: tuple[str, ...]
    ) -> tuple[bytes, str, Form, int] | None:
        """The answer to a query for all that is said of some things, if it was written with the
        snapshot."""
        if lookup.form is Form.SELECT:
            if query.results_format != "json":
                return None
            solutions = self._descriptions.solutions(lookup, iris, self._most_steps)
            return solutions and (solutions[0], _JSON_TYPE, lookup.form, solutions[1])
        if query.graph_format not in TURTLES:
            return None
        found = self._descriptions.turtle(
            lookup, iris, self._store, self._statistics, self._most_steps
        )
        return found and (found[0], GRAPH_FORMATS[query.graph_format][1], lookup.form, found[1])

    def _answered(self, query: Query, plan: _Plan, begin: int) -> tuple[bytes, str, Form, int]:
        """The answer to a query that was proved small, in the cheapest way that gives its bytes;
        `begin` is where its shape begins in the text."""
        text = query.text
        if plan.plain and query.results_format == "json":
            body, rows = answer_plainly(self._store, text, plan.always)
            return body, _JSON_TYPE, Form.SELECT, rows
        triples = plan.triples
        if triples is not None and query.graph_format in TURTLES:
            shown = " ?".join(("SELECT", *triples.variables))
            select = f"{text[: begin + triples.start]}{shown} {text[begin + triples.end :]}"
            written = construct_plainly(self._store, select, self._writing)
            if written is not None:
                _, media_type = GRAPH_FORMATS[query.graph_format]
                return written[0], media_type, Form.CONSTRUCT, written[1]
        return answer(self._store, query, self._rules)

    def steps(self, text: str) -> float:
        """The most steps that a query takes, infinite where none are proved."""
        shape = shape_of(text)
        plan = None if shape is None else self._plan(shape, text)
        return math.inf if shape is None or plan is None else self._proof(plan, shape.iris)

    def _proof(self, plan: _Plan, iris: tuple[str, ...]) -> float:
        """The most steps that a query takes, of a shape that was read."""
        known = self._statistics
        case: _Case = tuple(
            [
                # What a property that nobody has leads to is the same for all of them.
                (iri if iri in known.properties else "")
                if place in plan.named
                else (known.list_as_subject(iri), known.list_as_object(iri))
                for place, iri in enumerate(iris)
            ]
        )
        found = plan.steps.get(case)
        if found is None:
            if len(plan.steps) >= _CASES:
                plan.steps.clear()
            found = plan.steps[case] = steps(plan.reading, iris, known)
        return found

    def _plan(self, shape: Shape, text: str) -> _Plan | None:
        plans = self._plans
        if shape.text in plans:
            plans.move_to_end(shape.text)
            return plans[shape.text]
        reading = read(shape)
        plan = None if reading is None else _Plan(reading)
        if plan is not None and (plan.lookup or plan.chain):
            # That its words are those of a query is for the library to say, once for a shape.
            try:
                _EMPTY.query(text)
            except (SyntaxError, ValueError):
                plan.lookup = plan.chain = None
        plans[shape.text] = plan
        if len(plans) > _SHAPES:
            plans.popitem(last=False)
        return plan
