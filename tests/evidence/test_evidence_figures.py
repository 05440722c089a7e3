"""Printed figures: what is read from the forms that Vietnamese and English documents print."""

from __future__ import annotations

import contextlib
import unicodedata
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph import evidence
from dxgraph.bilingual import Language
from dxgraph.errors import DataError
from dxgraph.model import figures

LANGUAGES: tuple[evidence.Language, ...] = get_args(evidence.Language)

NUMBERS = [
    # printed, Vietnamese, English; None: no number
    ("100", "100", "100"),
    ("02", "2", "2"),
    ("1.500", "1500", "1.5"),
    ("1,500", "1.5", "1500"),
    ("12.5", "12.5", "12.5"),
    ("12,5", "12.5", "12.5"),
    ("0.125", "0.125", "0.125"),
    ("0,125", "0.125", "0.125"),
    ("2.300.000", "2300000", "2300000"),
    ("34,047,796", "34047796", "34047796"),
    ("267,680", "267.68", "267680"),
    ("1.234,5", "1234.5", "1234.5"),
    ("1,234.5", "1234.5", "1234.5"),
    ("13, 5", "13.5", "13.5"),
    ("2 300 000", "2300000", "2300000"),
    ("12.2.2024", None, None),
    ("2.30.000", None, None),
    ("1.234,567.8", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("printed", "vi", "en"), NUMBERS)
def test_a_number_is_worth_what_its_language_makes_it(
    printed: str, vi: str | None, en: str | None
) -> None:
    expected: dict[evidence.Language, str | None] = {"vi": vi, "en": en}
    for language, worth in expected.items():
        if worth is None:
            with pytest.raises(DataError, match="is no number"):
                evidence.parse_number(printed, language)
        else:
            assert evidence.parse_number(printed, language) == Decimal(worth)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tăng trên 13, 5%; trên 1.500 doanh nghiệp", ["13, 5", "1.500"]),
        ("tăng 13 ,5%", ["13 ,5"]),
        ("ngày 26/12/2022 14:02", ["26", "12", "2022", "14", "02"]),
        ("giai đoạn 2021-2025, định hướng đến năm 2030, 70% hộ", ["2021", "2025", "2030", "70"]),
        ("mức độ 4, 60% hồ sơ", ["4", "60"]),
        ("lần lượt đạt 5, 6, 7%", ["5", "6", "7"]),
        ("5%, 6, 7%", ["5", "6", "7"]),
        ("đến năm 2025, 5%", ["2025", "5"]),
        ("4G/5G (1) 01-NQ/TU 34,047,796.", ["4", "5", "1", "01", "34,047,796"]),
        ("7% - 7,5%/năm, 147 thuê bao/100 dân", ["7", "7,5", "147", "100"]),
        ("không có con số", []),
    ],
)
def test_the_numbers_of_a_text_are_found(text: str, expected: list[str]) -> None:
    assert [text[begin:end] for begin, end in evidence.number_tokens(text)] == expected


