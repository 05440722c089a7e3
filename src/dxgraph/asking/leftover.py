"""Which words of a question that name nothing are left out, and which make it another question.

Whoever asks says more than what is asked: who he is, what it is for, how he likes it. Such words no
list can hold. What turns a question into another one is of few kinds, and stands in the lists
``changes`` of the files: of whom and in which branch it is counted, another measure, money,
persons, causes, judgements, denials, other times and places. So do words next to what is counted,
names that are not known, and what is the name of another thing that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from dxgraph.asking import words
from dxgraph.asking.names import Word, words_of
from dxgraph.asking.taking import Taking
from dxgraph.evidence import Language
from dxgraph.search import fold

SHORT: Final = re.compile(r"[b-df-hj-np-tv-xzđ]{2,6}|[b-df-hj-np-tv-xzđ]{1,4}(?:so|te)")
"""Letters that are no syllable: a word that is written out is none of these."""
_MOST: Final = 0.4
"""So much of a question may be left out."""
_BEFORE: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(said["links"]["before"].split()) for language, said in words.SAID.items()
}
"""Words between what narrows and what is counted: "giáo viên có chữ ký số"…"""
_BEHIND: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(said["links"]["behind"].split()) for language, said in words.SAID.items()
}
"""…and the other way round: "kinh tế số trong nông nghiệp"."""


def changing(
    reader: Taking, left: Sequence[int], named: Collection[int], indicator: str = ""
) -> list[int]:
    """Of the words that are left over beside those that name what is counted, the ones that make
    the question another one: in their order."""
    language = reader.found.language
    own = (
        at
        for at, word in enumerate(reader.words)
        if at not in left and _is_open(reader, at) and not words.passed_over(word.marked, language)
    )
    named = {*named, *(at for at in own if _is_of(reader, at, indicator))}
    found = {
        at
        for places in _listed(reader, left)
        for at in places
        if not all(p in named or _is_of(reader, p, indicator) for p in places)
    }
    found |= {
        at
        for at in left
        if SHORT.fullmatch(reader.words[at].marked)
        or _is_name(reader, at)
        or _is_asked(reader, at, left)
        or (not indicator and _is_topic(reader, at, left))
        or _is_subject(reader, at, left)
        or _is_counted(reader, at)
        or _is_beside(reader, at, left, named, indicator)
    }
    if len(left) > _MOST * len(reader.words) or _asks_whether(reader):
        found |= set(left)
    return sorted(found)


@cache
def _phrases(language: Language) -> dict[str, list[tuple[Word, ...]]]:
    found: dict[str, list[tuple[Word, ...]]] = {}
    for texts in words.SAID[language]["changes"].values():
        for text in texts.split(","):
            phrase = tuple(words_of(text))
            found.setdefault(phrase[0].folded, []).append(phrase)
    return found


def _listed(reader: Taking, left: Sequence[int]) -> Iterator[range]:
    """Words of the lists; where all is typed without marks one syllable alone is too little, unless
    it is left over."""
    plain = reader.found.language == "vi" and reader.found.question.isascii()
    phrases = _phrases(reader.found.language)
    for at, word in enumerate(reader.words):
        for phrase in phrases.get(word.folded, ()):
            places = range(at, at + len(phrase))
            said = reader.words[at : places.stop]
            same = len(said) == len(phrase) and all(
                a.folded == b.folded and (plain or a.marks == b.marks)
                for a, b in zip(said, phrase, strict=True)
            )
            if (
                same
                and all(_is_open(reader, place) for place in places)
                and (len(phrase) > 1 or at in left or not plain)
            ):
                yield places


def _is_open(reader: Taking, at: int) -> bool:
    return reader.taken[at] in (None, "name")


def _is_of(reader: Taking, at: int, indicator: str) -> bool:
    """Whether a word stands in a name of the indicator."""
    return (indicator, reader.words[at].folded) in reader.lexicon.spelled


def _is_name(reader: Taking, at: int) -> bool:
    """Whether a word is a name, or has a number in it: capital letters where no sentence begins."""
    word, text = reader.words[at], reader.found.question
    said = text[word.begin : word.end]
    begins = at == 0 or text[reader.words[at - 1].end : word.begin].strip(' "“(') != ""
    return any(c.isdigit() for c in said) or (said[0].isupper() and not begins)


def _is_asked(reader: Taking, at: int, left: Sequence[int]) -> bool:
    """Whether a word says what is asked for: "what obstacles", "bao nhiêu hội nghị"."""
    first = last = at
    while first - 1 in left:
        first -= 1
    while last + 1 in left:
        last += 1
    before = reader.words[first - 1].marked if first else ""
    behind = reader.words[last + 1].marked if last + 1 < len(reader.words) else ""
    asks = _ASKS[reader.found.language]
    return before in asks or (reader.found.language == "vi" and behind in _ASKS_BEHIND)


_ASKS: Final[Mapping[Language, frozenset[str]]] = {
    "vi": frozenset({"nhiêu", "nhieu", "mấy", "những", "nhung"}),
    "en": frozenset({"what", "which", "whose", "many", "much"}),
}
_ASKS_BEHIND: Final = frozenset({"gì", "nào", "gi", "nao"})


def _is_topic(reader: Taking, at: int, left: Sequence[int]) -> bool:
    """Whether a word says what documents are about: "nghị quyết về nuôi tôm"."""
    while at in left:
        at -= 1
    return at >= 0 and reader.words[at].marked in _ABOUT


_ABOUT: Final = frozenset({"về", "ve", "about", "on", "regarding", "concerning"})


def _is_subject(reader: Taking, at: int, left: Sequence[int]) -> bool:
    """Whether a word begins what is said and stands before a place: "thợ mộc ở Bắc Ninh có …"."""
    first = last = at
    while first - 1 in left:
        first -= 1
    while last + 1 in left:
        last += 1
    behind = reader.words[last + 1].marked if last + 1 < len(reader.words) else ""
    if behind in _SAYS:
        return True
    if first and not reader.found.question[: reader.words[first].begin].rstrip().endswith(_ENDS):
        return False
    return behind in _WITHIN


_SAYS: Final = frozenset(
    {"say", "says", "said", "think", "thinks", "claim", "claims", "nói", "nghĩ"}
)
_ENDS: Final = (",", ".", ":", ";", "?", "!")
_WITHIN: Final = frozenset(
    {"ở", "o", "tại", "tai", "của", "cua", "khi", "trong", "in", "of", "from", "among"}
)


def _asks_whether(reader: Taking) -> bool:
    """Whether yes or no is asked for: then each word says what is asked."""
    text = reader.found.question
    if reader.found.language == "vi":
        return bool(_WHETHER.search(text)) and not _FIGURE.search(text)
    return reader.words[0].marked in _VERBS


_WHETHER: Final = re.compile(r"\b(?:có|co)\s.*\b(?:không|khong|ko)\W*$", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\b(?:bao nhiêu|bao nhieu|mấy|may|nào|nao|gì|gi)\b", re.IGNORECASE)
_VERBS: Final = frozenset({"is", "are", "was", "were", "does", "did", "has"})


def _is_counted(reader: Taking, at: int) -> bool:
    """Whether a word and the one next to it follow each other in the name of something counted."""
    pairs = reader.lexicon.pairs
    return any(
        first >= 0
        and first + 1 < len(reader.words)
        and reader.taken[first] in (None, "name")
        and reader.taken[first + 1] in (None, "name")
        and (reader.words[first].folded, reader.words[first + 1].folded) in pairs
        and reader.lexicon.knows(reader.words[first])
        and reader.lexicon.knows(reader.words[first + 1])
        for first in (at - 1, at)
    )


def _is_beside(
    reader: Taking, at: int, left: Sequence[int], named: Collection[int], indicator: str
) -> bool:
    """Whether a word narrows what is counted: next to it, or with no more than a link between."""
    language, text = reader.found.language, reader.found.question
    for step, links in ((1, _BEFORE[language]), (-1, _BEHIND[language])):
        place, linked = at, True
        while 0 <= (there := place + step) < len(reader.words):
            first, second = sorted((place, there))
            if text[reader.words[first].end : reader.words[second].begin].strip(" -'’"):
                break
            if there in named:
                verb = step > 0 and _is_verb(reader, at, place, left, indicator)
                if linked and not verb:
                    return True
                break
            word = reader.words[there].marked
            if word in _ARTICLES:
                linked = linked and place != at
            elif word in links:
                linked = True
            elif there not in left and reader.taken[there] != "level":
                break
            place = there
    return False


def _is_verb(reader: Taking, at: int, last: int, left: Sequence[int], indicator: str) -> bool:
    """ "Bắc Giang trông chờ kinh tế số": what stands between an area and what is counted is what it
    does, unless people who have something are counted."""
    first = at
    while first in left:
        first -= 1
    between = all(place in left for place in range(at, last + 1))
    having = any((indicator, fold(word)) in reader.lexicon.spelled for word in words.HAVING["vi"])
    area = first >= 0 and reader.taken[first] == "area"
    return area and between and not having and reader.found.language == "vi"


_ARTICLES: Final = frozenset({"the", "a", "an"})
