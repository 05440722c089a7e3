"""Things that have another IRI than before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dxgraph.history.side import Side
from dxgraph.history.words import RETIRED, STATEMENTS, one
from dxgraph.terms import (
    DX,
    SDMX_DIMENSION,
)


def renamed(old: Side, new: Side) -> Iterator[tuple[str, str]]:
    """The later and the earlier IRI of what has another one.

    A stub that names one successor, which is new, says so itself. A statement without one is known
    again by what it is about, or else by resting on the same places.
    """
    added = {iri for iri in new.things if iri not in old.things}
    left = [
        iri
        for iri in sorted(old.things)
        if old.kind(iri) is not RETIRED
        and (iri not in new.things or new.kind(iri) is RETIRED)
        and iri not in old.carried
    ]
    known: dict[str, str] = {}
    for iri in left:
        successors = new.successors(iri) if iri in new.things else ()
        if len(successors) == 1 and successors[0] in added and successors[0] not in known:
            known[successors[0]] = iri
    for marks in (_subject_matter, _evidence):
        free = defaultdict(list)
        for iri in sorted(added - known.keys() - new.carried):
            if new.kind(iri) in STATEMENTS and (mark := marks(new, iri)):
                free[mark].append(iri)
        for iri in left:
            if iri in new.things or iri in known.values() or old.kind(iri) not in STATEMENTS:
                continue
            mark = marks(old, iri)
            if mark and len(free.get(mark, ())) == 1:
                (known_as,) = free.pop(mark)
                known[known_as] = iri
    yield from known.items()


def _subject_matter(side: Side, iri: str) -> tuple[str, ...]:
    facts = side.things[iri]
    about = (
        DX.statedIn,
        DX.indicator,
        DX.adminLevel,
        DX.deadline,
        SDMX_DIMENSION.refArea,
        SDMX_DIMENSION.refPeriod,
        DX.method,
        DX.contradicts,
    )
    found = [one(facts, property_) for property_ in about]
    return (side.kind(iri).name, *(str(term) for term in found)) if any(found) else ()


def _evidence(side: Side, iri: str) -> tuple[str, ...]:
    places = [place for place in side.places[iri] if place.begin is not None]
    if not places:
        return ()
    return (side.kind(iri).name, side.within(iri), *map(str, places))
