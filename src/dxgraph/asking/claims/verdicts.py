"""What is said of a claim: the verdicts, and by which printed figures one is reached."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from dxgraph.asking.answer.statement import Statement
from dxgraph.asking.claims.claim import Claim
from dxgraph.asking.claims.quoted import is_quoted, says_comparator
from dxgraph.asking.claims.told import REACHED
from dxgraph.asking.graph.lexicon import Outcome
from dxgraph.asking.language.phrases import heard
from dxgraph.asking.language.words import texts
from dxgraph.errors import DataError
from dxgraph.evidence import Figure, parse_figure
from dxgraph.terms import LEVEL

PRINTED_SO: Final = "printed-so"
OTHER_COMPARATOR: Final = "another-comparator"
OTHER_YEAR_OR_LEVEL: Final = "another-year-or-level"
CONTRADICTED: Final = "contradicted"
NATIONAL: Final = "national"
RESULT: Final = "result"
PROMISE: Final = "promise"
NOT_HELD: Final = "not-held"
NOT_UNDERSTOOD: Final = "not-understood"
IMPLIED: Final = "implied"
"""No verdict that is told: what is printed goes further than the bound that is claimed."""

VERDICTS: Final = texts("verdicts")
"""What is said of a claim, by its slug."""

_BEST_FIRST: Final = (
    *(PRINTED_SO, OTHER_COMPARATOR, OTHER_YEAR_OR_LEVEL, RESULT, PROMISE, NATIONAL),
    *(IMPLIED, CONTRADICTED, NOT_HELD),
)
ANY_LEVEL: Final = frozenset({LEVEL["not-applicable"], LEVEL.all})
_SHARES: Final = frozenset({"percent", "percent-per-year"})


def _of_named(claim: Claim, statements: Sequence[Statement]) -> list[Statement]:
    """What the documents that are named print for the year, and for the level if one is claimed."""
    return [
        s
        for s in statements
        if s.document in claim.document
        and s.year == claim.year
        and (claim.level is None or s.level in (claim.level, *ANY_LEVEL))
    ]


def rank_of(
    verdict: str, shown: Sequence[Sequence[Statement | Outcome]], figure: Figure | None
) -> tuple[int, bool]:
    """The lower, the nearer a reading of a figure is to what is printed."""
    other = not any(figure is not None and s.value == figure.value for s in chain(*shown))
    return _BEST_FIRST.index(verdict), other


def is_of_one_level(claim: Claim, statements: Sequence[Statement]) -> bool:
    """Whether a claim that names no level is printed so, but for single levels."""
    return claim.level is None and all(
        s.year == claim.year
        and s.indicator in claim.indicators
        and s.level not in ANY_LEVEL
        and claim.figure is not None
        and _compares_so(s, claim, claim.figure)
        for s in statements
    )


def weighed(claim: Claim, printed: Sequence[Statement]) -> Sequence[Statement]:
    """Of what is printed for the area that by which a claim is judged: what the document that is
    named prints, if it prints something for the year, or else all. Who names a national document
    may tell a province's goal that carries it out."""
    if not _of_named(claim, printed):
        return printed
    return [s for s in printed if s.document in claim.document]


def of_document_beside(
    claim: Claim,
    shown: Sequence[Statement],
    results: Sequence[Outcome],
    own: Sequence[Statement],
    national: Sequence[Statement],
) -> Sequence[Statement] | None:
    """What the document that is named prints for the nation, where what is shown stands in
    another; None where it need not be told."""
    documents = claim.document
    if not documents or results or _of_named(claim, own):
        return None
    if any(s.document in documents for s in shown):
        return None
    named = _of_named(claim, national)
    return named if shown or named else None


def is_borne_out(claim: Claim, verdict: str, shown: Sequence[Statement | Outcome]) -> bool:
    """Whether a verdict may be told of a claim that is likely of an indicator: where a figure of
    it is printed or measured so, or, where all of its name is said, another one."""
    if claim.likely is None or any(s.indicator != claim.likely.indicator for s in shown):
        return False
    if verdict in (CONTRADICTED, NATIONAL):
        return bool(shown) and claim.likely.whole
    return bool(shown) and verdict != NOT_HELD


