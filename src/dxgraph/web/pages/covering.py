"""What a page rests on: how many targets of how many provinces, and how far their documents were
read. It stands under the title, so that a count is not taken for the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dxgraph.bilingual import Language
from dxgraph.web.pages.country import NATIONAL, Country
from dxgraph.web.pages.view import Target


def covered(
    country: Country,
    targets: Iterable[Target],
    language: Language,
    documents: Iterable[str] | None = None,
) -> str:
    """A sentence; `documents` are more than those of the targets where a page lists them."""
    found = list(targets)
    areas = {t.area.iri for t in found if t.area.iri != NATIONAL}
    stated = set(documents) if documents is not None else {t.document.iri for t in found}
    extents = Counter(
        country.documents[iri].extent.slug for iri in stated if iri in country.documents
    )
    words = [_counted(len(found), "chỉ tiêu", "target", "targets", language)]
    if len(areas) > 1:
        of = language.say("của ", "of ")
        words.append(of + _counted(len(areas), "địa bàn", "area", "areas", language))
    of = language.say("trong ", "in ")
    words.append(of + _counted(len(stated), "văn bản", "document", "documents", language))
    read = [
        language.say(vi, en).format(language.number(extents[slug]))
        for slug, vi, en in (
            ("complete", "{} đọc trọn", "{} read whole"),
            ("reported", "{} biết qua trang thuật lại", "{} known through pages that report them"),
            ("named", "{} chỉ biết tên", "{} known by name only"),
        )
        if extents[slug]
    ]
    text = " ".join(words) + (f": {', '.join(read)}" if read else "") + "."
    if extents["reported"] or extents["named"]:
        text += language.say(
            " Văn bản chưa đọc trọn có thể còn chỉ tiêu khác.",
            " A document that was not read whole may set more.",
        )
    return text


def _counted(number: int, vi: str, one: str, many: str, language: Language) -> str:
    return f"{language.number(number)} {language.say(vi, one if number == 1 else many)}"
