"""REPLACE as SPARQL means it, in Oxigraph.

SPARQL 1.1 (section 17.4.3.15) takes the replacement of XPath's ``fn:replace``: ``$1`` is a group
and what follows is text, ``\\$`` is a dollar sign. Oxigraph hands it to Rust's regular expressions,
where ``$2x`` is a group called "2x", and there is none. So a function writes the replacement as
Rust reads it, while the query runs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.query.tokens import Token, tokens

FUNCTION: Final = ox.NamedNode("urn:dxgraph:replacement")
"""The function of pattern, replacement and flags that gives the replacement for Rust."""

_OPENS, _CLOSES = frozenset("([{"), frozenset(")]}")


def rewrite(text: str) -> str:
    """The query with every replacement as Oxigraph reads it."""
    if "replace" not in text.lower():
        return text
    parts = tokens(text)
    edits: list[tuple[int, int, str]] = []
    for index, (kind, value, _) in enumerate(parts):
        if kind == "word" and value.lower() == "replace":
            spans = _arguments(parts, index + 1)
            if len(spans) in (3, 4):
                edits += _edits(text, parts, spans)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@lru_cache(maxsize=64)
def for_rust(pattern: str, replacement: str, flags: str = "") -> str | None:
    """A replacement of XPath in the syntax of Rust; None where XPath calls it an error."""
    if "q" in flags:
        return replacement.replace("$", "$$")
    made: list[str] = []
    at = 0
    while at < len(replacement):
        sign = replacement[at]
        at += 1
        if sign == "\\":
            if replacement[at : at + 1] not in ("\\", "$"):
                return None
            made.append("\\" if replacement[at] == "\\" else "$$")
            at += 1
        elif sign == "$":
            digits = re.match(r"[0-9]+", replacement[at:])
            if digits is None:
                return None
            number = digits[0]
            # Of a number beyond the last group, the last digits are text.
            while len(number) > 1 and int(number) > _groups(pattern):
                number = number[:-1]
            made.append(f"${{{int(number)}}}")
            at += len(number)
        else:
            made.append(sign)
    return "".join(made)


def called(*terms: object) -> ox.Literal | None:
    """`for_rust` for a query that runs; None is an error of its expression."""
    texts = [term.value for term in terms if isinstance(term, ox.Literal)]
    if len(texts) != len(terms) or len(texts) not in (2, 3):
        return None
    made = for_rust(*texts)
    return None if made is None else ox.Literal(made)


def _groups(pattern: str) -> int:
    """How many groups of a regular expression are counted."""
    bare = re.sub(r"\\.", "", pattern, flags=re.DOTALL)
    bare = re.sub(r"\[\^?\]?[^\]]*\]", "", bare)
    return len(re.findall(r"\((?!\?)|\(\?P?<(?![=!])", bare))


def _arguments(parts: tuple[Token, ...], index: int) -> list[tuple[int, int]]:
    """The arguments of a call, each as its first token and the one behind its last."""
    if index >= len(parts) or parts[index].text != "(":
        return []
    found: list[tuple[int, int]] = []
    depth, begins = 1, index + 1
    for at in range(index + 1, len(parts)):
        mark = parts[at].text if parts[at].kind == "mark" else ""
        if mark in _OPENS:
            depth += 1
        elif mark in _CLOSES:
            depth -= 1
        if (mark == "," and depth == 1) or depth == 0:
            found.append((begins, at))
            begins = at + 1
        if depth == 0:
            return found
    return []


def _edits(
    text: str, parts: tuple[Token, ...], spans: list[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    first, last = parts[spans[2][0]], parts[spans[2][1] - 1]
    if first == last and first.kind == "string" and not {"$", "\\"} & set(first.text):
        return []  # in both the same
    start, end = _place(parts, spans[2])
    others = [text[slice(*_place(parts, span))] for span in spans[1:2] + spans[3:]]
    before = f"{FUNCTION}({others[0]}, "
    after = f", {others[1]})" if len(others) > 1 else ")"
    return [(start, start, before), (end, end, after)]


def _place(parts: tuple[Token, ...], span: tuple[int, int]) -> tuple[int, int]:
    last = parts[span[1] - 1]
    return parts[span[0]].start, last.start + len(last.text)
