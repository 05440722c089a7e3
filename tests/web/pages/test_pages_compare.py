"""Many provinces at once: the matrix of signs, the strip of a distribution, provinces alike."""

from __future__ import annotations

from dataclasses import replace

from dxgraph.bilingual import Language
from dxgraph.web.application import Application
from dxgraph.web.pages.country import ordering, strip
from dxgraph.web.pages.country.matrix import MOST_AREAS
from dxgraph.web.pages.shared.country import Basis
from dxgraph.web.pages.things.peers import peers_of
from support.pages import EN, LARGEST_PAGE, VI, get, soup, words
from test_pages_growth import target
from test_pages_rank import country_with


def test_more_areas_than_eight_are_signs_that_lead_to_the_figures(
    app: Application,
) -> None:
    answer = get(app, "/compare?every=1&year=2025", EN)
    assert len(answer.content) < LARGEST_PAGE
    page = soup(answer.text)
    assert len(page.select(".heat thead th")) > MOST_AREAS + 2
    signs = page.select(".heat td .sign")
    assert signs
    # Each is read with its figure and its verdict, and stands under the name of its area.
    assert all(words(sign.select_one(".told")) and sign["href"] for sign in signs)
    assert {"higher", "equal"} <= {name for sign in signs for name in sign["class"]}
    assert all(cell.get("data-label") for cell in page.select(".heat td:has(.sign)"))
    # No picture: it would draw eight of them.
    assert not page.select("figure.picture")


def test_the_page_with_the_fullest_areas_leads_to_all_of_them(
    app: Application,
) -> None:
    page = soup(get(app, "/compare?year=2025", EN).text)
    assert not page.select(".heat")
    assert page.select('.note a[href*="every=1"]')
    nine = "&".join(
        f"area={slug}"
        for slug in (
            "bac-giang", "tra-vinh", "ha-noi", "binh-phuoc", "binh-duong", "lang-son", "ca-mau",
            "gia-lai", "long-an",
        )
    )  # fmt: skip
    chosen = soup(get(app, f"/compare?year=2025&{nine}", EN).text)
    # A name of before and after the mergers stands for both.
    assert len(chosen.select(".heat thead th")) >= 9 + 2


def test_provinces_alike_are_those_of_the_region_that_share_most_promises() -> None:
    own = [target(50, indicator) for indicator in range(4)]
    near = [target(area, i) for area in (10, 20, 60) for i in range(2 if area == 10 else 1)]
    far = [target(30, indicator) for indicator in range(4)]
    view, country = country_with(*own, *near, *far)
    for t in (own[0], *near):
        country.areas[t.area.iri].regions[:] = ["region:north"]
    found = peers_of(Basis(view, country, Language.EN), own[0].area.iri)
    assert found.region.iri == "region:north"
    assert [(p.area.slug, p.more, p.same, p.less) for p in found.peers] == [
        ("a10", 0, 0, 2),
        ("a20", 0, 0, 1),
        ("a60", 1, 0, 0),
    ]


def test_where_the_region_has_too_few_the_whole_country_is_looked_at_and_less_may_be_better() -> (
    None
):
    own, other = target(50, 0), target(60, 0)
    view, country = country_with(own, other)
    found = peers_of(Basis(view, country, Language.EN), own.area.iri)
    assert (found.region.iri, [p.more for p in found.peers]) == ("", [1])
    lower = replace(country, directions={own.indicator.iri: "lower-better"})
    found = peers_of(Basis(view, lower, Language.EN), own.area.iri)
    assert [p.less for p in found.peers] == [1]


def test_a_strip_stacks_equal_figures_and_lifts_out_those_that_were_chosen() -> None:
    targets = [target(area, 0) for area in (10, 20, 30, 40, 50)]
    targets.append(replace(targets[0], area=target(11, 0).area, iri="t#again"))
    view, country = country_with(*targets)
    whole = ordering.ranking(Basis(view, country, Language.EN), targets[0].indicator.iri, {})
    found = strip.strip_of(whole, whole.rows[:2], Language.EN)
    assert found
    assert len(found.dots) == 6
    assert sum(dot.chosen for dot in found.dots) == 2
    assert sorted(dot.level for dot in found.dots) == [0, 0, 0, 0, 0, 1]
    assert [label for _, label in found.ticks] == ["10%", "30%", "50%"]
    fewer = Basis(*country_with(*targets[:3]), Language.EN)
    few = ordering.ranking(fewer, targets[0].indicator.iri, {})
    assert strip.strip_of(few, few.rows, Language.EN) is None


def test_pages_of_provinces_and_rankings_show_them(app: Application) -> None:
    page = soup(get(app, "/area/bac-giang", EN).text)
    told = words(page.select_one("#peers").find_next("p"))  # type: ignore[union-attr]
    assert "Northern Midlands" in told
    ranked = soup(get(app, "/rank/digital-economy-share-of-gross-product?year=2025", EN).text)
    assert len(ranked.select(".strip circle")) > 30


def test_an_indicator_and_areas_may_be_typed_by_their_names(
    app: Application,
) -> None:
    label = "Tỷ trọng kinh tế số trong GDP hoặc GRDP"
    typed = soup(get(app, f"/compare?indicator={label}&area=bac giang&area=Hà Nội", VI).text)
    chosen = soup(
        get(
            app,
            "/compare?indicator=digital-economy-share-of-gross-product&area=bac-giang&area=ha-noi",
            VI,
        ).text
    )
    assert words(typed.select_one(".matrix")) == words(chosen.select_one(".matrix"))
    assert typed.select_one("#indicator")["value"] == label  # type: ignore[index]
    checked = typed.select('input[type=checkbox][name="area"][checked]')
    assert {str(box["value"]) for box in checked} == {"bac-giang", "ha-noi"}
    home = soup(get(app, f"/?indicator={label}", VI).text)
    assert home.select_one("#colour")["value"] == label  # type: ignore[index]
    assert home.select('.tiles a[class^="step"]')
