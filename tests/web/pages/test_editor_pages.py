"""/sparql in a browser, without scripts: the form, its results, its errors, its downloads."""

from __future__ import annotations

import asyncio
import html
import io
import re
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import openpyxl
import pytest

from dxgraph.errors import BusyError, DeadlineExceeded, DxgraphError, QueryRefused, UnknownName
from dxgraph.messages import message
from dxgraph.web.application import Application
from dxgraph.web.endpoints import workbooks
from dxgraph.web.http.headers import CONTENT_SECURITY_POLICY
from dxgraph.web.pages.questions import editor
from dxgraph.web.pages.shared import results
from support.named_queries import catalogue
from support.web import TRIG, FakeEngine, app_of, ask, client_of, engine_of_own_graph

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PAGE = {"accept": CHROMIUM, "accept-language": "vi"}
ENGLISH = {**PAGE, "accept-language": "en"}
RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
AREAS = RDFS + "SELECT ?area ?label { ?area rdfs:label ?label } ORDER BY ?label"
EVIL = '<script>alert("1")</script><img src=x onerror=alert(2)>'
HOSTILE = (
    TRIG
    + """
graph:four { ex:evil rdfs:label "<script>alert('label')</script>"@vi ;
    rdfs:comment "<img src=x onerror=alert('text')>" ; rdfs:seeAlso <javascript:alert(3)> . }
"""
)


def app(engine: FakeEngine | None = None, **given: object) -> Application:
    made = app_of(engine or FakeEngine(), routers=[editor.router()], **given)
    made.state.catalogue = catalogue()
    return made


def page(
    query: str,
    engine: FakeEngine | None = None,
    headers: dict[str, str] = PAGE,
    **parameters: str,
) -> httpx.Response:
    given = {"query": query} | {name.replace("_", "-"): text for name, text in parameters.items()}
    return ask(app(engine), "GET", "/sparql", params=given, headers=headers)


class _Cells(HTMLParser):
    """The text of each cell of the table of results, row by row, and the links in them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "table" and given.get("class") == "results":
            self._inside = True
        elif self._inside and tag == "tr":
            self.rows.append([])
        elif self._inside and tag in ("td", "th"):
            self.rows[-1].append("")
        elif self._inside and tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "table"

    def handle_data(self, data: str) -> None:
        if self._inside and self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


def table(response: httpx.Response) -> _Cells:
    cells = _Cells()
    cells.feed(response.text)
    return cells


# --- The form -----------------------------------------------------------------------------------


def test_a_browser_gets_the_form_and_a_program_the_service_description() -> None:
    shown = ask(app(), "GET", "/sparql", headers=PAGE)
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in shown.text
    assert "Truy vấn SPARQL" in shown.text
    described = ask(app(), "GET", "/sparql", headers={"accept": "text/turtle"})
    assert described.headers["content-type"].startswith("text/turtle")


def test_the_query_that_the_form_begins_with_has_an_answer() -> None:
    engine = engine_of_own_graph()
    shown = ask(app(engine), "GET", "/sparql", headers=PAGE)
    (begins,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", shown.text, re.DOTALL)
    answered = page(html.unescape(begins), engine)
    assert len(table(answered).rows) > 5
    assert "Tỉnh Bắc Giang" in answered.text


def test_the_questions_of_the_catalogue_are_examples_with_what_they_are_for() -> None:
    shown = ask(app(), "GET", "/sparql?lang=en", headers=PAGE).text
    for query in catalogue():
        assert query.summary["en"] in html.unescape(shown)
        assert f"/sparql?example={query.name}&amp;lang=en" in shown


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_an_example_fills_the_form_and_runs_as_it_stands(name: str) -> None:
    engine = engine_of_own_graph()
    shown = ask(app(engine), "GET", "/sparql", params={"example": name}, headers=ENGLISH)
    (text,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", shown.text, re.DOTALL)
    answered = page(html.unescape(text), engine)
    assert answered.status_code == 200
    assert 'id="share"' in answered.text


def test_an_example_that_there_is_not_proposes_near_ones() -> None:
    shown = ask(app(), "GET", "/sparql?example=targets-of-areas", headers=PAGE)
    assert shown.status_code == 404
    assert '<a href="/sparql?example=targets-of-area">' in shown.text


# --- Results ------------------------------------------------------------------------------------


def test_our_things_are_links_to_their_pages_by_their_labels() -> None:
    shown = table(page(AREAS, headers=ENGLISH))
    assert shown.rows[0] == ["area", "label"]
    assert shown.rows[1] == ["Bac Giang", "Bac Giang"]
    assert shown.links[0] == "/area/bac-giang"
    vietnamese = table(page(AREAS))
    assert ["Bắc Giang", "Bac Giang"] in vietnamese.rows
    assert ["Trà Vinh", "Trà Vinh"] in vietnamese.rows


def test_the_language_of_the_address_stays_in_links_and_form() -> None:
    shown = page(AREAS, lang="en")
    assert table(shown).links[0] == "/area/bac-giang?lang=en"
    assert '<input type="hidden" name="lang" value="en">' in shown.text
    assert 'action="/sparql?lang=en"' in shown.text


def test_the_form_may_be_posted_too() -> None:
    got = page(AREAS)
    posted = ask(app(), "POST", "/sparql", data={"query": AREAS}, headers=PAGE)
    assert table(posted).rows == table(got).rows


VALUES = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?decimal ?year ?number ?day ?truth ?nothing ?wrong
{ VALUES (?decimal ?year ?number ?day ?truth ?nothing ?wrong) {
  (13.50 "2025"^^xsd:gYear 1234567 "2025-12-31"^^xsd:date true UNDEF "abc"^^xsd:decimal) } }"""


