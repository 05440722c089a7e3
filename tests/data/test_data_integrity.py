"""What the data promise as a whole: nothing dangles or is blank, the reference facts are there."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.terms import (
    AREA,
    BASE,
    CONFIDENCE,
    DOCUMENT,
    DX,
    INDICATOR,
    LEVEL,
    ORG,
    OUTCOME,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SKOS,
    SOURCE,
    UNIT,
)
from support.graph import own_snapshot

PROGRAMME = DOCUMENT["viet-nam-2020-749-qd-ttg"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple as the files give it, with the file that it stands in."""

    subject: str
    predicate: str
    object: str
    term: ox.NamedNode | ox.BlankNode | ox.Literal
    file: str


@cache
def statements() -> tuple[Statement, ...]:
    found = []
    for file in corpus.files():
        for quad in corpus.parse(file):
            subject, term = quad.subject, quad.object
            assert not isinstance(subject, ox.Triple)
            assert not isinstance(term, ox.Triple)
            found.append(
                Statement(subject.value, quad.predicate.value, term.value, term, file.name)
            )
    return tuple(found)


def rows(query: str) -> list[tuple[str, ...]]:
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    found = own_snapshot().store.query(prefixes + query)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(term.value if term else "" for term in row) for row in found)


def subjects(kind: str) -> set[str]:
    return {s.subject for s in statements() if s.predicate == RDF.type and s.object == kind}


def objects(subject: str, predicate: str) -> set[str]:
    return {s.object for s in statements() if s.subject == subject and s.predicate == predicate}


# --- Form ----------------------------------------------------------------------------------------


def test_no_iri_of_ours_is_mentioned_that_nothing_describes() -> None:
    described = {s.subject for s in statements()}
    mentioned = {s.predicate for s in statements()}
    mentioned |= {
        s.object
        for s in statements()
        if isinstance(s.term, ox.NamedNode) and s.predicate != OWL.versionIRI
    }
    assert sorted(i for i in mentioned - described if i.startswith(BASE)) == []


def test_there_are_no_blank_nodes() -> None:
    blank = {s.file for s in statements() if isinstance(s.term, ox.BlankNode)}
    blank |= {
        file.name
        for file in corpus.files()
        for quad in corpus.parse(file)
        if isinstance(quad.subject, ox.BlankNode)
    }
    assert blank == set()


def test_every_file_is_in_unicode_normal_form_c() -> None:
    # Reading normalises literals, so the files themselves are looked at.
    wrong = [
        file.name
        for file in corpus.files()
        if not unicodedata.is_normalized("NFC", file.path.read_text("utf-8"))
    ]
    assert wrong == []


def test_every_label_definition_and_note_is_in_both_languages() -> None:
    prose = (
        RDFS.label,
        SKOS.prefLabel,
        SKOS.definition,
        SKOS.editorialNote,
        DX.scopeNote,
        DX.reason,
        DX.undatedNote,
    )
    languages: dict[tuple[str, str], Counter[str | None]] = {}
    for s in statements():
        if s.predicate in prose and isinstance(s.term, ox.Literal):
            found = languages.setdefault((s.subject, s.predicate), Counter())
            found[s.term.language] += 1
    wrong = {key: dict(found) for key, found in languages.items() if found != {"vi": 1, "en": 1}}
    assert wrong == {}


def test_a_thing_is_described_in_one_file_of_the_data_only() -> None:
    homes: dict[str, set[str]] = {}
    for s in statements():
        if s.predicate == RDF.type and s.file.startswith("data/"):
            homes.setdefault(s.subject, set()).add(s.file)
    assert {thing: sorted(where) for thing, where in homes.items() if len(where) > 1} == {}


# --- Areas and bodies ----------------------------------------------------------------------------


def alive(day: str) -> set[str]:
    """The provinces that exist on this day."""
    return {
        row[0]
        for row in rows(
            f"""SELECT ?area {{
                 ?area a dx:Province .
                 OPTIONAL {{ ?area dx:validFrom ?from }}
                 OPTIONAL {{ ?area dx:validTo ?to }}
                 FILTER (!BOUND(?from) || ?from <= "{day}"^^xsd:date)
                 FILTER (!BOUND(?to) || ?to >= "{day}"^^xsd:date) }}"""
        )
    }


