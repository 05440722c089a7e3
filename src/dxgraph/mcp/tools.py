"""The graph for programs that talk: tools of the Model Context Protocol, read-only.

https://modelcontextprotocol.io/specification, by its official SDK. The same tools are served over
streamable HTTP (:mod:`dxgraph.web.endpoints.mcp`) and over standard input and output (``dxgraph
mcp``). Every answer carries the IRIs that it speaks of and, for each target, claim or outcome
among them, the figure as printed and the places where it is printed.

Importing this takes half a second: the SDK does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, cast

import pyoxigraph as ox
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field

from dxgraph import __version__, asking
from dxgraph.asking.vocabulary import unknown_names
from dxgraph.catalogue import Catalogue, NamedQuery, prepare
from dxgraph.catalogue.parameters import short_form
from dxgraph.catalogue.results import triple_term
from dxgraph.curies import declarations, declared
from dxgraph.engine.once import OncePerSnapshot
from dxgraph.engine.protocol import Answer, Engine, Lane, Query, SnapshotInfo
from dxgraph.engine.query.bindings import serialise
from dxgraph.errors import DxgraphError, QuerySyntaxError, UsageError
from dxgraph.mcp import resources
from dxgraph.search import Entry, SearchIndex
from dxgraph.terms import BASE, DOCUMENT, OUTCOME, PREFIXES, SOURCE, XSD

Ask = Callable[[Query, object | None], Awaitable[Answer]]
"""Whoever answers: an engine, or something before it that keeps answers. The second is the HTTP
request of a call, None where there is none."""

_MOST_ROWS: Final = 1000
_MOST_CHECKED: Final = 5000
_MOST_TEXT: Final = 60_000
_MOST_READ: Final = 2_000_000
_FIRST: Final = 6
"""So many statements of an answer are given until more are asked for."""
_MOST_STATEMENTS: Final = 100
"""Evidence is fetched for so many statements of an answer; more would drown it."""

_READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

INSTRUCTIONS: Final = f"""\
dxgraph is the open knowledge graph of Viet Nam's digital-transformation commitments: what each
province and the country promised, for which indicator, what value, by when, at which level of
government, in which document, and where each figure is printed.

Ask in words first (ask), and check a figure before repeating it (check_claim); coverage says what
is held of an area. Otherwise find the things (search), then ask a named query (list_queries,
run_query); write SPARQL only for what no named query answers. Most questions take one call.

