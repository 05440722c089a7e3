"""How targets stand: against the national yardsticks, and against what was measured.

Both are worked out once, when the snapshot is made, and are statements like any other, in a named
graph of their own: no page and no query judges again. The rules are those of
``docs/decisions/0005-comparison-with-the-national-programme.md`` and
``docs/decisions/0010-how-a-target-stands.md``. The day on which a target is overdue is that of
the data (``dx:asOf`` of the cube of outcomes).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pyoxigraph as ox

from dxgraph.corpus.inference import closure
from dxgraph.corpus.progress import STRICT, Figure, Measured, standing_of
from dxgraph.terms import (
    COMPARISON,
    DATASET,
    DOCUMENT,
    DX,
    ELI,
    GRAPH,
    LEVEL,
    PROGRESS,
    PROGRESS_REASON,
    RDF,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    VERDICT,
    XSD,
)

STANDING = ox.NamedNode(GRAPH["standing"])
"""The named graph of comparisons and of progress."""

_TARGETS = (DX.QuantifiedTarget, DX.QualitativeTarget, DX.Target)
_PROGRAMME = DOCUMENT["viet-nam-2020-749-qd-ttg"]
"""The national programme: the yardstick that stands first where a document names no other."""

_READ = frozenset(
    {
        RDF.type,
        DX.adminLevel,
        DX.asOf,
        DX.comparableWith,
        DX.attestedAt,
        DX.basedOn,
        DX.comparator,
        DX.deadline,
        DX.direction,
        DX.evidence,
        DX.implements,
        DX.inForceFrom,
        DX.inForceUntil,
        DX.incorporatesTargetsOf,
        DX.indicator,
        DX.method,
        DX.observedValue,
        DX.orientationTo,
        DX.periodEnd,
        DX.periodStart,
        DX.statedIn,
        DX.succeededBy,
        DX.supersedes,
        DX.targetValue,
        DX.universe,
        DX.upperValue,
        ELI.date_document,
        SDMX_ATTRIBUTE.unitMeasure,
        SDMX_DIMENSION.refArea,
        SDMX_DIMENSION.refPeriod,
    }
)
"""The properties that a judgement looks at; everything else is passed over."""

_RESTS_ON = (DX.basedOn, DX.implements, DX.incorporatesTargetsOf)
"""The links by which a document says which yardsticks it follows."""

_STILL_MEASURED = frozenset({"", PROGRESS_REASON["no-start"], PROGRESS_REASON["other-method"]})
"""The reasons that leave the distance between what was measured and what was promised a meaning."""

_Things = dict[str, dict[str, list[str]]]


def verdict(target: Figure, national: Figure) -> str:
    """The verdict on a target beside a national one of its indicator and level."""
    if national.when > target.when:
        return VERDICT["interim-year"]
    if target.value is None and national.value is None:
        return VERDICT["equal"]
    if (
        target.floor is None
        or national.floor is None
        or not target.directed
        or target.vague
        or national.vague
    ):
        return VERDICT["approximate"]
    lead = target.lead(target.floor, national.floor)
    if lead:
        return VERDICT["higher" if lead > 0 else "lower"]
    strict, nation_strict = target.comparator in STRICT, national.comparator in STRICT
    if strict == nation_strict:
        return VERDICT["equal"]
    return VERDICT["stricter-wording" if strict else "lower"]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A national document, and the days between which provinces are measured against it."""

    iri: str
    start: str = ""
    """The first day in force; else the day of issue; else the first day of its period."""
    until: str = ""
    """The last day in force, by its own word or because another replaced it."""
    horizon: str = ""
    """The last day that it speaks of."""

    def in_force(self, day: str) -> bool | None:
        """Whether it is in force on a day; None where nothing says since when."""
        if any(end and day > end for end in (self.until, self.horizon)):
            return False
        return day >= self.start if self.start else None


@dataclass(frozen=True, slots=True)
class Beside:
    """A target beside one of a yardstick, as far as the choice of the first depends on it."""

    comparison: str
    yardstick: Yardstick
    in_force: bool | None
    exact: bool
    """Whether the national target falls due with it, and is no later milestone."""


