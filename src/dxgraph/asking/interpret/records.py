"""Who issued a document and when: its record, which tells of its issue and of nothing else.

The day of a record is none of any other event, so every word of such a question must be one of
issuing, of asking or of the document's own title, and a place or a body that is named its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues, lists, words
from dxgraph.asking.language.names import Word
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading, documents_of
from dxgraph.asking.understand.titles import SUBJECTS
from dxgraph.asking.understand.understanding import taken_words
from dxgraph.evidence import Language
from dxgraph.search import fold

MOST_DOCUMENTS: Final = 6
"""Documents of one number that a question may mean."""


def issued(found: Understood, lexicon: Lexicon) -> list[Reading]:
    """Which body issued a document; of documents of one number, those of the area that is named."""
    places = {area for several in found.areas for area in several}
    documents = [d for d in documents_of(found) if not places or lexicon.territory.get(d) in places]
    if not documents:
        raise Lacking("not-of", tuple(part.text for part in found.parts if part.kind == "area"))
    if len(documents) > MOST_DOCUMENTS:
        raise Lacking("document")
    if others := _other_events(found, documents, lexicon) or other_bodies(
        found, documents, lexicon
    ):
        raise Lacking("words", tuple(dict.fromkeys(others)))
    signed = bool(_SIGNED[found.language].search(fold(found.question)))
    return [Reading("issuers", document=document, signed=signed) for document in documents]


_SIGNED: Final = words.patterns("records", "signed")
_SAID: Final = words.word_sets("records", "words")
"""Single words that ask for a record."""
_EVENTS: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(said["records"]["events"]).union(
        *(said["fillers"].get(kind, ()) for kind in ("doing", "setting", "having"))
    )
    for language, said in words.SAID.items()
}
"""Phrases that are passed over beside a figure and tell of an event here."""
_MANNERS: Final = {
    *("particles-and-interjections-one-syllable-regional-chat-spellings", "politeness"),
    *("chat-abbreviations-of-harmless-words", "address-and-pronouns"),
    *("askers-greetings-politeness", "interjections-particles-chat"),
}
_OF_A_RECORD: Final = frozenset(
    {
        *("document", "area", "kind", "day", "year", "level", "particle"),
        *(cues.ISSUED, cues.WHEN, cues.ACROSS, cues.LISTED, cues.MERGED, cues.NATIONAL),
    }
)
"""By what words are taken that ask for a record or say of which document."""
_TITLE: Final = 3
"""So many words that follow each other as in a title are of it."""


def _other_events(found: Understood, documents: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    """Words that may tell of something else than that the documents were issued."""
    language = found.language
    plain = language == "vi" and found.question.isascii()
    taken = taken_words(found.question, lexicon)
    left: list[str] = []
    for beside, run in groupby(taken, lambda each: each[1] == words.ASIDE):
        if beside:
            phrase = " ".join(word.marked for word, _ in run)
            left += (p for p in _EVENTS[language] if re.search(rf"\b{re.escape(p)}\b", phrase))
    said = [word for word, _ in taken]
    asking = {fold(word) for word in _SAID[language]} if plain else _SAID[language]
    asked = {at for at, (_, kind) in enumerate(taken) if kind == cues.WHEN}
    # What stands right before "ngày nào" is what happened then.
    permitted = {at for at in _in_titles(said, documents, lexicon) if at + 1 not in asked}
    for section in _MANNERS & words.HARMLESS[language].keys():
        for places in lists.standing(said, language, section, plain=plain):
            permitted |= {*places}
    left += (
        found.question[word.begin : word.end]
        for at, (word, kind) in enumerate(taken)
        if kind not in _OF_A_RECORD
        and kind != words.ASIDE
        # "Đà Lạt, tỉnh Lâm Đồng": of the province whose document it is.
        and not (kind == "elsewhere" and found.areas)
        and at not in permitted
        and word.marked not in asking
        and not word.folded.isdigit()
        and not (word.folded in _UNTIL and at + 1 < len(taken) and taken[at + 1][1] == "year")
    )
    return left


_UNTIL: Final = frozenset({"den", "toi", "to", "until", "through"})
"""Words before the last year of what a document is called."""


def _in_titles(said: Sequence[Word], documents: Sequence[str], lexicon: Lexicon) -> Iterator[int]:
    """The places of words that stand so in the title of one of the documents."""
    titles = [lexicon.titles.get(document, "") for document in documents]
    for at in range(len(said) - _TITLE + 1):
        run = " ".join(word.folded for word in said[at : at + _TITLE])
        if any(f" {run} " in f" {title} " for title in titles):
            yield from range(at, at + _TITLE)
    held = {word for title in titles for word in title.split()}
    # "on the digital economy and society strategy": beside another word of the title.
    of_it = [at for at, word in enumerate(said) if word.folded in held - _OF_EVENTS]
    for at, following in pairwise(of_it):
        if all(word.marked in _LINKS for word in said[at + 1 : following]):
            yield from (at, following)
    for english, vietnamese in SUBJECTS.items():
        length = len(english.split())
        if vietnamese and any(vietnamese in title for title in titles):
            for at in range(len(said) - length + 1):
                if " ".join(word.folded for word in said[at : at + length]) == english:
                    yield from range(at, at + length)


_OF_EVENTS: Final = frozenset(
    fold(word) for phrases in _EVENTS.values() for phrase in phrases for word in phrase.split()
)
"""Words that stand in titles too, but tell of an event in a question: "triển khai ngày nào"."""
_LINKS: Final = frozenset({"and", "the", "of", "và"})
_BODIES: Final[Mapping[Language, Mapping[re.Pattern[str], str]]] = {
    language: {
        re.compile(rf"\b(?:{body})\b"): letters
        for body, letters in said["records"]["bodies"].items()
    }
    for language, said in words.SAID.items()
}
"""Bodies, folded, and the letters by which the numbers of their documents end."""


def other_bodies(found: Understood, documents: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    """The bodies that are named, where none of them issued any of the documents, as typed."""
    text = found.question
    for part in found.parts:
        if part.kind == "document":
            text = text.replace(part.text, " " * len(part.text))
    folded = words.without_marks(text.lower())
    numbers = [name for d in documents for name in lexicon.labels.get(d, {}).values()]
    named = {
        text[match.start() : match.end()]: re.compile(rf"[-/](?:{letters})\b")
        for body, letters in _BODIES[found.language].items()
        if (match := body.search(folded))
    }
    fits = any(letters.search(number) for letters in named.values() for number in numbers)
    return () if fits else tuple(named)
