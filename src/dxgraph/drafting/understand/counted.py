"""What a figure counts, how it is compared, and how round it is: cues of `weighing`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxgraph.drafting.understand.figure_words import Reading
from dxgraph.evidence import Figure


def counted(text: str, reading: Reading) -> Iterator[str]:
    """What is counted, how it is compared, and whether it is as round as goals are."""
    figure = reading.figure
    counted = figure.unit in ("count", None)
    yield f"unit:{'count' if counted else figure.unit if figure.unit in _UNITS else 'other'}"
    yield f"is:{figure.comparator}"
    if figure.numbers and not _DIGIT.search(text, figure.begin, figure.end):
        yield "in-words"
    if "whole" not in figure.doubts and not figure.numbers and figure.unit != "times":
        yield "no-number"
    yield from _round(figure)


def _round(figure: Figure) -> Iterator[str]:
    value = figure.value
    if not figure.numbers or figure.unit == "rank":
        return
    if value % 1:
        yield "crooked:decimal"
    elif figure.unit == "percent":
        yield "round:100" if value == 100 else "round:5" if not value % 5 else "crooked:percent"
    elif figure.unit in ("count", None) and value >= 20:
        yield "crooked:count" if value % 10 else "round:count"


_DIGIT = re.compile(r"\d")
_UNITS = ("percent", "percent-per-year", "rank", "times", "vnd", "usd")
