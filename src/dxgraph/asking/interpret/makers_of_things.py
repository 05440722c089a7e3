"""The readings of questions about things, not figures: what stands above a document, what an
indicator is, who issued what and when, which areas became one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret.makers import by_area, of_a_place
from dxgraph.asking.language import cues
from dxgraph.asking.language.phrases import heard, says
from dxgraph.asking.understand.narrowing import MARK
from dxgraph.asking.understand.question import MOST_READINGS, Understood
from dxgraph.asking.understand.question_reading import (
    Lacking,
    Reading,
    areas_of,
    asks_for_results,
    documents_of,
    kinds_in,
    of_kinds,
)
from dxgraph.terms import LEVEL, VIET_NAM


def chain(found: Understood, lexicon: Lexicon) -> list[Reading]:
    places = {area for several in found.areas for area in several}
    documents = [d for d in documents_of(found) if not places or lexicon.territory.get(d) in places]
    if not documents or len(documents) > MOST_READINGS:
        raise Lacking("document")
    return [Reading("document-chain", document=d) for d in documents]


def revised(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """What changes or replaces a document, or which one it changes itself; that nothing is known to
    is not told, since it may."""
    named = documents_of(found)
    revisions = dict.fromkeys(
        by for document in named for by in lexicon.revisions.get(document, ())
    )
    made = [Reading(query, document=by) for by in revisions for query in _OF_REVISIONS]
    changing = {by for several in lexicon.revisions.values() for by in several}
    made += [Reading("document-chain", document=d) for d in named if d in changing]
    if not made:
        raise Lacking("words", (found.cues[cues.REVISED],))
    return made


_OF_REVISIONS: Final = ("document-chain", "issuers")


def defined(found: Understood, lexicon: Lexicon) -> list[Reading]:  # noqa: ARG001
    """What an indicator or a level is."""
    if len(found.indicators) > MOST_READINGS:
        raise Lacking("which")
    if found.indicators:
        return [Reading("definitions", indicator=indicator) for indicator in found.indicators]
    if found.levels:
        return [Reading("definitions", level=level) for level in found.levels]
    raise Lacking("indicator")


def abolished(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The targets of an area at a level that no longer exists; or when that level ended."""
    if not says("level-ended", found.question):
        return by_area("abolished-level")(found, lexicon)
    return [Reading("abolished-level", level=level) for level in found.levels]


