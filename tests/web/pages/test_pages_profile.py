"""The profile of a province: medians, former provinces side by side, values over time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dxgraph.bilingual import Language
from dxgraph.model.things import Name
from dxgraph.web.application import Application
from dxgraph.web.charts.courses import Course, Point
from dxgraph.web.charts.courses import courses as draw_courses
from dxgraph.web.pages.shared.country import Basis
from dxgraph.web.pages.shared.measured import Measured
from dxgraph.web.pages.things import profile
from support.pages import VI, get, soup, words
from test_pages_growth import name, target
from test_pages_rank import country_with


def test_a_promise_stands_beside_the_median_of_its_region_and_of_the_country() -> None:
    own = target(50, 0)
    others = [target(area, 0) for area in (10, 20, 30, 40)]
    later = target(35, 0, 2030)
    view, country = country_with(own, *others, later)
    for area in (own, *others[:2]):
        country.areas[area.area.iri].regions.append("region:north")
    ((pillar, rows),) = profile.beside(Basis(view, country, Language.EN), own.area.iri, [])
    assert pillar == own.pillar
    (row,) = rows
    # 10, 20 and 50 in the region; 10 to 50 in the country; another year is none of them.
    assert row.region == profile.Middle("20%", 3)
    assert row.country == profile.Middle("30%", 5)
    assert row.measured is None


def test_a_median_of_two_says_nothing_and_provinces_of_today_are_none_of_the_former() -> None:
    own, other = target(50, 0), target(10, 0)
    view, country = country_with(own, other)
    assert profile.beside(Basis(view, country, Language.EN), own.area.iri, []) == []
    many = [own, other, target(20, 0), target(30, 0)]
    view, country = country_with(*many)
    for t in many[1:]:
        country.areas[t.area.iri].valid_to = None
        country.areas[t.area.iri].valid_from = date(2025, 7, 1)
    assert profile.beside(Basis(view, country, Language.EN), own.area.iri, []) == []


def outcome(
    area: Name, year: int, value: int, method: str = "m", level: str = "not-applicable"
) -> Measured:
    return Measured(
        f"o{year}{method}{level}", area, name("indicator/i0", "I"), name(f"level/{level}", level),
        year, name(f"method/{method}", method), Decimal(value), "",
        name("unit/percent", "%"), "%", Name(""), Name(""), (),
    )  # fmt: skip


def test_the_newest_measured_value_of_the_area_stands_beside_its_promise() -> None:
    own = target(50, 0)
    view, country = country_with(own)
    found = [outcome(own.area, 2021, 5), outcome(own.area, 2023, 9), outcome(Name("x"), 2024, 1)]
    ((_, (row,)),) = profile.beside(Basis(view, country, Language.EN), own.area.iri, found)
    assert row.measured
    assert row.measured.year == 2023
    (course,) = profile.promises_measured(view, found, {own.area.iri})
    assert [m.year for m in course.measured] == [2021, 2023]
    assert profile.promises_measured(view, found, {"elsewhere"}) == []


def test_a_value_of_another_level_does_not_stand_beside_a_promise() -> None:
    own = target(50, 0)
    view, country = country_with(own)
    of_district = outcome(own.area, 2023, 9, level="district")
    assert profile.beside(Basis(view, country, Language.EN), own.area.iri, [of_district]) == []
    assert profile.promises_measured(view, [of_district], {own.area.iri}) == []
    promised = replace(own, level=of_district.level)
    (course,) = profile.promises_measured(
        country_with(promised)[0], [of_district, outcome(own.area, 2022, 5)], {own.area.iri}
    )
    assert [m.year for m in course.measured] == [2023]
    assert course.label(Language.EN).endswith(", district")


def test_former_provinces_stand_side_by_side_those_in_common_first() -> None:
    first, second = target(1, 0), target(2, 0)
    alone = target(1, 1)
    view, _ = country_with(alone, first, second)
    found = profile.side_by_side(view, [first.area.iri, second.area.iri], Language.VI)
    assert [side.indicator.slug for side in found] == ["i0", "i1"]
    assert set(found[0].cells) == {first.area.iri, second.area.iri}


def test_no_measured_value_is_left_out_and_two_methods_are_not_joined() -> None:
    points = [Point(2015 + n, n, f"area {n}", "m", str(n)) for n in range(12)]
    more = replace(points[0], year=2028, method="other")
    drawn = draw_courses(Language.EN, [Course("I", "%", [*points, more], [], falling=False)])
    text = json.dumps(drawn)
    values = drawn["vconcat"][0]["layer"][1]["data"]["values"]
    domain = drawn["vconcat"][0]["layer"][1]["encoding"]["color"]["scale"]["domain"]
    assert len(values) == 13
    assert {value["series"] for value in values} <= set(domain)
    # The legend has the colour of the discs: it was as pale as the lines between them.
    legend = drawn["vconcat"][0]["layer"][1]["encoding"]["color"]["legend"]
    assert legend["symbolOpacity"] == drawn["vconcat"][0]["layer"][1]["mark"]["opacity"] == 1
    assert len(domain) <= 9
    assert '"detail"' in text
    assert len({v["joined"] for v in values if v["series"] == "area 0"}) == 2


def test_a_merged_province_shows_all_three_and_its_picture_is_drawn(
    app: Application,
) -> None:
    page = soup(get(app, "/area/bac-ninh-from-2025", VI).text)
    heads = [words(th) for th in page.select("#inherited + details .table thead")[0].select("th")]
    assert heads[2:] == ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh (cũ)"]
    assert page.select_one(
        '#course + details figure img[src^="/area/bac-ninh-from-2025/measured.svg"]'
    )
    svg = get(app, "/area/bac-ninh-from-2025/measured.svg?lang=en").text
    told = " ".join(re.findall(r"<text[^>]*>([^<]+)</text>", svg))
    assert "42.13%" in told
    assert "25% (Bắc Giang)" in told, "a predecessor's promise says whose it is"
    assert get(app, "/area/viet-nam/measured.svg").status_code in (200, 404)
    taken = page.select_one("#inherited ~ p.actions a")
    assert taken
    assert "format=xlsx" in str(taken["href"])


def test_the_country_stands_beside_its_provinces_and_has_no_column_of_a_region(
    app: Application,
) -> None:
    page = soup(get(app, "/area/viet-nam", VI).text)
    assert words(page.select_one("#profile")) == "Chỉ tiêu quốc gia bên cạnh các tỉnh"
    heads = {words(th) for th in page.select("#profile ~ .by-pillar th")}
    assert "Trung vị cả nước" in heads
    assert "Trung vị vùng" not in heads
