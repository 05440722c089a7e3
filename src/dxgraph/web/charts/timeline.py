"""Documents and changes on a line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dxgraph.bilingual import Language
from dxgraph.web.charts.fill import chart


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a timeline; `on` is an ISO date."""

    on: str
    lane: str
    label: str
    kind: str


def timeline(
    language: Language, events: Sequence[Event], lanes: Sequence[str], *, narrow: bool = False
) -> dict[str, Any]:
    """Documents and changes, a lane an area; `narrow` as for `dots`."""
    kinds = {
        "document": language.say("văn bản", "document"),
        "change": language.say("thay đổi tổ chức", "change of organisation"),
    }
    return chart(
        "timeline",
        language,
        narrow=narrow,
        lanes=list(lanes),
        kinds=list(kinds.values()),
        values=[
            {"on": e.on, "lane": e.lane, "label": e.label, "kind": kinds[e.kind]} for e in events
        ],
    )
