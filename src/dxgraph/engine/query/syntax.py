"""Where a query stops being one: the first token after which no query can go on.

Oxigraph's parser names the furthest place that it looked at. Its keywords are read ahead whole, so
that place may lie up to fourteen characters behind the fault, or at the end of the text. Here the
place is found by what the parser accepts: a beginning of the text, with white space behind it, is
the beginning of some query if the parser gets to its very end.
"""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.query.tokens import Token, scan

_ROOM: Final = "\n" * 40
"""More than the longest keyword, so that reading one ahead does not get to the end of the text."""

_LONGEST: Final = 50_000
"""The text is parsed a dozen times; a longer one is not worth that."""


def fault(text: str) -> tuple[int, int] | None:
    """Line and column, from 1 and in code points, of the first token that fits no query; the place
    behind the last token where the text only ends too early. None where it cannot be said.

    To be used on a text that did not parse, in a process that may die.
    """
    if len(text) > _LONGEST or "service" in text.lower():
        # A beginning that happens to be a whole query is run, on no data: it must call nobody.
        return None
    parts = list(scan(text))
    begins, ends = 0, len(parts)
    if _goes_on(text, parts, ends):
        return _line_and_column(text, _end(parts[-1]) if parts else 0)
    while begins + 1 < ends:
        middle = (begins + ends) // 2
        if _goes_on(text, parts, middle):
            begins = middle
        else:
            ends = middle
    return _line_and_column(text, parts[ends - 1].start)


def _goes_on(text: str, parts: list[Token], count: int) -> bool:
    """Whether a query may begin with the first tokens of the text."""
    beginning = text[: _end(parts[count - 1])] + _ROOM if count else _ROOM
    try:
        ox.Store().query(beginning)
    except SyntaxError as error:
        place = re.match(r"error at (\d+):(\d+):", str(error))
        return place is not None and _offset(beginning, int(place[1])) == len(beginning)
    except (RuntimeError, ValueError, OSError):
        return True
    return True


def _offset(text: str, line: int) -> int:
    """Where a line begins; the end of a text that ends in line feeds is the last of its lines."""
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1])


def _end(token: Token) -> int:
    return token.start + len(token.text)


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
