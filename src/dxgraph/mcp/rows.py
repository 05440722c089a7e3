"""Answers of queries as the tools give them: rows or a graph, with the evidence they rest on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final, cast

import pyoxigraph as ox
from mcp.server.mcpserver import Context

from dxgraph.catalogue import NamedQuery, prepare
from dxgraph.catalogue.parameters import short_form
from dxgraph.engine.protocol import Answer
from dxgraph.mcp.answers import NamedQueryInfo, QueryParameter, Rows
from dxgraph.mcp.evidence import evidence_of
from dxgraph.mcp.graph import Graph, asks
from dxgraph.model.answers import bindings, triple_term
from dxgraph.terms import PREFIXES, XSD

MOST_ROWS: Final = 1000
_MOST_TEXT: Final = 60_000
_MOST_READ: Final = 2_000_000


def described(named: NamedQuery) -> NamedQueryInfo:
    return NamedQueryInfo(
        name=named.name,
        iri=PREFIXES["query"][named.name],
        question_vi=named.summary["vi"],
        question_en=named.summary["en"],
        description_vi=named.description["vi"],
        description_en=named.description["en"],
        parameters=[
            QueryParameter(
                name=parameter.name,
                kind=parameter.kind.name,
                required=parameter.required,
                default=None if parameter.default is None else short_form(parameter.default),
                choices=list(parameter.choices),
                meaning_vi=parameter.label["vi"],
                meaning_en=parameter.label["en"],
            )
            for parameter in named.parameters
        ],
    )


async def rows_of(graph: Graph, context: Context, answer: Answer, limit: int) -> Rows:
    """An answer as the tools give it, with the evidence of the statements that it names."""
    digest = answer.digest or (await graph.info()).digest
    if answer.form.gives_graph:
        text = answer.body.decode()
        iris = await asyncio.to_thread(_named_in, answer.body)
        return Rows(
            snapshot=digest,
            total=answer.rows,
            truncated=len(text) > _MOST_TEXT,
            turtle=text[:_MOST_TEXT],
            evidence=await evidence_of(graph, context, iris),
        )
    read = json.loads(answer.body)
    if "boolean" in read:
        return Rows(
            snapshot=digest, columns=["answer"], rows=[{"answer": read["boolean"]}], total=1
        )
    shown = read["results"]["bindings"][:limit]
    iris = [term["value"] for row in shown for term in row.values() if term["type"] == "uri"]
    evidence = await evidence_of(graph, context, iris)
    note = None
    if shown and not evidence:
        note = "No row names a target, claim or outcome: select it too to get its evidence."
    return Rows(
        snapshot=digest,
        columns=[name for name in read["head"]["vars"] if any(name in row for row in shown)],
        rows=[{name: _plain(term) for name, term in row.items()} for row in shown],
        total=len(read["results"]["bindings"]),
        truncated=len(shown) < len(read["results"]["bindings"]),
        evidence=evidence,
        note=note,
    )


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