def test_values_are_written_as_the_language_writes_them() -> None:
    vietnamese, english = table(page(VALUES)), table(page(VALUES, headers=ENGLISH))
    assert vietnamese.rows[1] == ["13,5", "2025", "1.234.567", "31/12/2025", "đúng", "", "abc"]
    assert english.rows[1] == ["13.5", "2025", "1,234,567", "31 December 2025", "true", "", "abc"]
    assert '<data value="13.5">' in page(VALUES).text


def test_a_number_is_never_rounded() -> None:
    shown = table(page("SELECT (0.1234567890123456 AS ?n) {}", headers=ENGLISH))
    assert shown.rows[1] == ["0.1234567890123456"]


def test_yes_no_and_nothing_are_words() -> None:
    assert '<p class="answer">Có</p>' in page("ASK { ?s ?p ?o }").text
    assert '<p class="answer">No</p>' in page("ASK { ?s ?s ?s }", headers=ENGLISH).text
    assert "Không có dòng nào" in page("SELECT ?s { ?s ?s ?s }").text


def test_a_graph_is_a_table_of_statements_and_offers_rdf() -> None:
    shown = page("CONSTRUCT WHERE { ?s a ?class }")
    assert len(table(shown).rows) == 4
    assert "format=turtle" in shown.text
    assert "format=csv" not in shown.text


def test_a_long_answer_is_cut_and_says_so() -> None:
    forty = " ".join(map(str, range(40)))
    many = f"SELECT ?a ?b {{ VALUES ?a {{ {forty} }} VALUES ?b {{ {forty} }} }}"
    shown = page(many)
    assert len(table(shown).rows) == 1 + results.MOST_ROWS
    assert "<strong>1.600</strong>" in shown.text
    csv = ask(app(), "GET", "/sparql", params={"query": many, "format": "csv"})
    assert len(csv.text.splitlines()) == 1601


def test_labels_are_no_reason_to_fail() -> None:
    class Reserved(FakeEngine):
        async def run(self, query, limits=None, *, run_id=None):  # type: ignore[no-untyped-def]
            if "rdf-schema#label>|" in query.text:
                raise BusyError("No place.")
            return await super().run(query, limits, run_id=run_id)

    shown = page(AREAS, Reserved())
    assert shown.status_code == 200
    assert ["area:bac-giang", "Bắc Giang"] in table(shown).rows


def test_the_dataset_of_the_request_is_kept_by_form_links_and_downloads() -> None:
    graph = "https://w3id.org/dxgraph/graph/two"
    shown = page("SELECT ?s { ?s a ?k }", default_graph_uri=graph)
    assert len(table(shown).rows) == 2
    assert f'<input type="hidden" name="default-graph-uri" value="{graph}">' in shown.text
    (share,) = re.findall(r'id="share"[^>]* value="([^"]*)"', shown.text)
    assert parse_qs(urlsplit(html.unescape(share)).query)["default-graph-uri"] == [graph]


def test_a_snapshot_that_is_not_served_is_not_shown_as_another() -> None:
    shown = page(AREAS, snapshot="0" * 64)
    assert shown.status_code == 404
    assert "Bản chụp" in shown.text


