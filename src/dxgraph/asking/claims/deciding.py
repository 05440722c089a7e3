"""What the graph says of a claim: the verdict, what it rests on, and why there is none.

What a claim does not say is not filled in, and what bears two readings is not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dxgraph.asking.answer.asker import Asker
from dxgraph.asking.answer.statement import Row, Statement, statement_of
from dxgraph.asking.answer.wording import headed, listed, say
from dxgraph.asking.claims.claim import Claim
from dxgraph.asking.claims.own_goals import unread
from dxgraph.asking.claims.report import Checked
from dxgraph.asking.claims.told import (
    DENIED,
    OPEN,
    PLAIN,
    PROMISED,
    REACHED,
    SUPPOSED,
    UNTOLD,
    without,
)
from dxgraph.asking.claims.verdict_words import VerdictWords
from dxgraph.asking.claims.verdicts import (
    ANY_LEVEL,
    CONTRADICTED,
    IMPLIED,
    NOT_HELD,
    NOT_UNDERSTOOD,
    OTHER_COMPARATOR,
    PRINTED_SO,
    VERDICTS,
    is_among,
    is_borne_out,
    judged,
    of_document_beside,
    rank_of,
    weighed,
)
from dxgraph.asking.graph.lexicon import MEASURERS, Lexicon, Outcome
from dxgraph.asking.interpret.another import measured_by_others
from dxgraph.asking.interpret.records import other_bodies
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.understand.question import Understood, language_of
from dxgraph.catalogue.choices import Ask
from dxgraph.evidence import Figure, Language
from dxgraph.terms import VIET_NAM


async def decided(
    asker: Asker, claim: Claim, lexicon: Lexicon, language: Language, ask: Ask
) -> Checked:
    """What the graph says of a claim; of one that names no indicator whole as far as what it is
    likely of bears it out."""
    if claim.likely is not None and not claim.indicators:
        read = replace(claim, indicators=(claim.likely.indicator,))
        checked = await _checked(asker, read, lexicon, language, ask)
        if is_borne_out(checked.claim, checked.verdict, (*checked.statements, *checked.outcomes)):
            return checked
    return await _checked(asker, replace(claim, likely=None), lexicon, language, ask)


async def _checked(
    asker: Asker, claim: Claim, lexicon: Lexicon, language: Language, ask: Ask
) -> Checked:
    async def held(areas: Iterable[str], indicator: str) -> list[Statement]:
        return [
            statement
            for area in areas
            if any(lexicon.having(area=area, indicator=indicator))
            for statement in await _statements(asker, ask, area, indicator, lexicon, language)
        ]

    lacking = _lacking(claim)
    if lacking or claim.figure is None:
        alike = [
            statement
            for other in _of_like_figure(claim, lexicon)
            for statement in await held(claim.areas, other)
            if statement.year == claim.year and _has_figure(statement, claim.figure)
        ]
        return _not_understood(claim, language, lacking, alike, lexicon)
    [indicator] = claim.indicators

    printed = await held(claim.areas, indicator)
    national = await held({VIET_NAM} - {*claim.areas}, indicator)
    if heard("draft", claim.text):
        # What a draft says is told by what is held of drafts.
        printed = [s for s in printed if _is_of_draft(s, lexicon)]
        national = []
        if not any(s.year == claim.year for s in printed):
            return _not_understood(claim, language, ["who-set-it"])
    own = weighed(claim, printed)
    figures = (claim.figure, *claim.otherwise)
    if own is not printed and any(is_among(claim, figure, printed) for figure in figures):
        national = []
    outcomes = _outcomes(claim, lexicon, language)
    if outcomes is None:
        return _not_understood(claim, language, ["who-measured-it"])
    of_others = [
        statement
        for other in sorted(lexicon.of_others(indicator))
        for statement in await held(claim.areas, other)
    ]
    claim = _told_by_what_is_held(claim, outcomes)
    ways = {OPEN: (PROMISED, REACHED), PLAIN: (REACHED, PROMISED)}.get(claim.told, (claim.told,))
    readings = [
        (figure, judged(replace(claim, told=way), figure, own, national, outcomes, of_others))
        for way in ways
        for figure in figures
    ]
    figure, (verdict, shown, results) = min(
        readings, key=lambda reading: rank_of(reading[1][0], reading[1][1:], reading[0])
    )
    said = {other for beside, (other, *_) in readings if beside is figure}
    if claim.told == OPEN and len(said) > 1:
        return _not_understood(claim, language, ["which-of-both"])
    if claim.told == PLAIN and shown and verdict in (PRINTED_SO, OTHER_COMPARATOR):
        of_year = [o for o in outcomes if o.year == claim.year and o.area in claim.areas]
        return _not_understood(claim, language, ["which-of-both"], shown, lexicon, of_year)
    if verdict == IMPLIED:
        return _not_understood(claim, language, ["which-bound"], shown, lexicon, results)
    if shown and _is_of_another_body(claim, shown, lexicon, language):
        return _not_understood(claim, language, ["who-set-it"])
    rose = claim.told != PROMISED and verdict != CONTRADICTED
    if rose and results and _moved_otherwise(claim.text, results[0], lexicon):
        return _not_understood(claim, language, ["the-place-before"])
    if verdict == NOT_HELD and not printed and _has_another_place(claim, figure, lexicon):
        return _not_understood(claim, language, ["the-indicator"])
    claim = replace(claim, figure=figure)
    beside = of_document_beside(claim, shown, results, own, national)
    teller = VerdictWords(claim, lexicon, language)
    measured = [outcome for outcome in outcomes if outcome.area in claim.areas]
    return Checked(
        claim,
        language,
        verdict,
        teller.verdict(verdict, shown),
        teller.sentence(verdict, shown, results, own, measured, beside),
        (*shown, *(beside or ())),
        tuple(results),
        beside is not None,
    )


def _told_by_what_is_held(claim: Claim, outcomes: Sequence[Outcome]) -> Claim:
    """A claim that no word tells as promised or reached is told plainly where something was
    measured for what it names, and else as promised."""
    if claim.told != UNTOLD:
        return claim
    measured = any(
        o.year == claim.year
        and o.area in claim.areas
        and (claim.level in (None, o.level) or o.level in ANY_LEVEL)
        for o in outcomes
    )
    return replace(claim, told=PLAIN if measured else PROMISED)


def _lacking(claim: Claim) -> list[str]:
    """What a claim must say to be decided, and does not, by how the files of words say it."""
    if claim.is_long:
        return ["the-sentence"]
    each = {
        "the-area": not claim.areas,
        "the-indicator": len(claim.indicators) != 1,
        "the-year": claim.year is None,
        "whether-denied": claim.told == DENIED,
        "who-set-it": claim.told == SUPPOSED,
    }
    return [name for name, missing in each.items() if missing]


def _outcomes(claim: Claim, lexicon: Lexicon, language: Language) -> list[Outcome] | None:
    """What was measured in the areas of a claim and in the nation, among as many provinces and by
    whom it says; None where it reports what only others measured."""
    measured = [
        outcome
        for outcome in lexicon.measured((*claim.areas, VIET_NAM), claim.indicators)
        if not outcome.universe.startswith("provinces") or claim.among in ("", outcome.universe)
    ]
    said = without("aside", claim.text, language)
    denied = [b for b in MEASURERS if heard(f"by-{b}", claim.text) and not heard(f"by-{b}", said)]
    others = measured_by_others(said, measured)
    left = [o for o in measured if o not in others and o.by not in denied]
    own = any(o.year == claim.year and o.area in claim.areas for o in left)
    return (
        None if not own and (denied or (others and claim.told not in (PROMISED, UNTOLD))) else left
    )


def _moved_otherwise(text: str, result: Outcome, lexicon: Lexicon) -> bool:
    """Whether a place in a ranking is said to be a rise, a fall or the same, and is not, or it is
    not known, by the place of the year before."""
    signs = [sign for name, sign in _MOVES.items() if heard(name, text)]
    if lexicon.units.get(result.indicator) != "rank" or not signs:
        return False
    before = [
        outcome.value
        for outcome in lexicon.measured([result.area], [result.indicator])
        if (outcome.year or 0) + 1 == result.year and outcome.universe == result.universe
    ]
    moved = {(value > result.value) - (value < result.value) for value in before}
    return moved != set(signs)


_MOVES = {"up": 1, "down": -1, "kept": 0}


def _is_of_another_body(
    claim: Claim, shown: Sequence[Statement], lexicon: Lexicon, language: Language
) -> bool:
    """Whether a body or a congress is said to have set what documents of others have."""
    documents = [s.document for s in shown if s.document]
    names = [name for d in documents for name in lexicon.labels.get(d, {}).values()]
    if not documents or not all(map(_NUMBERED.search, names)):
        return False
    congress = heard("congress", claim.text) and not any(heard("congress", n) for n in names)
    spoken = language_of(claim.text)
    said = without("idle", without("aside", claim.text, spoken), spoken)
    named, counted = (
        other_bodies(Understood(text, language), documents, lexicon)
        for text in (said, lexicon.label(claim.indicators[0], language))
    )
    return bool(congress or (named and not counted))


_NUMBERED = re.compile(r"\d[-/](?!\d)\w")
"""The number in what a document is called."""


def _has_another_place(claim: Claim, figure: Figure, lexicon: Lexicon) -> bool:
    """Whether the areas of a claim of a place seek this place in what is called otherwise."""
    facts = [fact for area in claim.areas for fact in lexicon.having(area=area)]
    units = lexicon.units
    return units.get(claim.indicators[0]) == "rank" and any(
        fact.value == figure.value and units.get(fact.indicator) == "rank" for fact in facts
    )


def _is_of_draft(statement: Statement, lexicon: Lexicon) -> bool:
    titles = lexicon.labels.get(statement.document or "", {}).values()
    return any(heard("draft", title) for title in titles)


def _of_like_figure(claim: Claim, lexicon: Lexicon) -> list[str]:
    """The indicators of which the areas of a claim have goals for its year with its figure, and
    half of whose name its sentence holds; the nearest first."""
    if not claim.year or claim.figure is None:
        return []
    facts = (f for area in claim.areas for f in lexicon.having(area=area, year=claim.year))
    named = {f.indicator for f in facts if f.value == claim.figure.value}
    return lexicon.near((w.folded for w in words_of(claim.text)), named, least=0)[:_MOST_ALIKE]


def _has_figure(statement: Statement, figure: Figure | None) -> bool:
    shares = {statement.unit == "percent", figure is not None and figure.unit == "percent"}
    return figure is not None and statement.value == figure.value and len(shares) == 1


_MOST_ALIKE = 3


def _not_understood(
    claim: Claim,
    language: Language,
    lacking: Sequence[str],
    alike: Sequence[Statement] = (),
    lexicon: Lexicon | None = None,
    outcomes: Sequence[Outcome] = (),
) -> Checked:
    verdict = VERDICTS[NOT_UNDERSTOOD][language]
    named, strange = True, tuple[str, ...]()
    if lexicon and "the-indicator" in lacking:
        spoken = language_of(claim.text)
        named, strange = unread(without("aside", claim.text, spoken), lexicon, spoken)
    left = [words for words in lacking if not (strange and named and words == "the-indicator")]
    missing = listed([say(language, words) for words in left], language)
    what = [say(language, "not-clear", missing=missing)] if left else []
    if strange:
        quoted = ", ".join(f"“{word}”" for word in strange)
        what.append(say(language, "strange-words", words=quoted))
    sentence = f"{headed(verdict)}: {'; '.join(what)}."
    implied = "which-bound" in lacking
    if (alike or outcomes) and lexicon:
        how = "implied" if implied else "goal-and-result" if outcomes else "held-alike"
        sentence += " " + VerdictWords(claim, lexicon, language).alike(how, alike, outcomes)
    return Checked(
        claim,
        language,
        NOT_UNDERSTOOD,
        verdict,
        sentence,
        tuple(alike) if implied else (),
        tuple(outcomes),
        alike=() if implied else tuple(alike),
        unread=strange,
    )


async def _statements(
    asker: Asker, ask: Ask, area: str, indicator: str, lexicon: Lexicon, language: Language
) -> list[Statement]:
    rows: Iterable[Row] = await asker.rows(
        ask, "targets-of-area", {"area": area, "indicator": indicator, "lang": language}
    )
    found: dict[str, Statement] = {}
    for row in rows:
        found.setdefault(row["target"], statement_of(row, lexicon, language))
    return list(found.values())
