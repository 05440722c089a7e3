"""The four uses, from the first page to what is taken away: on our graph, and on a made-up one of
97 areas, 400 documents and 8,000 targets; in each language at a desk, and on a phone that runs no
scripts."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pytest

from benchmarks import large
from support.browser import DESK, PHONE, Visit, chromium, served, with_language

SHARE = "digital-economy-share-of-gross-product"
BROWSER = {"accept": "text/html"}
WORDS = {"vi": "kinh te so", "en": "digital economy"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a made-up graph of the size of the country is served."""
    folder = tmp_path_factory.mktemp("country")
    large.write(folder, large.COUNTRY)
    address = served(folder)
    # What all pages are made from is read for the first of them; until then a page may be refused.
    for _ in range(180):
        if httpx.get(f"{address}/explore", timeout=60).status_code == 200:
            break
        time.sleep(1)
    return address


@pytest.mark.parametrize(("language", "width"), [("vi", DESK), ("en", PHONE)])
def test_the_four_uses_come_to_their_end(browser: Any, language: str, width: int) -> None:
    _all_four(browser, served(), language, width)


@pytest.mark.parametrize(("language", "width"), [("en", DESK), ("vi", PHONE)])
def test_the_four_uses_come_to_their_end_with_eight_thousand_targets(
    browser: Any, country: str, language: str, width: int
) -> None:
    _all_four(browser, country, language, width)


def test_a_count_beyond_a_thousand_is_written_as_each_language_writes_it(country: str) -> None:
    for language, sign in (("vi", "."), ("en", ",")):
        page = httpx.get(f"{country}/dataset/targets?lang={language}", headers=BROWSER, timeout=60)
        counts = re.findall(r'<span class="count">([^<]+)', page.text)
        assert any(re.fullmatch(rf"\d{re.escape(sign)}\d{{3}}", count) for count in counts)
        assert not any(re.fullmatch(r"\d{4,}", count) for count in counts)


def test_data_without_named_graphs_are_said_to_have_none(country: str) -> None:
    page = httpx.get(f"{country}/graphs?lang=en", headers=BROWSER, timeout=60).text
    assert "have no named graph" in page
    assert "<thead>" not in page


def _all_four(browser: Any, site: str, language: str, width: int) -> None:
    with Visit(browser, site, width=width, language=language, scripts=width == DESK) as visit:
        _one_figure_and_where_it_is_printed(visit, language)
        _provinces_beside_one_another(visit, language)
        _a_table_for_a_paper(visit, language)
        _figures_of_a_text_to_be_sent(visit, language)
        assert not visit.elsewhere()
        assert not visit.faults


def _one_figure_and_where_it_is_printed(visit: Visit, language: str) -> None:
    """Question, figure, place: three actions, of which the last is a link to its publisher."""
    page = visit.page
    visit.go(with_language(f"/rank/{SHARE}", language))
    row = page.locator("tbody tr:not(.nation)").first
    area = row.locator("td").first.inner_text().split(" (")[0]
    year = page.locator("#year").input_value()
    visit.go(with_language("/", language))
    page.get_by_role("searchbox").fill(f"{WORDS[language]} {area} {year}")
    page.keyboard.press("Enter")
    answer = page.locator("main section.answer").first
    assert area in answer.inner_text()
    answer.locator("li a").first.click()
    assert page.locator("#citation").inner_text()
    quotation = page.locator("main q").first.inner_text()
    opened = [a.get_attribute("href") for a in page.locator('main a[rel~="external"]').all()]
    assert any(address and address.startswith("http") for address in opened)
    assert quotation


def _provinces_beside_one_another(visit: Visit, language: str) -> None:
    page = visit.page
    visit.go(with_language(f"/rank/{SHARE}", language))
    links = page.locator("tbody tr:not(.nation) td:first-child a")
    chosen = [links.nth(n).inner_text() for n in (0, links.count() - 1)]
    slugs = [
        urlsplit(str(links.nth(n).get_attribute("href"))).path.rpartition("/")[2]
        for n in (0, links.count() - 1)
    ]
    given = "&".join(f"area={slug}" for slug in slugs)
    visit.go(with_language(f"/compare?indicator={SHARE}&year=&{given}", language))
    columns = page.locator(".matrix thead th").all_text_contents()
    assert all(any(name in column for column in columns) for name in chosen)
    assert page.locator(".matrix td a").count() >= 2


def _a_table_for_a_paper(visit: Visit, language: str) -> None:
    """A spreadsheet of exactly the view, with the words that are printed."""
    page = visit.page
    visit.go(with_language("/explore?area=tra-vinh&year=2025", language))
    count = int(page.locator("#results strong").first.inner_text())
    assert count
    link = page.locator("#results").get_by_role("link", name="CSV", exact=True)
    with page.expect_download() as saved:
        link.click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == count
    assert any("%" in str(row) for row in rows)


def _figures_of_a_text_to_be_sent(visit: Visit, language: str) -> None:
    """What a contributor holds against the graph before sending it."""
    page = visit.page
    visit.go(with_language("/check", language))
    text = {
        "vi": "Tỉnh Trà Vinh đặt mục tiêu kinh tế số đến năm 2025 là 71,5%.",
        "en": "Trà Vinh set a target of a digital economy of 71.5% by 2025.",
    }
    page.locator("#claim").fill(text[language])
    page.locator("main form button").click()
    assert parse_qs(urlsplit(page.url).query)["text"] == [text[language]]
    page.locator("section.checked strong").first.wait_for()  # no click waits for the whole page
