"""Sentences that may speak of somebody else, of another time or of a part: what those before say is
not taken over, and no verdict is told."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import check_text
from support.asking import asker

OPEN = "not-understood"
PLACE = {
    "vi": "Quảng Ninh có dân số 1,4 triệu người. ",
    "en": "Quang Ninh has 1.4 million people. ",
}


def verdicts_of(text: str) -> list[str]:
    return [checked.verdict for checked in asyncio.run(check_text(asker(), text)).checked]


def last_verdict(text: str) -> str:
    return verdicts_of(text)[-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trung Quốc đặt mục tiêu đến năm 2025 kinh tế số chiếm 10% GDP.",
        "Nước bạn đặt mục tiêu đến năm 2025 kinh tế số chiếm 10% GDP.",
        "Bên kia biên giới, đến năm 2025 kinh tế số chiếm 10% GRDP.",
        "Các nước trong khối đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GDP.",
        "Đất nước đặt mục tiêu đến năm 2030 kinh tế số chiếm 35% GDP.",
        "Đảng ta đặt mục tiêu đến năm 2030 kinh tế số chiếm 35% GDP.",
        "Theo mục tiêu chung, đến năm 2025 kinh tế số chiếm 25% GDP.",
        "Theo mục tiêu chung, đến năm 2025 kinh tế số chiếm 25% GRDP.",
        "Đến năm 2025, kinh tế số phải chiếm 25% GDP.",
        "Nhiều nơi đặt mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
        "Có nơi đặt mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
        "Nơi khác đặt mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
        "Đặc khu đặt mục tiêu đến năm 2025 kinh tế số chiếm 50% GRDP.",
        "Đô thị loại một đặt mục tiêu đến năm 2025 kinh tế số chiếm 50% GRDP.",
        "Riêng ngành than đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GRDP.",
        "Đảo Cô Tô đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GRDP.",
        "Ở miền núi, đến năm 2025 kinh tế số phải chiếm 25% GRDP.",
        "Các khu công nghiệp của tỉnh đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GRDP.",
        "Theo dự báo, đến năm 2025 kinh tế số đạt 18% GRDP.",
        "Nếu không nỗ lực, đến năm 2025 kinh tế số chỉ chiếm 10% GRDP.",
        "Kịch bản thấp: đến năm 2025 kinh tế số chiếm 10% GRDP.",
        "Dân mong đến năm 2025 kinh tế số chiếm 40% GRDP.",
        "Chuyên gia khuyến nghị mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
        "Dự thảo trước đề ra mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
        "Theo dự báo, đến năm 2025 kinh tế số của tỉnh đạt 18% GRDP.",
        "Kịch bản cao của tỉnh: đến năm 2025 kinh tế số chiếm 30% GRDP.",
        "Có thể đến năm 2025 kinh tế số chiếm 18% GRDP.",
        "Tỉnh nên đặt mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
        "Có nơi đặt mục tiêu đến năm 2030 kinh tế số chiếm 35% GRDP.",
        "Ấn Độ muốn kinh tế số chiếm 25% GDP vào năm 2025.",
        "Dự thảo trước của tỉnh đề ra mục tiêu đến năm 2025 kinh tế số chiếm 35% GRDP.",
    ],
)
def test_whose_goal_is_open_in_vietnamese(sentence: str) -> None:
    assert verdicts_of(f"Quảng Ninh có dân số 1,4 triệu người. {sentence}")[-1] == OPEN


@pytest.mark.parametrize(
    "sentence",
    [
        "Elsewhere, the digital economy is to make up 35% of GRDP by 2025.",
        "Across the border, the digital economy is to make up 10% of GDP by 2025.",
        "The whole delta wants the digital economy to make up 35% of GRDP by 2030.",
        "China wants the digital economy to make up 10% of GDP by 2025.",
        "On the islands the digital economy should make up 10% of GRDP by 2025.",
        "On the islands 60% of adults should own a smartphone by 2025.",
        "If nothing is done, the digital economy will make up 10% of GRDP by 2025.",
        "The digital economy should have made up 10% of GRDP by 2025, some say.",
        "By forecasts, the digital economy of the province will make up 18% of GRDP by 2025.",
        "The province could see a digital economy of 18% of GRDP by 2025.",
        "An earlier draft wanted a digital economy of 35% of GRDP by 2025.",
        "Experts advise the province to aim at a digital economy of 35% of GRDP by 2025.",
    ],
)
def test_whose_goal_is_open_in_english(sentence: str) -> None:
    assert verdicts_of(f"Quang Ninh has a long coast. {sentence}")[-1] == OPEN


@pytest.mark.parametrize(
    "sentence",
    [
        "Kỳ Anh muốn kinh tế số chiếm 30% GRDP vào năm 2030.",
        "Ấn Độ muốn kinh tế số chiếm 20% GDP vào năm 2030.",
        "Hàn Quốc muốn kinh tế số chiếm 30% GRDP vào năm 2030.",
        "Thái Lan muốn kinh tế số chiếm 30% GRDP vào năm 2030.",
        "Nhật Bản muốn kinh tế số chiếm 20% GRDP vào năm 2030.",
    ],
)
def test_a_name_whose_words_are_known_is_somebodys_too(sentence: str) -> None:
    assert verdicts_of(f"Hà Tĩnh: Đến năm 2030, kinh tế số 15% GRDP. {sentence}")[-1] == OPEN


@pytest.mark.parametrize(
    "text",
    [
        (
            "Quang Ninh wants 95% of adults to own a smartphone by 2025. On the islands 60% of "
            "adults should own a smartphone."
        ),
        (
            "Hải Phòng đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GRDP. Thủy Nguyên là nơi đi "
            "đầu. Thành phố này đặt mục tiêu đến năm 2025 kinh tế số chiếm 40% GRDP."
        ),
        (
            "Hải Phòng đặt mục tiêu đến năm 2025 kinh tế số chiếm 25% GRDP. Thủy Nguyên là nơi đi "
            "đầu. Thành phố đặt mục tiêu đến năm 2025 kinh tế số chiếm 40% GRDP."
        ),
        (
            "Hải Phòng mong Thủy Nguyên đi đầu. Thành phố này đặt mục tiêu đến năm 2025 kinh tế số "
            "chiếm 40% GRDP."
        ),
        (
            "Hai Phong wants the digital economy to make up 25% of GRDP by 2025. Thuy Nguyen is "
            "growing. The city wants the digital economy to make up 40% of GRDP by 2025."
        ),
        "Ha Tinh has a plan. By 2030 Ky Anh's digital economy is 30% of GRDP.",
    ],
)
def test_the_city_is_no_other_than_the_one_that_was_named_last(text: str) -> None:
    assert verdicts_of(text)[-1] == OPEN


VI_YEAR = "Quảng Ninh đặt mục tiêu đến năm 2025 kinh tế số chiếm 20% GRDP. "
EN_YEAR = "Quang Ninh wants the digital economy to make up 20% of GRDP by 2025. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm trước kinh tế số chiếm 12% GRDP.",
        "Kinh tế số chiếm 12% GRDP.",
        "Mười năm nữa kinh tế số phải chiếm 40% GRDP.",
        "Tầm nhìn của tỉnh là kinh tế số chiếm 40% GRDP.",
        "Giữa kỳ, kinh tế số phải chiếm 15% GRDP.",
        "Giai đoạn sau, kinh tế số phải chiếm 35% GRDP.",
        "Về dài hạn, tỉnh muốn kinh tế số chiếm 40% GRDP.",
        "Trước mắt, kinh tế số của tỉnh phải chiếm 15% GRDP.",
    ],
)
def test_another_time_is_open_in_vietnamese(sentence: str) -> None:
    first, *others = verdicts_of(f"{VI_YEAR}{sentence}")
    assert (first, {*others}) == ("printed-so", {OPEN})


@pytest.mark.parametrize(
    "sentence",
    [
        "In the long run the digital economy should make up 40% of GRDP.",
        "Halfway, the digital economy should make up 15% of GRDP.",
        "Its vision is a digital economy of 40% of GRDP.",
        "The digital economy makes up 12% of GRDP.",
        "Ten years on, the digital economy must make up 40% of GRDP.",
        "In between, the province wants a digital economy of 15% of GRDP.",
    ],
)
def test_another_time_is_open_in_english(sentence: str) -> None:
    assert verdicts_of(f"{EN_YEAR}{sentence}") == ["printed-so", OPEN]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # Forecasts and conditions are open also where the place is named.
        ("Theo dự báo, đến năm 2025 kinh tế số Quảng Ninh chiếm 20% GRDP.", [OPEN]),
        ("Neu khong no luc, den nam 2025 kinh te so Quang Ninh chiem 10% GRDP.", [OPEN]),
        ("Ke hoach neu den nam 2025 kinh te so Quang Ninh chiem 20% GRDP.", ["printed-so"]),
        ("Quang Ninh may reach a digital economy of 18% of GRDP by 2025.", [OPEN]),
        # What goes on about the same place and year.
        (
            f"{VI_YEAR}Tỉnh phấn đấu 95% người trưởng thành có điện thoại thông minh.",
            ["printed-so"] * 2,
        ),
        (f"{EN_YEAR}It also wants 95% of adults to own a smartphone.", ["printed-so"] * 2),
        (
            "Quảng Ninh có dân số 1,4 triệu người. Đến năm 2025, kinh tế số phải chiếm 20% GRDP.",
            ["printed-so"],
        ),
        (
            "Quang Ninh has a coast. The province wants a digital economy of 20% of GRDP by 2025.",
            ["printed-so"],
        ),
    ],
)
def test_what_is_told_and_what_is_not(text: str, verdicts: list[str]) -> None:
    assert verdicts_of(text)[-len(verdicts) :] == verdicts


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "Lâm Đồng đặt mục tiêu đến năm 2025: 90% hồ sơ công việc tại cấp tỉnh được xử lý trên "
            "môi trường mạng; hồ sơ mật 10%.",
            ["printed-so", OPEN],
        ),
        (
            "Quang Ninh wants over 50% of adults to have a digital signature by 2025; of "
            "pensioners 20%.",
            ["printed-so", OPEN],
        ),
        (
            "Quang Ninh wants over 50% of adults to have a digital signature by 2025, of "
            "pensioners 20%.",
            ["printed-so", OPEN],
        ),
        (
            "Quảng Ninh đặt mục tiêu đến năm 2025: trên 50% người trưởng thành có chữ ký số. Với "
            "cán bộ, 100% có chữ ký số.",
            ["printed-so", OPEN],
        ),
        (
            "Lâm Đồng đặt mục tiêu đến năm 2025 60% hồ sơ công việc cấp xã được xử lý trên môi "
            "trường mạng. Trong đó 50% có chữ ký số.",
            ["printed-so", OPEN],
        ),
        (
            "Quảng Ninh đặt mục tiêu đến năm 2025 kinh tế số chiếm 20% GRDP, trong đó lõi chiếm "
            "8%.",
            ["printed-so", OPEN],
        ),
        (
            "Quang Ninh wants the digital economy to make up 20% of GRDP by 2025, of which the "
            "core 8%.",
            ["printed-so", OPEN],
        ),
    ],
)
def test_a_part_is_not_what_was_counted_before(text: str, verdicts: list[str]) -> None:
    assert verdicts_of(text) == verdicts


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Bắc Ninh, trước khi nhập với Bắc Giang, đặt mục tiêu kinh tế số chiếm 45% GRDP vào "
            "năm 2030.",
            "contradicted",
        ),
        (
            "Bac Ninh, before it merged with Bac Giang, wanted the digital economy to make up 45% "
            "of GRDP by 2030.",
            "contradicted",
        ),
        (
            "Bac Giang, since it merged into Bac Ninh, wants the digital economy to make up 45% of "
            "GRDP by 2030.",
            OPEN,
        ),
        (
            "Trước nhất, Bắc Ninh đặt mục tiêu kinh tế số chiếm 45% GRDP vào năm 2030.",
            "printed-so",
        ),
        (
            "Bắc Ninh, sau khi nhập với Bắc Giang, đặt mục tiêu kinh tế số chiếm 45% GRDP vào năm "
            "2030.",
            "printed-so",
        ),
    ],
)
def test_a_place_before_or_since_a_merger_is_that_one(text: str, verdict: str) -> None:
    assert verdicts_of(text) == [verdict]


def test_a_goal_of_a_district_is_not_the_provinces() -> None:
    assert verdicts_of(
        "Huyện Cô Tô của Quảng Ninh đặt mục tiêu kinh tế số chiếm 25% GRDP vào năm 2025."
    ) == [OPEN]


@pytest.mark.parametrize(
    ("same", "language"),
    [
        ("Đến năm 2025, kinh tế số phấn đấu chiếm 25% GRDP.", "vi"),
        ("The digital economy is to make up 25% of GRDP by 2025.", "en"),
    ],
)
def test_a_sentence_about_nobody_goes_on_about_the_place(same: str, language: str) -> None:
    assert last_verdict(PLACE[language] + same) == "contradicted"


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
    assert last_verdict(text) != "printed-so"
