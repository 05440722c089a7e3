"""What Prometheus reads at /metrics."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.web.answering import Answering
from dxgraph.web.calls import Call

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counters of one application, in a registry of its own."""

    def __init__(self, answering: Answering) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter(
            "dxgraph_requests_total",
            "Answered requests, by route, status and outcome.",
            ("route", "status", "outcome"),
            registry=registry,
        )
        self._seconds = Histogram(
            "dxgraph_request_seconds",
            "From the first byte read to the last byte handed over, by route and use of the cache.",
            ("route", "cache"),
            buckets=(0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 5, 10, 30, 60),
            registry=registry,
        )
        self._bytes = Counter(
            "dxgraph_response_bytes_total", "Bytes of bodies sent.", registry=registry
        )
        self._snapshot = Gauge(
            "dxgraph_snapshot_triples",
            "Statements of the snapshot in force.",
            ("digest", "version"),
            registry=registry,
        )
        cache = answering.cache
        for name, help_, value in (
            ("dxgraph_cache_bytes", "Memory taken by kept answers.", lambda: cache.bytes),
            ("dxgraph_cache_answers", "Kept answers.", lambda: len(cache)),
            (
                "dxgraph_queries_running",
                "Queries that are being answered.",
                lambda: len(answering.engine.running()),
            ),
        ):
            Gauge(name, help_, registry=registry).set_function(value)
        # The label sets seen, so that a request need not look its counters up by name.
        self._known: dict[tuple[str, int, str, str], tuple[Counter, Histogram]] = {}

    def request(self, call: Call, status: int, size: int, duration_s: float) -> None:
        key = (call.route, status, call.outcome, call.cache)
        known = self._known.get(key)
        if known is None:
            known = (
                self._requests.labels(call.route, str(status), call.outcome),
                self._seconds.labels(call.route, call.cache or "none"),
            )
            self._known[key] = known
        counter, histogram = known
        counter.inc()
        histogram.observe(duration_s)
        self._bytes.inc(size)

    def text(self, info: SnapshotInfo) -> bytes:
        """All figures in Prometheus' text format."""
        self._snapshot.clear()
        self._snapshot.labels(info.digest, info.version).set(info.triples)
        return generate_latest(self._registry)
