"""Finding things by name, as people type them."""

from __future__ import annotations

import sqlite3
from threading import Lock

import pytest

from dxgraph.search import (
    Entry,
    Hit,
    SearchIndex,
    StoredSearch,
    fold,
    is_called,
    lacking,
    save_entries,
)

BASE = "https://w3id.org/dxgraph/"
ENTRIES = [
    Entry(BASE + "area/thai-nguyen-to-2025", "area", "Tỉnh Thái Nguyên (cũ)", "Thái Nguyên (old)"),
    Entry(BASE + "area/tra-vinh", "area", "Tỉnh Trà Vinh", "Trà Vinh province"),
    Entry(BASE + "area/dong-nai", "area", "Tỉnh Đồng Nai", "Đồng Nai province"),
    Entry(
        BASE + "document/bac-giang-2021-111-nq-tu",
        "document",
        "Nghị quyết 111-NQ/TU tỉnh Bắc Giang (2021)",
        "Resolution 111-NQ/TU of Bắc Giang province (2021)",
        ("111-NQ/TU", "Về chuyển đổi số tỉnh Bắc Giang"),
    ),
    Entry(
        BASE + "indicator/digital-economy-share-of-gross-product",
        "indicator",
        "Tỷ trọng kinh tế số trong GDP/GRDP",
        "Digital economy share of gross product",
        ("kinh tế số chiếm GRDP",),
    ),
    Entry(
        BASE + "document/x#digital-economy-share-of-gross-product-2030",
        "target",
        "Tỷ trọng kinh tế số trong GDP/GRDP, 2030: trên 25%",
        "Digital economy share of gross product, 2030: more than 25%",
    ),
]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex(ENTRIES)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Thái Nguyên", "area/thai-nguyen-to-2025"),
        ("thai nguyen", "area/thai-nguyen-to-2025"),
        ("THAI NGU", "area/thai-nguyen-to-2025"),
        ("Tha\u0301i Nguye\u0302n", "area/thai-nguyen-to-2025"),
        ("đồng nai", "area/dong-nai"),
        ("dong nai", "area/dong-nai"),
        ("NQ 111", "document/bac-giang-2021-111-nq-tu"),
        ("111-NQ/TU", "document/bac-giang-2021-111-nq-tu"),
        ("chuyen doi so", "document/bac-giang-2021-111-nq-tu"),
        ("kinh te so", "indicator/digital-economy-share-of-gross-product"),
        ("digital economy", "indicator/digital-economy-share-of-gross-product"),
        ("tra vinh kế hoạch", "area/tra-vinh"),
    ],
)
def test_the_thing_that_is_meant_comes_first(index: SearchIndex, typed: str, expected: str) -> None:
    assert index.search(typed)[0].entry.iri == BASE + expected


@pytest.mark.parametrize("typed", ["", "   ", "—", '"', "* OR", "NEAR(", "zzzz", "a" * 5000])
def test_no_text_breaks_the_search(index: SearchIndex, typed: str) -> None:
    assert index.search(typed) == []


@pytest.mark.parametrize(
    ("said", "known"),
    [("Tra Vính", True), ("tra vinh", True), ("Vinh Trà", False), ("Trà", True), ("Ba Vì", False)],
)
def test_a_name_is_known_by_its_words_whatever_their_marks(
    index: SearchIndex, said: str, known: bool
) -> None:
    assert is_called(said, index) is known


def test_a_name_that_only_begins_with_the_words_hides_none_that_holds_more_of_them() -> None:
    """Nobody who types "Cần Thơ IoT" means officials who know the internet of things."""
    known = "Cán bộ biết dùng IoT, khai thác thông tin"
    entries = [
        Entry(BASE + "area/tho-xuan", "area", "Huyện Thọ Xuân", "Thọ Xuân district"),
        Entry(BASE + "area/can-tho", "area", "Thành phố Cần Thơ", "Cần Thơ"),
        Entry(BASE + "indicator/iot", "indicator", known, "Officials who know IoT"),
    ]
    index = SearchIndex(entries)
    found = [hit.entry.iri.removeprefix(BASE) for hit in index.search("Cần Thơ IoT")]
    assert found == ["area/can-tho", "indicator/iot"]
    base = sqlite3.connect(":memory:")
    save_entries(base, entries)
    assert StoredSearch(base, Lock()).search("Cần Thơ IoT") == index.search("Cần Thơ IoT")


def test_a_kind_can_be_asked_for(index: SearchIndex) -> None:
    found = index.search("kinh tế số", kind="target")
    assert [hit.entry.kind for hit in found] == ["target"]


def test_folding_keeps_every_letter_and_digit() -> None:
    assert fold("Ủy ban nhân dân; Đ/đ – 2.300.000") == "uy ban nhan dan d d 2 300 000"


def test_a_hundred_thousand_names_are_still_searched(index: SearchIndex) -> None:
    many = [
        Entry(f"{BASE}area/xa-{n}", "area", f"Xã Đồng {n} Phú", f"Commune {n}")
        for n in range(100_000)
    ]
    large = SearchIndex([*many, *ENTRIES])
    assert large.search("tra vinh")[0].entry.iri == BASE + "area/tra-vinh"
    assert large.search("dong 4711 phu")[0].entry.iri == BASE + "area/xa-4711"
    assert len(large.search("xa dong", limit=20)) == 20


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("Vinh kinh tế", []),
        ("vinh kinh t", []),  # the last word may be a beginning
        ("vi kinh tế", ["vi"]),
        ("kinh tế Ba Vì", ["Ba Vì"]),
        ("kinh te ba vi", ["ba vi"]),
        ("Tân Lập", ["Tân Lập"]),
        ("Tân của kinh tế Huế", ["Tân", "Huế"]),
        ("Thành Lập AI", ["AI"]),
        ("AI Thành Lập", ["AI"]),
        ("Sea AI", ["AI"]),  # the whole of a name
        ("Lập AI", ["Lập AI"]),
    ],
)
def test_what_the_nearest_name_lacks_is_told_as_it_is_typed(typed: str, lacks: list[str]) -> None:
    hit = Hit(Entry(BASE + "x", "area", "Thành lập Vinh: kinh tế", "Sea"), 1.0)
    assert lacking(typed, [hit], {"của"}.__contains__) == lacks
    assert lacking(typed, []) == []
