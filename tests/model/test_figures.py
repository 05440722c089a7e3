"""A figure is written in one place: in signs, in words, as printed; with all its digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dxgraph.bilingual import Language
from dxgraph.catalogue.results import spoken
from dxgraph.model import figures

PERCENT = {Language.VI: ("percent", "Phần trăm"), Language.EN: ("percent", "Percent")}


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("0.8002", "0,8002", "0.8002"),
        ("12.50", "12,5", "12.5"),
        ("2300000", "2.300.000", "2,300,000"),
        ("-1234.5678", "-1.234,5678", "-1,234.5678"),
        ("100", "100", "100"),
    ],
)
def test_a_number_keeps_all_its_digits(value: str, vietnamese: str, english: str) -> None:
    """The index 0.8002 is not 0.8: no place, table or chart rounds what is printed."""
    written = {Language.VI: vietnamese, Language.EN: english}
    for language, expected in written.items():
        assert language.number(Decimal(value)) == expected
        assert spoken(Decimal(value), language) == expected


def test_a_float_is_written_as_it_is() -> None:
    assert Language.EN.number(0.1) == "0.1"
    assert Language.VI.number(12.3) == "12,3"


@pytest.mark.parametrize(
    ("comparator", "signs", "words", "printed"),
    [
        ("at-least", "≥ 12,5%", "ít nhất 12,5 phần trăm", "tối thiểu 12,5%"),
        ("equal", "12,5%", "12,5 phần trăm", "12,5%"),
    ],
)
def test_a_figure_in_signs_in_words_and_as_printed(
    comparator: str, signs: str, words: str, printed: str
) -> None:
    vi, value = Language.VI, Decimal("12.5")
    sign = {"at-least": "≥", "equal": "="}[comparator]
    named = (comparator, {"at-least": "Ít nhất", "equal": "Bằng"}[comparator])
    assert figures.in_signs(vi.number(value), sign, "percent", "%", vi) == signs
    assert figures.in_words(value, None, named, PERCENT[vi], vi) == words
    assert figures.as_printed(comparator, value, None, "percent", vi) == printed


def test_a_rank_has_its_word_before_it_and_a_top_has_none() -> None:
    rank, en = ("rank", "Rank"), Language.EN
    assert figures.in_words(Decimal(9), None, ("equal", "Equal to"), rank, en) == "rank 9"
    top = figures.in_words(Decimal(15), None, ("within-top", "Within the top"), rank, en)
    assert top == "within the top 15"
    assert figures.as_printed("equal", Decimal(9), None, "rank", en) == "rank 9"
    assert figures.as_printed("within-top", Decimal(15), None, "rank", en) == "top 15"


def test_both_ends_of_a_range_are_said() -> None:
    found = figures.in_words(
        Decimal(20), Decimal(25), ("equal", ""), PERCENT[Language.EN], Language.EN
    )
    assert found == "20 to 25 percent"
