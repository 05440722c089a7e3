"""What the named queries answer on our own graph, row by row, as read from the texts."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from dxgraph.catalogue import Catalogue
from dxgraph.engine.evaluation import evaluate
from support.named_queries import Row, catalogue, columns, own_graph, prepared, rows, short

SHARE = "digital-economy-share-of-gross-product"
FILES = "work-files-processed-online"
BINH_DINH = "document/binh-dinh-2024-33-kh-ubnd"
NATION = "document/viet-nam-2020-749-qd-ttg"
PARTY = "document/viet-nam-2019-52-nq-tw"


@pytest.fixture(scope="module")
def named() -> Catalogue:
    return catalogue()


READ_WHOLE = tuple(
    f"document/{slug}#"
    for slug in (
        "bac-giang-2021-111-nq-tu",
        "bac-ninh-2022-04-ctrhd-stttt",
        "binh-dinh-2024-33-kh-ubnd",
        "thai-nguyen-2020-01-nq-tu",
        "tra-vinh-2022-50-kh-ubnd",
        "viet-nam-2020-749-qd-ttg",
    )
)


def read_whole(found: list[Row]) -> list[Row]:
    """The rows whose targets we hold whole: pages of the country add others day by day."""
    return [row for row in found if row["target"].startswith(READ_WHOLE)]


# --- targets-of-area ----------------------------------------------------------------------------


def test_the_targets_of_binh_dinh_are_those_that_the_text_lists() -> None:
    found = read_whole(rows(own_graph(), "targets-of-area", area="binh-dinh"))
    assert {row["deadline"] for row in found} == {"2024-12-31"}
    assert columns(found, "pillar", "indicator", "level", "sign", "value") == [
        ("pillar/government", f"indicator/{indicator}", f"level/{level}", sign, value)
        for indicator, level, sign, value in (
            ("communes-smart-loudspeaker", "commune", "=", "100"),
            ("eligible-procedures-online-full-process", "not-applicable", "=", "100"),
            ("information-systems-security-level-approved", "not-applicable", "≥", "90"),
            ("procedure-dossiers-processed-fully-online", "not-applicable", "≥", "80"),
            ("provincial-national-portal-integration", "not-applicable", None, None),
            ("satisfaction-administrative-procedures", "not-applicable", "≥", "90"),
            (FILES, "province", "=", "90"),
            (FILES, "district", "=", "80"),
            (FILES, "commune", "=", "60"),
        )
    ] + [
        ("pillar/economy", f"indicator/{indicator}", "level/not-applicable", sign, value)
        for indicator, sign, value in (
            (SHARE, "=", "10"),
            ("digital-economy-share-per-sector", "≥", "10"),
            ("enterprises-e-contract-adoption", ">", "60"),
            ("labour-productivity-annual-growth", "≥", "7"),
            ("sme-digital-platform-adoption", ">", "40"),
        )
    ] + [
        ("pillar/society", f"indicator/{indicator}", "level/not-applicable", sign, value)
        for indicator, sign, value in (
            ("adult-digital-signature", ">", "40"),
            ("adult-online-public-service-use", ">", "40"),
            ("adult-smartphone-ownership", ">", "80"),
            ("fibre-coverage-villages", "=", "100"),
            ("health-facilities-cashless-payment", "=", "100"),
            ("households-fixed-broadband-access", ">", "80"),
            ("population-15plus-payment-account", ">", "60"),
            ("population-electronic-health-record", ">", "90"),
            ("schools-digital-and-cashless", "=", "100"),
        )
    ] + [
        ("pillar/cross-cutting", f"indicator/{indicator}", "level/not-applicable", None, None)
        for indicator in ("dti-index-improvement", "par-index-improvement")
    ]


def test_a_stated_pillar_is_told_from_an_inferred_one() -> None:
    found = rows(own_graph(), "targets-of-area", area="binh-dinh")
    assert {row["pillar"]: row["pillar_stated"] for row in found} == {
        "pillar/government": "true",
        "pillar/economy": "true",
        "pillar/society": "true",
        "pillar/cross-cutting": "false",
    }


def test_figures_with_a_stray_space_and_with_dots_have_their_value() -> None:
    giang = rows(
        own_graph(), "targets-of-area", area="bac-giang", year="2030",
        indicator="labour-productivity-annual-growth",
    )  # fmt: skip
    assert columns(giang, "printed_figure", "value") == [("trên 13, 5%", "13.5")]
    ninh = rows(
        own_graph(), "targets-of-area", area="bac-ninh-to-2025",
        indicator="telephone-subscriptions-total",
    )  # fmt: skip
    assert columns(ninh, "value") == [("2300000",)]
    assert "2.300.000" in ninh[0]["printed_figure"]


def test_two_targets_of_bac_giang_share_one_printed_figure() -> None:
    found = rows(own_graph(), "targets-of-area", area="bac-giang", indicator=FILES, year="2030")
    assert columns(found, "level", "sign", "value", "printed_figure") == [
        ("level/province", "=", "100", "100%"),
        ("level/district", "=", "100", "100%"),
        ("level/commune", ">", "80", "trên 80%"),
    ]
    assert found[0]["place"] == found[1]["place"] != found[2]["place"]


def test_labels_come_in_the_language_that_is_asked_for() -> None:
    vi, en = (
        rows(own_graph(), "targets-of-area", area="binh-dinh", indicator=SHARE, lang=language)[0]
        for language in ("vi", "en")
    )
    assert (vi["pillar_label"], en["pillar_label"]) == ("Kinh tế số", "Digital economy")
    assert vi["area_label"] != en["area_label"]
    assert vi["target"] == en["target"]


# --- compare-areas ------------------------------------------------------------------------------


def test_the_digital_economy_share_stands_side_by_side() -> None:
    found = read_whole(rows(own_graph(), "compare-areas"))
    assert columns(found, "deadline", "area", "sign", "value", "printed_figure") == [
        ("2024-12-31", "area/binh-dinh", "=", "10", "10% GRDP"),
        ("2025-12-31", "area/bac-giang", "≈", "25", "khoảng 25% GRDP"),
        ("2025-12-31", "area/thai-nguyen-to-2025", ">", "20", "trên 20% GRDP"),
        ("2025-12-31", "area/tra-vinh", "=", "10", "10% GRDP"),
        ("2025-12-31", "area/viet-nam", "=", "20", "20% GDP"),
        ("2030-12-31", "area/bac-giang", "≈", "35", "khoảng 35% GRDP"),
        ("2030-12-31", "area/bac-ninh-to-2025", "≥", "30", "tối thiểu 30% GRDP"),
        ("2030-12-31", "area/tra-vinh", ">", "25", "trên 25% GRDP"),
        ("2030-12-31", "area/viet-nam", "=", "30", "30% GDP"),
    ]


# --- against-national ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "indicator", "level", "year", "own", "national", "verdict"),
    [
        ("tra-vinh", SHARE, "not-applicable", "2030", (">", "25"), ("=", "30"), "lower"),
        ("bac-giang", SHARE, "not-applicable", "2025", ("≈", "25"), ("=", "20"), "approximate"),
        ("bac-ninh-to-2025", FILES, "province", "2030", ("=", "90"), ("=", "100"), "lower"),
        ("bac-ninh-to-2025", FILES, "commune", "2030", ("=", "90"), ("=", "70"), "higher"),
        ("tra-vinh", FILES, "province", "2025", ("≥", "90"), ("=", "90"), "equal"),
        (
            "thai-nguyen-to-2025", FILES, "province", "2025", (">", "90"), ("=", "90"),
            "stricter-wording",
        ),
    ],
)  # fmt: skip
def test_the_verdict_on_a_target(
    area: str,
    indicator: str,
    level: str,
    year: str,
    own: tuple[str, str],
    national: tuple[str, str],
    verdict: str,
) -> None:
    found = read_whole(
        rows(
            own_graph(), "against-national", area=area, indicator=indicator, level=level, year=year
        )
    )
    assert columns(
        found, "sign", "value", "national_sign", "national_value", "verdict", "national_deadline"
    ) == [(*own, *national, f"verdict/{verdict}", f"{year}-12-31")]


def test_an_annual_plan_is_shown_beside_the_next_milestone() -> None:
    found = rows(own_graph(), "against-national", area="binh-dinh", verdict="interim-year")
    assert {(row["deadline"], row["national_deadline"]) for row in found} == {
        ("2024-12-31", "2025-12-31")
    }
    assert columns(found, "indicator", "level", "national_value") == [
        (f"indicator/{indicator}", f"level/{level}", value)
        for indicator, level, value in (
            (SHARE, "not-applicable", "20"),
            ("digital-economy-share-per-sector", "not-applicable", "10"),
            ("labour-productivity-annual-growth", "not-applicable", "7"),
            (FILES, "province", "90"),
            (FILES, "district", "80"),
            (FILES, "commune", "60"),
        )
    ]  # fmt: skip


def test_an_unverified_national_figure_says_so() -> None:
    found = rows(
        own_graph(), "against-national", area="tra-vinh", lang="en",
        indicator="inspections-via-digital-environment",
    )  # fmt: skip
    assert columns(found, "national_value", "national_confidence", "national_place") == [
        ("50", "confidence/unverified", None),
        ("70", "confidence/unverified", None),
    ]
    assert {row["national_confidence_label"] for row in found} == {"Unverified"}


def test_every_target_of_a_province_has_one_verdict() -> None:
    judged = rows(own_graph(), "against-national")
    targets = [row["target"] for row in judged]
    promised = {
        row["target"]
        for area in {row["area"].removeprefix("area/") for row in judged}
        for row in rows(own_graph(), "targets-of-area", area=area)
    }  # fmt: skip
    assert len(targets) == len(set(targets))
    assert set(targets) == promised
    assert not any(row["area"] == "area/viet-nam" for row in judged)


# --- yardsticks-disagree ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "year", "pairs"),
    [
        ("egdi-rank", "2025", [("2020-749-qd-ttg", "70", "2021-942-qd-ttg", "50")]),
        (
            "adult-smartphone-ownership", "2025",
            [("2022-411-qd-ttg", "80", "2024-36-qd-ttg", "100")],
        ),
        ("new-submarine-cables", "2030", [("2024-36-qd-ttg", "4", "2025-03-nq-cp", "9")]),
        (
            "egdi-rank", "2030", [
                ("2020-2289-qd-ttg", "50", "2021-942-qd-ttg", "30"),
                ("2020-749-qd-ttg", "50", "2021-942-qd-ttg", "30"),
                ("2021-942-qd-ttg", "30", "2024-57-nq-tw", "50"),
                ("2021-942-qd-ttg", "30", "2025-03-nq-cp", "50"),
            ],
        ),
    ],
)  # fmt: skip
def test_where_national_documents_disagree(
    indicator: str, year: str, pairs: list[tuple[str, str, str, str]]
) -> None:
    found = rows(own_graph(), "yardsticks-disagree", indicator=indicator, year=year)
    assert columns(found, "document", "value", "other_document", "other_value") == [
        (f"document/viet-nam-{one}", value, f"document/viet-nam-{other}", other_value)
        for one, value, other, other_value in pairs
    ]
    assert all(row["place"] and row["other_place"] for row in found)


# --- national-gaps ------------------------------------------------------------------------------


def test_what_the_nation_asks_and_thai_nguyen_does_not_mention() -> None:
    found = rows(own_graph(), "national-gaps", area="thai-nguyen-to-2025", year="2025")
    assert columns(found, "indicator", "level", "value", "close_indicator") == [
        ("indicator/inspections-via-digital-environment", "level/not-applicable", "50", None),
        (
            "indicator/national-databases-connected",
            "level/not-applicable",
            "100",
            "document/thai-nguyen-2020-01-nq-tu#shared-databases-connected-2025",
        ),
        ("indicator/periodic-reports-via-reporting-system", "level/all", "100", None),
    ]


def test_a_gap_shows_the_same_indicator_at_another_deadline_first_at_the_same_level() -> None:
    found = rows(
        own_graph(), "national-gaps", area="thai-nguyen-to-2025", indicator=FILES, year="2030"
    )
    assert columns(found, "level", "same_indicator") == [
        (f"level/{level}", f"document/thai-nguyen-2020-01-nq-tu#{FILES}-{level}-2025")
        for level in ("province", "district", "commune")
    ]


def test_ranks_of_the_country_and_targets_of_ministries_are_no_gaps() -> None:
    found = [row for row in rows(own_graph(), "national-gaps") if "target" in row]
    assert found
    assert not [row for row in found if "egdi" in row["indicator"] or "gii" in row["indicator"]]
    assert not [row for row in found if row["level"] == "level/ministry"]


def test_a_target_is_either_judged_or_a_gap() -> None:
    judged = {
        (row["area"], row["national"])
        for row in rows(own_graph(), "against-national")
        if row.get("national_deadline") == row["deadline"]
    }
    gaps = {(row["area"], row.get("target", "")) for row in rows(own_graph(), "national-gaps")}
    assert judged
    assert not judged & gaps


# --- inherited-targets --------------------------------------------------------------------------


def test_todays_bac_ninh_takes_over_the_targets_of_both_predecessors() -> None:
    found = rows(own_graph(), "inherited-targets")
    taken = {row["predecessor"]: set[str]() for row in found}
    for row in found:
        taken[row["predecessor"]].add(row["target"])
    assert set(taken) == {"area/bac-ninh-to-2025", "area/bac-giang"}
    for area, targets in taken.items():
        own = rows(own_graph(), "targets-of-area", area=area.removeprefix("area/"))
        assert targets == {row["target"] for row in own}
    assert {row["ended"] for row in found} == {"2025-06-30"}
    assert {row["legal_basis"] for row in found} == {"document/viet-nam-2025-202-2025-qh15"}


def test_an_area_without_predecessors_inherits_nothing() -> None:
    assert rows(own_graph(), "inherited-targets", area="tra-vinh") == []


# --- document-chain -----------------------------------------------------------------------------


def test_the_chain_above_the_plan_of_tra_vinh() -> None:
    found = rows(own_graph(), "document-chain")
    plan = "document/tra-vinh-2022-50-kh-ubnd"
    assert columns(found, "steps", "lower", "link", "upper") == [
        ("1", plan, "dx:implements", "document/tra-vinh-2022-09-nq-tu"),
        ("1", plan, "dx:incorporatesTargetsOf", NATION),
        ("2", NATION, "dx:basedOn", "document/viet-nam-2020-50-nq-cp"),
        ("3", "document/viet-nam-2020-50-nq-cp", "dx:implements", PARTY),
        ("3", NATION, "dx:basedOn", PARTY),
    ]
    assert {(row["basis"], row["printed_chain"]) for row in found} == {("printed", "true")}


def test_an_editorial_link_stands_apart_with_who_and_why() -> None:
    found = rows(own_graph(), "document-chain", document="binh-dinh-2024-33-kh-ubnd", lang="en")
    editorial = [row for row in found if row["basis"] == "editorial"]
    assert [row["upper"] for row in editorial] == ["document/binh-dinh-2021-05-nq-tu", NATION]
    assert {row["asserted_by"] for row in editorial} == {"agent/editors"}
    assert all(row["reason"] and row["confidence"] for row in editorial)
    # What lies above an editorial link is not reached by print.
    assert {row["printed_chain"] for row in found} == {"false"}
    assert not [row for row in found if row["basis"] == "printed" and "reason" in row]


# --- evidence -----------------------------------------------------------------------------------


def test_a_figure_that_is_printed_twice_has_two_places() -> None:
    target = f"tra-vinh-2022-50-kh-ubnd#{SHARE}-2030"
    found = rows(own_graph(), "evidence", target=target)
    assert columns(found, "printed_figure", "begin", "end", "source") == [
        ("trên 25% GRDP", "120", "133", "source/tra-vinh-50-kh-ubnd"),
        ("trên 25% GRDP", "3247", "3260", "source/tra-vinh-50-kh-ubnd"),
    ]
    assert all(len(row["passage_sha256"]) == len(row["source_sha256"]) == 64 for row in found)


def test_a_national_figure_that_was_not_checked_has_no_place() -> None:
    target = "viet-nam-2020-749-qd-ttg#inspections-via-digital-environment-2025"
    (row,) = rows(own_graph(), "evidence", target=target)
    assert (row["printed_figure"], row["confidence"]) == ("50%", "confidence/unverified")
    assert "place" not in row
    assert row["note"]


def test_every_statement_has_its_evidence_or_says_that_it_has_none() -> None:
    found = rows(own_graph(), "evidence")
    kinds = {row["kind"] for row in found}
    assert kinds == {"dx:QuantifiedTarget", "dx:QualitativeTarget", "dx:Claim", "dx:Outcome"}
    assert {row.get("confidence") for row in found if "place" not in row} == {
        "confidence/unverified"
    }
    # One row a place.
    places = columns(found, "statement", "place", "address", "note")
    assert len(places) == len(set(places))


# --- abolished-level, rank-targets --------------------------------------------------------------


def test_the_targets_that_were_bound_to_districts() -> None:
    found = read_whole(rows(own_graph(), "abolished-level"))
    assert columns(found, "area", "indicator", "deadline", "value") == [
        ("area/bac-giang", f"indicator/{FILES}", "2025-12-31", "85"),
        ("area/bac-giang", f"indicator/{FILES}", "2030-12-31", "100"),
        ("area/bac-ninh-to-2025", "indicator/agencies-it-citizen-feedback", "2030-12-31", "100"),
        ("area/bac-ninh-to-2025", f"indicator/{FILES}", "2030-12-31", "90"),
        ("area/thai-nguyen-to-2025", f"indicator/{FILES}", "2025-12-31", "80"),
        ("area/tra-vinh", f"indicator/{FILES}", "2025-12-31", "80"),
        ("area/tra-vinh", f"indicator/{FILES}", "2030-12-31", "90"),
        ("area/viet-nam", f"indicator/{FILES}", "2025-12-31", "80"),
        ("area/viet-nam", f"indicator/{FILES}", "2030-12-31", "90"),
    ]
    assert {(row["level"], row["ended"], row["legal_basis"]) for row in found} == {
        ("level/district", "2025-06-30", "document/viet-nam-2025-203-2025-qh15")
    }


def test_the_ranks_that_provinces_aim_at() -> None:
    found = [
        row
        for row in read_whole(rows(own_graph(), "rank-targets"))
        if row["universe"] != "universe/countries"
    ]
    assert columns(found, "area", "indicator", "deadline", "sign", "value", "universe_size") == [
        (f"area/{area}", f"indicator/{indicator}", f"{year}-12-31", sign, value, size)
        for area, indicator, year, sign, value, size in (
            ("thai-nguyen-to-2025", "cybersecurity-rank", 2025, "Top", "15", "63"),
            ("bac-giang", "dti-rank", 2025, "Top", "15", "63"),
            ("thai-nguyen-to-2025", "dti-rank", 2025, "Top", "15", "63"),
            ("tra-vinh", "dti-rank", 2025, "Top", "20", "63"),
            ("bac-giang", "dti-rank", 2030, "Top", "10", "63"),
            ("bac-ninh-to-2025", "dti-rank", 2030, "Top", "10", "63"),
            ("thai-nguyen-to-2025", "dti-rank", 2030, "Top", "10", "63"),
            ("bac-giang", "smart-city-regional-rank", 2030, "=", "1", None),
        )
    ]


# --- conflicts, outcomes, qualitative -----------------------------------------------------------


def test_the_wrong_headline_of_thai_nguyen_contradicts_its_target() -> None:
    found = rows(own_graph(), "conflicts", area="thai-nguyen-to-2025")
    assert columns(found, "indicator", "deadline", "value", "other_kind", "other_value") == [
        ("indicator/dti-rank", "2025-12-31", "15", "dx:Claim", "10")
    ]
    assert found[0]["place"] != found[0]["other_place"]


def test_what_was_measured_stands_beside_what_was_promised() -> None:
    found = rows(
        own_graph(), "targets-and-outcomes", area="bac-giang", indicator=SHARE, year="2025"
    )
    assert columns(
        found, "value", "due", "state", "measured_area", "period", "observed_value", "gap", "method"
    ) == [
        (
            "25", "true", "progress-state/reached", "area/bac-giang", "2022", "42.13", "17.13",
            "method/mic-annual-report-2022",
        ),
    ]  # fmt: skip
    assert all(row["outcome_place"] and row["universe"] and row["place"] for row in found)
    assert found[0]["newest_values"].startswith("2022: 42.13 (")


def test_a_result_of_a_year_stands_with_its_method_and_place() -> None:
    found = rows(own_graph(), "outcomes", area="bac-giang", indicator=SHARE, year="2022")
    assert columns(found, "measured_area", "period", "observed_value", "method") == [
        ("area/bac-giang", "2022", "42.13", "method/mic-annual-report-2022")
    ]
    assert found[0]["outcome_place"]
    assert not rows(own_graph(), "outcomes", area="bac-giang", indicator=SHARE, year="2021")
    every = rows(own_graph(), "outcomes", indicator="dti-rank")
    assert {row["universe"] for row in every} <= {"universe/provinces-63", "universe/provinces-34"}


def test_what_is_said_of_a_level_of_government_stands_with_it() -> None:
    found = rows(
        own_graph(), "outcomes", area="tra-vinh", indicator="work-files-processed-online", lang="en"
    )
    assert columns(found, "level", "level_label", "observed_value") == [
        ("level/province", "Province level", "83.21"),
        ("level/district", "District level", "78.05"),
        ("level/commune", "Commune level", "78.19"),
    ]
    beside = rows(
        own_graph(), "targets-and-outcomes",
        area="tra-vinh", indicator="work-files-processed-online", lang="en",
    )  # fmt: skip
    assert {row["newest_values"] for row in beside} == {
        "2022: 78.05 (Declared by the province, district level); "
        "2022: 78.19 (Declared by the province, commune level); "
        "2022: 83.21 (Declared by the province, province level)"
    }
    assert {row["level"] for row in beside if row.get("period") == "2022"} <= {
        "level/province", "level/district", "level/commune",
    }  # fmt: skip


def test_methods_are_told_apart_and_can_be_asked_for() -> None:
    every = rows(own_graph(), "targets-and-outcomes", indicator="dti-rank")
    methods = {row["method"] for row in every if "method" in row}
    assert methods
    for method in methods:
        found = rows(
            own_graph(), "targets-and-outcomes", indicator="dti-rank",
            method=method.removeprefix("method/"),
        )  # fmt: skip
        assert {row.get("method", method) for row in found} == {method}
        assert {row["universe"] for row in found if "method" in row} <= {
            "universe/provinces-63", "universe/provinces-34",
        }  # fmt: skip


def test_the_targets_of_tra_vinh_that_nobody_can_measure() -> None:
    found = read_whole(rows(own_graph(), "qualitative-targets", area="tra-vinh"))
    assert [(row["lacks"], row["indicator"].removeprefix("indicator/")) for row in found] == [
        ("figure", "archive-documents-digitised"),
        ("figure", "data-sharing-regulation-compliance"),
        ("figure", "mobile-4g-5g-universal"),
        ("figure", "national-programme-749-goals-achieved"),
        ("figure", "party-state-bodies-dx-completion"),
        ("figure", "party-state-bodies-dx-completion"),
        ("figure", "provincial-dx-standing"),
        ("figure", "smartphone-universal"),
        ("start", "labour-productivity-annual-growth"),
        ("start", "labour-productivity-annual-growth"),
    ]
    assert all(row["printed_figure"] for row in found)


# --- document-record ----------------------------------------------------------------------------


def test_a_documents_record_holds_its_targets_and_their_spans() -> None:
    query = prepared(own_graph(), "document-record", document="thai-nguyen-2020-01-nq-tu")
    answer = evaluate(own_graph(), replace(query, graph_format="ntriples"))
    subjects = {short(line.split("> ")[0][1:]) for line in answer.body.decode().splitlines()}
    assert {
        "document/thai-nguyen-2020-01-nq-tu",
        "document/thai-nguyen-2020-01-nq-tu#dti-rank-2025",
        "document/thai-nguyen-2020-01-nq-tu#claim-dti-rank-2025",
        "source/thai-nguyen-nq-tu#char=854,885",
        "source/thai-nguyen-nq-tu#char=155,180",
    } <= subjects
    assert not [subject for subject in subjects if "bac-giang" in subject]


# --- all of them --------------------------------------------------------------------------------


def test_no_figure_comes_without_its_place_or_its_confidence(named: Catalogue) -> None:
    for query in named:
        names = {column.name for column in query.columns}
        for place, figure in (
            ("place", "printed_figure"),
            ("national_place", "national_printed_figure"),
            ("other_place", "other_printed_figure"),
        ):
            if figure not in names:
                continue
            prefix = place.removesuffix("place")
            for row in rows(own_graph(), query.name):
                if figure in row and place not in row:
                    assert row.get(f"{prefix}confidence", "confidence/unverified") == (
                        "confidence/unverified"
                    ), (query.name, row)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_thing_in_a_row_has_its_label(named: Catalogue, language: str) -> None:
    for query in named:
        labels = [c.name for c in query.columns if c.name.endswith("_label")]
        given = {"lang": language} if labels else {}
        for row in rows(own_graph(), query.name, **given) if labels else ():
            for label in labels:
                assert (label in row) == (label.removesuffix("_label") in row), (query.name, row)


def test_no_row_comes_twice(named: Catalogue) -> None:
    for query in (query for query in named if query.columns):
        found = [tuple(sorted(row.items())) for row in rows(own_graph(), query.name)]
        assert found, query.name
        assert len(found) == len(set(found)), query.name


def test_the_order_of_the_rows_does_not_depend_on_the_order_of_the_data(named: Catalogue) -> None:
    turned = ox.Store()
    for quad in reversed(list(own_graph())):
        turned.add(quad)
    for query in named:
        if query.columns:
            assert rows(turned, query.name) == rows(own_graph(), query.name), query.name


def test_the_keys_of_a_row_are_its_own(named: Catalogue) -> None:
    """A second span, note or address must not make a second row of one target."""
    keys = {
        "targets-of-area": ("target",),
        "compare-areas": ("target",),
        "against-national": ("target",),
        "national-gaps": ("area", "target"),
        "inherited-targets": ("target", "predecessor"),
        "abolished-level": ("target",),
        "rank-targets": ("target",),
        "conflicts": ("target", "other"),
        "targets-and-outcomes": ("target",),
        "outcomes": ("outcome",),
        "verdicts": ("target", "national"),
        "yardsticks-disagree": ("target", "other"),
        "qualitative-targets": ("target",),
        "ranking": ("target",),
        "revisions": ("target", "earlier"),
        "promises-kept": ("target",),
        "merged-provinces": ("target",),
        "by-region": ("division", "region", "level", "deadline", "unit"),
        "coverage-of-country": ("area",),
        "coverage-ledger": ("area", "document_kind", "promise_period"),
        "document-chain": ("lower", "link", "upper"),
        "evidence": ("statement", "place"),
        "definitions": ("defined",),
        "issuers": ("document", "issued_by"),
        "mergers": ("new_area", "predecessor"),
    }
    assert set(keys) == {query.name for query in named if query.columns}
    for name, key in keys.items():
        found = columns(rows(own_graph(), name), *key)
        assert len(found) == len(set(found)), name
