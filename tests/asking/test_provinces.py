"""Which provinces there are, and when a level of government ended."""

from __future__ import annotations

import pytest

from support.asking import asked


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("những tỉnh nào không sáp nhập", "của 11 (9 tỉnh, 2 thành phố"),
        ("tinh nao giu nguyen sau sap nhap", "của 11 (9 tỉnh, 2 thành phố"),
        ("Có mấy tỉnh không bị gộp trong đợt 1/7/2025?", "của 11 (9 tỉnh, 2 thành phố"),
        ("How many provinces stayed as they were?", "of 11 (9 provinces, 2 centrally run"),
        ("Which provinces came through the merger unchanged?", "Huế city"),
        ("Việt Nam hiện có bao nhiêu tỉnh thành?", "34 tỉnh, thành phố"),
        ("nước mình còn mấy tỉnh sau sáp nhập", "34 tỉnh, thành phố"),
        ("How many provinces were there before the merger?", "63 provinces and cities"),
        ("có bao nhiêu thành phố trực thuộc trung ương", "7 thành phố trực thuộc"),
        ("Có mấy tỉnh được ghép từ ba tỉnh cũ?", "6 địa bàn hình thành từ 3 địa bàn"),
        ("How many of today's provinces were made out of two old ones?", "17 areas were formed"),
        ("Nghị quyết 202/2025/QH15 tạo ra bao nhiêu tỉnh mới do hợp nhất?", "23 địa bàn"),
    ],
)
def test_the_provinces_that_are_asked_for_are_counted_and_named(question: str, says: str) -> None:
    [answer] = asked(question).answers
    assert says in answer.sentence
    assert answer.query in ("coverage-of-country", "mergers")
    assert answer.narrowed


@pytest.mark.parametrize(
    "question",
    [
        "tỉnh nào vậy?",
        "how many provinces?",
        "Tỉnh nào có thay đổi?",
        "Những tỉnh nào mới?",
        "bao nhiêu tỉnh không sáp nhập có sân bay",
        "Which unmerged province is the richest?",
        "Which provinces will be merged next?",
        "Những tỉnh nào gồm 4 tỉnh?",
        "How many provinces were formed from four provinces?",
        "How many provinces disappeared in the merger?",
        "Bao nhiêu tỉnh sáp nhập sở?",
        "Việt Nam có bao nhiêu thành phố?",
        "Kể tên các thành phố hiện nay",
        "Bao nhiêu đơn vị hành chính hiện nay?",
        "Ngày 1/7/2025 có bao nhiêu thành phố trực thuộc trung ương?",
        "Thành phố trực thuộc trung ương nào không sáp nhập?",
    ],
)
def test_a_word_more_asks_for_other_provinces(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_of_a_province_that_was_not_merged_no_others_are_told() -> None:
    [answer] = asked("Hà Nội có sáp nhập với tỉnh nào không").answers
    assert not answer.found
    assert answer.parameters["area"] == "ha-noi"


@pytest.mark.parametrize(
    "question",
    [
        "bỏ cấp huyện từ bao giờ",
        "từ ngày nào không còn cấp huyện nữa?",
        "Văn bản nào bãi bỏ cấp huyện?",
        "Which document abolished the district level?",
    ],
)
def test_the_end_of_the_district_level_is_told_with_what_ended_it(question: str) -> None:
    [answer] = asked(question).answers
    assert "203/2025/QH15" in answer.sentence
    assert any(day in answer.sentence for day in ("1/7/2025", "1 July 2025"))


def test_what_a_level_is_tells_when_it_ended() -> None:
    question = "what counts as 'district level' in your data, and until when did it exist"
    [answer] = asked(question).answers
    assert answer.query == "definitions"
    assert "ended on 1 July 2025" in answer.sentence


def test_no_level_that_there_is_ended_and_no_district_alone() -> None:
    for question in (
        "Cấp xã bị bỏ khi nào?",
        "When will the commune level be abolished?",
        "When was the Hoan Kiem district abolished?",
        "Toà án cấp huyện chấm dứt hoạt động từ ngày nào?",
        "When did district police cease to exist?",
        "Ai đề xuất bỏ cấp huyện, khi nào?",
        "Văn bản nào đề nghị bỏ cấp huyện?",
        "Why and when were districts abolished?",
        "Which law abolished districts in Thailand?",
    ):
        assert asked(question).status != "answered", question
