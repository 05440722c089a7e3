"""What a question says: the things it names, the words around them, and what is not understood.

Every word counts. It belongs to a name of the graph, to a year or a figure, to a phrase of
:mod:`dxgraph.asking.language.phrases`, or it is passed over;
:mod:`dxgraph.asking.understand.leftover` weighs the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.language import cues, lists, words
from dxgraph.asking.language.abbreviations import chatted, expanded
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.language.rewording import reworded
from dxgraph.asking.language.synonyms import in_one_word
from dxgraph.asking.understand import (
    amounts,
    compound,
    mentions,
    naming,
    narrowing,
    titles,
)
from dxgraph.asking.understand.clauses import asides, of_the_asker
from dxgraph.asking.understand.leftover import SHORT
from dxgraph.asking.understand.question import (
    MOST_READINGS,
    Understood,
    language_of,
)
from dxgraph.asking.understand.slips import mended
from dxgraph.asking.understand.taking import Taking
from dxgraph.evidence import Language, find_figures

LONGEST: Final = 500
"""Letters of a question that are read; longer ones are no questions."""

_ALIKE: Final = str.maketrans("Ðð\u2010\u2011\u00a0\u202f", "Đđ--  ")
"""Letters typed for others that look like them: eth, hyphens and spaces that do not break."""
_IN_TURN: Final = re.compile(r"(?<=\s)(?:lần lượt|lan luot)\s", re.IGNORECASE)
"""Behind a year, "2030 lần" would be a multiple."""
_PARTICLES: Final = {"vi": {"không", "khong", "ko", "nhỉ", "nhi", "ạ"}, "en": set()}
_GOALS: Final = frozenset({"target", "targets", "goal", "goals"})


def understand(text: str, lexicon: Lexicon, otherwise: Language = "vi") -> Understood:
    """Take a question apart. Never fails: what is not understood is said. `otherwise` is the
    language of a question whose words are of none."""
    text = _written(text)[:LONGEST]
    written_out = chatted(text)
    # Only Vietnamese is typed so.
    language: Language = "vi" if written_out != text else language_in(text, lexicon, otherwise)
    text = written_out
    long = expanded(text)
    areas = lexicon.areas_in(words_of(long), long)
    whole = titles.without_description(reworded(long, language, areas), lexicon)
    halves = compound.two_indicators(
        Understood(whole, language), lambda half: _read(Understood(half, language), lexicon).found
    )
    found = halves or _in_any_words(whole, language, lexicon)
    figures = _QUOTE.sub(lambda quote: _figures_in(quote[1], language) or quote[0], whole)
    if found.unknown and figures != whole:
        # "“nền tảng số đạt 100%” lấy từ văn bản nào?": the figure of the quote is what is printed.
        found = _read(Understood(figures, language), lexicon).found
    found = _with_short_forms(found, lexicon) if found.unknown else found
    found.asked = text
    return found


def _in_any_words(text: str, language: Language, lexicon: Lexicon) -> Understood:
    """A question by its own words; where they name nothing, or no whole name of the graph's own, by
    others that say the same, if these do and stand in the name."""
    found = _without_slips(Understood(text, language), lexicon)
    other, put = in_one_word(text, language) if found.unknown or found.partly else (text, [])
    if other == text or not _narrowing(text, language) <= _narrowing(other, language):
        return found
    if any(heard(name, text) and not heard(name, other) for name in _OTHERWISE):
        return found
    again = _without_asides(_read(Understood(other, language), lexicon))
    more = found.unknown or not again.partly or len(again.said) > len(found.said)
    if not again.indicators or again.unknown or not more:
        return found
    # What was not understood stays so where nothing else was put for it: "dùng riêng".
    strange = {w.marked for one in found.unknown for w in words_of(one)}
    kept = [
        *(w for one in put for w in words_of(one) if not words.passed_over(w.marked, language)),
        *(w for w in words_of(other) if w.marked in strange),
    ]
    of_name = all(lexicon.has_word(i, word) for i in again.indicators for word in kept)
    said = {word.folded for one in again.said for word in words_of(one)}
    nearly = len(again.indicators) == 1 and lexicon.alike(again.indicators[0], said) >= _MOST_OF_IT
    return again if of_name and (nearly or not again.guessed) else found


def _narrowing(text: str, language: Language) -> set[str]:
    """The phrases of a text that make a question another one, "dùng riêng"."""
    said = words_of(text)
    found = lists.standing(said, language, "changes", plain=language == "vi" and text.isascii())
    return {" ".join(said[at].folded for at in places) for places in found if len(places) > 1}


_OTHERWISE: Final = frozenset().union(*(said["otherwise"] for said in words.SAID.values()))
"""The names of the patterns that make a question another one, as its own words do."""
_MOST_OF_IT: Final = 0.7
"""How much of a name must be said in other words."""


def _without_slips(found: Understood, lexicon: Lexicon) -> Understood:
    """A question that is not understood, with its slips of typing mended, where this makes it one
    that is."""
    first = again = _without_asides(_read(found, lexicon))
    slips: list[tuple[str, str]] = []
    while again.unknown and len(slips) < _MOST_SLIPS and (slip := mended(again, lexicon)):
        text, *told = slip
        slips.append((told[0], told[1]))
        again = _without_asides(_read(Understood(text, found.language), lexicon))
    if again.unknown:
        return first
    again.slips = slips
    return again


_MOST_SLIPS: Final = 2


def _without_asides(reader: Taking) -> Understood:
    """A question that is not understood, without clauses of their own that ask nothing; as it was,
    where this does not make it one that is."""
    text = reader.found.question
    left_out = asides(reader) if reader.found.unknown else []
    if not left_out:
        return reader.found
    for begin, end, kept in reversed(left_out):
        text = text[:begin] + kept + text[end:]
    again = _read(Understood(text, reader.found.language), reader.lexicon).found
    if again.unknown or not again.parts:
        return reader.found
    again.skipped += [reader.found.question[begin:end] for begin, end, _ in left_out]
    return again


def language_in(text: str, lexicon: Lexicon, otherwise: Language = "vi") -> Language:
    """The language of a question: the names of places say nothing of it."""
    left = lexicon.outside_areas(words_of(text))
    said = " ".join(text[word.begin : word.end] for word in left)
    return language_of(said, otherwise, lexicon.tongues)


_QUOTE: Final = re.compile(r"[\"“”]([^\"“”]*\d[^\"“”]*)[\"“”]")


def _figures_in(text: str, language: Language) -> str:
    return " ".join(text[f.begin : f.end] for f in find_figures(text, language))


def _with_short_forms(found: Understood, lexicon: Lexicon) -> Understood:
    """A question in which a short word is not known, read with what it may be short for in the
    names of the indicators that are then meant: "hs", "tk". Of several such indicators each is a
    reading; where there are too many, the question stays as it was."""
    for word in found.unknown:
        meant: dict[str, None] = {}
        first: Understood | None = None
        for long in lexicon.long_forms(word) if SHORT.fullmatch(word) else ():
            again = _shortened(found, word, long, lexicon)
            named = [i for i in again.indicators if lexicon.says(i, long)]
            if named and not again.unknown:
                first = first or again
                meant |= dict.fromkeys(named)
        if first and len(meant) <= MOST_READINGS:
            first.indicators = tuple(meant)
            return first
    return found


def _shortened(found: Understood, word: str, long: str, lexicon: Lexicon) -> Understood:
    text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", long, found.question)
    meant = _read(Understood(text, found.language), lexicon).found
    return _with_short_forms(meant, lexicon) if len(meant.unknown) < len(found.unknown) else meant


def open_words(text: str, lexicon: Lexicon) -> list[tuple[Word, bool]]:
    """The words of a text, each with whether it is open what it says: it is no name of an area, a
    document or a level, no year or figure, no phrase of a question, and not passed over. What an
    area does is no word of a name: "Sơn La wants", beside "households that want fibre"."""
    language = language_in(_written(text), lexicon)
    taken = taken_words(text, lexicon)
    kinds = ("", *(kind for _, kind in taken))
    return [
        (
            replace(word, folded="") if (before, kind) == ("area", "promise") else word,
            kind in (None, "name") and not words.passed_over(word.marked, language),
        )
        for before, (word, kind) in zip(kinds, taken, strict=False)
    ]


@lru_cache(maxsize=256)
def taken_words(text: str, lexicon: Lexicon) -> tuple[tuple[Word, str | None], ...]:
    """The words of a text, each with by what it was taken: of one sentence that is checked this is
    asked half a dozen times."""
    text = _written(text)
    reader = _read(Understood(text, language_in(text, lexicon)), lexicon)
    return tuple(zip(reader.words, reader.taken, strict=True))


def _written(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return _IN_TURN.sub("", text)


def _read(found: Understood, lexicon: Lexicon) -> Taking:
    """Go over the words, what is surest first."""
    reader = Taking(found, lexicon)
    _aside(reader)
    mentions.whole_names(reader)
    mentions.names_of_things(reader)
    narrowing.marks_of_documents(reader)
    mentions.initials(reader)
    narrowing.areas_before_merging(reader)
    narrowing.areas_after_merging(reader)
    narrowing.states_apart(reader)
    narrowing.states_that_are_none(reader)
    mentions.kinds_apart(reader)
    mentions.other_places(reader)
    amounts.days(reader)
    amounts.counts(reader)
    amounts.figures(reader)
    amounts.years(reader)
    narrowing.documents_by_date(reader)
    narrowing.end_of_term(reader)
    amounts.wordings(reader)
    amounts.units(reader)
    _cues(reader)
    _particles(reader)
    _will(reader)
    if not titles.by_title(reader):
        naming.indicator(reader)
        if found.indicators and (inverted := heard("inverted", found.question)):
            found.unknown.append(inverted)
    titles.without_own_title(reader)
    found.unknown += of_the_asker(reader)
    return reader


def _aside(reader: Taking) -> None:
    """What stands behind "what does … mean: …?" asks more than what it is."""
    text, language = reader.found.question, reader.found.language
    asked = [
        (at, cue[0])
        for at in range(len(reader.words))
        if (cue := reader.lexicon.cue(reader.words, at, language)) and cue[1] == cues.DEFINED
    ]
    if len(asked) > 1 and asked[0][0] == 0 and asked[-1][0] >= asked[0][1]:
        # "Giải thích giúp: … được đếm ra sao?" asks once, in two manners.
        reader.take(*asked[0], words.ASIDE)
        return
    for at, many in asked:
        cue = many, cues.DEFINED
        last = at + cue[0] - 1
        behind = text[reader.words[last].end :].lstrip('"”’ ')
        if behind[:1] in (":", ",", ";", "(", "–", "—") and last + 1 < len(reader.words):
            reader.take(last + 1, len(reader.words) - last - 1, "aside")
        return


def _cues(reader: Taking) -> None:
    at = 0
    while at < len(reader.words):
        cue = reader.cue(at)
        if cue:
            text = reader.take(at, cue[0], cue[1])
            if cue[1] != words.ASIDE:
                reader.found.cues.setdefault(cue[1], text)
            at += cue[0]
        else:
            at += 1
    _apart(reader)
    said = reader.found.cues
    verbs = {word.marked for word in reader.words[:1]} & {"did", "has", "have"}
    if verbs and said.get(cues.PROMISE, "").lower() in _GOALS:
        for at, word in enumerate(reader.words):
            if word.marked in ("reach", "reached", "achieve") and cues.REACHED not in said:
                # "Did it reach its 2025 target?"
                if reader.taken[at] is None:
                    reader.take(at, 1, cues.REACHED)
                said[cues.REACHED] = word.marked


def _apart(reader: Taking) -> None:
    """ "chiếm nhiều GRDP hơn": what is more stands between the two words of "more"."""
    for at, word in enumerate(reader.words):
        cue = _MORE.get(word.marked)
        if cue is None or reader.taken[at] is not None or reader.found.language != "vi":
            continue
        behind = range(at + 2, min(at + 2 + _SPAN, len(reader.words)))
        if any(
            reader.words[place].marked in ("hơn", "hon") and reader.taken[place] == cues.HIGHER
            for place in behind
        ):
            reader.take(at, 1, cue)
            if cue == cues.LOWER:
                reader.found.cues.pop(cues.HIGHER, None)
            reader.found.cues.setdefault(cue, word.marked)


_MORE: Final = {
    **dict.fromkeys(("nhiều", "nhieu", "cao", "lớn", "lon"), cues.HIGHER),
    **dict.fromkeys(("ít", "it", "thấp", "thap"), cues.LOWER),
}
_SPAN: Final = 9
"""So many words may stand between."""


def _particles(reader: Taking) -> None:
    """ "… không?" and "… chưa?" at the end ask, and deny nothing; nor does "có … không, …"."""
    text = reader.found.question
    for at, word in enumerate(reader.words[:-1]):
        asks = word.marked in ("không", "khong") and _ends(reader, at)
        if asks and reader.taken[at] is None and reader.found.language == "vi":
            before = {other.marked for other in reader.words[:at]}
            if before & {"có", "co"} or _COMPARING & set(reader.taken[:at]):
                reader.take(at, 1, "particle")
        yet = word.marked in ("chưa", "chua") and text[word.end :].lstrip()[:1] in (",", "?", ";")
        if yet and reader.taken[at] is None and reader.found.language == "vi":
            reader.take(at, 1, cues.PROGRESS)
            reader.found.cues.setdefault(cues.PROGRESS, word.marked)
    at = len(reader.words) - 1
    while at > 0 and _addresses(reader, at):
        at -= 1
    if at < 0 or reader.taken[at] is not None:
        return
    last = reader.words[at].marked
    if last in ("chưa", "chua") and reader.found.language == "vi":
        reader.take(at, 1, cues.PROGRESS)
        reader.found.cues.setdefault(cues.PROGRESS, last)
    elif last in _PARTICLES[reader.found.language]:
        reader.take(at, 1, "particle")


def _ends(reader: Taking, at: int) -> bool:
    """Whether a sentence ends behind a word, or one that only speaks to somebody, or goes on with
    "or": "… không ạ?", "… không hay thấp hơn?"."""
    text = reader.found.question
    while text[reader.words[at].end :].lstrip()[:1] not in (",", "?", ";", ".", ":"):
        at += 1
        if at == len(reader.words) or reader.words[at].marked in ("hay", "hoặc", "hoac"):
            return True
        spoken = reader.words[at].marked in ("ạ", "nhỉ", "nhi") or _addresses(reader, at)
        if not spoken or reader.words[at].marked in ("có", "co"):
            return False
    return True


_COMPARING: Final = frozenset({cues.EQUAL, cues.HIGHER, cues.LOWER, cues.REACHED, cues.AGAINST})


def _addresses(reader: Taking, at: int) -> bool:
    """Whether a word at the end only speaks to somebody: "… không vậy mọi người"."""
    addressing = {*_PARTICLES["vi"], "chưa", "chua"}
    if reader.found.language != "vi" or reader.words[at].marked in addressing:
        return False
    return reader.taken[at] in (None, words.ASIDE) and reader.is_light(at)


def _will(reader: Taking) -> None:
    """ "Will it reach …?" asks for what nobody has measured yet, "Should it raise …?" for what one
    thinks of it."""
    first = reader.words[0].marked if reader.words else ""
    whom = reader.words[1].marked if len(reader.words) > 1 else ""
    # "Would you look it up?" asks whoever answers.
    will = first in ("will", "would") and reader.taken[0] is None and whom not in _WHOM
    if first == "should" or will:
        reader.found.unknown.append(first)


_WHOM: Final = frozenset({"you", "anyone", "anybody", "someone", "somebody"})
