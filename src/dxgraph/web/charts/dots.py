"""Rows of dots, with the national figure of each row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxgraph.bilingual import Language
from dxgraph.web.charts.fill import chart
from dxgraph.web.charts.framing import INK
from dxgraph.web.charts.signs import PALETTE, PILLARS, Line, ink, national_kinds, shaped, wrapped


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
    national: Mapping[str, Line],
    comparators: Mapping[str, str],
    *,
    axis: str,
    rows: Mapping[str, str],
    series: Sequence[str],
    percent: bool,
    narrow: bool = False,
) -> dict[str, Any]:
    """Rows of dots with the national figure of each row as a line; a pale line is not verified.

    `national` gives each row's line, `comparators` the label of each comparator's slug, `rows` the
    names of the rows from above, each with the slug of the pillar whose colour it is written in,
    `series` all there may be, so that each keeps its colour from chart to chart.
    `narrow` is for a phone: the names stand above their rows.
    """
    present = {dot.series for dot in figures}
    shown = [(name, PALETTE[at % len(PALETTE)]) for at, name in enumerate(series)]
    shown = [(name, colour) for name, colour in shown if name in present]
    names = [name for name, _ in shown]
    letters = 48 if narrow else 52
    labels = {row: wrapped(row, letters) for row in rows}
    # What is not there needs no legend.
    verified = {line.verified for line in national.values()}
    kinds = {known: kind for known, kind in national_kinds(language).items() if known in verified}
    # The room of a row: the names above the dots when narrow, else beside them.
    head = 15 * max(label.count("\n") + 1 for label in labels.values()) + 6 if narrow else 0
    body = max(28, 15 * len(names))
    step = head + body + 10
    slot = body / len(names)
    most = max([100, *(dot.value for dot in figures), *(line.value for line in national.values())])
    return chart(
        "dots",
        language,
        narrow=narrow,
        axis=axis,
        scale={"domain": [0, most]} if percent else {"zero": False, "nice": True, "padding": 10},
        rows=list(labels.values()),
        coloured=_coloured(rows, labels),
        labelOffset=6 - step / 2 if narrow else _centred(labels.values()),
        step=step,
        body=body,
        below=head / 2 + (2 if narrow else 0),
        series=names,
        colours=[colour for _, colour in shown],
        offsets=[head + 4 + slot / 2, head + 4 + body - slot / 2],
        area=language.say("Địa bàn", "Area"),
        national=language.say("Quốc gia", "National"),
        kinds=list(kinds.values()),
        inks=[ink(known) for known in kinds],
        lines=[
            {
                "row": labels[row],
                "value": line.value,
                "verified": national_kinds(language)[line.verified],
            }
            for row, line in national.items()
        ],
        values=[
            {
                "row": labels[dot.row],
                "series": dot.series,
                "value": dot.value,
                "comparator": comparators.get(dot.comparator, dot.comparator),
                "words": dot.words,
            }
            for dot in figures
        ],
        **shaped(language, comparators, {dot.comparator for dot in figures}),
        # A legend of nothing would be headed all the same, and drawn without end without its head.
        **({} if kinds else {"nationalLegend": None}),
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


def _coloured(rows: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, Any]:
    """Each row's name in its pillar's colour."""
    found: dict[str, list[str]] = {}
    for row, pillar in rows.items():
        found.setdefault(pillar, []).append(labels[row])
    return {
        "condition": [
            # Labels stand in the expression as JSON in ASCII, which nothing in them can leave.
            {"test": f"indexof({json.dumps(names)}, datum.value) >= 0", "value": PILLARS[pillar]}
            for pillar, names in found.items()
            if pillar in PILLARS
        ],
        "value": INK,
    }
