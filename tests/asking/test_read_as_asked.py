"""What is told is what was asked for: no other rows, documents or measures beside it."""

from __future__ import annotations

import pytest

from dxgraph.asking.answer.asker import Answered
from dxgraph.terms import AREA, DOCUMENT
from support.asking import asked


def _read(question: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (answer.query, {k: v for k, v in answer.parameters.items() if k != "lang"})
        for answer in asked(question).answers
    ]


def _one(question: str) -> Answered:
    [answer] = asked(question).answers
    return answer


@pytest.mark.parametrize(
    "question",
    ["Bao nhiêu mục tiêu của Bình Thuận đã đạt?", "How many targets has Bình Thuận reached?"],
)
def test_how_many_were_kept_counts_these_alone(question: str) -> None:
    answer = _one(question)
    assert answer.parameters["state"] == "reached-as-declared"
    assert len(answer.statements) == 3


@pytest.mark.parametrize(
    ("question", "pillar", "named"),
    [
        ("Những mục tiêu xã hội số của Đà Nẵng năm 2025", "society", "“Xã hội số”"),
        ("Liệt kê các mục tiêu năm 2025 của Bình Thuận về chính quyền số", "government", "số”"),
        ("Which targets of Trà Vinh are for digital government?", "government", "government”"),
    ],
)
def test_goals_of_a_pillar_are_told_and_the_pillar_named(
    question: str, pillar: str, named: str
) -> None:
    answer = _one(question)
    assert answer.parameters["pillar"] == pillar
    assert named in answer.sentence


def test_a_pillar_without_goals_is_named_too() -> None:
    for answer in asked("Những cam kết của Vĩnh Long về xã hội số năm 2025").answers:
        assert not answer.found
        assert "trụ cột “Xã hội số”" in answer.sentence


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ('Văn bản nào của Hà Nội in "trên 40%"?', {"trên 40%"}),
        ("Which provinces say “about 30%” for the 2030 digital economy?", {"about 30%"}),
        ("Tỉnh nào đặt đúng 25% kinh tế số năm 2030?", {"25%"}),
        ("Which provinces set exactly 25% for the digital economy by 2030?", {"25%"}),
    ],
)
def test_a_figure_in_quotes_or_meant_exactly_is_found_as_it_is_printed(
    question: str, figures: set[str]
) -> None:
    assert {statement.figure for statement in _one(question).statements} == figures


@pytest.mark.parametrize(
    "question",
    [
        "Theo Nghị quyết 99 của Hà Nội, kinh tế số 2030 là bao nhiêu?",
        "According to Resolution 99 of Hà Nội, what is the 2030 digital economy target?",
    ],
)
def test_the_number_of_a_document_that_is_not_known_is_no_figure(question: str) -> None:
    reply = asked(question)
    assert not reply.answers
    assert any("99" in words for words in reply.not_understood)


@pytest.mark.parametrize(
    "question",
    [
        "Chương trình chuyển đổi số quốc gia đặt mục tiêu gì cho năm 2025?",
        "What does the national digital transformation programme aim for by 2025?",
    ],
)
def test_the_programme_is_one_document_of_the_nation(question: str) -> None:
    told = _one(question).statements
    assert {s.document for s in told} == {DOCUMENT["viet-nam-2020-749-qd-ttg"]}


@pytest.mark.parametrize(
    "question",
    ["Viet Nam digital economy share 2020 to 2024", "Kinh tế số Việt Nam từ 2020 đến 2024"],
)
def test_a_measure_over_a_period_is_told_of_all_its_years(question: str) -> None:
    sentence = _one(question).sentence
    assert all(str(year) in sentence for year in range(2020, 2025))


@pytest.mark.parametrize(
    "question",
    ["So sánh hạng DTI Hà Nội năm 2022 và 2024", "Compare Hà Nội's DTI rank in 2022 and 2024"],
)
def test_two_years_of_one_measure_are_compared(question: str) -> None:
    sentence = _one(question).sentence
    assert ("hạng 24" in sentence and "hạng 4 " in sentence) or (
        "rank 24" in sentence and "rank 4 " in sentence
    )


