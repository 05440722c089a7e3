"""What the engine answers at once is told, kept, counted and limited like any other answer."""

from __future__ import annotations

import asyncio

from support.web import SELECT, FakeEngine, Log, PromptEngine, app_of, client_of, get


def test_the_answer_is_the_same_and_is_kept() -> None:
    engine, plain = PromptEngine(), FakeEngine()
    log = Log()
    app = app_of(engine, journal=log)
    first, again, before = get(app), get(app), get(app_of(plain))
    assert (engine.prompt, len(engine.asked), len(plain.asked)) == (1, 0, 1)
    assert first.content == again.content == before.content
    told = [
        {name: value for name, value in response.headers.items() if name != "dxgraph-run-id"}
        for response in (first, before)
    ]
    assert told[0] == told[1]
    assert [line["cache"] for line in log.lines()] == ["miss", "hit"]
    assert [line["rows"] for line in log.lines()] == [3, 3]


def test_what_is_not_answered_at_once_is_run() -> None:
    engine = PromptEngine()
    app = app_of(engine)
    assert get(app, f"{SELECT} # longer").status_code == 200
    assert (engine.prompt, len(engine.asked)) == (0, 1)


def test_an_answer_of_another_snapshot_is_not_taken() -> None:
    engine = PromptEngine()
    engine.digest_at_once = "b" * 64
    assert get(app_of(engine)).status_code == 200
    assert len(engine.asked) == 1


def test_it_counts_among_the_queries_of_its_client() -> None:
    engine = PromptEngine()
    app = app_of(engine, client_queries=1)

    async def greedy() -> int:
        engine.hold = asyncio.Event()
        async with client_of(app) as client:
            long = asyncio.create_task(client.get("/sparql", params={"query": f"{SELECT} # long"}))
            while not engine.asked:
                await asyncio.sleep(0.001)
            refused = await client.get("/sparql", params={"query": SELECT})
            engine.hold.set()
            await long
            return refused.status_code

    assert asyncio.run(greedy()) == 429
