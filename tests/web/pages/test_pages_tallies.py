"""What pages say that they rest on, and where their counts lead."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast

import pytest

from dxgraph.bilingual import Language
from dxgraph.web.application import Application
from dxgraph.web.pages.shared.country import Country
from dxgraph.web.pages.shared.covering import stated_in
from support.pages import EN, LARGEST_PAGE, VI, get, soup, words


def test_a_tally_leads_to_its_targets_and_hatches_what_is_not_verified(
    app: Application,
) -> None:
    page = soup(get(app, "/area/tra-vinh", EN).text)
    tally = page.select_one(".tally")
    assert tally is not None
    unverified = tally.select_one('a[href*="checked=unverified"]')
    assert unverified is not None
    assert "against an unverified national figure" in words(unverified)
    assert page.select('svg.bar rect[fill="url(#hatch)"]')
    assert page.select("pattern#hatch")
    for link in tally.select("a.count, a[href*=checked]"):
        count = next(word for word in words(link).split() if word.isdigit())
        found = soup(get(app, str(link["href"]), EN).text)
        assert words(found.select_one("#results strong")) == count


def test_a_tally_says_what_is_not_known_beside_what_is(app: Application) -> None:
    page = soup(get(app, "/area/lang-son", EN).text)
    unknown = page.select_one(".tally .unknown")
    assert unknown is not None
    said = words(unknown.find_parent("li"))
    assert re.search(r"Not known [1-9]\d* documents? not read whole may set more", said)
    assert page.select_one('.tally a[href="#documents"]') is not None
    assert page.select_one("#documents") is not None
    # A document that was read whole leaves nothing open; one known by a report does.
    whole = soup(get(app, "/document/bac-giang-2021-111-nq-tu", EN).text)
    assert whole.select_one(".tally") is not None
    assert whole.select_one(".tally .unknown") is None


@pytest.mark.parametrize(
    "path",
    [
        "/explore",
        "/compare",
        "/area/ha-noi",
        "/indicator/dti-rank",
        "/explore?region=red-river-delta",
        "/rank/dti-rank",
        "/verdict/lower",
    ],
)
def test_under_the_title_a_sentence_says_what_the_page_covers(
    app: Application,
    path: str,
) -> None:
    answer = get(app, path, VI)
    assert len(answer.content) < LARGEST_PAGE
    title = soup(answer.text).h1
    assert title is not None
    told = words(title.find_next("p"))
    assert "văn bản" in told
    assert "biết qua trang thuật lại" in told


@pytest.mark.parametrize(
    ("extents", "told"),
    [
        (["reported"], "1 document, known through pages that report it."),
        (["complete"], "1 document, read whole."),
        (["complete", "complete"], "2 documents, read whole."),
        (
            ["complete", "reported"],
            "2 documents: 1 read whole, 1 known through pages that report it.",
        ),
        (["named", "reported", "reported"], "3 documents: 2 known through pages that report them"),
    ],
)
def test_how_far_documents_were_read_is_a_list_where_it_differs(
    extents: list[str], told: str
) -> None:
    documents = {
        str(number): SimpleNamespace(extent=SimpleNamespace(slug=extent))
        for number, extent in enumerate(extents)
    }
    country = cast("Country", SimpleNamespace(documents=documents))
    assert stated_in(country, set(documents), Language.EN).startswith(told)


@pytest.mark.parametrize("path", ["/explore", "/queries/against-national", "/verdict/lower"])
def test_what_is_covered_is_told_of_all_provinces(app: Application, path: str) -> None:
    told = words(soup(get(app, path, EN).text).main)
    assert re.search(
        r"\d+ of 63 provinces before July 2025(?:,| and) \d+ of 2\d formed since 2025", told
    )
    assert "read whole" in told
    told = words(soup(get(app, path, VI).text).main)
    assert re.search(
        r"\d+ trên 63 tỉnh trước 7/2025(?:,| và) \d+ trên 2\d tỉnh lập từ năm 2025", told
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("region=red-river-delta", {"merger": {"before", "after"}}),
        ("merger=national", {"area": {"viet-nam"}}),
        ("yardstick=viet-nam-2020-749-qd-ttg&extent=complete", {"extent": {"complete"}}),
        ("area=Hà Nội", {"area": {"ha-noi"}}),
        ("area=ha noi&indicator=kinh te so", {"area": {"ha-noi"}}),
    ],
)
def test_facets_of_region_merger_extent_and_yardstick_and_typed_names_filter(
    app: Application,
    given: str,
    expected: dict[str, set[str]],
) -> None:
    page = soup(get(app, f"/explore?{given}", VI).text)
    assert int(words(page.select_one("#results strong"))) > 0
    for key, slugs in expected.items():
        boxes = list(page.select(f'input[type=checkbox][name="{key}"]'))
        if key in given:
            boxes = [box for box in boxes if box.has_attr("checked")]
        assert slugs == {str(box["value"]) for box in boxes}


def test_what_is_typed_is_taken_away_as_it_was_typed(app: Application) -> None:
    page = soup(get(app, "/explore?indicator=ho+so&year=2025", VI).text)
    chip = next(chip for chip in page.select(".chip") if "“ho so”" in words(chip))
    assert chip["href"] == "/explore?year=2025"
    # The form keeps the word.
    assert page.select('input[type=checkbox][value="ho so"][checked]')


@pytest.mark.parametrize(
    ("document", "told"),
    [("reported", "reporting page"), ("complete", "characters")],
)
def test_a_figure_that_is_known_through_a_report_says_so_beside_it_and_in_its_citation(
    app: Application,
    document: str,
    told: str,
) -> None:
    page = soup(get(app, f"/explore?extent={document}&merger=before&sort=value", EN).text)
    rows = page.select(".targets tbody tr")
    assert rows
    assert told in " ".join(words(row) for row in rows)
    assert "source page" not in " ".join(words(row) for row in rows).replace("the source page", "")
    card = rows[0].select_one("td.value a")
    assert card is not None
    cited = get(app, f"{str(card['href']).partition('?')[0]}.txt?lang=en").text
    assert ("known through pages that report it" in cited) is (document == "reported")


def test_targets_of_the_country_and_documents_without_a_target_are_told_apart(
    app: Application,
) -> None:
    told = words(soup(get(app, "/explore", EN).text).main)
    assert re.search(r"[\d,]+ targets of the country, \d+ of 63 provinces", told)
    told = words(soup(get(app, "/verdict/lower", EN).text).main)
    assert re.search(r"\d+ targets of \d+ of 63 provinces", told)
    # Of an area every document is counted, those that are known by name too.
    told = words(soup(get(app, "/area/bac-ninh-from-2025", EN).text).main)
    assert re.search(r"\d+ targets; \d+ documents: .* known by name only", told)


def test_a_verdict_says_why_more_pairs_than_targets_have_it(app: Application) -> None:
    told = words(soup(get(app, "/verdict/higher", EN).text).main)
    assert told.index("counted once") < told.index("all pairs of a target and a yardstick")
    assert "all pairs" not in words(soup(get(app, "/level/district", EN).text).main)
