"""The graph for programs that talk: tools of the Model Context Protocol, read-only.

https://modelcontextprotocol.io/specification, by its official SDK. The same tools are served over
streamable HTTP (:mod:`dxgraph.web.endpoints.mcp`) and over standard input and output (``dxgraph
mcp``). Every answer carries the IRIs that it speaks of and, for each target, claim or outcome
among them, the figure as printed and the places where it is printed.

Importing this takes half a second: the SDK does.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final, Literal

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from dxgraph import __version__, asking
from dxgraph.asking.graph.vocabulary import unknown_names
from dxgraph.catalogue import Catalogue, prepare
from dxgraph.curies import declarations
from dxgraph.engine.protocol import Answer, Engine, Lane, Query
from dxgraph.errors import UsageError
from dxgraph.evidence import Language
from dxgraph.files import own_text
from dxgraph.mcp import brief, resources
from dxgraph.mcp.answers import (
    Asked,
    ClaimReport,
    Coverage,
    EvidenceAnswer,
    Found,
    QueryList,
    Rows,
    SearchAnswer,
)
from dxgraph.mcp.brief import given
from dxgraph.mcp.covering import not_covered
from dxgraph.mcp.evidence import evidence_of
from dxgraph.mcp.graph import Graph, as_tool_errors, asks, request_of
from dxgraph.mcp.rows import MOST_ROWS, described, ledger_of, listed, rows_of
from dxgraph.messages import message
from dxgraph.model.answers import bindings
from dxgraph.search import Entry
from dxgraph.terms import BASE, DX

__all__ = ["INSTRUCTIONS", "Graph", "run", "server"]

_READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

_Told = Annotated[
    Literal["vi", "en"] | None, Field(description="Of the answer; else as it was asked.")
]
_Said = Annotated[Literal["vi", "en"], Field(description="Of what is said in words.")]
_Offset = Annotated[int, Field(ge=0, description="So many rows are passed over.")]

INSTRUCTIONS: Final = own_text(__package__, "instructions.md").format(dx=DX, base=BASE)
"""What an assistant is told before it asks."""


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
        more: Annotated[
            bool, Field(description="All statements, whole, not the first six.")
        ] = False,
        language: _Told = None,
    ) -> Annotated[CallToolResult, Asked]:
        """Answer a question about what was promised, by rule and without guessing: a sentence with
        figure, wording, document and place, what is not known, and the named query behind it. If
        the status is not-understood, ask one of `nearest`; never fill the gap yourself."""
        with as_tool_errors():
            reply = await graph.asker().answer(question, asks(graph, context), language)
            members = brief.reply(reply.data(), more=more)
            members["not_covered"] = await not_covered(graph, context, reply.language)
            return given(Asked.model_validate(members))

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
        more: Annotated[bool, Field(description="All that each claim rests on, whole.")] = False,
        language: _Told = None,
    ) -> Annotated[CallToolResult, ClaimReport]:
        """Say of each claimed figure: printed so, printed with another comparator, for another year
        or level, contradicted, national and not the province's, a result and not a promise, not
        held, or not understood; each with what is printed and where."""
        with as_tool_errors():
            answer = asks(graph, context)
            if text is not None:
                most = graph.settings.check_letters
                async with graph.checks:
                    report = await asking.check_text(
                        graph.asker(), text, language=language, ask=answer, most=most
                    )
            elif area and indicator and year and value:
                report = await asking.check(
                    graph.asker(),
                    area=area,
                    indicator=indicator,
                    year=year,
                    value=value,
                    comparator=comparator,
                    level=level,
                    language=language,
                    ask=answer,
                )
            else:
                raise UsageError(message("claim-in-part-of-tool"))
            members = brief.report(report.data(), more=more)
            members["not_covered"] = await not_covered(graph, context, report.language)
            return given(ClaimReport.model_validate(members))

    @made.tool(title="What is held of an area", annotations=_READ_ONLY)
    async def coverage(
        area: Annotated[str, Field(description="Name or slug: Bắc Giang, bac-giang, viet-nam.")],
        context: Context,
        more: Annotated[
            bool, Field(description="Each document, indicator and line of the ledger.")
        ] = False,
        language: _Said = "en",
    ) -> Annotated[CallToolResult, Coverage]:
        """What the graph holds of an area, in all that its name may be: documents and how far they
        were read, for each indicator the years of its targets and results, and of a province the
        ledger, which says what was sought in vain or never. What is not in here is not known."""
        with as_tool_errors():
            held = await graph.asker().held(area)
            for found in held["areas"]:
                found["ledger"] = await ledger_of(graph, context, found["iri"])
            if not more:
                held["areas"] = [brief.held(found, language) for found in held["areas"]]
            held["not_covered"] = await not_covered(graph, context, language)
            return given(Coverage.model_validate(held))

    @made.tool(title="Find things by name", annotations=_READ_ONLY)
    async def search(
        query: Annotated[
            str,
            Field(description="Names or numbers, with or without diacritics: “Bắc Giang”, “749”."),
        ],
        context: Context,
        kind: Annotated[
            str | None,
            Field(description="area, document, indicator, target, claim, body, source, outcome…"),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        language: _Said = "en",
    ) -> Annotated[CallToolResult, SearchAnswer]:
        """Find areas, documents, indicators, targets, bodies and other things by label, document
        number or alternative name, in Vietnamese or English."""
        with as_tool_errors():
            index = await graph.names(context)
            sought = index.kind(kind)
            hits = await asyncio.to_thread(index.names.search, query, limit=limit, kind=sought)
            found = [_found(hit.entry) for hit in hits]
            evidence = await evidence_of(graph, context, [item.iri for item in found])
            return given(
                SearchAnswer(
                    snapshot=(await graph.info()).digest,
                    results=found,
                    evidence=evidence,
                    not_covered=await not_covered(graph, context, language, (), evidence),
                )
            )

    @made.tool(title="List the named queries", annotations=_READ_ONLY)
    async def list_queries(
        name: Annotated[
            str | None, Field(description="One query, with what its parameters are.")
        ] = None,
        language: _Said = "en",
    ) -> Annotated[CallToolResult, QueryList]:
        """The questions that are ready: name, what each answers and what it takes."""
        with as_tool_errors():
            found = (
                [described(graph.catalogue[name], language)]
                if name
                else [listed(named, language) for named in graph.catalogue]
            )
            return given(QueryList(queries=found))

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
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 5,
        offset: _Offset = 0,
    ) -> Annotated[CallToolResult, Rows]:
        """Run a named query. Each row names its target, its document, the figure as printed and the
        place where it is printed; `total` says how many rows there are."""
        with as_tool_errors():
            named = graph.catalogue[name]
            answer = asks(graph, context)
            ready = await prepare(named, parameters or {}, answer)
            language: Language = "en" if (parameters or {}).get("lang") == "en" else "vi"
            page = range(offset, offset + limit)
            return given(await rows_of(graph, context, await answer(ready), page, language))

    @made.tool(title="Run a SPARQL query", annotations=_READ_ONLY)
    async def sparql(
        query: Annotated[str, Field(description="SPARQL 1.1, read-only.")],
        context: Context,
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 10,
        offset: _Offset = 0,
        language: _Said = "en",
    ) -> Annotated[CallToolResult, Rows]:
        """Run a read-only SPARQL 1.1 query under the limits of the public endpoint. Select the
        targets themselves too (?target): then their printed figures and places come along. A query
        that names what exists nowhere (`targetvalue`) is not run; it is told what comes near."""
        header = declarations(query)
        with as_tool_errors(header.count("\n")):
            if unknown := await unknown_names(header + query, asks(graph, context)):
                names = "; ".join(map(str, unknown))
                raise UsageError(message("names-unknown-in-query", names=names))
            answer = await graph.ask(Query(header + query, lane=Lane.ADHOC), request_of(context))
            page = range(offset, offset + limit)
            return given(await rows_of(graph, context, answer, page, language))

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
        language: _Said = "en",
    ) -> Annotated[CallToolResult, EvidenceAnswer]:
        """Where the figure of a target, claim or outcome is printed: each source with position,
        digest of the passage and addresses, and what the editors noted."""
        with as_tool_errors():
            named = graph.catalogue["evidence"]
            answer = asks(graph, context)
            notes: dict[str, None] = {}
            iris: dict[str, None] = {}
            for lang in ("vi", "en"):
                ready = await prepare(named, {"target": target, "lang": lang}, answer)
                for row in bindings((await answer(ready)).body):
                    iris[row["statement"]["value"]] = None
                    if "note" in row:
                        notes[row["note"]["value"]] = None
            found = await evidence_of(graph, context, iris)
            return given(
                EvidenceAnswer(
                    snapshot=(await graph.info()).digest,
                    evidence=found,
                    notes=list(notes),
                    not_covered=await not_covered(graph, context, language, iris, found),
                )
            )

    return made


def _found(entry: Entry) -> Found:
    return Found(
        iri=entry.iri,
        kind=entry.kind,
        label_vi=entry.vi,
        label_en=entry.en,
        other_names=list(entry.others),
    )


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
