"""Pages of data that outgrow memory show what the pages of the same data in memory show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

from dxgraph.model import storing
from dxgraph.web.pages import stored as pages
from dxgraph.web.pages import view
from pages_support import EN, VI, served_graph, soup

PATHS = (
    "/",
    "/?indicator=digital-economy-share-of-gross-product",
    "/explore",
    "/explore?area=bac-giang&pillar=government&sort=year",
    "/explore?yardstick=749&sort=value&page=2",
    "/explore?kind=qualitative&kind=rank&sort=area",
    "/compare?area=bac-giang&area=tra-vinh",
    "/timeline",
    "/indicator",
    "/area",
    "/document?q=bac+giang",
    "/source",
    "/area/bac-giang",
    "/document/bac-giang-2021-111-nq-tu",
    "/indicator/digital-economy-share-of-gross-product",
    "/body/bac-giang-party-committee",
    "/source/bac-giang-111-nq-tu",
    "/rank/digital-economy-share-of-gross-product",
    "/document/bac-giang-2021-111-nq-tu/dti-rank-2025",
    "/queries/targets-of-area?area=bac-giang",
    "/about",
    "/llms.txt",
    "/feed.atom",
    "/calendar.ics?area=bac-giang",
)


@pytest.fixture(scope="module")
def large(client: httpx.Client) -> Iterator[httpx.Client]:
    """Our own graph, served as if it had too many targets to be held."""
    client.get("/about", headers=VI)  # the other service knows its targets by now
    written: list[Path] = []

    def build(path: Path, source: storing.Source) -> None:
        written.append(path)
        storing.build(path, source)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "LARGE", 0)
        patch.setattr(pages, "build", build)
        with served_graph() as address, httpx.Client(base_url=address, timeout=60) as asking:
            asking.get("/about", headers=VI)
            assert len(written) == 1
            yield asking


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_the_same(client: httpx.Client, large: httpx.Client, path: str) -> None:
    headers = EN if "page=2" in path else VI
    ours, theirs = client.get(path, headers=headers), large.get(path, headers=headers)
    assert theirs.status_code == ours.status_code == 200
    assert _text(theirs, large) == _text(ours, client)


def test_a_search_finds_the_same(client: httpx.Client, large: httpx.Client) -> None:
    for words in ("kinh te so bac giang 2030", "111-NQ/TU", "bắc giang", "chuyen doi", "x y z"):
        asked = {"q": words, "format": "json"}
        ours, theirs = client.get("/search", params=asked), large.get("/search", params=asked)
        assert theirs.json() == ours.json()


def test_what_is_not_there_has_near_names(large: httpx.Client) -> None:
    answer = large.get("/area/bac-gian", headers=VI)
    assert answer.status_code == 404
    assert "/area/bac-giang" in answer.text


def _text(answer: httpx.Response, client: httpx.Client) -> str:
    return soup(answer.text).get_text(" ", strip=True).replace(str(client.base_url), "")