VIETNAMESE = [
    ("không thấp hơn vị trí thứ 8", "within-top", "8", None, "rank"),
    ("không thấp hơn 62%", "at-least", "62", None, "percent"),
    ("đứng thứ 12 cả nước", "equal", "12", None, "rank"),
    ("nhóm 15 vào năm 2030", "within-top", "15", None, "rank"),
    ("nhóm 3 tiêu chí", "equal", "3", None, "count"),
    ("một nửa dân số", "equal", "50", None, "percent"),
    ("hạng 22 hiện nay", "equal", "22", None, "rank"),
    # printed, comparator, value, upper, unit
    ("95%", "equal", "95", None, "percent"),
    ("đạt 25%", "equal", "25", None, "percent"),
    ("chiếm 10% GRDP", "equal", "10", None, "percent"),
    ("trên 25% GRDP", "greater-than", "25", None, "percent"),
    ("hơn 25%", "greater-than", "25", None, "percent"),
    ("Tối thiểu 90%", "at-least", "90", None, "percent"),
    ("tối thiểu đạt 20%", "at-least", "20", None, "percent"),
    ("tăng tối thiểu 7%", "at-least", "7", None, "percent"),
    ("ít nhất 30%", "at-least", "30", None, "percent"),
    ("không dưới 30%", "at-least", "30", None, "percent"),
    ("từ 15% trở lên", "at-least", "15", None, "percent"),
    ("từ 15% GRDP trở lên", "at-least", "15", None, "percent"),
    ("15% trở xuống", "at-most", "15", None, "percent"),
    ("khoảng 25%", "approximately", "25", None, "percent"),
    ("xấp xỉ 25 phần trăm", "approximately", "25", None, "percent"),
    ("không quá 5%", "at-most", "5", None, "percent"),
    ("tối đa 5%", "at-most", "5", None, "percent"),
    ("dưới 10%", "less-than", "10", None, "percent"),
    ("≥ 80%", "at-least", "80", None, "percent"),
    (">=80%", "at-least", "80", None, "percent"),
    ("trên 13, 5%", "greater-than", "13.5", None, "percent"),
    ("12, 75%", "equal", "12.75", None, "percent"),
    ("trên 11,5%/năm", "greater-than", "11.5", None, "percent-per-year"),
    ("duy trì mức 11,5%/năm", "equal", "11.5", None, "percent-per-year"),
    ("7% mỗi năm", "equal", "7", None, "percent-per-year"),
    ("2%/tháng", "equal", "2", None, None),
    ("35-40%", "equal", "35", "40", "percent"),
    ("35 – 40%", "equal", "35", "40", "percent"),
    ("từ 35% đến 40%", "equal", "35", "40", "percent"),
    ("khoảng 35-40%", "approximately", "35", "40", "percent"),
    ("7% - 7,5%/năm", "equal", "7", "7.5", "percent-per-year"),
    ("20-25 tỷ USD", "equal", "20000000000", "25000000000", "usd"),
    ("tối thiểu đạt 2.300.000 thuê bao", "at-least", "2300000", None, "count"),
    ("1,2 triệu thuê bao", "equal", "1200000", None, "count"),
    ("trên 1.500 doanh nghiệp số", "greater-than", "1500", None, "count"),
    ("02 đô thị thông minh", "equal", "2", None, "count"),
    ("800", "equal", "800", None, None),
    ("147 thuê bao/100 dân", "equal", "147", None, "per-100-people"),
    ("78/100 dân", "equal", "78", None, "per-100-people"),
    ("5 máy/1.000 dân", "equal", "5", None, "per-1000-people"),
    ("147 thuê bao trên 100 dân", "equal", "147", None, "per-100-people"),
    ("22,9 tỷ USD", "equal", "22900000000", None, "usd"),
    ("5.000 tỷ đồng", "equal", "5000000000000", None, "vnd"),
    ("60 triệu đồng/người/năm", "equal", "60000000", None, None),
    ("2 điểm %", "equal", "2", None, "percentage-point"),
    ("nhóm 15 tỉnh, thành phố dẫn đầu", "within-top", "15", None, "rank"),
    ("nhóm 20 tỉnh/thành phố đứng đầu cả nước", "within-top", "20", None, "rank"),
    ("nhóm 15 tỉnh trực thuộc trung ương dẫn đầu", "within-top", "15", None, "rank"),
    ("Top 10 địa phương dẫn đầu", "within-top", "10", None, "rank"),
    ("top 10", "within-top", "10", None, "rank"),
    ("nhóm 50 nước", "within-top", "50", None, "rank"),
    ("70 nước dẫn đầu", "within-top", "70", None, "rank"),
    ("đứng đầu", "equal", "1", None, "rank"),
    ("dẫn đầu cả nước", "equal", "1", None, "rank"),
    ("xếp thứ 3", "equal", "3", None, "rank"),
    ("từ hạng 10 trở lên", "within-top", "10", None, "rank"),
    ("gấp đôi", "equal", "2", None, "times"),
    ("ít nhất gấp đôi", "at-least", "2", None, "times"),
    ("gấp 2,5 lần", "equal", "2.5", None, "times"),
    ("gấp rưỡi", "equal", "1.5", None, "times"),
    ("3/4 số xã", "equal", "75", None, "percent"),
    ("2/3", "equal", "66.67", None, "percent"),
    # numbers beside the figure that are none
    ("năm 2030 đạt 100%", "equal", "100", None, "percent"),
    ("100% dịch vụ công trực tuyến mức độ 4", "equal", "100", None, "percent"),
    ("Trên 50% dân số từ 15 tuổi trở lên", "greater-than", "50", None, "percent"),
    ("90% hộ có 4G/5G", "equal", "90", None, "percent"),
    ("100% mục tiêu theo 749/QĐ-TTg", "equal", "100", None, "percent"),
    ("trên địa bàn tỉnh đạt 80%", "equal", "80", None, "percent"),
    ("60 tỷ lệ", "equal", "60", None, "count"),
]


