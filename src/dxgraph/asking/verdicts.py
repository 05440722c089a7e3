"""What is said of a claim: the verdicts, and by which printed figures one is reached."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dxgraph.asking.claims import Claim
from dxgraph.asking.lexicon import Outcome
from dxgraph.asking.statement import Statement
from dxgraph.asking.told import REACHED
from dxgraph.asking.words import texts
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

VERDICTS: Final = texts("verdicts")
"""What is said of a claim, by its slug."""

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


def is_among(claim: Claim, figure: Figure, printed: Sequence[Statement]) -> bool:
    """Whether the figure is printed for the year: then it is not only the nation's."""
    return any(
        s.year == claim.year and _same_number(s.value, s.upper, s.unit, figure) for s in printed
    )


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

    same = [s for s in own if _same_number(s.value, s.upper, s.unit, figure)]
    at_place = [s for s in same if there(s)]
    measured = [o for o in outcomes if o.year == claim.year]
    of_level = [o for o in measured if claim.level in (None, o.level) or o.level in ANY_LEVEL]
    if claim.told == REACHED:
        as_said = [o for o in measured if o.value == figure.value]
        if at_level := [o for o in as_said if _measured_at(claim, o, measured)]:
            worded = {_comparator_of(outcome) for outcome in at_level}
            return (PRINTED_SO if figure.comparator in worded else OTHER_COMPARATOR), [], at_level
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
    if of_another := [
        s
        for s in of_others
        if s.year == claim.year and _same_number(s.value, s.upper, s.unit, figure)
    ]:
        return OTHER_YEAR_OR_LEVEL, of_another, []
    of_nation = [
        s
        for s in national
        if s.year == claim.year
        and _same_number(s.value, s.upper, s.unit, figure)
        and (claim.level is None or s.level in (claim.level, *ANY_LEVEL))
    ]
    if of_nation:
        of_nation.sort(key=lambda s: s.document not in claim.document)
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
    if statement.level in ANY_LEVEL:
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
    if outcome.level in ANY_LEVEL:
        return True
    if claim.level is not None:
        return outcome.level == claim.level
    return len({o.value for o in measured}) == 1


def _comparator_of(outcome: Outcome) -> str:
    """The word that compares what was measured, as it is printed."""
    try:
        return parse_figure(outcome.printed or "").comparator
    except DataError:
        return "equal"


def _same_number(
    value: Decimal | None, upper: Decimal | None, unit: str | None, figure: Figure
) -> bool:
    if value is None or value != figure.value or upper != figure.upper:
        return False
    return _same_unit(unit, figure.unit)


def _same_unit(one: str | None, other: str | None) -> bool:
    units = {one, other}
    return None in units or len(units) == 1 or units == _SHARES
