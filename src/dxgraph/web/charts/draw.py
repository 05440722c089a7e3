"""Pictures of charts, drawn at the server by Vega-Lite (vl-convert): no script, no other host.

A chart is a Vega-Lite specification, a JSON file beside this one filled with plain values by the
module of its name; the page that shows it has the same content as a table beside it.

``python -m dxgraph.web.charts.draw`` is the process that draws for a service
(:mod:`dxgraph.web.charts.drawer`).
"""

from __future__ import annotations

import contextlib
import math
import resource
import signal
import sys
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from dxgraph.engine.pool.isolation import alarm, no_core_dumps, prefer_as_victim
from dxgraph.engine.pool.priority import lower
from dxgraph.web.charts.framing import FONT, Frame, framed, size_of

FORMATS: Final = {"svg": "image/svg+xml", "png": "image/png"}

_VERSION = "5.21"

_PAINTED: Final = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"
"""The fonts of a PNG. Its painter takes the first that there is, and for a text with a letter that
this one lacks any other: of Liberation Sans it knows no Vietnamese, and takes one with serifs."""

MOST_PIXELS: Final = 4_000_000
"""Of a picture: more would be a burden to the service and to who opens it."""

_HALOED: Final = '<g class="mark-text role-mark haloed_marks"'
"""The words of a layer of this name, which lie upon lines."""
_HALO: Final = 'stroke="#ffffff" stroke-width="6" stroke-linejoin="round" paint-order="stroke"'
"""What parts them from the lines. As a layer of its own it took the time to measure them again."""

_MOST_BYTES: Final = 300_000_000
"""A process that holds more ends; with the first picture it holds 105 MB."""
_GRACE_S: Final = 2.0


def draw(specification: str, frame: Frame | None, format_: str) -> bytes:
    """The picture of a Vega-Lite specification (JSON), in its frame, as one of `FORMATS`.

    Raises ValueError for what is no specification.
    """
    import vl_convert

    svg = _drawing(specification)
    if frame is not None:
        svg = framed(svg, frame)
    if format_ == "svg":
        return svg.encode()
    return bytes(vl_convert.svg_to_png(svg.replace(FONT, _PAINTED), scale=_scale(svg)))


@lru_cache(maxsize=4)
def _drawing(specification: str) -> str:
    """The drawing alone, as SVG: the same is asked for as PNG too, and for a page around it."""
    import vl_convert

    drawn = str(vl_convert.vegalite_to_svg(specification, vl_version=_VERSION))
    return drawn.replace(_HALOED, f"<g {_HALO} {_HALOED.removeprefix('<g ')}")


def _scale(svg: str) -> float:
    """Twice the size of the drawing where that is within `MOST_PIXELS`, else what is."""
    width, height = size_of(svg)
    return min(2.0, math.sqrt(0.98 * MOST_PIXELS / (width * height))) if width else 1.0


def serve(line: Connection, timeout_s: float, idle_s: float, most: int) -> None:
    """Draw what comes over the line until nobody is there, nothing comes for `idle_s`, so many
    pictures are drawn, or they have left too much behind."""
    for _ in range(most):
        if not line.poll(idle_s):
            return
        order = line.recv()
        # Who asked ends a late one itself; this is for one that was killed.
        alarm(timeout_s + _GRACE_S)
        reply: bytes | Exception
        try:
            reply = draw(*order)
        except Exception as error:  # it is raised where the picture was asked for
            reply = error
        alarm(0)
        line.send(reply)
        if _resident_bytes() > _MOST_BYTES:
            return


def _resident_bytes() -> int:
    """What this process holds of the machine's memory; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _main(descriptor: str, timeout_s: str, idle_s: str, most: str) -> None:
    # It ends with its line, however the service does.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    no_core_dumps()
    prefer_as_victim()
    lower(0, idle=False)
    with Connection(int(descriptor)) as line, contextlib.suppress(EOFError, OSError):
        serve(line, float(timeout_s), float(idle_s), int(most))


if __name__ == "__main__":
    _main(*sys.argv[1:])
