"""Of which areas and indicators a change speaks, so that it can be found by them."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from dxgraph.history.difference import Change, Difference
from dxgraph.history.state import State
from dxgraph.terms import AREA, DX, INDICATOR, SDMX_DIMENSION

_LEADS_ON = (DX.contradicts, DX.statedIn, DX.linkFrom)
"""Where a thing says no area itself, what it hangs on says one."""
_SAYS_AREA = (SDMX_DIMENSION.refArea, DX.territory, DX.jurisdiction, DX.indicator)


def about(change: Change, difference: Difference) -> tuple[list[str], list[str]]:
    """The IRIs of the areas and of the indicators that a change is about, sorted.

    Both states are asked, because what is gone is described in the earlier one only.
    """
    found: set[str] = set()
    for state in (difference.before, difference.after):
        for iri in filter(None, (change.iri, change.former, change.within)):
            found.update(_named(iri, state))
    return (
        sorted(iri for iri in found if iri.startswith(AREA)),
        sorted(iri for iri in found if iri.startswith(INDICATOR)),
    )


def _named(iri: str, state: State) -> Iterator[str]:
    yield iri
    seen, queue = {iri}, [iri]
    while queue:
        facts = state.things.get(queue.pop(), {})
        for property_ in (*_SAYS_AREA, *_LEADS_ON):
            for term in facts.get(property_, ()):
                if not isinstance(term, ox.NamedNode) or term.value in seen:
                    continue
                seen.add(term.value)
                if property_ in _SAYS_AREA:
                    yield term.value
                else:
                    queue.append(term.value)
