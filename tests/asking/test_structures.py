"""Structures of questions: what is told when one word or one clause says more than a figure."""

from __future__ import annotations

import pytest

from support.asking import asked


def told(question: str) -> str:
    return " ".join(answer.sentence for answer in asked(question).answers)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # The most is said by far of one name of the place.
        (
            "Nghị quyết 03/NQ-CP muốn cả nước có mấy trung tâm dữ liệu quốc gia tới 2030?",
            ["tối thiểu 3"],
        ),
        (
            "Đề án cửa khẩu số ở Lạng Sơn: 2025 mấy % xe, doanh nghiệp xuất nhập khẩu phải dùng?",
            ["100%"],
        ),
        # By-names of areas.
        ("kinh tế số 2030 của xứ Lạng là bao nhiêu?", ["Lạng Sơn"]),
        ("Đất Tổ đặt kinh tế số 2030 mấy phần trăm?", ["Phú Thọ (mới)"]),
        # What a document or an area says of something is the figure.
        ("Cao Bằng nói gì về kinh tế số lõi năm 2030?", ["7-10%"]),
        # From so much to so much, money of a head.
        (
            "Doanh nghiệp Nghệ An dùng hợp đồng điện tử 2025, từ bao nhiêu đến bao nhiêu %?",
            ["60-80%"],
        ),
        ("Hưng Yên mới 2030: GRDP bình quân đầu người bằng mấy tiền?", ["180"]),
        # A place in an order, two years.
        ("Hà Nội đứng thứ mấy DTI 2022, sang 2023 leo lên hạng mấy?", ["hạng 24", "hạng 6"]),
        ("QĐ 749: đến 2025 lọt top mấy của thế giới về chính phủ điện tử (EGDI)?", ["70"]),
        (
            "DTI target of Ho Chi Minh City for 2030, as a score, not as a rank?",
            ["over 0.75"],
        ),
        ("Across the 34 new provinces, who is last in DTI 2024?", ["Cao Bằng", "34"]),
        # Before and after a merger, by an adjective.
        (
            "Is pre-merger Vinh Long less ambitious than 749 on digital economy for 2030?",
            ["15%", "30%"],
        ),
        (
            "Between the merged Thai Nguyen and the merged An Giang, who has the larger digital "
            "economy target for 2030?",
            ["35%", "30%"],
        ),
        # A promise and what was measured.
        (
            "Hải Phòng đặt kinh tế số 10% cho 2022, thực tế bao nhiêu mà bảo vượt?",
            ["29,48%"],
        ),
        (
            "Did Viet Nam hit the 20% digital economy goal of Decision 749 for 2025?",
            ["14.02%"],
        ),
        ("Nam Định đòi vào nhóm 20 DTI tới 2025, đã có năm nào đạt được chưa?", ["hạng 10"]),
        # A level by its offices.
        ("Bac Giang commune authorities, work files online 2030: above Decision 749?", ["80%"]),
        # What became of an area.
        ("Đắk Nông bây giờ mang tên tỉnh gì?", ["Lâm Đồng (mới)"]),
        ("Under which legal basis did Dong Nai turn into a city?", ["30/2026/QH16"]),
        ("Ngày nào Đồng Nai lên TP trực thuộc trung ương?", ["30/4/2026"]),
        # All that a document sets.
        ("Kế hoạch chuyển đổi số 2026 của Cao Bằng gồm những mục tiêu nào?", ["100%", "họp"]),
        ("What exact words qualify the 2025 digital economy share in 33-CTr/TU?", ["khoảng 20%"]),
    ],
)
def test_a_structure_is_understood(question: str, said: list[str]) -> None:
    sentence = told(question)
    assert not [part for part in said if part not in sentence], sentence


