"""The claims of a text, one a figure: its names are read as those of questions are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import dropwhile
from typing import Final

from dxgraph.asking.claims.beside import OF_WHICH, Beside
from dxgraph.asking.claims.claim import Claim, repeated
from dxgraph.asking.claims.claim_names import (
    fits,
    indicators_of,
    is_added,
    is_of_name,
    of_each,
    without_names,
)
from dxgraph.asking.claims.doubts import areas_meant, is_another
from dxgraph.asking.claims.going_on import speaks_of_nothing_else
from dxgraph.asking.claims.lines import as_sentences, goes_on
from dxgraph.asking.claims.own_goals import Likely, likely, narrowing
from dxgraph.asking.claims.parting import COMPARING, OF, TAIL, Named, Span, is_elliptic, parts_of
from dxgraph.asking.claims.quoted import figures_of, read_otherwise
from dxgraph.asking.claims.retold import among_all, bounds_around, told_once
from dxgraph.asking.claims.thread import Thread
from dxgraph.asking.claims.told import (
    OPEN,
    PLAIN,
    PROMISED,
    UNTOLD,
    announces,
    due_years,
    is_plain,
    is_told,
    told,
    without,
    without_purposes,
)
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.interpret.another import claims_another, is_start
from dxgraph.asking.language import cues
from dxgraph.asking.language.names import Word, words_of
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.language.words import SAID, passed_over
from dxgraph.asking.understand.mergers import without_mergers
from dxgraph.asking.understand.question_reading import universe_of
from dxgraph.asking.understand.understanding import LONGEST, taken_words, understand
from dxgraph.evidence import Figure, Language
from dxgraph.terms import LEVEL, VIET_NAM


def claims_of(text: str, lexicon: Lexicon, language: Language) -> list[Claim]:
    """The claims of a text, one a figure.

    What a sentence does not say is taken from those before it as far as
    :mod:`dxgraph.asking.claims.thread` is sure; a headline takes the year of the sentence that
    repeats it.
    """
    written = [line for line in text.split("\n") if line.strip()]
    lines = [
        [_Sentence(sentence, lexicon, language) for sentence in sentences]
        for sentences in as_sentences(written)
    ]
    places = [set(areas) for line in lines for said in line for areas in said.found.areas]
    alone = all(places[0] & other or VIET_NAM in other for other in places)
    thread = Thread(lexicon, language, alone=alone)
    claims: list[Claim] = []
    headline: list[Claim] = []
    for number, line in enumerate(lines):
        if not number or not goes_on(written[number - 1], written[number]):
            thread.paragraph()
        for said in line:
            claims += said.claims(thread)
        if line is lines[0] and line and not _ENDED.search(line[-1].text):
            headline = [*claims]
    return [repeated(claim, claims) if claim in headline else claim for claim in claims]


_SHOWN: Final = 80
"""So many letters on either side of a figure say where in a long sentence it stands."""
_ENDED: Final = re.compile(r"[.!?;:…][”\"’)]*$")


_SPOKEN: Final = re.compile(r"[\"“”](?=[^\"“”]*\d)((?:[^\s\"“”]+\s+){5,}[^\"“”]+)[\"“”]")
"""What somebody is quoted to say of a figure: its words are those of the sentence. So few as a
printed figure or a name has are quoted as such."""


class _Sentence:
    """A sentence with its figures.

    Where it names two years, two levels or two places, which figure belongs to which is not
    guessed: :mod:`dxgraph.asking.claims.parting`.
    """

    def __init__(self, text: str, lexicon: Lexicon, language: Language) -> None:
        self.text, self.lexicon, self.language = text, lexicon, language
        self.mergers = without_mergers(text, lexicon, language)
        self.told_text = without("aside", self.mergers.text, language)
        self.plain = _SPOKEN.sub(
            lambda match: f",{match[1]},", without("measured", self.told_text, language)
        )
        self.plain, self.among, place = among_all(self.plain, language)
        figures = [
            replace(figure, unit="rank") if figure.begin <= place < figure.end else figure
            for figure in figures_of(self.plain, language)
        ]
        self.plain, figures = bounds_around(self.plain, figures, language)
        self.plain = told_once(self.plain, figures, language)
        self.core = without_purposes(self.plain, language)
        self.found = understand(self.plain, lexicon)
        self.years = due_years(text, self.found.years, language)
        self.is_long = len(text) > LONGEST
        self.figures = [f for f in figures if not _is_year(f, text)]
        if not self.is_long:
            among = {
                word.begin
                for word, kind in taken_words(self.plain, lexicon)
                if kind in (cues.AMONG_34, cues.AMONG_63)
            }
            self.figures = [
                figure
                for figure in self.figures
                if not is_of_name(figure, text, lexicon)
                and among.isdisjoint(begin for begin, _ in figure.numbers)
            ]
        self.beside = Beside(self.plain, self.figures, lexicon, language)

    def areas(self, thread: Thread) -> list[tuple[str, ...]]:
        """The places that it names, or by whose document it speaks."""
        found = self.found
        if found.areas or not found.documents:
            return found.areas
        named = (self.lexicon.territory.get(document) for document in found.documents[0])
        own = thread.of_documents(tuple(dict.fromkeys(area for area in named if area)))
        return [own] if own else []

    @cached_property
    def first_area(self) -> int:
        """Where the name of the first place begins; the end where there is none."""
        named = (part.text for part in self.found.parts if part.kind == "area")
        found = (self.plain.find(text) for text in named)
        return min((at for at in found if at >= 0), default=len(self.plain))

    @cached_property
    def verbs(self) -> str:
        """The sentence without the names of indicators."""
        return without_names(self.told_text, self.lexicon)

    def told(self, figure: Figure, part: Span | None = None) -> str:
        return told(self.verbs, figure, self.language, part)

    def claims(self, thread: Thread) -> list[Claim]:
        """Its claims, behind what the sentences before named; these are then what it names. Of a
        sentence that is too long to be read whole nothing is concluded, nor taken over."""
        if self.is_long:
            thread.forget()
            return [
                Claim(self._shown(figure), (), (), None, figure, is_long=True)
                for figure in self.figures
            ]
        span = 0, len(self.text)
        whole = self._named(span, thread)
        parts = None
        if len(self.figures) > 1 and whole.several:
            parts = parts_of(
                self.plain, self.figures, whole, lambda part: self._named(part, thread)
            )
        claims: list[Claim] = []
        for number, figure in enumerate(self.figures):
            at, named = parts[number] if parts else (self.beside.span(number), whole)
            at = self.beside.own_side(at, figure)
            claim = self._claim(figure, at, named, thread, claims, parted=bool(parts))
            if parts and claims and self._is_bare(figure):
                # "over 10 % in 2025 and 20 % in 2030": of the second it is open.
                shared = claims[-1].shared or self.figures[number - 1].comparator
                claim = replace(claim, shared=shared)
            claims.append(claim)
            self._keep(claims[-1], at, thread)
        if parts and not claims[-1].indicators:
            # What stands behind the last figure may be said of each: "25 % and 35 % of all".
            claims = [replace(claim, indicators=()) for claim in claims]
        thread.unended = self.text.endswith(";")
        thread.went_on(self.plain, self._went_on(thread), self.years)
        thread.told = self.told(self.figures[-1]) if self.figures else thread.told
        return claims

    def _shown(self, figure: Figure) -> str:
        """A figure with the words around it."""
        begin, end = max(figure.begin - _SHOWN, 0), figure.end + _SHOWN
        before, after = self.plain[begin : figure.begin], self.plain[figure.end : end]
        before = f"… {before.partition(' ')[2]}" if begin else before
        after = f"{after.rpartition(' ')[0]} …" if end < len(self.plain) else after
        return f"{before}{self.plain[figure.begin : figure.end]}{after}"

    def _is_bare(self, figure: Figure) -> bool:
        """Whether nothing before a figure says how it compares, not even that it is exact."""
        before = words_of(self.plain[: figure.numbers[0][0]] if figure.numbers else "")
        said = before[-1].marked if before else ""
        return figure.comparator == "equal" and said not in SAID[self.language]["exactly"]

    def _went_on(self, thread: Thread) -> list[tuple[str, ...]]:
        """The places that it names, for the sentences behind it. Documents of one number of several
        provinces name none."""
        areas = self.areas(thread)
        if not self.found.areas and areas and not self.lexicon.is_one_place(areas[0]):
            return []
        return areas or ([(VIET_NAM,)] if cues.NATIONAL in self.found.cues else [])

    def _named(self, span: Span, thread: Thread) -> Named:
        """What a part of the sentence names."""
        text = self.plain[span[0] : span[1]]
        is_whole = len(text) == len(self.plain)
        found = self.found if is_whole else understand(text, self.lexicon)
        areas = [*found.areas]
        # Behind the name of a place "tỉnh này" is that one.
        back = thread.area_of(text, max(self.first_area - span[0], 0))
        if back and not any({*back} & {*other} for other in areas):
            areas.append(back)
        nation = cues.NATIONAL in found.cues
        if not areas and found.documents:
            areas += self.areas(thread)
        elif nation and (not areas or (is_whole and len(self.figures) > 1) or back):
            areas.append((VIET_NAM,))
        years = self.years
        if not is_whole:
            years = [y for y in due_years(text, found.years, self.language) if y in self.years]
        return Named(tuple(areas), tuple(years), tuple(dict.fromkeys(found.levels)))

    def _claim(
        self,
        figure: Figure,
        span: Span,
        named: Named,
        thread: Thread,
        before: Sequence[Claim],
        *,
        parted: bool,
    ) -> Claim:
        taken_over = []
        way = self.told(figure, span if parted else None)
        way = PROMISED if way == UNTOLD and self.found.documents else way
        areas = named.areas[0] if len(named.areas) == 1 else ()
        if not named.areas:
            areas = thread.area_going_on(self.text)
        elif any(0 <= self.plain.find(town) < figure.begin for town in self.found.elsewhere):
            # A place of which the graph has nothing: a district.
            areas = ()
        if areas and not self.found.documents and areas not in self.found.areas:
            taken_over += ["area"] if {*areas} <= {*thread.areas} else []
        year = named.years[0] if len(named.years) == 1 else None
        silent = False
        if not self.found.years:
            back = thread.goes_back(self.text, "year")
            year = thread.year if back else thread.year_going_on(self.text, way)
            silent = year is not None and not back
            taken_over += ["year"] if year else []
        earlier = bool(before and year and year < (before[0].year or year))
        if parted and earlier and self._tells_nothing(figure, span):
            way = OPEN  # "35 % by 2030, in 2022 it is 20 %": promises go forward.
        indicators: tuple[str, ...] = ()
        another = False
        near = None
        if parted or len(named.levels) < 2:
            is_one = len(self.figures) == 1 and not OF_WHICH.search(self.plain)
            alone = self.found if is_one else None
            if parted:
                alone = understand(self.plain[span[0] : span[1]], self.lexicon)
            indicators = indicators_of(self.plain, span, figure, self.lexicon, self.language, alone)
            if not (indicators or parted) and self.core != self.plain:
                alone = understand(self.core, self.lexicon) if is_one else None
                indicators = indicators_of(
                    self.core, span, figure, self.lexicon, self.language, alone
                )
            if len(indicators) > 1:
                indicators = of_each(indicators, self.plain[span[0] : span[1]], self.lexicon)
            if len(indicators) == 1:
                [indicator] = indicators
                around = self.beside.around(span, figure, indicator)
                index = self.lexicon.units.get(indicator) in _OF_AN_INDEX
                another |= index and not _BELOW.isdisjoint(named.levels)
                begin = figure.numbers[0][0] if figure.numbers else 0
                another |= index and bool(heard("from", self.plain[:begin]))
                if way in (PROMISED, UNTOLD) and is_plain(self.verbs, self.language, index=index):
                    way = PLAIN
                said = (
                    around,
                    indicator,
                    self.beside.named,
                    self.figures,
                    self.lexicon,
                    self.language,
                )
                self.beside.named.append(indicator)
                found = replace(self.found, question=without("idle", around, self.language))
                another |= bool(claims_another(found, indicators, self.lexicon))
                another |= self._is_start(figure)
                another |= cues.AMONG_34 in found.cues and (year or _AMONG_34) < _AMONG_34
                narrowed, aside = narrowing(*said)
                if aside and not another:
                    near = Likely(indicator, whole=False)
                indicators = () if another or narrowed else indicators
            another |= not parted and any(self._is_another(figure, i) for i in indicators)
            indicators = () if another else indicators
            if not (indicators or another) and self._goes_on(figure, span, thread, bool(before)):
                indicators = thread.indicators
                taken_over += [] if before else ["indicator"]
                if before and year == before[-1].year and self._tells_nothing(figure, span):
                    way = before[-1].told
        if "area" in taken_over and not self._goes_on_alone(indicators, thread):
            areas = ()
            taken_over.remove("area")
        if silent and not self._is_of_year(indicators, thread):
            year = None
            taken_over.remove("year")
        if way == UNTOLD and thread.told == PROMISED and taken_over:
            way = PROMISED  # a goal goes on: "that of Bắc Giang is about 25 %"
        found = self.found
        areas = areas_meant(self.plain[: self.first_area], areas, self.mergers, self.lexicon)
        if not (indicators or another or parted or near) and areas and year:
            near = likely(self.beside.alone(figure), figure, areas, self.lexicon, self.language)
            near = None if near and self._is_another(figure, near.indicator) else near
        return Claim(
            self.text,
            areas,
            indicators,
            year,
            figure,
            named.levels[0] if named.levels else None,
            found.documents[0] if len(found.documents) == 1 else (),
            way,
            read_otherwise(self.text, figure, self.language),
            tuple(taken_over),
            near,
            self.among or universe_of(found),
            any(self.lexicon.has_word(i, w) for i in indicators for w in _OF_LEVELS),
        )

    def _tells_nothing(self, figure: Figure, span: Span) -> bool:
        return not is_told(self.verbs, figure, self.language, span)

    def _goes_on(self, figure: Figure, span: Span, thread: Thread, within: bool) -> bool:
        """Whether a part names nothing that is counted, since what stands before it does, in the
        sentence or pointing back."""
        if len(thread.indicators) != 1 or is_added(self.text, figure, self.language):
            return False
        if OF_WHICH.match(self.plain[figure.end :].lstrip()):
            return False
        if not fits(thread.indicators[0], figure, self.lexicon):
            return False
        if heard("of-money", self.plain[figure.end :]):
            return False  # "đạt 30% kế hoạch"
        words = self._words(span)
        aimed = announces(self.plain[slice(*span)], self.language)
        if not (aimed or COMPARING.isdisjoint(kind for _, kind in words)):
            return False  # with what it is compared is open: "thấp hơn mức 30%"
        tail = self._tail(words, figure, span, thread.indicators[0])
        said = {word.begin for word in tail}
        same = tuple(word.folded for word in tail)
        left = [(word, TAIL if word.begin in said else kind) for word, kind in words]
        if within and aimed:  # "17,34% GRDP, …": what ends the figure before says nothing of it
            left = [
                *dropwhile(
                    lambda part: (
                        part[0].begin < figure.begin - span[0]
                        and (part[0].folded in thread.tail or part[0].marked in OF)
                    ),
                    left,
                )
            ]
        if (same not in ((), thread.tail) and not thread.rises) or not is_elliptic(
            left, self.language
        ):
            return False
        return within or bool(same) or thread.unended or thread.goes_back(self.text, "counted")

    def _is_another(self, figure: Figure, indicator: str) -> bool:
        return is_another(self.plain, figure, indicator, self.lexicon, self.language)

    def _is_start(self, figure: Figure) -> bool:
        """Whether a figure is what something rises from."""
        behind = [other.begin for other in self.figures if other.begin > figure.begin]
        return is_start(self.plain, figure, min(behind, default=len(self.plain)))

    def _is_of_year(self, indicators: Sequence[str], thread: Thread) -> bool:
        """Whether it is of the year of the sentence before, though nothing says so: it promises by
        itself, or goes on with what is counted, and has no word of another time."""
        goes_on = thread.unended or thread.goes_back(self.text, "counted")
        if not goes_on and not announces(self.verbs, self.language):
            return False
        return self._goes_on_alone(indicators, thread, timeless=True)

    def _goes_on_alone(
        self, indicators: Sequence[str], thread: Thread, *, timeless: bool = False
    ) -> bool:
        text = thread.without_back(self.plain)
        return speaks_of_nothing_else(
            text, indicators, self.lexicon, self.language, timeless=timeless
        )

    def _words(self, span: Span) -> tuple[tuple[Word, str | None], ...]:
        return taken_words(self.plain[span[0] : span[1]], self.lexicon)

    def _tail(
        self,
        words: Sequence[tuple[Word, str | None]],
        figure: Figure,
        span: Span,
        indicator: str,
    ) -> list[Word]:
        """The words of an indicator's name behind a figure: "GRDP" of "25 % GRDP"."""
        return [
            word
            for word, kind in words
            if kind in (None, "name")
            and word.begin >= figure.end - span[0]
            and not passed_over(word.marked, self.language)
            and self.lexicon.has_word(indicator, word)
        ]

    def _keep(self, claim: Claim, span: Span, thread: Thread) -> None:
        """Note what a figure is of, for those that follow."""
        thread.indicators, thread.tail = claim.indicators, ()
        thread.rises = claim.figure is not None and self._is_start(claim.figure)
        if thread.rises:
            thread.indicators = tuple(self.beside.named[-1:])
        if len(claim.indicators) == 1 and claim.figure is not None:
            tail = self._tail(self._words(span), claim.figure, span, claim.indicators[0])
            thread.tail = tuple(word.folded for word in tail)


_OF_AN_INDEX: Final = frozenset({"rank", "index-value", "index-points"})
_OF_LEVELS: Final = words_of("xã huyện communes commune districts district")
_BELOW: Final = frozenset({LEVEL.district, LEVEL.commune})
"""Levels that no index of provinces has."""
_AMONG_34: Final = 2024
"""The first index that was reckoned for 34 provinces, too."""


def _is_year(figure: Figure, text: str) -> bool:
    printed = "".join(text[begin:end] for begin, end in figure.numbers)
    return figure.unit in (None, "count") and len(printed) == 4 and printed[:2] in ("19", "20")
