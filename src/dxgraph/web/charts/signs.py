"""What the charts tell things apart by: colours for areas, shapes for comparators.

Neither is needed alone, and every colour is told from the others also by who sees no red and green.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.web.charts.framing import INK

PILLARS: Final = {
    "government": "#1d5fa8",
    "economy": "#8a4f00",
    "society": "#0b6b60",
    "cross-cutting": "#6b4a86",
}
"""The accents of the pillars, as in style.css."""

PALETTE: Final = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#7a5c00",
    "#56b4e9",
    "#8a6fc2",
    "#6b7280",
)
"""Okabe and Ito's, told apart also by who sees no red and green; black is left to the nation."""

# As on a number line: a full disc is the figure itself, an arrow says which way it may go, a ring
# that the figure alone is not enough, whiskers that it is only about there.
DISC: Final = "M-0.6,0A0.6,0.6,0,1,1,0.6,0A0.6,0.6,0,1,1,-0.6,0Z"
HOLE: Final = "M-0.3,0A0.3,0.3,0,1,0,0.3,0A0.3,0.3,0,1,0,-0.3,0Z"
_RIGHT: Final = "M0.5,-0.13H1.05V-0.45L1.75,0L1.05,0.45V0.13H0.5Z"
_LEFT: Final = "M-0.5,-0.13V0.13H-1.05V0.45L-1.75,0L-1.05,-0.45V-0.13Z"
_WHISKERS: Final = (
    "M0.5,-0.13H1.3V-0.45H1.55V0.45H1.3V0.13H0.5ZM-0.5,-0.13V0.13H-1.3V0.45H-1.55V-0.45H-1.3V-0.13Z"
)

RING: Final = DISC + "M-0.42,0A0.42,0.42,0,1,0,0.42,0A0.42,0.42,0,1,0,-0.42,0Z"
"""What was promised, beside the disc of what was measured."""

SHAPES: Final = {
    "equal": DISC,
    "at-least": DISC + _RIGHT,
    "greater-than": DISC + HOLE + _RIGHT,
    "at-most": DISC + _LEFT,
    "less-than": DISC + HOLE + _LEFT,
    "approximately": DISC + _WHISKERS,
    "within-top": "M-0.6,-0.6H0.6V0.6H-0.6Z" + _LEFT,
}
"""How each comparator is drawn: a path in Vega's square from -1 to 1, which arrows may leave."""

VERDICTS: Final = {
    "higher": "#0b6b3a",
    "stricter-wording": "#0b6b3a",
    "lower": "#a32118",
}
"""The colours of the verdicts that have one, as in style.css."""


@dataclass(frozen=True, slots=True)
class Line:
    """The national figure of a row."""

    value: float
    verified: bool


def national_kinds(language: Language) -> dict[bool, str]:
    """What the legend calls a national figure, by whether it is verified."""
    return {
        True: language.say("mức quốc gia", "national figure"),
        False: language.say("mức chưa kiểm chứng", "figure not verified"),
    }


def ink(verified: bool) -> str:
    """The colour of a national figure: a pale one is not verified."""
    return INK if verified else "#a3aeb9"


def wrapped(label: str, letters: int) -> str:
    """A label in lines that an axis has room for."""
    return "\n".join(textwrap.wrap(label, letters, break_on_hyphens=False)) or label


def shaped(
    language: Language, comparators: Mapping[str, str], used: Collection[str]
) -> dict[str, Any]:
    """What the parts `shaped` and `covered` of a chart need: the comparators that are used, each
    by its shape, and the shape of what lies white under it, which covers the hole of a ring too."""
    slugs = [slug for slug in SHAPES if slug in used]
    return {
        "wording": language.say("Cách nói", "Wording"),
        "comparators": [comparators.get(slug, slug) for slug in slugs],
        "shapes": [SHAPES[slug] for slug in slugs],
        "covers": [SHAPES[slug].replace(HOLE, "") for slug in slugs],
    }
