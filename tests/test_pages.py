"""The pages: every IRI answers, figures show where they are printed, states are addresses."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pyoxigraph as ox
import pytest

from dxgraph import corpus, service
from dxgraph.engine.inline import Inline
from dxgraph.settings import Settings
from dxgraph.terms import BASE
from dxgraph.web.application import Application
from web_support import Log

HTML = {"accept": "text/html"}
PAGES = [
    "/",
    "/explore",
    "/explore?area=tra-vinh&sort=value",
    "/compare",
    "/compare?indicator=dti-rank",
    "/timeline",
    "/search?q=thai+nguyen",
    "/document/bac-giang-2021-111-nq-tu",
    "/document/viet-nam-2020-749-qd-ttg",
    "/document/bac-ninh-52-nq-tu",
    "/area/bac-ninh-from-2025",
    "/area/viet-nam",
    "/indicator/digital-economy-share-of-gross-product",
    "/indicator/mobile-6g-orientation",
    "/body/bac-ninh-dic",
    "/source/thai-nguyen-nq-tu",
    "/level/district",
    "/dataset/targets",
]


@pytest.fixture(scope="module")
def app() -> Iterator[Application]:
    engine = Inline()
    asyncio.run(engine.start())
    application = service.application(engine, Settings(client_queries=1000))
    application.state.journal = Log()
    yield application
    asyncio.run(engine.close())


def get(app: Application, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
    return many(app, [path], headers)[0]


def many(
    app: Application, paths: list[str], headers: dict[str, str] | None = None
) -> list[httpx.Response]:
    async def asking() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            return [await client.get(path, headers=headers) for path in paths]

    app.state.__dict__.get("_state", {}).pop("view_lock", None)
    return asyncio.run(asking())


class Page(HTMLParser):
    """What a test asks of a page: its ids, links, texts, and what would be fetched or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag in {"img", "script", "iframe"} and given.get("src"):
            self.fetched.append(given["src"])
        if tag == "link" and given.get("rel") in {"stylesheet", "icon"}:
            self.fetched.append(given["href"])
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(str(attrs))
        if tag == "style" or (tag == "script" and given.get("type") != "application/ld+json"):
            self.inline.append(tag)


def test_every_iri_of_ours_answers_with_rdf_that_parses(app: Application) -> None:
    snapshot = corpus.build()
    iris = {
        term.value.partition("#")[0]
        for quad in snapshot.store
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
    }
    assert len(iris) > 300
    paths = sorted("/" + iri.removeprefix(BASE) for iri in iris)
    for path, answer in zip(paths, many(app, paths, {"accept": "text/turtle"}), strict=True):
        if answer.status_code == 303:
            answer = get(app, answer.headers["location"], {"accept": "text/turtle"})
        assert answer.status_code == 200, path
        assert any(True for _ in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)), path


def test_targets_spans_and_links_are_in_the_rdf_of_their_document_and_source(
    app: Application,
) -> None:
    document = get(app, "/document/tra-vinh-2022-50-kh-ubnd.nt").text
    assert f"<{BASE}document/tra-vinh-2022-50-kh-ubnd#dti-rank-2025>" in document
    source = get(app, "/source/tra-vinh-50-kh-ubnd.nt").text
    assert f"<{BASE}source/tra-vinh-50-kh-ubnd#char=594,625>" in source


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_is_whole_small_and_fetches_nothing_from_elsewhere(
    app: Application, path: str, language: str
) -> None:
    answer = get(app, path, {**HTML, "accept-language": language})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}">' in answer.text
    assert len(answer.content) < 150_000
    page = Page(answer.text)
    assert len(page.ids) == len(set(page.ids))
    assert not page.inline
    assert all(address.startswith("/") for address in page.fetched)
    assert "bản chụp" in answer.text or "snapshot" in answer.text


def test_links_of_the_pages_lead_to_pages_and_anchors_that_are_there(app: Application) -> None:
    seen: dict[str, Page] = {}
    for path in [
        "/",
        "/document/bac-giang-2021-111-nq-tu",
        "/indicator/work-files-processed-online",
    ]:
        for link in Page(get(app, path, HTML).text).links:
            address, _, anchor = link.partition("#")
            own = link.startswith(("/document", "/area", "/indicator", "/source", "/body"))
            if not own or address.endswith((".ttl", ".jsonld", ".nt", ".rdf", ".svg", ".png")):
                continue
            if address not in seen:
                answer = get(app, address, HTML)
                assert answer.status_code == 200, link
                seen[address] = Page(answer.text)
            if anchor:
                assert anchor in seen[address].ids, link
    assert len(seen) > 10


def test_a_target_shows_its_figure_its_printed_words_its_place_and_its_verdict(
    app: Application,
) -> None:
    text = get(app, "/document/tra-vinh-2022-50-kh-ubnd?lang=vi", HTML).text
    row = re.search(
        r'<tr id="digital-economy-share-of-gross-product-2030">(.*?)</tr>', text, re.DOTALL
    )
    assert row
    assert "&gt; 25%" in row[1]
    assert "trên 25% GRDP" in row[1]
    assert "#char=120,133" in row[1]
    assert "Thấp hơn" in row[1]
    assert "30% GDP" in row[1]


