"""Where a target stands on a day, by what was measured and by what its province declares.

The rules are those of ``docs/decisions/0010-how-a-target-stands.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal

from dxgraph.terms import COMPARATOR, DIRECTION, METHOD, PROGRESS_REASON, PROGRESS_STATE, UNIT

DECLARED = METHOD["declared-by-province"]
"""The method of a figure that a province gives of itself, without saying who measured it."""

_ABOUT = COMPARATOR["approximately"]
STRICT = frozenset({COMPARATOR["greater-than"], COMPARATOR["less-than"]})
_FLOORS = frozenset({COMPARATOR["at-least"], COMPARATOR["greater-than"]})
_CEILINGS = frozenset({COMPARATOR["at-most"], COMPARATOR["less-than"]})


@dataclass(frozen=True, slots=True)
class Figure:
    """What a target or an outcome says, as far as its standing depends on it."""

    iri: str
    indicator: str
    area: str
    level: str
    when: str
    """The deadline of a target, the year of an outcome."""
    direction: str = ""
    value: Decimal | None = None
    upper: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    universe: str = ""
    method: str = ""
    printed: bool = True
    """Whether a place is known where it is printed."""

    @property
    def year(self) -> int:
        return int(self.when[:4])

    @property
    def fewer(self) -> bool:
        """Whether less of it is better."""
        return self.direction == DIRECTION["lower-better"]

    @property
    def directed(self) -> bool:
        return self.fewer or self.direction == DIRECTION["higher-better"]

    @property
    def floor(self) -> Decimal | None:
        """The least that is promised: of a range its weaker end."""
        return self.upper if self.fewer and self.upper is not None else self.value

    @property
    def vague(self) -> bool:
        """Whether its comparator sets no floor: "about", or a bound the other way."""
        other_way = _FLOORS if self.fewer else _CEILINGS
        return self.comparator == _ABOUT or self.comparator in other_way

    def lead(self, value: Decimal, over: Decimal) -> Decimal:
        """How far one value lies beyond another, in the direction of the indicator."""
        return over - value if self.fewer else value - over

    def gap(self, outcome: Figure) -> Decimal | None:
        """How far a measured value lies beyond what is promised; negative where short of it."""
        if self.floor is None or outcome.value is None or not self.directed:
            return None
        return self.lead(outcome.value, self.floor)

    def reached_by(self, outcome: Figure) -> bool | None:
        """Whether a measured value keeps the promise; None where the figures do not tell."""
        lead = self.gap(outcome)
        if lead is None:
            return None
        strictly = self.comparator in STRICT
        beyond = lead > 0 or (lead == 0 and (not strictly or outcome.comparator in STRICT))
        measured_from = _CEILINGS if self.fewer else _FLOORS
        measured_to = _FLOORS if self.fewer else _CEILINGS
        if outcome.comparator == _ABOUT:
            return None
        if self.comparator == _ABOUT:
            return True if lead >= 0 and outcome.comparator not in measured_to else None
        if self.vague:
            return None
        if outcome.comparator in measured_from:
            return True if beyond else None
        if outcome.comparator in measured_to:
            return False if lead < 0 or (lead == 0 and outcome.comparator in STRICT) else None
        return beyond


@dataclass(frozen=True, slots=True)
class Standing:
    """The progress of a target, with what it rests on."""

    state: str
    reason: str = ""
    by: Figure | None = None
    start: Figure | None = None
    expected: Decimal | None = None
    """Where the straight line from the start to the target lies in the year of `by`."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The outcomes of an indicator, of a target's area or of those that succeeded it."""

    own: tuple[Figure, ...] = ()
    successors: tuple[Figure, ...] = ()
    alike: dict[str, str] = field(default_factory=dict)
    """Of each method the one that stands for all that it compares with."""

    def instrument(self, outcome: Figure) -> str:
        return self.alike.get(outcome.method, outcome.method)


