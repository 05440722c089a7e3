"""Every page says a verdict against the yardstick that is shown first, and names that yardstick."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pyoxigraph as ox
import pytest

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Standing
from dxgraph.terms import BASE
from dxgraph.web.application import Application
from dxgraph.web.pages.country.drawing import national_said, verdict_said
from dxgraph.web.pages.shared.nationals import National
from support.graph import own_snapshot
from support.pages import EN, VI, get, soup, words
from test_pages_growth import target

SHARE = "indicator=digital-economy-share-of-gross-product"
STRATEGY = "viet-nam-2022-411-qd-ttg"
NUMBER = re.compile(r"\d+(?:/QĐ|-NQ|/NQ)|Kế hoạch|Chương trình|Plan|Programme")
FIRST = """
PREFIX dx: <https://w3id.org/dxgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
SELECT ?target ?verdict ?number ?label WHERE {
  ?target dx:firstComparison ?comparison .
  ?comparison dx:verdict/rdfs:label ?verdict ; dx:against/dx:statedIn ?yardstick .
  ?yardstick rdfs:label ?label
  OPTIONAL { ?yardstick eli:id_local ?number }
  FILTER (LANG(?verdict) = "en" && LANG(?label) = "en")
}"""


def taken(app: Application, path: str) -> list[dict[str, str]]:
    """The rows of a table that is taken away."""
    return list(csv.DictReader(io.StringIO(get(app, path, EN).text.lstrip("\ufeff"))))


def test_all_targets_stand_as_the_snapshot_says_of_them(app: Application) -> None:
    said = {
        row["Target IRI"]: (row["Against the national yardstick"], row["National yardstick"])
        for row in taken(app, "/explore?format=csv&lang=en")
    }
    found = own_snapshot().store.query(FIRST)
    assert isinstance(found, ox.QuerySolutions)
    first = {
        row["target"].value: (row["verdict"].value, (row["number"] or row["label"]).value)
        for row in found
    }
    assert len({yardstick for _, yardstick in first.values()}) > 5
    assert {target: said[target] for target in first} == first
    rest = {pair for target, pair in said.items() if target not in first}
    # National targets stand against nothing; others have no counterpart.
    assert rest == {("", ""), ("No national counterpart", "")}


def test_a_verdict_in_a_table_names_its_yardstick_and_can_be_filtered_by_it(
    app: Application,
) -> None:
    page = soup(get(app, f"/explore?against={STRATEGY}", EN).text)
    cells = [words(cell) for cell in page.select("td.against")]
    assert cells
    assert all("411/QĐ-TTg" in cell and "749" not in cell for cell in cells)
    assert page.select(f'input[name="against"][value="{STRATEGY}"][checked]')


@pytest.mark.parametrize("path", ["/area/nghe-an", "/area/gia-lai-to-2025", "/"])
def test_a_tally_names_its_yardsticks_with_counts_that_lead_to_their_targets(
    app: Application, path: str
) -> None:
    page = soup(get(app, path, EN).text)
    counts = [link for link in page.select("a.count") if "against=" in str(link["href"])]
    assert counts
    assert any("411/QĐ-TTg" in words(link) for link in counts)
    for link in counts[:2]:
        found = soup(get(app, str(link["href"]), EN).text)
        assert words(found.select_one("#results strong")) == words(link).split()[0]


@pytest.mark.parametrize(
    "path",
    [
        "/rank/digital-economy-share-of-gross-product?year=2030",
        f"/compare?{SHARE}&year=2030",
        "/compare?every=1&year=2030",
        "/area/dong-thap-from-2025",
        "/document/ha-noi-2022-18-nq-tu",
    ],
)
def test_no_verdict_stands_without_the_name_of_its_yardstick(app: Application, path: str) -> None:
    page = soup(get(app, path, VI).text)
    assert page.select("td a.verdict:not(.no-national-counterpart), td a.sign")
    for mark in page.select("td a.verdict:not(.no-national-counterpart)"):
        cell = mark.find_parent("td")
        assert cell is not None
        assert NUMBER.search(words(cell)), words(cell)
    for sign in page.select("td a.sign.higher, td a.sign.lower, td a.sign.equal"):
        assert NUMBER.search(words(sign.select_one(".quiet")))
        assert NUMBER.search(str(sign["title"]))


def test_a_row_shows_each_national_figure_that_a_verdict_in_it_is_against(
    app: Application,
) -> None:
    page = soup(get(app, "/rank/digital-economy-share-of-gross-product?year=2030", EN).text)
    told = [words(row) for row in page.select("tr.nation")]
    assert any("749/QĐ-TTg" in row for row in told)
    assert any("57-NQ/TW" in row for row in told)
    counts = re.findall(r"(\d+) provinces? (?:is|are) compared with this one", " ".join(told))
    assert len(counts) == len(told)
    verdicts = page.select("tbody tr:not(.nation) a.verdict:not(.no-national-counterpart)")
    assert sum(map(int, counts)) == len(verdicts)
    cell = soup(get(app, f"/compare?{SHARE}&year=2030", EN).text).select_one("td.nation")
    assert "749/QĐ-TTg" in words(cell)
    assert "57-NQ/TW" in words(cell)


def test_a_later_milestone_is_told_with_its_year(app: Application) -> None:
    rows = taken(app, "/explore?verdict=interim-year&format=csv&lang=en")
    assert rows
    assert all(int(row["Yardstick: by the year"]) > int(row["By the year"]) for row in rows)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_chart_names_the_yardstick_of_its_line_and_of_every_other_verdict(
    app: Application, language: str
) -> None:
    path = f"/rank/digital-economy-share-of-gross-product.svg?year=2030&lang={language}"
    told = re.findall(r"<text[^>]*>([^<]+)</text>", get(app, path).text)
    assert any("2030 · 749/QĐ-TTg: " in text for text in told)
    assert any("(57-NQ/TW)" in text for text in told)
    matrix = get(app, f"/compare.svg?year=2030&lang={language}").text
    assert "749/QĐ-TTg, " in matrix


def test_a_yardstick_without_a_number_is_not_named_in_a_chart_where_it_would_be_cut_off() -> None:
    plan = Name(f"{BASE}document/plan", {"en": "Plan of a committee with a very long name"})
    aim = replace(target(20, 0), standing=Standing(Name(""), "other", yardstick=plan))
    national = cast(National, SimpleNamespace(standing=aim.standing, target=aim))
    assert national_said(national, Language.EN) == "national figure: 20%"
    assert verdict_said(aim, Language.EN, None).endswith("(national figure)")
