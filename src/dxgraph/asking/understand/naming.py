"""Which indicator the words of a question name that nothing else was taken by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from typing import Final

from dxgraph.asking.language import cues, words
from dxgraph.asking.language.names import is_optional, words_of
from dxgraph.asking.language.phrases import CUES, heard, says
from dxgraph.asking.understand.choosing import (
    at_level,
    choose,
    clearest,
    covering,
    held_there,
    of_one,
)
from dxgraph.asking.understand.leftover import SHORT, changing, narrows
from dxgraph.asking.understand.question import MOST_READINGS, Part
from dxgraph.asking.understand.question_reading import compares, documents_of, places_of
from dxgraph.asking.understand.taking import Taking
from dxgraph.search import fold

_UNITS: Final = {
    cues.SHARE: frozenset({"percent", "percent-per-year", "percentage-point"}),
    cues.NUMBER: frozenset({"count"}),
}
"""The units that go with a word for a share or for a count."""

_THE_SUBJECT: Final = frozenset({"chuyen", "doi", "so", "digital", "transformation"})
_INDEX: Final = " chi so chuyen doi so "
"""All of it is about digital transformation, but this is the name of its index."""
_RATES: Final = frozenset(
    {"percent-per-year", "places-per-year", "index-points", "mbps", "gbps", "tbps"}
)
"""The units of growth and of speed."""


def indicator(reader: Taking) -> None:
    """Say which indicators the open words name, and which words make it another question."""
    required: list[int] = []
    optional: list[str] = []
    light: set[int] = set()
    strange: list[int] = []
    language = reader.found.language
    titled = _of_titles(reader)
    for at, word in enumerate(reader.words):
        kind = reader.taken[at]
        plain = language == "vi" and words.is_plain(word.marked)
        over = words.passed_over(word.marked, language) and not _in_capitals(reader, at)
        if plain and kind in (None, "name") and (over or word.marked in words.MAYBE):
            # Without marks it may be a word of a name too: "tai" is "tại" and "tài".
            optional.append(word.folded)
        elif kind in (None, "name") and not over:
            # "kinh tế số": behind a word of the name it belongs to the name.
            joined = at > 0 and _named(reader, at - 1)
            lightly = reader.is_light(at) or word.folded in titled
            if language == "en" and not lightly and (own := reader.lexicon.form_of(word)):
                reader.words[at] = replace(word, folded=own)
                required.append(at)
            elif not reader.lexicon.knows(word):
                strange += [] if lightly else [at]
            elif is_optional(word) and not joined:
                optional.append(word.folded)
            else:
                required.append(at)
                light |= {at} if lightly else set()
        elif kind in ("level", "unit", words.ASIDE, *CUES[language]):
            optional.append(word.folded)
    if cues.LISTED in reader.found.cues and _folded(reader, required) <= _THE_SUBJECT:
        # "Which documents on digital transformation": all are.
        required.clear()
    if cues.RANKED in reader.found.cues:
        # "Đứng thứ mấy" says "xếp hạng".
        optional += _RANKING
    _name(reader, required, optional, light, strange)


_RANKING: Final = ("xep", "hang", "rank", "ranking")


def _name(
    reader: Taking,
    required: list[int],
    optional: list[str],
    light: Set[int],
    strange: list[int],
) -> None:
    """Say which indicators words name: all of them, those that ask nothing more left out, or those
    of the longest name that is said whole."""
    if not required:
        _leave_out(reader, strange, ())
        return
    best, said, beside = _meant(reader, required, optional)
    whole, left = required, list[int]()
    verbs = {at for at in light if reader.words[at].folded in words.VERBS}
    for dropped in (light - verbs, verbs):
        # Words that ask nothing more count for a name where one has them, and else not at all;
        # "using" last.
        if dropped and not best:
            optional += _folded(reader, dropped)
            required = [at for at in required if at not in dropped]
            best, said, beside = _meant(reader, required, optional) if required else ((), said, ())
            if dropped is verbs and said == "name":
                # "doanh nghiệp dùng công nghệ số" are more than "doanh nghiệp công nghệ số".
                said = "spoken"
    if not best:
        best, covered = _covered(reader, [*required, *strange], optional)
        if best:
            said = "part"
            required = covered
            strange = [at for at in strange if at not in covered]
            light = set()
    if not best:
        core = _said_whole(reader, required, optional)
        best, said, beside = _meant(reader, core, optional) if core else (best, said, beside)
        if not best:
            best, core = _by_figure(reader, required)
            said = "spoken" if best else said
        left = [at for at in required if at not in core]
        required = core if best else required
    index = _INDEX in f" {fold(reader.found.question)} "
    if _folded(reader, required) <= _THE_SUBJECT and _units(reader) != {"rank"} and not index:
        # All of it is about digital transformation: only who leads in it is a figure.
        if cues.PROMISE in reader.found.cues and reader.found.areas:
            _leave_out(reader, strange, required)
            return
        best = ()
    clear = False
    if not best:
        best, core = _clearest(reader, whole, optional)
        clear = bool(best)
        if best:
            said, required, left = "part", core, [at for at in whole if at not in core]
    shown = tuple(map(reader.written, required if best else whole))
    reader.found.said = shown
    if {cues.FASTEST, cues.SLOWEST, cues.RATE} & reader.found.cues.keys():
        best = tuple(i for i in best if reader.lexicon.units.get(i) in _RATES)
    if any(figure.value % 1 for figure in reader.found.figures):
        # 0.8 is no place in a ranking.
        best = tuple(i for i in best if reader.lexicon.units.get(i) != "rank") or best
    best = _with_its_rank(reader, best)
    reader.found.indicators, reader.found.beside = best, beside
    reader.found.partly = said != "name"
    reader.found.guessed = bool(best) and said == "part"
    if best:
        reader.found.parts.append(Part(" ".join(shown), "indicator", best))
        _absorb(reader, best[0], optional)
        _hold(reader, best)
        reader.found.counted = _counted(reader, best[0])
        _leave_out(reader, sorted({*strange, *left}), required, clear=clear)
    elif _OF_THINGS & reader.found.cues.keys():
        subject = [at for at in required if reader.words[at].folded in _THE_SUBJECT]
        _leave_out(reader, sorted({*strange, *required, *left} - {*subject}), subject)
    else:
        reader.found.unknown += [" ".join(shown), *map(reader.written, strange)]


def _counted(reader: Taking, indicator: str) -> str:
    """Words that ask how many of what is counted there are, with the first of it: "mấy cột BTS"."""
    for at in range(2, len(reader.words)):
        word = reader.words[at]
        named = reader.lexicon.has_word(indicator, word) and word.folded in words.COUNTED
        if named and reader.taken[at] in (None, "name", "level"):
            for many in (1, 2):
                if reader.said(at - many, many, plain=True) in words.HOW_MANY:
                    said = reader.written(at - many, many + 1)
                    return "" if "%" in said else said
    return ""


def _hold(reader: Taking, indicators: Sequence[str]) -> None:
    """Of more areas than one name bears, as initials do, those of which something is held."""
    found, lexicon = reader.found, reader.lexicon
    for place, several in enumerate(found.areas):
        if len(several) > MOST_READINGS:
            held = tuple(
                area
                for area in several
                for facts in [
                    [f.year for i in indicators for f in lexicon.having(area=area, indicator=i)]
                    + [o.year for o in lexicon.measured((area,), indicators)]
                ]
                if any(not found.years or year in found.years for year in facts)
            )
            found.areas[place] = held or several


def _leave_out(
    reader: Taking, left: Sequence[int], named: Sequence[int], *, clear: bool = False
) -> None:
    """Leave words out that name nothing, or say that they make the question another one. Where no
    indicator is named they may, but where a thing alone is asked about."""
    found = reader.found
    ordered = {*_OF_DOCUMENTS, cues.FIRST, cues.LAST} & found.cues.keys()
    thing = found.areas or found.documents or ordered
    of_things = _OF_THINGS & found.cues.keys() and thing
    known = [at for at in left if reader.lexicon.knows(reader.words[at])]
    quoted = found.figures and (found.areas or found.documents)
    if not (named or of_things or quoted) or (found.guessed and known and not clear):
        blocking = list(left)
    else:
        blocking = changing(reader, left, named, next(iter(found.indicators), ""))
    found.unknown += _together(reader, blocking)
    found.skipped += _together(reader, [at for at in left if at not in blocking])


def _together(reader: Taking, places: Iterable[int]) -> list[str]:
    """Words as they are shown: those that follow each other in one; short ones by themselves."""
    runs: list[list[int]] = []
    for at in sorted(set(places)):
        short = SHORT.fullmatch(reader.words[at].marked)
        if runs and runs[-1][-1] == at - 1 and not short:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [reader.written(run[0], len(run)) for run in runs]


_OF_DOCUMENTS: Final = frozenset({cues.EARLIEST, cues.LATEST, cues.READ_WHOLE})
_OF_THINGS: Final = _OF_DOCUMENTS | {
    *(cues.MERGED, cues.CHAIN, cues.ISSUED, cues.WHEN, cues.LISTED, cues.REVISED, cues.ABOLISHED)
}
"""Cues of questions in which no indicator need be named."""


def _folded(reader: Taking, places: Iterable[int]) -> set[str]:
    return {reader.words[at].folded for at in places}


def _said_whole(reader: Taking, required: Sequence[int], optional: Sequence[str]) -> list[int]:
    """Of the words those of the heaviest name that is said whole."""
    names = reader.lexicon.names_within({*_folded(reader, required), *optional})
    own = _folded(reader, required)
    names = [name for name in names if own & {*name.content}]
    best = max(names, key=lambda n: (reader.lexicon.heavy({*n.content}), n.iri), default=None)
    return [at for at in required if best and reader.words[at].folded in best.content]


def _meant(
    reader: Taking, places: Sequence[int], optional: Sequence[str]
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The indicators that words name, by what of a name was said, and others beside them."""
    found, named = reader.found, [reader.words[at] for at in places]
    required = [word.folded for word in named]
    marks = {w.folded: w.marks for w in reader.words if w.marks and w.folded not in required}
    best, said, beside = choose(required, optional, reader.lexicon, _units(reader), marks)
    if not best and {cues.FIRST, cues.LAST} & found.cues.keys():
        # "dẫn đầu về kinh tế số": who leads need not be one of a ranking.
        best, said, beside = choose(required, optional, reader.lexicon, found.units, marks)
    levels = tuple(found.levels) or (None,) * bool(heard("at-every-level", found.question))
    first = at_level(required, best, beside, reader.lexicon, levels)
    said = said if first == best else "spoken"
    likely: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: first,
        lambda: _written_out(reader, required),
        lambda: held_there(required, optional, reader.lexicon, _of_its_speed(reader)),
        lambda: of_one(required, optional, reader.lexicon, _units(reader)),
    )
    for meant in likely:
        spelt = tuple(i for i in meant() if all(reader.lexicon.spells(i, word) for word in named))
        if spelt:
            return spelt, said, beside
    return (), said, beside


