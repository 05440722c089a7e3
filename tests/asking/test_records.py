"""The record of a document tells of its issue, and of no other event, body or place."""

from __future__ import annotations

import pytest

from support.asking import asked


@pytest.mark.parametrize(
    "event",
    ["cancelled", "drafted", "read", "finished", "prepared", "implemented", "ratified", "uploaded"],
)
def test_the_day_of_issue_is_that_of_no_other_event(event: str) -> None:
    assert not asked(f"When was Decision 749/QD-TTg {event}?").answers


@pytest.mark.parametrize(
    "event", ["được trình", "được lập", "hoàn thành", "bắt đầu áp dụng", "kết thúc", "bị bãi bỏ"]
)
def test_nor_in_vietnamese(event: str) -> None:
    assert not asked(f"Quyết định 749/QĐ-TTg {event} ngày nào?").answers


@pytest.mark.parametrize(
    "question",
    [
        "Ai ký thay Quyết định 749/QĐ-TTg?",
        "Who issued Decision 749/QD-TTg and who will carry it out?",
        "Ai ban hành Quyết định 749/QĐ-TTg, ai giám sát?",
        "When did the National Assembly adopt Decision 749/QD-TTg?",
        "Bộ Thông tin và Truyền thông ban hành Quyết định 749/QĐ-TTg ngày nào?",
    ],
)
def test_nothing_of_the_question_is_dropped(question: str) -> None:
    assert not asked(question).answers


@pytest.mark.parametrize(
    "question",
    [
        "When was the plan 176/KH-UBND of Hai Phong issued?",
        "Nghị quyết 09-NQ/TU của Hà Nội ban hành ngày nào?",
        "Nghị quyết 09-NQ/TU năm 2021 của Quảng Ninh do ai ban hành?",
        "When did Hanoi sign Decision 749/QD-TTg?",
    ],
)
def test_a_document_of_another_place_is_none_of_this_one(question: str) -> None:
    reply = asked(question)
    assert not reply.answers
    assert "mang số này" in reply.message or "of this number" in reply.message


@pytest.mark.parametrize(
    "question",
    [
        "Cho mình hỏi quyết định 749 được ký ngày nào vậy ạ, mình cần gấp",
        "Quyết định 749/QĐ-TTg phê duyệt chương trình chuyển đổi số quốc gia ban hành ngày nào?",
        "When was Resolution 49 of Lang Son's party committee issued?",
        "When was Decision 411 on the strategy of digital economy and society issued?",
        "Luật Chuyển đổi số là luật số mấy, thông qua hôm nào?",
        "Nghị quyết về chuyển đổi số của Tỉnh ủy Nam Định số mấy?",  # its title says "CĐS"
        "Kế hoạch 11252/KH-UBND của Khánh Hòa bàn về việc gì?",
    ],
)
def test_manners_its_title_and_its_own_body_may_be_said(question: str) -> None:
    assert asked(question).status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 59/KH-UBND của Bình Định triển khai ngày nào?",
        "Kế hoạch 59/KH-UBND của Bình Định thực hiện từ khi nào?",
    ],
)
def test_a_word_of_the_title_may_tell_of_what_happened(question: str) -> None:
    assert not asked(question).answers
