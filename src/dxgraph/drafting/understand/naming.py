"""Which indicator a reading is of: one of the graph, or a new one that the text names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dxgraph.drafting.knowledge import Indicator, Knowledge
from dxgraph.drafting.proposal import Candidate, NewIndicator
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.understand.figure_words import Reading, content
from dxgraph.drafting.understand.goals import Goal
from dxgraph.drafting.understand.matching import alike_bound, matcher, plain, ranked
from dxgraph.drafting.understand.nouns import noun_end
from dxgraph.evidence import Figure, Language
from dxgraph.search import fold

SAID = patterns(__package__, "naming.yaml")
"""The words that it reads: the file says what each is for."""

THRESHOLD = 0.65
"""Below this score no indicator of the graph is meant, and a new one is proposed."""
RANK = 0.5
"""The same for a rank: there are few to be confused with."""
LONGEST = 24
"""Syllables of a new indicator's name."""
_PREDICATE = 4
"""So many syllables of what is done are looked for in a name."""
_UNSAID = 0.8
_NO_INDEX = 0.85
_HEADLESS = 0.8
"""What is left of a score when a count is of other things than the indicator counts."""
NEAR = 0.06
"""Two indicators that score as close as this are a doubtful choice."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure or a goal is of: `indicator` or `new`, one of the two."""

    candidates: tuple[Candidate, ...]
    indicator: Indicator | None
    new: NewIndicator | None
    wording: str
    """The key phrase by which the text names it."""
    doubts: tuple[str, ...]

    @property
    def score(self) -> float:
        return self.candidates[0].score if self.candidates else 0.0

    @property
    def slug(self) -> str:
        named = self.indicator or self.new
        return named.slug if named else ""


