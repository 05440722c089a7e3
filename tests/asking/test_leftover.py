"""Words that name nothing: left out and told, or what makes a question another one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from support.asking import asked

FREQUENT = Path(__file__).parent / "frequent.tsv"


def test_words_that_ask_nothing_are_left_out_and_named() -> None:
    [answer] = asked(
        "Sở đang soạn bản tin: Bắc Giang trông chờ kinh tế số 2030 mấy chục %?"
    ).answers
    assert answer.found
    [note] = [note for note in answer.not_known if "bỏ qua" in note]
    assert "“soạn”" in note


@pytest.mark.parametrize(
    ("question", "stopped"),
    [
        ("Giáo viên có chữ ký số ở Đà Nẵng năm 2030 bao nhiêu phần trăm?", "Giáo"),
        ("Bắc Giang 2030: kinh tế số của lò gạch chiếm bao nhiêu?", "lò"),
        ("Kinh tế số Hà Nội 2030 tính cả Petrolimex", "Petrolimex"),
        ("What share of Hanoi's economy is the brewing digital economy by 2030?", "brewing"),
        ("digital economy of Hanoi by 2030 without telecoms", "without"),
    ],
)
def test_words_that_narrow_deny_or_name_something_else_stop_the_question(
    question: str, stopped: str
) -> None:
    reply = asked(question)
    assert reply.status == "not-understood"
    assert any(stopped in words for words in reply.not_understood)


def test_the_nearest_questions_keep_what_was_understood() -> None:
    near = asked("dự báo kinh tế số Hà Nội 2027").nearest
    assert near
    assert all("Hà Nội" in question and "kinh tế số" in question for question in near)


@pytest.mark.parametrize(
    "question",
    [
        "Tỉnh nào lò dò nhất khi đặt tỷ trọng kinh tế số năm 2030?",
        "Which provinces shelved a digital economy target for 2030?",
        "Seoul: kinh tế số 2030 bao nhiêu, còn Hà Nội?",
        "Petrolimex Hà Nội kinh tế số 2030",
        "tôi làm ở Petrolimex, Hà Nội khước từ kinh tế số 2030 bao nhiêu",
        "tôi chỉ xét vùng ven, Hà Nội đặt kinh tế số 2030 bao nhiêu",
        "I mean the suburbs, what is the digital economy target of Hanoi for 2030?",
    ],
)
def test_a_word_that_is_not_known_stops_the_question(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_what_somebody_says_of_himself_is_left_out() -> None:
    [answer] = asked("tôi đang lập hồ lô xoay xở, Bắc Giang đặt kinh tế số 2030 bao nhiêu?").answers
    assert "khoảng 35%" in answer.sentence


def test_how_far_two_figures_are_apart_is_told() -> None:
    [measured] = asked("Da Nang versus Bac Kan: how big was the gap in 2022 DTI scores?").answers
    assert "0.4061" in measured.sentence
    [promised] = asked("Đặt cạnh 749 thì kinh tế số 2025 của Điện Biên hụt mấy điểm?").answers
    assert "10 điểm phần trăm" in promised.sentence


def test_the_nation_by_its_document_and_a_province_are_answered_each() -> None:
    nation, province = asked(
        "Hợp đồng điện tử: 411 đòi bao nhiêu doanh nghiệp dùng vào 2025, còn Tuyên Quang đặt mấy?"
    ).answers
    assert "trên 80%" in nation.sentence
    assert "tối thiểu 25%" in province.sentence


def test_a_figure_finds_its_indicator_where_it_is_printed() -> None:
    [answer] = asked("Con số 25% GRDP năm 2030 của Tiền Giang đăng ở báo nào, xin link").answers
    assert "baoapbac.vn" in answer.sentence


def test_an_area_before_it_was_merged_with_others_is_that_area_alone() -> None:
    reply = asked("Phú Thọ cũ, trước khi gộp với Vĩnh Phúc, Hòa Bình, đặt kinh tế số 2030 mấy?")
    assert reply.status == "nothing-found"
    assert len(reply.answers) == 1


def areas_told(question: str) -> set[str]:
    reply = asked(question)
    return {str(answer.about[0]).rpartition("/")[2] for answer in reply.answers if answer.found}


def test_initials_in_capitals_are_the_provinces_whose_names_begin_so() -> None:
    assert areas_told("KTS của BG 2030?") == {"bac-giang"}
    assert {"quang-ninh", "quang-ngai-to-2025"} <= areas_told("KTS QN 2025 bao nhiêu")
    assert areas_told("kinh tế số bg 2030") == set()
    assert areas_told("Hà Nội BG kinh tế số 2030") == set()


def test_the_first_and_the_last_of_the_documents_whose_day_is_known() -> None:
    [first] = asked("Trong các nghị quyết NQ/TU cấp tỉnh, cái nào ra đời sớm nhất?").answers
    assert "02-NQ/TU tỉnh Hậu Giang" in first.sentence
    [last] = asked("Which plan of Tra Vinh was issued last?").answers
    assert "122/KH-UBND" in last.sentence
    assert asked("Nghị quyết nào về nuôi tôm ra đời sớm nhất?").status == "not-understood"


def test_the_documents_that_were_read_whole_are_listed() -> None:
    [answer] = asked("kho nay doc tron duoc may van ban cap tinh, ke ten luon nhe").answers
    assert answer.sentence.startswith("5 văn bản được đọc trọn")


def test_what_people_say_beside_a_question_is_left_out() -> None:
    """The most frequent English words that ask nothing; without their lists 28 were answered."""
    with FREQUENT.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 100
    assert not [
        row["question"]
        for row in rows
        if not any(row["says"] in answer.sentence for answer in asked(row["question"]).answers)
    ]


@pytest.mark.parametrize(
    ("question", "stopped"),
    [
        ("How much of Hanoi's digital economy comes from newspapers in 2030?", "newspapers"),
        ("What digital economy share did a newspaper want for Hanoi in 2030?", "newspaper"),
        ("What digital economy share of newspapers does Hanoi want by 2030?", "newspapers"),
        ("Is Hanoi's digital economy target for 2030 bold?", "bold"),
        ("How interesting is Hanoi's digital economy target for 2030?", "interesting"),
        ("Which province has the most interesting target for the digital economy?", "interesting"),
        ("Which famous provinces want more than 30% digital economy by 2030?", "famous"),
        ("Did Hanoi edit its digital economy target for 2030?", "edit"),
        ("What digital economy share will Hanoi probably reach in 2030?", "probably"),
    ],
)
def test_a_harmless_word_that_says_what_is_asked_stops_the_question(
    question: str, stopped: str
) -> None:
    reply = asked(question)
    assert reply.status == "not-understood"
    assert any(stopped in words for words in reply.not_understood)
