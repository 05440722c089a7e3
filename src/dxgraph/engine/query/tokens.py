"""The tokens of a query: the terminals of the `SPARQL 1.1 grammar
<https://www.w3.org/TR/sparql11-query/#sparqlGrammar>`_.

One of them is ambiguous without parsing: ``?a<b&&c>?d`` holds an IRI for a tokeniser and two
comparisons for a parser that knows where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_NAME = r"\w\u00B7\u0300-\u036F\u200C\u200D\u203F\u2040"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<string>\"\"\"(?>(?>\"{{0,2}})(?>[^\"\\]|\\.))*+\"\"\"
             | '''(?>(?>'{{0,2}})(?>[^'\\]|\\.))*+'''
             | \"(?>[^\"\\\n\r]|\\.)*+\"
             | '(?>[^'\\\n\r]|\\.)*+')
  | (?P<iri><(?>[^\x00-\x20<>\"{{}}|^`\\]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<variable>[?$][{_NAME}]+)
  | (?P<language>@[A-Za-z]+(?:--?[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<name>(?:[{_NAME}][{_NAME}.-]*+(?<!\.))?
        :(?:\.*(?:[{_NAME}:-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]))*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<mark>\"(?>[^\"\\\n\r]|\\.)*+|'(?>[^'\\\n\r]|\\.)*+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A part of a query that is neither white space nor comment."""

    kind: str
    text: str
    start: int


def scan(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a text from a place on; what is no token of SPARQL comes as marks: of one
    character, or what is left of the line after a quotation mark that is never closed."""
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup
        if kind != "space" and kind is not None:
            yield Token(kind, match.group(), match.start())


@lru_cache(maxsize=128)
def tokens(text: str) -> tuple[Token, ...]:
    """All tokens of a text; remembered, because named queries come again and again."""
    return tuple(scan(text))
