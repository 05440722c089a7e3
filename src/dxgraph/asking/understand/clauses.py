"""Clauses in which somebody speaks of himself, of what the answer is for or of its form.

"Tôi vốn dạy học ở Hòa Bình;", "we are scoping a project in Lam Dong.", "… để chất vấn", "give
values": what is not understood in such a clause asks nothing else. It is left out and told; an area
that stands in it is kept. A clause that names more, or that limits or denies, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from dxgraph.asking.language import cues, words
from dxgraph.asking.language.fillers import is_light
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand.leftover import narrows
from dxgraph.asking.understand.taking import Taking

_OWN: Final = words.word_sets("clauses", "own")
"""Who speaks of himself…"""
_LIMITS: Final = words.in_either("clauses", "limits")
"""…and of what is asked for, by what he wants, counts or leaves out, in either language."""
_ASKS: Final = words.word_sets("clauses", "asks")
"""Verbs with which a short clause ends that says who asks: "cử tri hỏi: …"."""
_SCOPE: Final = words.word_sets("clauses", "scope")
"""Words of a clause that says what is asked about."""
_FORMS: Final = words.word_sets("clauses", "forms")
"""In which form the answer is wanted: "range?", "give values"."""
_WITHIN: Final = words.word_sets("clauses", "within")
"""Words before an area of which somebody speaks as his: "ở", "in"."""
_PURPOSE: Final = words.patterns("clauses", "purpose")
"""Begins a clause that says what the answer is for."""
_OF_NOTHING: Final = frozenset(
    {None, "name", "particle", words.ASIDE, cues.PROMISE, cues.SHARE, cues.NUMBER}
)
_PARTED: Final = re.compile(r"[,:;.!?()–—]|\s-\s")
_ELSEWHERE: Final = ("where", "denial", "branch", "size", "compounds")
"""Kinds of words that are said of what is asked for, whoever asks…"""
_PEOPLE: Final = ("of-whom",)
"""…and of words for people, unless they say what he is who asks."""
_BEING: Final = words.word_sets("clauses", "being")
_FEW: Final = 5
"""Words of a clause that says who asks, or in which form."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """The places of its words, and how it begins and ends."""

    places: range
    purpose: bool
    ends: str


def asides(reader: Taking) -> list[tuple[int, int, str]]:
    """Where the clauses stand that ask nothing, each with the area that is kept of it."""
    clauses = list(_clauses(reader))
    if len(clauses) < 2:
        return []
    return [
        (reader.words[clause.places[0]].begin, reader.words[clause.places[-1]].end, kept)
        for clause in clauses
        if (kept := _kept(reader, clause)) is not None
    ]


def _clauses(reader: Taking) -> Iterator[_Clause]:
    text, purpose = reader.found.question, _PURPOSE[reader.found.language]
    begun, aims = 0, False
    for at, word in enumerate(reader.words):
        parted = at and _PARTED.search(text[reader.words[at - 1].end : word.begin])
        aimed = purpose.match(text, word.begin)
        if at and (parted or aimed):
            yield _Clause(range(begun, at), aims, text[reader.words[at - 1].end : word.begin])
            begun = at
        if at == begun:
            aims = bool(aimed)
    if begun < len(reader.words):
        yield _Clause(range(begun, len(reader.words)), aims, text[reader.words[-1].end :])


def _kept(reader: Taking, clause: _Clause) -> str | None:
    """What is kept of a clause that asks nothing: an area, or no word; None of one that asks."""
    language = reader.found.language
    areas = [at for at in clause.places if reader.taken[at] == "area"]
    others = [at for at in clause.places if reader.taken[at] not in {*_OF_NOTHING, "area", "kind"}]
    said = {reader.words[at].marked for at in clause.places if reader.taken[at] != words.ASIDE} | (
        {reader.words[at].folded for at in clause.places} & _OWN[language]
    )
    if _points_back(reader, clause, bool(areas)) or _of_the_question(reader, clause):
        return None
    asks = clause.ends.startswith(":") and len(clause.places) <= _FEW and not areas
    asks = asks and reader.words[clause.places[-1]].marked in _ASKS[language]
    if others or said & (_LIMITS - _ASKS[language] if asks else _LIMITS):
        return None
    own = asks or said & _OWN[language]
    if not (own or clause.purpose or _asks_a_form(reader, clause.places, said)):
        return None
    if narrows(reader, clause.places, _ELSEWHERE) or narrows(
        reader, _but_himself(reader, clause), _PEOPLE
    ):
        return None
    if not areas:
        return ""
    begin, end = areas[0], areas[-1]
    before = reader.words[begin - 1].marked if begin > clause.places[0] else ""
    apart = range(begin, end + 1) != range(begin, begin + len(areas))
    if apart or (before and before not in _WITHIN[language] and reader.taken[begin - 1] != "kind"):
        return None
    return reader.written(begin, end - begin + 1)


def _but_himself(reader: Taking, clause: _Clause) -> list[int]:
    """The places of a clause without the words by which somebody says what he is: "I am a
    teacher"."""
    being = _BEING[reader.found.language]
    himself = [
        at + step for at in clause.places if reader.words[at].marked in being for step in (1, 2)
    ]
    return [at for at in clause.places if at not in himself]


def of_the_asker(reader: Taking) -> list[str]:
    """The levels that stand in a clause in which somebody speaks of himself, apart from what is
    counted: "our commune asks: …"."""
    own = _OWN[reader.found.language]
    return [
        reader.written(at)
        for clause in _clauses(reader)
        if len(clause.places) < len(reader.words)
        and any(reader.words[at].marked in own for at in clause.places)
        and all(reader.taken[at] in _OF_HIMSELF for at in clause.places)
        for at in clause.places
        if reader.taken[at] == "level"
    ]


_OF_HIMSELF: Final = frozenset({None, "level", "particle", "area", "kind", words.ASIDE})


def _points_back(reader: Taking, clause: _Clause, area: bool) -> bool:
    """Whether what follows a clause is said of what the clause names: "…; trong đó kinh tế số".
    Where an `area` is kept, "it" is the area."""
    behind = reader.found.question[reader.words[clause.places[-1]].end :]
    back = "" if area else heard("points-back", behind)
    return bool(back or heard("a-part-of-it", behind))


def _of_the_question(reader: Taking, clause: _Clause) -> bool:
    """Whether a clause says what is asked about: "my question concerns manufacturing: …"."""
    scope = _SCOPE[reader.found.language]
    last = clause.places[-1] if clause.ends.startswith(":") else None
    return any(reader.words[at].marked in scope for at in clause.places if at != last)


def _asks_a_form(reader: Taking, places: range, said: Set[str]) -> bool:
    language, plain = reader.found.language, reader.found.question.isascii()
    forms = _FORMS[language]
    return (
        len(places) <= _FEW
        and not forms.isdisjoint(said)
        and all(
            word in forms
            or words.passed_over(word, language)
            or is_light(word, language, plain=plain)
            for word in said
        )
    )