def _of_titles(reader: Taking) -> frozenset[str]:
    """The words of what the documents that are named are called: they may stand beside it."""
    titles = (reader.lexicon.titles.get(d, "") for d in documents_of(reader.found))
    return frozenset(word for title in titles for word in title.split() if not word.isdigit())


def _written_out(reader: Taking, required: Sequence[str]) -> tuple[str, ...]:
    """What is asked by an abbreviation alone: the indicators whose label writes it out, "năng suất
    nhân tố tổng hợp (TFP)". What it is can be said so, no figure of it asked for."""
    found = reader.found
    named = found.areas or found.documents or found.years or found.figures
    if len(required) != 1 or named or not found.cues.keys() <= {cues.DEFINED}:
        return ()
    return tuple(
        iri
        for iri in sorted(reader.lexicon.units)
        if any(
            f"({required[0]})" in label.lower()
            for label in reader.lexicon.labels.get(iri, {}).values()
        )
    )


def _units(reader: Taking) -> frozenset[str]:
    """The units that a word for a share, a count or a rank says; none where none is said."""
    found = reader.found
    if found.units:
        return found.units
    if {cues.FASTEST, cues.SLOWEST, cues.RATE} & found.cues.keys():
        return _RATES
    ranked = {cues.RANKED, cues.FIRST, cues.LAST} & found.cues.keys()
    # "Muốn lọt top bao nhiêu?"
    which = cues.REACHED in found.cues and heard("which-place", found.question)
    if ranked or which or any(figure.unit == "rank" for figure in found.figures):
        return _RANK_AND_POINTS if _asks_both(reader) else frozenset({"rank"})
    return next((units for cue, units in _UNITS.items() if cue in found.cues), frozenset())


