"""The words around a figure, compiled: `words` has the tables, `figure` says how they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dxgraph.evidence.number import Language, number_pattern
from dxgraph.evidence.words import WORDS, Words

_DASH = "[ \u00a0]?[-–—][ \u00a0]?"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a language as compiled patterns."""

    words: Words
    no_figure: re.Pattern[str]
    amount: re.Pattern[str]
    """Groups: first, mark, scale, and for a range between, second, mark2, scale2."""
    fraction: re.Pattern[str]
    """Groups: part, whole."""
    before: re.Pattern[str]
    """Matches what stands at the very end of the words before a number."""
    after: re.Pattern[str]
    per_year: re.Pattern[str]
    per_people: re.Pattern[str]
    point: re.Pattern[str]
    times: re.Pattern[str]
    rate: re.Pattern[str]
    rank: re.Pattern[str]
    top: re.Pattern[str]
    top_clause: re.Pattern[str]
    """The same, anywhere in the clause that ends where the text does."""
    top_alone: re.Pattern[str]
    ordinal: re.Pattern[str]
    places: re.Pattern[str]
    lead: re.Pattern[str]
    best: re.Pattern[str]
    measures: re.Pattern[str]
    noun: re.Pattern[str]
    money_before: tuple[tuple[re.Pattern[str], str], ...]
    money_after: tuple[tuple[re.Pattern[str], str], ...]
    in_words: tuple[tuple[re.Pattern[str], Decimal, str], ...]
    """Amounts without digits: pattern, value, unit."""
    whole: re.Pattern[str]


@cache
def grammar(language: Language, *, alone: bool) -> Grammar:
    """The patterns of a language; ``alone`` as in `dxgraph.evidence.number.number_pattern`."""
    words = WORDS[language]
    number = number_pattern(language, alone=alone)
    # "tỷ lệ", "tỷ trọng", "tỷ suất" are other words.
    scale = rf"(?:\s+(?:{'|'.join(words.scale)})\b(?!\s+(?:lệ|trọng|suất)))*"
    amount = re.compile(
        rf"(?P<first>{number})(?P<mark>{words.percent})?(?P<scale>{scale})"
        rf"(?:(?P<between>{_DASH}|{words.between})(?P<second>{number})"
        rf"(?P<mark2>{words.percent})?(?P<scale2>{scale}))?",
        re.IGNORECASE,
    )
    signs = [re.escape(word) for word in words.before if not word[0].isalpha()]
    phrases = [re.sub(r" ", r"\\s+", word) for word in words.before if word[0].isalpha()]
    return Grammar(
        words=words,
        no_figure=re.compile("|".join(words.no_figures), re.IGNORECASE),
        amount=amount,
        fraction=re.compile(
            rf"(?<![\d/.,])(?P<part>[1-9]\d?)/(?P<whole>(?!100?{words.people})[1-9]\d{{0,2}})(?!\d|[./,-]\d|/)",
            re.IGNORECASE,
        ),
        before=re.compile(
            rf"(?:(?<!\w)(?:{'|'.join(phrases)})\s+|(?:{'|'.join(signs)})\s*)$", re.IGNORECASE
        ),
        after=_starting(
            r"[^\d;.,()\n]{0,40}?\b(?P<after>"
            + "|".join(re.sub(" ", r"\\s+", word) for word in words.after)
            + r")\b"
        ),
        per_year=_starting(words.per_year),
        per_people=_starting(
            rf"[^\d;.()\n/]{{0,40}}?{words.per_people}(?P<people>1(?:0+|(?:[.,]000)+)){words.people}"
        ),
        point=_starting(words.point),
        times=_starting(words.times),
        rate=_starting(words.rate),
        rank=re.compile(rf"(?:{words.rank})\s+$", re.IGNORECASE),
        top=re.compile(rf"(?:{words.top})(?:\s+(?:the\s+)?|-)$", re.IGNORECASE),
        top_clause=re.compile(rf"(?:{words.top})\b[^\d;.()\n]*$", re.IGNORECASE),
        top_alone=_starting(words.top_alone),
        ordinal=_starting(words.ordinal),
        places=_starting(rf"{words.places}|\s+{words.lead}"),
        lead=re.compile(rf"^[^\d;.()\n]{{0,60}}?{words.lead}", re.IGNORECASE),
        best=re.compile(rf"^[^\d;.()\n]{{0,60}}?{words.best}", re.IGNORECASE),
        measures=_starting(rf"\s*{words.measures}"),
        noun=_starting(rf"\s*(?!{words.function})[^\W\d_]+"),
        money_before=tuple(
            (re.compile(rf"(?<!\w)(?:{pattern})\s?$", re.IGNORECASE), unit)
            for pattern, unit in words.money.items()
        ),
        money_after=tuple(
            (_starting(rf"\s*(?:{pattern})"), unit) for pattern, unit in words.money.items()
        ),
        whole=re.compile(words.whole, re.IGNORECASE),
        in_words=(
            *(
                (re.compile(pattern, re.IGNORECASE), Decimal(value), "times")
                for pattern, value in words.multiples.items()
            ),
            *(
                (re.compile(pattern, re.IGNORECASE), Decimal(value), "rank")
                for pattern, value in words.first.items()
            ),
            *(
                (
                    re.compile(words.ordinal_rank.replace("<ordinal>", ordinal), re.IGNORECASE),
                    Decimal(value),
                    "rank",
                )
                for ordinal, value in words.ordinals.items()
            ),
        ),
    )


def _starting(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern})", re.IGNORECASE)
