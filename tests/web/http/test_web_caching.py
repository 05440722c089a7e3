"""Entity tags, 304, and answers kept as bytes."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from dxgraph.engine.protocol import Answer, Form, Limits, Query
from dxgraph.terms import XSD
from dxgraph.web.http.cache import AnswerCache, Kept, key_of
from support.web import (
    ASK,
    CONSTRUCT,
    EX,
    SELECT,
    FakeEngine,
    PromptEngine,
    app_of,
    ask,
    client_of,
    get,
)

LONG = "SELECT * WHERE { VALUES ?x { " + " ".join(f'"số {n}"' for n in range(400)) + "} }"


def test_an_equal_query_is_answered_without_running() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    first, second, third = get(app), get(app), get(app)
    assert first.content == second.content == third.content
    assert first.headers["etag"] == second.headers["etag"] == third.headers["etag"]
    assert len(engine.asked) == 1
    assert [line["cache"] for line in app.state.journal.lines()] == ["miss", "hit", "hit"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT (STR(?o) AS ?x) { ?s ?p ?o }", True),
        ("SELECT ?o { ?s ?p ?o FILTER(datatype (?o) = <urn:x>) }", True),
        ("ASK { ?s ?p ?o FILTER(sameTerm(?o, 20.0)) }", True),
        (f"PREFIX xsd: <{XSD}> SELECT (xsd:string(?o) AS ?x) {{ ?s ?p ?o }}", True),
        ("CONSTRUCT { ?s ?p ?x } WHERE { ?s ?p ?o BIND(str(?o) AS ?x) }", True),
        (SELECT, False),
        ("SELECT (STRLEN(?l) AS ?n) { ?s ?p ?l FILTER(STRSTARTS(?l, 'B')) }", False),
    ],
)
def test_who_is_told_how_a_value_is_written_is_told_that_it_is_the_shortest_form(
    text: str, told: bool
) -> None:
    for engine in (PromptEngine(), FakeEngine()):
        app = app_of(engine)
        # A store elsewhere, which answers nothing promptly, may write values as it likes.
        wanted = "shortest-form" if told and isinstance(engine, PromptEngine) else None
        for _ in ("run", "kept", "found by its bytes"):
            answer = get(app, text)
            assert answer.status_code == 200
            assert answer.headers.get("dxgraph-values") == wanted


def test_get_and_both_posts_share_the_cache() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    get(app)
    ask(app, "POST", "/sparql", data={"query": SELECT})
    ask(
        app, "POST", "/sparql", content=SELECT, headers={"content-type": "application/sparql-query"}
    )
    assert len(engine.asked) == 1


def test_white_space_is_part_of_a_query() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    one, two = 'SELECT ("a b" AS ?x) {}', 'SELECT ("a  b" AS ?x) {}'
    values = [get(app, text).json()["results"]["bindings"][0]["x"]["value"] for text in (one, two)]
    assert values == ["a b", "a  b"]


def test_what_makes_an_answer_another_one() -> None:
    base = Query(SELECT)
    others = [
        Query(SELECT + " "),
        Query(SELECT, results_format="csv"),
        Query(SELECT, default_graphs=(EX + "one",)),
        Query(SELECT, named_graphs=(EX + "one",)),
        Query(SELECT, default_graphs=(EX + "one", EX + "two")),
    ]
    keys = {key_of("d", query, Form.SELECT) for query in (base, *others)}
    assert len(keys) == 6
    assert key_of("e", base, Form.SELECT) not in keys
    # The format of graphs is nothing to a SELECT.
    assert key_of("d", Query(SELECT, graph_format="trig"), Form.SELECT) in keys


def test_if_none_match_is_answered_without_running() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    tag = get(app).headers["etag"]
    fresh = app_of(engine)  # nothing kept there
    for held in (tag, f'"other", {tag}', f"W/{tag}"):
        for method in ("GET", "HEAD"):
            response = ask(
                fresh, method, "/sparql", params={"query": SELECT}, headers={"if-none-match": held}
            )
            assert (response.status_code, response.content) == (304, b"")
            assert response.headers["etag"] == tag
            assert response.headers["vary"] == "accept, accept-encoding, origin"
    assert len(engine.asked) == 1


def test_another_tag_format_or_method_gets_the_answer() -> None:
    app = app_of()
    tag = get(app).headers["etag"]
    assert get(app, headers={"if-none-match": '"other"'}).status_code == 200
    csv = {"if-none-match": tag, "accept": "text/csv"}
    assert get(app, headers=csv).status_code == 200
    posted = ask(app, "POST", "/sparql", data={"query": SELECT}, headers={"if-none-match": tag})
    assert posted.status_code == 200


def test_each_encoding_has_its_own_tag() -> None:
    app = app_of()
    plain = get(app, LONG).headers["etag"]
    packed = get(app, LONG, headers={"accept-encoding": "br"}).headers["etag"]
    assert plain != packed
    again = get(app, LONG, headers={"accept-encoding": "br", "if-none-match": packed})
    assert again.status_code == 304
    assert get(app, LONG, headers={"if-none-match": packed}).status_code == 200


def test_a_compressed_answer_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import dxgraph.web.http.compression as compression

    calls: list[str] = []
    real = compression.compress

    def counted(body: bytes, name: str) -> bytes:
        calls.append(name)
        return real(body, name)

    monkeypatch.setattr(compression, "compress", counted)
    app = app_of()
    for _ in range(3):
        get(app, LONG, headers={"accept-encoding": "gzip"})
    assert calls == ["gzip"]


def test_a_new_snapshot_invalidates_everything_at_once() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    old = get(app)
    get(app)
    engine.digest = "b" * 64
    new = get(app, headers={"if-none-match": old.headers["etag"]})
    assert new.status_code == 200
    assert new.headers["etag"].startswith('"' + "b" * 12)
    assert new.headers["etag"] != old.headers["etag"]
    assert len(engine.asked) == 2
    assert len(app.state.answering.cache) == 1


@pytest.mark.parametrize("tells", [False, True])
def test_an_answer_from_between_two_snapshots_is_not_mistaken(tells: bool) -> None:
    engine = FakeEngine()
    engine.tells = tells
    app = app_of(engine)

    async def swapped_while_running() -> None:
        engine.hold = asyncio.Event()
        async with client_of(app) as client:
            waiting = asyncio.create_task(client.get("/sparql", params={"query": SELECT}))
            while not engine.asked:
                await asyncio.sleep(0.001)
            engine.digest = "b" * 64
            engine.hold.set()
            response = await waiting
            engine.hold = None
            if tells:
                # The answer says that the new snapshot gave it.
                assert response.headers["etag"].startswith('"' + "b" * 12)
                again = await client.get("/sparql", params={"query": SELECT})
                assert again.headers["etag"] == response.headers["etag"]
            else:
                assert "etag" not in response.headers
                assert response.headers["cache-control"] == "no-store"

    asyncio.run(swapped_while_running())
    assert len(app.state.answering.cache) == tells
    assert len(engine.asked) == 1


def test_a_store_that_does_not_say_its_data_is_never_cached() -> None:
    engine = FakeEngine(digest="")
    app = app_of(engine)
    assert "etag" not in get(app).headers
    get(app)
    assert len(engine.asked) == 2


class _Federating(FakeEngine):
    """Takes every query for one that it can answer."""

    async def run(
        self, query: Query, limits: Limits | None = None, *, run_id: str | None = None
    ) -> Answer:
        return await super().run(replace(query, text=SELECT), limits, run_id=run_id)


@pytest.mark.parametrize("tells", [True, False])
def test_an_answer_that_others_gave_a_part_of_is_never_cached(tells: bool) -> None:
    """What another service holds may change while our snapshot stays."""
    engine = _Federating()
    engine.tells = tells
    app = app_of(engine, service_allow_list=("http://other.example/sparql",))
    query = "SELECT * { SERVICE <http://other.example/sparql> { ?s ?p ?o } }"
    for _ in range(2):
        response = get(app, query)
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers
    assert len(engine.asked) == 2
    # The mere word is no call.
    for _ in range(2):
        assert "etag" in get(app, "SELECT * { ?s ?p <http://example.org/services> }").headers
    assert len(engine.asked) == 3


def test_errors_are_not_kept() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    for _ in range(2):
        assert get(app, "SELECT").headers["cache-control"] == "no-store"
    assert len(engine.asked) == 2


def test_the_latest_is_asked_for_and_the_pinned_never_again() -> None:
    app = app_of()
    assert get(app).headers["cache-control"] == "public, no-cache"
    pinned = get(app, parameters={"snapshot": "a" * 12})
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert get(app).headers["cache-control"] == "public, no-cache"
    for wrong in ("b" * 12, "a"):
        response = get(app, parameters={"snapshot": wrong})
        assert (response.status_code, response.json()["snapshot"]) == (404, "a" * 64)


def test_the_memory_is_bounded_and_the_last_used_stays() -> None:
    answer = asyncio.run(FakeEngine().run(Query(LONG)))
    size = len(answer.body)
    cache = AnswerCache(5 * (size + 2048))
    cache.of_snapshot("d")

    def keep(key: str) -> None:
        kept = Kept(answer, "d", key)
        kept.variant("", answer.body)
        cache.keep(kept)

    for key in "abcde":
        keep(key)
    assert cache.find("a") is not None
    keep("f")
    assert cache.find("b") is None
    assert cache.find("a") is not None
    assert cache.bytes <= cache.max_bytes
    assert len(cache) == 5


def test_what_a_page_asks_for_itself_is_kept_when_it_is_asked_for_again() -> None:
    """The page is kept; of what it asked, a crawler would fill the cache with what nobody asks."""
    engine = FakeEngine()
    app = app_of(engine)
    answering = app.state.answering

    async def asked(*texts: str) -> None:
        for text in texts:
            await answering.answer(Query(text))

    asyncio.run(asked(SELECT, LONG))
    assert len(answering.pages) == 0
    asyncio.run(asked(SELECT, SELECT, SELECT))
    assert len(answering.pages) == 1
    assert len(engine.asked) == 3
    # A client's is kept at once, among those of clients; a page takes it from there.
    get(app, LONG)
    assert (len(answering.pages), len(answering.cache)) == (1, 1)
    before = len(engine.asked)
    asyncio.run(asked(f"{LONG} "))
    get(app, f"{LONG} ")
    asyncio.run(asked(LONG, f"{LONG} "))
    assert len(engine.asked) == before + 2


def test_pages_push_out_no_answers_and_fill_a_quarter_of_the_memory_at_most() -> None:
    engine = FakeEngine()
    app = app_of(engine, cache_mb=4)
    answering = app.state.answering
    get(app)

    async def walk_through_pages() -> None:
        digest = (await answering.snapshot()).digest
        for number in range(1000):
            body = number.to_bytes(4096, "big")
            answer = Answer(body, "text/html", Form.SELECT, 0, 0.0, "", digest)
            page = Kept(answer, digest, f"page {number}", packed="br")
            await answering.variant(page, "br")

    asyncio.run(walk_through_pages())
    assert 900_000 < answering.pages.bytes <= 1_000_000
    assert answering.pages.holds("page 999")
    assert not answering.pages.holds("page 0")
    get(app)
    assert len(engine.asked) == 1, "the answer is kept still"
    # Of another snapshot nothing is kept, and both together keep to the bound.
    assert answering.pages.max_bytes + answering.cache.max_bytes == 4_000_000


def test_what_is_quick_and_asked_for_once_pushes_out_nothing() -> None:
    """Who asks for the statements of each thing once would else fill the memory with them."""
    answer = asyncio.run(FakeEngine().run(Query(LONG)))
    cache = AnswerCache(64 * (len(answer.body) + 2048))
    cache.of_snapshot("d")

    def keep(key: str, *, quick: bool = True) -> None:
        cache.keep(Kept(answer, "d", key, quick=quick))

    for number in range(20):
        keep(f"run {number}", quick=False)
    for number in range(100):
        keep(f"once {number}")
    assert len(cache) == 20 + 4
    # Asked for again it is among the others, as is one that was pushed out.
    assert cache.find("once 99") is not None
    assert cache.find("once 0") is None
    keep("once 0")
    for number in range(100, 200):
        keep(f"once {number}")
    assert cache.holds("once 99")
    assert cache.holds("once 0")
    assert len(cache) == 20 + 2 + 4
    assert cache.bytes == len(cache) * (len(answer.body) + 2048)
    # All of them together keep to the bound.
    for number in range(100):
        keep(f"run {number}", quick=False)
    assert cache.bytes <= cache.max_bytes


def test_variants_count_as_memory() -> None:
    answer = asyncio.run(FakeEngine().run(Query(LONG)))
    cache = AnswerCache(100_000_000)
    cache.of_snapshot("d")
    kept = Kept(answer, "d", "k")
    kept.variant("", answer.body)
    cache.keep(kept)
    before = cache.bytes
    kept.variant("br", b"x" * 5000)
    cache.keep(kept)
    assert cache.bytes == before + 5000


def test_an_answer_that_would_push_out_many_is_not_kept() -> None:
    engine = FakeEngine()
    app = app_of(engine, cache_mb=0)
    get(app)
    get(app)
    assert len(engine.asked) == 2
    assert app.state.answering.cache.bytes == 0


def test_equal_queries_at_once_run_once() -> None:
    engine = FakeEngine()
    app = app_of(engine)

    async def together() -> None:
        engine.hold = asyncio.Event()
        async with client_of(app) as client:
            waiting = [
                asyncio.create_task(client.get("/sparql", params={"query": SELECT}))
                for _ in range(5)
            ]
            while len(app.state.answering._runs) < 1 or app.state.answering.joined < 4:
                await asyncio.sleep(0.001)
            engine.hold.set()
            answers = await asyncio.gather(*waiting)
        assert len({answer.content for answer in answers}) == 1
        assert len({answer.headers["dxgraph-run-id"] for answer in answers}) == 5

    asyncio.run(together())
    assert len(engine.asked) == 1
    uses = [line["cache"] for line in app.state.journal.lines()]
    assert sorted(uses) == ["joined"] * 4 + ["miss"]


def test_one_who_leaves_does_not_end_the_run_of_the_others() -> None:
    engine = FakeEngine()
    app = app_of(engine)

    async def one_leaves() -> None:
        engine.hold = asyncio.Event()
        answering = app.state.answering
        first = asyncio.create_task(answering.answer(Query(SELECT)))
        second = asyncio.create_task(answering.answer(Query(SELECT)))
        while not answering.joined:
            await asyncio.sleep(0.001)
        first.cancel()
        await asyncio.sleep(0.01)
        assert engine.ended == 0
        third = asyncio.create_task(answering.answer(Query(SELECT)))
        await asyncio.sleep(0.01)
        engine.hold.set()
        kept, again = await asyncio.gather(second, third)
        assert kept.answer is again.answer
        # The last who leaves ends it, and who comes then begins anew.
        engine.hold = asyncio.Event()
        last = asyncio.create_task(answering.answer(Query(ASK)))
        await asyncio.sleep(0.01)
        last.cancel()
        next_ = asyncio.create_task(answering.answer(Query(ASK)))
        await asyncio.sleep(0.01)
        assert engine.ended == 1
        engine.hold.set()
        assert (await next_).answer.rows == 1

    asyncio.run(one_leaves())
    assert len(engine.asked) == 3


def test_construct_has_the_same_bytes_every_time() -> None:
    bodies = {get(app_of(), CONSTRUCT).content for _ in range(3)}
    assert len(bodies) == 1
