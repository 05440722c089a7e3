"""What the pages of things are made of: the statements about one thing, by property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.curies import expand
from dxgraph.model.answers import Iri, Row, Text
from dxgraph.model.foreign import FOREIGN
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import BASE, DCTERMS, DX, RDF, SDMX_DIMENSION
from dxgraph.web.pages.shared.frame import language_of, render, structured
from dxgraph.web.pages.shared.graph import rows

EXTENSIONS = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml"}
"""The endings that an address may have, and the format that each means."""


_OUT = "SELECT ?p ?o WHERE { ?_thing ?p ?o }"


IN = "SELECT ?s ?p WHERE { ?s ?p ?_thing }"
"""What points to a thing."""


_RETIRED = """SELECT ?s ?p ?o WHERE {
  ?s a dx:RetiredName ; ?p ?o
  FILTER (?s = ?_thing || STRSTARTS(STR(?s), CONCAT(STR(?_thing), "#")))
} ORDER BY ?s"""


async def retired_of(request: Request, view: View, iri: str) -> dict[str, Facts]:
    """The names that are used no more among a thing and its fragments: what comes instead, or why
    nothing does."""
    return await each_of(request, view, _RETIRED, iri)


def texts_of(values: list[Any]) -> dict[str, str]:
    return {value.language: str(value) for value in values if isinstance(value, Text)}


class Facts(dict[str, list[Any]]):
    """The statements about one thing by property, and what its page asks of them: a template names
    the properties that it shows as queries do, ``dx:confidence``."""

    def __init__(self, view: View, found: Iterable[Row]) -> None:
        self._view = view
        for row in found:
            self.setdefault(row["p"], []).append(row["o"])

    def all(self, property_: str) -> list[Any]:
        return self.get(expand(property_) or property_, [])

    def one(self, property_: str) -> Any:
        return next(iter(self.all(property_)), None)

    def text(self, property_: str) -> str:
        return str(self.one(property_) or "")

    def year(self, property_: str) -> int | None:
        day = self.one(property_)
        return day.year if isinstance(day, date) else None

    def texts(self, property_: str) -> dict[str, str]:
        return texts_of(self.all(property_))

    def name(self, property_: str) -> Name:
        return self._view.name(self.one(property_))

    def thing(self, iri: str) -> Name:
        return self._view.name(iri)

    def names(self, *properties: str) -> list[Name]:
        return names_of(self._view, sorted({v for each in properties for v in self.all(each)}))


def names_of(view: View, values: list[Any]) -> list[Name]:
    return [view.name(value) for value in values if isinstance(value, Iri)]


async def each_of(request: Request, view: View, query: str, iri: str) -> dict[str, Facts]:
    """The statements ?s ?p ?o that a query finds of a thing, apart for each subject."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(request, query, {"_thing": ox.NamedNode(iri)}):
        found[row["s"]].append(row)
    return {subject: Facts(view, own) for subject, own in found.items()}


async def facts_of(request: Request, view: View, iri: str) -> Facts:
    return Facts(view, await rows(request, _OUT, {"_thing": ox.NamedNode(iri)}))


async def render_thing(
    request: Request, template: str, name: Name, facts: Facts, **context: Any
) -> Response:
    """The page of a thing, under its name."""
    return await render(
        request,
        template,
        facts=facts,
        title=name.label(language_of(request)),
        iri=name.iri,
        path=name.iri.removeprefix(BASE.rstrip("/")),
        slug=name.slug,
        **context,
    )


def tagged(texts: Mapping[str, str]) -> list[dict[str, str]] | None:
    """Texts by language, as JSON-LD has them."""
    return [{"@language": tag, "@value": text} for tag, text in texts.items()] or None


def described(kind: str, thing: Name | Target, **more: object) -> Markup:
    """A thing to search engines, as schema.org's kind of that name."""
    about = {"@context": "https://schema.org", "@type": kind, "@id": thing.iri}
    return structured({**about, "name": tagged(thing.labels), **more})


def agent(name: Name) -> dict[str, object] | None:
    if not name:
        return None
    return {"@type": "GovernmentOrganization", "@id": name.iri, "name": name.labels.get("vi", "")}


def readable(view: View, property_: str, values: list[Any], language: Language) -> list[Any]:
    """Values for a reader: things by name; of texts in several languages, those in the reader's."""
    if property_ == RDF.type:
        # A class of ours says more than one of a general vocabulary.
        values = [value for value in values if value.startswith(DX)] or values
    if property_ == SDMX_DIMENSION.refPeriod:
        # The year 2025 is no quantity of 2.025.
        values = [str(value) for value in values]
    elif property_ in (DCTERMS.issued, DCTERMS.modified):
        values = [day_of(value) for value in values]
    texts = {value.language for value in values if isinstance(value, Text)}
    return [
        called(view, value) if isinstance(value, Iri) else value
        for value in values
        if not (isinstance(value, Text) and language in texts and value.language in language.others)
    ]


def called(view: View, iri: str) -> Name:
    """A thing by its name, of others' things too; without one where it has none."""
    said = FOREIGN.get(iri)
    return view.names.get(iri) or Name(iri, {"vi": said.vi, "en": said.en} if said else {})


def day_of(value: Any) -> Any:
    """The day of a point in time."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else value
    except ValueError:
        return value
