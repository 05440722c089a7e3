"""The names of the graph and which of its things go together.

Which areas have targets for which indicator, level and year says which of several things of one
name is meant, and which questions can be answered at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, repeat
from typing import Final

from dxgraph.asking.language.fillers import of_a_dictionary
from dxgraph.asking.language.names import IndicatorName, Word, begin_so
from dxgraph.asking.language.phrases import MARKED_ONLY
from dxgraph.asking.language.words import CALLED
from dxgraph.evidence import Language
from dxgraph.terms import LEVEL


@dataclass(frozen=True, slots=True)
class Mention:
    """What a phrase may name: things of one kind, or a cue of a question."""

    kind: str
    """area, level, document, pillar, or a cue of :mod:`dxgraph.asking.language.phrases`."""
    iris: tuple[str, ...] = ()


_YEAR_OF_NAME: Final = re.compile(r"\(((?:19|20)\d\d)\)")


def year_of_document(day: str | None, name: str) -> str:
    """The year in which a document was issued, by its day or its name; empty where neither says."""
    named = _YEAR_OF_NAME.search(name)
    return day[:4] if day else named[1] if named else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A target, as far as it says which questions have an answer."""

    area: str
    indicator: str
    level: str
    document: str
    year: int | None
    value: Decimal | None


MEASURERS: Final = ("itself", "ministry", "statistics")
"""Who measures: the area itself, a ministry, the statistics office."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured."""

    iri: str
    area: str
    indicator: str
    level: str
    year: int | None
    value: Decimal
    labels: Mapping[str, str]
    printed: str | None
    place: str | None
    address: str | None
    by: str = ""
    """Who measured it: one of MEASURERS, or somebody else."""
    universe: str = ""
    """Among how many provinces, as the cues of a question say it."""


_MOST_LONG: Final = 12
NEAR: Final = 0.5
"""How much of two names is the same where they are near each other…"""
ALMOST: Final = 0.8
"""…and how much of what is said such a name must hold to be what was meant."""


_MANY_SYLLABLES: Final = 3
"""So many say enough of what is counted."""


def _counted(name: IndicatorName) -> frozenset[str]:
    """What a name of a share of people, firms or places counts, behind a verb of having, without of
    which it is a share."""
    having = next((at for at, w in enumerate(name.whole) if w.marked in _HAVING), 0)
    whom = {word.folded for word in name.whole[:having] if not word.folded.isdigit()}
    if not (name.marked and whom and whom <= _OF_WHOM):
        return frozenset()
    counted = frozenset(word.folded for word in name.whole[having:]) & frozenset(name.content)
    return counted if len(counted) >= _MANY_SYLLABLES else frozenset()


_HAVING: Final = frozenset({"có", "được", "sử", "dùng"})
_OF_WHOM: Final = frozenset(CALLED["of-whom"].split())


def _spells(short: str, words: Sequence[str]) -> bool:
    """Whether letters are the first ones of words, or whole ones of them, in turn."""
    if not words:
        return not short
    first, *rest = words
    return any(
        short.startswith(part) and _spells(short[len(part) :], rest) for part in {first[0], first}
    )


def _keys(words: Sequence[Word], at: int) -> tuple[str, ...]:
    """By what a name or a phrase is found that begins with a word: that one, and with the next."""
    first = words[at].folded
    return (first, f"{first} {words[at + 1].folded}") if at + 1 < len(words) else (first,)


