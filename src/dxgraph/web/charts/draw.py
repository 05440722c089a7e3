"""Charts, drawn at the server as SVG and PNG by Vega-Lite (vl-convert): no script, no other host.

A chart is a Vega-Lite specification made of plain values; the page that shows it has the same
content as a table beside it. Colours tell areas apart, shapes tell comparators apart, so that
neither is needed alone.
"""

from __future__ import annotations

import asyncio
import json
import math
import textwrap
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.web.charts.framing import FONT as _FONT
from dxgraph.web.charts.framing import INK as _INK
from dxgraph.web.charts.framing import SOFT as _SOFT
from dxgraph.web.charts.framing import Frame, framed, size_of

FORMATS: Final = {"svg": "image/svg+xml", "png": "image/png"}

_VERSION = "5.21"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_LINE = "#d5dde5"

PILLARS: Final = {
    "government": "#1d5fa8",
    "economy": "#8a4f00",
    "society": "#0b6b60",
    "cross-cutting": "#6b4a86",
}
"""The accents of the pillars, as in style.css."""

# Told apart also by who sees no red and green (Okabe and Ito's palette, black left to the nation).
_PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a5c00", "#56b4e9", "#8a6fc2", "#6b7280"]

# As on a number line: a full disc is the figure itself, an arrow says which way it may go, a ring
# that the figure alone is not enough, whiskers that it is only about there.
_DISC: Final = "M-0.6,0A0.6,0.6,0,1,1,0.6,0A0.6,0.6,0,1,1,-0.6,0Z"
_HOLE: Final = "M-0.3,0A0.3,0.3,0,1,0,0.3,0A0.3,0.3,0,1,0,-0.3,0Z"
_RIGHT: Final = "M0.5,-0.13H1.05V-0.45L1.75,0L1.05,0.45V0.13H0.5Z"
_LEFT: Final = "M-0.5,-0.13V0.13H-1.05V0.45L-1.75,0L-1.05,-0.45V-0.13Z"
_WHISKERS: Final = (
    "M0.5,-0.13H1.3V-0.45H1.55V0.45H1.3V0.13H0.5ZM-0.5,-0.13V0.13H-1.3V0.45H-1.55V-0.45H-1.3V-0.13Z"
)

SHAPES: Final = {
    "equal": _DISC,
    "at-least": _DISC + _RIGHT,
    "greater-than": _DISC + _HOLE + _RIGHT,
    "at-most": _DISC + _LEFT,
    "less-than": _DISC + _HOLE + _LEFT,
    "approximately": _DISC + _WHISKERS,
    "within-top": "M-0.6,-0.6H0.6V0.6H-0.6Z" + _LEFT,
}
"""How each comparator is drawn: a path in Vega's square from -1 to 1, which arrows may leave."""

MOST_PIXELS: Final = 4_000_000
"""Of a picture: more would be a burden to the service and to who opens it."""

_SIZE: Final = 280
"""Of a symbol, as Vega counts it: a disc of 10 px across."""

VERDICTS: Final = {
    "higher": "#0b6b3a",
    "stricter-wording": "#0b6b3a",
    "lower": "#a32118",
}
"""The colours of the verdicts that have one, as in style.css."""


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


@dataclass(frozen=True, slots=True)
class Line:
    """The national figure of a row."""

    value: float
    verified: bool


@dataclass(frozen=True, slots=True)
class RowName:
    """A row's name and the pillar whose colour it is written in."""

    label: str
    pillar: str
    """Its slug."""


