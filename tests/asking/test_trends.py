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
            "How did Quang Ninh's DTI rank evolve from 2020 to 2022?",
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
        "How did the DTI rank change?",
        "How did Bac Giang develop its digital economy?",
        "Xu hướng kinh tế số của Hà Nội từ 2022 đến 2030?",
        "Kinh tế số Hà Nội sẽ tăng thế nào?",
        "Kinh tế số Hà Nội năm 2025 và 2030 tăng thế nào?",
        "Did Hanoi's digital economy target change by 2030?",
        "How does the digital economy change Hanoi?",
        "How did Viet Nam's digital economy share change in 2023 according to the ministry?",
        "Is Hanoi's DTI rank expected to go up or down in 2024?",
        "Was Bac Giang's DTI rank changed by the ministry in 2022?",
        "Did Hanoi's DTI score go up or down in 2025?",
        "Tỉnh nào lọt nhóm 5 tỉnh cuối DTI 2022?",
        "Which merged provinces made the top 10 of the DTI in 2024?",
        "Tỉnh nào lọt top 5 DTI từ 2020 đến 2023?",
        "Mục tiêu kinh tế số 2025: cả nước đặt bao nhiêu, Hà Nội đạt bao nhiêu?",
        "Cả nước đặt bao nhiêu, Hà Nội hơn bao nhiêu về kinh tế số 2030?",
        "Hà Nội và cả nước mâu thuẫn nhau ở đâu về kinh tế số?",
        "Which provinces were ahead of the national digital economy share in 2025?",
        "Tỉnh nào có hạng DTI 2022 cao hơn hạng 10?",
        "Tỉnh nào có hạng DTI 2022 tốt hơn hạng 10?",
        "Bắc Giang thống nhất mục tiêu với Bắc Ninh về kinh tế số bao nhiêu năm 2030?",
    ],
)
def test_what_is_not_how_a_measure_went_is_another_question(question: str) -> None:
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


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How has Bac Giang's DTI rank changed since the end of 2021?", ("2021", "2022", "2023")),
        ("How did Bac Giang's DTI rank change up to 2022?", ("2020", "2021", "2022")),
        ("Hạng DTI Bắc Giang thay đổi thế nào tính đến 2022?", ("2020", "2021", "2022")),
    ],
)
def test_since_and_until_a_year_take_all_years_on_that_side(
    question: str, years: tuple[str, ...]
) -> None:
    [answer] = asked(question).answers
    told = {str(year) for year in range(2019, 2026) if f"{year}: " in answer.sentence}
    assert told == {*years}


def test_one_year_alone_is_no_course() -> None:
    [answer] = asked("Did the digital economy of Bac Ninh rise or fall after the merger?").answers
    assert "of one year alone" in answer.sentence


def test_years_that_are_named_and_of_which_nothing_is_held_are_told() -> None:
    [answer] = asked("How did Hanoi's digital economy change from 2022 to 2023?").answers
    assert "nothing measured is held of 2023" in answer.sentence


def test_cities_alone_are_told_where_cities_are_asked_for() -> None:
    [answer] = asked("Thành phố nào lọt top 5 DTI năm 2022?").answers
    assert "Đà Nẵng" in answer.sentence
    assert "Quảng Ninh" not in answer.sentence


def test_a_city_that_an_indicator_is_called_by_leaves_no_province_out() -> None:
    [answer] = asked("Which areas want a smart urban area or smart city by 2026?").answers
    assert "Tây Ninh" in answer.sentence


def test_where_the_yardsticks_do_not_disagree_that_is_said() -> None:
    [answer] = asked("Do the national documents disagree about e-commerce in 2025?").answers
    assert "no two national yardsticks" in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "How far above the national goal was Hanoi's digital economy in 2025?",
        "How far above the national digital economy goal is Hanoi now?",
    ],
)
def test_how_far_above_the_nation_something_was_compares_no_goals(question: str) -> None:
    assert all(answer.query != "against-national" for answer in asked(question).answers)


def test_what_a_merged_area_became_later_is_none_of_its_predecessors() -> None:
    first, _ = asked("Bình Phước nhập vào đâu?").answers
    assert "từ 2 địa bàn: Tỉnh Bình Phước và Tỉnh Đồng Nai (cũ)," in first.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Where did Bac Giang end up in the DTI of 2025?",
        "Lãnh đạo Trà Vinh hứa kinh tế số bao nhiêu năm 2030?",
        "Is Hanoi ahead of the national digital economy goal for 2025?",
        "How far behind the national goal is Hanoi's digital economy in 2025?",
        "Hà Nội có theo kịp cả nước về kinh tế số năm 2025 không?",
        "What does Tra Vinh want for the digital economy by 2030 under its resolution?",
        "Tỉnh nào đặt kinh tế số năm 2030 được 30% ít nhất?",
        "What percentage did Thanh Hoa's digital economy make up in 2025?",
    ],
)
def test_where_something_stands_is_no_promise(question: str) -> None:
    promises = {"targets-of-area", "against-national", "compare-areas"}
    assert promises.isdisjoint(answer.query for answer in asked(question).answers)


def test_who_is_to_make_a_leading_group_is_no_result() -> None:
    answers = asked("Tỉnh nào sẽ lọt top 10 DTI năm 2025?").answers
    assert all(answer.query != "outcomes" for answer in answers)


def test_whether_it_did_is_asked_of_what_was_measured() -> None:
    answers = asked("Did Hanoi exceed 20% in the digital economy in 2025?").answers
    assert all(answer.query == "outcomes" for answer in answers)


@pytest.mark.parametrize(
    ("question", "queries"),
    [
        ("DTI của Đà Nẵng tăng hay giảm từ 2022 đến 2024?", {"outcomes"}),
        ("Hạng DTI của Đà Nẵng lên hay xuống từ 2022 đến 2024?", {"outcomes"}),
        ("How did Bắc Ninh change its digital economy target?", {"targets-of-area"}),
        ("Bắc Ninh đã thay đổi mục tiêu kinh tế số thế nào?", {"targets-of-area"}),
        ("How did Tra Vinh's target for the digital economy change?", {"targets-of-area"}),
        ("Mục tiêu kinh tế số của Trà Vinh thay đổi thế nào?", {"targets-of-area"}),
        ("Hà Nội thay đổi mục tiêu thế nào?", {"conflicts"}),
        ("How has Hà Nội changed its targets?", {"conflicts"}),
    ],
)
def test_what_went_up_or_changed_is_told_by_all_that_is_held(
    question: str, queries: set[str]
) -> None:
    reply = asked(question)
    assert {answer.query for answer in reply.answers} == queries
    assert reply.status == "answered"


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Hồ Chí Minh DTI 2023 2024", {("rank", 2023, 2), ("rank", 2024, 1), ("rank", 2024, 4)}),
        ("DTI 2024 top 3", {("rank", 2024, 1), ("rank", 2024, 2), ("rank", 2024, 3)}),
    ],
)
def test_bare_words_and_years_are_a_question(
    question: str, held: set[tuple[str, int | None, int]]
) -> None:
    told = [s for answer in asked(question).answers for s in answer.statements]
    ranks = {(s.unit, s.year, int(s.value)) for s in told if s.unit == "rank" and s.value}
    assert ranks == held