def listed(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """Which documents of an area the graph knows, of the kinds that are named where any is."""
    areas = areas_of(found, lexicon)
    if body := heard("of-the-nation", found.question):
        # Not all that the nation has are of one body.
        raise Lacking("words", (body,))
    kinds = kinds_in(found.cues[cues.LISTED])
    fits = {area: of_kinds(lexicon.documents_of(area), kinds, lexicon) for area in areas}
    if kinds and not any(fits.values()):
        raise Lacking("body", tuple(part.text for part in found.parts if part.kind == "area"))
    numbered = bool(heard("with-a-number", found.question))
    return [
        Reading(
            "issuers",
            area=area,
            year=year,
            numbered=numbered,
            documents=fits[area] if kinds else (),
        )
        for area in [area for area in areas if fits[area]] or areas
        for year in found.years or (None,)
    ]


def of_documents(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """The first or the last of the documents whose day is known; or those that were read whole."""
    places = {area for several in found.areas for area in several}
    mark = MARK.search(found.question)
    kinds = kinds_in(found.question)
    nation = cues.NATIONAL in found.cues
    provincial = nation or LEVEL.province in found.levels
    fits = [
        document
        for document, place in lexicon.territory.items()
        if (place in places if places else nation is (place == VIET_NAM) or not provincial)
        for name in [lexicon.label(document, "vi")]
        if (mark[0] in name if mark else not kinds or any(kind in name for kind in kinds))
    ]
    if cues.READ_WHOLE in found.cues:
        whole = tuple(d for d in fits if lexicon.extent.get(d) == "complete")
        if not whole:
            raise Lacking("document")
        return [Reading("issuers", documents=whole)]
    days = {document: lexicon.dated[document] for document in fits if document in lexicon.dated}
    if not days:
        raise Lacking("document")
    order = cues.EARLIEST if cues.EARLIEST in found.cues else cues.LATEST
    day = min(days.values()) if order == cues.EARLIEST else max(days.values())
    return [
        Reading("issuers", document=document, order=order, most=len(days))
        for document, issued_on in days.items()
        if issued_on == day
    ][:MOST_READINGS]


def _became_a_city(area: str, lexicon: Lexicon) -> bool:
    """Whether an area is a city of what was none: Cần Thơ was one before others joined it."""
    before = lexicon.predecessors(area)
    was = any("city" in lexicon.kinds.get(old, ()) for old in before)
    return bool(before) and "city" in lexicon.kinds.get(area, ()) and not was


def counts_areas(found: Understood) -> bool:
    """Whether it is asked how many areas there are of which something is said."""
    return bool(heard("counts-areas", found.cues.get(cues.ACROSS, "")))


def merged(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """Which areas became one, by the new one: the same for each of those before. Where a day or a
    year is said it must be that of the merger."""
    named = [area for several in found.areas for area in several]
    new: dict[str, None] = {}
    left = list(named)
    while left:
        area = left.pop(0)
        later = [i for i in lexicon.successors.get(area, ()) if i not in new and i != area]
        if area not in named or area not in lexicon.successors:
            new[area] = None
        new |= dict.fromkeys(later)
        left += later
    # Of what only changed its kind or name, what came before is told too.
    before = dict.fromkeys(
        old
        for area in new
        for old in lexicon.predecessors(area)
        if len(lexicon.predecessors(area)) == 1 and lexicon.predecessors(old)
    )
    new = before | new
    changed = tuple(area for area in new if area in lexicon.with_predecessors(new))
    if len(changed) > MOST_READINGS:
        raise Lacking("area")
    said = tuple(filter(None, (found.day, *map(str, found.years))))
    if not named:
        # Which were formed of others is asked in words of its own.
        raise Lacking("area")
    if heard("a-city", found.cues.get(cues.MERGED, "")):
        changed = tuple(area for area in changed if _became_a_city(area, lexicon))
        if not changed:
            raise Lacking("words", (found.cues[cues.MERGED],))
    fits = all(lexicon.changed_on(area, when) for area in changed for when in said)
    if not fits or heard("before-a-year", found.question):
        raise Lacking("words", tuple(p.text for p in found.parts if p.kind in ("day", "year")))
    return [Reading("mergers", area=area) for area in changed or tuple(new)[:1]]


def inherited(found: Understood, lexicon: Lexicon) -> list[Reading]:
    if not found.areas:
        raise Lacking("area")
    if _asks_both(found) and (back := heard("place-before", found.question)):
        # "Nhập vào đâu, và kinh tế số của nơi đó?" is of an area that is not named.
        raise Lacking("words", (back,))
    areas = lexicon.with_predecessors(area for several in found.areas for area in several)
    if not areas:
        # "… before the merger", of the provinces that were merged.
        merged = bool(heard("before-it-merged", found.cues.get(cues.INHERITED, "")))
        later = [new for a in found.areas for old in a for new in lexicon.successors.get(old, ())]
        if merged or not (later and _asks_both(found)):
            if not merged:
                raise Lacking("successor")
            return of_a_place(found, lexicon)
        return [*_mergers(later), *of_a_place(found, lexicon)]
    before = tuple(old for area in areas for old in lexicon.predecessors(area))
    text = found.question
    # "… kế thừa mục tiêu nào từ Bắc Giang?" asks for what that one had.
    named = [
        part.iris
        for part in found.parts
        if part.kind == "area" and heard("from-whom", text[: text.find(part.text)])
    ]
    meant = tuple(old for old in before if (old,) in named)
    made = by_area("inherited-targets", areas, before)(found, lexicon)
    made = [replace(asked, areas=meant) for asked in made]
    if found.indicators and asks_for_results(found, lexicon):
        made += by_area("outcomes", meant or before)(found, lexicon)
    own = _set_by(areas, found, lexicon)
    if _asks_both(found):
        return [*_mergers(areas), *own, *made]
    return made if _set_by(before, found, lexicon) else [*own, *made]


def _set_by(areas: Iterable[str], found: Understood, lexicon: Lexicon) -> list[Reading]:
    """What areas have set themselves of what is asked for: "the new one, which took in others,
    wants …"."""
    return [
        Reading("targets-of-area", area=area, indicator=indicator, year=year, level=found.level)
        for area in areas
        for indicator in found.indicators[:MOST_READINGS]
        for year in found.years or (None,)
        if any(True for _ in lexicon.having(area=area, indicator=indicator, year=year))
    ]


def _asks_both(found: Understood) -> bool:
    """ "It was formed from which provinces, and what had each promised?" asks two things, and so
    does "What became of it, and what was its target?"."""
    asks = cues.PROMISE in found.cues or heard("whom-or-what", found.cues.get(cues.MERGED, ""))
    both = bool(asks and found.indicators)
    return both and cues.MERGED in found.cues and cues.INHERITED not in found.cues


def _mergers(areas: Iterable[str]) -> list[Reading]:
    return [Reading("mergers", area=area) for area in dict.fromkeys(areas)]
