"""Answers in words, in Vietnamese and English: figures, places, and why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language.words import texts
from dxgraph.evidence import Language, parse_fragment
from dxgraph.model.figures import as_printed


def say(language: Language, vi: str, en: str) -> str:
    return vi if language == "vi" else en


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
        return say(language, "không nêu con số", "no figure")
    return as_printed(comparator or "equal", value, upper, unit, language)


def place_words(place: str | None, lexicon: Lexicon, language: Language) -> str:
    """Where a figure is printed, in words: what the page or the text is called, and its day."""
    if place is None:
        return say(language, "không ghi nơi in", "no place given")
    source, _, fragment = place.partition("#")
    name = lexicon.label(source, language)
    if issued := day_words(lexicon.issued.get(source), language):
        name += f", {issued}"
    span = parse_fragment(fragment) if fragment else None
    if span is None:
        return name
    begin, end = span
    return name + say(language, f", ký tự {begin}–{end}", f", characters {begin}–{end}")


def listed(texts: Sequence[str], language: Language) -> str:
    """Texts as a sentence lists them: with "và" or "and" before the last."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {say(language, 'và', 'and')} {texts[-1]}"


def headed(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def day_words(day: str | None, language: Language) -> str:
    """A day as people write it: 3/6/2020, 3 June 2020; nothing where none is known."""
    if not day:
        return ""
    year, month, number = (int(part) for part in day[:10].split("-"))
    return say(language, f"{number}/{month}/{year}", f"{number} {_MONTHS[month - 1]} {year}")