def dots(
    language: Language,
    figures: Sequence[Dot],
    national: Mapping[str, Line],
    comparators: Mapping[str, str],
    *,
    axis: str,
    rows: Sequence[RowName],
    series: Sequence[str],
    percent: bool,
    narrow: bool = False,
) -> dict[str, Any]:
    """Rows of dots with the national figure of each row as a line; a pale line is not verified.

    `national` gives each row's line, `comparators` the label of each comparator's slug, `rows` the
    rows from above, `series` all there may be, so that each keeps its colour from chart to chart.
    `narrow` is for a phone: the names stand above their rows.
    """
    present = {dot.series for dot in figures}
    shown = [(name, _PALETTE[at % len(_PALETTE)]) for at, name in enumerate(series)]
    shown = [(name, colour) for name, colour in shown if name in present]
    names = [name for name, _ in shown]
    used = [slug for slug in SHAPES if any(dot.comparator == slug for dot in figures)]
    letters = 48 if narrow else 52
    wrapped = {row.label: _wrapped(row.label, letters) for row in rows}
    values = [
        {
            "row": wrapped[dot.row],
            "series": dot.series,
            "value": dot.value,
            "comparator": comparators.get(dot.comparator, dot.comparator),
            "words": dot.words,
        }
        for dot in figures
    ]
    kinds = {
        True: "749/QĐ-TTg",
        False: language.say("749/QĐ-TTg, chưa kiểm chứng", "749/QĐ-TTg, not verified"),
    }
    lines = [
        {"row": wrapped[row], "value": line.value, "verified": kinds[line.verified]}
        for row, line in national.items()
    ]
    # What is not there needs no legend.
    verified = {line.verified for line in national.values()}
    kinds = {known: name for known, name in kinds.items() if known in verified}
    # The room of a row: the names above the dots when narrow, else beside them.
    head = 15 * max(label.count("\n") + 1 for label in wrapped.values()) + 6 if narrow else 0
    body = max(28, 15 * len(names))
    step = head + body + 10
    slot = body / len(names)
    offsets = [head + 4 + slot / 2, head + 4 + body - slot / 2]
    most = max([100, *(dot.value for dot in figures), *(line.value for line in national.values())])
    x = {
        "field": "value",
        "type": "quantitative",
        "title": axis,
        "scale": {"domain": [0, most]} if percent else {"zero": False, "nice": True, "padding": 10},
        "axis": _ends(narrow),
    }
    y = {
        "field": "row",
        "type": "nominal",
        "title": None,
        "sort": list(wrapped.values()),
        "scale": {"paddingInner": 0, "paddingOuter": 0},
        "axis": {
            "labelLimit": 420,
            "labelExpr": "split(datum.label, '\\n')",
            "labelColor": _coloured(rows, wrapped),
            "ticks": False,
            "domain": False,
            **(
                {
                    "labelAlign": "left",
                    "labelBaseline": "top",
                    "labelPadding": 0,
                    "labelOffset": 6 - step / 2,
                    "grid": False,
                }
                if narrow
                else {"grid": True, "labelOffset": _centred(wrapped.values())}
            ),
        },
    }
    legend = _legend(narrow)
    offset = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"type": "point", "domain": names, "range": offsets},
    }
    return _chart(
        language,
        {
            "width": 300 if narrow else 720,
            "height": {"step": step, "for": "position"},
            "layer": [
                {
                    "data": {"values": lines},
                    "mark": {
                        "type": "tick",
                        "thickness": 3,
                        "opacity": 1,
                        "size": body,
                        "yOffset": head / 2 + (2 if narrow else 0),
                    },
                    "encoding": {
                        "x": x,
                        "y": y,
                        "color": {
                            "field": "verified",
                            "type": "nominal",
                            "title": language.say("Quốc gia", "National"),
                            "scale": {
                                "domain": list(kinds.values()),
                                "range": [_INK if known else "#a3aeb9" for known in kinds],
                            },
                            "legend": {**legend, "symbolType": _BAR},
                        },
                    },
                },
                {
                    # White under each dot, so that its shape is seen on the national line too.
                    "data": {"values": values},
                    "mark": {**_WHITE, "aria": False},
                    "encoding": {"x": {**x, "axis": None}, "y": y, "yOffset": offset}
                    | _shaped(language, comparators, used, None),
                },
                {
                    "data": {"values": values},
                    "mark": _SOLID,
                    "encoding": {
                        "x": {**x, "axis": {**_ends(narrow), "orient": "top", "title": None}},
                        "y": y,
                        "yOffset": offset,
                        "color": {
                            "field": "series",
                            "type": "nominal",
                            "title": language.say("Địa bàn", "Area"),
                            "scale": {"domain": names, "range": [colour for _, colour in shown]},
                            "legend": {**legend, "symbolType": "circle"},
                        },
                    }
                    | _shaped(language, comparators, used, legend),
                },
            ],
            "resolve": {
                "scale": {"color": "independent", "shape": "independent"},
                "axis": {"x": "independent"},
            },
        },
    )


