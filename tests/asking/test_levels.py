"""What was measured is told of the level that is asked for, and of no other."""

from __future__ import annotations

import pytest

from support.asking import asked


@pytest.mark.parametrize(
    ("question", "own", "others"),
    [
        (
            "Did the district level of Tra Vinh already meet the 2025 work-file target in 2022?",
            "78.05%",
            ("78.19%", "83.21%"),
        ),
        (
            "Hồ sơ công việc cấp huyện của Trà Vinh năm 2022 có đạt mục tiêu 2025 chưa?",
            "78,05%",
            ("78,19%", "83,21%"),
        ),
        (
            "ho so cong viec cap tinh Tra Vinh 2025 da dat chua",
            "83,21%",
            ("78,19%", "78,05%"),
        ),
        (
            "Kết quả đo được hồ sơ công việc cấp huyện của Trà Vinh năm 2022?",
            "78,05%",
            ("78,19%", "83,21%"),
        ),
        (
            "Trà Vinh đạt được bao nhiêu phần trăm hồ sơ công việc cấp tỉnh năm 2022?",
            "83,21%",
            ("78,19%", "78,05%"),
        ),
    ],
)
def test_a_result_of_another_level_is_not_told(
    question: str, own: str, others: tuple[str, ...]
) -> None:
    said = " ".join(answer.sentence for answer in asked(question).answers)
    assert own in said
    assert not any(other in said for other in others)


def test_without_a_level_each_result_is_told_beside_the_target_of_its_own() -> None:
    [answer] = asked("Trà Vinh đã đạt mục tiêu hồ sơ công việc năm 2025 chưa?").answers
    assert "cấp huyện, 2022: 78,05%" in answer.sentence
    assert "cấp tỉnh, 2022: 83,21%" in answer.sentence


def test_a_result_of_the_whole_area_is_none_of_its_districts() -> None:
    reply = asked("Kết quả DTI cấp huyện của Trà Vinh năm 2022?")
    assert reply.status == "nothing-found"


def test_what_was_measured_of_a_level_is_told_where_no_goal_is_asked_for() -> None:
    commune = "xử lý được bao nhiêu % hồ sơ công việc ở cấp xã?"
    [answer] = asked(f"Trà Vinh năm 2022 {commune}").answers
    assert answer.query == "outcomes"
    assert "78,19%" in answer.sentence
    goal = asked(f"Trà Vinh năm 2022 đặt mục tiêu {commune}")
    assert goal.status == "nothing-found"
