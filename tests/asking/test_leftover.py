"""Words that name nothing: left out and told, or what makes a question another one."""

from __future__ import annotations

import pytest

from asking_support import asked


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