_BAR: Final = "M-0.2,-1.2H0.2V1.2H-0.2Z"
_SOLID: Final = {"type": "point", "filled": True, "size": _SIZE, "opacity": 1}
_WHITE: Final = {**_SOLID, "color": "#ffffff", "stroke": "#ffffff", "strokeWidth": 3.5}


def _ends(narrow: bool) -> dict[str, Any]:
    """The axis of the values."""
    return {"tickMinStep": 1, "tickCount": 5 if narrow else 10}


def _legend(narrow: bool) -> dict[str, Any]:
    """Above the picture, where a reader begins; on a phone in two columns."""
    return {
        "orient": "top",
        "columns": 2 if narrow else 4,
        # Room for a reader's font that is wider than the one that this is laid out with.
        "columnPadding": 24,
        "direction": "horizontal",
        "symbolSize": 190,
        "symbolStrokeWidth": 0,
    }


def _shaped(
    language: Language,
    comparators: Mapping[str, str],
    used: Sequence[str],
    legend: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The comparators that are used, each by its shape; without a legend, what lies under it."""
    return {
        "shape": {
            "field": "comparator",
            "type": "nominal",
            "title": language.say("Cách nói", "Wording"),
            "scale": {
                "domain": [comparators.get(slug, slug) for slug in used],
                "range": [
                    # What lies under a ring covers its hole too.
                    SHAPES[slug] if legend else SHAPES[slug].replace(_HOLE, "")
                    for slug in used
                ],
            },
            "legend": legend and {**legend, "symbolFillColor": _INK, "labelOffset": 9},
        }
    }


@dataclass(frozen=True, slots=True)
class Entry:
    """What an area set, in a group of `ladder`."""

    area: str
    value: float
    comparator: str
    """Its slug."""
    figure: str
    """In few words: ``about 25%``."""
    verdict: str
    """Its slug, or empty."""
    verdict_label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The areas that set one indicator for one year and level, and the national figure."""

    title: str
    national: Line | None
    entries: Sequence[Entry]


def ladder(
    language: Language,
    groups: Sequence[Group],
    comparators: Mapping[str, str],
    *,
    axis: str,
    percent: bool,
    narrow: bool = False,
) -> dict[str, Any]:
    """One indicator: a row an area, the figure and the verdict written beside its dot.

    The national figure is a line through the rows of its group; a pale one is not verified.
    `narrow` is for a phone: names and figures stand above the dots.
    """
    titles: dict[str, str] = {}
    labels: dict[str, str] = {}
    values, lines = [], []
    kinds = {
        True: "749/QĐ-TTg",
        False: language.say("749/QĐ-TTg, chưa kiểm chứng", "749/QĐ-TTg, not verified"),
    }
    for at, group in enumerate(groups):
        titles[f"{at}"] = group.title
        for number, entry in enumerate(group.entries):
            key = f"{at}:{number}"
            said = entry.figure + (f" · {entry.verdict_label}" if entry.verdict_label else "")
            labels[key] = f"{entry.area}: {said}" if narrow else entry.area
            values.append(
                {
                    "row": key,
                    "value": entry.value,
                    "comparator": comparators.get(entry.comparator, entry.comparator),
                    "said": said,
                    "told": f"{group.title}: {entry.area}, {said}",
                    "colour": VERDICTS.get(entry.verdict, "#3f5468"),
                }
            )
            if group.national:
                kind = kinds[group.national.verified]
                lines.append(
                    {"row": key, "value": group.national.value, "kind": kind, "told": group.title}
                )
    used = [slug for slug in SHAPES if any(e.comparator == slug for g in groups for e in g.entries)]
    keys = [
        key
        for at, group in enumerate(groups)
        for key in (f"{at}", *(f"{at}:{number}" for number in range(len(group.entries))))
    ]
    names = [titles.get(key) or labels[key] for key in keys]
    figures = [entry.value for group in groups for entry in group.entries]
    figures += [group.national.value for group in groups if group.national]
    # Room on the right for what is written beside the last dot.
    most = max(figures) * (1.1 if narrow else 1.3)
    if percent and max(figures) >= 60:
        most = 100 if narrow else 120
    step = 40 if narrow else 30
    x = {
        "field": "value",
        "type": "quantitative",
        "title": axis,
        "scale": {"domain": [0, most], "nice": False},
        "axis": {
            "tickMinStep": 1,
            "tickCount": 5 if narrow else 8,
            # The room beyond a hundred per cent is for words.
            "labelExpr": "datum.value > 100 ? '' : datum.label" if percent else "datum.label",
        },
    }
    above = {"labelAlign": "left", "labelPadding": 0, "labelBaseline": "top", "labelOffset": -16}
    y = {
        "field": "row",
        "type": "nominal",
        "title": None,
        "scale": {"domain": keys, "paddingInner": 0, "paddingOuter": 0},
        "axis": {
            "labelLimit": 320,
            # Names stand in the expression as JSON in ASCII, which nothing in them can leave.
            "labelExpr": f"{json.dumps(names)}[indexof({json.dumps(keys)}, datum.value)]",
            "labelFontWeight": {
                "condition": {"test": "indexof(datum.value, ':') < 0", "value": "bold"},
                "value": "normal",
            },
            "ticks": False,
            "domain": False,
            "grid": False,
            **(above if narrow else {}),
        },
    }
    legend = _legend(narrow)
    present = {group.national.verified for group in groups if group.national}
    told = {"field": "told", "type": "nominal"}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": lines},
            "mark": {
                "type": "tick",
                "thickness": 3,
                "size": 20 if narrow else step,
                "yOffset": 8 if narrow else 0,
                "opacity": 1,
            },
            "encoding": {
                "x": x,
                "y": y,
                "description": told,
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "title": language.say("Quốc gia", "National"),
                    "scale": {
                        "domain": [name for known, name in kinds.items() if known in present],
                        "range": [
                            _INK if known else "#a3aeb9" for known in kinds if known in present
                        ],
                    },
                    "legend": {**legend, "symbolType": _BAR},
                },
            },
        },
        {
            "data": {"values": values},
            "mark": {**_WHITE, "aria": False, "yOffset": 8 if narrow else 0},
            "encoding": {"x": x, "y": y} | _shaped(language, comparators, used, None),
        },
        {
            "data": {"values": values},
            "mark": {**_SOLID, "yOffset": 8 if narrow else 0},
            "encoding": {
                "x": x,
                "y": y,
                "description": told,
                "color": {"field": "colour", "type": "nominal", "scale": None},
            }
            | _shaped(language, comparators, used, legend),
        },
    ]
    if not narrow:
        words: dict[str, Any] = {"type": "text", "align": "left", "dx": 20, "fontSize": 12.5}
        text = {"x": x, "y": y, "text": {"field": "said"}}
        halo = {**words, "stroke": "#ffffff", "strokeWidth": 6, "color": "#ffffff", "aria": False}
        layers += [
            {"data": {"values": values}, "mark": halo, "encoding": text},
            {
                "data": {"values": values},
                "mark": words,
                "encoding": {
                    **text,
                    "color": {"field": "colour", "type": "nominal", "scale": None},
                },
            },
        ]
    if not lines:
        # A layer without data would leave an empty legend.
        layers = layers[1:]
    return _chart(
        language,
        {
            "width": 310 if narrow else 700,
            "height": {"step": step},
            "layer": layers,
            "resolve": {"scale": {"color": "independent", "shape": "independent"}},
        },
    )


