"""The ranking of an indicator, and views taken away as tables."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import BASE
from dxgraph.web.application import Application
from dxgraph.web.pages.country import ordering
from dxgraph.web.pages.shared.country import Area, Basis, Country, Document
from support.pages import VI, get, soup, words
from test_pages_growth import name, target

SHARE = "/rank/digital-economy-share-of-gross-product"


def country_with(*found: Target) -> tuple[View, Country]:
    names = {n.iri: n for t in found for n in (t.area, t.indicator, t.document)}
    view = View(names, {}, {}, found, {t.iri: t for t in found})
    areas = {t.area.iri: Area(t.area, "Province", valid_to=date(2025, 6, 30)) for t in found}
    areas[f"{BASE}area/quiet"] = Area(name("area/quiet", "Tỉnh Lặng"), "Province")
    documents = {
        t.document.iri: Document(
            t.document, Name(""), "", "", date(2020 + n, 1, 1), Name(""), t.area, Name("")
        )
        for n, t in enumerate(found)
    }
    return view, Country(areas, documents, {})


def test_one_row_a_province_strongest_first_equal_figures_share_a_place() -> None:
    more = name("comparator/greater-than", "trên")
    first, second, third = target(20, 0), target(30, 0), target(40, 0)
    second = replace(second, value=Decimal(20), comparator=more)
    older = replace(third, iri=third.iri + "-old", document=name("document/old", "Cũ"))
    view, country = country_with(older, first, second, third)
    found = ordering.ranking(Basis(view, country, Language.VI), first.indicator.iri, {})
    assert [row.target.iri for row in found.rows] == [third.iri, second.iri, first.iri]
    assert [row.place for row in found.rows] == [1, 2, 2]
    # The newest document speaks for the province; the older one is counted.
    assert [row.others for row in found.rows] == [1, 0, 0]
    assert [area.name.slug for area in found.silent] == ["quiet"]


def test_a_ranking_is_of_one_side_of_the_mergers_and_says_who_is_not_known(
    app: Application,
) -> None:
    page = soup(get(app, SHARE, VI).text)
    rows = page.select("table tbody tr")
    assert "749/QĐ-TTg" in words(rows[0])
    nation = page.select("table tbody tr.nation")
    silent = words(page.select_one("#unknown"))
    # One row a province beside those of the nation: with those not known they are 63.
    assert len(rows) - len(nation) + int("".join(filter(str.isdigit, silent))) == 63
    own = [row for row in rows if row not in nation]
    assert len({row.a["href"] for row in own if row.a}) == len(own)
    after = soup(get(app, SHARE + "?when=after", VI).text)
    assert "34" in words(after.select_one("h1 + p"))
    assert get(app, "/rank/nothing", VI).status_code == 404
    svg = get(app, SHARE + ".svg?lang=en").text
    assert "provinces before July 2025" in svg
    assert get(app, SHARE + ".png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("/explore?area=tra-vinh&sort=value", 38),
        (SHARE, 3),
        ("/compare?year=2030&area=bac-ninh", 0),
    ],
)
def test_a_view_is_taken_away_whole_with_names_first_and_iris_last(
    app: Application,
    path: str,
    rows: int,
) -> None:
    joint = "&" if "?" in path else "?"
    data = json.loads(get(app, f"{path}{joint}format=json&lang=en").text)
    assert [c["name"] for c in data["columns"]][:2] == ["area", "indicator"]
    assert data["columns"][-1]["name"] == "document_iri"
    plain = get(app, f"{path}{joint}format=csv&lang=en").content
    read = list(csv.reader(io.StringIO(plain.decode())))
    assert read[0][0] == "Area"
    assert len(read) - 1 == len(data["rows"])
    if rows:
        assert len(data["rows"]) >= rows
    marked = get(app, f"{path}{joint}format=csv&bom=1&lang=en").content
    assert marked == b"\xef\xbb\xbf" + plain
    book = openpyxl.load_workbook(io.BytesIO(get(app, f"{path}{joint}format=xlsx&lang=vi").content))
    assert book.sheetnames[0] == "Bảng"
    assert book.sheetnames[-1] == "Giới thiệu"
    buttons = [
        str(a["href"]) for a in soup(get(app, path, VI).text).select("p.actions a[download]")
    ]
    assert any("bom=1" in address for address in buttons) or not data["rows"]
    assert get(app, f"{path}{joint}format=pdf").status_code == 406
