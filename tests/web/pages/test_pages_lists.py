"""The tile map of the first page, the lists of each kind, and the page on how to read it all."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from dxgraph.bilingual import Language
from dxgraph.model.things import Name
from dxgraph.terms import UNIT
from dxgraph.web.application import Application
from dxgraph.web.pages.country import tiles
from dxgraph.web.pages.shared.country import Basis
from dxgraph.web.pages.shared.frame import STATIC
from support.pages import EN, VI, get, soup, words
from support.some import some
from test_pages_growth import target
from test_pages_rank import country_with


@pytest.mark.parametrize(("after", "count"), [(False, 63), (True, 34)])
def test_every_province_has_a_tile_of_its_own(
    app: Application,
    after: bool,
    count: int,
) -> None:
    at = tiles.places(after=after)
    assert len(at) == len(set(at.values())) == count
    style = (STATIC / "style.css").read_text()
    for row, column in at.values():
        assert f".r{row} {{" in style
        assert f".c{column} {{" in style
    page = soup(get(app, f"/?when={'after' if after else 'before'}", VI).text)
    shown = page.select(".tiles a")
    assert len(shown) == count
    assert len({a["href"] for a in shown}) == count
    # The same as a table: a row a province.
    assert [r["href"] for r in page.select("#provinces ~ .columns tbody th a")] == [
        a["href"] for a in shown
    ]


def test_a_tile_says_in_words_what_its_colour_says_and_there_are_eight_at_most(
    app: Application,
) -> None:
    for path in ("/", "/?indicator=digital-economy-share-of-gross-product"):
        page = soup(get(app, path, EN).text)
        colours = {str(a["class"][0]) for a in page.select(".tiles a")}
        legend = {str(s["class"][-1]): words(s.parent) for s in page.select(".legend-list .swatch")}
        assert colours == set(legend)
        assert len(colours) <= 8
        for a in some(page.select(".tiles a")):
            assert words(a.select_one(".quiet")).partition(": ")[2]
    silent = page.select_one('.tiles a[href="/area/thai-binh"]')
    assert silent is not None
    assert silent["class"] == ["none"] or "%" in words(silent)


def test_figures_are_in_at_most_five_steps_each_with_its_range() -> None:
    view, country = country_with(*(target(area, 0) for area in range(30)))
    chosen = {t.area.iri: t for t in view.targets}
    # None of the invented areas has a place on the map; the legend counts all figures.
    found, legend = tiles.by_indicator(Basis(view, country, Language.EN), chosen, after=False)
    assert found == []
    steps = [words_ for key, words_ in legend if key.startswith("step-")]
    assert steps == ["0–5%", "6–11%", "12–17%", "18–23%", "24–29%"]
    few = {iri: t for iri, t in chosen.items() if t.value in {Decimal(3), Decimal(9)}}
    _, legend = tiles.by_indicator(Basis(view, country, Language.EN), few, after=False)
    assert legend[:2] == [("step-1", "3%"), ("step-5", "9%")]


def test_the_strongest_aim_is_the_darkest_whichever_way_an_indicator_goes() -> None:
    view, country = country_with(*(target(area, area) for area in (3, 9)))
    chosen = {t.area.iri: t for t in view.targets}
    indicator = view.targets[0].indicator.iri
    falling = replace(country, directions={indicator: "lower-better"})
    _, legend = tiles.by_indicator(Basis(view, falling, Language.EN), chosen, after=False)
    assert legend[:2] == [("step-5", "3%"), ("step-1", "9%")]
    ranks = {iri: replace(t, unit=Name(f"{UNIT}rank"), sign="Top") for iri, t in chosen.items()}
    _, legend = tiles.by_indicator(Basis(view, country, Language.EN), ranks, after=False)
    assert legend[:2] == [("step-5", "Top 3"), ("step-1", "Top 9")]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("language", [VI, EN])
def test_the_letters_of_a_tile_are_those_of_one_province(
    app: Application, when: str, language: dict[str, str]
) -> None:
    page = soup(get(app, f"/?when={when}", language).text)
    letters = {
        words(a.select_one(".long")): words(a.select_one(".brief")) for a in page.select(".tiles a")
    }
    assert len(set(letters.values())) == len(letters)
    assert max(map(len, letters.values())) <= 4
    assert letters["Hà Nội"] == ("HNộ" if when == "before" else "HN")
    assert letters["Lai Châu"] == "LCh"


def test_an_indicator_that_no_province_sets_is_said_on_the_map(app: Application) -> None:
    page = soup(get(app, "/?indicator=data-exchanges", EN).text)
    assert "No province in the data sets “Data exchanges”" in words(page.select_one(".map .note"))
    assert not soup(get(app, "/", EN).text).select(".map .note")


def test_a_province_is_found_by_its_name_and_two_of_a_name_are_both_shown(
    app: Application,
) -> None:
    found = get(app, "/area?q=ha%20noi", VI)
    assert (found.status_code, found.headers["location"]) == (303, "/area/ha-noi")
    both = soup(get(app, "/area?q=an+giang", VI).text)
    shown = [a["href"] for a in both.select("main .links a")]
    assert {"/area/an-giang-to-2025", "/area/an-giang-from-2025"} <= set(shown)
    assert "/area/bac-giang" not in shown


@pytest.mark.parametrize("kind", ["indicator", "area", "document", "body", "source"])
def test_each_kind_has_a_list_that_words_narrow(
    app: Application,
    kind: str,
) -> None:
    page = get(app, f"/{kind}", VI)
    assert page.status_code == 200
    first = soup(page.text)
    links = [str(a["href"]) for a in first.select("main .links > li > a")]
    assert links
    assert all(href.startswith(f"/{kind}/") for href in links)
    nothing = soup(get(app, f"/{kind}?q=zzzz+qqqq", VI).text)
    assert not nothing.select("main .links a")
    assert nothing.select_one(".note a")


def test_words_of_verdicts_and_extents_lead_to_what_they_mean(
    app: Application,
) -> None:
    reading = soup(get(app, "/reading", EN).text)
    told = words(reading.main)
    for text in ("Interim year", "Stricter wording", "At least", "Commune"):
        assert text in told
    for term, meaning in zip(
        some(reading.select("main dt")), reading.select("main dd"), strict=True
    ):
        assert term.a, term
        assert len(words(meaning)) > 10
    page = get(app, "/explore?area=tra-vinh", VI).text
    assert re.search(r'<a class="verdict [a-z-]+" href="/verdict/', page)
    document = soup(get(app, "/document/tra-vinh-2022-50-kh-ubnd", VI).text)
    assert document.select_one('dl a[href="/reading-extent/complete"]')
    assert document.select_one('footer a[href="/reading"]')


def test_every_group_of_a_list_has_a_name(app: Application) -> None:
    for path in ("/source", "/body", "/area"):
        page = soup(get(app, path, EN).text)
        headings = [words(heading) for heading in page.select("details.fold > summary h2")]
        assert headings, path
        assert all(headings), path
        above = [words(link) for link in page.select("details.fold > p a")]
        assert not set(above) & set(headings), path


def test_the_first_page_shows_some_questions_and_folds_the_others(app: Application) -> None:
    page = soup(get(app, "/", EN).text)
    shown, folded = page.select("#questions ~ ul a"), page.select("#questions ~ details.fold a")
    assert len(shown) == 9
    assert words(page.select_one("#questions ~ details summary")).startswith(f"{len(folded)} other")
    assert not {a["href"] for a in shown} & {a["href"] for a in folded}


def test_a_card_on_a_phone_says_of_which_indicator_it_is(app: Application) -> None:
    page = soup(get(app, "/document/bac-giang-2021-111-nq-tu", VI).text)
    for run in some(page.select(".targets tbody")):
        first, *others = run.select("tr")
        named = words(first.select_one("th.indicator"))
        assert named
        assert [words(row.select_one("td.again")) for row in others] == [named] * len(others)


def test_codes_are_no_names_of_an_area(app: Application) -> None:
    page = soup(get(app, "/search?q=thai+nguyen", VI).text)
    area = page.select_one(".hits li")
    assert "Thái Nguyên" in words(area)
    assert not re.search(r"\b19\b|VN-", words(area))


def test_the_list_of_areas_has_the_provinces_that_are_no_more_in_one_group(
    app: Application,
) -> None:
    page = soup(get(app, "/area", EN).text)
    former = page.select("details.fold")[0]
    assert words(former.h2) == "Former provinces"
    links = {str(a["href"]) for a in former.select("li > a")}
    # One of them was formed by a merger, and became a city since.
    assert {"/area/bac-giang", "/area/dong-nai-from-2025"} <= links
    assert "/area/ha-noi" not in links
