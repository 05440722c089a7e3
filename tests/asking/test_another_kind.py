"""What is asked is another kind of thing than what is held: a count and a share, a congress and a
committee, a department and the province, an area that is no more and one that is new."""

from __future__ import annotations

import pytest

from asking_support import asked, names_a_figure


def _said(question: str) -> str:
    reply = asked(question)
    return " ".join(
        [reply.message]
        + [answer.sentence for answer in reply.answers]
        + [part for answer in reply.answers for part in answer.not_known]
    )


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Gia Lai đến 2025 có bao nhiêu trạm BTS dùng chung?", "“bao nhiêu trạm” hỏi số lượng"),
        ("How many households should fibre reach in Soc Trang by 2030?", "asks for a count"),
    ],
)
def test_a_share_that_answers_how_many_is_told_to_be_one(question: str, note: str) -> None:
    assert note in _said(question)


@pytest.mark.parametrize(
    "question",
    ["Gia Lai đến 2025 bao nhiêu % trạm BTS dùng chung?", "Bắc Giang 2025 mấy doanh nghiệp số?"],
)
def test_a_share_and_a_count_that_are_asked_for_are_told_without_a_word(question: str) -> None:
    assert asked(question).status == "answered"
    assert "hỏi số lượng" not in _said(question)


@pytest.mark.parametrize(
    "question",
    [
        "Nghị quyết đại hội Bắc Giang đặt kinh tế số 2025 bao nhiêu?",
        "Đại hội đảng bộ tỉnh Bắc Giang đề ra kinh tế số 2030 bao nhiêu phần trăm",
        "What did the party congress of Bac Giang set for the digital economy by 2030?",
        "Nghị quyết đại hội Bắc Giang số mấy?",
        "Kế hoạch của UBND Bắc Giang đặt kinh tế số 2025 bao nhiêu?",
        "Sở TTTT Bắc Giang đặt kinh tế số 2025 bao nhiêu?",
        "Sở Khoa học và Công nghệ Bắc Giang đặt kinh tế số 2025 bao nhiêu?",
        "Bắc Giang mới kinh tế số 2030 bao nhiêu?",
        "What is the digital economy target of the new Bac Giang for 2030?",
        "Lai Châu phấn đấu lọt top bao nhiêu DTI?",
        "At most how much of GRDP should the digital economy be in Hanoi by 2025?",
        "Hà Nội đặt kinh tế số 2025 tối đa bao nhiêu?",
        "Theo anh chị thì Cà Mau có kịp 20% kinh tế số vào 2030 không?",
    ],
)
def test_what_is_of_another_or_of_another_kind_gets_no_figure(question: str) -> None:
    assert not names_a_figure(asked(question))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Nghị quyết đại hội Quảng Ngãi đặt kinh tế số 2030 bao nhiêu", ["30%"]),
        ("Báo cáo chính trị Quảng Trị đặt kinh tế số đến 2030 bao nhiêu", ["15-20%"]),
        ("Quảng Ngãi nhập đâu kinh tế số 2030?", ["Kon Tum", "30%"]),
        ("thứ hạng DTI của Quảng Ninh qua từng năm", ["hạng 12"]),
        ("Nghị quyết chuyển đổi số của Bắc Giang số hiệu là gì?", ["111-NQ/TU"]),
        (
            "Which resolution of Quang Ninh is about comprehensive digital transformation?",
            ["09-NQ"],
        ),
        ("Long An's aim for businesses using digital technology by 2025?", ["90%"]),
        ("Who were the first three in the DTI for 2024, counting 63 provinces?", ["Đà Nẵng"]),
        (
            "What is Lai Chau's fibre target?",
            ["1 document of Lai Châu province was not read whole"],
        ),
    ],
)
def test_what_is_held_is_told_in_either_wording(question: str, says: list[str]) -> None:
    said = _said(question)
    assert all(part in said for part in says), said


def test_who_is_counted_in_part_is_nobody_else() -> None:
    reply = asked("Đến 2025, Đà Nẵng muốn dân số sở hữu điện thoại thông minh bao nhiêu?")
    assert not names_a_figure(reply)