def test_the_country_has_63_provinces_before_the_mergers_and_34_after_them() -> None:
    assert subjects(DX.Country) == {AREA["viet-nam"]}
    assert len(subjects(DX.Region)) == 8  # six before and six after, four of them the same
    assert len(subjects(DX.Province)) == 88
    days = ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01", "2026-04-30")
    assert [len(alive(day)) for day in days] == [63, 63, 63, 34, 34]
    assert AREA["thua-thien-hue"] in alive("2024-12-31") - alive("2025-01-01")
    assert AREA["dong-nai-from-2026"] in alive("2026-04-30") - alive("2026-04-29")


def test_each_of_the_63_provinces_leads_to_one_of_the_34_and_each_step_has_its_ground() -> None:
    reached = rows(
        """SELECT ?old ?new {
             ?old a dx:Province ; dx:succeededBy* ?new .
             FILTER NOT EXISTS { ?new dx:succeededBy ?next } }"""
    )
    before = alive("2025-06-30")
    assert len(before) == 63
    assert sorted(old for old, _ in reached if old in before) == sorted(before)
    assert {new for old, new in reached if old in before} == alive("2026-04-30")
    grounds = rows(
        """SELECT ?basis (COUNT(DISTINCT ?old) AS ?n) {
             ?old dx:succeededBy ?new .
             ?change dx:changedArea ?old ; dx:resultingArea ?new ; dx:legalBasis ?basis }
           GROUP BY ?basis"""
    )
    assert grounds == [
        (DOCUMENT["viet-nam-2024-175-2024-qh15"], "1"),
        (DOCUMENT["viet-nam-2025-202-2025-qh15"], "52"),
        (DOCUMENT["viet-nam-2026-30-2026-qh16"], "1"),
    ]


def test_each_province_has_its_four_bodies_and_a_department_for_digital_transformation() -> None:
    kinds = rows(
        """SELECT ?area (COUNT(DISTINCT ?kind) AS ?n) {
             ?body dx:jurisdiction ?area ; dx:bodyKind ?kind . ?area a dx:Province }
           GROUP BY ?area"""
    )
    assert kinds == [(area, "5") for area in sorted(subjects(DX.Province))]


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Sài Gòn", "ho-chi-minh-from-2025"),
        ("TP.HCM", "ho-chi-minh-from-2025"),
        ("Huế", "hue"),
        ("Khánh Hoà", "khanh-hoa-from-2025"),
        ("Đồng Nai", "dong-nai-from-2026"),
    ],
)
def test_a_province_is_found_by_the_name_that_people_say(name: str, area: str) -> None:
    assert name in objects(AREA[area], SKOS.altLabel)


@pytest.mark.parametrize(
    ("new", "code", "predecessors"),
    [
        ("bac-ninh-from-2025", "24", {"bac-giang": "24", "bac-ninh-to-2025": "27"}),
        ("thai-nguyen-from-2025", "19", {"bac-kan": "06", "thai-nguyen-to-2025": "19"}),
        ("gia-lai-from-2025", "52", {"binh-dinh": "52", "gia-lai-to-2025": "64"}),
        (
            "vinh-long-from-2025",
            "86",
            {"ben-tre": "83", "tra-vinh": "84", "vinh-long-to-2025": "86"},
        ),
    ],
)
def test_a_merger_joins_its_predecessors_on_the_first_of_july_2025(
    new: str, code: str, predecessors: dict[str, str]
) -> None:
    def gso(area: str) -> list[tuple[str, ...]]:
        return rows(
            f"SELECT ?n {{ <{AREA[area]}> dx:hasCode ?c . "
            "?c dx:codeSystem code-system:gso ; skos:notation ?n }"
        )

    assert gso(new) == [(code,)]
    assert {area: gso(area) for area in predecessors} == {
        area: [(old,)] for area, old in predecessors.items()
    }
    assert objects(AREA[new], DX.validFrom) == {"2025-07-01"}
    for area in predecessors:
        assert objects(AREA[area], DX.validTo) == {"2025-06-30"}
        assert objects(AREA[area], DX.succeededBy) == {AREA[new]}
    (change,) = {
        s.subject for s in statements() if s.predicate == DX.resultingArea and s.object == AREA[new]
    }
    assert objects(change, DX.changedArea) == {AREA[area] for area in predecessors}
    assert objects(change, DX.changedOn) == {"2025-07-01"}
    assert objects(change, DX.legalBasis) == {DOCUMENT["viet-nam-2025-202-2025-qh15"]}


