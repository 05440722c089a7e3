"""The documents above a document, and what links them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.web.charts import fill

Link = tuple[str, str, bool]
"""The documents below and above, and whether the reference is printed."""


def chain(
    language: Language,
    labels: Mapping[str, str],
    heights: Mapping[str, int],
    links: Sequence[Link],
) -> dict[str, Any]:
    """The documents above a document: printed links solid, the editors' judgement dashed.

    By the key of each document `labels` gives its name in two lines, in the order of drawing, and
    `heights` how many links it is above the first one.
    """
    levels: dict[int, list[str]] = {}
    for key in labels:
        levels.setdefault(heights[key], []).append(key)
    widest = max(len(found) for found in levels.values())
    # No box may hide a link that passes by: then every other height moves aside, a little or more.
    tried = ((aside, _placed(levels, widest, aside)) for aside in (0.0, 0.1, -0.1, 0.2, -0.2, 0.4))
    hidden_links = {aside: (_hidden(places, links), places) for aside, places in tried}
    aside = min(hidden_links, key=lambda a: (hidden_links[a][0], abs(a)))
    places = hidden_links[aside][1]
    left = min(x for x, _ in places.values()) - 0.5
    right = max(x for x, _ in places.values()) + 0.5
    kinds = {
        True: language.say("dẫn chiếu có in", "printed reference"),
        False: language.say("nhận định của ban biên tập", "the editors' judgement"),
    }
    lines = []
    for lower, upper, printed in links:
        (x, y), (x2, y2) = places[lower], places[upper]
        lines.append({"x": x, "y": y, "x2": x2, "y2": y2, "kind": kinds[printed]})
    boxes = [{"x": places[key][0], "y": places[key][1], "label": labels[key]} for key in labels]
    top = max(levels)
    # What is not there needs no legend.
    used = {printed for *_, printed in links}
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
    levels: Mapping[int, Sequence[str]], widest: int, aside: float
) -> dict[str, tuple[float, int]]:
    """Where each document stands; every other height is moved aside by so much."""
    return {
        key: ((position + 0.5) / len(found) * widest + (aside if height % 2 else -aside), height)
        for height, found in levels.items()
        for position, key in enumerate(found)
    }


def _hidden(places: Mapping[str, tuple[float, int]], links: Sequence[Link]) -> int:
    """How many links run behind a box that stands at a height that they pass by."""
    count = 0
    for lower, upper, _ in links:
        (x, low), (x2, high) = places[lower], places[upper]
        count += any(
            low < height < high
            and abs(x + (x2 - x) * (height - low) / (high - low) - other) < _HALF_A_BOX
            for other, height in places.values()
        )
    return count
