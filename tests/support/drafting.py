"""What the small texts of drafting are read with: the indicators of one day, whatever the graph has
got since. A figure of a "new" indicator would else become known as soon as somebody adds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dxgraph.drafting.knowledge import Indicator, Knowledge
from support.places import TESTS, of_yaml

KNOWN = TESTS / "support" / "drafting_indicators.yaml"


@cache
def indicators() -> dict[str, Indicator]:
    """The indicators, in the order of their slugs."""
    found = of_yaml(KNOWN)
    return {
        slug: Indicator(
            slug=slug,
            names={"vi": tuple(item["vi"]), "en": tuple(item["en"])},
            unit=item.get("unit"),
            pillar=item.get("pillar"),
            change=item.get("change", False),
            levels=frozenset(item.get("levels", ())),
            universes=tuple(item.get("universes", ())),
        )
        for slug, item in found.items()
    }


def as_of_old(knowledge: Knowledge) -> Knowledge:
    """The same with these indicators and no others."""
    return replace(knowledge, indicators=indicators())


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    made = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(made))
    )
