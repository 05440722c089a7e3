"""Which indicators words name: by their whole names, as people call them, or by parts of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import words
from dxgraph.asking.language.names import IndicatorName
from dxgraph.terms import LEVEL

_ENOUGH: Final = 0.5
"""How much of an indicator's name must be said, by the weight of its words…"""
_MOST: Final = 0.7
"""…or, where its words are those of several of its names."""
_MANY_SYLLABLES: Final = 5
_MANY_WORDS: Final = 3
"""So much must be said of a name that only what a place has tells from others."""
_FEW: Final = 8
"""…and how many indicators at most may have the words that are said…"""
_OF_A_NAME: Final = 0.25
"""How much of the whole name must be said of which a level is."""
_BESIDE: Final = 0.5
"""…of which those count of whose name at least so much is said as of the best one's."""


def choose(
    required: Sequence[str],
    optional: Sequence[str],
    lexicon: Lexicon,
    units: Set[str] = frozenset(),
    marks: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The indicators that words name, the likeliest first; whether by a ``name``, as people call it
    (``spoken``), or by a ``part`` of a name; and others whose names hold the words too.

    All required words must be in a name. Where no name is said whole, enough of one must be said,
    and more than of what it is a share; a single word, or words that many names have, are not
    enough: "GRDP" is no "digital economy in GRDP", "doanh nghiệp" no "doanh nghiệp số". Where a
    whole name is said, the words left must be of another name of the same indicator. `units`, where
    they are given, are those that the indicator may have; `marks` are those with which optional
    words are typed: "lời" is no word of "kinh tế số lõi".
    """
    asked, whole_text = set(required), set(required) | set(optional)
    whole: dict[str, float] = {}
    part: dict[str, float] = {}
    beside: dict[str, float] = {}
    unsaid: dict[str, list[set[str]]] = {}
    by_name: set[str] = set()
    spoken: set[str] = set()
    for name in lexicon.bearing(asked):
        if units and lexicon.units.get(name.iri) not in units:
            continue
        content = set(name.content)
        all_said = whole_text - {
            word
            for word in content & marks.keys()
            if marks[word] not in lexicon.spelled[name.iri, word]
        }
        if content <= all_said:
            heavy = lexicon.heavy(content)
            whole[name.iri] = max(whole.get(name.iri, 0.0), heavy)
            if name.spoken:
                spoken.add(name.iri)
            elif asked <= content:
                by_name.add(name.iri)
        elif asked <= content:
            # Of what it is a share goes without saying.
            heavy = lexicon.heavy(content & all_said)
            share = heavy / lexicon.heavy((content - name.base) | (content & all_said))
            beside[name.iri] = max(beside.get(name.iri, 0.0), share)
            if len(asked) > 1 and _headed(name, asked) and not _qualified(name, all_said):
                part[name.iri] = max(part.get(name.iri, 0.0), share)
                unsaid.setdefault(name.iri, []).append(content - all_said)
    # Of names that are said whole, the one that leaves least unsaid: "kinh tế số" of "kinh tế số
    # nông thôn" is another indicator's.
    if whole:
        top = max(whole.values())
        whole = {iri: heavy for iri, heavy in whole.items() if heavy == top}
    top = max(part.values(), default=0.0)
    if len(beside) > _FEW or top < _ENOUGH:
        part = {}
    part = {iri: share for iri, share in part.items() if not _narrower(iri, unsaid, lexicon)}
    found = whole or {iri: share for iri, share in part.items() if share >= _BESIDE * top}
    best = tuple(sorted(found, key=lambda iri: (-found[iri], iri)))
    others = sorted((i for i in beside if i not in found), key=lambda iri: (-beside[iri], iri))
    said = "name" if by_name & set(best) else "spoken" if spoken & set(best) else "part"
    return best, said, tuple(others)


def _narrower(indicator: str, unsaid: Mapping[str, Sequence[Set[str]]], lexicon: Lexicon) -> bool:
    """Whether another indicator of its unit leaves less unsaid than each name of this one, and
    nothing else: "households covered by fibre" are those "covered by fibre" that need it, and
    more."""
    return all(
        any(
            less < left
            for iri, names in unsaid.items()
            if iri != indicator and lexicon.units.get(iri) == lexicon.units.get(indicator)
            for less in names
        )
        for left in unsaid[indicator]
    )


def _half_said(name: IndicatorName, said: Set[str]) -> bool:
    """Whether of two who are counted one alone is said: "people and firms"."""
    two = name.base - {"va", "and"}
    of_people = two != name.base and not two.isdisjoint(_PEOPLE)
    return of_people and bool(two & said) and not two <= said


_PEOPLE: Final = frozenset({"people", "resident", "citizen", "nguoi"})


def _headed(name: IndicatorName, asked: set[str]) -> bool:
    """Whether words say what is counted, from its beginning: "dân số trưởng thành" does not, nor
    does "kinh tế số" of "lao động kinh tế số"."""
    if asked <= name.base:
        return False
    before = (word for word in name.content if word not in name.base and word not in words.VERBS)
    return name.content[0] in asked or next(before, "") in asked


def _qualified(name: IndicatorName, said: set[str]) -> bool:
    """Whether a name has, beside a word that is said, one that is not and makes it another thing:
    behind it in Vietnamese, before it in English; or whether it denies a word that is said."""
    found = [word.folded for word in name.whole]
    if _denies(found, said) or _half_said(name, said):
        return True
    if any(word.isdecimal() and word not in said for word in found):
        # "dịch vụ công trực tuyến" are not those of level 4.
        return True
    if not any(word.marks for word in name.whole):
        found.reverse()
    beside: dict[str, set[str]] = {}
    for word, other in pairwise((*found, "")):
        beside.setdefault(word, set()).add(other)
    left = words.QUALIFIERS - said
    return any(others <= left for word, others in beside.items() if word in said)


def _denies(name: Sequence[str], said: Set[str]) -> bool:
    """Whether a name says what is not so, and a text that it is: "giao dịch dùng tiền mặt" is not
    "giao dịch không dùng tiền mặt"."""
    return any(
        word in words.DENIALS - said and not said.isdisjoint(name[at + 1 :])
        for at, word in enumerate(name)
    )


def of_one(
    required: Sequence[str], optional: Sequence[str], lexicon: Lexicon, units: Set[str]
) -> tuple[str, ...]:
    """The one indicator whose names, taken together, hold all words that are said: some of one of
    them, some of another; where enough of one name is said, and no word is left out that would make
    it another thing."""
    asked, all_said = set(required), set(required) | set(optional)
    found: dict[str, float] = {}
    for name in lexicon.bearing(asked):
        if not units - {lexicon.units.get(name.iri)}:
            content = set(name.content)
            share = lexicon.heavy(content & all_said) / lexicon.heavy(content)
            if _headed(name, asked & content) and not _qualified(name, all_said):
                found[name.iri] = max(found.get(name.iri, 0.0), share)
    alone = [iri for iri, share in found.items() if share >= _MOST]
    return tuple(alone) if len(alone) == 1 and len(asked) >= _MANY_WORDS else ()


def covering(
    asked: set[str],
    optional: Iterable[str],
    lexicon: Lexicon,
    indicators: Iterable[str],
    *,
    measured: bool,
) -> tuple[str, ...]:
    """Of the indicators that a place has targets for, the one whose names and definition hold all
    that is said, most of it the names: where no other comes near it. `measured` is whether a unit
    is said: "mấy Mbps" asks for a speed."""
    all_said = asked | set(optional)
    found: dict[str, float] = {}
    for iri in indicators:
        own = asked & lexicon.content[iri]
        if not asked <= own | lexicon.described[iri]:
            continue
        if any(_half_said(name, all_said) for name in lexicon.named(iri)):
            continue
        if lexicon.heavy(own) < _MOST * lexicon.heavy(asked):
            continue
        for name in lexicon.named(iri):
            content = set(name.content)
            headed = measured or _headed(name, own & content)
            if own & content and headed and not _qualified(name, all_said):
                share = lexicon.heavy(content & all_said) / lexicon.heavy(content)
                found[iri] = max(found.get(iri, 0.0), share)
    best = sorted(found, key=lambda iri: (-found[iri], iri))
    clear = len(best) == 1 or (len(best) > 1 and found[best[0]] >= _AHEAD * found[best[1]])
    vietnamese = any(
        word.marks
        for iri in best
        for name in lexicon.named(iri)
        for word in name.whole
        if word.folded in asked
    )
    enough = len(asked) >= (_MANY_SYLLABLES if vietnamese else _MANY_WORDS)
    return tuple(best[:1]) if clear and enough and found[best[0]] >= _COVERED else ()


def clearest(said: set[str], lexicon: Lexicon, indicators: Iterable[str]) -> tuple[str, ...]:
    """Of the indicators that a place has targets for, the one of whose name most is said, by which
    the nearest questions are found: where much is said, and much less of any other."""
    found = sorted(((lexicon.likeness(iri, said), iri) for iri in indicators), reverse=True)
    if not found or found[0][0] < _CLEARLY:
        return ()
    best, iri = found[0]
    alone = len(found) == 1 or best >= _FAR_AHEAD * found[1][0]
    spoken = [name for name in lexicon.named(iri) if not said.isdisjoint(name.content)]
    qualified = all(_qualified(name, said) for name in spoken)
    qualified |= any(_half_said(name, said) for name in spoken)
    return (iri,) if alone and not qualified else ()


_CLEARLY: Final = 8.0
_FAR_AHEAD: Final = 2.0
"""How heavy what is said of a name must be where its place is known, and how far ahead."""
_AHEAD: Final = 1.4
_COVERED: Final = 0.4
"""How much of a name must be said where its place is known, and how far ahead it must be."""


def at_level(
    said: Sequence[str],
    best: tuple[str, ...],
    beside: Sequence[str],
    lexicon: Lexicon,
    levels: Sequence[str | None],
) -> tuple[str, ...]:
    """The indicators that words name where levels are said, None being any of them. Of one that
    nobody has set at such a level the question is not: of those whose names hold the words too it
    is the one that is set there of whose name most is said."""

    def is_set(iri: str) -> bool:
        facts = [fact.level for fact in lexicon.having(indicator=iri)]
        return any(level in facts if level else len({*facts} - _NO_LEVEL) > 1 for level in levels)

    if not levels or (len(best) == 1 and is_set(best[0])):
        return best
    share = {
        iri: max(_share(name, said, lexicon) for name in lexicon.named(iri))
        for iri in (*best, *beside)
        if is_set(iri)
    }
    most = max(share.values(), default=0.0)
    return tuple(iri for iri in share if share[iri] == most >= _OF_A_NAME) or best


_NO_LEVEL: Final = frozenset({None, LEVEL["not-applicable"]})


def _share(name: IndicatorName, said: Iterable[str], lexicon: Lexicon) -> float:
    """How much of a name is said, of what it is a share of too."""
    content = {*name.content}
    return lexicon.heavy(content & {*said}) / lexicon.heavy(content)


def held_there(
    required: Sequence[str],
    optional: Sequence[str],
    lexicon: Lexicon,
    indicators: Iterable[str],
) -> tuple[str, ...]:
    """Of the indicators that a place has targets for, the one whose name holds all that is said:
    where much is said, no other name does, and of whom it is a share is said whole, or not at
    all."""
    asked, all_said = set(required), set(required) | set(optional)
    among = set(indicators)
    found: dict[str, float] = {}
    for name in lexicon.holding(asked):
        content = set(name.content)
        denied = _denies([word.folded for word in name.whole], all_said)
        # "dân số" are others than "người dân trong độ tuổi lao động".
        whose = name.base & content & all_said and name.base & content - all_said
        if (
            name.iri in among
            and asked <= content
            and _headed(name, asked)
            and not (denied or whose)
        ):
            share = lexicon.heavy(content & all_said) / lexicon.heavy(content)
            found[name.iri] = max(found.get(name.iri, 0.0), share)
    marked = any(word.marks for name in lexicon.holding(asked) for word in name.whole)
    enough = len(asked) >= (_MANY_SYLLABLES if marked else _MANY_WORDS)
    alone = len(found) == 1 and max(found.values()) >= _ENOUGH
    return tuple(found) if enough and alone else ()
