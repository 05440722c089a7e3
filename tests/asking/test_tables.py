"""Among how many provinces a rank is held, said by the table that has it."""

from __future__ import annotations

import pytest

from support.asking import asked

OF_63 = ("63 tỉnh", "63 provinces")
OF_34 = ("34 tỉnh", "34 provinces")


@pytest.mark.parametrize(
    ("question", "among", "said"),
    [
        ("Đà Nẵng xếp hạng mấy DTI 2023 theo bảng 63 tỉnh thành?", OF_63, "hạng 1"),
        ("Đà Nẵng vào top DTI 2024 ở vị trí thứ mấy (danh sách 63 tỉnh)?", OF_63, "hạng"),
        (
            "Bảng 34 tỉnh thành của DTI 2024, tính bình quân các tỉnh sáp nhập: ai đứng đầu?",
            OF_34,
            "Hà Nội",
        ),
        ("Trong danh sách 34 tỉnh sau sáp nhập, tỉnh nào đứng đầu DTI 2024?", OF_34, "Hà Nội"),
        ("Who leads the 34-province table of the DTI 2024?", OF_34, "Hà Nội"),
        ("Who was first in the DTI 2024, averaging the merged provinces?", OF_34, "Hà Nội"),
        ("Which place did Da Nang take in the 63-province list of the DTI 2023?", OF_63, "rank 1"),
        ("Where was Da Nang in the DTI 2023 table of 63 provinces?", OF_63, "rank 1"),
    ],
)
def test_a_table_says_among_how_many(question: str, among: tuple[str, ...], said: str) -> None:
    told = " ".join(answer.sentence for answer in asked(question).answers)
    assert said in told
    assert any(one in told for one in among)
    others = OF_34 if among is OF_63 else OF_63
    assert not any(one in told for one in others)