def test_an_identifier_that_is_known_to_be_wrong_is_not_given() -> None:
    assert [s for s in statements() if "Q7333405" in s.object] == []


def test_each_department_of_information_and_communications_has_a_successor_of_march_2025() -> None:
    found = rows(
        """SELECT ?old ?new ?day {
             ?change org:originalOrganization ?old ; org:resultingOrganization ?new ;
                     dx:changedOn ?day .
             ?old dx:abbreviation "STTTT" . ?new dx:abbreviation "SKHCN" }"""
    )
    assert len(found) == 63
    assert found == [
        (old, old.removesuffix("-dic") + "-dost", "2025-03-01")
        for old in sorted(s for s in subjects(DX.Body) if s.endswith("-dic"))
        if old != f"{BASE}body/thua-thien-hue-dic"
    ]


def test_a_body_that_ended_has_a_successor_that_begins_the_next_day() -> None:
    ended = {s.subject for s in statements() if s.predicate == DX.validTo}
    ended &= subjects(DX.Body)
    gaps = rows(
        """SELECT ?old ?change {
             ?change org:originalOrganization ?old ; org:resultingOrganization ?new ;
                     dx:changedOn ?day .
             ?old dx:validTo ?last . ?new dx:validFrom ?first .
             FILTER (?first != ?day || ?last >= ?first) }"""
    )
    followed = {s.object for s in statements() if s.predicate == ORG.originalOrganization}
    assert (gaps, sorted(ended - followed)) == ([], [])


# --- Decision 749/QĐ-TTg -------------------------------------------------------------------------


def test_the_national_programme_has_forty_one_targets() -> None:
    assert rows(
        f"""SELECT ?kind (COUNT(*) AS ?n) {{
              ?t dx:statedIn <{PROGRAMME}> ; a ?kind .
              FILTER (?kind IN (dx:QuantifiedTarget, dx:QualitativeTarget)) }} GROUP BY ?kind"""
    ) == [(DX.QualitativeTarget, "5"), (DX.QuantifiedTarget, "36")]


def test_six_national_figures_are_marked_unverified_and_all_others_name_a_page() -> None:
    unverified = {
        *(f"inspections-via-digital-environment-{year}" for year in (2025, 2030)),
        "administrative-procedures-reduction-all-2030",
        "data-driven-innovative-services-increase-all-2030",
        *("idi-rank-2030", "gii-rank-2030"),
    }
    found = rows(
        f"""SELECT ?t ?c (COUNT(?page) AS ?n) {{
              ?t dx:statedIn <{PROGRAMME}> ; dx:confidence ?c .
              OPTIONAL {{ ?t dx:attestedAt ?page }} }} GROUP BY ?t ?c"""
    )
    assert len(found) == 41
    assert {t for t, c, _ in found if c == CONFIDENCE.unverified} == {
        f"{PROGRAMME}#{fragment}" for fragment in unverified
    }
    assert [t for t, c, n in found if c != CONFIDENCE.unverified and n == "0"] == []


@pytest.mark.parametrize(
    ("fragment", "context", "printed"),
    [
        ("periodic-reports-via-reporting-system-all-2025", DX.adminLevel, "100%"),
        ("digital-economy-share-per-sector-2030", DX.comparator, "20%"),
        ("labour-productivity-annual-growth-2030", DX.comparator, "8%"),
        ("global-competitiveness-rank-2030", DX.deadline, "TOP30"),
    ],
)
def test_a_figure_attested_late_says_what_was_not_printed_beside_it(
    fragment: str, context: str, printed: str
) -> None:
    said = f"<{PROGRAMME}#{fragment}> dx:readFromContext ?c ; dx:printedFigure ?p"
    assert rows(f"SELECT ?c ?p {{ {said} }}") == [(context, printed)]


