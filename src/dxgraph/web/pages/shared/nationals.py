"""The national figures that stand beside what provinces set, and the yardsticks that set them.

A row of a table or a chart may hold targets that stand against different yardsticks, since the
document of each may name its own. Beside the row stand those figures that a verdict in it is
against, and no others; each says which document sets it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Standing, Target
from dxgraph.model.view import View


@dataclass(frozen=True, slots=True)
class National:
    """A figure of a yardstick."""

    target: Target
    standing: Standing
    """One of those that are against it."""
    count: int
    """How many targets stand against it."""

    @property
    def verified(self) -> bool:
        return self.target.confidence.slug != "unverified"

    def said(self, year: int | None, language: Language) -> str:
        """The yardstick, with the year of its figure where that is not the year of the row."""
        words = self.standing.against(language)
        own = self.target.year
        return f"{words}, {own}" if own and own != year else words


def nationals_of(view: View, targets: Iterable[Target]) -> tuple[National, ...]:
    """The national figures that some targets stand against, those of most first."""
    standings = [t.standing for t in targets if t.standing and t.standing.national]
    counts = Counter(standing.national for standing in standings)
    one = {standing.national: standing for standing in standings}
    found = [
        National(target, one[iri], count)
        for iri, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if (target := view.by_iri.get(iri))
    ]
    return tuple(found)


def drawn_of(nationals: Sequence[National], year: int | None, unit: Name) -> National | None:
    """The figure that a picture draws as a line: of the row's own year and unit."""
    return next(
        (
            n
            for n in nationals
            if n.target.year == year and n.target.value is not None and n.target.unit == unit
        ),
        None,
    )
