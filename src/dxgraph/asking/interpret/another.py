"""What makes a question or a claim one of another figure than the one that we hold.

Each of these words may be passed over elsewhere, or belongs to a name: "after" a year, a part or
the sum of what was promised, what would be if, a country, a district, a person, the lowest but one;
of a document how long it holds, or the letters of another issuer behind its number. The patterns
are in the files of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dxgraph.asking.graph.lexicon import MEASURERS, Lexicon, Outcome
from dxgraph.asking.interpret.records import other_bodies
from dxgraph.asking.language import cues
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import a_body_said, compares, documents_of
from dxgraph.evidence import Figure
from dxgraph.search import fold
from dxgraph.terms import VIET_NAM


def another(found: Understood, lexicon: Lexicon) -> str:
    """The words that ask for another figure; nothing where there are none."""
    text = found.question
    if cues.TREND in found.cues:
        # "How has it changed since 2020?" names the first of the years.
        text = text.replace(heard("since-a-year", text), "")
    if other := _of_documents(found, lexicon) or heard("will-it", text):
        return other
    since = heard("since-when", text)
    if since and not all(d in lexicon.in_force for d in documents_of(found)):
        return since
    yearly = _beside_names("yearly", text, found.indicators, lexicon, "growth")
    if other := heard("decade", text) or yearly:
        return other
    if not found.indicators:
        return _other_body(found) if cues.PROMISE in found.cues else ""
    draft = heard("draft", text)
    if draft and not any(heard("draft", title) for title in _titles(found, lexicon)):
        return draft
    if (this := heard("this-year", text)) and not found.years:
        return this
    measured = {cues.RESULT, cues.NOW, cues.PROGRESS, cues.REACHED, cues.LISTED} & found.cues.keys()
    if (state := heard("state", text)) and not measured:
        return state
    if other := _always(text, found.indicators, lexicon) or _person(text):
        return other
    if other := _of_another_unit(text, found.indicators, lexicon):
        return other
    if (found.areas or cues.ACROSS in found.cues) and (whole := heard("of-the-gdp", text)):
        return whole
    several = len(found.areas) > 1 or cues.ACROSS in found.cues
    if several and (other := _beside_names("sum", text, found.indicators, lexicon)):
        return other
    areas = [area for several in found.areas for area in several]
    held = lexicon.measured(areas, found.indicators)
    of_years = [outcome for outcome in held if not found.years or outcome.year in found.years]
    if (others := measured_by_others(text, of_years)) and len(others) == len(of_years):
        return next(filter(None, (heard(f"by-{by}", text) for by in MEASURERS)))
    return "" if compares(found) else _of_the_nation(found) or _other_body(found)


def _of_another_unit(text: str, indicators: Sequence[str], lexicon: Lexicon) -> str:
    """Words for the whole of a period beside what is so each year, and for money or time beside a
    share, unless the names of the indicators say them."""
    units = {lexicon.units.get(indicator, "") for indicator in indicators}
    if all(unit.endswith("-per-year") for unit in units):
        return "" if heard("yearly", text) else heard("whole", text)
    shares = all(unit.startswith("percent") for unit in units)
    return _beside_names("amount", text, indicators, lexicon) if shares else ""


def claims_another(found: Understood, indicators: Sequence[str], lexicon: Lexicon) -> str:
    """The words of a claim that say another figure of the indicators than one that may be held:
    of another time, part, order or body; nothing where there are none."""
    text = found.question
    return (
        _of_documents(found, lexicon)
        or _always(text, indicators, lexicon)
        or _beside_names("apiece", text, indicators, lexicon)
        or heard("decade", text)
        or _beside_names("yearly", text, indicators, lexicon, "growth")
        or (_of_the_nation(found) and _beside_names("of-the-nation", text, indicators, lexicon))
        or bearing(found)
        or ("" if (VIET_NAM,) in found.areas or not found.areas else heard("of-the-whole", text))
    )


def measured_by_others(text: str, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Of what was measured that which somebody else measured than who is said to have: the area
    itself, a ministry or the statistics office."""
    named = [by for by in MEASURERS if heard(f"by-{by}", text)]
    return [outcome for outcome in outcomes if named and outcome.by not in named]


