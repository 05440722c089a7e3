"""Claims whose figure is told around what it counts, twice or among so many, and whose holders,
levels and sectors are said in words of the press."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import check_text
from support.asking import asker

OPEN = "not-understood"


def verdicts_of(text: str) -> list[str]:
    return [checked.verdict for checked in asyncio.run(check_text(asker(), text)).checked]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        # A bound around what is counted.
        ("Đến năm 2025, Yên Bái phủ cáp quang tới từ 85% hộ gia đình trở lên.", "printed-so"),
        ("Năm 2025 cáp quang đã phủ từ 85% hộ gia đình ở Yên Bái trở lên.", "promise"),
        ("By 2025, Yen Bai wants from 85% of households upwards to have fibre.", "printed-so"),
        (
            "Đến năm 2025, Yên Bái phủ cáp quang tới từ 85% hộ gia đình trở xuống.",
            "another-comparator",
        ),
        # Of whom it is, not how many: an age has its own bound.
        ("Đến năm 2025, Yên Bái có từ 85% người từ 15 tuổi trở lên dùng cáp quang.", OPEN),
        # A share told as so many of so many; where they differ, nothing is decided.
        (
            "Kiên Giang muốn đến năm 2025 cứ mười người trưởng thành thì năm người có chữ ký số "
            "hoặc chữ ký điện tử cá nhân, tức là 50%.",
            "printed-so",
        ),
        (
            "Kien Giang hopes that by 2025 one in two adults, or 50%, will have a personal digital "
            "or electronic signature.",
            "printed-so",
        ),
        (
            "Kiên Giang muốn đến năm 2025 cứ ba người trưởng thành thì một người có chữ ký số hoặc "
            "chữ ký điện tử cá nhân, tức là 50%.",
            OPEN,
        ),
        # A place among all, and the value of an index by the name of its place.
        ("Năm 2022, Lai Châu xếp hạng 53/63 tỉnh, thành phố về DTI.", "printed-so"),
        ("Lai Châu đứng 52/63 trên bảng xếp hạng DTI 2022.", "contradicted"),
        ("Lai Chau ranked 53/63 in the 2022 DTI.", "printed-so"),
        ("Bạc Liêu được chấm 0,5208 điểm DTI trong kỳ đánh giá năm 2023.", "printed-so"),
        ("DTI năm 2023 của Bạc Liêu là 0,6208 điểm.", "contradicted"),
        # Who aims to keep a place claims no rise.
        ("Năm 2022, Bắc Ninh đặt mục tiêu giữ vị trí thứ 7 toàn quốc về DTI.", "result"),
    ],
)
def test_a_figure_may_be_told_around_what_it_counts(sentence: str, verdict: str) -> None:
    assert verdicts_of(sentence) == [verdict]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        # Of whom a figure is may be said alone: what the other ones have is none of theirs.
        (
            "In its 2023 plan, Kon Tum targeted smartphone ownership among 87% of its population.",
            "contradicted",
        ),
        (
            "In its 2023 plan, Kon Tum targeted smartphone ownership among 80% of its people.",
            "printed-so",
        ),
        # The files of a programme are not all files…
        (
            "UBND tỉnh Nam Định yêu cầu tới năm 2025 các xã xử lý trực tuyến 60% hồ sơ công việc "
            "của chương trình xây dựng nông thôn mới.",
            "printed-so",
        ),
        (
            "UBND tỉnh Nam Định yêu cầu tới năm 2025 các xã xử lý trực tuyến 52% hồ sơ công việc "
            "của chương trình xây dựng nông thôn mới.",
            "contradicted",
        ),
        # …nor the same, counted of others.
        (
            "Cần Thơ (mới) yêu cầu 80% hồ sơ công việc của chương trình nông thôn mới tại cấp "
            "huyện phải xử lý qua mạng trong năm 2025.",
            "not-held",
        ),
        # The level of a city is that of a province.
        ("At city level, Hanoi intends to handle 90% of work files online by 2025.", "printed-so"),
        (
            "Năm 2025, Hà Nội phải xử lý 90% hồ sơ công việc ở cấp thành phố trên môi trường mạng.",
            "printed-so",
        ),
        ("Ở cấp thành phố, Nam Định phải xử lý 90% hồ sơ công việc trên mạng năm 2025.", OPEN),
        # One level by several names.
        (
            "Năm 2023, Quảng Bình giao UBND các xã, phường, thị trấn xử lý 80% hồ sơ công việc "
            "trên môi trường mạng.",
            "printed-so",
        ),
        (
            "Năm 2023, Quảng Bình giao các huyện, thị xã, thành phố xử lý 80% hồ sơ công việc trên "
            "môi trường mạng.",
            "another-year-or-level",
        ),
        # Each sector.
        ("Năm 2025, kinh tế số ở mỗi ngành, mỗi lĩnh vực của Vĩnh Phúc đã vượt 15%.", "promise"),
        (
            "The former Hung Yen wants the digital economy share in every sector to be at least "
            "10% by 2025.",
            "printed-so",
        ),
        # A bank or another one.
        (
            "Nghệ An muốn năm 2025 có 80% người dân từ 15 tuổi trở lên có tài khoản giao dịch ở "
            "ngân hàng hay các tổ chức được phép khác.",
            "printed-so",
        ),
    ],
)
def test_of_whom_and_of_which_level_a_figure_is(sentence: str, verdict: str) -> None:
    assert verdicts_of(sentence) == [verdict]


def test_who_plans_a_share_names_no_plan() -> None:
    text = "Cần Thơ city (former) plans 93% of commune-level units covered by fibre by 2025."
    assert len(verdicts_of(text)) == 1
