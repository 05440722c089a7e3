"""Every kind of question of every area is answered, or refused, without an error."""

from __future__ import annotations

import asyncio

import pytest

from support.asking import asked, names

KINDS = (
    "Chương trình quốc gia có gì mà {} không nhắc đến?",
    "{} đã đạt mục tiêu kinh tế số năm 2025 chưa?",
    "Thứ hạng DTI của {} thay đổi ra sao từ 2021 tới 2024?",
    "{} có những văn bản nào?",
    "Which targets of {} are below the national ones?",
    "Which province is {} part of now?",
    "What did the predecessors of {} promise?",
    "Which promises has {} kept?",
    "{}: hồ sơ công việc cấp huyện đã bị bỏ?",
    "{}: trên 30% kinh tế số năm 2030?",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_area_has_an_answer_or_a_reason(kind: str) -> None:
    lexicon = asyncio.run(names())
    areas = [label["vi"] for iri, label in lexicon.labels.items() if "/area/" in iri]
    assert len(areas) >= 97
    for name in areas:
        reply = asked(kind.format(name))
        assert reply.answers or reply.message, name
        assert all(answer.sentence for answer in reply.answers), name


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Chương trình quốc gia có gì mà Hà Nội không nhắc đến?", "không biết văn bản"),
        ("What does the national programme ask that Lai Châu does not mention?", "is not known"),
    ],
)
def test_nothing_follows_from_the_silence_of_what_was_not_read_whole(
    question: str, said: str
) -> None:
    reply = asked(question)
    assert reply.status == "nothing-found"
    assert all(said in answer.sentence for answer in reply.answers)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hải Phòng đã đạt mục tiêu top 10 DTI năm 2022 chưa?", "không nói rằng đã đạt đúng hạn"),
        ("Has Hai Phong reached its top 10 DTI target of 2022?", "not that it was reached in time"),
    ],
)
def test_what_was_measured_after_the_deadline_is_told_as_late(question: str, said: str) -> None:
    [answer] = asked(question).answers
    assert said in answer.sentence
    assert "14" in answer.sentence  # what was measured in the year of the deadline


def test_what_was_measured_in_time_is_not_told_as_late() -> None:
    [answer, *_] = asked("Thái Nguyên cũ đã đạt mục tiêu DTI 2025 chưa?").answers
    assert "đúng hạn" not in answer.sentence
