"""What is held ready is sent without a run, of the snapshot that is served."""

from __future__ import annotations

import asyncio

from dxgraph.engine.ready.answers import Expected, ReadyAnswers
from dxgraph.web.http.precomputing import keep
from support.web import FakeEngine, app_of, client_of

TEXT = (
    "SELECT ?s ?l WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l "
    'FILTER(LANG(?l) = "vi") FILTER(?s = COALESCE(?__area, ?s)) } ORDER BY ?s'
)
ASKED = {"query": TEXT, "format": "csv"}


async def until_held(ready: ReadyAnswers) -> None:
    async with asyncio.timeout(60):
        while not ready.held:
            await asyncio.sleep(0.001)


def test_no_run_is_needed_until_there_are_other_data() -> None:
    async def asking() -> None:
        engine = FakeEngine()
        engine.tells = True
        app = app_of(engine)
        ready = ReadyAnswers([Expected(TEXT, {"__area": False}, frozenset(), ({},))], 1_000_000)
        keeping = asyncio.create_task(keep(app.state.answering, ready))
        await until_held(ready)
        async with client_of(app) as client:
            ran = len(engine.asked)
            first = await client.get("/sparql", params=ASKED)
            assert first.text.splitlines()[1].endswith("Bắc Giang")
            assert len(engine.asked) == ran
            tagged = {"if-none-match": first.headers["etag"]}
            again = await client.get("/sparql", params=ASKED, headers=tagged)
            assert again.status_code == 304

            engine.digest = "b" * 64
            engine.store.update("DELETE WHERE { ?s ?p 'Bắc Giang'@vi }")
            other = await client.get("/sparql", params=ASKED)
            assert (other.status_code, "Bắc Giang" in other.text) == (200, False)
            assert len(engine.asked) > ran
            await until_held(ready)
            keeping.cancel()

    asyncio.run(asking())


def test_the_answer_is_that_of_a_run() -> None:
    engine = FakeEngine()
    engine.tells = True
    ready = ReadyAnswers([Expected(TEXT, {"__area": False}, frozenset(), ({},))], 1_000_000)

    async def asking(hold: bool) -> list[tuple[bytes, dict[str, str]]]:
        app = app_of(engine)
        if hold:
            assert await ready.fill(engine.run, await engine.info())
            app.state.answering.ready = ready
        async with client_of(app) as client:
            found = [
                await client.get("/sparql", params={**ASKED, "format": name})
                for name in ("csv", "tsv", "json", "xml")
            ]
        return [
            (each.content, {k: v for k, v in each.headers.items() if k != "dxgraph-run-id"})
            for each in found
        ]

    assert asyncio.run(asking(hold=True)) == asyncio.run(asking(hold=False))
