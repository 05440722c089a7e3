"""The named queries about the whole country, on our own graph."""

from __future__ import annotations

from collections import Counter

import pytest

from support.named_queries import (
    Row,
    area,
    columns,
    document,
    graph_of,
    indicator,
    own_graph,
    rows,
    target,
)
from support.some import some

SHARE = "digital-economy-share-of-gross-product"
THIRTY_FOUR = "universe/provinces-34"
FIGURE = ("sign", "value", "upper_value")


def said(row: Row) -> str:
    upper = row.get("upper_value")
    return f"{row['sign']} {row['value']}" + (f"–{upper}" if upper else "")


# --- ranking ------------------------------------------------------------------------------------


def test_nearly_every_province_has_a_share_of_the_digital_economy() -> None:
    found = [row for year in ("2025", "2030") for row in rows(own_graph(), "ranking", year=year)]
    assert len({row["area"] for row in found}) >= 48
    for row in found:
        assert row["printed_figure"], row
        assert row.get("address") or "#char=" in row["place"], row
        assert row["document_label"], row
        assert row["comparator_label"], row


def test_hanoi_promises_three_shares_for_2030_and_none_is_added_up() -> None:
    found = rows(own_graph(), "ranking", area="ha-noi")
    assert {said(row) for row in found} >= {"> 40", "≥ 35", "= 30"}
    assert len({row["document"] for row in found}) == len(found)
    assert not {float(row["value"]) for row in found} - {30, 35, 40}


def test_provinces_of_today_and_of_before_the_merger_are_told_apart() -> None:
    found = rows(own_graph(), "ranking")
    assert [row["existing"] for row in found] == sorted(
        (row["existing"] for row in found), reverse=True
    )
    by_area = {row["area"]: row for row in found}
    new, old = by_area["area/bac-ninh-from-2025"], by_area["area/bac-ninh-to-2025"]
    assert (new["existing"], new["since"], "ended" in new) == ("true", "2025-07-01", False)
    assert (old["existing"], old["ended"]) == ("false", "2025-06-30")
    assert old["successor"] == "area/bac-ninh-from-2025"
    assert (said(new), said(old)) == ("= 45", "≥ 30")


@pytest.mark.parametrize(
    ("indicator_", "year", "rising"), [(SHARE, "2030", False), ("dti-rank", "2025", True)]
)
def test_what_asks_most_comes_first(indicator_: str, year: str, rising: bool) -> None:
    found = rows(own_graph(), "ranking", indicator=indicator_, year=year)
    for existing in ("true", "false"):
        values = [float(row["value"]) for row in found if row["existing"] == existing]
        assert len(values) > 1
        assert values == sorted(values, reverse=not rising)


def test_quang_binh_promises_a_fifth_for_2025_and_for_2030() -> None:
    found = {
        year: columns(rows(own_graph(), "ranking", area="quang-binh", year=year), "value")
        for year in ("2025", "2030")
    }
    assert set(found["2025"]) == {("20",)}
    assert set(found["2030"]) == {("20",)}


# --- revisions ----------------------------------------------------------------------------------


def test_tra_vinh_raised_its_share_two_months_later() -> None:
    found = rows(own_graph(), "revisions", area="tra-vinh", indicator=SHARE, year="2030")
    assert columns(found, "document_date", "sign", "value", "change", "earlier_value") == [
        ("2022-07-12", ">", "25", "first", None),
        ("2022-09-19", "=", "30", "raised", "25"),
    ]


def test_lang_son_lowered_its_share_of_electronic_commerce() -> None:
    found = rows(own_graph(), "revisions", area="lang-son", indicator="ecommerce-share-of-retail")
    assert columns(found, "document_date", "sign", "value", "change", "earlier_sign") == [
        ("2022-06-06", ">", "10", "first", None),
        ("2024-11-06", "=", "7", "lowered", ">"),
    ]


