"""The catalogue over HTTP: the list, a run in each format, and what is said of a wrong one."""

from __future__ import annotations

import io

import httpx2 as httpx
import openpyxl
import pyoxigraph as ox
import pytest

from dxgraph.web.application import Application
from dxgraph.web.endpoints import queries
from support.named_queries import catalogue
from support.web import FakeEngine, app_of, ask, engine_of_own_graph

SHARE = "digital-economy-share-of-gross-product"


def app(engine: FakeEngine | None = None) -> Application:
    made = app_of(engine or engine_of_own_graph(), routers=[queries.router()])
    made.state.catalogue = catalogue()
    return made


def get(path: str, accept: str = "", **parameters: str) -> httpx.Response:
    headers = {"accept": accept} if accept else {}
    return ask(app(), "GET", path, params=parameters, headers=headers)


# --- The list -----------------------------------------------------------------------------------


def test_the_list_says_what_each_query_answers_and_takes() -> None:
    answer = get("/queries")
    assert answer.headers["content-type"] == "application/json"
    listed = {query["name"]: query for query in answer.json()["queries"]}
    assert list(listed) == [query.name for query in catalogue()]
    query = listed["targets-of-area"]
    assert query["title"]["vi"] == "Một địa bàn đã cam kết những gì"
    assert query["address"] == "http://dx.test/queries/targets-of-area"
    assert query["parameters"][0] == {
        "name": "area",
        "kind": "area",
        "title": {"vi": "Địa bàn", "en": "Area"},
        "required": True,
        "default": "bac-giang",
    }
    assert query["formats"] == ["json", "xml", "csv", "tsv", "xlsx"]
    assert listed["document-record"]["formats"] == ["ttl", "nt", "rdf", "jsonld"]


def test_the_list_is_also_rdf() -> None:
    answer = get("/queries", accept="text/turtle")
    assert answer.headers["content-type"].startswith("text/turtle")
    store = ox.Store()
    store.load(io.BytesIO(answer.content), format=ox.RdfFormat.TURTLE)
    found = store.query(
        "SELECT ?q ?e { ?q a <http://www.w3.org/ns/shacl#SPARQLExecutable> ;"
        " <http://schema.org/target> ?e }"
    )
    assert {row[1].value for row in found} == {"http://dx.test/sparql"}  # type: ignore[union-attr]


# --- A run --------------------------------------------------------------------------------------


def test_a_run_without_parameters_takes_the_defaults() -> None:
    answer = get("/queries/compare-areas")
    assert answer.headers["content-type"] == "application/sparql-results+json"
    rows = answer.json()["results"]["bindings"]
    assert {row["indicator"]["value"].rpartition("/")[2] for row in rows} == {SHARE}
    assert len({row["area"]["value"] for row in rows}) >= 55


def test_a_run_takes_its_parameters_from_the_address() -> None:
    answer = get("/queries/against-national", area="tra-vinh", indicator=SHARE, year="2030")
    (row,) = [
        row
        for row in answer.json()["results"]["bindings"]
        if row["document"]["value"].endswith("/tra-vinh-2022-50-kh-ubnd")
    ]
    assert row["verdict"]["value"] == "https://w3id.org/dxgraph/verdict/lower"
    assert (row["sign"]["value"], row["value"]["value"]) == (">", "25")


@pytest.mark.parametrize(
    ("given", "accept", "media_type", "begins"),
    [
        ({"format": "csv"}, "", "text/csv", b"indicator,"),
        ({"format": "tsv"}, "", "text/tab-separated-values", b"?indicator\t"),
        ({"format": "xml"}, "", "application/sparql-results+xml", b"<?xml"),
        ({}, "text/csv", "text/csv", b"indicator,"),
        ({}, "*/*", "application/sparql-results+json", b'{"head"'),
        ({"format": "json"}, "text/csv", "application/sparql-results+json", b'{"head"'),
    ],
)
def test_the_format_follows_the_address_and_then_accept(
    given: dict[str, str], accept: str, media_type: str, begins: bytes
) -> None:
    answer = get("/queries/compare-areas", accept=accept, **given)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.content.startswith(begins)


