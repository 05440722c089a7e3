"""What may be left out of a question, and what must not be."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking.language import cues, fillers
from dxgraph.asking.language.abbreviations import expanded
from dxgraph.asking.language.phrases import ASIDES, CUES
from dxgraph.asking.language.rewording import reworded
from dxgraph.asking.language.words import QUALIFIERS, marked
from support.asking import asked, names

ADULTS = "https://w3id.org/dxgraph/indicator/adult-smartphone-ownership"
ECONOMY = "https://w3id.org/dxgraph/indicator/digital-economy-share-of-gross-product"


def test_a_filler_neither_narrows_nor_asks_for_something_else() -> None:
    narrowing = {
        *("rural", "urban", "private", "public", "women", "men", "poor", "young", "old", "foreign"),
        *("cost", "budget", "spend", "revenue", "jobs", "why", "not", "never", "without", "no"),
        *("nông thôn", "đô thị", "tư nhân", "phụ nữ", "nghèo", "trẻ", "chi phí", "ngân sách"),
        *("không", "chưa", "vì sao", "doanh thu", "việc làm", "huyện", "xã", "phường"),
    }
    said = {marked(phrase) for phrase in (*fillers.VI, *fillers.EN)}
    assert not said & narrowing
    assert not said & QUALIFIERS
    assert not {phrase for phrase in said if not any(c.isalnum() for c in phrase)}


def test_phrases_say_questions_that_there_are() -> None:
    known = {name for key, name in vars(cues).items() if key.isupper()}
    for language, phrases in CUES.items():
        assert phrases.keys() <= known, language


def test_no_phrase_is_passed_over_and_asks_a_question_too() -> None:
    for language, phrases in CUES.items():
        cues = {marked(phrase) for several in phrases.values() for phrase in several}
        alone = {marked(phrase) for phrase in (fillers.VI if language == "vi" else fillers.EN)}
        assert alone <= {marked(phrase) for phrase in ASIDES[language]}
        assert not cues & alone


@pytest.mark.parametrize(
    "question",
    [
        "By 2025, what percentage of adults in Nghe An should {} a smartphone?",
        "By 2025, what percentage of adults in Nghe An are to {} a smartphone?",
        "According to its roadmap, what share of adults in Nghe An must {} a smartphone by 2025?",
    ],
)
@pytest.mark.parametrize("verb", ["own", "have", "hold", "possess", "use", "get"])
def test_how_something_is_had_is_left_out(question: str, verb: str) -> None:
    [answer] = asked(question.format(verb)).answers
    assert answer.about[1:] == (ADULTS, 2025)
    assert answer.found


@pytest.mark.parametrize(
    "restriction",
    ["rural ", "young ", "female ", "poor ", "working ", "ethnic minority ", "disabled "],
)
def test_a_word_that_narrows_stops_the_question(restriction: str) -> None:
    question = (
        f"By 2025, what percentage of {restriction}adults in Nghe An should own a smartphone?"
    )
    assert asked(question).status == "not-understood"


@pytest.mark.parametrize(
    "question",
    [
        "Vì sao Bắc Giang đặt kinh tế số 35% năm 2030?",
        "Làm thế nào để Hà Nội đạt 40% kinh tế số?",
        "How does Hanoi plan to reach 40% digital economy by 2030?",
        "How did Da Nang reach first place in the DTI?",
        "Bao nhiêu trường học ở Bắc Giang có cáp quang?",
        "Doanh thu kinh tế số của Hà Nội năm 2025 bao nhiêu tỷ?",
        "What share of farmers in Bac Giang use smartphones?",
        "How much did Da Nang spend on submarine cables?",
        "Mục tiêu kinh tế số 2030 của Hà Nội có khả thi không?",
        "Kinh tế số của thành phố Bắc Giang năm 2030 bao nhiêu?",
    ],
)
def test_another_measure_a_reason_or_another_place_gets_no_figure(question: str) -> None:
    reply = asked(question)
    assert reply.status == "not-understood", reply.text()


def test_the_end_of_the_decade_is_a_year() -> None:
    for text in ("by the end of the decade", "by the end of this decade", "by the decade's end"):
        assert reworded(text, "en") == "by 2030"
    assert reworded("vào cuối thập kỷ này", "vi") == "đến 2030"
    [answer] = asked(
        "How many submarine cables does Da Nang want by the end of the decade?"
    ).answers
    assert answer.about[2] == 2030


@pytest.mark.parametrize(
    "question",
    [
        "Hà Nội kinh tế số cuối thập niên sau?",
        "Hà Nội đặt kinh tế số đến cuối thập kỷ tới bao nhiêu?",
        "ha noi kinh te so den cuoi thap nien toi",
        "digital economy share of Hanoi by the end of the next decade",
        "What did the Prime Minister set for Hà Nội for the digital economy share by 2030?",
        "Thủ tướng giao Hà Nội kinh tế số 2030 bao nhiêu?",
        "How many digital enterprises does Thanh Hoa want each year by 2025?",
        "Thanh Hóa mỗi năm có bao nhiêu doanh nghiệp số đến 2025?",
        "thanh hoa hang nam co bao nhieu doanh nghiep so den 2025",
    ],
)
def test_another_decade_body_or_pace_gets_no_figure(question: str) -> None:
    reply = asked(question)
    assert reply.status == "not-understood", reply.text()


@pytest.mark.parametrize(
    "question",
    [
        "Chính phủ đặt mục tiêu kinh tế số năm 2030 là bao nhiêu?",
        "Hà Nội có thấp hơn mục tiêu quốc gia về kinh tế số 2030 của Chính phủ không?",
        "TP.HCM đặt ra NSLĐ tăng mấy % mỗi năm tới 2030?",
        "Hà Nội kinh tế số đến cuối thập niên này bao nhiêu?",
    ],
)
def test_words_that_name_what_is_held_are_understood(question: str) -> None:
    assert asked(question).status == "answered"


def test_abbreviations_and_the_word_for_number_are_written_out() -> None:
    assert expanded("HSSK điện tử") == "hồ sơ sức khỏe điện tử"
    assert expanded("hscv cap xa") == "ho so cong viec cap xa"
    assert expanded("Nghị quyết số 09 của Quảng Ninh") == "Nghị quyết 09 của Quảng Ninh"


def test_a_question_without_marks_that_may_be_two_tells_what_was_set_and_reached() -> None:
    """ "co dat chi tieu ko" is "có đạt" as well as "có đặt"."""
    [answer] = asked("quang binh nam 2023 ho so cong viec cap huyen co dat chi tieu ko").answers
    assert answer.query == "targets-and-outcomes"
    assert "92%" in answer.sentence
    assert "95%" in answer.sentence


def test_what_a_document_is_called_is_told() -> None:
    for question in (
        "Quyết định 2393/QĐ-UBND là văn bản gì, của địa phương nào?",
        "Quyết định 2393/QĐ-UBND nói về vấn đề gì?",
        "What is Decision 2393/QĐ-UBND about?",
        "What is the title of Decision 2393/QĐ-UBND?",
    ):
        [answer] = asked(question).answers
        assert "chương trình chuyển đổi số" in answer.sentence
        assert "2393/QĐ-UBND" in answer.sentence


def test_exceeding_a_yardstick_is_compared_with_it_and_reaching_a_goal_is_not() -> None:
    beyond = asked("Bắc Giang có vượt Quyết định 749 về kinh tế số năm 2030 không?")
    assert {answer.query for answer in beyond.answers} == {"against-national"}
    reached = asked("Hà Nội có vượt mục tiêu kinh tế số năm 2025 không?")
    assert {answer.query for answer in reached.answers} == {"targets-and-outcomes"}


def test_a_topic_is_what_the_place_has_of_it() -> None:
    lexicon = asyncio.run(names())
    answers = asked("Mục tiêu cáp quang của Sóc Trăng năm 2030?").answers
    assert answers
    assert all("fibre" in str(answer.about[1]) for answer in answers)
    assert all(
        any(lexicon.having(str(answer.about[0]), str(answer.about[1])))
        for answer in answers
        if answer.found
    )


def test_the_subject_of_all_of_it_is_no_indicator() -> None:
    assert asked("Chuyển đổi số Đà Nẵng 2025?").status == "not-understood"
    # How many plans there are on it asks for documents.
    reply = asked("Đà Nẵng có bao nhiêu kế hoạch về chuyển đổi số được biết?")
    assert [answer.query for answer in reply.answers] == ["issuers", "issuers"]


def test_a_fraction_is_no_place_in_a_ranking() -> None:
    answers = asked("Tỉnh nào có DTI năm 2024 trên 0,8?").answers
    assert {str(answer.about[1]).rpartition("/")[2] for answer in answers} == {"dti-value"}


def test_what_is_compared_with_the_nation_is_compared_with_a_document_that_has_it() -> None:
    [answer] = asked("Thương mại điện tử 2025 của Hải Phòng có cao hơn cả nước không?").answers
    assert answer.parameters["national"] == "viet-nam-2022-411-qd-ttg"
    assert "10%" in answer.sentence


def test_the_year_that_is_asked_for_is_told_beside_a_later_measurement() -> None:
    [answer] = asked("Hải Phòng năm 2022 có lọt top 10 DTI như kế hoạch 86 không?").answers
    assert "đo được trong năm 2022" in answer.sentence
    assert "14/63" in answer.sentence


def test_promises_that_are_equal_are_called_equal() -> None:
    alike = "So sánh doanh nghiệp nhỏ và vừa dùng nền tảng số 2025 giữa Đắk Lắk và Gia Lai cũ"
    [answer] = asked(alike).answers
    assert answer.sentence.endswith("các con số bằng nhau.")
    [other] = asked("So sánh kinh tế số 2030 của Bắc Giang và Thanh Hóa").answers
    assert "bằng nhau" not in other.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Sau sáp nhập, Lào Cai đặt chỉ tiêu phủ sóng 5G bao nhiêu vào năm 2030 vậy?",
        "sau khi hop nhat lao cai dat phu song 5G 2030 bao nhieu",
    ],
)
def test_since_the_merger_is_what_the_new_province_set(question: str) -> None:
    [answer] = asked(question).answers
    assert answer.found
    assert answer.about == (
        "https://w3id.org/dxgraph/area/lao-cai-from-2025",
        "https://w3id.org/dxgraph/indicator/mobile-5g-coverage",
        2030,
    )
