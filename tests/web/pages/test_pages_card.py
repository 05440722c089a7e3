"""The card of a target: one address with the figure, its place, its standings and its citation."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from dxgraph.bilingual import Language
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.terms import BASE, DX
from dxgraph.web.application import Application
from dxgraph.web.pages.things.card import statements_of
from dxgraph.web.pages.things.citing import Citation
from support.pages import EN, VI, get, soup, words

SHARE = "/document/bac-giang-2021-111-nq-tu/digital-economy-share-of-gross-product-2025"


@pytest.mark.parametrize("headers", [VI, EN], ids=["vi", "en"])
def test_a_card_says_figure_printed_words_place_document_and_standing(
    app: Application, headers: dict[str, str]
) -> None:
    page = soup(get(app, SHARE, headers).text)
    told = words(page.main)
    for text in ("≈ 25%", "khoảng 25% GRDP", "111-NQ/TU", "11", "2021", "749/QĐ-TTg", "20%"):
        assert text in told
    opened = [str(a["href"]) for a in page.select("a.place") if "#:~:text=" in str(a["href"])]
    assert opened == [
        "http://thutuchanhchinh.vn/noidung/tintuc/Lists/TinDiaPhuong/View_Detail.aspx?ItemID=1053"
        "#:~:text=kho%E1%BA%A3ng%2025%25%20GRDP"
    ]
    # What prints it is a report of the resolution, and the card says so.
    assert ("không phải toàn văn" if headers is VI else "not the resolution's own text") in told
    standing = page.select("#standing + .table tbody tr")
    # 749 comes first; the others that are in force at the deadline stand beside it.
    assert standing[0].select_one('a[href*="/verdict/approximate"]')
    assert standing[0].select_one(
        'a[href*="/viet-nam-2020-749-qd-ttg/digital-economy-share-of-gross-product-2025"]'
    )


def test_a_card_shows_measured_values_and_the_same_promise_in_other_years(app: Application) -> None:
    page = soup(get(app, SHARE, EN).text)
    assert "42.13" in words(page.select_one("#measured ~ .table"))
    # What lies beyond a promise is not called short of it.
    assert "beyond by 17.13 percentage points" in words(page.select_one("#measured + p"))
    rank = soup(get(app, "/document/bac-giang-2021-111-nq-tu/dti-rank-2025", VI).text)
    assert "vượt 6 bậc" in words(rank.select_one("#measured + p"))
    rows = page.select("#history ~ .table tbody tr")
    years = [words(row.find_all("td")[2]) for row in rows]
    assert years[:2] == ["2025", "2030"]
    assert years == sorted(years)
    assert [row.get("aria-current") for row in rows][:2] == ["true", None]


def test_figures_of_lists_lead_to_their_cards_and_the_card_back_to_its_row(
    app: Application,
) -> None:
    named = "/explore?area=bac-giang&indicator=digital-economy-share-of-gross-product"
    for path in (named, "/compare?area=bac-giang", "/area/bac-giang"):
        assert SHARE in get(app, path, VI).text, path
    card = soup(get(app, SHARE, VI).text)
    row = "/document/bac-giang-2021-111-nq-tu#digital-economy-share-of-gross-product-2025"
    assert card.select_one(f'a[href="{row}"]')
    found = get(app, "/search?q=bac+giang+kinh+te+so+2025").json()["results"]
    assert SHARE in [hit["path"] for hit in found]


def test_a_card_is_rdf_for_a_program_and_a_contradiction_is_told_on_its_document(
    app: Application,
) -> None:
    iri = BASE.rstrip("/") + SHARE[::-1].replace("/", "#", 1)[::-1]
    turtle = get(app, SHARE + ".ttl")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert iri in get(app, SHARE + ".nt").text
    assert "verdict:approximate" in turtle.text
    assert get(app, SHARE, {"accept": "application/ld+json"}).json()
    claim = get(
        app, "/document/thai-nguyen-2020-01-nq-tu/headline-digital-economy-share-2025-claim", VI
    )
    assert claim.status_code in (303, 404)
    assert get(app, SHARE + "-nothing", VI).status_code == 404


def test_a_figure_is_cited_with_its_whole_way_in_four_forms(app: Application) -> None:
    digest = str(get(app, "/health").json()["snapshot"])
    for ending, media in (
        ("txt", "text/plain"),
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("csl.json", "application/vnd.citationstyles.csl+json"),
    ):
        answer = get(app, f"{SHARE}.{ending}?lang=en")
        assert answer.headers["content-type"].startswith(media)
        for told in ("khoảng 25", "111-NQ/TU", "thutuchanhchinh.vn", digest[:12], "dx.test"):
            assert told in answer.text, (ending, told)
    item = json.loads(get(app, f"{SHARE}.csl.json").text)[0]
    assert item["type"] == "dataset"
    assert item["URL"] == f"http://dx.test{SHARE}"


def test_a_citation_keeps_what_its_form_would_read_as_its_own() -> None:
    cited = Citation(
        Language.EN,
        "k",
        "Share {of} 25% & more_things",
        "25%",
        "Plan #1\nof x",
        ["A page"],
        "1",
        "d" * 64,
        "",
        2026,
        "http://dx.test/x",
        date(2026, 1, 2),
    )
    assert r"Share \{of\} 25\% \& more\_things" in cited.bibtex()
    assert r"Plan \#1" in cited.bibtex()
    lines = cited.ris().split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2] == "ER  - "
    # A line end within a field would begin another one.
    assert all(line[2:6] == "  - " for line in lines if line)


def test_a_property_of_the_vocabulary_is_shown_without_a_line_for_it(
    app: Application,
) -> None:
    """A new one by its label; those that have a place of their own are not said again."""
    budget = DX["budget"]
    named = Name(budget, {"vi": "kinh phí", "en": "budget"})
    view = View({budget: named}, {}, {}, (), {})
    found: dict[str, list[object]] = {
        budget: [Decimal("12.5")],
        DX.deadline: [date(2025, 12, 31)],
        "http://example.org/p": [1],
    }
    assert statements_of(view, found, Language.EN) == [(named, [Decimal("12.5")])]
    assert "<dt></dt>" not in get(app, SHARE, EN).text


def test_a_card_leads_to_a_ranking_where_provinces_set_the_same_only(app: Application) -> None:
    for path, there in (
        (SHARE, True),
        ("/document/viet-nam-2019-52-nq-tw/gii-rank-2030", False),
        ("/document/viet-nam-2022-411-qd-ttg/digital-economy-share-of-gross-product-2030", True),
    ):
        page = soup(get(app, path, EN).text)
        ranked = [str(a["href"]) for a in page.select("main a") if "/rank/" in str(a["href"])]
        assert bool(ranked) is there
        for address in ranked:
            assert get(app, address, EN).status_code == 200


def test_of_many_places_the_first_stand_in_sight(app: Application) -> None:
    path = "/document/viet-nam-2020-749-qd-ttg/digital-economy-share-of-gross-product-2025"
    page = soup(get(app, path, EN).text)
    seen = page.select("main > ul.places > li")
    folded = page.select("main > details.fold > ul.places > li")
    assert len(seen) == 3
    summary = folded[0].find_parent("details").summary  # type: ignore[union-attr]
    assert summary is not None
    assert words(summary) == f"{len(folded)} more places"
