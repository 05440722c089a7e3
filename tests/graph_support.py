"""Our own graph, built once a process."""

from __future__ import annotations

from functools import lru_cache

from dxgraph import corpus
from dxgraph.corpus import Snapshot


@lru_cache(maxsize=1)
def own_snapshot() -> Snapshot:
    return corpus.build()
