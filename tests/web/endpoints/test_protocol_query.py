"""SPARQL 1.1 Protocol over a real server: W3C's test cases for query operations, and clients.

The cases are those of https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx2 as httpx
import pytest

from support.web import ASK, CONSTRUCT, COUNT, EX, SELECT, FakeEngine, served

ONE, TWO, THREE = EX + "one", EX + "two", EX + "three"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
JSON_RESULTS = "application/sparql-results+json"


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with served(FakeEngine(), request_mb=1) as address:
        yield address


@pytest.fixture
def endpoint(service: str) -> str:
    return service + "/sparql"


def boolean(response: httpx.Response) -> bool:
    response.raise_for_status()
    value: bool = response.json()["boolean"]
    return value


# What is right


def test_query_get(endpoint: str) -> None:
    assert boolean(httpx.get(endpoint, params={"query": ASK}))


def test_query_post_form(endpoint: str) -> None:
    assert boolean(httpx.post(endpoint, data={"query": ASK}))


def test_query_post_direct(endpoint: str) -> None:
    assert boolean(httpx.post(endpoint, content=ASK, headers=DIRECT))


def test_query_post_direct_says_utf_8(endpoint: str) -> None:
    query = 'ASK { ?s ?p "Trà Vinh"@vi }'
    headers = {"Content-Type": 'application/sparql-query; charset="UTF-8"'}
    assert boolean(httpx.post(endpoint, content=query.encode(), headers=headers))


def test_a_query_from_a_file_that_begins_with_a_byte_order_mark(endpoint: str) -> None:
    assert boolean(httpx.post(endpoint, content=b"\xef\xbb\xbf" + ASK.encode(), headers=DIRECT))


def test_vietnamese_in_a_form(endpoint: str) -> None:
    assert boolean(httpx.post(endpoint, data={"query": 'ASK { ?s ?p "Bắc Giang"@vi }'}))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("graphs", "count"), [([ONE], 3), ([ONE, TWO], 5), ([ONE, TWO, THREE], 6)])
def test_default_graphs_are_merged(
    endpoint: str, method: str, graphs: list[str], count: int
) -> None:
    fields = [("query", COUNT), *(("default-graph-uri", graph) for graph in graphs)]
    if method == "GET":
        response = httpx.get(endpoint, params=fields)  # type: ignore[arg-type]
    else:
        response = httpx.post(endpoint, content=urlencode(fields), headers=FORM)
    assert response.json()["results"]["bindings"][0]["n"]["value"] == str(count)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_named_graphs_are_those_that_are_named(endpoint: str, method: str) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    parameters = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]
    if method == "GET":
        response = httpx.get(endpoint, params=[("query", query), *parameters])
    else:
        response = httpx.post(f"{endpoint}?{urlencode(parameters)}", content=query, headers=DIRECT)
    found = [row["g"]["value"] for row in response.json()["results"]["bindings"]]
    assert found == [ONE, TWO]


def test_default_and_named_graphs_together(endpoint: str) -> None:
    query = "ASK { ?s ?p ?o GRAPH ?g { ?a ?b ?c } FILTER(?g = <" + TWO + ">) }"
    parameters = [("query", query), ("default-graph-uri", THREE), ("named-graph-uri", TWO)]
    assert boolean(httpx.get(endpoint, params=parameters))  # type: ignore[arg-type]
    # GRAPH sees nothing but what is named.
    parameters[2] = ("named-graph-uri", ONE)
    assert not boolean(httpx.get(endpoint, params=parameters))  # type: ignore[arg-type]


def test_the_dataset_of_the_request_goes_before_that_of_the_query(endpoint: str) -> None:
    query = COUNT.replace("WHERE", f"FROM <{ONE}> WHERE")
    own = httpx.get(endpoint, params={"query": query})
    assert own.json()["results"]["bindings"][0]["n"]["value"] == "3"
    asked = httpx.get(endpoint, params={"query": query, "default-graph-uri": THREE})
    assert asked.json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_a_graph_that_is_not_there_is_not_fetched(endpoint: str) -> None:
    graph = "http://127.0.0.1:9/data.ttl"
    response = httpx.get(endpoint, params={"query": COUNT, "default-graph-uri": graph})
    assert response.status_code in (400, 403)
    assert graph in response.json()["detail"]


@pytest.mark.parametrize("query", [SELECT, ASK])
@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (JSON_RESULTS, JSON_RESULTS),
        ("application/json", JSON_RESULTS),
        ("application/sparql-results+xml", "application/sparql-results+xml; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_results_come_as_asked(endpoint: str, query: str, accept: str, media_type: str) -> None:
    response = httpx.get(endpoint, params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type


@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE <https://w3id.org/dxgraph/area/tra-vinh>"])
@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/n-quads", "application/n-quads"),
        ("application/trig", "application/trig; charset=utf-8"),
        ("application/rdf+xml", "application/rdf+xml; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_graphs_come_as_asked(endpoint: str, query: str, accept: str, media_type: str) -> None:
    import rdflib

    response = httpx.get(endpoint, params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"] == media_type
    parser = {"application/rdf+xml": "xml", "application/ld+json": "json-ld"}.get(accept, accept)
    graph = rdflib.Dataset().parse(data=response.content, format=parser)
    assert len(graph) > 0


def test_head_is_get_without_the_body(endpoint: str) -> None:
    got = httpx.get(endpoint, params={"query": SELECT})
    head = httpx.head(endpoint, params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_a_connection_is_used_again_after_head_and_errors(endpoint: str) -> None:
    with httpx.Client() as client:
        client.head(endpoint, params={"query": SELECT})
        client.get(endpoint, params={"query": "SELECT"})
        client.post(endpoint, content=b"x", headers={"Content-Type": "text/plain"})
        assert boolean(client.get(endpoint, params={"query": ASK}))


# What is wrong

BAD: list[tuple[str, str, dict[str, Any], int]] = [
    ("bad_query_method", "PUT", {"params": {"query": ASK}}, 405),
    ("bad_multiple_queries", "GET", {"params": [("query", ASK), ("query", SELECT)]}, 400),
    (
        "bad_multiple_queries_post",
        "POST",
        {"content": urlencode([("query", ASK), ("query", ASK)]), "headers": FORM},
        400,
    ),
    (
        "bad_query_in_body_and_parameter",
        "POST",
        {"params": {"query": ASK}, "content": ASK, "headers": DIRECT},
        400,
    ),
    (
        "bad_query_wrong_media_type",
        "POST",
        {"content": ASK, "headers": {"Content-Type": "text/plain"}},
        415,
    ),
    ("bad_query_missing_form_type", "POST", {"content": urlencode({"query": ASK})}, 415),
    ("bad_query_missing_direct_type", "POST", {"content": ASK}, 415),
    (
        "bad_query_non_utf8",
        "POST",
        {
            "content": ASK.encode("utf-16"),
            "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"},
        },
        400,
    ),
    ("bytes that are not UTF-8", "POST", {"content": b"ASK {\xff}", "headers": DIRECT}, 400),
    ("escapes that are not UTF-8", "POST", {"content": b"query=%FF", "headers": FORM}, 400),
    ("bad_query_syntax", "GET", {"params": {"query": "ASK { WHERE"}}, 400),
    ("missing query, GET", "GET", {"params": {"default-graph-uri": ONE}}, 400),
    ("empty query, GET", "GET", {"params": {"query": ""}}, 400),
    ("missing query, POST form", "POST", {"content": b"", "headers": FORM}, 400),
    ("missing query, POST direct", "POST", {"content": b"", "headers": DIRECT}, 400),
    ("update_get", "GET", {"params": {"update": "CLEAR ALL"}}, 403),
    ("update_post_form", "POST", {"data": {"update": "CLEAR ALL"}}, 403),
    (
        "update_post_direct",
        "POST",
        {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}},
        403,
    ),
    ("update as a query", "POST", {"data": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 403),
]


@pytest.mark.parametrize(
    ("method", "given", "status"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD]
)
def test_bad_requests(endpoint: str, method: str, given: dict[str, Any], status: int) -> None:
    response = httpx.request(method, endpoint, **given)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status


def test_a_wrong_method_is_told_the_right_ones(endpoint: str) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = httpx.request(method, endpoint)
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_options_and_the_question_of_a_browser(endpoint: str) -> None:
    response = httpx.options(
        endpoint,
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "*"
    answer = httpx.get(endpoint, params={"query": ASK}, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"


# Clients that people use


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_works_unchanged(endpoint: str, method: str) -> None:
    import rdflib
    import SPARQLWrapper as Wrapper

    client: Any = Wrapper.SPARQLWrapper(endpoint)
    client.setMethod(method)
    client.setQuery(SELECT)
    client.setReturnFormat(Wrapper.JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert {row["l"]["value"] for row in rows} >= {"Bắc Giang", "Trà Vinh"}
    for name in (Wrapper.CSV, Wrapper.TSV):
        client.setReturnFormat(name)
        assert "Bắc Giang".encode() in client.queryAndConvert()
    client.setReturnFormat(Wrapper.XML)
    assert "Bắc Giang" in client.queryAndConvert().toxml()
    client.setQuery(CONSTRUCT)
    for name in (Wrapper.TURTLE, Wrapper.N3, Wrapper.JSONLD, Wrapper.RDFXML):
        client.setReturnFormat(name)
        found = client.queryAndConvert()
        if isinstance(found, bytes):
            found = rdflib.Graph().parse(data=found, format="turtle")
        assert len(found) == 3
    client.setQuery("SELECT WHERE")
    client.setReturnFormat(Wrapper.JSON)
    with pytest.raises(Wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format_", ["xml", "json", "csv"])
def test_rdflib_sparqlstore_works_unchanged(endpoint: str, method: str, format_: str) -> None:
    from rdflib import Graph, URIRef
    from rdflib.namespace import RDFS
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(endpoint, method=method, returnFormat=format_)
    graph = Graph(store, identifier=URIRef(ONE))
    labels = {str(label) for label in graph.objects(predicate=RDFS.label)}
    assert labels == {"Bắc Giang", "Bac Giang"}
    if format_ == "xml":
        assert len(Graph(store).query(CONSTRUCT).graph or ()) == 3


@pytest.mark.parametrize(
    "asked",
    [
        ["-G", "--data-urlencode", f"query={SELECT}"],
        ["--data-urlencode", f"query={SELECT}"],
        ["--compressed", "--data-urlencode", f"query={SELECT}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", SELECT],
        # a header of its own on chunks, without a length
        ["-H", "Transfer-Encoding: chunked", "--data-urlencode", f"query={SELECT}"],
        ["--http1.0", "-G", "--data-urlencode", f"query={SELECT}"],
    ],
    ids=["GET", "form", "compressed", "direct", "chunked", "HTTP/1.0"],
)
def test_curl_without_a_word_on_formats(endpoint: str, asked: list[str]) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        ["curl", "-sS", "--fail", "-i", *asked, endpoint], capture_output=True, check=True
    )
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    assert f"content-type: {JSON_RESULTS}\r\n".encode() in head + b"\r\n"
    assert json.loads(body)["head"]["vars"] == ["s", "l"]
    assert "Bắc Giang" in body.decode()


def test_curl_gets_what_it_names(endpoint: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["curl", "-sS", "-H", "Accept: text/csv", "-G", "--data-urlencode"]
    done = subprocess.run(
        [*command, f"query={SELECT}", endpoint], capture_output=True, check=True, text=True
    )
    assert done.stdout.splitlines()[0] == "s,l"
    failed = subprocess.run(
        [*command, "query=SELECT", "--fail", endpoint], capture_output=True, check=False
    )
    assert failed.returncode == 22  # curl's own word for a status of 400 and above
