"""What is claimed, in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dxgraph.asking.claims.own_goals import Likely
from dxgraph.asking.claims.told import PROMISED
from dxgraph.evidence import Figure


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, in parts; a part that is missing is None."""

    text: str
    areas: tuple[str, ...]
    """What the named place may be: a province before and after a merger."""
    indicators: tuple[str, ...]
    year: int | None
    figure: Figure | None
    level: str | None = None
    document: tuple[str, ...] = ()
    told: str = PROMISED
    """Whether it says that this was promised or reached, by :mod:`dxgraph.asking.claims.told`."""
    otherwise: tuple[Figure, ...] = ()
    """The figure as the other language reads its number, where that is another."""
    taken_over: tuple[str, ...] = ()
    """Which parts other sentences of the text say: "area", "indicator", "year"."""
    likely: Likely | None = None
    """Where no indicator is named whole, the one of the area that it is likely of."""
    among: str = ""
    """Among how many provinces a rank is held, by the cue that says it."""
    counts_places: bool = False
    """Whether what is counted are communes or districts."""
    shared: str | None = None
    """The comparator of the figure before it in the sentence, which may be said of this one too."""
    is_long: bool = False
    """Whether its sentence is too long to be read whole."""


def repeated(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A claim of a headline with the year of those that say the same."""
    if claim.year is not None or claim.figure is None or len(claim.indicators) != 1:
        return claim
    own = claim.figure
    years = {
        other.year
        for other in claims
        if other.figure is not None
        and other.indicators == claim.indicators
        and (other.figure.value, other.figure.upper) == (own.value, own.upper)
        and {*other.areas} & {*claim.areas}
        and other.year is not None
    }
    if len(years) != 1:
        return claim
    return replace(claim, year=years.pop(), taken_over=(*claim.taken_over, "year"))
