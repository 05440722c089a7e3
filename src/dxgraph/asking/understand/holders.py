"""Words between people and what they have, or beside them: none is passed over there.

"Adults who need a smartphone" are not those who have one, "listed enterprises" not all of them and
"villages uncovered by broadband" the others. Words of wanting, saying and knowing ask nothing
elsewhere; between a holder and what is held only verbs of having stand, and before it no
participle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues, words
from dxgraph.asking.language.fillers import of_a_dictionary
from dxgraph.asking.language.names import Word
from dxgraph.evidence import Language
from dxgraph.search import fold

_HOLDERS: Final[Mapping[Language, frozenset[tuple[str, ...]]]] = {
    language: frozenset(tuple(noun.split()) for noun in said["holders"]["nouns"].split(", "))
    for language, said in words.SAID.items()
}
"""Nouns for who or what has something."""
_BETWEEN: Final = words.word_sets("holders", "between")
"""Words that may stand between these and what they have."""
_SETTING: Final = words.word_sets("holders", "setting")
"""Words that may also stand there behind an area, which is what sets the goal."""
_AUXILIARY: Final = words.word_sets("holders", "auxiliary")
"""Words before an area of which all verbs behind it are."""
_BEFORE: Final = words.word_sets("holders", "before")
"""Words before a participle that stands before a holder."""
_HEAVY: Final = frozenset(words.SAID["vi"]["holders"]["heavy-without-marks"].split())
"""Letters of words that may stand there, and of others: "can" of "tiếp cận" and of "cần"."""
_PARTICIPLE: Final = re.compile(r"\w{2,}(?:ed|ing)")
_THINGS: Final = frozenset(
    {"area", "year", "level", "unit", "document", "kind", "particle", cues.SHARE, cues.NUMBER}
)
"""By what words are taken that say which, where and when."""


def strange(
    pairs: Sequence[tuple[Word, str | None]],
    indicator: str,
    lexicon: Lexicon,
    language: Language,
    *,
    plain: bool,
) -> list[int]:
    """The places of words between holders and what they have, in the names of an indicator, and of
    participles before holders, that make them others. `pairs` are words, each with by what it was
    taken; `plain` says that they are typed without marks."""
    said = [word for word, _ in pairs]
    free = [kind not in _THINGS for _, kind in pairs]
    areas = [kind in ("area", cues.NATIONAL) for _, kind in pairs]
    own = [_is_of(word, indicator, lexicon, language) for word in said]
    named = [
        of_it and not words.passed_over(word.marked, language)
        for word, of_it in zip(said, own, strict=True)
    ]
    found: list[int] = []
    heavy = _HEAVY if plain else frozenset[str]()
    for at in range(len(said)):
        length = _holder(said, at, named, language, plain=plain)
        if not length:
            continue
        found += _before(said, at, own, language)
        begin = at + length
        holder = {word.folded for word in said[at:begin]}
        things = (p for p in range(begin, len(said)) if named[p] and said[p].folded not in holder)
        thing = next(things, begin)
        by_area = False
        for place in range(begin, thing):
            if areas[place]:
                by_area |= _is(said[place - 1], _AUXILIARY[language], plain=plain)
            elif (
                free[place] and not by_area and not (own[place] and said[place].folded not in heavy)
            ):
                behind = any(areas[begin:place])
                allowed = _BETWEEN[language] | (_SETTING[language] if behind else frozenset())
                if not _is(said[place], allowed, plain=plain):
                    found.append(place)
    return found


def _is_of(word: Word, indicator: str, lexicon: Lexicon, language: Language) -> bool:
    """Whether a word stands in a name of the indicator; an English one in any of its forms."""
    if lexicon.has_word(indicator, word) or language == "vi":
        return lexicon.has_word(indicator, word)
    forms = {*of_a_dictionary(word.marked)}
    return any(not forms.isdisjoint(of_a_dictionary(own)) for own in lexicon.content[indicator])


def _holder(
    said: Sequence[Word], at: int, named: Sequence[bool], language: Language, *, plain: bool
) -> int:
    """Of how many words a holder is that begins there; 0 where none does."""
    for length in range(_LONGEST, 0, -1):
        noun = tuple(word.folded if plain else word.marked for word in said[at : at + length])
        among = _FOLDED[language] if plain else _HOLDERS[language]
        if len(noun) == length and noun in among and any(named[at : at + length]):
            return length
    return 0


_LONGEST: Final = max(len(noun) for nouns in _HOLDERS.values() for noun in nouns)
_FOLDED: Final = {
    language: frozenset(tuple(map(fold, noun)) for noun in nouns)
    for language, nouns in _HOLDERS.items()
}


def _before(said: Sequence[Word], at: int, own: Sequence[bool], language: Language) -> list[int]:
    """Participles before a holder, behind what no verb stands behind: "of listed enterprises"."""
    first = at
    while first > 0 and not own[first - 1] and _PARTICIPLE.fullmatch(said[first - 1].marked):
        first -= 1
    verb = first > 0 and said[first - 1].marked not in _BEFORE[language]
    return [] if verb or language != "en" else list(range(first, at))


def _is(word: Word, among: frozenset[str], *, plain: bool) -> bool:
    if word.folded.isdigit():
        return True
    if plain:
        return word.folded in set(map(fold, among)) - _HEAVY
    return word.marked in among