def test_a_document_known_by_name_only_has_no_figures_and_a_draft_is_no_yardstick() -> None:
    named = "?d a dx:Yardstick ; dx:readingExtent <https://w3id.org/dxgraph/reading-extent/named>"
    assert rows(f"SELECT ?n {{ {named} ; eli:id_local ?n }} ORDER BY ?n") == [
        ("1266/QĐ-TTg",),
        ("1308/QĐ-TTg",),
        ("71/NQ-CP",),
    ]
    draft = DOCUMENT["viet-nam-chuong-trinh-kinh-te-so-xa-hoi-so-2026-2030"]
    assert rows(f"SELECT ?k {{ <{draft}> a ?k FILTER(STRSTARTS(STR(?k), STR(dx:))) }}") == [
        (DX.PolicyDocument,)
    ]


@pytest.mark.parametrize(
    ("indicator", "level", "year", "comparator", "value", "unit"),
    [
        ("digital-economy-share-of-gross-product", "not-applicable", 2025, "=", 20, "percent"),
        ("digital-economy-share-of-gross-product", "not-applicable", 2030, "=", 30, "percent"),
        ("digital-economy-share-per-sector", "not-applicable", 2025, "≥", 10, "percent"),
        ("labour-productivity-annual-growth", "not-applicable", 2025, "≥", 7, "percent-per-year"),
        ("work-files-processed-online", "ministry", 2025, "=", 90, "percent"),
        ("work-files-processed-online", "province", 2025, "=", 90, "percent"),
        ("work-files-processed-online", "district", 2025, "=", 80, "percent"),
        ("work-files-processed-online", "commune", 2025, "=", 60, "percent"),
        ("work-files-processed-online", "province", 2030, "=", 100, "percent"),
        ("work-files-processed-online", "district", 2030, "=", 90, "percent"),
        ("work-files-processed-online", "commune", 2030, "=", 70, "percent"),
        ("fibre-coverage-households", "not-applicable", 2025, ">", 80, "percent"),
        ("population-e-payment-account", "not-applicable", 2030, ">", 80, "percent"),
        ("egdi-rank", "not-applicable", 2025, "Top", 70, "rank"),
        ("global-cybersecurity-rank", "not-applicable", 2030, "Top", 30, "rank"),
        ("administrative-procedures-reduction", "all", 2030, "≥", 30, "percent"),
    ],
)
def test_a_national_figure_is_that_of_the_reference(
    indicator: str, level: str, year: int, comparator: str, value: int, unit: str
) -> None:
    assert rows(
        f"""SELECT ?sign ?unit (xsd:integer(?value) AS ?v) {{
              ?t dx:statedIn <{PROGRAMME}> ; dx:indicator <{INDICATOR[indicator]}> ;
                 dx:adminLevel <{LEVEL[level]}> ; dx:deadline "{year}-12-31"^^xsd:date ;
                 dx:comparator/skos:notation ?sign ; dx:targetValue ?value ;
                 <{SDMX_ATTRIBUTE.unitMeasure}> ?unit }}"""
    ) == [(comparator, UNIT[unit], str(value))]


def test_national_district_targets_are_bound_to_the_abolished_level() -> None:
    district = rows(f"SELECT ?t {{ ?t dx:statedIn <{PROGRAMME}> ; dx:adminLevel level:district }}")
    bound = rows(f"SELECT ?t {{ ?t dx:statedIn <{PROGRAMME}> ; dx:boundToAbolishedLevel true }}")
    assert len(district) == 2
    assert bound == district


# --- Documents, sources, outcomes ----------------------------------------------------------------


def test_two_plans_of_one_number_and_year_are_two_documents() -> None:
    assert rows("""SELECT ?d ?day { ?d eli:id_local "59/KH-UBND" ; eli:date_document ?day }""") == [
        (DOCUMENT["binh-dinh-2022-59-kh-ubnd"], "2022-04-25"),
        (DOCUMENT["tra-vinh-2022-59-kh-ubnd"], "2022-09-19"),
    ]


