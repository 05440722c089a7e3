"""What the five documents commit to, as their texts print it: counts, tricky figures, evidence."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.terms import (
    AREA,
    BODY,
    COMPARATOR,
    CONFIDENCE,
    DATASET,
    DCTERMS,
    DOCUMENT,
    DX,
    ELI,
    INDICATOR,
    LEVEL,
    NIF,
    NUMBER_REASON,
    PILLAR,
    QB,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
    SOURCE,
    UNIT,
    UNIVERSE,
)
from support.some import some

BAC_GIANG = "bac-giang-2021-111-nq-tu"
BAC_NINH = "bac-ninh-2022-04-ctrhd-stttt"
BINH_DINH = "binh-dinh-2024-33-kh-ubnd"
THAI_NGUYEN = "thai-nguyen-2020-01-nq-tu"
TRA_VINH = "tra-vinh-2022-50-kh-ubnd"

TEXT = {
    BAC_GIANG: "bac-giang-111-nq-tu",
    BAC_NINH: "bac-ninh-04-ctrhd-stttt",
    BINH_DINH: "binh-dinh-33-kh-ubnd",
    THAI_NGUYEN: "thai-nguyen-nq-tu",
    TRA_VINH: "tra-vinh-50-kh-ubnd",
}
"""The source of each document whose text we hold."""

NATIONAL = "viet-nam-2020-749-qd-ttg"


class Graph:
    """The statements of some files, looked up by subject and property."""

    def __init__(self, *paths: Path) -> None:
        self.values: dict[str, dict[str, list[str]]] = {}
        self.texts: dict[tuple[str, str], dict[str, str]] = {}
        for path in paths:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                assert isinstance(quad.subject, ox.NamedNode), "no blank nodes in the data"
                assert not isinstance(quad.object, ox.BlankNode | ox.Triple)
                subject, predicate = quad.subject.value, quad.predicate.value
                self.values.setdefault(subject, {}).setdefault(predicate, []).append(
                    quad.object.value
                )
                if isinstance(quad.object, ox.Literal) and quad.object.language:
                    self.texts.setdefault((subject, predicate), {})[quad.object.language] = (
                        quad.object.value
                    )

    def of(self, kind: str) -> list[str]:
        return [s for s, values in self.values.items() if kind in values.get(RDF.type, [])]

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.values.get(subject, {}).get(predicate, [])

    def one(self, subject: str, predicate: str) -> str:
        values = self.all(subject, predicate)
        assert len(values) == 1, (subject, predicate, values)
        return values[0]


@cache
def document(slug: str) -> Graph:
    return Graph(corpus.root() / "data" / "ttl" / "documents" / f"{slug}.ttl")


@cache
def numbers(source: str) -> Graph:
    return Graph(corpus.root() / "data" / "ttl" / "numbers" / f"{source}.ttl")


def target(slug: str, fragment: str) -> str:
    return f"{DOCUMENT[slug]}#{fragment}"


def targets(graph: Graph) -> list[str]:
    return graph.of(DX.QuantifiedTarget) + graph.of(DX.QualitativeTarget)


def figures(graph: Graph, statement: str) -> list[str]:
    return [graph.one(span, DX.printedFigure) for span in graph.all(statement, DX.evidence)]


@pytest.mark.parametrize(
    ("slug", "quantified", "qualitative"),
    [
        (BAC_GIANG, 28, 3),
        (BAC_NINH, 19, 5),
        (BINH_DINH, 22, 3),
        (THAI_NGUYEN, 16, 4),
        (TRA_VINH, 30, 8),
    ],
)
def test_every_target_of_a_text_is_there(slug: str, quantified: int, qualitative: int) -> None:
    graph = document(slug)
    assert len(graph.of(DX.QuantifiedTarget)) == quantified
    assert len(graph.of(DX.QualitativeTarget)) == qualitative


FACTS = {
    BAC_GIANG: """
        labour-productivity-annual-growth-2025 > 12.5 %/year | trên 12,5%
        labour-productivity-annual-growth-2030 > 13.5 %/year | trên 13, 5%
        digital-enterprises-count-2030 > 1500 count | trên 1.500 doanh nghiệp số
        digital-economy-share-of-gross-product-2025 ~ 25 % | khoảng 25% GRDP
        digital-economy-share-of-gross-product-2030 ~ 35 % | khoảng 35% GRDP
        work-files-processed-online-commune-2030 > 80 % | trên 80%
        dti-rank-2025 top 15 rank | nhóm 15 tỉnh, thành phố dẫn đầu
        dti-rank-2030 top 10 rank | nhóm 10 tỉnh, thành phố dẫn đầu
        smart-city-regional-rank-2030 = 1 rank | đứng đầu các thành phố thuộc vùng
        smart-cities-count-2025 = 2 count | 02 đô thị thông minh
        online-services-level4-multi-device-all-2021 = 100 % | 100%
    """,
    BAC_NINH: """
        telephone-subscriptions-total-2030 >= 2300000 count | tối thiểu đạt 2.300.000 thuê bao
        internet-subscriptions-total-2030 = 1240000 count | 1.240.000 thuê bao
        telephone-subscription-density-2030 = 147 /100 | 147 thuê bao/100 dân
        internet-subscription-density-2030 = 78 /100 | 78 thuê bao/100 dân
        digital-economy-share-of-gross-product-2030 >= 30 % | tối thiểu 30% GRDP
        digital-economy-share-per-sector-2030 >= 20 % | tối thiểu đạt 20%
        work-files-processed-online-province-2030 = 90 % | 90%
        dti-rank-2030 top 10 rank | nhóm 10 tỉnh, thành phố đứng đầu
        fdi-home-countries-reached-by-promotion-2030 = 90 % | 90% quốc gia, vùng lãnh thổ
    """,
    BINH_DINH: """
        digital-economy-share-of-gross-product-2024 = 10 % | 10% GRDP
        fibre-coverage-villages-2024 = 100 % | 100%
        labour-productivity-annual-growth-2024 >= 7 %/year | tối thiểu 7%
    """,
    THAI_NGUYEN: """
        digital-economy-share-of-gross-product-2025 > 20 % | trên 20% GRDP
        work-files-processed-online-province-2025 > 90 % | Trên 90%
        work-files-processed-online-district-2025 = 80 % | 80%
        work-files-processed-online-commune-2025 = 60 % | 60%
        dti-rank-2025 top 15 rank | nhóm 15 tỉnh, thành phố dẫn đầu
        dti-rank-2030 top 10 rank | nhóm 10 tỉnh, thành phố dẫn đầu
        cybersecurity-rank-2025 top 15 rank | nhóm 15 tỉnh, thành phố trực thuộc trung ương dẫn đầu
        smart-cities-count-2025 = 3 count | 3 đô thị thông minh
    """,
    TRA_VINH: """
        digital-economy-share-of-gross-product-2030 > 25 % | trên 25% GRDP
        digital-economy-share-of-gross-product-2025 = 10 % | 10% GRDP
        work-files-processed-online-province-2025 >= 90 % | Tối thiểu 90%
        work-files-processed-online-district-2025 = 80 % | 80%
        work-files-processed-online-commune-2025 = 60 % | 60%
        work-files-processed-online-province-2030 = 100 % | 100%
        work-files-processed-online-district-2030 = 90 % | 90%
        work-files-processed-online-commune-2030 = 70 % | 70%
        inspections-via-digital-environment-2025 > 50 % | trên 50%
        inspections-via-digital-environment-2030 = 100 % | 100%
        population-15plus-e-payment-account-2025 > 50 % | Trên 50%
        population-15plus-e-payment-account-2030 > 80 % | trên 80%
        online-services-level4-multi-device-all-2030 = 100 % | 100%
        labour-productivity-annual-growth-2025 > 11.5 %/year | trên 11,5%/năm
        labour-productivity-annual-growth-2030 = 11.5 %/year | 11,5%/năm
        dti-rank-2025 top 20 rank | nhóm 20 tỉnh/thành phố đứng đầu
        sme-digital-platform-adoption-2025 >= 30 % | tối thiểu 30%
        sme-digital-platform-adoption-2030 >= 65 % | tối thiểu 65%
    """,
}
"""Fragment, comparator, value, unit | printed figure: the plain ones, and all that are tricky.

