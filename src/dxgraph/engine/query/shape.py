"""The shape of a query text: the text without the IRIs of its patterns, so that questions about
one thing after the other are read once (:mod:`dxgraph.engine.query.basic`)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

LONGEST_TEXT: Final = 2000
SLOT: Final = "<:>"
"""What stands for an IRI in a shape. It is no IRI of a scheme, so no text brings it along."""

_LEADING_COMMENTS: Final = re.compile(r"(?:\s*+#[^\n\r]*+[\n\r])*+\s*+")
_PROLOGUE: Final = re.compile(
    r"(?:PREFIX\s++[^\s:<#]*+:\s*+<[A-Za-z][^\x00-\x20<>\"{}|^`\\]*+>\s*+)*+", re.IGNORECASE
)
_IRI: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\]*)>")


class Shape(NamedTuple):
    """A text without its IRIs, and these."""

    text: str
    iris: tuple[str, ...]
    begin: int
    """Where it begins in the text, after comments."""


def shape_of(text: str) -> Shape | None:
    """The shape of a text; None for one that is not looked at. Costs a few microseconds."""
    if len(text) > LONGEST_TEXT or "\\" in text:
        return None
    comments = _LEADING_COMMENTS.match(text)
    begin = comments.end() if comments else 0
    prologue = _PROLOGUE.match(text, begin)
    body = prologue.end() if prologue else begin
    parts = _IRI.split(text[body:])
    return Shape(text[begin:body] + SLOT.join(parts[::2]), tuple(parts[1::2]), begin)
