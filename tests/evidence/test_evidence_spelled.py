"""Numbers in words: which are figures, what they are worth, and where they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dxgraph.evidence import find_figures, parse_figure
from dxgraph.evidence.number import Language
from dxgraph.evidence.spelled import in_digits

READ: list[tuple[str, str, str, str, Language]] = [
    ("ba mươi phần trăm", "equal", "30", "percent", "vi"),
    ("tối thiểu năm mươi lăm phần trăm", "at-least", "55", "percent", "vi"),
    ("một trăm phần trăm", "equal", "100", "percent", "vi"),
    ("trên hai phần ba", "greater-than", "66.67", "percent", "vi"),
    ("một nửa", "equal", "50", "percent", "vi"),
    ("mười lăm nghìn doanh nghiệp", "equal", "15000", "count", "vi"),
    ("hai triệu ba trăm nghìn thuê bao", "equal", "2300000", "count", "vi"),
    ("ba mươi tỷ đồng", "equal", "30000000000", "vnd", "vi"),
    ("hai trăm linh năm xã", "equal", "205", "count", "vi"),
    ("at least ninety-five per cent", "at-least", "95", "percent", "en"),
    ("half of the communes", "equal", "50", "percent", "en"),
    ("two thirds of the dossiers", "equal", "66.67", "percent", "en"),
    ("two hundred and fifty firms", "equal", "250", "count", "en"),
    ("at least two platforms", "at-least", "2", "count", "en"),
    ("phân nửa", "equal", "50", "percent", "vi"),
    ("4 trên 5 hộ", "equal", "80", "percent", "vi"),
    ("two-thirds, at last", "equal", "66.67", "percent", "en"),
    ("one in two adults", "equal", "50", "percent", "en"),
    ("the top five through that year", "within-top", "5", "rank", "en"),
    ("tốp 4 toàn tỉnh", "within-top", "4", "rank", "vi"),
    ("not fewer than 80%", "at-least", "80", "percent", "en"),
]
NONE: list[tuple[str, Language]] = [
    ("một số nhiệm vụ, kết nối hai chiều giữa ba cấp, một cửa, ba tỷ lệ", "vi"),
    ("nửa đầu nhiệm kỳ, thế kỷ hai mươi mốt, tháng mười hai, lần thứ ba", "vi"),
    ("hai phần mềm và một phần kinh phí", "vi"),
    ("one of the three pillars, a two-way link, the first half of the year", "en"),
    ("in the third quarter of 2026, the twenty-first century", "en"),
]


@pytest.mark.parametrize("case", READ, ids=lambda case: case[0])
def test_a_figure_in_words_is_read(case: tuple[str, str, str, str, Language]) -> None:
    text, comparator, value, unit, language = case
    figure = parse_figure(text, language)
    assert (figure.comparator, figure.value, figure.unit) == (comparator, Decimal(value), unit)


@pytest.mark.parametrize("case", NONE, ids=lambda case: case[0])
def test_words_that_count_nothing_are_no_figures(case: tuple[str, Language]) -> None:
    text, language = case
    assert [item for item in find_figures(text, language) if item.numbers] == []


def test_a_figure_is_where_its_words_are_printed() -> None:
    text = "năm 2027 có 5% số xã, ít nhất ba mươi lăm phần trăm số hộ, và 12% cơ sở"
    found = [(text[item.begin : item.end], int(item.value)) for item in find_figures(text)]
    assert found == [("5%", 5), ("ít nhất ba mươi lăm phần trăm", 35), ("12%", 12)]
    (number,) = next(item for item in find_figures(text) if item.value == 35).numbers
    assert text[slice(*number)] == "ba mươi lăm"
    assert in_digits("không có số nào", "vi").places == ()
