"""Paraphrases of each kind of question, by the query that answers them and its parameters.

Word order, manners, spelling without marks, both languages: what is held here is which question was
understood. The figures themselves are held by the published set (``test_questions``).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from support.asking import asked
from support.some import some

KINDS = [
    (row["question"], row["query"], row["parameters"])
    for row in csv.DictReader(
        (Path(__file__).parent / "kinds.tsv").open(encoding="utf-8"),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
]


def test_each_paraphrase_is_the_question_that_it_is() -> None:
    wrong = []
    for question, query, parameters in KINDS:
        reply = asked(question)
        answers = [
            (a.query, " ".join(f"{n}={v}" for n, v in a.parameters.items() if n != "lang"))
            for a in reply.answers
        ]
        if (query, parameters) not in answers:
            wrong.append((question, answers, reply.message))
    assert not wrong


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Ba địa phương dẫn đầu DTI 2022", ["hạng 1", "hạng 2", "hạng 3"], "hạng 4"),
        ("Bottom three in the DTI 2022", ["rank 63", "rank 62", "rank 61"], "rank 60"),
        ("Tỉnh nào đứng thứ ba DTI năm 2022?", ["hạng 3"], "hạng 1 "),
        ("Who came second in the DTI 2022?", ["rank 2"], "rank 1 "),
    ],
)
def test_so_many_of_an_order_are_told_as_are_asked_for(
    question: str, first: list[str], last: str
) -> None:
    [answer] = asked(question).answers
    assert all(said in answer.sentence for said in first)
    assert last not in answer.sentence


def test_from_there_on_is_at_least_and_of_a_rank_at_most() -> None:
    more = asked("Tỉnh nào đặt kinh tế số từ 40% trở lên vào năm 2030?")
    assert all(s.value is not None and s.value >= 40 for s in some(more.answers[0].statements))
    better = asked("Which provinces have promised a DTI rank inside the top 5 or better?")
    assert {s.value for s in better.answers[0].statements} == {3, 5}


def test_an_abbreviation_and_a_letter_that_looks_alike_are_what_they_stand_for() -> None:
    for question in ("KTS Ðồng Nai 2045", "Kinh tế số Đồng Nai năm 2045"):
        [*answers] = asked(question).answers
        assert any(s.value == 50 for answer in answers for s in answer.statements)


def test_a_unit_tells_indicators_of_one_name_apart() -> None:
    dollars = asked("Hà Nội đến 2030 GRDP bình quân đầu người bao nhiêu USD?").answers
    assert {answer.about[1] for answer in dollars} == {
        "https://w3id.org/dxgraph/indicator/grdp-per-capita-usd"
    }


def test_where_something_is_printed_is_named_by_its_page_and_day() -> None:
    [answer] = asked("Which is the target of Ha Tinh for the human development index?").answers
    assert "Page of Hà Tĩnh TV (hatinhtv.vn) on Hà Tĩnh, 3 April 2025" in answer.sentence
    assert "source page" not in answer.sentence


def test_the_documents_of_an_area_are_told_with_what_is_not_known() -> None:
    [answer] = asked("Thái Bình có những văn bản nào?").answers
    assert "571/QĐ-UBND" in answer.sentence
    assert "17/3/2022" in answer.sentence
    assert any("chưa biết" in note for note in answer.not_known)
    again = asked("Có bao nhiêu văn bản của Thái Bình?").answers
    assert again[0].sentence == answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Kinh tế số tỉnh nào tăng nhanh nhất năm 2030?",
        "Which province's digital economy will grow fastest by 2030?",
        "Tỉnh nào phủ sóng 5G nhanh nhất năm 2025?",
    ],
)
def test_a_share_is_not_told_for_how_fast_something_grows(question: str) -> None:
    assert asked(question).status == "not-understood"


@pytest.mark.parametrize(
    "question",
    [
        "TPHCM ngày 1/7/2024 sáp nhập với tỉnh nào?",
        "Trước 1/7/2025 TPHCM sáp nhập với tỉnh nào?",
        "Hà Giang năm 2030 thuộc tỉnh nào?",
        "Trước năm 2025 Hà Giang thuộc tỉnh nào?",
    ],
)
def test_a_merger_is_not_told_of_another_day_than_its_own(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_a_national_target_of_a_province_is_still_another_question() -> None:
    for question in (
        "Mục tiêu quốc gia của Bắc Giang về kinh tế số năm 2025?",
        "The national target of Bac Giang for the digital economy in 2025",
    ):
        assert asked(question).status == "not-understood"


def test_an_abbreviation_that_no_label_writes_out_is_not_defined() -> None:
    """FDI stands in the name of an indicator that counts something else."""
    assert asked("FDI là gì?").status == "not-understood"
    assert asked("TFP của Bắc Giang là gì?").status == "not-understood"
