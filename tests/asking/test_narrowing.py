"""What stands next to a document, an area or a term and says which one is meant."""

from __future__ import annotations

import pytest

from support.asking import asked
from support.some import some


def said(question: str) -> str:
    return " ".join(answer.sentence for answer in asked(question).answers)


def test_the_day_of_a_document_must_be_its_own() -> None:
    question = (
        "Kế hoạch 50/KH-UBND ngày {}/7/2022 của Trà Vinh được ban hành để thực hiện nghị quyết nào?"
    )
    assert "09-NQ/TU" in said(question.format(12))
    assert asked(question.format(13)).status == "not-understood"


def test_the_year_behind_one_of_two_documents_is_its_year() -> None:
    told = said(
        'Kế hoạch 33 năm 2024 hay Nghị quyết 05 của Bình Định viết "tối thiểu 50%" cho sản phẩm '
        "thương hiệu trên sàn TMĐT?"
    )
    assert "05-NQ/TU" in told
    assert "đến năm 2025" in told


def test_documents_of_a_year_are_those_issued_in_it() -> None:
    [answer] = asked("Nêu các văn bản quốc gia ban hành trong năm 2026 có số hiệu").answers
    assert "3 văn bản" in answer.sentence
    assert all(n in answer.sentence for n in ("1266/QĐ-TTg", "1308/QĐ-TTg", "30/2026/QH16"))
    assert "năm 2026" in answer.sentence
    assert answer.narrowed
    assert any("năm ban hành" in note for note in answer.not_known)
    [other] = asked("Trà Vinh đã ban hành những văn bản nào trong năm 2022?").answers
    assert "3 văn bản" in other.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Which documents implement Resolution 09 of Tra Vinh?",
        "Which plans carry out Decision 749?",
        "Văn bản nào thực hiện Quyết định 749?",
    ],
)
def test_what_stands_below_a_document_is_not_told_by_what_stands_above(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_only_what_was_no_city_became_one() -> None:
    told = said(
        "Đồng Nai trở thành thành phố trực thuộc trung ương từ khi nào, căn cứ văn bản nào?"
    )
    assert "30/4/2026" in told
    assert "30/2026/QH16" in told
    for place in ("Cần Thơ", "Hải Phòng", "Bắc Giang"):
        question = f"{place} trở thành thành phố trực thuộc trung ương từ khi nào?"
        assert asked(question).status == "not-understood"


def test_two_indicators_are_set_beside_each_other() -> None:
    answers = asked("Phân biệt doanh nghiệp số với doanh nghiệp công nghệ số").answers
    assert [str(answer.about[1]).rpartition("/")[2] for answer in answers] == [
        "digital-enterprises-count",
        "digital-technology-enterprises-count",
    ]
    places = asked("How does Hanoi differ from Da Nang in the digital economy?").answers
    assert all(answer.query != "definitions" for answer in some(places))


def test_all_of_an_order_are_told_where_they_are_asked_for() -> None:
    [answer] = asked(
        "List every area with a digital economy target for 2045 and say who is highest."
    ).answers
    first, every = answer.sentence.split("; all: ")
    assert "Đà Nẵng" in first
    assert "Hà Nội" not in first
    assert "Hà Nội" in every


def test_each_of_two_areas_is_told_for_its_own_year() -> None:
    one, other = asked("Kinh tế số Bắc Giang 2030 và Thanh Hóa 2025 bên nào cao hơn?").answers
    assert "Bắc Giang, đến năm 2030" in one.sentence
    assert "Thanh Hóa" not in one.sentence
    assert "Thanh Hóa, đến năm 2025" in other.sentence


def test_a_rank_that_was_set_is_told_with_the_one_that_was_held() -> None:
    told = said("Vĩnh Phúc đề ra hạng 20 DTI năm 2022, cuối cùng xếp thứ mấy?")
    assert "nhóm 20 dẫn đầu" in told
    assert "hạng 18 năm 2022" in told
    alone = asked("Đà Nẵng cuối cùng xếp thứ mấy DTI năm 2023?").answers
    assert {answer.query for answer in alone} == {"outcomes"}


def test_the_end_of_the_term_is_2030_where_that_is_known() -> None:
    for place in ("Sau khi nhập Long An, Tây Ninh", "Lào Cai"):
        answers = asked(f"{place} đặt kinh tế số bao nhiêu cuối nhiệm kỳ?").answers
        assert {answer.about[2] for answer in answers} == {2030}
    assert asked("Kinh tế số Trà Vinh cuối nhiệm kỳ là bao nhiêu?").status == "not-understood"


def test_an_area_is_taken_in_by_the_one_that_it_became_part_of() -> None:
    answers = asked("Sau khi sáp nhập Bắc Giang, Bắc Ninh đặt kinh tế số bao nhiêu năm 2030?")
    assert {str(a.about[0]).rpartition("/")[2] for a in answers.answers} == {"bac-ninh-from-2025"}
    other = asked("Sau khi nhập Bắc Giang, Hà Nội đặt kinh tế số bao nhiêu năm 2030?")
    assert other.status == "not-understood"
