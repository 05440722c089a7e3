"""Where a subject stands in a Turtle file: so that a finding about it can name file and line.

A reader of RDF forgets where a triple stood, so the file is read a second time, into the tokens of
RDF 1.1 Turtle (section 6.5): prefixes and bases as they change, comments, strings of all four
kinds, escapes, lists and blank nodes. TriG's braces and N-Triples are read by the same tokens.
Nothing is checked: in a file that is no Turtle, what could be read so far is what is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from dxgraph.curies import unescaped
from dxgraph.files import read_text
from dxgraph.terms import RDF


@dataclass(frozen=True, slots=True)
class Place:
    """A statement of a file, or the beginning of it, and where its object stands."""

    subject: str
    """IRI, or the blank node as it is written."""
    predicate: str
    object: str
    """IRI, the value of a literal, the blank node as it is written; "" for one in brackets."""
    line: int
    """Of the object, from 1."""
    column: int
    """Of the object, from 1, in code points."""
    subject_line: int


def subject_lines(path: Path) -> dict[str, int]:
    """The IRI of every subject of a file, to the line where it first stands as one, from 1.

    Raises InputError and DataError as `dxgraph.files.read_text` does.
    """
    lines: dict[str, int] = {}
    for place in places(read_text(path)):
        if not place.subject.startswith("_:"):
            lines.setdefault(place.subject, place.subject_line)
    return lines


def places(text: str, base: str = "") -> Iterator[Place]:
    """The statements of a Turtle text in their order; inside brackets and lists too."""
    return _Reader(text, base).statements()


_NAME = r"[\w\-·\u0300-\u036f\u203f\u2040]"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
  | (?P<string>\"{{3}}(?:\"{{0,2}}(?:\\.|[^"\\]))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:\\.|[^'\\]))*'{{3}}
            | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
  | (?P<datatype>\^\^)
  | (?P<keyword>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?)
  | (?P<blank>_:{_NAME}(?:(?:{_NAME}|\.)*{_NAME})?)
  | (?P<name>(?:\w(?:(?:{_NAME}|\.)*{_NAME})?)?:
            (?:(?:{_NAME}|:|{_ESCAPED})(?:(?:{_NAME}|[.:]|{_ESCAPED})*(?:{_NAME}|:|{_ESCAPED}))?)?)
  | (?P<number>[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+))
  | (?P<word>[A-Za-z]+)
  | (?P<sign>[;,.\[\](){{}}])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_TERMS = {"iri", "string", "blank", "name", "number", "word"}


@dataclass(slots=True)
class _Frame:
    """What is open: a statement, a blank node in brackets, or a list."""

    subject: str | None
    subject_at: int
    predicate: str | None = None


class _Reader:
    def __init__(self, text: str, base: str) -> None:
        self.text = text
        self.base = base
        self.prefixes: dict[str, str] = {}
        self.lines = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def statements(self) -> Iterator[Place]:
        stack = [_Frame(None, 0)]
        anonymous = 0
        tokens = self._tokens()
        for kind, value, at in tokens:
            frame = stack[-1]
            if kind == "keyword" or (
                kind == "word" and frame.subject is None and value.upper() in {"PREFIX", "BASE"}
            ):
                if value.lower() in {"@prefix", "prefix", "@base", "base"}:
                    self._directive(value.lower().lstrip("@"), tokens)
                continue  # else a language tag
            if kind == "datatype":
                next(tokens, None)
            elif kind in _TERMS:
                if kind == "word" and frame.subject is None and value.upper() == "GRAPH":
                    continue
                term = self._term(kind, value, verb=frame.predicate is None)
                if frame.subject is None:
                    frame.subject, frame.subject_at = term, at
                elif frame.predicate is None:
                    frame.predicate = term
                else:
                    yield self._place(frame, term, at)
            elif value in "[(":
                anonymous += 1
                name = f"_:[{anonymous}]"
                if frame.subject is None:
                    frame.subject, frame.subject_at = name, at
                elif frame.predicate is not None:
                    yield self._place(frame, "", at)
                # In a list every term is an object of the list.
                stack.append(_Frame(name, at, RDF.first if value == "(" else None))
            elif value in "])":
                if len(stack) > 1:
                    stack.pop()
            elif value == ";":
                frame.predicate = None
            elif value in ".{}":
                stack = [_Frame(None, 0)]

    def _directive(self, kind: str, tokens: Iterator[tuple[str, str, int]]) -> None:
        prefix = next(tokens, ("", "", 0))[1] if kind == "prefix" else ""
        found, value, _ = next(tokens, ("", "", 0))
        if found != "iri":
            return
        iri = self._resolve(value)
        if kind == "base":
            self.base = iri
        else:
            self.prefixes[prefix.removesuffix(":")] = iri

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        for match in _TOKEN.finditer(self.text):
            kind = match.lastgroup or "other"
            if kind not in {"space", "other"}:
                yield kind, match[0], match.start()

    def _term(self, kind: str, value: str, *, verb: bool) -> str:
        if kind == "iri":
            return self._resolve(value)
        if kind == "name":
            prefix, _, local = value.partition(":")
            return self.prefixes.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)
        if kind == "string":
            quotes = 3 if value[:3] in ('"""', "'''") and len(value) >= 6 else 1
            return unescaped(value[quotes:-quotes])
        if kind == "word" and value == "a" and verb:
            return RDF.type
        return value

    def _resolve(self, value: str) -> str:
        iri = unescaped(value[1:-1])
        if _ABSOLUTE.match(iri):
            return iri
        if iri.startswith("#") or not iri:
            return self.base.partition("#")[0] + iri  # RFC 3986, section 5.2, for any scheme
        return urljoin(self.base, iri)

    def _place(self, frame: _Frame, term: str, at: int) -> Place:
        line = bisect_right(self.lines, at)
        return Place(
            subject=frame.subject or "",
            predicate=frame.predicate or "",
            object=term,
            line=line,
            column=at - self.lines[line - 1] + 1,
            subject_line=bisect_right(self.lines, frame.subject_at),
        )
