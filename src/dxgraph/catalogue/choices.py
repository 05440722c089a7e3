"""What a parameter may name in the graph that is served: to check values, and to fill forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pyoxigraph as ox

from dxgraph.catalogue.parameters import LANGUAGES, Choice, Kind, Parameter
from dxgraph.catalogue.queries import NamedQuery
from dxgraph.engine.protocol import Answer, Lane, Query, Term
from dxgraph.engine.query.bindings import serialise
from dxgraph.errors import UsageError
from dxgraph.model.answers import bindings
from dxgraph.terms import DX, RDFS

Ask = Callable[[Query], Awaitable[Answer]]
"""Whoever answers: `Engine.run`, or something before it that keeps answers."""

_KIND = "kind"
"""How the variables are called that a look binds to the classes of a thing, with a number."""

_LABELLED = f"""
SELECT ?thing ?vi ?en
WHERE {{
  {{
    SELECT DISTINCT ?thing
    WHERE {{ ?thing a ?_class_iri . FILTER(STRSTARTS(STR(?thing), ?_beginning)) }} %s
  }}
  OPTIONAL {{ ?thing <{RDFS.label}> ?vi . FILTER(LANG(?vi) = "vi") }}
  OPTIONAL {{ ?thing <{RDFS.label}> ?en . FILTER(LANG(?en) = "en") }}
}}
ORDER BY ?thing
"""


async def choices(
    ask: Ask, kind: Kind, beginning: str = "", *, most: int | None = None
) -> tuple[Choice, ...]:
    """The things of a kind that the graph has, with their labels, by IRI; of those, the ones whose
    IRI begins so. Of more than `most`, that many and no matter which: no more are looked at. Kinds
    whose values are no things have none. Raises what `ask` raises."""
    if not kind.class_iri:
        return ()
    bindings: dict[str, Term] = {
        "_class_iri": ox.NamedNode(kind.class_iri),
        "_beginning": ox.Literal(beginning),
    }
    text = _LABELLED % ("" if most is None else f"LIMIT {most}")
    rows = await _rows(ask, Query(text, bindings=bindings, lane=Lane.RESERVED))
    found: dict[str, Choice] = {}
    for row in rows:
        iri = row["thing"]["value"]
        labels = {name: str(row[name]["value"]) for name in LANGUAGES if name in row}
        found.setdefault(iri, Choice(iri, labels))
    return tuple(found.values())


async def prepare(named: NamedQuery, given: Mapping[str, str], ask: Ask) -> Query:
    """The query with its values, after a look whether the graph has the things that they name.

    An answer without rows is then an answer, and never a slip of the pen. Raises UsageError that
    names the parameter, what was given, and what comes near it in the graph.
    """
    values = named.values(given)
    things = [p for p in named.parameters if p.kind.class_iri and p.name in values]
    terms: dict[str, Term] = {}
    for parameter in things:
        try:
            terms[parameter.name] = parameter.term(values[parameter.name])
        except UsageError as error:
            # "Trà Vinh" can be no part of an IRI, and yet it is clear what is meant.
            raise await _unknown(ask, parameter, given, values) from error
    query = named.query(given)
    if things:
        # Written so that it is proved small: then nobody is woken for it.
        kinds = (f"{{ {serialise(terms[p.name])} a ?{_KIND}{at} }}" for at, p in enumerate(things))
        names = " ".join(f"?{_KIND}{at}" for at in range(len(things)))
        look = f"SELECT {names} WHERE {{ {' UNION '.join(kinds)} }}"
        there = {
            (name, kind["value"])
            for row in await _rows(ask, Query(look, lane=Lane.RESERVED))
            for name, kind in row.items()
        }
        for at, parameter in enumerate(things):
            if (f"{_KIND}{at}", parameter.kind.class_iri) not in there:
                raise await _unknown(ask, parameter, given, values)
    return query


async def _unknown(
    ask: Ask, parameter: Parameter, given: Mapping[str, str], values: Mapping[str, str]
) -> UsageError:
    text = values[parameter.name]
    if given.get(parameter.name) != text:
        # Nobody meant anything by the default: there is nothing to be looked for that comes near.
        return parameter.missing(default=text)
    return parameter.unknown(text, await _nearby(ask, parameter, text))


async def _nearby(ask: Ask, parameter: Parameter, text: str) -> tuple[Choice, ...]:
    """What the value may have meant. Of targets, which are many, those of the same document."""
    if parameter.kind.class_iri not in (DX.Target, DX.IndicatorStatement):
        return await choices(ask, parameter.kind)
    document, mark, _ = text.partition("#")
    try:
        beginning = parameter.term(document).value if mark else ""
    except UsageError:
        beginning = ""
    return await choices(ask, parameter.kind, f"{beginning}#") if beginning else ()


async def _rows(ask: Ask, query: Query) -> list[dict[str, Any]]:
    return bindings((await ask(query)).body)
