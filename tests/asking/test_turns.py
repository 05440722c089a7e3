"""Questions as strangers put them: documents by what they are called, a figure or a yardstick that
is said in passing, what the asker says of himself, and places of which nothing is held."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.asking.language.fillers import is_light
from support.asking import asked, names


def told(question: str) -> str:
    return " ".join(answer.sentence for answer in asked(question).answers)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Đề án chuyển đổi số 2021-2025 của Hà Tĩnh theo quyết định số mấy?", "424/QĐ-UBND"),
        ("What is the number of Phu Yen's 2024-2025 scheme on digital transformation?", "150/QĐ"),
        (
            "Kế hoạch về hạ tầng số giai đoạn 2023-2025 của Lâm Đồng mang số hiệu gì?",
            "8124/KH-UBND",
        ),
        ("Nghị quyết của Yên Bái về chính sách hỗ trợ chuyển đổi số có số hiệu gì?", "60/2022/NQ"),
        ("Văn bản nào phê duyệt quy hoạch 2021-2030 của Đắk Lắk?", "1747/QĐ-TTg"),
    ],
)
def test_a_document_is_found_by_what_it_is_called(question: str, number: str) -> None:
    assert number in told(question)


def test_what_a_document_of_the_area_is_not_called_finds_none() -> None:
    assert not asked("Quyết định nào phê duyệt đề án nuôi tôm của Hà Tĩnh?").answers
    assert not asked("Kế hoạch hạ tầng số 2031-2035 của Lâm Đồng số mấy?").answers


def test_who_signed_and_from_when_it_holds_is_told_where_it_is_noted() -> None:
    assert "Vũ Đức Đam" in told("411/QĐ-TTg do ai ký?")
    assert "người ký chưa được ghi" in told("Ai ký Kế hoạch 106/KH-UBND của Hải Phòng?")
    assert "1 July 2026" in told("When does the Law on Digital Transformation take effect?")
    assert not asked("Quyết định 749 hết hiệu lực ngày nào?").answers


@pytest.mark.parametrize(
    "question",
    [
        "What is Decision 2393/QĐ-UBND?",
        "Quyết định 2393/QĐ-UBND là cái gì?",
    ],
)
def test_what_a_document_is_asks_what_it_is_called(question: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "issuers"


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Ba Vì", "Ba Vì"),
        ("huyện Ba Vì", "huyện Ba Vì"),
        ("Kinh tế số 2030 ở huyện Ba Vì là bao nhiêu?", "Ba Vì"),
        ("kinh tế số Ba Vì Hà Nội 2030", "Ba Vì"),
        ("thành phố Bắc Giang đặt kinh tế số 2030 bao nhiêu?", "thành phố Bắc Giang"),
    ],
)
def test_of_a_place_that_is_not_ours_it_is_said_that_nothing_is_held(
    question: str, place: str
) -> None:
    reply = asked(question)
    assert reply.status == "not-understood"
    assert reply.message.startswith(f"Đồ thị không có gì về “{place}”")
    assert not reply.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Hai Duong cashless payment 2030?",
        "Da Nang DTI rank 2030?",
        "Bac Kan BTS sharing 2025?",
        "Hue online procedures 2026 percent?",
    ],
)
def test_a_few_english_words_are_answered_in_english(question: str) -> None:
    reply = asked(question)
    assert reply.language == "en"
    assert reply.answers


def test_a_year_before_the_word_for_percent_is_a_year() -> None:
    answers = asked("Hue online procedures 2026 percent?").answers
    assert {answer.about[2] for answer in answers} == {2026}


def test_a_figure_that_is_not_held_does_not_hide_the_one_that_is() -> None:
    answers = asked("Does Hanoi want 55% digital economy by 2030?").answers
    assert not any(answer.found for answer in answers)
    assert any("40%" in note for answer in answers for note in answer.not_known)
    assert asked("Does Hanoi want its digital economy of 2030 doubled?").status != "answered"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            "Is Thanh Hoa's 2025 goal for labour productivity above the national programme's 7%?",
            ["9.6%", "higher"],
        ),
        ("Kinh tế số 2025 của Đồng Tháp cũ có kịp mức cả nước trong QĐ 749 không?", ["5%", "20%"]),
        ("Kinh tế số 2030 Điện Biên có bằng 749 không hay thấp hơn?", ["15%", "30%", "thấp hơn"]),
        ("cáp quang biển 2030: QĐ 36 khác NQ 03/NQ-CP chỗ nào?", ["4-6", "9"]),
    ],
)
def test_a_yardstick_may_be_named_with_its_figure_or_beside_another(
    question: str, says: list[str]
) -> None:
    sentence = told(question)
    assert all(part in sentence for part in says)


@pytest.mark.parametrize(
    "question",
    [
        "em sợ nhớ sai, Bắc Giang đặt kinh tế số 2030 bao nhiêu?",
        "Bắc Giang đặt kinh tế số 2030 bao nhiêu? sếp bảo tra lại",
        "Không biết Bắc Giang đặt kinh tế số 2030 ít nhất mấy phần trăm?",
        "Bắc Giang đặt kinh tế số 2030 bao nhiêu? Nếu không có thì nói không có.",
        "For a short note: what digital economy share does Bac Giang want by 2030?",
        "I can't remember what digital economy share Bac Giang pledged for 2030",
        "What share of the digital economy is Bac Giang pledging itself to by 2030, at least?",
    ],
)
def test_what_is_said_around_a_question_does_not_stop_it(question: str) -> None:
    assert "35%" in told(question)


@pytest.mark.parametrize(
    "question",
    [
        "tôi cần số của ngoại ô, Hà Nội đặt kinh tế số 2030 bao nhiêu?",
        "I need the one for the suburbs, what is the digital economy target of Hanoi for 2030?",
        "Which provinces gave up their digital economy target for 2030?",
        "Which provinces called off the digital economy target for 2030?",
        "Bao nhiêu người lớn Quảng Ngãi không biết dùng smartphone năm 2025?",
    ],
)
def test_what_limits_or_denies_stops_it_still(question: str) -> None:
    assert asked(question).status != "answered"


def test_the_newest_ranking_is_told_where_no_year_is_said() -> None:
    reply = asked("lớn nhất DTI")
    assert {answer.about[2] for answer in reply.answers} == {2024}
    assert "Thành phố Hà Nội, năm 2024: hạng 1" in told("lớn nhất DTI")
    assert asked("Tỉnh nào đặt kinh tế số cao nhất?").status == "not-understood"


def test_among_the_old_or_the_new_provinces() -> None:
    assert "hạng 1 " in told("tphcm hạng mấy DTI 2024 nếu vẫn tính 63 tỉnh như cũ")
    assert "0.8373" in told("Among the old 63, who scored highest on the 2024 DTI?")
    assert "34" in told("Rank of Cao Bang in the DTI for 2024, among the 34 merged provinces")


def test_documents_that_were_not_read_are_named_where_nothing_is_found() -> None:
    [answer] = asked("Lai Châu cam kết những con số gì về chuyển đổi số?").answers
    assert not answer.found
    assert any("983/QĐ-UBND" in note for note in answer.not_known)


def test_forms_of_a_light_word_are_light() -> None:
    for word in ("pledging", "committed", "specifies", "tallies"):
        assert is_light(word, "en", plain=True) is (word != "tallies")


def test_who_came_first_is_not_who_promised_to() -> None:
    reply = asked("Công bố DTI năm 2025 thì tỉnh nào đứng nhất?")
    assert {answer.query for answer in reply.answers} <= {"outcomes"}
    assert not any(answer.found for answer in reply.answers)


def test_a_kind_of_place_before_a_verb_is_a_level() -> None:
    [answer] = asked("Trà Vinh 2025: hồ sơ công việc trên mạng, huyện đặt bao nhiêu?").answers
    assert answer.parameters["level"] == "district"


def test_the_nearest_questions_are_of_the_place_that_is_named() -> None:
    near = asked("Hà Nội DTI xyzzy 2022").nearest
    assert near
    assert all("Hà Nội" in question for question in near)


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("Gia Lai cũ 2025 băng rộng cố định tải xuống mấy Mb/s?", "fixed-broadband-download-speed"),
        ("% of GDP spent on research and development in Viet Nam by 2030?", "rd-spending"),
        ("tower sites shared between operators in Gia Lai by 2025", "bts-site-sharing"),
    ],
)
def test_what_a_place_has_is_known_by_fewer_words(question: str, indicator: str) -> None:
    answers = [answer for answer in asked(question).answers if answer.found]
    assert answers
    assert all(indicator in str(answer.about[1]) for answer in answers)


def test_harmless_words_are_left_out_unless_they_stand_beside_what_is_counted() -> None:
    assert "35%" in told("Bắc Giang tường tận đặt kinh tế số 2030 bao nhiêu, trời ơi?")
    assert "35%" in told("Which figure has Bac Giang set its sights on, digital economy, 2030?")
    assert not asked("Bắc Giang đặt kinh tế số tử tế 2030 bao nhiêu?").answers


FRAMES = (
    "{area} bây giờ (đã gồm cả các tỉnh cũ) muốn {what} bao nhiêu vào {year}?",
    "Hình thành từ các tỉnh cũ, {area} đặt mục tiêu {what} đến năm {year} bao nhiêu?",
    "Theo văn bản của {area}, {what} đến {year} phải đạt mấy?",
    "{area}: {what}, mốc {year} là bao nhiêu, em hỏi cho chắc?",
    "{what} ở {area} năm {year} là bao nhiêu?",
    "{what} tại {area} năm {year} là bao nhiêu?",
    "Năm {year}, {what} của {area} là mấy?",
)


def test_what_is_held_is_in_no_frame_said_not_to_be_found() -> None:
    lexicon = asyncio.run(names())
    held = sorted({(f.area, f.indicator, f.year) for f in lexicon.facts if f.year})[::17]
    assert len(held) > 30
    for number, (area, indicator, year) in enumerate(held):
        question = FRAMES[number % len(FRAMES)].format(
            area=lexicon.label(area, "vi"), what=lexicon.label(indicator, "vi"), year=year
        )
        reply = asked(question)
        if (area, indicator, year) in {answer.about for answer in reply.answers}:
            assert reply.status == "answered", question


def test_a_province_that_took_others_in_is_told_by_what_it_set_itself() -> None:
    sentence = told(
        "Tỉnh Bắc Ninh bây giờ (đã gồm cả Bắc Giang) muốn sóng 5G tới bao nhiêu dân số vào 2030?"
    )
    assert "144/KH-UBND" in sentence
    assert "100%" in sentence


def test_the_kind_before_the_name_of_a_place_is_no_level() -> None:
    sentence = told("Năm 2030, kinh tế số ở tỉnh Trà Vinh có đạt trên 25% không?")
    assert "trên 25%" in sentence
    [answer] = asked("Kinh tế số ở tỉnh Trà Vinh năm 2030 là bao nhiêu?").answers
    assert "30%" in answer.sentence
    assert "level" not in answer.parameters


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        (
            "Bây giờ Tỉnh Khánh Hòa muốn điểm chỉ số chuyển đổi số cấp tỉnh (DTI) trên thang 1.000 "
            "vào 2025 là mấy?",
            "800",
        ),
        ("KH 4636 của Khánh Hòa nhắm điểm DTI bao nhiêu trên thang 1000 cho 2025?", "800"),
        ("Hà Tĩnh: tỷ lệ huyện đạt chỉ tiêu 9.5 của huyện nông thôn mới năm 2025?", "100%"),
    ],
)
def test_numbers_of_a_name_are_no_figures(question: str, figure: str) -> None:
    assert figure in told(question)
    assert any(answer.found for answer in asked(question).answers)


@pytest.mark.parametrize(
    "question",
    [
        "Kinh tế số Trà Vinh gặt hái được bao nhiêu phần trăm năm 2025?",
        "What did Tra Vinh's digital economy end up with in 2025?",
        "In the end, what digital economy share did Tra Vinh post in 2025?",
        "Kinh tế số Trà Vinh năm 2030 làm tròn là bao nhiêu?",
        "Theo dự thảo, Trà Vinh đặt kinh tế số 2030 bao nhiêu?",
        "Bản thảo kế hoạch của Trà Vinh đặt kinh tế số 2030 bao nhiêu?",
        "Compare Hanoi and Ho Chi Minh City on e-government targets",
    ],
)
def test_a_result_a_draft_or_a_topic_is_not_answered_with_a_promise(question: str) -> None:
    reply = asked(question)
    assert reply.status != "answered"
    assert not any("e-government" in answer.sentence.lower() for answer in reply.answers)


def test_a_draft_that_is_held_is_told() -> None:
    assert "13%" in told("Vĩnh Phúc dự thảo đề án tăng năng suất lao động mỗi năm 2030 bao nhiêu?")


def test_all_that_a_place_has_of_a_topic_is_named_where_one_of_it_is_not_held() -> None:
    [answer] = asked("Trước sáp nhập, Hải Dương cam kết gì về dịch vụ công trực tuyến?").answers
    notes = " ".join(answer.not_known)
    assert "mức độ 4" in notes
    assert "sử dụng dịch vụ công trực tuyến" in notes


@pytest.mark.parametrize(
    "question",
    [
        "Tỉnh nào chạm ngưỡng 30% kinh tế số năm 2025?",
        "Which provinces had reached 30% digital economy in 2025?",
    ],
)
def test_who_has_more_has_reached_it(question: str) -> None:
    assert "46" in told(question)