_RANK_AND_POINTS: Final = frozenset({"rank", "index-value", "index-points"})


def _asks_both(reader: Taking) -> bool:
    """ "Điểm DTI là bao nhiêu và đứng thứ mấy?": the score and the place."""
    found = reader.found
    return cues.RANKED in found.cues and bool(heard("scored", found.question))


def _with_its_rank(reader: Taking, best: tuple[str, ...]) -> tuple[str, ...]:
    """The value of an index with the place in it, where both are asked for."""
    ranks = (iri.removesuffix("-value") + "-rank" for iri in best if iri.endswith("-value"))
    more = tuple(i for i in ranks if i in reader.lexicon.units and i not in best)
    return (*best, *more) if _asks_both(reader) else best


def _of_its_speed(reader: Taking) -> set[str]:
    """What the place that is named has targets for; where a speed is said, "1 Gbps", only speeds
    and what has the number in its name."""
    found, lexicon = reader.found, reader.lexicon
    speeds = found.units & {"mbps", "gbps", "tbps"}
    said = {str(figure.value) for figure in found.figures}
    return {
        iri
        for iri in _held(reader)
        if not speeds or lexicon.units.get(iri) in speeds or said & lexicon.content[iri]
    }


def _held(reader: Taking, units: Set[str] = frozenset()) -> set[str]:
    """The indicators that the places or documents which are named have targets for, by the
    years; of some units, where they are given."""
    documents = documents_of(reader.found)
    return {
        fact.indicator
        for area in places_of(reader.found, reader.lexicon)
        for fact in reader.lexicon.having(area=area)
        if (not reader.found.years or fact.year in reader.found.years)
        and (not documents or fact.document in documents)
        and (not units or reader.lexicon.units.get(fact.indicator) in units)
    }


