"""The lists ``permitted`` and ``changes`` of the files of words, and where their phrases stand.

Of two phrases one of which holds the other the longer one is meant, on either side: "quý cơ quan"
speaks to an office and "quý" is a quarter; "giao thông" is traffic and "giao" sets a goal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dxgraph.asking.language import words
from dxgraph.asking.language.fillers import of_a_dictionary
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.language.phrases import MARKED_ONLY
from dxgraph.evidence import Language


def texts(language: Language, section: str) -> Iterator[tuple[str, str]]:
    """The phrases of a list as they are written, each behind its kind: of ``permitted`` or
    ``changes``, of what may be left out ``anywhere`` or stand in ``claims``, or of one kind."""
    harmless: Mapping[str, str] = words.HARMLESS[language]
    changes: Mapping[str, str] = words.SAID[language]["changes"]
    kinds: dict[str, str]
    if section == "claims":
        kinds = words.SAID[language]["claims"]["phrases"]
    elif section == "anywhere":
        kinds = {kind: harmless[kind] for kind in harmless.keys() & words.NEVER_NARROWING}
    elif section == "permitted":
        kinds = {**words.SAID[language]["permitted"], **harmless}
    else:
        every = {**harmless, **changes}
        kinds = {section: every[section]} if section in every else {**changes}
    for kind, phrases in kinds.items():
        for text in phrases.split(","):
            yield kind, text.strip()


@cache
def _phrases(language: Language, section: str) -> dict[str, list[tuple[Word, ...]]]:
    """By their first words, folded."""
    found: dict[str, list[tuple[Word, ...]]] = {}
    for _, text in texts(language, section):
        phrase = tuple(words_of(text))
        found.setdefault(phrase[0].folded, []).append(phrase)
    return found


def standing(text: Sequence[Word], language: Language, section: str, *, plain: bool) -> list[range]:
    """The places of the phrases of a list in a text; `plain` says that it is unmarked."""
    phrases = _phrases(language, section)
    found = [
        range(at, at + len(phrase))
        for at, word in enumerate(text)
        for phrase in phrases.get(word.folded, ())
        if len(said := text[at : at + len(phrase)]) == len(phrase)
        and all(
            a.folded == b.folded and (plain or a.marks == b.marks)
            for a, b in zip(said, phrase, strict=True)
        )
        if not (plain and " ".join(part.marked for part in phrase) in MARKED_ONLY)
    ]
    if language == "en" and section in ("permitted", "anywhere"):
        # Of verbs and nouns the list has what a dictionary has.
        found += [
            range(at, at + 1)
            for at, word in enumerate(text)
            if any(
                len(phrase) == 1
                for form in of_a_dictionary(word.marked)
                for phrase in phrases.get(form, ())
            )
        ]
    return found


def holds(longer: range, places: range) -> bool:
    """Whether a phrase holds another one, and more."""
    return longer.start <= places.start and places.stop <= longer.stop and longer != places
