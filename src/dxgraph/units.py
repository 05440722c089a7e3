"""How a number is written with its unit, for people who read Vietnamese or English.

The notation of a unit in the graph is a sign for programs; several hold a Vietnamese word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxgraph.bilingual import Both

BEHIND: Final[Mapping[str, Both]] = {
    "percent": Both("%", "%"),
    "percent-per-year": Both("%/năm", "% a year"),
    "percentage-point": Both(" điểm %", " percentage points"),
    "rank": Both("", ""),
    "count": Both("", ""),
    "per-person": Both("/người", " per person"),
    "per-100-people": Both("/100 dân", " per 100 people"),
    "per-1000-people": Both("/1.000 dân", " per 1,000 people"),
    "per-10000-people": Both("/10.000 dân", " per 10,000 people"),
    "times": Both(" lần", " times"),
    "usd": Both(" USD", " USD"),
    "vnd": Both(" đồng", " VND"),
    "index-value": Both(" điểm", " points"),
    "index-points": Both(" điểm (thang 1.000)", " points of 1,000"),
    "mbps": Both(" Mbps", " Mbps"),
    "gbps": Both(" Gbps", " Gbps"),
    "tbps": Both(" Tbps", " Tbps"),
    "places-per-year": Both(" bậc/năm", " places per year"),
}
"""By the unit's slug: what stands behind the number. A rank and a count have their words before it,
or in the name of what is counted."""


def behind(unit: str | None, language: str) -> str:
    """What stands behind a number of this unit; nothing for none, and for one that is not ours.

    >>> behind("mbps", "vi"), behind("per-1000-people", "en"), behind(None, "vi")
    (' Mbps', ' per 1,000 people', '')
    """
    found = BEHIND.get(unit or "")
    return found.in_language(language) if found else ""
