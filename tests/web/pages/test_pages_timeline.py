"""The timeline: of all areas or of one, with the changes of many bodies on a day folded."""

from __future__ import annotations

import pytest

from dxgraph.web.application import Application
from dxgraph.web.pages.country import timeline
from support.pages import EN, LARGEST_PAGE, VI, get, soup, words


def test_a_day_on_which_many_bodies_changed_folds_them(app: Application) -> None:
    answer = get(app, "/timeline", EN)
    assert len(answer.content) < LARGEST_PAGE
    page = soup(answer.text)
    day = next(
        item
        for item in page.select(".timeline > li")
        if item.select_one('time[datetime="2025-07-01"]')
    )
    folded = day.select_one("details")
    assert folded is not None
    assert not folded.has_attr("open")
    count = len(folded.select("li"))
    assert count > 50
    assert words(folded.summary).startswith(f"{count} bodies changed")
    # The changes of areas on that day are in sight.
    assert "Merger" in words(day.select_one("div > ul")) or day.select("div > ul li.change")
    years = page.select("details.fold")
    assert [words(year.h2) for year in years[:2]] == sorted(
        (words(year.h2) for year in years[:2]), reverse=True
    )
    # Only the newest year is open.
    assert [year.has_attr("open") for year in years].count(True) == 1
    assert years[0].has_attr("open")


def test_of_many_events_the_older_years_have_pages_of_their_own(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "_MOST_LISTED", 5)
    # Another language's page, so that none is kept from before.
    page = soup(get(app, "/timeline?area=bac-giang&lang=en&page=", VI).text)
    elsewhere = page.select(".elsewhere a")
    assert elsewhere
    listed = page.select(".timeline > li")
    assert "each other year has a page" in str(page.select_one("figure img")["alt"])  # type: ignore[index]
    own = soup(get(app, str(elsewhere[-1]["href"]), EN).text)
    assert words(own.h1).endswith(f", {words(elsewhere[-1])}")
    picture = str(own.select_one("figure img")["src"])  # type: ignore[index]
    assert f"year={words(elsewhere[-1])}" in picture
    days = {str(day["datetime"])[:4] for day in own.select(".timeline time")}
    assert days == {words(elsewhere[-1])}
    assert listed


@pytest.mark.parametrize("typed", ["bac-giang", "Bắc Giang", "bac giang"])
def test_the_timeline_of_an_area_has_what_came_after_it_too(
    app: Application,
    typed: str,
) -> None:
    page = soup(get(app, f"/timeline?area={typed}", VI).text)
    told = words(page.main)
    assert "111-NQ/TU" in told
    assert "Bắc Ninh (2025)" in told
    assert "Trà Vinh" not in " ".join(words(item) for item in page.select(".timeline"))
    image = page.select_one("figure img")
    assert image is not None
    assert get(app, str(image["src"])).text.startswith("<svg")


def test_one_change_is_no_changes(app: Application) -> None:
    told = words(soup(get(app, "/timeline?area=bac-giang", EN).text).main)
    assert "1 change of areas" in told


def test_an_area_that_there_is_not_comes_with_those_that_may_have_been_meant(
    app: Application,
) -> None:
    page = soup(get(app, "/timeline?area=bac-gianh", EN).text)
    assert "area=bac-gianh is not in the data." in words(page.main)
    near = page.select_one('main a[href^="/timeline?area=bac-giang"]')
    assert words(near) == "Bắc Giang province"
    assert get(app, "/timeline.svg?area=nowhere").status_code == 400


def test_the_timeline_is_taken_away_as_it_is_shown(app: Application) -> None:
    page = get(app, "/timeline?area=bac-giang", VI)
    buttons = [str(a["href"]) for a in soup(page.text).select(".actions a[download]")]
    assert [address.partition("format=")[2].partition("&")[0] for address in buttons] == [
        "xlsx",
        "csv",
        "json",
    ]
    rows = get(app, "/timeline?area=bac-giang&format=json").json()["rows"]
    days = [row["on"] for row in rows]
    assert days == sorted(days, reverse=True)
    shown = soup(page.text).select("ul.timeline li > a")
    assert len(rows) == len(shown)
