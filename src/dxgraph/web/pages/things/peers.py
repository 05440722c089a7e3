"""The provinces that a province may be compared with: those of its region that promised most of the
same things, or, where its region has too few, those of the country that did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph.model.things import Name, Target
from dxgraph.web.pages.shared.country import Basis, Country
from dxgraph.web.pages.things.profile import Key, key_of

_MOST: Final = 5
_FEWEST: Final = 3
"""A region with fewer provinces that promised something of the same does not do."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A province and what it promised of what another one did."""

    area: Name
    total: int
    """How many targets with a figure it has."""
    more: int
    same: int
    less: int
    """In the direction of each indicator, of the printed figures."""

    @property
    def shared(self) -> int:
        return self.more + self.same + self.less


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers of a province, and how they were chosen."""

    peers: Sequence[Peer]
    region: Name
    """The region that they are of; none where they are of the whole country."""


def peers_of(basis: Basis, iri: str) -> Peers:
    """The peers of a province among those of its time: before the mergers of 2025, or since."""
    view, country, language = basis
    here = country.areas.get(iri)
    if here is None or here.type != "Province":
        return Peers((), Name(""))
    like = [a for a in country.provinces(after=not here.before) if a.name.iri != iri]
    figures: dict[str, dict[Key, Target]] = {}
    for target in view.of("area", iri, *(a.name.iri for a in like)):
        if target.value is not None:
            figures.setdefault(target.area.iri, {}).setdefault(key_of(target), target)
    own = figures.get(iri, {})

    def order(peer: Peer) -> tuple[object, ...]:
        return -peer.shared, abs(peer.total - len(own)), peer.area.bare(language)

    peers = [(a, _peer(a.name, own, figures.get(a.name.iri, {}), country)) for a in like]
    ordered = sorted((item for item in peers if item[1].shared), key=lambda item: order(item[1]))
    for region in here.regions:
        found = [peer for area, peer in ordered if region in area.regions]
        if len(found) >= _FEWEST:
            return Peers(found[:_MOST], view.name(region))
    return Peers([peer for _, peer in ordered[:_MOST]], Name(""))


def _peer(
    area: Name, own: Mapping[Key, Target], theirs: Mapping[Key, Target], country: Country
) -> Peer:
    more = same = less = 0
    for key, target in own.items():
        other = theirs.get(key)
        if other is None or other.unit != target.unit or not (target.value and other.value):
            continue
        if other.value == target.value:
            same += 1
        elif (other.value > target.value) != country.falls(key[0], target.unit):
            more += 1
        else:
            less += 1
    return Peer(area, len(theirs), more, same, less)
