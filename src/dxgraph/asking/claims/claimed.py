"""The parts of a claim as they are given, by slugs, names or words."""

from __future__ import annotations

import unicodedata
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.graph.loading import LANGUAGES
from dxgraph.asking.understand.question import with_marks
from dxgraph.asking.understand.understanding import understand
from dxgraph.errors import DataError, UsageError
from dxgraph.evidence import Figure, Language, parse_figure
from dxgraph.evidence.words import WORDS
from dxgraph.messages import message
from dxgraph.search import fold
from dxgraph.terms import COMPARATOR, INDICATOR, LEVEL


def figure_of(value: str, comparator: str | None, language: Language) -> Figure:
    text = with_marks(unicodedata.normalize("NFC", value), language)
    try:
        figure = parse_figure(text, language)
    except DataError as error:
        raise UsageError(
            message("value-not-read", value=value, reason=str(error)),
            parameter="value",
        ) from error
    if comparator is None or not comparator.strip():
        return figure
    return Figure(_comparator(comparator), figure.value, figure.upper, figure.unit)


_COMPARATORS: Final = (
    *("equal", "at-least", "greater-than", "at-most", "less-than", "approximately", "within-top"),
)


def _comparator(text: str) -> str:
    slug = text.strip().removeprefix(COMPARATOR).removeprefix("comparator:")
    if slug in _COMPARATORS:
        return slug
    # Words go before what only folds to the same: "tren" is "trên", "trên" is nothing else.
    for same in (str.strip, fold):
        for language in LANGUAGES:
            for words, meant in WORDS[language].before.items():
                if meant in _COMPARATORS and same(words) and same(words) == same(text.lower()):
                    return meant
    listed_slugs = ", ".join(_COMPARATORS)
    raise UsageError(
        message("no-comparator", text=text, listed_slugs=listed_slugs),
        parameter="comparator",
        choices=list(_COMPARATORS),
    )


def indicators_of(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    iri = text if text.startswith(INDICATOR) else INDICATOR[text.removeprefix("indicator:")]
    if iri in lexicon.classes:
        return (iri,)
    found = understand(text, lexicon)
    return () if found.unknown or found.areas else found.indicators


def level_of(text: str | None, lexicon: Lexicon) -> str | None:
    if text is None or not text.strip():
        return None
    iri = text if text.startswith(LEVEL) else LEVEL[text.removeprefix("level:")]
    if iri in lexicon.classes:
        return iri
    if (level := understand(text, lexicon).level) is not None:
        return level
    raise UsageError(message("no-level", text=text), parameter="level")
