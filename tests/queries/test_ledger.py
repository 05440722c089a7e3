"""The ledger of coverage: every province has its lines, and silence is not taken for an answer."""

from __future__ import annotations

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


def ledger(**given: str) -> dict[tuple[str, str], Row]:
    """The rows of one province, by kind and period."""
    return {
        (row["document_kind"].removeprefix("document-kind/"), row["promise_period"]): row
        for row in rows(own_graph(), "coverage-ledger", **given)
    }


def test_every_province_has_every_line_for_both_periods() -> None:
    found = rows(own_graph(), "coverage-ledger")
    provinces = {row["area"] for row in rows(own_graph(), "coverage-of-country")}
    kinds = {row["document_kind"] for row in found}
    assert len(kinds) == 9
    lines = set(columns(found, "area", "document_kind", "promise_period"))
    assert len(lines) == len(found)
    for province in provinces:
        for kind in kinds:
            assert {(province, kind, "to-2025"), (province, kind, "after-2025")} <= lines


def test_every_document_of_a_province_stands_in_the_ledger() -> None:
    counts = ("documents_complete", "documents_reported", "documents_named")
    for row in some(rows(own_graph(), "coverage-of-country")):
        lines = ledger(area=row["area"].removeprefix("area/")).values()
        for count in counts:
            assert (row[count] != "0") == any(line[count] != "0" for line in lines), row


@pytest.mark.parametrize(
    ("province", "kind", "period", "state"),
    [
        ("bac-giang", "party-resolution", "to-2025", "read-whole"),
        ("bac-giang", "party-resolution", "after-2025", "read-whole"),
        ("ha-noi", "party-resolution", "after-2025", "known-by-address"),
        ("thai-binh", "decision-or-project", "to-2025", "named"),
        ("thai-binh", "council-resolution", "to-2025", "not-found"),
        ("lai-chau", "party-resolution", "to-2025", "not-found"),
        ("dak-nong", "party-resolution", "to-2025", "named"),
        ("dak-nong", "council-resolution", "to-2025", "not-sought"),
        ("bac-lieu", "party-resolution", "to-2025", "not-found"),
        ("hung-yen-from-2025", "council-resolution", "after-2025", "not-sought"),
    ],
)
def test_a_line_says_how_far_it_is_known(province: str, kind: str, period: str, state: str) -> None:
    assert ledger(area=province)[kind, period]["ledger_state"] == f"ledger-state/{state}"


def test_what_was_sought_says_when_and_what() -> None:
    lines = ledger(area="dak-nong", kind="party-resolution", lang="en")
    assert {kind for kind, _ in lines} == {"party-resolution"}
    line = lines["party-resolution", "to-2025"]
    assert line["sought_on"] == "2026-11-29"
    assert line["search_label"] == "Figures of Resolution 09-NQ/TU of Đắk Nông: none found"
    assert "search" not in ledger(area="dak-nong")["council-resolution", "to-2025"]


def test_a_document_stands_in_the_line_of_its_type_and_of_what_it_carries_out() -> None:
    basis = "; dx:territory area:a ; dx:readingExtent reading-extent:reported"
    store = graph_of(
        area("a")
        + indicator("i")
        + document("viet-nam-2022-411-qd-ttg")
        + document(
            "d",
            f"{basis} ; eli:type_document document-type:kh-ubnd"
            " ; dx:basedOn document:viet-nam-2022-411-qd-ttg",
        )
        + document("e", basis)
        + target("d", "t", of="a", indicator_="i", by="2030-12-31")
    )
    known = [
        (row["document_kind"], row["promise_period"], row["targets"])
        for row in rows(store, "coverage-ledger")
        if row["ledger_state"] == "ledger-state/known-by-address"
    ]
    assert known == [
        ("document-kind/committee-plan", "after-2025", "1"),
        ("document-kind/digital-economy-plan", "after-2025", "1"),
        ("document-kind/other", "not-known", "0"),
    ]
