"""How a sentence tells its figure: as promised, as reached, or denied."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

import pytest

from dxgraph.asking import check_text
from dxgraph.asking.claims.told import told
from dxgraph.asking.understand.question import with_marks
from dxgraph.evidence import Language, find_figures
from support.asking import asker

TOLD = list(
    csv.DictReader(
        (Path(__file__).parent / "told.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


@pytest.mark.parametrize("item", TOLD, ids=lambda item: item["sentence"][:40])
def test_a_figure_is_told_as_its_clause_tells_it(item: dict[str, str]) -> None:
    language: Language = "en" if item["language"] == "en" else "vi"
    sentence = item["sentence"]
    figures = [
        figure
        for figure in find_figures(with_marks(sentence, language), language)
        if not 1900 < figure.value < 2100
    ]
    assert figures
    assert item["told"] in {told(sentence, figure, language) for figure in figures}


@pytest.mark.parametrize(
    ("sentence", "verdict", "said"),
    [
        (
            "Tính đến cuối 2023, Bình Phước đã phủ cáp quang tới 70% hộ gia đình.",
            "promise",
            "đến năm 2023, 70%",
        ),
        (
            "Ho Chi Minh City’s digital economy made up 22% of GRDP in 2024, figures show.",
            "promise",
            "by 2024, 22%",
        ),
        (
            "Bắc Giang không đặt mục tiêu kinh tế số chiếm khoảng 35% GRDP năm 2030.",
            "not-understood",
            "khẳng định hay phủ định",
        ),
        (
            "Theo Nghị quyết 111-NQ/TU, năm 2030 Bắc Giang đã có kinh tế số khoảng 35% GRDP.",
            "not-understood",
            "mục tiêu hay kết quả",
        ),
    ],
)
def test_what_is_told_as_reached_is_no_promise(sentence: str, verdict: str, said: str) -> None:
    [checked] = asyncio.run(check_text(asker(), sentence)).checked
    assert (checked.verdict, said in checked.sentence) == (verdict, True), checked.sentence


@pytest.mark.parametrize(
    ("sentence", "verdict", "goal"),
    [
        ("Năm 2025, kinh tế số Hà Nội {} 30% GRDP.", "not-understood", True),
        ("Năm 2025, kinh tế số Hà Nội {} 17,34% GRDP.", "printed-so", False),
        ("Đến năm 2025, kinh tế số Hà Nội {} 30% GRDP.", "printed-so", True),
        ("Hà Nội phấn đấu năm 2025 kinh tế số {} 17,34% GRDP.", "result", True),
        ("Năm 2025, kinh tế số Hà Nội {} 12% GRDP.", "contradicted", False),
        ("Kinh tế số Quảng Ninh năm 2025 {} 20% GRDP.", "printed-so", True),
    ],
)
@pytest.mark.parametrize("verb", ["đạt", "chiếm", "đóng góp", "có tỷ trọng", "ở mức", ""])
def test_a_figure_told_by_no_word_is_a_goal_only_where_nothing_was_measured(
    sentence: str, verdict: str, goal: bool, verb: str
) -> None:
    [checked] = asyncio.run(check_text(asker(), sentence.format(verb))).checked
    assert checked.verdict == verdict, checked.sentence
    assert bool(checked.statements or checked.alike) == goal
    if verdict == "not-understood":
        assert checked.outcomes
        assert all(said in checked.sentence for said in ("30%", "17,34%")), checked.sentence


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        # Of a level.
        (
            "Năm 2023, 92% hồ sơ công việc cấp huyện của Quảng Bình được xử lý trên môi trường "
            "mạng.",
            "not-understood",
        ),
        (
            "Năm 2023, 95% hồ sơ công việc cấp huyện của Quảng Bình được xử lý trên môi trường "
            "mạng.",
            "printed-so",
        ),
        # Of the nation, of a place, of an index, and in the other language.
        ("Kinh tế số Việt Nam năm 2025 đóng góp 20% GDP.", "not-understood"),
        ("Năm 2022, Hải Phòng nằm trong top 10 về DTI.", "not-understood"),
        ("Năm 2024, chỉ số DTI của Bắc Kạn đạt 0,7118 điểm.", "printed-so"),
        ("Năm 2024, chỉ số DTI của Bắc Kạn đạt 0,5964.", "contradicted"),
        ("In 2025, Hà Nội's digital economy makes up 30% of GRDP.", "not-understood"),
        ("In 2025, Hà Nội's digital economy makes up 17.34% of GRDP.", "printed-so"),
    ],
)
def test_what_is_told_by_no_word_is_held_against_goal_and_result(
    sentence: str, verdict: str
) -> None:
    [checked] = asyncio.run(check_text(asker(), sentence)).checked
    assert checked.verdict == verdict, checked.sentence


@pytest.mark.parametrize(
    ("sentence", "verdict", "printed"),
    [
        ("Bắc Giang đặt mục tiêu kinh tế số trên 30% GRDP năm 2030.", "not-understood", "35%"),
        ("Bắc Giang đặt mục tiêu kinh tế số trên 40% GRDP năm 2030.", "contradicted", "35%"),
        ("Bắc Giang đặt mục tiêu vào top 20 DTI năm 2025.", "not-understood", "15"),
        ("Bắc Giang đặt mục tiêu vào top 8 DTI năm 2025.", "contradicted", "15"),
        ("Năm 2024, Hà Nội đã lọt top 20 về DTI.", "not-understood", "4/63"),
        (
            "Quảng Ninh wants more than 45% of adults to have a digital signature by 2025.",
            "not-understood",
            "over 50%",
        ),
        (
            "Hải Phòng's digital economy made up over 25% of GRDP in 2022.",
            "not-understood",
            "29.48",
        ),
        ("Hải Phòng's digital economy made up over 31% of GRDP in 2022.", "contradicted", "29.48"),
    ],
)
def test_what_lies_within_the_claimed_bound_does_not_contradict_it(
    sentence: str, verdict: str, printed: str
) -> None:
    [checked] = asyncio.run(check_text(asker(), sentence)).checked
    assert (checked.verdict, printed in checked.sentence) == (verdict, True), checked.sentence
    assert checked.statements or checked.outcomes


@pytest.mark.parametrize(
    ("sentence", "verdict", "said"),
    [
        ("Cần Thơ xếp thứ 5 DTI năm 2022.", "printed-so", "5/63"),
        ("Cần Thơ đứng thứ 5 bảng xếp hạng DTI 2022.", "printed-so", "5/63"),
        ("Đà Nẵng xếp thứ 3 DTI năm 2022.", "contradicted", "1/63"),
        ("In 2024, Hà Nội ranked 4th in the DTI.", "printed-so", "4 of 63"),
        ("In 2024, Hà Nội ranked fourth in the DTI.", "printed-so", "4 of 63"),
        ("In 2024, Hà Nội ranked fifth in the DTI.", "contradicted", "4 of 63"),
    ],
)
def test_a_place_is_read_before_the_name_of_its_ranking_and_in_the_language_of_the_sentence(
    sentence: str, verdict: str, said: str
) -> None:
    [checked] = asyncio.run(check_text(asker(), sentence)).checked
    assert (checked.verdict, said in checked.sentence) == (verdict, True), checked.sentence
