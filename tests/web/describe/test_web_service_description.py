"""What the service says of itself, for programs: SPARQL Service Description, VoID, OpenAPI."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import rdflib
from rdflib.namespace import RDF, VOID

from dxgraph.engine.protocol import Answer, SnapshotInfo
from dxgraph.errors import DeadlineExceeded
from dxgraph.web.describe.service import Statistics, describe
from support.some import some
from support.web import EX, FakeEngine, app_of, ask

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = rdflib.Namespace("http://www.w3.org/ns/formats/")
ENDPOINT = "http://dx.test/sparql"


def described(app: object, **headers: str) -> rdflib.Graph:
    response = ask(app, "GET", "/sparql", headers=headers)  # type: ignore[arg-type]
    assert response.status_code == 200
    return rdflib.Graph().parse(data=response.text, format="turtle")


def test_the_description_has_endpoint_formats_and_dataset() -> None:
    graph = described(app_of())
    service = rdflib.URIRef(ENDPOINT + "#service")
    assert (service, RDF.type, SD.Service) in graph
    assert graph.value(service, SD.endpoint) == rdflib.URIRef(ENDPOINT)
    assert graph.value(service, SD.supportedLanguage) == SD.SPARQL11Query
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    formats = set(graph.objects(service, SD.resultFormat))
    assert {FORMATS.SPARQL_Results_JSON, FORMATS.Turtle, FORMATS["JSON-LD"]} <= formats
    assert len(formats) == 10
    dataset = graph.value(service, SD.defaultDataset)
    assert graph.value(dataset, VOID.triples) == rdflib.Literal(6)
    assert graph.value(dataset, VOID.distinctSubjects) == rdflib.Literal(3)
    names = {str(graph.value(node, SD.name)) for node in graph.objects(dataset, SD.namedGraph)}
    assert names == {EX + "one", EX + "two", EX + "three"}
    counts = {
        str(graph.value(node, VOID.property)): int(str(graph.value(node, VOID.triples)))
        for node in graph.objects(dataset, VOID.propertyPartition)
    }
    assert counts == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": 3,
        "http://www.w3.org/2000/01/rdf-schema#label": 3,
    }


def test_every_node_of_the_description_has_an_address() -> None:
    graph = described(app_of())
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]


@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
    ],
)
def test_the_description_comes_in_every_format(accept: str, parser: str) -> None:
    response = ask(app_of(), "GET", "/sparql", headers={"accept": accept})
    assert response.headers["content-type"].startswith(accept)
    assert len(rdflib.Graph().parse(data=response.text, format=parser)) > 40
    by_word = ask(app_of(), "GET", f"/sparql?format={parser}")
    assert by_word.headers["content-type"].startswith(accept)


def test_the_description_has_an_entity_tag() -> None:
    app = app_of()
    first = ask(app, "GET", "/sparql")
    again = ask(app, "GET", "/sparql", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    packed = ask(app, "GET", "/sparql", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != first.headers["etag"]
    assert packed.content == first.content


def test_the_counts_are_made_once_a_snapshot() -> None:
    engine = FakeEngine()
    app = app_of(engine)
    described(app)
    asked = len(engine.asked)
    described(app)
    assert len(engine.asked) == asked
    assert {query.lane.value for query in engine.asked} == {"reserved"}


def test_a_store_too_large_to_count_is_described_without_counts() -> None:
    class Large(FakeEngine):
        async def run(self, *_: object, **__: object) -> Answer:
            raise DeadlineExceeded("too many")

    graph = described(app_of(Large()))
    assert (None, RDF.type, SD.Service) in graph
    assert (None, VOID.distinctSubjects, None) not in graph


def test_other_peoples_data_are_not_said_to_be_ours() -> None:
    engine = FakeEngine("<http://x/a> <http://x/b> <http://x/c> .")
    response = ask(app_of(engine), "GET", "/sparql")
    assert "UnionDefaultGraph" not in response.text
    assert "creativecommons" not in response.text


def test_a_host_that_is_none_is_not_repeated() -> None:
    response = ask(app_of(), "GET", "/sparql", headers={"host": "x> <http://evil.test/"})
    assert "evil" not in response.text


# The graph store


def test_a_named_graph_and_the_default_graph_are_read() -> None:
    app = app_of()
    one = ask(app, "GET", "/graphs", params={"graph": EX + "one"})
    assert one.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(rdflib.Graph().parse(data=one.text)) == 3
    every = ask(app, "GET", "/graphs?default", headers={"accept": "application/n-triples"})
    assert len(every.text.splitlines()) == 6
    tag = one.headers["etag"]
    again = ask(app, "GET", "/graphs", params={"graph": EX + "one"}, headers={"if-none-match": tag})
    assert again.status_code == 304


def test_the_graphs_are_listed() -> None:
    response = ask(app_of(), "GET", "/graphs")
    graph = rdflib.Graph().parse(data=response.text)
    assert {str(name) for name in graph.objects(predicate=SD.name)} == {
        EX + "one",
        EX + "two",
        EX + "three",
    }
    assert (None, VOID.propertyPartition, None) not in graph


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/graphs?graph={EX}four", 404),
        ("GET", f"/graphs?graph={EX}one&graph={EX}two", 400),
        ("GET", f"/graphs?graph={EX}one&default", 400),
        ("PUT", f"/graphs?graph={EX}one", 405),
        ("POST", "/graphs?default", 405),
        ("DELETE", f"/graphs?graph={EX}one", 405),
        ("PATCH", f"/graphs?graph={EX}one", 405),
    ],
)
def test_what_the_graph_store_refuses(method: str, path: str, status: int) -> None:
    response = ask(app_of(), method, path)
    assert (response.status_code, response.json()["status"]) == (status, status)
    if status == 405:
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"


# OpenAPI


def test_openapi_describes_what_is_plain_asgi() -> None:
    document = ask(app_of(), "GET", "/openapi.json").json()
    assert set(document["paths"]) >= {"/sparql", "/graphs", "/health", "/metrics"}
    assert set(document["paths"]["/sparql"]) == {"get", "post"}
    names = {item["name"] for item in document["paths"]["/sparql"]["get"]["parameters"]}
    assert names >= {"query", "default-graph-uri", "named-graph-uri", "format", "timeout_s"}
    for operations in document["paths"].values():
        for operation in operations.values():
            assert "422" not in operation["responses"]
            problem = operation["responses"]["default"]["content"]["application/problem+json"]
            assert problem["schema"]["$ref"] == "#/components/schemas/Problem"
    text = str(document)
    for reference in some(re.findall(r"#/components/schemas/(\w+)", text)):
        assert reference in document["components"]["schemas"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_docs_are_a_page_of_our_own(language: str) -> None:
    response = ask(app_of(), "GET", f"/docs?lang={language}")
    assert response.status_code == 200
    for text in ("GET /sparql", "POST /sparql", "GET /graphs", "timeout_s", "problem/deadline"):
        assert text in response.text
    fetched = re.findall(r'(?:src|href|action)="(https?:[^"]+)"', response.text)
    assert [address for address in fetched if "creativecommons" not in address] == []
    assert "<script" not in response.text
    assert ("Tham số" if language == "vi" else "Parameter") in response.text
    summaries = re.findall(r'<span class="soft small">([^<]+)</span></summary>', response.text)
    own, other = ("Tình trạng dịch vụ", "Health of the service")[:: 1 if language == "vi" else -1]
    assert own in summaries
    assert other not in summaries


def test_the_type_of_a_problem_leads_to_its_meaning() -> None:
    response = ask(app_of(), "GET", "/problem/deadline")
    assert 'id="problem-deadline"' in response.text


def test_an_address_cannot_end_the_statement_that_it_stands_in() -> None:
    info = SnapshotInfo("0" * 64, 1, ("http://x/> a <http://x/y",), "0")
    with pytest.raises(ValueError, match="IRI"):
        list(describe("http://x/sparql", info, Statistics()))
    with pytest.raises(ValueError, match="IRI"):
        list(describe("http://x/> a <http://x/y", replace(info, graphs=()), Statistics()))
