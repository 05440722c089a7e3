"""What an indicator counts, asked by this or that; how two differ of which one is no indicator; and
words that are no words of a name."""

from __future__ import annotations

import pytest

from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.words import CALLED
from support.asking import asked


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("Tỷ lệ hồ sơ công việc trên mạng tính cả hồ sơ mật hay chỉ hồ sơ thường?", "work-files-"),
        ("Chỉ tiêu dùng chung trạm BTS đếm trạm hay đếm cột?", "bts-site-sharing"),
        ("Does household fibre coverage count subscribers or homes passed?", "fibre-coverage-hou"),
        ("Is labour productivity growth measured per worker or per hour?", "labour-productivity"),
        # Of what is no indicator nothing is said, but the other of the two is told.
        ("Work files: what is the difference between work files and love letters?", ""),
        ("What is the difference between work files and love letters?", "work-files-processed"),
        ("Hồ sơ công việc khác gì với thư tình?", "work-files-processed-online"),
    ],
)
def test_what_is_counted_is_told_by_what_the_indicator_is(question: str, indicator: str) -> None:
    found = asked(question).answers
    assert [answer.query for answer in found] == ["definitions"] * bool(indicator)
    assert all(indicator in answer.parameters["indicator"] for answer in found)


@pytest.mark.parametrize(
    "question",
    [
        "Bắc Giang tính theo GRDP hay theo GDP khi đặt mục tiêu?",
        "Does Bac Giang count subscribers or homes passed?",
        "Hà Nội khác gì với hồ sơ công việc?",
        "Hồ sơ công việc khác gì với Bắc Giang?",
    ],
)
def test_of_an_area_it_is_another_question(question: str) -> None:
    assert not any(answer.query == "definitions" for answer in asked(question).answers)


def test_a_word_with_other_marks_is_no_word_of_a_name() -> None:
    reply = asked("Lời kinh tế số của Bắc Giang năm 2030?")
    assert not any("lõi" in answer.sentence for answer in reply.answers)
    [answer] = asked("Lời hứa kinh tế số 2030 của Bắc Giang là bao nhiêu?").answers
    assert "35%" in answer.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Sau khi nhập Bình Định, lời hứa kinh tế số của Gia Lai cũ ra sao?",
        "Sau khi sáp nhập, cam kết kinh tế số của Phú Yên cũ là bao nhiêu?",
    ],
)
def test_what_an_old_province_promised_is_told_whatever_came_after(question: str) -> None:
    told = asked(question).answers
    assert told
    assert all("(mới)" not in answer.sentence for answer in told)


@pytest.mark.parametrize(
    "question",
    [
        "Which provinces held the DTI position they promised for 2025?",
        "Which provinces achieved the DTI place they had pledged for 2025?",
        "What DTI place did Bac Giang promise for 2025?",
    ],
)
def test_the_place_in_a_ranking_is_no_gain_of_places(question: str) -> None:
    told = " ".join(answer.sentence for answer in asked(question).answers)
    assert "Rank in the provincial" in told
    assert "gained" not in told


def test_no_name_of_what_is_gained_each_year_is_one_without_its_year() -> None:
    """ "DTI places a year" is, when nobody says "a year", the DTI place."""
    names = CALLED["indicators"]
    plain = {tuple(w.folded for w in words_of(n)) for n in names["dti-rank"]}
    for name in names["dti-rank-annual-gain"]:
        words = [word.folded for word in words_of(name)]
        kept = [w for w in words if w not in {"a", "year", "every", "moi", "nam", "may"}]
        assert tuple(kept) not in plain, name
