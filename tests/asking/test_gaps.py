"""What of the nation's a province does not mention: by other words for silence, of another
yardstick than the national programme, and never the other way round."""

from __future__ import annotations

import pytest

from support.asking import asked


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Những chỉ tiêu quốc gia nào Trà Vinh chưa từng nói đến?", "9"),
        ("Chỉ tiêu nào của chương trình quốc gia vắng bóng ở Trà Vinh?", "9"),
        ("Kế hoạch đã đọc hết của Trà Vinh bỏ qua mục tiêu nào của 749?", "9"),
        ("749 đặt ra những gì mà Trà Vinh chẳng hề đề cập?", "9"),
        ("Which national targets are missing from Tra Vinh's documents?", "9"),
        ("Which goals of the national programme does Tra Vinh never speak of?", "9"),
        ("On which national goals is Tra Vinh silent?", "9"),
        ("Which national goals are absent from the documents of old Thai Nguyen?", "16"),
    ],
)
def test_silence_is_asked_for_in_many_words(question: str, number: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "national-gaps"
    assert f" {number} " in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Trà Vinh bỏ sót chỉ tiêu nào của Quyết định 411?",
        "Which targets of Decision 411 does Tra Vinh leave out?",
    ],
)
def test_another_yardstick_that_is_named_is_the_one_that_is_meant(question: str) -> None:
    [answer] = asked(question).answers
    assert " 12 " in answer.sentence, "749 has 9 that Trà Vinh does not mention"
    assert "chữ ký" in answer.sentence or "signature" in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Chương trình quốc gia không nhắc đến gì của Trà Vinh?",
        "749 bỏ sót chỉ tiêu nào của Trà Vinh?",
        "Chỉ tiêu nào của Trà Vinh không có trong chương trình quốc gia?",
        "Which targets of Tra Vinh does the national programme not mention?",
        "Which targets of Tra Vinh are not mentioned in Decision 749?",
        "Which of Tra Vinh's targets are missing from the national programme?",
    ],
)
def test_what_the_nation_does_not_mention_is_not_told_as_what_a_province_does_not(
    question: str,
) -> None:
    assert not asked(question).answers
