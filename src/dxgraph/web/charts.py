"""Charts, drawn at the server as SVG and PNG by Vega-Lite (vl-convert): no script, no other host.

A chart is a Vega-Lite specification made of plain values; the page that shows it has the same
content as a table beside it. Colours tell areas apart, shapes tell comparators apart, so that
neither is needed alone.
"""

from __future__ import annotations

import asyncio
import json
import textwrap
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.web.languages import Language

FORMATS: Final = {"svg": "image/svg+xml", "png": "image/png"}

_VERSION = "5.21"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_FONT = "Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"
_INK, _SOFT, _LINE = "#17212b", "#4a5866", "#d5dde5"

# Told apart also by who sees no red and green (Okabe and Ito's palette, black left to the nation).
_PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a5c00", "#56b4e9", "#8a6fc2", "#6b7280"]

# A figure that is a floor points on; an open angle says that the figure itself is not enough; a
# diamond stands about where it stands.
SHAPES: Final = {
    "equal": "circle",
    "at-least": "triangle-right",
    "greater-than": "M-0.55,-1L0.75,0L-0.55,1",
    "at-most": "triangle-left",
    "less-than": "M0.55,-1L-0.75,0L0.55,1",
    "approximately": "diamond",
    "within-top": "square",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure on a chart."""

    row: str
    series: str
    value: float
    comparator: str
    """Its slug."""
    words: str
    """What a reader of the picture's table reads."""


def dots(
    language: Language,
    figures: Sequence[Dot],
    national: Mapping[str, tuple[float, bool]],
    comparators: Mapping[str, str],
    *,
    axis: str,
    order: Sequence[str],
    percent: bool,
) -> dict[str, Any]:
    """Rows of dots with the national figure of each row as a line; a hollow line is not verified.

    `national` gives each row's figure and whether it is verified, `comparators` the label of each
    comparator's slug, `order` the rows from above.
    """
    series = sorted({dot.series for dot in figures}, key=lambda s: s)
    used = [slug for slug in SHAPES if any(dot.comparator == slug for dot in figures)]
    rows = [_wrapped(row) for row in order if any(d.row == row for d in figures) or row in national]
    values = [
        {
            "row": _wrapped(dot.row),
            "series": dot.series,
            "value": dot.value,
            "comparator": comparators.get(dot.comparator, dot.comparator),
            "words": dot.words,
        }
        for dot in figures
    ]
    lines = [
        {
            "row": _wrapped(row),
            "value": value,
            "verified": (
                language.say("749/QĐ-TTg", "749/QĐ-TTg")
                if verified
                else language.say("749/QĐ-TTg, chưa kiểm chứng", "749/QĐ-TTg, not verified")
            ),
        }
        for row, (value, verified) in national.items()
    ]
    scale: dict[str, Any] = {"zero": percent, "nice": True}
    if percent:
        scale = {"domain": [0, 100]}
    x = {
        "field": "value",
        "type": "quantitative",
        "title": axis,
        "scale": scale,
    }
    y = {
        "field": "row",
        "type": "nominal",
        "title": None,
        "sort": rows,
        "axis": {
            "labelLimit": 400,
            "labelExpr": "split(datum.label, '\\n')",
            "ticks": False,
            "domain": False,
            "grid": True,
        },
    }
    names = language.say("749/QĐ-TTg", "749/QĐ-TTg")
    unverified = language.say("749/QĐ-TTg, chưa kiểm chứng", "749/QĐ-TTg, not verified")
    return _chart(
        {
            "width": 560,
            # The step of a row, whatever the offsets of the dots within it.
            "height": {"step": max(34, 10 * len(series)), "for": "position"},
            "layer": [
                {
                    "data": {"values": lines},
                    "mark": {"type": "tick", "thickness": 3, "size": max(26, 9 * len(series))},
                    "encoding": {
                        "x": x,
                        "y": y,
                        "color": {
                            "field": "verified",
                            "type": "nominal",
                            "title": language.say("Quốc gia", "National"),
                            "scale": {"domain": [names, unverified], "range": [_INK, "#9aa5b1"]},
                        },
                    },
                },
                {
                    "data": {"values": values},
                    "mark": {"type": "point", "size": 90, "strokeWidth": 2, "opacity": 1},
                    "encoding": {
                        "x": x,
                        "y": y,
                        "yOffset": {"field": "series", "type": "nominal", "sort": series},
                        "color": {
                            "field": "series",
                            "type": "nominal",
                            "title": language.say("Địa bàn", "Area"),
                            "scale": {"domain": series, "range": _PALETTE},
                        },
                        "shape": {
                            "field": "comparator",
                            "type": "nominal",
                            "title": language.say("Cách nói", "Comparator"),
                            "scale": {
                                "domain": [comparators.get(slug, slug) for slug in used],
                                "range": [SHAPES[slug] for slug in used],
                            },
                        },
                    },
                },
            ],
            "resolve": {"scale": {"color": "independent"}},
        }
    )


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a timeline; `on` is an ISO date."""

    on: str
    lane: str
    label: str
    kind: str


def timeline(language: Language, events: Sequence[Event], lanes: Sequence[str]) -> dict[str, Any]:
    """Documents and administrative changes, a lane an area."""
    kinds = {
        "document": language.say("văn bản", "document"),
        "change": language.say("thay đổi hành chính", "administrative change"),
    }
    values = [{"on": e.on, "lane": e.lane, "label": e.label, "kind": kinds[e.kind]} for e in events]
    return _chart(
        {
            "width": 760,
            "height": {"step": 30},
            "data": {"values": values},
            "mark": {"type": "point", "size": 110, "filled": True, "opacity": 0.85},
            "encoding": {
                "x": {
                    "field": "on",
                    "type": "temporal",
                    "title": None,
                    "axis": {"format": "%Y", "tickCount": "year"},
                    "scale": {"padding": 12},
                },
                "y": {
                    "field": "lane",
                    "type": "nominal",
                    "title": None,
                    "sort": list(lanes),
                    "axis": {"labelLimit": 260, "grid": True, "ticks": False, "domain": False},
                },
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": list(kinds.values()), "range": ["#1d5fa8", "#b45309"]},
                },
                "shape": {
                    "field": "kind",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": list(kinds.values()), "range": ["circle", "diamond"]},
                },
            },
        }
    )


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
    places = {
        node.key: ((position + 0.5) / len(found) * widest, height)
        for height, found in heights.items()
        for position, node in enumerate(found)
    }
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
    hidden = {"axis": None, "type": "quantitative"}
    x = {**hidden, "field": "x", "scale": {"domain": [0, widest], "nice": False}}
    top = max(heights)
    y = {**hidden, "field": "y", "scale": {"domain": [-0.5, top + 0.5], "nice": False}}
    return _chart(
        {
            "width": max(280, 215 * widest),
            "height": 85 * (top + 1),
            "layer": [
                {
                    "data": {"values": lines},
                    "mark": {"type": "rule", "strokeWidth": 2, "color": _SOFT},
                    "encoding": {
                        "x": x,
                        "y": y,
                        "x2": {"field": "x2"},
                        "y2": {"field": "y2"},
                        "strokeDash": {
                            "field": "kind",
                            "type": "nominal",
                            "title": None,
                            "scale": {"domain": list(kinds.values()), "range": [[1, 0], [5, 4]]},
                            "legend": {"orient": "bottom", "symbolSize": 400},
                        },
                    },
                },
                {
                    "data": {"values": boxes},
                    "mark": {
                        "type": "point",
                        "shape": "M-9,-1.7H9V1.7H-9Z",
                        "size": 500,
                        "filled": True,
                        "fill": "#ffffff",
                        "stroke": _SOFT,
                        "opacity": 1,
                    },
                    "encoding": {"x": x, "y": y},
                },
                {
                    "data": {"values": boxes},
                    "mark": {
                        "type": "text",
                        "fontSize": 12,
                        "limit": 195,
                        "lineBreak": "\n",
                        "dy": -6,
                        "color": _INK,
                    },
                    "encoding": {"x": x, "y": y, "text": {"field": "label"}},
                },
            ],
            "view": {"stroke": None},
        }
    )


def _wrapped(label: str) -> str:
    """A label in lines that an axis has room for."""
    return "\n".join(textwrap.wrap(label, 52)) or label


def _chart(body: dict[str, Any]) -> dict[str, Any]:
    """A specification with the look that all charts share."""
    return {
        "$schema": _SCHEMA,
        "background": "#ffffff",
        "padding": 10,
        "config": {
            "font": _FONT,
            "axis": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "labelColor": _INK,
                "titleColor": _SOFT,
                "gridColor": "#e8edf2",
                "domainColor": _LINE,
                "tickColor": _LINE,
            },
            "legend": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "labelColor": _INK,
                "titleColor": _SOFT,
                "labelLimit": 260,
            },
            "view": {"stroke": None},
        },
        **body,
    }


class Drawing:
    """Draws charts off the event loop and keeps the last ones, within a number of them."""

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    async def draw(self, specification: Mapping[str, Any], format_: str) -> bytes:
        """The picture of a specification; the same specification gives the same bytes."""
        key = (json.dumps(specification, ensure_ascii=False, sort_keys=True), format_)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = await asyncio.to_thread(_draw, key[0], format_)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept


def _draw(specification: str, format_: str) -> bytes:
    import vl_convert

    if format_ == "svg":
        return str(vl_convert.vegalite_to_svg(specification, vl_version=_VERSION)).encode()
    return bytes(vl_convert.vegalite_to_png(specification, vl_version=_VERSION, scale=2))
