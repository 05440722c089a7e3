"""Pages are made once a snapshot, language and address, and beside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import httpx2 as httpx
import jinja2
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dxgraph.web.application import Application
from dxgraph.web.charts.framing import Frame
from dxgraph.web.pages.country.explore import ON_A_PAGE
from dxgraph.web.pages.shared import keeping
from support.pages import EN, get, soup

HTML = {"accept": "text/html", "accept-language": "vi"}

_MADE = [
    (path, 200)
    for path in (
        "/",
        "/graphs",
        "/data",
        "/validation",
        "/ontology",
        "/shapes",
        "/queries",
        "/queries/rank-targets",
        "/sparql",
        "/ask?q=kinh+te+so+tra+vinh",
        "/check?text=Tr%C3%A0+Vinh+30%25",
        "/area/tra-vinh",
    )
]


def test_a_page_asked_for_again_is_the_same_bytes_or_nothing_at_all(
    app: Application,
) -> None:
    path = "/explore?area=tra-vinh"
    first = get(app, path, HTML)
    again = get(app, path, HTML)
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    assert "accept-language" in first.headers["vary"]
    held = {**HTML, "if-none-match": first.headers["etag"]}
    fresh = get(app, path, held)
    assert (fresh.status_code, fresh.content) == (304, b"")
    # Another language, address or snapshot is another page.
    assert get(app, path, {**held, "accept-language": "en"}).status_code == 200
    assert get(app, path + "&page=2", held).status_code == 200


def test_a_page_is_kept_packed_and_given_as_it_was_made(app: Application) -> None:
    cache = app.state.answering.pages
    before = cache.bytes
    path = "/explore?area=bac-giang&year=2025"
    plain = get(app, path, {**HTML, "accept-encoding": "identity"})
    assert cache.bytes - before < len(plain.content) / 2
    for encoding in ("gzip", "br", "identity"):
        answer = get(app, path, {**HTML, "accept-encoding": encoding})
        assert answer.headers.get("content-encoding", "identity") == encoding
        assert answer.text == plain.text
    assert cache.bytes - before < len(plain.content) / 2


def test_a_picture_is_kept_as_a_page_is_and_not_drawn_again(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(specification: str, frame: Frame, ending: str) -> bytes:
        drawn.append(ending)
        return f"<svg>{specification}{frame.title}".encode()

    monkeypatch.setattr(app.state.drawer, "draw", draw)
    cache = app.state.answering.pages
    before = cache.bytes
    path = "/timeline.svg?area=thai-nguyen"
    first = get(app, path, {"accept": "image/*"})
    assert first.headers["content-type"] == "image/svg+xml"
    assert 0 < cache.bytes - before < 2048 + len(first.content) / 2
    again = get(app, path, {**HTML, "if-none-match": first.headers["etag"]})
    assert (again.status_code, drawn) == (304, ["svg"]), "whatever is accepted it is the picture"
    for encoding in ("gzip", "br", "identity"):
        assert get(app, path, {"accept-encoding": encoding}).content == first.content
    assert drawn == ["svg"]
    assert "accept-language" in ", ".join(first.headers.get_list("vary"))
    get(app, path, {"accept": "image/*", "accept-language": "en"})
    get(app, path.replace("svg", "png"), {"accept": "image/*"})
    assert drawn == ["svg", "svg", "png"]


def test_data_at_the_address_of_a_page_are_never_the_page(
    app: Application,
) -> None:
    path = "/area/tra-vinh"
    page = get(app, path, HTML)
    data = get(app, path, {"accept": "text/turtle"})
    assert page.headers["content-type"].startswith("text/html")
    assert data.headers["content-type"].startswith("text/turtle")
    assert get(app, path, HTML).content == page.content
    assert page.headers["link"]
    assert get(app, "/area/nowhere", HTML).status_code == 404
    assert get(app, "/explore?format=csv", HTML).headers["content-type"].startswith("text/csv")


def test_a_page_is_made_beside_the_event_loop_and_once_for_all_who_wait(
    app: Application,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    beaten = threading.Event()

    async def slow(request: Request) -> Response:
        made.append(threading.current_thread().name)
        assert beaten.wait(30)  # it computes, and the loop goes on beside it
        return HTMLResponse(f"<p>{request.url.path}")

    async def asking() -> list[httpx.Response]:
        async def beat() -> None:
            while True:
                await asyncio.sleep(0.01)
                if made:
                    beaten.set()

        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            beating = asyncio.create_task(beat())
            found = await asyncio.gather(*(client.get("/slow", headers=HTML) for _ in range(4)))
            beating.cancel()
            return list(found)

    routes = keeping.pages_router()
    routes.add_api_route("/slow", slow, response_model=None)
    monkeypatch.setattr(app.router, "routes", [*routes.routes, *app.router.routes])
    found = asyncio.run(asking())
    assert {answer.text for answer in found} == {"<p>/slow"}
    assert made == ["pages"]


def test_facets_count_as_before_where_choices_are_made(app: Application) -> None:
    one = get(app, "/explore?area=tra-vinh&format=json").json()["rows"]
    both = get(app, "/explore?area=tra-vinh&year=2025&format=json").json()["rows"]
    assert 0 < len(both) < len(one)
    assert {row["year"] for row in both} == {2025}
    page = soup(get(app, "/explore?area=tra-vinh", EN).text)
    assert len(page.select("#results tbody tr")) == ON_A_PAGE < len(one)


def test_what_one_loop_made_is_not_waited_for_in_the_other(
    app: Application,
) -> None:
    """Questions are answered by the service's loop and on a page: each has names of its own."""
    question = "q=kinh+te+so+tra+vinh+2025"

    async def asking() -> list[int]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            return [
                (await client.get(path, headers=headers)).status_code
                for path, headers in (
                    (f"/ask?{question}", {"accept": "application/json"}),
                    (f"/search?{question}", HTML),
                    (f"/ask?{question}&lang=en", {"accept": "application/json"}),
                    (f"/search?{question}&lang=en", HTML),
                )
            ]

    for _ in range(2):
        assert asyncio.run(asking()) == [200, 200, 200, 200]


