"""What is doubtful in a draft is said in one table's words, and its figures in the model's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dxgraph import drafting, evidence
from dxgraph.drafting.knowledge import Knowledge
from dxgraph.drafting.write import labels
from dxgraph.model.figures import as_printed

TEXT = "Mục tiêu cụ thể đến năm 2027: kinh tế số chiếm khoảng trên 20% GRDP.\n"


def test_how_else_a_figure_is_read_is_said_in_the_words_of_verification(
    knowledge: Knowledge,
) -> None:
    (found,) = drafting.draft(
        TEXT, territory="tra-vinh", number="50/KH-UBND", date=date(2026, 7, 12), knowledge=knowledge
    ).proposals
    assert "two-comparators" in found.reasons
    assert found.confidence < 0.5
    for said, meant in (
        (drafting.DOUBTS[slug], words) for slug, words in evidence.READ_OTHERWISE.items()
    ):
        assert said.vi.lower() == f"{meant.vi.lower()}."
        assert said.en.lower() == f"{meant.en.lower()}."


def test_a_figure_that_is_a_goal_by_little_is_less_sure(knowledge: Knowledge) -> None:
    texts = {
        "": "Mục tiêu đến năm 2024:\n- Ít nhất 41% hộ nông dân bán hàng trực tuyến.",
        "goal-slight": "Năm 2024, 41% hộ nông dân bán hàng trực tuyến.",
        "goal-scant": "Năm 2022, 41% hộ nông dân bán hàng trực tuyến.",
        "goal-faint": "Phấn đấu 41% hộ nông dân bán hàng trực tuyến.",
    }
    sure = []
    for doubt, text in texts.items():
        (found,) = drafting.draft(
            text,
            territory="tra-vinh",
            number="5/KH-UBND",
            date=date(2022, 7, 1),
            knowledge=knowledge,
        ).proposals
        assert [slug for slug in found.reasons if slug.startswith("goal-")] == [doubt] * bool(doubt)
        sure.append(found.confidence)
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.9 > sure[2] > 0.5 > sure[3]


def test_an_indicator_named_by_verbs_alone_is_doubted(knowledge: Knowledge) -> None:
    for said, doubt in (("được sử dụng 90%", True), ("90% hộ nông dân bán hàng", False)):
        (found,) = drafting.draft(
            f"Mục tiêu đến năm 2025: {said}.",
            territory="tra-vinh",
            number="5/KH-UBND",
            date=date(2022, 7, 1),
            knowledge=knowledge,
        ).proposals
        assert ("indicator-unnamed" in found.reasons) == doubt
        assert (found.confidence < 0.5) == doubt


def test_every_doubt_is_said_in_both_languages() -> None:
    assert all(said.vi and said.en and said.vi != said.en for said in drafting.DOUBTS.values())


def test_a_label_writes_its_figure_as_the_model_does(knowledge: Knowledge) -> None:
    (found,) = drafting.draft(
        "Mục tiêu cụ thể đến năm 2027: năng suất lao động tăng bình quân trên 7%/năm.\n",
        territory="tra-vinh",
        number="50/KH-UBND",
        date=date(2026, 7, 12),
        knowledge=knowledge,
    ).proposals
    assert labels.amount(found) == ("trên 7%/năm", "over 7% a year")
    assert as_printed("greater-than", Decimal(7), None, "percent-per-year", "en") in (
        labels.target_label(found, knowledge)[1] or labels.amount(found)[1]
    )


def test_every_doubt_is_a_sentence_in_both_languages() -> None:
    for slug, said in drafting.DOUBTS.items():
        for text in (said.vi, said.en):
            assert isinstance(text, str), slug
            assert text.strip(), slug
        assert said.vi != said.en, slug