def check(printed: str, expected: tuple[str, ...], language: evidence.Language) -> None:
    comparator, value, upper, unit = expected
    figure = evidence.parse_figure(printed, language)
    assert (figure.comparator, figure.value, figure.upper, figure.unit) == (
        comparator,
        Decimal(value),
        Decimal(upper) if upper else None,
        unit,
    )


@pytest.mark.parametrize("case", VIETNAMESE, ids=lambda case: case[0])
def test_a_vietnamese_figure_is_read(case: tuple[str, ...]) -> None:
    check(case[0], case[1:], "vi")


ENGLISH = [
    ("no lower than rank 8", "within-top", "8", None, "rank"),
    ("not lower than 62%", "at-least", "62", None, "percent"),
    ("over 80%", "greater-than", "80", None, "percent"),
    ("at least 20 percent of GDP", "at-least", "20", None, "percent"),
    ("80 per cent or more", "at-least", "80", None, "percent"),
    ("no more than 5%", "at-most", "5", None, "percent"),
    ("up to 5%", "at-most", "5", None, "percent"),
    ("less than 5%", "less-than", "5", None, "percent"),
    ("about 12.5%", "approximately", "12.5", None, "percent"),
    ("35 to 40 percent", "equal", "35", "40", "percent"),
    ("between 35% and 40%", "equal", "35", "40", "percent"),
    ("from 35% to 40%", "equal", "35", "40", "percent"),
    ("7-7.5% per year", "equal", "7", "7.5", "percent-per-year"),
    ("267,680 subscribers", "equal", "267680", None, "count"),
    ("1.5 million users", "equal", "1500000", None, "count"),
    ("USD 22.9 billion", "equal", "22900000000", None, "usd"),
    ("$22.9 billion", "equal", "22900000000", None, "usd"),
    ("22.9 billion US dollars", "equal", "22900000000", None, "usd"),
    ("5 subscriptions per 100 people", "equal", "5", None, "per-100-people"),
    ("among the top 50 countries", "within-top", "50", None, "rank"),
    ("the 50 leading countries", "within-top", "50", None, "rank"),
    ("ranked first", "equal", "1", None, "rank"),
    ("rank 35", "equal", "35", None, "rank"),
    ("doubled", "equal", "2", None, "times"),
    ("50% by 2025", "equal", "50", None, "percent"),
]


@pytest.mark.parametrize("case", ENGLISH, ids=lambda case: case[0])
def test_an_english_figure_is_read(case: tuple[str, ...]) -> None:
    check(case[0], case[1:], "en")


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("phổ cập 4G/5G", "no figure"),
        ("đến năm 2025", "no figure"),
        ("nhóm các tỉnh dẫn đầu", "no figure"),
        ("người đứng đầu", "no figure"),
        ("", "no figure"),
        ("95% cấp tỉnh, 85% cấp huyện", "more than one figure"),
        ("90% cơ quan đứng đầu", "more than one figure"),
        ("40-35%", "crossed"),
        ("2.30.000 thuê bao", "no number"),
    ],
)
def test_what_is_not_one_figure_is_refused_in_both_languages(printed: str, why: str) -> None:
    with pytest.raises(DataError, match=why) as caught:
        evidence.parse_figure(printed)
    assert caught.value.remedy
    assert caught.value.said.vi


