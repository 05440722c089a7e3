"""Questions by families of what people say alike: verbs of having and getting something done, nouns
that say no more than that something follows, how somebody begins or ends, what was before the
mergers, how far two figures are apart, whether a goal was kept by then.

Each stands with all that a right answer holds, looked up in the graph by SPARQL; with nothing where
no answer may name a figure.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from support.asking import asked, names_a_figure

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "families.tsv").open(encoding="utf-8"),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


@pytest.mark.parametrize("family", sorted({row["family"] for row in ROWS}))
def test_all_that_people_say_alike_is_understood_alike(family: str) -> None:
    wrong = []
    for row in ROWS:
        if row["family"] != family:
            continue
        reply = asked(row["question"])
        said = " ".join(
            part for answer in reply.answers for part in (answer.sentence, *answer.not_known)
        )
        parts = row["says"].split("|") if row["says"] else []
        if (not parts and names_a_figure(reply)) or any(
            p.lower() not in said.lower() for p in parts
        ):
            wrong.append((row["question"], row["says"], reply.status, said[:300]))
    assert not wrong


def test_there_are_several_of_each_family() -> None:
    assert min(Counter(row["family"] for row in ROWS).values()) >= 4


def test_a_level_says_which_of_two_indicators_is_meant() -> None:
    """Of dossiers of procedures nobody has set anything by level; of files of work they have."""
    for level, value in (("huyện", 74), ("xã", 52), ("tỉnh", 91)):
        question = f"Cấp {level} ở Quảng Bình năm 2022 phải xử lý hồ sơ qua mạng mấy phần trăm?"
        values = {s.value for answer in asked(question).answers for s in answer.statements}
        assert values == {value}
    of_procedures = asked("Quảng Bình cấp huyện xử lý hồ sơ thủ tục hành chính qua mạng bao nhiêu?")
    assert not names_a_figure(of_procedures)


def test_what_was_measured_on_the_way_to_a_goal_is_told_with_it() -> None:
    first, second = asked(
        "Đà Nẵng năm 2023 kinh tế số đã chiếm bao nhiêu, đạt mốc 20% chưa?"
    ).answers
    assert (first.query, second.query) == ("outcomes", "targets-and-outcomes")
    assert "20,7%" in first.sentence
    assert "đến năm 2025" in second.sentence


def test_districts_are_of_the_areas_that_had_them() -> None:
    reply = asked("Có mục tiêu nào riêng cho cấp huyện năm 2030 ở Cà Mau không?")
    assert reply.status == "nothing-found"
    assert {str(answer.about[0]).rsplit("/", 1)[-1] for answer in reply.answers} == {
        "ca-mau-to-2025"
    }


def test_who_is_highest_in_a_year_that_was_measured_is_told_by_what_was_measured_too() -> None:
    queries = {a.query for a in asked("Tỉnh nào có tỷ trọng kinh tế số cao nhất năm 2022?").answers}
    assert queries == {"compare-areas", "outcomes"}