def test_results_of_the_predecessors_are_told_beside_their_goals() -> None:
    read = _read("DTI năm 2022 của các tỉnh hợp thành Phú Thọ mới")
    measured = {given["area"] for query, given in read if query == "outcomes"}
    assert measured == {"hoa-binh", "phu-tho-to-2025", "vinh-phuc"}
    assert read[0][0] == "inherited-targets"


def test_what_is_inherited_from_one_predecessor_is_told_of_it_alone() -> None:
    told = _one("Bắc Ninh mới kế thừa mục tiêu nào từ Bắc Giang?").statements
    assert {statement.area for statement in told} == {AREA["bac-giang"]}
    both = _one("Bắc Giang nhập vào Bắc Ninh, tỉnh mới kế thừa những mục tiêu nào?").statements
    assert {s.area for s in both} == {AREA["bac-giang"], AREA["bac-ninh-to-2025"]}


def test_what_came_before_a_change_of_kind_is_told() -> None:
    read = _read("Đồng Nai mới gồm những tỉnh nào?")
    assert [given["area"] for _, given in read] == ["dong-nai-from-2025", "dong-nai-from-2026"]


@pytest.mark.parametrize(
    "question",
    [
        "Sở TT&TT Bắc Ninh đặt mục tiêu kinh tế số năm 2030 bao nhiêu?",
        "Sở Thông tin và Truyền thông Bắc Ninh đặt mục tiêu kinh tế số 2030 bao nhiêu?",
    ],
)
def test_goals_of_a_department_are_those_of_its_documents(question: str) -> None:
    told = _one(question).statements
    assert [s.document for s in told] == [DOCUMENT["bac-ninh-2022-04-ctrhd-stttt"]]


def test_goals_of_a_department_without_documents_are_not_those_of_the_province() -> None:
    assert not asked("Sở TT&TT Hà Nội đặt mục tiêu kinh tế số 2030 bao nhiêu?").answers
    # Who tells of a result is no issuer.
    assert asked("Theo Sở TT&TT, Hà Nội đạt kinh tế số bao nhiêu năm 2024?").status == "answered"


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("Under which resolution did Bắc Giang promise 35% by 2030?", "targets-of-area"),
        ("Kho dữ liệu ghi nhận bao nhiêu mục tiêu của Trà Vinh?", "targets-of-area"),
        ("hai phong lam kinh te so dat bao nhieu nam 2022", "targets-of-area"),
        ("Vĩnh Phúc có vào top 20 DTI 2022 như mục tiêu không?", "targets-and-outcomes"),
    ],
)
def test_plain_turns_are_understood(question: str, query: str) -> None:
    reply = asked(question)
    assert reply.status == "answered"
    assert reply.answers[0].query == query


@pytest.mark.parametrize(
    "question",
    [
        "Is 42.13% a target or a result for Bắc Giang?",
        "42,13% của Bắc Giang là mục tiêu hay kết quả?",
    ],
)
def test_a_figure_that_was_measured_is_told_as_a_result(question: str) -> None:
    answer = _one(question)
    assert answer.query == "outcomes"
    assert [s.printed or s.figure for s in answer.statements]


@pytest.mark.parametrize(
    ("question", "measured"),
    [
        ("Hà Nội đạt 30% kinh tế số năm 2025 phải không?", "17,34%"),
        ("Hải Phòng top 10 DTI 2022?", "rank 14"),
    ],
)
def test_a_result_that_is_another_is_told_beside_the_goal(question: str, measured: str) -> None:
    goal, result = asked(question).answers
    assert (goal.query, result.query) == ("targets-of-area", "outcomes")
    assert measured in result.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Hà Nội sẽ đạt mục tiêu 2030 không?",
        "Tỉnh nào có thứ hạng DTI giống nhau năm 2022 và 2023?",
        "Did Bắc Giang set 30% for 2030?",
    ],
)
def test_what_is_not_to_be_told_is_not_understood(question: str) -> None:
    assert asked(question).status == "not-understood"


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Nghị quyết nào của Hà Nội đặt 40% kinh tế số?", {"ha-noi-2022-18-nq-tu"}),
        (
            "Which plan of Hà Nội sets the digital economy target for 2030?",
            {"ha-noi-2020-205-kh-tu", "ha-noi-2021-76-kh-ubnd"},
        ),
        (
            "Kế hoạch năm 2021 của Hà Nội đặt mục tiêu kinh tế số bao nhiêu?",
            {"ha-noi-2021-76-kh-ubnd"},
        ),
        ("Nghị quyết năm 2022 của Hà Nội đặt gì?", {"ha-noi-2022-18-nq-tu"}),
        (
            "What did the 2021 plan of Hà Nội set for the digital economy?",
            {"ha-noi-2021-76-kh-ubnd"},
        ),
        # No plan does; the document that does is told.
        ("Kế hoạch nào của Bắc Giang đặt 35% kinh tế số 2030?", {"bac-giang-2021-111-nq-tu"}),
    ],
)
def test_documents_of_a_kind_or_a_year_are_told_alone(question: str, documents: set[str]) -> None:
    told = _one(question).statements
    assert {s.document for s in told} == {DOCUMENT[name] for name in documents}


