"""Names in a SPARQL query that exist nowhere, with those that come near.

A query that names `targetvalue` is right by its grammar and finds nothing: who wrote it would take
that for an answer. So it is told; of the other vocabularies that the graph uses where a name that
it has comes near (`sdmx-dimension:refarea`), for they have many that it has no use for.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from dxgraph.catalogue.choices import Ask
from dxgraph.curies import shorten
from dxgraph.engine.protocol import Lane, Query
from dxgraph.engine.query.bindings import serialise
from dxgraph.engine.query.inspection import inspect
from dxgraph.engine.query.tokens import scan
from dxgraph.model.answers import bindings
from dxgraph.terms import BASE, PREFIXES, XSD

_MOST_NAMES: Final = 50
_MOST_NEAR: Final = 3
_THERE: Final = """SELECT ?name WHERE {
  VALUES ?name { %s }
  FILTER (EXISTS { ?name ?a ?b } || EXISTS { ?a ?name ?b } || EXISTS { ?a ?b ?name }
    || EXISTS { GRAPH ?name { ?a ?b ?c } })
}"""
_NEAR: Final = """SELECT DISTINCT ?name WHERE {
  ?name a ?class FILTER (STRSTARTS(STR(?name), "%s"))
} ORDER BY ?name"""
_USED: Final = """SELECT DISTINCT ?name WHERE {
  { ?s ?name ?o } UNION { ?s a ?name } FILTER (STRSTARTS(STR(?name), "%s"))
} ORDER BY ?name"""
_OF_OTHERS: Final = tuple(
    namespace for namespace in map(str, PREFIXES.values()) if not namespace.startswith((BASE, XSD))
)
"""Datatypes are also names of functions."""
_ASKED_OF: Final = (BASE, *_OF_OTHERS)
_PLAIN: Final = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that exists nowhere in the snapshot."""

    name: str
    near: tuple[str, ...]
    """Names that come near, as the query would write them."""

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.near)}?)" if self.near else self.name


async def unknown_names(text: str, ask: Ask) -> list[Unknown]:
    """The names in a query that the snapshot does not know. Raises what `ask` raises."""
    named = list(dict.fromkeys(_named(text)))[:_MOST_NAMES]
    if not named:
        return []
    there = await _names(ask, _THERE % " ".join(serialise(ox.NamedNode(iri)) for iri in named))
    lacking = [iri for iri in named if iri not in there]
    found = [(iri, Unknown(shorten(iri), await _near(iri, ask))) for iri in lacking]
    return [unknown for iri, unknown in found if unknown.near or iri.startswith(BASE)]


def _named(text: str) -> Iterator[str]:
    """IRIs of ours and of the vocabularies that the graph uses, except those that a prologue
    declares or a dataset names."""
    prefixes = {**PREFIXES, **dict(inspect(text).prefixes)}
    before = ("", "")
    for kind, value, _ in scan(text):
        declared = before[1] == "base" or before[0] == "prefix" or before[1] in ("from", "named")
        if kind == "iri" and value[1:].startswith(_ASKED_OF) and not declared:
            yield value[1:-1]
        elif kind == "name" and before[1] not in ("prefix", "from", "named"):
            prefix, _, local = value.partition(":")
            iri = prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
            if iri.startswith(_ASKED_OF) and local:
                yield iri
        before = before[1], value.lower()


async def _near(iri: str, ask: Ask) -> tuple[str, ...]:
    """Names of the same kind that are written alike, the nearest first."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    begin = iri[:cut]
    those = _NEAR if begin.startswith(BASE) else _USED
    names = await _names(ask, those % begin.replace("\\", "").replace('"', ""))
    wanted = _PLAIN.sub("", iri[cut:].lower())
    spelled = {name: _PLAIN.sub("", name[cut:].lower()) for name in names}
    scored = sorted(
        (-difflib.SequenceMatcher(None, wanted, other).ratio(), name)
        for name, other in spelled.items()
    )
    return tuple(shorten(name) for score, name in scored[:_MOST_NEAR] if score <= -0.7)


async def _names(ask: Ask, text: str) -> list[str]:
    answer = await ask(Query(text, lane=Lane.RESERVED))
    return [row["name"]["value"] for row in bindings(answer.body)]