def test_the_link_shows_the_same_results() -> None:
    shown = page(AREAS, lang="en")
    (share,) = re.findall(r'id="share"[^>]* value="([^"]*)"', shown.text)
    address = urlsplit(html.unescape(share))
    assert address.netloc == "dx.test"
    again = ask(app(), "GET", f"{address.path}?{address.query}", headers=PAGE)
    assert table(again).rows == table(shown).rows


# --- Downloads ----------------------------------------------------------------------------------


def downloads(shown: httpx.Response) -> dict[str, str]:
    found = re.findall(r'href="([^"]*format=[^"]*)" download="([^"]*)"', shown.text)
    return {name: html.unescape(address) for address, name in found}


def test_each_download_is_what_its_name_says() -> None:
    types = {}
    for query in (AREAS, "CONSTRUCT WHERE { ?s a ?class }"):
        for name, address in downloads(page(query)).items():
            answer = ask(app(), "GET", address, headers=PAGE)
            assert answer.status_code == 200
            # For spreadsheets by the button; what a program asks for has no mark.
            assert answer.content.startswith(b"\xef\xbb\xbf") == name.endswith(".csv")
            plain = ask(app(), "GET", address.replace("&bom=1", ""), headers=PAGE)
            assert not plain.content.startswith(b"\xef\xbb\xbf")
            types[name.rpartition(".")[2]] = answer.headers["content-type"].partition(";")[0]
    assert types == {
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "json": "application/sparql-results+json",
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
    }


def test_a_long_query_is_posted_for_its_downloads() -> None:
    shown = page(AREAS + "\n# " + "x" * 7000)
    assert not downloads(shown)
    assert re.search(r'<form action="/sparql" method="post" class="downloads">', shown.text)
    answer = ask(app(), "POST", "/sparql", data={"query": AREAS, "format": "csv"}, headers=PAGE)
    assert answer.headers["content-type"].startswith("text/csv")


def sheet(query: str, **given: str) -> openpyxl.Workbook:
    answer = ask(app(), "GET", "/sparql", params={"query": query, "format": "xlsx", **given})
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def test_a_workbook_has_types_a_frozen_header_and_tells_of_itself() -> None:
    book = sheet(VALUES, lang="vi")
    result, about = book.worksheets
    assert [cell.value for cell in result[1]] == VALUES_COLUMNS
    row = [cell.value for cell in result[2]]
    assert (row[0], row[2], row[4]) == (13.5, 1234567, True)
    assert row[3] == datetime(2025, 12, 31)
    assert result.freeze_panes == "A2"
    told = {row[0].value: row[1].value for row in about.rows}
    assert told["SPARQL"] == VALUES
    assert told["Bản dữ liệu"] == "sha256:" + "a" * 64
    assert str(told["Giấy phép"]).startswith("CC BY 4.0")


VALUES_COLUMNS = ["decimal", "year", "number", "day", "truth", "nothing", "wrong"]


def test_a_workbook_never_reads_a_text_as_a_formula() -> None:
    (result, _) = sheet('SELECT ("=1+1" AS ?formula) {}').worksheets
    assert (result["A2"].value, result["A2"].data_type) == ("=1+1", "s")


def test_a_workbook_is_cached_like_other_answers() -> None:
    made = app()
    parameters = {"query": AREAS, "format": "xlsx"}
    first = ask(made, "GET", "/sparql", params=parameters)
    headers = {"if-none-match": first.headers["etag"]}
    again = ask(made, "GET", "/sparql", params=parameters, headers=headers)
    assert "dxgraph-sparql.xlsx" in first.headers["content-disposition"]
    assert again.status_code in (200, 304)


def test_what_is_too_large_for_a_sheet_is_not_offered_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbooks, "MOST_CELLS", 5)
    monkeypatch.setattr(editor, "MOST_CELLS", 5)
    assert "format=xlsx" not in page(AREAS).text
    assert "phần mềm bảng tính mở được tệp CSV" in page(AREAS).text
    refused = ask(app(), "GET", "/sparql", params={"query": AREAS, "format": "xlsx"})
    assert refused.json()["type"].endswith("/result-too-large")
    assert refused.json()["limit"] == "cells"


def test_a_graph_is_no_sheet() -> None:
    parameters = {"query": "CONSTRUCT WHERE { ?s a ?k }", "format": "xlsx"}
    assert ask(app(), "GET", "/sparql", params=parameters).status_code == 406


# --- Errors -------------------------------------------------------------------------------------


