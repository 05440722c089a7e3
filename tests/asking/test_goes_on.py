"""A sentence goes on about the place and the year of the one before only where nobody else and no
other time is spoken of; and what is supposed is no promise of anybody."""

from __future__ import annotations

import asyncio

import pytest

from asking_support import asked, asker
from dxgraph.asking import check_text

PLACE = {
    "vi": "Quảng Ninh có dân số 1,4 triệu người. ",
    "en": "Quang Ninh has 1.4 million people. ",
}
YEAR = {
    "vi": "Quảng Ninh đặt mục tiêu đến năm 2025 kinh tế số chiếm 20% GRDP. ",
    "en": "Quang Ninh wants the digital economy to make up 20% of GRDP by 2025. ",
}


def verdict(text: str) -> str:
    return asyncio.run(check_text(asker(), text)).checked[-1].verdict


@pytest.mark.parametrize(
    ("who", "language"),
    [
        ("Trung Quốc đặt mục tiêu đến năm 2025 kinh tế số chiếm 10% GDP.", "vi"),
        ("Các nước trong khối đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GDP.", "vi"),
        ("Có nơi đặt mục tiêu đến năm 2030 kinh tế số chiếm 35% GRDP.", "vi"),
        ("Riêng ngành than đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GRDP.", "vi"),
        ("Ấn Độ muốn kinh tế số chiếm 25% GDP vào năm 2025.", "vi"),
        ("Elsewhere, the digital economy is to make up 35% of GRDP by 2025.", "en"),
        ("On the islands 60% of adults should own a smartphone by 2025.", "en"),
    ],
)
def test_a_sentence_about_somebody_else_takes_over_no_place(who: str, language: str) -> None:
    assert verdict(PLACE[language] + who) == "not-understood"


@pytest.mark.parametrize(
    ("when", "language"),
    [
        ("Năm trước kinh tế số chiếm 12% GRDP.", "vi"),
        ("Kinh tế số chiếm 12% GRDP.", "vi"),
        ("Giữa kỳ, kinh tế số phải chiếm 15% GRDP.", "vi"),
        ("Tầm nhìn của tỉnh là kinh tế số chiếm 40% GRDP.", "vi"),
        ("Halfway, the digital economy should make up 15% of GRDP.", "en"),
    ],
)
def test_a_sentence_of_another_time_takes_over_no_year(when: str, language: str) -> None:
    assert verdict(YEAR[language] + when) == "not-understood"


@pytest.mark.parametrize(
    ("supposed", "language"),
    [
        ("Theo dự báo, đến năm 2025 kinh tế số đạt 18% GRDP.", "vi"),
        ("Kịch bản thấp: đến năm 2025 kinh tế số chiếm 10% GRDP.", "vi"),
        ("Dự thảo trước của tỉnh đề ra mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.", "vi"),
        ("If nothing is done, the digital economy will make up 10% of GRDP by 2025.", "en"),
    ],
)
def test_what_is_supposed_is_no_promise(supposed: str, language: str) -> None:
    assert verdict(PLACE[language] + supposed) == "not-understood"


@pytest.mark.parametrize(
    ("same", "language"),
    [
        ("Đến năm 2025, kinh tế số phấn đấu chiếm 25% GRDP.", "vi"),
        ("The digital economy is to make up 25% of GRDP by 2025.", "en"),
    ],
)
def test_a_sentence_about_nobody_goes_on_about_the_place(same: str, language: str) -> None:
    assert verdict(PLACE[language] + same) == "contradicted"


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


@pytest.mark.parametrize(
    "text",
    [
        "Bắc Ninh, trước khi nhập với Bắc Giang, đặt mục tiêu kinh tế số chiếm 45% GRDP vào năm "
        "2030.",
        "Bac Ninh, before it merged with Bac Giang, wanted the digital economy to make up 45% of "
        "GRDP by 2030.",
        "Bac Giang, since it merged into Bac Ninh, wants the digital economy to make up 45% of "
        "GRDP by 2030.",
    ],
)
def test_a_province_before_a_merger_is_not_the_one_behind_it(text: str) -> None:
    assert verdict(text) != "printed-so"
