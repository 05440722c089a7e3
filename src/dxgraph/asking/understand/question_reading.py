"""A reading of a question: one run of one named query, with what is kept of its rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

from dxgraph.asking.graph.lexicon import ALMOST, Lexicon
from dxgraph.asking.language import cues, words
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand.question import MOST_READINGS, Understood
from dxgraph.evidence import Figure
from dxgraph.search import fold
from dxgraph.terms import DOCUMENT, LEVEL, VIET_NAM

NATIONAL_PROGRAMME: Final = DOCUMENT["viet-nam-2020-749-qd-ttg"]
NO_YEAR: Final = 9999
"""The end of years of which none is named."""
PARTS_OF_AN_AREA: Final = frozenset({LEVEL.district, LEVEL.commune})
"""Levels below that of an area: what was measured of the area as a whole says nothing of them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: a named query with its parameters, and which rows are kept.

    What the query has as a parameter is one, by its name here, things by their IRIs; by the rest
    rows are kept."""

    query: str
    area: str | None = None
    document: str | None = None
    pillar: str | None = None
    verdict: str | None = None
    national: str | None = None
    state: str | None = None
    indicator: str | None = None
    level: str | None = None
    year: int | None = None
    areas: tuple[str, ...] = ()
    """Keep the rows of these areas."""
    documents: tuple[str, ...] = ()
    """Keep the rows that these documents state."""
    figure: Figure | None = None
    """Keep the rows whose printed figure is so…"""
    quoted: bool = False
    """…with the very word before it, and none that lies beyond."""
    order: str = ""
    """``highest`` or ``lowest``: say these first."""
    most: int = 0
    """So many of the order are told; 0 for the first."""
    years: tuple[int, ...] = ()
    """Keep the rows of these years, the first and the last…"""
    universe: str = ""
    """…and those of a ranking among so many provinces, by the slug of the universe."""
    late: bool = False
    """Keep of what was reached the rows that were measured so after the deadline."""
    listed: bool = False
    """Whether all of an order are told behind the first…"""
    signed: bool = False
    """Whether it is asked who signed a document."""
    numbered: bool = False
    """…or of documents those alone whose number is known."""
    which: str = ""
    """Which provinces are asked for, by the slug of how they are told: ``today``, ``unmerged``."""

    def parameters(self, names: Collection[str]) -> dict[str, str]:
        """The parameters that a query of these names is given."""
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name in names}
        return {name: str(value) for name, value in said.items() if value is not None}


class Lacking(Exception):
    """Why there is no reading: what is missing or does not fit."""

    def __init__(self, what: str, words: Iterable[str] = ()) -> None:
        """`what` is a key of :data:`dxgraph.asking.answer.wording.LACKING`."""
        self.what, self.words = what, tuple(words)


# --- What several questions share -------------------------------------------------------------


def indicators_of(
    found: Understood, lexicon: Lexicon, areas: Iterable[str | None]
) -> tuple[str, ...]:
    """The indicators that are meant: of those that were said equally well, the ones of which the
    graph has something there. Too many are asked back."""
    said = found.indicators
    places = tuple(areas)
    if len(said) > 1:
        for years in (tuple(found.years), ()):
            held = tuple(i for i in said if lexicon.holds(i, places, years, found.level))
            if held:
                said = held
                break
    if len(said) > MOST_READINGS and None not in places:
        anywhere = any(lexicon.holds(i, places, (), found.level) for i in said)
        if not anywhere:
            # That none of them is held can be said.
            said = said[:MOST_READINGS]
    if len(said) > MOST_READINGS:
        raise Lacking("which")
    return said


def by_area_chosen(
    found: Understood, lexicon: Lexicon, areas: Iterable[str | None]
) -> list[tuple[str | None, tuple[str, ...]]]:
    """The areas with the indicators that are meant there. What is called by a part of a name is
    never said to be absent: areas of which nothing is held then are left out."""
    if cues.RANKED in found.cues and not (found.indicators or found.figures):
        raise Lacking("indicator")
    pairs: list[tuple[str | None, tuple[str, ...]]] = []
    unknown: list[str | None] = []
    named = (*found.indicators, *found.beside)
    for area in areas:
        chosen = indicators_of(found, lexicon, (area,))
        years = tuple(found.years)
        if of_the_body(found, lexicon, area) == ():
            unknown.append(area)
            continue
        if area and chosen and found.guessed:
            chosen = (*chosen, *_near(chosen, area, found, lexicon))
        if not found.guessed or any(lexicon.holds(i, (area,), years, found.level) for i in chosen):
            pairs.append((area, chosen))
        elif area and not any(lexicon.holds(i, (area,)) for i in named):
            # No name that holds these words has anything there, in whichever year.
            pairs.append((area, chosen))
    if unknown and not pairs:
        raise Lacking("body", tuple(part.text for part in found.parts if part.kind == "area"))
    if not pairs:
        raise Lacking("which")
    return pairs


def _near(chosen: Sequence[str], area: str, found: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    """Where nothing is held of what a part of a name was taken for: what is held there, in the
    documents and for the years that are named, under a name near it."""
    documents = documents_of(found)
    held = {
        fact.indicator
        for fact in lexicon.having(area=area)
        if (not documents or fact.document in documents)
        and (not found.years or fact.year in found.years)
        and fact.level in (found.level or fact.level, LEVEL.all)
    }
    if not held.isdisjoint(chosen) or any(lexicon.measured((area,), chosen)):
        return ()
    said = {word.folded for text in found.said for word in words_of(text)}
    return tuple(lexicon.near(said, held, ALMOST)[:1])


def level_of(
    found: Understood, lexicon: Lexicon, area: str | None, indicator: str | None
) -> str | None:
    """The level to ask for: a target for all levels is one for each."""
    if found.level is None:
        return None
    levels = {fact.level for fact in lexicon.having(area=area, indicator=indicator)}
    return LEVEL.all if found.level not in levels and LEVEL.all in levels else found.level


def areas_of(found: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that a question is about, each in all that it may be.

    "the national target" is not that of a province that is named beside it; one that is asked for
    in a clause of its own is answered beside it.
    """
    if found.areas:
        named = tuple(dict.fromkeys(area for several in found.areas for area in several))
        if VIET_NAM not in named and asks_for_both(found, lexicon):
            return (VIET_NAM, *named)
        beside = cues.NATIONAL in found.cues and VIET_NAM not in named and not compares(found)
        if beside and cues.GAPS not in found.cues:
            raise Lacking("words", (found.cues[cues.NATIONAL],))
        return named
    places = places_of(found, lexicon)
    if len(places) > MOST_READINGS:
        raise Lacking("document")
    if not places:
        raise Lacking("area")
    return places


