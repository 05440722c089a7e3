"""Turns of speech are rewritten around the names of areas, never within them."""

from __future__ import annotations

import asyncio
import re

import pytest

from dxgraph.asking.language.words import without_marks
from dxgraph.asking.understand.understanding import understand
from dxgraph.terms import AREA
from support.asking import asked, names


@pytest.mark.parametrize(
    "text",
    [
        "{} mục tiêu kinh tế số năm 2030",
        "{} nghị quyết nào",
        "{} kế hoạch nào",
        "ở {} chỉ tiêu nào",
        "{} con số nào của kinh tế số 2030",
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_no_turn_cuts_the_name_of_a_province(text: str, plain: bool) -> None:
    lexicon = asyncio.run(names())
    for iri, kind in lexicon.classes.items():
        if kind != "Province":
            continue
        label = lexicon.label(iri, "vi")
        question = text.format(re.sub(r"^(?:Tỉnh|Thành phố) | \((?:cũ|mới)\)", "", label))
        if plain:
            question = without_marks(question.lower())
        assert any(iri in several for several in understand(question, lexicon).areas), question


def test_lao_cai_is_not_a_kind_of_goal() -> None:
    told = [s for a in asked("Lào Cai mục tiêu 5G năm 2030").answers for s in a.statements]
    assert {statement.area for statement in told} == {AREA["lao-cai-from-2025"]}
