"""Our own graph, built once a process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.corpus import Snapshot
from dxgraph.validation import Report, validate

_build, _stated = corpus.build, corpus.stated


@lru_cache(maxsize=1)
def own_snapshot() -> Snapshot:
    return _build()


@lru_cache(maxsize=1)
def own_statements() -> ox.Store:
    return _stated()


@lru_cache(maxsize=1)
def own_report() -> Report:
    """What the validation of our own graph finds."""
    return validate()


@contextlib.contextmanager
def graph_at_hand() -> Iterator[None]:
    """Give commands that ask for our own graph the one that this process holds."""

    def build(data: Sequence[Path] = ()) -> Snapshot:
        return _build(data) if data else own_snapshot()

    def stated(data: Sequence[Path] = ()) -> ox.Store:
        return _stated(data) if data else own_statements()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "build", build)
        patch.setattr(corpus, "stated", stated)
        yield
