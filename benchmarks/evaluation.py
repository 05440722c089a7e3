"""How well drafting reads texts whose targets are known: ``python -m benchmarks.evaluation``.

Each text is held out: what its document taught (targets, alternative labels that only it prints) is
forgotten before it is drafted. Three ways are scored:

catalogue
    the indicators are known, as they are to somebody who adds a document;
strict
    an indicator that no other document has is forgotten whole: the right answer is a new one;
names
    as strict, and all alternative labels are forgotten too, those of other texts included: what is
    left are the preferred labels. It says how much rests on the labels that people have added.

A span is right when both its ends are. A target is right when indicator, level, deadline,
comparator, value (with its upper end) and unit are, at a span that overlaps the known one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.corpus import Snapshot
from dxgraph.drafting.knowledge import learn
from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.proposal import Draft, Proposal
from dxgraph.evidence import SourceText, read_text
from dxgraph.model.described import slug_of
from dxgraph.terms import DX, ELI, NIF, SDMX_ATTRIBUTE

SOURCES = Path("../shared/sources")
NEW = "(new)"
"""Stands for an indicator that the graph does not know."""


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """What a target says, or a draft says it says."""

    indicator: str
    level: str
    deadline: date | None
    comparator: str
    value: str
    unit: str
    spans: tuple[tuple[int, int], ...]

    @property
    def said(self) -> tuple[object, ...]:
        return (
            self.indicator,
            self.level,
            self.deadline,
            self.comparator,
            self.value,
            self.unit,
        )

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.said if part)


@dataclass(frozen=True, slots=True)
class Case:
    """A text whose document the graph knows."""

    document: str
    source: str
    number: str
    type: str
    day: date
    territory: str
    spans: frozenset[tuple[int, int]]
    targets: tuple[Reading, ...]
    reasons: Mapping[int, str]
    """Where a number that is no target begins, to its reason."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and what they amount to."""

    right: int
    proposed: int
    known: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.known if self.known else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.proposed + self.known) if self.proposed + self.known else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.proposed + other.proposed, self.known + other.known
        )


class Sure(NamedTuple):
    """A proposal, as the measure of confidence counts it."""

    confidence: float
    right: bool
    doubts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Result:
    """One text, scored."""

    source: str
    spans: Score
    targets: Score
    numbers: Score
    """The numbers that are no targets, with the right reason."""
    open: int
    misses: tuple[str, ...]
    sure: tuple[Sure, ...] = ()
    """Each proposed target."""


def cases(snapshot: Snapshot) -> list[Case]:
    """The documents whose source the graph knows the digest of, in the order of their slugs."""
    store = snapshot.store
    found = []
    for row in _select(
        store,
        f"""SELECT DISTINCT ?document ?source ?number ?type ?day ?territory WHERE {{
            ?document <{DX.reportedIn}> ?source ; <{ELI.id_local}> ?number ;
                <{ELI.type_document}> ?type ; <{ELI.date_document}> ?day ;
                <{DX.territory}> ?territory .
            ?source <{DX.sha256}> ?digest .
            ?target <{DX.statedIn}> ?document ; <{DX.evidence}>/<{NIF.referenceContext}> ?source .
        }} ORDER BY ?document""",
    ):
        targets: dict[str, dict[str, str]] = {}
        spans: dict[str, set[tuple[int, int]]] = {}
        every: set[tuple[int, int]] = set()
        for item in _select(
            store,
            f"""SELECT ?target ?begin ?end ?document ?indicator ?level ?deadline ?comparator ?value
                ?upper ?unit WHERE {{
                ?target <{DX.evidence}> ?span .
                ?span <{NIF.referenceContext}> <{row["source"]}> ;
                    <{NIF.beginIndex}> ?begin ; <{NIF.endIndex}> ?end .
                OPTIONAL {{ ?target <{DX.statedIn}> ?document }}
                OPTIONAL {{ ?target <{DX.indicator}> ?indicator }}
                OPTIONAL {{ ?target <{DX.adminLevel}> ?level }}
                OPTIONAL {{ ?target <{DX.deadline}> ?deadline }}
                OPTIONAL {{ ?target <{DX.comparator}> ?comparator }}
                OPTIONAL {{ ?target <{DX.targetValue}> ?value }}
                OPTIONAL {{ ?target <{DX.upperValue}> ?upper }}
                OPTIONAL {{ ?target <{SDMX_ATTRIBUTE.unitMeasure}> ?unit }} }}""",
        ):
            span = (int(item["begin"]), int(item["end"]))
            every.add(span)
            if item.get("document") == row["document"]:
                targets[item["target"]] = item
                spans.setdefault(item["target"], set()).add(span)
        reasons = {
            int(item["begin"]): slug_of(item["reason"])
            for item in _select(
                store,
                f"""SELECT ?begin ?reason WHERE {{ ?number <{DX.numberReason}> ?reason ;
                    <{NIF.referenceContext}> <{row["source"]}> ; <{NIF.beginIndex}> ?begin }}""",
            )
        }
        found.append(
            Case(
                document=slug_of(row["document"]),
                source=slug_of(row["source"]),
                number=row["number"],
                type=slug_of(row["type"]),
                day=date.fromisoformat(row["day"]),
                territory=slug_of(row["territory"]),
                spans=frozenset(every),
                targets=tuple(
                    sorted(
                        Reading(
                            slug_of(item["indicator"]),
                            slug_of(item["level"]),
                            date.fromisoformat(item["deadline"]),
                            slug_of(item.get("comparator", "")),
                            _value(item.get("value"), item.get("upper")),
                            slug_of(item.get("unit", "")),
                            tuple(sorted(spans[target])),
                        )
                        for target, item in targets.items()
                    )
                ),
                reasons=reasons,
            )
        )
    return found


