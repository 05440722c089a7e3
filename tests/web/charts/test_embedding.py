"""Charts for other sites: in a frame where the setting lets them, as a picture for all."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2 as httpx
import pytest

from dxgraph.errors import UsageError
from dxgraph.settings import Settings
from support.pages import EN, VI, OwnGraph, runs_or_loads, served_graph, soup

CHARTS = [
    "rank/digital-economy-share-of-gross-product?year=2025",
    "compare?indicator=digital-economy-share-of-gross-product&year=2025",
    "timeline",
    "area/bac-giang/measured",
    "document/bac-giang-2021-111-nq-tu/chain",
]


@pytest.fixture(scope="module")
def opened() -> Iterator[httpx.Client]:
    """A service that lets two sites frame its charts."""
    settings = Settings(
        frame_ancestors=("https://bao.example", "https://*.vn"), client_queries=1000
    )
    with (
        served_graph((), OwnGraph(), settings) as address,
        httpx.Client(base_url=address, timeout=120, headers=EN) as client,
    ):
        yield client


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_shown_in_a_frame_of_the_sites_that_are_named(
    opened: httpx.Client, chart: str
) -> None:
    answer = opened.get(f"/embed/{chart}")
    assert answer.status_code == 200
    policies = answer.headers.get_list("content-security-policy")
    assert len(policies) == 1
    assert "frame-ancestors https://bao.example https://*.vn" in policies[0]
    page = soup(answer.text)
    # No script and nothing but our own picture and style sheet, in the frame of any site.
    assert not page.select("script")
    assert all(address.startswith("/") for address in runs_or_loads(page))
    picture = opened.get(str(page.select_one("img")["src"]))  # type: ignore[index]
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert str(page.select_one("img")["alt"]) in soup(picture.text).text  # type: ignore[index]
    for said in ("Source: ", "CC BY 4.0", "snapshot"):
        assert said in picture.text
    back = str(page.select_one("a")["href"])  # type: ignore[index]
    assert opened.get(back).status_code == 200
    again = opened.get(f"/embed/{chart}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_only_charts_are_opened(opened: httpx.Client) -> None:
    for path in ("/", "/compare", "/rank/digital-economy-share-of-gross-product", "/data"):
        assert "frame-ancestors 'none'" in opened.get(path).headers["content-security-policy"]


def test_pages_give_the_code_to_paste_where_charts_are_opened(
    opened: httpx.Client, address: str
) -> None:
    path = "/rank/digital-economy-share-of-gross-product?year=2025"
    code = soup(opened.get(path, headers=VI).text).select_one("figcaption textarea")
    frame = soup(code.text if code else "").select_one("iframe")
    assert frame is not None
    assert opened.get(str(frame["src"])).status_code == 200
    closed = httpx.get(f"{address}{path}", headers=VI, timeout=60)
    assert not soup(closed.text).select("figcaption textarea")


def test_without_the_setting_nobody_may_frame_a_chart(address: str) -> None:
    answer = httpx.get(f"{address}/embed/timeline", headers=VI, timeout=60)
    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["rank/none", "area/nowhere/measured", "document/none/chain", "data", "compare?year=x"]
)
def test_what_cannot_be_drawn_is_no_empty_frame(opened: httpx.Client, path: str) -> None:
    assert opened.get(f"/embed/{path}").status_code in (400, 404)


@pytest.mark.parametrize("site", ["bao.example", "https://a.vn; script-src *", "'self'", ""])
def test_a_setting_that_names_no_site_is_refused(site: str) -> None:
    with pytest.raises(UsageError, match="frame_ancestors"):
        Settings(frame_ancestors=(site,))
