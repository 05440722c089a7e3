"""What HTTP and the SPARQL protocol say in small print."""

from __future__ import annotations

import gzip

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from support.web import ASK, FakeEngine, app_of, ask, connect, get, served


@pytest.mark.parametrize("value", ["*", " * "])
def test_whoever_has_anything_has_it(value: str) -> None:
    """RFC 9110, section 13.1.2."""
    app = app_of()
    answer = get(app, headers={"If-None-Match": value})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == get(app).headers["etag"]
    for path in ("/graphs?default", "/sparql"):
        assert ask(app, "GET", path, headers={"If-None-Match": value}).status_code == 304


def test_what_cannot_be_had_is_not_unchanged() -> None:
    answer = get(app_of(), "SELECT", headers={"If-None-Match": "*"})
    assert answer.status_code == 400


HOSTS = [
    (b"", 400),
    (b"Host: a\r\nHost: b\r\n", 400),
    (b"Host: a\r\nhost: a\r\n", 400),
    (b"Host: a b\r\n", 400),
    (b"Host: http://a/\r\n", 400),
    (b"Host: a:port\r\n", 400),
    (b"Host: a,b\r\n", 200),
    (b"Host: dx_1.example:8000\r\n", 200),
    (b"Host: [::1]:8000\r\n", 200),
    (b"Host:\r\n", 200),
]


def test_a_request_names_one_host() -> None:
    """RFC 9112, section 3.2; of HTTP/1.0 nobody wanted that."""
    with served() as address:
        for path in (b"/health", b"/sparql?query=ASK%7B%7D", b"/nowhere"):
            for fields, status in HOSTS:
                wanted = 404 if path == b"/nowhere" and status == 200 else status
                said = answered(
                    address, b"GET %b HTTP/1.1\r\n%bConnection: close\r\n\r\n" % (path, fields)
                )
                assert (path, fields, said) == (path, fields, wanted)
        assert answered(address, b"GET /health HTTP/1.0\r\n\r\n") == 200


def answered(address: str, request: bytes) -> int:
    with connect(address) as connection:
        connection.sendall(request)
        return int(connection.recv(65_536).split(b" ")[1])


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("/mcp", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("/queries/running/0123", {"DELETE", "OPTIONS"}),
        ("/health", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_options_names_the_methods(path: str, methods: set[str]) -> None:
    """RFC 9110, section 9.3.7."""
    answer = ask(app_of(), "OPTIONS", path)
    assert answer.status_code == 204
    assert {name.strip() for name in answer.headers["allow"].split(",")} == methods


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "gzip, br", "GZIP"])
@pytest.mark.parametrize("path", ["/sparql", "/mcp"])
def test_a_packed_body_is_not_taken_for_a_query(path: str, coding: str) -> None:
    """RFC 9110, sections 8.4 and 15.5.16."""
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": coding}
    answer = ask(app_of(), "POST", path, content=gzip.compress(ASK.encode()), headers=headers)
    assert answer.status_code == 415
    assert coding in answer.json()["detail"]
    assert "Content-Encoding" in answer.json()["remedy"]


def test_a_body_that_is_as_it_is_may_say_so() -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "identity"}
    assert ask(app_of(), "POST", "/sparql", content=ASK, headers=headers).status_code == 200


def test_a_relative_iri_is_resolved_against_the_endpoint() -> None:
    app = app_of()
    text = "SELECT (STR(<>) AS ?a) (STR(<x>) AS ?b) (STR(</y>) AS ?c) {}"
    for host in ("dx.test", "other.test:81"):
        (row,) = get(app, text, headers={"Host": host}).json()["results"]["bindings"]
        assert [row[name]["value"] for name in "abc"] == [
            f"http://{host}/sparql",
            f"http://{host}/x",
            f"http://{host}/y",
        ]


def test_an_absolute_query_is_the_same_from_every_host() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    for host in ("dx.test", "other.test"):
        get(app, headers={"Host": host})
    assert len(engine.asked) == 1


@pytest.mark.parametrize("kind", [rdflib.Graph, rdflib.Dataset])
def test_rdflib_asks_by_graph_and_by_dataset(kind: type[rdflib.Graph]) -> None:
    with served() as address:
        graph = kind(SPARQLStore(f"{address}/sparql"))
        found = list(graph.query("SELECT * { ?s ?p ?o }"))
        assert found
        named = list(graph.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"))
    assert named


def test_the_default_graph_is_counted_by_itself() -> None:
    trig = "@prefix e: <http://e/> . e:g { e:a e:b 1 , 2 } e:h { e:a e:b 1 }"
    engine = FakeEngine(trig)
    engine.store.update("DELETE DATA { <http://e/a> <http://e/b> 2 }")
    description = ask(app_of(engine), "GET", "/sparql", headers={"Accept": "application/n-triples"})
    (line,) = [
        line
        for line in description.text.splitlines()
        if "#default-graph> <http://rdfs.org/ns/void#triples>" in line
    ]
    assert '"1"' in line


# --- An empty parameter is a parameter not given ---


@pytest.mark.parametrize(
    "parameters",
    [
        {"format": ""},
        {"timeout_s": ""},
        {"snapshot": ""},
        {"default-graph-uri": ""},
        {"named-graph-uri": ""},
        {"format": " ", "timeout_s": "", "snapshot": ""},
    ],
)
@pytest.mark.parametrize("posted", [False, True])
def test_an_empty_parameter_is_one_not_given(parameters: dict[str, str], posted: bool) -> None:
    app = app_of()
    if posted:
        answer = ask(app, "POST", "/sparql", data={"query": ASK, **parameters})
    else:
        answer = get(app, ASK, parameters=parameters)
    assert answer.status_code == 200
    assert answer.json() == get(app, ASK).json()
    assert answer.headers["cache-control"] == get(app, ASK).headers["cache-control"]


def test_an_address_with_empty_parameters_is_the_address_without() -> None:
    app = app_of()
    assert ask(app, "GET", "/sparql?timeout_s=").content == ask(app, "GET", "/sparql").content
    assert ask(app, "GET", "/graphs?graph=").content == ask(app, "GET", "/graphs").content


def test_an_empty_query_is_a_query_that_is_missing() -> None:
    assert ask(app_of(), "GET", "/sparql?query=").status_code == 400


# --- Notation3 ---


@pytest.mark.parametrize("accept", ["text/n3", "text/rdf+n3", "text/n3;q=0.9, */*;q=0.1"])
def test_who_asks_for_n3_gets_turtle_which_it_holds(accept: str) -> None:
    answer = get(app_of(), "CONSTRUCT WHERE { ?s ?p ?o }", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("text/turtle")


# --- The service description ---


@pytest.mark.parametrize("services", [(), ("http://127.0.0.1:9/sparql",)])
def test_the_description_names_what_can_be_done(services: tuple[str, ...]) -> None:
    app = app_of(service_allow_list=services)
    said = ask(app, "GET", "/sparql", headers={"Accept": "application/n-triples"}).text
    assert ("sparql-service-description#BasicFederatedQuery" in said) is bool(services)