def first(beside: Iterable[Beside], named: frozenset[str]) -> str | None:
    """The comparison that is shown first, of a target whose document names some yardsticks.

    It is one that is in force at the deadline: of a yardstick that the document rests on, if there
    is such a one; with a figure for that very day before one for a later milestone; of the national
    programme; of the newest yardstick.
    """
    found = sorted((one for one in beside if one.in_force), key=lambda one: one.comparison)
    return (
        max(
            found,
            key=lambda one: (
                one.yardstick.iri in named,
                one.exact,
                one.yardstick.iri == _PROGRAMME,
                one.yardstick.start,
            ),
        ).comparison
        if found
        else None
    )


def stand(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The comparisons and the progress of all targets, as statements; the same each time."""
    things = _things(quads)
    targets = sorted(_targets(things), key=lambda pair: pair[0].iri)
    provincial = [pair for pair in targets if DX.Province in _types(things, pair[0].area)]
    yield from _comparisons(things, targets, provincial)
    days = things.get(DATASET["outcomes"], {}).get(DX.asOf, [])
    if days:
        yield from _all_progress(things, targets, max(days))


def _things(quads: Iterable[ox.Quad]) -> _Things:
    things: _Things = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in _READ and isinstance(quad.subject, ox.NamedNode):
            term = quad.object
            if isinstance(term, ox.NamedNode | ox.Literal):
                things[quad.subject.value][predicate].append(term.value)
    return things


def _types(things: _Things, iri: str) -> list[str]:
    return things.get(iri, {}).get(RDF.type, [])


def _figure(things: _Things, iri: str, when: str, value: str) -> Figure | None:
    said = things[iri]

    def one(name: str) -> str:
        return min(said.get(name, ()), default="")

    def number(name: str) -> Decimal | None:
        return Decimal(one(name)) if name in said else None

    indicator = one(DX.indicator)
    if not (indicator and one(when) and one(SDMX_DIMENSION.refArea)):
        return None
    described = things.get(indicator, {})
    return Figure(
        iri=iri,
        indicator=indicator,
        area=one(SDMX_DIMENSION.refArea),
        level=one(DX.adminLevel) or LEVEL["not-applicable"],
        when=one(when),
        direction=min(described.get(DX.direction, ()), default=""),
        value=number(value),
        upper=number(DX.upperValue),
        comparator=one(DX.comparator),
        unit=one(SDMX_ATTRIBUTE.unitMeasure),
        universe=one(DX.universe),
        method=one(DX.method),
        printed=DX.evidence in said or DX.attestedAt in said,
    )


def _targets(things: _Things) -> Iterator[tuple[Figure, str]]:
    """The targets, each with the document that states it."""
    for iri, said in list(things.items()):
        if any(kind in _TARGETS for kind in said.get(RDF.type, ())) and DX.statedIn in said:
            figure = _figure(things, iri, DX.deadline, DX.targetValue)
            if figure is not None:
                yield figure, min(said[DX.statedIn])


def _comparisons(
    things: _Things, targets: list[tuple[Figure, str]], provincial: list[tuple[Figure, str]]
) -> Iterator[ox.Quad]:
    yardsticks = _yardsticks(things)
    asked: dict[tuple[str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure, document in targets:
        if document in yardsticks:
            asked[figure.indicator, figure.level][document].append(figure)
    for target, stated_in in provincial:
        beside: list[Beside] = []
        for document, national in sorted(asked.get((target.indicator, target.level), {}).items()):
            in_force = yardsticks[document].in_force(target.when)
            # What falls due then, or else at the next milestone: none falls due between.
            milestone = min(
                (figure.when for figure in national if figure.when >= target.when), default=None
            )
            for figure in national:
                if figure.when == milestone:
                    subject = _name(COMPARISON, target.iri, figure.iri)
                    yield _quad(subject, RDF.type, ox.NamedNode(DX.Comparison))
                    yield _quad(subject, DX.compares, ox.NamedNode(target.iri))
                    yield _quad(subject, DX.against, ox.NamedNode(figure.iri))
                    yield _quad(subject, DX.verdict, ox.NamedNode(verdict(target, figure)))
                    if in_force is not None:
                        yield _quad(subject, DX.inForceAtDeadline, _boolean(in_force))
                    beside.append(
                        Beside(subject, yardsticks[document], in_force, milestone == target.when)
                    )
        links = things.get(stated_in, {})
        named = frozenset(iri for link in _RESTS_ON for iri in links.get(link, ()))
        shown = first(beside, named)
        if shown is not None:
            yield _quad(target.iri, DX.firstComparison, ox.NamedNode(shown))


def _yardsticks(things: _Things) -> dict[str, Yardstick]:
    def earliest(iri: str, *names: str) -> str:
        """The first of some properties that says a day."""
        said = things.get(iri, {})
        return next((min(said[name]) for name in names if said.get(name)), "")

    def start(iri: str) -> str:
        return earliest(iri, DX.inForceFrom, ELI.date_document, DX.periodStart)

    ends: dict[str, list[str]] = defaultdict(list)
    for iri, said in things.items():
        # What has no day yet, such as a draft, has replaced nothing.
        begun = start(iri)
        if begun:
            for replaced in said.get(DX.supersedes, ()):
                ends[replaced].append(_day_before(begun))
    return {
        iri: Yardstick(
            iri,
            start(iri),
            min([*ends[iri], *said.get(DX.inForceUntil, ())], default=""),
            earliest(iri, DX.orientationTo, DX.periodEnd),
        )
        for iri, said in things.items()
        if DX.Yardstick in said.get(RDF.type, ())
    }


def _all_progress(
    things: _Things, targets: list[tuple[Figure, str]], day: str
) -> Iterator[ox.Quad]:
    by_place: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for iri, said in sorted(things.items()):
        if DX.Outcome in said.get(RDF.type, ()):
            outcome = _figure(things, iri, SDMX_DIMENSION.refPeriod, DX.observedValue)
            if outcome is not None and outcome.value is not None and outcome.printed:
                by_place[outcome.indicator, outcome.area].append(outcome)
    alike = _instruments(things)
    later = _successors(things)
    for target, _ in targets:
        measured = Measured(
            tuple(by_place.get((target.indicator, target.area), ())),
            tuple(
                outcome
                for area in later(target.area)
                for outcome in by_place.get((target.indicator, area), ())
            ),
            alike,
        )
        standing = standing_of(target, measured, day)
        subject = _name(PROGRESS, target.iri)
        yield _quad(subject, RDF.type, ox.NamedNode(DX.Progress))
        yield _quad(subject, DX.of, ox.NamedNode(target.iri))
        yield _quad(subject, DX.progressState, ox.NamedNode(standing.state))
        yield _quad(subject, DX.asOf, ox.Literal(day, datatype=ox.NamedNode(XSD.date)))
        if standing.reason:
            yield _quad(subject, DX.progressReason, ox.NamedNode(standing.reason))
        if standing.by is not None:
            yield _quad(subject, DX.by, ox.NamedNode(standing.by.iri))
            gap = target.gap(standing.by)
            if gap is not None and standing.reason in _STILL_MEASURED:
                yield _quad(subject, DX.gap, _decimal(gap))
        if standing.start is not None and standing.expected is not None:
            yield _quad(subject, DX.startsFrom, ox.NamedNode(standing.start.iri))
            yield _quad(subject, DX.expectedValue, _decimal(standing.expected))


def _instruments(things: _Things) -> dict[str, str]:
    """Of each method the first of those that it compares with, by however many steps."""
    beside: dict[str, set[str]] = defaultdict(set)
    for iri, said in things.items():
        for other in said.get(DX.comparableWith, ()):
            beside[iri].add(other)
            beside[other].add(iri)
    return {method: min(method, *closure(method, beside)) for method in beside}


def _successors(things: _Things) -> Callable[[str], list[str]]:
    beside = {iri: set(said.get(DX.succeededBy, ())) for iri, said in things.items()}
    return lambda area: sorted(closure(area, beside))


def _name(space: str, *parts: str) -> str:
    """A name that depends on what is compared, and on nothing else."""
    return space + hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _boolean(value: bool) -> ox.Literal:
    return ox.Literal("true" if value else "false", datatype=ox.NamedNode(XSD.boolean))


def _decimal(value: Decimal) -> ox.Literal:
    text = format(value.normalize(), "f")
    return ox.Literal(text if "." in text else f"{text}.0", datatype=ox.NamedNode(XSD.decimal))


def _quad(subject: str, predicate: str, term: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, STANDING)
