"""Where a statement is printed: of its places the first one by its address.

Tables have room for one place, and each query that looked for the first one again compared all
places with each other in every row. It is worked out once, when the snapshot is made; the query
``evidence`` still lists all places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from dxgraph.corpus.inference import INFERRED
from dxgraph.terms import DX

_PLACES = frozenset({ox.NamedNode(DX.evidence), ox.NamedNode(DX.attestedAt)})
_FIRST = ox.NamedNode(DX.firstPlace)


def first_places(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The first place of each statement that has places; the same each time."""
    found: dict[ox.NamedNode, ox.NamedNode] = {}
    for quad in quads:
        if quad.predicate not in _PLACES:
            continue
        subject, place = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(place, ox.NamedNode):
            continue
        known = found.get(subject)
        if known is None or place.value < known.value:
            found[subject] = place
    for subject, place in found.items():
        yield ox.Quad(subject, _FIRST, place, INFERRED)
