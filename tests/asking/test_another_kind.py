"""What is asked is another kind of thing than what is held: a count and a share, a congress and a
committee, a department and the province, an area that is no more and one that is new."""

from __future__ import annotations

import pytest

from support.asking import asked, names_a_figure


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
        ("Gia Lai đến 2025 có bao nhiêu trạm BTS dùng chung?", "Câu hỏi là về số lượng"),
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
    assert "về số lượng" not in _said(question)


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
        "Ở Bắc Giang thành phố đặt kinh tế số 2030 bao nhiêu?",
        "In Bac Giang the city wanted how many digital enterprises by 2025?",
        "What did Binh Dinh promise after merging for smart cities by 2025?",
        "What did Dong Nai want by 2045 after the merger?",
        "Which provinces did not promise 80% of adults with a smartphone?",
        "Có phải chỉ Bắc Giang đặt mục tiêu doanh nghiệp số năm 2030?",
        "Is it only Bac Giang that wants over 800 digital enterprises by 2025?",
        "Trong năm thành phố trực thuộc trung ương, nơi nào đặt kinh tế số cao nhất năm 2030?",
        "Among the merged provinces, which wants the largest digital economy share by 2030?",
        "Năng suất lao động Bắc Giang tăng tổng cộng bao nhiêu đến 2030?",
        "How much will labour productivity of Quang Ninh rise in total by 2025?",
        "Doanh thu thương mại điện tử của Lạng Sơn năm 2025 là bao nhiêu tỷ đồng?",
        "Cà Mau rút ngắn thời gian giải quyết thủ tục bao nhiêu ngày?",
        "Bắc Giang nên đặt mục tiêu bao nhiêu doanh nghiệp số năm 2030?",
        "Mục tiêu của nhiệm kỳ trước của Trà Vinh về kinh tế số?",
        "Which province's part of the national GDP is digital by 2030?",
        "Bắc Giang mới có bao nhiêu doanh nghiệp số năm 2025?",
        "Ban Chỉ đạo chuyển đổi số Bắc Giang đặt kinh tế số năm 2025 bao nhiêu?",
        "Trà Vinh hạng mấy năm 2025 theo mục tiêu và theo kết quả?",
        "Share of businesses with an e-payment account in Ho Chi Minh City by 2030?",
        "Bắc Giang nhập vào đâu và kinh tế số của nơi đó năm 2030 bao nhiêu?",
        "Nghị quyết HĐND thành phố Hà Nội đặt kinh tế số 2030 bao nhiêu?",
        "Nghị quyết của Tỉnh ủy Thái Nguyên đặt kinh tế số năm 2030 bao nhiêu?",
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


@pytest.mark.parametrize(
    "question",
    [
        "Bình Định đã xây được mấy đô thị thông minh?",
        "How many smart cities has Binh Dinh built?",
        "How many smart cities are there in Binh Dinh?",
        "How many digital enterprises does Bac Giang have now?",
        "Thanh Hóa có mấy doanh nghiệp số rồi?",
        "Trà Vinh đã có bao nhiêu phần trăm hộ có cáp quang?",
        "What share of Tra Vinh's households are covered by fibre today?",
        "What rank did Thai Nguyen get in the DTI of 2025?",
        "Năm 2025 Đà Nẵng xếp thứ mấy về DTI?",
    ],
)
def test_no_goal_is_told_where_it_is_asked_what_there_is(question: str) -> None:
    reply = asked(question)
    assert reply.status == "nothing-found"
    assert {answer.query for answer in reply.answers} == {"outcomes"}


def test_a_lower_bound_is_no_upper_one() -> None:
    [answer] = asked("Which provinces want at most 20% digital economy by 2030?").answers
    assert all(
        s.comparator not in ("at-least", "greater-than") or (s.value is not None and s.value < 20)
        for s in answer.statements
    )


def test_a_draft_alone_is_told_where_a_draft_is_asked_for() -> None:
    [answer] = asked("Dự thảo mục tiêu kinh tế số của Hà Nội năm 2025 là bao nhiêu?").answers
    assert [s.printed for s in answer.statements] == ["about 30 percent"]


def test_a_rank_and_points_are_both_told() -> None:
    said = _said("Khánh Hòa đặt mục tiêu DTI hạng mấy năm 2025 và bao nhiêu điểm?")
    assert "800" in said
    assert "nhóm 20" in said


@pytest.mark.parametrize(
    "question",
    [
        "What was Thanh Hoa's digital economy share to be in 2025?",
        "How many smart cities are there to be in Binh Dinh by 2025?",
        "Đến 2025 Bắc Giang sẽ đứng thứ mấy DTI?",
        "Trong các tỉnh vùng Đồng bằng sông Cửu Long, tỉnh nào đặt kinh tế số cao nhất năm 2030?",
        "Bao nhiêu cơ sở y tế Bình Định thanh toán không dùng tiền mặt 2024?",
    ],
)
def test_a_goal_that_is_asked_for_is_told(question: str) -> None:
    assert asked(question).status == "answered"
