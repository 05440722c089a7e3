"""Names that exist nowhere are told: to assistants before the query runs, over HTTP where nothing
was found."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from bs4 import BeautifulSoup

from dxgraph.asking.graph.vocabulary import unknown_names
from dxgraph.asking.language import words
from support.asking import run
from support.mcp_client import told

DX = "PREFIX dx: <https://w3id.org/dxgraph/ontology#>\n"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * { ?s dx:targetvalue ?v }", ["dx:targetvalue"]),
        ("PREFIX d: <https://w3id.org/dxgraph/ontology#> ASK { ?s d:targetvalue 1 }", None),
        ("SELECT * { ?s sdmx-dimension:refArea area:bacgiang }", ["area:bacgiang"]),
        ("SELECT * { ?s a dx:Target ; dx:deadline ?d . area:bac-giang ?p ?o }", []),
        ("SELECT * FROM <https://w3id.org/dxgraph/nowhere> { ?s dx:deadline ?d }", []),
        (DX + 'SELECT * { ?s ?p "dx:targetvalue" } # dx:targetvalue', []),
        ("SELECT * { ?s <http://example.org/targetvalue> ?v }", []),
        ("no query at all dx:", []),
        ("SELECT * { ?s sdmx-dimension:refarea ?area }", ["sdmx-dimension:refarea"]),
        (
            "SELECT * { ?s <http://purl.org/linked-data/sdmx/2009/dimension#refarea> ?area }",
            ["sdmx-dimension:refarea"],
        ),
        ("SELECT * { ?s eli:dateDocument ?day }", ["eli:dateDocument"]),
        # Right in its vocabulary, though the graph has no use for it.
        ("SELECT * { ?s skos:hiddenLabel ?l ; owl:differentFrom ?o }", []),
        ("SELECT (xsd:integer(?v) AS ?n) { ?s dx:targetValue ?v }", []),
    ],
)
def test_names_that_exist_nowhere_are_found(query: str, names: list[str] | None) -> None:
    found = asyncio.run(unknown_names(query, run))
    assert [one.name for one in found] == (["dx:targetvalue"] if names is None else names)


def test_what_comes_near_is_offered() -> None:
    [value] = asyncio.run(unknown_names("SELECT * { ?s dx:targetvalue ?v }", run))
    assert value.near[0] == "dx:targetValue"
    [area] = asyncio.run(unknown_names("SELECT * { ?s ?p area:bacgiang }", run))
    assert area.near[0] == "area:bac-giang"


def test_an_assistant_is_told_before_the_query_runs(address: str) -> None:
    wrong = {"query": "SELECT (COUNT(*) AS ?n) { ?target dx:targetvalue ?v }"}
    error = told(address, "http", "sparql", wrong)["error"]
    assert "dx:targetvalue (dx:targetValue" in error
    right = {"query": "SELECT (COUNT(*) AS ?n) { ?target dx:targetValue ?v }"}
    assert "error" not in told(address, "http", "sparql", right)


def test_an_empty_answer_over_http_says_so_in_its_header(address: str) -> None:
    for _ in range(2):  # the second time from the cache
        answer = httpx.get(
            f"{address}/sparql", params={"query": DX + "SELECT * { ?s dx:targetvalue ?v }"}
        )
        assert answer.status_code == 200
        assert answer.headers["dxgraph-unknown-names"].startswith("dx:targetvalue (dx:targetValue")
        assert answer.json()["results"]["bindings"] == []
    full = httpx.get(f"{address}/sparql", params={"query": DX + "SELECT * { ?s dx:deadline ?v }"})
    assert "dxgraph-unknown-names" not in full.headers


def test_the_page_of_an_empty_answer_says_so(address: str) -> None:
    answer = httpx.get(
        f"{address}/sparql",
        params={"query": DX + "SELECT * { ?s dx:targetvalue ?v }", "lang": "en"},
        headers={"accept": "text/html"},
    )
    note = BeautifulSoup(answer.text, "html.parser").select_one("#results .note")
    assert note is not None
    assert "dx:targetValue" in note.text


def _lists(value: object, at: str) -> Iterator[tuple[str, list[object]]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _lists(below, f"{at}/{key}")
    elif isinstance(value, list):
        yield at, value
        for number, below in enumerate(value):
            yield from _lists(below, f"{at}/{number}")


def test_no_word_stands_twice_in_a_list() -> None:
    """Who takes a word out of a list means it to be out."""
    files = {"vi": words.SAID["vi"], "en": words.SAID["en"], "called": words.CALLED}
    doubled = {
        at: twice
        for at, listed in _lists(files, "")
        if (twice := [one for one, times in Counter(map(repr, listed)).items() if times > 1])
    }
    assert doubled == {}
