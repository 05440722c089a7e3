"""The documents above a document, and what links them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.web.charts import fill


@dataclass(frozen=True, slots=True)
class Node:
    """A document in a chain: how many links above the first one, and its name in two lines."""

    key: str
    label: str
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two documents of a chain."""

    lower: str
    upper: str
    printed: bool
    label: str


def chain(language: Language, nodes: Sequence[Node], links: Sequence[Link]) -> dict[str, Any]:
    """The documents above a document: printed links solid, the editors' judgement dashed."""
    heights: dict[int, list[Node]] = {}
    for node in nodes:
        heights.setdefault(node.height, []).append(node)
    widest = max(len(found) for found in heights.values())
    # No box may hide a link that passes by: then every other height moves aside, a little or more.
    tried = ((aside, _placed(heights, widest, aside)) for aside in (0.0, 0.1, -0.1, 0.2, -0.2, 0.4))
    hidden_links = {aside: (_hidden(places, links), places) for aside, places in tried}
    aside = min(hidden_links, key=lambda a: (hidden_links[a][0], abs(a)))
    places = hidden_links[aside][1]
    left = min(x for x, _ in places.values()) - 0.5
    right = max(x for x, _ in places.values()) + 0.5
    kinds = {
        True: language.say("dẫn chiếu có in", "printed reference"),
        False: language.say("nhận định của ban biên tập", "the editors' judgement"),
    }
    lines = [
        {
            "x": places[link.lower][0],
            "y": places[link.lower][1],
            "x2": places[link.upper][0],
            "y2": places[link.upper][1],
            "kind": kinds[link.printed],
        }
        for link in links
    ]
    boxes = [
        {"x": places[node.key][0], "y": places[node.key][1], "label": node.label} for node in nodes
    ]
    top = max(heights)
    # What is not there needs no legend.
    used = {link.printed for link in links}
    return fill.chart(
        "chain",
        language,
        width=max(300, round(160 * (right - left))),
        height=74 * (top + 1),
        across=[left, right],
        upwards=[-0.5, top + 0.5],
        kinds=[said for printed, said in kinds.items() if printed in used],
        dashes=[dash for printed, dash in _DASHES.items() if printed in used],
        lines=lines,
        boxes=boxes,
    )


_DASHES: Final = {True: [1, 0], False: [5, 4]}
"""How a link is drawn, by whether it is printed."""
_HALF_A_BOX: Final = 0.46
"""Of the room that a box has."""


def _placed(
    heights: Mapping[int, Sequence[Node]], widest: int, aside: float
) -> dict[str, tuple[float, int]]:
    """Where each document stands; every other height is moved aside by so much."""
    return {
        node.key: (
            (position + 0.5) / len(found) * widest + (aside if height % 2 else -aside),
            height,
        )
        for height, found in heights.items()
        for position, node in enumerate(found)
    }


def _hidden(places: Mapping[str, tuple[float, int]], links: Sequence[Link]) -> int:
    """How many links run behind a box that stands at a height that they pass by."""
    count = 0
    for link in links:
        (x, low), (x2, high) = places[link.lower], places[link.upper]
        count += any(
            low < height < high
            and abs(x + (x2 - x) * (height - low) / (high - low) - other) < _HALF_A_BOX
            for other, height in places.values()
        )
    return count