def test_printed_links_lead_from_binh_dinh_to_the_politburo() -> None:
    assert {
        document
        for (document,) in rows(
            "SELECT ?d { document:binh-dinh-2022-59-kh-ubnd (dx:implements|dx:basedOn)+ ?d }"
        )
    } == {
        DOCUMENT[slug]
        for slug in (
            "binh-dinh-2021-05-nq-tu",
            "viet-nam-2020-749-qd-ttg",
            "viet-nam-2020-50-nq-cp",
            "viet-nam-2019-52-nq-tw",
        )
    }


def test_every_editorial_judgement_says_who_and_why_exactly_once() -> None:
    aligned = rows("SELECT ?a ?b { ?a dx:alignedWith ?b }")
    explained = rows(
        """SELECT ?a ?b { ?l a dx:EditorialLink ; dx:linkFrom ?a ; dx:linkTo ?b ;
             dx:assertedBy ?who ; dx:confidence ?c }"""
    )
    assert explained == aligned


def test_a_source_is_held_whole_or_by_its_address() -> None:
    held = {s.subject for s in statements() if s.predicate == DX.sha256}
    addressed = {s.subject for s in statements() if s.predicate == DX.address}
    assert held == {
        SOURCE[slug]
        for slug in (
            "bac-giang-111-nq-tu",
            "bac-ninh-04-ctrhd-stttt",
            "binh-dinh-33-kh-ubnd",
            "thai-nguyen-nq-tu",
            "tra-vinh-50-kh-ubnd",
        )
    }
    assert subjects(DX.Source) - held - addressed == set()


def test_a_list_that_grows_is_split_before_a_thousand_lines() -> None:
    # A document with its targets is one thing, however long.
    data = corpus.root() / "data" / "ttl"
    lists = [path for path in data.rglob("*.ttl") if "documents" not in path.parts]
    long = {
        path.name: count
        for path in lists
        if (count := path.read_text(encoding="utf-8").count("\n")) > 1000
    }
    assert long == {}


def test_no_address_is_given_to_two_sources() -> None:
    addresses = Counter(s.object for s in statements() if s.predicate == DX.address)
    assert [address for address, times in addresses.items() if times > 1] == []


@pytest.mark.parametrize(
    ("slug", "value"),
    [
        ("viet-nam-digital-economy-share-of-gross-product-2024-gso-value-added", 13.17),
        ("viet-nam-digital-economy-share-of-gross-product-2024-mic-estimate", 18.3),
        (
            "bac-ninh-to-2025-digital-economy-share-of-gross-product-2022-mic-annual-report-2022",
            56.83,
        ),
        ("bac-ninh-from-2025-digital-economy-share-of-gross-product-2025-gso-value-added", 46.3),
        ("bac-ninh-to-2025-dti-rank-2022-dti-2022", 7),
        ("thai-nguyen-to-2025-dti-rank-2022-dti-2022", 8),
        ("bac-giang-dti-rank-2022-dti-2022", 9),
        ("bac-giang-dti-rank-2023-dti-2023", 9),
        ("tra-vinh-dti-rank-2021-dti-2021", 26),
        ("gia-lai-from-2025-dti-rank-2024-dti-2024-merged-average", 31),
    ],
)
def test_an_outcome_is_what_was_measured(slug: str, value: float) -> None:
    (observed,) = objects(OUTCOME[slug], DX.observedValue)
    assert float(observed) == value
    assert len(objects(OUTCOME[slug], DX.method)) == 1
    assert objects(OUTCOME[slug], DX.attestedAt)


def test_each_vintage_of_a_statistic_is_an_outcome_of_its_own() -> None:
    country = "?o sdmx-dimension:refArea area:viet-nam ; dx:method ?m ; dx:observedValue ?v"
    share = "dx:indicator indicator:digital-economy-share-of-gross-product"
    found = rows(
        f"""SELECT ?m ?v {{ {country} ; {share} ; sdmx-dimension:refPeriod "2022"^^xsd:gYear .
        {{ ?m skos:broader method:gso-value-added }}
        UNION {{ ?m skos:notation "gso-value-added" }} }}"""
    )
    assert {method.rpartition("/")[2]: float(value) for method, value in found} == {
        "gso-value-added": 12.83,
        "gso-value-added-2020-2023": 12.63,
        "gso-value-added-preliminary-trial": 12.86,
        "gso-value-added-trial": 12.67,
    }
    # None of them continues another.
    assert not rows("SELECT ?m { ?m skos:broader method:gso-value-added ; dx:comparableWith ?x }")


