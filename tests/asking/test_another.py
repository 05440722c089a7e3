"""Questions for another figure than the one that is held, though all their words are known."""

from __future__ import annotations

import pytest

from support.asking import asked

OTHERS = [
    # Another time.
    "Kể từ năm 2030 Bắc Giang đặt kinh tế số bao nhiêu phần trăm?",
    "kinh te so Bac Giang truoc 2030 la bao nhieu",
    "Beyond 2030, what digital economy share does Hanoi want?",
    # A part of it, a multiple, a sum.
    "Một phần tư mục tiêu kinh tế số 2030 của Bắc Giang là bao nhiêu?",
    "What is a quarter of Hanoi's digital economy target for 2030?",
    "What is twice the digital economy target of Hanoi for 2030?",
    "Tổng kinh tế số 2030 của Bắc Giang và Trà Vinh là bao nhiêu?",
    "Phần kinh tế số còn lại của Hà Nội năm 2030 là mấy phần trăm?",
    # What would be if.
    "Nếu Bắc Giang trượt thì kinh tế số 2030 là bao nhiêu?",
    "If Hanoi fails, what is its digital economy share in 2030?",
    # Another place.
    "What country has the highest digital economy target for 2030?",
    "Phường 5 TP.HCM đặt kinh tế số 2030 bao nhiêu?",
    "Điện Biên Phủ cáp quang hộ dân 2025 bao nhiêu phần trăm?",
    "Đà Nẵng DTI 2023 cấp ngành xếp thứ mấy?",
    "Cô Minh ở Quảng Bình đặt kinh tế số 2030 bao nhiêu?",
    # Another measure or order.
    "tphcm kinh te so cap 2030 bao nhieu",
    "Bắc Kạn dùng riêng trạm BTS 2025 bao nhiêu phần trăm?",
    "Which province was third from the bottom in DTI 2022?",
    "How many digital enterprises per district does Quang Ninh want in 2025?",
    "How many fewer digital enterprises than Thai Nguyen did Quang Ninh promise for 2025?",
    # Of a document: how long it holds, and one of another issuer.
    "Quyết định 2393/QĐ-UBND có hiệu lực ngày nào?",
    "When does Decision 2393/QĐ-UBND take effect?",
    "Quyết định 2393/QĐ-BNV là văn bản gì?",
    "Nghị quyết 111-NQ/TU của Chính phủ đặt kinh tế số 2030 bao nhiêu?",
    "What digital economy share does Resolution 111-NQ/TU of the Government set for 2030?",
]


@pytest.mark.parametrize("question", OTHERS)
def test_a_question_for_another_figure_is_not_answered_with_the_one_that_is_held(
    question: str,
) -> None:
    assert not asked(question).answers


@pytest.mark.parametrize(
    "question",
    [
        "Bắc Giang đặt kinh tế số đến năm 2030 bao nhiêu?",
        "Nếu được cho mình hỏi Bắc Giang đặt kinh tế số năm 2030 bao nhiêu?",
        "Điện Biên phủ cáp quang tới hộ dân năm 2025 bao nhiêu phần trăm?",
        "tinh nao dat thuong mai dien tu tu 20% tong muc ban le tro len vao nam 2030",
        "Quyết định 2393/QĐ-UBND ban hành ngày nào?",
        "Quyết định 2393/QĐ là của ai?",
    ],
)
def test_words_that_look_alike_stop_nothing(question: str) -> None:
    assert asked(question).answers


@pytest.mark.parametrize(
    "question",
    [
        "Bao nhiêu tỉnh đặt kinh tế số 2030 dưới 25%?",
        "How many provinces want under 25 percent digital economy by 2030?",
    ],
)
def test_a_range_is_below_a_bound_with_both_its_ends(question: str) -> None:
    [answer] = asked(question).answers
    assert "15-20%" in answer.sentence
    assert "20-25%" not in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Our commune asks: what share of work files should Lam Dong process online by 2025?",
        "Tôi ở xã, nhưng hỏi cả tỉnh Lâm Đồng: tỷ lệ hồ sơ công việc xử lý trên mạng năm 2025?",
        "Em ở vùng sâu, tỷ lệ người trưởng thành có điện thoại thông minh Quảng Ninh năm 2025?",
        "Tôi viết về học sinh, tỷ lệ người trưởng thành có điện thoại thông minh Quảng Ninh 2025?",
        "I speak of the growth: digital economy share in GRDP of Quang Ninh 2025?",
        "My sector is textiles: share of enterprises using electronic contracts, Quang Ninh 2025?",
    ],
)
def test_who_asks_gives_no_level_and_no_group(question: str) -> None:
    assert not asked(question).answers


@pytest.mark.parametrize(
    "question",
    [
        "What share of adults want a smartphone in Quang Ninh by 2025?",
        "What share of adults in Quang Ninh need a smartphone by 2025?",
        "Tỷ lệ người trưởng thành muốn có điện thoại thông minh ở Quảng Ninh năm 2025?",
        "Tỷ lệ người trưởng thành cần chữ ký số ở Quảng Ninh năm 2025?",
        "What share of villages is uncovered by broadband in Lao Cai by 2025?",
        "Which provinces rank behind Hanoi in DTI 2022?",
        "Tỉnh mới của Bắc Giang đặt kinh tế số 2030 bao nhiêu?",
        "Digital economy share of Dak Song by 2025?",
        "phủ 5G và dân số Bắc Giang 2030 bao nhiêu",
        "Năm nay Quảng Ninh đặt kinh tế số bao nhiêu?",
        "Quảng Ninh hiện có bao nhiêu doanh nghiệp số?",
    ],
)
def test_another_thing_is_not_answered_with_what_is_held(question: str) -> None:
    assert not asked(question).answers


def test_what_a_place_wants_of_people_is_what_is_asked_for() -> None:
    question = "What share of adults does Quang Ninh want to own a smartphone by 2025?"
    assert asked(question).status == "answered"


def test_of_a_draft_it_is_said_that_none_is_held() -> None:
    assert (
        "không giữ dự thảo"
        in asked("Dự thảo của Quảng Ninh đặt kinh tế số 2025 bao nhiêu?").message
    )


def test_got_is_measured() -> None:
    [answer] = asked("What DTI rank has Hanoi gotten in 2022?").answers
    assert answer.query == "outcomes"
