"""A retired name answers: a page that says what comes instead, and RDF that says it to programs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx2 as httpx
import pytest

from dxgraph import corpus, service
from dxgraph.engine.inline import Inline
from dxgraph.settings import Settings
from dxgraph.web.application import Application
from support.web import Log

STUBS = """
@prefix dx: <https://w3id.org/dxgraph/ontology#> .
@prefix document: <https://w3id.org/dxgraph/document/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

document:bac-giang-2021-11-nq-tu a dx:RetiredName ;
    rdfs:label "Số đọc nhầm"@vi , "A number misread"@en ;
    owl:deprecated true ;
    dcterms:isReplacedBy document:bac-giang-2021-111-nq-tu .

<https://w3id.org/dxgraph/document/bac-giang-2021-111-nq-tu#no-such-target-2025> a dx:RetiredName ;
    rdfs:label "Chỉ tiêu đọc nhầm"@vi , "A target misread"@en ;
    owl:deprecated true ;
    skos:changeNote "Văn bản không in."@vi , "The text does not print it."@en .

<https://w3id.org/dxgraph/source/bac-giang-111-nq-tu#char=1,2> a dx:RetiredName ;
    rdfs:label "Đoạn lệch"@vi , "A place that was off"@en ;
    owl:deprecated true ;
    dcterms:isReplacedBy <https://w3id.org/dxgraph/source/bac-giang-111-nq-tu#char=1765,1769> .
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    folder = tmp_path_factory.mktemp("data")
    (folder / "stubs.ttl").write_text(STUBS, "utf-8")
    engine = Inline([*(file.path for file in corpus.files()), folder])
    asyncio.run(engine.start())
    application = service.application(engine, Settings(client_queries=1000))
    application.state.journal = Log()
    yield application
    asyncio.run(engine.close())


def get(app: Application, path: str, accept: str = "text/html") -> httpx.Response:
    async def asking() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://dx.test") as client:
            return await client.get(path, headers={"accept": accept, "accept-language": "en"})

    return asyncio.run(asking())


def test_the_page_of_a_retired_name_leads_to_what_replaces_it(app: Application) -> None:
    page = get(app, "/document/bac-giang-2021-11-nq-tu")
    assert page.status_code == 200
    assert "Names no longer used" in page.text
    assert "replaced by" in page.text
    assert "/document/bac-giang-2021-111-nq-tu" in page.text


def test_a_retired_target_is_an_anchor_of_its_document_and_says_why(app: Application) -> None:
    page = get(app, "/document/bac-giang-2021-111-nq-tu").text
    assert 'id="no-such-target-2025"' in page
    assert "The text does not print it." in page


def test_a_retired_place_is_an_anchor_of_its_source(app: Application) -> None:
    page = get(app, "/source/bac-giang-111-nq-tu").text
    assert 'id="char=1,2"' in page
    assert "A place that was off" in page


def test_programs_get_the_stub_with_the_rdf_of_the_document(app: Application) -> None:
    for path, name in (
        ("/document/bac-giang-2021-111-nq-tu", "no-such-target-2025"),
        ("/document/bac-giang-2021-11-nq-tu", "bac-giang-2021-11-nq-tu"),
    ):
        answer = get(app, path, "application/n-triples").text
        assert f"{name}> <http://www.w3.org/2002/07/owl#deprecated> " in answer


def test_a_page_without_retired_names_does_not_speak_of_them(app: Application) -> None:
    assert "Names no longer used" not in get(app, "/document/tra-vinh-2022-50-kh-ubnd").text
