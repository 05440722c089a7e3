"""Which goals were kept, stand so beside the nation's, or are for all, and no others."""

from __future__ import annotations

import pytest

from dxgraph.asking import Reply
from dxgraph.terms import AREA, VIET_NAM
from support.asking import asked


def _states(reply: Reply) -> set[str | None]:
    return {answer.parameters.get("state") for answer in reply.answers}


@pytest.mark.parametrize(
    "question",
    [
        "Which promises has Quảng Bình kept?",
        "What promises did Trà Vinh keep?",
        "Which targets has Bình Thuận reached?",
        "Which commitments were fulfilled by Trà Vinh?",
        "Những cam kết nào của Quảng Bình đã được giữ?",
        "Quảng Bình đã hoàn thành những chỉ tiêu nào?",
        "Bắc Giang đã đạt những mục tiêu nào?",
    ],
)
def test_which_goals_were_kept_is_answered_with_those_alone(question: str) -> None:
    reply = asked(question)
    assert reply.status == "answered"
    assert {answer.query for answer in reply.answers} == {"targets-and-outcomes"}
    assert _states(reply) <= {"reached", "reached-as-declared"}


@pytest.mark.parametrize(
    "question",
    [
        "Những cam kết nào của Quảng Bình không được giữ?",
        "Những cam kết nào của Trà Vinh chưa được thực hiện?",
        "Which promises has Quảng Bình not kept?",
    ],
)
def test_which_goals_were_not_kept_is_never_answered_with_all(question: str) -> None:
    assert _states(asked(question)) <= {"overdue-and-below", "behind"}


@pytest.mark.parametrize(
    "question",
    ["What targets has Hà Nội set to be reached by 2030?", "Ha Noi da dat nhung muc tieu nao?"],
)
def test_goals_that_were_set_are_not_read_as_kept(question: str) -> None:
    assert {answer.query for answer in asked(question).answers} == {"targets-of-area"}


@pytest.mark.parametrize(
    ("question", "declared"),
    [
        ("Tỉnh nào đã đạt mục tiêu kinh tế số 2025?", "da-nang-to-2025"),
        ("Which provinces reached their digital economy target for 2025?", "da-nang-to-2025"),
        ("Tỉnh nào đã đạt mục tiêu xử lý hồ sơ công việc cấp huyện?", "binh-thuan"),
        ("Which provinces reached their target for district work files?", "quang-binh"),
    ],
)
def test_what_an_area_declares_as_reached_is_told_as_such(question: str, declared: str) -> None:
    reply = asked(question)
    told = {s.area for answer in reply.answers for s in answer.statements}
    assert AREA[declared] in told
    assert "reached-as-declared" in _states(reply)


@pytest.mark.parametrize(
    "question",
    [
        "Những tỉnh nào chưa đạt mục tiêu kinh tế số 2025?",
        "Which provinces missed their digital economy target for 2025?",
    ],
)
def test_the_nation_is_no_province(question: str) -> None:
    reply = asked(question)
    told = {s.area for answer in reply.answers for s in answer.statements}
    assert told
    assert VIET_NAM not in told


@pytest.mark.parametrize(
    "question",
    ["Tỉnh nào đã đạt mục tiêu vào top 10 DTI?", "Which provinces met their target of DTI top 10?"],
)
def test_who_reached_a_goal_is_not_who_stood_there(question: str) -> None:
    assert {answer.query for answer in asked(question).answers} == {"targets-and-outcomes"}


@pytest.mark.parametrize(
    ("question", "verdict", "many"),
    [
        ("Which targets of Lạng Sơn are below the national ones?", "lower", 2),
        ("Những mục tiêu nào của Lạng Sơn thấp hơn quốc gia?", "lower", 2),
        ("Những mục tiêu nào của Nghệ An cao hơn quốc gia?", "higher", 0),
    ],
)
def test_which_goals_stand_so_beside_the_nation(question: str, verdict: str, many: int) -> None:
    (answer,) = asked(question).answers
    assert answer.parameters["verdict"] == verdict
    assert len(answer.statements) == many


@pytest.mark.parametrize(
    "question",
    [
        "Is Hà Nội more ambitious than the national programme?",
        "Mục tiêu của Lạng Sơn có thấp hơn quốc gia không?",
    ],
)
def test_whether_an_area_stands_so_is_answered_with_all_that_are_compared(question: str) -> None:
    assert all("verdict" not in answer.parameters for answer in asked(question).answers)


@pytest.mark.parametrize(
    ("question", "areas"),
    [
        ("Which provinces want all enterprises to use e-contracts by 2025?", {"quang-ninh"}),
        ("Which provinces want every enterprise to use e-contracts by 2025?", {"quang-ninh"}),
        ("Tỉnh nào muốn tất cả doanh nghiệp sử dụng hợp đồng điện tử năm 2025?", {"quang-ninh"}),
        (
            "Những tỉnh nào đặt mục tiêu mọi hộ gia đình có cáp quang năm 2025?",
            {"bac-giang", "bac-kan"},
        ),
        ("Which provinces want fibre for every household by 2025?", {"bac-giang", "bac-kan"}),
    ],
)
def test_all_of_what_is_counted_is_100_percent(question: str, areas: set[str]) -> None:
    reply = asked(question)
    told = {s.area for answer in reply.answers for s in answer.statements}
    assert told == {AREA[slug] for slug in areas}
    assert "100%" in reply.answers[0].sentence


@pytest.mark.parametrize(
    "question",
    [
        "Tất cả các tỉnh đặt mục tiêu kinh tế số năm 2025 bao nhiêu?",
        "What do all the provinces want for the digital economy by 2025?",
    ],
)
def test_all_provinces_are_not_all_of_what_is_counted(question: str) -> None:
    values = {s.value for answer in asked(question).answers for s in answer.statements}
    assert len(values) != 1


@pytest.mark.parametrize(
    "question",
    [
        "Những tỉnh nào đặt mục tiêu 100% hồ sơ công việc cấp xã được xử lý trên môi trường mạng?",
        "Which provinces want 100% of commune work files processed online?",
    ],
)
def test_a_goal_of_all_levels_is_told_beside_those_of_one(question: str) -> None:
    levels = [answer.parameters["level"] for answer in asked(question).answers]
    assert levels == ["commune", "all"]


@pytest.mark.parametrize(
    ("question", "measured"),
    [
        ("Bắc Giang đặt mục tiêu kinh tế số 2025 bao nhiêu, đạt bao nhiêu?", "42,13%"),
        ("Bắc Giang đặt mục tiêu kinh tế số 2025 bao nhiêu và đạt được bao nhiêu?", "42,13%"),
        (
            "Quảng Bình đặt mục tiêu xử lý hồ sơ công việc cấp huyện 2023 bao nhiêu, "
            "và đạt bao nhiêu?",
            "95%",
        ),
        (
            "What was Bắc Giang's digital economy target for 2025, and what did it reach?",
            "42.13%",
        ),
    ],
)
def test_what_was_set_and_what_was_reached_are_both_told(question: str, measured: str) -> None:
    assert any(measured in answer.sentence for answer in asked(question).answers)