def test_a_document_without_a_day_is_not_put_in_order() -> None:
    found = rows(own_graph(), "revisions")
    assert {row["change"] for row in found if "document_date" not in row} == {"order-not-known"}
    assert not [row for row in found if row["change"] == "order-not-known" and "earlier" in row]


def _revised(direction: str, *figures: dict[str, str]) -> list[str]:
    graph = area("a") + indicator("i", direction)
    for number, figure in enumerate(figures):
        made = f'; eli:date_document "202{number}-01-01"^^xsd:date ; dx:territory area:a'
        graph += document(f"d{number}", made) + target(
            f"d{number}", "t", of="a", indicator_="i", **figure
        )
    return [row["change"] for row in rows(graph_of(graph), "revisions")]


@pytest.mark.parametrize(
    ("direction", "second", "change"),
    [
        ("higher-better", {"value": "12.0"}, "raised"),
        ("higher-better", {"value": "8.0"}, "lowered"),
        ("higher-better", {"value": "10.0"}, "kept"),
        ("higher-better", {"value": "10.0", "comparator": "at-least"}, "reworded"),
        ("higher-better", {"value": "10.0", "upper": "15.0"}, "raised"),
        ("lower-better", {"value": "8.0"}, "raised"),
        ("lower-better", {"value": "12.0"}, "lowered"),
    ],
)
def test_a_change_follows_the_direction(
    direction: str, second: dict[str, str], change: str
) -> None:
    assert _revised(direction, {"value": "10.0"}, second) == ["first", change]


def test_a_figure_stands_beside_the_newest_before_it() -> None:
    assert _revised("higher-better", {"value": "10.0"}, {"value": "5.0"}, {"value": "7.0"}) == [
        "first", "lowered", "raised",
    ]  # fmt: skip


def test_a_figure_for_one_whole_says_nothing_of_one_for_another() -> None:
    assert _revised(
        "higher-better",
        {"value": "10.0", "more": "; dx:universe universe:grdp "},
        {"value": "12.0", "more": "; dx:universe universe:gdp "},
    ) == ["first", "not-comparable"]


# --- promises-kept ------------------------------------------------------------------------------


def test_what_is_kept_or_not_has_two_printed_places() -> None:
    found = rows(own_graph(), "promises-kept")
    assert {row["state"] for row in found} == {
        "progress-state/reached",
        "progress-state/reached-as-declared",
        "progress-state/overdue-and-below",
    }
    for row in found:
        assert {"place", "printed_figure", "outcome_place", "outcome_address"} <= row.keys()


def test_hanoi_wanted_thirty_percent_in_2025_and_was_measured_below() -> None:
    found = rows(own_graph(), "promises-kept", area="ha-noi", state="overdue-and-below")
    assert found
    assert set(columns(found, "deadline", "value", "period", "observed_value", "method")) == {
        ("2025-12-31", "30", "2025", "17.34", "method/gso-value-added")
    }


def test_nothing_that_was_due_is_still_on_the_path() -> None:
    found = rows(own_graph(), "targets-and-outcomes", year="2025")
    assert found
    assert not [row for row in found if row["state"] == "progress-state/on-the-path"]
    judged = [
        row
        for row in rows(own_graph(), "targets-and-outcomes")
        if row["state"] in {"progress-state/reached", "progress-state/behind"}
    ]
    for row in some(judged):
        assert {"place", "outcome_place"} <= row.keys(), row


# --- merged-provinces ---------------------------------------------------------------------------


def test_dong_thap_has_two_predecessors_that_wanted_different_shares() -> None:
    found = rows(own_graph(), "merged-provinces", indicator=SHARE, year="2025")
    assert columns(found, "promised_by", "since_merger", *FIGURE[:2]) == [
        ("area/dong-thap-to-2025", "false", "=", "5"),
        ("area/tien-giang", "false", "=", "15"),
        ("area/dong-thap-from-2025", "true", "=", "15"),
    ]
    assert set(columns(found, "differ", "predecessors_promised", "predecessors", "said_since")) == {
        ("true", "2", "2", "true")
    }