def _centred(labels: Iterable[str]) -> dict[str, Any]:
    """Labels of several lines moved up, for Vega centres the first line alone."""
    most = max((label.count("\n") for label in labels), default=0)
    return {
        "condition": [
            {"test": f"length(split(datum.value, '\\n')) == {more + 1}", "value": -7 * more}
            for more in range(1, most + 1)
        ],
        "value": 0,
    }


def _coloured(rows: Sequence[RowName], wrapped: Mapping[str, str]) -> dict[str, Any]:
    """Each row's name in its pillar's colour."""
    labels: dict[str, list[str]] = {}
    for row in rows:
        labels.setdefault(row.pillar, []).append(wrapped[row.label])
    return {
        "condition": [
            # Labels stand in the expression as JSON in ASCII, which nothing in them can leave.
            {"test": f"indexof({json.dumps(found)}, datum.value) >= 0", "value": PILLARS[pillar]}
            for pillar, found in labels.items()
            if pillar in PILLARS
        ],
        "value": _INK,
    }


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year, measured or promised."""

    year: int
    value: float
    series: str
    """What its colour says: an area or a method; empty for a promise."""
    method: str
    """Values of one series and one method are joined."""
    said: str


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator over time: what was measured and what was promised."""

    title: str
    unit: str
    measured: Sequence[Point]
    promised: Sequence[Point]
    falling: bool
    """Whether less is better: then the axis is turned, as people draw ranks."""


