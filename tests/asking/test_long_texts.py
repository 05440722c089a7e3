"""Long texts are checked in time in proportion to their length, and what is too long is said."""

from __future__ import annotations

import asyncio
import time

import pytest

from dxgraph.asking import Report, check_text
from dxgraph.errors import UsageError
from support.asking import asker

TRUE = "Bắc Giang đặt mục tiêu kinh tế số chiếm khoảng 35% GRDP năm 2030."
_LONG = "Hà Nội đặt mục tiêu kinh tế số 40% năm 2030" + " và các nhiệm vụ được giao" * 20 + "."


def checked(text: str, most: int | None = None) -> Report:
    return asyncio.run(check_text(asker(), text, most=most))


def test_of_a_sentence_that_is_too_long_to_be_read_nothing_is_concluded() -> None:
    [long, true] = checked(f"{_LONG}\n{TRUE}").checked
    assert long.verdict == "not-understood"
    assert "câu quá dài" in long.sentence
    assert long.claim.text.startswith("Hà Nội đặt mục tiêu kinh tế số 40% năm 2030")
    assert long.claim.text.endswith(" …")
    assert len(long.claim.text) < 250
    assert true.verdict == "printed-so"


def test_a_sentence_takes_nothing_from_a_long_one() -> None:
    before = "Bắc Giang đặt mục tiêu cho năm 2030."
    [taken] = checked(f"{before} Kinh tế số chiếm khoảng 35% GRDP năm 2030.").checked
    assert taken.verdict == "printed-so"
    [_, after] = checked(f"{before} {_LONG} Kinh tế số chiếm khoảng 35% GRDP năm 2030.").checked
    assert after.verdict == "not-understood"


@pytest.mark.parametrize("piece", ["1 ", "Bắc Giang 25% 2030 ", "35%; ", "kinh tế số 1. "])
def test_numbers_over_and_over_do_not_hang(piece: str) -> None:
    """A thousand letters of numbers took half a minute, each by itself all of them once more."""
    asyncio.run(asker().lexicon())
    begun = time.process_time()
    report = checked(piece * 150)
    assert len(report.checked) >= 150
    assert time.process_time() - begun < 10


def test_a_text_of_too_many_numbers_is_refused_and_none_is_checked() -> None:
    assert checked("35%. " * 25, most=1000).checked
    with pytest.raises(UsageError, match="26 numbers, more than 25"):
        checked("35%. " * 26, most=1000)
    assert checked("Năm 2030. " * 30, most=1000).checked == ()
    with pytest.raises(UsageError, match="letters"):
        checked("a" * 1001, most=1000)
