"""Pictures of charts, drawn at the server by Vega-Lite (vl-convert): no script, no other host.

A chart is a Vega-Lite specification, a JSON file beside this one filled with plain values by the
module of its name; the page that shows it has the same content as a table beside it.
"""

from __future__ import annotations

import asyncio
import json
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from dxgraph.web.charts.framing import FONT, Frame, framed, size_of

FORMATS: Final = {"svg": "image/svg+xml", "png": "image/png"}

_VERSION = "5.21"

_PAINTED: Final = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"
"""The fonts of a PNG. Its painter takes the first that there is, and for a text with a letter that
this one lacks any other: of Liberation Sans it knows no Vietnamese, and takes one with serifs."""

MOST_PIXELS: Final = 4_000_000
"""Of a picture: more would be a burden to the service and to who opens it."""


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
    return bytes(vl_convert.svg_to_png(svg.replace(FONT, _PAINTED), scale=_scale(svg)))


def _scale(svg: str) -> float:
    """Twice the size of the drawing where that is within `MOST_PIXELS`, else what is."""
    width, height = size_of(svg)
    return min(2.0, math.sqrt(0.98 * MOST_PIXELS / (width * height))) if width else 1.0