def _select(store: ox.Store, query: str) -> list[dict[str, str]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {
            name: term.value
            for name in names
            if (term := row[name]) is not None and hasattr(term, "value")
        }
        for row in solutions
    ]


def _value(value: str | Decimal | None, upper: str | Decimal | None) -> str:
    if value is None:
        return ""
    text = f"{Decimal(value).normalize():f}"
    return text if upper is None else f"{text}-{Decimal(upper).normalize():f}"


def readings(proposed: Draft) -> list[Reading]:
    """What the targets of a draft say that would be written."""
    return [reading for reading, _ in _proposed(proposed)]


def _proposed(proposed: Draft) -> list[tuple[Reading, Proposal]]:
    """The targets of a draft that would be written, as they are read."""
    return [
        (
            Reading(
                NEW if item.new else item.indicator,
                item.level,
                item.deadline,
                item.comparator or "",
                _value(item.value, item.upper),
                item.unit or "",
                item.spans,
            ),
            item,
        )
        for item in proposed.proposals
        if item.accepted and item.kind == "target"
    ]


def score(case: Case, proposed: Draft, unknown: Collection[str] = ()) -> Result:
    """Compare a draft with what is known; the ``unknown`` indicators are right as new ones."""
    text = proposed.source.text
    misses: list[str] = []

    def shown(span: tuple[int, int]) -> str:
        return f"{span[0]}-{span[1]} “{text[slice(*span)]}”"

    spans = {span for item in proposed.proposals if item.accepted for span in item.spans}
    misses += [f"span missed: {shown(span)}" for span in sorted(case.spans - spans)]
    misses += [f"span too many: {shown(span)}" for span in sorted(spans - case.spans)]

    left = readings(proposed)
    right = 0
    for target in case.targets:
        wanted = NEW if target.indicator in unknown else target.indicator
        said = (wanted, *target.said[1:])
        match = next(
            (item for item in left if item.said == said and _overlap(item.spans, target.spans)),
            None,
        )
        if match:
            left.remove(match)
            right += 1
            continue
        near = next((item for item in left if _overlap(item.spans, target.spans)), None)
        misses.append(
            f"target missed: {shown(target.spans[0])}: {target}"
            + (" (wanted as new)" if wanted == NEW else "")
            + (f"; proposed: {near}" if near else "")
        )
    misses += [
        f"target too many: {shown(item.spans[0])}: {item}"
        for item in left
        if not any(_overlap(item.spans, target.spans) for target in case.targets)
    ]

    sure = tuple(
        Sure(
            item.confidence,
            any(_right(reading, target, unknown) for target in case.targets),
            frozenset(item.reasons),
        )
        for reading, item in _proposed(proposed)
    )
    reasons = {item.begin: item.reason for item in proposed.numbers}
    explained = sum(reasons.get(begin) == reason for begin, reason in case.reasons.items())
    misses += [
        f"number: {begin} is {reason}; proposed: {reasons.get(begin, 'nothing')}"
        for begin, reason in sorted(case.reasons.items())
        if reasons.get(begin) != reason
    ]
    return Result(
        source=case.source,
        spans=Score(len(spans & case.spans), len(spans), len(case.spans)),
        targets=Score(right, len(readings(proposed)), len(case.targets)),
        numbers=Score(explained, len(reasons), len(case.reasons)),
        open=len(proposed.open),
        misses=tuple(misses),
        sure=sure,
    )


