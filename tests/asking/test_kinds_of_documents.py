"""Which documents of a kind there are, and how many."""

from __future__ import annotations

import asyncio

import pytest

from dxgraph.terms import AREA
from support.asking import asked, names


@pytest.mark.parametrize(
    ("question", "area", "kind"),
    [
        ("Hà Nội có những nghị quyết nào?", "ha-noi", "Nghị quyết"),
        ("Có bao nhiêu nghị quyết của Hà Nội?", "ha-noi", "Nghị quyết"),
        ("How many resolutions does Hà Nội have?", "ha-noi", "Nghị quyết"),
        ("Hà Nội đã ban hành kế hoạch nào về chuyển đổi số?", "ha-noi", "Kế hoạch"),
        ("Which plans has Quảng Ninh issued?", "quang-ninh", "Kế hoạch"),
    ],
)
def test_documents_of_a_kind_are_told_alone(question: str, area: str, kind: str) -> None:
    lexicon = asyncio.run(names())
    held = [lexicon.label(document, "vi") for document in lexicon.documents_of(AREA[area])]
    of_kind = [name for name in held if name.startswith(kind)]
    reply = asked(question)
    [answer] = reply.answers
    count = f"biết {len(of_kind)} văn bản" if reply.language == "vi" else f"{len(of_kind)} document"
    assert 0 < len(of_kind) < len(held)
    assert count in answer.sentence
    assert answer.narrowed
    assert any("chưa biết loại" in n or "kind is not known" in n for n in answer.not_known)


@pytest.mark.parametrize(
    "question", ["Hà Nội có chỉ thị nào không?", "How many decisions has Quảng Ninh issued?"]
)
def test_a_kind_of_which_no_document_is_known_is_not_answered_with_others(question: str) -> None:
    reply = asked(question)
    assert not reply.answers
    assert reply.not_understood


def test_documents_of_any_kind_are_all_told() -> None:
    [answer] = asked("Quảng Ninh có những văn bản nào?").answers
    assert not answer.narrowed
    assert len(asyncio.run(names()).documents_of(AREA["quang-ninh"])) > 1


@pytest.mark.parametrize(
    "question",
    ["Which resolutions did the Politburo issue?", "Bộ Chính trị có những nghị quyết nào?"],
)
def test_documents_of_one_body_of_the_nation_are_not_all_of_the_nation(question: str) -> None:
    assert not asked(question).answers
