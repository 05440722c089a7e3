"""A reading said as the plain question that asks for it, which is read as this reading again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxgraph.asking.answer.wording import asked_figure, say
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.understand.question_reading import Reading
from dxgraph.evidence import Language

_PLAIN: Final[Mapping[str, str]] = {
    "targets-and-outcomes": "question-reached",
    "against-national": "question-against",
    "inherited-targets": "question-inherited",
    "mergers": "question-merged",
    "definitions": "question-defined",
}
"""How the files of words ask what a query answers, where they ask it in one way."""
_ORDERED: Final[Mapping[tuple[str, str], str]] = {
    ("compare-areas", "highest"): "question-highest",
    ("compare-areas", "lowest"): "question-lowest",
    ("compare-areas", ""): "question-of-areas",
    ("outcomes", "highest"): "question-best",
    ("outcomes", "lowest"): "question-worst",
}


def canonical(reading: Reading, lexicon: Lexicon, language: Language) -> str:
    """The question that asks for this and no more; nothing where the files have no words for it."""
    name = _form(reading)
    figure = f" {asked_figure(reading.figure, language)}" if reading.figure else ""
    if not name or (figure and name != "question-of-areas"):
        return ""
    of = reading.area, reading.indicator, reading.level, reading.document
    area, what, level, document = (lexicon.label(iri, language) if iri else "" for iri in of)
    level = level[:1].lower() + level[1:]
    given = {"area": area, "what": what, "level": level, "document": document}
    due = "in-year" if reading.query == "outcomes" else "by-year"
    when = f" {say(language, due, year=reading.year)}" if reading.year else ""
    return say(language, name, when=when, figure=figure, **given)


def _form(reading: Reading) -> str:
    """By which name the files have the question; nothing where they have none for all it asks."""
    one = bool(reading.area and not reading.areas)
    if reading.query == "targets-of-area":
        if reading.indicator and one and not reading.document:
            return "question-of-level" if reading.level else "question"
        if reading.document and not (reading.indicator or reading.year or reading.level):
            return "question-of-document"
        return "question-of-goals" if one and not (reading.indicator or reading.level) else ""
    if reading.query == "issuers":
        return "question-issued" if reading.document else "question-documents" if one else ""
    if reading.query == "outcomes" and one:
        return "question-measured"
    if reading.areas and reading.indicator and reading.year and not (reading.level or reading.most):
        return _ORDERED.get((reading.query, reading.order), "")
    whole = (reading.area or reading.query == "definitions") and (
        reading.indicator or reading.query == "mergers"
    )
    return _PLAIN.get(reading.query, "") if whole and not (reading.areas or reading.level) else ""
