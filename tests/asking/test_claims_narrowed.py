"""Claims whose words are nearly those of a figure that is held, and say another one: no verdict."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import check_text
from support.asking import asked, asker

OPEN = "not-understood"


def verdicts_of(text: str) -> list[str]:
    return [checked.verdict for checked in asyncio.run(check_text(asker(), text)).checked]


@pytest.mark.parametrize(
    "sentence",
    [
        # A word behind or beside what is held that no name of it has.
        "By 2025, 95% of adults in Quang Ninh should use a smartphone fluently.",
        "By 2025, 95% of adults in Quang Ninh should have a smartphone and pay by it daily.",
        "Đến năm 2025, 95% dân số trưởng thành Quảng Ninh có điện thoại thông minh, dùng thạo.",
        "By 2025 the digital economy should make up about 25% of Bac Giang's industrial GRDP.",
        "Đến năm 2025, kinh tế số của Bắc Giang chiếm khoảng 25% GRDP công nghiệp chế biến.",
        "Bac Giang wants more than 800 digital enterprises listed on the exchange by 2025.",
        "By 2025 Son La wants fibre within reach of 80% of its coastal households.",
        "Bắc Ninh năm 2030 có trên 40% doanh nghiệp mới có hoạt động đổi mới sáng tạo.",
        "Quảng Ninh hứa đến năm 2025 có 20% lãnh đạo làm kinh tế số.",
        "Gia Lai: 100% lãnh đạo doanh nghiệp sử dụng hợp đồng điện tử năm 2030.",
        "Đến năm 2025 có 50 người làm doanh nghiệp số ở Quảng Ninh.",
        "Some of more than 800 digital enterprises of Bac Giang are to be there by 2025.",
        "Kế hoạch 176/KH-UBND về doanh nghiệp nhà nước: đến năm 2025, 100% doanh nghiệp Quảng "
        "Ninh sử dụng hợp đồng điện tử.",
        "Quảng Ninh nộp 20% GRDP từ kinh tế số vào năm 2025.",
        "By 2025 Bac Giang wants more than 800 fully digital enterprises.",
        "By 2025 Quang Ninh wants 50 digital enterprises in every commune.",
        "Quảng Ninh phấn đấu trên 50% doanh nghiệp vừa sử dụng nền tảng số năm 2025.",
        "Sơn La muốn 80% hộ gia đình dùng cáp quang năm 2025.",
        "Bắc Kạn muốn 25% trạm BTS mới được dùng chung vào năm 2025.",
        "Năm 2025, 60% hồ sơ công việc cấp xã của Trà Vinh xử lý đúng hẹn trên môi trường mạng.",
        "Quang Ninh wants the digital economy to make up 20% of the region's GRDP by 2025.",
        "By 2025 more than 10% of e-commerce in Quang Ninh is to be retail.",
        "Xã, phường ở Quảng Ninh đến năm 2025 có 50 doanh nghiệp số.",
        # Several areas, or what lies about one.
        "Các tỉnh quanh Bắc Giang đặt mục tiêu kinh tế số khoảng 25% GRDP vào năm 2025.",
        "Cities such as Hai Phong want a digital economy of 35% of GRDP by 2025.",
        # Another body, which bears the name or sets the goal.
        "Cục Thuế Quảng Ninh đặt mục tiêu kinh tế số 20% GRDP vào năm 2025.",
        "Thủ tướng yêu cầu Quảng Ninh có kinh tế số 20% GRDP vào năm 2025.",
        "The prime minister wants Quang Ninh's digital economy at 20% of GRDP by 2025.",
        "Theo Nghị quyết 111-NQ/TU của Quốc hội, kinh tế số Bắc Giang chiếm 25% GRDP năm 2025.",
        "By 2025 southern Bac Giang wants a digital economy of about 25% of GRDP.",
        "By 2030 the ministry wants 95% of adults in Nghe An to have a smartphone.",
        "Nghe An estimates that 95% of adults will have a smartphone by 2030.",
        "By 2025 coastal Quang Ninh wants a digital economy of 20% of GRDP.",
        # Taken back, or far from it.
        "Quảng Ninh rút mục tiêu kinh tế số 20% GRDP vào năm 2025.",
        "Quảng Ninh từng bác chỉ tiêu kinh tế số 20% GRDP vào năm 2025.",
        "Xuất phát điểm của Quảng Ninh là kinh tế số chiếm 20% GRDP năm 2025.",
        "Năm 2025 kinh tế số Quảng Ninh còn cách mục tiêu 20% GRDP.",
        "Quang Ninh wants a digital economy 20% larger than its GRDP target by 2025.",
        # Another time than by the end of a year.
        "Trước năm 2025, kinh tế số Quảng Ninh phải đạt 20% GRDP.",
        "Từ năm 2025 trở đi: kinh tế số Quảng Ninh đạt 20% GRDP, 2025 trở đi.",
        "Giữa năm 2025, kinh tế số Quảng Ninh phải đạt 20% GRDP.",
        "From 2025 onwards, the digital economy of Quang Ninh must be 20% of GRDP.",
        # An order, a part.
        "Hải Phòng đứng thứ 5 từ dưới lên về DTI năm 2022.",
        "Cả nước đặt mục tiêu theo Nghệ An: 95% người trưởng thành có điện thoại thông minh 2030.",
        "Bắc Giang, nay đã nhập vào Bắc Ninh, đặt kinh tế số chiếm 45% GRDP vào năm 2030.",
        # Of those only, and among others.
        "Quang Ninh ranked 3rd in the 2022 DTI among 34 provinces.",
        # Who measured it.
        "Theo Tổng cục Thống kê, kinh tế số Bắc Giang năm 2022 đã chiếm 42,13% GRDP.",
        "Kinh tế số Bắc Giang năm 2022 đã chiếm 42,13% GDP cả nước.",
        # How much of a goal, so far, or from where it rises.
        "Sau 3 năm, Quảng Ninh có 40 doanh nghiệp số năm 2025.",
        "Quang Ninh is 60% of the way to its digital economy of 2025.",
        "Quang Ninh wants to lift the digital economy from 12% to 20% of GRDP by 2025.",
        "Theo số liệu của tỉnh, năm 2022 kinh tế số Bắc Giang đã chiếm 42,13% GRDP.",
    ],
)
def test_a_word_in_no_list_leaves_a_claim_undecided(sentence: str) -> None:
    assert set(verdicts_of(sentence)) == {OPEN}


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        # What goes with the figure beside is none of its own.
        (
            "Kế hoạch 198/KH-UBND của Đồng Nai: đến năm 2025, 50% nông dân có máy cày và lao động "
            "kinh tế số đạt 2%.",
            [OPEN, "printed-so"],
        ),
        (
            "Quảng Ninh phấn đấu nâng tỷ trọng kinh tế số từ mức 12% lên 20% GRDP năm 2025.",
            [OPEN, "printed-so"],
        ),
        (
            "Bắc Giang: từ 400 doanh nghiệp số lên trên 800 doanh nghiệp số năm 2025.",
            [OPEN, "printed-so"],
        ),
        (
            "The digital economy of Quang Ninh is to grow from 10% of GRDP to 20% of GRDP by 2025.",
            [OPEN, OPEN],
        ),
        (
            "Nghe An wants 80% of adults to own a smartphone by 2025 and 60% of them to pay by it.",
            ["printed-so", OPEN],
        ),
        ("By 2025 Quang Ninh wants 50 digital enterprises worth 1 billion.", ["printed-so", OPEN]),
        # The title of a document, who said it and "only" narrow nothing.
        (
            "Đến năm 2030, 95% dân số trưởng thành của Nghệ An có điện thoại thông minh, theo Kế "
            "hoạch 347/KH-UBND về phát triển kinh tế số và xã hội số.",
            ["printed-so"],
        ),
        ("Năm 2022, kinh tế số Bạc Liêu mới chiếm 4,87% GRDP.", ["printed-so"]),
        ("Đến năm 2025, Bắc Giang mới có trên 800 doanh nghiệp số.", ["promise"]),
        (
            "By 2025 Bac Giang wants more than 800 digital enterprises, officials said.",
            ["printed-so"],
        ),
    ],
)
def test_words_of_the_lists_leave_it_what_it_is(sentence: str, verdicts: list[str]) -> None:
    assert verdicts_of(sentence) == verdicts


@pytest.mark.parametrize(
    "question",
    [
        "Báo Quảng Ninh đặt kinh tế số năm 2025 bao nhiêu phần trăm?",
        "Cục Thống kê Quảng Ninh đặt kinh tế số 2030 bao nhiêu?",
        "Số đo kinh tế số 2022 của Bắc Giang do tỉnh công bố là bao nhiêu?",
        "Số đo kinh tế số 2023 của An Giang do Bộ công bố là bao nhiêu?",
    ],
)
def test_what_others_set_or_measured_is_not_answered_with_what_is_held(question: str) -> None:
    assert not asked(question).answers


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Số đo kinh tế số 2023 của An Giang do tỉnh công bố là bao nhiêu?", "5,28%"),
        ("Theo Bộ Thông tin và Truyền thông, kinh tế số Bắc Giang 2022 là mấy %?", "42,13%"),
    ],
)
def test_who_measured_may_be_said(question: str, shown: str) -> None:
    assert shown in asked(question).text()
