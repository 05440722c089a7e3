"""One snapshot as typed things: its names and its targets, counted, ordered and looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Standing, Target


@dataclass(frozen=True, slots=True)
class Tally:
    """How many targets have a verdict."""

    verdict: Name
    count: int
    unverified: int
    """How many of them stand against a national figure that nobody has verified."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """How some targets stand, and which yardsticks that is said against."""

    verdicts: Sequence[Tally]
    """In the order of the verdicts."""
    against: Sequence[tuple[Standing, int]]
    """A standing beside each yardstick, which names it, with how many there are; most first."""

    def __bool__(self) -> bool:
        return bool(self.verdicts)


@runtime_checkable
class Sought(Protocol):
    """Targets that are looked up, because they are too many to be held."""

    @property
    def compared(self) -> Sequence[Target]: ...

    def of(self, by: str, iris: Sequence[str]) -> list[Target]: ...

    def counts(self, attribute: str) -> Counter[Any]: ...


@dataclass(frozen=True, slots=True)
class View:
    """One snapshot, ready to be shown."""

    names: Mapping[str, Name]
    notations: Mapping[str, str]
    orders: Mapping[str, int]
    targets: Sequence[Target]
    by_iri: Mapping[str, Target]

    @property
    def large(self) -> bool:
        """Whether there are so many targets that none is held."""
        return isinstance(self.targets, Sought)

    def of(self, by: str, *iris: str) -> list[Target]:
        """The targets of some areas, documents or indicators (`by`), in the order of all."""
        if isinstance(self.targets, Sought):
            return self.targets.of(by, iris)
        return [t for t in self.targets if getattr(t, by).iri in iris]

    def distinct(self, attribute: str) -> list[Any]:
        """The values that an attribute has in some target, each once."""
        return list(self.counts(attribute))

    def counts(self, attribute: str) -> Counter[Any]:
        """How many targets have each value of an attribute."""
        if isinstance(self.targets, Sought):
            return self.targets.counts(attribute)
        return Counter(getattr(t, attribute) for t in self.targets)

    @property
    def compared(self) -> Sequence[Target]:
        """What pages put side by side: all targets, or where they are many those of the country
        and of its provinces."""
        if isinstance(self.targets, Sought):
            return self.targets.compared
        return self.targets

    def name(self, iri: str | None) -> Name:
        if not iri:
            return Name("")
        return self.names.get(iri) or Name(iri)

    def document_of(self, iri: str) -> Name:
        """The document that states a target."""
        target = self.by_iri.get(iri)
        return target.document if target else Name("")

    def order(self, name: Name, language: Language) -> tuple[object, ...]:
        """Concepts in the order of their scheme, other things by name."""
        return (self.orders.get(name.iri, 10_000), name.order(language))

    def tally(self, targets: Iterable[Target], language: Language) -> Tallies:
        """How many of some targets have which verdict, and against which yardsticks."""
        standings = [t.standing for t in targets if t.standing]
        counts = Counter(standing.verdict for standing in standings)
        unverified = Counter(s.verdict for s in standings if s.confidence.slug == "unverified")
        yardsticks = Counter(s.yardstick for s in standings if s.yardstick)
        named = {s.yardstick: s for s in standings}
        return Tallies(
            [
                Tally(verdict, count, unverified[verdict])
                for verdict, count in sorted(
                    counts.items(), key=lambda item: self.order(item[0], language)
                )
            ],
            [
                (named[yardstick], count)
                for yardstick, count in sorted(
                    yardsticks.items(), key=lambda item: (-item[1], item[0].iri)
                )
            ],
        )

    def shown(self, targets: list[Target], language: Language) -> list[Target]:
        """Targets in the order of a page: pillar, indicator, level, deadline."""
        return sorted(
            targets,
            key=lambda t: (
                self.order(t.pillar, language),
                t.indicator.order(language),
                self.order(t.level, language),
                t.deadline or date.max,
                t.iri,
            ),
        )