@dataclass(slots=True, eq=False)
class Lexicon:
    """The names and facts of one snapshot."""

    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[Word, ...], str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Names by their first two words, folded, or the only one: the words, the kind, the thing."""
    area_names: dict[str, list[str]] = field(default_factory=dict)
    """What areas are called, without the word for their kind and without before or after, with its
    words, folded."""
    as_marked: set[tuple[Word, ...]] = field(default_factory=set)
    """Of these the by-names that without marks are other words."""
    cues: dict[Language, dict[str, list[tuple[tuple[Word, ...], str]]]] = field(
        default_factory=dict
    )
    """Phrases of questions by their first two words, folded, or the only one: the words, the
    cue."""
    names: list[IndicatorName] = field(default_factory=list)
    weight: dict[str, float] = field(default_factory=dict)
    """How much a word of indicators' names tells them apart."""
    facts: list[Fact] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    questions: dict[tuple[str, str, int | None], float] = field(default_factory=dict)
    """What can be asked, an area, an indicator and a year: 0.5 where a figure answers it."""
    territory: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """What a document is called and from when to when it is, folded."""
    extent: dict[str, str] = field(default_factory=dict)
    """How far a document was read, by the last part of the IRI that says so."""
    dated: dict[str, str] = field(default_factory=dict)
    """The day of a document, as ISO 8601 has it, where it is known."""
    issued: dict[str, str] = field(default_factory=dict)
    """The day on which a source page was published."""
    revisions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The documents that change or replace a document."""
    in_force: set[str] = field(default_factory=set)
    """Documents of which it is noted from when they are in force."""
    yardsticks: set[str] = field(default_factory=set)
    successors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The days on which others became an area."""
    vocabulary: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """All words of indicators' names, folded, with the marks that they have."""
    tongues: dict[str, set[Language]] = field(default_factory=lambda: defaultdict(set))
    """In the names of indicators of which languages a word is."""
    described: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of an indicator, the words of its definition, folded."""
    content: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of an indicator, the words of all its names that say something."""
    spelled: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """With which marks a word stands in the names of an indicator."""
    close: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """Of an indicator, those that the graph says are close to it."""
    units: dict[str, str] = field(default_factory=dict)
    """The unit of an indicator, by the last part of its IRI."""
    initials: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Provinces by the first letters of their names, in capitals: "BG"."""
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By which words the kind of an area is called."""
    regions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The provinces of a region."""
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Words that follow each other in the names of indicators."""
    _named: dict[str, list[IndicatorName]] = field(default_factory=lambda: defaultdict(list))
    """Names of indicators by the indicator."""
    _weighed: dict[str, set[tuple[frozenset[str], float]]] = field(
        default_factory=lambda: defaultdict(set)
    )
    """The words of each, and what they weigh together: many names have the same."""
    _forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Words of English names by what a dictionary may have for them."""
    _begun: dict[str, list[IndicatorName]] = field(default_factory=lambda: defaultdict(list))
    """Names of indicators of more than one word, by their first two."""
    _holding: dict[str, list[IndicatorName]] = field(default_factory=lambda: defaultdict(list))
    """Names of indicators by each word of theirs that says something."""
    _rarest: dict[str, list[IndicatorName]] = field(default_factory=lambda: defaultdict(list))
    """Names of indicators by the one of their words that fewest have."""
    _bearing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Indicators by each word of their names that says something."""
    _long: dict[str, list[str]] = field(default_factory=dict)
    """What short words may stand for, as far as it was asked."""
    _facts: dict[tuple[str, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    """Facts by what they are about: an area, an indicator."""

    def label(self, iri: str, language: Language) -> str:
        """The name of a thing; the last part of its IRI where it has none."""
        named = self.labels.get(iri, {})
        return named.get(language) or next(iter(named.values()), iri.rpartition("/")[2])

    def with_predecessors(self, areas: Iterable[str]) -> tuple[str, ...]:
        """Those of the areas that others became part of."""
        successors = {area for found in self.successors.values() for area in found}
        return tuple(area for area in areas if area in successors)

    def predecessors(self, area: str) -> tuple[str, ...]:
        """The areas that became part of one."""
        return tuple(old for old, found in self.successors.items() if area in found)

    def is_old(self, area: str) -> bool:
        """Whether an area was there before others were merged: it is gone, or has not changed."""
        return area in self.successors or area not in self.changed

    def is_one_place(self, areas: Sequence[str]) -> bool:
        """Whether areas are one, or one before and after a merger."""
        return all(
            area == areas[-1]
            or areas[-1] in self.successors.get(area, ())
            or area in self.successors.get(areas[-1], ())
            for area in areas
        )

    def changed_on(self, area: str, when: str) -> bool:
        """Whether others became an area on a day, or in a year."""
        return any(day.startswith(when) for day in self.changed.get(area, ()))

    def year_of_document(self, document: str) -> str:
        """The year of a document: of its day, or the one that its name has."""
        return year_of_document(self.dated.get(document), self.label(document, "vi"))

    def documents_of(self, area: str) -> dict[str, str]:
        """The documents of an area with how far they were read."""
        return {
            document: self.extent.get(document, "named")
            for document, territory in self.territory.items()
            if territory == area
        }

    def having(
        self,
        area: str | None = None,
        indicator: str | None = None,
        level: str | None = None,
        year: int | None = None,
        document: str | None = None,
    ) -> Iterator[Fact]:
        """The facts that fit what is given."""
        facts = self.facts
        if indicator is not None:
            facts = self._facts.get(("indicator", indicator), [])
        elif area is not None:
            facts = self._facts.get(("area", area), [])
        for fact in facts:
            if (
                (area is None or fact.area == area)
                and (level is None or fact.level == level)
                and (year is None or fact.year == year)
                and (document is None or fact.document == document)
            ):
                yield fact

    def holds(
        self,
        indicator: str,
        areas: Collection[str | None],
        years: Collection[int] = (),
        level: str | None = None,
    ) -> bool:
        """Whether anything was promised, at a level or for all, or measured of an indicator in any
        of the areas, None for everywhere, in any of the years."""
        facts = self.having(indicator=indicator)
        promised = (f for f in facts if f.level in (level or f.level, LEVEL.all))
        measured = (o for o in self.outcomes if o.indicator == indicator)
        found: Iterable[Fact | Outcome] = chain(promised, measured)
        return any(
            (None in areas or held.area in areas) and (not years or held.year in years)
            for held in found
        )

    def measured(self, areas: Iterable[str], indicators: Iterable[str]) -> Iterator[Outcome]:
        """What was measured there, of these indicators."""
        places, things = set(areas), set(indicators)
        for outcome in self.outcomes:
            if outcome.area in places and outcome.indicator in things:
                yield outcome

    def years_measured(self, indicators: Collection[str]) -> tuple[int, int]:
        """The first and the last year of which one of these was measured, anywhere; 0 where none
        was."""
        years = {o.year for o in self.outcomes if o.year and o.indicator in indicators}
        return (min(years), max(years)) if years else (0, 0)

    def names_within(self, words: Iterable[str]) -> list[IndicatorName]:
        """The names all of whose words that say something are among these."""
        said = set(words)
        return [
            name
            for word in sorted(said)
            for name in self._rarest.get(word, ())
            if said.issuperset(name.content)
        ]

    def bearing(self, words: Iterable[str]) -> list[IndicatorName]:
        """The names of the indicators whose names, taken together, hold all of these words."""
        each = sorted((self._bearing.get(word, set()) for word in set(words)), key=len)
        return [name for iri in set.intersection(*each) for name in self._named[iri]]

    def holding(self, words: Iterable[str]) -> list[IndicatorName]:
        """The names that hold a word of these, of a word that few hold."""
        return min((self._holding.get(word, []) for word in words), key=len, default=[])

    def knows(self, word: Word) -> bool:
        """Whether a word may be one of an indicator's name."""
        known = self.vocabulary.get(word.folded, ())
        return bool(known) and (not word.marks or word.marks in known)

    def form_of(self, word: Word) -> str:
        """The one word of English names of which a word that stands in none is another form."""
        if word.marks or word.folded in self.vocabulary:
            return ""
        known = {own for form in of_a_dictionary(word.folded) for own in self._forms.get(form, ())}
        return known.pop() if len(known) == 1 else ""

    def spells(self, indicator: str, word: Word) -> bool:
        """Whether a word of a text, as its marks are, is one of an indicator's names: "người ký" is
        no "kỹ năng"."""
        return (indicator, word.folded) not in self.spelled or self.has_word(indicator, word)

    def has_word(self, indicator: str, word: Word) -> bool:
        """Whether a word of a text, with marks its own, stands in a name of an indicator."""
        marks = self.spelled.get((indicator, word.folded), ())
        return bool(marks) and (not word.marks or word.marks in marks)

    def mentions(self, words: Sequence[Word], at: int) -> Iterator[tuple[int, Mention]]:
        """The names that begin with a word of a text, each with how many words it takes."""
        found: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
        for key in _keys(words, at):
            for name, kind, iri in self.phrases.get(key, ()):
                plain = not any(word.marks for word in words[at : at + len(name)])
                if begin_so(words, at, name) and not (plain and name in self.as_marked):
                    found[len(name), kind][iri] = None
        for (length, kind), iris in found.items():
            yield length, Mention(kind, tuple(iris))

    def cue(self, words: Sequence[Word], at: int, language: Language) -> tuple[int, str] | None:
        """The longest phrase of a question that begins with a word of a text."""
        best: tuple[int, str] | None = None
        phrases = self.cues[language]
        for phrase, name in (found for key in _keys(words, at) for found in phrases.get(key, ())):
            if (best and best[0] >= len(phrase)) or not begin_so(words, at, phrase):
                continue
            plain = not any(word.marks for word in words[at : at + len(phrase)])
            if plain and " ".join(word.marked for word in phrase) in MARKED_ONLY:
                continue
            best = len(phrase), name
        return best

    def whole_names(self, words: Sequence[Word], at: int, *, spoken: bool = True) -> int:
        """How long the longest whole name of an indicator is that begins with a word of a text; a
        name of one word is none, since it may be a part of another. `spoken` says whether names
        count by which people call it."""
        return max(
            (
                len(name.whole)
                for name in self._begun.get(_keys(words, at)[-1], ())
                if (spoken or not name.spoken) and begin_so(words, at, name.whole)
            ),
            default=0,
        )

    def runs_of_names(self, words: Sequence[Word], *, spoken: bool = True) -> Iterator[range]:
        """The places of the words of each such name, one behind the other."""
        at = 0
        while at < len(words):
            length = self.whole_names(words, at, spoken=spoken)
            if length:
                yield range(at, at + length)
            at += length or 1

    def named(self, indicator: str) -> list[IndicatorName]:
        """The names of an indicator."""
        return self._named.get(indicator, [])

    def _areas(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """The places of the words of a text, each with how many name an area there."""
        at = 0
        while at < len(words):
            named = [many for many, thing in self.mentions(words, at) if thing.kind == "area"]
            many = max(named, default=0)
            yield at, many
            at += many or 1

    def outside_areas(self, words: Sequence[Word]) -> list[Word]:
        """The words of a text that name no area."""
        return [words[at] for at, many in self._areas(words) if not many]

    def areas_in(self, words: Sequence[Word], text: str) -> set[str]:
        """The names of areas in a text, as they are written there."""
        return {
            text[words[at].begin : words[at + many - 1].end]
            for at, many in self._areas(words)
            if many
        }

    def long_forms(self, short: str) -> list[str]:
        """What follows each other in names and begins with the letters of a short word, each with
        its first or whole: "hs" of "hồ sơ", "ktso" of "kinh tế số"; the commonest first."""
        if short not in self._long:
            self._long[short] = self._long_forms(short)
        return self._long[short]

    def _long_forms(self, short: str) -> list[str]:
        found: Counter[tuple[str, ...]] = Counter()
        for name in self.names:
            if name.spoken or not name.marked:
                continue
            said = [word.folded for word in name.whole]
            for at, word in enumerate(said):
                if word[0] != short[0]:
                    continue
                for many in range(2, min(len(short), len(said) - at) + 1):
                    if _spells(short, said[at : at + many]):
                        found[tuple(said[at : at + many])] += 1
        return [" ".join(words) for words, _ in found.most_common(_MOST_LONG)]

    def of_others(self, indicator: str) -> set[str]:
        """The indicators that count the same of others: smartphones of adults, and of all people.
        What is counted stands in the Vietnamese names behind "có" or "được"."""
        counted = {_counted(name) for name in self._named.get(indicator, ())} - {frozenset()}
        return {name.iri for name in self.names if _counted(name) in counted} - {indicator}

    def says(self, indicator: str, words: str) -> bool:
        """Whether a name of an indicator has words, folded, one behind the other."""
        return any(
            f" {words} " in f" {' '.join(word.folded for word in name.whole)} "
            for name in self._named.get(indicator, ())
        )

    def near(self, said: Iterable[str], among: Iterable[str], least: float = NEAR) -> list[str]:
        """Of indicators those that have a name half of which, by weight, are words that are said,
        and which holds `least` of these: what is asked for may be held under a name near the one
        that was understood. The nearest first."""
        asked, found = set(said), dict[str, float]()
        whole = self.heavy(asked)
        for iri in among:
            for content, weight in self._weighed.get(iri, ()):
                shared = self.heavy(asked & content)
                if shared and shared >= max(least * whole, NEAR * weight):
                    found[iri] = max(found.get(iri, 0.0), shared / whole)
        return sorted(found, key=lambda iri: (-found[iri], iri))

    def likeness(self, indicator: str, said: Set[str]) -> float:
        """How much is said of a name of an indicator, in weight: the more of it, the more."""
        return max(
            (
                self.heavy(shared) ** 2 / whole
                for content, whole in self._weighed.get(indicator, ())
                if (shared := content & said)
            ),
            default=0.0,
        )

    def alike(self, indicator: str, said: Set[str]) -> float:
        """How alike words and a name of an indicator are, by weight: from 0 to 1, where they are
        the same."""
        return max(
            (
                self.heavy(own & said) / self.heavy(own | said)
                for own, _ in self._weighed[indicator]
            ),
            default=0.0,
        )

    def heavy(self, words: Iterable[str]) -> float:
        """What words weigh together; the same in whichever order they come."""
        return math.fsum(map(self.weight.get, words, repeat(1.0)))
