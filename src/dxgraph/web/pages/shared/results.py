"""The answer of any query as a table for people: links, labels, numbers as the language has them.

Only the beginning of a long answer is read and shown; the downloads have it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

import pyoxigraph as ox
from babel.numbers import format_decimal
from starlette.requests import Request

from dxgraph.bilingual import Language
from dxgraph.curies import shorten
from dxgraph.engine.protocol import Answer, Form, Lane, Query
from dxgraph.errors import DxgraphError
from dxgraph.model.answers import decode, value
from dxgraph.terms import RDFS, SKOS
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared.frame import local_of_iri

MOST_ROWS: Final = 500
_MOST_CELLS: Final = 6_000
_MOST_LABELS: Final = 2_000

_LABELS: Final = f"""SELECT ?thing ?label WHERE {{
  VALUES ?thing {{ %s }}
  ?thing <{RDFS.label}>|<{SKOS.prefLabel}> ?label
}}"""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Cell:
    """A term as it is shown. All of it is data: a template escapes it."""

    kind: str
    """``iri``, ``text``, ``number``, ``date``, ``other``, or ``empty`` for what is not bound."""
    text: str = ""
    link: str = ""
    """Where an IRI leads: a page of ours, or an address of the web."""
    exact: str = ""
    """The IRI, or the value as the graph has it."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The part of an answer that is shown."""

    form: Form
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    """Solutions, or triples of a graph."""
    duration_s: float
    boolean: bool | None = None
    """The answer of an ASK."""

    @property
    def cut(self) -> bool:
        return len(self.rows) < self.total and self.boolean is None

    def is_number(self, index: int) -> bool:
        """Whether a column holds numbers and nothing else."""
        kinds = {row[index].kind for row in self.rows} - {"empty"}
        return kinds == {"number"}


async def results_of(request: Request, answer: Answer, language: Language) -> Results:
    """Read an answer in SPARQL JSON or N-Triples, and look up the labels of what it names."""
    if answer.form is Form.ASK:
        found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
        return Results(answer.form, (), (), 1, answer.duration_s, boolean=bool(found))
    columns, terms = _read(answer, language)
    things = (term.value for row in terms for term in row if isinstance(term, ox.NamedNode))
    labels = await labels_of(request, things, language)
    rows = tuple(tuple(_cell(request, term, labels, language) for term in row) for row in terms)
    return Results(answer.form, columns, rows, answer.rows, answer.duration_s)


def _read(
    answer: Answer, language: Language
) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
    if answer.form.gives_graph:
        triples = islice(ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES), MOST_ROWS)
        rows = [(quad.subject, quad.predicate, quad.object) for quad in triples]
        heads = language.say("chủ thể, thuộc tính, giá trị", "subject, property, value").split(", ")
        return tuple(heads), list[tuple[Term | None, ...]](rows)
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a SELECT was answered without solutions")
    columns = tuple(variable.value for variable in found.variables)
    most = max(1, min(MOST_ROWS, _MOST_CELLS // max(1, len(columns))))
    return columns, [tuple(row[name] for name in columns) for row in islice(found, most)]


async def labels_of(request: Request, iris: Iterable[str], language: Language) -> Mapping[str, str]:
    """The labels of IRIs, in the language or else in what there is. Without them a page is still
    a page, so an engine that is busy is no reason to fail."""
    things = dict.fromkeys(iris)
    if not things:
        return {}
    listed = " ".join(str(ox.NamedNode(iri)) for iri in islice(things, _MOST_LABELS))
    query = Query(_LABELS % listed, lane=Lane.RESERVED)
    try:
        kept = await answering_of(request).answer(query)
    except DxgraphError:
        return {}
    found: dict[str, dict[str, str]] = {}
    for row in decode(kept.answer.body):
        tag = getattr(row["label"], "language", "").partition("-")[0]
        found.setdefault(row["thing"], {}).setdefault(tag, str(row["label"]))
    return {iri: language.pick(by_tag) for iri, by_tag in found.items()}


def _cell(
    request: Request, term: Term | None, labels: Mapping[str, str], language: Language
) -> Cell:
    if term is None:
        return Cell("empty")
    if isinstance(term, ox.NamedNode):
        iri = term.value
        return Cell("iri", labels.get(iri) or shorten(iri), local_of_iri(request, iri), iri)
    if not isinstance(term, ox.Literal):
        return Cell("other", str(term), exact=str(term))
    if term.language:
        return Cell("text", term.value, language=term.language)
    read = value({"type": "literal", "value": term.value, "datatype": term.datatype.value})
    if isinstance(read, bool):
        return Cell("other", language.say("đúng", "true") if read else language.say("sai", "false"))
    if isinstance(read, int | float | Decimal):
        return Cell("number", number(read, language), exact=term.value)
    if isinstance(read, date):
        return Cell("date", language.day(read), exact=term.value)
    return Cell("text", term.value)


def number(read: float | Decimal, language: Language) -> str:
    """A number in full, as the language writes it: 7,5 and 7.5.

    Four digits stay together: most of such numbers here are years.

    >>> number(Decimal("13.50"), Language.VI), number(2025, Language.VI), number(12000, Language.EN)
    ('13,5', '2025', '12,000')
    """
    if isinstance(read, float) or abs(read) >= 10**21:
        return f"{read}".replace(".", language.say(",", "."))
    pattern = "#,##0.#" if abs(read) >= 10_000 else "0.#"
    return format_decimal(read, pattern, locale=language.value, decimal_quantization=False)
