"""A named query and its parameters' values, and the catalogue of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxgraph.catalogue.columns import Column
from dxgraph.catalogue.parameters import Choice, Parameter, near
from dxgraph.engine.protocol import Form, Lane, Query, Term
from dxgraph.errors import UnknownName, UsageError
from dxgraph.messages import message


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the catalogue."""

    name: str
    path: Path
    order: int
    tags: tuple[str, ...]
    summary: Mapping[str, str]
    """The question that it answers, by language."""
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    """Of a SELECT, in the order of its projection."""
    form: Form
    text: str
    """The SPARQL text, without front matter."""

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """The text of each parameter's value: as given, or else its default.

        A parameter that is given as an empty text is left out, as a form sends it; a required one
        then has its default. Raises UsageError for a name that is no parameter and for a required
        parameter without value.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise UsageError(
                    message("not-a-parameter", name=name, query=self.name),
                    **_nearest(name, names, "parameters-are"),
                    parameter=name,
                )
        values = {}
        for parameter in self.parameters:
            text = given.get(parameter.name)
            if text is None or not text.strip():
                text = parameter.default
            if text is not None and text.strip():
                values[parameter.name] = text
            elif parameter.required:
                raise parameter.missing()
        return values

    def terms(self, given: Mapping[str, str]) -> dict[str, Term]:
        """The RDF term of each parameter that has a value, by the name of the parameter.

        Raises UsageError that names the parameter, what was given and what is expected.
        """
        values = self.values(given)
        return {
            parameter.name: parameter.term(values[parameter.name])
            for parameter in self.parameters
            if parameter.name in values
        }

    def query(self, given: Mapping[str, str]) -> Query:
        """The query with the values of its parameters, for an engine.

        Values travel as RDF terms beside the text. Raises UsageError as `terms` does.
        """
        terms = self.terms(given)
        bindings = {p.variable: terms[p.name] for p in self.parameters if p.name in terms}
        return Query(self.text, bindings=bindings, lane=Lane.RESERVED)

    def language(self, given: Mapping[str, str]) -> str:
        """The language of the labels: the value of the query's parameter of that kind."""
        for parameter in self.parameters:
            if parameter.kind.name == "language":
                return given.get(parameter.name) or parameter.default or "vi"
        return "vi"


def _nearest(name: str, known: list[str], listing: str) -> dict[str, Any]:
    """What an error proposes in the place of a name that there is not."""
    close = [choice.iri for choice in near(name, [Choice(each) for each in known])]
    listed = ", ".join(close or known) or "none"
    told = message("did-you-mean" if close else listing, names=listed)
    return {"remedy": told.said, "choices": close or known}


class Catalogue:
    """The named queries, in the order in which people are shown them."""

    def __init__(self, queries: Sequence[NamedQuery]) -> None:
        self._queries = {
            query.name: query for query in sorted(queries, key=lambda item: (item.order, item.name))
        }

    def __getitem__(self, name: str) -> NamedQuery:
        """The query of this name. Raises UnknownName, with names that come near."""
        if name in self._queries:
            return self._queries[name]
        raise UnknownName(
            message("no-named-query", name=name),
            **_nearest(name, list(self._queries), "queries-are"),
        )

    def __contains__(self, name: object) -> bool:
        return name in self._queries

    def __iter__(self) -> Iterator[NamedQuery]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)
