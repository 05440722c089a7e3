"""What a page rests on: how many targets of how many provinces, and how far their documents were
read. It stands under the title, so that a count is not taken for the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set

from dxgraph.bilingual import Language
from dxgraph.model.things import Target
from dxgraph.terms import VIET_NAM
from dxgraph.web.pages.shared.country import Basis, Country
from dxgraph.web.words import phrase


def covered(basis: Basis, targets: Iterable[Target], documents: Iterable[str] | None = None) -> str:
    """A sentence; `documents` are more than those of the targets where a page lists them."""
    found = list(targets)
    areas = {t.area.iri for t in found}
    if documents is None:
        stated = {t.document.iri for t in found}
        return covered_by(basis, len(found), areas, stated)
    _, country, language = basis
    # Not all of these state a target.
    told = language.counted(len(found), "chỉ tiêu", "target")
    return f"{told}; {stated_in(country, set(documents), language)}"


def covered_by(basis: Basis, targets: int, areas: Set[str], stated: Set[str]) -> str:
    """The same of so many targets of these areas and documents."""
    _, country, language = basis
    provinces = areas - {VIET_NAM}
    words = [language.counted(targets, "chỉ tiêu", "target")]
    if len(provinces) > 1:
        nation = [language.say("cả nước", "the country")] if VIET_NAM in areas else []
        words.append(language.say("của ", "of ") + _areas(nation, country, provinces, language))
    of = language.say("trong ", "in ")
    return f"{' '.join(words)} {of}{stated_in(country, stated, language)}"


def stated_in(country: Country, stated: Set[str], language: Language) -> str:
    """How many documents these are, and how far they were read."""
    read, whole = _read(country, stated, language)
    text = language.counted(len(stated), "văn bản", "document")
    text += f"{read}."
    if not whole:
        text += phrase("partly-read", language)
    return text


def known(basis: Basis) -> str:
    """What the graph itself holds, for pages whose figures are asked of all of it."""
    view, country, language = basis
    areas = {area.iri for area in view.distinct("area")} - {VIET_NAM}
    documents = {document.iri for document in view.distinct("document")}
    read, _ = _read(country, documents, language)
    return phrase(
        "known",
        language,
        areas=_areas([], country, areas, language),
        documents=language.counted(len(documents), "văn bản", "document"),
        read=read,
    )


def _areas(
    told: Sequence[str], country: Country, areas: Collection[str], language: Language
) -> str:
    """What is told, and "61 of 63 provinces before July 2025, 20 of 24 formed since 2025 and 1
    other area", or a number of areas where none of them is a province. A province that no merger
    touched is one of the 63 only; Huế became a city half a year before the mergers."""
    before = country.provinces(after=False)
    parts = [*told]
    others = len(areas)
    for provinces, vi, en in (
        (before, "tỉnh trước 7/2025", "provinces before July 2025"),
        (
            [area for area in country.provinces(after=True) if area not in before],
            "tỉnh lập từ năm 2025",
            "formed since 2025",
        ),
    ):
        of = language.number(len(provinces))
        count = sum(area.name.iri in areas for area in provinces)
        others -= count
        if count:
            parts.append(
                language.say(f"{language.number(count)} trên {of} {vi}", f"{count} of {of} {en}")
            )
    if len(parts) == len(told):
        parts.append(language.counted(others, "địa bàn", "area"))
    elif others:
        parts.append(language.counted(others, "địa bàn khác", "other area"))
    *first, last = parts
    return language.say(" và ", " and ").join([", ".join(first), last] if first else [last])


def _read(country: Country, documents: Iterable[str], language: Language) -> tuple[str, bool]:
    """How far documents were read, behind their number; and whether all were read whole.

    ": 2 read whole, 1 known by name only", and ", read whole" where that is said of each.
    """
    extents = Counter(
        country.documents[iri].extent.slug for iri in documents if iri in country.documents
    )
    it = "it" if extents["reported"] == 1 else "them"
    read = [
        (language.number(extents[slug]), language.say(vi, en))
        for slug, vi, en in (
            ("complete", "đọc trọn", "read whole"),
            ("reported", "biết qua trang thuật lại", f"known through pages that report {it}"),
            ("named", "chỉ biết tên", "known by name only"),
        )
        if extents[slug]
    ]
    whole = not (extents["reported"] or extents["named"])
    if len(read) == 1:
        return f", {read[0][1]}", whole
    return (": " if read else "") + ", ".join(map(" ".join, read)), whole
