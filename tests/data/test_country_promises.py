"""What the graph promises of the whole country, a test a promise that no other file holds."""

from __future__ import annotations

import pytest

from dxgraph.terms import BASE, PREFIXES
from support.named_queries import columns, own_graph, rows

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def ask(query: str) -> list[tuple[str, ...]]:
    found = own_graph().query(_HEAD + query)
    return [tuple(term.value if term else "" for term in row) for row in found]  # type: ignore


def test_all_97_provinces_and_what_they_became_are_found_by_one_query() -> None:
    found = ask(
        """SELECT ?area ?from ?to ?next WHERE { ?area a dx:Province
          OPTIONAL { ?area dx:validFrom ?from } OPTIONAL { ?area dx:validTo ?to }
          OPTIONAL { ?area dx:succeededBy ?next } }"""
    )
    first = {area for area, start, *_ in found if not start}
    today = {area for area, _, end, _ in found if not end}
    assert (len(first), len(today)) == (63, 34)
    # Those that never changed are both.
    reached = dict.fromkeys(first & today, True)
    later: dict[str, set[str]] = {}
    for area, _, _, following in found:
        if following:
            later.setdefault(area, set()).add(following)
    assert not [area for area in first - today if area not in later]
    for area in first - today:
        queue, seen = [area], set[str]()
        while queue:
            for following in later.get(queue.pop(), set()) - seen:
                seen.add(following)
                queue.append(following)
        assert seen & today, area
        reached[area] = True
    assert len(reached) == 63


@pytest.mark.parametrize(
    ("area", "predecessors"),
    [
        ("dong-thap-from-2025", {"dong-thap-to-2025", "tien-giang"}),
        ("gia-lai-from-2025", {"gia-lai-to-2025", "binh-dinh"}),
        ("lam-dong-from-2025", {"lam-dong-to-2025", "dak-nong", "binh-thuan"}),
        ("bac-ninh-from-2025", {"bac-ninh-to-2025", "bac-giang"}),
        ("ho-chi-minh-from-2025", {"ho-chi-minh-to-2025", "binh-duong", "ba-ria-vung-tau"}),
    ],
)
def test_a_new_province_inherits_the_targets_of_each_predecessor(
    area: str, predecessors: set[str]
) -> None:
    found = rows(own_graph(), "inherited-targets", area=area)
    assert {row["predecessor"].removeprefix("area/") for row in found} == predecessors


def test_no_province_of_today_is_without_a_line_in_the_ledger() -> None:
    today = {
        area.removeprefix(BASE)
        for (area,) in ask(
            "SELECT ?a WHERE { ?a a dx:Province FILTER NOT EXISTS { ?a dx:validTo ?to } }"
        )
    }
    assert len(today) == 34
    assert today <= {row["area"] for row in rows(own_graph(), "coverage-ledger")}


def test_a_word_of_the_province_is_told_apart_where_a_promise_is_said_to_be_kept() -> None:
    found = rows(own_graph(), "promises-kept", state="reached-as-declared", lang="en")
    assert set(columns(found, "method_label", "state_label")) == {
        ("Declared by the province", "Reached, as the province declares")
    }
    assert all(row["outcome_printed_figure"] and row["outcome_address"] for row in found)
    measured = rows(own_graph(), "promises-kept", state="reached")
    assert measured
    assert not [row for row in measured if row["method"] == "method/declared-by-province"]