def is_among(claim: Claim, figure: Figure, printed: Sequence[Statement]) -> bool:
    """Whether the figure is printed for the year: then it is not only the nation's."""
    return any(s.year == claim.year and _is_printed(s, claim, figure) for s in printed)


def judged(
    claim: Claim,
    figure: Figure,
    own: Sequence[Statement],
    national: Sequence[Statement],
    outcomes: Sequence[Outcome],
    of_others: Sequence[Statement] = (),
) -> tuple[str, list[Statement], list[Outcome]]:
    """The verdict, and what it rests on. The first that holds counts, the best first. `of_others`
    are what the area has for the same, as a share of others."""

    def there(statement: Statement) -> bool:
        return statement.year == claim.year and _level_fits(claim, statement, own)

    same = [s for s in own if _is_printed(s, claim, figure)]
    at_place = [s for s in same if there(s)]
    of_year = [o for o in outcomes if o.year == claim.year]
    measured = [o for o in of_year if o.area in claim.areas]
    of_level = [o for o in measured if claim.level in (None, o.level) or o.level in ANY_LEVEL]
    if claim.told == REACHED:
        as_said = [o for o in measured if o.value == figure.value]
        values = {o.value for o in measured}
        if at_level := [o for o in as_said if _is_of_level(claim, o.level, values)]:
            worded = figure.comparator in map(_comparator_of, at_level)
            return (PRINTED_SO if worded else _worded_otherwise(figure, at_level)), [], at_level
        if as_said:
            return OTHER_YEAR_OR_LEVEL, [], as_said
        if at_place:
            return PROMISE, at_place, of_level
        elsewhere = [o for o in of_year if o not in measured and o.value == figure.value]
        if elsewhere:
            return NATIONAL, [], [*elsewhere, *of_level]
        if within_it := [o for o in of_level if _implies(_comparator_of(o), o.value, None, figure)]:
            return IMPLIED, [], within_it
        return (CONTRADICTED, [], of_level) if of_level else (NOT_HELD, [], [])
    if unlike := [s for s in at_place if _is_yearly(s, claim, figure)]:
        return OTHER_YEAR_OR_LEVEL, unlike, []
    if so := [s for s in at_place if _compares_so(s, claim, figure)]:
        return PRINTED_SO, so, []
    if at_place:
        return OTHER_COMPARATOR, at_place, []
    if same:
        # What is printed so for a level is no other one than that of a claim without.
        of_a_level = [s for s in same if is_of_one_level(claim, [s])]
        # What is printed for the year and the level themselves is told with it.
        other = [s for s in own if there(s)] if not of_a_level else []
        return OTHER_YEAR_OR_LEVEL, [*(of_a_level or same), *other], []
    results = [o for o in of_level if o.value == figure.value]
    if results:
        if figure.comparator in {"equal", *map(_comparator_of, results)}:
            return RESULT, [s for s in own if there(s)], results
        return _worded_otherwise(figure, results), [], results
    if of_another := [
        s for s in of_others if s.year == claim.year and _is_printed(s, claim, figure)
    ]:
        return OTHER_YEAR_OR_LEVEL, of_another, []
    of_nation = [
        s
        for s in national
        if s.year == claim.year
        and _is_printed(s, claim, figure)
        and (claim.level is None or s.level in (claim.level, *ANY_LEVEL))
        and (
            _compares_so(s, claim, figure)
            or s.document in claim.document
            or not any(map(there, own))
        )
    ]
    if of_nation:
        of_nation.sort(key=lambda s: s.document not in claim.document)
        return NATIONAL, [*of_nation, *(s for s in own if there(s))], []
    if within := [s for s in own if there(s) and _is_within(s, figure)]:
        return OTHER_COMPARATOR, within, []
    others = [
        s for s in own if there(s) and s.value is not None and _same_unit(s.unit, figure.unit)
    ]
    implied = [
        s
        for s in others
        if s.value is not None and _implies(s.comparator or "equal", s.value, s.upper, figure)
    ]
    if others:
        return (IMPLIED, implied, []) if implied else (CONTRADICTED, others, [])
    return NOT_HELD, [], []


