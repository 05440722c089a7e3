"""What Prometheus reads at /metrics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from dxgraph.web.http.request import Call

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_BOUNDS_S: Final = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


@dataclass(slots=True)
class _Tally:
    """Requests with the same labels."""

    seconds: float = 0.0
    bytes: int = 0
    buckets: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS_S) + 1))


class Metrics:
    """Figures of one application.

    Counted in plain numbers, because the library's counters cost a cached answer a tenth of its
    time; they become metrics when somebody reads them.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._tallies: dict[tuple[str, int, str, str], _Tally] = {}
        self._info: SnapshotInfo | None = None
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None:
        """Count a request; `size` in bytes of its answer's body."""
        key = (call.route, status, call.outcome, call.cache)
        tally = self._tallies.get(key)
        if tally is None:
            tally = self._tallies[key] = _Tally()
        tally.seconds += duration_s
        tally.bytes += size
        tally.buckets[bisect_left(_BOUNDS_S, duration_s)] += 1

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
        for (route, status, outcome, cache), tally in self._tallies.items():
            values = (route, str(status), outcome, cache or "none")
            total = 0
            buckets: list[tuple[str, float]] = []
            for bound, count in zip((*_BOUNDS_S, "+Inf"), tally.buckets, strict=True):
                total += count
                buckets.append((str(bound), total))
            seconds.add_metric(values, buckets, tally.seconds)
            sizes.add_metric(values, tally.bytes)
        yield seconds
        yield sizes

        cache_of = self._answering.cache
        for name, help_, value in (
            ("cache_bytes", "Memory taken by kept answers.", cache_of.bytes),
            ("cache_answers", "Kept answers.", len(cache_of)),
            (
                "queries_running",
                "Queries that are being answered.",
                len(self._answering.engine.running()),
            ),
        ):
            yield GaugeMetricFamily(f"dxgraph_{name}", help_, value)
        if self._info is not None:
            snapshot = GaugeMetricFamily(
                "dxgraph_snapshot_triples",
                "Statements of the snapshot in force.",
                labels=("digest", "version"),
            )
            snapshot.add_metric((self._info.digest, self._info.version), self._info.triples)
            yield snapshot