def progress(target: Figure, measured: Measured, day: str) -> Standing:
    """Where a target stands on a day, by what was measured."""
    due = target.when <= day
    comparable, others = _comparable(target, measured)
    newest = max((outcome.year for outcome in comparable), default=None)
    newer = [outcome for outcome, _ in others if newest is None or outcome.year > newest]
    if newest is None:
        if others:
            outcome, reason = others[-1]
            return _unknown(reason, outcome)
        if not due:
            return Standing(PROGRESS_STATE["not-yet-due"])
        if target.value is None:
            return _unknown("no-figure")
        return Standing(PROGRESS_STATE["overdue-nothing-measured"])
    latest = [outcome for outcome in comparable if outcome.year == newest]
    if not target.printed:
        return _unknown("no-printed-place", latest[0])
    at_deadline = [outcome for outcome in comparable if outcome.year == target.year]
    for group in (at_deadline, latest) if due else (latest,):
        if group and all(target.reached_by(outcome) for outcome in group):
            return Standing(PROGRESS_STATE["reached"], by=group[0])
    said = [target.reached_by(outcome) for outcome in latest]
    if None in said:
        return _unknown(_why_unordered(target), latest[said.index(None)])
    if True in said:
        # Nobody says less than on the path, where the others are.
        line = None if due else _on_the_line(target, comparable, latest, measured)
        on_it = line is not None and line.state == PROGRESS_STATE["on-the-path"]
        return line if line and on_it else _unknown("other-method", latest[0])
    if due and newest >= target.year:
        return Standing(PROGRESS_STATE["overdue-and-below"], by=latest[0])
    if due and newer:
        outcome, reason = others[-1]
        return _unknown(reason, outcome)
    if due:
        return Standing(PROGRESS_STATE["overdue-nothing-measured"], by=latest[0])
    return _on_the_line(target, comparable, latest, measured)


def _unknown(reason: str, outcome: Figure | None = None) -> Standing:
    return Standing(PROGRESS_STATE["cannot-be-said"], PROGRESS_REASON[reason], outcome)


def _why_unordered(target: Figure) -> str:
    if target.value is None:
        return "no-figure"
    return "approximate" if target.directed else "no-direction"


def _comparable(
    target: Figure, measured: Measured
) -> tuple[list[Figure], list[tuple[Figure, str]]]:
    """The outcomes that a target can be put beside, and the others with why not; oldest first."""
    fit: list[Figure] = []
    others: list[tuple[Figure, str]] = []
    rank = target.unit == UNIT["rank"]
    for outcome in measured.own:
        if outcome.universe != target.universe and (rank or (outcome.universe and target.universe)):
            others.append((outcome, "other-universe"))
        elif outcome.level != target.level:
            others.append((outcome, "other-level"))
        else:
            fit.append(outcome)
    others += [(outcome, "merged-area") for outcome in measured.successors]
    # Of one year the reason that says more comes last: own area before its successor's.
    weight = {"merged-area": 0, "other-level": 1, "other-universe": 2}
    others.sort(key=lambda pair: (pair[0].year, weight[pair[1]], pair[0].iri))
    fit.sort(key=lambda outcome: (outcome.year, outcome.iri))
    return fit, others


def _on_the_line(
    target: Figure, comparable: list[Figure], latest: list[Figure], measured: Measured
) -> Standing:
    """On the path or behind it: the straight line from the first measured value to the target."""
    found: list[Standing] = []
    for outcome in latest:
        first = next(
            (
                earlier
                for earlier in comparable
                if earlier.year < outcome.year
                and measured.instrument(earlier) == measured.instrument(outcome)
            ),
            None,
        )
        if first is None or first.value is None or outcome.value is None or target.floor is None:
            continue
        share = Decimal(outcome.year - first.year) / (target.year - first.year)
        expected = (first.value + (target.floor - first.value) * share).quantize(
            Decimal("0.0001"), ROUND_HALF_EVEN
        )
        ahead = target.lead(outcome.value, expected) >= 0
        if ahead and outcome.comparator in (_FLOORS if target.fewer else _CEILINGS):
            return _unknown("approximate", outcome)  # at most what would be ahead
        state = PROGRESS_STATE["on-the-path" if ahead else "behind"]
        found.append(Standing(state, by=outcome, start=first, expected=expected))
    if not found:
        started = any(earlier.year < latest[0].year for earlier in comparable)
        return _unknown("other-method" if started else "no-start", latest[0])
    if len({standing.state for standing in found}) > 1:
        return _unknown("other-method", found[0].by)
    return found[0]


def standing_of(target: Figure, measured: Measured, day: str) -> Standing:
    """Where a target stands by what was measured; a province's own word tells only that it reached
    what it had promised, where nothing was measured in that year or later, and is told apart."""
    own = [outcome for outcome in measured.own if outcome.method != DECLARED]
    said = tuple(outcome for outcome in measured.own if outcome.method == DECLARED)
    later = tuple(outcome for outcome in measured.successors if outcome.method != DECLARED)
    standing = progress(target, replace(measured, own=tuple(own), successors=later), day)
    if not said or standing.state == PROGRESS_STATE["reached"]:
        return standing
    word = progress(target, replace(measured, own=said, successors=()), day)
    if word.state != PROGRESS_STATE["reached"] or word.by is None:
        return standing
    year = word.by.year
    if any(outcome.year >= year for outcome in own if outcome.level == target.level):
        return standing
    return replace(word, state=PROGRESS_STATE["reached-as-declared"])
