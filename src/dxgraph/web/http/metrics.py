"""What Prometheus reads at /metrics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Metric, ProcessCollector
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)

from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.web.http.answer import Answering
from dxgraph.web.http.figures import BOUNDS_S, Figures, Key, Tally
from dxgraph.web.http.request import Call

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Figures of one application.

    Counted in plain numbers, because the library's counters cost a cached answer a tenth of its
    time; they become metrics when somebody reads them.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._tallies: dict[Key, Tally] = {}
        self.fronts: dict[str, Figures] = {}
        """Figures of the processes that answer beside this one, by their names."""
        self.servers: dict[str, Callable[[], int]] = {}
        """How many connections each process that speaks HTTP has, by its name."""
        self._info: SnapshotInfo | None = None
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None:
        """Count a request; `size` in bytes of its answer's body."""
        key = (call.route, status, call.outcome, call.cache)
        tally = self._tallies.get(key)
        if tally is None:
            tally = self._tallies[key] = Tally()
        tally.count(size, duration_s)

    def requests(self) -> int:
        """How many were answered, by all processes."""
        return sum(int(sum(tally.buckets)) for tally in self._all().values())

    def inherit(self, name: str) -> None:
        """What that front has done stays counted; nothing is added to it."""
        self._tallies = self._all()
        del self.fronts[name], self.servers[name]

    def _all(self) -> dict[Key, Tally]:
        """The requests of all processes."""
        found = dict(self._tallies)
        for figures in self.fronts.values():
            for key, tally in figures.tallies():
                found[key] = found[key] + tally if key in found else tally
        return found

    def text(self, info: SnapshotInfo | None) -> bytes:
        """All figures in Prometheus' text format."""
        self._info = info
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """The figures as Prometheus' library wants them."""
        labels = ("route", "status", "outcome", "cache")
        seconds = HistogramMetricFamily(
            "dxgraph_request_seconds",
            "Answered requests, and the time from reading them to handing over the answer.",
            labels=labels,
        )
        sizes = CounterMetricFamily(
            "dxgraph_response_bytes", "Bytes of bodies sent.", labels=labels
        )
        for (route, status, outcome, cache), tally in self._all().items():
            values = (route, str(status), outcome, cache or "none")
            total = 0.0
            buckets: list[tuple[str, float]] = []
            for bound, count in zip((*BOUNDS_S, "+Inf"), tally.buckets, strict=True):
                total += count
                buckets.append((str(bound), total))
            seconds.add_metric(values, buckets, tally.seconds)
            sizes.add_metric(values, tally.bytes)
        yield seconds
        yield sizes

        own, fronts = (self._answering.cache, self._answering.pages), self.fronts.values()
        for name, help_, value in (
            (
                "cache_bytes",
                "Memory taken by kept answers.",
                sum(each.bytes for each in own) + sum(each.cache_bytes for each in fronts),
            ),
            (
                "cache_answers",
                "Kept answers.",
                sum(map(len, own)) + sum(each.cache_answers for each in fronts),
            ),
            (
                "queries_running",
                "Queries that are being answered.",
                len(self._answering.engine.running()),
            ),
        ):
            yield GaugeMetricFamily(f"dxgraph_{name}", help_, value)
        connections = GaugeMetricFamily(
            "dxgraph_connections",
            "Open connections of each process that speaks HTTP.",
            labels=("process",),
        )
        for name, connected in self.servers.items():
            connections.add_metric((name,), connected())
        yield connections
        if self._info is not None:
            snapshot = GaugeMetricFamily(
                "dxgraph_snapshot_triples",
                "Statements of the snapshot in force.",
                labels=("digest", "version"),
            )
            snapshot.add_metric((self._info.digest, self._info.version), self._info.triples)
            yield snapshot