class Namer:
    """Names what the figures and goals of one document are of."""

    def __init__(self, text: str, knowledge: Knowledge, words: Lexicon, language: Language) -> None:
        self._text = text
        self._knowledge = knowledge
        self._words = words
        self._language = language
        self._folded: dict[str, tuple[str, ...]] = {}
        self._matcher = matcher(knowledge.indicators, language)

    def figure(self, reading: Reading, pillar: str | None) -> Named:
        """What a figure is of; the pillar is that of the heading above it, if there is one."""
        candidates, borrowed = self._candidates(reading)
        wording = self._wording(reading)
        least = RANK if reading.figure.unit == "rank" else THRESHOLD
        named = self._choose(candidates, least, wording)
        if reading.figure.comparator == "within-top" and named.indicator:
            named = self._ranked(named, named.indicator)
        if named.indicator:
            doubts = named.doubts
            if named.indicator.unit is None:
                doubts = (*doubts, "indicator-qualitative")
            if borrowed:
                doubts = (*doubts, "borrowed-subject")
            return Named(named.candidates, named.indicator, None, wording, doubts)
        front = reading.front[-30:]
        risen = None if SAID["risen-to"].search(front) else self._words.change.search(front)
        name = wording
        if reading.figure.unit in ("percent", "percent-per-year") and not reading.linked:
            name = self._as_rate(f"{risen[0]} {wording}" if risen else wording)
        unit = self.unit(reading.figure, None, reading)
        new = self.new(name, unit, pillar, change=risen is not None)
        told = content(self._words.change.sub(" ", self._words.verb.sub(" ", wording)), self._words)
        doubts = ("indicator-new",) if told else ("indicator-new", "indicator-unnamed")
        return Named(named.candidates, None, new, wording, doubts)

    def goal(self, goal: Goal, pillar: str | None) -> list[Named]:
        """What a goal without a figure is of; two, where one verb governs two things."""
        phrase = self._text[goal.begin : goal.end]
        alone = self._choose(self._phrase(phrase, self._text[goal.begin : goal.clause_end]), 0, "")
        if len(goal.parts) == 2:
            parts = [self._choose(self._phrase(part), THRESHOLD, part) for part in goal.parts]
            first, second = parts
            apart = first.indicator and second.indicator and first.slug != second.slug
            if apart or (not first.indicator and not second.indicator and _alike(goal.parts)):
                return [self._or_new(part, pillar) for part in parts]
        return [self._or_new(self._choose(alone.candidates, THRESHOLD, phrase), pillar)]

    def new(
        self, name: str, unit: str | None, pillar: str | None, *, change: bool = False
    ) -> NewIndicator:
        """A concept that the graph has not, under the name that the text gives it."""
        slug = "-".join(fold(name).split()[:12]) or "chi-so-moi"
        vietnamese = self._language == "vi"
        name = name[:1].upper() + name[1:]
        if unit == "times":  # how much it grows is another indicator than what it grows to
            slug, name = f"{slug}-times", f"{name} ({'số lần' if vietnamese else 'times'})"
        return NewIndicator(
            slug,
            name if vietnamese else "",
            "" if vietnamese else name,
            unit,
            pillar or self._guess_pillar(name) or "cross-cutting",
            change,
        )

    def unit(self, figure: Figure, indicator: Indicator | None, reading: Reading) -> str | None:
        """The unit: printed, or the indicator's where that says more ("%" of a yearly growth)."""
        if indicator and indicator.unit and figure.unit in ("percent", "percent-per-year", None):
            return indicator.unit
        if figure.unit == "count" and _RATED.match(self._text, figure.end):
            return None
        growing = self._words.change.search(reading.front[-40:])
        if figure.unit == "percent" and growing and self._words.per_year.search(reading.own):
            return "percent-per-year"
        return figure.unit

    # ---- Choosing --------------------------------------------------------------------------

    def _choose(self, candidates: Sequence[Candidate], least: float, wording: str) -> Named:
        kept = tuple(candidates[:5])
        if not kept or kept[0].score < least:
            return Named(kept, None, None, wording, ())
        indicator = self._knowledge.indicators[kept[0].slug]
        near = len(kept) > 1 and kept[0].score - kept[1].score < NEAR
        return Named(kept, indicator, None, wording, ("indicator-near",) if near else ())

    def _or_new(self, named: Named, pillar: str | None) -> Named:
        if named.indicator:
            return named
        new = self.new(named.wording, None, pillar)
        return Named(named.candidates, None, new, named.wording, ("indicator-new",))

    def _candidates(self, reading: Reading) -> tuple[list[Candidate], bool]:
        """The indicators that a figure may be one of, best first; and whether the best of them
        needs the subject of another sentence."""
        best: dict[str, tuple[float, float]] = {}
        noun = self._denominator(reading)
        head = self._head(noun) if reading.figure.unit == "count" else ""
        fits: dict[str, float] = {}
        changing = any(
            self._words.change.search(text)
            for text in (reading.own, *(variant.text for variant in reading.variants))
        )
        named = SAID["index"].search(f"{reading.front} {reading.behind}") is not None
        predicate = self._predicate(reading)
        rising = SAID["rising"].search(self._words.comparing.sub("", reading.front)) is not None
        for variant in {item.text: item for item in reversed(reading.variants)}.values():
            for slug, alike in self._matcher.scores(variant.text, noun).items():
                if slug not in fits:
                    indicator = self._knowledge.indicators[slug]
                    fit = self._fit(indicator, reading, changing=changing, rising=rising)
                    fit = fit and fit * self._headed(slug, head) * self._said(slug, predicate)
                    if named and reading.figure.unit == "rank" and not self._index(slug):
                        fit *= _NO_INDEX  # "chỉ số … thuộc nhóm 15 tỉnh" is a rank in an index
                    fits[slug] = fit
                score = alike * variant.factor * fits[slug]
                if score > best.get(slug, (0.0, 0.0))[0]:
                    best[slug] = (score, variant.factor)
        found = ranked(Candidate(slug, score) for slug, (score, _) in best.items())
        return found, bool(found) and best[found[0].slug][1] < 0.9

    def _ranked(self, named: Named, chosen: Indicator) -> Named:
        """A place among the first so many, as a rank in the index that is nearly the same.

        "Trong nhóm 10 tỉnh dẫn đầu về chuyển đổi số" names no index; which place among how many a
        province has, only the index says. That it may be no more than a manner of speaking is said.
        """
        ranks = [slug for slug in sorted(chosen.close) if slug in self._knowledge.indicators]
        label = chosen.label(self._language)
        ranks = [
            slug
            for slug in ranks
            if self._index(slug)
            and alike_bound(self._knowledge.indicators[slug].label(self._language), label)
        ]
        if not ranks or self._index(chosen.slug):
            return named
        best = named.candidates[0]
        others = tuple(item for item in named.candidates if item.slug != ranks[0])
        return replace(
            named,
            candidates=(Candidate(ranks[0], best.score), *others),
            indicator=self._knowledge.indicators[ranks[0]],
            doubts=("indicator-near",),
        )

    def _index(self, slug: str) -> bool:
        """Whether an indicator is a rank in an index."""
        return (
            SAID["index"].search(self._knowledge.indicators[slug].label(self._language)) is not None
        )

    def _predicate(self, reading: Reading) -> list[str]:
        """The words that say what is done to what a percentage is of: "được định danh"."""
        words = self._words
        if reading.figure.unit != "percent" or reading.linked or content(reading.front, words):
            return []
        passive = words.passive.search(reading.behind)
        if not passive or not reading.behind[: passive.start()].strip():
            return []
        said = reading.behind[passive.start() if self._language == "en" else passive.end() :]
        return plain(said).split()[:_PREDICATE]

    def _said(self, slug: str, predicate: Sequence[str]) -> float:
        """What is left of a score when no name of the indicator has a word of the predicate."""
        if not predicate:
            return 1.0
        called = self._matcher.called(slug)
        return 1.0 if any(word in called for word in predicate) else _UNSAID

    def _head(self, noun: str) -> str:
        """The word that says what things are counted: "dịch" of "dịch vụ đô thị thông minh"."""
        said = fold(noun).split()
        if not said:
            return ""
        return said[0] if self._language == "vi" else said[-1].removesuffix("s")

    def _headed(self, slug: str, head: str) -> float:
        """What is left of a score when no name of the indicator has what is counted."""
        if not head:
            return 1.0
        if slug not in self._folded:
            names = self._knowledge.indicators[slug].names[self._language]
            self._folded[slug] = tuple(f" {fold(name)}" for name in names)
        if any(f" {head}" in name for name in self._folded[slug]):
            return 1.0
        return _HEADLESS

    def _phrase(self, *texts: str) -> list[Candidate]:
        """The indicators without a unit that a phrase may speak of."""
        best: dict[str, float] = {}
        for text in texts:
            for candidate in self._matcher.candidates(text):
                if self._knowledge.indicators[candidate.slug].unit is None:
                    best[candidate.slug] = max(best.get(candidate.slug, 0.0), candidate.score)
        return ranked(Candidate(slug, score) for slug, score in best.items())

    def _denominator(self, reading: Reading) -> str:
        """What a percentage is taken of: the noun behind it; for a figure that begins its clause,
        the subject up to the verb. What a rank is about; what is counted."""
        words = self._words
        if reading.figure.unit == "rank":
            about = SAID["about"].search(reading.behind)
            return about[1] if about else ""
        if reading.figure.unit == "count":
            noun = self._text[reading.figure.end : noun_end(self._text, reading, words)]
            return noun if content(noun, words) else ""
        if reading.figure.unit != "percent":
            return ""
        if reading.linked:
            return self._text[reading.figure.end : noun_end(self._text, reading, words)]
        if content(reading.front, words) or words.pronoun.match(reading.behind):
            return ""
        verb = words.verb.search(reading.behind)
        passive = verb and words.passive.search(reading.behind, verb.end())
        verb = passive or verb  # "người dân sử dụng dịch vụ công được định danh": users of services
        noun = reading.behind[: verb.start()] if verb else ""
        for _, level in words.levels:
            noun = level.sub(" ", noun)
        return noun if content(noun, words) else ""

    def _fit(
        self, indicator: Indicator, reading: Reading, *, changing: bool, rising: bool
    ) -> float:
        """Whether unit and kind of change allow an indicator: 0 no, 1 yes, between: hardly.

        ``changing`` says whether the words speak of a growth, ``rising`` whether they end in one.
        """
        figure = reading.figure
        if figure.unit in ("percent", "percent-per-year"):
            if indicator.unit not in ("percent", "percent-per-year", None):
                return 0.0
        elif figure.unit is None:
            if indicator.unit in ("percent", "percent-per-year", "rank"):
                return 0.0
        elif indicator.unit not in (figure.unit, None):
            return 0.0
        if figure.unit == "rank" and indicator.universes:
            among = self._text[figure.begin : reading.end]
            worldwide = set(indicator.universes) == {"countries"}
            if (SAID["countries"] if not worldwide else SAID["places"]).search(among):
                return 0.0
        fit = 1.0
        if indicator.unit is None:
            fit = 0.5 if figure.unit == "rank" else 0.75
        if indicator.change and not changing:
            fit *= 0.6
        if not indicator.change and rising:
            fit *= 0.8
        return fit

    # ---- Naming ----------------------------------------------------------------------------

    def _wording(self, reading: Reading) -> str:
        """The key phrase by which a clause names what it measures."""
        words = self._words
        front = reading.front
        if reading.subject:
            own = front if content(front, words) else ""
            front = f"{reading.subject.strip(' .')} {own}".strip()
        named = _names(front, words)
        announced = list(words.commits.finditer(front))
        if named is not None:
            front = front[named:]
        elif announced:
            front = front[announced[-1].end() :]
        front = words.adverbs.sub("", words.year.sub(" ", front).strip(" ,")).strip()
        behind = words.year.sub(" ", reading.behind)
        about = SAID["about"].search(behind) if reading.figure.unit == "rank" else None
        if about and named is None:
            return f"{_RANK[self._language]} {about[1].strip(' ,')}"
        said = len(content(front, words))
        if SAID["of"].match(behind):  # "…, while 90 percent of the dossiers are …"
            phrase = SAID["of"].sub("", behind, count=1)
        elif said > 2 or (said and said >= len(content(behind, words))):
            phrase = words.comparing.sub("", words.link.sub("", front).strip())
        else:
            phrase = behind
        if reading.linked and reading.figure.unit == "percent":
            # "hạ tầng … phủ 100% trường học": the noun behind is part of the name.
            link = words.link.search(front)
            noun = self._text[reading.figure.end : noun_end(self._text, reading, words)]
            if noun.strip() and not phrase.rstrip().endswith(noun.strip()):
                covers = link[0] if link and not words.comparing.fullmatch(link[0]) else ""
                phrase = f"{phrase} {covers} {noun}"
        phrase = SAID["of"].sub("", phrase.strip(" ,.:;/–-"), count=1)
        if reading.figure.unit == "count" and reading.linked:
            noun = self._text[reading.figure.end : noun_end(self._text, reading, words)].strip()
            phrase = phrase if noun.lower() in phrase.lower() else f"{phrase} {noun}"
        if not content(phrase, words):
            printed = self._text[reading.figure.begin : reading.figure.end]
            phrase = " ".join(re.findall(r"[^\W\d_]{2,}(?:/[\d.]+ \w+)?", printed))
            phrase = phrase if content(phrase, words) else reading.lead
        return " ".join(phrase.split()[:LONGEST])

    def _as_rate(self, name: str) -> str:
        if self._language != "vi" or not name or SAID["rate"].match(name):
            return name
        return f"Tỷ lệ {name[:1].lower()}{name[1:]}"

    def _guess_pillar(self, wording: str) -> str | None:
        """The pillar of the indicators that the words are most like."""
        weights: dict[str, float] = {}
        for candidate in self._matcher.candidates(wording)[:5]:
            pillar = self._knowledge.indicators[candidate.slug].pillar
            if pillar:
                weights[pillar] = weights.get(pillar, 0.0) + candidate.score
        return min(weights, key=lambda pillar: (-weights[pillar], pillar), default=None)


def _names(front: str, words: Lexicon) -> int | None:
    """Where the name of a measured thing begins: the last that begins a clause, or else the first.

    In "tỷ lệ thương mại điện tử trong tổng mức bán lẻ" the second noun is a part of the name.
    """
    places = [match.start() for match in words.named.finditer(front)]
    begun = [at for at in places if at == 0 or SAID["clause"].search(front, 0, at)]
    return begun[-1] if begun else (places[0] if places else None)


def _alike(parts: Sequence[str]) -> bool:
    """Whether both things begin with the same noun: "chỉ số … và chỉ số …"."""
    nouns = [part.split()[2:4] for part in parts]
    return len(nouns) == 2 and nouns[0] == nouns[1]


_RATED = re.compile(r"[^\d;.,()\n/]{0,40}/\s?1(?:0+|(?:[.,]000)+)\b")
"""A count over so many of something that we have no unit for: "12 máy tính/100 học sinh"."""
_RANK = {"vi": "Thứ hạng về", "en": "Rank in"}
