"""A claim, checked: is this figure printed so, and if not, what is?

A claim is an area, an indicator, a year, perhaps a level, and a figure; it is given in parts, or
as a sentence that is taken apart: its figures are read as those of source texts are
(:mod:`dxgraph.evidence`), its names as those of questions. What a sentence does not say is not
filled in: a claim without an area, an indicator or a year is not decided.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from dxgraph.asking import cues
from dxgraph.asking.answering import Asker, areas_named
from dxgraph.asking.lexicon import NATION, Lexicon, Outcome
from dxgraph.asking.loading import LANGUAGES
from dxgraph.asking.names import Word, is_optional, words_of
from dxgraph.asking.question import language_of, with_marks
from dxgraph.asking.statement import Row, Statement, statement_of
from dxgraph.asking.understanding import (
    LONGEST,
    is_amount,
    open_words,
    understand,
)
from dxgraph.asking.wording import figure_words, headed, listed, place_words, say
from dxgraph.bilingual import Both
from dxgraph.catalogue.choices import Ask
from dxgraph.catalogue.parameters import short_form
from dxgraph.errors import DataError, UsageError
from dxgraph.evidence import Figure, Language, find_figures, parse_figure
from dxgraph.evidence.words import WORDS
from dxgraph.search import fold
from dxgraph.terms import COMPARATOR, INDICATOR, LEVEL

PRINTED_SO: Final = "printed-so"
OTHER_COMPARATOR: Final = "another-comparator"
OTHER_YEAR_OR_LEVEL: Final = "another-year-or-level"
CONTRADICTED: Final = "contradicted"
NATIONAL: Final = "national"
RESULT: Final = "result"
PROMISE: Final = "promise"
NOT_HELD: Final = "not-held"
NOT_UNDERSTOOD: Final = "not-understood"

VERDICTS: Final[Mapping[str, Mapping[Language, str]]] = {
    PRINTED_SO: {"vi": "in đúng như vậy", "en": "printed so"},
    OTHER_COMPARATOR: {
        "vi": "có in, nhưng với từ so sánh khác",
        "en": "printed with another comparator",
    },
    OTHER_YEAR_OR_LEVEL: {
        "vi": "có in, nhưng cho năm hoặc cấp khác",
        "en": "printed for another year or level",
    },
    CONTRADICTED: {"vi": "trái với con số được in", "en": "contradicted"},
    NATIONAL: {
        "vi": "là con số quốc gia, không phải của tỉnh",
        "en": "national, not the province's",
    },
    RESULT: {"vi": "là kết quả đo, không phải cam kết", "en": "a result, not a promise"},
    PROMISE: {"vi": "là cam kết, không phải kết quả đo", "en": "a promise, not a result"},
    NOT_HELD: {
        "vi": "không tìm thấy con số nào với những gì đã hiểu",
        "en": "no figure found for what was understood",
    },
    NOT_UNDERSTOOD: {"vi": "chưa hiểu, nên chưa kết luận", "en": "not understood, so not decided"},
}
"""What is said of a claim, by its slug."""

_ANY_LEVEL: Final = frozenset({LEVEL["not-applicable"], LEVEL.all})
_SHARES: Final = frozenset({"percent", "percent-per-year"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, in parts; a part that is missing is None."""

    text: str
    areas: tuple[str, ...]
    """What the named place may be: a province before and after a merger."""
    indicators: tuple[str, ...]
    year: int | None
    figure: Figure | None
    level: str | None = None
    document: tuple[str, ...] = ()
    result: bool = False
    """Whether it says that this was reached, not that it was promised."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with what the graph says of it."""

    claim: Claim
    language: Language
    verdict: str
    sentence: str
    statements: tuple[Statement, ...]
    """What it rests on: the printed figures that agree or differ."""
    outcomes: tuple[Outcome, ...] = ()

    def data(self, lexicon: Lexicon) -> dict[str, Any]:
        claim, figure = self.claim, self.claim.figure
        return {
            "claim": {
                "text": claim.text,
                "areas": [short_form(iri) for iri in claim.areas],
                "indicators": [short_form(iri) for iri in claim.indicators],
                "year": claim.year,
                "level": short_form(claim.level) if claim.level else None,
                "documents": [short_form(iri) for iri in claim.document],
                "comparator": figure.comparator if figure else None,
                "value": str(figure.value) if figure else None,
                "unit": figure.unit if figure else None,
            },
            "verdict": self.verdict,
            "verdict_in_words": VERDICTS[self.verdict][self.language],
            "sentence": self.sentence,
            "statements": [s.data(lexicon, self.language) for s in self.statements],
            "results": [
                {
                    "iri": outcome.iri,
                    "label": outcome.labels.get(self.language, outcome.iri),
                    "value": str(outcome.value),
                    "year": outcome.year,
                    "place": outcome.place,
                    "address": outcome.address,
                }
                for outcome in self.outcomes
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of each figure of a text, or of the one claim that was given in parts."""

    language: Language
    snapshot: str
    checked: tuple[Checked, ...]
    lexicon: Lexicon = field(repr=False)

    @property
    def all_printed_so(self) -> bool:
        """Whether there is a claim, and each is printed so."""
        return bool(self.checked) and all(c.verdict == PRINTED_SO for c in self.checked)

    def data(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "language": self.language,
            "snapshot": self.snapshot,
            "all_printed_so": self.all_printed_so,
            "claims": [checked.data(self.lexicon) for checked in self.checked],
        }

    def text(self) -> str:
        """The report for a terminal."""
        if not self.checked:
            return say(self.language, "Không có con số nào.", "There is no figure in it.") + "\n"
        return "".join(f"{checked.claim.text}\n  {checked.sentence}\n" for checked in self.checked)


async def check(
    asker: Asker,
    *,
    area: str,
    indicator: str,
    year: int,
    value: str,
    comparator: str | None = None,
    level: str | None = None,
    language: Language | None = None,
    ask: Ask | None = None,
) -> Report:
    """Check one claim given in parts: things by their slugs or names, an indicator by words too.

    `value` is a figure as it is printed ("25%", "trên 25%"); `comparator`, a slug or words, goes
    before the one that is read from it. Raises UsageError for a figure or a comparator that cannot
    be read, and what asking raises.
    """
    digest, lexicon = await asker.lexicon()
    spoken = language or language_of(f"{area} {indicator} {value} {comparator or ''}")
    figure = _figure(value, comparator, spoken)
    text = " ".join(part for part in (area, indicator, level, str(year), comparator, value) if part)
    claim = Claim(
        text,
        areas_named(area, lexicon),
        _indicator(indicator, lexicon),
        year,
        figure,
        _level(level, lexicon),
    )
    checked = await _check(asker, claim, lexicon, spoken, ask or asker.ask)
    return Report(spoken, digest, (checked,), lexicon)


async def check_text(
    asker: Asker, text: str, *, language: Language | None = None, ask: Ask | None = None
) -> Report:
    """Check each figure of a text, sentence by sentence. Raises what asking raises."""
    digest, lexicon = await asker.lexicon()
    text = unicodedata.normalize("NFC", text)
    spoken = language or language_of(text)
    checked = [
        await _check(asker, claim, lexicon, spoken, ask or asker.ask)
        for sentence in _sentences(text)
        for claim in _claims(sentence, lexicon, spoken)
    ]
    return Report(spoken, digest, tuple(checked), lexicon)


# --- From words to claims ---------------------------------------------------------------------


def _sentences(text: str) -> list[str]:
    """The sentences of a text. A point between digits, or within an abbreviation, ends none."""
    found, begin = [], 0
    for at, sign in enumerate(text):
        after = text[at + 1 : at + 3]
        ends = sign == "\n" or (
            sign in ".!?;…" and (not after or (after[0].isspace() and not after[1:].islower()))
        )
        if ends:
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    return [part for part in (*found, text[begin:].strip()) if part]


def _claims(sentence: str, lexicon: Lexicon, language: Language) -> list[Claim]:
    """The claims of a sentence, one a figure: what the sentence names goes for each of them.

    Where it names two years, two levels or two places, which figure belongs to which is not
    guessed.
    """
    found = understand(sentence, lexicon)
    figures = [
        figure
        for figure in find_figures(with_marks(sentence, language), language)
        if not _is_year(figure, sentence) and not _within_name(figure, sentence, lexicon)
    ]
    # Of a sentence that is too long to be read whole nothing is concluded.
    areas = found.areas[0] if len(found.areas) == 1 and len(sentence) <= LONGEST else ()
    if not found.areas and found.documents:
        areas = tuple(
            dict.fromkeys(
                lexicon.territory[d] for d in found.documents[0] if d in lexicon.territory
            )
        )
    elif not found.areas and "national" in found.cues:
        areas = (NATION,)
    year = found.years[0] if len(found.years) == 1 else None
    documents = found.documents[0] if len(found.documents) == 1 else ()
    several_levels = len({part.iris for part in found.parts if part.kind == "level"}) > 1
    result = cues.RESULT in found.cues and cues.PROMISE not in found.cues
    claims = []
    for number, figure in enumerate(figures):
        begin = figures[number - 1].end if number else 0
        end = figures[number + 1].begin if number + 1 < len(figures) else len(sentence)
        indicators = () if several_levels else _named_within(sentence[begin:end], lexicon)
        claims.append(
            Claim(sentence, areas, indicators, year, figure, found.level, documents, result)
        )
    return claims


def _is_year(figure: Figure, text: str) -> bool:
    printed = "".join(text[begin:end] for begin, end in figure.numbers)
    return figure.unit in (None, "count") and len(printed) == 4 and printed[:2] in ("19", "20")


def _within_name(figure: Figure, text: str, lexicon: Lexicon) -> bool:
    """Whether a number is part of a name: a document's number, "749", a level of service."""
    words = words_of(text)
    for at in range(len(words)):
        lengths = [
            length
            for length, mention in lexicon.mentions(words, at)
            if mention.kind == "document" and not is_amount(words[at], text)
        ]
        lengths.append(lexicon.whole_names(words, at))
        if length := max(lengths):
            begin, end = words[at].begin, words[at + length - 1].end
            if any(begin <= first and last <= end for first, last in figure.numbers):
                return True
    return False


def _named_within(sentence: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The indicators whose names a sentence holds: all words of a name, as near as can be.

    The longest name counts. Another that is as long, or that shares no word with it, is given too:
    then it is open which one the figure belongs to. A word that is open stands neither between the
    words of a name nor beside them: "doanh nghiệp công nghệ số" holds no "doanh nghiệp số".
    """
    words = open_words(sentence, lexicon)
    said = {word.folded: word for word, _ in words}
    best: list[tuple[float, str, frozenset[str]]] = []
    for name in lexicon.names_within(said):
        if len(name.content) < 2 and len(name.whole) > 1:
            continue
        own = {word.folded: word for word in name.whole}
        content = frozenset(name.content)
        if all(said[w].marks in ("", own[w].marks) for w in content) and _stands_alone(
            content, words, sentence
        ):
            best.append((lexicon.heavy(content), name.iri, content))
    if not best:
        return ()
    best.sort(key=lambda item: (-item[0], item[1]))
    top, _, content = best[0]
    return tuple(
        dict.fromkeys(iri for weight, iri, own in best if weight == top or not own & content)
    )


def _stands_alone(
    content: frozenset[str], words: Sequence[tuple[Word, bool]], sentence: str
) -> bool:
    """Whether words of a name stand together somewhere, without open words between or beside."""
    places = [at for at, (word, _) in enumerate(words) if word.folded in content]
    spans = (
        (first, last)
        for begin, first in enumerate(places)
        for last in places[begin:]
        if content <= {words[at][0].folded for at in places if first <= at <= last}
    )
    # The narrowest: the first one from each beginning.
    narrow: dict[int, int] = {}
    for first, last in spans:
        narrow.setdefault(first, last)
    return any(
        not any(
            is_open and word.folded not in content and not is_optional(word)
            for word, is_open in words[
                _joined(first, words, sentence, -1) : _joined(last, words, sentence, 1) + 1
            ]
        )
        for first, last in narrow.items()
    )


def _joined(at: int, words: Sequence[tuple[Word, bool]], sentence: str, step: int) -> int:
    """The place of the word beside another, or its own where a sign or nothing stands between."""
    other = at + step
    if not 0 <= other < len(words):
        return at
    first, second = sorted((words[at][0], words[other][0]), key=lambda word: word.begin)
    return at if sentence[first.end : second.begin].strip() else other


def _figure(value: str, comparator: str | None, language: Language) -> Figure:
    text = with_marks(unicodedata.normalize("NFC", value), language)
    try:
        figure = parse_figure(text, language)
    except DataError as error:
        raise UsageError(
            Both(
                f"value={value!r} không phải là một con số đọc được.",
                f"value={value!r} is no figure that can be read: {error}",
            ),
            remedy=Both(
                "Hãy ghi như 25%, “trên 25%” hoặc “tối thiểu 800”.",
                "Write it like 25%, “trên 25%” or “more than 800”.",
            ),
            parameter="value",
        ) from error
    if comparator is None or not comparator.strip():
        return figure
    return Figure(_comparator(comparator), figure.value, figure.upper, figure.unit)


_COMPARATORS: Final = (
    *("equal", "at-least", "greater-than", "at-most", "less-than", "approximately", "within-top"),
)


def _comparator(text: str) -> str:
    slug = text.strip().removeprefix(COMPARATOR).removeprefix("comparator:")
    if slug in _COMPARATORS:
        return slug
    # Words go before what only folds to the same: "tren" is "trên", "trên" is nothing else.
    for same in (str.strip, fold):
        for language in LANGUAGES:
            for words, meant in WORDS[language].before.items():
                if meant in _COMPARATORS and same(words) and same(words) == same(text.lower()):
                    return meant
    listed_slugs = ", ".join(_COMPARATORS)
    raise UsageError(
        Both(
            f"comparator={text!r} không phải là dấu so sánh.",
            f"comparator={text!r} is no comparator.",
        ),
        remedy=Both(f"Hãy chọn một trong: {listed_slugs}.", f"Choose one of: {listed_slugs}."),
        parameter="comparator",
        choices=list(_COMPARATORS),
    )


def _indicator(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    iri = text if text.startswith(INDICATOR) else INDICATOR[text.removeprefix("indicator:")]
    if iri in lexicon.classes:
        return (iri,)
    found = understand(text, lexicon)
    return () if found.unknown or found.areas else found.indicators


def _level(text: str | None, lexicon: Lexicon) -> str | None:
    if text is None or not text.strip():
        return None
    iri = text if text.startswith(LEVEL) else LEVEL[text.removeprefix("level:")]
    if iri in lexicon.classes:
        return iri
    if (level := understand(text, lexicon).level) is not None:
        return level
    raise UsageError(
        Both(f"level={text!r} không phải là một cấp.", f"level={text!r} is no level."),
        remedy=Both(
            "Hãy ghi như province, district hoặc commune.",
            "Write it like province, district or commune.",
        ),
        parameter="level",
    )


# --- What the graph says ----------------------------------------------------------------------


async def _check(
    asker: Asker, claim: Claim, lexicon: Lexicon, language: Language, ask: Ask
) -> Checked:
    lacking = [
        say(language, *words)
        for missing, words in (
            (not claim.areas, ("địa bàn", "the area")),
            (len(claim.indicators) != 1, ("chỉ số", "the indicator")),
            (claim.year is None, ("năm", "the year")),
        )
        if missing
    ]
    if lacking or claim.figure is None:
        what = listed(lacking, language)
        verdict = headed(VERDICTS[NOT_UNDERSTOOD][language])
        sentence = f"{verdict}: {say(language, 'chưa rõ', 'not clear:')} {what}."
        return Checked(claim, language, NOT_UNDERSTOOD, sentence, ())
    indicator = claim.indicators[0]
    own = [
        statement
        for area in claim.areas
        for statement in await _statements(asker, ask, area, indicator, language)
        if not claim.document or statement.document in claim.document
    ]
    national = (
        [] if NATION in claim.areas else await _statements(asker, ask, NATION, indicator, language)
    )
    outcomes = [
        outcome
        for outcome in lexicon.outcomes
        if outcome.area in claim.areas and outcome.indicator == indicator
    ]
    verdict, shown, results = _judge(claim, claim.figure, own, national, outcomes)
    teller = _Said(claim, lexicon, language)
    return Checked(
        claim,
        language,
        verdict,
        teller.sentence(verdict, shown, results, own, outcomes),
        tuple(shown),
        tuple(results),
    )


async def _statements(
    asker: Asker, ask: Ask, area: str, indicator: str, language: Language
) -> list[Statement]:
    rows: Iterable[Row] = await asker.rows(
        ask, "targets-of-area", {"area": area, "indicator": indicator, "lang": language}
    )
    found: dict[str, Statement] = {}
    for row in rows:
        found.setdefault(row["target"], statement_of(row, language))
    return list(found.values())


def _judge(
    claim: Claim,
    figure: Figure,
    own: Sequence[Statement],
    national: Sequence[Statement],
    outcomes: Sequence[Outcome],
) -> tuple[str, list[Statement], list[Outcome]]:
    """The verdict, and what it rests on. The first that holds counts, the best first."""

    def there(statement: Statement) -> bool:
        return statement.year == claim.year and _level_fits(claim, statement, own)

    same = [s for s in own if _same_number(s.value, s.upper, s.unit, figure)]
    at_place = [s for s in same if there(s)]
    measured = [o for o in outcomes if o.year == claim.year]
    of_level = [o for o in measured if claim.level in (None, o.level) or o.level in _ANY_LEVEL]
    if claim.result:
        as_said = [o for o in measured if o.value == figure.value]
        if at_level := [o for o in as_said if _measured_at(claim, o, measured)]:
            return PRINTED_SO, [], at_level
        if as_said:
            return OTHER_YEAR_OR_LEVEL, [], as_said
        if at_place:
            return PROMISE, at_place, of_level
        return (CONTRADICTED, [], of_level) if of_level else (NOT_HELD, [], [])
    if so := [s for s in at_place if s.comparator == figure.comparator]:
        return PRINTED_SO, so, []
    if at_place:
        return OTHER_COMPARATOR, at_place, []
    if same:
        return OTHER_YEAR_OR_LEVEL, same, []
    results = [o for o in of_level if o.value == figure.value]
    if results:
        return RESULT, [s for s in own if there(s)], results
    of_nation = [
        s
        for s in national
        if s.year == claim.year
        and _same_number(s.value, s.upper, s.unit, figure)
        and (claim.level is None or s.level in (claim.level, *_ANY_LEVEL))
    ]
    if of_nation:
        return NATIONAL, [*of_nation, *(s for s in own if there(s))], []
    others = [
        s for s in own if there(s) and s.value is not None and _same_unit(s.unit, figure.unit)
    ]
    if others:
        return CONTRADICTED, others, []
    return NOT_HELD, [], []


def _level_fits(claim: Claim, statement: Statement, own: Sequence[Statement]) -> bool:
    """Whether a target is for the level that is claimed. A claim that names none fits a target for
    all, and one whose levels all have the same figure."""
    if statement.level in _ANY_LEVEL:
        return True
    if claim.level is not None:
        return statement.level == claim.level
    beside = {
        (s.value, s.comparator)
        for s in own
        if s.year == statement.year and s.document == statement.document
    }
    return len(beside) == 1


def _measured_at(claim: Claim, outcome: Outcome, measured: Sequence[Outcome]) -> bool:
    """Whether what was measured is of the level that is claimed, as for targets."""
    if outcome.level in _ANY_LEVEL:
        return True
    if claim.level is not None:
        return outcome.level == claim.level
    return len({o.value for o in measured}) == 1


def _same_number(
    value: Decimal | None, upper: Decimal | None, unit: str | None, figure: Figure
) -> bool:
    if value is None or value != figure.value or upper != figure.upper:
        return False
    return _same_unit(unit, figure.unit)


def _same_unit(one: str | None, other: str | None) -> bool:
    units = {one, other}
    return None in units or len(units) == 1 or units == _SHARES


class _Said:
    """What is said of one claim."""

    def __init__(self, claim: Claim, lexicon: Lexicon, language: Language) -> None:
        self.claim, self.lexicon, self.language = claim, lexicon, language

    def say(self, vi: str, en: str) -> str:
        return say(self.language, vi, en)

    def sentence(
        self,
        verdict: str,
        shown: Sequence[Statement],
        results: Sequence[Outcome],
        own: Sequence[Statement],
        outcomes: Sequence[Outcome],
    ) -> str:
        parts = [headed(VERDICTS[verdict][self.language])]
        figure = self.claim.figure
        if figure is not None:
            claimed = figure_words(
                figure.comparator, figure.value, figure.upper, figure.unit, self.language
            )
            parts[0] += f" ({claimed})"
        if results:
            parts.append("; ".join(map(self._result, results)))
        if shown:
            parts.append("; ".join(map(self._statement, shown)))
        if verdict == NOT_HELD:
            parts.append(self._looked_for(own, outcomes))
        return ": ".join(part for part in parts if part) + "."

    def _statement(self, statement: Statement) -> str:
        names = [self.lexicon.label(statement.area, self.language)]
        if statement.level not in _ANY_LEVEL:
            names.append(self.lexicon.label(statement.level, self.language).lower())
        if statement.year:
            names.append(self.say(f"đến năm {statement.year}", f"by {statement.year}"))
        said = f"{', '.join(names)}, {statement.figure}"
        if statement.printed:
            said += self.say(
                f", in là “{statement.printed}”", f", printed as “{statement.printed}”"
            )
        document = self.lexicon.label(statement.document or "", self.language)
        return f"{said} ({document}; {statement.place_words})"

    def _result(self, outcome: Outcome) -> str:
        label = outcome.labels.get(self.language, outcome.iri)
        return f"{label} ({place_words(outcome.place, self.language)})"

    def _looked_for(self, own: Sequence[Statement], outcomes: Sequence[Outcome]) -> str:
        """Where it was looked for; and that what was not read is not known."""
        parts = []
        years = sorted({s.year for s in own if s.year})
        if years:
            shown = listed(list(map(str, years)), self.language)
            parts.append(
                self.say(
                    f"về chỉ số này chỉ có mục tiêu cho {shown}",
                    f"for this indicator there are targets for {shown} only",
                )
            )
        measured = sorted({outcome.year for outcome in outcomes if outcome.year})
        if measured:
            shown = listed(list(map(str, measured)), self.language)
            parts.append(
                self.say(f"có kết quả đo của năm {shown}", f"there are measured results of {shown}")
            )
        for area in self.claim.areas:
            documents = self.lexicon.documents_of(area)
            whole = [
                self.lexicon.label(d, self.language)
                for d, e in documents.items()
                if e == "complete"
            ]
            if whole:
                names = listed(whole, self.language)
                parts.append(
                    self.say(
                        f"đã tìm trong {names}, đọc trọn", f"looked for in {names}, read whole"
                    )
                )
            rest = len(documents) - len(whole)
            name = self.lexicon.label(area, self.language)
            if rest:
                parts.append(
                    self.say(
                        f"{rest} văn bản của {name} chưa được đọc trọn, nên không rõ",
                        f"{rest} documents of {name} were not read whole, so it is not known",
                    )
                )
            elif not documents:
                parts.append(
                    self.say(
                        f"chưa có văn bản nào của {name}, nên không rõ",
                        f"there is no document of {name} yet, so it is not known",
                    )
                )
        return "; ".join(parts)