Quote the printed figure with its place and give the IRIs; say the comparator ("about", "more
than", "at least") that is printed. A figure whose confidence is "unverified" has not been checked
against the official text: say so.

Do not:
- guess where ask says not-understood: ask one of its `nearest`, or say that it is not known;
- take nothing-found, or an area that is not named, for "no target": most documents were not read
  whole, and `not_known` says which;
- take a target for a result or a result for a target, or the country's figure for a province's;
- order or subtract results of two methods, or ranks among 63 and among 34 provinces;
- add up or average targets, or compare those for different levels, years or denominators;
- take a province before a merger for the one of the same name after it, or a town for its province;
- invent names of the vocabulary: a query that holds one is not run.

The vocabulary has the prefix dx: <{PREFIXES["dx"]}>; the graph's prefixes need not be declared.
A dx:Target (dx:QuantifiedTarget or dx:QualitativeTarget) has dx:indicator, sdmx-dimension:refArea,
dx:adminLevel, dx:deadline (xsd:date), dx:statedIn (a dx:PolicyDocument), dx:comparator,
dx:targetValue (xsd:decimal), sdmx-attribute:unitMeasure, and dx:evidence (a dx:EvidenceSpan with
dx:printedFigure, nif:referenceContext, nif:beginIndex, nif:endIndex) or dx:attestedAt (a dx:Source
with dx:address). A dx:Outcome has sdmx-dimension:refPeriod, dx:method and dx:observedValue. Labels
are rdfs:label in vi and en. IRIs are {BASE}KIND/SLUG, where KIND is area, document, indicator,
body, source, pillar, level, comparator, unit…; the national programme is
document:viet-nam-2020-749-qd-ttg.
"""


@dataclass(slots=True)
class Graph:
    """What the tools ask."""

    ask: Ask
    info: Callable[[], Awaitable[SnapshotInfo]]
    catalogue: Catalogue
    index: OncePerSnapshot[SearchIndex] = field(default_factory=OncePerSnapshot)
    """The names of a snapshot, once they were asked for."""
    kept_asker: asking.Asker | None = None

    def asker(self) -> asking.Asker:
        """Who answers questions; it keeps the names of a snapshot."""
        if self.kept_asker is None:
            self.kept_asker = asking.Asker(self.answered, self.info, self.catalogue)
        return self.kept_asker

    async def answered(self, query: Query) -> Answer:
        """An answer that no single call asked for."""
        return await self.ask(query, None)


# --- What the tools give ----------------------------------------------------------------------


class Place(BaseModel):
    """Where a figure is printed: a span of a held text, or a page known by its address."""

    iri: str
    printed_figure: str | None = None
    source: str | None = Field(default=None, description="IRI of the source text.")
    begin: int | None = Field(default=None, description="First code point in the source, from 0.")
    end: int | None = Field(default=None, description="The code point after the last.")
    passage_sha256: str | None = None
    addresses: list[str] = []


class Evidence(BaseModel):
    """A target, claim or outcome with its printed figure and where it is printed."""

    statement: str = Field(description="IRI of the target, claim or outcome.")
    label_vi: str | None = None
    label_en: str | None = None
    document: str | None = Field(default=None, description="IRI of the document that states it.")
    printed_figure: str | None = None
    confidence: str | None = Field(
        default=None, description="high, medium, low or unverified, if said."
    )
    places: list[Place] = []


class Found(BaseModel):
    """A thing that a search found."""

    iri: str
    kind: str
    label_vi: str
    label_en: str
    other_names: list[str] = []


class SearchAnswer(BaseModel):
    snapshot: str = Field(description="SHA-256 of the data that answered.")
    results: list[Found]
    evidence: list[Evidence] = []


class Asked(BaseModel):
    """The answer of a question in words."""

    question: str
    language: str
    status: str = Field(description="answered, nothing-found or not-understood.")
    snapshot: str = Field(description="SHA-256 of the data that answered.")
    answers: list[dict[str, Any]] = Field(
        description="Each reading's sentence, not_known, query, statements with figure and place; "
        "total says how many statements there are."
    )
    message: str
    understood: list[dict[str, Any]]
    not_understood: list[str]
    nearest: list[str] = Field(description="Questions that can be answered.")


class Coverage(BaseModel):
    """What is held of an area."""

    snapshot: str = Field(description="SHA-256 of the data that answered.")
    areas: list[dict[str, Any]] = Field(
        description="For each area of the name: documents with extent (complete, reported, named), "
        "indicators with the years of targets and of results; of a province the ledger: for each "
        "kind of document and period read-whole, known-by-address, named, not-found or not-sought."
    )


class ClaimReport(BaseModel):
    """What is said of each figure of a text."""

    language: str
    snapshot: str = Field(description="SHA-256 of the data that answered.")
    all_printed_so: bool
    claims: list[dict[str, Any]] = Field(
        description="Each claim with its verdict, a sentence, and the statements it rests on."
    )


class QueryParameter(BaseModel):
    name: str
    kind: str
    required: bool
    default: str | None = None
    choices: list[str] = []
    meaning_vi: str
    meaning_en: str


class NamedQueryInfo(BaseModel):
    name: str
    iri: str
    question_vi: str
    question_en: str
    description_vi: str
    description_en: str
    parameters: list[QueryParameter]


class QueryList(BaseModel):
    queries: list[NamedQueryInfo]


class Rows(BaseModel):
    """The answer of a query."""

    snapshot: str = Field(description="SHA-256 of the data that answered.")
    columns: list[str] = []
    rows: list[dict[str, Any]] = Field(default=[], description="Absent values are left out.")
    total: int = Field(default=0, description="How many rows or triples the whole answer has.")
    truncated: bool = Field(default=False, description="Whether the answer was cut.")
    turtle: str | None = Field(default=None, description="Of CONSTRUCT and DESCRIBE: the graph.")
    evidence: list[Evidence] = Field(
        default=[],
        description="Printed figures and places of the statements that the answer names.",
    )
    note: str | None = None


class EvidenceAnswer(BaseModel):
    snapshot: str = Field(description="SHA-256 of the data that answered.")
    evidence: list[Evidence]
    notes: list[str] = Field(
        default=[], description="What the editors noted, in Vietnamese and English."
    )


# --- The server -------------------------------------------------------------------------------


def server(graph: Graph) -> MCPServer[Any]:
    """The server with its tools, ready for any transport."""
    made: MCPServer[Any] = MCPServer(
        name="dxgraph",
        title="dxgraph: Viet Nam's digital-transformation commitments",
        instructions=INSTRUCTIONS,
        version=__version__,
        website_url=BASE,
        log_level="WARNING",
        cache_hints=resources.CACHE_HINTS,
    )

    resources.register(made, graph.answered, graph.info, graph.catalogue)

    @made.tool(title="Answer a question in words", annotations=_READ_ONLY)
    async def ask(
        question: Annotated[
            str,
            Field(
                description="In Vietnamese or English, one question with area or document, "
                "indicator and year: “Bắc Giang kinh tế số 2030 bao nhiêu?”"
            ),
        ],
        context: Context,
        more: Annotated[bool, Field(description="All statements, not the first six.")] = False,
    ) -> Asked:
        """Answer a question about what was promised, by rule and without guessing: a sentence with
        figure, wording, document and place, what is not known, and the named query behind it. If
        the status is not-understood, ask one of `nearest`; never fill the gap yourself."""
        with _told():
            reply = await graph.asker().answer(question, _asks(graph, context))
            members = reply.data()
            for answer in members["answers"]:
                answer["total"] = len(answer["statements"])
                if not more:
                    answer["statements"] = answer["statements"][:_FIRST]
            return Asked.model_validate(members)

    @made.tool(title="Check a claimed figure", annotations=_READ_ONLY)
    async def check_claim(
        context: Context,
        text: Annotated[
            str | None,
            Field(description="A sentence or more; each figure is checked. Or give the parts."),
        ] = None,
        area: Annotated[str | None, Field(description="Slug or name: bac-giang.")] = None,
        indicator: Annotated[str | None, Field(description="Slug or words.")] = None,
        year: Annotated[int | None, Field(ge=1000, le=9999)] = None,
        value: Annotated[str | None, Field(description="As printed: “trên 25%”, “800”.")] = None,
        comparator: Annotated[
            str | None, Field(description="at-least, greater-than, approximately…")
        ] = None,
        level: Annotated[str | None, Field(description="province, district, commune…")] = None,
    ) -> ClaimReport:
        """Say of each claimed figure: printed so, printed with another comparator, for another year
        or level, contradicted, national and not the province's, a result and not a promise, not
        held, or not understood; each with what is printed and where."""
        with _told():
            asks = _asks(graph, context)
            if text is not None:
                report = await asking.check_text(graph.asker(), text[:_MOST_CHECKED], ask=asks)
            elif area and indicator and year and value:
                report = await asking.check(
                    graph.asker(),
                    area=area,
                    indicator=indicator,
                    year=year,
                    value=value,
                    comparator=comparator,
                    level=level,
                    ask=asks,
                )
            else:
                raise UsageError(
                    "Give either text, or area, indicator, year and value.",
                    remedy="What is not said is not filled in.",
                )
            return ClaimReport.model_validate(report.data())

    @made.tool(title="What is held of an area", annotations=_READ_ONLY)
    async def coverage(
        area: Annotated[str, Field(description="Name or slug: Bắc Giang, bac-giang, viet-nam.")],
        context: Context,
    ) -> Coverage:
        """What the graph holds of an area, in all that its name may be: documents and how far they
        were read, for each indicator the years of its targets and results, and of a province the
        ledger, which says what was sought in vain or never. What is not in here is not known."""
        with _told():
            held = await graph.asker().held(area)
            for found in held["areas"]:
                found["ledger"] = await _ledger(graph, context, found["iri"])
            return Coverage.model_validate(held)

    @made.tool(title="Find things by name", annotations=_READ_ONLY)
    async def search(
        query: Annotated[
            str,
            Field(description="Names or numbers, with or without diacritics: “Bắc Giang”, “749”."),
        ],
        context: Context,
        kind: Annotated[
            str | None,
            Field(description="area, document, indicator, target, body, source, outcome, pillar…"),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> SearchAnswer:
        """Find areas, documents, indicators, targets, bodies and other things by label, document
        number or alternative name, in Vietnamese or English."""
        with _told():
            index = await _index(graph, context)
            hits = await asyncio.to_thread(index.search, query, limit=limit, kind=kind)
            found = [_found(hit.entry) for hit in hits]
            evidence = await _evidence(graph, context, [item.iri for item in found])
            return SearchAnswer(
                snapshot=(await graph.info()).digest, results=found, evidence=evidence
            )

    @made.tool(title="List the named queries", annotations=_READ_ONLY)
    async def list_queries() -> QueryList:
        """The questions that are ready: name, what each answers, and its parameters."""
        return QueryList(queries=[_described(named) for named in graph.catalogue])

    @made.tool(title="Run a named query", annotations=_READ_ONLY)
    async def run_query(
        name: Annotated[str, Field(description="As list_queries names it, e.g. compare-areas.")],
        context: Context,
        parameters: Annotated[
            dict[str, str] | None,
            Field(
                description="Values by name. Things go by slug (bac-giang), by prefixed name "
                "(area:bac-giang) or by IRI; lang is vi or en."
            ),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=_MOST_ROWS)] = 50,
    ) -> Rows:
        """Run a named query. Each row names its target, its document, the figure as printed and the
        place where it is printed."""
        with _told():
            named = graph.catalogue[name]

            async def ask(query: Query) -> Answer:
                return await graph.ask(query, _request(context))

            ready = await prepare(named, parameters or {}, ask)
            return await _rows(graph, context, await ask(ready), limit)

    @made.tool(title="Run a SPARQL query", annotations=_READ_ONLY)
    async def sparql(
        query: Annotated[str, Field(description="SPARQL 1.1, read-only.")],
        context: Context,
        limit: Annotated[int, Field(ge=1, le=_MOST_ROWS)] = 50,
    ) -> Rows:
        """Run a read-only SPARQL 1.1 query under the limits of the public endpoint. Select the
        targets themselves too (?target): then their printed figures and places come along. A query
        that names what exists nowhere (`targetvalue`) is not run; it is told what comes near."""
        header = declarations(query)
        with _told(header.count("\n")):
            if unknown := await unknown_names(header + query, _asks(graph, context)):
                names = "; ".join(map(str, unknown))
                raise UsageError(
                    f"Not run, since names in the query exist nowhere in the graph: {names}.",
                    remedy="Correct them, or look them up with search.",
                )
            answer = await graph.ask(Query(header + query, lane=Lane.ADHOC), _request(context))
            return await _rows(graph, context, answer, limit)

    @made.tool(title="Fetch a target's evidence", annotations=_READ_ONLY)
    async def evidence(
        target: Annotated[
            str,
            Field(
                description="A target, claim or outcome: its IRI, or "
                "bac-giang-2021-111-nq-tu#dti-rank-2025."
            ),
        ],
        context: Context,
    ) -> EvidenceAnswer:
        """Where the figure of a target, claim or outcome is printed: each source with position,
        digest of the passage and addresses, and what the editors noted."""
        with _told():
            named = graph.catalogue["evidence"]

            async def ask(query: Query) -> Answer:
                return await graph.ask(query, _request(context))

            notes: dict[str, None] = {}
            iris: dict[str, None] = {}
            for language in ("vi", "en"):
                ready = await prepare(named, {"target": target, "lang": language}, ask)
                for row in _bindings(await ask(ready)):
                    iris[row["statement"]["value"]] = None
                    if "note" in row:
                        notes[row["note"]["value"]] = None
            return EvidenceAnswer(
                snapshot=(await graph.info()).digest,
                evidence=await _evidence(graph, context, iris),
                notes=list(notes),
            )

    return made


@contextlib.contextmanager
def _told(added_lines: int = 0) -> Iterator[None]:
    """Errors that a user can meet become errors of the tool: what was wrong and what to do.

    `added_lines` stand before the text of the query that the client wrote.
    """
    try:
        yield
    except DxgraphError as error:
        text = str(error)
        if isinstance(error, QuerySyntaxError) and error.line is not None:
            line = max(1, error.line - added_lines)
            text = f"line {line}, column {error.column}: {error.message}"
        raise ToolError(f"{text} {error.remedy}".strip()) from error


def _asks(graph: Graph, context: Context) -> Callable[[Query], Awaitable[Answer]]:
    """Whoever answers the queries of one call."""

    async def ask(query: Query) -> Answer:
        return await graph.ask(query, _request(context))

    return ask


def _request(context: Context) -> object | None:
    request: object | None = context.request_context.request
    return request


# --- Search -----------------------------------------------------------------------------------

_NAMES: Final = """SELECT ?s ?name ?label ?target WHERE {
  { ?s rdfs:label ?name FILTER (LANG(?name) IN ("vi", "en")) BIND (LANG(?name) AS ?label) }
  UNION { ?s skos:altLabel|eli:id_local|eli:title|dx:abbreviation|skos:notation ?name }
  UNION { ?s dx:hasCode/skos:notation ?name }
  OPTIONAL { ?s a dx:Target BIND (true AS ?target) }
}"""


async def _index(graph: Graph, context: Context) -> SearchIndex:
    """The names of the snapshot that is served now, indexed once."""

    async def indexed() -> SearchIndex:
        query = Query(declared(_NAMES), lane=Lane.RESERVED)
        return await asyncio.to_thread(_indexed, await graph.ask(query, _request(context)))

    return await graph.index.get((await graph.info()).digest, indexed)


def _indexed(answer: Answer) -> SearchIndex:
    labels: dict[str, dict[str, str]] = {}
    others: dict[str, dict[str, None]] = {}
    targets: set[str] = set()
    for row in _bindings(answer):
        iri, name = row["s"]["value"], row["name"]["value"]
        if "label" in row:
            labels.setdefault(iri, {})[row["label"]["value"]] = name
        else:
            others.setdefault(iri, {})[name] = None
        if "target" in row:
            targets.add(iri)
    return SearchIndex(
        Entry(
            iri,
            "target" if iri in targets else iri.removeprefix(BASE).partition("/")[0],
            named.get("vi", ""),
            named.get("en", ""),
            tuple(others.get(iri, ())),
        )
        for iri, named in labels.items()
    )


def _found(entry: Entry) -> Found:
    return Found(
        iri=entry.iri,
        kind=entry.kind,
        label_vi=entry.vi,
        label_en=entry.en,
        other_names=list(entry.others),
    )


# --- Named queries and rows -------------------------------------------------------------------


def _described(named: NamedQuery) -> NamedQueryInfo:
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


def _bindings(answer: Answer) -> list[dict[str, dict[str, str]]]:
    rows: list[dict[str, dict[str, str]]] = json.loads(answer.body)["results"]["bindings"]
    return rows


async def _rows(graph: Graph, context: Context, answer: Answer, limit: int) -> Rows:
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
            evidence=await _evidence(graph, context, iris),
        )
    read = json.loads(answer.body)
    if "boolean" in read:
        return Rows(
            snapshot=digest, columns=["answer"], rows=[{"answer": read["boolean"]}], total=1
        )
    shown = read["results"]["bindings"][:limit]
    iris = [term["value"] for row in shown for term in row.values() if term["type"] == "uri"]
    evidence = await _evidence(graph, context, iris)
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


# --- Evidence ---------------------------------------------------------------------------------

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


async def _ledger(graph: Graph, context: Context, area: str) -> list[dict[str, str]]:
    """How far the documents of a province are known, by kind and period; of others nothing."""

    async def ask(query: Query) -> Answer:
        return await graph.ask(query, _request(context))

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
        for row in _bindings(await ask(ready))
    ]


def _slug(term: Mapping[str, str]) -> str:
    """The last part of an IRI; a literal as it is."""
    return term["value"].rpartition("/")[2] if term["type"] == "uri" else term["value"]


async def _evidence(graph: Graph, context: Context, iris: Iterable[str]) -> list[Evidence]:
    """Printed figures and places of the statements among these IRIs, and of what is printed at the
    places among them; in the order of the IRIs."""
    statements: dict[str, None] = {}
    places: dict[str, None] = {}
    for iri in iris:
        if iri.startswith((DOCUMENT, OUTCOME)) and (iri.startswith(OUTCOME) or "#" in iri):
            statements[iri] = None
        elif iri.startswith(SOURCE) and "#" in iri:
            places[iri] = None
    if not statements and not places:
        return []
    text = _EVIDENCE.replace("#statements", _values(statements)).replace("#places", _values(places))
    query = Query(declared(text), lane=Lane.RESERVED)
    found: dict[str, Evidence] = {}
    for row in _bindings(await graph.ask(query, _request(context))):
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


def _values(iris: Iterable[str]) -> str:
    kept = list(iris)[:_MOST_STATEMENTS]
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


# --- Standard input and output ----------------------------------------------------------------


def run(engine: Engine, catalogue: Catalogue) -> None:
    """Serve over standard input and output until the client closes it.

    Raises what `Engine.start` raises.
    """
    asyncio.run(_run(engine, catalogue))


async def _run(engine: Engine, catalogue: Catalogue) -> None:
    async def ask(query: Query, _: object | None) -> Answer:
        return await engine.run(query)

    try:
        await engine.start()
        await server(Graph(ask, engine.info, catalogue)).run_stdio_async()
    finally:
        await engine.close()
