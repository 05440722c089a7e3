"""Which words of a question that name nothing are left out, and which make it another question.

Whoever asks says more than what is asked: who he is, what it is for, how he likes it. Such words
stand in the lists ``permitted`` of the files, or in a clause in which he speaks of himself. All
others stop the question: a word that is not known may turn it into its opposite. So do words next
to what is counted, and those of the lists ``changes``: what else a question may be about, by words
that would be passed over elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from dxgraph.asking.language import cues, lists, words
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand import holders
from dxgraph.asking.understand.taking import Taking
from dxgraph.search import fold

SHORT: Final = re.compile(r"[b-df-hj-np-tv-xzđ]{2,6}|[b-df-hj-np-tv-xzđ]{1,4}(?:so|te)")
"""Letters that are no syllable: a word that is written out is none of these."""
_BEFORE: Final = words.word_sets("links", "before")
"""Words between what narrows and what is counted: "giáo viên có chữ ký số"…"""
_BEHIND: Final = words.word_sets("links", "behind")
"""…and the other way round: "kinh tế số trong nông nghiệp"."""


def changing(
    reader: Taking, left: Sequence[int], named: Collection[int], indicator: str = ""
) -> list[int]:
    """Of the words that are left over beside those that name what is counted, the ones that make
    the question another one, in their order: all that are not permitted, and of these the ones
    next to what is counted."""
    language = reader.found.language
    spelled = reader.lexicon.spelled
    own = {at for at, word in enumerate(reader.words) if (indicator, word.folded) in spelled}
    named = {*named} | {
        at
        for at in own - {*left}
        if _is_open(reader, at) and not words.passed_over(reader.words[at].marked, language)
    }
    found = {
        at
        for places in _listed(reader, left, "changes")
        if not _across(reader, places, named) and not {*places} <= named | own
        for at in places
    }
    permitted = {at for places in _listed(reader, left, "permitted") for at in places}
    anywhere = {at for places in _listed(reader, left, "anywhere") for at in places}
    anywhere |= {at for at in left if _tells_how(reader, at)}
    found |= {
        at
        for at in left
        if at not in permitted | anywhere
        or _is_asked(reader, at, free=at in anywhere)
        or _is_beside(reader, at, left, named, indicator, free=at in anywhere)
    }
    pairs = list(zip(reader.words, reader.taken, strict=True))
    strange = holders.strange(pairs, indicator, reader.lexicon, language, plain=reader.plain)
    return sorted(found | {*strange})


def narrows(reader: Taking, places: Sequence[int], sections: Sequence[str] = ("changes",)) -> bool:
    """Whether any of these words would make a question another one, by all that may or by some."""
    return any(
        at in places
        for section in sections
        for found in _listed(reader, places, section)
        for at in found
    )


def _listed(reader: Taking, left: Sequence[int], section: str) -> list[range]:
    """Words of a list; where all is typed without marks one syllable alone is too little, unless
    it is left over. Of those that a longer one of another list holds there are none."""
    language, plain = reader.found.language, reader.plain
    other = "changes" if section in ("permitted", "anywhere") else "permitted"
    open_ones, longer = (
        [
            places
            for places in lists.standing(reader.words, language, each, plain=plain)
            if all(_is_open(reader, place) for place in places)
        ]
        for each in (section, other)
    )
    return [
        places
        for places in open_ones
        if (len(places) > 1 or places.start in left or not plain)
        and not any(lists.holds(phrase, places) for phrase in longer)
    ]


def _across(reader: Taking, places: range, named: Collection[int]) -> bool:
    """Whether words belong to a name and to what stands behind it: "việc làm" of "hồ sơ công việc
    làm trên mạng"."""
    first, before = places[0], places[0] - 1
    if not (len(places) > 1 and before in named and first in named and places[-1] not in named):
        return False
    return (reader.words[before].folded, reader.words[first].folded) in reader.lexicon.pairs


def _tells_how(reader: Taking, at: int) -> bool:
    """Whether an English word is an adverb of manner by its form, "candidly"; of several it tells
    those that did it so."""
    if cues.ACROSS in reader.found.cues:
        return False
    word = reader.words[at].marked
    adverb = reader.found.language == "en" and word.endswith("ly") and len(word) > _LEAST
    return adverb and word not in _NARROWING_ADVERBS


def _is_asked(reader: Taking, at: int, *, free: bool) -> bool:
    """Whether an English word says what is asked, whatever it means: of whom the figure is, "comes
    from newspapers", who wants it, "did editors want", or what it is like, "is the target fun"."""
    if reader.found.language != "en" or _tells_how(reader, at):
        return False
    begin = reader.words[at].begin
    text = f"{reader.found.question[:begin]}_{reader.found.question[begin:]}"
    return bool(heard("asks", text) or (not free and heard("asks-more", text)))


_LEAST: Final = 5
"""Letters of "reply" and "family"…"""
_NARROWING_ADVERBS: Final = frozenset(" ".join(words.SAID["en"]["narrowing-adverbs"]).split())


def _is_open(reader: Taking, at: int) -> bool:
    return reader.taken[at] in (None, "name")


def _is_beside(
    reader: Taking,
    at: int,
    left: Sequence[int],
    named: Collection[int],
    indicator: str,
    *,
    free: bool,
) -> bool:
    """Whether a word narrows what is counted: next to it, or with no more than a link between.

    Where it is `free`, of a kind that says how something is said or done, it does so in Vietnamese
    behind what is counted ("kinh tế số tử tế") and in English as an attribute.
    """
    language, text = reader.found.language, reader.found.question
    if free and language == "en":
        return _is_attributive(reader, at, named)
    for step, links in ((1, _BEFORE[language]), (-1, _BEHIND[language]))[free:]:
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


def _is_attributive(reader: Taking, at: int, named: Collection[int]) -> bool:
    """Whether an English word stands between an article and what is counted, "the broadcast digital
    economy"; participles say how a figure was set, "the touted digital economy"."""
    before = reader.words[at - 1].marked if at else ""
    return at + 1 in named and before in _ARTICLES and not reader.words[at].marked.endswith("ed")


def _is_verb(reader: Taking, at: int, last: int, left: Sequence[int], indicator: str) -> bool:
    """ "Bắc Giang trông chờ kinh tế số", "did Lao Cai covet 5G coverage": what stands between an
    area and what is counted is what it does, unless people who have something are counted; in
    English behind an auxiliary."""
    first = at
    while first in left:
        first -= 1
    between = all(place in left for place in range(at, last + 1))
    having = any((indicator, fold(word)) in reader.lexicon.spelled for word in words.HAVING["vi"])
    area = first >= 0 and reader.taken[first] == "area"
    if reader.found.language == "en":
        while first >= 0 and reader.taken[first] == "area":
            first -= 1
        return area and between and first >= 0 and reader.words[first].marked in _AUXILIARIES
    return area and between and not having


_AUXILIARIES: Final = frozenset(
    {"did", "does", "do", "has", "had", "will", "would", "should", "must", "can", "could", "to"}
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