@pytest.mark.parametrize("merged", ["dong-thap", "gia-lai", "lam-dong", "bac-ninh", "ho-chi-minh"])
def test_a_merged_province_shows_what_its_predecessors_promised(merged: str) -> None:
    inherited = rows(own_graph(), "inherited-targets", area=f"{merged}-from-2025")
    assert inherited
    side = rows(own_graph(), "merged-provinces", area=f"{merged}-from-2025")
    before = {row["target"] for row in side if row["since_merger"] == "false"}
    assert before == {row["target"] for row in inherited if "value" in row}
    assert {row["promised_by"] for row in side if row["since_merger"] == "true"} <= {
        f"area/{merged}-from-2025"
    }


# --- by-region ----------------------------------------------------------------------------------


def test_the_regions_hold_63_provinces_before_and_34_today() -> None:
    found = rows(own_graph(), "by-region")
    held = Counter[str]()
    for row in {row["division"] + row["region"]: row for row in found}.values():
        held[row["division"]] += int(row["provinces"])
    assert held["before-merger"] == 63
    # Four provinces lie in a region of each division.
    assert held["today"] == 34


def test_a_region_shows_its_figures_and_no_mean() -> None:
    found = rows(own_graph(), "by-region", lang="en")
    south = next(row for row in found if row["region"] == "area/mekong-river-delta")
    assert south["division"] == "today"
    assert (south["provinces"], south["provinces_with_figure"]) == ("5", "2")
    assert (south["lowest"], south["highest"]) == ("10.08", "30")
    assert south["figures"] == "An Giang province (new) = 30; Vĩnh Long province (new) = 10.08"


# --- coverage-of-country ------------------------------------------------------------------------


def test_every_province_has_a_row_that_says_what_is_known() -> None:
    found = rows(own_graph(), "coverage-of-country")
    assert Counter(row["existing"] for row in found) == {"true": 34, "false": 54}
    of = {row["area"]: row for row in found}
    assert {area for area, row in of.items() if row["from_silence"] == "true"} == {
        "area/bac-giang",
        "area/bac-ninh-to-2025",
        "area/binh-dinh",
        "area/thai-nguyen-to-2025",
        "area/tra-vinh",
    }
    lai_chau = of["area/lai-chau"]
    assert (lai_chau["documents_named"], lai_chau["targets_reported"]) == ("1", "0")


# --- national-gaps ------------------------------------------------------------------------------


def test_silence_is_an_answer_only_of_documents_read_whole() -> None:
    found = rows(own_graph(), "national-gaps")
    silent = {row["area"] for row in found if row["answer"] == "not-mentioned"}
    unknown = {row["area"] for row in found if row["answer"] == "not-known"}
    whole = {
        row["area"]
        for row in rows(own_graph(), "coverage-of-country")
        if row["documents_complete"] != "0"
    }
    assert silent == whole
    assert not silent & unknown
    assert len(silent | unknown) == 88
    for row in found:
        assert ("target" in row) == (row["answer"] == "not-mentioned")


def test_of_hanoi_nothing_follows_from_silence() -> None:
    found = rows(own_graph(), "national-gaps", area="ha-noi")
    assert columns(found, "answer", "read_whole", "indicator") == [("not-known", "0", None)]
    assert int(found[0]["not_read_whole"]) > 5


# --- what must stay apart -----------------------------------------------------------------------


def test_the_rank_of_khanh_hoa_is_compared_among_34_provinces_only() -> None:
    found = rows(own_graph(), "targets-and-outcomes", area="khanh-hoa-from-2025", year="2025")
    rank = [row for row in found if row["indicator"] == "indicator/dti-rank"]
    assert columns(rank, "sign", "value") == [("Top", "20")]
    assert columns(rank, "observed_value", "period", "universe", "state") == [
        ("16", "2024", THIRTY_FOUR, "progress-state/reached")
    ]
