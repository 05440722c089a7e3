"""Claims of whole articles: what one sentence leaves to another, tables, and figures told apart."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import Checked, check_text
from support.asking import asker

SO, CONTRADICTED, OPEN = "printed-so", "contradicted", "not-understood"
OTHER = "another-year-or-level"


def checked_of(text: str) -> tuple[Checked, ...]:
    return asyncio.run(check_text(asker(), text)).checked


def verdicts_of(text: str) -> list[str]:
    return [checked.verdict for checked in checked_of(text)]


PLAN = "Bắc Giang ban hành Nghị quyết 111-NQ/TU. "
HAI_PHONG = "Hai Phong issued Plan 106/KH-UBND in 2025. "


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # A word that points back to the province.
        (f"{PLAN}Đến năm 2025 kinh tế số của tỉnh chiếm khoảng 25% GRDP.", [SO]),
        (f"{PLAN}Đến năm 2030, địa phương này muốn kinh tế số chiếm khoảng 35% GRDP.", [SO]),
        (f"{PLAN}\nTheo kế hoạch, tỉnh đặt mục tiêu trên 800 doanh nghiệp số vào năm 2025.", [SO]),
        (f"{HAI_PHONG}The plan wants the digital economy to reach 35% of GRDP in 2025.", [SO]),
        (f"{HAI_PHONG}By 2025 the port city wants a digital economy of 35% of GRDP.", [SO]),
        (f"{HAI_PHONG}By 2025 the city wants a digital economy of 45% of GRDP.", [CONTRADICTED]),
        # Nothing points back, but the text names no other place.
        (f"{PLAN}Năng suất lao động phải tăng trên 12,5% mỗi năm đến năm 2025.", [SO]),
        ("Trà Vinh có kế hoạch\n\nĐến năm 2025, kinh tế số chiếm 10% GRDP.", [SO]),
        (
            "Bình Định vào cuộc\n\nTỉnh ban hành Kế hoạch 33/KH-UBND.\n\n"
            "Trong năm 2024, trên 80% hộ gia đình có khả năng tiếp cận Internet băng rộng cố định.",
            [SO],
        ),
        # The year of the sentence before.
        (
            "Đến năm 2025, kinh tế số của Bắc Giang chiếm khoảng 25% GRDP. Cùng năm, tỉnh muốn có "
            "trên 800 doanh nghiệp số.",
            [SO, SO],
        ),
        (
            "Hai Phong wants a digital economy of 35% of GRDP in 2025. By the same year, more than "
            "50% of adults are to hold a digital signature.",
            [SO, SO],
        ),
        # What is counted.
        (
            "Năm 2025, Trà Vinh muốn kinh tế số chiếm 10% GRDP. Con số ấy của Bắc Giang là khoảng "
            "25%.",
            [SO, SO],
        ),
    ],
)
def test_what_a_sentence_leaves_to_those_before(text: str, verdicts: list[str]) -> None:
    assert verdicts_of(text) == verdicts


@pytest.mark.parametrize(
    "sentence",
    [
        # Of the nation, a ministry, a district, a firm, somebody who is named, other provinces.
        "Cả nước phấn đấu đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Bộ Công Thương muốn đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Huyện Việt Yên muốn đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Tập đoàn cam kết đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Theo bà Phạm Thị Lý, đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Nhiều tỉnh muốn đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Nghị quyết 52-NQ/TW nêu đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Tỉnh bạn muốn đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Hai tỉnh muốn đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
        "Tỉnh mới muốn đến năm 2030 kinh tế số chiếm khoảng 35% GRDP.",
    ],
)
def test_what_may_be_of_others_is_not_taken_for_the_provinces(sentence: str) -> None:
    [checked] = checked_of(f"{PLAN}{sentence}")
    assert checked.verdict in {OPEN, CONTRADICTED, "not-held"}
    assert not any("bac-giang" in area for area in checked.claim.areas)


@pytest.mark.parametrize(
    "text",
    [
        # A second province, named for itself or to compare with, and one between.
        "Bắc Giang tiến nhanh hơn Trà Vinh.\n\nĐến năm 2025, tỉnh muốn kinh tế số chiếm 10% GRDP.",
        "Bắc Giang và Trà Vinh ký kết. Đến năm 2025, tỉnh muốn kinh tế số chiếm 10% GRDP.",
        "Bắc Giang có nghị quyết. Tỉnh học theo Trà Vinh. Đến năm 2025, kinh tế số chiếm 10% GRDP.",
        "Bắc Giang có nghị quyết.\n\nTrà Vinh có kế hoạch.\n\nĐến 2025 kinh tế số chiếm 10% GRDP.",
        # A sentence of another year, of none, or of what was reached.
        "Năm 2025 Trà Vinh đã xong. Hiện nay kinh tế số của tỉnh chiếm 10% GRDP.",
        "Trà Vinh nhìn tới 2025 và 2030. Kinh tế số của tỉnh phải chiếm 10% GRDP.",
        "Đến năm 2025 Trà Vinh có kế hoạch.\n\nKinh tế số của tỉnh phải chiếm 10% GRDP.",
    ],
)
def test_what_is_open_stays_open(text: str) -> None:
    assert verdicts_of(text) == [OPEN]


def test_what_another_sentence_says_is_told() -> None:
    [checked] = checked_of(f"{PLAN}Đến năm 2025 kinh tế số của tỉnh chiếm khoảng 25% GRDP.")
    assert checked.claim.taken_over == ("area",)
    assert "theo câu khác" in checked.sentence
    [alone] = checked_of("Đến năm 2025 kinh tế số của Bắc Giang chiếm khoảng 25% GRDP.")
    assert alone.claim.taken_over == ()
    assert "theo câu khác" not in alone.sentence


def test_a_headline_takes_the_year_of_the_sentence_that_repeats_it() -> None:
    text = "{}\n\nĐến năm 2025, kinh tế số của Bắc Giang chiếm khoảng 25% GRDP."
    assert verdicts_of(text.format("Bắc Giang: kinh tế số khoảng 25%")) == [SO, SO]
    assert verdicts_of(text.format("Bắc Giang: kinh tế số khoảng 26%")) == [OPEN, SO]
    assert verdicts_of(text.format("Bắc Giang: kinh tế số khoảng 25%.")) == [OPEN, SO]


FILES = "Phú Yên muốn xử lý trên mạng"
RANKS = "Trong bảng xếp hạng DTI năm 2022,"


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        # Two provinces.
        ("Năm 2025, kinh tế số của Trà Vinh chiếm 10% GRDP, của Bắc Giang khoảng 25%.", [SO, SO]),
        ("Năm 2025 Trà Vinh muốn kinh tế số đạt 10% GRDP; Bắc Giang khoảng 26%.", [SO, "x"]),
        (f"{RANKS} Bình Định đứng thứ 29 còn Phú Yên đứng thứ 59.", [SO, SO]),
        (f"{RANKS} Bình Định đứng thứ 59 còn Phú Yên đứng thứ 29.", ["x", "x"]),
        # Two years.
        ("Kinh tế số của Bắc Giang: khoảng 25% GRDP năm 2025, năm 2030 là khoảng 35%.", [SO, SO]),
        (
            "Bắc Giang wants a digital economy of about 25% in 2025, and in 2030 about 35%.",
            [SO, SO],
        ),
        (
            "Hai Phong wanted to be among the top 10 of the DTI in 2022 and among the top five in "
            "2025.",
            [SO, SO],
        ),
        # Levels.
        (
            "Năm 2022 Hòa Bình xử lý trên môi trường mạng 80% hồ sơ công việc cấp tỉnh, 70% hồ sơ "
            "công việc cấp huyện và 50% hồ sơ công việc cấp xã.",
            [SO, SO, SO],
        ),
        (
            "Năm 2022 Hòa Bình xử lý trên môi trường mạng 80% hồ sơ công việc ở cấp tỉnh, ở cấp "
            "huyện là 80%.",
            [SO, OTHER],
        ),
        # The province and the nation.
        ("Năm 2025 Trà Vinh muốn kinh tế số đạt 10% GRDP, còn cả nước đạt 20%.", [SO, SO]),
        # An earlier year behind a goal tells no goal, unless it says so.
        ("Bắc Giang muốn kinh tế số năm 2025 đạt khoảng 25%, năm 2022 là 42,13%.", [SO, OPEN]),
        ("Bắc Giang muốn kinh tế số năm 2025 đạt khoảng 25%, năm 2022 đã đạt 42,13%.", [SO, SO]),
        # Which belongs to which is open.
        ("Bắc Giang và Trà Vinh muốn kinh tế số chiếm 25% và 10% GRDP năm 2025.", [OPEN] * 2),
        ("Năm 2025 và 2030 kinh tế số của Bắc Giang chiếm khoảng 25%, khoảng 35%.", [OPEN] * 2),
        ("Kinh tế số của Trà Vinh chiếm 10% GRDP năm 2025, quả táo 20% năm 2030.", [OPEN] * 2),
        ("Kinh tế số của Trà Vinh chiếm 10% GRDP năm 2025, thêm 20% năm 2030.", [OPEN] * 2),
    ],
)
def test_each_figure_has_its_place_year_and_level(sentence: str, verdicts: list[str]) -> None:
    found = verdicts_of(sentence)
    assert len(found) == len(verdicts)
    for verdict, expected in zip(found, verdicts, strict=True):
        assert (verdict not in {SO, OPEN}) if expected == "x" else verdict == expected, found


TABLE = """Nghị quyết 111-NQ/TU của Bắc Giang có các chỉ tiêu sau:

