"""Everyday words for what is counted name their indicator and no other, nor one that is near."""

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

ALONE = [
    line.split("\t")
    for line in (Path(__file__).parent / "everyday_alone.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
]


def test_each_name_is_of_one_indicator_alone() -> None:
    lexicon = asyncio.run(asker().lexicon())[1]
    assert len(ALONE) > 70
    strange = []
    for said, slug in ALONE:
        indicator = INDICATOR[slug]
        language: Language = "en" if said.isascii() else "vi"
        fact = next(lexicon.having(indicator=indicator))
        question = f"{lexicon.label(fact.area, language)}: {said}, {fact.year}?"
        made = readings(understand(question, lexicon, language), lexicon)
        if isinstance(made, Lacking) or {each.indicator for each in made} != {indicator}:
            strange.append(question)
    assert not strange


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A bound is one, and a form is none: "dưới" and "dưới dạng".
        ("Bao nhiêu văn bản trao đổi dưới dạng điện tử Quảng Bình muốn có năm 2022?", "96%"),
        # What is brought about is what is counted.
        ("Hòa Bình dự tính gây dựng bao nhiêu đô thị thông minh đến 2030?", "1"),
        ("What is the yearly increase in labour productivity Bac Giang wants by 2025?", "%"),
    ],
)
def test_words_of_a_name_ask_nothing_else(question: str, told: str) -> None:
    said = " ".join(answer.sentence for answer in asked(question).answers)
    assert told in said


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Ha Giang: share of households with internet access, 2025?", "speed"),
        ("Ha Giang: households connected to the internet, 2025?", "speed"),
        ("Bình Dương: thuê bao điện thoại trên 100 dân, 2025?", "Tổng số"),
        ("Lai Chau: SMEs given access to platforms, 2025?", "e-commerce"),
        ("Những tỉnh nào đặt kinh tế số dưới 20% GRDP năm 2025?", "dạng"),
    ],
)
def test_what_is_near_is_not_told_for_it(question: str, other: str) -> None:
    assert not any(other in answer.sentence for answer in asked(question).answers)
