"""Vega-Lite specifications as JSON files, filled with what is shown.

A file holds a `chart` and the `parts` that it uses more than once; what all charts share is in
``look.json``. In a file

- ``"$name"`` is what the code gives by that name, else the part of that name;
- ``{"$like": "name", …}`` is that part with these properties changed;
- ``{"wide": …, "narrow": …}`` is the one for a screen or the one for a phone; where the one that is
  asked for is missing, so is the property.

Long names of rows are parted into lines before they are drawn, so an axis has no ``labelLimit``
(0): to measure each label against it took a third of a picture's time and cut none.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.files import own_text
from dxgraph.web.charts.framing import FONT, INK, SOFT

_WIDTHS: Final = frozenset({"wide", "narrow"})
_MISSING: Final = object()


def chart(
    name: str, language: Language, /, *, narrow: bool = False, **values: Any
) -> dict[str, Any]:
    """The chart of that file, with the look that all charts share.

    Raises KeyError for a name in the file that neither the code nor a part gives.
    """
    filled = _filling(name, language, narrow, values)
    return {**filled(read("look")["chart"]), **filled(read(name)["chart"])}


def part(
    name: str, wanted: str, language: Language, /, *, narrow: bool = False, **values: Any
) -> dict[str, Any]:
    """One part of that file, for a chart that has it more than once."""
    return dict(_filling(name, language, narrow, values)(f"${wanted}"))


@functools.cache
def read(name: str) -> dict[str, Any]:
    """A file as it is, with its holes."""
    text = own_text(__package__, f"{name}.json")
    return dict(json.loads(text))


def _filling(
    name: str, language: Language, narrow: bool, values: Mapping[str, Any]
) -> Callable[[Any], Any]:
    """What fills a template; what the code gave stands as it is, for names may look like holes."""
    decimal, thousands = language.marks
    numbers = {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}
    given = {"font": FONT, "ink": INK, "soft": SOFT, "numbers": numbers, **values}
    parts = read("look")["parts"] | read(name)["parts"]
    width = "narrow" if narrow else "wide"

    def filled(template: Any) -> Any:
        if isinstance(template, str) and template.startswith("$"):
            hole = template[1:]
            return given[hole] if hole in given else filled(parts[hole])
        if isinstance(template, list):
            return [item for item in map(filled, template) if item is not _MISSING]
        if not isinstance(template, dict):
            return template
        if template and template.keys() <= _WIDTHS:
            return filled(template[width]) if width in template else _MISSING
        like = filled(f"${template['$like']}") if "$like" in template else {}
        own = {key: filled(value) for key, value in template.items() if key != "$like"}
        return like | {key: value for key, value in own.items() if value is not _MISSING}

    return filled
