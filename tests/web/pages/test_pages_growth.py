"""The pages at the size of the country: long lists are cut or paged, pictures are bounded."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from starlette.requests import Request

from dxgraph.bilingual import Language, sort_key
from dxgraph.errors import UsageError
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.web.charts.dots import dots as draw_dots
from dxgraph.web.charts.draw import MOST_PIXELS, draw
from dxgraph.web.charts.framing import Frame
from dxgraph.web.charts.ladder import ladder as draw_ladder
from dxgraph.web.pages.country import compare, facets, matrix, pictures
from dxgraph.web.pages.country.exploring import Exploring
from dxgraph.web.pages.shared import meaning
from dxgraph.web.pages.shared.paging import part_of

BASE = "https://w3id.org/dxgraph/"


def name(path: str, label: str) -> Name:
    return Name(BASE + path, {"vi": label, "en": label})


def target(area: int, indicator: int, year: int = 2025) -> Target:
    return Target(
        iri=f"{BASE}document/d{area}#t{indicator}-{year}",
        labels={},
        quantified=True,
        document=name(f"document/d{area}", f"Kế hoạch {area}"),
        area=name(f"area/a{area}", f"Tỉnh {area}"),
        indicator=name(f"indicator/i{indicator}", f"Chỉ số {indicator}"),
        level=name("level/not-applicable", ""),
        deadline=date(year, 12, 31),
        pillar=name("pillar/government", "Chính quyền số"),
        pillar_stated=True,
        comparator=name("comparator/equal", "bằng"),
        sign="=",
        value=Decimal(area),
        upper=None,
        unit=name("unit/percent", "phần trăm"),
        unit_sign="%",
        start_year=None,
        universe=Name(""),
        confidence=Name(""),
        figure=f"{area}%",
        scope={},
        notes={},
        abolished=False,
        places=(),
    )


def country(areas: int = 61, indicators: int = 70) -> View:
    targets = tuple(
        target(area, indicator)
        for area in range(areas)
        for indicator in range(indicators)
        if (area + indicator) % 3 == 0 or area < 3
    )
    names = {n.iri: n for t in targets for n in (t.area, t.indicator, t.document)}
    return View(names, {}, {}, targets, {t.iri: t for t in targets})


def asking(query: str, path: str = "/compare") -> Request:
    scope: Mapping[str, object] = {
        "type": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [],
        "server": ("dx.test", 80),
        "scheme": "http",
    }
    return Request(dict(scope))


def size(png: bytes) -> int:
    width, height = struct.unpack(">II", png[16:24])
    return int(width * height)


def test_no_picture_has_more_than_four_megapixels_nor_nine_areas() -> None:
    view = country()
    found = matrix.lines(view, matrix.State(2025, "", "", ()), Language.VI)
    figures = pictures.figures_of(matrix.limited(found), view, Language.VI, {})
    assert figures
    assert len({dot.series for dot in figures.dots}) == matrix.MOST_AREAS
    specification = draw_dots(
        Language.VI,
        figures.dots,
        figures.national,
        {},
        axis="%",
        rows=figures.rows,
        series=sorted({dot.series for dot in figures.dots}),
        percent=True,
    )
    frame = Frame("Title", "Subtitle " * 40, ("Source", "Snapshot", "http://dx.test/" + "a" * 200))
    drawn = draw(json.dumps(specification), frame, "png")
    assert size(drawn) <= MOST_PIXELS


def test_a_chart_of_one_indicator_is_cut_at_a_hundred_figures_or_so() -> None:
    targets = tuple(target(area, 0, year) for area in range(61) for year in range(2020, 2031))
    names = {t.area.iri: t.area for t in targets}
    view = View(names, {}, {}, targets, {t.iri: t for t in targets})
    found = matrix.lines(view, matrix.State(None, "", "i0", ()), Language.VI)
    groups = pictures._groups(found, view, Language.VI, targets[0].unit)
    assert 100 <= sum(len(group.entries) for group in groups) < 200
    specification = draw_ladder(Language.VI, groups, {}, axis="%", percent=True)
    assert size(draw(json.dumps(specification), None, "png")) <= MOST_PIXELS


def test_a_part_of_a_list_names_the_parts_near_it_the_first_and_the_last() -> None:
    part = part_of(asking("page=7&year=2025", "/explore"), list(range(1000)), 50)
    assert part.items == list(range(300, 350))
    assert (part.first, part.last, part.total) == (301, 350, 1000)
    assert [each and each[0] for each in part.pages] == [1, None, 5, 6, 7, 8, 9, None, 20]
    assert part.pages[-1] == (20, "/explore?year=2025&page=20")
    assert part_of(asking(""), [1, 2], 50).pages == ()
    with pytest.raises(UsageError, match="nine"):
        part_of(asking("page=nine"), [1, 2], 50)
    assert part_of(asking("page=99"), list(range(60)), 50).page == 2


def test_names_of_areas_sort_without_the_word_for_what_they_are() -> None:
    places = [name("area/x", "Tỉnh Yên Bái"), name("area/y", "Thành phố Hà Nội")]
    assert [p.short(Language.VI) for p in sorted(places, key=lambda p: p.bare(Language.VI))] == [
        "Hà Nội",
        "Yên Bái",
    ]
    assert Name(BASE + "area/z", {"en": "Hải Phòng city"}).short(Language.EN) == "Hải Phòng"
    assert name("indicator/i", "Tỉnh có nền tảng").short(Language.VI) == "Tỉnh có nền tảng"


def test_a_facet_lists_the_values_with_most_targets_and_says_how_many_are_left() -> None:
    view = country(61, 90)
    facet = facets.Facet("indicator", lambda t: (t.indicator,))
    asked = {"indicator": facets.Chosen({"i89": frozenset({"i89"})})}
    found = Exploring(view, (facet,)).choices(facet, asked, Language.VI)
    assert (len(found.listed), found.left, found.total) == (30, 60, 90)
    assert "i89" in {choice.slug for choice in found.listed}
    labels = [c.label for c in found.listed]
    # What is chosen first, where it is in sight.
    assert labels == ["Chỉ số 89", *sorted(set(labels) - {"Chỉ số 89"}, key=sort_key)]
    assert len(found.offered) == 90


def test_a_facet_stands_under_headings_and_takes_what_is_typed() -> None:
    view = country(61, 3)
    facet = facets.Facet(
        "area", lambda t: (t.area,), lambda n: name(f"region/{n.slug[1]}", n.slug[1])
    )
    found = Exploring(view, (facet,)).choices(facet, {}, Language.VI)
    assert [heading for heading, _ in found.groups] == sorted(h for h, _ in found.groups)
    assert len(found.groups) > 1
    # What is chosen stands first, in sight, and the other headings as they stood.
    chosen = [slug for _, group in found.groups[-1:] for slug in [group[-1].slug]]
    asked = {"area": facets.Chosen({chosen[0]: frozenset(chosen)})}
    again = Exploring(view, (facet,)).choices(facet, asked, Language.VI)
    assert [choice.slug for choice in again.groups[0][1] if choice.chosen] == chosen
    assert again.groups[0][1][0].chosen
    assert [heading for heading, _ in again.groups[1:]] == [h for h, _ in found.groups[:-1]]
    names = {t.area for t in view.targets}
    assert meaning.meant("a7", names, Language.VI) == {"a7"}
    assert meaning.meant("tinh 7", names, Language.VI) == {"a7"}
    assert meaning.meant("TỈNH 1", names, Language.VI) == {"a1"}
    assert meaning.meant("tinh", names, Language.VI) == {n.slug for n in names}
    assert meaning.meant("Hà Nội", names, Language.VI) == frozenset()


def test_an_empty_year_is_any_year_and_none_given_is_the_year_of_most_areas() -> None:
    later = tuple(target(area, 0, 2030) for area in range(70))
    own = country()
    view = View(own.names, {}, {}, (*own.targets, *later), {})
    assert matrix.state_of(asking(""), view).year == 2030
    assert matrix.state_of(asking("area=a61"), view).year == 2030
    assert matrix.state_of(asking("year="), view).year is None
    assert matrix.state_of(asking("year=2025"), view).year == 2025
    assert {y: areas for y, _, areas in matrix.years_of(view)} == {2025: 61, 2030: 70}


def test_a_chosen_area_without_a_target_there_is_told_where_it_has_some() -> None:
    view = country()
    chosen = [view.name(BASE + "area/a1"), name("area/nowhere", "Tỉnh Khác")]
    state = matrix.State(2030, "", "", ("a1", "nowhere"))
    first, second = compare._missing(view, state, chosen, [])
    assert first.years == [(2025, 70)]
    assert (second.years, second.total) == ([], 0)
