"""The one small protocol of every engine: answer this query within these limits.

Interchangeable behind it: the embedded engine (Oxigraph in worker processes) and the remote one
(any SPARQL 1.1 endpoint). A caller hands over a :class:`Query` and gets an :class:`Answer` whole,
or one of the exceptions of :mod:`dxgraph.errors`; nothing in between, so that a status is always
true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, runtime_checkable

import pyoxigraph as ox

from dxgraph.engine.forked import Forked
from dxgraph.errors import RequestTooLarge
from dxgraph.messages import at_limit
from dxgraph.settings import MEGABYTE, Settings

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

Term = ox.NamedNode | ox.Literal


class Form(StrEnum):
    """What a query asks for (SPARQL 1.1 Query Language, section 16)."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"

    @property
    def gives_graph(self) -> bool:
        return self in (Form.CONSTRUCT, Form.DESCRIBE)


class Lane(StrEnum):
    """Who asks: pages and named queries keep a share of the workers that strangers cannot take."""

    ADHOC = "adhoc"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the form that its answer is wanted in."""

    text: str
    results_format: str = "json"
    """For SELECT and ASK: json, xml, csv or tsv."""
    graph_format: str = "turtle"
    """For CONSTRUCT and DESCRIBE: turtle, ntriples, nquads, trig, rdfxml or jsonld."""
    default_graphs: tuple[str, ...] = ()
    """IRIs of `default-graph-uri`; with `named_graphs` also empty, the snapshot's own dataset."""
    named_graphs: tuple[str, ...] = ()
    bindings: Mapping[str, Term] = field(default_factory=dict)
    """Values of variables, by name without the question mark; bound as terms, never pasted."""
    lane: Lane = Lane.ADHOC
    base: str = ""
    """What a relative IRI is resolved against; without it there may be none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may take. Each None leaves the engine's own setting; a value only lowers it."""

    timeout_s: float | None = None
    memory_mb: int | None = None
    result_mb: int | None = None

    def result_bytes(self, settings: Settings) -> int:
        """The largest answer that is allowed."""
        return MEGABYTE * min(settings.result_mb, self.result_mb or settings.result_mb)

    def of_run(self, settings: Settings, text: str) -> tuple[float, int, int]:
        """The seconds, the megabytes of memory and the bytes of answer that a query may take.

        Raises RequestTooLarge for a text that is too long to be looked at.
        """
        if len(text) > settings.request_mb * MEGABYTE:
            most = settings.request_mb
            raise at_limit(RequestTooLarge, "query-too-long", "request_mb", most)
        timeout_s = min(settings.timeout_s, self.timeout_s or settings.timeout_s)
        memory_mb = min(settings.memory_mb, self.memory_mb or settings.memory_mb)
        return timeout_s, memory_mb, self.result_bytes(settings)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    body: bytes
    media_type: str
    """With its charset where the format wants one said."""
    form: Form
    rows: int
    """Solutions of a SELECT, triples of a graph, 1 for an ASK."""
    duration_s: float
    run_id: str
    digest: str = ""
    """Of the snapshot that answered; empty where the store does not say."""


@dataclass(frozen=True, slots=True)
class Running:
    """A query that is being answered now."""

    run_id: str
    text: str
    age_s: float
    lane: Lane


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """Which data answer."""

    digest: str
    triples: int
    graphs: tuple[str, ...]
    version: str
    completed: bool = False
    """Whether our vocabulary was added to data that are written in it and do not hold it."""

    @classmethod
    def of(cls, of: Snapshot) -> Self:
        return cls(of.digest, of.triples, of.graphs, of.version, of.completed)


class Engine(Protocol):
    """Answers queries. Made unstarted; `start` before the first run and `close` after the last."""

    async def start(self) -> SnapshotInfo: ...

    async def run(
        self, query: Query, limits: Limits | None = None, *, run_id: str | None = None
    ) -> Answer:
        """Answer whole or raise; cancelling the awaiting task ends the query at once."""
        ...

    async def info(self) -> SnapshotInfo: ...

    async def healthy(self) -> bool: ...

    def running(self) -> Sequence[Running]: ...

    async def cancel(self, run_id: str) -> bool: ...

    async def close(self) -> None: ...


@runtime_checkable
class Prompt(Protocol):
    """An engine that answers some queries so soon that nobody needs to wait."""

    def at_hand(self) -> str:
        """The digest of the snapshot that `at_once` answers from; empty while it answers
        nothing."""
        ...

    def at_once(
        self, query: Query, limits: Limits | None = None, run_id: str | None = None
    ) -> Answer | None:
        """The answer, or None where `run` has to give it."""
        ...


class Loan(NamedTuple):
    """A process that holds the snapshot too, and runs another program than a worker's."""

    process: Forked
    """Its socket is of a kind that keeps messages apart."""
    digest: str
    """Of the snapshot."""
    survey: int | None = None
    """The descriptor of a file of what is known of it; whoever asked closes it."""


class Tenants(Protocol):
    """Those who answer from what an engine lends."""

    def come(self) -> None:
        """A snapshot is at hand."""
        ...

    async def leave(self) -> None:
        """Another snapshot is about to be taken up: return when nobody answers from this one."""
        ...

    def answered(self) -> int:
        """How many small queries they have answered so far; less where one of them has ended."""
        ...


@runtime_checkable
class Lending(Prompt, Protocol):
    """An engine that lends its data to processes of others, for small queries."""

    tenants: Tenants | None

    async def lend(self, program: str) -> Loan:
        """A process forked from the one that holds the data, which calls ``main(end, store,
        rules)`` of the module of that name.

        Raises StoreUnavailable where there is none.
        """
        ...
