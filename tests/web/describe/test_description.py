"""The description for catalogues: DCAT 3 as DCAT-AP asks for it, and VoID."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import httpx2 as httpx
import pytest
from rdflib import RDF, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, VOID, XSD
from rdflib.term import BNode, Node

from dxgraph.terms import BASE
from support.graph import own_snapshot
from support.pages import served_graph
from support.some import some

SPDX = Namespace("http://spdx.org/rdf/terms#")
HERE = Namespace(BASE + "data#")
TURTLE = {"accept": "text/turtle"}


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> Graph:
    return Graph().parse(data=client.get("/data", headers=TURTLE).text, format="turtle")


def are(graph: Graph, kind: Node) -> list[Node]:
    found = sorted(graph.subjects(RDF.type, kind), key=str)
    assert found
    return found


def assert_words(graph: Graph, subject: Node, property_: Node) -> None:
    """A text in Vietnamese and one in English."""
    texts = [text for text in graph.objects(subject, property_) if isinstance(text, Literal)]
    assert sorted(str(text.language) for text in texts) == ["en", "vi"], (subject, property_)


def test_the_catalogue_has_what_dcat_ap_asks_for(described: Graph) -> None:
    (catalogue,) = are(described, DCAT.Catalog)
    assert catalogue == HERE.catalog
    assert_words(described, catalogue, DCTERMS.title)
    assert_words(described, catalogue, DCTERMS.description)
    (publisher,) = described.objects(catalogue, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Agent) in described
    assert_words(described, publisher, FOAF.name)
    for property_ in (DCTERMS.license, DCTERMS.issued, DCTERMS.modified, FOAF.homepage):
        assert described.value(catalogue, property_) is not None
    assert len(list(described.objects(catalogue, DCAT.dataset))) == 3
    assert len(list(described.objects(catalogue, DCAT.service))) == 2


def test_every_dataset_has_what_dcat_ap_asks_for(described: Graph) -> None:
    catalogued = set(described.objects(HERE.catalog, DCAT.dataset))
    for dataset in some(are(described, DCAT.Dataset)):
        assert dataset in catalogued
        assert_words(described, dataset, DCTERMS.title)
        assert_words(described, dataset, DCTERMS.description)
        for property_ in (
            DCTERMS.publisher,
            DCTERMS.identifier,
            DCTERMS.license,
            DCTERMS.issued,
            DCTERMS.modified,
            DCTERMS.spatial,
            DCTERMS.temporal,
            DCTERMS.accrualPeriodicity,
            DCAT.theme,
            DCAT.keyword,
            DCAT.landingPage,
            DCAT.distribution,
        ):
            assert described.value(dataset, property_, any=True) is not None, property_
        assert own_snapshot().digest[:12] in str(described.value(dataset, DCAT.version))


def test_every_distribution_can_be_fetched_and_is_as_large_as_it_says(
    client: httpx.Client, described: Graph
) -> None:
    distributions = are(described, DCAT.Distribution)
    assert set(distributions) == set(described.objects(None, DCAT.distribution))
    for distribution in distributions:
        assert_words(described, distribution, DCTERMS.title)
        for property_ in (DCAT.accessURL, DCAT.mediaType, DCTERMS["format"], DCTERMS.license):
            assert described.value(distribution, property_) is not None, property_
        body = client.get(str(described.value(distribution, DCAT.downloadURL))).content
        size = described.value(distribution, DCAT.byteSize)
        assert size == Literal(str(len(body)), datatype=XSD.nonNegativeInteger)
        checksum = described.value(distribution, SPDX.checksum)
        assert (checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256) in described
        digest = described.value(checksum, SPDX.checksumValue)
        assert isinstance(digest, Literal)
        assert digest.datatype == XSD.hexBinary
        assert str(digest) == hashlib.sha256(body).hexdigest()


def test_every_service_answers_where_it_says(client: httpx.Client, described: Graph) -> None:
    for service in some(are(described, DCAT.DataService)):
        assert_words(described, service, DCTERMS.title)
        assert set(described.objects(service, DCAT.servesDataset)) == set(
            described.objects(HERE.catalog, DCAT.dataset)
        )
        for property_ in (DCAT.endpointURL, DCAT.endpointDescription):
            address = described.value(service, property_)
            assert client.get(str(address)).status_code == 200


def test_void_says_what_the_graph_holds_and_where_it_is(
    client: httpx.Client, described: Graph
) -> None:
    graph = HERE.graph
    assert (graph, RDF.type, VOID.Dataset) in described
    assert described.value(graph, VOID.triples) == Literal(own_snapshot().triples)
    for property_ in (VOID.distinctSubjects, VOID.properties, VOID.classes, VOID.uriSpace):
        assert described.value(graph, property_) is not None
    assert len(list(described.objects(graph, VOID.dataDump))) == 4
    assert URIRef(BASE + "ontology#") in set(described.objects(graph, VOID.vocabulary))
    endpoint = described.value(graph, VOID.sparqlEndpoint)
    for example in described.objects(graph, VOID.exampleResource):
        asked = client.get(str(endpoint), params={"query": f"ASK {{ <{example}> ?p ?o }}"})
        assert asked.json()["boolean"] is True


def test_the_description_is_also_where_void_is_looked_for(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert answer.text == client.get("/data", headers=TURTLE).text
    browser = client.get("/.well-known/void", headers={"accept": "text/html"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/data")


@pytest.mark.parametrize(
    ("ending", "format_"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")]
)
def test_every_form_of_it_says_the_same_and_names_every_node(
    client: httpx.Client, described: Graph, ending: str, format_: str
) -> None:
    read = Dataset(default_union=True) if format_ == "json-ld" else Graph()
    read.parse(data=client.get(f"/data.{ending}").content, format=format_)
    assert {(s, p, o) for s, p, o, *_ in read} == set(described)
    assert not any(isinstance(term, BNode) for triple in described for term in triple)


def test_of_other_data_nothing_is_said_that_only_their_publisher_knows(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text('<http://e.org/a> <http://e.org/b> "c" .', "utf-8")
    with served_graph([tmp_path]) as address, httpx.Client(base_url=address, timeout=60) as other:
        text = other.get("/data", headers=TURTLE).text
        graph = Graph().parse(data=text, format="turtle")
        (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
        assert dataset == URIRef(f"{address}/data#graph")
        assert graph.value(dataset, VOID.triples) == Literal(1)
        for property_ in (DCTERMS.license, DCTERMS.publisher, DCTERMS.title):
            assert not list(graph.objects(dataset, property_))
        assert BASE not in text


@pytest.mark.skipif(
    "DCAT_AP_SHAPES" not in os.environ,
    reason="set DCAT_AP_SHAPES to the files of DCAT-AP's shapes (docs/reference/description.md)",
)
def test_the_shapes_of_dcat_ap_accept_it(described: Graph) -> None:
    import pyshacl

    for path in os.environ["DCAT_AP_SHAPES"].split(os.pathsep):
        conforms, _, text = pyshacl.validate(described, shacl_graph=Graph().parse(path))
        assert conforms, text
