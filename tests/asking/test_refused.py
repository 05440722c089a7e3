"""What the graph does not hold gets no figure, in whichever words it is asked for: causes, ways,
opinions, forecasts, persons, money, wards, other countries, parts of what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxgraph.asking.language.fillers import LIGHT, is_light
from dxgraph.asking.language.rewording import reworded
from support.asking import asked

REFUSED = (Path(__file__).parent / "refused.txt").read_text(encoding="utf-8").splitlines()


def test_no_figure_is_told_for_what_is_not_held() -> None:
    assert len(REFUSED) > 100
    told = [question for question in REFUSED if asked(question).status == "answered"]
    assert not told


def test_no_word_that_narrows_or_denies_is_light() -> None:
    narrowing = {
        *(
            "rural",
            "urban",
            "private",
            "public",
            "women",
            "men",
            "poor",
            "young",
            "foreign",
            "home",
        ),
        *("cost", "budget", "spend", "revenue", "jobs", "why", "not", "never", "without", "no"),
        *("nông", "thôn", "phụ", "nữ", "nghèo", "trẻ", "phí", "ngân", "sách", "không", "chưa"),
        *("huyện", "xã", "phường", "tiền", "vốn", "số", "điện", "cao", "người", "hộ", "dân"),
    }
    assert not narrowing & {*LIGHT["vi"], *LIGHT["en"]}
    assert not any(is_light(word, "vi", plain=True) for word in ("chi", "ho", "dien", "cao", "xa"))


@pytest.mark.parametrize(
    ("said", "language", "meant"),
    [
        ("Gia Lai hồi chưa nhập tỉnh", "vi", "Gia Lai trước khi sáp nhập"),
        ("gia lai luc con la tinh rieng", "vi", "gia lai truoc khi sap nhap"),
        ("Lâm Đồng từ ba tỉnh cũ", "vi", "Lâm Đồng từ các tỉnh cũ"),
        ("the provinces that were merged into Vinh Long", "en", "the predecessors of Vinh Long"),
        ("TFP là tốc độ hay là phần, hiểu sao cho đúng?", "vi", "TFP là gì"),
    ],
)
def test_a_turn_of_speech_is_the_phrase_that_says_the_same(
    said: str, language: str, meant: str
) -> None:
    assert reworded(said, language) == meant


def test_a_short_word_is_read_by_the_names_of_indicators() -> None:
    [answer] = asked("lang son 2025 xu ly hs cong viec tren mang may %").answers
    assert answer.found
    both = asked("quang ninh 2025 hd dien tu dn bn %")
    about = {str(answer.about[1]).rpartition("/")[2] for answer in both.answers}
    assert "enterprises-e-contract-adoption" in about


def test_a_figure_with_its_area_finds_its_document() -> None:
    answers = asked("con so 10,08% cua vinh long nam o van ban nao vay").answers
    assert any(
        s.value is not None and float(s.value) == 10.08 for a in answers for s in a.statements
    )


def test_who_came_last_is_told_by_points_where_no_rank_is_printed() -> None:
    [answer] = asked("who came last on the digital transformation index in 2024").answers
    assert answer.query == "outcomes"
    assert "0.4946" in answer.sentence


def test_what_changes_a_document_is_told_and_not_the_day_of_the_document_itself() -> None:
    chain, issued = asked(
        "Văn bản nào sửa đổi, bổ sung Nghị quyết 03/NQ-CP và được ban hành ngày nào?"
    ).answers
    assert chain.query == "document-chain"
    assert "71/NQ-CP" in issued.sentence
    assert "1/4/2025" in issued.sentence
    assert asked("Quyết định nào thay thế Quyết định 749?").status == "not-understood"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("nghị quyết của thành ủy Hà Nội đặt kinh tế số 2025 bao nhiêu", "18-NQ/TU"),
        ("ke hoach cua ubnd ha noi dat kinh te so 2025 bn", "76/KH-UBND"),
        (
            "Which digital economy target for 2025 do plans of the people's committee of Hanoi set",
            "76/KH-UBND",
        ),
    ],
)
def test_the_kind_and_the_body_of_a_document_keep_its_figures(question: str, number: str) -> None:
    [answer] = asked(question).answers
    assert number in answer.sentence
    assert "205-KH/TU" not in answer.sentence


def test_yes_or_no_asks_whether_it_was_reached_and_whether_it_will_be_is_not_told() -> None:
    [answer] = asked("Việt Nam có đạt 20% kinh tế số năm 2025 không?").answers
    assert answer.query == "targets-and-outcomes"
    assert asked("Liệu Nghệ An có kịp đạt mục tiêu kinh tế số 2030 không?").status != "answered"
