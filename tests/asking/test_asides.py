"""Clauses of a claim that say nothing of what is counted may have words that nobody listed."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import check_text
from support.asking import asker


def verdicts_of(text: str) -> list[str]:
    return [checked.verdict for checked in asyncio.run(check_text(asker(), text)).checked]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (
            "Bến cảng sẽ sáng đèn; đến năm 2025, 95% dân số trưởng thành Quảng Ninh có điện thoại "
            "thông minh.",
            "printed-so",
        ),
        (
            "Thành phố hoa phượng đặt kỳ vọng vào chợ mạng: năm 2025, thương mại điện tử phải "
            "chiếm trên 15% tổng mức bán lẻ của Hải Phòng.",
            "printed-so",
        ),
        (
            "The harbour has gone quiet: in 2025 fibre was within reach of 80% of households in "
            "Son La.",
            "promise",
        ),
        (
            "By 2025, 95% of adults in Quang Ninh should have a smartphone, bureaucrats said.",
            "printed-so",
        ),
    ],
)
def test_a_clause_beside_what_is_counted_may_say_anything(sentence: str, verdict: str) -> None:
    assert verdicts_of(sentence) == [verdict]


@pytest.mark.parametrize(
    "sentence",
    [
        # A heading without a verb says of whom it is.
        "Hộ tái định cư: đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang.",
        "Khối cảng biển: đến năm 2025 kinh tế số Quảng Ninh chiếm 20% GRDP.",
        # What is said behind the figure may take a part of it.
        "Đến năm 2025 kinh tế số Quảng Ninh chiếm 20% GRDP, đã trừ mảng cảng biển.",
        "By 2025 more than 800 digital enterprises are to be in Bac Giang, listed on the exchange.",
        "By 2025, 95% of adults in Quang Ninh should have a smartphone, Quang Ninh's fishermen "
        "included.",
        # Groups of people in the clause itself.
        "Người Dao là đối tượng đầu tiên: đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang.",
        # Another figure than the printed one: nothing is contradicted by what was not read whole.
        "Bến cảng sẽ sáng đèn; đến năm 2025, 85% dân số trưởng thành Quảng Ninh có điện thoại "
        "thông minh.",
    ],
)
def test_a_clause_that_may_limit_is_not_passed_over(sentence: str) -> None:
    assert verdicts_of(sentence) == ["not-understood"]
