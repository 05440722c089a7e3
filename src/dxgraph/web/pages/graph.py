"""Ask the engine on behalf of a page, and get rows of plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from starlette.requests import Request

from dxgraph.catalogue.results import triple_term
from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query, Term
from dxgraph.terms import XSD

if TYPE_CHECKING:
    from dxgraph.web.http.answer import Answering

Row = dict[str, Any]


class Iri(str):
    """An IRI, told apart from a text."""

    __slots__ = ()


class Text(str):
    """A text with its language tag."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, value: str, language: str) -> Text:
        text = super().__new__(cls, value)
        text.language = language
        return text


async def rows(
    source: Request | Answering, query: str, bindings: Mapping[str, Term] | None = None
) -> list[Row]:
    """The solutions of a SELECT, a dict each: IRIs, texts, numbers, dates and years as Python's.

    Our prefixes are declared. Unbound variables are absent from a row. Pages run in the reserved
    lane, so that they answer while strangers' queries fill the rest, and share its cache.
    """
    answering: Answering = source.app.state.answering if isinstance(source, Request) else source
    kept = await answering.answer(
        Query(declared(query), bindings=dict(bindings or {}), lane=Lane.RESERVED)
    )
    return decode(kept.answer.body)


def decode(body: bytes) -> list[Row]:
    """The rows of SPARQL 1.1 Query Results JSON."""
    found = json.loads(body)["results"]["bindings"]
    return [{name: value(term) for name, term in row.items()} for row in found]


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
            case "integer" | "nonNegativeInteger" | "gYear":
                return int(text)
            case "boolean":
                return text in {"true", "1"}
            case "date":
                return date.fromisoformat(text)
            case "double" | "float":
                return float(text)
    except (ValueError, ArithmeticError):
        return text
    return text
