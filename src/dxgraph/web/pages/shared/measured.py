"""What was measured: outcomes as the pages show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dxgraph.bilingual import Language
from dxgraph.model.answers import Row
from dxgraph.model.figures import in_signs
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.terms import LEVEL
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared.graph import rows

_OUTCOMES = """SELECT ?outcome ?area ?indicator ?level ?year ?method ?value ?comparator ?unit
  ?universe ?confidence ?place WHERE {
  ?outcome a dx:Outcome ; sdmx-dimension:refArea ?area ; dx:indicator ?indicator ;
    sdmx-dimension:refPeriod ?year ; dx:method ?method ; dx:observedValue ?value ;
    sdmx-attribute:unitMeasure ?unit .
  OPTIONAL { ?outcome dx:adminLevel ?level . OPTIONAL { ?level dx:order ?order } }
  OPTIONAL { ?outcome dx:comparator ?comparator } OPTIONAL { ?outcome dx:universe ?universe }
  OPTIONAL { ?outcome dx:confidence ?confidence }
  OPTIONAL { ?outcome dx:attestedAt ?place }
} ORDER BY ?indicator ?area ?order ?level ?method ?year ?outcome ?place"""


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome as a page shows it."""

    iri: str
    area: Name
    indicator: Name
    level: Name
    year: int
    method: Name
    value: Any
    sign: str
    unit: Name
    unit_sign: str
    universe: Name
    confidence: Name
    places: tuple[Name, ...]

    def figure_in(self, language: Language) -> str:
        """The figure in signs, as those of targets."""
        number = language.number(self.value)
        return in_signs(number, self.sign, self.unit.slug, self.unit_sign, language)


async def outcomes(request: Request, view: View) -> list[Measured]:
    """All measured outcomes, each with the places where it is published."""
    return await answering_of(request).once("outcomes", lambda: _read(request, view))


async def _read(request: Request, view: View) -> list[Measured]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(request, _OUTCOMES):
        found[row["outcome"]].append(row)
    return [
        Measured(
            iri,
            view.name(row["area"]),
            view.name(row["indicator"]),
            view.name(row.get("level", LEVEL["not-applicable"])),
            row["year"],
            view.name(row["method"]),
            row["value"],
            view.notations.get(row.get("comparator", ""), ""),
            view.name(row["unit"]),
            view.notations.get(row["unit"], ""),
            view.name(row.get("universe")),
            view.name(row.get("confidence")),
            tuple(view.name(r["place"]) for r in all_rows if "place" in r),
        )
        for iri, all_rows in found.items()
        for row in all_rows[:1]
    ]
