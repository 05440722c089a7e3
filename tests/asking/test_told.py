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
