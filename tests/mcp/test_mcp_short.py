"""What the tools give first is short, says what it does not cover, and has more on request."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from mcp.client.client import Client

from dxgraph import asking, catalogue
from dxgraph.terms import DOCUMENT
from support.mcp_client import answer, size_of, told
from support.pages import served_graph

TARGET = DOCUMENT["bac-giang-2021-111-nq-tu#dti-rank-2025"]
TRUE = "Bắc Giang đặt mục tiêu kinh tế số khoảng 35% GRDP năm 2030."
CLAIMS = f"{TRUE} {TRUE.replace('35%', '36%')}"
SHORT: list[tuple[str, dict[str, Any], float]] = [
    ("ask", {"question": "Bắc Giang đặt mục tiêu kinh tế số năm 2030 bao nhiêu?"}, 2.5),
    ("ask", {"question": "Nghị quyết 111-NQ/TU đặt những mục tiêu gì"}, 7),
    ("ask", {"question": "Tỉnh nào đặt mục tiêu kinh tế số trên 25% năm 2030?"}, 7),
    ("ask", {"question": "what did the predecessors of the new Bắc Ninh promise"}, 7),
    ("ask", {"question": "thời tiết Hà Nội"}, 2.5),
    ("check_claim", {"text": CLAIMS}, 4),
    ("coverage", {"area": "Bắc Giang"}, 2),
    ("coverage", {"area": "viet-nam"}, 2),
    ("coverage", {"area": "Bắc Ninh"}, 4),
    ("search", {"query": "bac giang"}, 6),
    ("list_queries", {}, 5),
    ("list_queries", {"name": "compare-areas"}, 3),
    ("sparql", {"query": "SELECT ?t ?v { ?t dx:targetValue ?v }"}, 11),
    ("sparql", {"query": "CONSTRUCT WHERE { ?t dx:indicator ?o }"}, 14),
    ("evidence", {"target": TARGET}, 2),
    *(("run_query", {"name": named.name}, 17.0) for named in catalogue.load()),
]
"""Each with the most kB that it may answer: before it was short, ask gave up to 11 (28 with more),
coverage 10 to 54, list_queries 55, a named query 115, a graph 156."""


@pytest.mark.parametrize(("tool", "arguments", "most_kb"), SHORT, ids=lambda each: str(each)[:60])
def test_an_answer_is_short_first(
    address: str, tool: str, arguments: dict[str, Any], most_kb: float
) -> None:
    assert size_of(address, tool, arguments) / 1000 <= most_kb


def test_what_an_assistant_is_told_before_it_asks_is_short(address: str) -> None:
    async def asking() -> tuple[int, int]:
        async with Client(f"{address}/mcp") as client:
            described = [
                f"{tool.description}{tool.input_schema}"
                for tool in (await client.list_tools()).tools
            ]
            return len(client.instructions or ""), len("".join(described))

    instructions, tools = asyncio.run(asking())
    assert instructions < 3000
    assert tools < 8000


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        *((tool, arguments) for tool, arguments, _ in SHORT if tool != "list_queries"),
        ("sparql", {"query": "ASK { ?t dx:targetValue 5 }"}),
        ("sparql", {"query": "SELECT ?t { ?t dx:indicator 'dti-rank' }"}),
        ("search", {"query": "xyzzy"}),
    ],
    ids=lambda each: str(each)[:60],
)
def test_every_answer_says_what_it_does_not_cover(
    address: str, tool: str, arguments: dict[str, Any]
) -> None:
    answered = told(address, "http", tool, arguments)
    assert answered["not_covered"]
    assert (
        "were read whole" in answered["not_covered"][-1]
        or "đọc trọn" in answered["not_covered"][-1]
    )


def test_documents_that_were_not_read_whole_are_counted(address: str) -> None:
    compared = {"name": "compare-areas", "parameters": {"lang": "en"}, "limit": 50}
    notes = told(address, "http", "run_query", compared)["not_covered"]
    assert "documents named here were not read whole" in notes[0]
    whole = {"name": "targets-of-area", "parameters": {"area": "bac-giang", "lang": "en"}}
    [general] = told(address, "http", "run_query", whole)["not_covered"]
    assert "not known, not absent" in general


def test_a_figure_that_no_machine_has_held_against_a_text_is_said(address: str) -> None:
    """The place of a held text is a span of it; a page is known by its address."""
    held = told(address, "http", "evidence", {"target": TARGET})["not_covered"]
    assert not any("address alone" in note for note in held)
    national = DOCUMENT["viet-nam-2020-749-qd-ttg#digital-economy-share-of-gross-product-2025"]
    by_address = told(address, "http", "evidence", {"target": national})["not_covered"]
    assert any("address alone" in note for note in by_address)
    vietnamese = told(address, "http", "evidence", {"target": national, "language": "vi"})
    assert any("qua địa chỉ" in note for note in vietnamese["not_covered"])


def test_more_is_given_on_request(address: str) -> None:
    async def asking() -> None:
        async with Client(f"{address}/mcp") as client:
            question = {"question": "Tỉnh nào đặt mục tiêu kinh tế số trên 25% năm 2030?"}
            [short] = (await answer(client, "ask", question))["answers"]
            [whole] = (await answer(client, "ask", {**question, "more": True}))["answers"]
            assert len(short["statements"]) == 6
            assert short["total"] == len(whole["statements"]) > 30
            for first, full in zip(short["statements"], whole["statements"], strict=False):
                assert first.items() <= full.items()
                # What is needed to cite the figure.
                assert first.keys() >= {"iri", "area", "year", "figure", "printed_figure", "place"}
            checked = await answer(client, "check_claim", {"text": CLAIMS})
            more = await answer(client, "check_claim", {"text": CLAIMS, "more": True})
            assert checked["verdicts"] == {"printed-so": 1, "contradicted": 1}
            assert more["claims"][0]["statements"][0]["value"] == "35"
            [area] = (await answer(client, "coverage", {"area": "ha-noi"}))["areas"]
            [held] = (await answer(client, "coverage", {"area": "ha-noi", "more": True}))["areas"]
            assert area["indicators_in_all"] == len(held["indicators"])
            assert sum(area["documents"].values()) == len(held["documents"])
            assert sum(area["ledger"].values()) == len(held["ledger"])
            for slug, years in area["indicators"].items():
                assert (
                    years.items()
                    <= next(
                        one for one in held["indicators"] if one["iri"].endswith(f"/{slug}")
                    ).items()
                )
            [one] = (await answer(client, "list_queries", {"name": "compare-areas"}))["queries"]
            assert {parameter["name"] for parameter in one["parameters"]} >= {"indicator", "year"}
            assert (
                "compare-areas"
                in (await answer(client, "list_queries", {"name": "compare"}))["error"]
            )

    asyncio.run(asking())


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("run_query", {"name": "compare-areas"}),
        ("sparql", {"query": "SELECT ?target { ?target a dx:Target } ORDER BY ?target"}),
    ],
)
def test_an_answer_is_read_on_by_its_offset(
    address: str, tool: str, arguments: dict[str, Any]
) -> None:
    whole = told(address, "http", tool, {**arguments, "limit": 9})
    parts = [told(address, "http", tool, {**arguments, "limit": 3, "offset": n}) for n in (0, 3, 6)]
    assert [row for part in parts for row in part["rows"]] == whole["rows"]
    assert {part["total"] for part in parts} == {whole["total"]}
    beyond = told(address, "http", tool, {**arguments, "offset": whole["total"]})
    assert beyond["rows"] == []
    assert beyond["truncated"] is True


def test_a_graph_is_cut_at_the_end_of_a_line(address: str) -> None:
    cut = told(address, "http", "sparql", {"query": "CONSTRUCT WHERE { ?t dx:indicator ?o }"})
    assert cut["truncated"] is True
    assert cut["turtle"].endswith("\n")


def test_an_empty_answer_says_how_things_are_named(address: str) -> None:
    query = {"query": "SELECT ?t { ?t dx:indicator 'dti-rank' }"}
    assert "indicator:dti-rank" in told(address, "http", "sparql", query)["note"]


def test_names_of_other_vocabularies_are_checked_before_a_query_runs(address: str) -> None:
    wrong = {"query": "SELECT ?t { ?t sdmx-dimension:refarea area:bac-giang }"}
    assert "sdmx-dimension:refArea" in told(address, "http", "sparql", wrong)["error"]


def test_the_examples_that_tools_give_find_something(address: str) -> None:
    async def asking() -> None:
        async with Client(f"{address}/mcp") as client:
            tools = {
                tool.name: str(tool.input_schema) for tool in (await client.list_tools()).tools
            }
            [question] = re.findall("“([^”]+)”", tools["ask"])
            assert (await answer(client, "ask", {"question": question}))["status"] == "answered"
            for words in re.findall("“([^”]+)”", tools["search"]):
                assert (await answer(client, "search", {"query": words}))["results"]
            [target] = re.findall(r"[a-z0-9-]+#[a-z0-9-]+", tools["evidence"])
            assert (await answer(client, "evidence", {"target": target}))["evidence"]
            for area in ("Bắc Giang", "bac-giang", "viet-nam"):
                assert area in tools["coverage"]
                assert (await answer(client, "coverage", {"area": area}))["areas"]
            assert "compare-areas" in tools["run_query"]

    asyncio.run(asking())


def test_two_texts_are_checked_at_once_and_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    check, now, most = asking.check_text, 0, 0

    async def counted(*given: Any, **named: Any) -> asking.Report:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.2)
        try:
            return await check(*given, **named)
        finally:
            now -= 1

    monkeypatch.setattr(asking, "check_text", counted, raising=False)

    async def all_at_once(address: str) -> None:
        async with Client(f"{address}/mcp") as client:
            checks = [answer(client, "check_claim", {"text": TRUE}) for _ in range(5)]
            for report in await asyncio.gather(*checks):
                assert report["all_printed_so"] is True

    with served_graph() as address:
        asyncio.run(all_at_once(address))
    assert most == 2
