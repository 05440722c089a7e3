"""Of which province a claim is, by what it says of its merger: the one before or the one since."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking import check_text
from support.asking import asker


def verdicts_of(text: str) -> list[str]:
    return [checked.verdict for checked in asyncio.run(check_text(asker(), text)).checked]


@pytest.mark.parametrize(
    "place",
    [
        "Bắc Ninh thời chưa sáp nhập",
        "Bắc Ninh, thời điểm chưa nhập với Bắc Giang,",
        "Bắc Ninh (trước khi nhập Bắc Giang)",
        "Bắc Ninh hồi chưa gộp cùng Bắc Giang",
        "Trước hợp nhất, Bắc Ninh",
        "Trước khi về chung một nhà với Bắc Giang, Bắc Ninh",
    ],
)
def test_a_province_before_its_merger(place: str) -> None:
    # The old Bắc Ninh wanted at least 30 %, the new one 45 %.
    assert verdicts_of(f"{place} muốn kinh tế số chiếm ít nhất 30% GRDP năm 2030.") == [
        "printed-so"
    ]
    assert verdicts_of(f"{place} muốn kinh tế số chiếm 45% GRDP năm 2030.") == ["contradicted"]


@pytest.mark.parametrize(
    "place",
    [
        "Bắc Ninh sau hợp nhất",
        "Bắc Ninh (sau sáp nhập với Bắc Giang)",
        "Bắc Ninh, mới sáp nhập với Bắc Giang,",
        "Sau khi nhập Bắc Giang, Bắc Ninh",
        "Bắc Ninh, hợp nhất từ Bắc Ninh và Bắc Giang, sau sáp nhập",
    ],
)
def test_a_province_since_its_merger(place: str) -> None:
    assert verdicts_of(f"{place} muốn kinh tế số chiếm 45% GRDP năm 2030.") == ["printed-so"]
    assert verdicts_of(f"{place} muốn kinh tế số chiếm 35% GRDP năm 2030.") == ["contradicted"]


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("Pre-merger Bac Ninh", "contradicted"),
        ("Bac Ninh, prior to its merger,", "contradicted"),
        ("Bac Ninh, before its merger with Bac Giang,", "contradicted"),
        ("Before it took in Bac Giang, Bac Ninh", "contradicted"),
        ("Bac Giang, before being absorbed by Bac Ninh,", "contradicted"),
        ("The newly merged Bac Ninh", "printed-so"),
        ("The recently enlarged Bac Ninh province", "printed-so"),
        ("Bac Ninh, now merged with Bac Giang,", "printed-so"),
        ("Bac Ninh, which has since absorbed Bac Giang,", "printed-so"),
        ("Following the merger with Bac Giang, Bac Ninh", "printed-so"),
    ],
)
def test_a_province_and_its_merger_in_english(place: str, verdict: str) -> None:
    text = f"{place} wanted the digital economy to make up 45% of GRDP by 2030."
    assert verdicts_of(text) == [verdict]


@pytest.mark.parametrize(
    "sentence",
    [
        # With whom it was never merged, or what was never merged.
        "Bắc Ninh, trước khi sáp nhập với Hải Dương, muốn kinh tế số chiếm 45% GRDP năm 2030.",
        "Bac Ninh, now merged with Hai Duong, wants a digital economy of 45% of GRDP by 2030.",
        "Hà Nội sau sáp nhập muốn kinh tế số chiếm 40% GRDP vào năm 2030.",
        "Huế sau sáp nhập muốn kinh tế số chiếm 20% GRDP vào năm 2025.",
        "The newly merged Hanoi wants a digital economy of 40% of GRDP by 2030.",
        # What is no more since.
        "Bắc Giang sau sáp nhập muốn kinh tế số chiếm khoảng 35% GRDP vào năm 2030.",
        # Something else that is merged.
        "Quảng Ninh, sau khi hợp nhất dữ liệu, muốn kinh tế số chiếm 20% GRDP vào năm 2025.",
        "Sau khi sáp nhập các sở, Quảng Ninh muốn kinh tế số chiếm 20% GRDP vào năm 2025.",
        "After merging its portals, Quang Ninh wants a digital economy of 20% of GRDP by 2025.",
        # Both at once.
        "The former Bac Ninh after the merger wants a digital economy of 45% of GRDP by 2030.",
    ],
)
def test_a_merger_that_was_none_leaves_a_claim_undecided(sentence: str) -> None:
    assert verdicts_of(sentence) == ["not-understood"]
