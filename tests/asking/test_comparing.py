"""Which of a few areas is ahead, of which nothing is held, and of what counts are made."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking.answer.comparing import ahead
from dxgraph.terms import AREA, INDICATOR, LEVEL
from support.asking import asked, names

_SHARE = "https://w3id.org/dxgraph/unit/percent"
_RANK = "https://w3id.org/dxgraph/unit/rank"


def _row(area: str, printed: str, year: str = "2030", unit: str = _SHARE) -> dict[str, str]:
    comparator, _, number = printed.partition(" ")
    value, _, upper = number.partition("-")
    row = {"area": area, "comparator": f"x/{comparator}", "value": value, "unit": unit}
    row |= {"upper_value": upper} if upper else {}
    return row | {"deadline": f"{year}-12-31", "level": "x/province"}


@pytest.mark.parametrize(
    ("first", "second", "how", "best"),
    [
        ("equal 30", "equal 20", "is-ahead", "a"),
        ("equal 30", "equal 30", "the-same", ""),
        ("at-least 35", "equal 30", "is-ahead", "a"),
        ("at-least 20", "equal 30", "is-ahead-by-number", "b"),
        ("at-most 30", "equal 20", "is-ahead-by-number", "a"),
        ("approximately 35", "equal 30", "is-ahead-by-number", "a"),
        ("equal 25-40", "equal 30", "not-compared", ""),
        ("at-least 30", "equal 30", "not-compared", ""),
    ],
)
def test_what_is_printed_says_which_is_ahead(first: str, second: str, how: str, best: str) -> None:
    [(_, found, area)] = ahead([_row("a", first), _row("b", second)])
    assert (found, area) == (how, best)


def test_a_better_place_is_ahead() -> None:
    rows = [_row("a", "equal 3", unit=_RANK), _row("b", "within-top 10", unit=_RANK)]
    assert [(how, area) for _, how, area in ahead(rows)] == [("is-ahead-by-number", "a")]
    rows[1] = _row("b", "equal 5", unit=_RANK)
    assert [(how, area) for _, how, area in ahead(rows)] == [("is-ahead", "a")]


def test_another_year_is_not_compared() -> None:
    assert not list(ahead([_row("a", "equal 30"), _row("b", "equal 20", "2025")]))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Đà Nẵng và Huế ai xếp trên về DTI 2023?", "năm 2023: Thành phố Đà Nẵng (cũ) cao hơn"),
        ("Hà Nội hay Nghệ An đặt mục tiêu kinh tế số 2025 cao hơn?", "con số của Thành phố Hà Nội"),
        ("Compare the 2023 DTI ranks of Huế and Đà Nẵng", "in 2023: Đà Nẵng city (former) is high"),
    ],
)
def test_a_comparison_says_which_is_higher(question: str, said: str) -> None:
    assert any(said in answer.sentence for answer in asked(question).answers)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "Hà Nội hay TP.HCM có mục tiêu kinh tế số cao hơn?",
            ["Thành phố Hồ Chí Minh (mới) (nhưng có kết quả đo của năm 2025)"],
        ),
        ("Which has the higher 2030 digital economy target, Hà Nội or Hải Phòng?", ["Hải Phòng"]),
    ],
)
def test_of_which_nothing_is_held_is_said(question: str, names: list[str]) -> None:
    [answer] = asked(question).answers
    [note] = [n for n in answer.not_known if "không tìm thấy gì" in n or "nothing was found" in n]
    assert all(name in note for name in names), note


def test_areas_of_today_and_merged_ones_are_counted_apart() -> None:
    lexicon = asyncio.run(names())
    share = INDICATOR["digital-economy-share-of-gross-product"]
    facts = lexicon.having(indicator=share, year=2030)
    areas = {fact.area for fact in facts if fact.area != AREA["viet-nam"]}
    gone = len(areas & lexicon.successors.keys())
    [answer] = asked("How many provinces have a digital economy target for 2030?").answers
    counted = f"{len(areas)} areas ({len(areas) - gone} of today, {gone} since merged into others)"
    assert gone
    assert answer.sentence.startswith(counted)


def test_a_number_is_counted_by_the_words_before_it() -> None:
    [answer] = asked("Bao nhiêu tỉnh đặt mục tiêu kinh tế số 20% năm 2025?").answers
    said: dict[str, set[str]] = {}
    for statement in answer.statements:
        assert statement.level == LEVEL["not-applicable"]
        said.setdefault(statement.figure, set()).add(statement.area)
    assert len(said) > 1
    for figure, areas in said.items():
        assert f"“{figure}”: {len(areas)}" in answer.sentence


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Bao nhiêu tỉnh cao hơn quốc gia về kinh tế số 2030?", " của 9 địa bàn (hiện còn 4,"),
        ("Bao nhiêu tỉnh đã đạt mục tiêu kinh tế số năm 2025?", "3 mục tiêu của 3 địa bàn"),
        ("Top 5 DTI 2023", "63 provinces and cities, 5 areas: "),
    ],
)
def test_the_areas_of_what_is_told_are_counted(question: str, said: str) -> None:
    assert said in asked(question).answers[0].sentence


def test_a_universe_is_said_of_ranks_alone() -> None:
    question = "Những tỉnh nào có kinh tế số trên 15% năm 2022 theo kết quả đo?"
    assert not any("grdp, " in answer.sentence for answer in asked(question).answers)