def _in_capitals(reader: Taking, at: int) -> bool:
    """Whether a word is short for others by its letters, "AI" and not "ai", where not all is so."""
    word = reader.written(at)
    return len(word) > 1 and word.isupper() and not reader.found.question.isupper()


def _named(reader: Taking, at: int) -> bool:
    """Whether a word is part of what names the indicator."""
    word = reader.words[at]
    return (
        reader.taken[at] in (None, "name")
        and not is_optional(word)
        and not words.passed_over(word.marked, reader.found.language)
    )


def _covered(
    reader: Taking, places: Sequence[int], optional: Sequence[str]
) -> tuple[tuple[str, ...], list[int]]:
    """The one indicator of the place that is named whose names and definition hold all that is
    said, and the words that say so; none where such a word would make it another question."""
    places = sorted(at for at in places if not reader.is_light(at))
    if not (reader.found.areas or reader.found.documents):
        return (), []
    asked = _folded(reader, places)
    among = _held(reader, _units(reader))
    measured = bool(reader.found.units)
    best = covering(asked, optional, reader.lexicon, sorted(among), measured=measured)
    spelled = all(reader.lexicon.spells(i, reader.words[at]) for i in best for at in places)
    if not best or not spelled or changing(reader, (), places, best[0]):
        return (), []
    own = reader.lexicon.content[best[0]]
    beyond = [at for at in places if reader.words[at].folded not in own]
    return (best, places) if not narrows(reader, beyond) else ((), [])


