"""What named queries will be asked: with the values that they have when nobody gives any, in each
language and with each of the values that their front matter enumerates."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dxgraph.catalogue.parameters import LANGUAGES, Parameter
from dxgraph.catalogue.queries import Catalogue, NamedQuery
from dxgraph.engine.ready.answers import Expected, ReadyAnswers


def ready_answers(
    catalogue: Catalogue, most_bytes: int, languages: Sequence[str] = LANGUAGES
) -> ReadyAnswers:
    """A place, still empty, for the answers of the named queries with labels in some languages."""
    expected = [found for named in catalogue for found in _expected(named, languages)]
    return ReadyAnswers(expected, most_bytes)


def _expected(named: NamedQuery, languages: Sequence[str]) -> list[Expected]:
    """Nothing for a query that has to be given a value and has none by default."""
    if named.form.gives_graph or any(p.required and not p.default for p in named.parameters):
        return []
    enumerated = [parameter for parameter in named.parameters if parameter.choices]
    offered = [
        [value for value in _default_first(p) if p.kind.name != "language" or value in languages]
        for p in enumerated
    ]
    usual = [
        named.query(dict(zip((p.name for p in enumerated), values, strict=True))).bindings
        for values in itertools.product(*offered)
    ]
    return [
        Expected(
            named.text,
            {parameter.variable: parameter.required for parameter in named.parameters},
            frozenset(parameter.variable for parameter in enumerated),
            tuple(usual),
        )
    ]


def _default_first(parameter: Parameter) -> list[str]:
    return sorted(parameter.choices, key=lambda value: value != parameter.default)
