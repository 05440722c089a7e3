"""Answers of queries as the tools give them: rows or a graph, with the evidence they rest on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

import pyoxigraph as ox
from mcp.server.mcpserver import Context

from dxgraph.catalogue import NamedQuery, prepare
from dxgraph.catalogue.parameters import short_form
from dxgraph.engine.protocol import Answer
from dxgraph.evidence import Language
from dxgraph.mcp.answers import NamedQueryInfo, QueryParameter, Rows
from dxgraph.mcp.covering import not_covered, say
from dxgraph.mcp.evidence import evidence_of
from dxgraph.mcp.graph import Graph, asks
from dxgraph.model.answers import bindings, triple_term
from dxgraph.terms import PREFIXES, XSD

MOST_ROWS: Final = 1000
_MOST_TEXT: Final = 60_000
_MOST_READ: Final = 2_000_000


def listed(named: NamedQuery, language: Language) -> NamedQueryInfo:
    """A query as the list has it."""
    takes = [f"{each.name}{'*' * each.required}" for each in named.parameters]
    return NamedQueryInfo(
        name=named.name, question=named.summary[language], takes=", ".join(takes) or None
    )


def described(named: NamedQuery, language: Language) -> NamedQueryInfo:
    """A query with all that its parameters are."""
    return NamedQueryInfo(
        name=named.name,
        iri=PREFIXES["query"][named.name],
        question=named.summary[language],
        description=named.description[language],
        parameters=[
            QueryParameter(
                name=parameter.name,
                kind=parameter.kind.name,
                required=parameter.required,
                default=None if parameter.default is None else short_form(parameter.default),
                choices=list(parameter.choices),
                meaning=parameter.label[language],
            )
            for parameter in named.parameters
        ],
    )


async def rows_of(
    graph: Graph, context: Context, answer: Answer, page: range, language: Language
) -> Rows:
    """A `page` of an answer as the tools give it, with the evidence of the statements that it names
    and whose rows do not tell figure and place themselves; of a graph, so much of its text as that
    many rows would take."""
    digest = answer.digest or (await graph.info()).digest
    if answer.form.gives_graph:
        text = answer.body.decode()
        named = await asyncio.to_thread(_named_in, answer.body)
        evidence = await evidence_of(graph, context, named, len(page))
        return Rows(
            snapshot=digest,
            total=answer.rows,
            truncated=len(text) > _letters(page),
            turtle=_whole_lines(text, _letters(page)),
            evidence=evidence,
            not_covered=await not_covered(graph, context, language, named, evidence),
        )
    read = json.loads(answer.body)
    if "boolean" in read:
        return Rows(
            snapshot=digest,
            columns=["answer"],
            rows=[{"answer": read["boolean"]}],
            total=1,
            not_covered=await not_covered(graph, context, language),
        )
    found = read["results"]["bindings"]
    shown = found[page.start : page.stop]
    iris = [term["value"] for row in shown for term in row.values() if term["type"] == "uri"]
    told = {row[name]["value"] for row in shown for name in _told(row)}
    evidence = await evidence_of(graph, context, (iri for iri in iris if iri not in told))
    noted = "" if evidence or told else "select-the-target" if found else "no-row"
    return Rows(
        snapshot=digest,
        columns=[name for name in read["head"]["vars"] if any(name in row for row in shown)],
        rows=[{name: _plain(term) for name, term in row.items()} for row in shown],
        total=len(found),
        truncated=len(shown) < len(found),
        evidence=evidence,
        note=say(noted, language) if noted else None,
        not_covered=await not_covered(graph, context, language, iris, evidence),
    )


_STATED: Final = (
    *(("target", ""), ("statement", ""), ("outcome", "outcome_"), ("outcome", "")),
    ("national", "national_"),
)
"""The columns of statements, each with how those of its figure and place begin."""


def _told(row: Mapping[str, object]) -> Iterator[str]:
    """The columns of the statements, and of their places, that a row itself tells."""
    for name, prefix in _STATED:
        figure, place = f"{prefix}printed_figure", f"{prefix}place"
        if row.keys() >= {name, figure, place}:
            yield from (name, place)


_LETTERS_A_ROW: Final = 400


def _letters(page: range) -> int:
    return min(len(page) * _LETTERS_A_ROW, _MOST_TEXT)


def _whole_lines(text: str, most: int) -> str:
    """The beginning of a text, up to the end of a line."""
    return text if len(text) <= most else text[: text.rfind("\n", 0, most) + 1]


def _named_in(turtle: bytes) -> list[str]:
    """The IRIs of subjects and objects of a graph, in its order; of a very large one, none."""
    if len(turtle) > _MOST_READ:
        return []
    found: dict[str, None] = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.NamedNode):
                found[term.value] = None
    return list(found)


def _plain(term: Mapping[str, str]) -> str | int | float | bool:
    """A term as JSON has it; what is not of its datatype stays a text."""
    if term["type"] == "triple":
        return triple_term(cast("Mapping[str, Any]", term["value"]))
    text, datatype = term["value"], term.get("datatype", "").removeprefix(XSD)
    try:
        if datatype in {"integer", "nonNegativeInteger", "gYear"}:
            return int(text)
        if datatype in {"decimal", "double", "float"}:
            return float(text)
    except ValueError:
        return text
    return {"true": True, "false": False}.get(text, text) if datatype == "boolean" else text


async def ledger_of(graph: Graph, context: Context, area: str) -> list[dict[str, str]]:
    """How far the documents of a province are known, by kind and period; of others nothing."""
    ask = asks(graph, context)
    ready = await prepare(graph.catalogue["coverage-ledger"], {"area": area, "lang": "en"}, ask)
    wanted = {
        "document_kind": "kind",
        "promise_period": "period",
        "ledger_state": "state",
        "sought_on": "sought_on",
        "search_label": "sought",
    }
    return [
        {name: _slug(row[key]) for key, name in wanted.items() if key in row}
        for row in bindings((await ask(ready)).body)
    ]


def _slug(term: Mapping[str, str]) -> str:
    """The last part of an IRI; a literal as it is."""
    return term["value"].rpartition("/")[2] if term["type"] == "uri" else term["value"]
