"""Programs that talk: the tools, over both transports, and who may ask over the network."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from dxgraph import catalogue
from dxgraph.settings import Settings
from dxgraph.terms import AREA, BASE, DOCUMENT, INDICATOR, SOURCE
from support.graph import own_snapshot
from support.mcp_client import Answer, answer, talking, told
from support.pages import served_graph
from support.some import some

TARGET = DOCUMENT["bac-giang-2021-111-nq-tu#dti-rank-2025"]
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
HEADERS = {"content-type": "application/json", "accept": "application/json, text/event-stream"}

Talk = Callable[[str, dict[str, Any]], Awaitable[Answer]]


@pytest.mark.parametrize("transport", ["http", "stdio"])
def test_every_tool_answers_over_both_transports(address: str, transport: str) -> None:
    async def asking() -> None:
        async with talking(address, transport) as client:
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == {
                "ask",
                "check_claim",
                "coverage",
                "search",
                "list_queries",
                "run_query",
                "sparql",
                "evidence",
            }
            for tool in tools:
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint is True
                assert tool.description

            found = await answer(client, "search", {"query": "bac giang", "kind": "area"})
            assert found["results"][0]["iri"] == AREA["bac-giang"]
            listed = await answer(client, "list_queries", {})
            assert [item["name"] for item in listed["queries"]] == [
                query.name for query in catalogue.load()
            ]
            rows = await answer(client, "run_query", {"name": "rank-targets", "limit": 3})
            assert len(rows["rows"]) == 3
            counted = await answer(
                client, "sparql", {"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"}
            )
            assert counted["rows"] == [{"n": own_snapshot().triples}]
            shown = await answer(client, "evidence", {"target": TARGET})
            assert shown["evidence"][0]["printed_figure"] == "nhóm 15 tỉnh, thành phố dẫn đầu"
            for told in (found, rows, counted, shown):
                assert told["snapshot"] == own_snapshot().digest

    asyncio.run(asking())


def test_queries_areas_and_documents_are_resources(address: str) -> None:
    async def reading() -> None:
        async with Client(f"{address}/mcp") as client:
            listed = await client.list_resources()
            assert {str(resource.uri) for resource in listed.resources} == {
                "dxgraph://queries",
                "dxgraph://areas",
                "dxgraph://documents",
            }
            templates = (await client.list_resource_templates()).resource_templates
            assert {template.uri_template for template in templates} == {
                "dxgraph://queries/{name}",
                f"{AREA}{{slug}}",
                f"{DOCUMENT}{{slug}}",
            }
            digest = own_snapshot().digest
            for kind in ("queries", "areas", "documents"):
                members = json.loads(await read(client, f"dxgraph://{kind}"))
                assert members["snapshot"] == digest
                one = await read(client, members[kind][-1]["uri"])
                assert "SELECT" in one or "CONSTRUCT" in one or f"# snapshot {digest}" in one
            areas = json.loads(await read(client, "dxgraph://areas"))["areas"]
            held = {area["uri"]: area["targets"] for area in areas}
            assert held[AREA["bac-giang"]] > 0
            document = await read(client, DOCUMENT["bac-giang-2021-111-nq-tu"])
            assert "dti-rank-2025" in document
            for missing in (DOCUMENT["none"], AREA["none"], "dxgraph://queries/none"):
                with pytest.raises(MCPError):
                    await client.read_resource(missing)

    async def read(client: Client, uri: str) -> str:
        (content,) = (await client.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        return content.text

    asyncio.run(reading())


@pytest.mark.parametrize("kind", ["tools", "resources"])
def test_lists_may_be_kept_for_a_while_by_anybody(address: str, kind: str) -> None:
    async def listing() -> None:
        async with Client(f"{address}/mcp") as client:
            result = await getattr(client, f"list_{kind}")()
            assert result.ttl_ms == 300_000
            assert result.cache_scope == "public"
            # It belongs to the program: a new snapshot changes nothing of it.
            assert own_snapshot().digest not in result.model_dump_json()

    asyncio.run(listing())


def test_a_question_and_a_claim_take_one_call_each(address: str) -> None:
    question = "Theo 111-NQ/TU, Bắc Giang đặt mục tiêu kinh tế số năm 2030 bao nhiêu?"
    for transport in ("http", "stdio"):
        reply = told(address, transport, "ask", {"question": question})
        assert reply["status"] == "answered"
        assert "khoảng 35%" in reply["answers"][0]["sentence"]
        assert reply["snapshot"] == own_snapshot().digest
    held = told(address, "http", "coverage", {"area": "Bắc Ninh", "more": True})
    assert [area["iri"] for area in held["areas"]] == [
        AREA["bac-ninh-from-2025"],
        AREA["bac-ninh-to-2025"],
    ]
    assert "complete" in {d["extent"] for a in held["areas"] for d in a["documents"]}
    assert "error" in told(address, "http", "coverage", {"area": "thành phố Bắc Ninh"})
    [thai_binh] = told(address, "http", "coverage", {"area": "thai-binh", "more": True})["areas"]
    assert {line["state"] for line in thai_binh["ledger"]} == {"named", "not-found"}
    assert {
        "kind": "party-plan",
        "period": "to-2025",
        "state": "not-found",
        "sought_on": "2026-11-29",
        "sought": "Figures of Thái Bình: none found, documents known by name",
    } in thai_binh["ledger"]
    listed = {"question": "Nghị quyết 111-NQ/TU đặt những mục tiêu gì"}
    [short] = told(address, "http", "ask", listed)["answers"]
    [whole] = told(address, "http", "ask", {**listed, "more": True})["answers"]
    assert len(short["statements"]) < len(whole["statements"]) == short["total"]
    claim = {"area": "bac-giang", "indicator": "kinh tế số", "year": 2030, "value": "trên 35%"}
    [checked] = told(address, "http", "check_claim", claim)["claims"]
    assert checked["verdict"] == "another-comparator"
    assert checked["statements"][0]["printed_figure"] == "khoảng 35% GRDP"
    assert "error" in told(address, "http", "check_claim", {"area": "bac-giang"})


def test_the_client_is_told_what_the_graph_is_and_how_its_terms_are_named(address: str) -> None:
    async def asking() -> str:
        async with talking(address, "http") as client:
            return client.instructions or ""

    instructions = asyncio.run(asking())
    for term in ("dx:QuantifiedTarget", "dx:evidence", "dx:targetValue", "unverified"):
        assert term in instructions


def test_things_are_found_with_or_without_diacritics(address: str) -> None:
    for words in ("chuyen doi so", "Chuyển đổi số"):
        found = told(address, "http", "search", {"query": words})
        assert found["results"]
    numbered = told(address, "http", "search", {"query": "111-NQ/TU", "kind": "document"})
    assert numbered["results"][0]["iri"] == DOCUMENT["bac-giang-2021-111-nq-tu"]


@pytest.mark.parametrize(
    "words", ["dti-rank-2025", "bac giang kinh te so 2030", "bắc giang", "749"]
)
def test_a_search_finds_the_same_as_the_search_page(address: str, words: str) -> None:
    """One index of names: a claim is a claim through both doors, and no document."""
    found = told(address, "http", "search", {"query": words})["results"]
    asked = {"q": words, "limit": "10", "format": "json"}
    paged = httpx.get(f"{address}/search", params=asked, timeout=30).json()["results"]
    assert found
    assert [(one["iri"], one["kind"], one["other_names"]) for one in found] == [
        (one["iri"], one["kind"], one["other_names"]) for one in paged
    ]


def test_a_claim_is_found_as_a_claim(address: str) -> None:
    found = told(address, "http", "search", {"query": "Tít phụ", "kind": "claim", "limit": 50})
    assert DOCUMENT["thai-nguyen-2020-01-nq-tu#claim-dti-rank-2025"] in {
        one["iri"] for one in found["results"]
    }
    assert {one["kind"] for one in found["results"]} == {"claim"}


def test_targets_that_are_found_come_with_figure_and_place(address: str) -> None:
    found = told(address, "http", "search", {"query": "xep hang DTI 2025", "kind": "target"})
    stated = {item["statement"]: item for item in found["evidence"]}
    for item in some(found["results"]):
        assert stated[item["iri"]]["printed_figure"]
        assert stated[item["iri"]]["places"]


@pytest.mark.parametrize(
    "named", [q for q in catalogue.load() if not q.form.gives_graph], ids=lambda q: q.name
)
def test_each_named_query_answers_with_the_evidence_of_its_statements(
    address: str, named: catalogue.NamedQuery
) -> None:
    answered = told(address, "http", "run_query", {"name": named.name, "limit": 5})
    assert answered["total"] > 0
    assert len(answered["rows"]) <= 5
    stated = {item["statement"]: item for item in answered["evidence"]}
    for row in answered["rows"]:
        for column in ("target", "statement", "national"):
            if column in row:
                if row[column] not in stated:
                    # What the row itself tells is not told once more.
                    prefix = "national_" if column == "national" else ""
                    assert row[f"{prefix}printed_figure"]
                    assert row[f"{prefix}place"]
                    continue
                evidence = stated[row[column]]
                assert evidence["printed_figure"] or "outcome" in row[column]
                # Of an unverified national figure no page may be known.
                assert evidence["places"] or evidence["confidence"] in {"low", "unverified"}


def test_a_named_query_takes_its_parameters_by_name_and_thing(address: str) -> None:
    for indicator in ("dti-rank", "indicator:dti-rank", INDICATOR["dti-rank"]):
        parameters = {"indicator": indicator, "year": "2025", "lang": "en"}
        answered = told(
            address, "http", "run_query", {"name": "compare-areas", "parameters": parameters}
        )
        assert {row["indicator"] for row in answered["rows"]} == {INDICATOR["dti-rank"]}
        assert all(row["deadline"].startswith("2025") for row in answered["rows"])


def test_a_query_of_ones_own_brings_the_places_of_what_it_selects(address: str) -> None:
    query = (
        "SELECT ?target ?value { ?target dx:indicator indicator:dti-rank ; dx:targetValue ?value }"
    )
    answered = told(address, "http", "sparql", {"query": query})
    assert len(answered["rows"]) > 3
    stated = {item["statement"]: item for item in answered["evidence"]}
    for row in answered["rows"]:
        assert isinstance(row["value"], float)
        (place, *_) = stated[row["target"]]["places"]
        assert place["iri"].startswith(SOURCE)
    spans = "SELECT ?place { ?place a dx:EvidenceSpan } ORDER BY ?place LIMIT 2"
    printed = told(address, "http", "sparql", {"query": spans})
    assert len(printed["evidence"]) >= 2
    figures = "SELECT ?value { ?target dx:indicator indicator:dti-rank ; dx:targetValue ?value }"
    bare = told(address, "http", "sparql", {"query": figures})
    assert bare["evidence"] == []
    assert "select it too" in bare["note"]


def test_a_graph_is_given_as_turtle_with_the_evidence_in_it(address: str) -> None:
    query = f"CONSTRUCT WHERE {{ <{TARGET}> ?p ?o }}"
    answered = told(address, "http", "sparql", {"query": query})
    assert "dx:targetValue" in answered["turtle"]
    assert answered["evidence"][0]["statement"] == TARGET


def test_an_answer_that_was_cut_says_so(address: str) -> None:
    answered = told(
        address, "http", "sparql", {"query": "SELECT ?s { ?s a dx:Target }", "limit": 7}
    )
    assert len(answered["rows"]) == 7
    assert answered["truncated"] is True
    assert answered["total"] > 100


def test_evidence_has_position_digest_and_addresses(address: str) -> None:
    answered = told(address, "http", "evidence", {"target": TARGET.removeprefix(DOCUMENT)})
    (evidence,) = answered["evidence"]
    (place, *_) = evidence["places"]
    assert evidence["statement"] == TARGET
    assert evidence["document"] == DOCUMENT["bac-giang-2021-111-nq-tu"]
    assert place["iri"] == f"{place['source']}#char={place['begin']},{place['end']}"
    assert place["end"] - place["begin"] == len(place["printed_figure"])
    assert len(place["passage_sha256"]) == 64
    assert place["addresses"]
    national = DOCUMENT["viet-nam-2020-749-qd-ttg#digital-economy-share-of-gross-product-2025"]
    unheld = told(address, "http", "evidence", {"target": national})["evidence"][0]
    assert unheld["confidence"] in {"high", "medium", "low", "unverified"}
    assert unheld["printed_figure"]
    assert unheld["places"][0]["addresses"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told_of"),
    [
        ("sparql", {"query": "SELECT ?t {\n ?t a dx:Target "}, "line 2"),
        ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "DELETE"),
        (
            "sparql",
            {"query": "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }"},
            "another service",
        ),
        ("run_query", {"name": "compare-area"}, "compare-areas"),
        ("run_query", {"name": "compare-areas", "parameters": {"indicator": "dti"}}, "dti-rank"),
        ("run_query", {"name": "compare-areas", "parameters": {"colour": "red"}}, "colour"),
        ("evidence", {"target": "bac-giang-2021-111-nq-tu#dti-rank-20255"}, "dti-rank-2025"),
        ("search", {"query": "x", "limit": 1000}, "limit"),
    ],
)
def test_an_error_says_what_was_wrong_and_what_to_do(
    address: str, tool: str, arguments: dict[str, Any], told_of: str
) -> None:
    error = told(address, "http", tool, arguments)["error"]
    assert told_of in error
    assert "Traceback" not in error


def test_a_runaway_query_ends_at_the_deadline_over_standard_input(address: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    error = told(address, "stdio", "sparql", {"query": query}, "--timeout-s", "2")["error"]
    assert "2 s" in error or "2.0 s" in error


# --- Over the network -------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:1234", "localhost", "[::1]:80"])
def test_this_machine_may_ask(address: str, host: str) -> None:
    answered = httpx.post(f"{address}/mcp", json=CALL, headers={**HEADERS, "host": host})
    assert answered.status_code == 200


def test_a_name_that_was_bent_to_this_machine_may_not(address: str) -> None:
    answered = httpx.post(f"{address}/mcp", json=CALL, headers={**HEADERS, "host": "evil.example"})
    assert answered.status_code == 421


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_a_page_of_another_host_may_not(address: str, origin: str) -> None:
    answered = httpx.post(f"{address}/mcp", json=CALL, headers={**HEADERS, "origin": origin})
    assert answered.status_code == 403


def test_a_public_name_is_let_in_by_its_setting() -> None:
    settings = Settings(public_hosts=("dxgraph.example.vn",))
    with served_graph(settings=settings) as address:
        headers = {
            **HEADERS,
            "host": "dxgraph.example.vn",
            "origin": "https://dxgraph.example.vn",
        }
        assert httpx.post(f"{address}/mcp", json=CALL, headers=headers).status_code == 200
        refused = {**headers, "host": "dxgraph.example.com"}
        assert httpx.post(f"{address}/mcp", json=CALL, headers=refused).status_code == 421


def test_there_are_no_streams_and_no_sessions_to_keep(address: str) -> None:
    for method in ("GET", "DELETE", "PUT"):
        answered = httpx.request(method, f"{address}/mcp", headers=HEADERS, timeout=10)
        assert answered.status_code == 405
        assert "POST" in answered.headers["allow"]
    assert "mcp-session-id" not in httpx.post(f"{address}/mcp", json=CALL, headers=HEADERS).headers


def test_a_request_that_is_too_large_is_not_read(address: str) -> None:
    large = {**CALL, "params": {"padding": "x" * 3_000_000}}
    assert httpx.post(f"{address}/mcp", json=large, headers=HEADERS).status_code == 413


def test_a_person_finds_how_to_connect(address: str) -> None:
    for language, words in (("vi", "Công cụ"), ("en", "Tools")):
        headers = {"accept": "text/html", "accept-language": language}
        page = httpx.get(f"{address}/mcp", headers=headers)
        assert page.status_code == 200
        assert words in page.text
        assert f"{address}/mcp" in page.text


def test_a_service_does_not_load_the_sdk_before_somebody_talks() -> None:
    script = (
        "import sys\n"
        "from dxgraph.engine.inline import Inline\n"
        "from dxgraph.service import application\n"
        "from dxgraph.settings import Settings\n"
        "application(Inline(), Settings())\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('mcp', 'mcp_types')))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_nothing_but_the_protocol_goes_to_standard_output(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "dxgraph", "mcp"],
        input=json.dumps(
            {
                **CALL,
                "method": "initialize",
                "params": {
                    "protocolVersion": "2025-06-18",
                    "capabilities": {},
                    "clientInfo": {"name": "test", "version": "0"},
                },
            }
        )
        + "\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=tmp_path,
    )
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    assert lines[0]["result"]["serverInfo"]["name"] == "dxgraph"
    assert BASE in json.dumps(lines[0])


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
@pytest.mark.parametrize("accept", ["", "*/*", "application/*", "application/json"])
def test_who_accepts_anything_is_answered(address: str, path: str, accept: str) -> None:
    assert initialised(address, path, accept) == 200


@pytest.mark.parametrize("accept", ["text/html", "text/event-stream"])
def test_who_wants_something_else_is_refused(address: str, accept: str) -> None:
    assert initialised(address, "/mcp", accept) == 406


def initialised(address: str, path: str, accept: str) -> int:
    message = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "0"},
        },
    }
    with httpx.Client() as client:
        client.headers.pop("accept")
        fields = {"Accept": accept} if accept else {}
        return client.post(f"{address}{path}", json=message, headers=fields).status_code