def _clearest(
    reader: Taking, places: Sequence[int], optional: Sequence[str]
) -> tuple[tuple[str, ...], list[int]]:
    """The indicator of the place that is named of which the most is said, by far, and the words
    that say so."""
    found = reader.found
    if not (found.areas or found.documents or cues.NATIONAL in found.cues):
        return (), []
    if _OF_THINGS & found.cues.keys():
        return (), []
    among = _held(reader, _units(reader))
    best = clearest({*_folded(reader, places), *optional}, reader.lexicon, among)
    core = [at for at in places for i in best if reader.lexicon.has_word(i, reader.words[at])]
    return (best, core) if core else ((), [])


def _by_figure(reader: Taking, places: Sequence[int]) -> tuple[tuple[str, ...], list[int]]:
    """The indicators with the figure that is quoted, "25% GRDP", of the place that is named, whose
    names hold most of the words; and the places of these words."""
    found, lexicon = reader.found, reader.lexicon
    values = {figure.value for figure in found.figures}
    # What is compared with a yardstick is not printed in it.
    documents = [d for d in documents_of(found) if not found.areas or d not in lexicon.yardsticks]
    facts = (fact for several in found.areas for a in several for fact in lexicon.having(area=a))
    said = {
        fact.indicator: frozenset(_folded(reader, places) & lexicon.content[fact.indicator])
        for fact in facts
        if fact.value in values
        and (not found.years or fact.year in found.years)
        and (not documents or fact.document in documents)
    }
    most = max(said.values(), key=lexicon.heavy, default=frozenset[str]())
    meant = tuple(iri for iri, words_said in said.items() if most and words_said == most)
    core = [at for at in places if reader.words[at].folded in most]
    return (meant, core) if 0 < len(meant) <= MOST_READINGS else ((), [])


def _absorb(reader: Taking, indicator: str, optional: Sequence[str]) -> None:
    """A level or "national" that is part of the indicator's name is no level and no nation."""
    whole = reader.lexicon.content[indicator]
    at_level = any(
        fact.level == reader.found.level for fact in reader.lexicon.having(indicator=indicator)
    )
    kinds = list(zip(reader.words, reader.taken, strict=True))
    language = reader.found.language
    of_level = {
        word.folded
        for word, kind in kinds
        if kind == "level" and not words.passed_over(word.marked, language)
    }
    elsewhere = {word.folded for word, kind in kinds if kind in (None, "name")}
    if not at_level and of_level <= whole - elsewhere:
        reader.found.levels.clear()
    everywhere = says("among-all", reader.found.cues.get(cues.NATIONAL, ""))
    if (
        everywhere
        and reader.found.areas
        and _units(reader) == {"rank"}
        and not compares(reader.found)
    ):
        # "đứng trong tốp mấy cả nước": among all provinces; no figure of the nation is asked for.
        del reader.found.cues[cues.NATIONAL]
    own = reader.found.areas or reader.found.documents
    # Of "Cả nước muốn …" it is the nation that is asked about.
    national = () if everywhere and not own else (cues.NATIONAL,)
    for cue in (*national, cues.RESULT, cues.RANKS):
        said = [
            word.folded
            for word in words_of(reader.found.cues.get(cue, ""))
            if not words.passed_over(word.marked, reader.found.language)
        ]
        together = reader.lexicon.says(indicator, " ".join(said))
        if said and set(said) <= whole & set(optional) and together:
            del reader.found.cues[cue]
