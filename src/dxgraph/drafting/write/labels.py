"""Labels in both languages, as the corpus writes them: "…, cấp huyện, 2025: tối thiểu 80%"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dxgraph.drafting.knowledge import Area, DocumentType, Knowledge
from dxgraph.drafting.proposal import Metadata, Proposal
from dxgraph.model.figures import as_printed

_KINDS: Mapping[str, str] = {
    "nghi-quyet": "Resolution",
    "ke-hoach": "Plan",
    "chuong-trinh-hanh-dong": "Action Programme",
    "quyet-dinh": "Decision",
    "nghi-dinh": "Decree",
    "luat": "Law",
}


_WHEN = re.compile(r"\s+\((?:cũ|mới|former|new)\)$")
"""Tells two areas of one name apart; the year of a document does so already."""


def amount(proposal: Proposal) -> tuple[str, str]:
    """The figure in words of both languages; empty for a goal without one."""
    if proposal.value is None or proposal.comparator is None:
        return "", ""
    figure = (proposal.comparator, proposal.value, proposal.upper, proposal.unit)
    return as_printed(*figure, language="vi"), as_printed(*figure, language="en")


def indicator_label(proposal: Proposal, knowledge: Knowledge) -> tuple[str, str]:
    """The indicator's label in both languages; a language that nobody has written yet is empty."""
    if proposal.new:
        return proposal.new.vi, proposal.new.en
    indicator = knowledge.indicators[proposal.indicator]
    vietnamese, english = indicator.label("vi"), indicator.label("en")
    if proposal.universe in ("gdp", "grdp"):
        whole = proposal.universe.upper()
        vietnamese = vietnamese.replace("GDP hoặc GRDP", whole)
        english = english.replace("gross product", whole)
    return vietnamese, english


def target_label(proposal: Proposal, knowledge: Knowledge) -> tuple[str, str]:
    """Indicator, level, year and figure, in both languages."""
    found = []
    for place, name in enumerate(indicator_label(proposal, knowledge)):
        if not name:
            found.append("")
            continue
        text = name
        if proposal.level not in ("all", "not-applicable"):
            text += f", {knowledge.labels[f'level/{proposal.level}'][place].lower()}"
        if proposal.deadline:
            text += f", {proposal.deadline.year}"
        figure = amount(proposal)[place]
        found.append(f"{text}: {figure}" if figure else text)
    return found[0], found[1]


def claim_label(proposal: Proposal) -> tuple[str, str]:
    """What a headline claims, or another page than the one that gave the target."""
    printed = " ".join(proposal.printed[0].split())
    year = proposal.deadline.year if proposal.deadline else "?"
    vietnamese, english = (
        ("Trang khác", "Another page") if "differs" in proposal.reasons else ("Đầu đề", "Headline")
    )
    return f"{vietnamese}: {printed}, {year}", f"{english}: {amount(proposal)[1]}, {year}"


def document_label(document: Metadata, knowledge: Knowledge) -> tuple[str, str]:
    """Type, number, place and year of a document."""
    return name_document(
        knowledge.types[document.type],
        document.number,
        knowledge.areas[document.territory],
        document.day.year,
        knowledge,
    )


def name_document(
    kind: DocumentType, number: str, area: Area, year: int, knowledge: Knowledge
) -> tuple[str, str]:
    """ "Nghị quyết 111-NQ/TU tỉnh Bắc Giang (2021)", and in English."""
    broader = knowledge.types.get(kind.broader or "", kind)
    place = _WHEN.sub("", area.vi[:1].lower() + area.vi[1:])
    if not number:
        return (
            f"{broader.vi} {place} ({year}), chưa biết số",
            f"{_KINDS.get(broader.slug, broader.en)} of {_WHEN.sub('', area.en)} ({year}), "
            "number not known",
        )
    vietnamese = f"{broader.vi} {number} {place} ({year})"
    english = (
        f"{_KINDS.get(broader.slug, broader.en)} {number} of {_WHEN.sub('', area.en)} ({year})"
    )
    return vietnamese, english