@pytest.mark.parametrize(
    "question",
    [
        "Tỉnh nào đặt mục tiêu kinh tế số cho cả 2025 và 2030?",
        "Which provinces have targets for both 2025 and 2030 in the digital economy?",
        "Tỉnh mới nào đặt kinh tế số 2030 cao nhất?",
        "Theo báo Lao Động, Thanh Hóa đặt kinh tế số bao nhiêu?",
    ],
)
def test_a_condition_that_no_query_has_is_not_passed_over(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_what_was_reached_only_after_its_deadline_is_told_as_not_known_in_time() -> None:
    answer = _one("Tỉnh nào không đạt mục tiêu DTI 2022?")
    assert answer.sentence.startswith("Chỉ được đo là đạt sau hạn")
    assert "xếp hạng DTI năm 2022: 14/63" in answer.sentence
    assert [s.area for s in answer.statements] == [AREA["hai-phong-to-2025"]]


def test_a_document_is_known_by_the_kind_the_number_and_the_area() -> None:
    told = _one("CTr hành động 40 của Hà Tĩnh TFP 2030 mấy").statements
    assert [s.document for s in told] == [DOCUMENT["ha-tinh-2025-40-ctr-tu"]]


def test_the_highest_target_is_one_that_was_promised() -> None:
    question = (
        "Which province has the highest target for leading group in digital government by 2025?"
    )
    answer = _one(question)
    assert (answer.query, answer.found) == ("compare-areas", True)


@pytest.mark.parametrize(
    "question",
    [
        "Các quyết định của Thủ tướng có khác nhau về kinh tế số 2025 không?",
        "Các thước đo quốc gia khác nhau thế nào về kinh tế số 2030?",
    ],
)
def test_texts_of_the_nation_are_compared_with_each_other_not_with_provinces(question: str) -> None:
    assert _one(question).query == "yardsticks-disagree"


@pytest.mark.parametrize(
    "question",
    [
        "Chỉ tiêu kinh tế số 2030 của 749 và 57 khác nhau không?",
        "Tỉnh nào có mục tiêu kinh tế số 2025 khác nhau?",
    ],
)
def test_a_number_or_a_comparison_that_no_query_has_is_not_passed_over(question: str) -> None:
    assert asked(question).status == "not-understood"


def test_which_place_is_asked_is_no_question_for_all_goals() -> None:
    question = "Bình Định muốn lọt top bao nhiêu chuyển đổi số?"
    assert all(answer.parameters.get("indicator") for answer in asked(question).answers)


@pytest.mark.parametrize(
    "question",
    [
        "Trà Vinh có mục tiêu nào giữa 50% và 70% cho 2025?",
        "Which Trà Vinh targets for 2025 are between 50% and 70%?",
    ],
)
def test_two_figures_that_bound_a_range_keep_what_lies_within(question: str) -> None:
    told = _one(question).statements
    assert told
    assert all(50 <= (statement.value or 0) <= 70 for statement in told)


def test_of_two_figures_each_is_looked_for() -> None:
    answers = asked("Hà Nội đặt 30% và 40% cho kinh tế số phải không?").answers
    goals = [answer for answer in answers if answer.query == "targets-of-area"]
    assert [{s.value for s in goal.statements} for goal in goals] == [{30}, {40}]


def test_a_pillar_may_be_called_as_an_indicator_is() -> None:
    answer = _one("Mục tiêu 2025 trụ cột kinh tế số của Trà Vinh")
    assert answer.parameters["pillar"] == "economy"
    assert len({statement.indicator for statement in answer.statements}) > 1