def test_a_national_figure_that_nobody_verified_says_so_in_its_row(app: Application) -> None:
    text = get(app, "/document/viet-nam-2020-749-qd-ttg?lang=en", HTML).text
    rows = dict(re.findall(r'<tr id="([^"]+)">(.*?)</tr>', text, re.DOTALL))
    view = app.state.view
    told = {t.fragment for t in view.targets if t.confidence.slug == "unverified"} & set(rows)
    assert told
    assert {name for name, row in rows.items() if "confidence: unverified" in row} == told


def test_numbers_and_dates_follow_the_language(app: Application) -> None:
    path = "/document/bac-giang-2021-111-nq-tu"
    vietnamese = get(app, f"{path}?lang=vi", HTML).text
    assert "13,5%/năm" in vietnamese
    assert "11/6/2021" in vietnamese
    english = get(app, f"{path}?lang=en", HTML).text
    assert "13.5%/year" in english
    assert "11 June 2021" in english


def test_the_address_decides_the_language_before_the_browser(app: Application) -> None:
    answer = get(app, "/?lang=vi", {**HTML, "accept-language": "en"})
    assert '<html lang="vi">' in answer.text
    assert "Accept-Language" in answer.headers["vary"]
    assert 'href="/explore?lang=vi"' in answer.text


def test_a_wrong_iri_proposes_near_ones(app: Application) -> None:
    page = get(app, "/area/bac-gian", HTML)
    assert page.status_code == 404
    data = get(app, "/area/bac-gian")
    assert data.status_code == 404
    assert {"iri": f"{BASE}area/bac-giang", "path": "/area/bac-giang"} in data.json()["near"]


def test_the_page_of_a_document_is_legislation_to_search_engines(app: Application) -> None:
    text = get(app, "/document/bac-giang-2021-111-nq-tu", HTML).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"] == "111-NQ/TU"
    assert data["legislationDate"] == "2021-06-11"


def test_filters_narrow_and_the_counts_say_by_how_much(app: Application) -> None:
    text = get(app, "/explore?area=tra-vinh&lang=en", HTML).text
    assert "<strong>38</strong>" in text
    count = re.search(r'value="2030"[^>]*> <span>2030</span> <span class="count">(\d+)<', text)
    assert count
    narrowed = get(app, "/explore?area=tra-vinh&year=2030&lang=en", HTML).text
    assert f"<strong>{count[1]}</strong>" in narrowed


def test_an_unknown_filter_value_finds_nothing_and_can_be_taken_away(app: Application) -> None:
    text = get(app, "/explore?area=nowhere&year=2030&lang=en", HTML).text
    assert "<strong>0</strong>" in text
    assert 'href="/explore?year=2030&amp;lang=en"' in text


def test_the_matrix_shows_provinces_beside_the_nation(app: Application) -> None:
    text = get(app, "/compare?year=2030&lang=en", HTML).text
    (row,) = (
        row
        for row in text.split("<tr>")
        if "indicator=digital-economy-share-of-gross-product&" in row.partition("</th>")[0]
    )
    for shown in ("30%", "&gt; 25%", "≥ 30%", "≈ 35%", "Lower"):
        assert shown in row


@pytest.mark.parametrize(
    "path", ["/compare", "/timeline", "/document/tra-vinh-2022-50-kh-ubnd/chain"]
)
def test_pictures_come_as_svg_and_png_and_the_same_each_time(app: Application, path: str) -> None:
    svg = get(app, path + ".svg?lang=vi")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.startswith("<svg")
    assert "<script" not in svg.text
    assert get(app, path + ".png").content.startswith(b"\x89PNG")
    assert get(app, path + ".svg?lang=vi").content == svg.content


def test_dots_stand_in_the_row_of_their_indicator(app: Application) -> None:
    """A dot that stands a row too low is a wrong answer."""
    svg = get(app, "/compare.svg?year=2030&lang=en").text
    labels = dict(
        re.findall(r'<text[^>]*transform="translate\([-\d.]+,([-\d.]+)\)"[^>]*>([^<]+)</text>', svg)
    )
    at = next(
        float(y)
        for y, label in labels.items()
        if label.startswith("Digital economy share of gross")
    )
    dots = [
        float(y)
        for label, y in re.findall(
            r'aria-label="([^"]*)"[^>]*transform="translate\([-\d.]+,([-\d.]+)\)"', svg
        )
        if "Digital economy share of gross" in label and "row:" in label
    ]
    assert len(dots) == 3
    assert all(abs(y - at) < 17 for y in dots)


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=<script>alert(1)</script>",
        "/explore?area=<img src=x onerror=alert(1)>",
        '/compare?level="><script>alert(1)</script>',
        "/area/<script>alert(1)</script>",
        "/document/<script>alert(1)</script>/chain.svg",
        '/?lang="><script>alert(1)</script>',
    ],
)
def test_markup_in_an_address_stays_text(app: Application, path: str) -> None:
    answer = get(app, path, HTML)
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_search_gives_programs_json(app: Application) -> None:
    data = get(app, "/search?q=nq%20111").json()
    assert data["results"][0]["iri"] == f"{BASE}document/bac-giang-2021-111-nq-tu"
    assert get(app, "/search?q=x&limit=1000").status_code == 400
