"""Answer a query within limits: embedded or remote, behind one protocol."""

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

__all__ = [
    "Answer",
    "Engine",
    "Form",
    "Lane",
    "Limits",
    "Query",
    "Running",
    "SnapshotInfo",
]
