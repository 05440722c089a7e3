"""The printed figure of each statement that an answer names, and the places where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox
from mcp.server.mcpserver import Context

from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query
from dxgraph.engine.query.bindings import serialise
from dxgraph.mcp.answers import Evidence, Place
from dxgraph.mcp.graph import Graph, request_of
from dxgraph.model.answers import bindings
from dxgraph.terms import DOCUMENT, OUTCOME, SOURCE

_MOST_STATEMENTS: Final = 100
"""Evidence is fetched for so many statements of an answer; more would drown it."""

_EVIDENCE: Final = """SELECT * WHERE {
  { SELECT DISTINCT ?statement WHERE {
      { VALUES ?statement { #statements } }
      UNION { VALUES ?place { #places } ?statement dx:evidence|dx:attestedAt ?place } } }
  ?statement a dx:IndicatorStatement .
  OPTIONAL { ?statement rdfs:label ?vi FILTER (LANG(?vi) = "vi") }
  OPTIONAL { ?statement rdfs:label ?en FILTER (LANG(?en) = "en") }
  OPTIONAL { ?statement dx:statedIn ?document }
  OPTIONAL { ?statement dx:confidence ?confidence }
  OPTIONAL { ?statement dx:printedFigure ?own }
  OPTIONAL {
    ?statement dx:evidence|dx:attestedAt ?place .
    OPTIONAL { ?place dx:printedFigure ?figure }
    OPTIONAL { ?place nif:referenceContext ?source ; nif:beginIndex ?begin ; nif:endIndex ?end ;
      dx:passageSha256 ?digest }
    OPTIONAL { ?place nif:referenceContext? ?printed . ?printed dx:address ?address }
  }
} ORDER BY ?statement ?place ?address"""


async def evidence_of(
    graph: Graph, context: Context, iris: Iterable[str], most: int = _MOST_STATEMENTS
) -> list[Evidence]:
    """Printed figures and places of the first statements among these IRIs, and of what is printed
    at the places among them; in the order of the IRIs."""
    statements: dict[str, None] = {}
    places: dict[str, None] = {}
    for iri in iris:
        if iri.startswith((DOCUMENT, OUTCOME)) and (iri.startswith(OUTCOME) or "#" in iri):
            statements[iri] = None
        elif iri.startswith(SOURCE) and "#" in iri:
            places[iri] = None
    if not statements and not places:
        return []
    text = _EVIDENCE.replace("#statements", _values(statements, most))
    text = text.replace("#places", _values(places, most))
    query = Query(declared(text), lane=Lane.RESERVED)
    found: dict[str, Evidence] = {}
    for row in bindings((await graph.ask(query, request_of(context))).body):
        value = {name: term["value"] for name, term in row.items()}
        one = found.setdefault(
            value["statement"],
            Evidence(
                statement=value["statement"],
                label_vi=value.get("vi"),
                label_en=value.get("en"),
                document=value.get("document"),
                printed_figure=value.get("own"),
                confidence=value.get("confidence", "").rpartition("/")[2] or None,
            ),
        )
        _add_place(one, value)
    order = {iri: number for number, iri in enumerate(statements)}
    return sorted(found.values(), key=lambda one: order.get(one.statement, len(order)))


def _values(iris: Iterable[str], most: int) -> str:
    kept = list(iris)[: min(most, _MOST_STATEMENTS)]
    return " ".join(serialise(ox.NamedNode(iri)) for iri in kept)


def _add_place(one: Evidence, value: Mapping[str, str]) -> None:
    if "place" not in value:
        return
    place = next((item for item in one.places if item.iri == value["place"]), None)
    if place is None:
        place = Place(
            iri=value["place"],
            printed_figure=value.get("figure"),
            source=value.get("source"),
            begin=int(value["begin"]) if "begin" in value else None,
            end=int(value["end"]) if "end" in value else None,
            passage_sha256=value.get("digest"),
        )
        one.places.append(place)
    if one.printed_figure is None:
        one.printed_figure = place.printed_figure
    if "address" in value and value["address"] not in place.addresses:
        place.addresses.append(value["address"])
