"""Labels, texts and addresses of a hostile graph stay text on every page and in every picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from support.browser import Visit, chromium, served

EVIL = (
    """<script>pwned=1</script><img src=x onerror="pwned=1"><b class=pwned>"""
    """</title></script></textarea></style>'"><svg onload='pwned=1'>&lt;{{7*7}}{%x%}${pwned=1}]]>"""
)
EXIT = "javascript:pwned=1"

GRAPH = """
@prefix area: <https://w3id.org/dxgraph/area/> .
@prefix area-code: <https://w3id.org/dxgraph/area-code/> .
@prefix body: <https://w3id.org/dxgraph/body/> .
@prefix body-kind: <https://w3id.org/dxgraph/body-kind/> .
@prefix change: <https://w3id.org/dxgraph/change/> .
@prefix code-system: <https://w3id.org/dxgraph/code-system/> .
@prefix comparator: <https://w3id.org/dxgraph/comparator/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix document: <https://w3id.org/dxgraph/document/> .
@prefix document-type: <https://w3id.org/dxgraph/document-type/> .
@prefix dx: <https://w3id.org/dxgraph/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix indicator: <https://w3id.org/dxgraph/indicator/> .
@prefix level: <https://w3id.org/dxgraph/level/> .
@prefix method: <https://w3id.org/dxgraph/method/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix outcome: <https://w3id.org/dxgraph/outcome/> .
@prefix pillar: <https://w3id.org/dxgraph/pillar/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix scheme: <https://w3id.org/dxgraph/scheme/> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/dxgraph/source/> .
@prefix unit: <https://w3id.org/dxgraph/unit/> .
@prefix verdict: <https://w3id.org/dxgraph/verdict/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

area:viet-nam a dx:Country , dx:Area ; rdfs:label EVIL@vi , EVIL@en .
area:bac-giang a dx:Province , dx:Area ; rdfs:label EVIL@vi , EVIL@en ;
    skos:altLabel EVIL@vi ; skos:editorialNote EVIL@vi ; dx:within area:viet-nam ;
    dx:succeededBy <https://w3id.org/dxgraph/area/it's&more> ;
    dx:validFrom EVIL ; dx:hasCode area-code:one ; dcterms:relation <EXIT> .
<https://w3id.org/dxgraph/area/it's&more> a dx:Area ; rdfs:label EVIL@vi .
area-code:one dx:codeSystem code-system:gso ; skos:notation EVIL ; skos:editorialNote EVIL@en .
change:one dx:changedArea area:bac-giang ; dx:resultingArea area:bac-giang ;
    dx:changedOn "2025-07-01"^^xsd:date ; rdfs:label EVIL@vi , EVIL@en .
code-system:gso rdfs:label EVIL@vi .
body:one a dx:Body ; rdfs:label EVIL@vi , EVIL@en ; dx:abbreviation EVIL ;
    dx:bodyKind body-kind:ministry ; dx:jurisdiction area:bac-giang ; skos:editorialNote EVIL@vi .
body-kind:ministry rdfs:label EVIL@vi .
document-type:nq-tu rdfs:label EVIL@vi .
source:one a dx:Source ; rdfs:label EVIL@vi , EVIL@en ; dcterms:title EVIL@vi ;
    dx:address "EXIT"^^xsd:anyURI ; dcterms:issued EVIL ; dx:sha256 EVIL ; dx:length 100 ;
    skos:editorialNote EVIL@vi .
source:two a dx:Source ; rdfs:label EVIL@vi ; dx:address "EXIT"^^xsd:anyURI .
<https://w3id.org/dxgraph/source/one#char=1,5> a dx:EvidenceSpan ;
    nif:referenceContext source:one ; nif:beginIndex 1 ; nif:endIndex 5 ;
    dx:printedFigure EVIL ; dx:passageSha256 EVIL .
pillar:economy a skos:Concept ; skos:inScheme scheme:pillars ; rdfs:label EVIL@vi ; dx:order 1 .
scheme:pillars a skos:ConceptScheme ; rdfs:label EVIL@vi .
level:province a skos:Concept ; skos:inScheme scheme:levels ; rdfs:label EVIL@vi , EVIL@en ;
    skos:definition EVIL@vi ; skos:notation EVIL .
comparator:at-least rdfs:label EVIL@vi ; skos:inScheme scheme:comparators ; skos:notation EVIL .
unit:percent rdfs:label EVIL@vi ; skos:inScheme scheme:units ; skos:notation EVIL .
method:one rdfs:label EVIL@vi .
verdict:higher rdfs:label EVIL@vi .
indicator:digital-economy-share-of-gross-product a dx:Indicator ; rdfs:label EVIL@vi , EVIL@en ;
    skos:definition EVIL@vi ; skos:altLabel EVIL@vi , EVIL@en ; skos:scopeNote EVIL@vi ;
    dx:usualPillar pillar:economy ; dx:unit unit:percent .
outcome:one a dx:Outcome ; rdfs:label EVIL@vi ; sdmx-dimension:refArea area:bac-giang ;
    dx:indicator indicator:digital-economy-share-of-gross-product ;
    sdmx-dimension:refPeriod "2022"^^xsd:gYear ; dx:method method:one ; dx:observedValue 4.5 ;
    sdmx-attribute:unitMeasure unit:percent ; dx:attestedAt source:two .

DOCUMENTS
"""