@pytest.mark.parametrize(
    ("printed", "comparator", "doubts"),
    [
        ("1,500 doanh nghiệp", "equal", ("thousands",)),
        ("khoảng trên 20%", "greater-than", ("two-comparators",)),
        ("trên 50% trở lên", "greater-than", ("two-comparators",)),
        ("tối thiểu từ 50% trở lên", "at-least", ()),
        ("từ 50%", "at-least", ("from-alone",)),
        ("2/3", "equal", ("rounded",)),
        ("1/4", "equal", ()),
    ],
)
def test_what_can_be_read_twice_is_read_by_rule_and_said(
    printed: str, comparator: str, doubts: tuple[str, ...]
) -> None:
    figure = evidence.parse_figure(printed)
    assert (figure.comparator, figure.doubts) == (comparator, doubts)
    assert all(
        evidence.READ_OTHERWISE[doubt].vi and evidence.READ_OTHERWISE[doubt].en for doubt in doubts
    )


def test_a_figure_says_where_its_words_and_its_digits_stand() -> None:
    text = "bình quân 132 thuê bao/100 dân; từ 7% - 7,5%/năm; khoảng 2/3 số xã; 1.200 lượt trở lên"
    found = [
        (text[figure.begin : figure.end], [text[begin:end] for begin, end in figure.numbers])
        for figure in evidence.find_figures(text)
    ]
    assert found == [
        ("132 thuê bao/100 dân", ["132"]),
        ("từ 7% - 7,5%/năm", ["7", "7,5"]),
        ("khoảng 2/3", ["2", "3"]),
        ("1.200 lượt trở lên", ["1.200"]),
    ]


def test_a_text_has_no_figures_in_its_dates_numbers_and_years() -> None:
    text = (
        "(1) Ngày 11/6/2021, lúc 14:02, Quyết định số 749/QĐ-TTg, Nghị quyết 01-NQ/TU và "
        "13/2023/NĐ-CP giai đoạn 2021-2025, quý 3/2022, từ năm 2021 đến năm 2025, cách mạng công "
        "nghiệp 4.0, mức 3, 4, người từ 15 đến 60 tuổi: 20%"
    )
    assert [text[item.begin : item.end] for item in evidence.find_figures(text)] == ["20%"]


@pytest.mark.parametrize(
    ("language", "text", "rank"),
    [
        ("vi", "đứng thứ ba về chỉ số", 3),
        ("vi", "xếp hạng tư cả nước", 4),
        ("vi", "đứng thứ năm năm 2022", 5),
        ("vi", "xếp thứ mười", 10),
        ("vi", "bảng xếp hạng năm 2022 của tỉnh", None),
        ("vi", "xếp hạng năm: đã công bố", None),
        ("vi", "đứng thứ năm 2022", None),
        ("vi", "xếp thứ ba mươi tư", None),
        ("vi", "xếp thứ mười lăm", None),
        ("vi", "xếp hạng sáu tháng đầu năm", None),
        ("vi", "xếp hạng ba năm liền", None),
        ("vi", "xếp hạng tư vấn viên", None),
        ("vi", "đứng thứ sáu, ngày 5/6", None),
        ("en", "came third in the index", 3),
        ("en", "ranked the ninth", 9),
        ("en", "in fourth place", 4),
        ("en", "finished the third quarter ahead", None),
        ("en", "stood a third higher", None),
        ("en", "came the third year in the index", None),
        ("en", "the third position paper", None),
    ],
)
def test_a_rank_in_words_is_no_year_quarter_or_longer_number(
    language: evidence.Language, text: str, rank: int | None
) -> None:
    found = [figure.value for figure in evidence.find_figures(text, language)]
    assert found == ([] if rank is None else [Decimal(rank)])