def courses(language: Language, found: Sequence[Course], *, narrow: bool = False) -> dict[str, Any]:
    """Indicators one below the other: measured values as discs, joined where one method measured
    them, and promises as rings with their figure; values of two methods are never joined."""
    promised = language.say("cam kết", "promised")
    series = list(dict.fromkeys(p.series for course in found for p in course.measured))
    others = language.say("khác", "others")
    if len(series) > len(_PALETTE):
        # No value goes without a colour: the last ones share one.
        series = [*series[: len(_PALETTE) - 1], others]
    domain = [*series, promised]
    colours = [*(_PALETTE[at % len(_PALETTE)] for at in range(len(series))), _INK]
    colour = {
        "field": "series",
        "type": "nominal",
        "title": None,
        "scale": {"domain": domain, "range": colours},
        "legend": {**_legend(narrow=True), "columns": 1, "labelLimit": 280 if narrow else 420},
    }
    parts = []
    for course in found:
        years = [p.year for p in (*course.measured, *course.promised)]
        x = {
            "field": "year",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [min(years) - 1, max(years) + 1], "nice": False},
            "axis": {"format": "d", "tickMinStep": 1, "tickCount": 6 if narrow else 10},
        }
        y = {
            "field": "value",
            "type": "quantitative",
            "title": course.unit,
            "scale": {"zero": not course.falling, "reverse": course.falling, "padding": 8},
            "axis": {"tickCount": 5},
        }
        measured = [
            {
                "year": p.year,
                "value": p.value,
                "series": p.series if p.series in series else others,
                "said": p.said,
                "joined": f"{p.series} {p.method}",
            }
            for p in course.measured
        ]
        wanted = [
            {"year": p.year, "value": p.value, "series": promised, "said": p.said}
            for p in course.promised
        ]
        told = {"field": "said", "type": "nominal"}
        words = {"type": "text", "align": "left", "dx": 9, "dy": -8, "fontSize": 11.5}
        parts.append(
            {
                "title": {"text": _wrapped(course.title, 40 if narrow else 80).split("\n")},
                "width": 270 if narrow else 640,
                "height": 150,
                "layer": [
                    {
                        "data": {"values": measured},
                        "mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.7},
                        "encoding": {
                            "x": x,
                            "y": y,
                            "color": colour,
                            "detail": {"field": "joined", "type": "nominal"},
                        },
                    },
                    {
                        "data": {"values": measured},
                        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                        "encoding": {"x": x, "y": y, "color": colour, "description": told},
                    },
                    {
                        "data": {"values": wanted},
                        "mark": {"type": "point", "filled": False, "size": 130, "strokeWidth": 2.4},
                        "encoding": {"x": x, "y": y, "color": colour, "description": told},
                    },
                    {
                        "data": {"values": [*measured, *wanted]},
                        "mark": words,
                        "encoding": {"x": x, "y": y, "text": {"field": "said"}, "color": colour},
                    },
                ],
            }
        )
    return _chart(language, {"vconcat": parts, "spacing": 26})


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
    values = [{"on": e.on, "lane": e.lane, "label": e.label, "kind": kinds[e.kind]} for e in events]
    step = 42 if narrow else 34
    above = {
        "labelAlign": "left",
        "labelBaseline": "top",
        "labelPadding": 0,
        "labelOffset": 4 - step / 2,
        "grid": False,
    }
    return _chart(
        language,
        {
            "width": 310 if narrow else 840,
            "height": {"step": step},
            "data": {"values": values},
            "mark": {
                "type": "point",
                "size": 120,
                "filled": True,
                "opacity": 0.85,
                "stroke": "#ffffff",
                "strokeWidth": 1,
                "yOffset": 8 if narrow else 0,
            },
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
                    "axis": {
                        "labelLimit": 300,
                        "ticks": False,
                        "domain": False,
                        **(above if narrow else {"grid": True}),
                    },
                },
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": list(kinds.values()), "range": ["#1d5fa8", "#b45309"]},
                    "legend": {"orient": "top"},
                },
                "shape": {
                    "field": "kind",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": list(kinds.values()), "range": ["circle", "diamond"]},
                },
            },
        },
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
    hidden = {"axis": None, "type": "quantitative"}
    x = {**hidden, "field": "x", "scale": {"domain": [left, right], "nice": False}}
    top = max(heights)
    y = {**hidden, "field": "y", "scale": {"domain": [-0.5, top + 0.5], "nice": False}}
    return _chart(
        language,
        {
            "width": max(300, round(160 * (right - left))),
            "height": 74 * (top + 1),
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
                        "shape": "M-6.8,-1.7H6.8V1.7H-6.8Z",
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
                        "fontSize": 11,
                        "limit": 150,
                        "lineBreak": "\n",
                        "dy": -6,
                        "color": _INK,
                    },
                    "encoding": {"x": x, "y": y, "text": {"field": "label"}},
                },
            ],
            "view": {"stroke": None},
        },
    )


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


