"""One indicator: a row an area, its figure and its verdict beside the dot."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.web.charts.fill import chart
from dxgraph.web.charts.signs import VERDICTS, Line, ink, national_kinds, shaped

_MOST_LETTERS: Final = 42
"""How many letters a phone's line has room for."""


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
    documents: str = ""
    """How many documents set the same, where they are several: ``2 documents``."""

    def said(self, *, documents: bool = True) -> str:
        """Figure and verdict, and between them how many `documents`."""
        found = self.figure
        if documents and self.documents:
            found += f" ({self.documents})"
        return found + (f" · {self.verdict_label}" if self.verdict_label else "")


@dataclass(frozen=True, slots=True)
class Group:
    """The areas that set one indicator for one year and level, and the national figure."""

    title: str
    national: Line | None
    entries: Sequence[Entry]


def _above(entry: Entry) -> str:
    """What stands above a dot on a phone, as much as is not cut off; the table has all of it."""
    room = _MOST_LETTERS - len(f"{entry.area}: ")
    told = (entry.said(), entry.said(documents=False))
    return f"{entry.area}: {next((said for said in told if len(said) <= room), entry.figure)}"


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
    kinds = national_kinds(language)
    for at, group in enumerate(groups):
        titles[f"{at}"] = group.title
        for number, entry in enumerate(group.entries):
            key = f"{at}:{number}"
            said = entry.said()
            labels[key] = _above(entry) if narrow else entry.area
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
    present = {group.national.verified for group in groups if group.national}
    found = chart(
        "ladder",
        language,
        narrow=narrow,
        axis=axis,
        most=most,
        # The room beyond a hundred per cent is for words.
        ends="datum.value > 100 ? '' : datum.label" if percent else "datum.label",
        rows=keys,
        # Names stand in the expression as JSON in ASCII, which nothing in them can leave.
        names=f"{json.dumps(names)}[indexof({json.dumps(keys)}, datum.value)]",
        national=language.say("Quốc gia", "National"),
        kinds=[name for known, name in kinds.items() if known in present],
        inks=[ink(known) for known in kinds if known in present],
        lines=lines,
        values=values,
        **shaped(language, comparators, {e.comparator for g in groups for e in g.entries}),
    )
    if not lines:
        # A layer without data would leave an empty legend.
        del found["layer"][0]
    return found
