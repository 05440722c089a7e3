"""Named queries run on our own graph and on small graphs made up for a test."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import cache, lru_cache
from typing import Any

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.catalogue import Catalogue, load, prepare
from dxgraph.engine.evaluation import evaluate
from dxgraph.engine.protocol import Answer, Query
from dxgraph.terms import BASE, PREFIXES
from support.graph import own_snapshot

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
Row = dict[str, str]


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load()


def own_graph() -> ox.Store:
    return own_snapshot().store


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[ox.Quad, ...]:
    own = [file for file in corpus.files() if not file.name.startswith("data/")]
    return tuple(quad for file in own for quad in corpus.parse(file))


def graph_of(turtle: str) -> ox.Store:
    """A store with the vocabulary, the code lists and these statements, and what follows."""
    stated = [*_vocabulary(), *ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE)]
    store = ox.Store()
    stated.extend(corpus.stand(stated))
    stated.extend(corpus.first_places(stated))
    for quad in (*stated, *corpus.follow(stated)):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    return store


def asker(store: ox.Store) -> Callable[[Query], Awaitable[Answer]]:
    async def ask(query: Query) -> Answer:
        return evaluate(store, query)

    return ask


def prepared(store: ox.Store, name: str, **given: str) -> Query:
    return asyncio.run(prepare(catalogue()[name], given, asker(store)))


def _answer(store: ox.Store, name: str, **given: str) -> bytes:
    return evaluate(store, prepared(store, name, **given)).body


@cache
def _of_own_graph(name: str, **given: str) -> bytes:
    """Our own graph is the same for all tests, and some ask what others have asked."""
    return _answer(own_graph(), name, **given)


def rows(store: ox.Store, name: str, **given: str) -> list[Row]:
    """The rows of an answer, IRIs of ours without their common beginning."""
    body = _of_own_graph(name, **given) if store is own_graph() else _answer(store, name, **given)
    bindings: list[dict[str, Any]] = json.loads(body)["results"]["bindings"]
    return [{key: short(term["value"]) for key, term in binding.items()} for binding in bindings]


def columns(found: list[Row], *names: str) -> list[tuple[str | None, ...]]:
    """Some columns of the rows; None where a row has no value."""
    return [tuple(row.get(name) for name in names) for row in found]


def short(value: str) -> str:
    return value.removeprefix(BASE).replace("ontology#", "dx:")


def area(slug: str, more: str = "") -> str:
    return f'area:{slug} a dx:Province ; rdfs:label "Tỉnh {slug}"@vi , "{slug}"@en {more} .\n'


def document(slug: str, more: str = "") -> str:
    return (
        f'document:{slug} a dx:PolicyDocument ; rdfs:label "VB {slug}"@vi , "{slug}"@en {more} .\n'
    )


def indicator(slug: str, direction: str = "higher-better", more: str = "") -> str:
    return (
        f"indicator:{slug} a dx:Indicator ; dx:direction direction:{direction} ;"
        f' rdfs:label "Chỉ số {slug}"@vi , "{slug}"@en {more} .\n'
    )


def target(
    document_: str,
    fragment: str,
    *,
    of: str,
    indicator_: str,
    value: str | None = "10.0",
    comparator: str = "equal",
    upper: str | None = None,
    by: str = "2025-12-31",
    level: str = "not-applicable",
    more: str = "",
) -> str:
    kind = "dx:QualitativeTarget" if value is None else "dx:QuantifiedTarget"
    figure = ""
    if value is not None:
        figure = f"; dx:targetValue {value} ; dx:comparator comparator:{comparator} "
        figure += "; sdmx-attribute:unitMeasure unit:percent "
    if upper is not None:
        figure += f"; dx:upperValue {upper} "
    return (
        f'<{BASE}document/{document_}#{fragment}> a {kind} ; rdfs:label "t"@vi , "t"@en ;'
        f" dx:statedIn document:{document_} ; sdmx-dimension:refArea area:{of} ;"
        f" dx:indicator indicator:{indicator_} ; dx:adminLevel level:{level} ;"
        f' dx:deadline "{by}"^^xsd:date ; dx:inferredPillar pillar:society {figure}{more} .\n'
    )
