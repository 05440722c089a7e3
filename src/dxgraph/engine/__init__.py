"""Answer a query within limits: embedded or remote, behind one protocol.

The names below are the whole public surface. Those that need more than the protocol does are
imported when they are asked for: a worker never imports an event loop, a short command no HTTP
client.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dxgraph.engine.protocol import (
    Answer,
    Engine,
    Form,
    Lane,
    Limits,
    Query,
    Running,
    SnapshotInfo,
)

if TYPE_CHECKING:
    from dxgraph.engine.evaluation import evaluate
    from dxgraph.engine.pool.pool import Embedded
    from dxgraph.engine.remote.endpoint import Remote

_LATER = {
    "Embedded": "dxgraph.engine.pool.pool",
    "Remote": "dxgraph.engine.remote.endpoint",
    "evaluate": "dxgraph.engine.evaluation",
}

__all__ = [
    "Answer",
    "Embedded",
    "Engine",
    "Form",
    "Lane",
    "Limits",
    "Query",
    "Remote",
    "Running",
    "SnapshotInfo",
    "evaluate",
]


def __getattr__(name: str) -> object:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
