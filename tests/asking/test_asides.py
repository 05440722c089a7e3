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


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        # What for, with what effect, against what, or where it was said.
        (
            "Nhằm xóa vùng trắng mạng, Sơn La muốn 80% hộ gia đình được phủ cáp quang năm 2025.",
            "printed-so",
        ),
        (
            "Nhằm xóa vùng trắng mạng, Sơn La muốn 85% hộ gia đình được phủ cáp quang năm 2025.",
            "contradicted",
        ),
        (
            "Để không tụt lại, Quảng Ninh đặt mục tiêu kinh tế số chiếm 20% GRDP năm 2025.",
            "printed-so",
        ),
        (
            "Trong cuộc đua hút vốn, Quảng Ninh đặt mục tiêu kinh tế số chiếm 25% GRDP năm 2025.",
            "contradicted",
        ),
        (
            "Đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang, giúp bà con bản xa bán mận.",
            "printed-so",
        ),
        (
            "Phát biểu tại lễ khai mạc, lãnh đạo Sở Công Thương Quảng Ninh cho biết kinh tế số "
            "phải đạt 20% GRDP năm 2025.",
            "printed-so",
        ),
        (
            "Quảng Ninh yêu cầu các sở, ngành vào cuộc để kinh tế số đạt 20% GRDP năm 2025.",
            "printed-so",
        ),
        (
            "To keep pace with its rivals, Quang Ninh wants the digital economy at 25% of GRDP by "
            "2025.",
            "contradicted",
        ),
        (
            "By 2025, 95% of adults in Quang Ninh should have a smartphone, sparing them queues.",
            "printed-so",
        ),
        (
            "In 2025, 80% of households in Son La had fibre, the province's review found.",
            "promise",
        ),
        # What stands before a reason is a statement of its own.
        (
            "Chợ quê sẽ tới tận bến tàu, bởi Quảng Ninh đặt chỉ tiêu 95% dân số trưởng thành có "
            "điện thoại thông minh năm 2025.",
            "printed-so",
        ),
        (
            "Fishwives will soon be texting, because Quang Ninh wants 95% of adults to have a "
            "smartphone by 2025.",
            "printed-so",
        ),
        # The city that is named.
        ("Thủ đô Hà Nội muốn kinh tế số chiếm 40% GRDP của thành phố năm 2030.", "printed-so"),
    ],
)
def test_a_clause_that_says_what_for_narrows_nothing(sentence: str, verdict: str) -> None:
    assert verdicts_of(sentence) == [verdict]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nhằm vào hộ nghèo, Sơn La muốn 80% hộ gia đình được phủ cáp quang năm 2025.",
        "Đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang, dù mới ở thị trấn.",
        "Đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang, một con số chỉ tính hộ ven sông.",
        "Để bán mận qua mạng, đến năm 2025 Sơn La muốn phủ cáp quang 80% hộ trồng mận.",
        "Trong khu kinh tế, Quảng Ninh đặt mục tiêu kinh tế số chiếm 20% GRDP năm 2025.",
        "To fishermen, Quang Ninh promised that 95% of adults would have a smartphone by 2025.",
        "By 2025, 95% of adults in Quang Ninh should have a smartphone, a figure counting only "
        "wards.",
        "Hanoi wants the digital economy at 40% of GRDP by 2030, a figure that excludes telecoms.",
        "Hanoi wants the digital economy at 40% of GRDP by 2030, instead of counting telecoms.",
        "By 2025, 95% of adults in Quang Ninh should have a smartphone, cutting out the old.",
        "By 2025, 95% of adults in Quang Ninh should have a smartphone, making do with one a home.",
        "Đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang, bớt đi bản xa.",
        "Chỉ hộ ven sông sẽ có, vì Sơn La muốn 80% hộ gia đình được phủ cáp quang năm 2025.",
        "Đến năm 2025, 80% hộ gia đình Sơn La được phủ cáp quang, để lại bản xa cho vệ tinh.",
        "Sở Công Thương Quảng Ninh đặt mục tiêu kinh tế số đạt 20% GRDP năm 2025.",
        "Quảng Ninh yêu cầu các sở, ngành xử lý 20% hồ sơ công việc trên môi trường mạng năm 2025.",
        "Hà Nội muốn kinh tế số chiếm 40% GRDP của thành phố vệ tinh năm 2030.",
    ],
)
def test_a_clause_or_a_body_that_may_narrow_leaves_a_claim_undecided(sentence: str) -> None:
    assert verdicts_of(sentence) == ["not-understood"]