def is_start(text: str, figure: Figure, until: int) -> bool:
    """Whether a figure is what something rises from, or holds that and what it rises to; `until` is
    where the next figure begins."""
    before = text[: figure.numbers[0][0]] if figure.numbers else ""
    if not heard("from", before):
        return False
    if len(figure.numbers) > 1:
        return bool(heard("rises", before))
    return bool(heard("to", text[figure.end : until]))


def bearing(found: Understood) -> str:
    """Words before the only name of an area that make it one of another body: "Báo Quảng Ninh"."""
    for part in found.parts:
        ends = [match.start() for match in re.finditer(re.escape(part.text), found.question)]
        if part.kind == "area" and ends:
            bodies = [heard("bearing", found.question[:end]) for end in ends]
            if all(bodies):
                return bodies[0]
    return ""


def _other_body(found: Understood) -> str:
    """The same, but of a body whose documents are told apart: its own are told."""
    return "" if a_body_said(found) else bearing(found)


def _of_the_nation(found: Understood) -> str:
    """A body of the nation: what the Prime Minister set for a province is not what the province set
    itself."""
    own = found.areas and not found.documents and cues.NATIONAL not in found.cues
    return heard("of-the-nation", found.question) if own else ""


def _of_documents(found: Understood, lexicon: Lexicon) -> str:
    """Words that ask something else of a document, or name another one or another's."""
    if not found.documents:
        return ""
    # "… thực hiện nghị quyết nào của Tỉnh ủy?": the body of what is asked for.
    chain = cues.CHAIN in found.cues
    others = () if chain else other_bodies(found, documents_of(found), lexicon)
    return (
        heard("of-a-document", found.question)
        or _other_letters(found, lexicon)
        or (others[0] if others else "")
    )


def _always(text: str, indicators: Sequence[str], lexicon: Lexicon) -> str:
    """Words of another time, part, place, thing or order, whatever else is said."""
    for name in ("time", "part", "if", "place", "thing", "order", "alone", "of-a-class", "term"):
        if other := heard(name, text):
            return other
    return _beside_names("each", text, indicators, lexicon)


def _beside_names(
    name: str, text: str, indicators: Sequence[str], lexicon: Lexicon, *others: str
) -> str:
    """What is said by a pattern, unless the names of the indicators say it, or one of others."""
    names = [label for each in indicators for label in lexicon.labels[each].values()]
    own = any(heard(each, label) for each in (name, *others) for label in names)
    return "" if own else heard(name, text)


def _titles(found: Understood, lexicon: Lexicon) -> list[str]:
    """What the documents are called that are named, or that the places have which are named."""
    places = (lexicon.documents_of(area) for several in found.areas for area in several)
    documents = [*documents_of(found), *(d for several in places for d in several)]
    return [lexicon.titles.get(document, "") for document in documents]


def _other_letters(found: Understood, lexicon: Lexicon) -> str:
    """A number of which no document that is meant has the letters: 2393/QĐ-BTC, 2393/QĐ-UBND."""
    held = [
        number[0]
        for several in found.documents
        for document in several
        for label in lexicon.labels.get(document, {}).values()
        for number in _NUMBER.finditer(label)
    ]
    for said in _NUMBER.finditer(found.question):
        alike = [number for number in held if _digits(number) == _digits(said[0])]
        if alike and not any(fold(number).startswith(fold(said[0])) for number in alike):
            return said[0]
    return ""


def _digits(number: str) -> str:
    return re.split(r"[/-]", number)[0].lstrip("0")


_NUMBER: Final = re.compile(r"\b\d+(?:/(?:19|20)\d\d)?[/-](?:[A-Za-zĐđ]+[-/])*[A-Za-zĐđ]+\b")


def _person(text: str) -> str:
    """A person who is named: "Thầy Minh", but not "bà con" and not the place Bà Rịa."""
    return next((m[0] for m in _PERSON.finditer(text) if m["name"][0].isupper()), "")


_PERSON: Final = re.compile(
    r"\b(?:[Tt]hầy|[Cc]ô|[Bb]ác|[ÔôOo]ng|[Bb]à|[Cc]hú|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor)\s"
    r"(?!Rịa|Ria\b)(?P<name>[^\W\d_]\w+)"
)