def test_an_error_keeps_the_query_and_shows_the_place() -> None:
    shown = page("SELECT *\nWHERE { ?s ?p }")
    assert shown.status_code == 400
    assert "SELECT *\nWHERE { ?s ?p }</textarea>" in shown.text
    assert re.search(r'data-line="2" data-column="1[56]" data-message="Không đọc được', shown.text)
    assert "<mark>}</mark>" in shown.text
    assert shown.headers["cache-control"] == "private, no-cache"


def test_the_mark_is_at_the_last_word_where_the_text_ends_too_early() -> None:
    shown = page("SELECT *\nWHERE { ?s ?p ", headers=ENGLISH)
    assert "<strong>Line 2, column 14</strong>" in shown.text
    assert "<mark>?p</mark>" in shown.text


def test_columns_count_letters_and_not_bytes() -> None:
    shown = page('SELECT * { ?s ?p "chuyển đổi số" ; dc:title ?o }', headers=ENGLISH)
    assert "<strong>Line 1, column 36</strong>" in shown.text
    assert "<mark>dc:title</mark>" in shown.text


def test_a_well_known_prefix_is_added_for_who_forgot_it_but_not_by_the_endpoint() -> None:
    forgotten = "SELECT ?l { ?s rdfs:label ?l }"
    program = ask(app(), "GET", "/sparql", params={"query": forgotten})
    assert program.status_code == 400
    shown = page(forgotten)
    assert shown.status_code == 400
    assert "Tiền tố rdfs: chưa được khai báo." in shown.text
    assert "<strong>Dòng 2, cột 16</strong>" in shown.text
    (text,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", shown.text, re.DOTALL)
    assert html.unescape(text) == RDFS + forgotten
    assert page(html.unescape(text)).status_code == 200


def test_an_unknown_prefix_is_left_to_who_wrote_it() -> None:
    shown = page("SELECT ?l { ?s nobody:label ?l }")
    assert "Tiền tố nobody: chưa được khai báo." in shown.text
    assert "PREFIX nobody" not in shown.text.partition("</textarea>")[0]


@pytest.mark.parametrize(
    ("error", "vietnamese"),
    [
        (DeadlineExceeded(message("query-too-slow", timeout_s=7.5)), "Truy vấn chạy quá 7,5 giây"),
        (BusyError(message("queries-wait", waiting=9)), "Đã có 9 truy vấn đang chờ."),
        (QueryRefused(message("service-not-written-out")), "gọi sang một dịch vụ khác"),
        (DxgraphError("Something of its own."), "Something of its own."),
    ],
)
def test_errors_are_told_in_both_languages(error: DxgraphError, vietnamese: str) -> None:
    engine = FakeEngine()
    engine.error = error
    shown = page(AREAS, engine)
    assert shown.status_code == error.status
    assert error.title.vi in shown.text
    assert vietnamese in shown.text
    english = page(AREAS, engine, headers=ENGLISH)
    assert error.title.en in english.text
    assert str(error) in english.text


def test_an_unknown_thing_proposes_links_by_label() -> None:
    from fastapi import APIRouter

    routes = APIRouter()

    @routes.get("/area/{slug}")
    async def thing(slug: str) -> None:
        near = {"iri": "https://w3id.org/dxgraph/area/bac-giang", "path": "/area/bac-giang"}
        raise UnknownName(f"Nothing at {slug}.", near=[near])

    made = app_of(routers=[routes])
    shown = ask(made, "GET", "/area/bac-gian", headers=PAGE)
    assert shown.status_code == 404
    assert '<a href="/area/bac-giang">Bắc Giang</a>' in shown.text
    assert "/search?q=bac+gian" in shown.text


# --- Nothing of a stranger is markup ------------------------------------------------------------


def tags(response: httpx.Response) -> list[str]:
    """The elements of a page with their attributes, as a browser reads them."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            found.append(f"{tag} {' '.join(name for name, _ in attributes)}")
            found.extend(f"{name}={value}" for name, value in attributes if name == "href")

    Reader().feed(response.text)
    return found


@pytest.mark.parametrize(
    "parameters",
    [
        {"query": RDFS + "SELECT * { ?s rdfs:comment ?c ; rdfs:label ?l ; rdfs:seeAlso ?a }"},
        {"query": RDFS + "CONSTRUCT { ?s rdfs:seeAlso ?a } WHERE { ?s rdfs:seeAlso ?a }"},
        {"query": f"SELECT ('''{EVIL}''' AS ?x) {{}}"},
        {"query": f'SELECT (IRI("http://a/?{EVIL}") AS ?x) {{}}'},
        {"query": f"SELECT {EVIL}"},
        {"query": f"</textarea>{EVIL}"},
        {"query": "ASK {}", "default-graph-uri": f'"{EVIL}'},
        {"query": "ASK {}", "lang": f'"{EVIL}'},
        {"query": "ASK {}", "timeout_s": EVIL},
        {"query": "ASK {}", "snapshot": EVIL},
        {"example": EVIL},
        {"lang": EVIL},
    ],
)
def test_markup_stays_text(parameters: dict[str, str]) -> None:
    made = app(FakeEngine(HOSTILE))
    own = tags(ask(made, "GET", "/sparql", headers=PAGE))
    shown = ask(made, "GET", "/sparql", params=parameters, headers=PAGE)
    found = tags(shown)
    assert {tag for tag in found if tag.startswith("script")} <= set(own)
    assert [tag for tag in found if tag.startswith("img")] == ["img src alt width height"]
    assert not [tag for tag in found if " on" in tag or tag.startswith("href=javascript")]


def test_only_the_built_editor_may_bring_a_style_and_by_a_nonce_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editor, "_script", lambda: "style.css")  # any file that is there
    made = app()
    shown = [ask(made, "GET", "/sparql", headers=PAGE) for _ in range(2)]
    nonces = [re.findall(r'data-nonce="([^"]+)"', answer.text)[0] for answer in shown]
    assert nonces[0] != nonces[1]
    assert [answer.headers["content-security-policy"] for answer in shown] == [
        f"{CONTENT_SECURITY_POLICY}; style-src 'self' 'nonce-{nonce}'" for nonce in nonces
    ]


def test_without_the_build_the_form_is_plain_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editor, "_script", lambda: None)
    shown = ask(app(), "GET", "/sparql", headers=PAGE)
    assert "<script" not in shown.text
    assert "Node.js" in shown.text
    assert shown.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert ["Bắc Giang", "Bac Giang"] in table(page(AREAS)).rows


# --- Names to complete --------------------------------------------------------------------------


def names(engine: FakeEngine, language: str = "vi") -> dict[str, dict[str, object]]:
    answer = ask(app(engine), "GET", "/sparql/names", params={"lang": language})
    return {entry["name"]: entry for entry in answer.json()["names"]}


def test_terms_and_things_can_be_completed_by_their_labels() -> None:
    engine = engine_of_own_graph()
    known = names(engine)
    assert known["dx:Target"]["kind"] == "class"
    assert known["dx:deadline"]["kind"] == "property"
    share = known["indicator:digital-economy-share-of-gross-product"]
    assert share["kind"] == "indicator"
    assert str(share["vi"]).startswith("Tỷ trọng kinh tế số")
    assert known["area:bac-giang"]["en"] == "Bắc Giang province"
    assert known["level:district"]["kind"] == "concept"
    assert "111-NQ/TU" in str(known["document:bac-giang-2021-111-nq-tu"]["others"])
    assert known["dx:Target"]["about"] != names(engine, "en")["dx:Target"]["about"]


def test_what_the_data_use_of_other_vocabularies_can_be_completed_too() -> None:
    engine = engine_of_own_graph()
    known = names(engine)
    assert known["sdmx-dimension:refArea"]["kind"] == "property"
    assert known["sdmx-dimension:refArea"]["leads"] == "area"
    assert known["eli:LegalResource"]["kind"] == "class"


def test_a_name_that_has_no_short_form_is_an_iri() -> None:
    engine = FakeEngine("<http://a/s> a <http://a/A,B> .")
    assert names(engine)["<http://a/A,B>"]["kind"] == "class"


def test_an_engine_that_is_busy_leaves_names_out() -> None:
    engine = FakeEngine()
    engine.error = BusyError("No place.")
    assert names(engine) == {}


def test_names_are_listed_once_a_snapshot_and_again_if_some_were_left_out() -> None:
    engine = FakeEngine()
    service = app(engine)

    async def asked() -> list[int]:
        counted = []
        async with client_of(service) as client:
            engine.error = BusyError("No place.")
            for _ in range(3):
                answer = await client.get("/sparql/names")
                counted.append(len(answer.json()["names"]))
                engine.error = None
        return counted

    none, some, same = asyncio.run(asked())
    assert none == 0
    assert some == same > 0
    assert len(engine.asked) == 2 * 4
