"""Figures beside the marks of a chart: none lies on another, and the first marks go first."""

from __future__ import annotations

import json
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dxgraph.bilingual import Language
from dxgraph.web.charts.courses import Course, Point, courses
from dxgraph.web.charts.labels import Label, Mark, placed
from dxgraph.web.charts.ladder import Entry, Group, ladder

WIDTH, HEIGHT = 270, 150
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(0, WIDTH).map(float),
        st.integers(0, HEIGHT).map(float),
        st.sampled_from(["20%", "at least 35%", "rank 4"]),
    ),
    max_size=25,
)


def overlap(one: Label, other: Label) -> bool:
    left, top, right, bottom = one.box
    left_, top_, right_, bottom_ = other.box
    return left < right_ and left_ < right and top < bottom_ and top_ < bottom


@given(MARKS)
def test_no_figure_lies_on_another_or_on_another_mark(marks: list[Mark]) -> None:
    found = placed(marks, WIDTH, HEIGHT)
    assert not any(overlap(*two) for two in combinations(found, 2))
    for label in found:
        left, top, right, bottom = label.box
        here = (label.mark.x, label.mark.y)
        assert not any(
            left < m.x < right and top < m.y < bottom for m in marks if (m.x, m.y) != here
        )


def test_marks_at_one_place_have_one_figure_that_says_all() -> None:
    (label,) = placed([Mark(50, 50, "30%"), Mark(50, 50, "about 30%")], WIDTH, HEIGHT)
    assert label.mark.said == "30% · about 30%"


def test_where_there_is_no_room_the_first_marks_have_their_figures() -> None:
    crowd = [Mark(100.0 + 3 * n, 75.0, f"{n} of a hundred") for n in range(20)]
    said = [label.mark.said for label in placed(crowd, WIDTH, HEIGHT)]
    assert said[0] == "0 of a hundred"
    assert 1 <= len(said) < 20


def test_a_course_writes_each_figure_near_its_point_and_no_rank_of_nothing() -> None:
    points = [Point(2021, 10, "A", "m", "rank 10"), Point(2022, 4, "A", "m", "rank 4")]
    promised = [Point(2025, 5, "", "", "top 5")]
    drawn = courses(Language.EN, [Course("Rank", "rank", points, promised, True)])
    (part,) = drawn["vconcat"]
    told = [value for layer in part["layer"][3:] for value in layer["data"]["values"]]
    assert {value["said"] for value in told} == {"rank 10", "rank 4", "top 5"}
    for value in told:
        year = {"rank 10": 2021, "rank 4": 2022, "top 5": 2025}[value["said"]]
        assert abs(value["at"] - year) < 0.5
    low, high = part["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert 0 < low < 4
    assert high > 10


def test_a_long_name_has_two_lines_in_the_legend_of_a_phone_and_keeps_its_colour() -> None:
    name = "Value added, preliminary trial of the statistics office, September 2023"
    points = [Point(2021, 10, name, "m", "10%"), Point(2022, 14, name, "m", "14%")]
    for narrow in (False, True):
        drawn = courses(Language.EN, [Course("Share", "%", points, [], False)], narrow=narrow)
        (part,) = drawn["vconcat"]
        named = part["layer"][0]["encoding"]["color"]["scale"]["domain"]
        assert ("\n" in named[0]) is narrow
        used = {v["series"] for layer in part["layer"] for v in layer["data"]["values"]}
        assert used == {named[0]}


def test_a_phone_has_no_line_above_a_dot_that_is_cut_off() -> None:
    entries = [
        Entry("Lào Cai", 10, "equal", "10%", "lower", "lower"),
        Entry("Thái Nguyên (former)", 20, "", "more than 20%", "stricter", "stricter wording"),
        Entry("Hồ Chí Minh City", 25, "", "25%", "higher", "higher", "12 documents"),
    ]
    group = Group("By 2025", None, entries)
    drawn = ladder(Language.EN, [group], {}, axis="Percent", percent=True, narrow=True)
    told = drawn["layer"][0]["encoding"]["y"]["axis"]["labelExpr"].partition("[indexof")[0]
    assert json.loads(told) == [
        "By 2025",
        "Lào Cai: 10% · lower",
        "Thái Nguyên (former): more than 20%",
        "Hồ Chí Minh City: 25% · higher",
    ]
