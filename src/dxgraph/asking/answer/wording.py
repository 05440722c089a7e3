"""Answers in words, in Vietnamese and English: figures, places, and why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language.words import MONTHS, texts
from dxgraph.bilingual import many
from dxgraph.evidence import Figure, Language, parse_fragment
from dxgraph.model.figures import as_printed


class _Counted(int):
    """A number; with a specification it goes before an English noun, or its two forms: "2 areas",
    and behind a plus only the noun is written."""

    def __format__(self, noun: str) -> str:
        if not noun:
            return str(int(self))
        words = many(int(self), *noun.removeprefix("+").split("|"))
        return words.partition(" ")[2] if noun.startswith("+") else words


_SENTENCES: Final = texts("sentences")


def say(language: Language, name: str, /, **values: object) -> str:
    """A sentence of the files, or a part of one, with what stands in it."""
    counted = {n: _Counted(v) if isinstance(v, int) else v for n, v in values.items()}
    return _SENTENCES[name][language].format(**counted)


LACKING: Final = texts("lacking")
"""Why a question has no reading."""

KINDS: Final = texts("parts")
"""What a part of a question is, for those that are named to the asker."""


def figure_words(
    comparator: str | None,
    value: Decimal | None,
    upper: Decimal | None,
    unit: str | None,
    language: Language,
) -> str:
    """A figure with its comparator in words; the words for none where a target has no figure."""
    if value is None:
        return say(language, "no-figure")
    return as_printed(comparator or "equal", value, upper, unit, language)


def asked_figure(figure: Figure, language: Language) -> str:
    """A figure that somebody asks for or claims, in words."""
    return figure_words(figure.comparator, figure.value, figure.upper, figure.unit, language)


def place_words(place: str | None, lexicon: Lexicon, language: Language) -> str:
    """Where a figure is printed, in words: what the page or the text is called, and its day."""
    if place is None:
        return say(language, "no-place")
    source, _, fragment = place.partition("#")
    name = lexicon.label(source, language)
    if issued := day_words(lexicon.issued.get(source), language):
        name += f", {issued}"
    span = parse_fragment(fragment) if fragment else None
    if span is None:
        return name
    begin, end = span
    return name + say(language, "characters", begin=begin, end=end)


def listed(texts: Sequence[str], language: Language) -> str:
    """Texts as a sentence lists them: with "và" or "and" before the last."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {say(language, 'and')} {texts[-1]}"


def headed(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def day_words(day: str | None, language: Language) -> str:
    """A day as people write it: 3/6/2020, 3 June 2020; nothing where none is known."""
    if not day:
        return ""
    year, month, number = (int(part) for part in day[:10].split("-"))
    name = MONTHS[month - 1].capitalize()
    return say(language, "day", number=number, month=month, month_name=name, year=year)