def _right(item: Reading, target: Reading, unknown: Collection[str]) -> bool:
    wanted = NEW if target.indicator in unknown else target.indicator
    return item.said == (wanted, *target.said[1:]) and _overlap(item.spans, target.spans)


def _overlap(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


WAYS = ("catalogue", "strict", "names")
"""How a text may be held out; see above."""


def evaluate(
    snapshot: Snapshot, texts: Mapping[str, SourceText], way: str = "catalogue"
) -> list[Result]:
    """Score each text of the graph that is at hand, held out from what is learned.

    ``way`` is one of WAYS.
    """
    known = learn(snapshot.store)
    results = []
    for case in cases(snapshot):
        text = texts.get(case.source)
        if text is None:
            continue
        others = [other.text for name, other in texts.items() if name != case.source]
        knowledge = known.without(case.document, text.text, others, strict=way != "catalogue")
        if way == "names":
            knowledge = knowledge.preferred()
        proposed = draft(
            text,
            territory=case.territory,
            type=case.type,
            number=case.number,
            date=case.day,
            knowledge=knowledge,
        )
        unknown = set(known.indicators) - set(knowledge.indicators)
        results.append(score(case, proposed, unknown))
    return results


def held_out(snapshot: Snapshot, sources: Path = SOURCES) -> Iterator[Sure]:
    """The proposals of the texts that are at hand, held out in each of the ways."""
    texts = at_hand(snapshot, sources)
    for way in WAYS if texts else ():
        for result in evaluate(snapshot, texts, way):
            yield from result.sure


def at_hand(snapshot: Snapshot, sources: Path) -> dict[str, SourceText]:
    """The texts of the graph that a folder has."""
    paths = {case.source: sources / f"{case.source}.txt" for case in cases(snapshot)}
    return {name: read_text(path) for name, path in paths.items() if path.is_file()}


def table(results: Sequence[Result]) -> str:
    """Precision, recall and F1 of each text and of all, as Markdown."""
    rows = [
        "| text | spans P | R | F1 | targets P | R | F1 | reasons | open |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    empty = Score(0, 0, 0)
    total = Result(
        "all",
        sum((item.spans for item in results), empty),
        sum((item.targets for item in results), empty),
        sum((item.numbers for item in results), empty),
        sum(item.open for item in results),
        (),
    )
    for item in (*results, total):
        scores = " | ".join(
            f"{part:.2f}"
            for score in (item.spans, item.targets)
            for part in (score.precision, score.recall, score.f1)
        )
        rows.append(f"| {item.source} | {scores} | {item.numbers.recall:.2f} | {item.open} |")
    return "\n".join(rows)


BANDS = (0.9, 0.8, 0.5, 0.0)
"""From these confidences on, the table counts apart."""


def calibration(sure: Iterable[Sure]) -> str:
    """How many of the proposals of each band of confidence are right, as Markdown."""
    counted = {band: [0, 0] for band in BANDS}
    for confidence, right, _ in sure:
        band = next(band for band in BANDS if confidence >= band)
        counted[band][0] += 1
        counted[band][1] += right
    rows = ["| confidence | proposed | right | share |", "|---|---|---|---|"]
    for band, (every, correct) in counted.items():
        share = f"{correct / every:.2f}" if every else "-"
        rows.append(f"| from {band} | {every} | {correct} | {share} |")
    return "\n".join(rows)


def main() -> int:
    """Print the scores and every miss; 0 also when the texts are not at hand, which is said."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation")
    parser.add_argument("--sources", type=Path, default=SOURCES, metavar="DIR")
    sources: Path = parser.parse_args().sources
    snapshot = corpus.build()
    texts = at_hand(snapshot, sources)
    for case in cases(snapshot):
        if case.source not in texts:
            print(f"skipped: {case.source}: its text is not in {sources}; it is not republished.")
    if not texts:
        return 0
    sure: list[Sure] = []
    for way in WAYS:
        results = evaluate(snapshot, texts, way)
        sure += [pair for result in results for pair in result.sure]
        print(f"\n## {way}\n\n{table(results)}")
        for result in results:
            if result.misses:
                print(f"\n{result.source}:")
                for miss in result.misses:
                    print(f"- {miss}")
    print(f"\n## confidence, held out in the three ways\n\n{calibration(sure)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
