"""How what was measured went over the years, who stood in a leading group, and how far a goal is
from that of the nation."""

from __future__ import annotations

import pytest

from support.asking import asked


@pytest.mark.parametrize(
    ("question", "says", "others"),
    [
        (
            "Thứ hạng DTI của Lạng Sơn thay đổi ra sao qua các năm?",
            ("hạng 5", "hạng 6", "hạng 4"),
            (),
        ),
        (
            "thu hang dti cua lang son bien dong the nao qua cac nam",
            ("hạng 5", "hạng 6", "hạng 4"),
            (),
        ),
        (
            "Điểm DTI của Thanh Hóa từ 2021 tới 2023 tăng thế nào?",
            ("0,488", "0,635", "0,7314"),
            ("0,7742",),
        ),
        (
            "How did Quang Ninh's DTI rank develop from 2020 to 2022?",
            ("rank 4", "rank 3"),
            ("rank 12",),
        ),
        ("How has Hanoi's DTI rank changed since 2023?", ("rank 6",), ("rank 24",)),
        ("Thanh Hóa: điểm DTI năm 2022 tăng hay giảm?", ("0,488", "0,635"), ("0,7314",)),
    ],
)
def test_what_was_measured_is_told_for_the_years_that_are_named(
    question: str, says: tuple[str, ...], others: tuple[str, ...]
) -> None:
    [answer] = asked(question).answers
    assert answer.query == "outcomes"
    assert all(each in answer.sentence for each in says)
    assert not any(each in answer.sentence for each in others)


@pytest.mark.parametrize(
    "question",
    [
        "Which plan changed Tra Vinh's digital economy share?",
        "How did Tra Vinh's target for the digital economy change?",
        "Mục tiêu kinh tế số của Trà Vinh thay đổi thế nào?",
        "How did the DTI rank change?",
    ],
)
def test_how_a_promise_changed_is_another_question(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_how_it_is_to_grow_by_a_year_to_come_is_a_promise() -> None:
    [answer] = asked("Năng suất lao động của Bắc Giang tăng thế nào đến 2030?").answers
    assert answer.query == "targets-of-area"
    assert "13,5%" in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Tỉnh nào lọt top 5 DTI năm 2022?",
        "ai lot top 5 dti 2022",
        "Which provinces made the top five of the DTI in 2022?",
        "Which provinces got into the top 5 of the 2022 DTI?",
    ],
)
def test_who_made_a_leading_group_is_told_by_rank_and_whole(question: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "outcomes"
    places = [answer.sentence.find(name) for name in ("Đà Nẵng", "Hồ Chí Minh", "Quảng Ninh")]
    assert sorted(places) == places
    assert -1 not in places


def test_a_group_is_told_whole() -> None:
    [answer] = asked("Tỉnh nào lọt top 10 DTI năm 2022?").answers
    assert "Bắc Giang" in answer.sentence
    assert "nữa" not in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "How far above the national goal is Bac Giang's labour productivity goal for 2025?",
        "How far is Bac Giang above the national labour productivity goal for 2025?",
    ],
)
def test_how_far_a_goal_is_from_that_of_the_nation(question: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "against-national"
    assert "5.5% a year apart" in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Where do the national documents disagree about households covered by fibre in 2025?",
        "Các văn bản quốc gia mâu thuẫn nhau ở đâu về hộ gia đình được phủ cáp quang năm 2025?",
    ],
)
def test_where_the_yardsticks_disagree(question: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "yardsticks-disagree"
    assert "749/QĐ-TTg" in answer.sentence
    assert "411/QĐ-TTg" in answer.sentence


def test_a_merger_tells_of_how_many() -> None:
    [answer] = asked("How many provinces were merged into the new Lam Dong?").answers
    assert "from 3 areas: " in answer.sentence


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Tỉnh nào đặt kinh tế số 2025 cao hơn mức tối thiểu 20%?", "trên 20%"),
        (
            "Which provinces aim higher than the minimum of 20% for the digital economy in 2025?",
            "over 20%",
        ),
        ("Tỉnh nào đặt kinh tế số 2025 thấp hơn mức tối thiểu 20%?", "dưới 20%"),
    ],
)
def test_higher_than_a_least_figure_does_not_find_that_figure(question: str, says: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "compare-areas"
    assert f"con số {says}" in answer.sentence or f"figure of {says}" in answer.sentence
    assert "tối thiểu 20%" not in answer.sentence


def test_what_the_nation_sets_is_told_beside_where_both_are_asked_how_much() -> None:
    both = asked("Mục tiêu kinh tế số 2025: Bắc Giang bao nhiêu, cả nước bao nhiêu?").answers
    assert ["Bắc Giang" in answer.sentence for answer in both] == [False, True]
