"""What the guide and the docstrings say of figures is what the program does."""

from __future__ import annotations

import doctest
import importlib
import re
from decimal import Decimal

import pytest

from dxgraph import evidence
from support.places import CHECKOUT

GUIDE = CHECKOUT / "docs/guide/evidence.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GUIDE.read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
]


@pytest.mark.parametrize("module", ["figure", "number", "span"])
def test_the_examples_in_the_docstrings_are_true(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"dxgraph.evidence.{module}"))
    assert result.attempted
    assert not result.failed


def test_the_numbers_of_the_guide_are_read_so() -> None:
    rows = [row for row in ROWS if len(row) == 3 and re.fullmatch(r"[\d.]+", row[1])]
    assert len(rows) == 16  # eight in each language
    for printed, value, _ in rows:
        number, _, words = printed.partition(" (")
        read = evidence.parse_number(number.removesuffix("%"), "en" if words else "vi")
        assert read == Decimal(value), printed


def test_the_figures_of_the_guide_are_read_so() -> None:
    rows = [row for row in ROWS if len(row) == 4 and row[1].startswith("`")]
    assert len(rows) == 20  # ten in each language
    for forms, comparator, values, unit in rows:
        value, _, upper = re.sub(r"(upper|mức trên) ", "", values).partition(", ")
        for form, number in zip(
            forms.split("; "), value.split("; ") * (1 if "; " in value else 2), strict=False
        ):
            figure = evidence.parse_figure(form)
            assert f"`{figure.comparator}`" == comparator, form
            assert figure.value == Decimal(number), form
            assert figure.upper == (Decimal(upper) if upper else None), form
            assert unit.startswith(f"`{figure.unit}`"), form
