"""The named queries about things themselves: what they are, who issued them, what they became."""

from __future__ import annotations

from support.named_queries import own_graph, rows


def test_an_indicator_is_defined_with_what_it_is_a_share_of() -> None:
    (row,) = rows(
        own_graph(), "definitions", indicator="digital-economy-share-of-gross-product", lang="en"
    )
    assert row["definition"].startswith("Value added of the digital economy over gross product")
    assert row["unit_label"] == "Percent"
    (level,) = rows(own_graph(), "definitions", level="commune", lang="vi")
    assert "đặc khu" in level["definition"]


def test_every_indicator_and_level_has_a_definition_in_both_languages() -> None:
    found = {lang: rows(own_graph(), "definitions", lang=lang) for lang in ("vi", "en")}
    assert len(found["vi"]) == len(found["en"]) > 300


def test_a_document_has_its_body_and_its_day() -> None:
    (row,) = rows(own_graph(), "issuers", document="viet-nam-2020-749-qd-ttg", lang="vi")
    assert (row["issued_by_label"], row["document_date"]) == ("Thủ tướng Chính phủ", "2020-06-03")


def test_areas_before_and_after_a_merger_find_the_same_one() -> None:
    found = [rows(own_graph(), "mergers", area=a) for a in ("hoa-binh", "phu-tho-from-2025")]
    assert found[0] == found[1]
    assert {row["predecessor"].rpartition("/")[2] for row in found[0]} == {
        *("hoa-binh", "phu-tho-to-2025", "vinh-phuc")
    }
    assert {row["changed_on"] for row in found[0]} == {"2025-07-01"}
    assert rows(own_graph(), "mergers", area="ha-noi") == []