DOCUMENT = """
document:NAME a dx:PolicyDocument ; rdfs:label EVIL@vi , EVIL@en ; eli:id_local EVIL ;
    eli:title EVIL@vi ; eli:type_document document-type:nq-tu ; eli:passed_by body:one ;
    eli:date_document "2021-06-11"^^xsd:date ; dx:periodEnd EVIL ; dx:territory area:AREA ;
    dx:reportedIn source:one ; dx:basedOn document:OTHER ; dx:alignedWith document:OTHER ;
    skos:editorialNote EVIL@vi .
<https://w3id.org/dxgraph/document/NAME#target> a dx:Target , dx:QuantifiedTarget ;
    rdfs:label EVIL@vi , EVIL@en ; dx:statedIn document:NAME ; sdmx-dimension:refArea area:AREA ;
    dx:indicator indicator:digital-economy-share-of-gross-product ; dx:adminLevel level:province ;
    dx:deadline "2025-12-31"^^xsd:date ; dx:comparator comparator:at-least ; dx:targetValue 25.0 ;
    sdmx-attribute:unitMeasure unit:percent ; dx:statedPillar pillar:economy ;
    dx:scopeNote EVIL@vi , EVIL@en ; skos:editorialNote EVIL@vi , EVIL@en ;
    dx:evidence <https://w3id.org/dxgraph/source/one#char=1,5> .
<https://w3id.org/dxgraph/document/NAME#link> a dx:EditorialLink ; dx:linkFrom document:NAME ;
    dx:linkTo document:OTHER ; dx:reason EVIL@vi .
<https://w3id.org/dxgraph/document/NAME#claim> a dx:Claim ; rdfs:label EVIL@vi ;
    dx:statedIn document:NAME ; skos:editorialNote EVIL@vi ;
    dx:contradicts <https://w3id.org/dxgraph/document/NAME#target> .
"""

PAGES = [
    "/",
    "/explore",
    "/explore?kind=quantified",
    "/compare",
    "/compare?indicator=digital-economy-share-of-gross-product",
    "/timeline",
    "/coverage?area=" + quote(EVIL),
    "/search?q=script",
    "/search?q=" + quote(EVIL),
    "/document/mine",
    "/document/viet-nam-2020-749-qd-ttg",
    "/area/bac-giang",
    "/area/it's&more",
    "/area/" + quote(EVIL, safe=""),
    "/indicator/digital-economy-share-of-gross-product",
    "/body/one",
    "/source/one",
    "/source/two",
    "/level/province",
    "/outcome/one",
    "/change/one",
    "/queries/against-national",
    "/queries/compare-areas?indicator=digital-economy-share-of-gross-product",
    "/queries/targets-of-area?area=" + quote(EVIL),
    "/data",
    "/ontology",
    "/sparql?query=" + quote(f"SELECT ({json.dumps(EVIL)} AS ?evil) {{}}"),
]
SHOWING = [
    path
    for path in PAGES
    if not path.startswith(("/data", "/ontology", "/explore?kind", "/sparql"))
]
"""The pages that show a text of the graph or of their address."""
PICTURES = ["/compare.svg", "/compare.svg?narrow=1", "/timeline.svg", "/document/mine/chain.svg"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("hostile")
    documents = "".join(
        DOCUMENT.replace("NAME", name).replace("OTHER", other).replace("AREA", area)
        for name, other, area in (
            ("mine", "viet-nam-2020-749-qd-ttg", "bac-giang"),
            ("viet-nam-2020-749-qd-ttg", "mine", "viet-nam"),
        )
    )
    text = GRAPH.replace("DOCUMENTS", documents).replace("EXIT", EXIT)
    text = text.replace("EVIL", json.dumps(EVIL, ensure_ascii=False))
    (folder / "hostile.ttl").write_text(text, encoding="utf-8")
    return served(folder)


@pytest.fixture(scope="module")
def visits(browser: Any, site: str) -> Iterator[list[Visit]]:
    """A reader of each language, who goes from page to page."""
    with Visit(browser, site, language="en") as english, Visit(browser, site) as vietnamese:
        yield [english, vietnamese]


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_the_graph_or_in_an_address_stays_text(visits: list[Visit], path: str) -> None:
    visit = visits[PAGES.index(path) % 2]
    visit.requested.clear()
    answer = visit.go(path)
    assert answer.status < 500
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate("typeof pwned") == "undefined"
    assert visit.page.locator(".pwned, svg[onload], img[onerror]").count() == 0
    assert visit.page.locator('a[href^="javascript:" i]').count() == 0
    if path in SHOWING:
        assert "<script>pwned=1</script>" in visit.page.locator("body").text_content()
    assert "49" not in visit.page.locator("h1").inner_text()
    for block in visit.page.locator('script[type="application/ld+json"]').all():
        told = json.loads(block.text_content())
        if told["@type"] == "Dataset":
            continue  # its words and days are the vocabulary's
        assert EVIL in json.dumps(told, ensure_ascii=False).replace('\\"', '"')
    assert visit.elsewhere() == []
    assert visit.page.evaluate("window.violations") == []


@pytest.mark.parametrize("path", PICTURES)
def test_markup_in_the_graph_stays_text_in_pictures(browser: Any, site: str, path: str) -> None:
    with Visit(browser, site) as visit:
        answer = visit.go(path)
        assert answer.status == 200
        assert visit.page.evaluate("typeof pwned") == "undefined"
        elements = "[...document.querySelectorAll('*')].map((element) => element.localName)"
        names = set(visit.page.evaluate(elements))
        drawn = {"svg", "g", "path", "rect", "line", "text", "tspan", "defs", "clipPath"}
        assert names <= {*drawn, "title", "desc", "metadata"}
        assert "pwned=1" in visit.page.evaluate("document.documentElement.textContent")


def test_what_is_no_address_of_the_web_is_looked_up_and_not_followed(
    browser: Any, site: str
) -> None:
    with Visit(browser, site) as visit:
        visit.go("/source/one")
        address = visit.page.get_by_role("link", name=EXIT)
        assert address.get_attribute("href").startswith("/search?q=javascript")
