"""What programs find without being told: descriptions, robots, sitemap, feeds, llms.txt."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from dxgraph.web.application import Application
from dxgraph.web.pages.site.discovery import _folded
from support.pages import EN, VI, get, soup
from test_pages_card import SHARE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("headers", [VI, EN], ids=["vi", "en"])
def test_every_kind_of_page_says_what_it_is_to_who_shares_it(
    app: Application,
    headers: dict[str, str],
) -> None:
    told = {}
    for path in (
        "/",
        "/explore",
        "/compare",
        "/area/tra-vinh",
        "/indicator/dti-rank",
        "/rank/dti-rank",
        "/document/tra-vinh-2022-50-kh-ubnd",
        "/reading",
        SHARE,
    ):
        page = soup(get(app, path, headers).text)
        meta = {
            str(m.get("property") or m.get("name")): str(m["content"])
            for m in page.select("meta[content]")
        }
        assert meta["description"] == meta["og:description"]
        assert meta["og:title"]
        assert meta["og:url"] == f"http://dx.test{path}"
        assert meta["og:image"].startswith("http://dx.test/")
        assert "\n" not in meta["og:title"]
        told[path] = meta["description"]
    assert len(set(told.values())) == len(told)
    assert "khoảng 25% GRDP" in told[SHARE]


def test_pictures_for_sharing_are_there(app: Application) -> None:
    for path in ("/", "/rank/dti-rank"):
        page = soup(get(app, path, VI).text)
        image = page.select_one('meta[property="og:image"]')
        assert image
        answer = get(app, str(image["content"]).removeprefix("http://dx.test"))
        assert answer.content.startswith(b"\x89PNG")
    icon = get(app, "/favicon.ico")
    assert icon.content[:4] == b"\x00\x00\x01\x00"


def test_the_sitemap_holds_pages_that_are_there_and_robots_names_it(
    app: Application,
) -> None:
    robots = get(app, "/robots.txt").text
    assert "Sitemap: http://dx.test/sitemap.xml" in robots
    assert "Disallow: /explore?" in robots
    found = [
        str(e.text).removeprefix("http://dx.test")
        for e in ET.fromstring(get(app, "/sitemap.xml").text).iter()  # noqa: S314 — our own
        if e.tag.endswith("loc")
    ]
    assert len(found) == len(set(found)) < 50_000
    assert {"/", "/area", SHARE, "/rank/dti-rank", "/area/ha-noi"} <= set(found)
    for path in found[:: len(found) // 25]:
        assert get(app, path, VI).status_code == 200, path


def test_the_feed_is_of_documents_newest_first_and_narrows_to_an_area_and_a_day(
    app: Application,
) -> None:
    def entries(query: str) -> list[ET.Element]:
        answer = get(app, f"/feed.atom?lang=vi{query}")
        assert answer.headers["content-type"] == "application/atom+xml"
        return ET.fromstring(answer.text).findall(f"{ATOM}entry")  # noqa: S314 — our own

    days = [str(e.findtext(f"{ATOM}updated")) for e in entries("")]
    assert days == sorted(days, reverse=True)
    own = entries("&area=tra-vinh")
    assert own
    for entry in own:
        assert "document/tra-vinh" in str(entry.findtext(f"{ATOM}id"))
    assert len(entries("&area=tra-vinh&since=2022-05-01")) < len(own)
    assert get(app, "/feed.atom?area=nowhere").status_code == 400
    assert get(app, "/feed.atom?since=yesterday").status_code == 400


def test_a_feed_without_entries_changed_when_the_newest_document_was_issued(
    app: Application,
) -> None:
    def updated(address: str) -> str | None:
        feed = ET.fromstring(get(app, address).text)  # noqa: S314 — our own
        return feed.findtext(f"{ATOM}updated")

    newest = updated("/feed.atom")
    assert newest is not None
    assert "2025-01-01" < newest <= f"{date.today()}T00:00:00Z"
    assert updated("/feed.atom?since=2999-01-01") == newest
    # No release came before, so that nothing is known to have changed.
    assert updated("/changes?format=atom") == newest
    # One that has entries tells the newest of its own.
    assert str(updated("/feed.atom?area=tra-vinh")) < newest


def test_deadlines_are_a_calendar_of_an_area_and_of_a_body(
    app: Application,
) -> None:
    text = get(app, "/calendar.ics?area=tra-vinh&lang=vi").text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20251231" in unfolded
    assert "DTEND;VALUE=DATE:20260101" in unfolded
    uids = re.findall(r"UID:(\S+)", unfolded)
    assert len(uids) == len(set(uids)) > 1
    page = soup(get(app, "/document/tra-vinh-2022-50-kh-ubnd", VI).text)
    issuer = page.select_one('dl a[href^="/body/"]')
    assert issuer
    slug = str(issuer["href"]).rpartition("/")[2]
    assert "50/KH-UBND" in get(app, f"/calendar.ics?body={slug}").text.replace("\r\n ", "")
    body = soup(get(app, f"/body/{slug}", VI).text)
    assert body.select_one('#owed ~ dl a[href*="document=tra-vinh-2022-50-kh-ubnd"]')


def test_long_lines_are_folded_between_letters() -> None:
    parts = list(_folded("SUMMARY:" + "ề" * 60))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join(part[1:] if n else part for n, part in enumerate(parts)) == "SUMMARY:" + "ề" * 60


def test_a_language_model_is_warned_of_the_usual_mistakes(
    app: Application,
) -> None:
    text = get(app, "/llms.txt").text
    assert text.startswith("# dxgraph\n")
    for told in ("comparator", "63 provinces", "34 from 1 July 2025", "reading extent"):
        assert told in text
    for path in re.findall(r"\]\(http://dx\.test([^)]+)\)", text):
        if path not in {"/mcp", "/search?q="}:
            assert get(app, path, VI).status_code == 200, path


def test_the_feed_concludes_nothing_from_silence(app: Application) -> None:
    summaries = [e.text for e in soup(get(app, "/feed.atom?lang=en").text).find_all("summary")]
    assert any(text.endswith("No target of it is recorded yet") for text in summaries)
    assert not any(" 0 targets" in text for text in summaries)