Decimals and thousands as Vietnamese writes them, a stray space ("13, 5%"), words that are no
comparator ("phấn đấu", "đạt"), a word over a whole list, nested figures, ranks, an early deadline.
"""

SIGNS = {
    "=": "equal",
    ">=": "at-least",
    ">": "greater-than",
    "~": "approximately",
    "top": "within-top",
}
UNITS = {
    "%": "percent",
    "%/year": "percent-per-year",
    "rank": "rank",
    "count": "count",
    "/100": "per-100-people",
}


@pytest.mark.parametrize(
    ("slug", "fact"),
    [
        pytest.param(slug, fact.strip(), id=fact.split()[0] + "-" + slug[:8])
        for slug, table in FACTS.items()
        for fact in table.strip().splitlines()
    ],
)
def test_a_figure_is_read_as_it_is_printed(slug: str, fact: str) -> None:
    facts, figure = fact.split(" | ")
    fragment, sign, value, unit = facts.split()
    graph, subject = document(slug), target(slug, fragment)
    assert graph.one(subject, DX.comparator) == COMPARATOR[SIGNS[sign]]
    assert Decimal(graph.one(subject, DX.targetValue)) == Decimal(value)
    assert graph.one(subject, SDMX_ATTRIBUTE.unitMeasure) == UNIT[UNITS[unit]]
    assert graph.one(subject, DX.deadline) == f"{fragment[-4:]}-12-31"
    assert figure in figures(graph, subject)


def test_one_printed_figure_serves_several_targets() -> None:
    graph = document(BAC_GIANG)
    province, district = (
        graph.one(target(BAC_GIANG, f"work-files-processed-online-{level}-2030"), DX.evidence)
        for level in ("province", "district")
    )
    assert province == district
    graph = document(BAC_NINH)
    spans = {
        graph.one(target(BAC_NINH, f"agencies-it-citizen-feedback-{level}-2030"), DX.evidence)
        for level in ("province", "district", "commune")
    }
    assert len(spans) == 1


def test_three_printed_nineties_are_three_spans() -> None:
    graph = document(BAC_NINH)
    spans = {
        graph.one(target(BAC_NINH, f"work-files-processed-online-{level}-2030"), DX.evidence)
        for level in ("province", "district", "commune")
    }
    assert len(spans) == 3


def test_a_repeated_figure_is_second_evidence_not_a_second_target() -> None:
    graph = document(TRA_VINH)
    subject = target(TRA_VINH, "digital-economy-share-of-gross-product-2030")
    assert figures(graph, subject) == ["trên 25% GRDP"] * 2
    assert len(set(graph.all(subject, DX.evidence))) == 2
    others = [t for t in targets(graph) if t != subject]
    assert all(len(graph.all(t, DX.evidence)) == 1 for t in some(others))


def test_the_wrong_headline_is_a_claim_that_contradicts_the_target() -> None:
    graph = document(THAI_NGUYEN)
    (claim,) = graph.of(DX.Claim)
    assert graph.one(claim, DX.contradicts) == target(THAI_NGUYEN, "dti-rank-2025")
    assert Decimal(graph.one(claim, DX.claimedValue)) == 10
    assert graph.one(claim, DX.comparator) == COMPARATOR["within-top"]
    assert figures(graph, claim) == ["Top 10 địa phương dẫn đầu"]
    assert set(graph.texts[claim, SKOS.editorialNote]) == {"vi", "en"}
    assert not graph.all(claim, DX.statedIn), "a claim is no target of the document"
    assert not any(document(slug).of(DX.Claim) for slug in TEXT if slug != THAI_NGUYEN)


@pytest.mark.parametrize(
    ("slug", "fragment", "figure"),
    [
        (BAC_GIANG, "smart-city-platform-2030", "xây dựng nền tảng đô thị thông minh"),
        (BAC_NINH, "mobile-6g-orientation-2030", "hướng đến công nghệ 6G"),
        (
            BINH_DINH,
            "provincial-national-portal-integration-2024",
            "duy trì kết nối, chia sẻ thông tin",
        ),
        (THAI_NGUYEN, "regional-dx-hub-2025", "trung tâm chuyển đổi số của khu vực"),
        (TRA_VINH, "party-state-bodies-dx-completion-2025", "cơ bản hoàn thành chuyển đổi số"),
        (TRA_VINH, "party-state-bodies-dx-completion-2030", "hoàn thành chuyển đổi số"),
        (TRA_VINH, "provincial-dx-standing-2030", "tỉnh khá trong cả nước về chuyển đổi số"),
    ],
)
def test_a_target_without_a_figure_shows_its_key_phrase(
    slug: str, fragment: str, figure: str
) -> None:
    graph, subject = document(slug), target(slug, fragment)
    assert DX.QualitativeTarget in graph.all(subject, RDF.type)
    assert figures(graph, subject) == [figure]


def test_one_verb_over_two_things_is_one_span_of_two_targets() -> None:
    for slug in (BAC_GIANG, THAI_NGUYEN, TRA_VINH):
        graph = document(slug)
        mobile, phones = (
            graph.one(target(slug, f"{name}-2025"), DX.evidence)
            for name in ("mobile-4g-5g-universal", "smartphone-universal")
        )
        assert mobile == phones
    for slug in TEXT:
        graph = document(slug)
        shared = Counter(graph.one(t, DX.evidence) for t in graph.of(DX.QualitativeTarget))
        for subject in graph.of(DX.QualitativeTarget):
            if shared[graph.one(subject, DX.evidence)] > 1:
                assert "One verb governs both" in graph.texts[subject, SKOS.editorialNote]["en"]


@pytest.mark.parametrize(
    ("slug", "fragments"),
    [
        (BAC_NINH, {"fdi-home-countries-reached-by-promotion-2030"}),
        (
            THAI_NGUYEN,
            {
                "regional-dx-hub-2025",
                "shared-databases-connected-2025",
                "open-state-data-2025",
                "smart-cities-count-2025",
                "digital-enterprises-count-2025",
                "mobile-4g-5g-universal-2025",
                "smartphone-universal-2025",
                "population-e-payment-account-2025",
                "cybersecurity-rank-2025",
            },
        ),
        (TRA_VINH, {"dti-rank-2025", "sme-digital-platform-adoption-2025"}),
    ],
)
def test_a_year_that_the_sentence_does_not_print_is_said_to_come_from_elsewhere(
    slug: str, fragments: set[str]
) -> None:
    graph = document(slug)
    noted = {
        subject.partition("#")[2]
        for subject in targets(graph)
        if re.search(
            r"năm 20\d\d lấy từ", graph.texts.get((subject, SKOS.editorialNote), {}).get("vi", "")
        )
    }
    assert noted == fragments


@pytest.mark.parametrize("slug", TEXT)
def test_every_target_is_complete(slug: str) -> None:
    graph = document(slug)
    area = graph.one(DOCUMENT[slug], DX.territory)
    for subject in some(targets(graph)):
        assert graph.one(subject, DX.statedIn) == DOCUMENT[slug]
        assert graph.one(subject, SDMX_DIMENSION.refArea) == area
        assert set(graph.texts[subject, RDFS.label]) == {"vi", "en"}
        assert len(graph.all(subject, DX.statedPillar) + graph.all(subject, DX.inferredPillar)) == 1
        assert not graph.all(subject, DX.startYear), "no sentence of the five texts prints one"
        for note in (DX.scopeNote, SKOS.editorialNote):
            assert set(graph.texts.get((subject, note), {"vi": "", "en": ""})) == {"vi", "en"}
        assert set(graph.all(subject, DX.evidence)) <= set(graph.of(DX.EvidenceSpan))
        assert graph.all(subject, DX.evidence)
        quantified = DX.QuantifiedTarget in graph.all(subject, RDF.type)
        assert bool(graph.all(subject, DX.targetValue)) == quantified
        assert graph.all(subject, QB.dataSet) == ([DATASET.targets] if quantified else [])


@pytest.mark.parametrize("slug", TEXT)
def test_a_fragment_says_indicator_level_and_year(slug: str) -> None:
    graph = document(slug)
    for subject in some(targets(graph)):
        indicator = graph.one(subject, DX.indicator).removeprefix(INDICATOR)
        level = graph.one(subject, DX.adminLevel).removeprefix(LEVEL)
        year = graph.one(subject, DX.deadline)[:4]
        parts = [indicator, *([] if level == "not-applicable" else [level]), year]
        assert subject.partition("#")[2] == "-".join(parts)


def test_a_rank_says_among_whom_and_a_share_of_what() -> None:
    universes: dict[str, Counter[str]] = {}
    for slug in TEXT:
        graph = document(slug)
        for subject in graph.of(DX.QuantifiedTarget):
            indicator = graph.one(subject, DX.indicator).removeprefix(INDICATOR)
            for universe in graph.all(subject, DX.universe):
                universes.setdefault(indicator, Counter())[universe.removeprefix(UNIVERSE)] += 1
            if graph.one(subject, SDMX_ATTRIBUTE.unitMeasure) == UNIT.rank:
                assert graph.all(subject, DX.universe)
    assert universes == {
        "dti-rank": {"provinces-63": 6},
        "cybersecurity-rank": {"provinces-63": 1},
        "smart-city-regional-rank": {"regional-cities": 1},
        "digital-economy-share-of-gross-product": {"grdp": 7},
    }


def test_targets_of_the_district_level_after_its_end_are_marked() -> None:
    for slug in TEXT:
        graph = document(slug)
        for subject in some(targets(graph)):
            gone = graph.one(subject, DX.adminLevel) == LEVEL.district and (
                graph.one(subject, DX.deadline) >= "2025-07-01"
            )
            assert graph.all(subject, DX.boundToAbolishedLevel) == (["true"] if gone else [])


@pytest.mark.parametrize(
    ("slug", "stated", "inferred"),
    [
        (BAC_GIANG, {"government": 13, "economy": 8, "society": 8}, {"cross-cutting": 2}),
        (
            BAC_NINH,
            {},
            {"government": 7, "economy": 3, "society": 12, "cross-cutting": 2},
        ),
        (BINH_DINH, {"government": 9, "economy": 5, "society": 9}, {"cross-cutting": 2}),
        (THAI_NGUYEN, {"government": 7, "economy": 4, "society": 6}, {"cross-cutting": 3}),
        (
            TRA_VINH,
            {"government": 20, "economy": 4, "society": 7},
            {"cross-cutting": 5, "economy": 2},
        ),
    ],
)
def test_a_pillar_is_stated_under_a_heading_and_inferred_elsewhere(
    slug: str, stated: dict[str, int], inferred: dict[str, int]
) -> None:
    graph = document(slug)

    def count(predicate: str) -> Counter[str]:
        return Counter(
            pillar.removeprefix(PILLAR)
            for t in targets(graph)
            for pillar in graph.all(t, predicate)
        )

    assert count(DX.statedPillar) == stated
    assert count(DX.inferredPillar) == inferred


@pytest.mark.parametrize(
    ("slug", "number", "date", "body", "area", "confidence"),
    [
        (BAC_GIANG, "111-NQ/TU", "2021-06-11", "bac-giang-party-committee", "bac-giang", "high"),
        (BAC_NINH, "04/CTrHĐ-STTTT", "2022-12-23", "bac-ninh-dic", "bac-ninh-to-2025", "medium"),
        (
            BINH_DINH,
            "33/KH-UBND",
            "2024-02-23",
            "binh-dinh-peoples-committee",
            "binh-dinh",
            "medium",
        ),
        (
            THAI_NGUYEN,
            "01-NQ/TU",
            "2020-12-31",
            "thai-nguyen-party-committee",
            "thai-nguyen-to-2025",
            "high",
        ),
        (TRA_VINH, "50/KH-UBND", "2022-07-12", "tra-vinh-peoples-committee", "tra-vinh", "medium"),
    ],
)
def test_the_documents_are_who_they_are(
    slug: str, number: str, date: str, body: str, area: str, confidence: str
) -> None:
    graph, subject = document(slug), DOCUMENT[slug]
    assert graph.of(DX.PolicyDocument) == [subject]
    assert graph.one(subject, ELI.id_local) == number
    assert graph.one(subject, ELI.date_document) == date
    assert graph.one(subject, ELI.passed_by) == BODY[body]
    assert graph.one(subject, DX.territory) == AREA[area]
    assert graph.one(subject, DX.confidence) == CONFIDENCE[confidence]
    assert SOURCE[TEXT[slug]] in graph.all(subject, DX.reportedIn)
    assert set(graph.texts[subject, SKOS.editorialNote]) == {"vi", "en"}


def test_printed_links_and_our_own_judgement_stay_apart() -> None:
    printed = {
        (slug, predicate, to.removeprefix(DOCUMENT))
        for slug in TEXT
        for predicate in ("implements", "basedOn", "incorporatesTargetsOf", "supersedes", "revises")
        for to in document(slug).all(DOCUMENT[slug], DX[predicate])
    }
    assert printed == {
        (BAC_NINH, "implements", "viet-nam-2022-30-nq-tw"),
        (TRA_VINH, "implements", "tra-vinh-2022-09-nq-tu"),
        (TRA_VINH, "incorporatesTargetsOf", NATIONAL),
    }
    judged = {
        (slug, to.removeprefix(DOCUMENT))
        for slug in TEXT
        for to in document(slug).all(DOCUMENT[slug], DX.alignedWith)
    }
    assert judged == {
        (BAC_GIANG, NATIONAL),
        (BAC_NINH, NATIONAL),
        (BINH_DINH, NATIONAL),
        (BINH_DINH, "binh-dinh-2021-05-nq-tu"),
        (THAI_NGUYEN, NATIONAL),
    }
    said = {
        (slug, graph.one(link, DX.linkTo).removeprefix(DOCUMENT))
        for slug in TEXT
        for graph in [document(slug)]
        for link in graph.of(DX.EditorialLink)
        if graph.one(link, DX.linkFrom) == DOCUMENT[slug]
        and graph.one(link, DX.assertedBy)
        and set(graph.texts[link, DX.reason]) == {"vi", "en"}
    }
    assert said == judged


@pytest.mark.parametrize("slug", TEXT)
def test_a_span_is_named_by_its_place_in_its_source(slug: str) -> None:
    source = TEXT[slug]
    for graph, kind in (
        (document(slug), DX.EvidenceSpan),
        (numbers(source), DX.ExplainedNumber),
    ):
        for span in some(graph.of(kind)):
            begin, end = graph.one(span, NIF.beginIndex), graph.one(span, NIF.endIndex)
            assert span == f"{SOURCE[source]}#char={begin},{end}"
            assert graph.one(span, NIF.referenceContext) == SOURCE[source]
            assert len(graph.one(span, DX.printedFigure)) == int(end) - int(begin)
            assert re.fullmatch("[0-9a-f]{64}", graph.one(span, DX.passageSha256))


@pytest.mark.parametrize("slug", TEXT)
def test_no_span_is_left_without_a_use(slug: str) -> None:
    graph = document(slug)
    used = {span for s in targets(graph) + graph.of(DX.Claim) for span in graph.all(s, DX.evidence)}
    assert used == set(graph.of(DX.EvidenceSpan))


@pytest.mark.parametrize(
    ("slug", "reasons"),
    [
        (
            BAC_GIANG,
            {
                "date": 2,
                "period-year": 4,
                "document-number": 1,
                "deadline-year": 9,
                "service-level": 1,
                "technology-name": 1,
                "item-count": 1,
                "list-marker": 9,
            },
        ),
        (
            BAC_NINH,
            {
                "date": 3,
                "time": 1,
                "period-year": 2,
                "document-number": 3,
                "page-furniture": 1,
                "deadline-year": 1,
                "service-level": 1,
                "technology-name": 2,
                "denominator": 2,
            },
        ),
        (
            BINH_DINH,
            {
                "date": 2,
                "time": 1,
                "period-year": 2,
                "document-number": 1,
                "page-furniture": 4,
                "age-bound": 1,
                "item-count": 1,
                "list-marker": 5,
            },
        ),
        (
            THAI_NGUYEN,
            {
                "date": 1,
                "period-year": 6,
                "page-furniture": 1,
                "deadline-year": 6,
                "service-level": 1,
                "technology-name": 2,
                "item-count": 4,
                "proper-name": 1,
            },
        ),
        (
            TRA_VINH,
            {
                "date": 3,
                "period-year": 6,
                "document-number": 3,
                "deadline-year": 13,
                "scope-quantity": 2,
                "service-level": 2,
                "technology-name": 1,
                "age-bound": 1,
                "list-marker": 14,
                "page-furniture": 4,
            },
        ),
    ],
    ids=list(TEXT),
)
def test_a_number_that_is_no_target_has_its_exact_reason(
    slug: str, reasons: dict[str, int]
) -> None:
    graph = numbers(TEXT[slug])
    spans = graph.of(DX.ExplainedNumber)
    found = Counter(graph.one(s, DX.numberReason).removeprefix(NUMBER_REASON) for s in spans)
    assert found == reasons
    places = sorted(place(graph, span) for span in spans)
    assert all(one[1] <= next_[0] for one, next_ in pairwise(places))


def test_a_printed_document_number_names_the_document() -> None:
    mentioned = {
        (slug, graph.one(span, DX.printedFigure), graph.one(span, DX.mentionsDocument))
        for slug, source in TEXT.items()
        for graph in [numbers(source)]
        for span in graph.of(DX.ExplainedNumber)
        if graph.one(span, DX.numberReason) == NUMBER_REASON["document-number"]
    }
    assert mentioned == {
        (BAC_GIANG, "111-NQ/TU", DOCUMENT[BAC_GIANG]),
        (BAC_NINH, "04/CTrHĐ-STTTT", DOCUMENT[BAC_NINH]),
        (BAC_NINH, "30-NQ/TW", DOCUMENT["viet-nam-2022-30-nq-tw"]),
        (BINH_DINH, "33/KH-UBND", DOCUMENT[BINH_DINH]),
        (TRA_VINH, "50/KH-UBND", DOCUMENT[TRA_VINH]),
        (TRA_VINH, "09-NQ/TU", DOCUMENT["tra-vinh-2022-09-nq-tu"]),
        (TRA_VINH, "749/QĐ-TTg", DOCUMENT[NATIONAL]),
    }


def test_the_stamp_of_a_reprint_is_no_day_of_publication() -> None:
    sources = Graph(corpus.root() / "data" / "ttl" / "sources.ttl")
    issued = {slug: sources.all(SOURCE[TEXT[slug]], DCTERMS.issued) for slug in TEXT}
    assert issued == {
        BAC_GIANG: ["2021-06-30"],
        BAC_NINH: ["2022-12-26"],
        BINH_DINH: ["2024-02-26"],
        THAI_NGUYEN: [],
        TRA_VINH: [],
    }
    stamps = [
        numbers(TEXT[THAI_NGUYEN]).one(span, DX.numberReason)
        for span in numbers(TEXT[THAI_NGUYEN]).of(DX.ExplainedNumber)
        if numbers(TEXT[THAI_NGUYEN]).one(span, DX.printedFigure) == "2025-01-16 05:17:20"
    ]
    assert stamps == [NUMBER_REASON["page-furniture"]]


def text_of(slug: str) -> str:
    path = corpus.root().parent / "shared" / "sources" / f"{TEXT[slug]}.txt"
    if not path.is_file():
        pytest.skip(f"the source texts are not here: {path}")
    return path.read_text(encoding="utf-8")


def place(graph: Graph, span: str) -> tuple[int, int]:
    return int(graph.one(span, NIF.beginIndex)), int(graph.one(span, NIF.endIndex))


@pytest.mark.parametrize("slug", TEXT)
def test_every_digit_of_the_text_is_accounted_for_once(slug: str) -> None:
    """Counted on bare digit runs, apart from the tool that counts numbers for users."""
    text, graph, explained = text_of(slug), document(slug), numbers(TEXT[slug])
    owners: Counter[int] = Counter()
    with_figure = {
        place(graph, span)
        for statement in graph.of(DX.QuantifiedTarget) + graph.of(DX.Claim)
        for span in graph.all(statement, DX.evidence)
    }
    for begin, end in with_figure:
        if figure := re.search(r"\d+(?:\.\d{3})*(?:, ?\d+)?", text[begin:end]):
            start = begin + figure.start()
            owners.update(start + run.start() for run in re.finditer(r"\d+", figure.group()))
    for begin, end in (place(explained, span) for span in explained.of(DX.ExplainedNumber)):
        owners.update(begin + run.start() for run in re.finditer(r"\d+", text[begin:end]))
    assert owners == Counter(run.start() for run in re.finditer(r"\d+", text))


@pytest.mark.parametrize("slug", TEXT)
def test_every_span_stands_in_the_text(slug: str) -> None:
    text = text_of(slug)
    for graph in (document(slug), numbers(TEXT[slug])):
        for span in some(graph.of(DX.EvidenceSpan) + graph.of(DX.ExplainedNumber)):
            begin, end = place(graph, span)
            assert text[begin:end] == graph.one(span, DX.printedFigure)
            passage = text[max(0, begin - 50) : end + 50]
            digest = hashlib.sha256(passage.encode()).hexdigest()
            assert digest == graph.one(span, DX.passageSha256)


LONGEST_COPY = 35
"""Code points in a row that a note may share with the text: a name, not a clause."""


@pytest.mark.parametrize("slug", TEXT)
def test_the_notes_are_in_our_own_words(slug: str) -> None:
    text = " ".join(text_of(slug).casefold().split())
    graph = document(slug)
    copied = {
        run
        for (_, predicate), by_language in graph.texts.items()
        if predicate in (DX.scopeNote, SKOS.editorialNote, DX.reason)
        for note in [by_language["vi"].casefold()]
        for run in (note[i : i + LONGEST_COPY + 1] for i in range(len(note) - LONGEST_COPY))
        if run in text
    }
    assert copied == set()
