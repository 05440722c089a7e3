"""Everyday words for what is counted, what somebody says of himself, and forms of one question."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from dxgraph.asking.interpret.intents import readings
from dxgraph.asking.understand.question_reading import Lacking
from dxgraph.asking.understand.understanding import understand
from dxgraph.evidence import Language
from dxgraph.terms import INDICATOR
from support.asking import asked, asker

EVERYDAY = [
    line.split("\t")
    for line in (Path(__file__).parent / "everyday.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
]


def test_what_is_counted_is_known_by_everyday_words() -> None:
    """Where it is held, among its neighbours: each by its own words, in two manners."""
    lexicon = asyncio.run(asker().lexicon())[1]
    assert len(EVERYDAY) > 100
    strange = []
    for said, slug in EVERYDAY:
        indicator = INDICATOR[slug]
        language: Language = "en" if said.isascii() and "DTI" not in said else "vi"
        held = [(fact.area, fact.year) for fact in lexicon.having(indicator=indicator)] or [
            (o.area, o.year) for o in lexicon.outcomes if o.indicator == indicator
        ]
        place, year = held[0]
        area = lexicon.label(place, language)
        for question in (
            f"{area}: {said}, {year}?",
            f"{area} đặt mục tiêu {said} năm {year} bao nhiêu?"
            if language == "vi"
            else f"What is the target of {area} for {said} by {year}?",
        ):
            made = readings(understand(question, lexicon, language), lexicon)
            if isinstance(made, Lacking) or indicator not in {each.indicator for each in made}:
                strange.append(question)
    assert not strange


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Năm 2022 Hậu Giang nhắm top 20 DTI, rốt cuộc được hạng mấy?", "17"),
        ("Kế hoạch 50/KH-UBND của Trà Vinh thực hiện nghị quyết nào của Tỉnh ủy?", "09-NQ/TU"),
        ("Under which resolution was Bac Kan merged into Thai Nguyen?", "202/2025/QH15"),
        # Nothing that is compared stands beside it.
        ("TP HCM (mới) muốn điểm DTI 2030 vượt mốc nào?", "0,75"),
        ("Hải Dương 113-CTr/TU ghi kinh tế số 2030 bằng từ ngữ gì?", "từ 30% GRDP trở lên"),
        # A bound without a number, and a sign between words.
        ("Số doanh nghiệp số tối thiểu Thanh Hóa muốn có năm 2025?", "100"),
        ("Tây Ninh cũ hẹn tới năm nào, bao nhiêu % nơi công cộng có wifi?", "100%"),
        # A set of data is what is counted, and no manner of speech.
        ("Bắc Ninh bây giờ tính mở bao nhiêu bộ dữ liệu mỗi năm, tổng cộng mấy bộ tới 2030?", "20"),
        # "hàng năm" of "ngân hàng năm 2030".
        ("Bắc Ninh mới đặt người từ 15 tuổi có tài khoản ngân hàng năm 2030 bao nhiêu?", "95%"),
        ("Bình Thuận với Lâm Đồng cũ năm 2025 cấp huyện hscv online giống nhau chứ?", "80%"),
        ("Chương trình 749 bảo đến 2025 bộ ngành phải xử lý bao nhiêu phần trăm hồ sơ công việc "
         "trên mạng?", "90%"),
        ("Khánh Hòa hồi chưa có Ninh Thuận, năm 2024, bao nhiêu dữ liệu phải chia sẻ qua nền tảng "
         "dùng chung của tỉnh?", "90%"),
        # Documents by what they are called, and their records.
        ("Chiến lược quốc gia về chuyển đổi số 2026-2030 là quyết định mấy của Thủ tướng?",
         "1266/QĐ-TTg"),
        ("Son La strategy to 2035 with vision 2045: what is its number?", "2665/QĐ-UBND"),
        ("Cơ quan nào ra Kế hoạch 33/KH-UBND Bình Định năm 2024, ngày mấy?", "23/2/2024"),
        ("Liệt kê văn bản của Yên Bái", "231/KH-UBND"),
        ("Decision 942/QĐ-TTg - date of issue and who put his name to it?", "Vũ Đức Đam"),
        ("Huế trực thuộc trung ương từ bao giờ, căn cứ nào", "175/2024/QH15"),
        ("Bắc Giang đặt bao nhiêu doanh nghiệp số 2025 và đã đạt bao nhiêu?", "800"),
        ("Đà Nẵng lọt top mấy DTI 2022?", "hạng 1"),
        ("EGDI là cái chi?", "Liên hợp quốc"),
    ],
)  # fmt: skip
def test_another_way_to_ask_gets_the_same_answer(question: str, says: str) -> None:
    assert says in " ".join(answer.sentence for answer in asked(question).answers)


def test_of_a_short_time_each_year_is_asked_for_and_of_a_plan_the_end() -> None:
    lexicon = asyncio.run(asker().lexicon())[1]
    found = understand("Bac Ninh's DTI ranks from 2020 to 2022, please", lexicon)
    assert found.years == [2020, 2021, 2022]
    assert understand("Hạng DTI Bắc Ninh từ 2021 đến 2025", lexicon).years == [2025]


def test_each_of_several_years_in_a_row_is_asked_for() -> None:
    lexicon = asyncio.run(asker().lexicon())[1]
    found = understand("Gia Lai cũ đặt kinh tế số từ 2023 qua 2025 tới 2030 bao nhiêu?", lexicon)
    assert (found.years, found.figures) == ([2023, 2025, 2030], [])
    assert understand("Gia Lai cũ, kinh tế số 2021 đến 2025", lexicon).years == [2025]