@pytest.mark.parametrize(
    ("given", "accept"),
    [
        ({"format": "xlsx"}, ""),
        ({}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_run_can_be_taken_away_as_a_workbook(given: dict[str, str], accept: str) -> None:
    answer = get("/queries/compare-areas", accept=accept, lang="en", **given)
    assert answer.headers["content-disposition"] == 'attachment; filename="compare-areas.xlsx"'
    assert answer.headers["etag"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Result"]
    rows = get("/queries/compare-areas", lang="en").json()["results"]["bindings"]
    assert sheet.max_row == 1 + len(rows) > 100
    assert sheet["B2"].value == "Digital economy share of gross product"


def test_a_query_that_gives_a_graph_is_answered_in_rdf() -> None:
    answer = get("/queries/document-record", document="binh-dinh-2024-33-kh-ubnd")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert get("/queries/document-record", format="jsonld").json()


def test_an_equal_run_is_answered_from_what_is_kept() -> None:
    engine = engine_of_own_graph()
    made = app(engine)
    first = ask(made, "GET", "/queries/targets-of-area?area=tra-vinh")
    asked = len(engine.asked)
    second = ask(made, "GET", "/queries/targets-of-area?area=tra-vinh")
    assert first.content == second.content
    # Only what kind of thing the parameter names was asked once more; then that is kept too.
    assert all(query.text.startswith("SELECT ?kind0 ") for query in engine.asked[asked:])
    asked = len(engine.asked)
    assert ask(made, "GET", "/queries/targets-of-area?area=tra-vinh").content == first.content
    assert len(engine.asked) == asked
    same = ask(
        made,
        "GET",
        "/queries/targets-of-area?area=tra-vinh",
        headers={"if-none-match": first.headers["etag"]},
    )
    assert same.status_code == 304


# --- What is wrong ------------------------------------------------------------------------------


def test_an_unknown_query_proposes_near_ones() -> None:
    answer = get("/queries/target-of-area")
    assert answer.status_code == 404
    problem = answer.json()
    assert problem["type"].endswith("/not-found")
    assert "targets-of-area" in problem["choices"]


@pytest.mark.parametrize(
    ("given", "parameter", "says"),
    [
        ({"area": "bac-gian"}, "area", "bac-giang"),
        ({"area": "Trà Vinh"}, "area", "tra-vinh"),
        ({"year": "soon"}, "year", "year=2025"),
        ({"lang": "fr"}, "lang", "vi, en"),
        ({"aera": "x"}, "aera", "area"),
    ],
)
def test_a_wrong_value_is_a_problem_that_names_parameter_and_remedy(
    given: dict[str, str], parameter: str, says: str
) -> None:
    answer = get("/queries/targets-of-area", **given)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["parameter"] == parameter
    assert says in problem["remedy"]


def test_a_problem_is_told_in_vietnamese_to_who_reads_it() -> None:
    answer = ask(
        app(), "GET", "/queries/targets-of-area?area=bac-gian", headers={"accept-language": "vi"}
    )
    assert "không phải là địa bàn của đồ thị này" in answer.json()["detail"]
    assert "Có phải ý bạn là bac-giang" in answer.json()["remedy"]


def test_a_parameter_given_twice_is_refused() -> None:
    answer = ask(app(), "GET", "/queries/targets-of-area?area=tra-vinh&area=bac-giang")
    assert answer.status_code == 400
    assert "given twice" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("name", "format_"), [("compare-areas", "turtle"), ("document-record", "csv")]
)
def test_a_format_that_does_not_fit_is_not_acceptable(name: str, format_: str) -> None:
    assert get(f"/queries/{name}", format=format_).status_code == 406


@pytest.mark.parametrize("added", ["fbclid", "gclid", "zarsrc", "utm_source", "utm_campaign", "_"])
@pytest.mark.parametrize("first", [True, False])
def test_what_a_network_adds_to_a_shared_link_is_not_ours(added: str, first: bool) -> None:
    given = [("area", "tra-vinh"), ("format", "csv")]
    given.insert(0 if first else 2, (added, "a.b-c"))
    answer = ask(app(), "GET", "/queries/targets-of-area", params=dict(given), headers={})
    assert answer.status_code == 200
    assert answer.content == get("/queries/targets-of-area", area="tra-vinh", format="csv").content


def test_any_other_unknown_parameter_is_still_refused() -> None:
    assert get("/queries/targets-of-area", area="tra-vinh", fbclidx="a").status_code == 400
