"""The ledger of coverage as a page: /coverage, and its lines of one province."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest

from dxgraph.web.application import Application
from support.named_queries import own_graph
from support.named_queries import rows as answer
from support.pages import EN, LARGEST_PAGE, VI, get, soup, words


@pytest.mark.parametrize("headers", [VI, EN], ids=["vi", "en"])
@pytest.mark.parametrize(("when", "count"), [("before", 63), ("after", 34)])
def test_every_province_has_a_row_and_every_kind_a_column(
    app: Application,
    headers: dict[str, str],
    when: str,
    count: int,
) -> None:
    text = get(app, f"/coverage?when={when}", headers).text
    assert len(text.encode()) < LARGEST_PAGE
    page = soup(text)
    rows = page.select("table tbody tr")
    assert len(rows) == count
    heads = [words(head) for head in page.select("table thead th")][1:]
    assert len(heads) == 9
    for row in rows:
        cells = row.select("td")
        assert [cell["data-label"] for cell in cells[1:]] == heads
        assert all(words(cell) for cell in cells)


def test_the_cells_are_the_answer_of_the_query(app: Application) -> None:
    found = answer(own_graph(), "coverage-ledger")
    page = soup(get(app, "/coverage?when=before&period=to-2025", VI).text)
    shown = Counter(
        words(cell).partition(" (")[0]
        for row in page.select("table tbody tr")
        for cell in row.select("td")[1:]
    )
    before = {area.removeprefix("area/") for area in _slugs(page)}
    expected = Counter(
        row["ledger_state_label"]
        for row in found
        if row["promise_period"] == "to-2025" and row["area"].removeprefix("area/") in before
    )
    assert shown == expected
    tally = words(page.select_one("ul.links"))
    assert all(state in tally and str(count) in tally for state, count in expected.items())


def _slugs(page: object) -> set[str]:
    links = page.select("table tbody td:first-child a")  # type: ignore[attr-defined]
    return {link["href"].partition("area=")[2] for link in links}


def test_a_region_narrows_the_list_and_the_form_keeps_what_was_chosen(
    app: Application,
) -> None:
    whole = soup(get(app, "/coverage?when=before", VI).text)
    region = whole.select("#region option")[1]["value"]
    page = soup(get(app, f"/coverage?when=before&period=after-2025&region={region}", VI).text)
    assert 0 < len(_slugs(page)) < 63
    assert _slugs(page) < _slugs(whole)
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["before", "after-2025", region]
    nothing = get(app, "/coverage?region=no-such-region", VI)
    assert nothing.status_code == 400
    assert str(region) in nothing.text


def test_a_province_shows_its_documents_its_searches_and_its_neighbours_in_time(
    app: Application,
) -> None:
    page = soup(get(app, "/coverage?area=thai-nguyen-to-2025", VI).text)
    links = {link["href"] for link in page.select("table a")}
    assert "/document/thai-nguyen-2020-01-nq-tu" in links
    assert "Đã đọc trọn" in words(page.select_one("#party-resolution"))
    assert page.select_one('p a[href="/coverage?area=thai-nguyen-from-2025"]')
    sought = soup(get(app, "/coverage?area=lai-chau", EN).text)
    # One search for all kinds of documents stands once, not beside each.
    assert words(sought.main).count("29 November 2026") == 1
    # Why its decision stands in both periods.
    assert "known by name; to 2025, with a view to 2030" in words(sought.main)
    assert "stands in both periods" in words(sought.main)
    assert get(app, "/coverage?area=nowhere", VI).status_code == 404


def test_the_table_can_be_taken_away(app: Application) -> None:
    lines = list(csv.reader(io.StringIO(get(app, "/coverage?when=after&format=csv", EN).text)))
    assert lines[0][:4] == ["Area", "Kind of document", "Period", "How far it is known"]
    assert len(lines) == 1 + 34 * 9
    taken = json.loads(get(app, "/coverage?area=ha-noi&format=json", VI).text)
    assert {row["area"] for row in taken["rows"]} == {"Thành phố Hà Nội"}
    assert len({row["kind"] for row in taken["rows"]}) == 9
    assert get(app, "/coverage?format=xlsx", VI).content.startswith(b"PK")
    assert get(app, "/coverage?format=pdf", VI).status_code == 406


def test_the_page_is_linked_and_in_the_sitemap(app: Application) -> None:
    page = soup(get(app, "/", VI).text)
    assert [a["href"] for a in page.select(".hero a") if str(a["href"]).startswith("/coverage")]
    assert page.select_one('footer a[href="/coverage"]')
    assert "/coverage</loc>" in get(app, "/sitemap.xml").text
