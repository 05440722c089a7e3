"""What an address gives a page: what cannot be is told with what to give instead, alike everywhere.

The pages of the named queries tell it beside their form.
"""

from __future__ import annotations

import re

import pytest

from dxgraph.web.application import Application
from support.pages import EN, VI, get, soup, words

PAGED = (
    "/explore",
    "/compare?year=2030",
    "/area",
    "/document",
    "/indicator",
    "/body",
    "/source",
    "/graphs",
    "/area/tra-vinh",
    "/indicator/dti-rank",
    "/queries/national-gaps",
)


@pytest.mark.parametrize("path", PAGED)
@pytest.mark.parametrize("page", ["-1", "0", "x", "1.5", "99999999"])
def test_a_page_that_cannot_be_is_told_alike_on_all_pages(
    app: Application, path: str, page: str
) -> None:
    answer = get(app, f"{path}{'&' if '?' in path else '?'}page={page}", EN)
    assert answer.status_code == 400
    said = words(soup(answer.text).main)
    assert f"page={page} is no number of a page." in said
    assert "Give a whole number from 1 on." in said


def test_behind_the_last_page_is_the_last_one(app: Application) -> None:
    answer = get(app, "/explore?page=9999", VI)
    assert answer.status_code == 200
    turned = [words(each) for each in soup(answer.text).select("#results nav a")]
    here = words(soup(answer.text).select_one('#results nav [aria-current="page"]'))
    assert int(here) == max(int(number) for number in turned) > 1


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("/explore?sort=size", "pillar, area, indicator, year, value"),
        ("/compare?year=soon", "2030"),
        ("/compare?level=planet", "commune"),
        ("/rank/dti-rank?when=later", "before, after"),
        ("/rank/dti-rank?year=soon", "2030"),
        ("/rank/dti-rank?level=planet", "not-applicable"),
        ("/rank/dti-rank?region=moon", "red-river-delta"),
        ("/?when=later", "before, after"),
        ("/coverage?when=later", "before, after"),
        ("/coverage?period=then", "after-2025"),
        ("/coverage?region=moon", "red-river-delta"),
        ("/area/tra-vinh?sides=-2", "1"),
        ("/explore?year=abc", "2030"),
        ("/explore?area=atlantis", "/area"),
        ("/explore?kind=atlantis", "quantified"),
        ("/explore?merger=atlantis", "before"),
        ("/compare?area=atlantis", "/area"),
        ("/compare?indicator=atlantis", "/indicator"),
        ("/compare?every=2", "0, 1"),
        ("/timeline?area=atlantis", "/area"),
        ("/?indicator=atlantis", "/indicator"),
    ],
)
@pytest.mark.parametrize("headers", [VI, EN])
def test_a_value_that_cannot_be_comes_with_those_that_can(
    app: Application, address: str, instead: str, headers: dict[str, str]
) -> None:
    answer = get(app, address, headers)
    assert answer.status_code == 400
    said = words(soup(answer.text).main)
    assert address.partition("?")[2] in said
    assert instead in said


@pytest.mark.parametrize(
    "address",
    [
        "/explore?area=Tỉnh Thái Bình",
        "/explore?area=Tỉnh Lai Châu",
        "/explore?area=lai-chau",
        "/explore?region=Vùng Tây Nguyên",
        "/compare?area=Tỉnh Lai Châu",
        "/compare?indicator=Xếp hạng GII trong Đông Nam Á",
        "/?indicator=Xếp hạng GII trong Đông Nam Á",
        "/timeline?area=Tây Nguyên",
    ],
)
def test_what_there_is_is_no_fault_though_no_target_has_it(app: Application, address: str) -> None:
    assert get(app, address, VI).status_code == 200


def test_a_near_name_keeps_the_other_choices_and_one_language(app: Application) -> None:
    page = soup(get(app, "/explore?area=bac-gianh&year=2030&lang=en", VI).text)
    links = [str(link["href"]) for link in page.select("main ul a")]
    assert "/explore?area=bac-giang&year=2030&lang=en" in links


def test_from_a_choice_that_is_refused_there_is_a_way_on(app: Application) -> None:
    answer = get(app, "/explore?area=xyzzy&year=2030&lang=en", VI)
    assert answer.status_code == 400
    ways = [str(link["href"]) for link in soup(answer.text).select("main p.actions a")]
    assert ways == ["/explore?year=2030&lang=en", "/?lang=en"]
    assert get(app, ways[0], VI).status_code == 200


@pytest.mark.parametrize("path", ["/explore?year=2045&area=tra-vinh", "/compare?area=lai-chau"])
def test_where_nothing_matches_no_sentence_counts_nothing(app: Application, path: str) -> None:
    for headers, counted in ((VI, "0 chỉ tiêu trong"), (EN, "0 targets in")):
        page = get(app, path, headers)
        assert page.status_code == 200
        assert counted not in page.text


@pytest.mark.parametrize(
    "address", ["/explore?page=&sort=", "/rank/dti-rank?year=&level=&when=&region=", "/?when="]
)
def test_what_a_form_leaves_empty_is_not_given(app: Application, address: str) -> None:
    assert get(app, address, VI).status_code == 200


def test_a_region_of_another_division_has_nobody_and_is_no_fault(app: Application) -> None:
    """The form holds a region and a period: who changes one keeps the other."""
    before = get(app, "/rank/dti-rank?when=before&region=north-central-and-central-coast", EN)
    after = get(app, "/rank/dti-rank?when=after&region=north-central-and-central-coast", EN)
    assert (before.status_code, after.status_code) == (200, 200)


def test_an_address_that_an_error_names_is_a_link_which_keeps_the_language(
    app: Application,
) -> None:
    page = soup(get(app, "/explore?area=qzxw&lang=en", VI).text)
    told = page.find("a", string="/area")
    assert told is not None
    assert told["href"] == "/area?lang=en"
    assert "/area lists them." in words(page.main)


def test_one_of_something_is_told_in_the_singular(app: Application) -> None:
    page = soup(get(app, "/?lang=en", EN).text)
    assert "1 target against" in words(page.main)
    assert not re.search(r"\b1 targets", words(page.main))
