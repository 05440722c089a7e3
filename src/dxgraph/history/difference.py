"""What differs between two states, as values: each thing, what became of it, where it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dxgraph.bilingual import Both
from dxgraph.history.state import State
from dxgraph.history.words import Kind, Value, Words

VERBS = ("added", "removed", "changed", "renamed", "moved", "retired")
"""What can become of a thing. Renamed: the same thing has another IRI. Moved: an explained number
stands elsewhere in its text. Retired: the IRI stays as a stub that says so."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is printed."""

    source: str
    """IRI of the source."""
    begin: int | None
    """In code points, with `end` exclusive; None where the source is held by address only."""
    end: int | None
    printed: str
    passage: str = ""
    """The digest of the passage around it."""

    @property
    def slug(self) -> str:
        return self.source.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a statement says, short: "≥ 35–40 %, 31/12/2025"."""

    sign: str
    value: Both
    unit: str
    when: Both
    """The deadline, or the year that was measured."""
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A property, from what to what."""

    property: str
    """IRI."""
    name: Both
    language: str
    """Of texts that have one."""
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a thing."""

    verb: str
    """One of `VERBS`."""
    kind: Kind
    iri: str
    label: Both
    former: str = ""
    """Of what was renamed or moved, the IRI that it had."""
    successors: tuple[str, ...] = ()
    """Of what was retired, what replaces it."""
    within: str = ""
    """The IRI of the document or source that it is of, if any."""
    figure: Figure | None = None
    edits: tuple[Edit, ...] = ()
    """Of what is added, a few properties that tell what it is; of what is gone, none."""
    places_before: tuple[Place, ...] = ()
    places_after: tuple[Place, ...] = ()

    @property
    def places_gone(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places_before if place not in self.places_after)

    @property
    def places_new(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places_after if place not in self.places_before)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two states."""

    before: State
    after: State
    changes: tuple[Change, ...]
    """In the order of kinds; of one kind by document or source, then as they are printed."""
    words: Words
    gone: tuple[str, ...]
    """IRIs of ours that are no more and left no stub, sorted."""

    @property
    def counts(self) -> Mapping[Kind, Counter[str]]:
        """How many things of each kind had what happen to them; kinds without a change left out."""
        counts: dict[Kind, Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            counts[change.kind][change.verb] += 1
        return counts
