"""The claims of a text, one a figure: its names are read as those of questions are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph.asking.lexicon import NATION, Lexicon
from dxgraph.asking.mentions import is_amount
from dxgraph.asking.names import Word, is_optional, words_of
from dxgraph.asking.question import with_marks
from dxgraph.asking.told import PROMISED, due_years, told
from dxgraph.asking.understanding import LONGEST, open_words, understand
from dxgraph.evidence import Figure, Language, find_figures


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, in parts; a part that is missing is None."""

    text: str
    areas: tuple[str, ...]
    """What the named place may be: a province before and after a merger."""
    indicators: tuple[str, ...]
    year: int | None
    figure: Figure | None
    level: str | None = None
    document: tuple[str, ...] = ()
    told: str = PROMISED
    """Whether it says that this was promised or reached, by :mod:`dxgraph.asking.told`."""


def sentences_of(text: str) -> list[str]:
    """The sentences of a text. A point between digits, or within an abbreviation, ends none."""
    found, begin = [], 0
    for at, sign in enumerate(text):
        after = text[at + 1 : at + 3]
        ends = sign == "\n" or (
            sign in ".!?;…" and (not after or (after[0].isspace() and not after[1:].islower()))
        )
        if ends:
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    return [part for part in (*found, text[begin:].strip()) if part]


def claims_of(sentence: str, lexicon: Lexicon, language: Language) -> list[Claim]:
    """The claims of a sentence, one a figure: what the sentence names goes for each of them.

    Where it names two years, two levels or two places, which figure belongs to which is not
    guessed.
    """
    found = understand(sentence, lexicon)
    figures = [
        figure
        for figure in find_figures(with_marks(sentence, language), language)
        if not _is_year(figure, sentence) and not _within_name(figure, sentence, lexicon)
    ]
    # Of a sentence that is too long to be read whole nothing is concluded.
    areas = found.areas[0] if len(found.areas) == 1 and len(sentence) <= LONGEST else ()
    if not found.areas and found.documents:
        areas = tuple(
            dict.fromkeys(
                lexicon.territory[d] for d in found.documents[0] if d in lexicon.territory
            )
        )
    elif not found.areas and "national" in found.cues:
        areas = (NATION,)
    years = due_years(sentence, found.years, language)
    year = years[0] if len(years) == 1 else None
    documents = found.documents[0] if len(found.documents) == 1 else ()
    several_levels = len({part.iris for part in found.parts if part.kind == "level"}) > 1
    claims = []
    for number, figure in enumerate(figures):
        begin = figures[number - 1].end if number else 0
        end = figures[number + 1].begin if number + 1 < len(figures) else len(sentence)
        end = _clause(sentence, figure.end, end, lexicon) if number + 1 < len(figures) else end
        indicators = () if several_levels else _named_within(sentence[begin:end], lexicon)
        read = not (found.guessed or found.unknown or several_levels) and len(figures) == 1
        if not indicators and read:
            indicators = found.indicators
        claims.append(
            Claim(
                sentence,
                areas,
                indicators,
                year,
                figure,
                found.level,
                documents,
                told(sentence, figure, language),
            )
        )
    return claims


_JOINS: Final = re.compile(r"[,;]|\b(?:và|còn|and|while)\b", re.IGNORECASE)


def _clause(sentence: str, begin: int, end: int, lexicon: Lexicon) -> int:
    """Where the words end that go with a figure, of those up to the next one: a name that begins
    behind "and" is what the next one counts."""
    joins = list(_JOINS.finditer(sentence, begin, end))
    named = joins and _named_within(sentence[joins[-1].end() : end], lexicon)
    return joins[-1].start() if named else end


def _is_year(figure: Figure, text: str) -> bool:
    printed = "".join(text[begin:end] for begin, end in figure.numbers)
    return figure.unit in (None, "count") and len(printed) == 4 and printed[:2] in ("19", "20")


def _within_name(figure: Figure, text: str, lexicon: Lexicon) -> bool:
    """Whether a number is part of a name: a document's number, "749", a level of service."""
    words = words_of(text)
    for at in range(len(words)):
        lengths = [
            length
            for length, mention in lexicon.mentions(words, at)
            if mention.kind == "document" and not is_amount(words[at], text)
        ]
        lengths.append(lexicon.whole_names(words, at))
        if length := max(lengths):
            begin, end = words[at].begin, words[at + length - 1].end
            if any(begin <= first and last <= end for first, last in figure.numbers):
                return True
    return False


def _named_within(sentence: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The indicators whose names a sentence holds: all words of a name, as near as can be.

    The longest name counts. Another that is as long, or that shares no word with it, is given too:
    then it is open which one the figure belongs to. A word that is open stands neither between the
    words of a name nor beside them: "doanh nghiệp công nghệ số" holds no "doanh nghiệp số".
    """
    words = open_words(sentence, lexicon)
    said = {word.folded: word for word, _ in words}
    best: list[tuple[float, str, frozenset[str]]] = []
    for name in lexicon.names_within(said):
        if len(name.content) < 2 and len(name.whole) > 1:
            continue
        own = {word.folded: word for word in name.whole}
        content = frozenset(name.content)
        if all(said[w].marks in ("", own[w].marks) for w in content) and _stands_alone(
            content, words, sentence
        ):
            best.append((lexicon.heavy(content), name.iri, content))
    if not best:
        return ()
    best.sort(key=lambda item: (-item[0], item[1]))
    top, _, content = best[0]
    return tuple(
        dict.fromkeys(iri for weight, iri, own in best if weight == top or not own & content)
    )


def _stands_alone(
    content: frozenset[str], words: Sequence[tuple[Word, bool]], sentence: str
) -> bool:
    """Whether words of a name stand together somewhere, without open words between or beside."""
    places = [at for at, (word, _) in enumerate(words) if word.folded in content]
    spans = (
        (first, last)
        for begin, first in enumerate(places)
        for last in places[begin:]
        if content <= {words[at][0].folded for at in places if first <= at <= last}
    )
    # The narrowest: the first one from each beginning.
    narrow: dict[int, int] = {}
    for first, last in spans:
        narrow.setdefault(first, last)
    return any(
        not any(
            is_open and word.folded not in content and not is_optional(word)
            for word, is_open in words[
                _joined(first, words, sentence, -1) : _joined(last, words, sentence, 1) + 1
            ]
        )
        for first, last in narrow.items()
    )


def _joined(at: int, words: Sequence[tuple[Word, bool]], sentence: str, step: int) -> int:
    """The place of the word beside another, or its own where a sign or nothing stands between."""
    other = at + step
    if not 0 <= other < len(words):
        return at
    first, second = sorted((words[at][0], words[other][0]), key=lambda word: word.begin)
    return at if sentence[first.end : second.begin].strip() else other
