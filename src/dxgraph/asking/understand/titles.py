"""Documents that are meant by what they are called: "Đề án chuyển đổi số của Hà Tĩnh giai đoạn
2021-2025 theo quyết định số mấy?", where nobody says the number since it is what is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues, words
from dxgraph.asking.language.fillers import is_light
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.language.phrases import match_of
from dxgraph.asking.understand.question_reading import of_the_body
from dxgraph.asking.understand.taking import Taking
from dxgraph.search import fold
from dxgraph.terms import VIET_NAM

_MOST: Final = 4
_TITLES: Final = words.SAID["en"]["titles"]
_KINDS: Final[Mapping[str, str]] = _TITLES["kinds"]
"""What documents are in English, and what titles have for it."""
_OF_ALL: Final = {"chuyen", "doi", "so"}
_ENGLISH: Final = {vietnamese: english for english, vietnamese in _KINDS.items()}
_OF_NUMBERS: Final = frozenset({"quyet dinh", "nghi quyet", "ke hoach", "chi thi"})
"""What a number is of: by itself it tells no document of an area from another."""
_PATTERNS: Final = {
    name: re.compile(
        said.replace("KIND", "|".join(_KINDS.values())).replace("ENGLISH", "|".join(_KINDS))
    )
    for name, said in _TITLES["patterns"].items()
}
_THINGS: Final = frozenset({cues.ISSUED, cues.WHEN, cues.LISTED, cues.CHAIN, cues.REVISED})
_TAKES: Final = _THINGS | {*(cues.NUMBER, cues.MERGED, cues.INHERITED, cues.EQUAL, cues.NATIONAL)}
SUBJECTS: Final[Mapping[str, str]] = _TITLES["subjects"]
"""English words of titles, singular and folded, and what titles have for them."""


def without_description(text: str, lexicon: Lexicon) -> str:
    """A question with the number alone of a document that is named by its title and its number:
    "Chiến lược kinh tế số và xã hội số (411/QĐ-TTg)". The title is no indicator that is asked for.
    """
    match = match_of("described", text)
    if not match:
        return text
    said, number = {word.folded for word in words_of(match["said"])}, f" {fold(match['number'])} "
    for document, title in lexicon.titles.items():
        label = " ".join(fold(name) for name in lexicon.labels.get(document, {}).values())
        own = {word.folded for word in words_of(f"{label} {title}")}
        own |= _OF_THE_NATION if lexicon.territory.get(document) == VIET_NAM else set()
        dated = match["number"] == lexicon.year_of_document(document)
        if number in f" {label} " and said <= own and not dated:
            return text[: match.start()] + match["number"] + text[match.end() :]
    return text


def without_own_title(reader: Taking) -> None:
    """Leave out, of a question that asks for the number, the day or the issuer of a document, what
    describes it: "When was Decision 411 on the digital economy and society strategy issued?"."""
    found, lexicon = reader.found, reader.lexicon
    if not (_THINGS & found.cues.keys() and found.unknown and len(found.documents) == 1):
        return
    own = {word for document in found.documents[0] for word in lexicon.titles[document].split()}
    found.unknown = [
        each for each in found.unknown if not {word.folded for word in words_of(each)} <= own
    ]


_OF_THE_NATION: Final = {"quoc", "gia", "national"}


def by_title(reader: Taking) -> bool:
    """Whether documents of the areas that are named have all words in their titles that nothing
    else was taken by, and the years: they are then meant, and what is asked of them is told."""
    found, lexicon = reader.found, reader.lexicon
    text = fold(found.question)
    said = found.cues.keys()
    numbered = _PATTERNS["number-asked"].search(text)
    asked = numbered or {cues.ISSUED, cues.WHEN, cues.CHAIN} & said
    of_nation = (
        not found.areas and found.language == "vi" and _PATTERNS["of-the-nation"].search(text)
    )
    areas = [(VIET_NAM,)] if of_nation else found.areas
    if found.documents or not (areas and asked and _PATTERNS["said"].search(text)) or said - _TAKES:
        return False
    left = [
        word
        for word, kind in zip(reader.words, reader.taken, strict=True)
        if kind in (None, "name") and not words.passed_over(word.marked, found.language)
    ]
    title_words = _in_titles(left, reader)
    kinds = {_KINDS.get(kind, kind) for kind in _PATTERNS["said"].findall(text)}
    more = title_words - _OF_ALL or kinds - _OF_NUMBERS or found.years
    fits = {
        document: sum(kind in title or _ENGLISH.get(kind, kind) in title for kind in kinds)
        for several in areas
        for area in several
        for kept in [of_the_body(found, lexicon, area)]
        for document in (lexicon.documents_of(area) if kept is None else kept)
        for title in [lexicon.titles.get(document, "")]
        if title_words <= {*title.split()} and all(str(year) in title for year in found.years)
        # Of the nation's many titles the one that goes on as it is said.
        if not of_nation
        or any(
            f" {said[0].strip()} " in f" {title} " for said in _PATTERNS["called"].finditer(text)
        )
    }
    unnamed = not (found.areas or found.figures) and _PATTERNS["exact-number"].search(text)
    best = tuple(document for document, score in fits.items() if score == max(fits.values()))
    of_others = {cues.MERGED, cues.INHERITED, cues.LISTED} & said
    if not more and (of_others or len(best) != 1 or not fits[best[0]]):
        # All of it is about digital transformation; of its kind the place may have but one.
        return False
    if not 0 < len(best) <= _MOST:
        if unnamed:
            # Of no document of this title the number is known, and no figure tells it.
            found.unknown.append(unnamed[0])
        return False
    found.documents = [best]
    found.years.clear()
    found.levels.clear()
    found.parts = [part for part in found.parts if part.kind not in ("year", "level")]
    for cue in _TAKES - _THINGS | {cues.LISTED}:
        found.cues.pop(cue, None)
    if not _THINGS & found.cues.keys():
        found.cues[cues.ISSUED] = "number"
    return True


def _in_titles(left: Sequence[Word], reader: Taking) -> set[str]:
    """Words as titles have them, English ones of several words first; without those that ask
    nothing."""
    language, plain = reader.found.language, reader.found.question.isascii()
    light = {word.folded for word in left if is_light(word.marked, language, plain=plain)}
    said = f" {' '.join(word.folded for word in left)} "
    for english in sorted(SUBJECTS, key=len, reverse=True) if language == "en" else ():
        said = said.replace(f" {english} ", f" {SUBJECTS[english]} ")
    return {*said.split()} - light
