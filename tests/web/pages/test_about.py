"""What the graph says of itself, and where a reader reports an error or sends a document."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pyoxigraph as ox
import pytest

from dxgraph.errors import UsageError
from dxgraph.settings import Settings
from dxgraph.terms import DX
from dxgraph.web.pages.shared.contributing import GUIDES
from support.graph import own_snapshot
from support.pages import EN, VI, OwnGraph, served_graph, soup, words

PAGES = ["/", "/about", "/explore?area=bac-giang&year=2025", "/area/bac-giang", "/none/none"]
LABELS = ("Report an error on this page", "Send a document")


@pytest.fixture(scope="module")
def tended() -> Iterator[httpx.Client]:
    """A service whose operator has set every way."""
    settings = Settings(
        client_queries=1000,
        repository="https://github.com/nobody/dxgraph/",
        contact_mail="lien-he@dx.example",
        contact_form="https://form.example/{wish}?p={page}",
    )
    with (
        served_graph((), OwnGraph(), settings) as address,
        httpx.Client(base_url=address, timeout=120, headers=EN) as client,
    ):
        yield client


def offered(text: str) -> dict[str, dict[str, str]]:
    """The ways at the foot of a page, by what they are for."""
    found = {}
    for line in soup(text).select("footer p"):
        label = words(line).partition(":")[0]
        if label in LABELS:
            found[label] = {words(a): str(a["href"]) for a in line.select("a")}
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_offers_every_way_with_its_own_address(tended: httpx.Client, path: str) -> None:
    ways = offered(tended.get(path).text)
    assert set(ways) == set(LABELS)
    page = f"{str(tended.base_url).rstrip('/')}{path}"
    for label, wish in zip(LABELS, ("report", "send"), strict=True):
        form, mail, repository = (ways[label][name] for name in ("form", "mail", "repository"))
        assert urlsplit(form).path == f"/{wish}"
        assert parse_qs(urlsplit(form).query) == {"p": [page]}
        assert mail.startswith("mailto:lien-he@dx.example?")
        assert repository.startswith("https://github.com/nobody/dxgraph/issues/new?")
        for address in (mail, repository):
            said = parse_qs(urlsplit(address).query)
            assert page in said["body"][0]
            assert label in said.get("subject", said.get("title", [""]))[0]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_setting_nothing_is_offered(address: str, path: str) -> None:
    text = httpx.get(f"{address}{path}", headers=EN, timeout=60).text
    assert offered(text) == {}
    assert "mailto:" not in text


def test_about_says_where_to_send_only_where_there_is_a_place(
    tended: httpx.Client, address: str
) -> None:
    assert "with the page's address filled in" in words(soup(tended.get("/about").text))
    plain = httpx.get(f"{address}/about", headers=EN, timeout=60).text
    assert "has set no place to receive it" in plain
    guides = [str(a["href"]) for a in soup(plain).select("#guides + ul a")]
    assert [urlsplit(guide).path for guide in guides] == [
        f"/guide/{name.removesuffix('.md')}" for name, _ in GUIDES
    ]


def test_about_counts_what_the_graph_holds(address: str) -> None:
    store = own_snapshot().store
    extents = {
        slug: sum(
            1
            for _ in store.quads_for_pattern(
                None,
                ox.NamedNode(DX.readingExtent),
                ox.NamedNode(f"https://w3id.org/dxgraph/reading-extent/{slug}"),
                ox.DefaultGraph(),
            )
        )
        for slug in ("complete", "reported", "named")
    }
    for language, told in (
        (VI, f"{extents['complete']} đã đọc trọn, {extents['reported']} biết qua trang thuật lại"),
        (EN, f"{extents['complete']} read whole, {extents['reported']} known through pages"),
    ):
        page = soup(httpx.get(f"{address}/about", headers=language, timeout=60).text)
        assert told in words(page.select_one("main"))
        for a in page.select("main a"):
            path = str(a["href"])
            if path.startswith("/"):
                assert (
                    httpx.get(f"{address}{path}", headers=language, timeout=60).status_code == 200
                )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("repository", "github.com/nobody/dxgraph"),
        ("contact_form", "javascript:alert(1)"),
        ("contact_mail", "nobody"),
        ("contact_mail", "a@b.vn?bcc=c@d.vn"),
    ],
)
def test_a_setting_that_is_no_address_is_refused(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]
