"""Words around a figure of the press, by class: those that change nothing, and those that do.

A handful of members of each class of the list ``claims`` of the files, the clauses that only tell
who says it, figures that leave out what the one before says, and the years of plans.
"""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

import pytest

from dxgraph.asking import check_text
from support.asking import asker

SENTENCES = list(
    csv.DictReader(
        Path(__file__).with_name("claim_words.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["sentence"][:60])
def test_a_sentence_gets_the_verdict_that_its_words_allow(row: dict[str, str]) -> None:
    checked = asyncio.run(check_text(asker(), row["sentence"])).checked
    assert [each.verdict for each in checked] == row["verdict"].split()


@pytest.mark.parametrize(
    ("sentence", "said", "strange"),
    [
        (
            "Quảng Ninh muốn kinh tế số ngọc trai chiếm 20% GRDP vào năm 2025.",
            "Chưa hiểu, nên chưa kết luận: có từ chưa hiểu: “ngọc trai”.",
            ["ngọc trai"],
        ),
        (
            "Quang Ninh wants its gleaming digital economy to make up 20% of GRDP by 2025.",
            "Not understood, so not decided: words not understood: “gleaming”.",
            ["gleaming"],
        ),
    ],
)
def test_the_words_that_are_not_understood_are_quoted(
    sentence: str, said: str, strange: list[str]
) -> None:
    """Not "the indicator" is unclear where all of its name is said, but what else is said."""
    report = asyncio.run(check_text(asker(), sentence))
    [claim] = report.data()["claims"]
    assert claim["sentence"].startswith(said)
    assert claim["words_not_understood"] == strange