def test_who_follows_every_facet_has_each_page_made_once_and_beside_the_event_loop(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a crawler does: a value of each facet of the explorer, and pages beside it."""
    first = soup(get(app, "/explore?lang=en", HTML).text)
    facets = {str(box["name"]): str(box["value"]) for box in first.select(".choices input")}
    assert len(facets) > 8
    paths = [f"/explore?lang=en&{name}={value}" for name, value in facets.items()]
    paths += ["/compare?level=commune&lang=en", "/coverage?when=before&lang=en", "/area?lang=en"]
    made: list[tuple[str, str]] = []
    render = jinja2.Template.render

    def watched(self: jinja2.Template, *given: object, **named: object) -> str:
        made.append((threading.current_thread().name, str(self.name)))
        return render(self, *given, **named)

    monkeypatch.setattr(jinja2.Template, "render", watched)
    for path in paths:
        assert get(app, path, HTML).status_code == 200
    assert {thread for thread, _ in made} == {"pages"}
    assert len(made) <= len(paths)
    once = list(made)
    for path in paths:
        assert get(app, path, HTML).status_code == 200
    assert made == once


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *_MADE,
        # That there is no such thing is a page as well, with near names.
        ("/area/tra-vnh", 404),
        ("/explore?page=-1", 400),
        ("/sparql?query=SELECT", 400),
    ],
)
def test_no_page_is_made_on_the_event_loop(
    app: Application,
    path: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[str] = []
    render = jinja2.Template.render

    def watched(self: jinja2.Template, *given: object, **named: object) -> str:
        threads.append(threading.current_thread().name)
        return render(self, *given, **named)

    monkeypatch.setattr(jinja2.Template, "render", watched)
    assert get(app, path, HTML).status_code == status
    assert set(threads) <= {"pages"}


def test_a_page_that_says_how_far_something_is_is_kept_for_each_state(
    app: Application,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = ["making"]

    async def page(request: Request) -> Response:
        async def make(_: Request) -> Response:
            return HTMLResponse(f"<p>{state[0]}")

        return await keeping.kept(request, make, state=state[0])

    monkeypatch.setattr(app.router, "routes", [Route("/state", page), *app.router.routes])
    first = get(app, "/state", HTML)
    state[0] = "made"
    assert get(app, "/state", {**HTML, "if-none-match": first.headers["etag"]}).text == "<p>made"


def test_pages_wait_for_their_turn_and_are_all_made(app: Application) -> None:
    """A crawler of many connections asks the engine for no more than a few pages do."""
    under_way: list[int] = []
    made: list[str] = []

    async def counted(request: Request) -> Response:
        under_way.append(1)
        assert len(under_way) <= keeping._AT_ONCE
        for _ in range(3):
            await asyncio.sleep(0)
        under_way.pop()
        made.append(request.url.path)
        return HTMLResponse(f"<p>{request.url.path}")

    async def asking() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            asked = (client.get(f"/counted/{n}", headers=HTML) for n in range(20))
            return list(await asyncio.gather(*asked))

    routes = keeping.pages_router()
    routes.add_api_route("/counted/{n}", counted, methods=["GET"], response_model=None)
    app.router.routes.insert(0, routes.routes[0])
    answers = asyncio.run(asking())
    del app.router.routes[0]
    assert {answer.status_code for answer in answers} == {200}
    assert len(made) == 20


@contextlib.contextmanager
def held_pages(
    app: Application, at: str, page_queue_length: int = 64, timeout_s: float = 30.0
) -> Iterator[Held]:
    """Pages that are not made until somebody lets them, and rules for who waits."""
    held = Held(at)
    routes = keeping.pages_router()
    routes.add_api_route(f"{at}/{{n}}", held.page, methods=["GET"], response_model=None)
    turns, rules = keeping._Turns, {"page_queue_length": page_queue_length, "timeout_s": timeout_s}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.router, "routes", [*routes.routes, *app.router.routes])
        patch.setattr(keeping, "_Turns", lambda settings: turns(replace(settings, **rules)))
        yield held


class Held:
    def __init__(self, at: str) -> None:
        self.at = at
        self.begun: list[str] = []
        self.full = threading.Semaphore(0)
        """Released for each page that is begun."""
        self.let = threading.Event()

    async def page(self, request: Request) -> Response:
        self.begun.append(request.url.path)
        self.full.release()
        while not self.let.is_set():
            await asyncio.sleep(0.001)
        return HTMLResponse(f"<p>{request.url.path}")

    async def begin(self, client: httpx.AsyncClient) -> list[asyncio.Task[httpx.Response]]:
        """As many pages as are made at once, all of them begun."""
        made = [self.ask(client, n) for n in range(keeping._AT_ONCE)]
        for _ in made:
            assert await asyncio.to_thread(self.full.acquire, timeout=30)
        return made

    def ask(self, client: httpx.AsyncClient, n: int) -> asyncio.Task[httpx.Response]:
        return asyncio.create_task(client.get(f"{self.at}/{n}", headers=HTML))


def in_turn(app: Application, asking: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    async def run() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            await asking(client)

    asyncio.run(run())


def test_no_more_pages_wait_than_may_and_who_is_refused_takes_no_place_of_theirs(
    app: Application,
) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        made = await held.begin(client)
        more = [held.ask(client, n) for n in range(10, 13)]
        done, waiting = await asyncio.wait(more, return_when=asyncio.FIRST_COMPLETED)
        (refused,) = [task.result() for task in done]
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) >= 1
        again = f'href="{refused.request.url.path}"'
        assert "<h1>Dịch vụ đang bận</h1>" in refused.text
        assert again in refused.text
        held.let.set()
        answers = await asyncio.gather(*made, *waiting)
        assert {answer.status_code for answer in answers} == {200}

    with held_pages(app, "/line", page_queue_length=2) as held:
        in_turn(app, asking)


def test_a_page_whose_turn_does_not_come_is_refused(app: Application) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        made = await held.begin(client)
        refused = await held.ask(client, 10)
        assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
        held.let.set()
        assert {answer.status_code for answer in await asyncio.gather(*made)} == {200}

    with held_pages(app, "/late", timeout_s=0.05) as held:
        in_turn(app, asking)


def test_a_picture_whose_link_is_followed_takes_the_turn_of_no_page(app: Application) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        made = await held.begin(client)
        async with asyncio.timeout(60):
            answer = await client.get("/timeline.svg", headers=HTML)
        assert answer.headers["content-type"] == "image/svg+xml"
        held.let.set()
        await asyncio.gather(*made)

    with held_pages(app, "/drawn") as held:
        in_turn(app, asking)


def test_what_nobody_waits_for_any_more_is_not_begun(app: Application) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        made = await held.begin(client)
        left, both, stays = held.ask(client, 10), held.ask(client, 11), held.ask(client, 11)
        pending = app.state.pages_pending
        while len(pending) < keeping._AT_ONCE + 2 or (
            sum(run.waiting for run in pending._runs.values()) < keeping._AT_ONCE + 3
        ):
            await asyncio.sleep(0)
        left.cancel()
        both.cancel()
        await asyncio.wait([left, both])
        held.let.set()
        assert (await stays).text == "<p>/left/11"
        await asyncio.gather(*made)
        assert sorted(held.begun[keeping._AT_ONCE :]) == ["/left/11"]
        assert not pending

    with held_pages(app, "/left") as held:
        in_turn(app, asking)
