"""What stands around a picture: its title above, and below from where and of when it is.

A picture is copied out of its page, so it says itself what it shows, what it rests on, and where it
lies. It is laid around the drawing, whatever drew it.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

FONT: Final = "Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"
INK: Final = "#17212b"
SOFT: Final = "#4a5866"

_MARGIN: Final = 12
_TITLE, _SUBTITLE, _FOOT = 17, 13, 11
_LETTER: Final = 0.59
"""How wide a letter of the widest of our fonts is, as a part of its height."""
_ASIDE: Final = 0.14
"""How much wider, letter by letter, a reader's font may be than the one that the drawing was laid
out with; what begins at the right edge of its room would else be cut at its left."""

_SIZE: Final = re.compile(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"')
_ENDING: Final = re.compile(
    r'<text[^>]*text-anchor="end"[^>]*font-size="([\d.]+)px"[^>]*>([^<]*)</text>'
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a picture."""

    title: str
    subtitle: str = ""
    foot: tuple[str, ...] = ()
    """Lines below: source, snapshot and date, licence, address."""


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in pixels."""
    found = _SIZE.match(svg)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def framed(svg: str, frame: Frame) -> str:
    """The drawing with the words of its frame around it; no label of it is cut, whatever the font.

    The drawing lies in the whole as it is, and what leaves its edges is still shown.
    """
    width, height = size_of(svg)
    if not width:
        return svg
    aside = round(max((float(s) * len(t) * _ASIDE for s, t in _ENDING.findall(svg)), default=0.0))
    across = width + 2 * aside
    lines: list[tuple[str, int, str, str]] = []
    for text, size, weight, colour in (
        (frame.title, _TITLE, "bold", INK),
        (frame.subtitle, _SUBTITLE, "normal", SOFT),
    ):
        lines += [(line, size, weight, colour) for line in _lines(text, size, across)]
    head, above = _MARGIN, []
    for line, size, weight, colour in lines:
        head += round(size * 1.35)
        above.append(_text(line, head - round(size * 0.3), size, weight, colour))
    foot, below = head + height + 4, []
    for text in frame.foot:
        for line in _lines(text, _FOOT, across):
            foot += round(_FOOT * 1.4)
            below.append(_text(line, foot, _FOOT, "normal", SOFT))
    tall = foot + _MARGIN
    said = f"{frame.title}. {frame.subtitle}" if frame.subtitle else frame.title
    inner = svg.replace("<svg ", f'<svg x="{aside}" y="{head}" overflow="visible" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{across:g}" '
        f'height="{tall:g}" viewBox="0 0 {across:g} {tall:g}" role="img" '
        f"aria-label={quoteattr(said)}>"
        f"<title>{escape(said)}</title>"
        f'<rect width="{across:g}" height="{tall:g}" fill="#ffffff"/>'
        f"{inner}{''.join(above)}{''.join(below)}</svg>"
    )


def _lines(text: str, size: int, across: float) -> list[str]:
    """A text in lines that have room; an address that is longer than a line is cut."""
    letters = max(20, int((across - 2 * _MARGIN) / (size * _LETTER)))
    return textwrap.wrap(text, letters, break_on_hyphens=False)


def _text(line: str, y: float, size: int, weight: str, colour: str) -> str:
    return (
        f'<text x="{_MARGIN}" y="{y:g}" font-family="{FONT}" font-size="{size}px" '
        f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
    )
