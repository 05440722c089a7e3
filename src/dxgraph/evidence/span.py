"""Spans: the place of a printed figure in a text, as an IRI and as a record.

A span's IRI is its source's IRI with a character position of RFC 5147 (section 2.2.1), written in
one way only: ``#char=BEGIN,END``, both given, without leading zeros and without integrity checks.
Positions are those between characters: 0 is before the first, and ``char=0,1`` is the first
character. Characters are code points.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

CONTEXT = 50
"""How many code points on each side of a span belong to its passage."""

_FRAGMENT = re.compile(r"char=(0|[1-9][0-9]*),(0|[1-9][0-9]*)")


def fragment(begin: int, end: int) -> str:
    """The position as a fragment, without the number sign.

    >>> fragment(873, 905)
    'char=873,905'
    """
    return f"char={begin},{end}"


def parse_fragment(text: str) -> tuple[int, int] | None:
    """Begin and end of a fragment, or None when it is not written as `fragment` does.

    >>> parse_fragment("char=873,905")
    (873, 905)
    """
    match = _FRAGMENT.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def span_iri(source: str, begin: int, end: int) -> str:
    """The IRI of a span of the source of this IRI."""
    return f"{source}#{fragment(begin, end)}"


def parse_iri(iri: str) -> tuple[str, int, int] | None:
    """Source, begin and end of a span's IRI; None when it is not the IRI of a span."""
    source, _, position = iri.partition("#")
    place = parse_fragment(position)
    return (source, *place) if place else None


def passage(text: str, begin: int, end: int) -> str:
    """The span with up to 50 code points on each side: enough to tell it from its repetitions."""
    return text[max(0, begin - CONTEXT) : end + CONTEXT]


def passage_sha256(text: str, begin: int, end: int) -> str:
    """The SHA-256 of the passage in UTF-8, in 64 hexadecimal digits."""
    return hashlib.sha256(passage(text, begin, end).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A span as the graph describes it: what it says, which need not be true of the text."""

    iri: str
    source: str
    """IRI of the text that it is a place of."""
    begin: int
    end: int
    figure: str
    """What is printed there."""
    passage_sha256: str
    reason: str | None = None
    """Of a number that is no target: the slug of the reason. None for evidence."""

    def stands_in(self, text: str) -> bool:
        """Whether the text prints the span's figure at the span's place."""
        return 0 <= self.begin < self.end and text[self.begin : self.end] == self.figure
