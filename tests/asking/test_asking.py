"""Questions in words: the set of questions, two readings, what is not understood, and nonsense."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
import yaml

from dxgraph import catalogue
from dxgraph.asking import Asker
from dxgraph.asking.understand.question import language_of, with_marks
from dxgraph.engine.protocol import Query
from dxgraph.search import fold
from dxgraph.terms import AREA, DOCUMENT, INDICATOR, SOURCE
from support.asking import asked, info, names, names_a_figure, run
from support.places import TESTS
from support.some import some

QUESTIONS = yaml.safe_load((TESTS / "asking" / "questions.yaml").read_text(encoding="utf-8"))
ECONOMY = "digital-economy-share-of-gross-product"


# --- The set ------------------------------------------------------------------------------------


def test_the_set_is_large_enough_and_in_both_languages() -> None:
    questions = [item["ask"] for item in QUESTIONS["answered"]]
    assert len(questions) >= 60
    assert len(set(questions)) == len(questions)
    assert sum(language_of(question) == "en" for question in questions) >= 12
    assert len(QUESTIONS["unanswerable"]) >= 20


@pytest.mark.parametrize("item", QUESTIONS["answered"], ids=lambda item: item["ask"][:60])
def test_a_question_of_the_set_gets_its_answer_with_its_place(item: dict[str, Any]) -> None:
    reply = asked(item["ask"])
    assert reply.status == "answered", reply.text()
    said = {s.iri: s for answer in reply.answers for s in answer.statements}
    assert set(said) == {DOCUMENT[s["target"]] for s in item["statements"]}
    for expected in item["statements"]:
        statement = said[DOCUMENT[expected["target"]]]
        assert statement.printed == expected["printed"]
        assert statement.place == SOURCE[expected["place"]]
        assert any(
            expected["printed"] in answer.sentence and statement.place_words in answer.sentence
            for answer in reply.answers
        )
    assert {answer.query for answer in reply.answers} == {item["query"]}


@pytest.mark.parametrize("question", QUESTIONS["unanswerable"])
def test_what_cannot_be_answered_gets_no_figure(question: str) -> None:
    reply = asked(question)
    assert reply.status != "answered"
    assert not names_a_figure(reply)


@pytest.mark.parametrize("question", QUESTIONS["unanswerable"])
def test_the_nearest_questions_can_be_answered(question: str) -> None:
    for near in asked(question).nearest:
        if "30%" not in near:
            assert asked(near).status == "answered", near


def test_the_set_says_what_is_printed_there() -> None:
    """The expected places are the graph's own, not the answers' repeated."""
    for item in QUESTIONS["answered"]:
        for statement in some(item["statements"]):
            found = asyncio.run(
                run(
                    Query(
                        "PREFIX dx: <https://w3id.org/dxgraph/ontology#> ASK { "
                        f"<{DOCUMENT[statement['target']]}> dx:evidence "
                        f"<{SOURCE[statement['place']]}> . <{SOURCE[statement['place']]}> "
                        f"dx:printedFigure {json.dumps(statement['printed'], ensure_ascii=False)}"
                        " }"
                    )
                )
            )
            assert json.loads(found.body)["boolean"], statement


# --- Questions by others ------------------------------------------------------------------------


FRESH = [
    line.split("\t")
    for line in (TESTS / "asking" / "fresh.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
"""Written by someone who had not seen how questions are read: the question, its kind, what an
answer says (one of these), and what none may say."""
_WITHOUT_FIGURE = ("unanswerable", "absence", "absence-year", "definition")


def test_questions_by_others_are_answered_or_not_understood_but_never_wrong() -> None:
    right, wrong, expected = [], [], 0
    for question, kind, says, never in FRESH:
        reply = asked(question)
        sentences = " ".join(answer.sentence for answer in reply.answers)
        if kind in _WITHOUT_FIGURE:
            assert not names_a_figure(reply), question
        assert not never or never not in sentences, question
        if says and kind not in _WITHOUT_FIGURE:
            expected += 1
            if any(part in sentences for part in says.split("|")):
                right.append(question)
            elif names_a_figure(reply):
                wrong.append(question)
    assert not wrong
    assert len(right) >= 0.9 * expected


def test_every_promise_is_found_by_the_whole_name_of_its_indicator() -> None:
    """Of the promises of the country every tenth, in both languages and without marks: its own
    indicator and year, or nothing; no figure of a neighbour."""
    lexicon = asyncio.run(names())
    promises = sorted({(f.area, f.indicator, f.year) for f in lexicon.facts if f.year})[::10]
    assert len(promises) > 80
    for number, (area, indicator, year) in enumerate(promises):
        called = {lang: lexicon.label(indicator, lang) for lang in ("vi", "en")}
        where = lexicon.label(area, "vi")
        question = (
            f"What is the target of {lexicon.label(area, 'en')} for {called['en']} by {year}?",
            f"{where} đặt mục tiêu {called['vi']} đến năm {year} bao nhiêu?",
            fold(f"{where} đặt mục tiêu {called['vi']} đến năm {year} bao nhiêu?"),
        )[number % 3]
        said = [s for answer in asked(question).answers for s in answer.statements]
        assert {(s.indicator, s.year) for s in said} <= {(indicator, year)}, question
        assert said or number % 3 == 2, question


# --- Ways to ask --------------------------------------------------------------------------------


def test_the_comparator_is_said_in_words_in_the_language_of_the_question() -> None:
    vi = asked("Theo 111-NQ/TU, Bắc Giang đặt mục tiêu kinh tế số năm 2030 bao nhiêu?")
    en = asked("What is the target of 111-NQ/TU for the digital economy share by 2030?")
    assert vi.language == "vi"
    assert en.language == "en"
    assert "khoảng 35%" in vi.answers[0].sentence
    assert any("about 35%" in answer.sentence for answer in en.answers)


def test_the_query_and_its_parameters_stand_beside_the_answer() -> None:
    answer = asked("Nghị quyết 111-NQ/TU: hồ sơ công việc cấp xã đến năm 2025").answers[0]
    assert answer.parameters == {
        "area": "bac-giang",
        "document": "bac-giang-2021-111-nq-tu",
        "indicator": "work-files-processed-online",
        "level": "commune",
        "year": "2025",
        "lang": "vi",
    }
    assert answer.path.startswith("/queries/targets-of-area?area=bac-giang&")


def test_a_name_of_two_provinces_is_read_as_both_and_says_of_which_nothing_is_held() -> None:
    reply = asked("Bắc Ninh, kinh tế số năm 2030, 04/CTrHĐ-STTTT")
    assert {s.area for a in reply.answers for s in a.statements} == {AREA["bac-ninh-to-2025"]}
    both = asked("Tỉnh Bắc Ninh đặt mục tiêu mật độ thuê bao Internet năm 2030")
    [answer] = both.answers
    assert any("Tỉnh Bắc Ninh (mới)" in note for note in answer.not_known)


def test_two_indicators_that_are_said_equally_well_are_both_shown() -> None:
    reply = asked("Hà Nội, DTI")
    assert {dict(answer.parameters)["indicator"] for answer in reply.answers} == {
        "dti-rank",
        "dti-value",
    }


def test_areas_are_filtered_by_the_printed_figure_and_approximate_ones_are_said_to_be() -> None:
    for question in (
        "tỉnh nào đặt mục tiêu kinh tế số trên 25% năm 2030",
        "tinh nao dat muc tieu kinh te so tren 25% nam 2030",
    ):
        [answer] = asked(question).answers
        said = {s.iri for s in answer.statements}
        assert DOCUMENT[f"bac-giang-2021-111-nq-tu#{ECONOMY}-2030"] in said
        assert DOCUMENT[f"tra-vinh-2022-50-kh-ubnd#{ECONOMY}-2030"] in said
        assert all(s.value is not None and s.value >= 25 for s in answer.statements)
        assert any("Khoảng" in note for note in answer.not_known)
        assert answer.narrowed


def test_the_highest_comes_first_and_the_rest_is_said_to_be_unknown() -> None:
    [answer] = asked("tỉnh nào đặt mục tiêu năng suất lao động cao nhất năm 2025").answers
    values = [s.value for s in answer.statements if s.value is not None]
    assert values == sorted(values, reverse=True)
    assert any("không rõ" in note for note in answer.not_known)


def test_of_ranks_the_first_is_the_highest() -> None:
    [answer] = asked("which province wants the highest provincial DTI rank by 2025").answers
    values = [s.value for s in answer.statements if s.value is not None]
    assert values == sorted(values)


def test_two_areas_are_compared() -> None:
    [answer] = asked("Bắc Giang so với Trà Vinh về tỷ trọng kinh tế số trong GRDP 2030").answers
    assert {s.area for s in answer.statements} == {AREA["bac-giang"], AREA["tra-vinh"]}


@pytest.mark.parametrize(
    "question",
    [
        "Bắc Giang đạt được kinh tế số bao nhiêu năm 2022",
        "Bắc Giang kinh tế số năm 2022",
        "What did Bac Giang achieve in the digital economy in 2022?",
        "Kết quả kinh tế số của Bắc Giang",
    ],
)
def test_a_result_is_told_as_a_result_with_its_method(question: str) -> None:
    [answer] = asked(question).answers
    assert answer.query == "outcomes"
    [statement] = answer.statements
    assert str(statement.value) == "42.13"
    assert statement.year == 2022
    assert statement.place
    assert statement.says in answer.sentence


def test_a_question_that_says_neither_promise_nor_result_gets_both() -> None:
    reply = asked("Bắc Giang, kinh tế số")
    assert {answer.query for answer in reply.answers} == {"targets-of-area", "outcomes"}


def test_the_highest_result_is_that_of_each_method() -> None:
    [answer] = asked("tỉnh nào có kết quả kinh tế số cao nhất năm 2022").answers
    assert answer.query == "outcomes"
    values = [s.value for s in answer.statements if s.value is not None]
    assert values == sorted(values, reverse=True)
    assert "theo Báo cáo năm 2022" in answer.sentence


@pytest.mark.parametrize(
    "place",
    [
        *("thành phố Bắc Giang", "TP. Bắc Giang", "Bac Giang city", "the town of Bac Giang"),
        *("huyện Lạng Giang, Bắc Giang", "phường Bắc Giang", "tỉnh Đà Nẵng"),
    ],
)
def test_a_place_within_a_province_is_not_the_province(place: str) -> None:
    reply = asked(f"{place} kinh tế số 2030")
    assert reply.status == "not-understood"
    assert not names_a_figure(reply)


@pytest.mark.parametrize("place", ["Tỉnh Bắc Giang", "the province of Bac Giang", "Bắc Giang cũ"])
def test_the_kind_and_the_state_of_an_area_may_be_said(place: str) -> None:
    assert asked(f"{place}, digital economy 2030").status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "Bắc Giang có bao nhiêu doanh nghiệp năm 2025",
        "Bac Giang enterprises 2025",
        "Bắc Giang kinh tế 2030",
        "Trà Vinh dân số trưởng thành năm 2025",
        "Thái Nguyên hộ gia đình 2025",
        "tỷ lệ doanh nghiệp số của Bắc Giang năm 2025",
    ],
)
def test_a_part_of_a_name_that_is_another_thing_names_no_indicator(question: str) -> None:
    reply = asked(question)
    assert reply.status == "not-understood"
    assert not names_a_figure(reply)
    assert reply.nearest


def test_neighbours_are_told_apart() -> None:
    reply = asked("Bắc Giang có bao nhiêu doanh nghiệp công nghệ số năm 2025")
    assert not names_a_figure(reply)
    assert "doanh nghiệp công nghệ số" in (reply.answers[0].sentence if reply.answers else "")
    labour = asked("Trà Vinh: lao động kinh tế số năm 2025")
    assert {s.indicator for a in labour.answers for s in a.statements} == {
        INDICATOR["digital-economy-workforce-share"]
    }
    economy = asked("Trà Vinh: kinh tế số năm 2025")
    assert {s.indicator for a in economy.answers for s in a.statements} == {INDICATOR[ECONOMY]}


def test_a_rank_is_among_so_many_provinces() -> None:
    among = {
        number: asked(f"Hạng DTI năm 2024 của Hà Nội trong {number} tỉnh") for number in (34, 63)
    }
    said = {n: [s.value for a in reply.answers for s in a.statements] for n, reply in among.items()}
    assert len(said[34]) == len(said[63]) == 1
    assert said[34] != said[63]
    both = asked("Hạng DTI năm 2024 của Hà Nội")
    assert "34 tỉnh" in both.answers[0].sentence
    assert "63 tỉnh" in both.answers[0].sentence


def test_a_figure_in_a_question_finds_the_years_that_have_it() -> None:
    [answer] = asked("Bắc Giang đặt kinh tế số 35% cho năm nào").answers
    assert {s.year for s in answer.statements} == {2030}
    none = asked("Bắc Giang đặt kinh tế số 40% năm 2030")
    assert none.status == "nothing-found"
    assert "40%" in none.answers[0].sentence


def test_a_name_that_is_not_said_whole_is_told_whole() -> None:
    [answer] = asked("Bắc Giang đặt mục tiêu kinh tế số năm 2030").answers
    assert any("“Tỷ trọng kinh tế số trong GDP hoặc GRDP”" in note for note in answer.not_known)


def test_what_a_kind_of_question_does_not_take_makes_it_another_one() -> None:
    for question in (
        "mục tiêu quốc gia về kinh tế số của Bắc Giang năm 2030",
        "Bắc Giang đã đạt mục tiêu quốc gia về kinh tế số 2025 chưa",
    ):
        assert asked(question).status == "not-understood", question


def test_each_of_two_areas_is_answered_for() -> None:
    reply = asked("Bắc Giang và Trà Vinh đã đạt mục tiêu kinh tế số 2025 chưa")
    assert {s.area for a in reply.answers for s in a.statements} == {
        AREA["bac-giang"],
        AREA["tra-vinh"],
    }


def test_those_that_were_not_reached_are_not_those_that_were() -> None:
    reached = asked("tỉnh nào đã đạt mục tiêu kinh tế số 2025")
    assert reached.answers[0].parameters["state"] == "reached"
    behind = asked("tỉnh nào chưa đạt mục tiêu kinh tế số 2025")
    assert {a.parameters["state"] for a in behind.answers} <= {"behind", "overdue-and-below"}


def test_predecessors_speak_for_the_new_province() -> None:
    [answer] = asked("what did the predecessors of the new Bắc Ninh promise").answers
    assert answer.query == "inherited-targets"
    assert answer.parameters["area"] == "bac-ninh-from-2025"
    assert {s.area for s in answer.statements} == {AREA["bac-giang"], AREA["bac-ninh-to-2025"]}


def test_a_verdict_is_asked_for_by_its_word() -> None:
    [answer] = asked("tỉnh nào thấp hơn quốc gia về hồ sơ công việc cấp xã").answers
    assert answer.query == "against-national"
    assert answer.parameters["verdict"] == "lower"
    assert answer.parameters["level"] == "commune"
    assert all(s.says == "Thấp hơn" for s in answer.statements)


def test_words_with_marks_are_those_words() -> None:
    """ "cáp quang năm 2025" names no Quảng Nam, "quả" is no "qua"."""
    reply = asked("Nghị quyết 111-NQ/TU: hộ gia đình được phủ cáp quang năm 2025")
    assert "area" not in {part.kind for part in reply.understood}
    assert asked("Bắc Giang quả số 2030").status == "not-understood"


def test_the_documents_above_a_document_are_told() -> None:
    [answer] = asked("Văn bản cấp trên của Kế hoạch 50/KH-UBND Trà Vinh").answers
    assert answer.query == "document-chain"
    assert "749/QĐ-TTg" in answer.sentence


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("Trà Vinh không nhắc đến gì của chương trình quốc gia", "national-gaps"),
        ("những mục tiêu nào của Thái Nguyên không có con số", "qualitative-targets"),
        ("which targets of Thai Nguyen contradict each other", "conflicts"),
        ("mục tiêu nào của Bắc Giang thuộc cấp huyện đã bỏ", "abolished-level"),
        ("các thứ hạng của Bắc Giang năm 2025", "rank-targets"),
        ("Nghị quyết 111-NQ/TU đặt những mục tiêu gì", "targets-of-area"),
    ],
)
def test_each_kind_of_question_has_its_query(question: str, query: str) -> None:
    reply = asked(question)
    assert reply.answers, reply.text()
    assert {answer.query for answer in reply.answers} == {query}


# --- What is not known, and what is not understood ---------------------------------------------


def test_silence_is_no_refusal_where_a_document_was_not_read_whole() -> None:
    reply = asked("Bình Định đặt mục tiêu đô thị thông minh năm 2024 bao nhiêu")
    assert reply.status == "nothing-found"
    notes = " ".join(reply.answers[0].not_known)
    assert "33/KH-UBND" in notes
    assert "không rõ" in notes


def test_what_is_held_instead_is_named_without_its_figures() -> None:
    reply = asked("Kế hoạch 50/KH-UBND Trà Vinh: kinh tế số năm 2027")
    assert reply.status == "nothing-found"
    assert "Với những gì đã hiểu" in reply.answers[0].sentence
    assert any("2025 và 2030" in note for note in reply.answers[0].not_known)
    assert not names_a_figure(reply)
    new = asked("Thành phố Huế đặt mục tiêu kinh tế số năm 2024")
    assert new.status == "nothing-found"
    assert any("Tỉnh Thừa Thiên Huế có mục tiêu" in note for note in new.answers[0].not_known)


def test_a_word_that_is_not_understood_is_said_and_nothing_is_guessed() -> None:
    reply = asked("Bắc Giang kinh tế số nông nghiệp 2030 bao nhiêu?")
    assert reply.status == "not-understood"
    assert any("nông" in words for words in reply.not_understood)
    assert {part.kind for part in reply.understood} >= {"area", "year"}
    assert reply.nearest
    assert all("Bắc Giang" in question for question in reply.nearest)


def test_a_question_that_may_mean_many_things_is_asked_back() -> None:
    reply = asked("Kế hoạch 33/KH-UBND Bình Định: dân số trưởng thành năm 2024")
    assert reply.status == "not-understood"
    assert not names_a_figure(reply)


def test_a_denial_is_not_passed_over() -> None:
    assert asked("Bắc Giang không muốn kinh tế số 2030").status == "not-understood"


def test_the_same_question_has_the_same_answer() -> None:
    question = "Kế hoạch 50/KH-UBND Trà Vinh so với 749 về kinh tế số năm 2030"
    once = json.dumps(asked(question).data())
    again = asyncio.run(Asker(run, info, catalogue.load()).answer(question))
    assert json.dumps(again.data()) == once


def test_marks_are_put_back_without_moving_a_letter() -> None:
    text = "kinh te so tren 25% va khong qua 30%"
    marked = with_marks(text, "vi")
    assert marked == "kinh te so trên 25% va không quá 30%"
    assert len(marked) == len(text)
