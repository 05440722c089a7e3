"""How the pages write names, numbers and dates in Vietnamese and English, and in which order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dxgraph.bilingual import Language, language_for, sort_key
from dxgraph.model.figures import in_signs


@pytest.mark.parametrize(
    "ordered",
    [
        ["Dân", "Dữ liệu", "Đà Nẵng", "Đô thị", "Em"],
        ["an", "ăn", "ân", "bao"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Cao Bằng", "Cần Thơ", "Cổng"],
        ["o", "ô", "ơ", "p"],
        ["Cấp 2", "Cấp 10"],
        ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh (cũ)", "Tỉnh Bình Định", "Việt Nam"],
    ],
    ids=lambda names: names[0],
)
def test_names_stand_in_the_order_of_vietnamese_dictionaries(ordered: list[str]) -> None:
    names = ordered[::-1]
    names.sort(key=sort_key)
    assert names == ordered


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("7.5"), "7,5", "7.5"),
        (Decimal("13.50"), "13,5", "13.5"),
        (Decimal(2300000), "2.300.000", "2,300,000"),
        (Decimal(100), "100", "100"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    value: Decimal, vietnamese: str, english: str
) -> None:
    assert Language.VI.number(value) == vietnamese
    assert Language.EN.number(value) == english


def test_days_are_written_as_the_language_writes_them() -> None:
    assert Language.VI.day(date(2021, 6, 11)) == "11/6/2021"
    assert Language.EN.day(date(2021, 6, 11)) == "11 June 2021"


@pytest.mark.parametrize(
    ("parameter", "accept", "chosen"),
    [
        ("en", "vi", "en"),
        (None, "en-GB,en;q=0.9,vi;q=0.5", "en"),
        (None, "fr, vi;q=0.3, en;q=0.2", "vi"),
        (None, "en;q=0", "vi"),
        ("fr", "en", "en"),
        (None, None, "vi"),
    ],
)
def test_the_address_goes_before_the_browser_and_vietnamese_is_the_rest(
    parameter: str | None, accept: str | None, chosen: str
) -> None:
    assert language_for(parameter, accept) == chosen


@pytest.mark.parametrize(
    ("sign", "unit", "notation", "vietnamese", "english"),
    [
        ("=", "percent", "%", "25%", "25%"),
        ("≥", "percent-per-year", "%/năm", "≥ 25%/năm", "≥ 25% a year"),
        ("Top", "rank", "", "Top 25", "Top 25"),
        ("=", "rank", "", "hạng 25", "rank 25"),
        (">", "count", "", "> 25", "> 25"),
        ("=", "per-100-people", "/100 dân", "25/100 dân", "25 per 100 people"),
        ("≥", "mbps", "Mbps", "≥ 25 Mbps", "≥ 25 Mbps"),
        ("=", "index-value", "điểm", "25 điểm", "25 points"),
        ("", "", "", "25", "25"),
        ("=", "of-other-people", "°C", "25 °C", "25 °C"),
    ],
)
def test_a_figure_has_its_sign_and_its_unit(
    sign: str, unit: str, notation: str, vietnamese: str, english: str
) -> None:
    assert in_signs("25", sign, unit, notation, Language.VI) == vietnamese
    assert in_signs("25", sign, unit, notation, Language.EN) == english
