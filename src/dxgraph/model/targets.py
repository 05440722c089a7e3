"""Reads what a snapshot says of targets, from whatever answers: a service, an engine, a store."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dxgraph.curies import expand
from dxgraph.model.answers import Ask, Iri, Row
from dxgraph.model.judged import COMPARED, FIRST, NO_COUNTERPART, PROVINCES
from dxgraph.model.things import Name, Place, Standing, Target
from dxgraph.model.view import View
from dxgraph.terms import (
    DX,
    LEVEL,
    RDF,
    RDFS,
    READING_EXTENT,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
)

_LABELS = """SELECT ?s ?l WHERE { ?s rdfs:label ?l FILTER (LANG(?l) IN ("vi", "en")) }"""
CODES = """SELECT ?s ?n ?o WHERE {
  ?s skos:inScheme ?scheme OPTIONAL { ?s skos:notation ?n } OPTIONAL { ?s dx:order ?o } }"""
_SAID = """rdf:type rdfs:label dx:statedIn sdmx-dimension:refArea dx:indicator dx:adminLevel
    dx:deadline dx:statedPillar dx:inferredPillar dx:comparator dx:targetValue dx:upperValue
    sdmx-attribute:unitMeasure dx:startYear dx:universe dx:confidence dx:printedFigure
    dx:scopeNote skos:editorialNote dx:boundToAbolishedLevel dx:evidence dx:attestedAt"""
_STATEMENTS = f"""SELECT ?s ?p ?o WHERE {{
  VALUES ?p {{ {_SAID} }}
  ?s a dx:Target ; ?p ?o
  FILTER (?p != rdf:type || ?o = dx:QuantifiedTarget) }}"""
"""What pages say of targets, of all that follows for them."""
SAID = frozenset(expand(name) or name for name in _SAID.split())
"""The properties whose values are attributes of a `Target`."""
_EXTENTS = "SELECT ?d ?extent WHERE { ?d dx:readingExtent ?extent }"
_PLACES = """SELECT ?s ?source ?figure ?begin ?end ?digest ?address WHERE {
  { ?s a dx:EvidenceSpan ; nif:referenceContext ?source ; dx:printedFigure ?figure ;
      nif:beginIndex ?begin ; nif:endIndex ?end ; dx:passageSha256 ?digest .
    OPTIONAL { ?source dx:address ?address } }
  UNION { ?t dx:attestedAt ?s . BIND (?s AS ?source) OPTIONAL { ?s dx:address ?address } }
}"""


async def read(ask: Ask) -> View:
    """The names and targets of the snapshot that answers, all of them."""
    labelled, coded, placed, stated, extents, judged, provinces = await asyncio.gather(
        *(
            ask(query)
            for query in (_LABELS, CODES, _PLACES, _STATEMENTS, _EXTENTS, FIRST, PROVINCES)
        )
    )
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for row in labelled:
        labels[row["s"]].setdefault(row["l"].language, str(row["l"]))
    names = {iri: Name(iri, found) for iri, found in labels.items()}
    notations, orders = codes(coded)
    places = _places(placed, names)
    statements: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in stated:
        statements[row["s"]][row["p"]].append(row["o"])
    standings = _standings(judged, names)
    provincial = {row["s"] for row in provinces}
    unjudged = Standing(names.get(NO_COUNTERPART) or Name(NO_COUNTERPART))
    reported = {row["d"] for row in extents if row["extent"] == READING_EXTENT["reported"]}

    def standing(iri: str, found: Mapping[str, list[Any]]) -> Standing | None:
        if iri in standings:
            return standings[iri]
        own = provincial.intersection(found.get(SDMX_DIMENSION.refArea, ()))
        return unjudged if own and all(name in found for name in COMPARED) else None

    targets = tuple(
        replace(target, reported=target.document.iri in reported)
        for target in (
            _target(iri, found, names, notations, places, standing(iri, found))
            for iri, found in sorted(statements.items())
        )
    )
    return View(names, notations, orders, targets, {t.iri: t for t in targets})


def codes(coded: Iterable[Row]) -> tuple[dict[str, str], dict[str, int]]:
    """The notation and the place of each concept."""
    notations: dict[str, str] = {}
    orders: dict[str, int] = {}
    for row in coded:
        if "n" in row:
            notations[row["s"]] = str(row["n"])
        if "o" in row:
            orders[row["s"]] = int(row["o"])
    return notations, orders


def _places(found: Sequence[Row], names: Mapping[str, Name]) -> dict[str, Place]:
    addresses: dict[str, list[str]] = defaultdict(list)
    first: dict[str, Row] = {}
    for row in found:
        first.setdefault(row["s"], row)
        if "address" in row and row["address"] not in addresses[row["s"]]:
            addresses[row["s"]].append(str(row["address"]))
    return {
        iri: Place(
            iri,
            names.get(row["source"]) or Name(row["source"]),
            str(row.get("figure", "")),
            row.get("begin"),
            row.get("end"),
            str(row.get("digest", "")),
            tuple(addresses[iri]),
        )
        for iri, row in first.items()
    }


def _standings(judged: Sequence[Row], names: Mapping[str, Name]) -> dict[str, Standing]:
    """The verdict on each target that has one."""

    def named(row: Row, column: str) -> Name:
        iri = row.get(column, "")
        return names.get(iri) or Name(iri)

    standings: dict[str, Standing] = {}
    for row in judged:
        standings.setdefault(
            row["target"],
            Standing(
                named(row, "verdict"),
                str(row["national"]),
                str(row.get("figure", "")),
                row["deadline"],
                named(row, "confidence"),
                named(row, "yardstick"),
                str(row.get("number", "")),
            ),
        )
    return standings


def _target(
    iri: str,
    found: Mapping[str, list[Any]],
    names: Mapping[str, Name],
    notations: Mapping[str, str],
    places: Mapping[str, Place],
    standing: Standing | None,
) -> Target:
    def one(*properties: str) -> Any:
        return next((found[p][0] for p in properties if found.get(p)), None)

    def name(*properties: str) -> Name:
        value = one(*properties)
        return (names.get(value) or Name(value)) if isinstance(value, Iri) else Name("")

    def texts(property_: str) -> dict[str, str]:
        return {text.language: str(text) for text in found.get(property_, ())}

    evidence = [*found.get(DX.evidence, ()), *found.get(DX.attestedAt, ())]
    printed = tuple(sorted((places[p] for p in evidence if p in places), key=lambda p: p.iri))
    figure = one(DX.printedFigure) or next((p.figure for p in printed if p.figure), "")
    # A page known by its address prints what the target says that it prints.
    printed = tuple(p if p.figure else replace(p, figure=str(figure)) for p in printed)
    comparator, unit = name(DX.comparator), name(SDMX_ATTRIBUTE.unitMeasure)
    return Target(
        iri=iri,
        labels={label.language: str(label) for label in found.get(RDFS.label, ())},
        quantified=DX.QuantifiedTarget in found.get(RDF.type, ()),
        document=name(DX.statedIn),
        area=name(SDMX_DIMENSION.refArea),
        indicator=name(DX.indicator),
        level=name(DX.adminLevel) or Name(LEVEL["not-applicable"]),
        deadline=one(DX.deadline),
        pillar=name(DX.statedPillar, DX.inferredPillar),
        pillar_stated=bool(found.get(DX.statedPillar)),
        comparator=comparator,
        sign=notations.get(comparator.iri, ""),
        value=one(DX.targetValue),
        upper=one(DX.upperValue),
        unit=unit,
        unit_sign=notations.get(unit.iri, ""),
        start_year=one(DX.startYear),
        universe=name(DX.universe),
        confidence=name(DX.confidence),
        figure=str(figure),
        scope=texts(DX.scopeNote),
        notes=texts(SKOS.editorialNote),
        abolished=bool(one(DX.boundToAbolishedLevel)),
        places=printed,
        standing=standing,
    )