def test_what_was_measured_is_a_figure_and_no_bound() -> None:
    bound = "FILTER (?c NOT IN (comparator:equal, comparator:within-top))"
    measured = f"?o a dx:Outcome ; dx:comparator ?c {bound}"
    declared = "?o dx:method method:declared-by-province"
    assert rows(f"SELECT ?o ?c {{ {measured} MINUS {{ {declared} }} }}") == []


# --- Indicators ----------------------------------------------------------------------------------


def test_an_indicator_with_one_use_says_why_it_is_one() -> None:
    """By what it is near, by a note, or by a definition that says what it leaves out."""
    once = rows(
        """SELECT ?i (COUNT(DISTINCT ?t) AS ?n) WHERE { ?t dx:statedIn ?d ; dx:indicator ?i }
        GROUP BY ?i HAVING (COUNT(DISTINCT ?t) = 1)"""
    )
    argued = rows(
        """SELECT DISTINCT ?i WHERE { ?i a dx:Indicator .
        { ?i skos:scopeNote|skos:editorialNote|skos:closeMatch ?x }
        UNION { ?i skos:definition ?x FILTER (LANG(?x) = "vi")
                FILTER (REGEX(LCASE(?x), "không |chưa ")) } }"""
    )
    assert len(once) > 100
    assert {indicator for indicator, _ in once} <= {indicator for (indicator,) in argued}


def test_of_near_indicators_one_at_least_says_where_they_part() -> None:
    pairs = rows("SELECT ?i ?j WHERE { ?i a dx:Indicator ; skos:closeMatch ?j }")
    told = rows(
        """SELECT DISTINCT ?i WHERE { ?i a dx:Indicator . { ?i skos:scopeNote ?x }
        UNION { ?i skos:definition ?x FILTER (LANG(?x) = "vi")
                FILTER (REGEX(LCASE(?x), "không |chưa ")) } }"""
    )
    silent = [pair for pair in pairs if not {(pair[0],), (pair[1],)} & set(told)]
    assert len(pairs) > 200
    assert silent == []


def test_no_two_indicators_share_a_name() -> None:
    names: dict[tuple[str, str | None], set[str]] = {}
    indicators = subjects(DX.Indicator)
    for s in statements():
        if s.predicate in (SKOS.prefLabel, SKOS.altLabel) and isinstance(s.term, ox.Literal):
            key = (s.object.casefold(), s.term.language)
            names.setdefault(key, set()).update({s.subject} & indicators)
    assert {name: sorted(of) for name, of in names.items() if len(of) > 1} == {}


def test_neighbouring_indicators_are_never_declared_the_same() -> None:
    indicators = subjects(DX.Indicator)
    assert len(indicators) > 300
    assert [
        s for s in statements() if s.predicate == SKOS.exactMatch and s.subject in indicators
    ] == []
    assert rows("SELECT ?i { ?i dx:measuresChange true }") == [
        (INDICATOR[slug],)
        for slug in (
            "administrative-procedures-reduction",
            "data-driven-innovative-services-increase",
            "grdp-annual-growth",
            "internal-procedures-reduction",
            "international-publications-growth",
            "labour-productivity-annual-growth",
            "patents-growth",
            "procedure-settlement-time-reduction",
        )
    ]


@pytest.mark.parametrize(
    ("indicator", "another"),
    [
        ("digital-enterprises-count", "doanh nghiệp công nghệ số"),
        ("digital-economy-share-of-gross-product", "tỷ trọng kinh tế số trong từng ngành"),
        ("digital-economy-share-per-sector", "tỷ trọng kinh tế số trong GRDP"),
    ],
)
def test_an_indicator_does_not_go_by_the_name_of_its_neighbour(
    indicator: str, another: str
) -> None:
    """Another denominator, or another thing counted, is another indicator."""
    names = objects(INDICATOR[indicator], SKOS.altLabel) | objects(
        INDICATOR[indicator], SKOS.prefLabel
    )
    assert names
    assert another.casefold() not in {name.casefold() for name in names}
