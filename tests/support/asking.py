"""Questions in words, put to our own graph in this process."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from dxgraph import catalogue
from dxgraph.asking import Asker, Lexicon, Reply
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Answer, Query, SnapshotInfo
from support.graph import own_snapshot


async def run(query: Query) -> Answer:
    return evaluate(own_snapshot().store, query, run_id="test")


async def info() -> SnapshotInfo:
    snapshot = own_snapshot()
    return SnapshotInfo(snapshot.digest, snapshot.triples, snapshot.graphs, snapshot.version)


@lru_cache(maxsize=1)
def asker() -> Asker:
    return Asker(run, info, catalogue.load())


async def names() -> Lexicon:
    """What questions are understood by, read once a process."""
    return (await asker().lexicon())[1]


def asked(question: str) -> Reply:
    return asyncio.run(asker().answer(question))


def names_a_figure(reply: Reply) -> bool:
    """Whether a reply rests on a figure of the graph."""
    return any(s.value is not None for answer in reply.answers for s in answer.statements)
