"""Rows of SPARQL 1.1 Query Results JSON as plain values of Python."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from dxgraph.terms import XSD

Row = dict[str, Any]

Terms = dict[str, dict[str, Any]]
"""A row whose values are terms as SPARQL 1.1 Query Results JSON has them."""


class Iri(str):
    """An IRI, told apart from a text."""

    __slots__ = ()


class Year(int):
    """A year: written without the marks that part the thousands of a quantity."""


class Text(str):
    """A text with its language tag."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, value: str, language: str) -> Text:
        text = super().__new__(cls, value)
        text.language = language
        return text


Ask = Callable[[str], Awaitable[Sequence[Row]]]
"""Whoever answers a SELECT in which our prefixes are not declared."""


_LONG: Final = 50_000
_ROWS: Final = re.compile(r'"bindings"\s*:\s*\[\s*(?=\{)')
_BETWEEN: Final = re.compile(r"\s*,\s*")


def bindings(body: bytes) -> list[Terms]:
    """The rows of SPARQL 1.1 Query Results JSON, each value a term as they have it."""
    return list(each_binding(body))


def each_binding(body: bytes) -> Iterator[Terms]:
    """The same, one row at a time: all of ten thousand together hold 50 MB.

    A long body is read row by row: as one it would hold the interpreter, and whoever waits for it
    in another thread, for 12 ms a megabyte.
    """
    text = body.decode()
    begin = _ROWS.search(text) if len(body) > _LONG else None
    if begin is None:
        yield from json.loads(text)["results"]["bindings"]
        return
    scan, at = json.JSONDecoder().raw_decode, begin.end()
    while True:
        row, at = scan(text, at)
        yield row
        between = _BETWEEN.match(text, at)
        if between is None:
            return
        at = between.end()


def decode(body: bytes) -> list[Row]:
    """The rows of SPARQL 1.1 Query Results JSON."""
    return [{name: value(term) for name, term in row.items()} for row in bindings(body)]


def value(term: Mapping[str, str]) -> Any:
    """A term of SPARQL 1.1 Query Results JSON as a Python value.

    A lexical form that is not of its datatype stays a text: a page shows it as it is.
    """
    if term["type"] == "triple":
        return triple_term(cast("Mapping[str, Any]", term["value"]))
    text = term["value"]
    if term["type"] == "uri":
        return Iri(text)
    if "xml:lang" in term:
        return Text(text, term["xml:lang"])
    try:
        match term.get("datatype", "").removeprefix(XSD):
            case "decimal":
                return Decimal(text)
            case "integer" | "nonNegativeInteger":
                return int(text)
            case "gYear":
                return Year(text)
            case "boolean":
                return {"true": True, "1": True, "false": False, "0": False}[text]
            case "date":
                return date.fromisoformat(text)
            case "double" | "float":
                return float(text)
    except (ValueError, KeyError, ArithmeticError):
        return text
    return text


def triple_term(parts: Mapping[str, Any]) -> str:
    """A triple term of SPARQL 1.2 JSON in words of Turtle; what a cell can show of one."""

    def said(term: Mapping[str, Any]) -> str:
        value = term["value"]
        match term["type"]:
            case "triple":
                return triple_term(value)
            case "uri":
                return f"<{value}>"
            case "bnode":
                return f"_:{value}"
        language, datatype = term.get("xml:lang"), term.get("datatype")
        tail = f"@{language}" if language else f"^^<{datatype}>" if datatype else ""
        return json.dumps(value, ensure_ascii=False) + tail

    inside = " ".join(said(parts[name]) for name in ("subject", "predicate", "object"))
    return f"<<( {inside} )>>"