@pytest.mark.parametrize(
    "question",
    [
        # Without their marks by-names are other words.
        "dat to dat kinh te so 2030 may phan tram",
        # Common nouns are no by-names: there are other ports, mines and hill towns.
        "Các thành phố cảng đặt tỷ trọng kinh tế số năm 2025 bao nhiêu?",
        "Vùng mỏ đặt tỷ trọng kinh tế số năm 2025 bao nhiêu?",
        # The most of a name is said, and a word beside it that narrows.
        "Lạng Sơn 2025: phương tiện, doanh nghiệp nước ngoài dùng cửa khẩu số bao nhiêu %?",
        # How something is said, behind what is counted, may tell which.
        "Bắc Giang đặt kinh tế số dứt khoát 2030 bao nhiêu?",
        "partially digital economy of Hanoi by 2030",
    ],
)
def test_what_may_narrow_still_stops(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_words_of_two_names_that_follow_each_other_are_no_third() -> None:
    assert "80%" in told(
        "hồ sơ công việc làm trên mạng cấp xã 2025: Bình Định hay Quảng Ngãi cao hơn?"
    )
    assert asked("việc làm kinh tế số Hà Nội 2030 bao nhiêu?").status == "not-understood"


def test_an_adverb_by_its_form_is_passed_over_and_told() -> None:
    [answer] = asked(
        "What did Bac Giang gallantly promise for the digital economy by 2030?"
    ).answers
    assert "35%" in answer.sentence
    assert any("gallantly" in note for note in answer.not_known)


@pytest.mark.parametrize(
    ("question", "said", "passed_over"),
    [
        (
            "Thưa quý vị, tôi vốn nuôi ong ở Hòa Bình; nay tỉnh tôi nhập về tỉnh nào?",
            "Phú Thọ (mới)",
            "tôi vốn nuôi ong ở Hòa Bình",
        ),
        (
            "We are scoping a bakery in today's Lam Dong. Which former provinces sit inside it?",
            "Bình Thuận",
            "We are scoping a bakery in today's Lam Dong",
        ),
        ("Cử tri hỏi: kinh tế số Bắc Giang 2030 bao nhiêu?", "khoảng 35%", "Cử tri hỏi"),
        ("Bac Giang, digital economy 2030. Range?", "about 35%", "Range"),
        (
            "Kinh tế số Bắc Giang 2030 bao nhiêu? Tôi cần biết để chất vấn.",
            "khoảng 35%",
            "để chất vấn",
        ),
    ],
)
def test_a_clause_that_asks_nothing_is_passed_over_and_told(
    question: str, said: str, passed_over: str
) -> None:
    [answer, *_] = asked(question).answers
    assert said in answer.sentence
    assert any(passed_over in note for note in answer.not_known)


@pytest.mark.parametrize(
    "question",
    [
        # It limits, it is of a place beside the one that is named, or it names something else.
        "Tôi chỉ hỏi phần của ngân hàng, kinh tế số Bắc Giang 2030 bao nhiêu?",
        "Nhà tôi gần Bắc Giang, kinh tế số 2030 bao nhiêu?",
        "Huyện tôi ở Bắc Giang, kinh tế số 2030 bao nhiêu?",
        "Ở xã tôi, kinh tế số Bắc Giang 2030 bao nhiêu?",
        "Seoul: kinh tế số 2030 bao nhiêu, còn Bắc Giang?",
        # What follows points back at it, or it says what is asked about.
        "Tôi làm ở khu công nghiệp; trong đó kinh tế số Bắc Giang 2030 bao nhiêu?",
        "My question concerns the manufacturing sector: digital economy in Bac Giang by 2030?",
        "Câu hỏi của tôi về lò gạch: kinh tế số Bắc Giang 2030 bao nhiêu?",
        # Another event of a document than its issue.
        "When was Resolution 111-NQ/TU of Bac Giang published in the Gazette?",
        "Kế hoạch 76/KH-UBND năm 2022 của Đà Nẵng được công bố ở Hội nghị ngày nào?",
        "Ai ký và đã ai phê bình Nghị quyết 111-NQ/TU của Bắc Giang?",
        "For our village, what digital economy share did Bac Giang set for 2030?",
        "Ở thôn tôi, kinh tế số Bắc Giang 2030 bao nhiêu?",
        "Which provinces reluctantly set a digital economy target for 2030?",
    ],
)
def test_a_clause_that_limits_stops(question: str) -> None:
    assert asked(question).status != "answered"


@pytest.mark.parametrize(
    ("question", "query", "said"),
    [
        # What is not asked for says what is.
        ("Kinh tế số cả nước 2025 bao nhiêu? em không cần mục tiêu", "outcomes", "14,02%"),
        ("Viet Nam's digital economy share 2025, not the target", "outcomes", "14.02%"),
        # Of one name, by a word apart from it.
        ("BN cũ: mật độ thuê bao điện thoại trên 100 dân 2030?", "targets-of-area", "147"),
        ("Quang Tri, the NEW province. 2030 digital economy?", "targets-of-area", "15-20%"),
        # How many, of those that there are.
        (
            "How many provinces came out of the mergers of 1 July 2025?",
            "mergers",
            "23 areas were formed",
        ),
        (
            "Trong 34 tỉnh hiện nay nơi nào đặt mục tiêu kinh tế số 2030 cao nhất?",
            "compare-areas",
            "của 34 địa bàn được xét",
        ),
        # One or the other.
        (
            "Mức 95% hồ sơ công việc cấp tỉnh 2025 của Bắc Giang so với 749 cao hơn hay thấp hơn?",
            "against-national",
            "cao hơn",
        ),
        ("SME dùng nền tảng số 2025: Gia Lai cũ vs Trà Vinh, ai cao?", "compare-areas", "50%"),
        (
            "Hai tỉnh cũ Hoà Bình và Vĩnh Phúc trước khi nhập Phú Thọ đặt kinh tế số 2030 mấy?",
            "compare-areas",
            "Vĩnh Phúc: 35%",
        ),
        # What it is, and what else may be said of it.
        ("kinh tế số lõi là gì ạ, nó khác kinh tế số chung chỗ nào?", "definitions", "viễn thông"),
        ("Văn bản nào là căn cứ của Quyết định 749/QĐ-TTg?", "document-chain", "52-NQ/TW"),
        # The programme of a province for a resolution of the party, which is a draft.
        (
            "Dự thảo chương trình thực hiện Nghị quyết 57 của Bình Phước: top mấy DTI 2030?",
            "targets-of-area",
            "nhóm 5",
        ),
        (
            "Năm 2025 thủ đô làm được bao nhiêu phần trăm kinh tế số, có đạt lời hứa không?",
            "targets-and-outcomes",
            "17,34%",
        ),
    ],
)
def test_what_else_is_said_tells_which_question_it_is(question: str, query: str, said: str) -> None:
    answers = asked(question).answers
    assert any(answer.query == query and said in answer.sentence for answer in answers), answers


def test_who_leads_is_not_told_by_who_promised_to() -> None:
    assert asked("dti top 10 for 2025?").status == "nothing-found"


def test_a_document_of_another_place_tells_no_figure_of_this_one() -> None:
    assert not asked("Theo Nghị quyết 57-NQ/TW, Bắc Giang đặt kinh tế số 2030 bao nhiêu?").answers


@pytest.mark.parametrize(
    ("question", "said", "read"),
    [
        ("Quang Nihn đặt kinh tế số 2025 bao nhiêu?", "Quảng Ninh", "Quảng Ninh"),
        ("vinh phcu kinh te so 2030 bao nhieu", "Vĩnh Phúc", "vinh phuc"),
        ("What is the digtial economy target of Bac Giang for 2030?", "about 35%", "digital"),
    ],
)
def test_a_slip_of_typing_is_read_as_what_is_known_and_told(
    question: str, said: str, read: str
) -> None:
    [answer] = asked(question).answers
    assert said in answer.sentence
    assert any(f"“{read}”" in note for note in answer.not_known)


@pytest.mark.parametrize(
    "question",
    [
        "Quảng Minh đặt kinh tế số 2025 bao nhiêu?",
        "Quang Minh đặt kinh tế số 2025 bao nhiêu?",
        "commute work files of Ben Tre online 2030",
        "Quang Nahm đặt kinh tế số 2025 bao nhiêu? Quang Nihm?",
        "Digital economy share of Dak Song by 2025?",
        "Digital economy share of Dak Long by 2025?",
        "ty trong kinh te so cua Dak Song nam 2025?",
    ],
)
def test_what_may_be_another_word_is_no_slip(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_marks_count_wherever_they_stand_in_a_syllable() -> None:
    assert "tối thiểu 30%" in told("Bình Phuớc đặt kinh tế số 2030 bao nhiêu?")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Điểm DTI của Đà Nẵng năm 2023 là bao nhiêu và đứng thứ mấy?", ["0,834", "hạng 1"]),
        ("What was Da Nang's DTI score in 2022 and its rank?", ["0.8002", "rank 1"]),
        ("Hồ sơ công việc ở huyện và xã của Bến Tre 2025 mỗi cấp mấy %?", ["80%", "60%"]),
        ("Kiên Giang nay thuộc tỉnh nào, nhập ngày nào?", ["An Giang (mới)", "1/7/2025"]),
        ("Where did Quang Nam end up after the 2025 reform?", ["Đà Nẵng city (new)"]),
    ],
)
def test_two_things_are_asked_for_and_both_are_told(question: str, said: list[str]) -> None:
    sentence = told(question)
    assert not [part for part in said if part not in sentence], sentence