def places_of(found: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    """The places that are named, or whose documents are, or the nation that is spoken of."""
    named = dict.fromkeys(area for several in found.areas for area in several)
    of_documents = dict.fromkeys(
        lexicon.territory[d] for d in documents_of(found) if d in lexicon.territory
    )
    nation = (VIET_NAM,) if cues.NATIONAL in found.cues else ()
    return tuple(named or of_documents) or nation


def asks_for_both(found: Understood, lexicon: Lexicon) -> bool:
    """Whether the nation and one province are asked for, each in a clause of its own: "…, còn Điện
    Biên thì sao?"."""
    of_nation = {d for d in documents_of(found) if lexicon.territory.get(d) == VIET_NAM}
    named = found.cues.get(cues.NATIONAL, "") or next(
        (part.text for part in found.parts if not of_nation.isdisjoint(part.iris)), ""
    )
    if len(found.areas) != 1 or not named or compares(found):
        return False
    text = found.question
    spans = sorted(
        (begin, begin + len(said))
        for said in (
            named,
            *(part.text for part in found.parts if part.kind == "area"),
        )
        if (begin := text.find(said)) >= 0
    )
    between, behind = text[spans[0][1] : spans[-1][0]], text[spans[-1][1] :]
    # "Cả nước đặt bao nhiêu, Hà Nội đạt bao nhiêu?" asks for a goal and for a result.
    other = heard("reaches", text) or heard("by-how-much", found.asked or text)
    each = heard("how-much", between) and heard("how-much", behind) and not other
    again = "," in between and (heard("asked-again", behind) or each)
    return bool(heard("own-clause", between) or again)


def documents_of(found: Understood) -> tuple[str, ...]:
    return tuple(document for several in found.documents for document in several)


def kinds_in(text: str) -> tuple[str, ...]:
    """How documents of the kinds that are named begin."""
    plain = fold(text)
    return tuple(kind for said, kind in _KINDS.items() if re.search(rf"\b{said}", plain))


def of_kinds(documents: Iterable[str], kinds: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Of documents those of some kinds, by what they are called; all where none is named."""
    begins = re.compile(rf"(?:[^:]*: )?(?:{'|'.join(kinds)})", re.IGNORECASE)
    return tuple(d for d in documents if not kinds or begins.match(lexicon.label(d, "vi")))


_KINDS: Final[Mapping[str, str]] = words.CALLED["document-kinds"]
"""Kinds of documents as they are said, folded, and how what they are called begins."""


def carrying_out(found: Understood, area: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The documents of an area that carry out those that are named, by their titles: "the programme
    for Resolution 57 of Bình Phước"."""
    if not heard("carries-out", fold(found.question)):
        return ()
    numbers = {
        match[0]
        for document in documents_of(found)
        for match in _NUMBERED.finditer(lexicon.titles.get(document, ""))
    }
    return tuple(
        document
        for document in lexicon.documents_of(area)
        if any(f" {number} " in f" {lexicon.titles.get(document, '')} " for number in numbers)
    )


_NUMBERED: Final = re.compile(r"\b(?:nghi quyet|quyet dinh) \d+\b")
"""How a document begins in a title that names it, folded."""


def of_the_body(found: Understood, lexicon: Lexicon, area: str | None) -> tuple[str, ...] | None:
    """The documents of an area that the kind and the body that are named issue, by their numbers or
    what they are called, and others whose number is not known; None where no body is named."""
    text = fold(found.asked or found.question)
    marks = [mark for said, mark in _BODIES.items() if said.search(text)]
    if not marks or found.documents:
        return None
    return tuple(
        document
        for document in (lexicon.documents_of(area) if area else ())
        for label in [lexicon.label(document, "vi")]
        if all(mark.search(label) for mark in marks)
    )


def a_body_said(found: Understood) -> str:
    """The words by which a kind of document of a body is named; nothing where none is."""
    text = fold(found.asked or found.question)
    return next((said[0] for body in _BODIES if (said := body.search(text))), "")


_BODIES: Final = {
    re.compile(rf"\b(?:{body})\b"): re.compile(mark)
    for said in words.SAID.values()
    for body, mark in said["of-a-body"].items()
}
"""How the kind of a document and its body are said, and what the document is then called."""


def yardsticks_of(indicator: str | None, year: int | None, lexicon: Lexicon) -> list[str]:
    """The national documents to compare with where none is named: the programme of digital
    transformation, or where it has nothing of the indicator, those that have."""
    if indicator is None:
        return [NATIONAL_PROGRAMME]
    for when in (year, None):
        facts = lexicon.having(area=VIET_NAM, indicator=indicator, year=when)
        having = {fact.document for fact in facts if fact.document in lexicon.yardsticks}
        if NATIONAL_PROGRAMME in having:
            break
        if having:
            return sorted(having)[:MOST_READINGS]
    return [NATIONAL_PROGRAMME]


def universe_of(found: Understood) -> str:
    return next((cue for cue in (cues.AMONG_34, cues.AMONG_63) if cue in found.cues), "")


def asks_for_targets(found: Understood) -> bool:
    """Where nothing says whether a promise or a result is meant, both are."""
    return cues.PROMISE in found.cues or not {cues.RESULT, cues.NOW} & found.cues.keys()


def asks_for_results(found: Understood, lexicon: Lexicon) -> bool:
    if {cues.RESULT, cues.NOW} & found.cues.keys():
        return True
    measured = {outcome.year for outcome in lexicon.outcomes if outcome.year}
    promised = cues.PROMISE in found.cues or found.documents or found.pillar
    if len(found.years) > 1 and cues.PROMISE in found.cues and not found.documents:
        return any(y in measured for y in found.years)
    past = not found.years or min(found.years) <= max(measured, default=0)
    return not promised and past and any(True for _ in measured)


def compares(found: Understood) -> bool:
    return not {cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL}.isdisjoint(found.cues)


def among_themselves(found: Understood) -> str:
    """Words that compare all that is meant with each other: "giống nhau", "khác nhau"."""
    said = found.cues.get(cues.AGAINST, "")
    behind = found.question[found.question.find(said) :]
    return heard("among-themselves", behind) if said else ""


def is_quoted(text: str, figure: Figure) -> bool:
    """Whether a figure stands in quotation marks with the word before it, or is meant exactly."""
    if heard("exactly-so", text[: figure.begin]):
        return True
    before, behind = text[: figure.begin].rstrip(), text[figure.end :].lstrip("% ")
    return before[-1:] in _QUOTES and behind[:1] in _QUOTES and bool(before and behind)


_QUOTES: Final = "\"“”‘’'«»"