{}
"""


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        ("Chỉ tiêu | Năm 2025\nKinh tế số trong GRDP | khoảng 25%", [SO]),
        ("Chỉ tiêu | 2025 | 2030\nKinh tế số trong GRDP | khoảng 25% | khoảng 35%", [SO, SO]),
        ("Chỉ tiêu\t2025\nSố doanh nghiệp số\ttrên 800", [SO]),
        (
            "| STT | Chỉ tiêu | Đơn vị | 2025 |\n|---|---|---|---|\n"
            "| 1 | Kinh tế số trong GRDP | % | khoảng 25 |\n"
            "| 2 | Số doanh nghiệp số | | trên 900 |",
            [SO, CONTRADICTED],
        ),
        # A row that does not fit the head, no year, and no table.
        ("Chỉ tiêu | 2025\nKinh tế số trong GRDP | khoảng 25% | khoảng 35%", []),
        ("Chỉ tiêu | Mức\nKinh tế số trong GRDP | khoảng 25%", [OPEN]),
        ("Kinh tế số trong GRDP | khoảng 25%", [OPEN]),
        # Lists go on as tables do.
        (
            "- Kinh tế số năm 2025 chiếm khoảng 25% GRDP;\n- Năm 2025 có trên 800 doanh nghiệp số.",
            [SO, SO],
        ),
    ],
)
def test_a_table_is_read_with_its_heads(rows: str, verdicts: list[str]) -> None:
    assert verdicts_of(TABLE.format(rows)) == verdicts


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Hà Giang ở vị trí thứ 57 trên bảng xếp hạng DTI năm 2022.", SO),
        ("Chỉ số DTI năm 2023 đưa Lạng Sơn lên hạng 4.", SO),
        ("Quang Ninh came third in the national DTI ranking of 2022.", SO),
        ("Quang Ninh ranked third in the DTI of 2022.", SO),
        ("Năm 2022, Quảng Ninh đứng thứ ba về xếp hạng DTI.", SO),
        ("Năm 2022, Quảng Ninh đứng thứ tư về xếp hạng DTI.", CONTRADICTED),
        ("Quang Ninh ranked fourth in the DTI of 2022.", CONTRADICTED),
        ("Năm 2022, Quảng Ninh đặt mục tiêu đứng thứ ba về xếp hạng DTI.", "result"),
    ],
)
def test_ranks_are_read_in_words(sentence: str, verdict: str) -> None:
    assert verdicts_of(sentence) == [verdict]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        # Verbs of plans and of reports in all their forms.
        ("Cao Bang projects that its core digital economy will be 7-10% of GRDP in 2030.", SO),
        ("In 2022 the digital economy of Binh Thuan was estimated at 5.16% of GRDP.", SO),
        ("Statisticians put the digital economy at 17.34% of Hanoi's GRDP in 2025.", SO),
        ("Bac Giang asked for a digital economy of about 25% of GRDP by 2025.", SO),
        ("Đại hội Đảng bộ lần thứ I của Phú Thọ muốn năm 2030 kinh tế số chiếm trên 30% GRDP.", SO),
        # The level by its adjective.
        (
            "In 2022 Hai Phong asked for 60% of work files at the provincial level to be handled "
            "online, under Plan 74/KH-UBND.",
            SO,
        ),
        # "Mới" within a name is not "new", before "bằng" it is "only".
        ("Hải Dương đề ra tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo năm 2030 trên 40%.", SO),
        # Other words for what is done.
        (
            "By 2025 over 55% of small and medium-sized firms in Dong Thap are to sell on "
            "e-commerce platforms.",
            SO,
        ),
        ("Bac Giang wants over 60% of inspections done in the digital environment by 2025.", SO),
    ],
)
def test_the_press_uses_other_words(sentence: str, verdict: str) -> None:
    assert verdicts_of(sentence) == [verdict]


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        (
            "Gia Lai's e-commerce is to exceed 10% of retail sales in 2025 and 20% in 2030, by its "
            "Plan 1331.",
            [SO, SO],
        ),
        (
            "Bắc Giang đặt mục tiêu kinh tế số khoảng 25% GRDP năm 2025 và 35% GRDP năm 2030.",
            [SO] * 2,
        ),
        # Another comparator is not shared, and who says that a figure is exact shares none.
        (
            "Bắc Giang đặt mục tiêu kinh tế số trên 25% GRDP năm 2025 và 35% GRDP năm 2030.",
            ["another-comparator"] * 2,
        ),
        (
            "Bắc Giang đặt mục tiêu kinh tế số khoảng 25% GRDP năm 2025 và bằng 35% GRDP năm 2030.",
            [SO, "another-comparator"],
        ),
    ],
)
def test_a_comparator_may_be_said_once_for_two_figures(sentence: str, verdicts: list[str]) -> None:
    assert verdicts_of(sentence) == verdicts