def test_who_is_lowest_in_an_index_is_not_who_promised_least() -> None:
    answers = asked("5 tỉnh có DTI thấp nhất năm 2022?").answers
    assert {answer.query for answer in answers} == {"outcomes"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # Two indicators.
        (
            "TP.HCM (mới) 2030: phủ 5G bao nhiêu, hồ sơ TTHC xử lý online bao nhiêu? cần cả 2 số",
            ["100%", "tối thiểu 85%"],
        ),
        (
            "Bắc Giang đặt kinh tế số và năng suất lao động 2025 bao nhiêu?",
            ["khoảng 25%", "trên 12,5%"],
        ),
        (
            "What are Bac Giang's targets for the digital economy and labour productivity in 2025?",
            ["about 25%", "over 12.5%"],
        ),
        # The record of a document, by whatever is asked of it.
        (
            "Kế hoạch 231/KH-UBND của Yên Bái do cơ quan nào ra? (không phải 231 của Hà Tĩnh nhé)",
            ["16/11/2023"],
        ),
        ("KH CĐS năm 2026 của Cà Mau số mấy, ký ngày nào", ["0280/KH-UBND"]),
        (
            "HĐND Hà Tĩnh thông qua kế hoạch kinh tế - xã hội 5 năm bằng nghị quyết nào?",
            ["291/NQ-HĐND"],
        ),
        (
            "When did Hue become a city, by which resolution of the National Assembly?",
            ["175/2024"],
        ),
        ("đồng nai lên thành phố bao h, NQ nào", ["30/2026/QH16"]),
        # What is counted, and over what.
        ("internet subscription density: unit? can it exceed 100?", ["may pass 100"]),
        (
            "hồ sơ có phí, lệ phí thanh toán trực tuyến tính theo tử số, mẫu số nào?",
            ["tổng số hồ sơ"],
        ),
        # Whether it was reached, and by which ranking.
        (
            "Thái Nguyên đã vào nhóm 15 tỉnh dẫn đầu DTI 2025 chưa? Căn cứ lần xếp hạng nào?",
            ["hạng 8"],
        ),
        (
            "Has old Da Nang fulfilled its aim to be among the top three in the DTI by 2025?",
            ["top 3", "rank 2"],
        ),
        ("Bảng DTI 2024 tính gộp theo 34 tỉnh thành, Thanh Hóa đứng thứ mấy?", ["hạng 5"]),
        # A level that is no more, and what it was to reach.
        ("Cấp huyện đã bỏ, vậy chỉ tiêu 2030 cho hồ sơ cấp huyện của Sóc Trăng là mấy?", ["90%"]),
        ("nang suat lao dong Tra Vinh tang bao nhieu theo dich 2025?", ["11,5%"]),
    ],
)
def test_more_structures_are_understood(question: str, said: list[str]) -> None:
    sentence = told(question)
    assert not [part for part in said if part not in sentence], sentence


def test_of_two_things_neither_is_told_where_one_is_not_understood() -> None:
    for question in (
        "Bắc Giang 2030 kinh tế số bao nhiêu, kinh tế xanh bao nhiêu?",
        "Bắc Giang đặt kinh tế số và kinh tế tuần hoàn 2030 bao nhiêu?",
    ):
        assert asked(question).status == "not-understood"
