"""Which format, encoding and language a client gets."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.inspection import form_of
from dxgraph.errors import NotAcceptable
from dxgraph.formats import GRAPHS, RESULTS
from dxgraph.web.http import compression
from dxgraph.web.http.negotiation import best, choose, encoding, wants_page
from support.web import ASK, CONSTRUCT, SELECT, FakeEngine, app_of, ask, get

JSON_RESULTS = "application/sparql-results+json"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LONG = "SELECT * WHERE { VALUES ?x { " + " ".join(f'"Chuyển đổi số {n}"' for n in range(99)) + "} }"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "xml"),
        ("text/csv;q=0.5, */*;q=0.1", "csv"),
        ("text/tab-separated-values, text/csv;q=0.999", "tsv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("application/sparql-results+json;q=0.1, */*;q=0.5", "xml"),
        ("TEXT/CSV ; charset=utf-8", "csv"),
        ("application/xml", "xml"),
        ("text/csv;q=nonsense, application/json;q=0.1", "json"),
        ("application/json, text/javascript, */*; q=0.01", "json"),
    ],
)
def test_accept_by_quality_and_precision(accept: str, name: str) -> None:
    found = best(accept, RESULTS)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "*/*;q=0", ","])
def test_nothing_acceptable(accept: str) -> None:
    assert best(accept, RESULTS) is None


@given(st.text(max_size=60))
def test_no_header_breaks_negotiation(header: str) -> None:
    best(header, RESULTS)
    wants_page(header, GRAPHS)
    assert encoding(header) in {"", "gzip", "br"}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ttl", "turtle"),
        ("n3", "turtle"),
        ("nt", "ntriples"),
        ("json-ld", "jsonld"),
        ("json", "jsonld"),
        ("xml", "rdfxml"),
        ("rdf+xml", "rdfxml"),
        ("application/trig", "trig"),
        ("application/turtle,text/turtle", "turtle"),
    ],
)
def test_words_of_format_that_others_use(word: str, name: str) -> None:
    assert choose("text/html", [word], GRAPHS).name == name


def test_the_first_known_of_several_formats_counts() -> None:
    assert choose(None, ["tabs", "text/tab-separated-values", "json"], RESULTS).name == "tsv"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("# ASK\nselect * {}", Form.SELECT),
        ("PREFIX a: <http://x/#> # {\nBASE <http://y/>\n prefix : <z>\nASK{}", Form.ASK),
        ("prefix ask:<x>construct{}where{}", Form.CONSTRUCT),
        ('VERSION "1.2" DESCRIBE <x>', Form.DESCRIBE),
        ("INSERT DATA {}", None),
        ("SELECTED", None),
        ("", None),
    ],
)
def test_what_a_query_asks_for(text: str, form: Form | None) -> None:
    assert form_of(text) is form


@pytest.mark.parametrize(
    "text",
    [" " * 1_000_000, "#" * 1_000_000, "PREFIX a: <x> " * 60_000, "PREFIX " + "a" * 1_000_000],
)
def test_finding_the_form_is_linear(text: str) -> None:
    # A step back for each character would take hours.
    assert form_of(text) is None


def test_format_goes_before_accept() -> None:
    response = get(app_of(), parameters={"format": "csv"}, headers={"accept": JSON_RESULTS})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (SELECT, "text/turtle", [JSON_RESULTS, "text/csv"]),
        (ASK, "image/png", [JSON_RESULTS]),
        (CONSTRUCT, JSON_RESULTS, ["text/turtle", "application/ld+json"]),
    ],
)
def test_406_lists_what_there_is_without_running(
    query: str, accept: str, offered: list[str]
) -> None:
    engine = FakeEngine()
    response = get(app_of(engine), query, headers={"accept": accept})
    assert response.status_code == 406
    assert {item["media_type"] for item in response.json()["formats"]} >= set(offered)
    assert engine.asked == []


def test_an_unknown_format_is_not_acceptable() -> None:
    response = get(app_of(), parameters={"format": "parquet"})
    assert response.status_code == 406
    assert "format=parquet" in response.json()["detail"]


def test_a_wrong_query_is_told_so_before_its_format() -> None:
    response = get(app_of(), "SELCT * {}", headers={"accept": "text/turtle"})
    assert (response.status_code, response.json()["line"]) == (400, 1)


def test_the_answer_says_what_it_varies_with() -> None:
    assert get(app_of()).headers["vary"] == "accept, accept-encoding, origin"
    assert get(app_of(), "SELECT").headers["vary"] == "accept, accept-language, origin"


def test_choose_raises_with_the_offers() -> None:
    with pytest.raises(NotAcceptable) as caught:
        choose("image/png", [], RESULTS)
    assert "text/csv" in caught.value.remedy


# A browser


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        (FIREFOX, True),
        ("text/html", True),
        ("*/*", False),
        ("text/*", False),
        ("text/html;q=0.5, application/sparql-results+json", False),
        ("text/html, application/sparql-results+json", False),
        ("text/html;q=0", False),
    ],
)
def test_a_page_only_for_who_asks_for_html_first(accept: str, page: bool) -> None:
    assert wants_page(accept, RESULTS) is page


def test_a_browser_gets_the_editor_and_a_program_the_description() -> None:
    app = app_of()
    page = ask(app, "GET", "/sparql", headers={"accept": FIREFOX})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in page.text
    data = ask(app, "GET", "/sparql", headers={"accept": "*/*"})
    assert data.headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_link_of_a_format_gives_a_browser_data() -> None:
    response = get(app_of(), parameters={"format": "csv"}, headers={"accept": FIREFOX})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"


# Encodings


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("gzip;q=0.5, identity", ""),
        ("br;q=0, gzip;q=0", ""),
        ("", ""),
        ("deflate", ""),
    ],
)
def test_encoding_by_quality(accepted: str, chosen: str) -> None:
    assert encoding(accepted) == chosen


def test_answers_are_compressed_when_asked() -> None:
    app = app_of()
    plain = get(app, LONG)
    assert "content-encoding" not in plain.headers
    for name in ("gzip", "br"):
        response = get(app, LONG, headers={"accept-encoding": name})
        assert response.headers["content-encoding"] == name
        assert int(response.headers["content-length"]) < len(plain.content) / 2
        # httpx has unpacked it already.
        assert response.content == plain.content


def test_a_large_answer_is_compressed_beside_the_event_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[bool] = []

    def watched(body: bytes, encoding: str) -> bytes:
        threads.append(threading.current_thread() is threading.main_thread())
        return body

    monkeypatch.setattr(compression, "compress", watched)
    for size in (compression.LARGE_BYTES - 1, compression.LARGE_BYTES):
        asyncio.run(compression.compressed(bytes(size), "gzip"))
    assert threads == [True, False]


def test_pages_and_files_are_compressed_too() -> None:
    app = app_of()
    for path in ("/docs", "/static/style.css"):
        response = ask(app, "GET", path, headers={"accept-encoding": "gzip"})
        assert response.headers["content-encoding"] == "gzip"
        assert "ccept-encoding" in response.headers["vary"].lower()
        assert response.content == ask(app, "GET", path).content
    # What is compressed already is not compressed again.
    turtle = ask(app, "GET", "/sparql", headers={"accept-encoding": "gzip, br"})
    assert turtle.headers["content-encoding"] == "br"
    assert turtle.text.startswith("@prefix")


def test_small_answers_are_sent_as_they_are() -> None:
    response = get(app_of(), ASK, headers={"accept-encoding": "gzip, br"})
    assert "content-encoding" not in response.headers
