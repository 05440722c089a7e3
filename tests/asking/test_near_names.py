"""What is held under a near name, in printed words, or of some of several areas alone."""

from __future__ import annotations

import pytest

from dxgraph.terms import DOCUMENT
from support.asking import asked


def test_what_is_held_under_a_near_name_is_told_and_not_said_to_be_absent() -> None:
    reply = asked(
        "Theo Kế hoạch 104 của Lạng Sơn, mấy phần trăm trường học thu học phí phi tiền mặt?"
    )
    told = [s for answer in reply.answers for s in answer.statements]
    assert [format(s.value or 0) for s in told] == ["60"]
    assert told[0].document == DOCUMENT["lang-son-2023-104-kh-ubnd"]


def test_a_near_name_is_named_beside_what_is_not_found() -> None:
    reply = asked("Đà Nẵng năm 2025 cấp xã xử lý hồ sơ công việc trực tuyến phải đạt mức nào?")
    assert reply.status == "nothing-found"
    notes = " ".join(note for answer in reply.answers for note in answer.not_known)
    near = (
        "Ở đó có mục tiêu dưới tên gần giống: “Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến” ("
    )
    assert near in notes


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        (
            "Câu “khoảng 35% GRDP” của Bắc Giang năm 2030 trích từ nghị quyết nào?",
            "khoảng 35% GRDP",
        ),
        ("The phrase “trên 25% GRDP” for Vinh Phuc comes from which document?", "trên 25% GRDP"),
        ("How is the 60 percent figure for Da Nang in 2045 printed, and where?", "60% GRDP"),
    ],
)
def test_printed_words_or_a_bare_figure_find_their_document(question: str, printed: str) -> None:
    told = [s for answer in asked(question).answers for s in answer.statements]
    assert [s.printed for s in told] == [printed]


def test_whether_several_documents_print_the_same_is_said() -> None:
    [answer] = asked("HDI cả nước 2030 là bao nhiêu, các nghị quyết có khớp nhau không?").answers
    assert answer.sentence.endswith("; các văn bản không in như nhau.")


def test_predecessors_of_which_nothing_is_held_are_named() -> None:
    merger, promised = asked(
        "Phú Thọ mới gồm những tỉnh nào, mỗi tỉnh đã hứa gì về kinh tế số 2025?"
    ).answers
    assert "hình thành ngày 1/7/2025 từ" in merger.sentence
    assert promised.sentence.endswith("; không biết mục tiêu nào như vậy của Tỉnh Phú Thọ (cũ).")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("DTI của Bà Rịa - Vũng Tàu năm 2025?", "nhóm địa phương dẫn đầu về chuyển đổi số"),
        ("Hà Nội đặt mục tiêu hạng DTI 2025 bao nhiêu?", "nhóm địa phương dẫn đầu về chuyển"),
        ("What is the DTI rank target of Hà Nội for 2025?", "leading provinces in digital"),
    ],
)
def test_what_the_graph_says_is_close_is_told_where_nothing_is_found(
    question: str, name: str
) -> None:
    reply = asked(question)
    assert reply.status == "nothing-found"
    assert any(name in note for answer in reply.answers for note in answer.not_known)
    assert any(name in near and "2025" in near for near in reply.nearest)