def test_a_text_in_nfd_is_read_as_in_nfc() -> None:
    printed = "tối thiểu đạt 2.300.000 thuê bao"
    apart = unicodedata.normalize("NFD", printed)
    assert evidence.parse_figure(apart) == evidence.parse_figure(printed)


_AMOUNTS = st.decimals(
    min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=4
)


@given(_AMOUNTS, st.sampled_from(LANGUAGES))
def test_a_printed_number_is_read_back(value: Decimal, language: evidence.Language) -> None:
    assert evidence.parse_number(Language(language).number(value), language) == value


@given(
    st.sampled_from(["equal", "at-least", "greater-than", "at-most", "less-than", "approximately"]),
    _AMOUNTS,
    st.none() | _AMOUNTS,
    st.sampled_from(
        [
            *(None, "percent", "percent-per-year", "percentage-point"),
            *("per-100-people", "per-1000-people", "times", "usd", "vnd"),
        ]
    ),
    st.sampled_from(LANGUAGES),
)
def test_a_printed_figure_is_read_back(
    comparator: str,
    value: Decimal,
    upper: Decimal | None,
    unit: str | None,
    language: evidence.Language,
) -> None:
    upper = None if upper is None else value + upper + 1
    printed = figures.as_printed(comparator, value, upper, unit, language)
    figure = evidence.parse_figure(printed, language)
    assert (
        evidence.disagreements(figure, comparator=comparator, value=value, upper=upper, unit=unit)
        == ()
    )
    assert (figure.comparator, figure.value, figure.upper) == (comparator, value, upper)


@given(st.integers(1, 999), st.sampled_from(LANGUAGES), st.booleans())
def test_a_printed_rank_is_read_back(rank: int, language: evidence.Language, top: bool) -> None:
    comparator = "within-top" if top else "equal"
    printed = figures.as_printed(comparator, Decimal(rank), None, "rank", language)
    figure = evidence.parse_figure(printed, language)
    assert (figure.comparator, figure.value, figure.unit) == (
        comparator,
        Decimal(rank),
        "rank",
    )


@given(st.text(alphabet="0123456789.,%-/ tỷđếnnămtừtrởlênnhómđứngđầu()\n", max_size=60))
def test_any_text_is_read_or_refused_and_every_digit_is_where_it_is_said_to_be(text: str) -> None:
    for figure in evidence.find_figures(text):
        assert 0 <= figure.begin <= figure.end <= len(text)
        for begin, end in figure.numbers:
            assert figure.begin <= begin < end <= figure.end
            assert any(letter.isdecimal() for letter in text[begin:end])
    with contextlib.suppress(DataError):
        evidence.parse_figure(text)


@pytest.mark.parametrize(
    ("printed", "statement", "expected"),
    [
        ("trên 25%", {"value": "25", "comparator": "greater-than", "unit": "percent"}, ()),
        ("trên 25%", {"value": "25", "comparator": "at-least"}, ("comparator",)),
        ("trên 25%", {"value": "26"}, ("value",)),
        ("35-40%", {"value": "35"}, ("upper",)),
        ("35-40%", {"value": "35", "upper": "40", "unit": "percent"}, ()),
        ("trên 12,5%", {"value": "12.5", "unit": "percent-per-year"}, ()),
        ("trên 12,5%/năm", {"value": "12.5", "unit": "percent"}, ("unit",)),
        ("02 đô thị", {"value": "2", "unit": "percent"}, ("unit",)),
        ("02", {"value": "2", "unit": "rank"}, ()),
    ],
)
def test_a_figure_and_its_statement_are_compared_part_by_part(
    printed: str, statement: dict[str, str], expected: tuple[str, ...]
) -> None:
    upper = statement.get("upper")
    assert (
        evidence.disagreements(
            evidence.parse_figure(printed),
            value=Decimal(statement["value"]),
            upper=Decimal(upper) if upper else None,
            comparator=statement.get("comparator"),
            unit=statement.get("unit"),
        )
        == expected
    )