def _worded_otherwise(figure: Figure, outcomes: Sequence[Outcome]) -> str:
    """The verdict of what was measured with the same number and other words: "under 74%" is
    contradicted by "over 74%"."""
    opposed = _OPPOSED.get(figure.comparator, frozenset())
    return CONTRADICTED if {*map(_comparator_of, outcomes)} <= opposed else OTHER_COMPARATOR


_OPPOSED: Final = {
    "less-than": frozenset({"greater-than", "at-least"}),
    "at-most": frozenset({"greater-than"}),
    "greater-than": frozenset({"less-than", "at-most"}),
    "at-least": frozenset({"less-than"}),
}
"""By a comparator those that say of the same number that it is on the other side."""


def _is_yearly(statement: Statement, claim: Claim, figure: Figure) -> bool:
    """Whether what is printed is so each year, and nothing claims that it is."""
    yearly = statement.unit == "percent-per-year" and figure.unit == "percent"
    return yearly and not heard("each-year", claim.text)


def _is_within(statement: Statement, figure: Figure) -> bool:
    """Whether one number lies in a range that is printed: "35%" of "35–37%"."""
    low, high = statement.value, statement.upper
    if low is None or high is None or figure.upper is not None:
        return False
    return low <= figure.value <= high and _same_unit(statement.unit, figure.unit)


def _implies(comparator: str, value: Decimal, upper: Decimal | None, figure: Figure) -> bool:
    """Whether what is printed lies within the bound that is claimed: over 50 is over 45."""
    low, high = _ends(comparator, value, upper)
    least, most = _ends(figure.comparator, figure.value, figure.upper)
    return least <= low <= high <= most and least < most


def _ends(comparator: str, value: Decimal, upper: Decimal | None) -> tuple[Decimal, Decimal]:
    """Between which numbers a figure lies."""
    if comparator in ("at-least", "greater-than"):
        return value, upper or Decimal("inf")
    if comparator in ("at-most", "less-than", "within-top"):
        return Decimal("-inf"), upper or value
    return value, upper or value


def _above(claim: Claim) -> frozenset[str]:
    """Of which levels a figure goes for the one that is claimed: what is of none is the province's
    own, unless what is counted are places of that level."""
    own = claim.level == LEVEL.province or claim.counts_places
    return ANY_LEVEL if own else frozenset({LEVEL.all})


def _level_fits(claim: Claim, statement: Statement, own: Sequence[Statement]) -> bool:
    """Whether a target is for the level that is claimed."""
    beside = (s for s in own if (s.year, s.document) == (statement.year, statement.document))
    return _is_of_level(claim, statement.level, {(s.value, s.comparator) for s in beside})


def _is_of_level(claim: Claim, level: str, figures: Collection[object]) -> bool:
    """Whether a figure of a level is for the one that is claimed. A claim that names none fits a
    figure for all, and one whose levels all have the same of the `figures`."""
    if claim.level is not None:
        return level in (claim.level, *_above(claim))
    return level in ANY_LEVEL or len(figures) == 1


def _comparator_of(outcome: Outcome) -> str:
    """The word that compares what was measured, as it is printed."""
    try:
        return parse_figure(outcome.printed or "").comparator
    except DataError:
        return "equal"


def _is_printed(statement: Statement, claim: Claim, figure: Figure) -> bool:
    """Whether a figure is that of a statement: the same number, or the very words."""
    if statement.value is None:
        return False
    if is_quoted(statement.printed, claim.text, figure):
        return True
    same = (statement.value, statement.upper) == (figure.value, figure.upper)
    return same and _same_unit(statement.unit, figure.unit)


def _compares_so(statement: Statement, claim: Claim, figure: Figure) -> bool:
    """Whether a figure has the comparator of a statement, or the printed words that say it."""
    if statement.comparator in (figure.comparator, claim.shared):
        return True
    return is_quoted(statement.printed, claim.text, figure) and says_comparator(statement)


def _same_unit(one: str | None, other: str | None) -> bool:
    units = {one, other}
    if "count" in units and any(unit and unit.startswith("per-") for unit in units):
        return True  # "12 người" of ten thousand: the noun is read, not of how many
    return None in units or len(units) == 1 or units == _SHARES