def _wrapped(label: str, letters: int) -> str:
    """A label in lines that an axis has room for."""
    return "\n".join(textwrap.wrap(label, letters)) or label


_NUMBERS: Final = {
    Language.VI: {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]},
    Language.EN: {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"]},
}
"""How the axes write numbers: 7,5 and 2.300.000 in Vietnamese."""


def _chart(language: Language, body: dict[str, Any]) -> dict[str, Any]:
    """A specification with the look that all charts share."""
    return {
        "$schema": _SCHEMA,
        "background": "#ffffff",
        "padding": 10,
        "config": {
            "locale": {"number": _NUMBERS[language]},
            "font": _FONT,
            "axis": {
                "labelFontSize": 12.5,
                "titleFontSize": 12.5,
                "titleFontWeight": "normal",
                "labelColor": _INK,
                "titleColor": _SOFT,
                "gridColor": "#e8edf2",
                "domainColor": _LINE,
                "tickColor": _LINE,
            },
            "title": {"fontSize": 13, "anchor": "start", "color": _INK, "frame": "group"},
            "legend": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "labelColor": _INK,
                "titleColor": _SOFT,
                "labelLimit": 260,
                "layout": {
                    "top": {"direction": "vertical", "anchor": "start"},
                    "bottom": {"direction": "vertical", "anchor": "start"},
                },
            },
            "view": {"stroke": None},
        },
        **body,
    }


class Drawing:
    """Draws charts off the event loop and keeps the last ones, within a number of them."""

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, Frame | None, str], bytes] = OrderedDict()

    async def draw(
        self,
        specification: Mapping[str, Any],
        format_: str,
        frame: Frame | None = None,
        *,
        make: Callable[..., Awaitable[bytes]] = asyncio.to_thread,
    ) -> bytes:
        """The picture of a specification in its frame; the same ones give the same bytes.

        `make` calls a function with what follows it, off the event loop. Raises what it raises.
        """
        key = (json.dumps(specification, ensure_ascii=False, sort_keys=True), frame, format_)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = await make(_draw, *key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept


def _draw(specification: str, frame: Frame | None, format_: str) -> bytes:
    import vl_convert

    svg = str(vl_convert.vegalite_to_svg(specification, vl_version=_VERSION))
    if frame is not None:
        svg = framed(svg, frame)
    if format_ == "svg":
        return svg.encode()
    return bytes(vl_convert.svg_to_png(svg, scale=_scale(svg)))


def _scale(svg: str) -> float:
    """Twice the size of the drawing where that is within `MOST_PIXELS`, else what is."""
    width, height = size_of(svg)
    return min(2.0, math.sqrt(0.98 * MOST_PIXELS / (width * height))) if width else 1.0
